"""Names for sheets and files that come from data: what Excel and the file systems allow, and safe ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from leadbook.errors import UsageError

SHEET_UNITS: Final = 31
"""UTF-16 units a sheet name can have (Excel's specifications and limits)."""

FILE_BYTES: Final = 100
"""UTF-8 bytes of a file name without its ending, well below the 255 of every file system."""

_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_FILE_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?$", re.I)
_HISTORY = "history"


def folded(name: str) -> str:
    """A name for comparing: programs and file systems take "José" for "JOSÉ" and for its decomposed form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check_sheet_name(name: str, taken: Iterable[str]) -> None:
    """Refuse a sheet name that Excel would refuse.

    Raises:
        UsageError: saying which rule it breaks.
    """
    problem = _sheet_problem(name, {folded(other) for other in taken})
    if problem:
        raise UsageError(problem, f'The sheet name "{_printable(name)}"', "Give the sheet another name.")


def _sheet_problem(name: str, taken: set[str]) -> str:
    """The rule a sheet name breaks, "" for none."""
    if not name.strip():
        return "It is blank."
    if _units(name) > SHEET_UNITS:
        return f"It is longer than {SHEET_UNITS} characters."
    if _SHEET_FORBIDDEN.search(name):
        return "It has one of the characters [ ] : * ? / \\ in it."
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in name) or "\ufffe" in name or "\uffff" in name:
        return "It has a control character in it."
    if name.startswith("'") or name.endswith("'"):
        return "It begins or ends with an apostrophe."
    if folded(name) == _HISTORY:
        return "Excel keeps this name for itself."
    if folded(name) in taken:
        return "Another sheet has it already."
    return ""


def safe_sheet_name(wanted: str, taken: Iterable[str], otherwise: str = "Sheet") -> str:
    """A sheet name as near to the wanted one as Excel allows; the same input gives the same name.

    Args:
        wanted: any text, for example a rep's name.
        taken: names in use or reserved; a number is added until the name is none of them.
        otherwise: name for a text of which nothing can be kept.
    """
    used = {folded(name) for name in taken} | {_HISTORY}
    base = _SHEET_FORBIDDEN.sub(" ", _one_line(wanted)).strip().strip("'").strip() or otherwise
    return _unique(base, used, lambda text, room: _cut_units(text, room).rstrip().rstrip("'"), SHEET_UNITS)


def safe_file_name(wanted: str, ending: str, taken: Iterable[str] = (), otherwise: str = "File") -> str:
    """A file name without path parts that every system accepts, as near to the wanted one as possible.

    Args:
        wanted: any text; path separators and device names in it lose their meaning.
        ending: with its dot, for example ".xlsx".
        taken: names in use in the folder, endings included; a number is added until the name is none of them.
        otherwise: name for a text of which nothing can be kept.
    """
    used = {folded(name.removesuffix(ending)) for name in taken}
    base = _FILE_FORBIDDEN.sub(" ", _one_line(wanted))
    base = re.sub(r"\s+", " ", base).strip(" .").removeprefix("~$").lstrip("~. ") or otherwise
    if _DEVICES.match(base):
        base = f"_{base}"
    return _unique(base, used, _cut_bytes, FILE_BYTES) + ending


def inside(folder: Path, name: str) -> Path:
    """The path of a file in a folder.

    Raises:
        UsageError: the name would lead out of the folder.
    """
    path = (folder / name).resolve()
    if path.parent != folder.resolve():
        raise UsageError("The file would lie outside the folder.", f'"{_printable(name)}"', "Give it a plain name.")
    return path


def _one_line(text: str) -> str:
    """The text without control characters, lone surrogates and runs of blanks, composed."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    return re.sub(r"\s+", " ", re.sub("[\ufffe\uffff]", "", kept)).strip()


def _unique(base: str, used: set[str], cut: object, limit: int) -> str:
    """The name, or the name with the first number that makes it one of its own."""
    assert callable(cut)
    name: str = cut(base, limit)
    number = 2
    while folded(name) in used:
        mark = f" ({number})"
        name = cut(base, limit - len(mark)) + mark
        number += 1
    return name


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut_units(text: str, limit: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: limit * 2].decode("utf-16-le", "ignore")


def _cut_bytes(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore").rstrip(" .")


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)[:60]
