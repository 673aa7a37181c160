"""Help and refusals of the command line, in the words of somebody who uses it for the first time."""

from __future__ import annotations

import argparse
import difflib
import re
from typing import NoReturn

from leadbook.actions import ACTIONS
from leadbook.errors import UsageError

_GROUPS = (
    ("You have a list", ("flag", "demo")),
    ("You get lists every week", ("new", "import", "check", "allocate", "forecast", "brief", "report", "run")),
    ("Look, and take back", ("why", "show", "undo")),
    ("Set up the buttons", ("install", "uninstall", "doctor")),
)
"""Groups of commands in the order a newcomer needs them; what is in none comes last."""

EXAMPLES = {
    "flag": "leadbook flag webinar.csv",
    "demo": "leadbook demo",
    "new": "leadbook new Leads.xlsx",
    "import": 'leadbook import Leads.xlsx webinar.csv --campaign "Autumn Swap" --gathered event',
    "check": "leadbook check Leads.xlsx",
    "allocate": "leadbook allocate Leads.xlsx --preview",
    "forecast": "leadbook forecast Leads.xlsx",
    "brief": "leadbook brief Leads.xlsx --pdf Pages",
    "report": "leadbook report Leads.xlsx",
    "run": "leadbook run Leads.xlsx webinar.csv fair.xlsx",
    "why": "leadbook why Leads.xlsx K3M7Q",
    "show": "leadbook show Leads.xlsx Gate Words",
    "undo": "leadbook undo Leads.xlsx",
    "install": "leadbook install excel",
    "uninstall": "leadbook uninstall excel",
    "doctor": "leadbook doctor",
}
"""Command → one line as one would type it."""

_MISSING = "the following arguments are required: "
_WIDTH = 10


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are errors like all others: one line with what, where and what to do."""

    def error(self, message: str) -> NoReturn:
        """Refuse in plain words.

        Raises:
            UsageError
        """
        raise UsageError(*_refusal(self, message))


class TopParser(Parser):
    """The parser of all commands; its help lists them in groups."""

    def format_help(self) -> str:
        """The help of `leadbook` alone."""
        told = {action.name: action.help for action in ACTIONS}
        named = {name for _, names in _GROUPS for name in names}
        rest = tuple(name for name in told if name not in named)
        lines = [str(self.description), "", "Usage: leadbook COMMAND …    leadbook COMMAND --help explains one of them"]
        for title, names in (*_GROUPS, *((("More", rest),) if rest else ())):
            lines += ["", f"{title}:"]
            for name in names:
                if name in told:
                    lines.append(f"  {name:<{_WIDTH}}{told[name]}")
            lines.append(f"  {'':<{_WIDTH}}for example: {EXAMPLES[names[0]]}" if names[0] in EXAMPLES else "")
        lines += [
            "", "Every command takes --json (one JSON object), --today YYYY-MM-DD, --strict (exit code 4 when rows",
            "need a person) and --quiet. Exit codes: 0 done, 1 a bug, 2 wrong use, 3 stopped and nothing changed.", "",
        ]  # fmt: skip
        return "\n".join(line for at, line in enumerate(lines) if line or at)


def example(name: str) -> str:
    """The end of the help of a command."""
    return f"Example: {EXAMPLES[name]}" if name in EXAMPLES else ""


def _refusal(parser: argparse.ArgumentParser, message: str) -> tuple[str, str, str]:
    """What, where and what to do, from what argparse says."""
    name = parser.prog.rpartition(" ")[2]
    see = f"For example: {EXAMPLES[name]}" if name in EXAMPLES else f"See: {parser.prog} --help"
    if message.startswith(_MISSING):
        missing = message.removeprefix(_MISSING)
        return f"{missing} {'are' if ',' in missing else 'is'} missing.", parser.prog, see
    choice = re.match(r"argument COMMAND: invalid choice: '(.*?)' \(choose", message)
    if choice:
        names = [name for action in ACTIONS for name in (action.name, action.alias) if name]
        near = difflib.get_close_matches(choice[1].casefold(), names, 1, 0.5)
        fix = f"Did you mean: leadbook {near[0]}?" if near else "See: leadbook --help"
        return f"There is no command “{choice[1]}”.", "leadbook", fix
    return f"{message[:1].upper()}{message[1:]}.", parser.prog, f"See: {parser.prog} --help"


def parse(top: argparse.ArgumentParser, argv: list[str] | None) -> argparse.Namespace:
    """The arguments of a command line.

    Raises:
        UsageError: they do not fit; a slip in an option is answered with the nearest one of that command.
    """
    args, rest = top.parse_known_args(argv)
    if not rest:
        return args
    command = getattr(args, "command", "") or ""
    prog = f"leadbook {command}".strip()
    wrong = next((word for word in rest if word.startswith("-")), "")
    if not wrong:
        words = ", ".join(f"“{word}”" for word in rest)
        raise UsageError(
            f"{words} {'is' if len(rest) == 1 else 'are'} too much here; names with blanks need quotation marks.",
            prog, f"See: {prog} --help",
        )  # fmt: skip
    near = difflib.get_close_matches(wrong.partition("=")[0], _options(top, command), 1, 0.6)
    fix = f"Did you mean {near[0]}?" if near else f"See: {prog} --help"
    raise UsageError(f"There is no option {wrong.partition('=')[0]}.", prog, fix)


def _options(top: argparse.ArgumentParser, command: str) -> list[str]:
    """The options of a command."""
    for group in top._actions:  # argparse gives no public way to its subparsers
        if isinstance(group, argparse._SubParsersAction) and command in group.choices:
            return [name for action in group.choices[command]._actions for name in action.option_strings]
    return []
