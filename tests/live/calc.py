"""A visible LibreOffice Calc with a profile of its own, and ways to look at it and to press what it shows."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from leadbook.books.calc.office import of_its_own
from leadbook.fronts.exchange import Request, read_request
from leadbook.template.extension import extension_files, pack_extension, versioned
from tests.live.bridge import context_of, unless_gone, uno_module, url, wait_for
from tests.live.screen import Screen

NOBODY = 65534
ALERT, DIALOG, TOOL_BAR, PUSH_BUTTON, LABEL, MENU_BAR, TEXT = 1, 12, 63, 44, 30, 35, 60  # AccessibleRole
CORNER = (20, 12)  # of a sheet: within cell A1
STATUS_WIDTH, ROW, COLUMNS = 300, 16, 4  # of the picker's list: height of a row, columns
STATUS_BAR, DOCUMENT_WINDOW, STATIC, DOCUMENT = 57, 84, 86, 58  # the text of a message box
MOST_CHILDREN = 300  # a sheet has millions; no control has so many
TIME_LIMIT = 60
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse">
<value>99.9</value></prop></item>
</oor:items>
"""


def unopkg(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """LibreOffice's own installer of extensions, for the profile in `home`.

    It refuses to work for root, so root calls it as nobody, to whom the profile then belongs.
    """
    program = shutil.which("unopkg") or "/usr/lib/libreoffice/program/unopkg"
    command = [program, *words, f"-env:UserInstallation={(home / 'profile').as_uri()}"]
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    environment = {**of_its_own(os.environ), "HOME": str(home)}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=TIME_LIMIT, env=environment, check=False, cwd=home
    )


class Calc:
    """A running Calc with the extension, in a folder of its own.

    Args:
        screen: where it shows itself.
        home: an empty folder that every user can reach, for the profile and for what the child process is told.
        variables: of the office, beside those of this process.
    """

    def __init__(self, screen: Screen, home: Path, variables: dict[str, str] | None = None) -> None:
        self.screen, self.home = screen, home
        self.variables = variables or {}
        self.python = home / "python"
        (home / "profile" / "user").mkdir(parents=True)
        (home / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (home / "leadbook.oxt").write_bytes(pack_extension(versioned(extension_files(), "0.1.0"), str(self.python)))
        self.use_python(f"{shlex.quote(sys.executable)} {shlex.quote(str(Path(__file__).with_name('child.py')))} "
                        f"{shlex.quote(str(home))}")  # fmt: skip
        done = unopkg(home, "add", "--force", str(home / "leadbook.oxt"))
        assert done.returncode == 0, done.stdout + done.stderr
        self._process: subprocess.Popen[bytes] | None = None
        self.context: Any = None
        self.desktop: Any = None

    def use_python(self, command: str) -> None:
        """What the extension starts as its Python."""
        self.python.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        self.python.chmod(0o755)

    def start(self) -> None:
        """Start the office and attach to it."""
        pipe = f"leadbook-test-{uuid4().hex}"
        command = [
            "soffice", "--norestore", "--nologo", "--nofirststartwizard", "--nodefault",
            f"-env:UserInstallation={(self.home / 'profile').as_uri()}", f"--accept=pipe,name={pipe};urp;",
        ]  # fmt: skip
        environment = of_its_own(self.screen.environment())
        environment |= {"SAL_USE_VCLPLUGIN": "gen", "LC_ALL": "C.UTF-8", **self.variables}
        environment.pop("LEADBOOK_PYTHON", None) if "LEADBOOK_PYTHON" not in self.variables else None
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment, start_new_session=True,
        )  # fmt: skip
        uno_module()
        from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

        def attach() -> Any:
            try:
                return context_of(pipe)
            except NoConnectException:
                return None

        self.context = wait_for("the office", attach, TIME_LIMIT)
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def stop(self) -> int:
        """End the office as File ▸ Quit does; its exit code."""
        from com.sun.star.lang import DisposedException  # type: ignore[import-not-found]

        assert self._process is not None
        try:
            self.close_all()
            self.desktop.terminate()
        except DisposedException:
            pass  # it was gone before it could answer
        try:
            return self._process.wait(TIME_LIMIT)
        finally:
            self.kill()

    def kill(self) -> None:
        """End the processes of this office, whatever they do."""
        if self._process is not None:
            try:
                os.killpg(self._process.pid, 9)
            except ProcessLookupError:
                return
            self._process.wait(TIME_LIMIT)

    def service(self, name: str) -> Any:
        """A service of the office."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    # documents

    def open(self, path: Path | str, **properties: Any) -> Any:
        """A document in a new window, loaded and shown."""
        from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

        values = []
        for name, value in {"MacroExecutionMode": 4, **properties}.items():
            entry = PropertyValue()
            entry.Name, entry.Value = name, value
            values.append(entry)
        address = path if isinstance(path, str) else url(path)
        document = self.desktop.loadComponentFromURL(address, "_blank", 0, tuple(values))
        assert document is not None, f"{path} was not opened"
        self.raise_window(document)
        return document

    def raise_window(self, document: Any) -> None:
        """Make a document the active one."""
        frame = document.getCurrentController().getFrame()
        wait_for("the active window", lambda: self._activated(frame))

    def _activated(self, frame: Any) -> bool:
        frame.activate()
        frame.getContainerWindow().setFocus()
        return bool(self.desktop.getCurrentFrame() == frame)

    def document(self, path: Path) -> Any:
        """The open document of a file, or None."""
        found = self.desktop.getComponents().createEnumeration()
        while found.hasMoreElements():
            document = found.nextElement()
            if document.getURL() == url(path):
                return document
        return None

    def close_all(self) -> None:
        """Close every document without saving."""
        found = self.desktop.getComponents().createEnumeration()
        documents: list[Any] = []
        while found.hasMoreElements():
            document = found.nextElement()
            if document not in documents:  # one with two windows comes twice
                documents.append(document)
        for document in documents:
            if hasattr(document, "close"):
                if hasattr(document, "setModified"):
                    document.setModified(False)
                wait_for("the end of the command that is at work in it", lambda at=document: _closed(at))

    # what is on the screen

    def windows(self) -> list[Any]:
        """The accessible contexts of all windows."""
        toolkit = self.service("com.sun.star.awt.Toolkit")
        count = toolkit.getTopWindowCount()
        found = [unless_gone(lambda at=at: _shown(toolkit.getTopWindow(at))) for at in range(count)]
        return [context for context in found if context is not None]

    def within(self, context: Any, depth: int = 9) -> Iterator[Any]:
        """A context and all below it."""
        yield context
        count = unless_gone(context.getAccessibleChildCount) or 0
        if depth and 0 < count < MOST_CHILDREN:
            for index in range(count):
                below = unless_gone(lambda at=index: _context(context.getAccessibleChild(at)))
                if below is not None:
                    yield from self.within(below, depth - 1)

    def dialogs(self) -> list[Any]:
        """The message boxes and dialogs that stand open."""
        return [window for window in self.windows() if unless_gone(window.getAccessibleRole) in (ALERT, DIALOG)]

    def dialog(self) -> Dialog:
        """The dialog that stands open, once there is one."""
        return Dialog(self, wait_for("a dialog", self.dialogs)[0])

    def click(self, context: Any) -> None:
        """Click with the mouse in the middle of a control."""
        place, size = context.getLocationOnScreen(), context.getSize()
        self.screen.click(place.X + size.Width // 2, place.Y + size.Height // 2)

    def menu(self, document: Any, *names: str) -> None:
        """Click through a menu by mouse, such as ("Leadbook", "Check")."""
        window = document.getCurrentController().getFrame().getContainerWindow().getAccessibleContext()
        context = next(entry for entry in self.within(window, 1) if entry.getAccessibleRole() == MENU_BAR)
        for name in names:
            context = wait_for(f"the menu entry {name}", lambda at=context, name=name: self._entry(at, name))
            self.click(context)

    def _entry(self, menu: Any, name: str) -> Any:
        for index in range(menu.getAccessibleChildCount()):
            entry = menu.getAccessibleChild(index).getAccessibleContext()
            if entry.getAccessibleName() == name and entry.getSize().Width > 0:
                return entry
        return None

    def tools(self, document: Any) -> dict[str, Any]:
        """The buttons of the toolbar Leadbook by what stands on them."""
        window = document.getCurrentController().getFrame().getContainerWindow().getAccessibleContext()
        bars = (at for at in self.within(window, 3) if at.getAccessibleRole() == TOOL_BAR)
        bar = next((at for at in bars if at.getAccessibleName() == "Leadbook"), None)
        return {at.getAccessibleName(): at for at in self.within(bar, 1)} if bar is not None else {}

    def tool(self, document: Any, name: str) -> Any:
        """A button of the toolbar Leadbook."""
        return wait_for(f"the tool {name}", lambda: self.tools(document).get(name))

    def press(self, command: str) -> None:
        """Call the service as a macro in a workbook does."""
        self.service("org.leadbook.calc.Command").trigger(command)

    def wait_text(self, text: str) -> bool:
        """Wait for a dialog that says this and nothing else."""
        return bool(wait_for(f"a dialog “{text}”", lambda: any(Dialog(self, at).text == text for at in self.dialogs())))

    def fill(self, entry: Any, text: str) -> None:
        """Type a text into a line of a dialog, anew as long as the line does not have it."""

        def typed() -> bool:
            self.click(entry)
            self.screen.do("key", "ctrl+a")
            self.screen.do("type", "--delay", 10, text)
            return bool(wait_for("the text", lambda: entry.getText().startswith(text), 3))

        for _ in range(4):
            try:
                typed()
            except AssertionError:
                continue  # a dialog that has just come up takes no keys yet
            return
        typed()

    def choose(self, picker: Dialog, name: str) -> None:
        """Type a name into LibreOffice's own file picker and press Return."""
        self.fill(next(at for at in picker.entries() if at.getAccessibleName() in ("File name:", "Path:")), name)
        self.screen.do("key", "Return")

    def choose_rows(self, picker: Dialog, *rows: int) -> None:
        """Click files in LibreOffice's own file picker, by their place in the list, and press Open."""
        cells = (max(rows) + 1) * COLUMNS
        shown = wait_for("the files", lambda: next(
            (at for at in self.within(picker.context, 12) if at.getAccessibleRole() == DOCUMENT
             and at.getSize().Height > ROW * 5 and at.getAccessibleChildCount() >= cells), None))  # fmt: skip
        place = shown.getLocationOnScreen()
        for index, row in enumerate(rows):
            held: tuple[str, ...] = ("keydown", "ctrl") if index else ()
            self.screen.do(*held, "mousemove", place.X + 4 * ROW, place.Y + ROW // 2 + ROW * row, "click", 1)
        self.screen.do("keyup", "ctrl")
        picker.press("Open")

    def type_into_sheet(self, document: Any, text: str) -> None:
        """Click into cell A1 of the active sheet and type; the cell stays in edit mode."""
        window = document.getCurrentController().getFrame().getContainerWindow().getAccessibleContext()
        sheet = next(at for at in self.within(window) if at.getAccessibleRole() == DOCUMENT)
        place = sheet.getLocationOnScreen()
        self.screen.click(place.X + CORNER[0], place.Y + CORNER[1])
        self.screen.do("type", "--delay", 20, text)

    def status(self, document: Any) -> bytes:
        """The left part of the status bar of a document's window, pixel by pixel: sheet number, or progress."""
        window = document.getCurrentController().getFrame().getContainerWindow().getAccessibleContext()
        bar = next(at for at in self.within(window, 3) if at.getAccessibleRole() == STATUS_BAR)
        place, size = bar.getLocationOnScreen(), bar.getSize()
        return self.screen.pixels((place.X, place.Y, STATUS_WIDTH, size.Height))

    def dispatch(self, frame: Any, command: str) -> None:
        """One of LibreOffice's own commands (".uno:…")."""
        self.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, ())

    # what the child process is told and was asked

    def end_child(self) -> None:
        """Kill the newest child process, as kill -9 does."""
        os.kill(self.notes()[-1]["pid"], signal.SIGKILL)

    def plan(self, *steps: list[Any]) -> None:
        """What the child does at the next press; earlier requests are forgotten."""
        for old in self.home.glob("request-*.json"):
            old.unlink()
        (self.home / "plan.json").write_text(json.dumps(steps), encoding="utf-8")

    def notes(self) -> list[dict[str, Any]]:
        """What each child process wrote down, in order."""
        found = sorted(self.home.glob("request-*.json"), key=lambda path: int(path.stem.split("-")[1]))
        return [json.loads(path.read_text("utf-8")) for path in found]

    def requests(self) -> list[Request]:
        """The requests the child processes got, in order."""
        return [read_request(note["text"]) for note in self.notes()]


def _shown(window: Any) -> Any:
    """The accessible context of a window that can be seen."""
    return _context(window) if window is not None and window.isVisible() else None


def _context(accessible: Any) -> Any:
    """The accessible context of what has one; rows of some lists have none."""
    return accessible.getAccessibleContext() if hasattr(accessible, "getAccessibleContext") else None


class Dialog:
    """A message box or dialog on the screen."""

    def __init__(self, calc: Calc, context: Any) -> None:
        self.calc, self.context = calc, context
        self.title = context.getAccessibleName()

    @property
    def text(self) -> str:
        """What it says: the names of its labels and texts, one a line."""
        roles = (LABEL, STATIC)  # of a dialog and of a message box
        found = [at for at in self.calc.within(self.context) if unless_gone(at.getAccessibleRole) in roles]
        return "\n".join(entry.getAccessibleName() for entry in found)

    def entries(self) -> list[Any]:
        """The lines one can type into, from top to bottom."""
        found = [entry for entry in self.calc.within(self.context, 12) if entry.getAccessibleRole() == TEXT]
        return sorted((entry for entry in found if entry.getSize().Width), key=lambda at: at.getLocationOnScreen().Y)

    def press(self, *names: str) -> None:
        """Press a button of one of these names by its accessibility action, and wait until the dialog is gone."""
        names = names or ("OK",)
        button = wait_for(f"a button {names}", lambda: next(
            (entry for entry in self.calc.within(self.context)
             if entry.getAccessibleRole() == PUSH_BUTTON and entry.getAccessibleName() in names), None))  # fmt: skip
        button.doAccessibleAction(0)
        wait_for("the end of the dialog", lambda: self.context not in self.calc.dialogs())


def _closed(document: Any) -> bool:
    """Close a document; not yet while a command is still about to let go of it."""
    from com.sun.star.util import CloseVetoException  # type: ignore[import-not-found]

    try:
        document.close(True)
    except CloseVetoException:
        return False
    return True
