"""What happens when a button is pressed: the action on the open workbook, and one answer in plain words.

Excel and Calc share this; `fronts.excel` and `fronts.calc` find the workbook and deliver the answer. Whatever goes
wrong, the workbook is as it was: what was written is put back, and the file is saved at the very end only.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadbook import actions
from leadbook.errors import LeadbookError, NotALeadbook, UsageError
from leadbook.fronts import said
from leadbook.fronts.exchange import ASK, BUG, DONE, Answer, Request
from leadbook.fronts.faults import log_bug, user

if TYPE_CHECKING:
    import xlwings as xw

    from leadbook.books.live.book import LiveBook
    from leadbook.books.live.opening import OpenedLive
    from leadbook.model import RunReport

BRIEFINGS = "Briefings"
DEMO = "leadbook-demo"


@dataclass(slots=True)
class Desk:
    """The open workbook that a button was pressed on, as actions open it.

    Args:
        book: xlwings' book. opened: every time an action opened it.
    """

    book: xw.Book
    opened: list[OpenedLive] = field(default_factory=list)

    def open(self, _path: Path, for_writing: bool = False, *, whole: bool = False) -> OpenedLive:
        """See `saving.opening.Opener`; the path is that of this workbook."""
        from leadbook.books.live.opening import open_live

        self.opened.append(open_live(self.book, for_writing=for_writing, whole=whole))
        return self.opened[-1]

    @property
    def lives(self) -> list[LiveBook]:
        """What was written to."""
        return [one.live for one in self.opened]


Step = Callable[[], contextlib.AbstractContextManager[None]]
"""Makes what surrounds the work in one program, such as one step of its undo."""


def press(
    request: Request, find: Callable[[Request], xw.Book], step: Step = contextlib.nullcontext,
    busy: Callable[[Exception], LeadbookError | None] = lambda _: None,
) -> Answer:  # fmt: skip
    """Do what a button asks for.

    Args:
        find: gives the workbook that is named in the request; raises LeadbookError when it cannot be worked on.
        step: what surrounds the work.
        busy: what is to be said of an error with which the program says that it does not listen now.

    Returns:
        The answer; errors and bugs are answers too.
    """
    try:
        return _answered(request, find, step)
    except LeadbookError as error:
        return said.refusal(error)
    except Exception as error:  # noqa: BLE001 - here a bug becomes a sentence and a log
        if (not_now := busy(error)) is not None:
            return said.refusal(not_now)
        return Answer(status=BUG, text=log_bug(error, request.command))


def _answered(request: Request, find: Callable[[Request], xw.Book], step: Step) -> Answer:
    if request.command == "help":
        from leadbook.fronts.readme import open_readme

        return Answer(status=DONE, text=said.help_text(opened=open_readme()))
    try:
        action = actions.action(request.command)
    except KeyError as error:
        raise UsageError(
            f"This Leadbook has no button “{request.command}”.", "Leadbook", "Install the buttons again."
        ) from error
    if action.button is None or not action.button.needs_book:
        return said.outcome(_call(request, _arguments(request, None), {}), request)
    from leadbook.books.live.extras import extras_of
    from leadbook.books.live.opening import marked
    from leadbook.books.live.quiet import quiet

    desk = Desk(find(request))
    arguments = _arguments(request, desk.book)
    path = desk.open(Path()).path  # also says whether it can be worked on, before anything is held still
    saved = extras_of(desk.book).is_saved(desk.book)
    # a press that is refused because of another one must not put the program back as it is during that one
    with marked(path, saved=saved) as cut_off, quiet(desk.book.app) as tell, step(), _rolled_back(desk):
        try:
            report = _call(request, {"book": path, **arguments}, {"opening": desk.open, "progress": tell})
        except NotALeadbook as error:
            raise _other_book(error, desk.book) from error
    for live in desk.lives:
        live.settle()
    if request.command == "undo" and not request.yes:
        return Answer(status=ASK, text=said.question(report))
    return said.outcome(report, request, (*cut_off, *_hidden(desk)))


def _call(request: Request, arguments: dict[str, Any], live: dict[str, Any]) -> RunReport:
    """Call the action; `live` is what its context has of an open workbook."""
    from leadbook.actions.context import Context

    now = dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005 - a workbook holds local stamps
    context = Context(today=now.date(), now=now, who=user(), **live)
    done: RunReport = actions.load(request.command)(context=context, **arguments)
    return done


@contextlib.contextmanager
def _rolled_back(desk: Desk) -> Iterator[None]:
    """Put back what was written when the work ends in an error."""
    try:
        yield
    except BaseException:
        for live in reversed(desk.lives):
            live.roll_back()
        raise


def _other_book(error: NotALeadbook, book: xw.Book) -> NotALeadbook:
    """The error about a workbook that is none of Leadbook's; when one is open beside it, its name."""
    from leadbook.schema.book import TABLES

    names = {table.name.casefold() for table in TABLES}

    def is_leadbook(other: xw.Book) -> bool:
        return any(table.name.casefold() in names for sheet in other.sheets for table in sheet.tables)

    others = [one.name for one in book.app.books if one.name != book.name and is_leadbook(one)]
    if not others:
        return NotALeadbook(error.what, error.where, "Press New workbook to make one.")
    return NotALeadbook(error.what, error.where, f"Click {said.listed(others)} first, then press the button again.")


def _hidden(desk: Desk) -> Sequence[str]:
    """A sentence for each table with rows that a filter hides: they were worked on like the others."""
    found = {name: count for live in desk.lives for name, count in live.hidden.items()}
    return [
        f"{name.removeprefix('tbl')} has {count:,} hidden row{'s' * (count > 1)} (by a filter or by hand): worked on "
        "like the others, still hidden."
        for name, count in found.items()
    ]  # fmt: skip


def _arguments(request: Request, book: xw.Book | None) -> dict[str, Any]:
    """The action's own arguments, from what the button asked for.

    Raises:
        UsageError: something is missing.
    """
    files = [Path(file) for file in request.files]
    make = _ARGUMENTS.get(request.command)
    found: dict[str, Any] = make(request, files, book) if make else {}
    return found


def _first(files: Sequence[Path], what: str) -> Path:
    if not files:
        raise UsageError(f"No {what} was chosen.", "Leadbook", "Press the button again and choose one.")
    return files[0]


def _import(request: Request, files: list[Path], book: xw.Book | None) -> dict[str, Any]:
    if request.variant != "inbox":
        _first(files, "list")
    return {"files": files, "dry_run": request.variant == "dry-run", **_campaign(book)}


def _run(_: Request, files: list[Path], book: xw.Book | None) -> dict[str, Any]:
    _first(files, "list")
    return {"files": files, **_campaign(book)}


def _campaign(book: xw.Book | None) -> dict[str, str]:
    """The campaign of the selected row, when a row of Campaigns is selected: new lists answer it."""
    from leadbook.fronts.selecting import selected_row

    row = selected_row(book, "campaigns") if book is not None else {}
    name, gathered = str(row.get("campaign") or ""), str(row.get("gathered_how") or "")
    return {"campaign": name, "gathered": gathered} if name else {}


def _why(request: Request, _: list[Path], book: xw.Book | None) -> dict[str, Any]:
    from leadbook.fronts.selecting import selected_id

    who = request.text.strip() or (selected_id(book) if book is not None else "")
    if not who:
        raise UsageError(
            "No lead is selected.", "Why this lead",
            "Click a cell in the row of a lead (on Leads, Inquiries, Not leads or To fix), then press the button.",
        )  # fmt: skip
    return {"who": who}


def _show(request: Request, _: list[Path], __: xw.Book | None) -> dict[str, Any]:
    return {"sheets": [name.strip() for name in request.text.replace(";", ",").split(",") if name.strip()]}


def _brief(request: Request, _: list[Path], book: xw.Book | None) -> dict[str, Any]:
    if request.variant != "pdf" or book is None:
        return {}
    return {"pdf": Path(book.fullname).parent / BRIEFINGS}


def _allocate(request: Request, _: list[Path], __: xw.Book | None) -> dict[str, Any]:
    what_if = request.text.strip() if request.variant == "what-if" else ""
    if request.variant == "what-if" and not what_if:
        raise UsageError("Nothing was asked.", "What if", "For example: quota Dana 120000.")
    return {"preview": request.variant == "preview", "rebalance": request.variant == "rebalance", "what_if": what_if}


def _demo(_: Request, files: list[Path], __: xw.Book | None) -> dict[str, Any]:
    folder, number = _first(files, "folder"), 2
    target = folder / DEMO
    while target.exists():
        target, number = folder / f"{DEMO}-{number}", number + 1
    return {"folder": target}


def _new(_: Request, files: list[Path], __: xw.Book | None) -> dict[str, Any]:
    return {"book": _first(files, "name")}


def _flag(_: Request, files: list[Path], __: xw.Book | None) -> dict[str, Any]:
    return {"path": _first(files, "list")}


def _undo(request: Request, _: list[Path], __: xw.Book | None) -> dict[str, Any]:
    return {"run_number": None, "force": False, "preview": not request.yes}


_ARGUMENTS: dict[str, Callable[[Request, list[Path], Any], dict[str, Any]]] = {
    "import": _import, "run": _run, "why": _why, "show": _show, "brief": _brief, "allocate": _allocate,
    "demo": _demo, "new": _new, "flag": _flag, "undo": _undo,
}  # fmt: skip
"""Command → its arguments, where it takes any."""
