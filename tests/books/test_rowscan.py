"""A sheet as a stream of rows: taken apart, copied along as it stands, and counted."""

from __future__ import annotations

import io
import zipfile

import pytest

from leadbook.books.closed.packed import CHUNK
from leadbook.books.closed.rowscan import NotCanonical, Row, SheetScan, verbatim
from leadbook.books.closed.zipparts import Parts
from leadbook.books.package import PackageBook
from leadbook.model import Grid
from tests.books.makers import ROWS, xlsxwriter_bytes

PART = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData><pageMargins/></worksheet>"


def scan(rows: str, tail: str = TAIL) -> SheetScan:
    """A scan of a sheet with these rows."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(PART, HEAD + rows + tail)
    return SheetScan(Parts(data.getvalue()), PART)


def row(number: int, text: str = "x") -> str:
    """A row with one text."""
    return f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def test_rows_come_with_number_attributes_and_cells_and_the_tail_is_known_then() -> None:
    sheet = scan('<row r="1" ht="20"><c r="A1"/></row>\n<row spans="1:2" r="3"/>')
    assert list(sheet.rows()) == [
        Row(1, ' r="1" ht="20"', '<c r="A1"/>', closed=False), Row(3, ' spans="1:2" r="3"', "", closed=True),
    ]  # fmt: skip
    assert sheet.tail == TAIL


ODD = ('<row><c r="A1"/></row>', row(2) + row(2), row(3) + row(2), "<other/>", row(1) + "<row")


@pytest.mark.parametrize("rows", ODD)
def test_rows_out_of_order_without_number_or_cut_off_are_not_canonical(rows: str) -> None:
    with pytest.raises(NotCanonical):
        list(scan(rows).rows())


@pytest.mark.parametrize("taken", [1, 2, 5])
def test_the_rest_is_what_follows_the_row_given_last_as_it_stands(taken: int) -> None:
    rows = "".join(row(number) for number in range(1, 6))
    sheet = scan(rows)
    stream = sheet.rows()
    first = "".join(verbatim(next(stream)) for _ in range(taken))
    assert first + "".join(sheet.rest()) == rows
    assert sheet.tail == TAIL


def test_the_rest_of_a_large_sheet_is_whole_wherever_its_pieces_end() -> None:
    for shift in range(14):  # the end of the rows falls on every place of "</sheetData"
        size = 2 * CHUNK - len(HEAD) - len(row(1)) - len(row(2, "")) - shift
        rows = row(1) + row(2, "y" * size)
        sheet = scan(rows)
        given = verbatim(next(sheet.rows()))
        assert given + "".join(sheet.rest()) == rows
        assert sheet.tail == TAIL


def test_the_rest_after_a_closed_row_and_of_a_sheet_with_blanks_in_its_end_tag() -> None:
    sheet = scan('<row r="1"/>' + row(2), "</sheetData ><pageMargins/></worksheet>")
    assert verbatim(next(sheet.rows())) + "".join(sheet.rest()) == '<row r="1"/>' + row(2)
    assert sheet.tail == TAIL


@pytest.mark.parametrize("hidden", ["<!--</sheetData>-->", "<![CDATA[</sheetData>]]>"])
def test_an_end_of_rows_inside_a_comment_is_never_taken_for_the_end(hidden: str) -> None:
    sheet = scan(row(1) + hidden + row(2))
    next(sheet.rows())
    with pytest.raises(NotCanonical):
        list(sheet.rest())


def test_the_rest_of_a_sheet_that_ends_too_early_is_refused() -> None:
    sheet = scan(row(1) + row(2), "")
    next(sheet.rows())
    with pytest.raises(NotCanonical):
        list(sheet.rest())


def test_counting_gives_the_rows_of_reading_and_how_many_of_them_hold_something() -> None:
    book = PackageBook(xlsxwriter_bytes())
    assert book.count_rows("tblLeads") == (len(ROWS), len(ROWS))
    assert book.count_rows("tblSmall") == (0, 0)
    book.write("tblSmall", Grid(("Word", "Count"), [("a", 1), (None, None), ("c", None)]))
    assert book.count_rows("tblSmall") == (3, 2)
    assert len(book.read("tblSmall").rows) == 3


def test_a_row_that_is_lost_from_the_sheet_is_not_counted_though_the_table_still_claims_it() -> None:
    data = xlsxwriter_bytes()
    parts = Parts(data)
    text = parts.read(PART).decode()
    start = text.index('<row r="5"')
    parts.put(PART, (text[:start] + text[text.index("</row>", start) + 6 :]).encode())
    assert PackageBook(parts.build()).count_rows("tblLeads") == (len(ROWS), len(ROWS) - 1)
