"""The sheets Reps and Away, read."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from leadbook.errors import DuplicateRep
from leadbook.model import Rep

EVERYONE = "everyone"


def read_reps(reps: pd.DataFrame, away: pd.DataFrame) -> tuple[Rep, ...]:
    """The reps in the order of the sheet, each with the days they are away.

    Args:
        reps: columns of `leadbook.schema.tables.sales.REPS`. Blank Active counts as Yes; blank numbers are None.
        away: columns rep, from, to. "Everyone" is a holiday; a blank To is one day.

    Raises:
        DuplicateRep: two rows have one name.
    """
    absent = _absences(away)
    found: dict[str, Rep] = {}
    for at, row in enumerate(reps.to_dict("records"), start=1):
        name = " ".join(str(row["rep"]).split())
        key = name.casefold()
        if not name:
            continue
        if key in found:
            raise DuplicateRep(
                f"The rep “{name}” is there twice.", f"sheet “Reps”, row {at} of the table",
                "Remove one of the two, or add something that tells them apart, such as a town.",
            )  # fmt: skip
        found[key] = Rep(
            name=name, email=str(row["email"]).strip(), active=str(row["active"]).strip().casefold() != "no",
            territory=_parts(row["territory"]), languages=_parts(row["languages"]),
            preferred_products=_parts(row["preferred_products"]), capacity_per_week=_number(row["capacity_week"]),
            backlog_cap=_number(row["backlog_cap"]), promised_minimum=_number(row["promised_minimum"]),
            personal_goal=_number(row["personal_goal"]), commission_cap=_number(row["commission_cap"]),
            open_leads=int(_number(row["open_leads"]) or 0), order=at,
            away=tuple(sorted(absent.get(key, set()) | absent.get(EVERYONE, set()))),
        )  # fmt: skip
    return tuple(found.values())


def _absences(away: pd.DataFrame) -> dict[str, set[tuple[dt.date, dt.date]]]:
    """First and last days by rep, case folded; days in the wrong order are turned round."""
    found: dict[str, set[tuple[dt.date, dt.date]]] = {}
    for name, start, end in zip(away["rep"].tolist(), away["from"].tolist(), away["to"].tolist(), strict=True):
        days = sorted(day.date() for day in (start, end) if not pd.isna(day))
        if days and str(name).strip():
            found.setdefault(" ".join(str(name).split()).casefold(), set()).add((days[0], days[-1]))
    return found


def _parts(cell: object) -> tuple[str, ...]:
    """The pieces of a list with ; between."""
    return tuple(" ".join(part.split()) for part in str(cell).split(";") if part.strip())


def _number(cell: float) -> float | None:
    """A number, None when blank."""
    return None if pd.isna(cell) else float(cell)
