"""People and Leadbook write the same workbook: who wins, what is told, what undo keeps."""

import pytest

from tests.actions.desk import person

FORM = ("--gathered", "raised-hand form")


@pytest.fixture
def filled(desk):
    """A workbook with six leads, two reps and quotas, shared."""
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"})
    for rep in ("Dana Vale", "Luis Ortega"):
        import datetime as dt

        desk.add("quotas", {"rep": rep, "product": "XX-200", "period": dt.date(2026, 12, 1), "quota": 50000,
                            "close_rate": 0.25, "average_deal": 10000})  # fmt: skip
    headers = ("First name", "Last name", "Company", "Email", "Phone", "How can we help?", "Please call me",
               "Submitted at", "Product")  # fmt: skip
    desk.run("import", desk.list("form.csv", [(*person(n), "XX-200") for n in range(6)], headers), *FORM)
    desk.run("allocate")
    return desk


def test_what_a_person_typed_into_an_inquiry_stays_through_every_run(filled):
    at = filled.where("inquiries", email="ann1@clinic1.example")
    filled.type("inquiries", at, company="Clinic One Ltd", need="Three units at once")
    filled.run("import", filled.folder / "form.csv", *FORM)
    filled.run("check")
    filled.run("allocate")
    row = filled.rows("inquiries")[at]
    assert (row["company"], row["need"]) == ("Clinic One Ltd", "Three units at once")


def test_a_cell_a_person_emptied_is_not_filled_again(filled):
    at = filled.where("inquiries", email="ann1@clinic1.example")
    filled.type("inquiries", at, company=None)
    filled.run("check")
    filled.run("import", filled.folder / "form.csv", *FORM)
    filled.run("import", filled.list("more.csv", [person(1), person(30)]), *FORM)
    assert filled.rows("inquiries")[at]["company"] == ""


def test_a_column_that_leadbook_fills_is_put_back_and_the_edit_is_told(filled):
    before = filled.rows("inquiries")[0]["why"]
    filled.type("inquiries", 0, why="I know better")
    said = filled.run("check")
    assert filled.rows("inquiries")[0]["why"] == before
    assert [f["column"] for f in said["findings"] if f["code"] == "own_column_edited"] == ["Why"]


def test_a_rep_picked_by_hand_is_locked_and_stays(filled):
    lead = filled.rows("leads")[0]
    other = "Luis Ortega" if lead["rep"] == "Dana Vale" else "Dana Vale"
    filled.type("leads", 0, rep=other)
    filled.run("allocate", "--rebalance")
    row = filled.rows("leads")[0]
    assert (row["rep"], row["lock"]) == (other, "Yes")
    assert lead["rep"] in row["why_rep"]


def test_initials_let_an_inquiry_through_and_stay(filled):
    filled.run("import", filled.list("two.csv", [person(20, call="", need="")]), "--gathered", "event")
    at = filled.where("inquiries", email="ann20@clinic20.example")
    assert filled.rows("inquiries")[at]["verdict"] == "Not a lead"
    place = filled.where("not_leads", lead_id=filled.rows("inquiries")[at]["lead_id"])
    filled.type("not_leads", place, let_through="KM")
    filled.run("check")
    assert filled.rows("inquiries")[at]["verdict"] == "Qualified"
    filled.run("import", filled.folder / "two.csv", "--gathered", "event")
    assert filled.rows("inquiries")[at]["let_through"] == "KM"


def test_an_answer_on_to_fix_makes_a_lead(filled):
    filled.run("import", filled.list("two.csv", [person(20, phone="")]), *FORM)
    at = filled.where("inquiries", email="ann20@clinic20.example")
    assert filled.rows("inquiries")[at]["verdict"] == "Needs info"
    question = filled.where("fix", lead_id=filled.rows("inquiries")[at]["lead_id"])
    filled.type("fix", question, correct="+1 415 555 0177")
    said = filled.run("check")
    assert said["counts"]["answers"] == 1
    row = filled.rows("inquiries")[at]
    assert row["verdict"] == "Qualified"
    assert "555" in row["phone"]


def test_columns_and_formats_of_the_team_follow_their_rows(filled):
    import io

    import openpyxl
    from openpyxl.worksheet.table import TableColumn

    book = openpyxl.load_workbook(filled.book)
    sheet = book["Leads"]
    table = sheet.tables["tblLeads"]
    last = table.ref.split(":")[1]
    width = len(table.tableColumns)
    sheet.cell(3, width + 1, "Our note")
    notes = {}
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, width + 1, f"note for {sheet.cell(row, 1).value}")
            notes[sheet.cell(row, 1).value] = f"note for {sheet.cell(row, 1).value}"
    table.ref = f"A3:{sheet.cell(3, width + 1).column_letter}{last.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
    table.autoFilter.ref = table.ref
    table.tableColumns.append(TableColumn(id=width + 1, name="Our note"))
    out = io.BytesIO()
    book.save(out)
    filled.book.write_bytes(out.getvalue())
    gone = filled.rows("leads")[0]["lead_id"]
    filled.type("inquiries", filled.where("inquiries", lead_id=gone), do_not_contact="Yes")
    filled.run("import", filled.list("two.csv", [person(40)]), *FORM)
    sheet = openpyxl.load_workbook(filled.book)["Leads"]
    found = {row[0].value: row[width].value for row in sheet.iter_rows(min_row=4) if row[0].value}
    assert gone not in found
    assert {key: note for key, note in found.items() if note} == {k: v for k, v in notes.items() if k != gone}
    assert len(found) == 6


def test_undo_keeps_and_names_what_a_person_edited_since(filled):
    filled.run("import", filled.list("two.csv", [person(20), person(21)]), *FORM)
    run = int(filled.rows("runs")[-1]["run"])
    at = filled.where("inquiries", email="ann20@clinic20.example")
    kept = filled.rows("inquiries")[at]["lead_id"]
    filled.type("inquiries", at, company="Typed since")
    said = filled.run("undo", run)
    found = {row["lead_id"]: row["company"] for row in filled.rows("inquiries")}
    assert found[kept] == "Typed since"
    assert "ann21@clinic21.example" not in {row["email"] for row in filled.rows("inquiries")}
    assert any(finding["table"] == "tblInquiries" for finding in said["findings"])


def test_an_id_is_the_same_after_undo_and_never_goes_to_somebody_else(filled):
    path = filled.list("two.csv", [person(20)])
    filled.run("import", path, *FORM)
    first = filled.rows("inquiries")[-1]["lead_id"]
    filled.run("undo")
    filled.run("import", filled.list("three.csv", [person(50)]), *FORM)
    assert filled.rows("inquiries")[-1]["lead_id"] != first
    filled.run("import", path, *FORM)
    assert filled.rows("inquiries")[-1]["lead_id"] == first


def test_a_do_not_contact_recalls_the_lead_and_no_undo_lifts_it(filled):
    lead = filled.rows("leads")[0]
    email = next(row["email"] for row in filled.rows("inquiries") if row["lead_id"] == lead["lead_id"])
    path = filled.list("stop.csv", [(email, "Yes")], ("Email", "Do not contact"))
    filled.run("import", path)
    assert lead["lead_id"] not in {row["lead_id"] for row in filled.rows("leads") if row["status"] in ("New", "Open")}
    filled.run("undo")
    row = next(row for row in filled.rows("inquiries") if row["lead_id"] == lead["lead_id"])
    assert row["do_not_contact"] == "Yes"
    filled.run("check")
    assert next(r for r in filled.rows("inquiries") if r["lead_id"] == lead["lead_id"])["verdict"] == "Suppressed"
