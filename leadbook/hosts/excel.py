"""Setting up the buttons in Excel for one user: the add-in, and where its macros find Python."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from leadbook import __version__
from leadbook.errors import SetupError, UsageError
from leadbook.hosts import files, registry
from leadbook.hosts.interpreter import check_registrable, temporary_note
from leadbook.hosts.office import NO_WINDOW
from leadbook.hosts.outcome import Done
from leadbook.hosts.places import Places, System

PLACEHOLDER, SOURCE = "@PYTHON@", "Leadbook.applescript"
INSTALL = "leadbook install excel"
_QUOTED = re.compile(r'"(/(?:[^"\\\n]|\\.)*)"')  # the script's first full path between quotation marks
_SECONDS = 30


def install(places: Places, addin: bytes, script: str) -> Done:
    """Write the path of Python where the macros read it, and put the add-in where Excel loads it by itself.

    Args:
        addin: the bytes of Leadbook.xlam. script: the AppleScript with `@PYTHON@` where the path belongs.

    Raises:
        UsageError: there is no Excel on this system.
        SetupError: this Python cannot run the buttons, or a file or the registry cannot be written.
    """
    where = _check(places, INSTALL)
    check_registrable(places.python, places.environment, INSTALL)
    written = []
    fix = _fix(places)
    if _register(places):
        written.append(rf"HKCU\{registry.KEY}")
    if places.script and files.put(places.script, render(script, places.python).encode(), fix):
        written.append(str(places.script))
    if files.put(where, addin, fix):
        written.append(str(where))
    notes = [f"The Leadbook tab is {'set up' if written else 'already set up'} in Excel; it starts {places.python}."]
    if written:
        notes.append(_next(places))
    return Done(bool(written), tuple(written), (*notes, *temporary_note(places.python)))


def uninstall(places: Places) -> Done:
    """Take away what `install` wrote, and nothing else.

    Raises:
        UsageError: there is no Excel on this system.
        SetupError: a file cannot be removed.
    """
    where = _check(places, "leadbook uninstall excel")
    gone = [str(path) for path in (where, places.script) if path and files.take_away(path, _fix(places))]
    if places.registry is not None and _remove_key(places.registry):
        gone.append(rf"HKCU\{registry.KEY}")
    if not gone:
        return Done(False, (), ("The Leadbook tab is not set up in Excel; there is nothing to take away.",))
    restart = " Restart Excel to see it." if is_running(places) else ""
    return Done(True, tuple(gone), (f"The Leadbook tab is taken out of Excel; workbooks stay as they are.{restart}",))


def render(script: str, python: Path) -> str:
    """The AppleScript with the path of Python in it, as AppleScript writes text between quotation marks."""
    return script.replace(PLACEHOLDER, str(python).replace("\\", "\\\\").replace('"', '\\"'))


def registered(places: Places) -> Path | None:
    """The Python that the macros start, as it is written down; None when it is not."""
    if places.registry is not None:
        value = places.registry.read(registry.USER, registry.KEY, "Python")
        return Path(value) if isinstance(value, str) and value else None
    text = files.read(places.script) if places.script else None
    found = _QUOTED.search((text or b"").decode("utf-8", "replace"))
    return Path(re.sub(r"\\(.)", r"\1", found[1])) if found else None


def is_running(places: Places) -> bool:
    """Whether Excel runs now; False when that cannot be told."""
    if not places.running:
        return False
    try:
        done = subprocess.run(
            places.running, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False,
            creationflags=NO_WINDOW,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "excel" in done.stdout.casefold()


def _check(places: Places, command: str) -> Path:
    """Where the add-in belongs.

    Raises:
        UsageError: there is no Excel on this system.
    """
    if places.addin is None:
        raise UsageError(
            f"There is no Excel on {places.system}.", command,
            f"LibreOffice Calc has the same buttons: {command.replace('excel', 'calc')}",
        )  # fmt: skip
    return places.addin


def _register(places: Places) -> bool:
    """Write Python's path and the version into the registry; whether anything was different.

    Raises:
        SetupError
    """
    if places.registry is None:
        return False
    changed = False
    for name, value in (("Python", str(places.python)), ("Version", __version__)):
        if places.registry.read(registry.USER, registry.KEY, name) == value:
            continue
        try:
            places.registry.write(registry.KEY, name, value)
        except OSError as error:
            raise SetupError(
                "The registry could not be written.", rf"HKCU\{registry.KEY}",
                "Ask who looks after this computer whether your part of the registry is locked.",
            ) from error  # fmt: skip
        changed = True
    return changed


def _remove_key(of: registry.Registry) -> bool:
    try:
        return of.remove(registry.KEY)
    except OSError as error:
        raise SetupError(
            "The registry could not be written.", rf"HKCU\{registry.KEY}",
            "Ask who looks after this computer whether your part of the registry is locked.",
        ) from error  # fmt: skip


def _next(places: Places) -> str:
    """What a person does now."""
    return "Restart Excel to see it." if is_running(places) else "Open Excel to see it."


def _fix(places: Places) -> str:
    if places.system is System.MACOS:
        return (
            "Close Excel and repeat the command; if macOS asks, let this program reach the data of other programs "
            "(System Settings, Privacy & Security, App Management or Files and Folders)."
        )
    return "Close Excel and repeat the command; if it is closed, ask who looks after this computer for access."
