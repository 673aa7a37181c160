"""Sample lists of the presets: what is expected of them, and the same lists as somebody may have changed them."""

from __future__ import annotations

import csv
import html
import io
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from leadbook.intake import read_table
from leadbook.intake.inquiries import Intake, IntakeOptions, to_inquiries
from leadbook.intake.markup import read_markup
from leadbook.intake.presets.match import find_columns
from leadbook.intake.presets.preset import presets
from leadbook.model import Settings
from tests.intake.lists import TODAY

HERE = Path(__file__).parent
SAMPLES, EXPECTED = HERE / "samples", HERE / "expected"
NAMES = sorted(path.name for path in SAMPLES.iterdir())
ADDED, ADDED_VALUE = "Shoe size", "forty-three"
_LEFT_OUT = ("extra", "source", "campaign")
"""Fields that hold what is left, or the name of the file: compared by tests of their own."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a sample must become, and how its file is written (delimiter "" when it is no delimited text)."""

    preset: str
    encoding: str
    delimiter: str
    outcome: dict[str, Any]


@lru_cache(maxsize=256)
def expected(name: str) -> Expected:
    """The expectation of a sample."""
    data = tomllib.loads((EXPECTED / f"{name}.toml").read_text("utf-8"))
    return Expected(data.pop("preset"), data.pop("encoding", "utf-8"), data.pop("delimiter", ""), data)


def make(path: Path, mapping: Mapping[str, str] | None = None) -> Intake:
    """Inquiries of a list whose name tells nothing."""
    options = IntakeOptions(
        file="list.csv", campaign="C", mapping=mapping or {}, settings=Settings(home_country="US"), today=TODAY
    )
    return to_inquiries(read_table(path), options)


@lru_cache(maxsize=256)
def sample(name: str) -> Intake:
    """Inquiries of a sample."""
    return make(SAMPLES / name)


def outcome(intake: Intake) -> dict[str, Any]:
    """What an import made, in the form of the expectations: filled fields by row, rejects, joined rows and stops."""
    joined = sorted(
        sorted({into, *(row for row, other in intake.joined if other == into)}) for _, into in intake.joined
    )
    first = {row: rows[0] for rows in joined for row in rows}
    found = []
    for row, fields in intake.frame.drop(columns=list(_LEFT_OUT)).iterrows():
        filled = {str(key): _plain(value) for key, value in fields.items() if _plain(value)}
        found.append({"row": first.get(int(str(row)), int(str(row))), **filled})
    result: dict[str, Any] = {"input_rows": intake.input_rows, "inquiries": sorted(found, key=lambda one: one["row"])}
    result["rejects"] = [[reject.row, reject.reason] for reject in intake.rejects]
    result["joined"] = [list(rows) for rows in dict.fromkeys(map(tuple, joined))]
    result["stops"] = sorted(
        " · ".join(part for part in (stop.what, stop.value, str(stop.since or ""), stop.why) if part)
        for stop in intake.stops
    )
    return {key: value for key, value in result.items() if value}


def _plain(value: object) -> str:
    """A cell of the frame as text, "" when it is blank."""
    text = str(value)
    return "" if text in ("NaT", "None", "") else text.removesuffix(" 00:00:00")


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a list: the renamed columns (old, new); the columns are shuffled, and one is added."""

    renamed: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, list[str]]:
    """Names by field."""
    return tomllib.loads(files("leadbook.intake.columns").joinpath("headers.toml").read_text("utf-8"))


def synonym(key: str, old: str, taken: set[str], chance: random.Random) -> str:
    """Another name of a field, "" when there is none; `taken` are names it must not have."""
    words = _synonyms().get(key, [])
    free = [word for word in words if word.casefold() not in taken and word.casefold() != old.casefold()]
    return chance.choice(free[:25]).capitalize() if free else ""


def slip(name: str, chance: random.Random) -> str:
    """A name as somebody mistypes it: other capitals, other marks, or two letters exchanged."""
    letters = [at for at in range(1, len(name) - 2) if name[at].isalpha() and name[at + 1].isalpha()]
    letters = [at for at in letters if name[at].casefold() != name[at + 1].casefold()]
    ways = [name.upper(), name.lower(), name.replace(" ", "_"), f" {name} ", name.replace("-", " ")]
    if len(name) >= 7 and letters:
        at = chance.choice(letters)
        ways += [name[:at] + name[at + 1] + name[at] + name[at + 2 :]] * 2
    return chance.choice([way for way in ways if way != name] or [name.upper()])


def change(name: str, seed: int) -> Change:
    """Two columns of a sample to rename: one that is a field to a synonym, another to a slip of the pen."""
    chance = random.Random(f"{name} {seed}")
    intake = sample(name)
    headers = [header for header, _ in intake.mapping]
    taken = {header.casefold() for header in headers} | signs_of_others(intake)
    filled = {header for row in intake.received.values() for header in row}
    told = told_by_preset(intake) | the_only(intake)
    fields = [(header, key) for header, key in intake.mapping if key and header in filled and header not in told]
    chance.shuffle(fields)
    new = next(((header, word) for header, key in fields if (word := synonym(key, header, taken, chance))), None)
    quoted = {header for header, key in intake.mapping if key == "raised_hand"} | the_only(intake)
    others = [header for header in headers if header not in quoted and (not new or header != new[0])]
    slipped = chance.choice([header for header in others if header in filled])
    return Change(tuple(pair for pair in (new, (slipped, slip(slipped, chance))) if pair))


def told_by_preset(intake: Intake) -> set[str]:
    """Headers that an operator of the preset reads, or that stand in the text: a synonym would change what they say."""
    preset = next((one for one in presets() if one.key == intake.preset), None)
    names = [header for header, _ in intake.mapping]
    steps = [step for group in preset.steps.values() for step in group] if preset else []
    wanted = [word for step in steps for word in (step.column, *step.columns, step.within) if word and word != "*"]
    quoted = {header for header, key in intake.mapping if key == "raised_hand"}  # their words quote the question
    return quoted | {names[at] for word in wanted for at in find_columns(names, word)}


def signs_of_others(intake: Intake) -> set[str]:
    """Headers by which another kind of list is told from this one."""
    preset = next((one for one in presets() if one.key == intake.preset), None)
    return {word.casefold() for one in (preset.signature.none if preset else ()) for word in one.split("|")}


def the_only(intake: Intake) -> set[str]:
    """The header of a kind that is known by that one alone; renamed, no list can be told from any other."""
    preset = next((one for one in presets() if one.key == intake.preset), None)
    names = [header for header, _ in intake.mapping]
    wanted = preset.signature.all if preset and len(preset.signature.all) == 1 else ()
    return {names[at] for word in wanted for at in find_columns(names, word)}


def rewrite(name: str, changed: Change, seed: int, folder: Path) -> Path:
    """The sample with its columns shuffled, the renames, and one column more, in the form of the sample."""
    known, intake = expected(name), sample(name)
    rows = _rows(name, known)
    table = {intake.header_row, *intake.received}
    width = len(rows[intake.header_row - 1])
    order = list(range(width + 1))
    random.Random(seed).shuffle(order)
    renamed = dict(changed.renamed)
    result = []
    for number, row in enumerate(rows, start=1):
        if number not in table:
            result.append(row)
            continue
        cells = [*row, *[""] * (width - len(row))][:width]
        if number == intake.header_row:
            cells = [renamed.get(" ".join(cell.split()), cell) for cell in cells]
        cells.append(ADDED if number == intake.header_row else ADDED_VALUE)
        result.append([cells[at] for at in order])
    path = folder / f"list{Path(name).suffix}"
    _write(path, result, known)
    return path


def _rows(name: str, known: Expected) -> list[list[str]]:
    """The rows of a sample as they stand in its file."""
    if not known.delimiter:
        return read_markup(SAMPLES / name)[0].rows
    text = (SAMPLES / name).read_bytes().decode(known.encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=known.delimiter))


def _write(path: Path, rows: list[list[str]], known: Expected) -> None:
    """A file of the same form."""
    if known.delimiter:
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=known.delimiter, lineterminator="\n").writerows(rows)
        path.write_bytes(buffer.getvalue().encode(known.encoding))
        return
    lines = ["<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    page = '<html><head><meta charset="UTF-8"></head><body><table>\n' + "\n".join(lines) + "\n</table></body></html>\n"
    path.write_text(page, "utf-8")
