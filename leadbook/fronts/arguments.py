"""The arguments of every command; help texts come from ACTIONS."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from leadbook import __version__
from leadbook.actions import ACTIONS
from leadbook.fronts.helping import Parser, TopParser, example
from leadbook.model import GatheredHow


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = TopParser(
        prog="leadbook", description="Qualified leads from any list, shared fairly against quota, explained."
    )
    top.add_argument("--version", action="version", version=f"leadbook {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for action in ACTIONS:
        aliases = [action.alias] if action.alias else []
        command = commands.add_parser(
            action.name, help=action.help, description=action.help, aliases=aliases, epilog=example(action.name)
        )
        command.set_defaults(command=action.name)
        OWN[action.name](command)
        _common(command)
    return top


def _common(command: argparse.ArgumentParser) -> None:
    """Arguments that every command takes."""
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="work as if it were this day")
    command.add_argument("--strict", action="store_true", help="exit with 4 when rows need a person")
    command.add_argument("--quiet", action="store_true", help="print no progress and no text")


def _day(text: str) -> dt.date:
    """An ISO date."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-23") from error


def _number(text: str) -> int:
    """The number of a run."""
    if not text.strip().isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a run such as 12")
    return int(text)


def _book(command: argparse.ArgumentParser) -> None:
    command.add_argument("book", type=Path, metavar="BOOK", help="the workbook (.xlsx or .xlsm)")


def _lists(command: argparse.ArgumentParser, least: str) -> None:
    inbox = "; none: what is new in the folder Inbox" if least == "*" else ""
    command.add_argument(
        "files", type=Path, nargs=least, metavar="FILE", help=f"lists to read, of any kind, also in a .zip{inbox}"
    )
    command.add_argument("--campaign", default="", metavar="C", help="the campaign they answer")
    command.add_argument(
        "--gathered", default="", metavar="HOW", choices=[str(how) for how in GatheredHow],
        help="how the names were gathered: " + ", ".join(GatheredHow),
    )  # fmt: skip
    command.add_argument(
        "--map", action="append", default=[], metavar='"Their header=field"', help="say which field a column is"
    )
    command.add_argument(
        "--sheet", default=None, metavar="NAME", help="the sheet of a workbook with several, or all: each with people"
    )
    command.add_argument(
        "--update", default="blanks", metavar="HOW",
        help="people who are known: blanks (fill blanks), only (add nobody), new (leave them alone), "
        "fields=KEY,… (overwrite these)",
    )  # fmt: skip


def _flag(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=Path, metavar="LIST", help="the list: .csv, .xlsx, .xls, .ods and more")
    command.add_argument(
        "-o", "--output", type=Path, default=None, metavar="OUT", help='the result (else "LIST (flagged).xlsx")'
    )
    command.add_argument("--sheet", default=None, metavar="NAME", help="the sheet of a workbook with several")


def _import(command: argparse.ArgumentParser) -> None:
    _book(command)
    _lists(command, "*")
    command.add_argument("--dry-run", action="store_true", help="say row by row what would happen, write nothing")


def _allocate(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("--preview", action="store_true", help="say what would happen, write nothing")
    command.add_argument("--rebalance", action="store_true", help="also move leads that nobody has called yet")
    command.add_argument(
        "--what-if", default="", metavar='"…"',
        help='answer, write nothing: "quota Dana 120000", "absent Dana 1–14 Dec", "close rate +2 %%"',
    )  # fmt: skip


def _brief(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("--campaign", default="", metavar="C", help="this campaign only")
    command.add_argument(
        "--pdf", type=Path, default=None, metavar="DIR", help="also make PDFs there (needs LibreOffice)"
    )


def _run(command: argparse.ArgumentParser) -> None:
    _book(command)
    _lists(command, "+")


def _undo(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument(
        "run_number", type=_number, nargs="?", default=None, metavar="RUN", help="number on the sheet Runs"
    )
    command.add_argument("--force", action="store_true", help="also take back values edited since")
    command.add_argument("--preview", action="store_true", help="say what would go back, write nothing")


def _why(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument(
        "who", nargs="+", metavar="ID", help="the ID on Inquiries; or an e-mail address, or first and last name"
    )


def _show(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument("sheets", nargs="*", metavar="SHEET", help="sheets to make visible; none: list them")


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder", type=Path, nargs="?", default=None, metavar="DIR", help="where to leave it (else leadbook-demo)"
    )


def _program(command: argparse.ArgumentParser) -> None:
    command.add_argument("program", choices=("excel", "calc"), help="excel, or calc (LibreOffice)")


def _doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "book", type=Path, nargs="?", default=None, metavar="BOOK", help="a workbook to look at as well"
    )


OWN = {
    "flag": _flag,
    "new": _book, "import": _import, "check": _book, "allocate": _allocate,
    "forecast": _book, "brief": _brief, "report": _book,
    "run": _run, "undo": _undo, "why": _why, "show": _show, "demo": _demo,
    "install": _program, "uninstall": _program, "doctor": _doctor,
}  # fmt: skip
"""Command → what adds its own arguments."""
