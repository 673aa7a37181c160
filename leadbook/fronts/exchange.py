"""How a button talks to Python: a request and an answer, each a few lines of `key=value`.

A macro of Excel and the extension of Calc know no JSON, so both sides read and write this. A key may come several
times. In a value a line break is written "\\n" and a backslash "\\\\". Requests have the keys

    command (name of an action) · variant · book (full name of the workbook) · file (a list, a folder or a new
    name; several) · text (what was typed) · yes (1 when a question was answered with yes) ·
    hwnd (Excel's window, Windows) · pipe (where Calc listens)

and answers

    status (done · ask · error · bug) · sheet, cell (where to go) · open (a workbook to open) · text (what to show;
    one a line)

`ask` means: nothing was changed; show the text, and on yes send the same request with yes=1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DONE, ASK, ERROR, BUG = "done", "ask", "error", "bug"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a button asks for; see the module."""

    command: str
    variant: str = ""
    book: str = ""
    files: tuple[str, ...] = ()
    text: str = ""
    yes: bool = False
    hwnd: str = ""
    pipe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of it; see the module. `text` may have several lines."""

    status: str
    text: str
    sheet: str = ""
    cell: str = ""
    open: str = ""


def read_request(text: str) -> Request:
    """A request from its lines; keys that are not known are passed over.

    Raises:
        ValueError: it names no command.
    """
    pairs = list(_pairs(text))
    found = dict(pairs)
    if not found.get("command"):
        raise ValueError("a request names a command")
    return Request(
        command=found["command"], variant=found.get("variant", ""), book=found.get("book", ""),
        files=tuple(value for key, value in pairs if key == "file"), text=found.get("text", ""),
        yes=found.get("yes") == "1", hwnd=found.get("hwnd", ""), pipe=found.get("pipe", ""),
    )  # fmt: skip


def write_request(request: Request) -> str:
    """The lines of a request."""
    pairs = [("command", request.command), ("variant", request.variant), ("book", request.book)]
    pairs += [("file", file) for file in request.files]
    pairs += [("text", request.text), ("yes", "1" if request.yes else ""), ("hwnd", request.hwnd),
              ("pipe", request.pipe)]  # fmt: skip
    return _lines(pairs)


def read_answer(text: str) -> Answer:
    """An answer from its lines.

    Raises:
        ValueError: it has no status: the other side ended before it could say anything.
    """
    pairs = list(_pairs(text))
    found = dict(pairs)
    if not found.get("status"):
        raise ValueError("an answer has a status")
    return Answer(
        status=found["status"], text="\n".join(value for key, value in pairs if key == "text"),
        sheet=found.get("sheet", ""), cell=found.get("cell", ""), open=found.get("open", ""),
    )  # fmt: skip


def write_answer(answer: Answer) -> str:
    """The lines of an answer."""
    pairs = [("status", answer.status), ("sheet", answer.sheet), ("cell", answer.cell), ("open", answer.open)]
    return _lines([*pairs, *(("text", line) for line in answer.text.split("\n"))], blank="text")


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        key, found, value = line.partition("=")
        if found:
            yield key.strip(), _unescaped(value)


def _lines(pairs: Sequence[tuple[str, str]], blank: str = "") -> str:
    return "".join(f"{key}={_escaped(value)}\n" for key, value in pairs if value or key == blank)


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")


def _unescaped(value: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in value.split("\\\\"))
