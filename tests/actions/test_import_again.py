"""The same list again is nothing new, in whatever dress; an import that is cut off leaves nothing half done."""

import csv
import datetime as dt
import io
import os
import random
import signal

import openpyxl
import pytest

from leadbook.actions.context import Context
from leadbook.actions.correcting import print_of
from leadbook.actions.importing import import_lists
from leadbook.books.saving import hostfs
from tests.actions.desk import person

FORM = ("--gathered", "raised-hand form")
HEADERS = ("Submitted at", "First name", "Last name", "Company", "E-mail", "Phone", "ZIP", "Employees", "Note")
ROWS = [
    ("2026-11-20 09:14", "José", "Müller", "Zahnärzte Süd", "jose@sued.example", "+1 415 555 0101", "02139", "12",
     "Ça va"),
    ("2026-11-19 10:00", "Ann", "Berg", "Clinic, North", "ann@north.example", "(415) 555-0102", "10001", "1200", ""),
    ("2026-11-18 00:00", "Bo", "Lee", "", "", "+44 20 7946 0018", "", "", "5-10"),
    ("2026-11-17 08:30", "Cy", "", "Orr Labs", "", "", "00501", "3", "no number"),
    ("", "", "", "", "", "", "", "", "nobody"),
]  # fmt: skip


def table(headers, rows, delimiter=","):
    """Rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headers, *rows])
    return text.getvalue()


def shuffled(headers, rows):
    """Rows and columns in another order."""
    turn = random.Random(5)
    order = turn.sample(range(len(headers)), len(headers))
    mixed = turn.sample(rows, len(rows))
    return [headers[at] for at in order], [[row[at] for at in order] for row in mixed]


def dressed(folder):
    """The same list in other encodings, orders and kinds of file, under other names."""
    made = {
        "cp1252.csv": table(HEADERS, ROWS).encode("cp1252"), "utf16.txt": table(HEADERS, ROWS, "\t").encode("utf-16"),
        "bom.csv": table(HEADERS, ROWS, ";").encode("utf-8-sig"), "mixed.csv": table(*shuffled(HEADERS, ROWS)).encode(),
        "crlf.csv": table(HEADERS, ROWS).replace("\r\n", "\n").encode(),
    }  # fmt: skip
    for name, data in made.items():
        (folder / name).write_bytes(data)
    for name, native in (("text.xlsx", False), ("native.xlsx", True)):
        book = openpyxl.Workbook()
        book.active.append(HEADERS)
        for row in ROWS:
            cells = zip(HEADERS, row, strict=True)
            book.active.append([as_cell(header, text) if native else text for header, text in cells])
        for cell in book.active["A"][1:]:
            cell.number_format = "dd/mm/yyyy hh:mm" if native else "@"
        for cell in book.active["G"][1:]:
            cell.number_format = "00000" if native else "@"
        book.save(folder / name)
        made[name] = b""
    return [folder / name for name in made]


def as_cell(header, text):
    """What a spreadsheet program makes of a text that is typed into it."""
    if header == "Submitted at" and text:
        return dt.datetime.fromisoformat(text)
    return int(text) if header in ("ZIP", "Employees") and text else text


def test_the_same_list_in_another_dress_is_nothing_new(desk):
    (desk.folder / "list.csv").write_text(table(HEADERS, ROWS), encoding="utf-8")
    first = desk.run("import", desk.folder / "list.csv", *FORM)
    assert (first["counts"]["imported"], first["counts"]["rejected"]) == (4, 1)
    before = desk.book.read_bytes()
    again = desk.run("import", *dressed(desk.folder), *FORM)
    told = {file["file"]: (file["imported"], file["merged"], file["rejected"]) for file in again["files"]}
    assert told == dict.fromkeys(told, (0, 4, 1))
    assert (again["changed"], desk.book.read_bytes() == before) == (False, True)


@pytest.mark.office
def test_a_list_that_a_spreadsheet_program_saved_again_is_nothing_new(desk, office, tmp_path):
    rows = [row for row in ROWS if not row[6].startswith("0")]  # it takes zeros away; no program can know them
    path = desk.folder / "list.csv"
    path.write_text(table(HEADERS, rows), encoding="utf-8-sig")
    desk.run("import", path, *FORM)
    before = desk.book.read_bytes()
    again = desk.run("import", office.convert(path, "xlsx"), office.convert(path, "ods"), *FORM)
    assert [(file["imported"], file["merged"]) for file in again["files"]] == [(0, 2)] * 2
    assert desk.book.read_bytes() == before


def test_a_row_that_was_left_out_is_known_again_whatever_its_order():
    assert print_of(("Ann", "", "a@b.example")) == print_of(("a@b.example ", "ANN"))
    assert print_of(("Ann",)) != print_of(("Bo",))


def cut_off(book, lists, moment):
    """Import in a process of its own that is killed at a moment; whether it was."""
    pid = os.fork()
    if pid == 0:
        stop, real = lambda: os.kill(os.getpid(), signal.SIGKILL), hostfs.HOST.replace

        def replace(source, target):
            before = moment == "before the workbook is replaced" and target == book
            stop() if before else real(source, target)
            stop() if moment == "after the workbook is replaced" and target == book else None

        try:
            type(hostfs.HOST).replace = staticmethod(replace)
            import_lists(book, lists, context(lambda text: stop() if text.startswith(moment) else None))
        finally:
            os._exit(9)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def context(progress=lambda _: None):
    """A day and a stamp that are the same for all."""
    return Context(today=dt.date(2026, 11, 23), now=dt.datetime(2026, 11, 23, 8), progress=progress)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT RUN: Windows has no fork")
def test_an_import_that_was_cut_off_is_done_again_as_if_it_had_never_begun(desk, monkeypatch, tmp_path):
    lists = [desk.list("a.csv", [person(1), person(2)]), desk.list("b.csv", [person(2, need=""), (*person(3), "x")])]
    lists.append(desk.folder / "c.csv")
    lists[-1].write_text("First name\nDi\nEd\n")  # people without address or number: only memory knows them again
    empty = desk.book.read_bytes()
    wanted = import_lists(desk.book, lists, context())
    expected = desk.book.read_bytes()
    corrections = [path.read_bytes() for path in (desk.folder / "Rows to correct").iterdir()]
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "other"))
    desk.book.write_bytes(empty)
    for moment in ("merging b.csv", "writing", "before the workbook is replaced"):
        assert cut_off(desk.book, lists, moment), moment
        assert desk.book.read_bytes() == empty, moment
    assert cut_off(desk.book, lists, "after the workbook is replaced")
    assert desk.book.read_bytes() == expected
    again = import_lists(desk.book, lists, context())
    assert (again.changed, again.counts["imported"], wanted.counts["imported"]) == (False, 0, 4)
    assert desk.book.read_bytes() == expected
    assert [path.read_bytes() for path in (desk.folder / "Rows to correct").iterdir()] == corrections
    assert not [path for path in desk.folder.iterdir() if path.name.startswith(".")]
