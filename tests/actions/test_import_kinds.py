"""A list of any kind, with headings of any language, is imported and flagged with every row accounted for."""

import csv
import gzip
import io
import random
import struct

import pytest

from leadbook.intake.columns.synonyms import synonyms
from tests.intake.binaries import cell, compound, letters, part, stream, wide, xlsb
from tests.intake.test_fuzz_workbooks import PARTS, packed

ROWS = [
    ("E-mail", "Company", "Phone"), ("a@acme.example", "Acme", "+1 415 555 0101"),
    ("b@borg.example", "Borg", "+1 415 555 0102"), ("", "Cyan", ""), ("a@acme.example", "Acme", "+1 415 555 0101"),
]  # fmt: skip
TEXT = "\n".join(";".join(row) for row in ROWS)
HTML = "<html><table>" + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS) + "</table>"
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def _xml() -> str:
    rows = "".join("<Row>" + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row) + "</Row>"
                   for row in ROWS)  # fmt: skip
    return f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}"><Worksheet ss:Name="Leads"><Table>{rows}</Table></Worksheet></Workbook>"""


def _ods() -> bytes:
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in (
        "office", "table", "text"))  # fmt: skip
    filled = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join("<table:table-row>" + "".join(filled.format(text) for text in row) + "</table:table-row>"
                   for row in ROWS)  # fmt: skip
    sheet = f'<table:table table:name="Leads">{rows}</table:table>'
    return packed([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                   ("content.xml", f"<office:document-content{names}>{sheet}</office:document-content>".encode())])


def _xls(version: int, codec: str) -> bytes:
    rows = b"".join(cell(0x204, row, at, letters(text, codec=codec)) for row, line in enumerate(ROWS)
                    for at, text in enumerate(line))  # fmt: skip
    return compound(stream([("Leads", 0, rows)], version=version, codec=codec))


def _xlsb() -> bytes:
    rows = b""
    for number, line in enumerate(ROWS):
        rows += part(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0, 0) + bytes(4))
        rows += b"".join(part(6, struct.pack("<II", at, 0) + wide(text)) for at, text in enumerate(line))
    return xlsb([("Leads", 0, rows)])


CARDS = "".join(f"BEGIN:VCARD\nVERSION:3.0\nEMAIL:{mail}\nORG:{firm}\nTEL:{phone}\nEND:VCARD\n"
                for mail, firm, phone in ROWS[1:])  # fmt: skip
GOOD = {
    "a.csv": TEXT.encode(), "b.txt": TEXT.replace(";", "\t").encode("utf-16"), "c.xls": HTML.encode(),
    "d.xls": _xml().encode(), "e.ods": _ods(), "f.xls": _xls(0x600, ""), "g.xls": _xls(0x500, "cp1252"),
    "h.xlsb": _xlsb(), "i.vcf": CARDS.encode(), "j.zip": packed([("k.csv", TEXT.encode())]),
    "l.csv.gz": gzip.compress(TEXT.encode(), mtime=0),
    "r.zip": packed([("s.zip", packed([("t.csv", TEXT.encode())]))]),
}  # fmt: skip
BAD = {
    "m.xlsx": packed([(name, content[:-90]) for name, content in PARTS]), "n.xls": _xls(0x600, "")[:1500],
    "o.pdf": b"%PDF-1.7", "p.csv": b"\x00\x00", "q.docx": packed([("word/document.xml", b"<x/>")]),
}  # fmt: skip


def _put(desk, files):
    for name, content in files.items():
        (desk.folder / name).write_bytes(content)
    return [desk.folder / name for name in files]


def _conserved(files):
    assert all(one["input_rows"] == one["imported"] + one["merged"] + one["rejected"] for one in files), files


def test_lists_of_every_kind_are_imported_or_refused_by_name_and_no_row_is_lost(desk):
    said = desk.run("import", *_put(desk, GOOD | BAD))
    _conserved(said["files"])
    by_name = {one["file"].split(":")[0]: one for one in said["files"]}
    assert by_name.keys() == GOOD.keys() | BAD.keys()
    assert {name: by_name[name]["input_rows"] for name in GOOD} == dict.fromkeys(GOOD, 4)
    assert [by_name[name] for name in BAD if not by_name[name].get("error")] == []
    assert sorted(desk.frame("inquiries")["company"]) == ["Acme", "Borg", "Cyan"]


@pytest.mark.parametrize("name", ["d.xls", "f.xls", "h.xlsb", "i.vcf"])
def test_lists_of_kinds_that_excel_cannot_be_given_back_are_flagged_row_by_row(name, desk):
    (path,) = _put(desk, {name: GOOD[name]})
    said = desk.run("flag", "-o", desk.folder / "out.xlsx", book=path)
    _conserved(said["files"])
    assert said["files"][0]["input_rows"] == 4


def test_headings_of_any_language_in_any_order_lose_no_row_in_a_dry_run(desk):
    chance, names = random.Random(11), sorted(synonyms())
    values = ("", "Ana", "x@x.example", "+1 415 555 0177", "03/04/2026", "yes", "12", "opt-out", "=1+1", "N/A", "ß")
    files = {}
    for number in range(12):
        heads = chance.sample(names, chance.randint(2, 9))
        rows = [[chance.choice(values) for _ in heads] for _ in range(chance.randint(1, 12))]
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=chance.choice(",;\t")).writerows([["Email", *heads], *(
            [f"p{number}{at}@y{at}.example", *row] for at, row in enumerate(rows))])  # fmt: skip
        files[f"list{number}.csv"] = buffer.getvalue().encode("utf-8")
    said = desk.run("import", *_put(desk, files), "--dry-run")
    _conserved(said["files"])
    for one in said["files"]:
        wanted = len(list(csv.reader(io.StringIO(files[one["file"]].decode(), newline="")))) - 1
        assert one["input_rows"] == wanted or one.get("error"), one
