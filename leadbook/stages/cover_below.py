"""What stands below the Cover table: the months ahead, what would help, and products that lack a rep or a lead."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from leadbook.model import Cell, LeadStatus, Settings
from leadbook.schema import cells
from leadbook.stages import outlook_words as words
from leadbook.stages.forecast import give_by
from leadbook.stages.forecast_rows import forecast, period_lines
from leadbook.stages.rates import too_high
from leadbook.stages.sensitivity import sensitivity, total
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, count, listed, month_name, period_name, plain_name, short_day
from leadbook.stages.year_plan import year_plan

Lines = Mapping[str, pd.DataFrame]


def below(tables: Lines, settings: Settings, period: dt.date, today: dt.date) -> dict[str, Cell]:
    """Name of a cell → its value, "" where it stays empty.

    Args:
        tables: cover, quotas, leads, reps, campaigns, inquiries, forecast and plan by schema keys. The last two are
            worked out here where they are blank: a book of an earlier layout has not filled them yet.
        period: first day of the period that the table is for.
    """
    values: dict[str, Cell] = {name: "" for name in cells.TEXTS if name.startswith(_BELOW)}
    if tables["cover"].empty:
        return values
    coming, plan = tables["forecast"], tables["plan"]
    if coming.empty:
        coming = forecast(tables["quotas"], tables["leads"], tables["reps"], settings, period)
    if plan.empty:
        plan = year_plan(coming, tables["campaigns"], tables["inquiries"], settings, today)
    for at, found in enumerate(months(coming, plan, settings)[: cells.COVER_MONTHS], start=1):
        values |= {f"lb_cover_month_{at}_{part}": found[part] for part in cells.COVER_MONTH_ROWS}
        values |= {f"lb_cover_line_{at}_{part}": found[part] for part in cells.COVER_LINE}
    lines = period_lines(tables["quotas"], tables["leads"], tables["reps"], settings, period)
    levers = total(sensitivity(lines).values())
    values |= {f"lb_cover_lever_{key}": round(getattr(levers, key)) for key in cells.COVER_LEVERS}
    values["lb_cover_lever_says"] = words.levers_sentence(levers, settings.currency)
    values["lb_cover_says_4"] = words.months_sentence(plan, settings, today)
    values["lb_cover_says_5"] = words.rates_sentence(
        too_high(tables["quotas"], tables["leads"], period, settings)[1]
    )
    gaps = product_gaps(tables["cover"], tables["leads"], tables["reps"])
    shown = list(gaps) if len(gaps) <= cells.COVER_GAPS else [
        *gaps[: cells.COVER_GAPS - 1], f"{len(gaps) - cells.COVER_GAPS + 1} more."
    ]  # fmt: skip
    for at, text in enumerate(shown or ["None: every product on quota has leads, and every lead a product on quota."]):
        values[f"lb_cover_gap_{at + 1}"] = text
    return values


def months(coming: pd.DataFrame, plan: pd.DataFrame, settings: Settings) -> list[dict[str, Cell]]:
    """For each period with quotas the cells of `cells.COVER_MONTH_ROWS` and `cells.COVER_LINE`.

    Args:
        coming: rows of tblForecast; they are added up, so each of these quotas is by itself as sure as a row says.
        plan: rows of tblPlan, for what the campaigns should bring and what is then still short.
    """
    found = []
    for month, rows in coming.groupby("month", sort=True):
        planned, first = plan[plan["month"] == month], as_day(month)
        assert first is not None, "a group has its month"
        sums = {key: _whole(rows[key].sum(min_count=1)) for key in _SUMMED.values()}
        given, expected = float(rows["given"].sum()), float(planned["expected"].sum())
        half, ninety = float(rows["leads_50"].sum()), float(rows["leads_90"].sum())
        found.append({
            "name": _heading(first, settings), **{part: sums[key] for part, key in _SUMMED.items()},
            "expected": _whole(expected), "short": _whole(float(planned["short_by"].sum())),
            "by": _day(give_by(first, settings)), "band": _whole(ninety - half), "have": _whole(given + expected),
        })  # fmt: skip
    return found


_BELOW = ("lb_cover_month_", "lb_cover_line_", "lb_cover_lever_", "lb_cover_gap_", "lb_cover_says_4", "lb_cover_says_5")
_SUMMED = {
    "deals": "deals_needed", "leads": "leads_needed", "half": "leads_50", "sure": "leads_80", "ninety": "leads_90",
    "given": "given",
}  # fmt: skip


def _day(day: dt.date) -> str:
    """“1 Dec”: the year stands in the heading."""
    return short_day(day).partition(" ")[2]


def _heading(first: dt.date, settings: Settings) -> str:
    """“Dec 2026”, or the months of a quarter."""
    return period_name(first, settings.period) if settings.period == "quarter" else month_name(first)


def _whole(value: float) -> Cell:
    """A sum as a cell."""
    return int(value) if np.isfinite(value) else ""


def product_gaps(frame: pd.DataFrame, leads: pd.DataFrame, reps: pd.DataFrame) -> tuple[str, ...]:
    """Products with leads and no active rep who has a quota on them, then products on quota without a lead.

    Args:
        frame: rows of tblCover. leads, reps: tblLeads and tblReps.
    """
    active = {plain_name(rep) for rep, on in zip(reps["rep"], reps["active"], strict=True)
              if str(on).strip().casefold() != "no"}  # fmt: skip
    pairs = [(str(rep).casefold(), str(product)) for rep, product in zip(frame["rep"], frame["product"], strict=True)]
    sold = {product.casefold() for rep, product in pairs if rep in active}
    homeless: Counter[str] = Counter()
    asked: set[str] = set()
    blank = 0
    for product, status in zip(leads["product"], leads["status"], strict=True):
        names = split_list(str(product))
        asked |= {name.casefold() for name in names}
        if status == LeadStatus.WAITING and names and not {name.casefold() for name in names} & sold:
            homeless[listed(names, "or")] += 1
        blank += status == LeadStatus.WAITING and not names
    said = [
        f"{name}: {count(number, 'lead')} and no rep with a quota on it." for name, number in sorted(homeless.items())
    ]
    if blank:
        said.append(f"{count(blank, 'lead')} without a product: To fix or Inquiries can name it.")
    return (*said, *_without_leads(frame, asked))


def _without_leads(frame: pd.DataFrame, asked: set[str]) -> Sequence[str]:
    """Products on quota that nobody asked about, with the reps who have them."""
    names: dict[str, str] = {}
    who: dict[str, list[str]] = {}
    for rep, product, gap, given in zip(*(frame[key] for key in ("rep", "product", "gap", "given")), strict=True):
        key = str(product).casefold()
        if gap > 0 and not given and key not in asked:
            names.setdefault(key, str(product))
            who.setdefault(key, []).append(str(rep))
    more = {key: [*reps[:3], f"{len(reps) - 3} more"] if len(reps) > 4 else reps for key, reps in who.items()}
    return [f"{names[key]}: on quota ({listed(reps)}) and no qualified lead." for key, reps in sorted(more.items())]
