"""Undo: exact when nothing happened since, otherwise value by value; what a person wrote and opt-outs stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.books.saving.opening import open_book
from leadbook.books.saving.recordfile import load_runs
from leadbook.books.saving.records import FillChange, RunRecord, SheetAdded
from leadbook.books.saving.restoring import (
    EDITED,
    NO_COLUMN,
    NO_TABLE,
    OPTED_OUT,
    SHEET_GONE,
    THERE_AGAIN,
    Kept,
    says_yes,
)
from leadbook.books.saving.save import save_book
from leadbook.books.saving.states import State
from leadbook.books.saving.undoing import UndoReport, preview_undo, undo
from leadbook.errors import BookBusy, RunError
from leadbook.model import Cell
from tests.books_saving.samples import (
    WHEN,
    accept,
    add_leads,
    commit,
    edit_by_hand,
    lead,
    make_book,
    make_tables,
    rows_of,
    run,
    write_rows,
)

ID, COMPANY, REP, GIVEN, OPT_OUT, NOTE = range(6)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Book.xlsx"
    path.write_bytes(make_book([lead(n) for n in range(4)], [["a@example.com", "asked"]]))
    return path


def take_back(path: Path, number: int | None = None, force: bool = False) -> UndoReport:
    return undo(path, number, force, WHEN)


def set_cell(name: str, column: int, value: Cell):
    """A change that sets one cell of the lead of this ID."""

    def change(rows: list[list[Cell]]) -> list[list[Cell]]:
        return [[*row[:column], value, *row[column + 1 :]] if row[ID] == name else row for row in rows]

    return change


def row(path: Path, name: str) -> list[Cell]:
    (found,) = [row for row in rows_of(path.read_bytes()) if row[ID] == name]
    return found


def test_the_last_run_is_undone_to_the_byte(book: Path) -> None:
    """Nothing happened since: the workbook is byte for byte what it was."""
    before = book.read_bytes()
    run(book, add_leads(3))
    preview = preview_undo(book, None)
    assert (preview.run, preview.undone, preview.exact) == (0, 1, True)
    report = take_back(book)
    assert (report.run, report.undone, report.exact, report.kept) == (2, 1, True, ())
    assert book.read_bytes() == before


def test_an_undo_is_undone_to_the_byte_and_again(book: Path) -> None:
    """Undo of an undo brings the run back; undoing that takes it away again."""
    before = book.read_bytes()
    run(book, add_leads(3))
    after = book.read_bytes()
    take_back(book)
    assert take_back(book, 2).exact
    assert book.read_bytes() == after
    assert [(head.run, head.undone) for head in load_runs(book)] == [(1, False), (2, True), (3, False)]
    assert take_back(book).undone == 1
    assert book.read_bytes() == before


def test_several_runs_are_undone_one_after_the_other(book: Path) -> None:
    """Undo without a number walks back through the runs, each to the byte."""
    states = [book.read_bytes()]
    for _ in range(3):
        run(book, add_leads(1))
        states.append(book.read_bytes())
    for number in (3, 2, 1):
        report = take_back(book)
        assert (report.undone, report.exact) == (number, True)
        assert book.read_bytes() == states[number - 1]
    with pytest.raises(RunError, match="nothing to undo"):
        take_back(book)


def test_an_edit_since_is_kept_and_named(book: Path) -> None:
    """A person's later value stays and is named by table, row and column; the run's other values go back."""
    run(book, lambda rows: [[*r[:REP], "Cy", *r[GIVEN:]] for r in rows])
    edit_by_hand(book, "tblLeads", set_cell("L-0002", REP, "Dee"))
    report = take_back(book)
    assert not report.exact
    assert report.kept == (Kept("tblLeads", ("L-0002",), "Rep", 6, EDITED),)
    assert "Leads, row 6, Rep" in " ".join(report.notes)
    assert [r[REP] for r in rows_of(book.read_bytes())] == ["Ann", "Bo", "Dee", "Ann"]


def test_force_takes_edits_back_and_still_names_them(book: Path) -> None:
    """With force the edited value goes back too, and the report says which it was."""
    run(book, set_cell("L-0002", REP, "Cy"))
    edit_by_hand(book, "tblLeads", set_cell("L-0002", REP, "Dee"))
    assert row(book, "L-0002")[REP] == "Dee"
    report = take_back(book, force=True)
    assert [kept.reason for kept in report.kept] == [EDITED]
    assert row(book, "L-0002")[REP] is None


def test_a_row_somebody_worked_on_stays(book: Path) -> None:
    """Of the rows a run added only the untouched ones go; also a team's own column counts as work."""
    run(book, add_leads(3))
    edit_by_hand(book, "tblLeads", set_cell("L-0005", NOTE, "called"))
    report = take_back(book)
    assert [r[ID] for r in rows_of(book.read_bytes())] == ["L-0000", "L-0001", "L-0002", "L-0003", "L-0005"]
    assert row(book, "L-0005")[NOTE] == "called"
    assert report.kept == (Kept("tblLeads", ("L-0005",), "Team note", 9, EDITED),)
    assert report.removed == 2


def test_a_removed_row_is_put_back_in_its_place(book: Path) -> None:
    """A row the run took away comes back whole, with its dates; edits elsewhere stay."""
    before = rows_of(book.read_bytes())
    run(book, lambda rows: [r for r in rows if r[ID] != "L-0001"])
    edit_by_hand(book, "tblLeads", set_cell("L-0003", NOTE, "mine"))
    report = take_back(book)
    assert report.restored == 1
    assert rows_of(book.read_bytes())[:3] == before[:3]
    assert row(book, "L-0003")[NOTE] == "mine"


def test_a_removed_row_that_is_there_again_is_not_doubled(book: Path) -> None:
    """Somebody typed the row in again: theirs stays and it is said."""
    run(book, lambda rows: [r for r in rows if r[ID] != "L-0001"])
    edit_by_hand(book, "tblLeads", lambda rows: [*rows, ["L-0001", "Typed again", None, None, None, None]])
    report = take_back(book)
    assert [kept.reason for kept in report.kept] == [THERE_AGAIN]
    assert row(book, "L-0001")[COMPANY] == "Typed again"


def test_an_older_run_is_undone_among_later_ones(book: Path) -> None:
    """Values of the older run go back, values that a later run wrote over stay and are named."""
    run(book, lambda rows: [[*r[:REP], "Cy", *r[GIVEN:]] for r in rows])
    run(book, set_cell("L-0001", REP, "Dee"))
    run(book, add_leads(1))
    report = take_back(book, 1)
    assert [r[REP] for r in rows_of(book.read_bytes())] == ["Ann", "Dee", None, "Ann", "Bo"]
    assert [kept.row_key for kept in report.kept] == [("L-0001",)]
    with pytest.raises(RunError, match="undone already"):
        take_back(book, 1)


def test_an_opt_out_is_never_lifted(book: Path) -> None:
    """Suppression rows and a yes in Do not contact stay, also by force; the rest of the run goes back."""
    opened = open_book(book, for_writing=True)
    new = write_rows(
        opened.data, "tblLeads", set_cell("L-0001", OPT_OUT, "Yes")(add_leads(1)(rows_of(opened.data)))
    )
    new = write_rows(new, "tblSuppression", [["a@example.com", "asked"], ["b@example.com", "asked"]])
    commit(opened, new)
    report = take_back(book, force=True)
    assert not report.exact, "the backup from before the opt-out must not come back whole"
    assert {kept.reason for kept in report.kept} == {OPTED_OUT}
    assert row(book, "L-0001")[OPT_OUT] == "Yes"
    assert len(rows_of(book.read_bytes(), "tblSuppression")) == 2
    assert len(rows_of(book.read_bytes())) == 4
    assert "example.com" not in " ".join(report.notes)


def test_an_imported_lead_that_opted_out_stays(book: Path) -> None:
    """A row that says Do not contact is the only place that says so: undo of its import leaves it."""
    run(book, lambda rows: [*rows, ["L-9", "Nine", None, None, "yes", None], ["L-8", "Eight", None, None, "No", None]])
    report = take_back(book)
    assert [r[ID] for r in rows_of(book.read_bytes())][4:] == ["L-9"]
    assert [kept.reason for kept in report.kept] == [OPTED_OUT]


def test_a_later_opt_out_or_erasure_rules_out_the_backup(book: Path) -> None:
    """A later run that said so keeps the old bytes away for good, also after it was undone itself."""
    run(book, add_leads(1))
    opened = open_book(book, for_writing=True)
    new = write_rows(opened.data, "tblLeads", set_cell("L-0000", NOTE, "x")(rows_of(opened.data)))
    commit(opened, new, opt_outs=True)
    assert not take_back(book, 2).exact
    assert not take_back(book, 1).exact
    assert len(rows_of(book.read_bytes())) == 4


@pytest.mark.parametrize(
    ("cell", "yes"),
    [("Yes", True), ("x", True), (1, True), (True, True), (None, False), ("", False), ("No", False), (" n ", False),
     (0, False), (False, False)],
)
def test_what_counts_as_a_yes(cell: Cell, yes: bool) -> None:
    """Anything written that is not a plain no counts."""
    assert says_yes(cell) is yes


def test_a_later_run_that_changed_nothing_still_stands_in_the_way_of_the_backup(book: Path) -> None:
    """Only the last run that stands comes back whole; an older one goes value by value."""
    run(book, add_leads(1))
    opened = open_book(book, for_writing=True)
    commit(opened, opened.data)
    assert not take_back(book, 1).exact
    assert len(rows_of(book.read_bytes())) == 4


def test_a_changed_row_and_a_new_one_of_the_same_content_are_told_apart(book: Path) -> None:
    """A run made a row equal to one it added: undo leaves one row, as it was before the run."""
    run(book, lambda rows: [*set_cell("L-0001", REP, "Cy")(rows), *set_cell("L-0001", REP, "Cy")(rows)[1:2]])
    edit_by_hand(book, "tblLeads", set_cell("L-0003", NOTE, "x"))
    take_back(book)
    assert [(r[ID], r[REP]) for r in rows_of(book.read_bytes())] == [
        ("L-0000", "Ann"), ("L-0001", "Bo"), ("L-0002", None), ("L-0003", "Ann"),
    ]


def test_rows_of_one_key_are_undone_only_where_it_is_clear(book: Path) -> None:
    """Two rows share an ID: the one as the run left it goes back, the one somebody changed stays."""
    edit_by_hand(book, "tblLeads", lambda rows: [*rows[:2], ["L-0001", "Twin", None, None, None, None]])
    run(book, set_cell("L-0001", REP, "Cy"))
    edit_by_hand(book, "tblLeads", lambda rows: [set_cell("L-0001", NOTE, "mine")([r])[0] if r[1] == "Twin" else r
                                                 for r in rows])
    report = take_back(book)
    found = {r[COMPANY]: (r[REP], r[NOTE]) for r in rows_of(book.read_bytes())}
    assert found == {"Company 0": ("Ann", None), "Company 1": ("Bo", None), "Twin": ("Cy", "mine")}
    assert [(kept.row_key, kept.column) for kept in report.kept] == [(("L-0001",), "Rep")]


def test_a_column_or_table_that_is_gone_is_named(book: Path) -> None:
    """The team took a column or a whole table away: nothing is guessed, what cannot go back is named."""
    run(book, set_cell("L-0001", REP, "Cy"))
    book.write_bytes(make_tables({"tblLeads": ("Leads", ("ID", "Company"), [["L-0001", "Company 1"]])}))
    assert [kept.reason for kept in preview_undo(book, 1).kept] == [NO_COLUMN]
    book.write_bytes(make_tables({"tblOther": ("Leads", ("ID", "Company"), [["L-0001", "Company 1"]])}))
    there = PackageBook(book.read_bytes()).read("tblOther")
    assert [kept.reason for kept in take_back(book).kept] == [NO_TABLE]
    assert PackageBook(book.read_bytes()).read("tblOther") == there


def test_sheets_and_cells_outside_tables_go_back(book: Path) -> None:
    """A page that a run made goes while nobody worked on it; a filled cell goes back."""
    number = _with_page(book)
    edit_by_hand(book, "tblLeads", set_cell("L-0001", NOTE, "x"))
    report = take_back(book, number)
    present = PackageBook(book.read_bytes())
    assert "Brief - Spring" not in [sheet.name for sheet in present.sheets()]
    assert present.values("Leads", ["A1"])["A1"] == "Leads"
    assert report.kept == ()
    edit_by_hand(book, "tblLeads", set_cell("L-0002", NOTE, "y"))
    assert [kept.reason for kept in take_back(book, report.run).kept] == [SHEET_GONE]


def test_a_page_somebody_worked_on_stays(book: Path) -> None:
    """A cell typed on the page since keeps the page."""
    number = _with_page(book)
    data = PackageBook(book.read_bytes())
    data.fill("Brief - Spring", SheetFill(cells={"C9": "my note"}))
    book.write_bytes(data.save())
    report = take_back(book, number)
    assert [(kept.table, kept.reason) for kept in report.kept] == [("Brief - Spring", EDITED)]
    assert PackageBook(book.read_bytes()).values("Brief - Spring", ["C9"]) == {"C9": "my note"}


def _with_page(book: Path) -> int:
    opened = open_book(book, for_writing=True)
    opened.book.clone("Suppression", "Brief - Spring")
    opened.book.fill("Leads", SheetFill(cells={"A1": "Leads in May"}))
    changes = (SheetAdded("Brief - Spring"), FillChange("Leads", "A1", "Leads", "Leads in May"))
    record = RunRecord(action="brief", when=WHEN, changes=changes)
    return save_book(opened, opened.book.save(), record, accept)


def test_an_undo_without_its_backup_goes_value_by_value(book: Path) -> None:
    """Only ten backups are kept; an older run is undone by its record."""
    run(book, add_leads(1))
    State.of(book).before(1).unlink()
    report = take_back(book)
    assert not report.exact
    assert len(rows_of(book.read_bytes())) == 4


def test_a_run_that_is_not_recorded_here_is_told(book: Path, tmp_path: Path) -> None:
    """No record, no undo; the message says where it can be undone."""
    with pytest.raises(RunError, match="nothing to undo"):
        take_back(book)
    run(book, add_leads(1))
    with pytest.raises(RunError, match="not recorded on this computer"):
        take_back(book, 7)


def test_undo_of_an_open_workbook_is_refused(book: Path) -> None:
    """Undo goes through the same saving as every run; a preview only reads."""
    run(book, add_leads(1))
    (book.parent / "~$Book.xlsx").write_bytes(b"")
    with pytest.raises(BookBusy):
        take_back(book)
    assert preview_undo(book, None).exact
