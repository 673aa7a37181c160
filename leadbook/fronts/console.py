"""What a console can take: plain signs for old code pages, progress that never stops a run, pipes that close."""

from __future__ import annotations

import codecs
import os
import re
import sys
import time
from collections.abc import Callable
from typing import TextIO

_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "·": "-", "–": "-", "—": "-", "…": "...", "→": "->",
    "×": "x", "≥": ">=", "≤": "<=", "€": "EUR", "£": "GBP", "\u00a0": " ", "\u202f": " ",
})  # fmt: skip
_HANDLER = "leadbook_plain"


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Signs that a code page lacks, by their plain fellows; letters it lacks as “?”."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    encoding = error.encoding
    return text.encode(encoding, "replace").decode(encoding), error.end


def prepare() -> None:
    """Let stdout and stderr print whatever there is, as well as their encoding can."""
    codecs.register_error(_HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def show(text: str) -> None:
    """Print the outcome; a reader who stopped reading (`| head -1`) is no error."""
    try:
        print(text, flush=True)  # noqa: T201
    except BrokenPipeError:
        _let_go(sys.stdout)


def tell(text: str, *, end: str = "\n") -> None:
    """Print to stderr; when nobody reads it, go on."""
    try:
        print(text, end=end, file=sys.stderr, flush=True)  # noqa: T201
    except BrokenPipeError:
        _let_go(sys.stderr)


def _let_go(stream: TextIO) -> None:
    """Send what still comes nowhere, so that the end of the process does not complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


_NUMBER = re.compile(r"\d[\d,]*")
_PAUSES = {True: 0.1, False: 10.0}
"""Seconds between two lines of one step, on a terminal and in a log."""


def progress(quiet: bool) -> Callable[[str], None]:
    """Where progress goes: one line over the other on a terminal, line by line in a log, nowhere when quiet."""
    if quiet:
        return lambda _: None
    if sys.stderr.isatty():
        return now_and_then(lambda text: tell(f"\r\033[K{text} …", end=""), _PAUSES[True])
    return now_and_then(lambda text: tell(f"{text} …"), _PAUSES[False])


def now_and_then(say: Callable[[str], None], pause: float) -> Callable[[str], None]:
    """Pass on the first line of every step, then one in `pause` seconds; lines that differ in numbers are one step."""
    step, since = "", 0.0

    def tell_some(text: str) -> None:
        nonlocal step, since
        own, now = _NUMBER.sub("#", text), time.monotonic()
        if own != step or now - since >= pause:
            step, since = own, now
            say(text)

    return tell_some


def clear_line() -> None:
    """Remove the last progress line of a terminal."""
    if sys.stderr.isatty():
        tell("\r\033[K", end="")
