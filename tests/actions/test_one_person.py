"""May be one person: asked, held back, joined or told apart, and never asked twice."""

import pytest

from tests.actions.desk import HEADERS, person

FORM = ("--gathered", "raised-hand form")


def ana(number, **more):
    """A row of a web form by Ana Silva of Northgate Clinic, with an address of her own."""
    return person(number, **({"first": "Ana", "last": "Silva", "company": "Northgate Clinic"} | more))


@pytest.fixture
def twice(desk):
    """A workbook with a lead, and a later inquiry that may be the same person's."""
    desk.run("import", desk.list("first.csv", [ana(1, at="2026-11-10")]), *FORM)
    desk.run("import", desk.list("second.csv", [ana(2, company="Northgate Clinic Ltd", at="2026-11-01")]), *FORM)
    return desk


def the(desk, number):
    """The inquiry of one of Ana's addresses."""
    return next(row for row in desk.rows("inquiries") if row["email"] == f"ann{number}@clinic{number}.example")


def question(desk):
    """The question whether two are one."""
    return next(at for at, row in enumerate(desk.rows("fix")) if row["kind"] == "duplicate?")


def test_the_later_one_is_a_duplicate_while_the_question_is_open(twice):
    early, late = the(twice, 1), the(twice, 2)
    assert (early["verdict"], late["verdict"]) == ("Qualified", "Duplicate")
    assert early["lead_id"] in late["why"]
    assert "same name, same company" in late["why"]
    row = twice.rows("fix")[question(twice)]
    assert (row["lead_id"], row["file"], row["row"], row["unlocks"]) == (late["lead_id"], "second.csv", 2, 1)
    assert row["now"].startswith(early["lead_id"])
    assert {row["lead_id"] for row in twice.rows("leads")} == {early["lead_id"]}


def test_same_person_merges_fills_blanks_and_keeps_the_newest_raised_hand(twice):
    early, late = the(twice, 1), the(twice, 2)
    twice.type("inquiries", twice.where("inquiries", lead_id=late["lead_id"]), job_title="Owner")
    twice.type("fix", question(twice), decision="Same person")
    said = twice.run("check")
    assert said["counts"]["joined"] == 1
    rows = twice.rows("inquiries")
    assert [row["lead_id"] for row in rows] == [early["lead_id"]]
    assert (rows[0]["verdict"], rows[0]["job_title"], rows[0]["email2"]) == ("Qualified", "Owner", late["email"])
    merged = [row for row in twice.rows("events") if row["event"] == "Merged" and row["before"] == late["lead_id"]]
    assert [row["lead_id"] for row in merged] == [early["lead_id"]]
    before = twice.book.read_bytes()
    assert twice.run("import", twice.folder / "second.csv", *FORM)["counts"]["imported"] == 0
    assert twice.book.read_bytes() == before


def test_different_is_remembered_in_the_workbook_and_taken_back_by_undo(twice, monkeypatch, tmp_path):
    twice.type("fix", question(twice), decision="Different")
    twice.run("check")
    assert [the(twice, n)["verdict"] for n in (1, 2)] == ["Qualified", "Qualified"]
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "another computer"))
    twice.run("import", twice.list("third.csv", [person(50)]), *FORM)
    assert not [row for row in twice.rows("fix") if row["kind"] == "duplicate?"]
    monkeypatch.undo()


def test_undo_of_an_answer_asks_again(twice):
    twice.type("fix", question(twice), decision="Different")
    twice.run("check")
    twice.run("undo")
    assert the(twice, 2)["verdict"] == "Duplicate"
    assert twice.rows("fix")[question(twice)]["decision"] == "Different"
    twice.type("fix", question(twice), decision="Same person")
    twice.run("check")
    assert len(twice.rows("inquiries")) == 1
    twice.run("undo")
    assert len(twice.rows("inquiries")) == 2


def test_whoever_may_be_somebody_who_opted_out_is_held_back_too(desk):
    desk.run("import", desk.list("first.csv", [ana(1)]), *FORM)
    lead = the(desk, 1)["lead_id"]
    stop = ("Ana", "Silva", "Northgate Clinic", "other@clinic9.example", "Yes", "It fails.")
    headers = ("First name", "Last name", "Company", "Email", "Do not contact", "How can we help?")
    desk.run("import", desk.list("more.csv", [stop, ("Bo", "Lee", "X Co", "bo@x.example", "", "It leaks")], headers))
    row = desk.rows("inquiries")[desk.where("inquiries", lead_id=lead)]
    assert row["verdict"] == "Duplicate"
    assert "who asked not to be contacted" in row["why"]
    assert not desk.rows("leads")
    desk.type("fix", question(desk), decision="Same person")
    desk.run("check")
    found = [row for row in desk.rows("inquiries") if row["last_name"] == "Silva"]
    assert [(row["verdict"], row["do_not_contact"]) for row in found] == [("Suppressed", "Yes")]


def test_a_lead_that_a_rep_works_on_survives_with_its_outcome(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.run("import", desk.list("b.csv", [ana(1, company="", at="2026-11-19")]), *FORM)
    lead = the(desk, 1)["lead_id"]
    desk.type("leads", 0, rep="Dana Vale", outcome="Meeting set")
    desk.run("check")
    desk.run("import", desk.list("a.csv", [ana(2, at="2026-11-01")]), *FORM)
    desk.type("inquiries", desk.where("inquiries", lead_id=lead), company="Northgate Clinic")
    desk.run("check")
    assert the(desk, 2)["verdict"] == "Duplicate"
    desk.type("fix", question(desk), decision="Same person")
    desk.run("check")
    assert [(row["lead_id"], row["rep"], row["outcome"]) for row in desk.rows("leads")] == [
        (lead, "Dana Vale", "Meeting set")
    ]


def test_two_who_are_none_are_not_asked_about_and_colleagues_never(desk):
    headers = ("First name", "Last name", "Company", "Email")
    rows = [(f, "Berg", "Northgate Clinic", f"{f}{n}@n.example") for n, f in enumerate(["Ann", "Ann", "Ben", "Cleo"])]
    desk.run("import", desk.list("bought.csv", rows, headers), "--gathered", "purchased")
    assert not desk.rows("fix")
    desk.run("import", desk.list("form.csv", [ana(n, first=f) for n, f in enumerate(["Rui", "Eva", "Tom"])]), *FORM)
    assert not desk.rows("fix")


def test_keep_as_is_on_a_number_makes_it_count_in_every_later_run(desk):
    desk.run("import", desk.list("form.csv", [person(1, phone="+1 415 555 01")]), *FORM)
    row = desk.rows("fix")[0]
    assert (row["file"], row["row"], row["field"]) == ("form.csv", 2, "Phone")
    desk.type("fix", 0, decision="Keep as is")
    desk.run("check")
    assert desk.rows("inquiries")[0]["verdict"] == "Qualified"
    assert "kept as it is" in desk.rows("inquiries")[0]["why"]
    desk.run("check")
    assert not desk.rows("fix")


def test_an_answer_that_does_not_fit_says_so_in_its_row(desk):
    desk.run("import", desk.list("form.csv", [person(1, phone="")]), *FORM)
    desk.type("fix", 0, correct="12")
    desk.run("check")
    row = desk.rows("fix")[0]
    assert row["correct"] == "12"
    assert "Your answer does not fit yet" in row["wrong"]
    desk.type("fix", 0, correct="+1 415 555 0177")
    desk.run("check")
    assert not desk.rows("fix")


@pytest.mark.parametrize(("answer", "day"), [("day first", "2026-04-03"), ("month first", "2026-03-04")])
def test_one_answer_reads_all_dates_of_a_list(desk, answer, day):
    rows = [person(n, at="03/04/2026") for n in range(3)]
    desk.run("import", desk.list("form.csv", rows), *FORM)
    asked = [row for row in desk.rows("fix") if row["kind"] == "date order"]
    assert [(row["file"], row["who"]) for row in asked] == [("form.csv", "3 dates")]
    assert "3 April 2026" in asked[0]["wrong"]
    assert "4 March 2026" in asked[0]["wrong"]
    desk.type("fix", desk.where("fix", kind="date order"), correct=answer)
    desk.run("check")
    assert {str(row["created_at"].date()) for row in desk.rows("inquiries")} == {day}
    assert not [row for row in desk.rows("fix") if row["kind"] == "date order"]


def test_one_answer_gives_all_numbers_of_a_list_their_country(desk):
    rows = [person(n, phone=f"(415) 555-01{n:02d}") for n in range(4)]
    desk.run("import", desk.list("form.csv", rows), *FORM)
    fix = desk.rows("fix")
    assert [(row["file"], row["field"], row["unlocks"]) for row in fix] == [("form.csv", "Phone", 4)]
    desk.type("fix", 0, correct="United States")
    assert desk.run("check")["counts"]["leads"] == 4


def test_a_column_that_looks_like_a_number_is_asked_and_read_again(desk):
    headers = (*HEADERS[:4], "Line no", *HEADERS[5:])
    desk.run("import", desk.list("form.csv", [person(n) for n in range(3)], headers), *FORM)
    assert desk.run("check")["counts"]["leads"] == 0
    row = desk.rows("fix")[desk.where("fix", kind="column")]
    assert (row["file"], row["field"], row["suggestion"], row["unlocks"]) == ("form.csv", "Line no", "Phone", 3)
    desk.type("fix", desk.where("fix", kind="column"), decision="Suggestion")
    assert desk.run("check")["counts"]["leads"] == 3
    assert {row["phone"][:7] for row in desk.rows("inquiries")} == {"+1 415-"}
    assert not desk.rows("fix")


def test_rows_that_were_left_out_are_listed_until_somebody_says(desk):
    path = desk.list("form.csv", [person(1)])
    path.write_text(path.read_text(encoding="utf-8") + "a,b,c,d,e,f,g,h,i,j,k\n", encoding="utf-8")
    desk.run("import", path, *FORM)
    row = desk.rows("fix")[desk.where("fix", kind="file row")]
    assert (row["file"], row["row"]) == ("form.csv", 3)
    before = desk.book.read_bytes()
    desk.run("import", path, *FORM)
    assert desk.book.read_bytes() == before
    desk.type("fix", desk.where("fix", kind="file row"), decision="Keep as is")
    desk.run("check")
    desk.run("import", path, *FORM)
    assert not [row for row in desk.rows("fix") if row["kind"] == "file row"]


def test_several_missing_answers_are_said_together(desk):
    said = desk.run("import", desk.list("form.csv", [person(1, phone="", email=""), person(2, phone="")]), *FORM)
    assert "1 of the 2 need more than one answer." in said["notes"]
    assert sorted(row["unlocks"] for row in desk.rows("fix")) == [0, 0, 1]


def test_an_answer_that_another_list_makes_needless_waits_for_check_all_the_same(desk):
    """What was typed on To fix is never lost: a list that brings a number meanwhile does not take the answer away."""
    desk.run("import", desk.list("one.csv", [person(1, phone="")]), *FORM)
    at = next(at for at, row in enumerate(desk.rows("fix")) if row["field"] == "Phone")
    desk.type("fix", at, correct="+1 415 555 0177")
    desk.run("import", desk.list("two.csv", [person(1, at="2026-11-21")]), *FORM)
    assert [row["correct"] for row in desk.rows("fix")] == ["+1 415 555 0177"]
    desk.run("check")
    assert desk.rows("inquiries")[0]["phone"] == "+1 415-555-0177"
    assert not desk.rows("fix")
