"""Where LibreOffice is, what belongs to it, and where its users keep their profile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from leadbook.books.calc.office import of_its_own

OFFICE, PROFILE = "LEADBOOK_OFFICE", "LEADBOOK_CALC_PROFILE"
"""Variables that name LibreOffice's program, and the profile folder that is to be used."""

PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
DEBIAN = Path("/usr/lib/python3/dist-packages")
"""Where Debian and its kin put the module uno, for the system's Python."""

SECONDS = 180
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows: a program started from a button opens no black window."""


def find_office(environment: Mapping[str, str] = os.environ) -> str | None:
    """LibreOffice's program, or None; LEADBOOK_OFFICE names one, and then no other is taken."""
    if told := environment.get(OFFICE):
        return told if Path(told).is_file() else None
    path = environment.get("PATH", "")
    found = shutil.which("soffice", path=path) or shutil.which("libreoffice", path=path)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def beside(office: str, *names: str) -> Path | None:
    """The first program of these names that belongs to LibreOffice, beside it or where its link leads."""
    program = Path(office)
    folders = (program.parent, program.resolve().parent, program.resolve().parent.parent / "Resources")
    return next((folder / name for folder in folders for name in names if (folder / name).is_file()), None)


def own_pythons(office: str) -> list[Path]:
    """The Pythons that LibreOffice itself runs, its own before the system's; those that are there."""
    bundled = beside(office, "python.exe", "python", "python3")
    if bundled is not None and bundled.parent != Path("/usr/bin"):  # there it is the system's
        return [bundled]
    system = Path("/usr/bin/python3")
    return [system] if system.is_file() else []


def uno_folders(office: str) -> tuple[Path, ...]:
    """Folders in which the module uno may be, besides those that a Python searches anyway."""
    program = Path(office).resolve().parent
    return tuple(f for f in (DEBIAN, program, program.parent / "Resources") if (f / "uno.py").is_file())


def version(office: str, environment: Mapping[str, str]) -> str:
    """LibreOffice's version such as "7.4.7.2"; "" when it does not say."""
    try:
        done = subprocess.run(
            [office, "--version"], capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False,
            env=of_its_own(environment), creationflags=NO_WINDOW,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\d+(?:\.\d+)+", done.stdout)
    return found[0] if found else ""
