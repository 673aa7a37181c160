"""What stands below the Cover table: the months ahead, and products that lack a rep or a lead."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from leadbook.model import Cell, LeadStatus, Rep, Settings
from leadbook.schema import cells
from leadbook.stages.cover import cover
from leadbook.stages.quotas import read_quotas, with_given
from leadbook.stages.territory import split_list
from leadbook.stages.wording import as_day, count, listed, month_name, period_name

Lines = Mapping[str, pd.DataFrame]


def below(tables: Lines, settings: Settings, period: dt.date) -> dict[str, Cell]:
    """Name of a cell → its value, "" where it stays empty.

    Args:
        tables: cover, quotas, leads and reps by schema keys.
        period: first day of the period that the table is for.
    """
    values: dict[str, Cell] = {f"lb_cover_month_{n}_{part}": "" for n in range(1, cells.COVER_MONTHS + 1)
                               for part in cells.COVER_MONTH_ROWS}  # fmt: skip
    values |= {f"lb_cover_gap_{n}": "" for n in range(1, cells.COVER_GAPS + 1)}
    if tables["cover"].empty:
        return values
    for at, (first, rows) in enumerate(months(tables, settings, period), start=1):
        sums = [_whole(float(rows[key].sum())) for key in cells.COVER_TOTALS]
        parts = dict(zip(cells.COVER_MONTH_ROWS, (_heading(first, settings), *sums), strict=True))
        values |= {f"lb_cover_month_{at}_{part}": value for part, value in parts.items()}
    gaps = product_gaps(tables["cover"], tables["leads"], tables["reps"])
    shown = list(gaps) if len(gaps) <= cells.COVER_GAPS else [
        *gaps[: cells.COVER_GAPS - 1], f"{len(gaps) - cells.COVER_GAPS + 1} more."
    ]  # fmt: skip
    for at, text in enumerate(shown or ["None: every product on quota has leads, and every lead a product on quota."]):
        values[f"lb_cover_gap_{at + 1}"] = text
    return values


def months(tables: Lines, settings: Settings, period: dt.date) -> list[tuple[dt.date, pd.DataFrame]]:
    """The period of the table and those after it that have quotas: first day, and rows like those of tblCover.

    The first is the table itself, so that the two cannot disagree; for the others Quotas is read as it is now.
    """
    reps = [Rep(name=" ".join(str(name).split())) for name in tables["reps"]["rep"] if str(name).strip()]
    step = 3 if settings.period == "quarter" else 1
    coming = {_period(day, step) for day in map(as_day, tables["quotas"]["period"]) if day is not None}
    found = [(period, tables["cover"])]
    for first in sorted(day for day in coming if day > period)[: cells.COVER_MONTHS - 1]:
        lines, _ = read_quotas(tables["quotas"], first, settings, reps)
        if lines:
            found.append((first, cover(with_given(lines, tables["leads"], settings))))
    return found


def _period(day: dt.date, step: int) -> dt.date:
    """The first day of the month or quarter a day is in."""
    return dt.date(day.year, (day.month - 1) // step * step + 1, 1)


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
    active = {" ".join(str(rep).split()).casefold() for rep, on in zip(reps["rep"], reps["active"], strict=True)
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
