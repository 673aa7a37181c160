"""Which preset a list is of: by the share of a tool's headers that it has, and a clear lead over every other tool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from leadbook.fields.text import fold
from leadbook.intake.presets.preset import Preset, Signature, presets
from leadbook.intake.presets.slips import corrected

_MOST_MISSING = 2
_VALUES = 0.6
_NEARLY_ALL = 0.9
_LOOKED_AT = 50
_SENTENCE = 6
"""Words from which on a header is a sentence."""


@lru_cache(maxsize=8192)
def _pattern(alternatives: str) -> re.Pattern[str]:
    """Headers, alternatives by |, as one expression over folded names without blanks; * stands for any text."""
    parts = []
    for one in alternatives.split("|"):
        pieces = [fold(piece).replace(" ", "") for piece in one.split("*")]
        is_text = any(pieces) or one.strip() == "*"
        parts.append(".*".join(re.escape(piece) for piece in pieces) if is_text else re.escape(one.strip()))
    return re.compile("|".join(f"(?:{part})" for part in parts))


@lru_cache(maxsize=16384)
def squeezed(name: str) -> str:
    """A header as it is compared: without case, accents, marks and blanks; of marks alone, the marks."""
    return fold(name).replace(" ", "") or name.strip()


def find_columns(names: Sequence[str], alternatives: str) -> list[int]:
    """Positions of the columns of that name.

    >>> find_columns(["E-mail 1 - Value", "E-mail 1 - Type", "Phone"], "E-mail * - Value|Mail")
    [0]
    >>> find_columns(["#", "JOIN_TIME"], "Join Time"), find_columns(["#", "JOIN_TIME"], "#")
    ([1], [0])
    """
    pattern = _pattern(alternatives)
    return [at for at, name in enumerate(names) if pattern.fullmatch(squeezed(name))]


@lru_cache(maxsize=8192)
def _literals(alternatives: str) -> tuple[frozenset[str], str]:
    """Squeezed alternatives that name one header each, and the others, which hold a *."""
    found = alternatives.split("|")
    return frozenset(squeezed(one) for one in found if "*" not in one), "|".join(one for one in found if "*" in one)


def _is_there(present: frozenset[str], alternatives: str) -> bool:
    """Whether a list has a column of that name; `present` are its headers, squeezed."""
    literals, wild = _literals(alternatives)
    return not literals.isdisjoint(present) or bool(wild and any(map(_pattern(wild).fullmatch, present)))


def recognise(names: Sequence[str], cells: Sequence[Sequence[str]], source: str) -> Preset | None:
    """The preset of a list, None when it is of no known kind or could as well be of another.

    Args:
        names: headers. cells: its rows. source: what the file was read as.
    """
    found: list[tuple[float, Preset]] = []
    names = [name if (known := corrected(squeezed(name), squeezed)) == squeezed(name) else known for name in names]
    present = frozenset(map(squeezed, names))
    for preset in presets():
        points = _points(preset.signature, present, names, cells, source)
        if points:
            found.append((points, preset))
    found.sort(key=lambda one: -one[0])
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def known_columns(names: Sequence[str]) -> int:
    """How many headers of a known report a table has, of the report of which it has most; 0 when of none enough."""
    present = frozenset(map(squeezed, names))
    return int(max((_points(preset.signature, present, names, [], "") for preset in presets()), default=0))


def _points(
    signature: Signature, present: frozenset[str], names: Sequence[str], cells: Sequence[Sequence[str]], source: str
) -> float:
    """How much of a signature a list has: the number of headers found, and their share; 0 when it is not enough."""
    if any(_is_there(present, one) for one in signature.none):
        return 0
    if signature.kinds and not source.startswith(signature.kinds):
        return 0
    if signature.filled and not any(_is_filled(names, cells, header) for header in signature.filled):
        return 0
    missing = sum(not _is_there(present, one) for one in signature.all)
    if missing > min(_MOST_MISSING, max(0, len(signature.all) - 1)):
        return 0
    found = len(signature.all) - missing + sum(_is_there(present, one) for one in signature.any)
    begins = [squeezed(name) for name in names]
    for start in signature.starts:
        count = sum(name.startswith(squeezed(start)) for name in begins)
        found += min(2, count) if count > 1 else 0
    if signature.questions:
        found += min(2, sum(_is_question(name) for name in names))
    found += sum(_begins(names, cells, header, mark) for header, mark in signature.values.items())
    more = signature.any or signature.starts or signature.questions
    needed = len(signature.all) + (signature.least if more else 0)
    if found < needed:
        return 0
    possible = len(signature.all) + len(signature.any) + 2 * len(signature.starts)
    return found + min(1.0, found / possible) / 2


def _is_filled(names: Sequence[str], cells: Sequence[Sequence[str]], header: str) -> bool:
    """Whether a column holds something in nearly every row; a tool may write it empty for those it does not concern."""
    looked = cells[:_LOOKED_AT]
    return any(sum(bool(row[at].strip()) for row in looked) >= max(1, _NEARLY_ALL * len(looked))
               for at in find_columns(names, header))  # fmt: skip


def _is_question(name: str) -> bool:
    """Whether a header is a question or a sentence, as forms have them."""
    return name.rstrip(" *:").endswith("?") or len(fold(name).split()) >= _SENTENCE


def _begins(names: Sequence[str], cells: Sequence[Sequence[str]], header: str, mark: str) -> bool:
    """Whether most filled cells of a column begin with a mark."""
    for at in find_columns(names, header):
        filled = [row[at] for row in cells[:_LOOKED_AT] if row[at].strip()]
        if filled and sum(cell.strip().startswith(mark) for cell in filled) >= _VALUES * len(filled):
            return True
    return False
