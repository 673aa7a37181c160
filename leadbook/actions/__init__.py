"""One function per button: read tables → stages → write tables → run record.

`ACTIONS` lists every action with what a person reads about it. A house test asks for the command, the README
line and (once there are any) the ribbon button and macro of each. Nothing heavy is imported here; the functions
are found by `load`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action.

    Args:
        name: the command ("allocate").
        help: one line for a person who knows no Python.
        module, function: where it is, below `leadbook.actions`.
        alias: a second name of the command.
    """

    name: str
    help: str
    module: str
    function: str
    alias: str = ""


ACTIONS: tuple[Action, ...] = (
    Action(name="flag", help="Say of every row of a list what it is and what to ask; needs no workbook.",
           module="flagging", function="flag"),
    Action(name="new", help="Make an empty workbook.", module="making", function="new"),
    Action(name="import", help="Read lists into the workbook; every row is kept or named.", module="importing",
           function="import_lists"),
    Action(name="check", help="Apply the answers on To fix, then judge every inquiry again.", module="checking",
           function="check", alias="qualify"),
    Action(name="allocate", help="Share the leads among the reps by what each still needs; says why.",
           module="allocating", function="allocate"),
    Action(name="forecast", help="Say how many leads each quota needs, month by month; hands out nothing.",
           module="forecasting", function="forecast"),
    Action(name="brief", help="Make the briefing page of each campaign.", module="briefing", function="brief"),
    Action(name="report", help="Count the way from inquiry to sale.", module="reporting", function="report"),
    Action(name="run", help="Import, check, allocate, brief and report in one go.", module="running", function="run"),
    Action(name="undo", help="Take a run back; what a person edited since is kept and named.", module="taking_back",
           function="undo"),
    Action(name="why", help="Tell the story of one inquiry: where it came from, what was decided, who has it.",
           module="telling", function="why"),
    Action(name="show", help="Make hidden sheets visible, or list them.", module="showing", function="show"),
    Action(name="demo", help="Build a workbook and run every step on sample lists.", module="demo", function="demo"),
)  # fmt: skip
"""In the order in which a newcomer needs them."""


def action(name: str) -> Action:
    """The action of that name or alias; KeyError when there is none."""
    for entry in ACTIONS:
        if name in (entry.name, entry.alias):
            return entry
    raise KeyError(name)


def load(name: str) -> Callable[..., Any]:
    """The function of an action; imports what it needs only now."""
    entry = action(name)
    function: Callable[..., Any] = getattr(import_module(f"{__name__}.{entry.module}"), entry.function)
    return function
