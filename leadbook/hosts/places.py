"""All places on one system that the buttons need, worked out from system, environment and home folder alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from leadbook.hosts import office, registry
from leadbook.hosts.registry import Registry

ADDIN, SCRIPT = "Leadbook.xlam", "Leadbook.applescript"


class System(StrEnum):
    """The kinds of systems that are told apart."""

    WINDOWS = "Windows"
    MACOS = "macOS"
    LINUX = "Linux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of one user on one computer; none of them need exist.

    Args:
        system: which kind it is.
        environment: the variables; what is started gets them.
        python: the Python to register: the one that runs.
        addin: where Excel loads the add-in from at every start; None where there is no Excel.
        script: the AppleScript that Excel for macOS may start; None elsewhere.
        excel: where Excel's program can be, besides what the registry says.
        preferences: files with Office's settings on macOS, those of the administrator first.
        running: command whose output names Excel while it runs; empty where there is none.
        office: LibreOffice's program, "" when it was not found.
        profile: the folder of LibreOffice's settings and extensions of this user.
        own_profile: whether LEADBOOK_CALC_PROFILE names it, so that LibreOffice has to be told.
        registry: None but on Windows.
    """

    system: System
    environment: Mapping[str, str]
    python: Path
    addin: Path | None = None
    script: Path | None = None
    excel: tuple[Path, ...] = ()
    preferences: tuple[Path, ...] = ()
    running: tuple[str, ...] = ()
    office: str = ""
    profile: Path
    own_profile: bool = False
    registry: Registry | None = None


def places(
    system: System, home: Path, environment: Mapping[str, str], *, python: Path, of_registry: Registry | None = None,
    root: Path = Path("/"),
) -> Places:  # fmt: skip
    """The places of a user.

    Args:
        home: the user's folder. environment: variables by name. python: the Python that runs.
        of_registry: the registry, on Windows. root: top of the drive, for what stands outside the user's folder.
    """
    told = environment.get(office.PROFILE)
    found = office.find_office(environment) or ""
    if system is System.WINDOWS:
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return Places(
            system=system, environment=environment, python=python, registry=of_registry, office=found,
            addin=roaming / "Microsoft" / "Excel" / "XLSTART" / ADDIN,
            running=("tasklist", "/FI", "IMAGENAME eq EXCEL.EXE", "/NH"),
            profile=Path(told) if told else roaming / "LibreOffice" / "4", own_profile=bool(told),
        )  # fmt: skip
    if system is System.MACOS:
        library = home / "Library"
        start = library / "Group Containers" / "UBF8T9346G.Office" / "User Content.localized" / "Startup.localized"
        return Places(
            system=system, environment=environment, python=python, office=found,
            addin=start / "Excel" / ADDIN,
            script=library / "Application Scripts" / "com.microsoft.Excel" / SCRIPT,
            excel=(root / "Applications" / "Microsoft Excel.app", home / "Applications" / "Microsoft Excel.app"),
            preferences=tuple(
                folder / "com.microsoft.office.plist"
                for folder in (root / "Library" / "Managed Preferences", library / "Preferences")
            ),
            running=("pgrep", "-l", "-x", "Microsoft Excel"),
            profile=Path(told) if told else library / "Application Support" / "LibreOffice" / "4",
            own_profile=bool(told),
        )  # fmt: skip
    settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    return Places(
        system=system, environment=environment, python=python, office=found,
        profile=Path(told) if told else settings / "libreoffice" / "4", own_profile=bool(told),
    )  # fmt: skip


def here() -> Places:
    """The places of the user who runs this."""
    kinds = {"win32": System.WINDOWS, "darwin": System.MACOS}
    system = kinds.get(sys.platform, System.LINUX)
    return places(
        system, Path.home(), os.environ, python=running_python(system, sys.executable, sys.prefix),
        of_registry=registry.real(),
    )  # fmt: skip


def running_python(system: System, executable: str, prefix: str) -> Path:
    """The Python to register: that of the environment which runs, by its own name and not where a link leads.

    Windows: python.exe of the environment, also when pythonw.exe or the Python below it runs.
    """
    running = Path(executable)
    if system is not System.WINDOWS:
        return running
    of_environment = Path(prefix) / "Scripts" / "python.exe"
    if of_environment.is_file():
        return of_environment
    console = running.with_name("python.exe")
    return console if running.name.casefold() == "pythonw.exe" and console.is_file() else running
