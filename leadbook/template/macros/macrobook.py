"""The two files with macros: a workbook with buttons (.xlsm), and an add-in with the tab for any workbook (.xlam).

Both are built from what is packed with Leadbook, so that a person makes them on the own computer: a file that came
from the web may carry a mark that keeps Excel from running its macros.
"""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Final

from xlsxwriter.workbook import Workbook

from leadbook.template.build import CREATED, build_book
from leadbook.template.layout import PAPER, Paper
from leadbook.template.macros.ribbon import add_ribbon

DATA: Final = files("leadbook.template") / "data"
"""Where the macro projects, the ribbon and its pictures are; written by `sources`."""

ADD_IN_NAME: Final = "Leadbook"


def build_macro_book(paper: Paper = PAPER) -> bytes:
    """A new, empty workbook with buttons on Start and the tab Leadbook (.xlsm); the same bytes on every call."""
    return _with_tab(build_book(paper, (DATA / "book.bin").read_bytes()))


def build_addin() -> bytes:
    """The add-in (.xlam): the tab Leadbook for whatever workbook is active; the same bytes on every call."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({
        "title": ADD_IN_NAME, "author": "", "created": CREATED,
        "comments": "A tab of buttons: import lists, share leads, brief reps, report.",
    })  # fmt: skip
    book.add_vba_project(BytesIO((DATA / "addin.bin").read_bytes()), is_stream=True)
    book.set_vba_name("ThisWorkbook")
    sheet = book.add_worksheet(ADD_IN_NAME)  # never seen: Excel shows no window of an add-in
    sheet.set_vba_name("Sheet1")
    sheet.write_string(0, 0, "This add-in puts the tab Leadbook into Excel.")
    book.close()
    return _with_tab(stream.getvalue(), add_in=True)


def _with_tab(package: bytes, *, add_in: bool = False) -> bytes:
    images = {
        entry.name.removesuffix(".png"): entry.read_bytes()
        for entry in (DATA / "icons").iterdir() if entry.name.endswith(".png")
    }  # fmt: skip
    return add_ribbon(package, (DATA / "ribbon.xml").read_bytes(), images, add_in=add_in)
