"""A team's workbook with everything in it: what XlsxWriter can make, and hand-written parts for the rest."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MS_REL = "http://schemas.microsoft.com/office"
OOXML = "application/vnd.openxmlformats-officedocument"
HEADERS = ("ID", "Company", "Score", "Given on", "Outcome", "Team note", "Team formula")


def png() -> bytes:
    """A red picture of 8 by 8 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8))
    start = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", start) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _leads(book, sheet) -> None:
    """The table with its rules, charts, sparklines, notes, pictures and a button."""
    day = book.add_format({"num_format": "d mmm yyyy"})
    bold = book.add_format({"bold": True, "bg_color": "#FFEEAA"})
    sheet.write("A1", "Leads of the team", bold)
    columns = [{"header": header} for header in HEADERS]
    columns[2]["total_function"], columns[3]["format"] = "sum", day
    columns[6]["formula"] = "=tblLeads[[#This Row],[Score]]*2"
    sheet.add_table("A3:G9", {"name": "tblLeads", "columns": columns, "total_row": True})
    for i in range(5):
        sheet.write_row(3 + i, 0, [f"id{i}", f"Company & Sons <{i}>", i * 10])
        sheet.write_datetime(3 + i, 3, dt.datetime(2024, 5, 1 + i), day)
        sheet.write_string(3 + i, 5, f"by hand {i}", bold if i == 2 else None)
        sheet.write_formula(3 + i, 6, "=tblLeads[[#This Row],[Score]]*2", None, i * 20)
        sheet.add_sparkline(3 + i, 8, {"range": f"Leads!A{4 + i}:C{4 + i}"})
    sheet.write_rich_string("B5", "Com", bold, "pany", " rich")
    sheet.data_validation("E4:E8", {"validate": "list", "source": ["Sold", "Lost"]})
    sheet.data_validation("C4:C8", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.conditional_format("C4:C8", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A4:G8", {"type": "formula", "criteria": "=$C4>20", "format": bold})
    sheet.write_comment("A3", "What the ID means")
    sheet.write_url("K1", "https://team.example/", string="our page")
    sheet.insert_image("K3", "red.png", {"image_data": io.BytesIO(png())})
    sheet.insert_textbox("K8", "Call before noon")
    sheet.insert_button("K14", {"macro": "Press", "caption": "Run"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Leads!$A$4:$A$8", "values": "=Leads!$C$4:$C$8"})
    sheet.insert_chart("K18", chart)
    sheet.write("I5", "beside")
    sheet.write("A14", "below")
    sheet.freeze_panes(3, 1)


def _master(book, sheet) -> None:
    """A very hidden page with a chart, a note, a picture, a table and names of its own."""
    sheet.very_hidden()
    sheet.write("A1", "title goes here")
    sheet.write_formula("B2", "=Master!A5*2", None, 4)
    sheet.write_formula("B3", "=SUM(tblPage[Count])", None, 3)
    sheet.add_table("A8:B9", {"name": "tblPage", "columns": [{"header": "Word"}, {"header": "Count"}]})
    sheet.write("A9", "one")
    sheet.write("B9", 3)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"name": "=Master!$A$1", "values": "=Master!$B$9:$B$9"})
    sheet.insert_chart("D2", chart)
    sheet.insert_image("D20", "red.png", {"image_data": io.BytesIO(png())})
    sheet.write_comment("A1", "A note on the master")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&LLeadbook&C&P of &N&R&D")
    sheet.print_area("A1:H40")
    sheet.repeat_rows(0, 1)
    book.define_name("Master!title", "=Master!$A$1")
    book.define_name("pageTotal", "=Master!$B$3")


def made_by_xlsxwriter() -> bytes:
    """The part of the workbook that XlsxWriter can make."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    leads, formulas, hidden, master = (book.add_worksheet(n) for n in ("Leads", "Team sums", "Hidden", "Master"))
    _leads(book, leads)
    formulas.write_formula("A1", "=SUM(tblLeads[Score])", None, 100)
    formulas.write_formula("A2", '=IF(A1>5,"much","little")', None, "much")
    formulas.write_dynamic_array_formula("C1:C3", "=SORT(Leads!C4:C6)", None, 0)
    formulas.write("A3", "no formula")
    hidden.hide()
    hidden.write("A1", "secret of the team")
    _master(book, master)
    book.define_name("Scores", "=Leads!$C$4:$C$8")
    book.define_name("Fixed", "=Leads!$C$4:$C$6")
    book.close()
    return data.getvalue()


def team_workbook() -> bytes:
    """All of it: with macros, pivot table, slicer, threaded comment, ribbon, external link and custom XML."""
    parts = _unpacked(made_by_xlsxwriter())
    _add_hand_written(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _relate(parts: dict[str, bytes], owner: str, kind: str, target: str, external: bool = False) -> str:
    """Add a relationship; its id."""
    folder, _, base = owner.rpartition("/")
    name = f"{folder}/_rels/{base}.rels".lstrip("/")
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    text = parts.get(name, empty)
    mode = ' TargetMode="External"' if external else ""
    number = f"rIdTeam{text.count(b'<Relationship ')}"
    line = f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    parts[name] = text.replace(b"</Relationships>", line.encode())
    return number


def _part(parts: dict[str, bytes], name: str, content: str | bytes, kind: str) -> None:
    parts[name] = content if isinstance(content, bytes) else f'<?xml version="1.0"?>\n{content}'.encode()
    line = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", line)


def _insert(parts: dict[str, bytes], name: str, before: bytes, text: str) -> None:
    assert before in parts[name], (name, before)
    parts[name] = parts[name].replace(before, text.encode() + before, 1)


def _add_hand_written(parts: dict[str, bytes]) -> None:
    book, types = "xl/workbook.xml", parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        f"{OOXML}.spreadsheetml.sheet.main+xml".encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    _part(parts, "xl/vbaProject.bin", bytes(range(256)) * 8, "application/vnd.ms-office.vbaProject")
    _relate(parts, book, f"{MS_REL}/2006/relationships/vbaProject", "vbaProject.bin")
    ribbon = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon/></customUI>'
    _part(parts, "customUI/customUI14.xml", ribbon, "application/xml")
    _relate(parts, "", f"{MS_REL}/2007/relationships/ui/extensibility", "customUI/customUI14.xml")
    _part(parts, "customXml/item1.xml", '<team xmlns="urn:team"><secret/></team>', "application/xml")
    _relate(parts, book, f"{REL}/customXml", "../customXml/item1.xml")
    link = f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{REL}" r:id="rIdTeam0"/></externalLink>'
    _part(parts, "xl/externalLinks/externalLink1.xml", link, f"{OOXML}.spreadsheetml.externalLink+xml")
    _relate(parts, "xl/externalLinks/externalLink1.xml", f"{REL}/externalLinkPath", "other.xlsx", external=True)
    number = _relate(parts, book, f"{REL}/externalLink", "externalLinks/externalLink1.xml")
    reference = f'<externalReference r:id="{number}"/>'
    _insert(parts, book, b"<definedNames>", f"<externalReferences>{reference}</externalReferences>")
    _pivot(parts)
    _slicer(parts)
    _threaded(parts)


def _pivot(parts: dict[str, bytes]) -> None:
    """A pivot table on the sheet of formulas, over the table."""
    cache, table = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"
    records = "xl/pivotCache/pivotCacheRecords1.xml"
    _part(
        parts,
        cache,
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{REL}" r:id="rIdTeam0" refreshOnLoad="1" recordCount="1">'
        '<cacheSource type="worksheet"><worksheetSource name="tblLeads"/></cacheSource><cacheFields count="1">'
        '<cacheField name="ID" numFmtId="0"><sharedItems count="1"><s v="id0"/></sharedItems></cacheField>'
        "</cacheFields></pivotCacheDefinition>",
        f"{OOXML}.spreadsheetml.pivotCacheDefinition+xml",
    )
    content = f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><x v="0"/></r></pivotCacheRecords>'
    _part(parts, records, content, f"{OOXML}.spreadsheetml.pivotCacheRecords+xml")
    _relate(parts, cache, f"{REL}/pivotCacheRecords", "pivotCacheRecords1.xml")
    _part(
        parts,
        table,
        f'<pivotTableDefinition xmlns="{MAIN}" name="Pivot" cacheId="7" dataCaption="Values">'
        '<location ref="F1:F3" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="1">'
        '<pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/><item t="default"/></items>'
        '</pivotField></pivotFields><rowFields count="1"><field x="0"/></rowFields></pivotTableDefinition>',
        f"{OOXML}.spreadsheetml.pivotTable+xml",
    )
    _relate(parts, table, f"{REL}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
    _relate(parts, "xl/worksheets/sheet2.xml", f"{REL}/pivotTable", "../pivotTables/pivotTable1.xml")
    number = _relate(parts, "xl/workbook.xml", f"{REL}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    caches = f'<pivotCaches><pivotCache cacheId="7" r:id="{number}"/></pivotCaches>'
    _insert(parts, "xl/workbook.xml", b"</workbook>", caches)


def _slicer(parts: dict[str, bytes]) -> None:
    """A slicer on the table."""
    x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    slicers = f'<slicers xmlns="{x14}"><slicer name="Company" cache="Slicer_Company" rowHeight="241300"/></slicers>'
    _part(parts, "xl/slicers/slicer1.xml", slicers, "application/vnd.ms-excel.slicer+xml")
    cache = f'<slicerCacheDefinition xmlns="{x14}" name="Slicer_Company" sourceName="Company"/>'
    _part(parts, "xl/slicerCaches/slicerCache1.xml", cache, "application/vnd.ms-excel.slicerCache+xml")
    _relate(parts, "xl/worksheets/sheet1.xml", f"{MS_REL}/2007/relationships/slicer", "../slicers/slicer1.xml")
    kind = f"{MS_REL}/2007/relationships/slicerCache"
    _relate(parts, "xl/workbook.xml", kind, "slicerCaches/slicerCache1.xml")


def _threaded(parts: dict[str, bytes]) -> None:
    """A threaded comment and its person."""
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    person = "{5A1B0E8C-6E0B-4F7C-9C55-0D6C2F1E1A11}"
    ana = f'<person displayName="Ana" id="{person}" userId="a" providerId="None"/>'
    persons = f'<personList xmlns="{space}">{ana}</personList>'
    _part(parts, "xl/persons/person.xml", persons, "application/vnd.ms-excel.person+xml")
    _relate(parts, "xl/workbook.xml", f"{MS_REL}/2017/10/relationships/person", "persons/person.xml")
    comment = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B4" dT="2024-05-01T10:00:00.00" personId="{person}" '
        'id="{11111111-2222-4333-8444-555555555555}"><text>Is this right?</text></threadedComment></ThreadedComments>'
    )
    name = "xl/threadedComments/threadedComment1.xml"
    _part(parts, name, comment, "application/vnd.ms-excel.threadedcomments+xml")
    kind = f"{MS_REL}/2017/10/relationships/threadedComment"
    _relate(parts, "xl/worksheets/sheet1.xml", kind, "../threadedComments/threadedComment1.xml")
