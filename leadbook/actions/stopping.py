"""What a suppression list brings: addresses and numbers for the sheet Suppression, which nothing lifts but a person."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from leadbook.actions.finishing import append
from leadbook.actions.session import Session
from leadbook.intake.stopped import Stop


def add_stops(session: Session, stops: Sequence[Stop], file: str) -> int:
    """Put what must not be contacted on Suppression, each once; how many rows that were not there.

    Args:
        stops: as read from one list.
        file: name of the list, which becomes part of the reason.
    """
    frame = session.frame("suppression")
    pairs = zip(frame["what"].tolist(), frame["value"].tolist(), strict=True)
    known = {(str(what), str(value).strip().casefold()) for what, value in pairs}
    today = pd.Timestamp(session.context.today)
    rows: list[dict[str, object]] = [
        {
            "what": stop.what, "value": stop.value,
            "why": f"{(stop.why or 'Asked to be left alone').rstrip('.')} (list {file})",
            "from": pd.NaT if stop.since is None or stop.since > session.context.today else pd.Timestamp(stop.since),
            "added": today,
        }
        for stop in stops
        if (stop.what, stop.value.casefold()) not in known
    ]  # fmt: skip
    if rows:
        session.put("suppression", append(frame, rows))
        session.opt_outs = True
    return len(rows)
