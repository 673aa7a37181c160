"""Is the workbook open in another program? Owner files and locks, read and told in words.

Excel leaves `~$name` beside an open workbook, LibreOffice `.~lock.name#`. Both are also respected when they
were left behind by a crash, because nobody can tell; the message says how to remove one.
"""

from __future__ import annotations

from pathlib import Path

from leadbook.books.saving import hostfs
from leadbook.errors import BookBusy

_LONG_STEM = 8  # Office programs that shorten an owner file's name do so from eight characters on
_OWNER_BYTES = 1024  # both kinds of owner files are a few hundred bytes


def owner_files(path: Path) -> tuple[Path, ...]:
    """The owner files that stand beside a workbook now."""
    names = [f"~${path.name}", f".~lock.{path.name}#"]
    if len(path.stem) >= _LONG_STEM:
        names.append(f"~${path.name[2:]}")
    return tuple(owner for name in names if (owner := path.with_name(name)).exists())


def who_has_it(owner: Path) -> str:
    """Name of the person in an owner file, "" when it does not say."""
    try:
        with owner.open("rb") as file:
            data = file.read(_OWNER_BYTES)
    except OSError:  # Excel for Windows keeps its owner file locked
        return ""
    name = _excel_owner(data) if owner.name.startswith("~$") else _calc_owner(data)
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:60]


def _excel_owner(data: bytes) -> str:
    """One byte length and 54 bytes of ANSI text, then a two-byte length and UTF-16 text."""
    wide = int.from_bytes(data[55:57], "little")
    if 0 < wide <= 54 and len(data) >= 57 + 2 * wide:
        return data[57 : 57 + 2 * wide].decode("utf-16-le", "ignore")
    return data[1 : 1 + data[0]].decode("cp1252", "ignore") if data else ""


def _calc_owner(data: bytes) -> str:
    """`name,login,computer,time,profile;` where a backslash protects the next character."""
    fields = [""]
    text = iter(data.decode("utf-8", "ignore"))
    for character in text:
        if character == "\\":
            fields[-1] += next(text, "")
        elif character in ",;":
            fields.append("")
        else:
            fields[-1] += character
    name = fields[0].strip() or (fields[1].strip() if len(fields) > 1 else "")
    computer = fields[2].strip() if len(fields) > 2 else ""
    return f"{name} on {computer}" if name and computer else name


def refuse_if_open(path: Path) -> None:
    """Say who has the workbook open, or that some program has.

    Raises:
        BookBusy: an owner file stands beside the workbook, or the system says the file is locked.
    """
    for owner in owner_files(path):
        program = "Excel" if owner.name.startswith("~$") else "LibreOffice"
        person = who_has_it(owner)
        raise BookBusy(
            f"The workbook is open in {program}{f' ({person})' if person else ''}.",
            path.name,
            "Save and close it there and run it again. If nobody has it open, a crash left the file "
            f"{owner.name} in its folder: delete that file.",
        )
    if hostfs.HOST.held_elsewhere(path):
        raise BookBusy(
            "Another program has the workbook open.", path.name, "Save and close it there and run it again."
        )


def another_run(path: Path) -> BookBusy:
    """The error that says another run of Leadbook is writing this workbook."""
    return BookBusy(
        "Another run of Leadbook is writing the workbook.", path.name, "Wait until it is done and run it again."
    )
