"""What the people who sell asked of leads, quotas and do-not-call lists, shown on workbooks as they use them."""

import datetime as dt

import pytest

from leadbook.books.package import PackageBook
from tests.actions.desk import HEADERS, person

FORM = ("--gathered", "raised-hand form")
DECEMBER = dt.date(2026, 12, 1)
WITH_PRODUCT = (*HEADERS, "Product", "Country")


def asker(number, product="XX-200", country="US", **more):
    """A row of a web form by somebody who asks for a call about a product."""
    return (*person(number, **more), product, country)


def quota(rep, product="XX-200", **more):
    """A row of Quotas for December."""
    row = {"rep": rep, "product": product, "period": DECEMBER, "quota": 30_000, "close_rate": 0.25,
           "average_deal": 10_000}  # fmt: skip
    return row | more


@pytest.fixture
def team(desk):
    """A workbook with three reps: Dana and Luis with a quota, Mei with one on a product nobody asks about."""
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"}, {"rep": "Mei Tan"})
    desk.add("quotas", quota("Dana Vale"), quota("Luis Ortega", "YY-100"), quota("Mei Tan", "ZZ-9"))
    return desk


def bring(desk, *rows):
    """Import a web form."""
    return desk.run("import", desk.list("form.csv", rows, WITH_PRODUCT), *FORM)


def cover(desk, rep, product):
    """A row of Cover."""
    (row,) = [row for row in desk.rows("cover") if (row["rep"], row["product"]) == (rep, product)]
    return row


def cells(desk, *names):
    """Values of named cells on Cover."""
    found = PackageBook(desk.book.read_bytes()).values("Cover", names)
    return [found[name] for name in names]


def test_r06_seven_a_month_and_two_leads_says_28_on_average_35_to_be_sure_and_no_chance(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    desk.add("quotas", quota("Dana Vale", quota=7, unit="units", close_rate=0.25, average_deal=1))
    bring(desk, asker(1), asker(2))
    desk.run("allocate")
    row = cover(desk, "Dana Vale", "XX-200")
    assert (row["unit"], row["gap"], row["deals_needed"], row["given"]) == ("units", 7, 7, 2)
    assert (row["leads_needed"], row["leads_80"]) == (28, 35)
    assert (row["leads_needed"] - row["given"], row["short_by"]) == (26, 33)
    assert row["chance"] == 0
    says = " ".join(cells(desk, "lb_cover_says_1", "lb_cover_says_2", "lb_cover_says_3"))
    assert "Too few leads to make it at all: Dana on XX-200." in says
    assert "33 more leads would make every row 80 % sure." in says
    assert cells(desk, "lb_cover_month_1_name", "lb_cover_month_1_leads", "lb_cover_month_1_sure") == [
        "Dec 2026", 28, 35,
    ]  # fmt: skip


def test_r06_units_and_money_stand_side_by_side_and_the_months_ahead_below(desk):
    desk.add("reps", {"rep": "Dana Vale"})
    january = dt.date(2027, 1, 1)
    desk.add("quotas", quota("Dana Vale", quota=7, unit="units", average_deal=1), quota("Dana Vale", "YY-100"),
             quota("Dana Vale", "YY-100", period=january, quota=60_000))  # fmt: skip
    bring(desk, asker(1))
    desk.run("allocate")
    assert cover(desk, "Dana Vale", "YY-100")["leads_needed"] == 12
    names = [f"lb_cover_month_{month}_{part}" for month in (1, 2, 3) for part in ("name", "deals", "leads", "given")]
    assert cells(desk, *names) == ["Dec 2026", 10, 40, 1, "Jan 2027", 6, 24, 0, None, None, None, None]


def test_r19_nobody_gets_a_lead_outside_their_quota_and_both_lists_of_gaps_are_right(team):
    bring(team, asker(1), asker(2, "YY-100"), asker(3, "QQ-1"), asker(4, "QQ-1"))
    said = team.run("allocate")
    on_quota = {(row["rep"], row["product"]) for row in team.rows("quotas")}
    given = [row for row in team.rows("leads") if row["rep"]]
    assert {(row["rep"], row["product"]) for row in given} == {("Dana Vale", "XX-200"), ("Luis Ortega", "YY-100")}
    assert all((row["rep"], row["product"]) in on_quota for row in given)
    gaps = ["QQ-1: 2 leads and no rep with a quota on it.", "ZZ-9: on quota (Mei Tan) and no qualified lead."]
    assert cells(team, "lb_cover_gap_1", "lb_cover_gap_2", "lb_cover_gap_3") == [*gaps, None]
    assert set(gaps) <= set(said["notes"])
    waits = [row["why_rep"] for row in team.rows("leads") if not row["rep"]]
    assert len(waits) == 2
    assert all(why.startswith("Waits: no rep has a quota on QQ-1 for December 2026.") for why in waits)


def test_r48_reps_with_quota_and_no_lead_stand_first_each_with_the_reason(team):
    team.add("reps", {"rep": "Away Al"}, {"rep": "Full Fay", "capacity_week": 0},
             {"rep": "Far Finn", "territory": "DE"}, {"rep": "French Flo", "languages": "French"})  # fmt: skip
    team.add("quotas", *(quota(rep) for rep in ("Away Al", "Full Fay", "Far Finn", "French Flo")))
    team.add("away", {"rep": "Away Al", "from": dt.date(2026, 11, 23), "to": dt.date(2026, 11, 27)})
    headers = (*WITH_PRODUCT, "Language")
    rows = [(*asker(number), "English") for number in range(3)]
    team.run("import", team.list("form.csv", rows, headers), *FORM)
    said = team.run("allocate")
    reasons = {row["rep"]: row["why_none"] for row in team.rows("cover")}
    assert reasons == {
        "Away Al": "Away until 27 Nov 2026.", "Full Fay": "No room: 0 leads a week.",
        "Far Finn": "3 qualified leads on XX-200, none in their territory (DE).",
        "French Flo": "3 qualified leads on XX-200, none that can be called in French.",
        "Luis Ortega": "No qualified lead on YY-100.", "Mei Tan": "No qualified lead on ZZ-9.", "Dana Vale": "",
    }  # fmt: skip
    assert [row["why_none"] == "" for row in team.rows("cover")] == [False] * 6 + [True]
    for rep, why in reasons.items():
        assert not why or any(note.startswith(f"{rep} has no ") and note.endswith(why) for note in said["notes"])
    assert not team.run("allocate")["changed"]


def test_r60_every_lead_handed_out_says_when_where_and_what_they_asked(demo):
    given = [row for row in demo.rows("leads") if row["rep"]]
    known = {row["lead_id"]: row for row in demo.rows("inquiries")}
    assert len(given) > 10
    for row in given:
        says, inquiry = row["how_got_name"], known[row["lead_id"]]
        day = inquiry["hand_date"] if inquiry["hand_date"] == inquiry["hand_date"] else inquiry["created_at"]
        assert f"On {day.day} {day:%b %Y}" in says
        assert inquiry["campaign"] in says
        words = inquiry["raised_hand"] or inquiry["need"]
        assert words[:40].strip("“”\"' ") in says


def test_r61_a_do_not_call_number_written_another_way_is_caught_at_import(team):
    team.add("suppression", {"what": "phone", "value": "(415) 555-0101", "why": "register"})
    team.add("suppression", {"what": "e-mail", "value": "ANN2@Clinic2.example ", "why": "asked"})
    bring(team, asker(1), asker(2), asker(3))
    verdicts = {row["email"]: row["verdict"] for row in team.rows("inquiries")}
    assert verdicts == {"ann1@clinic1.example": "Suppressed", "ann2@clinic2.example": "Suppressed",
                        "ann3@clinic3.example": "Qualified"}  # fmt: skip
    assert [row["company"] for row in team.rows("leads")] == ["Clinic 3"]


def test_r61_a_number_added_before_the_hand_out_is_asked_again_and_nobody_gets_the_lead(team):
    bring(team, asker(1), asker(3))
    team.add("suppression", {"what": "phone", "value": "001 415-555 0101", "why": "register"})
    preview = team.run("allocate", "--preview")
    assert preview["counts"]["given"] == 1
    team.run("allocate")
    assert [(row["company"], row["rep"]) for row in team.rows("leads")] == [("Clinic 3", "Dana Vale")]


def test_r61_a_number_added_later_takes_the_lead_back_with_a_line_and_a_note(team):
    bring(team, asker(1), asker(3))
    team.run("allocate")
    lead = next(row["lead_id"] for row in team.rows("leads") if row["company"] == "Clinic 1")
    team.add("suppression", {"what": "phone", "value": "+1 (415) 555.0101", "why": "asked on the phone"})
    said = team.run("check", day="2026-11-24")
    assert lead not in {row["lead_id"] for row in team.rows("leads")}
    assert any("1 lead recalled from reps; please do not call" in note for note in said["notes"])
    lines = [(row["event"], row["rep"]) for row in team.rows("events") if row["lead_id"] == lead]
    assert ("Recalled", "Dana Vale") in lines
    assert any(event == "Suppressed" for event, _ in lines)
    assert any(row["lead_id"] == lead for row in team.rows("not_leads"))
    team.run("allocate", day="2026-11-24")
    assert lead not in {row["lead_id"] for row in team.rows("leads")}


def test_r61_one_the_rep_already_worked_on_stays_on_the_sheet_as_recalled(team):
    bring(team, asker(1))
    team.run("allocate")
    team.type("leads", 0, outcome="Meeting set")
    team.add("suppression", {"what": "person", "value": "Ann1 Berg", "why": "asked"})
    team.run("allocate", day="2026-11-24")
    (row,) = team.rows("leads")
    assert (row["status"], row["outcome"], row["why_rep"]) == (
        "Closed", "Meeting set", "Recalled: do not contact. Kept because of the outcome.",
    )  # fmt: skip


def test_r23_good_leads_are_shared_by_need_as_the_number_is(desk):
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"}, {"rep": "Mei Tan"})
    desk.add("quotas", quota("Dana Vale"), quota("Luis Ortega", quota=60_000), quota("Mei Tan"))
    soon = ("this week", "in 3 months", "next year", "")
    rows = [(*asker(number), soon[number % 4], ("Owner", "Nurse")[number % 3 > 0]) for number in range(40)]
    desk.run("import", desk.list("form.csv", rows, (*WITH_PRODUCT, "When do you plan to buy?", "Title")), *FORM)
    desk.run("allocate")
    leads = desk.rows("leads")
    needed = {"Dana Vale": 12, "Luis Ortega": 24, "Mei Tan": 12}
    scores = {rep: [row["score"] for row in leads if row["rep"] == rep] for rep in needed}
    assert {rep: len(own) for rep, own in scores.items()} == {"Dana Vale": 10, "Luis Ortega": 20, "Mei Tan": 10}
    assert len({row["score"] for row in leads}) > 3, "there are good leads and weak ones"

    def spread(shares):
        values = [sum(own) / needed[rep] for rep, own in shares.items()]
        return max(values) - min(values)

    in_order = sorted(leads, key=lambda row: row["lead_id"])  # the same numbers, whatever the leads are worth
    by_count = {rep: [row["score"] for row in in_order[at : at + len(scores[rep])]]
                for rep, at in (("Dana Vale", 0), ("Luis Ortega", 10), ("Mei Tan", 30))}  # fmt: skip
    assert spread(scores) <= spread(by_count)
    assert spread(scores) < 2, "no rep's leads are worth two points a lead needed more than another's"


def test_r83_a_lead_sent_back_goes_to_another_rep_with_the_reason_and_both_steps_are_counted(desk):
    desk.add("reps", {"rep": "Dana Vale"}, {"rep": "Luis Ortega"})
    desk.add("quotas", quota("Dana Vale"), quota("Luis Ortega"))
    bring(desk, asker(1), asker(2))
    desk.run("allocate")
    at = desk.where("leads", rep="Dana Vale")
    lead = desk.rows("leads")[at]["lead_id"]
    desk.type("leads", at, outcome="Returned", reason="not mine")
    other = desk.where("leads", rep="Luis Ortega")
    desk.type("leads", other, outcome="Accepted")
    desk.run("allocate", day="2026-11-24")
    (row,) = [row for row in desk.rows("leads") if row["lead_id"] == lead]
    assert (row["rep"], row["status"], row["outcome"], row["reason"]) == ("Luis Ortega", "New", "", "")
    assert row["why_rep"].startswith("Before with Dana, who sent it back (not mine).")
    story = [(line["event"], line["rep"], line["after"]) for line in desk.rows("events") if line["lead_id"] == lead]
    assert story[-2:] == [("Returned", "Dana Vale", "not mine"), ("Given", "Luis Ortega", "Luis Ortega")]
    desk.run("report", day="2026-11-24")
    (row,) = [row for row in desk.rows("report") if row["by"] == "Source"]
    assert (row["given"], row["called"], row["trust"]) == (2, 1, 0.5), "one taken on, one sent back and not called yet"
    said = desk.say("why", lead, day="2026-11-24")[1]
    assert "Dana Vale returned it: not mine." in said
    assert not desk.run("allocate", day="2026-11-24")["changed"]
