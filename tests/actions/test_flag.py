"""`leadbook flag`: a list becomes the same list with Verdict, Why and Ask next, and nothing of hers changes."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter

from leadbook.fronts.cli import main
from leadbook.stages.flags import WORDS
from leadbook.stages.identity import make_ids
from tests.actions.flaglists import HEADERS, PEOPLE, TOP, parts, workbook

DAY = "2026-11-23"
NEW = ("Verdict", "Why", "Ask next")
MAY_CHANGE = re.compile(
    r"xl/worksheets/sheet1\.xml|xl/tables/table1\.xml|xl/styles\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|\[Content_Types\]\.xml|docProps/app\.xml"
)


@pytest.fixture
def flag(capsys):
    """Run the command; its report. The exit code must be the one given."""

    def run(path, *words, code=0):
        capsys.readouterr()
        found = main(["flag", str(path), *map(str, words), "--json", "--quiet", "--today", DAY])
        out, err = capsys.readouterr()
        assert found == code, (out, err)
        return json.loads(out)

    return run


def cells(path, sheet=0):
    """Rows of a sheet as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    return [list(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]


def flags(path, sheet=0):
    """Row number → the three cells; and the column (from 0) where they begin."""
    rows = cells(path, sheet)
    top = next(at for at, row in enumerate(rows) if "Verdict" in row)
    left = rows[top].index("Verdict")
    assert tuple(rows[top][left : left + 3]) == NEW
    return {at + 1: tuple(row[left : left + 3]) for at, row in enumerate(rows) if at > top and row[left]}, left


def csv_list(folder, rows=PEOPLE, name="web form.csv", encoding="utf-8", headers=HEADERS):
    text = io.StringIO()
    csv.writer(text).writerows([headers, *rows])
    path = folder / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


# --- her own workbook ------------------------------------------------------------------------------------------


def test_her_workbook_keeps_every_other_part_byte_for_byte(tmp_path, flag):
    path = workbook(tmp_path / "scans.xlsx")
    made = flag(path)["outputs"][0]
    before, after = parts(path), parts(made)
    assert {name for name in before if before[name] != after[name] and not MAY_CHANGE.fullmatch(name)} == set()
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    assert made == str(tmp_path / "scans (flagged).xlsx")


def test_her_cells_and_their_formats_stay_and_three_columns_stand_at_the_right(tmp_path, flag):
    path = workbook(tmp_path / "scans.xlsx")
    made = flag(path)["outputs"][0]
    old, new = openpyxl.load_workbook(path), openpyxl.load_workbook(made)
    assert new.sheetnames == ["Scans", "Numbers", "Leadbook summary"]
    part = "xl/worksheets/sheet1.xml"
    hers, ours = (parts(each)[part].decode() for each in (path, made))
    every = re.findall(r"<c [^>]*?/>|<c .*?</c>", hers)
    assert len(every) > 50
    assert [cell for cell in every if cell not in ours] == []
    assert hers[hers.index("</sheetData>") :] == ours[ours.index("</sheetData>") :]
    formats = [re.findall("<xf .*?(?:/>|</xf>)", parts(each)["xl/styles.xml"].decode()) for each in (path, made)]
    assert formats[1][: len(formats[0])] == formats[0]
    said, left = flags(made)
    assert left == len(HEADERS) + 1
    assert sorted(said) == list(range(TOP + 2, TOP + 2 + len(PEOPLE)))
    assert new["Scans"]["I4"].fill.fgColor.rgb == old["Scans"]["H4"].fill.fgColor.rgb
    assert new["Scans"]["I5"].font.name == "Arial"
    assert new["Scans"]["I5"].font.b


def test_the_verdicts_are_those_of_the_gate_in_her_row_numbers(tmp_path, flag):
    said, _ = flags(flag(workbook(tmp_path / "scans.xlsx"))["outputs"][0])
    assert [said[row][0] for row in sorted(said)] == [
        "Qualified", "Needs info", "Not a lead", "Duplicate", "Left out", "Needs info",
    ]  # fmt: skip
    assert said[6][2] == "Phone: which number reaches them?"
    assert said[8][1] == "Same person as row 5 (same e-mail)."
    assert said[9][1] == "Somebody tried out the form."


def test_the_table_around_the_list_takes_the_columns_in(tmp_path, flag):
    made = flag(workbook(tmp_path / "scans.xlsx"))["outputs"][0]
    table = openpyxl.load_workbook(made)["Scans"].tables["Leads"]
    assert table.ref == "B4:K10"
    assert table.autoFilter.ref == "B4:K10"
    assert [column.name for column in table.tableColumns][-3:] == list(NEW)


def test_a_filter_over_the_list_takes_the_columns_in_and_hidden_rows_stay_hidden(tmp_path, flag):
    made = flag(workbook(tmp_path / "scans.xlsx", table=False, filtered=True))["outputs"][0]
    ws = openpyxl.load_workbook(made)["Scans"]
    assert ws.auto_filter.ref == "B4:K10"
    assert "$B$4:$K$10" in parts(made)["xl/workbook.xml"].decode()
    assert ws.row_dimensions[TOP + 4].hidden
    assert flags(made)[0][TOP + 4][0] == "Not a lead"


def test_the_new_columns_are_seen_although_columns_were_hidden_there(tmp_path, flag):
    made = flag(workbook(tmp_path / "scans.xlsx"))["outputs"][0]
    ws = openpyxl.load_workbook(made)["Scans"]
    assert [ws.column_dimensions[name].hidden for name in "IJK"] == [False] * 3
    assert ws.column_dimensions["L"].hidden


@pytest.mark.parametrize("stray", ["J7", "K10", "I4"])
def test_nothing_beside_the_list_is_written_over(tmp_path, flag, stray):
    """A note beside the list stays, wherever it stands; the columns go where there is room."""
    path = workbook(tmp_path / "scans.xlsx", stray=stray)
    report = flag(path)
    made = report["outputs"][0]
    ws = openpyxl.load_workbook(made)["Scans"]
    assert ws[stray].value == "call me about this one"
    said, left = flags(made)
    assert left >= openpyxl.utils.column_index_from_string(re.sub(r"\d", "", stray))
    assert len(said) == len(PEOPLE)
    assert report["files"][0]["input_rows"] == len(PEOPLE)


def test_the_columns_do_not_hide_under_a_chart(tmp_path, flag):
    made = flag(workbook(tmp_path / "scans.xlsx", chart_beside=True))["outputs"][0]
    _, left = flags(made)
    drawing = parts(made)["xl/drawings/drawing1.xml"].decode()
    last = max(int(number) for number in re.findall(r"<xdr:col>(\d+)</xdr:col>", drawing))
    assert left > last


def test_a_protected_sheet_is_flagged_and_the_protection_is_told(tmp_path, flag):
    report = flag(workbook(tmp_path / "scans.xlsx", protected=True))
    assert any("protected" in note for note in report["notes"])
    assert report["outputs"][0] in report["notes"][-1]
    assert len(flags(report["outputs"][0])[0]) == len(PEOPLE)


def test_columns_of_hers_with_our_names_stay_hers(tmp_path, flag):
    """A column Verdict that does not hold our words is not ours."""
    path = csv_list(tmp_path, [(*person, "guilty") for person in PEOPLE], headers=(*HEADERS, "Verdict"))
    rows = cells(flag(path)["outputs"][0])
    assert rows[0][len(HEADERS) :] == ["Verdict", "Verdict (Leadbook)", "Why (Leadbook)", "Ask next (Leadbook)"]
    assert {row[len(HEADERS)] for row in rows[1:]} == {"guilty"}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_list_that_was_flagged_before_gets_no_second_set_of_columns(tmp_path, flag, kind):
    path = workbook(tmp_path / "scans.xlsx") if kind == "xlsx" else csv_list(tmp_path)
    first = flag(path)["outputs"][0]
    second = flag(first)["outputs"][0]
    assert second.endswith("(flagged) 2.xlsx")
    assert flags(second) == flags(first)
    assert sum(str(cell).startswith("Verdict") for row in cells(second) for cell in row) == 1
    book = openpyxl.load_workbook(second)
    assert [name for name in book.sheetnames if name.startswith("Leadbook summary")] == ["Leadbook summary"]


def test_a_list_without_names_of_columns_that_was_flagged_before_is_read_without_what_was_added(tmp_path, flag):
    path = csv_list(tmp_path, headers=PEOPLE[0])
    first = flag(path)["outputs"][0]
    second = flag(first)["outputs"][0]
    assert cells(second) == cells(first)
    book = openpyxl.load_workbook(second)
    assert [name for name in book.sheetnames if name.startswith("Leadbook summary")] == ["Leadbook summary"]


def test_our_earlier_sentences_do_not_judge_the_row_again(tmp_path, flag):
    """Why says “student”, but only her own columns are read."""
    rows = [(*PEOPLE[0], "Not a lead", "Studies: the title says “student”.", "")]
    path = csv_list(tmp_path, rows, headers=(*HEADERS, *NEW))
    assert flags(flag(path)["outputs"][0])[0][2][0] == "Qualified"


def test_a_workbook_with_macros_keeps_them_and_its_ending(tmp_path, flag):
    path = workbook(tmp_path / "plain.xlsx")
    macros = tmp_path / "scans.xlsm"
    with zipfile.ZipFile(macros, "w") as target:
        for name, data in parts(path).items():
            plain, with_macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
            data = data.replace(b"application/vnd.openxmlformats-officedocument." + plain,
                                b"application/vnd." + with_macros)  # fmt: skip
            target.writestr(name, data)
        target.writestr("xl/vbaProject.bin", b"macros")
    made = flag(macros)["outputs"][0]
    assert made.endswith("scans (flagged).xlsm")
    assert parts(made)["xl/vbaProject.bin"] == b"macros"
    assert flag(macros, "-o", tmp_path / "other.xlsx", code=2)["error"]["code"] == "LB-U-USAGE"


# --- lists that are no workbook --------------------------------------------------------------------------------


def test_a_csv_becomes_a_workbook_of_texts_exactly_as_read(tmp_path, flag):
    odd = ("José Nuñez", "=1+1", "jose@odd.example", "0041 555 0101", "12345678901234567890", "Yes, please call me",
           "007")  # fmt: skip
    path = csv_list(tmp_path, [*PEOPLE, odd], encoding="cp1252")
    made = flag(path)["outputs"][0]
    rows = cells(made)
    assert [[cell or "" for cell in row[: len(HEADERS)]] for row in rows] == [
        list(HEADERS), *(list(row) for row in (*PEOPLE, odd)),
    ]  # fmt: skip
    ws = openpyxl.load_workbook(made).worksheets[0]
    assert ws.title == "web form"
    assert ws["B8"].data_type == "s"
    assert ws.freeze_panes == "A2"
    assert ws.auto_filter.ref == "A1:J8"


def test_titles_footers_and_rows_that_are_left_out_stay_where_they_were(tmp_path, flag):
    path = tmp_path / "report.csv"
    lines = ["Webinar report,,", "", "Name,Email,Phone", "Ann Berg,ann@north.example,+1 415 555 0132",
             "Bo,bo@south.example,1,2,too many", ",,", "Total,,", "", "Generated by the host,,"]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    report = flag(path)
    rows = cells(report["outputs"][0])
    for line, row in zip(lines, rows, strict=False):
        assert [cell or "" for cell in row[: len(line.split(","))]] == line.split(",")
    said, left = flags(report["outputs"][0])
    assert said[5][0] == "Left out"
    assert left == 5
    assert 7 not in said, "the total below the list is kept and not judged"
    file = report["files"][0]
    assert file["input_rows"] == file["imported"] + file["merged"] + file["rejected"] == len(said)


def test_a_row_whose_quotes_do_not_close_is_kept_with_its_text(tmp_path, flag):
    path = tmp_path / "broken.csv"
    lines = ("Name,Email", "Ann Berg,ann@north.example", '"Bo "Dahl" x,bo@south.example,', "Cy,cy@west.example")
    path.write_text("\n".join(lines), "utf-8")
    made = flag(path)["outputs"][0]
    said, _ = flags(made)
    left_out = [row for row, cell in said.items() if cell[0] == "Left out"]
    assert left_out
    assert "Dahl" in "".join(str(cell) for cell in cells(made)[left_out[0] - 1])


def test_a_web_page_under_the_name_of_a_workbook_is_flagged_too(tmp_path, flag):
    path = tmp_path / "export.xls"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADERS, *PEOPLE))
    path.write_text(f"<html><table>{body}</table></html>", encoding="utf-8")
    report = flag(path)
    assert report["outputs"][0].endswith("export (flagged).xlsx")
    assert flags(report["outputs"][0])[0][2][0] == "Qualified"


# --- the summary, the text, the report -------------------------------------------------------------------------


def test_the_summary_adds_up_and_says_what_was_guessed(tmp_path, flag):
    report = flag(workbook(tmp_path / "scans.xlsx"))
    rows = [row for row in cells(report["outputs"][0], -1) if any(row)]
    texts = [str(cell) for row in rows for cell in row if cell is not None]
    assert rows[1][0] == "1 lead · 2 one answer away · 1 not a lead"
    counts = {row[0]: row[2] for row in rows if row[0] in WORDS and row[2] is not None}
    total = next(row for row in rows if row[0] == "All rows")
    assert total[1:] == ["4 judged + 1 repeated + 1 left out", 6]
    assert set(counts) == {"Qualified", "Needs info", "Not a lead", "Duplicate", "Left out"}
    heading = texts.index("Why, the most frequent first")
    reasons = [row for row in rows if row[0] in WORDS and isinstance(row[2], int)]
    assert sum(row[2] for row in reasons) == 2 * 6, "the verdicts and the reasons each count every row once"
    assert heading < texts.index("What to ask, the question that wins most leads first")
    assert ["Name", "First and last name", "its name"] in rows
    assert any("gathered was guessed from the columns" in text for text in texts)
    assert any("suppression list" in text for text in texts)
    assert any("leadbook import Leads.xlsx scans.xlsx" in text for text in texts)
    assert not any("(rule" in text for text in texts)


def test_no_id_of_leadbook_is_anywhere_in_the_result(tmp_path, flag):
    """No cell of ours names a person by anything but a row."""
    ids = make_ids([f"e:{person[2]}" for person in PEOPLE], {})
    made = flag(csv_list(tmp_path))["outputs"][0]
    text = "".join(data.decode("utf-8", "replace") for name, data in parts(made).items() if name.endswith(".xml"))
    assert not [one for one in ids if one in text]


def test_the_list_itself_is_never_touched(tmp_path, flag):
    path = csv_list(tmp_path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    flag(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["web form (flagged).xlsx", "web form.csv"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_same_list_gives_the_same_bytes_and_nothing_piles_up(tmp_path, flag, kind):
    path = workbook(tmp_path / "scans.xlsx") if kind == "xlsx" else csv_list(tmp_path)
    first = flag(path)
    again = flag(path)
    assert (first["changed"], again["changed"]) == (True, False)
    assert again["outputs"] == first["outputs"]
    other = flag(path, "-o", tmp_path / "other.xlsx")["outputs"][0]
    assert parts(other) == parts(first["outputs"][0])
    assert Path(other).read_bytes() == Path(first["outputs"][0]).read_bytes()


def test_a_result_of_the_same_name_is_not_written_over(tmp_path, flag):
    path = csv_list(tmp_path)
    taken = tmp_path / "web form (flagged).xlsx"
    taken.write_bytes(b"mine")
    assert flag(path)["outputs"][0].endswith("web form (flagged) 2.xlsx")
    assert taken.read_bytes() == b"mine"


def test_what_is_printed_begins_with_the_headline_and_ends_with_the_place(tmp_path, capsys):
    path = csv_list(tmp_path)
    assert main(["flag", str(path), "--today", DAY, "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["flag", str(path), "--today", DAY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "web form.csv: 1 lead · 2 one answer away · 1 not a lead"
    assert lines[1] == "6 rows = 4 judged + 1 repeated + 1 left out."
    assert not [person[0] for person in PEOPLE if person[0] in "".join(lines)]
    assert str(tmp_path / "web form (flagged).xlsx") in lines[-1]


def test_strict_says_that_rows_need_a_person(tmp_path, flag):
    strict = flag(csv_list(tmp_path), "--strict", code=4)
    relaxed = flag(csv_list(tmp_path), code=0)
    assert strict["counts"]["needs_a_person"] == relaxed["counts"]["needs_a_person"] > 0


def test_dates_older_than_the_day_of_the_run_are_judged_by_that_day(tmp_path, capsys):
    path = csv_list(tmp_path)
    main(["flag", str(path), "--today", "2028-01-01", "--json", "--quiet"])
    assert json.loads(capsys.readouterr().out)["counts"]["leads"] == 0


# --- wrong use -------------------------------------------------------------------------------------------------


def test_an_output_that_exists_or_is_no_workbook_is_refused(tmp_path, flag):
    path = csv_list(tmp_path)
    taken = tmp_path / "there.xlsx"
    taken.write_bytes(b"mine")
    assert "already" in flag(path, "-o", taken, code=2)["error"]["what"]
    assert taken.read_bytes() == b"mine"
    assert "“.csv”" in flag(path, "-o", tmp_path / "out.csv", code=2)["error"]["what"]
    assert ".xlsx" in flag(path, "-o", tmp_path / "out.xlsm", code=2)["error"]["what"]
    assert flag(path, "-o", tmp_path / "none" / "out.xlsx", code=2)["error"]["code"] == "LB-U-USAGE"
    assert flag(path, "-o", path, code=2)["error"]["code"] == "LB-U-USAGE"


def test_what_cannot_be_a_list_is_said_plainly(tmp_path, flag):
    assert flag(tmp_path, code=2)["error"]["what"] == "This is a folder."
    assert "no such file" in flag(tmp_path / "gone.csv", code=3)["error"]["what"]
    (tmp_path / "empty.csv").write_bytes(b"")
    assert flag(tmp_path / "empty.csv", code=3)["error"]["code"] == "LB-E-EMPTY"
    (tmp_path / "head.csv").write_text("Name,Email\n", encoding="utf-8")
    assert flag(tmp_path / "head.csv", code=3)["error"]["code"] == "LB-E-EMPTY"
    assert [entry for entry in tmp_path.iterdir() if "flagged" in entry.name] == []


def test_a_list_without_people_names_the_headings_that_were_seen(tmp_path, flag):
    path = tmp_path / "prices.csv"
    path.write_text("Article,Weight,Price\nBolt,3,4\nNut,1,2\n", encoding="utf-8")
    error = flag(path, code=3)["error"]
    assert error["code"] == "LB-E-NO-PEOPLE"
    assert "“Article”, “Weight”, “Price”" in error["what"]


def test_a_list_without_headings_is_judged_from_its_first_person_on(tmp_path, flag):
    path = tmp_path / "bare.csv"
    path.write_text("Ann,ann@north.example,+1 415 555 0132\nBo,bo@south.example,+1 415 555 0133\n", encoding="utf-8")
    report = flag(path)
    assert report["files"][0]["input_rows"] == 2
    assert any("no row with the names of its columns" in note for note in report["notes"])


def test_a_table_that_a_query_fills_is_left_as_it_is(tmp_path, flag):
    plain, fed = workbook(tmp_path / "plain.xlsx"), tmp_path / "fed.xlsx"
    with zipfile.ZipFile(fed, "w") as target:
        for name, data in parts(plain).items():
            target.writestr(name, data.replace(b"totalsRowShown", b'tableType="queryTable" totalsRowShown'))
    made = flag(fed)["outputs"][0]
    assert parts(made)["xl/tables/table1.xml"] == parts(fed)["xl/tables/table1.xml"]
    assert len(flags(made)[0]) == len(PEOPLE)


def test_a_workbook_that_cannot_be_edited_is_copied_as_text_and_that_is_told(tmp_path, flag):
    plain, template = workbook(tmp_path / "plain.xlsx"), tmp_path / "scans.xltx"
    with zipfile.ZipFile(template, "w") as target:
        for name, data in parts(plain).items():
            target.writestr(name, data.replace(b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml"))
    report = flag(template)
    assert "The file is a template. Its cells were copied as text." in report["notes"]
    assert [row[1:8] for row in cells(report["outputs"][0])[TOP : TOP + 2]] == [list(HEADERS), list(PEOPLE[0])]


def test_a_workbook_of_leadbook_is_told_from_a_list(tmp_path, flag):
    main(["new", str(book := tmp_path / "Leads.xlsx"), "--quiet"])
    error = flag(book, code=2)["error"]
    assert "leadbook check Leads.xlsx" in error["fix"]
    assert not list(tmp_path.glob("*flagged*"))


def test_which_sheet_is_asked_when_two_could_be_meant(tmp_path, flag):
    path = tmp_path / "two.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("East", "West"):
        ws = book.add_worksheet(name)
        for row, person in enumerate((HEADERS, *PEOPLE)):
            ws.write_row(row, 0, person)
    book.close()
    assert "“East”, “West”" in flag(path, code=3)["error"]["fix"]
    made = flag(path, "--sheet", "West")["outputs"][0]
    assert cells(made, 0)[0] == list(HEADERS)
    assert cells(made, 1)[0] == [*HEADERS, *NEW]


# --- other programs read it ------------------------------------------------------------------------------------


def test_calamine_reads_back_what_was_written(tmp_path, flag):
    made = flag(workbook(tmp_path / "scans.xlsx"))["outputs"][0]
    book = python_calamine.CalamineWorkbook.from_path(made)
    rows = book.get_sheet_by_name("Scans").to_python(skip_empty_area=False)
    said, left = flags(made)
    back = {at: tuple(cell or None for cell in row[left : left + 3]) for at, row in enumerate(rows, 1) if at in said}
    assert back == said
    assert book.sheet_names == ["Scans", "Numbers", "Leadbook summary"]


@pytest.mark.office
def test_libreoffice_opens_both_kinds_and_shows_the_same_cells(tmp_path, flag, office):
    """Row order, cells and the summary survive a program that writes everything anew."""
    made = [flag(workbook(tmp_path / "scans.xlsx"))["outputs"][0], flag(csv_list(tmp_path))["outputs"][0]]
    saved = office.convert_all([tmp_path / name.rsplit("/", 1)[-1] for name in made], "xlsx", recalc=True)
    for ours, theirs in zip(made, saved, strict=True):
        assert flags(theirs) == flags(ours)
        one, two = cells(ours, -1), cells(theirs, -1)
        assert [[cell for cell in row if cell is not None] for row in two if any(row)] == [
            [cell for cell in row if cell is not None] for row in one if any(row)
        ]
    assert openpyxl.load_workbook(saved[0])["Numbers"]["B1"].value == "=SUM(A1:A4)"


def test_a_long_list_is_flagged_whole(tmp_path, flag):
    rows = [
        (f"Ann{at} Berg{at}", f"Clinic {at}", f"ann{at}@clinic{at}.example", f"+1 415 555 {at % 100 + 100:04d}",
         "Our unit fails.", "Yes, please call me", str(date(2026, 11, 1 + at % 20)))
        for at in range(1500)
    ]  # fmt: skip
    report = flag(csv_list(tmp_path, rows))
    assert len(flags(report["outputs"][0])[0]) == 1500


def test_a_list_of_opt_outs_is_told_as_such(tmp_path, flag):
    """Nobody of it is judged; every row says to leave the person alone."""
    headers = ("Email", "First Name", "Unsubscribe Date", "Unsubscribe Reason")
    rows = [(f"ann{at}@clinic.example", f"Ann{at}", "2026-11-12", "too many e-mails") for at in range(4)]
    path = csv_list(tmp_path, rows, name="unsubscribed.csv", headers=headers)
    report = flag(path)
    assert {cell[0] for cell in flags(report["outputs"][0])[0].values()} == {"Suppressed"}
    assert report["files"][0]["rejected"] == 4
    assert report["notes"][0] == "unsubscribed.csv: a list of 4 people to leave alone"


def test_hosts_above_the_list_are_told_apart_beside_their_own_rows(tmp_path, flag):
    """Rows of another section get their word too, at the right of everything that stands in their row."""
    path = tmp_path / "webinar.xlsx"
    book = xlsxwriter.Workbook(str(path))
    ws = book.add_worksheet("Report")
    lines = [
        ("Attendee Report",), ("Host Details",),
        ("Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time", "Is Guest", "Country", "Note"),
        ("Yes", "Hal Ito", "hal@ours.example", "2026-11-18 11:00", "2026-11-18 12:00", "No", "US", "kept"),
        ("Attendee Details",),
        ("Attended", "First Name", "Last Name", "Email", "Join Time", "Leave Time"),
        ("Yes", "Ann", "Berg", "ann@north.example", "2026-11-18 11:01", "2026-11-18 11:55"),
        ("Yes", "Bo", "Dahl", "bo@south.example", "2026-11-18 11:02", "2026-11-18 11:50"),
    ]  # fmt: skip
    for at, line in enumerate(lines):
        ws.write_row(at, 0, line)
    book.close()
    made = flag(path)["outputs"][0]
    rows = cells(made)
    for line, row in zip(lines, rows, strict=True):
        assert tuple(row[: len(line)]) == line
    said, left = flags(made)
    assert left >= 6
    assert {row: said[row][0] for row in (7, 8)} == {7: "Not a lead", 8: "Not a lead"}
    assert (left, rows[3][left]) == (8, "Left out")
