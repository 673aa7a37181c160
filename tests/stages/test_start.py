"""Start says what to do; every number agrees with the rows it counts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import LeadStatus, QuotaLine, Verdict
from leadbook.schema import cells
from leadbook.stages.cover import cover
from leadbook.stages.report import report
from leadbook.stages.start import BookState, figures
from leadbook.stages.start_week import week
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)


def state(**rows):
    """A book with these rows; the other tables are empty."""
    frames = {key: frame_of(key, *rows.pop(key, ())) for key in BookState.FRAMES}
    return BookState(**frames, **({"today": TODAY, "run": 14, "stamp": "Mon 23 Nov 2026 08:40"} | rows))


def inquiries(**counts):
    """So many inquiries of each verdict ("needs_info" for “Needs info”)."""
    verdicts = [key.replace("_", " ").capitalize() for key, number in counts.items() for _ in range(number)]
    return [{"lead_id": str(at), "verdict": verdict} for at, verdict in enumerate(verdicts)]


def leads(**counts):
    """So many leads of each status."""
    kinds = [key.replace("_", " ").capitalize() for key, number in counts.items() for _ in range(number)]
    return [{"lead_id": str(at), "status": kind, "rep": "" if kind == "Waiting" else "Dana", "why_rep": "Because."}
            for at, kind in enumerate(kinds)]  # fmt: skip


def test_a_new_book_says_what_to_do_first():
    found = figures(state(run=0, stamp=""))
    assert found["lb_status_start"].startswith("Have one list at hand")
    assert found["lb_band_start"] == "Nothing has been imported yet"
    assert found["lb_week_1_state"] == "Next"
    assert [found[f"lb_week_{at}_state"] for at in range(2, 7)] == ["Later"] * 5


def test_every_named_cell_gets_a_value_and_no_other():
    assert set(figures(state())) == {*cells.ALL, *cells.FORMER, *cells.FORMER_TEXTS}


def test_no_tile_reads_nought_without_saying_what_to_do():
    for book in (state(), state(inquiries=inquiries(qualified=1), leads=leads(waiting=1)),
                 state(inquiries=inquiries(needs_info=1))):  # fmt: skip
        found = figures(book)
        for tile in cells.START_TILES:
            assert found[f"lb_start_{tile}_note"], tile


def test_received_is_leads_and_one_answer_away_and_not_leads():
    book = state(inquiries=inquiries(qualified=2, needs_info=3, not_a_lead=4, suppressed=1, duplicate=1))
    found = figures(book)
    assert found["lb_status_inquiries"] == "11 received = 2 leads + 3 one answer away + 6 not leads."
    assert [found[f"lb_start_{tile}"] for tile in cells.START_TILES] == [11, 2, 3, 6, 0]


def test_the_leads_line_adds_up_and_says_how_many_were_given_today():
    rows = leads(waiting=7, new=40, open=17, not_yet=4, closed=28)
    for row in rows[7:21]:
        row["given_on"] = TODAY
    assert figures(state(leads=rows))["lb_status_leads"] == (
        "96 leads = 7 waiting + 57 open with a rep + 4 not yet + 28 closed. 14 were given today."
    )


def test_the_next_step_is_the_first_that_is_open():
    fix = [{"kind": "value", "lead_id": str(at), "unlocks": wins} for at, wins in enumerate((14, 9, 5, 1))]
    book = state(inquiries=inquiries(qualified=1), fix=fix, leads=leads(waiting=1))
    found = figures(book)
    assert found["lb_status_start"] == (
        "Next: To fix. 4 questions, about ten minutes. The first three win 28 leads."
    )
    assert found["lb_status_to_fix"] == "4 questions, sorted by the leads they win. The first three win 28 leads."
    states = [how for _, _, how in week(book)]
    assert states == ["Done", "Next", "Open", "Later", "Later", "Later"]


def test_what_is_lost_by_waiting_comes_before_what_can_be_won():
    fix = [{"kind": "value", "lead_id": "1", "unlocks": 14}]
    quota = [{"rep": "Dana", "product": "XX", "period": dt.date(2026, 12, 1), "quota": 1}]
    given = {"rep": "Dana", "status": "New", "given_on": TODAY - dt.timedelta(days=4)}
    rows = [{"lead_id": "1", **given}, {"lead_id": "2", "status": "Waiting"}]
    more = {"inquiries": inquiries(qualified=2), "fix": fix, "reps": [{"rep": "Dana"}], "quotas": quota}
    assert figures(state(leads=rows, **more))["lb_status_start"].startswith("Next: First calls. 1 lead without")
    assert "1 new lead without a rep: run Allocate" in figures(state(leads=rows[1:], **more))["lb_status_start"]
    assert figures(state(leads=[], **more))["lb_status_start"].startswith("Next: To fix.")
    worthless = more | {"fix": [{"kind": "value", "lead_id": "1", "unlocks": 0}]}
    assert figures(state(leads=rows[:1], **worthless))["lb_status_start"].startswith("Next: First calls.")


def test_a_campaign_that_began_without_its_page_comes_before_one_that_is_due():
    campaigns = [
        {"campaign": "Next year", "status": "Draft", "brief_by": TODAY, "starts": TODAY + dt.timedelta(days=40)},
        {"campaign": "Swap", "status": "Answers missing", "starts": dt.date(2026, 10, 1)},
    ]  # fmt: skip
    asked = {"campaign": "Swap", "section": "If they ask", "question": "Price?", "must": "Yes"}
    answers = [asked | {"answer": "I don't know"}]
    what, says, _ = week(state(campaigns=campaigns, answers=answers))[3]
    assert what == "Brief: Swap"
    assert says.startswith("0 of 1 answer are in. Nobody is named yet for “Price?”.")
    assert says.endswith("It began on 1 Oct 2026 without its page. 1 more campaign without a page.")


def test_inquiries_that_are_perhaps_twice_are_told_apart_below_the_not_leads():
    rows = [{"lead_id": "1", "verdict": "Duplicate"}, {"lead_id": "2", "verdict": "Not a lead"}]
    assert figures(state(inquiries=rows))["lb_start_not_leads_note"] == "each with its reason; 1 perhaps twice"


def test_answers_on_to_fix_wait_for_check():
    fix = [{"kind": "value", "lead_id": "1", "correct": "x"}, {"kind": "value", "lead_id": "2"}]
    found = figures(state(inquiries=inquiries(qualified=1), fix=fix))
    assert found["lb_status_to_fix"].startswith("1 answer waiting: run Check.")


def test_leads_without_reps_or_quotas_say_what_to_fill():
    book = state(inquiries=inquiries(qualified=1), leads=leads(waiting=1))
    assert "nothing on Reps yet" in week(book)[2][1]
    book = state(inquiries=inquiries(qualified=1), leads=leads(waiting=1), reps=[{"rep": "Dana"}])
    assert "nothing on Quotas yet" in week(book)[2][1]
    quota = {"rep": "Dana", "product": "XX", "period": dt.date(2027, 1, 1), "quota": 1}
    assert figures(state(quotas=[quota]))["lb_status_quotas"].startswith("No quota for December 2026 yet")


def test_the_brief_row_names_the_open_question_and_who_owes_it():
    answers = [
        {"campaign": "Swap", "section": "If they ask", "question": "Price?", "must": "Yes", "owes": "Priya Nair",
         "by": dt.date(2026, 11, 24)},
        {"campaign": "Swap", "section": "If they ask", "question": "Colour?", "must": "Yes", "answer": "Blue."},
    ]  # fmt: skip
    book = state(campaigns=[{"campaign": "Swap", "status": "Answers missing"}], answers=answers)
    assert week(book)[3] == (
        "Brief: Swap", "1 of 2 answers are in. Priya Nair owes “Price?” by 24 Nov 2026.", "Open",
    )  # fmt: skip
    assert figures(book)["lb_status_answers"] == (
        "1 must-answer question open. Priya Nair owes “Price?” by 24 Nov 2026."
    )


@given(st.lists(st.sampled_from([str(v) for v in Verdict]), max_size=30),
       st.lists(st.sampled_from([str(s) for s in LeadStatus]), max_size=30))  # fmt: skip
def test_live_cells_hold_what_their_formulas_count(verdicts, statuses):
    book = state(
        inquiries=[{"lead_id": str(at), "verdict": v} for at, v in enumerate(verdicts)],
        leads=[{"lead_id": str(at), "status": s} for at, s in enumerate(statuses)],
    )  # fmt: skip
    found = figures(book)
    count = verdicts.count
    assert found["lb_start_received"] == len(verdicts)
    assert found["lb_start_leads"] == count("Qualified")
    assert found["lb_start_away"] == count("Needs info")
    assert found["lb_start_not_leads"] == count("Not a lead") + count("Suppressed") + count("Duplicate")
    assert found["lb_start_uncalled"] == statuses.count("New")


def test_totals_of_cover_and_report_are_the_sums_of_their_columns():
    line = QuotaLine(rep="Dana", product="XX", period=TODAY, quota=100.0, close_rate=0.25, average_deal=25.0, given=3)
    covered = cover([line, QuotaLine(rep="B", product="XX", period=TODAY, quota=5.0)])
    reported = report(
        frame_of("inquiries", *inquiries(qualified=3)), frame_of("leads"),
        frame_of("campaigns", {"campaign": "P", "cost": 2.5}), frame_of("events"), TODAY,
    )  # fmt: skip
    frames = {key: frame_of(key) for key in BookState.FRAMES} | {"cover": covered, "report": reported}
    found = figures(BookState(**frames, today=TODAY))
    for key in cells.COVER_TOTALS:
        assert found[f"lb_cover_total_{key}"] == pytest.approx(covered[key].sum())
    for key in cells.REPORT_TOTALS:
        assert found[f"lb_report_total_{key}"] == pytest.approx(reported.loc[reported["by"] == "Campaign", key].sum())
    assert found["lb_report_total_qualified_share"] == 1.0
    assert found["lb_report_total_cost_per_qualified"] == ""
    assert found["lb_title_cover"] == "Cover: December 2026 quotas"
