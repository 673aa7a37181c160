"""A running LibreOffice: start one, or attach to one, over a named pipe (no port is opened)."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from leadbook.errors import BackendMissing

SYSTEM_PACKAGES = ("/usr/lib/python3/dist-packages", "/usr/lib64/libreoffice/program", "/usr/lib/libreoffice/program")
"""Where Linux systems keep the module `uno` of their own Python."""

SYSTEM_PROGRAMS = ("/usr/bin", "/bin")
"""Where Linux systems keep their own Python's program."""

SECONDS = 60
_PAUSE = 0.05
_QUIET = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
_SECURITY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>{level}</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A LibreOffice that was started here; `profile` is its own folder."""

    process: subprocess.Popen[bytes]
    pipe: str
    context: Any
    profile: Path


def of_its_own(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables for a LibreOffice that is started from here.

    It holds a Python of its own, which on Linux is the system's and looks along PATH for where it belongs: with an
    environment, or another Python, in front it finds the wrong library and falls over.
    """
    kept = {name: value for name, value in environment.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    folders = kept.get("PATH", "").split(os.pathsep)
    first = [folder for folder in SYSTEM_PROGRAMS if folder in folders]
    kept["PATH"] = os.pathsep.join([*first, *(folder for folder in folders if folder not in first)])
    return kept


@cache
def import_uno(*folders: str) -> Any:  # noqa: ANN401 - a module without types
    """The module `uno`, also from the system's Python when this one is an environment of the same version.

    Args:
        folders: where it may be besides, such as LibreOffice's own.

    Raises:
        BackendMissing: it is not there, or it belongs to another version of Python.
    """
    try:
        import uno
    except ImportError:
        places = [place for place in (*folders, *SYSTEM_PACKAGES) if Path(place).is_dir()]
        sys.path.extend(place for place in places if place not in sys.path)
        try:
            import uno
        except ImportError as error:
            raise BackendMissing(
                "This Python has no module “uno”, through which LibreOffice is reached.", sys.executable,
                "Debian: sudo apt-get install python3-uno. Windows, macOS: leadbook doctor says which Python to use.",
            ) from error  # fmt: skip
    return uno


def connect(pipe: str, seconds: float = SECONDS, process: subprocess.Popen[bytes] | None = None) -> Any:  # noqa: ANN401
    """The component context of the LibreOffice that listens on a pipe.

    Args:
        pipe: its name. seconds: how long to wait for it.
        process: the program that will listen; waiting ends when it does.

    Raises:
        BackendMissing: nobody listens there.
    """
    uno = import_uno()
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException as error:
            gone = process is not None and process.poll() is not None
            if gone or time.monotonic() > end:
                raise BackendMissing(
                    "LibreOffice does not answer.", "LibreOffice Calc", "Start it again, then press the button again."
                ) from error
            time.sleep(_PAUSE)


def start(office: str, *, visible: bool = False, profile: Path | None = None, macros: bool = False) -> Running:
    """Start a LibreOffice with a profile of its own, so that one that is open is not disturbed.

    Args:
        office: the program. visible: with windows.
        profile: folder of the profile; None makes one that nobody else uses.
        macros: let macros of workbooks run without asking (for tests; a fresh profile only).

    Raises:
        BackendMissing: it cannot be started or does not answer.
    """
    pipe = f"leadbook{secrets.token_hex(8)}"
    folder = profile or Path(tempfile.mkdtemp(prefix="leadbook-office-"))
    settings = folder / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_SECURITY.format(level=0 if macros else 3), encoding="utf-8")
    command = [office, *(() if visible else ("--headless",)), *_QUIET,
               f"-env:UserInstallation={folder.as_uri()}", f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env=of_its_own(os.environ),
        )  # fmt: skip
    except OSError as error:
        raise BackendMissing("LibreOffice cannot be started.", office, "Check its installation.") from error
    return Running(process, pipe, connect(pipe, process=process), folder)


def kill(running: Running) -> None:
    """End a LibreOffice at once: what was started is a small program that starts the real one, so all of its group."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)
    else:
        running.process.kill()
