"""What the formula columns of Quotas, Cover, Scoreboard, Forecast, Plan and Report show, from the other cells.

A stored result can be missing (another program saved the book without results) or old (an undo put back what it
was calculated from), so no step reads it: the numbers are worked out here, as the sheet's formulas do.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from leadbook.stages.forecast import deals_needed, leads_needed
from leadbook.stages.rates import as_share

_NONE = float("nan")


def calculated(key: str, frame: pd.DataFrame, measured_from: int = 20) -> pd.DataFrame:
    """The frame of a table with its formula columns calculated anew; NaN where the sheet shows "".

    Args:
        key: schema key of the table; frames of tables without formula columns come back as they are.
        frame: columns by schema keys; it is not changed.
        measured_from: from how many closed leads on the measured figures of Quotas count, as Settings says.
    """
    if key == "quotas" and len(frame):
        return _quotas(frame, measured_from)
    work = _TABLES.get(key)
    return work(frame) if work is not None and len(frame) else frame


def _quotas(frame: pd.DataFrame, measured_from: int) -> pd.DataFrame:
    """Leads needed, with the figures that count."""
    keys = ("quota", "booked", "pipeline", "unit", "close_rate", "average_deal", "closed_leads", "measured_rate",
            "measured_deal")  # fmt: skip
    values = []
    for quota, booked, pipeline, unit, rate, deal, closed, measured, measured_deal in zip(
        *(frame[key].fillna(0.0).tolist() if key in ("quota", "booked", "pipeline") else frame[key].tolist()
          for key in keys), strict=True
    ):  # fmt: skip
        enough = closed >= measured_from
        if str(unit).strip().casefold() == "units":
            deal = deal if deal > 0 else 1.0
        elif not deal > 0 or (enough and measured_deal == measured_deal):
            deal = measured_deal
        share = as_share(rate)
        if share is None or (enough and measured == measured):
            share = _known(measured)
        deals = deals_needed(quota - booked - pipeline, _known(deal))
        values.append(leads_needed(deals, share))
    return frame.assign(leads_needed=_floats(frame, values))


def _plan(frame: pd.DataFrame) -> pd.DataFrame:
    """Coverage and Short."""
    given, expected, lacking = (frame[k].fillna(0.0) for k in ("given", "expected", "lacking"))
    needs = frame["leads_80"]
    return frame.assign(
        coverage=(given + expected) / needs.where(needs != 0.0), short_by=(lacking - expected).clip(lower=0.0)
    )


def _cover(frame: pd.DataFrame) -> pd.DataFrame:
    """Gap, Deals needed, Leads needed and Short by."""
    quota, booked, pipeline, given = (frame[k].fillna(0.0) for k in ("quota", "booked", "pipeline", "given"))
    gaps = (quota - booked - pipeline).clip(lower=0.0)
    deals = [deals_needed(gap, _known(deal)) for gap, deal in zip(gaps, frame["average_deal"], strict=True)]
    leads = [leads_needed(some, _known(rate)) for some, rate in zip(deals, frame["close_rate"], strict=True)]
    return frame.assign(
        gap=gaps, deals_needed=_floats(frame, deals), leads_needed=_floats(frame, leads),
        short_by=(frame["leads_80"] - given).clip(lower=0.0),
    )  # fmt: skip


def _scoreboard(frame: pd.DataFrame) -> pd.DataFrame:
    """Short of promise and Sold of quota %."""
    quota = frame["quota"].where(frame["quota"] != 0.0)
    return frame.assign(
        short_of_promise=(frame["promised"] - frame["given"].fillna(0.0)).clip(lower=0.0),
        sold_share=frame["sold_from_leads"].fillna(0.0) / quota,
    )


def _report(frame: pd.DataFrame) -> pd.DataFrame:
    """Qualified %, Cost per qualified and Lost in ignored leads."""
    qualified, received, never = (frame[k].fillna(0.0) for k in ("qualified", "received", "never_called"))
    kept = qualified.where(qualified != 0.0)
    return frame.assign(
        qualified_share=qualified / received.where(received != 0.0),
        cost_per_qualified=frame["cost"] / kept, lost_money=frame["cost"] * never / kept,
    )  # fmt: skip


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _floats(frame: pd.DataFrame, values: list[int | None]) -> pd.Series:
    """Whole numbers as a column of the frame; NaN for None."""
    return pd.Series([_NONE if value is None else float(value) for value in values], index=frame.index)


_TABLES: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "cover": _cover, "scoreboard": _scoreboard, "forecast": _cover, "plan": _plan, "report": _report,
}  # fmt: skip
