"""What the forecast promises: whole leads, exact chances, and sentences that agree with the numbers."""

import datetime as dt
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import QuotaLine, Rep, Settings
from leadbook.schema import book
from leadbook.stages import cover as covering
from leadbook.stages.forecast import chance, deals_needed, leads_for, leads_needed, period_of
from leadbook.stages.quotas import given_counts, read_quotas, with_given
from tests.stages.sales_rows import frame_of

TODAY = dt.date(2026, 11, 23)
DECEMBER = dt.date(2026, 12, 1)


def exact(n, rate, deals):
    """The binomial tail in fractions: slow, and beyond doubt."""
    p = Fraction(rate)
    return float(1 - sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(min(deals, n + 1))))


def quota(**more):
    """A quota line for December."""
    given = {"rep": "Dana Whitfield", "product": "XX-200", "period": DECEMBER, "quota": 100_000.0, "close_rate": 0.25,
             "average_deal": 25_000.0}  # fmt: skip
    return QuotaLine(**(given | more))


def quota_rows(*rows):
    """tblQuotas with these rows."""
    return frame_of("quotas", *rows)


@pytest.mark.parametrize(("sure", "leads"), [(0.8, 35), (0.9, 40)])
def test_seven_devices_at_a_quarter_need_35_leads_for_80_percent_and_40_for_90(sure, leads):
    assert leads_for(7, 0.25, sure) == leads


def test_the_mean_number_of_leads_makes_quota_little_more_than_half_the_time():
    assert leads_needed(7, 0.25) == 28
    assert chance(28, 0.25, 7) == pytest.approx(0.57, abs=0.005)


def test_one_deal_at_even_odds_needs_three_leads():
    assert leads_for(1, 0.5) == 3
    assert chance(3, 0.5, 1) == pytest.approx(0.875, abs=1e-12)
    assert chance(2, 0.5, 1) < 0.8


def test_two_leads_cannot_bring_seven_sales():
    assert chance(2, 0.25, 7) == 0
    row = covering.cover([quota(quota=7, unit="units", average_deal=1, given=2)]).iloc[0]
    assert (row["leads_needed"] - row["given"], row["short_by"], row["chance"]) == (26, 33, 0)


def test_100_thousand_with_deals_of_25_thousand_at_a_quarter_needs_16_leads():
    assert leads_needed(deals_needed(100_000, 25_000), 0.25) == 16


def test_two_million_with_deals_of_60_thousand_at_22_percent_is_34_deals_and_155_leads():
    deals = deals_needed(2_000_000, 60_000)
    assert (deals, leads_needed(deals, 0.22)) == (34, 155)
    assert pytest.approx(4.65) == 155 * 60_000 / 2_000_000


def test_a_raised_quota_raises_the_leads_needed():
    """75 thousand from 10 leads is 7.5 thousand a lead, so 100 thousand needs 14."""
    assert leads_needed(deals_needed(75_000, 7_500), 1) == 10
    assert leads_needed(deals_needed(100_000, 7_500), 1) == 14


@given(st.integers(0, 60), st.fractions(0, 1, max_denominator=50), st.integers(0, 60))
def test_a_chance_is_the_exact_binomial_tail(n, rate, deals):
    assert chance(n, float(rate), deals) == pytest.approx(exact(n, float(rate), deals), abs=1e-12)


@given(st.integers(1, 40), st.floats(0.02, 1), st.floats(0.05, 0.99))
def test_80_percent_sure_is_the_smallest_number_and_one_fewer_is_less_sure(deals, rate, sure):
    leads = leads_for(deals, rate, sure)
    assert chance(leads, rate, deals) >= sure
    assert leads == deals or chance(leads - 1, rate, deals) < sure


@pytest.mark.parametrize("rate", [1e-9, 1e-4, 0.03, 0.5, 0.97, 1 - 1e-9])
@pytest.mark.parametrize("deals", [1, 50, 5000])
def test_thousands_of_deals_at_any_rate_give_a_number_near_the_mean(deals, rate):
    leads = leads_for(deals, rate, 0.8)
    assert leads >= deals
    assert deals / rate * 0.99 - 1 <= leads <= deals / rate * (1 + 3 / deals**0.5) + 2
    assert 0.8 <= chance(leads, rate, deals) <= 1


def test_rates_of_nought_and_one_are_answered():
    assert leads_for(3, 0.0) is None
    assert leads_for(3, 1.0) == 3
    assert (chance(10, 0.0, 3), chance(10, 1.0, 3), chance(0, 0.3, 0)) == (0, 1, 1)


def test_what_is_out_of_range_is_refused():
    with pytest.raises(ValueError, match="close rate"):
        chance(3, 1.5, 1)


def test_leads_given_now_count_for_the_month_in_which_they_close():
    assert period_of(TODAY, Settings()) == DECEMBER
    assert period_of(dt.date(2026, 12, 31), Settings()) == dt.date(2027, 1, 1)
    assert period_of(TODAY, Settings(cycle_days=100)) == dt.date(2027, 3, 1)
    assert period_of(TODAY, Settings(period="quarter")) == dt.date(2026, 10, 1)


def test_quotas_of_the_period_are_read_with_the_spelling_of_reps():
    frame = quota_rows(
        {"rep": "dana whitfield", "product": "XX-200", "period": DECEMBER, "quota": 10, "unit": "units",
         "close_rate": 0.2},
        {"rep": "Dana Whitfield", "product": "XX-200", "period": dt.date(2027, 1, 1), "quota": 99},
    )  # fmt: skip
    lines, findings = read_quotas(frame, DECEMBER, Settings(), [Rep(name="Dana Whitfield")])
    assert findings == ()
    assert [(line.rep, line.quota, line.average_deal, line.close_rate) for line in lines] == [
        ("Dana Whitfield", 10, 1, 0.2)
    ]


def test_a_row_that_cannot_be_used_is_a_finding_with_its_row():
    good = {"rep": "Dana", "product": "XX-200", "period": DECEMBER, "quota": 10.0, "close_rate": 0.25,
            "average_deal": 5.0}  # fmt: skip
    frame = quota_rows(
        good | {"rep": "Nobody"}, good | {"quota": None}, good | {"product": ""}, good | {"close_rate": 25.0},
        good, good | {"product": "A", "close_rate": -3.0, "average_deal": -5.0},
    )  # fmt: skip
    lines, findings = read_quotas(frame, DECEMBER, Settings(), [Rep(name="Dana")])
    assert [(f.row, f.code) for f in findings] == [
        (1, "rep_unknown"), (2, "quota_incomplete"), (3, "quota_incomplete"), (4, "close_rate_read_as_percent"),
        (5, "quota_twice"), (6, "deal_not_positive"), (6, "close_rate_out_of_range"),
    ]  # fmt: skip
    assert [(line.product, line.close_rate, line.average_deal) for line in lines] == [
        ("XX-200", 0.25, 5.0), ("A", None, None),
    ]  # fmt: skip


def test_a_quarter_sums_its_months():
    settings = Settings(period="quarter")
    rows = [
        {"rep": "Dana", "product": "XX-200", "period": dt.date(2026, month, 1), "quota": 100.0, "booked": 10.0,
         "close_rate": rate, "average_deal": 5.0} for month, rate in ((10, 0.2), (11, 0.4), (12, 0.3))
    ]  # fmt: skip
    (line,), findings = read_quotas(quota_rows(*rows), dt.date(2026, 10, 1), settings)
    assert (line.quota, line.booked, line.average_deal, findings) == (300, 30, 5, ())
    assert line.close_rate == pytest.approx(0.3)


def leads_given(*rows):
    """tblLeads with rep, product, day given and outcome."""
    return frame_of("leads", *(dict(zip(("rep", "product", "given_on", "outcome"), row, strict=True)) for row in rows))


def test_given_counts_the_leads_that_close_in_the_period_and_were_not_returned():
    leads = leads_given(
        ("Dana Whitfield", "xx-200", TODAY, ""), ("Dana Whitfield", "XX-200", TODAY, "Returned"),
        ("Dana Whitfield", "XX-200", dt.date(2026, 9, 1), ""), ("", "XX-200", None, ""),
    )  # fmt: skip
    assert given_counts(leads, DECEMBER, Settings()) == {("dana whitfield", "xx-200"): 1}
    assert with_given([quota()], leads, Settings())[0].given == 1


def test_rows_that_say_why_there_are_no_leads_stand_first_then_the_largest_shortfall():
    lines = [quota(rep="A", given=15), quota(rep="B", given=3), quota(rep="C"), quota(rep="D", given=1)]
    frame = covering.cover(lines, {("C", "XX-200"): "No qualified lead on XX-200."})
    assert list(frame["rep"]) == ["C", "D", "B", "A"]
    assert list(frame.columns) == list(book.table("cover").keys)


def test_what_is_not_known_stays_blank_and_is_said():
    frame = covering.cover([quota(close_rate=None, given=2), quota(rep="B", average_deal=None, given=2)])
    for key in ("leads_needed", "leads_80", "chance", "short_by"):
        assert frame[key].isna().all(), key
    assert "Not known without close rate and average deal" in covering.sentences(frame)[1]
    assert "close rate" in covering.status(frame)


def test_a_quota_that_is_made_needs_nothing():
    for made in ({"booked": 100_000, "close_rate": None, "average_deal": None}, {"booked": 90_000, "pipeline": 20_000},
                 {"quota": 0}, {"booked": 250_000, "close_rate": 0.0}):  # fmt: skip
        row = covering.cover([quota(**made)]).iloc[0]
        assert [row[key] for key in ("gap", "deals_needed", "leads_needed", "leads_80", "short_by")] == [0] * 5, made
        assert row["chance"] == 1


def test_the_sentences_agree_with_the_chances():
    lines = [
        quota(rep="Even Odds", quota=20_000, average_deal=20_000.0, close_rate=0.48, given=1),
        quota(rep="Likely Lee", quota=20_000, average_deal=20_000.0, close_rate=0.9, given=1),
        quota(rep="Behind Bo", given=4),
        quota(rep="None Nell"),
        quota(rep="Made May", booked=100_000),
    ]
    frame = covering.cover(lines)
    first, second, third = covering.sentences(frame, waiting=7)
    assert "May has made the quota" not in first  # first names are used
    assert "Made has made the quota." in first
    assert "Likely: Likely on XX-200 (90 %)." in first
    assert "About even: Even on XX-200 (48 %)." in first
    assert "Unlikely with these leads: Behind on XX-200 (under 1 %)." in second
    assert "No lead yet: None on XX-200." in second
    short = int(frame["short_by"].sum())
    assert third.startswith(f"{short} more leads would make every row 80 % sure.")
    assert "7 leads wait" in third


def test_the_status_line_counts_what_the_rows_hold():
    frame = covering.cover([quota(given=30), quota(rep="B", given=3)])
    short = int(frame["short_by"].sum())
    assert covering.status(frame) == f"33 leads given, {short} short of being 80 % sure. 1 of 2 quotas is likely."
    assert covering.status(covering.cover([])) == book.sheet("cover").empty


@pytest.mark.parametrize(
    ("cells", "codes", "chance_is_known"),
    [
        ({"close_rate": 0.0}, ["close_rate_zero"], True),
        ({"close_rate": None}, ["close_rate_missing"], False),
        ({"close_rate": 1.0}, [], True),
        ({"close_rate": 25.0}, ["close_rate_read_as_percent"], True),
        ({"close_rate": 250.0}, ["close_rate_out_of_range"], False),
        ({"average_deal": 0.0}, ["deal_not_positive"], False),
        ({"average_deal": None}, ["deal_missing"], False),
        ({"quota": 0.0, "close_rate": None}, [], True),
        ({"quota": -5.0}, ["quota_negative"], True),
        ({"booked": 9_000.0, "average_deal": None}, [], True),
        ({"unit": "units", "average_deal": None}, [], True),
    ],
)
def test_an_odd_number_on_quotas_is_said_with_its_row_and_never_stops_the_run(cells, codes, chance_is_known):
    row = {"rep": "Dana", "product": "XX-200", "period": DECEMBER, "quota": 1000.0, "close_rate": 0.25,
           "average_deal": 100.0}  # fmt: skip
    lines, findings = read_quotas(quota_rows({}, row | cells), DECEMBER, Settings(), [Rep(name="Dana")])
    assert [(finding.row, finding.code) for finding in findings] == [(2, code) for code in codes]
    frame = covering.cover(lines)
    assert frame["chance"].notna().all() == chance_is_known
    assert all(covering.sentences(frame))
    assert covering.status(frame).endswith(".")
