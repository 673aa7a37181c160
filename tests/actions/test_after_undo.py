"""After an undo that went value by value the sheets are whole: results of formulas, titles, tiles, the next run."""

import datetime as dt

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from leadbook.books.package import PackageBook
from leadbook.schema import book as schema
from leadbook.schema import cells
from tests import office
from tests.actions.desk import HEADERS, person

FORM = ("--gathered", "raised-hand form")
LIVE = [(table, column) for table in schema.TABLES for column in table.columns if column.formula]


@pytest.fixture
def taken_back(desk):
    """Six leads shared and counted, two more shared and counted, and both taken back after somebody typed a note."""
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"})
    desk.add("quotas", *(
        {"rep": rep, "product": "XX-200", "period": dt.date(2026, 12, 1), "quota": quota, "close_rate": 0.25,
         "average_deal": 10000, "booked": 5000}
        for rep, quota in (("Dana Vale", 50000), ("Luis Ortega", 45000))
    ))  # fmt: skip
    desk.add("campaigns", {"campaign": "Swap", "product": "XX-200", "cost": 1000})
    for name, numbers in (("one.csv", range(6)), ("two.csv", range(6, 8))):
        rows = [(*person(n), "XX-200") for n in numbers]
        desk.run("import", desk.list(name, rows, (*HEADERS, "Product")), *FORM, "--campaign", "Swap")
        desk.run("allocate")
        desk.run("report")
    desk.type("inquiries", 0, notes="by hand")
    desk.run("undo")
    desk.run("undo")
    return desk


def _seen(path, table):
    """The table as a reader that does not calculate sees it: header → values."""
    info = next(info for info in PackageBook(path.read_bytes()).tables() if info.name == table.name)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(info.sheet).to_python(skip_empty_area=False)
    at = sheet[info.first_row - 2].index(info.headers[0])
    body = sheet[info.first_row - 1 : info.first_row - 1 + info.rows]
    return {header: [row[at + i] for row in body] for i, header in enumerate(info.headers)}


def _single(path):
    """Name → value of the single cells, as a reader that does not calculate sees them."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for name in cells.ALL:
        sheet, place = next(iter(book.defined_names[name].destinations))
        found[name] = book[sheet][place.replace("$", "")].value
    return found


def test_results_of_formulas_are_there_for_a_reader_that_does_not_calculate(taken_back):
    """The stored results of Cover and Report are those of the rows that stand there now."""
    cover, report = (_seen(taken_back.book, schema.table(key)) for key in ("cover", "report"))
    assert sum(cover["Given"]) == 6
    assert dict(zip(cover["Rep"], cover["Gap"], strict=True)) == {"Dana Vale": 45000, "Luis Ortega": 40000}
    assert all(0 < short == sure - given for short, sure, given in zip(
        cover["Short by"], cover["For 80 % sure"], cover["Given"], strict=True
    ))  # fmt: skip
    at = report["Name"].index("Swap")
    assert (report["Qualified"][at], report["Qualified %"][at]) == (6, 1)
    assert report["Cost per qualified"][at] == pytest.approx(1000 / 6)


@pytest.mark.office
def test_calculating_afresh_changes_no_result(taken_back):
    """LibreOffice gets the same numbers, in the formula columns and in the single cells."""
    fresh = office.convert(taken_back.book, "xlsx")
    for table, column in LIVE:
        stored, new = (_seen(path, table)[column.header] for path in (taken_back.book, fresh))
        assert stored == pytest.approx(new), column.key
    stored, new = _single(taken_back.book), _single(fresh)
    for name in cells.FORMULAS:
        assert (stored[name] or 0) == (pytest.approx(new[name]) if isinstance(new[name], float) else new[name] or 0)


def test_titles_and_tiles_tell_of_the_tables_that_stand_there_now(taken_back):
    """What every run works out is as a run would leave it, and is not told as something that stays."""
    said = taken_back.run("undo", "4")  # the second list goes as well
    assert not [kept for kept in said["findings"] if kept["column"].startswith("lb_")]
    found = _single(taken_back.book)
    assert len(taken_back.rows("inquiries")) == found["lb_start_received"] == 6
    assert found[cells.status("inquiries")].startswith("6 received = 6 leads")
    assert found["lb_cover_total_given"] == 6
    assert found[cells.band("leads")].startswith(f"Run {said['run']},")
    taken_back.run("report")
    then = _single(taken_back.book)
    moved = {name for name in cells.ALL if then[name] != found[name]}
    assert moved <= {cells.band(sheet.key) for sheet in schema.SHEETS} | {cells.status("runs")}


def test_the_next_run_has_the_next_number_and_the_sheets_can_be_shown(taken_back):
    assert taken_back.run("show", "Events")["run"] == 9
    lead = taken_back.rows("leads")[0]["lead_id"]
    data = taken_back.book.read_bytes()
    assert taken_back.run("why", lead)["notes"]
    assert taken_back.book.read_bytes() == data


@pytest.mark.parametrize("how", ["in the list", "on Suppression"])
def test_who_asked_to_be_left_alone_does_not_come_back_to_a_rep(taken_back, how):
    """The undo of the run that brought the wish leaves all rows of that person as they are, and says so."""
    lead = next(row for row in taken_back.rows("leads") if row["rep"])
    email = next(row["email"] for row in taken_back.rows("inquiries") if row["lead_id"] == lead["lead_id"])
    if how == "in the list":
        path = taken_back.list("stop.csv", [(email, "Yes")], ("Email", "Do not contact"))
    else:
        path = taken_back.list("stop.csv", [(email, "2026-11-02 10:00:00")], ("Email Address", "UNSUB_TIME"))
    taken_back.run("import", path)
    said = taken_back.run("undo")
    assert lead["lead_id"] not in {row["lead_id"] for row in taken_back.rows("leads")}
    row = next(row for row in taken_back.rows("inquiries") if row["lead_id"] == lead["lead_id"])
    assert row["verdict"] == "Suppressed"
    assert lead["lead_id"] in {row["lead_id"] for row in taken_back.rows("not_leads")}
    assert [found["note"] for found in said["findings"] if found["row"] and found["table"] == "tblInquiries"]
    assert _single(taken_back.book)["lb_start_leads"] == 7
