"""What differs between two states of a table, row by row and value by value.

Rows are matched by their key. Rows whose key is blank or not unique are matched by their whole content first,
then by position among their equals, so that no row is counted twice and none is lost.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from leadbook.books.protocol import Book
from leadbook.books.saving.records import CellChange, Change, RowAdded, RowRemoved
from leadbook.books.saving.rowvalues import Headers, RowValues
from leadbook.model import KEEP, Grid, GridCell

Key = tuple[str, ...]
Pairs = list[tuple[int | None, int | None]]

_STAMP_TOLERANCE = dt.timedelta(milliseconds=500)  # stamps are fractions of a day in a workbook
_NUMBER_TOLERANCE = 1e-12  # some programs save 15 significant digits


def same(one: GridCell, other: GridCell) -> bool:
    """Whether two cells hold the same value, whatever program saved them last."""
    if one is other or one == other:
        return isinstance(one, bool) == isinstance(other, bool) or one is other
    if one in (None, "") and other in (None, ""):
        return True
    if isinstance(one, str) and isinstance(other, str):
        return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    if isinstance(one, bool) or isinstance(other, bool):
        return False
    if isinstance(one, dt.date) and isinstance(other, dt.date):
        return abs(_stamp(one) - _stamp(other)) < _STAMP_TOLERANCE
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= _NUMBER_TOLERANCE * max(abs(one), abs(other))
    return False


def _stamp(day: dt.date) -> dt.datetime:
    return day if isinstance(day, dt.datetime) else dt.datetime(day.year, day.month, day.day)


def key_text(cell: GridCell) -> str:
    """A key cell as text; 7 and 7.0 are one key."""
    if cell is None or cell is KEEP:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date):
        return _stamp(cell).isoformat()
    return str(cell)


def row_print(headers: Sequence[str], row: Sequence[GridCell]) -> str:
    """A short hash of a row's filled cells, as the last part of a key that is blank or not unique."""
    filled = sorted((h, key_text(c)) for h, c in zip(headers, row, strict=True) if c not in (None, ""))
    return "~" + hashlib.sha256(repr(filled).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A grid with the rows found by key.

    Args:
        keys: key of each row.
        groups: key → positions of its rows, ascending.
    """

    headers: tuple[str, ...]
    rows: Sequence[Sequence[GridCell]]
    keys: list[Key]
    groups: dict[Key, list[int]]

    @classmethod
    def of(cls, grid: Grid, key_headers: Sequence[str]) -> Keyed:
        """Key headers that the grid lacks count as blank."""
        at = [grid.headers.index(h) if h in grid.headers else -1 for h in key_headers]
        keys = [tuple(key_text(row[i]) if i >= 0 else "" for i in at) for row in grid.rows]
        groups: dict[Key, list[int]] = defaultdict(list)
        for position, key in enumerate(keys):
            groups[key].append(position)
        return cls(grid.headers, grid.rows, keys, dict(groups))

    def unique(self, key: Key) -> bool:
        """Whether the key alone says which row is meant."""
        return any(key) and len(self.groups.get(key, ())) <= 1

    def full_key(self, position: int, alone: bool) -> Key:
        """The key of a row, with its print when the key alone does not say which row is meant."""
        key = self.keys[position]
        return key if alone else (*key, row_print(self.headers, self.rows[position]))


def diff_grids(table: str, row_key_headers: Sequence[str], before: Grid, after: Grid) -> tuple[Change, ...]:
    """What differs between two states of one table.

    Args:
        table: name of the table.
        row_key_headers: headers of the row key.
        before: its body as it was read.
        after: its body as it was read, or as it was written: then `KEEP` and columns that are not named come
            from the row it continues, and `origins` says which row that is.

    Returns:
        Changes of cells and added rows in the order of `after`, then removed rows in the order of `before`.
    """
    old, new = Keyed.of(before, row_key_headers), Keyed.of(_resolved(before, after), row_key_headers)
    pairs = _pairs(old, new) if after.origins is None else _told_pairs(old, after.origins)
    changes: list[Change] = []
    removed: list[Change] = []
    gone, here = Headers(old.headers), Headers(new.headers)
    for was, now in _fill_ins(old, new, pairs):
        if now is None and was is not None:
            values = _values(gone, old.rows[was])
            removed.append(RowRemoved(table, old.full_key(was, old.unique(old.keys[was])), values, was))
        elif now is not None:
            key = new.keys[now]
            name = new.full_key(now, new.unique(key) and len(old.groups.get(key, ())) <= 1)
            if was is None:
                changes.append(RowAdded(table, name, _values(here, new.rows[now]), now))
            else:
                changes.extend(_cell_changes(table, name, (old, was), (new, now)))
    return (*changes, *removed)


def _resolved(before: Grid, after: Grid) -> Grid:
    """A grid that was written, with every cell as the table has it then."""
    origins = after.origins
    missing = [header for header in before.headers if header not in after.headers] if origins is not None else []
    if not missing and not any(KEEP in row for row in after.rows):
        return after
    headers = (*after.headers, *missing)
    at = [before.headers.index(header) if header in before.headers else -1 for header in headers]
    rows: list[Sequence[GridCell]] = []
    for number, row in enumerate(after.rows):
        origin = number if origins is None else origins[number]
        there = None if origin is None or origin >= len(before.rows) else before.rows[origin]
        given = (*row, *(KEEP for _ in missing))
        if there is None:
            rows.append([None if cell is KEEP else cell for cell in given])
        else:
            pairs = zip(given, at, strict=True)
            rows.append([(there[i] if i >= 0 else None) if cell is KEEP else cell for cell, i in pairs])
    return Grid(headers, rows, origins)


def _told_pairs(old: Keyed, origins: Sequence[int | None]) -> Pairs:
    """Rows paired as the grid says; of two rows that continue one, the second is new."""
    taken: set[int] = set()
    pairs: Pairs = []
    for now, was in enumerate(origins):
        known = was is not None and was < len(old.rows) and was not in taken
        pairs.append((was if known else None, now))
        if known and was is not None:
            taken.add(was)
    pairs.extend((was, None) for was in range(len(old.rows)) if was not in taken)
    return pairs


def _values(headers: Headers, row: Sequence[GridCell]) -> RowValues:
    return RowValues(headers, tuple(None if cell is KEEP else cell for cell in row) if KEEP in row else row)  # type: ignore[arg-type]


def _cell_changes(
    table: str, name: Key, old: tuple[Keyed, int], new: tuple[Keyed, int]
) -> Iterator[CellChange]:
    was, now = old[0].rows[old[1]], new[0].rows[new[1]]
    aligned = old[0].headers == new[0].headers
    if aligned and tuple(was) == tuple(now):
        return
    place = {h: i for i, h in enumerate(old[0].headers)}
    for i, header in enumerate(new[0].headers):
        at = place.get(header)
        before = None if at is None else was[at]
        value = now[i]
        if value is not KEEP and before is not KEEP and not same(before, value):
            yield CellChange(table, name, header, before, value)


def _pairs(old: Keyed, new: Keyed) -> Pairs:
    """Rows of the same key paired: equal rows first, the others in their order."""
    partner: dict[int, int] = {}
    for key, positions in new.groups.items():
        there = old.groups.get(key, [])
        if len(positions) == 1 and len(there) == 1:
            partner[positions[0]] = there[0]
        elif there:
            partner.update(_pair_equals(old, new, there, positions))
    taken = set(partner.values())
    pairs: Pairs = [(partner.get(now), now) for now in range(len(new.rows))]
    pairs.extend((was, None) for was in range(len(old.rows)) if was not in taken)
    return pairs


def _pair_equals(old: Keyed, new: Keyed, was: Sequence[int], now: Sequence[int]) -> dict[int, int]:
    waiting: dict[str, list[int]] = defaultdict(list)
    for position in reversed(was):
        waiting[row_print(old.headers, old.rows[position])].append(position)
    partner: dict[int, int] = {}
    for position in now:
        if equal := waiting.get(row_print(new.headers, new.rows[position])):
            partner[position] = equal.pop()
    if not all(any(old.keys[position]) for position in was):
        return partner  # rows without any key are one another's equals only when their content is the same
    taken = set(partner.values())
    rest = [position for position in was if position not in taken]
    partner.update(zip((position for position in now if position not in partner), rest, strict=False))
    return partner


def _fill_ins(old: Keyed, new: Keyed, pairs: Pairs) -> Pairs:
    """A row whose blank key was filled by the run is the same row, not one lost and one made."""
    gone = [was for was, now in pairs if now is None and was is not None and not any(old.keys[was])]
    if not gone:
        return pairs
    place = {h: i for i, h in enumerate(new.headers)}
    made: dict[tuple[str, str], list[int]] = defaultdict(list)
    for was, now in reversed(pairs):
        if was is None and now is not None:
            for mark in _marks(new, now):
                made[mark].append(now)
    found: dict[int, int] = {}
    for was in gone:
        marks = list(_marks(old, was))
        heirs = min((made.get(mark, []) for mark in marks), key=len, default=[])
        cells = [
            (place.get(h, -1), c) for h, c in zip(old.headers, old.rows[was], strict=True) if c not in (None, "")
        ]
        for now in reversed(heirs):
            if now not in found and all(i >= 0 and same(c, new.rows[now][i]) for i, c in cells):
                found[now] = was
                break
    heired = set(found.values())
    return [
        (found.get(now, was) if now is not None else was, now)
        for was, now in pairs
        if not (now is None and was in heired)
    ]


def _marks(keyed: Keyed, position: int) -> Iterator[tuple[str, str]]:
    for header, cell in zip(keyed.headers, keyed.rows[position], strict=True):
        if cell not in (None, ""):
            yield header, key_text(cell)


def diff_books(before: Book, after: Book, keys: Mapping[str, Sequence[str]]) -> tuple[Change, ...]:
    """What differs between two states of a workbook in the tables of `keys` (table → headers of its row key).

    A table that is only in one of the two counts as empty in the other.
    """
    return tuple(change for table, key in keys.items() for change in _diff_table(table, key, before, after))


def _diff_table(table: str, key: Sequence[str], before: Book, after: Book) -> Iterable[Change]:
    olds = {info.name: info.headers for info in before.tables()}
    news = {info.name: info.headers for info in after.tables()}
    if table not in olds and table not in news:
        return ()
    old = before.read(table) if table in olds else Grid(news[table], ())
    new = after.read(table) if table in news else Grid(olds[table], ())
    return diff_grids(table, key, old, new)
