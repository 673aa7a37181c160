"""Any list that a CSV writer can write comes back cell for cell, and any bytes are a table or a refusal in words."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leadbook.errors import IntakeError
from leadbook.intake import SourceTable
from tests.intake.lists import inquiries, outcome, write

EXAMPLES = int(os.environ.get("LEADBOOK_FUZZ", "40"))
MANY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
HEADERS = ["Name", "E-mail", "Notes", "Company"]
PIECES = (
    ",", ";", "\t", "|", '"', '""', "'", "\n", "=", "+1", "-", "@", " ", "a", "é", "€", "ß", "\u00a0", "\\", "0", "00",
    "x,y", 'say "hi"', "#", "N/A", "Total", "1E10", ".", "/", "日本", "😀", "?", "<b>", "&", "%", "sep=,", "null",
)  # fmt: skip
CELLS = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
WAYS = {
    "plain": {}, "all": {"quoting": csv.QUOTE_ALL}, "text": {"quoting": csv.QUOTE_NONNUMERIC},
    "escaped": {"quoting": csv.QUOTE_ALL, "doublequote": False, "escapechar": "\\"},
}  # fmt: skip


def read_again(content: bytes) -> SourceTable | IntakeError:
    """The table in a file with this content, or why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        return outcome(write(Path(folder), content))


@MANY
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=2, max_size=6), delimiter=st.sampled_from(",;\t|"),
    way=st.sampled_from(sorted(WAYS)), end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)  # fmt: skip
def test_what_a_csv_writer_wrote_comes_back_cell_for_cell(
    rows: list[tuple[str, str, str]], delimiter: str, way: str, end: str, encoding: str
) -> None:
    if way == "escaped":  # a backslash alone could be part of a path just as well
        rows = [(a.replace("\\", ""), b.replace("\\", ""), c.replace("\\", "")) for a, b, c in rows]
    lines = [[f"N{at} {a}", f"p{at}@x.example", b, c] for at, (a, b, c) in enumerate(rows)]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=end, **WAYS[way]).writerows([HEADERS, *lines])  # type: ignore[arg-type]
    table = read_again(buffer.getvalue().encode(encoding))
    assert isinstance(table, SourceTable)
    assert table.frame.columns.tolist() == HEADERS
    assert table.frame.to_numpy().tolist() == lines
    assert not table.rejects


SEEDS = (
    b'First name,E-mail,Phone\nAna,a@x.example,+1 415 555 0101\n"Bo ""x""",b@x.example,"a\nb"\nCy,c@x.example,\n',
    "sep=;\r\nName;E-mail;Datum\r\nMüller;m@x.example;03.04.2026\r\nÖz;o@x.example;13.04.2026\r\n".encode("cp1252"),
    "Title\n\nName\tMail\tCity\nA\ta@x.example\tKöln\nB\tb@x.example\tBern\n\nRows: 2\n".encode("utf-16"),
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Ana=\r\n=20B\r\n"
    b"EMAIL:a@x.example\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo\r\n Lee\r\n"
    b"TEL:+14155550101\r\nEND:VCARD\r\n",
    b'<html><meta charset="utf-8"><table><tr><th>E-mail</th><th colspan="1">Name</th></tr><tr><td rowspan="2">'
    b"a@x.example</td><td>A&amp;b<br>c</td></tr><tr><td>x</td></tr></table></html>",
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
    b'spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Leads"><Table><Row>'
    b'<Cell><Data ss:Type="String">E-mail</Data></Cell><Cell><Data ss:Type="String">Name</Data></Cell></Row>'
    b'<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">a@x.example</Data></Cell></Row>'
    b'<Row><Cell ss:Index="2"><Data ss:Type="Number">12.5</Data></Cell></Row></Table></Worksheet></Workbook>',
)
INSERTED = st.sampled_from([b"\x00", b"\xff", b'"', b"\r", b"\n", b";", b"\x1a", b"<", b"=", b"-1", b"9" * 20, b"&#0;"])
CHANGES = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 3), INSERTED), min_size=1, max_size=4)


def changed(content: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """A content with pieces put in, put over others, taken out or cut off."""
    for place, how, piece in changes:
        at = place % (len(content) + 1)
        rest = (content[at:], content[at + len(piece) :], content[at + 1 + place % 30 :], b"")[how]
        content = content[:at] + (piece if how < 2 else b"") + rest
    return content


@MANY
@given(seed=st.sampled_from(SEEDS), changes=CHANGES)
@example(SEEDS[3].replace(b"UTF-8", b"UTF\x00-8"), [(999, 1, b"\n")])
@example(SEEDS[4].replace(b"utf-8", b"undefined"), [(999, 1, b"\n")])
def test_a_broken_file_is_a_table_that_keeps_its_rows_or_a_refusal(
    seed: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    table = read_again(changed(seed, changes))
    if isinstance(table, IntakeError):
        assert table.code.startswith("LB-E-")
        assert table.what
        assert table.fix
        return
    made = inquiries(table)
    assert made.input_rows == len(made.frame) + len(made.joined) + len(made.rejects)
    assert made.input_rows == len(table.frame) + len(table.rejects)
    rows = [*made.frame.index, *(at for at, _ in made.joined), *(one.row for one in made.rejects)]
    assert len(set(rows)) == len(rows)
