"""What a list may do to people who are known: fill blanks, add nobody, leave them alone, overwrite some fields."""

import pytest

from tests.actions.desk import person

FORM = ("--gathered", "raised-hand form")
HEADERS = ("First name", "Last name", "Email", "Phone", "Job title", "City")
KNOWN = ("Ann1", "Berg", "ann1@clinic1.example", "+1 415 555 0199", "Owner", "Boston")
OTHER = ("Bo", "Lee", "bo@lee.example", "+1 415 555 0198", "Buyer", "Salem")


@pytest.fixture
def known(desk):
    """A workbook with one inquiry, without a title."""
    desk.run("import", desk.list("form.csv", [person(1)]), *FORM)
    return desk


def ann(desk):
    """The inquiry that was there first."""
    return next(row for row in desk.rows("inquiries") if row["email"] == "ann1@clinic1.example")


def update(desk, how, *more):
    """Import a list with somebody known and somebody new; what became of it."""
    file = desk.run("import", desk.list("more.csv", [KNOWN, OTHER], HEADERS), *more, "--update", how)["files"][0]
    assert file["input_rows"] == file["imported"] + file["merged"] + file["rejected"] == 2
    return file["imported"], file["merged"], file["rejects"]


def test_blanks_adds_people_and_fills_blanks_only(known):
    assert update(known, "blanks") == (1, 1, [])
    row = ann(known)
    assert (row["job_title"], row["phone"], row["phone2"]) == ("Owner", "+1 415-555-0101", "+1 415-555-0199")


def test_only_adds_nobody_and_says_so_of_each_row(known):
    assert update(known, "only") == (0, 1, [{"row": 3, "reason": "not_in_book"}])
    assert ann(known)["job_title"] == "Owner"
    assert len(known.rows("inquiries")) == 1
    assert update(known, "blanks")[0] == 1


def test_new_leaves_people_who_are_known_alone_but_for_a_do_not_contact(known):
    assert update(known, "new") == (1, 1, [])
    assert (ann(known)["job_title"], ann(known)["phone2"]) == ("", "")
    stop = known.list("mixed.csv", [("ann1@clinic1.example", "Yes", ""), ("x@y.example", "", "It leaks")],
                      ("Email", "Do not contact", "How can we help?"))  # fmt: skip
    known.run("import", stop, "--update", "new")
    assert ann(known)["verdict"] == "Suppressed"


def test_fields_overwrites_the_named_ones_and_undo_puts_them_back(known):
    update(known, "fields=phone,City")
    row = ann(known)
    assert (row["phone"], row["city"], row["job_title"]) == ("+1 415-555-0199", "Boston", "Owner")
    known.run("undo")
    assert ann(known)["phone"] == "+1 415-555-0101"


def test_fields_does_not_overwrite_what_a_person_typed(known):
    known.type("inquiries", 0, phone="+1 415-555-0111")
    known.run("check")
    update(known, "fields=phone")
    assert ann(known)["phone"] == "+1 415-555-0111"


def test_fields_leaves_what_this_computer_knows_nothing_of_and_says_so(known, monkeypatch, tmp_path):
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "elsewhere"))
    said = known.run("import", known.list("more.csv", [KNOWN], HEADERS), "--update", "fields=phone")
    assert ann(known)["phone"] == "+1 415-555-0101"
    assert any("does not know who wrote them" in note for note in said["notes"])


@pytest.mark.parametrize("how", ["sometimes", "fields=", "fields=colour", "fields=do_not_contact", "only=phone"])
def test_a_way_that_does_not_exist_is_refused(known, how):
    before = known.book.read_bytes()
    assert known.run("import", known.folder / "form.csv", "--update", how, code=2)["error"]["where"] == "--update"
    assert known.book.read_bytes() == before


@pytest.mark.parametrize("how", ["blanks", "only", "new", "fields=phone"])
def test_a_dry_run_says_what_would_happen_and_writes_nothing_anywhere(known, how, tmp_path):
    def everything():
        return {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}

    path = known.list("more.csv", [KNOWN, OTHER], HEADERS)
    before = everything()
    said = known.run("import", path, "--update", how, "--dry-run")
    assert said["files"][0]["merged"] == 1
    assert "leads" in said["notes"][0] or "lead" in said["notes"][0]
    assert everything() == before


def test_a_suppression_list_recalls_leads_that_are_known(known):
    known.add("reps", {"rep": "Dana Vale"})
    known.type("leads", 0, rep="Dana Vale")
    known.run("check")
    path = known.list("unsubscribed.csv", [("ann1@clinic1.example", "2026-11-19 09:12:40")], ("Email", "UNSUB_TIME"))
    said = known.run("import", path)
    assert [reject["reason"] for reject in said["files"][0]["rejects"]] == ["suppression_list"]
    assert ann(known)["verdict"] == "Suppressed"
    assert not known.rows("leads")
    assert "Recalled" in {row["event"] for row in known.rows("events")}


def test_a_list_that_holds_somebody_twice_brings_the_same_when_it_is_read_again(desk):
    """The newest row fills the named fields of somebody new, as it would of somebody known; no number is lost."""
    rows = [KNOWN, (*KNOWN[:3], "+1 415 555 0197", "Buyer", "Boston")]
    path = desk.list("twice.csv", [(*row, day) for row, day in zip(rows, ("2026-11-20", "2026-11-01"), strict=True)],
                     (*HEADERS, "Submitted at"))  # fmt: skip
    for _ in range(2):
        desk.run("import", path, "--update", "fields=phone,job_title")
        (row,) = desk.rows("inquiries")
        assert (row["phone"], row["phone2"], row["job_title"]) == ("+1 415-555-0199", "+1 415-555-0197", "Owner")
    assert not desk.run("import", path, "--update", "fields=phone,job_title")["changed"]


def reach(row):
    """Where the numbers of an inquiry stand."""
    return row["phone"], row["phone2"], row["extra"]


def test_a_number_that_is_overwritten_moves_and_none_stands_twice_or_is_lost(known):
    """The first list number takes the first place; what it pushes out takes the place the new one had."""
    headers = ("Email", "Phone")
    numbers = [f"+1 415-555-01{n:02d}" for n in (1, 11, 12)]
    for given, expected in ((1, (1, 0)), (2, (2, 0, 1)), (0, (0, 2, 1))):
        path = known.list("move.csv", [("ann1@clinic1.example", numbers[given])], headers)
        known.run("import", path, "--update", "fields=phone")
        first, second, *extra = (numbers[at] for at in expected)
        assert reach(ann(known)) == (first, second, "".join(f"Phone: {number}" for number in extra))
    mails = known.list("mail.csv", [("Ann1", "Berg", "+1 415 555 0101", "ann@new.example")],
                       ("First name", "Last name", "Phone", "Email"))  # fmt: skip
    known.run("import", mails, "--update", "fields=email")
    (row,) = known.rows("inquiries")
    assert (row["email"], row["email2"]) == ("ann@new.example", "ann1@clinic1.example")


def test_a_second_number_that_a_person_typed_stays_where_it_is(known):
    known.type("inquiries", 0, phone2="+1 415-555-0111")
    known.run("check")
    path = known.list("move.csv", [("ann1@clinic1.example", "+1 415 555 0111")], ("Email", "Phone"))
    known.run("import", path, "--update", "fields=phone")
    assert reach(ann(known))[:2] == ("+1 415-555-0101", "+1 415-555-0111")
