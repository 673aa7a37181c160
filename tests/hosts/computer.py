"""Computers to set up: Windows, macOS and Linux as folders of a test, with real Pythons and a real LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from leadbook.hosts.places import Places, System, places

ROOT = Path(__file__).resolve().parents[2]
ADDIN = b"the bytes of an add-in"
SCRIPT = 'on run_it(request)\n\tset python to "@PYTHON@"\n\tdo shell script quoted form of python\nend run_it\n'
PARTS = {
    "META-INF/manifest.xml": b"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
<manifest:file-entry manifest:full-path="Addons.xcu"
 manifest:media-type="application/vnd.sun.star.configuration-data"/>
</manifest:manifest>""",
    "description.xml": b"""<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006">
<identifier value="org.leadbook.calc"/><version value="0.1.0"/></description>""",
    "Addons.xcu": b"""<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 oor:name="Addons" oor:package="org.openoffice.Office"><node oor:name="AddonUI"><node oor:name="OfficeMenuBar">
<node oor:name="org.leadbook.calc.menu" oor:op="replace"><prop oor:name="Title" oor:type="xs:string">
<value>Leadbook</value></prop></node></node></node></oor:component-data>""",
    "python/command.py": b"# what the buttons run\n",
}
"""A small extension that LibreOffice takes."""


class MemoryRegistry:
    """A registry in memory: (hive, key, name) → value, names without regard to case as in Windows."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str, str], str | int] = {}

    @staticmethod
    def _place(hive: str, key: str, name: str) -> tuple[str, str, str]:
        return hive, key.casefold(), name.casefold()

    def set(self, hive: str, key: str, name: str, value: str | int) -> None:
        """What somebody else wrote there."""
        self.values[self._place(hive, key, name)] = value

    def read(self, hive: str, key: str, name: str) -> str | int | None:
        return self.values.get(self._place(hive, key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.set("HKCU", key, name, value)

    def remove(self, key: str) -> bool:
        gone = [place for place in self.values if place[:2] == ("HKCU", key.casefold())]
        for place in gone:
            del self.values[place]
        return bool(gone)


def plain(**more: str) -> dict[str, str]:
    """The variables of this process, without those that concern the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LEADBOOK_", "PYTHON"))}
    return {**kept, **more}


def windows(home: Path, python: Path = Path(sys.executable), **more: str) -> Places:
    """A Windows with nothing set up; its registry is `places.registry`."""
    environment = plain(APPDATA=str(home / "AppData" / "Roaming"), **more)
    return places(System.WINDOWS, home, environment, python=python, of_registry=MemoryRegistry())


def macos(home: Path, python: Path = Path(sys.executable), **more: str) -> Places:
    """A macOS with nothing set up; its drive is the folder `drive` of the home."""
    return places(System.MACOS, home, plain(**more), python=python, root=home / "drive")


def linux(home: Path, python: Path = Path(sys.executable), **more: str) -> Places:
    """A Linux with nothing set up, whose LibreOffice has a profile of its own below the home."""
    told = {"LEADBOOK_CALC_PROFILE": str(home / "profile"), "LEADBOOK_OFFICE": str(office(home)), **more}
    return places(System.LINUX, home, plain(**told), python=python)


def as_a_user() -> list[str]:
    """What stands before a command so that it runs without the rights of root, also where root runs the tests.

    LibreOffice adds no extension for root, and root may write everywhere.
    """
    return [] if os.geteuid() else ["unshare", "--user", "--map-user=1000", "--map-group=1000"]


def office(folder: Path) -> Path:
    """LibreOffice's programs as a user without root's rights starts them."""
    place = folder / "office"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("soffice", "unopkg"):
        real = shutil.which(name)
        program = place / name
        words = " ".join(as_a_user() if name == "unopkg" else [])
        program.write_text(f'#!/bin/sh\nexec {words} {real} "$@"\n')
        program.chmod(0o755)
    return place / "soffice"


def bare_python(folder: Path, *see: Path) -> Path:
    """A new environment without packages; it also sees the modules of the folders given."""
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)
    (site(folder) / "more.pth").write_text("".join(f"{place}\n" for place in see))
    return folder / "bin" / "python"


def site(folder: Path) -> Path:
    """Where an environment has its packages."""
    return next((folder / "lib").glob("python3.*")) / "site-packages"


def good_python(folder: Path) -> Path:
    """A new environment with this Leadbook and the packages of this process."""
    return bare_python(folder, ROOT, Path(sysconfig.get_paths()["purelib"]))


def old_python(folder: Path, version: str = "0.0.9") -> Path:
    """An environment with another version of Leadbook."""
    python = good_python(folder)
    package = site(folder) / "leadbook"
    package.mkdir()
    (package / "__init__.py").write_text(f'__version__ = "{version}"\n')
    return python


def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The command line of this Leadbook in a process of its own, without root's rights."""
    command = [*as_a_user(), sys.executable, "-m", "leadbook", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env={**plain(), **more}, timeout=180
    )
