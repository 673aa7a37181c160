"""What a campaign's row leaves open or contradicts, one sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from leadbook.stages.wording import as_day, day

_NEEDED = (
    ("line_to_say", "The line to say is not written yet."),
    ("goal", "The goal is not written yet."),
    ("product", "The product is not named yet."),
    ("owner", "Nobody is named yet who answers questions (Owner)."),
)
_AUDIENCE = ("audience_industry", "audience_size", "audience_role", "audience_region")


def missing_lines(campaign: Mapping[str, object], today: dt.date) -> tuple[tuple[str, ...], bool]:
    """What is missing or contradictory on a row of tblCampaigns.

    Returns:
        Sentences to print as open, and whether one of them keeps the page from being ready. (A deadline that has
        passed is printed, but does not unmake a page.)
    """
    lines = [sentence for key, sentence in _NEEDED if not _filled(campaign, key)]
    if not any(_filled(campaign, key) for key in _AUDIENCE):
        lines.append("Who it is for is not written yet.")
    lines += _about_offer(campaign) + _about_days(campaign)
    deadline = as_day(campaign["deadline"])
    late = [f"The deadline has passed ({day(deadline)})."] if deadline and deadline < today else []
    return (*lines, *late), bool(lines)


def _filled(campaign: Mapping[str, object], key: str) -> bool:
    """Whether a text cell says something."""
    return bool(str(campaign[key]).strip())


def _about_offer(campaign: Mapping[str, object]) -> list[str]:
    """An offer or a gift needs exact terms and a last day."""
    if not _filled(campaign, "offer") and not _filled(campaign, "incentive"):
        return []
    what = "offer" if _filled(campaign, "offer") else "gift"
    lines = [] if _filled(campaign, "terms") else [f"The {what} has no terms yet."]
    return lines + ([] if as_day(campaign["deadline"]) else [f"The {what} has no deadline yet."])


def _about_days(campaign: Mapping[str, object]) -> list[str]:
    """Days that are missing, or out of order."""
    starts, ends, deadline, brief_by = (as_day(campaign[key]) for key in ("starts", "ends", "deadline", "brief_by"))
    lines = []
    if starts is None:
        lines.append("The first day is not set yet.")
    if ends is None:
        lines.append("The last day is not set yet.")
    if starts and ends and starts > ends:
        lines.append(f"It starts ({day(starts)}) after it ends ({day(ends)}).")
    if deadline and ends and deadline > ends:
        lines.append(f"The deadline ({day(deadline)}) is after the end ({day(ends)}).")
    if deadline and starts and deadline < starts:
        lines.append(f"The deadline ({day(deadline)}) is before the start ({day(starts)}).")
    if brief_by and starts and brief_by > starts:
        lines.append(f"The page is due ({day(brief_by)}) after the start ({day(starts)}).")
    return lines
