"""The demo through a live Calc ends in the same tables, cell by cell, as the demo on the closed file."""

import dataclasses
import datetime as dt

from leadbook.actions import load
from leadbook.actions.context import Context
from leadbook.actions.demo import MADE_FOR
from leadbook.books.live.book import LiveBook
from leadbook.books.live.opening import open_live
from leadbook.books.package import PackageBook
from tests import livecalc
from tests.calc.openbook import differences

STAMP = dt.datetime.combine(MADE_FOR, dt.time(8, 40))


def tables(book):
    return {info.name: book.read(info.name) for info in book.tables()}


def test_the_demo_through_calc_is_the_demo_on_the_file(tmp_path, own_state, monkeypatch):
    monkeypatch.setenv("LEADBOOK_OFFICE", str(tmp_path / "none"))  # no PDFs: they are made of the saved file anyway
    context = Context(today=MADE_FOR, now=STAMP, who="Ana")
    load("demo")(folder=tmp_path / "closed", context=context)
    livecalc.close_all()
    app = livecalc.app()

    def opening(path, for_writing=False, *, whole=False):
        return open_live(app.books.open(str(path)), for_writing=for_writing, whole=whole)

    load("demo")(folder=tmp_path / "live", context=dataclasses.replace(context, opening=opening))
    closed = PackageBook((tmp_path / "closed" / "Leadbook.xlsx").read_bytes())
    live = LiveBook(app.books[0])
    saved = PackageBook((tmp_path / "live" / "Leadbook.xlsx").read_bytes())
    assert len(tables(closed)["tblInquiries"].rows) > 300
    assert differences(tables(closed), tables(live)) == []
    assert differences(tables(closed), tables(saved)) == []
    assert [one.name for one in closed.sheets()] == [one.name for one in live.sheets()]
    hidden = [[one.state == "visible" for one in book.sheets()] for book in (closed, live)]
    assert hidden[0] == hidden[1]
    for sheet in (one.name for one in closed.sheets()):
        names = [name for name, value in closed.values(sheet, every_name(closed)).items() if value is not None]
        assert differing_cells(closed.values(sheet, names), live.values(sheet, names)) == []
    livecalc.close_all()


def every_name(book):
    """All names of cells that the template has."""
    from leadbook.schema import cells

    return sorted(cells.ALL)


def differing_cells(one, other):
    """Names of single cells that hold something else."""
    from leadbook.books.saving.diffing import same

    return [(name, value, other.get(name)) for name, value in one.items() if not same(value, other.get(name))]
