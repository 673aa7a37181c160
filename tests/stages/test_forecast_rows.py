"""Forecast: a row for each quota of the months ahead, with what makes it sure and until when leads help."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import Settings
from leadbook.schema import book
from leadbook.stages.calculated import calculated
from leadbook.stages.cover import cover
from leadbook.stages.forecast import first_to_give, give_by, period_of
from leadbook.stages.forecast_rows import forecast, period_lines
from tests.stages.sales_rows import frame_of

DECEMBER, JANUARY = dt.date(2026, 12, 1), dt.date(2027, 1, 1)
REPS = frame_of("reps", {"rep": "Dana"}, {"rep": "Luis"})


def quota(rep="Dana", period=DECEMBER, **more):
    given = {"rep": rep, "product": "XX-200", "period": period, "quota": 7, "unit": "units", "close_rate": 0.25}
    return given | more


def rows(quotas, leads=(), settings=None):
    return forecast(frame_of("quotas", *quotas), frame_of("leads", *leads), REPS, settings or Settings(), DECEMBER)


def test_a_row_says_what_makes_it_50_80_and_90_percent_sure():
    lead = {"rep": "Dana", "product": "XX-200", "given_on": dt.date(2026, 11, 23)}
    (row,) = rows([quota()], [lead]).to_dict("records")
    assert (row["deals_needed"], row["leads_needed"]) == (7, 28)
    assert (row["leads_50"], row["leads_80"], row["leads_90"]) == (27, 35, 40)
    assert (row["given"], row["short_by"], row["chance"], row["rate_from"]) == (1, 34, 0, "entered")
    assert (row["month"], row["give_by"]) == (dt.datetime(2026, 12, 1), dt.datetime(2026, 12, 1))


def test_months_ahead_come_in_order_and_those_that_are_over_stay_out():
    frame = rows([quota(period=JANUARY), quota(period=dt.date(2026, 11, 1)), quota("Luis"), quota()])
    assert list(zip(frame["rep"], frame["month"].dt.month, strict=True)) == [("Luis", 12), ("Dana", 12), ("Dana", 1)]
    many = rows([quota(period=dt.date(2026 + (11 + n) // 12, (11 + n) % 12 + 1, 1)) for n in range(15)])
    assert len(many) == 12


def test_the_rows_of_the_period_say_what_cover_says_and_formulas_compute_what_is_stored():
    quotas = [quota(), quota("Luis", close_rate=None), quota("Luis", product="Z", unit="money", quota=1_000)]
    frame = rows(quotas)
    lines = period_lines(frame_of("quotas", *quotas), frame_of("leads"), REPS, Settings(), DECEMBER)
    same = cover(lines).sort_values(["rep", "product"]).reset_index(drop=True)
    keys = ["gap", "deals_needed", "leads_needed", "leads_80", "given", "chance", "short_by"]
    mine = frame.sort_values(["rep", "product"]).reset_index(drop=True)
    assert mine[keys].equals(same[keys])
    assert calculated("forecast", frame).equals(frame)
    assert list(frame.columns) == list(book.table("forecast").keys)


def test_a_quarter_is_one_row_of_its_months():
    months = [quota(period=dt.date(2026, month, 1)) for month in (10, 11, 12)]
    frame = forecast(frame_of("quotas", *months), frame_of("leads"), REPS, Settings(period="quarter"),
                     dt.date(2026, 10, 1))  # fmt: skip
    assert frame["quota"].tolist() == [21]
    assert frame["give_by"].tolist() == [dt.datetime(2026, 12, 1)]


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)), st.integers(1, 400), st.sampled_from(["month", "quarter"]))
def test_the_last_day_to_give_is_the_last_that_closes_in_the_period(day, cycle, kind):
    settings = Settings(cycle_days=cycle, period=kind)
    period = period_of(day, settings)
    first, last = first_to_give(period, settings), give_by(period, settings)
    assert first <= day <= last
    assert period_of(first, settings) == period_of(last, settings) == period
    assert period_of(last + dt.timedelta(days=1), settings) > period
    assert period_of(first - dt.timedelta(days=1), settings) < period


@pytest.mark.parametrize("quotas", [[], [quota(rep="Nobody")], [quota(quota=None)]])
def test_without_a_quota_that_counts_there_is_no_row(quotas):
    assert rows(quotas).empty
