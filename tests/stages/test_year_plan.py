"""Plan: what a month and product needs against what is given and planned, and the months in which it is dark."""

import datetime as dt

import pytest

from leadbook.model import Settings
from leadbook.schema import book
from leadbook.stages import outlook_words as words
from leadbook.stages.calculated import calculated
from leadbook.stages.forecast_rows import forecast
from leadbook.stages.sensitivity import Levers
from leadbook.stages.year_plan import brown_outs, window, year_plan
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
DECEMBER, JANUARY, FEBRUARY = dt.date(2026, 12, 1), dt.date(2027, 1, 1), dt.date(2027, 2, 1)
REPS = frame_of("reps", {"rep": "Dana"}, {"rep": "Luis"})


def quota(rep, period=JANUARY, product="XX-200", **more):
    given = {"rep": rep, "product": product, "period": period, "quota": 7, "unit": "units", "close_rate": 0.25}
    return given | more


def plan(*quotas, campaigns=(), leads=()):
    coming = forecast(frame_of("quotas", *quotas), frame_of("leads", *leads), REPS, Settings(), DECEMBER)
    return year_plan(coming, frame_of("campaigns", *campaigns), frame_of("inquiries"), Settings(), TODAY)


def campaign(leads, **more):
    given = {"campaign": "Winter", "product": "XX-200", "starts": dt.date(2026, 12, 2), "ends": dt.date(2027, 1, 1),
             "expected_leads": leads}  # fmt: skip
    return given | more


def test_a_month_and_product_adds_up_its_quotas_and_says_how_far_they_are_covered():
    frame = plan(quota("Dana"), quota("Luis"), quota("Dana", product="YY-100"), campaigns=[campaign(35)])
    first, second = frame.to_dict("records")
    assert (first["product"], first["leads_needed"], first["leads_50"], first["leads_80"], first["leads_90"]) == (
        "XX-200", 56, 54, 70, 80,
    )  # fmt: skip
    assert (first["expected"], first["coverage"], first["lacking"], first["short_by"]) == (35, 0.5, 70, 35)
    assert first["campaigns"] == "Winter"
    assert (second["product"], second["expected"], second["short_by"]) == ("YY-100", 0, 35)
    assert "No campaign brings any yet" in second["note"]
    assert calculated("plan", frame).equals(frame)
    assert list(frame.columns) == list(book.table("plan").keys)


def test_a_rep_with_more_than_enough_leads_does_not_hide_what_another_lacks():
    leads = [{"rep": "Dana", "product": "XX-200", "given_on": TODAY} for _ in range(60)]
    (row,) = plan(quota("Dana", DECEMBER), quota("Luis", DECEMBER), leads=leads).to_dict("records")
    assert (row["given"], row["leads_80"], row["lacking"], row["short_by"]) == (60, 70, 35, 35)


def test_what_is_not_known_is_left_out_and_said():
    (row,) = plan(quota("Dana"), quota("Luis", close_rate=None)).to_dict("records")
    assert row["leads_80"] == 35
    assert "1 quota is left out: close rate or average deal not known." in row["note"]
    (row,) = plan(quota("Dana", close_rate=None)).to_dict("records")
    assert row["leads_80"] != row["leads_80"]
    assert (row["short_by"], row["coverage"] != row["coverage"]) == (0, True)


def test_a_month_below_an_even_chance_is_a_brown_out_with_its_days_and_why():
    frame = plan(quota("Dana", DECEMBER), quota("Dana"), quota("Dana", FEBRUARY),
                 campaigns=[campaign(27), campaign(10, campaign="Thaw", starts=dt.date(2027, 1, 10),
                                                   ends=dt.date(2027, 1, 20))])  # fmt: skip
    assert brown_outs(frame) == [(DECEMBER, 0, 27), (FEBRUARY, 10, 27)]
    said = words.months_sentence(frame, Settings(), TODAY)
    assert "Dec 2026 has 0 of 27 and Feb 2027 has 10 of 27." in said
    assert said.endswith("Leads for Dec 2026 can come until 1 Dec 2026, and no campaign is planned for these days.")
    only = words.months_sentence(plan(quota("Dana", FEBRUARY), campaigns=[campaign(
        10, campaign="Thaw", starts=dt.date(2027, 1, 10), ends=dt.date(2027, 1, 20))]), Settings(), TODAY)  # fmt: skip
    assert only.endswith("Leads for Feb 2027 can come from 2 Jan to 29 Jan 2027, and only Thaw should bring some.")
    assert "Brown-out: an even chance takes 27, there are 10." in frame["note"].tolist()[2]
    lit = plan(quota("Dana"), campaigns=[campaign(27)])
    assert words.months_sentence(lit, Settings(), TODAY).startswith("No brown-out ahead")
    assert brown_outs(lit) == []


def test_one_lead_fewer_than_an_even_chance_takes_makes_the_brown_out():
    assert brown_outs(plan(quota("Dana"), campaigns=[campaign(26)])) == [(JANUARY, 26, 27)]


def test_the_days_of_a_month_are_said_without_those_that_are_over():
    assert window(DECEMBER, Settings(), TODAY) == "until 1 Dec 2026"
    assert window(JANUARY, Settings(), TODAY) == "from 2 Dec 2026 to 1 Jan 2027"
    assert window(FEBRUARY, Settings(), TODAY) == "from 2 Jan to 29 Jan 2027"


def test_the_status_lines_add_up():
    quotas = [quota("Dana", DECEMBER), quota("Dana")]
    coming = forecast(frame_of("quotas", *quotas), frame_of("leads"), REPS, Settings(), DECEMBER)
    assert words.forecast_status(coming) == (
        "2 quotas in 2 months: 70 leads short of being 80 % sure, 35 of them in Dec 2026."
    )
    quarter = words.forecast_status(coming, "quarter")
    assert quarter.startswith("2 quotas in 2 quarters: 70 leads short of being 80 % sure, 35 of them in December to")
    assert words.plan_status(plan(*quotas, campaigns=[campaign(30)])) == (
        "0 leads given and 30 expected from campaigns; 40 leads short of being 80 % sure. Brown-out: Dec 2026."
    )


@pytest.mark.parametrize(
    ("levers", "says"),
    [
        (Levers(expected=1000, more_leads=50, gate=80),
         "A gate that keeps out 1 in 10 that never close would bring most: $80 on top of the $1,000 to be expected "
         "towards the quotas."),
        (Levers(expected=1000), "$1,000 towards the quotas can be expected; none of these adds to it."),
        (Levers(), ""),
    ],
)  # fmt: skip
def test_what_would_help_most_is_named_with_its_money(levers, says):
    assert words.levers_sentence(levers, "USD") == says
