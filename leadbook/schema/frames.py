"""Grid ↔ frame by schema: the one place where plain cell values get their types, and lose them again.

Frames have the schema's keys as columns, in schema order. Text (also choices, lists, yes/no) is str with "" for
blank; numbers are float64 with NaN; dates are datetime64[us] with NaT. Row i of the frame is row i of the grid.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from leadbook.errors import ColumnMissing, ColumnTwice
from leadbook.model import KEEP, Cell, Finding, Grid, GridCell, Severity
from leadbook.schema.core import Column, Kind, Table

_EXCEL_DAY_ZERO = dt.datetime(1899, 12, 30)


def empty(table: Table) -> pd.DataFrame:
    """A frame of the table without rows, with the right types."""
    return _blank(table).copy()


@lru_cache(maxsize=64)
def _blank(table: Table) -> pd.DataFrame:
    """The same, made once: most tables of most books are empty, and a frame of fifty columns takes a while to make."""
    data = {column.key: _typed(table, column, [], []) for column in table.columns}
    return pd.DataFrame(data, columns=list(table.keys))


def from_rows(table: Table, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Rows by schema keys as a typed frame of the table; None and keys that a row lacks are blank."""
    data: dict[str, pd.Series] = {}
    for column in table.columns:
        cells = [row.get(column.key) for row in rows]
        if column.kind.is_date:
            data[column.key] = pd.Series(np.array(cells, dtype="M8[us]"))
        elif column.kind.is_number:
            data[column.key] = pd.Series([np.nan if v is None else v for v in cells], dtype="float64")
        else:
            data[column.key] = pd.Series([v or "" for v in cells], dtype="object")
    return pd.DataFrame(data, columns=list(table.keys))


def to_frame(table: Table, grid: Grid) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The grid of a table as a typed frame.

    Args:
        grid: as read from a book; columns the team added are left out here and carried along on writing.

    Returns:
        The frame, and a finding for every cell that does not fit its column (it is blank in the frame and
        stays as it is in the book). `Finding.row` is the position in the table, from 1.

    Raises:
        ColumnMissing, ColumnTwice: a header of the schema is not there, or is there twice.
    """
    places = _places(table, grid)
    findings: list[Finding] = []
    rows = grid.rows
    if not len(rows):
        return empty(table), ()
    data = {}
    for column in table.columns:
        at = places[column.key]
        data[column.key] = _typed(table, column, [row[at] for row in rows], findings)
    return pd.DataFrame(data, columns=list(table.keys)), tuple(findings)


def to_grid(table: Table, frame: pd.DataFrame, present: Grid, before: pd.DataFrame | None = None) -> Grid:
    """The frame as a grid to write over `present`, with `KEEP` wherever nothing changed.

    Rows are matched by the table's row key, else by position among equal keys; a row that is only in `present`
    is dropped. Cells a person typed that did not fit their column (blank in the frame) are kept as they are.

    Args:
        frame: columns as in the schema; more columns are ignored, fewer mean “leave as it is”.
        present: what the book holds now.
        before: `present` as `to_frame` gives it, where it is at hand.
    """
    before = to_frame(table, present)[0] if before is None else before
    origins = _match_rows(table, before, frame)
    at = np.array([-1 if origin is None else origin for origin in origins], dtype="int64")
    columns: list[list[GridCell]] = []
    headers: list[str] = []
    names = {header.strip().casefold(): header for header in present.headers}
    for column in table.columns:
        if column.key in frame.columns:
            headers.append(names[column.header.casefold()])
            columns.append(_changed_cells(column, before[column.key], frame[column.key], at))
    rows: Sequence[Sequence[GridCell]] = list(zip(*columns, strict=True)) if columns else []
    return Grid(tuple(headers), rows, origins)


def _changed_cells(column: Column, old: pd.Series, new: pd.Series, at: np.ndarray) -> list[GridCell]:
    """The cells of one column, `KEEP` where the row `at` that position before has the same."""
    if not len(old) or not (at >= 0).any():  # nothing of it was there before
        return list(to_cells(column, new))
    places = np.flatnonzero(~_equal(old, new, at))
    cells: list[GridCell] = [KEEP] * len(at)
    if not len(places):
        return cells
    now = to_cells(column, new.iloc[places])
    was = to_cells(column, old.iloc[at[places]])
    for place, origin, one, other in zip(places.tolist(), at[places].tolist(), was, now, strict=True):
        if origin < 0 or one != other:
            cells[place] = other
    return cells


def _equal(old: pd.Series, new: pd.Series, at: np.ndarray) -> np.ndarray:
    """Where a column surely holds what the row `at` that position before holds (-1: there is no such row).

    What is not found equal here is compared as cells, so this is about speed only.
    """
    there: np.ndarray = at >= 0
    if not there.any() or old.dtype != new.dtype:
        return np.zeros(len(at), dtype=bool)
    one, other = old.to_numpy()[at], new.to_numpy()
    if old.dtype.kind in "fM":
        blank = np.isnan if old.dtype.kind == "f" else np.isnat
        return np.asarray(there & ((one == other) | (blank(one) & blank(other))), dtype=bool)
    texts, others = one.tolist(), other.tolist()
    if not {*map(type, texts), *map(type, others)} <= {str}:
        return np.zeros(len(at), dtype=bool)
    return np.asarray(there & np.fromiter(map(operator.eq, texts, others), dtype=bool, count=len(at)), dtype=bool)


def with_results(table: Table, grid: Grid, frame: pd.DataFrame) -> Grid:
    """The grid of a frame with the value in every cell of a formula column, also where it is as before."""
    place = {header.strip().casefold(): at for at, header in enumerate(grid.headers)}
    rows = [list(row) for row in grid.rows]
    for column in table.columns:
        if column.formula and column.header.casefold() in place:
            for row, cell in zip(rows, to_cells(column, frame[column.key]), strict=True):
                row[place[column.header.casefold()]] = cell
    return Grid(grid.headers, rows, grid.origins)


def to_cells(column: Column, values: pd.Series) -> list[Cell]:
    """A frame's column as plain cell values (None for blank, whole numbers as int, dates as dates)."""
    if column.kind.is_date:
        unit = "M8[us]" if column.kind is Kind.STAMP else "M8[D]"
        stamps: list[Cell] = values.to_numpy(dtype="M8[us]").astype(unit).tolist()  # NaT comes out as None
        return stamps
    if column.kind.is_number:
        return [_plain_number(v) for v in values.tolist()]
    return [v if isinstance(v, str) and v != "" else None for v in values.tolist()]


def _plain_number(value: float) -> Cell:
    """A float as the cell it came from: 12.0 → 12, NaN → None."""
    if value != value:
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def _places(table: Table, grid: Grid) -> dict[str, int]:
    """Where each schema column stands in the grid; headers are compared without case."""
    seen: dict[str, int] = {}
    for at, header in enumerate(grid.headers):
        name = header.strip().casefold()
        if name in seen and any(name == column.header.casefold() for column in table.columns):
            raise ColumnTwice(
                f"The column “{header}” is there twice.", f"sheet “{table.sheet}”, table {table.name}",
                "Rename the one you added.",
            )  # fmt: skip
        seen.setdefault(name, at)
    places = {}
    for column in table.columns:
        at = seen.get(column.header.casefold(), -1)
        if at < 0:
            raise ColumnMissing(
                f"The column “{column.header}” is missing.", f"sheet “{table.sheet}”, table {table.name}",
                "Insert a column with this header in the table, or undo its deletion or renaming.",
            )  # fmt: skip
        places[column.key] = at
    return places


def _typed(table: Table, column: Column, cells: list[GridCell], findings: list[Finding]) -> pd.Series:
    """The cells of one column with the type of the column."""
    kinds = set(map(type, cells)) - {type(None)}
    if column.kind.is_date:
        if kinds <= {dt.date, dt.datetime}:  # nothing to understand, and so nothing to report
            return pd.Series(np.array(cells, dtype="M8[us]"))
        values = [_as_date(cell) for cell in cells]
        _report(table, column, cells, values, findings)
        return pd.Series(np.array(values, dtype="M8[us]"))
    if column.kind.is_number:
        if kinds <= {int, float}:
            return pd.Series(cells, dtype="float64")
        numbers = [_as_number(cell) for cell in cells]
        _report(table, column, cells, numbers, findings)
        return pd.Series([np.nan if v is None else v for v in numbers], dtype="float64")
    if kinds <= {str}:
        return pd.Series([cell or "" for cell in cells], dtype="object")
    return pd.Series([_as_text(cell) for cell in cells], dtype="object")


def _report(
    table: Table, column: Column, cells: list[GridCell], values: Sequence[object], findings: list[Finding]
) -> None:
    """A finding for each filled cell that gave no value."""
    for at, (cell, value) in enumerate(zip(cells, values, strict=True)):
        if value is None and cell is not None and not (isinstance(cell, str) and not cell.strip()):
            kind = "a date" if column.kind.is_date else "a number"
            if column.formula:
                continue  # a formula column shows "" where it has no value
            findings.append(
                Finding("cell_not_understood", table.name, at + 1, column.header, f"This is not {kind}.", Severity.ASK)
            )


def _as_text(cell: GridCell) -> str:
    """Any cell as the text a person sees; a whole number without its decimal point."""
    if isinstance(cell, str):
        return cell
    if cell is None or cell is KEEP:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell == int(cell) and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat(sep=" ") if isinstance(cell, dt.datetime) else str(cell)


def _as_number(cell: GridCell) -> float | None:
    """A number, or text that is plainly one ("1250", "25 %", "1,250.00")."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, str):
        text = cell.strip().replace(" ", "").replace(" ", "")
        share = text.endswith("%")
        text = text.rstrip("%").replace(",", "") if text.count(",") and "." in text else text.rstrip("%")
        try:
            return float(text) / (100 if share else 1)
        except ValueError:
            return None
    return None


def _as_date(cell: GridCell) -> dt.datetime | None:
    """A date, an ISO text, or a serial number that fell back to a number format."""
    if isinstance(cell, dt.datetime):
        return cell
    if isinstance(cell, dt.date):
        return dt.datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 20000 < cell < 80000:
        return _EXCEL_DAY_ZERO + dt.timedelta(days=float(cell))
    if isinstance(cell, str):
        try:
            return dt.datetime.fromisoformat(cell.strip()).replace(tzinfo=None)
        except ValueError:
            return None
    return None


def _match_rows(table: Table, before: pd.DataFrame, frame: pd.DataFrame) -> list[int | None]:
    """For each row of the new frame the position of the present row it continues."""
    keys = [key for key in table.row_key if key in frame.columns]
    origins: list[int | None] = []
    if _begins_alike(before, frame, keys):  # equal keys in equal places, as where rows are only added at the end
        origins.extend(range(len(before)))
        return origins + [None] * (len(frame) - len(before))
    waiting: dict[tuple[str, ...], list[int]] = {}
    for at, key in enumerate(_keys(before, keys)):
        waiting.setdefault(key, []).append(at)
    for places in waiting.values():
        places.reverse()  # so that pop() gives the topmost of equal keys first
    for key in _keys(frame, keys):
        left = waiting.get(key)
        origins.append(left.pop() if left else None)
    return origins


def _begins_alike(before: pd.DataFrame, frame: pd.DataFrame, keys: list[str]) -> bool:
    """Whether the first rows of a frame have the very keys of all rows before."""
    size = len(before)
    places = np.arange(size)
    return size <= len(frame) and all(_equal(before[key], frame[key].iloc[:size], places).all() for key in keys)


def _keys(frame: pd.DataFrame, keys: list[str]) -> list[tuple[str, ...]]:
    """Row keys as text, without case or outer blanks for what people type."""
    columns = [[str(v).strip().casefold() for v in frame[key].tolist()] for key in keys]
    return list(zip(*columns, strict=True)) if columns else [()] * len(frame)
