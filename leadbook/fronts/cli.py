"""The command line: argument in, action called, outcome shown.

Exit codes: 0 done, also when rows need a person (4 with --strict) · 1 a bug · 2 wrong use · 3 stopped, nothing
changed · 130 stopped by Ctrl-C. Progress goes to stderr, the outcome to stdout. This is the only place that catches
errors and asks the clock. `leadbook --help` imports neither pandas nor openpyxl.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook import actions
from leadbook.errors import LeadbookError, UsageError
from leadbook.fronts import console
from leadbook.fronts.arguments import parser
from leadbook.fronts.faults import log_bug, user
from leadbook.fronts.helping import parse

if TYPE_CHECKING:
    from leadbook.model import RunReport

DONE, BUG, WRONG_USE, STOPPED, NEEDS_A_PERSON, BY_HAND = 0, 1, 2, 3, 4, 130
TIDYING = (200_000, 50, 50)
"""When Python looks for objects that only name each other: of a long list's millions, next to none do."""
SEVERAL = ("run", "demo")
"""Commands that save more than once."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    console.prepare()
    gc.set_threshold(*TIDYING)
    top = parser()
    try:
        args = parse(top, None if argv is None else list(argv))
    except UsageError as error:
        words = sys.argv[1:] if argv is None else argv
        return _say_error(error, argparse.Namespace(command="", json="--json" in words))
    if not args.command:
        console.show(top.format_help())
        return WRONG_USE
    try:
        report = _call(args)
    except LeadbookError as error:
        return _say_error(error, args)
    except KeyboardInterrupt:
        return _say_stopped(args)
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a sentence and a log
        return _say_bug(error, args)
    _show(report, args)
    return NEEDS_A_PERSON if args.strict and report.counts.get("needs_a_person") else DONE


def _call(args: argparse.Namespace) -> RunReport:
    """Call the action of the command with the arguments that are its own."""
    from leadbook.actions.context import Context

    today = args.today or dt.date.today()
    now = dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005 - a workbook holds local stamps
    if args.today:
        now = dt.datetime.combine(args.today, dt.time())
    context = Context(today=today, now=now, who=user(), progress=console.progress(args.quiet))
    own = {key: value for key, value in vars(args).items() if key not in COMMON}
    result: RunReport = actions.load(args.command)(context=context, **own)
    return result


COMMON = frozenset({"command", "json", "today", "strict", "quiet"})
"""Arguments that every command takes and no action sees."""


def _show(report: RunReport, args: argparse.Namespace) -> None:
    """Print the outcome for a person, or as one JSON object."""
    console.clear_line()
    if args.json:
        from leadbook.actions.reports import as_json

        console.show(json.dumps(as_json(report), ensure_ascii=False, indent=1, default=str))
    elif not args.quiet:
        from leadbook.fronts.text import as_text

        console.show(as_text(report))


def _say_error(error: LeadbookError, args: argparse.Namespace) -> int:
    """One line: what, where, what to do."""
    console.clear_line()
    if args.json:
        data: dict[str, Any] = {"what": error.what, "where": error.where, "fix": error.fix}
        console.show(json.dumps({"action": args.command, "error": {"code": error.code, **data}}, ensure_ascii=False))
    where = error.where.removeprefix("leadbook").strip()  # “leadbook: import: …”, not “leadbook: leadbook import: …”
    console.tell(f"leadbook: {f'{where}: ' if where else ''}{error.what} {error.fix}")
    return WRONG_USE if isinstance(error, UsageError) else STOPPED


def _say_stopped(args: argparse.Namespace) -> int:
    """One line for Ctrl-C; a command of several steps may have saved some."""
    console.clear_line()
    what = "Stopped by you; nothing was changed."
    if args.command in SEVERAL:
        what = "Stopped by you; the step under way changed nothing, the steps before it are saved."
    if args.json:
        data = {"code": "LB-U-STOPPED", "what": what, "where": args.command, "fix": "Run it again when you like."}
        console.show(json.dumps({"action": args.command, "error": data}, ensure_ascii=False))
    console.tell(f"leadbook: {what}")
    return BY_HAND


def _say_bug(error: Exception, args: argparse.Namespace) -> int:
    """One sentence and the place of the log; the traceback goes there, without any values of leads."""
    console.clear_line()
    what = log_bug(error, args.command)
    if args.json:
        data = {"code": "LB-BUG", "what": what, "where": args.command, "fix": "Please report it with that entry."}
        console.show(json.dumps({"action": args.command, "error": data}, ensure_ascii=False))
    console.tell(f"leadbook: {what}")
    return BUG
