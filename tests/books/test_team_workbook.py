"""A team's workbook survives: only the parts that have to change differ, and other programs still open it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.errors import LayoutError
from leadbook.model import KEEP, Grid
from tests.books import teambook

ALWAYS = {"xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml"}
ON_SHEETS = ALWAYS | {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "docProps/app.xml"}


@pytest.fixture(scope="module")
def team() -> bytes:
    """The workbook with everything."""
    return teambook.team_workbook()


@pytest.fixture(scope="module")
def team_by_office(team, tmp_path_factory) -> bytes:
    """The same after LibreOffice saved it."""
    from tests import office

    path = tmp_path_factory.mktemp("team") / "team.xlsm"
    path.write_bytes(team)
    return office.convert(path, "xlsx", recalc=False).read_bytes()


def parts(data: bytes) -> dict[str, bytes]:
    """Content of every part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def different(before: bytes, after: bytes) -> set[str]:
    """Names of the parts that are not byte-identical."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def raw(data: bytes, name: str) -> bytes:
    """A member as it stands in the zip, compressed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        info = package.getinfo(name)
    at = info.header_offset
    start = at + 30 + len(name) + int.from_bytes(data[at + 28 : at + 30], "little")
    return data[start : start + info.compress_size]


def with_formulas(data: bytes) -> set[str]:
    """Names of the sheet parts that hold formulas."""
    return {n for n, c in parts(data).items() if n.startswith("xl/worksheets/sheet") and b"<f" in c}


def opens(data: bytes) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it."""
    with warnings.catch_warnings():
        # it says which of the team's things it would lose: the reason why it does not save our workbooks
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=True)
    if book.vba_archive:
        book.vba_archive.close()  # openpyxl leaves it open, and Python complains of it whenever it tidies up
    return book


def new_rows(count: int) -> list[list[object]]:
    """Rows for the columns that Leadbook would own."""
    return [[f"new{i}", f"Company {i}", i, KEEP] for i in range(count)]


def test_unchanged_book_is_the_same_file(team):
    """Opening, reading and saving gives the very bytes."""
    book = PackageBook(team)
    for table in book.tables():
        book.write(table.name, book.read(table.name))
    assert book.save() == team


@pytest.mark.parametrize("count", [0, 1, 3, 5, 7])
def test_writing_touches_only_what_it_must(team, count):
    """Larger and smaller: the sheet, the table part, the workbook part, styles and stale formulas, nothing else."""
    book = PackageBook(team)
    book.write("tblLeads", Grid(teambook.HEADERS[:4], new_rows(count)))
    after = book.save()
    allowed = ALWAYS | with_formulas(team) | {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    assert different(team, after) <= allowed
    for name in parts(team).keys() - different(team, after):
        assert raw(team, name) == raw(after, name), name
    sheet = opens(after)["Leads"]
    assert sheet.tables["tblLeads"].ref == f"A3:G{4 + max(count, 1)}"
    assert [sheet["I5"].value, sheet["A14"].value] == ["beside", "below"]
    assert sheet.cell(4 + max(count, 1), 3).value == "=SUBTOTAL(109,[Score])"


def test_team_columns_and_formats_are_carried_along(team):
    """A row that moves keeps the team's note, its colour, rich text and formula; new rows get the formula."""
    book = PackageBook(team)
    book.write("tblLeads", Grid(("ID",), [["x"], [KEEP], [KEEP]], origins=[None, 2, 1]))
    sheet = opens(book.save())["Leads"]
    assert [sheet.cell(r, 6).value for r in (4, 5, 6)] == [None, "by hand 2", "by hand 1"]
    assert sheet["F5"].font.b
    assert sheet["B6"].value == "Company rich"
    assert {sheet.cell(r, 7).value for r in (4, 5, 6)} == {"=tblLeads[[#This Row],[Score]]*2"}
    part = parts(book.save())["xl/worksheets/sheet1.xml"].decode()
    assert re.search(r'<c r="B6"[^>]* t="s">', part), "the rich text is still the shared string"


@pytest.mark.parametrize(("count", "last"), [(2, 5), (7, 10)])
def test_rules_of_the_table_follow_its_body(team, count, last):
    """Validations, conditional formats (also of newer Excel) and names that cover the body stretch and shrink."""
    book = PackageBook(team)
    book.write("tblLeads", Grid(("ID",), [[str(i)] for i in range(count)]))
    data = parts(book.save())
    sheet, workbook = data["xl/worksheets/sheet1.xml"].decode(), data["xl/workbook.xml"].decode()
    assert f'sqref="E4:E{last}"' in sheet
    assert f'sqref="C4:C{last}"' in sheet
    assert f'<conditionalFormatting sqref="A4:G{last}"' in sheet
    assert f"<xm:sqref>C4:C{last}</xm:sqref>" in sheet
    assert sheet.count("<xm:sqref>I") == 5
    assert f"Leads!$C$4:$C${last}<" in workbook
    assert "Leads!$C$4:$C$6<" in workbook
    table = data["xl/tables/table1.xml"].decode()
    assert f'<autoFilter ref="A3:G{last}"/>' in table


def test_stale_results_go_and_given_ones_stay(team):
    """Team formulas lose their stored result, what Leadbook gave keeps it, and programs calculate anew."""
    book = PackageBook(team)
    book.write("tblLeads", Grid(("Score", "Team formula"), [[i, i * 2] for i in range(3)]))
    data = parts(book.save())
    sums, leads = data["xl/worksheets/sheet2.xml"].decode(), data["xl/worksheets/sheet1.xml"].decode()
    assert "<f>SUM(tblLeads[Score])</f></c>" in sums
    assert "much</v>" not in sums
    assert "<v>0</v></c><c" not in sums[sums.index('r="C1"') :]
    assert leads.count("tblLeads[[#This Row],[Score]]*2</f><v>") == 3
    assert 'fullCalcOnLoad="1"' in data["xl/workbook.xml"].decode()
    assert PackageBook(book.save()).read("tblLeads").rows == book.read("tblLeads").rows


def test_clone_points_to_itself(team):
    """The clone has parts, names, tables and a chart of its own; the master stays as it is, byte by byte."""
    book = PackageBook(team)
    book.clone("Master", "Brief - O'Neill & Co")
    book.fill("Brief - O'Neill & Co", SheetFill(cells={"title": "Spring", "pageTotal": 9}, print_area="A1:L48"))
    after = book.save()
    old, new = parts(team), parts(after)
    assert different(team, after) - (new.keys() - old.keys()) <= ON_SHEETS
    made = sorted(new.keys() - old.keys())
    chart = next(new[n].decode() for n in made if re.fullmatch(r"xl/charts/chart\d+\.xml", n))
    assert "'Brief - O''Neill &amp; Co'!$A$1" in chart
    assert "Master!" not in chart
    table = next(new[n].decode() for n in made if n.startswith("xl/tables/"))
    assert 'displayName="tblPage_2"' in table
    assert any(n.startswith("xl/comments") for n in made)
    assert not any(n.startswith("xl/media") for n in made), "pictures are shared"
    sheet = next(new[n].decode() for n in made if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
    assert "'Brief - O''Neill &amp; Co'!A5*2</f>" in sheet
    assert "SUM(tblPage_2[Count])</f><v>9</v>" in sheet
    opened = opens(after)
    page = opened["Brief - O'Neill & Co"]
    assert page.sheet_state == "visible"
    assert page["A1"].value == "Spring"
    assert page.print_area.endswith("$A$1:$L$48")
    assert page.print_title_rows == "$1:$2"
    assert opened["Master"].print_area.endswith("$A$1:$H$40")
    assert re.search(rb"<vt:lpstr>Brief - O'Neill &amp; Co</vt:lpstr>", new["docProps/app.xml"])


def test_filling_sets_up_the_page(team):
    """Heights, hidden rows, scale instead of fit-to-page, breaks and the middle of the footer."""
    book = PackageBook(team)
    wanted = SheetFill(
        heights={3: 42.5}, hidden_rows=frozenset({5, 6}), scale=85, breaks=(30, 12), header_footer="Run 7 & more"
    )
    book.fill("Master", wanted)
    page = opens(book.save())["Master"]
    assert page.row_dimensions[3].height == 42.5
    assert [page.row_dimensions[r].hidden for r in (4, 5, 6)] == [False, True, True]
    assert (page.page_setup.scale, page.page_setup.orientation) == (85, "landscape")
    assert not page.sheet_properties.pageSetUpPr.fitToPage
    assert [b.id for b in page.row_breaks.brk] == [12, 30]
    assert (page.oddFooter.left.text, page.oddFooter.center.text) == ("Leadbook", "Run 7 && more")
    book.fill("Master", SheetFill(shown_rows=frozenset({5}), breaks=()))
    page = opens(book.save())["Master"]
    assert [page.row_dimensions[r].hidden for r in (5, 6)] == [False, True]
    assert not page.row_breaks.brk


def test_clone_and_delete_leaves_only_traces_in_lists(team):
    """What a clone brought goes with it; all parts of the team are byte-identical."""
    book = PackageBook(team)
    book.clone("Master", "Page 1")
    book.clone("Master", "Page 2")
    book.delete("Page 1")
    book.delete("Page 2")
    after = book.save()
    assert parts(after).keys() | ALWAYS >= parts(team).keys()
    assert different(team, after) <= ON_SHEETS
    assert opens(after).sheetnames == ["Leads", "Team sums", "Hidden", "Master"]


def test_deleting_a_sheet_counts_the_names_anew(team):
    """Names of sheets behind the deleted one still belong to them; nothing of the sheet is left."""
    book = PackageBook(team)
    book.delete("Team sums")
    after = book.save()
    gone = parts(team).keys() - parts(after).keys()
    assert {"xl/worksheets/sheet2.xml", "xl/pivotTables/pivotTable1.xml"} <= gone
    assert not any(name.startswith(("xl/charts", "xl/media", "xl/vba", "customXml")) for name in gone)
    opened = opens(after)
    assert opened["Master"].print_area.endswith("$A$1:$H$40")
    assert "title" in opened["Master"].defined_names
    content = parts(after)["[Content_Types].xml"].decode()
    assert not any(name in content for name in gone)


def test_sheet_with_a_slicer_is_not_cloned(team):
    """A slicer is registered across the workbook, so a copy would break the file."""
    with pytest.raises(LayoutError, match="slicer"):
        PackageBook(team).clone("Leads", "Copy")


def test_macros_stay(team):
    """The macro project and the button that calls it are untouched by everything at once."""
    book = PackageBook(team)
    book.write("tblLeads", Grid(("ID",), [["a"], ["b"]]))
    book.clone("Master", "Page")
    book.show("Hidden")
    after = book.save()
    theirs = "vba|customUI|customXml|slicer|thread|person|pivot|external|media|vml"
    kept = [n for n in parts(team) if re.search(theirs, n)]
    assert len(kept) >= 14
    assert not set(kept) & different(team, after)


@pytest.mark.office
@pytest.mark.parametrize("count", [1, 7])
def test_libreoffice_opens_the_edited_book(team, count, tmp_path, office):
    """LibreOffice calculates the edited workbook: the team's formulas see the new rows."""
    book = PackageBook(team)
    book.write("tblLeads", Grid(teambook.HEADERS[:3], [[f"n{i}", "c", 5] for i in range(count)]))
    book.clone("Master", "Page")
    book.fill("Page", SheetFill(cells={"A5": 21}))
    path = tmp_path / "edited.xlsm"
    path.write_bytes(book.save())
    made = PackageBook(office.convert(path, "xlsx").read_bytes())
    assert made.values("Team sums", ["A1", "A2"]) == {"A1": count * 5, "A2": "much" if count > 1 else "little"}
    assert made.values("Page", ["B2", "B3"]) == {"B2": 42, "B3": 3}


@pytest.mark.office
@pytest.mark.parametrize("count", [0, 2, 7])
def test_book_saved_by_libreoffice_survives_too(team_by_office, count):
    """The same promise for a workbook as LibreOffice writes it."""
    book = PackageBook(team_by_office)
    assert book.save() == team_by_office
    grid = book.read("tblLeads")
    book.write("tblLeads", grid)
    assert book.save() == team_by_office
    book.write("tblLeads", Grid(teambook.HEADERS[:4], new_rows(count)))
    after = book.save()
    sheets = with_formulas(team_by_office) | {"xl/worksheets/sheet1.xml"}
    tables = {n for n in parts(team_by_office) if n.startswith("xl/tables/table1")}
    lists = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    assert different(team_by_office, after) <= ALWAYS | sheets | tables | lists
    assert [row[0] for row in PackageBook(after).read("tblLeads").rows] == [f"new{i}" for i in range(count)]
    opens(after)
    book.clone("Master", "Page")
    book.delete("Page")
    opens(book.save())
