"""Files of every spelling are read alike, and what cannot be edited safely is refused in plain words."""

# ruff: noqa: E501 - parts written by hand read best on one line

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from leadbook.books.package import PackageBook
from leadbook.errors import NotALeadbook
from leadbook.model import Grid

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm;@"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm &quot;days&quot;"/></numFmts><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="5"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="21"/></cellXfs></styleSheet>'
)
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>plain &amp; simple</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>'
    '<rPh sb="0" eb="1"><t>phonetic</t></rPh></si><si><t xml:space="preserve"> _x000D_\r\n </t></si><si/></sst>'
)
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>One</t></is></c><c r="B1" t="inlineStr"><is><t>Two</t></is></c></row>'
)


def workbook(rows: str, ref: str = "A1:B3", **changes: str) -> bytes:
    """A workbook with one table over hand-written rows.

    Args:
        rows: everything between the tags of `sheetData`.
        changes: other content for a part, by the last word of its name ("sheet", "workbook", "table" …).
    """
    columns = '<tableColumn id="1" name="One"/><tableColumn id="2" name="Two"/>'
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PKG}/content-types"><Default Extension="xml" ContentType="a/b"/></Types>',
        "_rels/.rels": relationships(("officeDocument", "/book/main.xml")),
        "book/main.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr/><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId0"/></sheets></workbook>',
        "book/_rels/main.xml.rels": relationships(
            ("worksheet", "sheets/one.xml"), ("styles", "/book/styles.xml"), ("sharedStrings", "../strings.xml")
        ),
        "book/sheets/one.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}"><sheetData>{rows}</sheetData></worksheet>',
        "book/sheets/_rels/one.xml.rels": relationships(("table", "/tables/t.xml")),
        "tables/t.xml": f'<table xmlns="{MAIN}" id="1" name="T" displayName="tblT" ref="{ref}">'
        f'<tableColumns count="2">{columns}</tableColumns></table>',
        "book/styles.xml": STYLES,
        "strings.xml": STRINGS,
    }
    keys = {"workbook": "book/main.xml", "sheet": "book/sheets/one.xml", "table": "tables/t.xml", "strings": "strings.xml"}
    content.update({keys[key]: text for key, text in changes.items()})
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in content.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode())
    return data.getvalue()


def relationships(*targets: tuple[str, str]) -> str:
    """A list of relationships."""
    lines = [f'<Relationship Id="rId{i}" Type="{REL}/{k}" Target="{t}"/>' for i, (k, t) in enumerate(targets)]
    return f'<Relationships xmlns="{PKG}/relationships">{"".join(lines)}</Relationships>'


def read(data: bytes) -> list[tuple[object, ...]]:
    """The body of the table."""
    return [tuple(row) for row in PackageBook(data).read("tblT").rows]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('t="s"><v>0</v>', "plain & simple"),
        ('t="s"><v>1</v>', "rich text"),
        ('t="s"><v>2</v>', " \r\n "),
        ('t="s"><v>3</v>', None),
        ('t="s"><v>99</v>', None),
        ('t="str"><f>A1</f><v>a&lt;b</v>', "a<b"),
        ('t="str"><v></v>', None),
        ('t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is>', "a b"),
        ('t="inlineStr"><is><t>_x005F_x0041_</t></is>', "_x0041_"),
        ('t="inlineStr"><is><t><![CDATA[a<b]]></t></is>', "a<b"),
        ('t="b"><v>1</v>', True),
        ('t="b"><v>0</v>', False),
        ('t="e"><v>#N/A</v>', "#N/A"),
        ('t="d"><v>2024-05-01T00:00:00</v>', dt.date(2024, 5, 1)),
        ('t="n"><v>7</v>', 7),
        ("><v>7.5</v>", 7.5),
        ("><v>1E3</v>", 1000.0),
        ("><v>-3</v>", -3),
        ("><f>1+1</f><v>2</v>", 2),
        ("><f>1+1</f>", None),
        ("><v/>", None),
        ("><v>no number</v>", None),
        ('s="1"><v>45413</v>', dt.date(2024, 5, 1)),
        ('s="2"><v>45413.4305555556</v>', dt.datetime(2024, 5, 1, 10, 20)),
        ('s="1"><v>1</v>', dt.date(1900, 1, 1)),
        ('s="1"><v>60</v>', 60),
        ('s="1"><v>0.5</v>', 0.5),
        ('s="1"><v>-4</v>', -4),
        ('s="1"><v>2958465</v>', dt.date(9999, 12, 31)),
        ('s="1"><v>2958466</v>', 2958466),
        ('s="3"><v>1.5</v>', 1.5),
        ('s="4"><v>0.25</v>', 0.25),
    ],
)
def test_each_kind_of_cell(cell, value):
    """Shared, rich, inline and computed texts, truths, errors, numbers, dates; times of day stay numbers."""
    found = read(workbook(f'{ROWS}<row r="2"><c r="A2" {cell}</c><c r="B2"><v>1</v></c></row>', "A1:B2"))
    assert found == [(value, 1)]
    assert type(found[0][0]) is type(value)


def test_dates_since_1904():
    """The other date system, for reading and for writing."""
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr date1904="1"/><sheets><sheet name="Data" sheetId="1" r:id="rId0"/></sheets></workbook>'
    data = workbook(f'{ROWS}<row r="2"><c r="A2" s="1"><v>43951</v></c></row>', "A1:B2", workbook=book)
    assert read(data) == [(dt.date(2024, 5, 1), None)]
    made = PackageBook(data)
    made.write("tblT", Grid(("One", "Two"), [[dt.date(2025, 1, 2), dt.date(1903, 1, 1)]]))
    assert read(made.save()) == [(dt.date(2025, 1, 2), "1903-01-01")]
    assert b"<v>44197</v>" in zipfile.ZipFile(io.BytesIO(made.save())).read("book/sheets/one.xml")


@pytest.mark.parametrize(
    "sheet",
    [
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row/><row><c><v>1</v></c></row></sheetData></worksheet>',
        f"<worksheet xmlns='{MAIN}'><sheetData><row r='2'><c r='A2'><v>1</v></c></row></sheetData></worksheet>",
        f'<worksheet xmlns="{MAIN}"><!-- <sheetData> --><sheetData><row r="2"><!-- x --><c r="A2"><v>1</v></c></row></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="3"/><row r="2"><c t="n" r="A2"><v>1</v></c></row></sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}">\n <sheetData >\n  <row r="2">\n   <c r="A2">\n    <v>1</v>\n   </c>\n  </row>\n </sheetData>\n</worksheet>',
    ],
    ids=["prefix", "no addresses", "single quotes", "comments", "out of order", "indented"],
)  # fmt: skip
def test_rare_spellings_are_read_and_written(sheet):
    """Prefixes, missing addresses, quotes, comments and blanks make no difference."""
    data = workbook("", sheet=sheet)
    assert read(data) == [(1, None), (None, None)]
    book = PackageBook(data)
    assert book.save() == data
    book.write("tblT", Grid(("Two",), [["a"], ["b"], ["c"]]))
    assert read(book.save()) == [(1, "a"), (None, "b"), (None, "c")]


def test_headers_with_escapes_and_tables_without_a_header_row():
    """Line breaks in headers are read; a table without header row begins with its first body row."""
    table = (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="tblT" ref="A1:B2" headerRowCount="0"><tableColumns '
        'count="2"><tableColumn id="1" name="One_x000a_line"/><tableColumn id="2" name="A &amp; B"/></tableColumns></table>'
    )
    book = PackageBook(workbook('<row r="1"><c r="A1"><v>1</v></c></row>', table=table))
    assert book.tables()[0].headers == ("One\nline", "A & B")
    assert list(book.read("tblT").rows) == [(1, None), (None, None)]


def test_shared_formulas_are_written_out_when_rows_move():
    """Each cell of a group has its own formula afterwards, copied to its new row."""
    rows = (
        f'{ROWS}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" ref="B2:B3" si="0">A2*2</f><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>5</v></c><c r="B3"><f t="shared" si="0"/><v>10</v></c></row>'
    )
    book = PackageBook(workbook(rows))
    book.write("tblT", Grid(("One",), [[5], [1], [9]], origins=[1, 0, None]))
    sheet = zipfile.ZipFile(io.BytesIO(book.save())).read("book/sheets/one.xml").decode()
    assert '<c r="B2"><f>A2*2</f></c>' in sheet
    assert '<c r="B3"><f>A3*2</f></c>' in sheet
    assert "shared" not in sheet


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a workbook"),
        (b"name,mail\n", "not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (workbook("")[:-30], "damaged"),
        (workbook("", workbook="<html/>"), "not a workbook"),
        (workbook("", workbook='<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'), "Strict"),
        (workbook("", workbook=f'<!DOCTYPE x [<!ENTITY a "b">]><workbook xmlns="{MAIN}"/>'), "document type"),
        (workbook("", workbook=f'<workbook xmlns="{MAIN}"><sheets><sheet name="x" sheetId="1"/></sheets></workbook>'), "missing"),
        (workbook("", table=f'<table xmlns="{MAIN}" ref="nowhere"/>'), "where it stands"),
        (workbook("", table="<table"), "damaged"),
    ],
)  # fmt: skip
def test_other_files_are_refused_with_what_to_do(data, words):
    """Every refusal says what is wrong and what to do, and none is a traceback."""
    with pytest.raises(NotALeadbook) as caught:
        PackageBook(data).tables()
    assert words in str(caught.value)
    assert caught.value.fix.endswith(".")


def test_document_type_in_a_sheet_is_refused():
    """Sheets and texts are checked too, when they are read."""
    sheet = f'<!DOCTYPE x><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    with pytest.raises(NotALeadbook, match="document type"):
        read(workbook("", sheet=sheet))
