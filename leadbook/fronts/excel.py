"""Excel's side of a button: `python -m leadbook.fronts.excel --request FILE --answer FILE`, or `--text REQUEST`.

A macro starts this process, waits for it, and shows the answer. The workbook stays with Excel; it is driven from
here through xlwings.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leadbook.errors import BookBusy, BookError, LeadbookError
from leadbook.fronts.exchange import BUG, Answer, Request, read_request, write_answer

if TYPE_CHECKING:
    import xlwings as xw

_BUSY = {-2147418111, -2146777998}
"""RPC_E_CALL_REJECTED, VBA_E_IGNORE: a cell is being edited, or a dialog of Excel is open."""


def main(argv: Sequence[str] | None = None) -> int:
    """Read the request, do it, write the answer; 0 whenever there is an answer."""
    return serve("leadbook.fronts.excel", pressed, argv)


def serve(name: str, pressed: Callable[[Request], Answer], argv: Sequence[str] | None) -> int:
    """The process behind one press, of any program.

    Args:
        name: of the module. pressed: does what a request asks for. argv: as for `main`.
    """
    words = argparse.ArgumentParser(prog=name)
    words.add_argument("--request", type=Path)
    words.add_argument("--text", default="")
    words.add_argument("--answer", type=Path)
    args = words.parse_args(argv)
    try:
        text = args.request.read_text("utf-8-sig") if args.request else args.text
        answer = pressed(read_request(text))
    except (OSError, ValueError) as error:
        answer = Answer(status=BUG, text=f"The button's request could not be read ({type(error).__name__}).")
    deliver(answer, args.answer)
    return 0


def pressed(request: Request) -> Answer:
    """Do what the button of an Excel on this computer asks for."""
    from leadbook.fronts.pressing import press

    return press(request, find, busy=_busy)


def deliver(answer: Answer, to: Path | None) -> None:
    """Write an answer into a file, all of it at once, or print it."""
    text = write_answer(answer)
    if to is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    part = to.with_name(f"{to.name}.part")
    part.write_text(text, encoding="utf-8", newline="\r\n")
    part.replace(to)


def find(request: Request) -> xw.Book:
    """The open workbook of a request, in the Excel whose window it names.

    Raises:
        BookError: it is not open for editing. BookBusy: Excel does not listen now.
    """
    import xlwings as xw

    try:
        candidates = [
            book for app in xw.apps for book in app.books
            if _is(book, request.book) and (not request.hwnd or str(app.hwnd) == request.hwnd)
        ]  # fmt: skip
    except Exception as error:
        raise _as_error(error) from error
    if not candidates:
        raise BookError(
            "Excel does not have this workbook open for editing.", Path(request.book).name or "The workbook",
            "If it is in Protected View, click Enable Editing; else open it again, then press the button.",
        )  # fmt: skip
    return candidates[0]


def _is(book: xw.Book, name: str) -> bool:
    return name.casefold() in (book.fullname.casefold(), book.name.casefold())


def _as_error(error: Exception) -> LeadbookError:
    """Excel's refusal in words."""
    return _busy(error) or BookError(
        f"Excel did not answer ({type(error).__name__}).", "Excel", "Run leadbook doctor: it says what to do."
    )


def _busy(error: BaseException | None) -> BookBusy | None:
    """The error that says Excel does not listen now, when that is behind an error."""
    while error is not None:
        number = getattr(error, "hresult", None) or (error.args[0] if error.args else None)
        if isinstance(number, int) and number in _BUSY:
            return BookBusy(
                "Excel is busy: a cell is being edited, or one of its dialogs is open.", "Excel",
                "Press Enter or Esc, close the dialog, then press the button again.",
            )  # fmt: skip
        error = error.__cause__ or error.__context__
    return None


if __name__ == "__main__":
    sys.exit(main())
