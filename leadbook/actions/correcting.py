"""Rows of a list that could not come in: a file to correct them in, and what a corrected file says when it comes back.

The file lies in the folder “Rows to correct” beside the workbook, never in the Inbox, where it would be read unasked.
Its first columns are Leadbook's own; they tell from which list and row a row is, so that a corrected row joins the
inquiries as if it had come in with its list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from leadbook.books.naming import safe_file_name
from leadbook.books.saving import hostfs
from leadbook.books.saving.newfile import publish_new
from leadbook.books.writegate import clean_text
from leadbook.errors import BookError
from leadbook.intake.source import SourceTable
from leadbook.model import Reject
from leadbook.stages.remembered import ORDERS

FOLDER = "Rows to correct"
ROW, WRONG = "Row in the list", "What is wrong"
LIST, CAMPAIGN, GATHERED = "From the list", "Campaign of the list", "How it was gathered"
DATES = "Dates of the list"
_SAID = (LIST, CAMPAIGN, GATHERED, DATES)
_HELPERS = (ROW, WRONG, *_SAID)
_ORDERS = {words: order for order, words in ORDERS.items()}
_ENDING = " (rows to correct)"
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}(?=$|[ ,:])")
_SEPARATORS = re.compile(r"[,;|\t]")
NOT_CORRECTED = "not_corrected"


@dataclass(frozen=True, slots=True)
class Origin:
    """The list that rows of a corrected file are from.

    Args:
        file: its name, "" when the file does not say.
        campaign, gathered: as said when it was imported.
        rows: row of the corrected file → row of the list.
        date_order: the order of day and month that the whole list told, DMY or MDY; a few of its rows may not tell it.
    """

    file: str = ""
    campaign: str = ""
    gathered: str = ""
    rows: Mapping[int, int] = field(default_factory=dict)
    date_order: str = ""


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """The rows of one list that somebody could correct.

    Args:
        origin: the list, with what was said of it.
        headers: its columns.
        rows: row of the list, what is wrong, and its cells as far as they can be read.
    """

    origin: Origin
    headers: tuple[str, ...]
    rows: tuple[tuple[int, str, tuple[str, ...]], ...]


def read_corrections(source: SourceTable) -> list[tuple[SourceTable, Origin]]:
    """A file of corrected rows as its lists, without Leadbook's own columns; [] for any other file.

    Cells beyond the last named column are still too many: such a row is rejected again.
    """
    names = [" ".join(str(name).split()).casefold() for name in source.frame.columns]
    places = {helper: names.index(helper.casefold()) for helper in _HELPERS if helper.casefold() in names}
    if ROW not in places or WRONG not in places:
        return []
    own = set(places.values())
    last = max((at for at, name in enumerate(names) if name), default=-1)
    kept = [at for at in range(last + 1) if at not in own]
    rows = source.frame.to_numpy(dtype=object).tolist()
    numbers = [int(number) for number in source.frame.index]
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, row in enumerate(rows):
        said = tuple(row[places[name]].strip() if name in places else "" for name in _SAID)
        groups.setdefault(said, []).append(at)
    result: list[tuple[SourceTable, Origin]] = []
    for said, group in groups.items():
        long = {at for at in group if any(cell.strip() for cell in rows[at][last + 1 :])}
        good = [at for at in group if at not in long]
        first = not result
        rejects = [Reject(numbers[at], "too_many_fields") for at in sorted(long)]
        cells = {numbers[at]: _without(rows[at], own) for at in long}
        if first:  # rows that could not be told apart have no list: they stay with the first one
            rejects += source.rejects
            cells |= {row: _without(list(texts), own) for row, texts in source.untrusted.items()}
        listed = {numbers[at]: int(text) for at in group if (text := rows[at][places[ROW]].strip()).isdecimal()}
        table = replace(
            source, frame=source.frame.iloc[good, kept], rejects=tuple(sorted(rejects, key=lambda one: one.row)),
            untrusted=cells, others=source.others if first else (), findings=source.findings if first else (),
        )  # fmt: skip
        order = _ORDERS.get(" ".join(said[3].split()).casefold(), "")
        result.append((table, Origin(said[0], said[1], said[2], listed, order)))
    return result


def without_unchanged(source: SourceTable, told: Collection[str]) -> SourceTable:
    """A corrected file without the rows that nobody corrected: they are left out again, whatever they look like.

    Args:
        told: prints of rows that were left out before; on another computer, where they are not known, a row tells it
            by letters that could not be read, or by standing whole in one cell.
    """
    rows = source.frame.to_numpy(dtype=object).tolist()
    gone = {
        int(number): tuple(cells)
        for number, cells in zip(source.frame.index, rows, strict=True)
        if print_of(cells) in told or _looks_broken([cell for cell in cells if cell.strip()], len(cells))
    }
    if not gone:
        return source
    rejects = (*source.rejects, *(Reject(row, NOT_CORRECTED) for row in gone))
    return replace(
        source, frame=source.frame[~source.frame.index.isin(list(gone))], untrusted={**source.untrusted, **gone},
        rejects=tuple(sorted(rejects, key=lambda one: one.row)),
    )  # fmt: skip


def _looks_broken(filled: list[str], width: int) -> bool:
    """Whether cells could not be told apart, or their letters not be read."""
    whole = len(filled) == 1 and width > 2 and len(_SEPARATORS.findall(filled[0])) >= 2
    return whole or any("\ufffd" in cell for cell in filled)


def _without(cells: Sequence[str], own: set[int]) -> tuple[str, ...]:
    """A row's cells without those of Leadbook's columns; a row in one cell stays whole."""
    if len(cells) <= max(own):
        return tuple(cells)
    kept = [cell for at, cell in enumerate(cells) if at not in own]
    while kept and not kept[-1].strip():
        kept.pop()
    return tuple(kept)


def print_of(cells: Sequence[str]) -> str:
    """A hash of a row that was left out, the same for any order of its cells: what was told once is not told again."""
    texts = sorted(text for cell in cells if (text := " ".join(clean_text(cell).split()).casefold()))
    return "left out " + hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def corrections_file(wanted: ToCorrect) -> bytes:
    """The file of rows to correct; the same bytes on every call."""
    origin = wanted.origin
    told = (origin.file, origin.campaign, origin.gathered, ORDERS.get(origin.date_order, ""))
    said = dict(zip(_SAID, told, strict=True))
    more = {name: text for name, text in said.items() if text}
    names = [name if name.strip() else f"Column {at}" for at, name in enumerate(wanted.headers, start=1)]
    rows = [(str(row), wrong, *more.values(), *cells) for row, wrong, cells in wanted.rows]
    from leadbook.template.corrections import corrections_book  # hardly any run has rows to correct

    return corrections_book((ROW, WRONG, *more, *names), rows, helpers=2 + len(more))


def put_beside(book: Path, wanted: ToCorrect) -> tuple[Path, bool]:
    """Put the file into the folder beside the workbook; its path, and False when the very same is there already.

    A file that is there, edited or not, is never written over: the new one gets a number.

    Raises:
        BookError and its kinds: the disk refused.
    """
    data = corrections_file(wanted)
    folder = book.parent / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise hostfs.told(error, folder.name) from error
    stem = _SUFFIX.sub("", wanted.origin.file).removesuffix(_ENDING)
    taken: list[str] = []
    while True:
        target = folder / safe_file_name(f"{stem[:60]}{_ENDING}", ".xlsx", taken)
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return target, False
        if not target.exists() and not target.is_symlink():
            try:
                publish_new(target, data)
            except FileExistsError:
                continue  # somebody took the name meanwhile: look at that file
            return target, True
        taken.append(target.name)


def take_away(book: Path, made: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Take away files of an undone run that nobody edited; a sentence about each that stays.

    Args:
        made: name of the file in the folder, and its SHA-256.
    """
    said = []
    for name, sha in made:
        target = book.parent / FOLDER / name
        if target.parent.name != FOLDER or not target.is_file():
            continue
        try:
            if hostfs.file_sha(target) != sha:
                said.append(f"{FOLDER}/{name} was edited since, so it stays.")
                continue
            target.unlink()
            if not any(target.parent.iterdir()):
                target.parent.rmdir()
        except OSError:
            said.append(f"{FOLDER}/{name} could not be taken away; nobody needs it now.")
    return tuple(said)


def put_all(book: Path, wanted: Sequence[ToCorrect]) -> tuple[list[tuple[Path, str]], list[Path], list[str]]:
    """Put the file of each list beside the workbook: path and SHA-256 of each, those that were not there before, and
    the lists whose file the disk refused.

    There the rows still stand on To fix: nothing is lost, so the import goes on without the file.
    """
    files, fresh, refused = [], [], []
    for one in wanted:
        try:
            path, is_new = put_beside(book, one)
        except BookError:
            refused.append(one.origin.file)
            continue
        files.append((path, hostfs.file_sha(path)))
        fresh += [path] if is_new else []
    return files, fresh, refused
