"""The Cover sheet: whether each quota can be made with the leads there are, and three sentences that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from leadbook.model import QuotaLine
from leadbook.schema import book, frames
from leadbook.stages.forecast import SURE, leads_needed
from leadbook.stages.odds import chance, deals_of, leads_for
from leadbook.stages.wording import count, listed, percent, period_name, short_names

Cell = tuple[str, str]
"""Rep and product as written on Quotas."""


def needed(line: QuotaLine) -> int | None:
    """Leads needed of a line (the mean), None when close rate or average deal are not known."""
    return leads_needed(deals_of(line), line.close_rate)


def cover(lines: Sequence[QuotaLine], why_none: Mapping[Cell, str] | None = None) -> pd.DataFrame:
    """Rows of tblCover, one for each rep and product.

    Args:
        lines: quotas of the period with `given`, the leads given for it.
        why_none: (rep, product) → why a rep with a quota has no lead.

    Returns:
        All keys of tblCover, values of formula columns as the sheet computes them (NaN where it shows "").
        First the rows that say why there are no leads, then the largest shortfall.
    """
    table = book.table("cover")
    why_none = why_none or {}
    rows = [_row(line, why_none.get((line.rep, line.product), "")) for line in lines]
    frame = frames.from_rows(table, rows)
    order = sorted(
        range(len(rows)),
        key=lambda at: (not rows[at]["why_none"], -_or(rows[at]["short_by"], -1), rows[at]["rep"], rows[at]["product"]),
    )
    return frame.iloc[order].reset_index(drop=True)


def _row(line: QuotaLine, why: str) -> dict[str, object]:
    """One row by schema keys; None for blank."""
    gap, rate, deals, sure = line.gap, line.close_rate, deals_of(line), leads_for(line)
    return {
        "rep": line.rep, "product": line.product, "unit": line.unit,
        "quota": line.quota, "booked": line.booked, "pipeline": line.pipeline, "gap": gap,
        "close_rate": rate, "average_deal": line.average_deal,
        "deals_needed": deals, "leads_needed": leads_needed(deals, rate), "leads_80": sure, "given": line.given,
        "chance": chance(line.given, line),
        "short_by": None if sure is None else max(0, sure - line.given),
        "why_none": why if line.given == 0 and gap > 0 else "", "rate_from": line.rate_from,
    }  # fmt: skip


def _or(value: object, other: float) -> float:
    """The number, or the other one for a blank."""
    return other if value is None else float(value)  # type: ignore[arg-type]


def status(frame: pd.DataFrame) -> str:
    """The sheet's status line, from the rows of tblCover."""
    if frame.empty:
        return book.sheet("cover").empty
    given, short = frame["given"].sum(), frame["short_by"].sum()
    likely = int((frame["chance"] > 0.55).sum())
    known = int(frame["chance"].notna().sum())
    head = f"{count(given, 'lead')} given, " + (
        f"{short:,.0f} short of being {SURE * 100:.0f} % sure." if short else f"all quotas {SURE * 100:.0f} % sure."
    )
    if known == 0:
        return f"{count(given, 'lead')} given. Chances need a close rate and an average deal on Quotas."
    blank = len(frame) - known
    missing = f" {count(blank, 'row')} without close rate or average deal." if blank else ""
    return f"{head} {likely} of {count(known, 'quota')} {'is' if likely == 1 else 'are'} likely.{missing}"


def sentences(frame: pd.DataFrame, waiting: int = 0, gaps: Sequence[str] = ()) -> tuple[str, str, str]:
    """The three sentences of the sheet, written from the numbers in the rows.

    Args:
        frame: rows of tblCover.
        waiting: leads that wait for a rep.
        gaps: sentences on products with leads and no rep, and the other way round.
    """
    if frame.empty:
        return ("Write quotas to see here which of them the leads can make.", "", "")
    short = short_names(list(dict.fromkeys(frame["rep"])))
    named = [
        (f"{short[rep]} on {product}", value)
        for rep, product, value in zip(frame["rep"], frame["product"], frame["chance"], strict=True)
    ]
    return (_hopeful(frame, named, short), _doubtful(frame, named), _missing(frame, waiting, gaps))


def _within(named: Sequence[tuple[str, float]], low: float, high: float) -> list[str]:
    """Those with a chance in (low, high], the best first, with the chance behind them."""
    found = sorted((item for item in named if low < item[1] <= high), key=lambda item: -item[1])
    shown = [f"{name} ({percent(value)})" for name, value in found[:4]]
    return shown + ([f"{len(found) - 4} more"] if len(found) > 4 else [])


def _hopeful(frame: pd.DataFrame, named: Sequence[tuple[str, float]], short: Mapping[str, str]) -> str:
    """Who has made the quota, who is likely to, who is about even."""
    made = frame["gap"] == 0
    through = [short[rep] for rep in dict.fromkeys(frame["rep"]) if made[frame["rep"] == rep].all()]
    open_rows = [item for item, done in zip(named, made, strict=True) if not done]
    parts = []
    if through:
        parts.append(f"{listed(through)} {'has' if len(through) == 1 else 'have'} made the quota.")
    for label, low, high in (("Likely", 0.75, 1), ("More likely than not", 0.55, 0.75), ("About even", 0.45, 0.55)):
        if found := _within(open_rows, low if low != 0.45 else 0.4499999, high):
            parts.append(f"{label}: {listed(found)}.")
    return " ".join(parts) or "With the leads given so far, no quota is as likely as not to be made."


def _doubtful(frame: pd.DataFrame, named: Sequence[tuple[str, float]]) -> str:
    """Who is unlikely to make it, and what cannot be told."""
    parts = []
    if found := _within([item for item in named if item[1] > 0], 0, 0.4499999):
        parts.append(f"Unlikely with these leads: {listed(found)}.")
    nothing = [name for (name, value), given in zip(named, frame["given"], strict=True) if value == 0 and given == 0]
    hopeless = [name for (name, value), given in zip(named, frame["given"], strict=True) if value == 0 and given > 0]
    if nothing:
        parts.append(f"No lead yet: {listed(_few(nothing))}.")
    if hopeless:
        parts.append(f"Too few leads to make it at all: {listed(_few(hopeless))}.")
    unknown = [name for name, value in named if np.isnan(value)]
    if unknown:
        parts.append(f"Not known without close rate and average deal on Quotas: {listed(_few(unknown))}.")
    return " ".join(parts) or "No quota is unlikely with these leads."


def _few(names: Sequence[str]) -> list[str]:
    """At most four names, then how many more."""
    return [*names[:4], f"{len(names) - 4} more"] if len(names) > 5 else list(names)


def _missing(frame: pd.DataFrame, waiting: int, gaps: Sequence[str]) -> str:
    """How many more leads it takes and where, who waits, which products have no rep or no lead."""
    parts = []
    short = frame["short_by"].sum()
    if short > 0:
        by_product = frame.groupby("product", sort=True)["short_by"].sum()
        product = str(by_product.idxmax())
        most = by_product.max()
        where = f"; {most:,.0f} of them are {product}" if len(by_product) > 1 and most > 0 else ""
        verb = "lead would make" if short == 1 else "leads would make"
        parts.append(f"{short:,.0f} more {verb} every row {SURE * 100:.0f} % sure{where}.")
    if waiting:
        waits = f"{count(waiting, 'lead')} {'waits' if waiting == 1 else 'wait'}"
        parts.append(f"{waits}: what should we change so that a rep can take {'it' if waiting == 1 else 'them'}?")
    parts += list(gaps[:2])
    return " ".join(parts) or f"Every row is {SURE * 100:.0f} % sure with the leads given."


def title(period: dt.date, kind: str = "month") -> str:
    """The sheet's title with its period."""
    return f"Cover: {period_name(period, kind)} quotas"
