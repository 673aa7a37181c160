"""The command line: argument in, action called, outcome shown.

Exit codes: 0 done, also when rows need a person (4 with --strict) · 1 a bug · 2 wrong use · 3 stopped, nothing
changed. Progress goes to stderr, the outcome to stdout. This is the only place that catches errors and asks the
clock. `leadbook --help` imports neither pandas nor openpyxl.
"""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadbook import __version__, actions
from leadbook.errors import LeadbookError, UsageError
from leadbook.fronts.arguments import parser

if TYPE_CHECKING:
    from leadbook.model import RunReport

DONE, BUG, WRONG_USE, STOPPED, NEEDS_A_PERSON = 0, 1, 2, 3, 4


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console of an old code page shows ? rather than failing
    try:
        args = parser().parse_args(argv)
    except UsageError as error:
        words = sys.argv[1:] if argv is None else argv
        return _say_error(error, argparse.Namespace(command="", json="--json" in words))
    if not args.command:
        parser().print_help()
        return WRONG_USE
    try:
        report = _call(args)
    except LeadbookError as error:
        return _say_error(error, args)
    except KeyboardInterrupt:
        print("\nStopped. Nothing was changed.", file=sys.stderr)  # noqa: T201
        return STOPPED
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
    context = Context(today=today, now=now, who=_user(), progress=_progress(args))
    own = {key: value for key, value in vars(args).items() if key not in COMMON}
    result: RunReport = actions.load(args.command)(context=context, **own)
    return result


COMMON = frozenset({"command", "json", "today", "strict", "quiet"})
"""Arguments that every command takes and no action sees."""


def _user() -> str:
    """Name of the computer's user, for the ledger; blank where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _progress(args: argparse.Namespace) -> Callable[[str], None]:
    """Progress lines on stderr, one over the other on a terminal."""
    if args.quiet:
        return lambda _: None
    if sys.stderr.isatty():
        return lambda text: print(f"\r\033[K{text} …", end="", file=sys.stderr, flush=True)  # noqa: T201
    return lambda text: print(f"{text} …", file=sys.stderr, flush=True)  # noqa: T201


def _clear_line() -> None:
    """Remove the last progress line of a terminal."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201


def _show(report: RunReport, args: argparse.Namespace) -> None:
    """Print the outcome for a person, or as one JSON object."""
    _clear_line()
    if args.json:
        from leadbook.actions.reports import as_json

        print(json.dumps(as_json(report), ensure_ascii=False, indent=1, default=str))  # noqa: T201
    elif not args.quiet:
        from leadbook.fronts.text import as_text

        print(as_text(report))  # noqa: T201


def _say_error(error: LeadbookError, args: argparse.Namespace) -> int:
    """One line: what, where, what to do."""
    _clear_line()
    if args.json:
        data: dict[str, Any] = {"what": error.what, "where": error.where, "fix": error.fix}
        print(json.dumps({"action": args.command, "error": {"code": error.code, **data}}, ensure_ascii=False))  # noqa: T201
    print(f"leadbook: {error}", file=sys.stderr)  # noqa: T201
    return WRONG_USE if isinstance(error, UsageError) else STOPPED


def _say_bug(error: Exception, args: argparse.Namespace) -> int:
    """One sentence and the place of the log; the traceback goes there, without any values of leads."""
    from leadbook.books.saving.states import state_root

    _clear_line()
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__name__} in {args.command}, leadbook {__version__}"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    log = state_root() / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        fix = f"The log {log} could not be written."
    else:
        fix = f"The log is {log}"
    what = f"this is a bug in Leadbook ({type(error).__name__}); your workbook was not changed by this step."
    if args.json:
        data = {"code": "LB-BUG", "what": what, "where": args.command, "fix": fix}
        print(json.dumps({"action": args.command, "error": data}, ensure_ascii=False))  # noqa: T201
    print(f"leadbook: {what} {fix}", file=sys.stderr)  # noqa: T201
    return BUG
