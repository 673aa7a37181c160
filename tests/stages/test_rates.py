"""Close rates and deal sizes: measured on closed leads, shrunk to the team, and which of them count."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.model import QuotaLine, Settings
from leadbook.stages.beta_binomial import leads_of
from leadbook.stages.cover import cover, needed
from leadbook.stages.rates import Closed, settled, too_high, with_measures, with_rates
from tests.stages.sales_rows import frame_of

DECEMBER = dt.date(2026, 12, 1)
PLAIN = QuotaLine(rep="Dana", product="XX-200", period=DECEMBER, quota=70_000, close_rate=0.4, average_deal=10_000,
                  given=10)  # fmt: skip


def closed(rep, wins, lost, amount=None, product="XX-200"):
    """Rows of tblLeads: so many sold and lost."""
    rows = [{"rep": rep, "product": product, "outcome": "Sold", "amount": amount} for _ in range(wins)]
    return rows + [{"rep": rep, "product": product, "outcome": "Lost"} for _ in range(lost)]


def rated(line, *rows, **settings):
    """The line with the rates that count."""
    (found,) = with_rates([line], frame_of("leads", *rows), Settings(**settings))
    return found


def entered(**more):
    given = {"rep": "Dana", "product": "XX-200", "period": DECEMBER, "quota": 70_000, "close_rate": 0.4,
             "average_deal": 10_000}  # fmt: skip
    return given | more


def test_only_sold_and_lost_leads_of_that_product_count():
    rows = [*closed("dana ", 2, 3, 9_000), *closed("Dana", 7, 0, product="YY-100"),
            {"rep": "Dana", "product": "xx-200", "outcome": "Returned"},
            {"rep": "Dana", "product": "XX-200", "outcome": "Not yet"}]  # fmt: skip
    found = Closed(frame_of("leads", *rows)).of("Dana", "XX-200")
    assert (found.wins, found.closed, found.team_closed, found.rate, found.deal) == (2, 5, 0, 0.4, 9_000)
    assert (found.alpha, found.beta) == (2.5, 3.5)


def test_amounts_come_to_the_same_to_the_last_digit_in_whatever_order_the_leads_stand():
    rows = [*closed("Luis", 1, 0, 0.3), *(closed("Dana", 1, 0, amount)[0] for amount in (0.1, 1e6, 0.7, 33.3))]
    every = (Closed(frame_of("leads", *some)) for some in itertools.permutations(rows))
    deals = {found.of("Dana", "XX-200").deal for found in every}
    assert len(deals) == 1


def test_the_others_count_as_ten_leads_and_five_sales_at_most():
    rows = [*closed("Dana", 5, 15, 8_000), *closed("Luis", 12, 38, 12_000)]
    found = Closed(frame_of("leads", *rows)).of("Dana", "XX-200")
    assert (found.lent, found.team_rate) == (10, 0.24)
    assert found.rate == pytest.approx((5 + 2.4) / 30)
    assert (found.alpha, found.beta) == pytest.approx((7.9, 23.1))
    assert found.deal == pytest.approx((5 * 8_000 + 5 * 12_000) / 10)
    assert Closed(frame_of("leads", *rows)).of("Dana", "XX-200", "units").deal == 1


def test_from_twenty_closed_leads_on_the_measured_figures_count():
    for number, counts in ((19, False), (20, True)):
        line = rated(PLAIN, *closed("Dana", 5, number - 5, 8_000))
        assert (line.beta is not None) == counts
        assert line.close_rate == (pytest.approx(5 / 20) if counts else 0.4)
        assert line.average_deal == (8_000 if counts else 10_000)
    assert rated(PLAIN, *closed("Dana", 5, 5, 8_000), measured_from=10).close_rate == 0.5


def test_the_rows_of_cover_and_the_hand_out_read_the_figures_that_count():
    line = rated(PLAIN, *closed("Dana", 5, 15, 10_000))
    row = cover([line]).iloc[0]
    assert needed(line) == row["leads_needed"] == 28
    assert row["leads_80"] == leads_of(7, (5.5, 15.5), 0.8) == 41
    assert row["rate_from"] == "5 of 20"


@pytest.mark.parametrize(
    ("line", "rows", "words"),
    [
        ({}, [], "entered"),
        ({}, closed("Luis", 30, 90), "entered"),
        ({}, closed("Dana", 5, 15), "5 of 20"),
        ({}, [*closed("Dana", 5, 15), *closed("Luis", 12, 38)], "5 of 20, team 24 %"),
        ({"close_rate": None}, closed("Luis", 30, 90), "team 30 of 120"),
        ({"close_rate": None}, closed("Dana", 1, 2), "1 of 3"),
        ({"close_rate": None}, [], ""),
    ],
)
def test_where_a_rate_comes_from_is_said(line, rows, words):
    import dataclasses

    assert rated(dataclasses.replace(PLAIN, **line), *rows).rate_from == words


def test_where_nothing_is_entered_the_team_answers_and_without_anybody_it_is_not_known():
    import dataclasses

    blank = dataclasses.replace(PLAIN, close_rate=None, average_deal=None)
    line = rated(blank, *closed("Luis", 3, 9, 6_000))
    assert (line.close_rate, line.average_deal, line.beta) == (0.25, 6_000, (3.0, 8.0))
    assert rated(blank).close_rate is None
    assert needed(rated(blank)) is None


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 60), st.integers(0, 60))
def test_a_shrunk_rate_lies_between_ones_own_and_the_teams(wins, lost, team_wins, team_lost):
    rows = [*closed("Dana", wins, lost, 1_000), *closed("Luis", team_wins, team_lost, 3_000)]
    found = Closed(frame_of("leads", *rows)).of("Dana", "XX-200")
    if found.rate is None:
        assert wins + lost + team_wins + team_lost == 0
        return
    ends = [one for one, there in ((wins / max(1, wins + lost), wins + lost), (found.team_rate, found.team_closed))
            if there]  # fmt: skip
    assert min(ends) - 1e-12 <= found.rate <= max(ends) + 1e-12
    assert found.alpha + found.beta == pytest.approx(1 + wins + lost + min(10, team_wins + team_lost))
    if found.deal is not None:
        assert 1_000 <= found.deal <= 3_000


def test_40_percent_entered_with_8_of_40_sold_is_named_once_with_its_row():
    leads = frame_of("leads", *closed("Dana", 8, 32))
    months = [dt.date(2026, 11, 1), DECEMBER, dt.date(2027, 1, 1)]
    within = entered(close_rate=34, period=dt.date(2027, 2, 1))
    quotas = frame_of("quotas", *(entered(period=month) for month in months), within)
    findings, said = too_high(quotas, leads, DECEMBER, Settings())
    assert [(one.code, one.row, one.column) for one in findings] == [("close_rate_above_measured", 2, "Close rate")]
    assert findings[0].note == "40 % entered, 8 of 40 sold so far: at most 34 % is likely."
    assert said == ("Dana on XX-200: 40 % entered, 8 of 40 sold so far: at most 34 % is likely.",)


@pytest.mark.parametrize(("wins", "lost", "warns"), [(0, 9, False), (0, 10, True), (6, 4, False), (20, 20, False)])
def test_a_rate_is_held_against_the_measured_one_only_from_ten_closed_leads_on(wins, lost, warns):
    found, _ = too_high(frame_of("quotas", entered()), frame_of("leads", *closed("Dana", wins, lost)), DECEMBER,
                        Settings())  # fmt: skip
    assert bool(found) == warns


def test_what_is_measured_stands_in_every_row_and_answers_what_is_asked():
    from leadbook.stages.quotas import read_quotas

    blank = entered(close_rate=None)
    quotas = frame_of("quotas", blank | {"average_deal": None}, blank | {"product": "ZZ-1"}, {})
    measured = with_measures(quotas, frame_of("leads", *closed("Luis", 1, 3, 5_000)))
    assert measured["closed_leads"].tolist()[:2] == [0, 0]
    assert (measured["measured_rate"].tolist()[0], measured["measured_deal"].tolist()[0]) == (0.25, 5_000)
    assert measured[["closed_leads", "measured_rate", "measured_deal"]].iloc[2].isna().all()
    _, findings = read_quotas(quotas, DECEMBER, Settings())
    assert [one.code for one in findings] == ["close_rate_missing", "deal_missing", "close_rate_missing"]
    assert [(one.code, one.row) for one in settled(findings, measured)] == [("close_rate_missing", 2)]
