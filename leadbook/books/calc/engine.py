"""The engine itself and the programs it reaches; `register` makes it known to xlwings."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes

from leadbook.books.calc import office
from leadbook.books.calc.documents import Book, Books
from leadbook.books.calc.lacking import Lacks
from leadbook.books.calc.ranges import Range
from leadbook.books.calc.sheets import Sheet
from leadbook.errors import BackendMissing

NAME = "calc"
PROGRESS = "org.leadbook.calc.Progress"
"""The extension's own line in the status bar: Calc's own would stay for good when this process is killed."""

_LEAVE_SECONDS = 20


class Engine:
    """What `xw.Engine` wraps."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: object) -> Any:  # noqa: ANN401
        """A value as `Range.raw_value` takes it; blank is None."""
        if value is None or value != value:
            return None
        if hasattr(value, "to_pydatetime"):
            return value.to_pydatetime()
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=None)
        return value.item() if hasattr(value, "item") else value

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]], dates: Callable[..., Any], empty: Any, numbers: Callable[[float], Any] | None,  # noqa: ANN401
        _errors: bool,
    ) -> list[list[Any]]:  # fmt: skip
        """Rows as `Range.value` gives them, with the caller's own ideas of dates, blanks and numbers."""

        def one(value: Any) -> Any:  # noqa: ANN401
            if value is None or value == "":
                return empty
            if isinstance(value, dt.datetime) and dates is not dt.datetime:
                return dates(
                    year=value.year, month=value.month, day=value.day, hour=value.hour, minute=value.minute,
                    second=value.second, microsecond=value.microsecond, tzinfo=None,
                )  # fmt: skip
            if numbers is not None and isinstance(value, float):
                return numbers(value)
            return value

        return [[one(value) for value in row] for row in data]


class Apps(Lacks, base_classes.Apps):
    """The programs this process has started or is attached to."""

    def __init__(self) -> None:
        self._apps: list[App] = []

    def keys(self) -> list[int]:
        """Their process numbers; -1 for one that was running before."""
        return [app.pid for app in self._apps]

    def add(self, spec: Any = None, add_book: Any = None, xl: Any = None, visible: Any = None) -> App:  # noqa: ANN401, ARG002
        """Start a program, or attach to one.

        Args:
            spec: None starts one; the name of a pipe, or a component context, attaches.
        """
        app = App(self, spec, bool(visible))
        self._apps.insert(0, app)
        if add_book:
            app.books.add()
        return app

    @staticmethod
    def cleanup() -> None:
        """Nothing is left behind."""

    def remove(self, app: App) -> None:
        """Forget a program that has ended."""
        if app in self._apps:
            self._apps.remove(app)

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self._apps if app.pid == pid)


class App(Lacks, base_classes.App):
    """One LibreOffice."""

    display_alerts = True
    enable_events = True
    visible = False

    def __init__(self, apps: Apps, spec: Any, visible: bool) -> None:  # noqa: ANN401
        self.apps = apps
        self.visible = visible
        self.running: office.Running | None = None
        self._status: Any = None
        self._status_text: str | bool = False
        self.only: Book | None = None  # what Excel sets for the whole program holds for this spreadsheet, not for all
        if hasattr(spec, "ServiceManager"):
            self.context = spec
        elif spec:
            self.context = office.connect(spec)
        else:
            self.running = office.start(_program(), visible=visible)
            self.context = self.running.context
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    @property
    def engine(self) -> Engine:
        """The engine."""
        return ENGINE

    @property
    def api(self) -> Any:  # noqa: ANN401
        """The desktop."""
        return self.desktop

    @property
    def pid(self) -> int:
        """Its process number; -1 when it was running before."""
        return self.running.process.pid if self.running else -1

    @property
    def version(self) -> str:
        """LibreOffice's version ("7.4.7")."""
        from leadbook.books.calc.structs import properties

        manager = self.context.ServiceManager
        provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", self.context)
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", properties(nodepath="/org.openoffice.Setup/Product")
        )
        return str(access.getByName("ooSetupVersionAboutBox") or access.getByName("ooSetupVersion"))

    @property
    def books(self) -> Books:
        """The open spreadsheets."""
        return Books(self)

    def _held(self) -> Iterator[Book]:
        return iter(self.books if self.only is None else (self.only,))

    @property
    def selection(self) -> Range | None:
        """The selected cells of the active document; None when something else is selected."""
        try:
            document = self.books.active.document
        except KeyError:
            return None
        selected = document.getCurrentSelection()
        if selected is None or not hasattr(selected, "getRangeAddress"):
            return None
        address, book = selected.getRangeAddress(), Book(self, document)
        sheet = Sheet(book, document.Sheets.getByIndex(address.Sheet))
        shape = (address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1)
        return Range(sheet, address.StartRow + 1, address.StartColumn + 1, shape)

    @property
    def screen_updating(self) -> bool:
        """Whether the windows show what changes."""
        return not any(book.document.hasControllersLocked() for book in self._held())

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for book in self._held():
            if value and book.document.hasControllersLocked():
                book.document.unlockControllers()
            elif not value and not book.document.hasControllersLocked():
                book.document.lockControllers()

    @property
    def calculation(self) -> str:
        """"automatic" or "manual"."""
        return "automatic" if all(book.document.isAutomaticCalculationEnabled() for book in self._held()) else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self._held():
            book.document.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Calculate what is not up to date."""
        for book in self._held():
            book.document.calculate()

    @property
    def interactive(self) -> bool:
        """Whether a person can work in the windows."""
        return all(window.isEnabled() for window in self._windows())

    @interactive.setter
    def interactive(self, value: bool) -> None:
        for window in self._windows():
            window.setEnable(bool(value))

    def _windows(self) -> Iterator[Any]:
        for book in self._held():
            controller = book.document.getCurrentController()
            if controller is not None:
                yield controller.getFrame().getContainerWindow()

    @property
    def status_bar(self) -> str | bool:
        """The text of the status bar; False when it is LibreOffice's own."""
        return self._status_text

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        document = self.desktop.getCurrentComponent()
        controller = document.getCurrentController() if document is not None else None
        if value is False or controller is None:
            if self._status is not None:
                self._status.end()
            self._status, self._status_text = None, False
            return
        if self._status is None:
            own = self.context.ServiceManager.createInstanceWithContext(PROGRESS, self.context)
            self._status = own or controller.getFrame().createStatusIndicator()
            self._status.start(str(value), 0)
        else:
            self._status.setText(str(value))
        self._status_text = value

    def activate(self, steal_focus: Any = None) -> None:  # noqa: ANN401
        """Nothing to do: a document's own window comes to the front by `Book.activate`."""

    def quit(self) -> None:
        """Close every spreadsheet without saving, then end the program if it was started here."""
        for book in list(self.books):
            book.close()
        if self.running:
            with contextlib.suppress(Exception):  # it may end before it can answer
                self.desktop.terminate()
            self.running.process.wait(_LEAVE_SECONDS)
            shutil.rmtree(self.running.profile, ignore_errors=True)
        self.apps.remove(self)

    def kill(self) -> None:
        """End the program at once, if it was started here."""
        if self.running:
            office.kill(self.running)
            self.running.process.wait(_LEAVE_SECONDS)
            shutil.rmtree(self.running.profile, ignore_errors=True)
        self.apps.remove(self)


ENGINE = Engine()


def register() -> None:
    """Make the engine known to xlwings and let it be the one that is asked."""
    if NAME not in xw.engines.engines_by_name:
        xw.engines.add(xw.Engine(impl=ENGINE))
    xw.engines[NAME].activate()


def start(*, visible: bool = False) -> xw.App:
    """A Calc of its own with no document.

    Raises:
        BackendMissing: LibreOffice, or its module `uno`, is not on this computer.
    """
    register()
    return xw.App(impl=ENGINE.apps.add(visible=visible))


def attach(place: Any) -> xw.App:  # noqa: ANN401
    """The Calc that listens on a pipe, or that a component context belongs to.

    Raises:
        BackendMissing: nobody listens there.
    """
    register()
    return xw.App(impl=ENGINE.apps.add(spec=place))


def _program() -> str:
    """LibreOffice's program.

    Raises:
        BackendMissing
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None or not Path(found).exists():
        raise BackendMissing(
            "LibreOffice is not installed.", "LibreOffice Calc", "Install it (free, libreoffice.org)."
        )
    return found
