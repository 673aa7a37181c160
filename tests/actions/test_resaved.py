"""Workbooks that another program saved, or that a team built on, go through every command."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.table import TableColumn

from leadbook.books.package import PackageBook
from leadbook.schema import book as schema
from tests.actions.desk import person

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
OURS = ("inquiries", "leads", "not_leads", "fix", "reps", "quotas", "campaigns", "answers", "events", "gate", "words")


def every_command(desk):
    """All commands in a row; what they leave is a workbook with two more people in it."""
    before = len(desk.rows("inquiries"))
    more = desk.list("resaved.csv", [person(71), person(72)])
    desk.run("import", more, "--gathered", "raised-hand form")
    for command in ("check", "allocate", "forecast", "brief", "report", "show"):
        desk.run(command)
    desk.run("show", "Gate")
    assert len(desk.rows("inquiries")) == before + 2
    assert {"ann71@clinic71.example", "ann72@clinic72.example"} <= set(desk.frame("inquiries")["email"])
    return before


def contents(desk):
    """Every watched table, cell by cell, but for results of formulas: not every program stores them."""
    found = {}
    for key in OURS:
        stored = [column.key for column in schema.table(key).columns if not column.formula]
        found[key] = [[str(row[name]) for name in stored] for row in desk.rows(key)]
    return found


@pytest.mark.office
@pytest.mark.parametrize("by", ["LibreOffice", "openpyxl"])
def test_a_workbook_saved_by_another_program_reads_the_same_and_keeps_working(demo, office, by):
    then = contents(demo)
    if by == "LibreOffice":
        demo.book.write_bytes(office.convert(demo.book, "xlsx", recalc=False).read_bytes())
    else:
        openpyxl.load_workbook(demo.book).save(demo.book)
    assert contents(demo) == then
    every_command(demo)
    again = office.convert(demo.book, "xlsx", recalc=False)
    seen = PackageBook(again.read_bytes())
    ours = PackageBook(demo.book.read_bytes())
    for key in OURS:
        name = schema.table(key).name
        assert len(seen.read(name).rows) == len(ours.read(name).rows), name


def team_book(path):
    """The workbook with a team's own sheets, a chart, a hidden sheet, a column of notes and a macro project."""
    book = openpyxl.load_workbook(path)
    sums = book.create_sheet("Team sums")
    sums["A1"], sums["A2"] = "Inquiries", "=ROWS(tblInquiries[ID])"
    chart = BarChart()
    chart.add_data(Reference(sums, min_col=1, min_row=1, max_row=2), titles_from_data=True)
    sums.add_chart(chart, "C3")
    book.create_chartsheet("Team chart").add_chart(BarChart())
    book.create_sheet("Team secret").sheet_state = "hidden"
    book["Team secret"]["A1"] = "of the team"
    sheet = book["Inquiries"]
    table = sheet.tables["tblInquiries"]
    width = len(table.tableColumns)
    sheet.cell(3, width + 1, "Our note")
    notes = {}
    for row in range(4, sheet.max_row + 1):
        if key := sheet.cell(row, 1).value:
            sheet.cell(row, width + 1, notes.setdefault(key, f"note {key}"))
    last = "".join(filter(str.isdigit, table.ref.split(":")[1]))
    table.ref = table.autoFilter.ref = f"A3:{sheet.cell(3, width + 1).column_letter}{last}"
    table.tableColumns.append(TableColumn(id=width + 1, name="Our note"))
    out = io.BytesIO()
    book.save(out)
    return _with_macros(out.getvalue()), notes


def _with_macros(data):
    """The package as .xlsm with a macro project of some bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
                part = part.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml").replace(
                    b"</Types>", b'<Override PartName="/xl/vbaProject.bin" '
                    b'ContentType="application/vnd.ms-office.vbaProject"/></Types>')  # fmt: skip
            if name == "xl/_rels/workbook.xml.rels":
                kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
                line = b'<Relationship Id="rIdMacros" Type="' + kind + b'" Target="vbaProject.bin"/></Relationships>'
                part = part.replace(b"</Relationships>", line)
            new.writestr(name, part)
        new.writestr("xl/vbaProject.bin", bytes(range(256)) * 8)
    return out.getvalue()


def test_a_team_s_own_sheets_charts_macros_and_columns_survive_every_command_and_undo(demo):
    data, notes = team_book(demo.book)
    demo.book = demo.folder / "Team.xlsm"
    demo.book.write_bytes(data)
    try:
        every_command(demo)
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(demo.book) as new:
            kept = [name for name in old.namelist() if any(
                word in name for word in ("vbaProject", "chart", "theme", "drawing", "media", "comments")
            )]  # fmt: skip
            assert len(kept) > 5
            assert [name for name in kept if new.read(name) != old.read(name)] == []
        book = openpyxl.load_workbook(demo.book)
        assert book["Team sums"]["A2"].value == "=ROWS(tblInquiries[ID])"
        assert book["Team secret"].sheet_state == "hidden"
        assert "Team chart" in book.sheetnames
        rows = list(book["Inquiries"].iter_rows(min_row=3, values_only=True))
        at = rows[0].index("Our note")
        assert {row[0]: row[at] for row in rows[1:] if row[at]} == notes
        for _ in range(9):
            if not demo.run("undo", code=demo_code(demo)).get("counts"):
                break
        then, now = (PackageBook(one).read("tblInquiries").rows for one in (data, demo.book.read_bytes()))
        assert now == then
    finally:
        demo.book.unlink()


def demo_code(desk):
    """0 while a run is left to take back, else 3."""
    from leadbook.books.saving.recordfile import load_runs

    return 0 if [run for run in load_runs(desk.book) if not run.undone and not run.undoes] else 3
