"""Lists as people have them, to be flagged: a workbook with everything around the list that must survive."""

from __future__ import annotations

import zipfile

import xlsxwriter

HEADERS = ("Name", "Company", "Email", "Phone", "How can we help?", "Please call me", "Submitted at")
PEOPLE = (
    ("Ann Berg", "Clinic North", "ann@north.example", "+1 415 555 0132", "Our unit fails twice a week.",
     "Yes, please call me", "2026-11-20"),
    ("Bo Dahl", "Clinic South", "bo@south.example", "", "We wait for trays every morning.",
     "Yes, please call me", "2026-11-19"),
    ("Cy Edge", "City College", "cy@college.example", "+1 415 555 0134", "Data for my thesis.", "", "2026-11-18"),
    ("Ann Berg", "Clinic North", "ann@north.example", "", "", "", "2026-11-02"),
    ("Test Test", "", "test@test.com", "123", "", "", "2026-11-01"),
    ("Dee Fox", "Clinic West", "dee@west.example", "+1 415 555 0136", "", "", "2026-11-03"),
)  # fmt: skip
TOP = 3
"""Sheet row (from 0) of the header, below two rows of titles."""


def workbook(path, *, table=True, stray=None, protected=False, filtered=False, chart_beside=False, headers=HEADERS):
    """A workbook with a list from B4, titles above, and a chart, validations, comments and sheets around it.

    Args:
        stray: address of a cell with a note beside the list.
        headers: names of the columns; more than the people have values leave blank cells.
    """
    book = xlsxwriter.Workbook(str(path))
    ws = book.add_worksheet("Scans")
    ws.write("B1", "Expo 2026, booth 214", book.add_format({"bold": True, "font_size": 16}))
    ws.merge_range("B2:H2", "as exported on Friday", book.add_format({"italic": True}))
    head = book.add_format({"bold": True, "bg_color": "#EEDDCC", "border": 1})
    body = book.add_format({"border": 1, "font_name": "Arial", "font_size": 9})
    right, bottom = len(headers), TOP + len(PEOPLE)
    for at, header in enumerate(headers, 1):
        ws.write(TOP, at, header, head)
    for row, person in enumerate(PEOPLE, TOP + 1):
        for at, text in enumerate(person, 1):
            ws.write(row, at, text, body)
    if table:
        ws.add_table(TOP, 1, bottom, right, {"name": "Leads", "columns": [
            {"header": header, "header_format": head} for header in headers]})  # fmt: skip
    elif filtered:
        ws.autofilter(TOP, 1, bottom, right)
    ws.data_validation(TOP + 1, 6, bottom, 6, {"validate": "list", "source": ["Yes, please call me", "No"]})
    ws.conditional_format(TOP + 1, 1, bottom, 1, {"type": "no_blanks", "format": book.add_format({"italic": True})})
    ws.write_comment("C5", "met at the booth")
    ws.set_row(TOP + 3, 30, None, {"hidden": not table})
    ws.set_column(1, 7, 19)
    if not chart_beside:
        ws.set_column(8, 40, 5, None, {"hidden": True})
    ws.write(bottom + 3, 1, "Printed for the team")
    if stray:
        ws.write(stray, "call me about this one")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": ["Numbers", 0, 0, 3, 0]})
    ws.insert_chart("J5" if chart_beside else "B20", chart)
    numbers = book.add_worksheet("Numbers")
    for at in range(4):
        numbers.write(at, 0, at * 2)
    numbers.write_formula("B1", "=SUM(A1:A4)", None, 12)
    book.define_name("Total", "=Numbers!$B$1")
    if protected:
        ws.protect()
    book.close()
    return path


def parts(path):
    """Content of every part by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
