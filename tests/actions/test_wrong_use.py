"""Wrong use: an exit code, one plain line with what, where and what to do, and not a byte changed."""

import datetime as dt
import os
import resource
import shutil
import subprocess
import sys

import openpyxl
import pytest

from leadbook.books.package import PackageBook
from leadbook.fronts.cli import main
from leadbook.model import Grid
from leadbook.schema import book as schema
from tests.actions.desk import DAY, person


@pytest.fixture
def team(desk):
    """A workbook with a rep, a quota, a campaign and two leads."""
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", {"rep": "Dana Vale", "product": "XX-200", "period": dt.date(2026, 12, 1), "quota": 50000,
                        "close_rate": 0.25, "average_deal": 10000})  # fmt: skip
    desk.add("campaigns", {"campaign": "Swap", "product": "XX-200"})
    desk.run("import", desk.list("ok.csv", [person(1), person(2)]), "--gathered", "raised-hand form")
    return desk


def refused(desk, code, *words, book=None, says=()):
    """The line of a refusal; nothing of the workbook, the state folder and the folder has changed."""
    path = book or desk.book
    before = path.read_bytes() if path.is_file() else None
    there = sorted(desk.folder.iterdir())
    said = desk.run(words[0], *words[1:], book=path, code=code)
    line = desk.said.strip()
    assert "\n" not in line
    assert "Traceback" not in line
    assert line.startswith("leadbook: ")
    assert all(said["error"][part] for part in ("code", "what", "where", "fix"))
    assert said["error"]["what"].endswith(".")
    for part in says:
        assert part in line, line
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(desk.folder.iterdir()) == there
    return said["error"]


def edited(desk, change):
    """The workbook after somebody changed it with another program."""
    book = openpyxl.load_workbook(desk.book)
    change(book)
    book.save(desk.book)


def renamed(sheet, table, old, new):
    """A header with another text, as one types over it."""

    def change(book):
        for cell in book[sheet][3]:
            if cell.value == old:
                cell.value = new
        for column in book[sheet].tables[table].tableColumns:
            if column.name == old:
                column.name = new

    return change


@pytest.mark.parametrize("command", ["check", "allocate", "brief", "report", "undo", "show", "import"])
def test_a_workbook_that_is_not_there_is_named(desk, command):
    refused(desk, 3, command, book=desk.folder / "No.xlsx", says=["No.xlsx", "no such file"])


def test_a_folder_is_no_workbook(desk):
    (desk.folder / "dir.xlsx").mkdir()
    refused(desk, 3, "check", book=desk.folder / "dir.xlsx", says=["folder"])


@pytest.mark.parametrize("content", [b"", b"hello, I am text", b"PK\x03\x04 broken"])
def test_a_file_that_only_has_the_name_of_a_workbook_is_refused_by_its_name(desk, content):
    path = desk.folder / "text.xlsx"
    path.write_bytes(content)
    refused(desk, 3, "check", book=path, says=["text.xlsx", "not a workbook"])


def test_an_ordinary_workbook_is_told_from_one_of_leadbook(desk):
    path = desk.folder / "plain.xlsx"
    openpyxl.Workbook().save(path)
    refused(desk, 3, "check", book=path, says=["plain.xlsx", "leadbook new"])


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.parametrize("command", ["check", "allocate", "brief", "report", "import"])
def test_a_workbook_without_the_sheet_start_works(team, command):
    edited(team, lambda book: book.remove(book["Start"]))
    more = [team.list("more.csv", [person(7)])] if command == "import" else []
    team.run(command, *more)
    assert len(team.rows("inquiries")) == 2 + len(more)


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_a_deleted_table_is_named_with_its_sheet(team):
    edited(team, lambda book: book["Leads"].tables.pop("tblLeads"))
    refused(team, 3, "check", says=["tblLeads", "“Leads”", team.book.name])


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.parametrize(
    ("new", "says"),
    [("Firm", "“Company” is missing"), ("city", "“city” is there twice"), ("Compnay", "“Company” is missing")],
)
def test_a_renamed_header_is_named_and_a_double_one_too(team, new, says):
    edited(team, renamed("Inquiries", "tblInquiries", "Company", new))
    error = refused(team, 3, "check")
    assert "Inquiries" in error["where"]
    assert says.casefold() in error["what"].casefold()


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_a_header_in_other_case_or_with_a_blank_behind_it_still_is_the_column(team):
    edited(team, renamed("Inquiries", "tblInquiries", "Company", "COMPANY "))
    team.run("import", team.list("more.csv", [person(9)]))
    assert {row["company"] for row in team.rows("inquiries")} == {"Clinic 1", "Clinic 2", "Clinic 9"}


def test_a_deleted_column_is_named(team):
    here = PackageBook(team.book.read_bytes())
    here.remove_column("tblInquiries", "Company")
    team.book.write_bytes(here.save())
    refused(team, 3, "check", says=["“Company”", "Inquiries"])


@pytest.mark.parametrize(("name", "says"), [("~$Leads.xlsx", "Excel"), (".~lock.Leads.xlsx#", "LibreOffice")])
def test_a_workbook_that_is_open_elsewhere_is_left_alone(team, name, says):
    (team.folder / name).write_bytes(b"\x04dana" + b" " * 50 if name[0] == "~" else b",dana,desk,;")
    for command in ("check", "allocate", "report", "brief"):
        refused(team, 3, command, says=[says, "close"])


def test_a_read_only_file_and_a_read_only_folder_are_told_before_anything_is_done(team):
    team.book.chmod(0o444)
    refused(team, 3, "check", says=["read-only"])
    team.book.chmod(0o644)
    team.folder.chmod(0o555)
    try:
        refused(team, 3, "check", says=["folder", "read-only"])
    finally:
        team.folder.chmod(0o755)


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_a_workbook_of_a_later_leadbook_is_left_alone(team):
    def later(book):
        sheet, cell = next(iter(book.defined_names["lb_version"].destinations))
        book[sheet][cell.replace("$", "")].value = 99

    edited(team, later)
    refused(team, 3, "check", says=["99", "Update"])


def test_no_reps_and_no_quotas_are_said_and_nothing_breaks(team):
    for key, sheet in (("quotas", "Quotas"), ("reps", "Reps")):
        table = schema.table(key)
        here = PackageBook(team.book.read_bytes())
        here.write(table.name, Grid(table.headers, []))
        team.book.write_bytes(here.save())
        assert sheet in team.run("allocate")["notes"][0]
        assert all(lead["status"] == "Waiting" and lead["why_rep"] for lead in team.rows("leads"))


def test_a_rep_who_is_there_twice_is_named(team):
    team.add("reps", {"rep": "dana vale "})
    for command in ("allocate", "report"):
        refused(team, 3, command, says=["Reps", "row 5", "dana vale", "initial"])


def test_a_quota_for_a_rep_who_is_not_there_is_a_finding_in_its_row(team):
    team.add("quotas", {"rep": "Dan Vale", "product": "XX-200", "period": dt.date(2026, 12, 1), "quota": 1})
    found = [one for one in team.run("allocate")["findings"] if one["table"] == "tblQuotas"]
    assert [(one["row"], one["column"]) for one in found] == [(5, "Rep")]


def test_a_quota_for_a_product_nobody_asks_about_is_said(team):
    team.add("quotas", {"rep": "Dana Vale", "product": "ZZ-9", "period": dt.date(2026, 12, 1), "quota": 1000,
                        "close_rate": 0.5, "average_deal": 100})  # fmt: skip
    assert any("ZZ-9" in note for note in team.run("allocate")["notes"])


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [("field", "Compny", "Did you mean “Company”?"), ("operator", "is smaler", "is blank"),
     ("value", "no such kind", "competitor")],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "import", "allocate"])
def test_a_slip_in_a_gate_row_stops_every_run_that_judges(team, command, column, value, says):
    team.type("gate", 0, **{column: value})
    more = [team.list("more.csv", [person(7)])] if command == "import" else []
    refused(team, 3, command, *more, says=["Gate", "row 4", value, says])


def test_an_unknown_campaign_is_refused_by_brief_and_said_by_import(team):
    refused(team, 2, "brief", "--campaign", "Swop", says=["“Swop”", "“Swap”"])
    notes = team.run("import", team.list("more.csv", [person(7)]), "--campaign", "Swop")["notes"]
    assert any("“Swop” is not on Campaigns" in note and "“Swap”" in note for note in notes)


def test_an_unknown_sheet_run_field_header_day_or_word_is_refused(team):
    more = team.list("more.csv", [person(7)])
    refused(team, 3, "show", "Coverr", says=["“Coverr”", "“Cover”"])
    refused(team, 3, "undo", "77", says=["77"])
    refused(team, 2, "undo", "last", says=["'last'", "number of a run"])
    refused(team, 2, "import", more, "--map", "Foo", says=["--map"])
    refused(team, 2, "import", more, "--map", "Foo=colour", says=["--map"])
    refused(team, 2, "import", more, "--map", "Fone=phone", says=["“Fone”", "“Phone”"])
    refused(team, 2, "import", more, "--gathered", "by post", says=["raised-hand form"])
    refused(team, 2, "check", "--today", "23.11.2026", says=["2026-11-23"])
    refused(team, 2, "check", "--nonsense", says=["--nonsense", "--help"])


def test_undo_of_nothing_is_refused(desk):
    refused(desk, 3, "undo", says=["nothing to undo"])


def test_new_makes_no_other_kind_of_file_and_touches_no_file_that_is_there(team):
    refused(team, 3, "new", book=team.folder / "x.xls", says=[".xlsx", ".xlsm"])
    refused(team, 3, "new", book=team.folder / "x.xlam", says=[".xlsx", ".xlsm"])
    refused(team, 2, "new", says=[team.book.name])
    refused(team, 3, "new", book=team.folder / "no" / "x.xlsx", says=["folder"])


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(200), _OLE + bytes(600)])
@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_list_that_is_no_list_is_refused_by_its_name(team, content, name):
    path = team.folder / name
    path.write_bytes(content)
    refused(team, 3, "import", path, says=[name])


def test_a_workbook_with_a_password_is_refused(team):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
    locked = team.folder / "Locked.xlsx"
    locked.write_bytes(data)
    refused(team, 3, "check", book=locked, says=["Locked.xlsx"])
    refused(team, 3, "import", locked, says=["Locked.xlsx"])


def test_a_list_of_headers_only_and_one_of_people_who_are_there_change_nothing(team):
    before = team.book.read_bytes()
    empty = team.run("import", team.list("headers.csv", []))
    same = team.run("import", team.list("same.csv", [person(1)] * 5))
    assert (empty["files"][0]["input_rows"], same["files"][0]["merged"]) == (0, 5)
    assert not empty["changed"]
    assert not same["changed"]
    assert "Nothing new" in " ".join(empty["notes"])
    assert team.book.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_disk_that_is_full_stops_the_run_and_leaves_the_workbook(team, tmp_path):
    before = team.book.read_bytes()
    more = team.list("more.csv", [person(n) for n in range(10, 40)])
    command = [sys.executable, "-m", "leadbook", "import", str(team.book), str(more), "--today", DAY, "--quiet"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert team.book.read_bytes() == before
    shutil.rmtree(tmp_path / "nothing", ignore_errors=True)
    assert not [path for path in team.folder.iterdir() if path.suffix in (".tmp", ".new")]
    team.run("import", more)
    assert len(team.rows("inquiries")) == 32


def found(desk, command, code):
    """Sheet row and column of the findings of that code."""
    return [(one["row"], one["column"]) for one in desk.run(command)["findings"] if one["code"] == code]


def test_slips_in_cells_of_reps_and_settings_are_named_by_their_sheet_rows(team):
    at = [row["key"] for row in team.rows("settings")].index("date_order")
    team.type("settings", at, value="sideways")
    team.type("reps", 0, capacity_week="about five", territory="the south-ish")
    said = {(one["code"], one["row"], one["column"]) for one in team.run("allocate")["findings"]}
    assert ("setting_not_understood", at + 4, "Value") in said
    assert ("territory_not_understood", 4, "Territory") in said
    assert ("cell_not_understood", 4, "Capacity/week") in said
    here = PackageBook(team.book.read_bytes()).read("tblReps")
    assert here.rows[0][here.headers.index("Capacity/week")] == "about five"


def test_a_negative_capacity_counts_as_none_and_breaks_nothing(team):
    team.type("reps", 0, capacity_week=-3)
    team.run("allocate")
    assert not any(row["rep"] for row in team.rows("leads"))


def test_a_list_that_is_a_folder_an_address_the_workbook_or_named_twice_is_refused(team):
    more = team.list("more.csv", [person(7)])
    (team.folder / "lists").mkdir()
    for command in ("import", "run"):
        refused(team, 2, command, team.folder / "lists", says=["lists", "folder"])
        refused(team, 3, command, "https://x.example/more.csv", says=["https://x.example", "synced folder"])
        refused(team, 2, command, team.book, says=["the workbook itself"])
        refused(team, 2, command, more, more, says=["more.csv", "twice"])
        refused(team, 3, command, team.folder / "gone.csv", says=["gone.csv", "no such file"])


@pytest.mark.parametrize("command", ["check", "why", "show", "undo", "report"])
def test_a_workbook_in_the_cloud_is_opened_from_the_synced_folder(desk, command):
    more = ["ABC12"] if command == "why" else []
    address = "https://contoso.example/sites/Leads.xlsx"
    error = desk.run(command, *more, book=address, code=3)["error"]
    assert error["where"] == address
    assert "synced folder" in error["fix"]


def test_a_sheet_named_for_a_list_without_sheets_is_said(team):
    said = team.run("import", team.list("more.csv", [person(7)]), "--sheet", "May")
    assert "sheet_not_used" in said["files"][0]["warnings"]
    assert "--sheet was not used" in team.say("import", team.list("two.csv", [person(8)]), "--sheet", "May")[1]
    main(["flag", str(team.folder / "more.csv"), "--sheet", "May", "--json", "--today", DAY])
    assert "--sheet was not used" in team._read()[0]


def test_a_slip_in_a_command_or_an_option_is_answered_with_the_nearest(team):
    main(["chek", str(team.book)])
    assert "Did you mean: leadbook check?" in team._read()[1]
    refused(team, 2, "import", "x.csv", "--campaing", "Swap", says=["--campaing", "--campaign"])
    refused(team, 2, "check", "too", "much", says=["“too”, “much”", "quotation marks"])
    main(["why", str(team.book)])
    assert "ID is missing. For example: leadbook why Leads.xlsx" in team._read()[1]


def test_places_where_nothing_can_be_made_are_refused(team):
    (team.folder / "Pages").write_text("no folder")
    refused(team, 2, "brief", "--pdf", team.folder / "Pages", says=["Pages", "not a folder"])
    assert main(["demo", str(team.folder / "Pages" / "in"), "--quiet"]) == 2
    assert "cannot be made" in team._read()[1]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_a_story_of_nobody_is_refused_and_one_goes_on_without_a_sheet_that_was_deleted(team):
    one = team.rows("inquiries")[0]["lead_id"]
    refused(team, 2, "why", one[:-1] + "?", says=[one])
    refused(team, 2, "why", "Nobody Here", says=["No inquiry has this name"])
    edited(team, lambda book: book.remove(book["Customers"]))
    assert "“Customers”" in team.run("why", one)["notes"][-1]
