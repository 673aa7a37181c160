"""The report: the qualified number first, totals that add up, money that is not hidden."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import Outcome, Verdict
from leadbook.schema import book, cells
from leadbook.stages.measures import rep_measures
from leadbook.stages.report import lost_reasons, report
from leadbook.stages.report_cells import report_cells, report_sentences, report_status
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
BEFORE = dt.date(2026, 11, 2)


def reported(inquiries, leads=(), campaigns=(), events=()):
    """tblReport from rows."""
    return report(
        frame_of("inquiries", *inquiries), frame_of("leads", *leads), frame_of("campaigns", *campaigns),
        frame_of("events", *events), TODAY,
    )  # fmt: skip


def inquiry(at, verdict="Qualified", **more):
    """One inquiry of the campaign Swap."""
    return {"lead_id": f"L{at}", "verdict": verdict, "campaign": "Swap", "source": "web.csv", "product": "XX"} | more


def by(frame, kind, name):
    """One row of the report."""
    (row,) = frame[(frame["by"] == kind) & (frame["name"] == name)].to_dict("records")
    return row


def test_r49_ten_thousand_for_100_leads_of_which_25_were_called_lost_7500():
    inquiries = [inquiry(at) for at in range(100)]
    leads = [{"lead_id": f"L{at}", "rep": "Dana", "given_on": BEFORE, "outcome": "Accepted" if at < 25 else None}
             for at in range(100)]  # fmt: skip
    row = by(reported(inquiries, leads, [{"campaign": "Swap", "cost": 10_000}]), "Campaign", "Swap")
    assert (row["called"], row["never_called"], row["cost_per_qualified"], row["lost_money"]) == (25, 75, 100, 7500)


def test_r33_289_lunch_guests_without_a_hand_are_no_leads():
    rows = [inquiry(at, "Not a lead", campaign="Lunch series", source_type="hospitality") for at in range(289)]
    frame = reported(rows, campaigns=[{"campaign": "Lunch series", "cost": 11_000, "incentive": "lunch"}])
    row = by(frame, "Campaign", "Lunch series")
    assert (row["qualified"], row["received"], row["qualified_share"]) == (0, 289, 0)
    assert np.isnan(row["cost_per_qualified"])
    assert report_sentences(frame, "USD")[0] == "$11,000 for Lunch series brought none."


def test_r35_the_headline_is_the_qualified_number():
    frame = reported([inquiry(at, "Qualified" if at < 30 else "Not a lead") for at in range(400)])
    assert report_status(frame, "USD").startswith("30 qualified of 400 received;")


def test_r36_no_text_of_the_report_shows_what_was_received_alone():
    frame = reported([inquiry(at, "Not a lead") for at in range(7)])
    texts = [report_status(frame, "USD"), *report_sentences(frame, "USD")]
    assert all("qualified" in text for text in texts if "7" in text)
    table = book.table("report")
    assert table.keys.index("qualified") < table.keys.index("received")


def test_inquiries_without_a_campaign_have_their_row_so_that_totals_add_up():
    frame = reported([inquiry(1), inquiry(2, campaign=""), inquiry(3, "Suppressed", campaign=" swap ")])
    assert by(frame, "Campaign", "(no campaign)")["received"] == 1
    for kind in ("Campaign", "Source", "Product"):
        assert frame.loc[frame["by"] == kind, "received"].sum() == 3
    assert list(frame.loc[frame["by"] == "Campaign", "name"]) == ["(no campaign)", "Swap"]


def test_campaigns_stand_by_qualified_then_by_name_and_one_that_has_not_begun_is_left_out():
    rows = [inquiry(1, campaign="B"), inquiry(2, campaign="A"), inquiry(3, campaign="C"), inquiry(4, campaign="C")]
    later = {"campaign": "Later", "starts": dt.date(2027, 1, 1)}
    frame = reported(rows, campaigns=[later, {"campaign": "Paid", "cost": 5}])
    assert list(frame.loc[frame["by"] == "Campaign", "name"]) == ["C", "A", "B", "Paid"]


def test_a_meeting_counts_also_when_a_later_outcome_replaced_it():
    leads = [{"lead_id": "L1", "rep": "Dana", "outcome": "Lost"}, {"lead_id": "L2", "rep": "Dana", "outcome": "Sold",
              "amount": 1500}]  # fmt: skip
    met = {"lead_id": "L1", "event": "Outcome", "after": "Meeting set"}
    row = by(reported([inquiry(1), inquiry(2)], leads, events=[met]), "Campaign", "Swap")
    assert (row["meeting"], row["sold"], row["sold_amount"]) == (2, 1, 1500)


def test_a_row_of_a_rep_counts_leads_and_takes_off_those_sent_back():
    leads = [{"lead_id": "L1", "rep": "Dana", "outcome": "Returned", "given_on": BEFORE},
             {"lead_id": "L2", "rep": "Dana", "given_on": TODAY}]  # fmt: skip
    frame = reported([inquiry(1), inquiry(2)], leads)
    row = by(frame, "Rep", "Dana")
    assert (row["qualified"], row["received"], row["never_called"]) == (1, 2, 0)
    assert report_sentences(frame, "USD")[2] == (
        "Reps sent back 1 of 2 leads; these count against the list, not the rep."
    )


def test_a_number_from_few_leads_is_to_be_read_with_care():
    campaigns = [{"campaign": "Swap", "cost": 9_600}, {"campaign": "Lunch", "cost": 11_001}]
    rows = [inquiry(at) for at in range(52)] + [inquiry(at, campaign="Lunch") for at in range(60, 63)]
    frame = reported(rows, campaigns=campaigns)
    assert report_sentences(frame, "USD")[0] == (
        "A qualified lead cost $185 from Swap and $3,667 from Lunch (only 3 leads: read with care)."
    )
    shown = report_cells(frame, frame_of("leads"), "USD")
    assert (shown["lb_report_cost_1_name"], shown["lb_report_cost_2_name"]) == (
        "Swap: $185", "Lunch (3 leads): $3,667",
    )  # fmt: skip
    assert report_cells(frame, frame_of("leads"), "EUR")["lb_report_cost_1_name"] == "Swap: €185"
    assert shown["lb_report_cost_3_name"] is None


def test_why_leads_were_lost_stands_by_number():
    leads = frame_of("leads", *[{"lead_id": str(at), "outcome": "Lost", "reason": reason} for at, reason in
                                enumerate(["price", "timing", "price", None])], {"outcome": "Sold"})  # fmt: skip
    assert lost_reasons(leads) == [("price", 2), ("no reason given", 1), ("timing", 1)]


def test_every_single_cell_of_the_report_gets_a_value():
    names = {name for name in (*cells.FORMULAS, *cells.TEXTS) if name.startswith("lb_report_")}
    assert set(report_cells(reported([]), frame_of("leads"), "USD")) == names


FLAGS = st.tuples(
    st.sampled_from(list(Verdict)), st.sampled_from(["", *Outcome]), st.booleans(), st.sampled_from(["", "A", "B"]),
    st.sampled_from([BEFORE, TODAY, None]),
)  # fmt: skip


@given(st.lists(FLAGS, max_size=25))
def test_r37_the_funnel_only_narrows_and_formula_columns_follow_from_the_others(rows):
    inquiries = [inquiry(at, row[0], campaign=row[3]) for at, row in enumerate(rows)]
    leads = [{"lead_id": f"L{at}", "rep": "Dana" if row[2] or row[1] else None, "outcome": row[1] or None,
              "given_on": row[4]} for at, row in enumerate(rows) if row[0] == Verdict.QUALIFIED]  # fmt: skip
    frame = reported(inquiries, leads, [{"campaign": "A", "cost": 100}])
    assert list(frame.columns) == list(book.table("report").keys)
    for row in frame.to_dict("records"):
        assert row["received"] >= row["qualified"]
        if row["by"] != "Rep":
            assert row["qualified"] >= row["given"] >= row["called"] >= row["meeting"] >= row["sold"]
        share = row["qualified"] / row["received"] if row["received"] else np.nan
        each = row["cost"] / row["qualified"] if row["qualified"] else np.nan
        lost = row["cost"] * row["never_called"] / row["qualified"] if row["qualified"] else np.nan
        expected = (share, each, lost)
        assert (row["qualified_share"], row["cost_per_qualified"], row["lost_money"]) == pytest.approx(
            expected, nan_ok=True
        )
    assert frame.loc[frame["by"] == "Campaign", "received"].sum() == len(rows)


def test_the_close_rate_of_a_rep_is_sold_of_sold_and_lost():
    outcomes = ["Sold", "Lost", "Lost", "Lost", "Returned", "Meeting set", None, "Not yet"]
    leads = frame_of("leads", *[{"lead_id": str(at), "rep": "Dana", "outcome": o} for at, o in enumerate(outcomes)])
    measured = rep_measures(leads, frame_of("reps", {"rep": "dana"}, {"rep": "New Hire"}))
    assert measured["measured_close_rate"].tolist()[0] == 0.25
    assert np.isnan(measured["measured_close_rate"].tolist()[1])
    assert measured["open_leads"].tolist() == [3, 0]


def test_the_line_of_totals_divides_sums_and_leaves_campaigns_of_unknown_cost_out_of_the_cost():
    rows = [inquiry(1), inquiry(2), inquiry(3, "Not a lead"), inquiry(4, campaign="Free")]
    frame = reported(rows, campaigns=[{"campaign": "Swap", "cost": 100}, {"campaign": "Free"}])
    found = report_cells(frame, frame_of("leads"), "USD")
    assert found["lb_report_total_qualified_share"] == 3 / 4
    assert found["lb_report_total_cost_per_qualified"] == 50
    nothing = report_cells(reported([]), frame_of("leads"), "USD")
    assert nothing["lb_report_total_qualified_share"] == ""
    assert nothing["lb_report_total_cost_per_qualified"] == ""


def test_r37_a_source_is_trusted_by_the_share_of_its_answered_leads_that_reps_kept():
    rows = [inquiry(at, source="Form") for at in range(10)] + [inquiry(at, source="Show") for at in range(10, 14)]
    answers = ["Accepted"] * 9 + ["Returned"] + ["Returned", "Returned", "Accepted", ""]
    pairs = zip(rows, answers, strict=True)
    leads = [{"lead_id": row["lead_id"], "rep": "Dana", "outcome": said} for row, said in pairs]
    frame = reported(rows, leads=leads)
    found = frame[frame["by"] == "Source"].set_index("name")["trust"]
    assert found["Form"] == 0.9
    assert found["Show"] == pytest.approx(1 / 3)
    assert frame[frame["by"] == "Rep"]["trust"].isna().all()  # sent back counts against the list, not the rep
    assert report_sentences(frame, "USD")[2].endswith(
        "Of the leads they answered they kept 90 % from Form and 33 % from Show (only 3 leads: read with care)."
    )
