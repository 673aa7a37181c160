"""Spreadsheets that are open in Calc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from numbers import Number
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from leadbook.books.calc.lacking import Lacks
from leadbook.books.calc.names import Names
from leadbook.books.calc.office import import_uno
from leadbook.books.calc.sheets import Sheets
from leadbook.books.calc.structs import FILTERS, properties, url_of

if TYPE_CHECKING:
    from leadbook.books.calc.engine import App

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_NO_MACROS, _UPDATE_NO_LINKS = 0, 0


class Books(Lacks, base_classes.Books):
    """The open spreadsheets of one program."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Any:  # noqa: ANN401
        """The desktop."""
        return self.app.desktop

    def _documents(self) -> Iterator[Any]:
        components = self.app.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            if hasattr(component, "supportsService") and component.supportsService(_SPREADSHEET):
                yield component

    def __iter__(self) -> Iterator[Book]:
        return (Book(self.app, document) for document in self._documents())

    def __len__(self) -> int:
        return sum(1 for _ in self._documents())

    @property
    def active(self) -> Book:
        """The spreadsheet in front.

        Raises:
            KeyError: no spreadsheet is open.
        """
        current = self.app.desktop.getCurrentComponent()
        if current is not None and current.supportsService(_SPREADSHEET):
            return Book(self.app, current)
        for document in self._documents():
            return Book(self.app, document)
        raise KeyError("no spreadsheet is open")

    def __call__(self, name_or_index: Any) -> Book:  # noqa: ANN401
        books = list(self)
        if isinstance(name_or_index, Number):
            return books[int(name_or_index) - 1]  # type: ignore[call-overload]
        for book in books:
            if name_or_index in (book.name, book.fullname):
                return book
        raise KeyError(name_or_index)

    def add(self) -> Book:
        """A new spreadsheet."""
        return self._load("private:factory/scalc")

    def open(self, fullname: Any, *_: Any, **more: Any) -> Book:  # noqa: ANN401
        """Open a file; `read_only` is the one option of Excel's that is understood."""
        for book in self:
            if book.document.URL and Path(book.fullname) == Path(fullname).resolve():
                return book
        return self._load(url_of(fullname), ReadOnly=bool(more.get("read_only") or (len(_) > 1 and _[1])))

    def _load(self, url: str, **more: Any) -> Book:  # noqa: ANN401
        document = self.app.desktop.loadComponentFromURL(
            url, "_blank", 0,
            properties(
                Hidden=not self.app.visible, MacroExecutionMode=_NO_MACROS, UpdateDocMode=_UPDATE_NO_LINKS, **more
            ),
        )  # fmt: skip
        return Book(self.app, document)


class Book(Lacks, base_classes.Book):
    """One open spreadsheet."""

    def __init__(self, app: App, document: Any) -> None:  # noqa: ANN401
        self._app = app
        self.document = document

    @property
    def app(self) -> App:
        """The program it is open in."""
        return self._app

    @property
    def api(self) -> Any:  # noqa: ANN401
        """The document."""
        return self.document

    @property
    def fullname(self) -> str:
        """Path of its file; its address when it is no file here; its title when it was never saved."""
        url = str(self.document.URL)
        if not url:
            return str(self.document.Title)
        return str(import_uno().fileUrlToSystemPath(url)) if url.startswith("file:") else url

    @property
    def name(self) -> str:
        """Name of its file."""
        return os.path.basename(self.fullname)  # noqa: PTH119 - it may be an address

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The names that hold in the whole book."""
        return Names(self)

    def activate(self) -> None:
        """Bring its window to the front."""
        controller = self.document.getCurrentController()
        if controller is not None:
            controller.getFrame().activate()

    def close(self) -> None:
        """Close it without saving."""
        self.document.close(True)

    def save(self, path: Any = None, password: Any = None) -> None:  # noqa: ANN401
        """Save it in its place, or under another name; the ending says what kind of file.

        Raises:
            NotImplementedError: a password, or an ending that is not known.
        """
        target = Path(path) if path else Path(self.fullname)
        if password or target.suffix.lower() not in FILTERS:
            raise NotImplementedError(f"Calc's engine saves {', '.join(FILTERS)}, without a password.")
        kind = properties(FilterName=FILTERS[target.suffix.lower()], Overwrite=True)
        if path is None and self._is_stored_as(target):
            self.document.storeSelf(())
        else:
            self.document.storeAsURL(url_of(target), kind)

    def _is_stored_as(self, target: Path) -> bool:
        """Whether the document would be stored as what the ending of its file says."""
        media = {one.Name: one.Value for one in self.document.getArgs()}
        return bool(media.get("FilterName") == FILTERS[target.suffix.lower()])

    def to_pdf(self, path: Any, quality: Any = None) -> None:  # noqa: ANN401, ARG002
        """Print all sheets into a PDF file."""
        self.document.storeToURL(url_of(path), properties(FilterName=FILTERS[".pdf"]))
