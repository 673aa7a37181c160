"""Long lists: rows are counted while one waits, memory stays in bounds, and what no sheet holds is refused in time."""

import csv
import io
import itertools

import openpyxl
import pytest

from leadbook.actions import room
from leadbook.books.package import PackageBook
from leadbook.errors import IntakeError
from leadbook.fronts import console
from leadbook.intake import read_table
from leadbook.intake.text import delimited, lines
from leadbook.template import flagged_list
from tests.actions.desk import DAY, person


@pytest.fixture
def long_list(tmp_path):
    """A list of 200 rows whose cells hold line ends, quotes and blank rows."""
    rows = [("Name", "Email", "Note")]
    rows += [(f"Ana {n}", f"a{n}@x.example", ("yes", "one\r\ntwo", 'a "b", c', "")[n % 4]) for n in range(200)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path = tmp_path / "long.csv"
    path.write_text(text.getvalue().replace("Ana 7,", "\r\nAna 7,"), encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("text", ["a\r\nb\n\nc", "a\rb\rc\r", "x\r\n\r\ny\rz\n", "\n", "", "ä\u2028b\nc"])
@pytest.mark.parametrize("piece", [1, 2, 3, 100])
def test_lines_read_in_pieces_are_the_lines_of_the_whole(text, piece):
    assert list(lines.lines_of(text, piece)) == list(io.StringIO(text, newline=""))


def test_values_that_repeat_are_kept_once_and_rows_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(lines, "_MOST", 2)
    repeats = lines.Repeats()
    rows = [["".join(("a", str(n % 3))), "x" * (n % 2)] for n in range(9)]
    before = [list(row) for row in rows]
    for row in rows:
        repeats.share(row)
    assert rows == before
    assert rows[0][0] is rows[3][0]
    assert rows[1][0] is rows[4][0]


def test_reading_tells_how_many_rows_are_read(long_list, monkeypatch):
    monkeypatch.setattr(delimited, "STEP", 50)
    told: list[int] = []
    table = read_table(long_list, progress=told.append)
    assert told == [50, 100, 150, 200]
    assert len(table.frame) == 200


def test_reading_stops_at_twice_what_a_sheet_holds(long_list, monkeypatch):
    monkeypatch.setattr(delimited, "MAX_ROWS", 40)
    monkeypatch.setattr(delimited, "_HOPELESS", 80)
    monkeypatch.setattr(delimited, "STEP", 10)
    told: list[int] = []
    with pytest.raises(IntakeError, match="more than 80 rows; a sheet holds 40") as caught:
        read_table(long_list, progress=told.append)
    assert caught.value.code == "LB-E-TOO-MANY-ROWS"
    assert told[-1] == 80


def test_a_list_that_does_not_fit_beside_the_rows_that_are_there_is_refused_before_it_is_judged(desk, monkeypatch):
    desk.run("import", desk.list("first.csv", [person(1), person(2)]))
    before = desk.book.read_bytes()
    first_row = next(t.first_row for t in PackageBook(before).tables() if t.name == "tblInquiries")
    monkeypatch.setattr(room, "MAX_ROW", first_row + 3)
    code, out, err = desk.say("import", desk.list("next.csv", [person(n) for n in range(3, 6)]))
    assert (code, out) == (3, "")
    assert "has 2 rows and would have 5; there is room for 4. Split the list" in err
    assert "merging" in err
    assert "checking" not in err
    assert desk.book.read_bytes() == before
    code, _, err = desk.say("import", desk.list("long.csv", [person(n) for n in range(3, 10)]))  # before it is merged
    assert code == 3
    assert "has 2 rows and would have 7; there is room for 4" in err
    again = desk.run("import", desk.list("same.csv", [person(1), person(2), person(3)]))
    assert (again["files"][0]["imported"], again["files"][0]["merged"]) == (1, 2)


def test_a_list_written_row_by_row_looks_like_one_that_was_gathered(desk, monkeypatch, tmp_path):
    path = desk.list("list.csv", [person(n % 7) for n in range(12)])
    looks = []
    for most in (50_000, 5):
        monkeypatch.setattr(flagged_list, "_LONG", most)
        made = tmp_path / f"{most}.xlsx"
        desk.run("flag", "--output", made, book=path)
        book = openpyxl.load_workbook(made)
        looks.append([
            [(sheet.title, sheet.dimensions, sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows)]
            + [(at, round(row.height or 0, 2)) for at, row in sorted(sheet.row_dimensions.items()) if row.height]
            + [(c.coordinate, c.value, c.font.b, c.fill.fgColor.rgb, c.number_format)
               for row in sheet.iter_rows() for c in row]
            for sheet in book.worksheets
        ])  # fmt: skip
    assert looks[0] == looks[1]
    assert len(looks[0]) == 2


def test_a_line_of_one_step_comes_now_and_then_and_a_new_step_at_once(monkeypatch):
    clock = itertools.count(0.0, 0.04)
    monkeypatch.setattr(console.time, "monotonic", lambda: next(clock))
    told: list[str] = []
    say = console.now_and_then(told.append, 0.1)
    for text in ("reading a.csv", *(f"reading a.csv: {n},000 rows" for n in range(1, 8)), "judging 7,000 rows"):
        say(text)
    assert told == [
        "reading a.csv", "reading a.csv: 1,000 rows", "reading a.csv: 4,000 rows", "reading a.csv: 7,000 rows",
        "judging 7,000 rows",
    ]  # fmt: skip


def test_quiet_says_nothing_while_it_works(desk):
    path = desk.list("list.csv", [person(1)])
    desk.run("flag", "--output", desk.folder / "made.xlsx", book=path, day=DAY)
    assert desk.said == ""
