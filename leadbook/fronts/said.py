"""The outcome of a press in words that fit a message box, and where in the workbook to look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leadbook.errors import LeadbookError
from leadbook.fronts.exchange import DONE, ERROR, Answer, Request
from leadbook.fronts.text import as_text
from leadbook.model import RunReport
from leadbook.schema import book as schema

MOST = 890
"""Characters of a message: the macro shows 900, as Excel's box cuts them off at 1,024."""

_REST = "\n… (the rest stands on the sheets Runs and To fix)"

_PLACE = re.compile(r"[Ss]heet (?:“([^”]+)”|([^,]+)), cell ([A-Z]{1,3}\d+)")
_SHOWN = {"allocate": "cover", "forecast": "forecast", "report": "report"}
"""Command → key of the sheet that shows what came of it."""

_OPENS = {"new", "flag", "demo"}
"""Commands that make a workbook to look at."""


def outcome(report: RunReport, request: Request, more: Sequence[str] = ()) -> Answer:
    """What was done.

    Args:
        more: sentences that are about the open workbook.
    """
    notes = report.notes
    if request.command == "show" and not report.changed:  # the visible ones can be seen
        notes = tuple(line for line in notes if not line.startswith("visible"))
    text = _for_buttons(as_text(replace(report, notes=notes)))
    made = report.outputs[0] if request.command in _OPENS and report.outputs else ""
    key = _SHOWN.get(request.command, "") if report.changed else ""
    return Answer(
        status=DONE, text=shortened("\n".join([text, *more])),
        open=made if made.lower().endswith((".xlsx", ".xlsm")) else "",
        sheet=schema.sheet(key).name if key else "", cell="A1" if key else "",
    )  # fmt: skip


def question(report: RunReport) -> str:
    """What an undo would do, as a question."""
    return shortened("\n".join(report.notes), MOST - 40) + "\n\nTake this back?"


def help_text(*, opened: bool = False) -> str:
    """What each button does.

    Args:
        opened: whether the README stands in the browser.
    """
    from leadbook.actions import ACTIONS

    lines = ["The README is open in your browser.\n"] if opened else []
    lines += [f"{one.button.label}: {one.help}" for one in ACTIONS if one.button]
    return shortened("\n".join(lines), rest="\n… (pointing at a button shows what it does)")


def refusal(error: LeadbookError) -> Answer:
    """What stopped the run, in a message and, where a cell is to blame, a place."""
    found = _PLACE.search(error.where)
    text = f"{error.what}\n\n{error.fix}\n\n({error.where})"
    return Answer(
        status=ERROR, text=shortened(_for_buttons(text)), sheet=(found[1] or found[2]) if found else "",
        cell=found[3] if found else "",
    )  # fmt: skip


def listed(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return " or ".join(f"“{name}”" for name in names)


def shortened(text: str, most: int = MOST, rest: str = _REST) -> str:
    """As many whole lines as fit; that something is missing is said, with `rest`."""
    text = text.strip()
    if len(text) <= most:
        return text
    kept = text[: most - len(rest)]
    return kept[: kept.rfind("\n")].rstrip() + rest if "\n" in kept else kept.rstrip() + " …"


def _for_buttons(text: str) -> str:
    """The sentences of the command line in the words of somebody who has buttons."""
    text = re.sub(r"To take it back: leadbook undo BOOK \d+", "To take it back: Undo last run.", text)
    return re.sub(r"(?<!terminal: )leadbook (import|check|allocate|brief|report|new|show) \S+", _button, text)


def _button(found: re.Match[str]) -> str:
    from leadbook.actions import action

    button = action(found[1]).button
    return f"press {button.label}" if button else found[0]
