"""What a person may say about lists when they are imported."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from leadbook.books.saving.opening import check_url
from leadbook.errors import UsageError
from leadbook.model import FileReport
from leadbook.schema import book as schema
from leadbook.schema.fields import FIELD_KEYS, FIELDS
from leadbook.stages.dedupe import Mode, Update
from leadbook.stages.remembered import said_field

MOST_NAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the user said about the lists: campaign, how gathered, their header → field, sheet, and
    what the lists may do to people who are known (`guarded` of it is filled for each list)."""

    campaign: str = ""
    gathered: str = ""
    mapping: dict[str, str]
    sheet: str | None = None
    update: Update = field(default_factory=Update)


def read_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """The pairs “Their header=field” as a dictionary; “Their header=” leaves the column among the other answers.

    Raises:
        UsageError: no "=", or no such field.
    """
    mapping = {}
    names = {name.casefold(): column.key for column in FIELDS for name in (column.header, column.key)}
    names |= {"full name": "full_name", "full_name": "full_name"}
    for pair in pairs:
        header, sign, field = pair.rpartition("=")
        plain = field.strip().casefold()
        key = "" if not plain or said_field(plain) == "" else names.get(plain)
        if not sign or not header.strip() or key is None:
            near = difflib.get_close_matches(plain, names, 1, 0.5) if sign and header.strip() else []
            fix = f"Did you mean “{header.strip()}={names[near[0]]}”?" if near else (
                "Write for example --map \"Mobile No.=phone\"; the fields stand in workbook/README.md."
            )  # fmt: skip
            raise UsageError(f"“{pair}” is not “Their header=field” with a field of Inquiries.", "--map", fix)
        mapping[header.strip()] = key
    return mapping


def check_mapping(mapping: Mapping[str, str], reports: Sequence[FileReport]) -> None:
    """Refuse a header of `--map` that no list has: it would be left out without a word.

    Raises:
        UsageError
    """
    there = {header.strip().casefold(): header for file in reports for header, _ in file.mapping}
    for header in mapping:
        if header.casefold() not in there and any(file.mapping for file in reports):
            near = difflib.get_close_matches(header, there.values(), 1, 0.5)
            names = ", ".join(f"“{name}”" for name in list(there.values())[:MOST_NAMES])
            names += ", …" * (len(there) > MOST_NAMES)
            raise UsageError(
                f"No list has a column “{header}”.", "--map",
                f"Did you mean “{near[0]}”?" if near else f"There are: {names}.",
            )  # fmt: skip


def read_update(text: str) -> Update:
    """What `--update` says: blanks, only, new, or fields=KEY,KEY with keys or headers of Inquiries.

    Raises:
        UsageError: it says something else.
    """
    word, sign, names = text.strip().partition("=")
    if not sign and word in (Mode.BLANKS, Mode.ONLY, Mode.NEW, ""):
        return Update(Mode(word or Mode.BLANKS))
    if word.strip() != Mode.FIELDS or not names.strip():
        raise UsageError(
            f"“{text}” is no way to update.", "--update",
            "There is: blanks (fill blanks, add people), only (add nobody), new (leave known people alone), "
            "fields=phone,job_title (overwrite these).",
        )  # fmt: skip
    by_header = {column.header.casefold(): column.key for column in schema.table("inquiries").columns}
    keys = []
    for name in (part.strip() for part in names.split(",") if part.strip()):
        key = by_header.get(name.casefold(), name)
        if key not in FIELD_KEYS or key in ("lead_id", "do_not_contact"):
            raise UsageError(
                f"“{name}” is not a field that can be overwritten.", "--update",
                "The fields stand in workbook/README.md, for example fields=phone,job_title.",
            )  # fmt: skip
        keys.append(key)
    return Update(Mode.FIELDS, tuple(dict.fromkeys(keys)))


def check_lists(files: Sequence[Path], book: Path) -> None:
    """Refuse what is no list before anything is opened.

    Raises:
        BookMissing: a web address. UsageError: a folder, the workbook itself, or a list that is named twice.
    """
    seen: set[Path] = set()
    for path in files:
        check_url(path)
        place = path.expanduser().resolve()
        if place.is_dir():
            raise UsageError("This is a folder, not a list.", path.name, "Name the lists in it.")
        if place == book.expanduser().resolve():
            raise UsageError(
                "This is the workbook itself, not a list.", path.name, "Name the list that should come into it."
            )
        if place in seen:
            raise UsageError("This list is named twice.", path.name, "Name each list once.")
        seen.add(place)
