"""The quick way of changing cells in many present rows: whole rows are taken apart by one pattern, column by column.

Columns in which nothing is given are carried along as they stand, without a look at their values. The pattern knows
cells that hold a value and nothing else; a row with a formula, rich text or any other spelling does not fit it and is
left to `BodyRows.continued`, so speed is all that is at stake here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from leadbook.books.closed.cellrefs import letters
from leadbook.books.closed.celltext import from_xml
from leadbook.books.closed.cellwriter import CellWriter
from leadbook.books.closed.values import ValueReader, number, same
from leadbook.books.writegate import ILLEGAL, admit
from leadbook.model import KEEP, Cell, GridCell

_TEXT = '<t(?: xml:space="preserve")?+>[^<]*+'
_CARRIED = rf'(?:<c r="%s[0-9]++"[^>]*+(?:(?<=/)>|>(?:<v>[^<]*+</v>|<is>{_TEXT}</t></is>)?+</c>))?+'
_GIVEN = rf'(?:<c r="%s[0-9]++("[^>]*+)(?:(?<=/)>|>(?:<v>([^<]*+)</v>|<is>({_TEXT})</t></is>)?+</c>))?+'
_ATTRIBUTE = re.compile(r' ([\w:]+)="([^"]*)"')
_PLACE = re.compile(r'(<c r="[A-Z]+)\d+')
_UNFIT = re.compile(f"[{ILLEGAL}]")
_SHORT = 16_000
_MOST_PATTERNS = 50

Given = tuple[Sequence[str | None], Sequence[str | None], Sequence[str | None]]
"""Of one column: what follows the address in the tag, the content of `<v>`, and `<t>` with its text."""


@dataclass(slots=True)
class RowEdits:
    """Changes cells in present rows of one table.

    Args:
        writer, reader: the gates of the book.
        left: first column of the table, from 1.
        sources: for each table column its position in the grid's rows, None when the grid does not name it.
        styles: style of a cell that was not there.
    """

    writer: CellWriter
    reader: ValueReader
    left: int
    sources: Sequence[int | None]
    styles: Sequence[str]
    _patterns: dict[tuple[bool, ...], re.Pattern[str]] = field(default_factory=dict)
    _heads: dict[str, tuple[str, str]] = field(default_factory=dict)

    def edited(
        self, numbers: Sequence[int], old: Sequence[str], rows: Sequence[Sequence[GridCell]]
    ) -> list[str | None]:
        """The cells of rows at their new place, None for a row that does not fit the pattern.

        Args:
            numbers: sheet row of each; old: its cells as they stand now; rows: its row of the grid.
        """
        if not rows:
            return []
        given = self._given(rows)
        found = [self._pattern(given).fullmatch(cells) for cells in old]
        fitting = [i for i, match in enumerate(found) if match]
        made: list[str | None] = [None] * len(rows)
        if not fitting:
            return made
        groups = list(zip(*(match.groups() for match in found if match), strict=True))
        texts = [str(numbers[i]) for i in fitting]
        columns, at, j = [], 0, 0
        while j < len(given):
            if given[j]:
                source = self.sources[j] or 0
                raw: Given = (groups[at], groups[at + 1], groups[at + 2])
                columns.append(self._column(j, texts, raw, [rows[i][source] for i in fitting]))
                at, j = at + 3, j + 1
                continue
            columns.append(_placed(groups[at], texts))
            at += 1
            while j < len(given) and not given[j]:
                j += 1
        for i, cells in zip(fitting, zip(*columns, strict=True), strict=True):
            made[i] = "".join(cells)
        return made

    def _given(self, rows: Sequence[Sequence[GridCell]]) -> tuple[bool, ...]:
        """For each table column whether a value is given for it in any of the rows."""
        columns = list(zip(*rows, strict=True))
        live = [column.count(KEEP) < len(column) for column in columns]
        given = tuple(source is not None and live[source] for source in self.sources)
        # grids of ever new patterns (never met) must not make a pattern for each block
        few = len(self._patterns) < _MOST_PATTERNS or given in self._patterns
        return given if few else tuple(source is not None for source in self.sources)

    def _pattern(self, given: tuple[bool, ...]) -> re.Pattern[str]:
        """The pattern of a row: three groups for a column that is given, one for neighbours that are not."""
        if given not in self._patterns:
            pieces = []
            for j, live in enumerate(given):
                name = letters(self.left + j)
                before = "(" if not live and (j == 0 or given[j - 1]) else ""
                after = ")" if not live and (j + 1 == len(given) or given[j + 1]) else ""
                pieces.append(before + (_GIVEN if live else _CARRIED) % name + after)
            self._patterns[given] = re.compile("".join(pieces))
        return self._patterns[given]

    def _column(self, j: int, numbers: Sequence[str], raw: Given, values: Sequence[GridCell]) -> list[str]:
        """The cells of one column; those whose value stays are as they were."""
        name, (heads, plain, texts) = letters(self.left + j), raw
        changed = _changed(self._values(raw), values)
        stays, made = set(range(len(values))).difference(changed), [""] * len(values)
        for i in stays:
            if (head := heads[i]) is not None:
                made[i] = _rebuilt(f'<c r="{name}{numbers[i]}{head}', plain[i], texts[i])
        by_style: dict[str, list[int]] = {}
        for i in changed:
            by_style.setdefault(self.styles[j] if heads[i] is None else self._kind(heads[i])[0], []).append(i)
        for style, places in by_style.items():
            for i, cell in zip(places, self._new(j, style, places, (numbers, values)), strict=True):
                made[i] = cell
        return made

    def _values(self, raw: Given) -> Sequence[Cell]:
        """What the cells of a column hold; the quick way when all are of one kind."""
        heads, plain, texts = raw
        kinds = {self._kind(head) for head in set(heads) if head is not None and not head.endswith("/")}
        types = {kind for _, kind in kinds}
        if types == {"inlineStr"} and not any(plain):
            joined = "".join(filter(None, texts))
            if "&" not in joined and "_x" not in joined and "xml:space" not in joined:
                return [text[3:] or None if text else None for text in texts]
        elif types <= {"", "n"}:
            dates = {style in self.reader.dates for style, _ in kinds}
            if len(dates) <= 1:
                convert: Callable[[str], Cell] = self.reader.date if True in dates else number
                return [convert(text) if text else None for text in plain]
        return [None if h is None else self._old(h, p, t) for h, p, t in zip(heads, plain, texts, strict=True)]

    def _new(
        self, j: int, style: str, places: Sequence[int], block: tuple[Sequence[str], Sequence[GridCell]]
    ) -> list[str]:
        """New cells that keep the style of the ones before them."""
        numbers, values = [block[0][i] for i in places], [block[1][i] for i in places]
        if style not in self.writer.styles.quoted:
            return self.writer.column(self.left + j, style, numbers, values)
        name = letters(self.left + j)
        return [self.writer.cell(f"{name}{n}", style, value) for n, value in zip(numbers, values, strict=True)]

    def _old(self, head: str, plain: str | None, text: str | None) -> Cell:
        """What one cell holds."""
        style, kind = self._kind(head)
        if kind == "inlineStr":
            inner = plain or "" if text is None else text[text.index(">") + 1 :]
            return from_xml(inner) or None
        return self.reader.value(style, kind, plain, "") if plain else None

    def _kind(self, head: str | None) -> tuple[str, str]:
        """Style and type in a tag."""
        head = head or ""
        if head not in self._heads:
            attributes = dict(_ATTRIBUTE.findall(head[1:]))
            self._heads[head] = attributes.get("s", ""), attributes.get("t", "")
        return self._heads[head]


def _changed(old: Sequence[Cell], values: Sequence[GridCell]) -> list[int]:
    """Where a value is given that is not the one that stands there."""
    # most values are of one type with the ones before, or need no gate to be compared
    plain: set[type] = {int, float, bool, type(None), dt.date, type(KEEP)}
    filled = "\n".join([value for value in values if type(value) is str])
    if not _UNFIT.search(filled) and (len(filled) < _SHORT or _longest(values) < _SHORT):
        plain.add(str)
    return [
        i for i, (before, value) in enumerate(zip(old, values, strict=True))
        if value is not KEEP
        and (
            before != value if type(before) is type(value) and type(value) in plain
            else not same(before, admit(value))
        )
    ]  # fmt: skip


def _placed(cells: Sequence[str], numbers: Sequence[str]) -> list[str]:
    """Carried cells at their new place; as they are where the row stays."""
    made = []
    for text, row in zip(cells, numbers, strict=True):
        first = _PLACE.match(text)
        stays = first is None or text[first.end(1) : first.end()] == row
        made.append(text if stays else _PLACE.sub(rf"\g<1>{row}", text))
    return made


def _rebuilt(tag: str, plain: str | None, text: str | None) -> str:
    """A cell from the groups of the pattern."""
    if text is not None:
        return f"{tag}><is>{text}</t></is></c>"
    if plain is not None:
        return f"{tag}><v>{plain}</v></c>"
    return f"{tag}>" if tag.endswith("/") else f"{tag}></c>"


def _longest(values: Sequence[object]) -> int:
    """Length of the longest text."""
    return max(len(value) for value in values if isinstance(value, str))
