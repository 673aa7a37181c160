"""What `leadbook flag` makes opens in Excel without a word about repairs, whatever stands around the list."""

import errno
import io
import json
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from leadbook.books.saving import hostfs
from leadbook.fronts.cli import main
from tests.actions.flaglists import HEADERS, PEOPLE, TOP, parts, workbook
from tests.books.soundness import problems

LAST = len(PEOPLE)


@pytest.fixture
def flag(capsys):
    """Run the command; the path of the result. The exit code must be the one given."""

    def run(path, *words, code=0):
        capsys.readouterr()
        found = main(["flag", str(path), *map(str, words), "--json", "--quiet", "--today", "2026-11-23"])
        out, err = capsys.readouterr()
        assert found == code, (out, err)
        return Path(json.loads(out)["outputs"][0]) if not code else out + err

    return run


def made(path, around, name="Scans", **options):
    """A workbook with the list from A1 and whatever `around(book, sheet)` puts around it."""
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(name)
        for row, cells in enumerate([HEADERS, *PEOPLE]):
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text)
        around(book, sheet)
    return path


def rewritten(path, change):
    """The file with `change(name, content)` applied to every part; None takes the part away."""
    content = {name: change(name, data) for name, data in parts(path).items()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in content.items():
            if data is not None:
                package.writestr(name, data)
    return path


def columns(*more):
    return [{"header": header} for header in (*HEADERS, *more)]


def table(sheet, last=LAST, more=(), **options):
    sheet.add_table(0, 0, last, len(HEADERS) + len(more) - 1, {"columns": columns(*more), **options})


def _calculated(book, sheet):
    wanted = [*columns(), {"header": "Domain", "formula": "=LEN([@Email])"}]
    sheet.add_table(0, 0, LAST + 1, len(HEADERS), {"columns": wanted, "total_row": True})


def _outline(book, sheet):
    sheet.set_column("C:G", None, None, {"level": 1, "hidden": True})
    sheet.set_column("H:H", None, None, {"collapsed": True})
    sheet.set_column("I:XFD", 3, book.add_format({"bg_color": "yellow"}))
    sheet.right_to_left()


def _rules(book, sheet):
    sheet.conditional_format("A1:XFD1048576", {"type": "no_blanks", "format": book.add_format({"bold": True})})
    sheet.conditional_format("C2:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("H2:J50", {"validate": "list", "source": ["a", "b"]})
    sheet.write_comment("I3", "a note in the way")
    sheet.print_area("A1:G9")
    sheet.autofilter(0, 0, LAST, len(HEADERS) - 1)


def _picture_sheet_first(book, sheet):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Scans!$A$1:$A$2"})
    book.add_chartsheet("Picture").set_chart(chart)
    book.worksheets_objs.reverse()
    for at, one in enumerate(book.worksheets_objs):
        one.index = at


AROUND = {
    "a table with a calculated column and totals": _calculated,
    "a table that ends where another begins": lambda _, sheet: (table(sheet), sheet.add_table("H1:J4")),
    "columns of the table have our names": lambda _, sheet: table(sheet, more=("verdict", "WHY", "Column9")),
    "grouped, hidden and coloured columns": _outline,
    "rules, choices, notes and a filter": _rules,
    "a chart sheet": _picture_sheet_first,
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_nothing_is_to_be_repaired(tmp_path, flag, around):
    path = made(tmp_path / "list.xlsx", around)
    assert problems(path.read_bytes()) == []
    result = flag(path)
    assert problems(result.read_bytes()) == []
    assert problems(flag(result).read_bytes()) == []
    assert set(parts(result)) - set(parts(path)) <= {f"xl/worksheets/sheet{at}.xml" for at in range(2, 4)}


@pytest.mark.filterwarnings("ignore:Workbook contains no")
@pytest.mark.parametrize("styles", ["gone", "empty", "one format"])
def test_a_workbook_of_a_plain_program_with_hardly_any_styles_and_no_addresses_is_sound(tmp_path, flag, styles):
    main_name = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def change(name, data):
        if name == "xl/worksheets/sheet1.xml":
            data = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", re.sub(rb"<row [^>]*>", b"<row>", data))
            return re.sub(rb"<dimension [^>]*>", b"", data)
        if name == "xl/styles.xml" and styles != "gone":
            inside = b'<cellXfs count="1"><xf/></cellXfs>' if styles == "one format" else b""
            return b"<styleSheet %s>%s</styleSheet>" % (main_name, inside)
        if name == "xl/styles.xml":
            return None
        return re.sub(rb"<[^<>]*[\"/]styles.xml\"[^<>]*/>", b"", data) if styles == "gone" else data

    path = rewritten(made(tmp_path / "list.xlsx", lambda *_: None), change)
    result = flag(path)
    assert problems(result.read_bytes()) == []
    sheet = openpyxl.load_workbook(result)["Scans"]
    assert sheet["H2"].value
    assert sheet["H2"].font.b == (styles != "gone")
    plain = sheet["A2"]
    assert (plain.font.b, plain.fill.fill_type, plain.border.bottom.style, plain.alignment.horizontal) == (
        False, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize("totals", [False, True])
def test_what_stands_beside_the_blank_rows_or_totals_of_a_table_does_not_get_into_it(tmp_path, flag, totals):
    def around(book, sheet):
        table(sheet, last=LAST + 4, total_row=totals)
        sheet.write(LAST + 4, len(HEADERS), "a note beside")

    result = openpyxl.load_workbook(flag(made(tmp_path / "list.xlsx", around)))["Scans"]
    assert result.tables["Table1"].ref == f"A1:G{LAST + 5}"
    assert result.cell(LAST + 5, len(HEADERS) + 1).value == "a note beside"
    assert result.cell(1, len(HEADERS) + 2).value == "Verdict"


def test_headings_that_a_person_spelt_otherwise_stay_the_names_of_the_table(tmp_path, flag):
    first = flag(workbook(tmp_path / "list.xlsx"))
    book = openpyxl.load_workbook(first)
    sheet = book["Scans"]
    for at, column in enumerate(sheet.tables["Leads"].tableColumns[-3:], len(HEADERS) + 2):
        column.name = column.name.upper()
        sheet.cell(TOP + 1, at).value = column.name
    changed = tmp_path / "second.xlsx"
    book.save(changed)
    result = flag(changed)
    assert problems(result.read_bytes()) == []
    sheet = openpyxl.load_workbook(result)["Scans"]
    assert [sheet.cell(TOP + 1, at).value for at in range(9, 12)] == ["VERDICT", "WHY", "ASK NEXT"]
    assert "Verdict" not in [cell.value for row in sheet.iter_rows() for cell in row]


def test_a_formula_that_is_written_over_is_not_calculated_any_more(tmp_path, flag):
    def around(book, sheet):
        for at, header in enumerate(("Verdict", "Why", "Ask next"), len(HEADERS)):
            sheet.write(0, at, header)
        sheet.write_formula("J2", '="call"&A2', None, "callAnn")

    def change(name, data):
        if name == "xl/_rels/workbook.xml.rels":
            kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
            return data.replace(b"</R", b'<Relationship Id="rId77" Type="%s" Target="calcChain.xml"/></R' % kind)
        if name == "[Content_Types].xml":
            kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
            return data.replace(b"</T", b'<Override PartName="/xl/calcChain.xml" ContentType="%s"/></T' % kind)
        return data

    path = rewritten(made(tmp_path / "list.xlsx", around), change)
    with zipfile.ZipFile(path, "a") as package:
        name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        package.writestr("xl/calcChain.xml", f'<calcChain xmlns="{name}"><c r="J2" i="1"/></calcChain>')
    assert problems(path.read_bytes()) == []
    assert problems(flag(path).read_bytes()) == []


# --- a list that was no workbook -------------------------------------------------------------------------------


def csv_list(path, *lines):
    path.write_text("\n".join(["Name,Email,Phone,Comment", *lines]), encoding="utf-8", newline="")
    return path


def test_the_result_of_a_csv_is_sound_and_its_texts_are_those_of_the_list(tmp_path, flag):
    texts = [
        "=cmd|' /C calc'!A0", "+1-555-0100", "00123", "1E10", "NA", "TRUE", "1/2", "😀", "مرحبا", "_x0041_", "  in  ",
        "a\tb", "http://x.example/" + "a" * 3000, "é\u2028", "<b>&amp;</b>", "'so'",
    ]  # fmt: skip
    path = csv_list(tmp_path / "list.csv", *(f'Ann B{at},a{at}@x.example,,"{text}"' for at, text in enumerate(texts)))
    result = flag(path)
    assert problems(result.read_bytes()) == []
    sheet = openpyxl.load_workbook(result).worksheets[0]
    found = [sheet.cell(row, 4) for row in range(2, len(texts) + 2)]
    assert [cell.value for cell in found] == texts
    assert {cell.data_type for cell in found} == {"s"}


def test_a_line_inside_a_cell_ends_as_excel_ends_it(tmp_path, flag):
    path = csv_list(tmp_path / "list.csv", 'Ann Berg,ann@x.example,,"one\r\ntwo\rthree\nfour"')
    assert openpyxl.load_workbook(flag(path)).worksheets[0]["D2"].value == "one\ntwo\nthree\nfour"


def test_what_no_cell_can_hold_is_told(tmp_path, flag):
    path = csv_list(tmp_path / "list.csv", f"Ann Berg,ann@x.example,,{'x' * 40_000}", "Bo Dahl,bo@x.example,,")
    book = openpyxl.load_workbook(flag(path))
    said = " ".join(str(row[0]) for row in book.worksheets[1].iter_rows(values_only=True))
    assert len(book.worksheets[0]["D2"].value) == 32_767
    assert "32,767" in said


def test_a_list_without_room_for_three_columns_is_refused(tmp_path, flag):
    with io.StringIO() as text:
        text.write("Name,Email" + ",x" * 16_380 + "\nAnn Berg,ann@x.example" + ",y" * 16_380 + "\n")
        (tmp_path / "wide.csv").write_text(text.getvalue(), encoding="utf-8")
    assert "no room for three columns" in flag(tmp_path / "wide.csv", code=3)
    assert [one.name for one in tmp_path.iterdir()] == ["wide.csv"]


# --- names and places ------------------------------------------------------------------------------------------


def test_a_name_as_long_as_a_disk_takes_is_cut_before_the_ending(tmp_path, flag):
    path = csv_list(tmp_path / f"{'é' * 125}.csv", "Ann Berg,ann@x.example,,")
    first = flag(path)
    assert re.fullmatch(r"é{120} \(flagged\)\.xlsx", first.name)
    path.write_text(path.read_text("utf-8").replace("Ann", "Anna"), encoding="utf-8")
    assert flag(path).name.endswith("é (flagged) 2.xlsx")


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.EACCES, "Name a file in a folder of your own with -o."), (errno.ENOSPC, "so no file was made")],
)
def test_a_place_that_takes_no_file_is_told_with_what_to_do(tmp_path, flag, monkeypatch, number, told):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(hostfs, "write_synced", refuse)
    said = flag(csv_list(tmp_path / "list.csv", "Ann Berg,ann@x.example,,"), code=3)
    assert told in said
    assert "workbook was left" not in said
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]


def test_a_list_on_a_hidden_sheet_is_hinted_at(tmp_path, flag):
    def around(book, sheet):
        cover = book.add_worksheet("Cover")
        cover.write("A1", "Welcome")
        cover.activate()
        cover.set_first_sheet()
        sheet.hide()

    assert "unhide it" in flag(made(tmp_path / "list.xlsx", around), code=3)
