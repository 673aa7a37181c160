"""The empty workbook: every sheet, table, column and name of the schema, and the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from leadbook.books.package import PackageBook
from leadbook.model import Grid
from leadbook.schema import cells
from leadbook.schema.book import SHEETS, TABLES
from leadbook.schema.choices import BOOK_LISTS, CHOICES, list_name
from leadbook.schema.core import FilledBy
from leadbook.schema.defaults import default_rows
from leadbook.schema.names import CURRENCY
from leadbook.template import layout
from leadbook.template.build import build_book
from leadbook.template.metrics import column_pixels
from leadbook.template.tables import NUMBER_FORMATS, page_columns, widths

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # the data bar, to openpyxl

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data() -> bytes:
    return build_book()


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_two_builds_are_the_same_bytes(data):
    assert build_book() == data


def test_the_checked_in_workbook_is_current(data):
    assert (ROOT / "workbook" / "Leadbook.xlsx").read_bytes() == data, "run: python -m leadbook.template"


def test_sheets_stand_in_order_with_their_state_and_title(book):
    assert book.sheetnames == [sheet.name for sheet in SHEETS]
    for sheet in SHEETS:
        assert book[sheet.name].sheet_state == sheet.state
        if sheet.key not in ("lists", "brief_master"):
            assert book[sheet.name]["A1"].value == sheet.title
            assert book[sheet.name]["A2"].value == sheet.empty


def test_every_table_has_every_column_at_row_3_with_a_note(book):
    for table in TABLES:
        ws = book[table.sheet]
        assert list(ws.tables) == [table.name]
        assert ws.tables[table.name].ref.startswith("A3:")
        headers = {cell.value: cell for cell in ws[3]}
        for column in table.columns:
            assert column.help in headers[column.header].comment.text
        assert tuple(ws.tables[table.name].column_names) == tuple(c.header for c in layout.sheet_columns(table))


def test_the_closed_file_back_end_finds_every_table_with_its_first_rows(data):
    book = PackageBook(data)
    found = {info.name: info for info in book.tables()}
    assert set(found) == {table.name for table in TABLES}
    for table in TABLES:
        assert set(found[table.name].headers) == set(table.headers)
        assert found[table.name].first_row == layout.BODY_ROW
        assert len(book.read(table.name).rows) == len(default_rows(table.key))


def test_columns_that_print_stand_left_of_those_that_do_not():
    for table in TABLES:
        printed = [column.printed for column in layout.sheet_columns(table)]
        assert printed == sorted(printed, reverse=True)
        assert sorted(c.key for c in layout.sheet_columns(table)) == sorted(table.keys)


def test_every_named_cell_is_one_cell_of_a_sheet(book):
    for name in cells.ALL:
        target = book.defined_names[name].attr_text
        assert re.fullmatch(r"('[^']+'|\w+)!\$[A-Z]+\$\d+", target), f"{name}: {target}"


def test_live_cells_hold_the_formula_of_the_schema_with_a_value(book, data):
    values = openpyxl.load_workbook(BytesIO(data), data_only=True)
    for name, formula in cells.FORMULAS.items():
        sheet, place = next(book.defined_names[name].destinations)
        assert book[sheet][place].value == "=" + formula
        blank = name.startswith("lb_cover_chart") or name.removeprefix("lb_report_total_") in cells.REPORT_RATIOS
        assert values[sheet][place].value in ((None,) if blank else (0,)), name


def test_nothing_stands_where_a_table_with_something_below_it_must_grow(book):
    for key, (_, last) in layout.RESERVE_ROWS.items():
        ws = book[next(one.name for one in SHEETS if one.key == key)]
        _, _, width, end = range_boundaries(next(iter(ws.tables.values())).ref)
        below = ws.iter_rows(end + 1, last, 1, width)
        cells_there = [cell.coordinate for row in below for cell in row if cell.value is not None]
        assert last > end + 10
        assert cells_there == []
        assert all(merged.min_row > last for merged in ws.merged_cells.ranges if merged.max_row > end)


def test_rules_can_be_added(data):
    book = PackageBook(data)
    grid = book.read("tblRules")
    book.write("tblRules", Grid(grid.headers, [*grid.rows, *grid.rows]))
    assert len(PackageBook(book.save()).read("tblRules").rows) == 2 * len(grid.rows)


def test_money_carries_the_sign_of_the_currency_in_settings_and_units_none(book):
    def shown(ws):
        rules = [(area, rule) for area in ws.conditional_formatting for rule in area.rules]
        return {str(area.sqref) for area, rule in rules if any(CURRENCY in f for f in rule.formula)}

    assert shown(book["Campaigns"])
    assert shown(book["Leads"])
    assert not shown(book["Quotas"])
    body = re.compile(rf"[A-Z]+{layout.BODY_ROW}\b")
    areas = [area for area in book["Cover"].conditional_formatting if body.match(str(area.sqref))]
    rules = [rule for area in areas for rule in area.rules]
    signs = [rule for rule in rules if any(CURRENCY in f for f in rule.formula)]
    assert signs
    assert all('="money"' in rule.formula[0] for rule in signs)
    lever = book.defined_names["lb_cover_lever_gate"].attr_text.split("!")[1].replace("$", "")
    money = [area for area in book["Cover"].conditional_formatting if lever in area.sqref]
    assert any(CURRENCY in f for area in money for rule in area.rules for f in rule.formula)
    total = book.defined_names["lb_report_total_cost"].attr_text.split("!")[1].replace("$", "")
    assert total in shown(book["Report"])


def test_every_list_has_a_name_and_every_list_column_a_drop_down_from_it(book):
    for name in (*CHOICES, *BOOK_LISTS):
        assert list_name(name) in book.defined_names
    for table in TABLES:
        ws = book[table.sheet]
        at = {cell.value: cell.column for cell in ws[3]}
        rules = {
            place.min_col: (rule, place) for rule in ws.data_validations.dataValidation for place in rule.sqref.ranges
        }
        last = int(re.sub(r".*[A-Z]", "", ws.tables[table.name].ref))
        for column in table.columns:
            wanted = column.choices or column.refers
            if not wanted:
                assert at[column.header] not in rules
                continue
            rule, place = rules[at[column.header]]
            assert rule.formula1 == list_name(wanted)
            assert (place.min_row, place.max_row) == (layout.BODY_ROW, last)


def test_a_drop_down_never_blocks_a_new_rep_campaign_or_imported_word(book):
    for table in TABLES:
        ws = book[table.sheet]
        open_ended = {c.header for c in table.columns if c.refers or c.filled_by is FilledBy.INTAKE}
        for rule in ws.data_validations.dataValidation:
            column = next(iter(rule.sqref.ranges)).min_col
            if ws.cell(3, column).value in open_ended:
                assert rule.errorStyle == "warning"


def test_what_people_fill_is_blue_on_yellow_and_nothing_else(book):
    for table in TABLES:
        ws = book[table.sheet]
        at = {cell.value: cell.column for cell in ws[3]}
        for column in table.columns:
            cell = ws.cell(layout.BODY_ROW, at[column.header])
            person = column.filled_by in (FilledBy.PERSON, FilledBy.BOTH)
            assert (cell.style == "lb_input") == person, column.header
            assert (cell.fill.fgColor.rgb == "FFFFF9DB") == person
            assert cell.protection.locked != person
            if column.kind in NUMBER_FORMATS:
                assert cell.number_format == NUMBER_FORMATS[column.kind]


def test_output_sheets_are_protected_without_a_password_and_no_other(book):
    for sheet in SHEETS:
        ws = book[sheet.name]
        expected = sheet.protected or sheet.key == "brief_master"
        assert ws.protection.sheet == expected, sheet.name
        assert ws.protection.password is None


def test_every_sheet_has_a_print_set_up(book):
    for sheet in SHEETS:
        ws = book[sheet.name]
        if sheet.key == "lists":
            continue
        assert ws.page_setup.orientation == ("landscape" if sheet.landscape else "portrait")
        assert ws.print_area
        assert ws.sheet_properties.pageSetUpPr.fitToPage
        assert "Page &[Page]" in str(ws.oddFooter.right.text).replace("&P", "&[Page]")
        if sheet.key not in ("start", "brief_master"):
            assert ws.print_title_rows == "$1:$3"
            assert ws.freeze_panes is not None
            assert ws.freeze_panes.endswith("4")


def test_links_lead_to_sheets_that_a_new_book_shows(book):
    visible = {sheet.name for sheet in SHEETS if sheet.state == "visible"}
    cells_of = [cell for ws in book for row in ws.iter_rows() for cell in row if cell.hyperlink is not None]
    targets = [cell.hyperlink.location.split("!")[0].strip("'") for cell in cells_of]
    assert targets
    assert set(targets) <= visible | {"Report"}, "Report is shown with the first import, when the week is"


def test_each_line_of_the_week_links_to_the_sheet_it_speaks_of(book):
    first = layout.WEEK_ROWS[6] + 1
    links = [book["Start"].cell(first + at, 8).value for at in range(cells.WEEK_ROWS)]
    assert links == ["See Inquiries", "See To fix", "See Leads", "See Answers", "See Leads", "See Report"]


def test_a_new_book_shows_the_steps_and_hides_the_week(book):
    rows = book["Start"].row_dimensions
    assert not any(rows[row].hidden for row in layout.STEP_ROWS)
    assert all(rows[row].hidden for row in layout.WEEK_ROWS)
    for name in cells.ALL:
        if name.startswith(("lb_week", "lb_start")):
            _, place = next(book.defined_names[name].destinations)
            assert book["Start"][place].row in layout.WEEK_ROWS


@pytest.mark.parametrize("key", ["cover", "report"])
def test_the_reserve_is_hidden_but_for_one_row_and_all_else_stands_below_it(book, key):
    ws = book[key.capitalize()]
    first, last = layout.RESERVE_ROWS[key]
    assert not ws.row_dimensions[first].hidden
    assert all(ws.row_dimensions[row].hidden for row in range(first + 1, last + 1))
    shown, hidden = layout.reserve_rows(key, 7)
    assert shown == set(range(4, 11))
    assert shown | hidden == set(range(first, last + 1))
    for name in cells.ALL:
        if name.startswith((f"lb_{key}_total", f"lb_{key}_says", "lb_report_cost", "lb_report_lost")):
            _, place = next(book.defined_names[name].destinations)
            assert ws[place].row > last
    for chart in ws._charts:
        assert chart.anchor._from.row >= last


def test_charts_have_an_alternative_text_and_two_anchors(parts):
    drawings = [part for name, part in parts.items() if name.startswith("xl/drawings/drawing")]
    assert sum(part.count(b"<xdr:twoCellAnchor") for part in drawings) == 4
    assert sum(len(re.findall(rb'<xdr:cNvPr [^>]*descr="[^"]{20,}"', part)) for part in drawings) == 4


def test_the_chart_of_the_months_is_a_band_a_dashed_line_and_a_line_with_figures(book, parts):
    (chart,) = [etree.fromstring(part) for name, part in parts.items() if name.startswith("xl/charts/chart")
                and b"areaChart" in part]  # fmt: skip
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
             "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}  # fmt: skip
    assert chart.xpath("string(//c:areaChart/c:grouping/@val)", namespaces=space) == "stacked"
    low, band = chart.xpath("//c:areaChart/c:ser", namespaces=space)
    assert low.xpath("boolean(c:spPr/a:noFill)", namespaces=space), "the lower edge is not seen"
    assert not band.xpath("boolean(c:spPr/a:noFill)", namespaces=space)
    inside, across = chart.xpath("//c:lineChart/c:ser", namespaces=space)
    assert inside.xpath("string(.//a:prstDash/@val)", namespaces=space) == "dash"
    assert across.xpath("string(c:dLbls/c:showVal/@val)", namespaces=space) == "1"
    assert chart.xpath("string(//c:plotVisOnly/@val)", namespaces=space) == "1", "rows not used leave the chart"
    first, last = layout.COVER_LINES
    drawn = {"half": low, "band": band, "sure": inside, "have": across}
    for letter, (part, series) in zip("BCDE", drawn.items(), strict=True):
        assert series.xpath("string(c:val//c:f)", namespaces=space) == f"Cover!${letter}${first}:${letter}${last}"
        assert book.defined_names[f"lb_cover_line_1_{part}"].attr_text.replace("'", "") == f"Cover!${letter}${first}"


def test_no_cell_holds_an_error_or_a_short_this_row_reference(parts):
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            assert b't="e"' not in part
            assert b"[@" not in part


def test_named_styles_come_from_the_palette_and_cells_use_them(parts):
    root = etree.fromstring(parts["xl/styles.xml"])
    space = {"m": root.nsmap[None]}
    names = [node.get("name") for node in root.findall("m:cellStyles/m:cellStyle", space)]
    assert {"lb_title", "lb_status", "lb_input", "lb_output", "lb_head", "lb_sentence", "lb_qualified"} <= set(names)
    formats = len(root.find("m:cellStyleXfs", space))
    used = {int(xf.get("xfId")) for xf in root.findall("m:cellXfs/m:xf", space)}
    assert max(used) < formats == len(names)
    assert len(used) > 15


def test_properties_carry_the_version_and_no_name_of_a_person(parts, book):
    core = parts["docProps/core.xml"].decode()
    assert re.search(r"<dc:creator></dc:creator>|<dc:creator/>", core)
    assert re.search(r"<cp:lastModifiedBy></cp:lastModifiedBy>|<cp:lastModifiedBy/>", core)
    sheet, place = next(book.defined_names["lb_version"].destinations)
    assert book[sheet][place].value == layout.VERSION
    assert b"Leadbook template" in parts["docProps/custom.xml"]


def test_the_paper_can_be_a4():
    book = openpyxl.load_workbook(BytesIO(build_book("A4")))
    assert {int(ws.page_setup.paperSize) for ws in book} == {9}


PRINTED_PIXELS = 727.2 * 96 / 72
"""Width of a landscape Letter page between its margins; A4 is wider."""


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.key)
def test_a_printed_sheet_keeps_seven_tenths_of_its_type(table):
    width = sum(column_pixels(one) for one in widths(table)[: page_columns(table)])
    assert PRINTED_PIXELS / width >= 0.70
