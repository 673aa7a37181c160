"""One function per button: read tables → stages → write tables → run record.

`ACTIONS` lists every action with what a person reads about it. A house test asks for the command, the README
line, the ribbon button and the macro of each. Nothing heavy is imported here; the functions are found by `load`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The same action with other options: an entry of the menu beside its button.

    Args:
        name: one word that fronts pass on ("preview").
        label, tip: what a person reads on it and about it.
        asks: as in `Button`; prompt: the question of an input box.
    """

    name: str
    label: str
    tip: str
    asks: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """How an action looks in a ribbon, a menu or a toolbar.

    Args:
        label: one to three words; group: the group of buttons it stands in; keytip: one or two letters, unique.
        asks: what the front asks for first: "" nothing, "lists" one or more list files, "list" one list file,
            "folder" a folder, "workbook" a name for a new workbook, "text" a line of text (see `prompt`).
        prompt: the question of the input box, or the title of the file picker.
        needs_book: whether it works on the active workbook.
        variants: more ways to call it.
    """

    label: str
    group: str
    keytip: str
    asks: str = ""
    prompt: str = ""
    needs_book: bool = True
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action.

    Args:
        name: the command ("allocate").
        help: one line for a person who knows no Python.
        module, function: where it is, below `leadbook.actions`.
        alias: a second name of the command.
        button: how it looks in Excel and Calc; None for what only a terminal offers, as it sets up the buttons.
    """

    name: str
    help: str
    module: str
    function: str
    alias: str = ""
    button: Button | None = None


LISTS, LEADS, CAMPAIGNS, RESULTS, WORKBOOK = "Lists", "Leads", "Campaigns", "Results", "Workbook"
"""Groups of buttons, in the order of the week."""

_PREVIEW = Variant(name="preview", label="Preview", tip="Say what would happen; write nothing.")
_REBALANCE = Variant(
    name="rebalance", label="Rebalance", tip="Share again, also the leads that nobody has called yet."
)
_WHAT_IF = Variant(
    name="what-if", label="What if …", tip="Answer a question about quotas, absences or close rates; write nothing.",
    asks="text", prompt="For example: quota Dana 120000; absent Dana 1-14 Dec; close rate +2 %",
)  # fmt: skip
_PDF = Variant(name="pdf", label="Briefing pages as PDF", tip="Also put PDFs into the folder Briefings.")
_DRY_RUN = Variant(
    name="dry-run", label="Try an import", tip="Say row by row what would come in; write nothing.",
    asks="lists", prompt="Lists to try",
)  # fmt: skip
_INBOX = Variant(name="inbox", label="Import the Inbox", tip="Read what is new in the folder Inbox beside the book.")


ACTIONS: tuple[Action, ...] = (
    Action(name="flag", help="Say of every row of a list what it is and what to ask; needs no workbook.",
           module="flagging", function="flag",
           button=Button(label="Flag a list", group=LISTS, keytip="F", asks="list", prompt="The list to flag",
                         needs_book=False)),
    Action(name="new", help="Make an empty workbook.", module="making", function="new",
           button=Button(label="New workbook", group=WORKBOOK, keytip="N", asks="workbook",
                         prompt="Name of the new workbook", needs_book=False)),
    Action(name="import", help="Read lists into the workbook; every row is kept or named.", module="importing",
           function="import_lists",
           button=Button(label="Import lists", group=LISTS, keytip="I", asks="lists", prompt="Lists to import",
                         variants=(_INBOX, _DRY_RUN))),
    Action(name="check", help="Apply the answers on To fix, then judge every inquiry again.", module="checking",
           function="check", alias="qualify",
           button=Button(label="Check", group=LISTS, keytip="C")),
    Action(name="allocate", help="Share the leads among the reps by what each still needs; says why.",
           module="allocating", function="allocate",
           button=Button(label="Allocate", group=LEADS, keytip="A", variants=(_PREVIEW, _REBALANCE, _WHAT_IF))),
    Action(name="forecast", help="Say how many leads each quota needs, month by month; hands out nothing.",
           module="forecasting", function="forecast",
           button=Button(label="Forecast", group=LEADS, keytip="O")),
    Action(name="brief", help="Make the briefing page of each campaign.", module="briefing", function="brief",
           button=Button(label="Briefing pages", group=CAMPAIGNS, keytip="B", variants=(_PDF,))),
    Action(name="report", help="Count the way from inquiry to sale.", module="reporting", function="report",
           button=Button(label="Report", group=RESULTS, keytip="R")),
    Action(name="run", help="Import, check, allocate, brief and report in one go.", module="running", function="run",
           button=Button(label="Whole week", group=RESULTS, keytip="W", asks="lists", prompt="Lists of this week")),
    Action(name="undo", help="Take a run back; what a person edited since is kept and named.", module="taking_back",
           function="undo",
           button=Button(label="Undo last run", group=WORKBOOK, keytip="U")),
    Action(name="why", help="Tell the story of one inquiry: where it came from, what was decided, who has it.",
           module="telling", function="why",
           button=Button(label="Why this lead", group=LEADS, keytip="Y")),
    Action(name="show", help="Make hidden sheets visible, or list them.", module="showing", function="show",
           button=Button(label="Show sheets", group=WORKBOOK, keytip="S", asks="text",
                         prompt="Names of hidden sheets, with commas between them; leave it blank for a list")),
    Action(name="demo", help="Build a workbook and run every step on sample lists.", module="demo", function="demo",
           button=Button(label="Demo", group=WORKBOOK, keytip="D", asks="folder", prompt="Folder for the demo",
                         needs_book=False)),
    Action(name="install", help="Set up the buttons in Excel or in LibreOffice Calc, for you alone.",
           module="setting_up", function="install"),
    Action(name="uninstall", help="Take the buttons out of Excel or LibreOffice Calc again.",
           module="setting_up", function="uninstall"),
    Action(name="doctor", help="Look whether everything is in order here, and say what to do about what is not.",
           module="doctoring", function="doctor",
           button=Button(label="Doctor", group=WORKBOOK, keytip="T", needs_book=False)),
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
