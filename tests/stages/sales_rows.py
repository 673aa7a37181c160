"""Frames for tests, built the way the workbook gives them: cells by schema, blanks where a row says nothing."""

from leadbook.model import Grid
from leadbook.schema import book, frames


def frame_of(table_key, *rows):
    """A typed frame of a table from dictionaries by schema key."""
    table = book.table(table_key)
    for row in rows:
        assert set(row) <= set(table.keys), set(row) - set(table.keys)
    grid = Grid(table.headers, [[row.get(key) for key in table.keys] for row in rows])
    return frames.to_frame(table, grid)[0]
