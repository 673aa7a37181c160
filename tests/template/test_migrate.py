"""A workbook of an earlier layout is brought up to this one, and keeps what the team put there."""

import io
import re
import zipfile

import openpyxl
import pytest

from leadbook.actions.context import Context
from leadbook.actions.importing import import_lists
from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill, SheetInfo
from leadbook.errors import VersionTooNew
from leadbook.model import Grid
from leadbook.schema import book as schema
from leadbook.schema.defaults import default_rows
from leadbook.template.build import build_book
from leadbook.template.grown import _first_rows, _key
from leadbook.template.layout import VERSION
from leadbook.template.migrate import migrate, version_of
from tests.books.soundness import problems
from tests.office import convert


@pytest.fixture
def old():
    """A workbook of layout 0: two columns fewer, one more that was given up, and one of the team."""
    book = PackageBook(build_book())
    book.remove_column("tblInquiries", "Industry")
    book.remove_column("tblCover", "Short by")
    book.add_column("tblReps", "Shoe size")
    book.add_column("tblReps", "Our note")
    book.fill("Lists", SheetFill(cells={"lb_version": VERSION - 1}))
    return book


def test_missing_columns_are_added_with_their_formula_and_given_up_ones_go(old):
    notes = migrate(old, schema.TABLES, ((VERSION, "tblReps", "Shoe size"),))
    headers = {info.name: info.headers for info in old.tables()}
    for table in schema.TABLES:
        assert set(table.headers) <= set(headers[table.name])
    assert "Shoe size" not in headers["tblReps"]
    assert "Our note" in headers["tblReps"]
    assert len([note for note in notes if "added to" in note or "taken off" in note]) == 3
    assert version_of(old) == VERSION
    assert migrate(old) == ()
    table = openpyxl.load_workbook(io.BytesIO(old.save()))["Cover"].tables["tblCover"]
    formula = next(c.calculatedColumnFormula for c in table.tableColumns if c.name == "Short by")
    assert "For 80 % sure" in formula.attr_text


def test_the_first_run_on_an_old_book_migrates_it_and_says_so(old, tmp_path, monkeypatch):
    import datetime as dt

    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    path, rows = tmp_path / "old.xlsx", tmp_path / "list.csv"
    path.write_bytes(old.save())
    rows.write_text("First name,Email,Industry\nAnn,ann@a.example,Dental\n")
    day = dt.date(2026, 11, 23)
    report = import_lists(path, [rows], Context(today=day, now=dt.datetime(2026, 11, 23)))
    assert any("Industry" in note for note in report.notes)
    grid = PackageBook(path.read_bytes()).read("tblInquiries")
    assert grid.rows[0][grid.headers.index("Industry")] == "Dental"


def test_a_book_of_a_later_layout_is_refused_and_left_alone(tmp_path, monkeypatch):
    import datetime as dt

    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    book = PackageBook(build_book())
    book.fill("Lists", SheetFill(cells={"lb_version": VERSION + 1}))
    path = tmp_path / "later.xlsx"
    path.write_bytes(before := book.save())
    (rows := tmp_path / "list.csv").write_text("First name,Email\nAnn,ann@a.example\n")
    with pytest.raises(VersionTooNew, match="Update Leadbook"):
        import_lists(path, [rows], Context(today=dt.date(2026, 11, 23), now=dt.datetime(2026, 11, 23)))
    assert path.read_bytes() == before


def test_a_book_of_the_first_layout_gets_trust_on_its_report():
    book = PackageBook(build_book())
    book.remove_column("tblReport", "Trust")
    book.fill("Lists", SheetFill(cells={"lb_version": 1}))
    old = PackageBook(book.save())
    assert "“Trust” was added to Report." in migrate(old)
    assert "Trust" in PackageBook(old.save()).read("tblReport").headers


REMOVED = ("not my decision", "Studies: the title says “{found}” (rule 3).")
NEW = "Not the person to talk to: “{found}” (rule 1)."


def column(book, table, header):
    grid = book.read(table)
    return [row[grid.headers.index(header)] for row in grid.rows]


@pytest.fixture
def first():
    """A workbook of layout 1 as its team left it: one default word and one rule removed, one changed, one of theirs."""
    book = PackageBook(build_book())
    for name, key in (("tblWords", "words"), ("tblGate", "gate")):
        grid = book.read(name)
        rows = [(n, row) for n, row in enumerate(grid.rows) if is_first(schema.table(key), grid.headers, row)]
        rows = [(n, row) for n, row in rows if not set(REMOVED) & set(row)]
        rows = [(n, ["No" if cell == "Yes" else cell for cell in row]) for n, row in rows]
        book.write(name, Grid(grid.headers, tuple(row for _, row in rows), tuple(n for n, _ in rows)))
    words = book.read("tblWords")
    theirs = tuple({"Kind": "competitor", "Word": "Corvane"}.get(header) for header in words.headers)
    book.write("tblWords", Grid(words.headers, (*words.rows, theirs), (*range(len(words.rows)), None)))
    book.fill("Lists", SheetFill(cells={"lb_version": 1}))
    return PackageBook(book.save())


def is_first(table, headers, row):
    values = dict(zip(headers, row, strict=True))
    named = [values[column.header] for column in table.columns]
    return _key(table, named) in _first_rows(table.key)


def test_later_default_rows_are_added_once_and_what_the_team_changed_or_removed_stays_so(first):
    had = {name: len(first.read(name).rows) for name in ("tblWords", "tblGate")}
    notes = migrate(first)
    book = PackageBook(first.save())
    words, reasons = column(book, "tblWords", "Word"), column(book, "tblGate", "Reason")
    assert any("added to Words, new in this version" in note for note in notes)
    assert "reseller" in column(book, "tblWords", "Kind")
    assert NEW in reasons
    assert not set(REMOVED) & {*words, *reasons}
    assert words.count("Corvane") == 1
    assert column(book, "tblGate", "On").count("Yes") == len(reasons) - had["tblGate"]
    assert len(words) == len({*zip(column(book, "tblWords", "Kind"), words, strict=True)})
    removed = [word for word in REMOVED if word in {row[1] for row in default_rows("words")}]
    assert len(words) == len(default_rows("words")) + 1 - len(removed)
    assert migrate(book) == ()


def test_a_later_rule_of_the_gate_stands_where_it_stands_in_a_new_book(first):
    migrate(first)
    reasons = column(first, "tblGate", "Reason")
    expected = [row[6] for row in default_rows("gate") if row[6] in reasons]
    assert reasons == expected


@pytest.fixture(scope="module")
def second():
    """A workbook of layout 2, which had no sheet Mappings, with a sheet and a name of the team."""
    book = PackageBook(build_book())
    book.delete("Mappings")
    book.fill("Lists", SheetFill(cells={"lb_version": 2}))
    team = openpyxl.load_workbook(io.BytesIO(book.save()))
    team.create_sheet("Ours")["A1"] = "Our own notes"
    stream = io.BytesIO()
    team.save(stream)
    return {"as Leadbook left it": book.save(), "as another program saved it": stream.getvalue()}


@pytest.mark.parametrize("saved", ["as Leadbook left it", "as another program saved it"])
def test_a_book_of_the_second_layout_gets_the_sheet_mappings_and_keeps_every_other_part(second, saved):
    book = PackageBook(second[saved])
    assert any(note.startswith("The sheet Mappings was added.") for note in migrate(book))
    after = book.save()
    assert problems(after) == problems(second[saved])
    assert PackageBook(after).sheets()[-1] == SheetInfo(name="Mappings", state="hidden")
    old, new = ({name: file.read(name) for name in file.namelist()}
                for file in (zipfile.ZipFile(io.BytesIO(data)) for data in (second[saved], after)))  # fmt: skip
    changed = {name for name in old if old[name] != new.get(name)}
    assert {name.rpartition("/")[2] for name in changed if "worksheets" not in name} <= {
        "[Content_Types].xml", "workbook.xml", "workbook.xml.rels", "styles.xml", "app.xml",
    }  # fmt: skip
    assert len([name for name in changed if "worksheets" in name]) == 1, "only Lists, which holds the version"
    assert {name.split("/")[1].rstrip("0123456789.xml") for name in new.keys() - old.keys()} <= {
        "worksheets", "tables", "drawings", "comments",
    }  # fmt: skip
    assert book.values("Mappings", ["lb_title_mappings"]) == {"lb_title_mappings": schema.sheet("mappings").title}
    assert {info.name: info.headers for info in PackageBook(after).tables()}["tblMappings"] == (
        schema.table("mappings").headers
    )


def test_a_team_that_has_a_sheet_of_that_name_keeps_it(second):
    team = PackageBook(second["as Leadbook left it"])
    team.clone("Gate", "Mappings")
    migrate(team)
    names = [sheet.name for sheet in team.sheets()]
    assert names[-2:] == ["Mappings", "Mappings (2)"]
    assert {info.name: info.sheet for info in team.tables()}["tblMappings"] == "Mappings (2)"
    assert problems(team.save()) == []


def test_a_book_of_the_third_layout_gets_the_scoreboard_hidden_and_as_it_is_drawn():
    book = PackageBook(build_book())
    book.delete("Scoreboard")
    book.fill("Lists", SheetFill(cells={"lb_version": 3}))
    old = PackageBook(book.save())
    assert migrate(old) == (f"The sheet Scoreboard was added. {schema.sheet('scoreboard').help}",)
    after = old.save()
    assert problems(after) == []
    assert PackageBook(after).sheets()[-1] == SheetInfo(name="Scoreboard", state="hidden")
    new, drawn = (openpyxl.load_workbook(io.BytesIO(data))["Scoreboard"] for data in (after, build_book()))
    assert new.protection.sheet
    assert new.print_area == drawn.print_area
    rules = [sorted((str(area.sqref), rule.formula) for area in sheet.conditional_formatting for rule in area.rules)
             for sheet in (new, drawn)]  # fmt: skip
    assert rules[0] == rules[1]
    assert [cell.value for cell in new[4]] == [cell.value for cell in drawn[4]]


@pytest.mark.office
def test_libreoffice_opens_a_migrated_book_with_its_rows_on_the_new_sheet(second, tmp_path):
    book = PackageBook(second["as Leadbook left it"])
    migrate(book)
    headers = schema.table("mappings").headers
    row = tuple("Phone" if header == "Our field" else "x" for header in headers[:-1])
    book.write("tblMappings", Grid(headers[:-1], (row,), (None,)))
    (path := tmp_path / "migrated.xlsx").write_bytes(book.save())
    opened = openpyxl.load_workbook(convert(path, "xlsx"))
    assert [cell.value for cell in opened["Mappings"][4]][:4] == ["x", "x", "x", "Phone"]
    assert opened["Mappings"].tables.keys() == {"tblMappings"}
    assert opened["Mappings"]["A3"].comment is not None
    assert opened["Mappings"].print_title_rows == "$1:$3"


@pytest.fixture
def third():
    """A workbook of layout 3: without the measured columns, the sheets of the months ahead and their setting."""
    book = PackageBook(build_book())
    for header in ("Closed leads", "Measured close rate", "Measured deal", "Leads needed"):
        book.remove_column("tblQuotas", header)
    book.remove_column("tblCover", "Rate from")
    for sheet in ("Forecast", "Plan"):
        book.delete(sheet)
    grid = book.read("tblSettings")
    kept = [(at, row) for at, row in enumerate(grid.rows) if row[0] != "measured_from"]
    book.write("tblSettings", Grid(grid.headers, [row for _, row in kept], [at for at, _ in kept]))
    book.fill("Lists", SheetFill(cells={"lb_version": 3}))
    return PackageBook(book.save())


def test_a_book_of_layout_3_gets_the_months_ahead_and_what_they_need(third):
    notes = migrate(third)
    data = third.save()
    assert problems(data) == []
    assert [note for note in notes if note.startswith("The sheet ")] == [
        "The sheet Forecast was added. Leads needed by rep, product and month, to be 50, 80 and 90 % sure.",
        "The sheet Plan was added. Leads needed by product and month, and what the planned campaigns should bring.",
    ]
    assert any(note.startswith("The setting measured_from was added") for note in notes)
    again = PackageBook(data)
    assert ("measured_from", 20) in {tuple(row[:2]) for row in again.read("tblSettings").rows}
    assert {"tblForecast", "tblPlan"} <= {info.name for info in again.tables()}
    assert migrate(again) == ()


def test_a_column_that_is_added_looks_as_it_is_drawn_today_and_is_printed(third):
    migrate(third)
    old, new = (openpyxl.load_workbook(io.BytesIO(data))["Quotas"] for data in (third.save(), build_book()))
    mine, theirs = ({cell.value: cell for cell in ws[3]} for ws in (old, new))
    for header in ("Closed leads", "Measured close rate", "Measured deal", "Leads needed", "Rep"):
        one, other = mine[header], theirs[header]
        assert one.fill.fgColor.rgb == other.fill.fgColor.rgb, header
        assert one.font.color.rgb == other.font.color.rgb
        below, beside = old.cell(4, one.column), new.cell(4, other.column)
        assert below.number_format == beside.number_format, header
        assert below.fill.fill_type == beside.fill.fill_type
    assert old.print_area == "'Quotas'!$A$1:$M$4"


def test_a_name_that_formulas_use_is_added_and_one_that_is_there_stays(third):
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(third.save())) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part, gone = re.subn(rb'<definedName name="lb_measured_from">.*?</definedName>', b"", part)
                assert gone == 1
            new.writestr(name, part)
    book = PackageBook(data.getvalue())
    book.define_name("our_share", "7")
    migrate(book)
    book.define_name("our_share", "8")
    names = openpyxl.load_workbook(io.BytesIO(book.save())).defined_names
    assert names["our_share"].attr_text == "7"
    assert "measured_from" in names["lb_measured_from"].attr_text
    assert problems(book.save()) == []
