"""What a person said about columns of a list is remembered on Mappings and applied to the next list of that kind."""

import pytest

from leadbook.books.package import PackageBook
from leadbook.stages.remembered import KEEP

HEADERS = ("Vorname", "Nachname", "Firma", "E-Mail", "Erreichbar", "Sonst noch (privat)", "Anmerkung", "Farbe")
"""Two odd columns: numbers and words are mixed in them, so no program can be sure what they are."""


def guest(number, reach="", second="", **more):
    """A row of a form by somebody invented."""
    row = {
        "first": f"Ann{number}", "last": "Berg", "firm": f"Clinic {number}",
        "mail": f"ann{number}@clinic{number}.example", "reach": reach, "second": second, "note": "", "colour": "blue",
    } | more  # fmt: skip
    return tuple(row.values())


NOVEMBER = [
    guest(1, "+1 415 555 0101"), guest(2, "+1 415 555 0102", "evenings"), guest(3, "mornings only", "on Fridays"),
    guest(4, "ask at reception", "+1 415 555 0114"), guest(5, "by mail"),
]  # fmt: skip
DECEMBER = [guest(11, "+1 415 555 0121", "never"), guest(12, "not at work", "+1 415 555 0132"), guest(13, "at home")]


def asked(desk):
    """Header and suggestion of the columns that To fix asks about."""
    return {row["field"]: row["suggestion"] for row in desk.rows("fix") if row["kind"] == "column"}


def answer(desk, field, **cells):
    """Answer the question about a column."""
    desk.type("fix", desk.where("fix", kind="column", field=field), **cells)


def phones(desk):
    """First name → both numbers."""
    return {row["first_name"]: (row["phone"], row["phone2"]) for row in desk.rows("inquiries")}


def shuffled(row):
    """A row of the next export: the columns in another order and one more."""
    return (*row[4:], *row[:4], "yes")


NEXT_HEADERS = (HEADERS[4].upper(), "Sonst noch - Privat", *HEADERS[6:], *HEADERS[:4], "Newsletter")


def test_a_form_with_two_odd_columns_is_asked_about_once_and_the_next_export_is_read_right(desk):
    desk.run("import", desk.list("praxis 2026-11.csv", NOVEMBER, HEADERS))
    assert asked(desk) == {"Erreichbar": "Phone", "Sonst noch (privat)": "Phone"}
    answer(desk, "Erreichbar", decision="Suggestion")
    desk.type("mappings", desk.where("mappings", column="Sonst noch (privat)"), field="Other phone")
    desk.run("check")
    assert asked(desk) == {}
    assert phones(desk)["Ann1"] == ("+1 415-555-0101", "")
    assert phones(desk)["Ann4"][1] == "+1 415-555-0114"
    assert [(row["column"], row["field"], row["said"].split(",")[0]) for row in desk.rows("mappings")] == [
        ("Erreichbar", "Phone", "To fix"), ("Sonst noch (privat)", "Other phone", "To fix"),
    ]  # fmt: skip
    said = desk.run("import", desk.list("praxis 2026-12.csv", map(shuffled, DECEMBER), NEXT_HEADERS), day="2026-12-21")
    assert "praxis 2026-12.csv: 2 columns were read as you said before (sheet Mappings)." in said["notes"]
    assert asked(desk) == {}
    assert phones(desk)["Ann11"][0] == "+1 415-555-0121"
    assert "+1 415-555-0132" in phones(desk)["Ann12"]
    assert len(desk.rows("mappings")) == 2


def test_what_map_said_is_applied_to_the_next_list_of_the_kind_and_undo_forgets_it(desk):
    first = desk.list("messe.csv", [guest(1, "+1 415 555 0101"), guest(2, "none", note="Fri")], HEADERS)
    desk.run("import", first, "--map", "Farbe=Industry", "--map", "Anmerkung=")
    assert {row["column"]: row["field"] for row in desk.rows("mappings") if row["field"]} == {
        "Anmerkung": KEEP, "Farbe": "Industry",
    }  # fmt: skip
    kept = desk.book.read_bytes()
    desk.run("import", first, "--map", "Farbe=Industry", "--map", "Anmerkung=", day="2026-11-30")
    assert desk.book.read_bytes() == kept
    desk.run("import", desk.list("messe 2.csv", [guest(7, note="Sat")], HEADERS), "--map", "Farbe=Application")
    ann = desk.frame("inquiries").set_index("first_name").loc["Ann7"]
    assert (ann["industry"], ann["application"], ann["extra"]) == ("", "blue", "Anmerkung: Sat")
    desk.run("undo")
    assert {row["field"] for row in desk.rows("mappings")} == {"", KEEP, "Industry"}
    desk.run("undo", 1)
    assert desk.rows("mappings") == []


def test_the_order_of_dates_and_a_column_that_contradicts_its_name_are_asked_once_for_a_kind_of_list(desk):
    headers = ("First name", "Email", "Company", "Submitted at", "Employees")
    rows = [(f"Ann{n}", f"ann{n}@a.example", "Clinic", f"0{n}/05/2026", size) for n, size in ((3, "XL"), (4, "M"))]
    desk.run("import", desk.list("form 1.csv", rows, headers))
    assert asked(desk) == {"Employees": "Employees"}
    answer(desk, "Employees", decision="Keep as is")
    desk.type("fix", desk.where("fix", kind="date order"), correct="month first")
    desk.run("check")
    assert {row["column"]: row["field"] for row in desk.rows("mappings")} == {
        "(dates)": "month first", "Employees": KEEP,
    }  # fmt: skip
    said = desk.run("import", desk.list("form 2.csv", [("Bo", "b@b.example", "Dental", "06/05/2026", "S")], headers))
    assert any("dates were read month first, as you said before" in note for note in said["notes"])
    bo = desk.frame("inquiries").set_index("first_name").loc["Bo"]
    assert (str(bo["created_at"].date()), bo["extra"]) == ("2026-06-05", "Employees: S")
    assert not {"date order", "column"} & {row["kind"] for row in desk.rows("fix")}


def test_a_workbook_without_the_sheet_works_on_and_says_that_nothing_is_kept(desk):
    book = PackageBook(desk.book.read_bytes())
    book.delete("Mappings")
    desk.book.write_bytes(book.save())
    said = desk.run("import", desk.list("messe.csv", [guest(1, "+1 415 555 0101")], HEADERS), "--map", "Farbe=Industry")
    assert sum("is not kept for the next list" in note for note in said["notes"]) == 1
    assert desk.rows("inquiries")[0]["industry"] == "blue"


def test_a_field_on_mappings_that_is_none_is_said(desk):
    row = {"source": "messe", "headers": "Name · Farbe"}
    said = [row | {"column": f"Farbe{at}", "field": text} for at, text in enumerate(("—", "Telephone tree", "Phone"))]
    desk.add("mappings", *said)
    found = [one for one in desk.run("check")["findings"] if one["code"] == "mapping_not_understood"]
    assert [(one["table"], one["row"]) for one in found] == [("tblMappings", 5)]


@pytest.mark.parametrize(("pair", "help"), [("Mobile=fone", "“Mobile=phone”?"), ("Mobile", "Write for example")])
def test_a_field_that_is_none_is_refused_with_the_nearest_one(desk, pair, help):
    said = desk.run("import", desk.list("messe.csv", [guest(1)], HEADERS), "--map", pair, code=2)
    assert help in said["error"]["fix"]
