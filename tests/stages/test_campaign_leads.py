"""What planned campaigns should still bring: spread over their days, whole, and never counted twice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import Settings
from leadbook.stages.campaign_leads import Horizon, campaign_leads
from leadbook.stages.forecast import next_period, period_of
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
DECEMBER, JANUARY, FEBRUARY = dt.date(2026, 12, 1), dt.date(2027, 1, 1), dt.date(2027, 2, 1)
PERIODS = (DECEMBER, JANUARY, FEBRUARY)


def campaign(**more):
    given = {"campaign": "Spring", "type": "lead generation", "product": "XX-200", "starts": dt.date(2026, 12, 2),
             "ends": dt.date(2027, 1, 1), "expected_leads": 31}  # fmt: skip
    return given | more


def expected(*campaigns, qualified=0, products=("xx-200", "yy-100"), periods=PERIODS):
    """(product, month) → leads."""
    inquiries = frame_of("inquiries", *({"campaign": "spring ", "verdict": "Qualified"} for _ in range(qualified)),
                         {"campaign": "Spring", "verdict": "Needs info"})  # fmt: skip
    horizon = Horizon(TODAY, periods, products, Settings())
    found = {}
    for one in campaign_leads(frame_of("campaigns", *campaigns), inquiries, horizon):
        key = one.product, one.period.month
        found[key] = found.get(key, 0) + one.leads
    return found


def test_leads_count_for_the_month_in_which_they_can_close():
    """With a cycle of 30 days what comes from 2 December to 1 January closes in January."""
    assert expected(campaign()) == {("xx-200", 1): 31}
    assert expected(campaign(ends=dt.date(2027, 1, 31), expected_leads=61)) == {
        ("xx-200", 1): 31, ("xx-200", 2): 28}  # fmt: skip


def test_what_is_in_the_book_already_is_not_expected_again():
    assert expected(campaign(), qualified=11) == {("xx-200", 1): 20}
    assert expected(campaign(), qualified=40) == {}


@pytest.mark.parametrize(
    "more",
    [{"type": "branding"}, {"type": "Branding"}, {"ends": dt.date(2026, 11, 22), "starts": None},
     {"expected_leads": None}, {"expected_leads": 0}, {"campaign": ""},
     {"starts": dt.date(2027, 3, 1), "ends": dt.date(2027, 2, 1)}],
)  # fmt: skip
def test_branding_and_campaigns_that_are_over_bring_nothing(more):
    assert expected(campaign(**more)) == {}


def test_a_campaign_under_way_brings_the_rest_over_the_days_it_has_left():
    """From 23 November to 1 December nine days close in December, the other thirty-one in January."""
    found = expected(campaign(starts=dt.date(2026, 9, 1), expected_leads=40))
    assert found == {("xx-200", 12): 9, ("xx-200", 1): 31}


def test_blank_days_mean_from_today_to_the_deadline_else_as_long_as_leads_can_close():
    deadline = campaign(starts=None, ends=None, deadline=dt.date(2026, 12, 1), expected_leads=9)
    assert expected(deadline) == {("xx-200", 12): 9}
    assert sum(expected(campaign(starts=None, ends=None, expected_leads=50)).values()) == 50


def test_several_products_share_evenly_and_none_named_means_those_on_quota():
    assert expected(campaign(product="XX-200; YY-100")) == {("xx-200", 1): 16, ("yy-100", 1): 15}
    assert expected(campaign(product="")) == {("xx-200", 1): 16, ("yy-100", 1): 15}
    assert expected(campaign(product="ZZ-9")) == {("zz-9", 1): 31}


@given(
    st.integers(0, 500), st.dates(dt.date(2026, 6, 1), dt.date(2027, 6, 1)), st.integers(0, 400), st.integers(1, 4)
)
def test_whole_leads_add_up_to_what_is_expected_when_every_day_can_close(number, starts, days, products):
    names = [f"p{at}" for at in range(products)]
    periods = [period_of(TODAY, Settings())]
    while len(periods) < 30:
        periods.append(next_period(periods[-1], Settings()))
    ends = starts + dt.timedelta(days=days)
    found = expected(campaign(product="; ".join(names), starts=starts, ends=ends, expected_leads=number),
                     periods=tuple(periods))  # fmt: skip
    assert sum(found.values()) == (number if ends >= TODAY else 0)
    assert all(leads > 0 for leads in found.values())
    by_product = [sum(leads for (name, _), leads in found.items() if name == one) for one in names]
    assert max(by_product) - min(by_product) <= 1
