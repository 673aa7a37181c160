"""What `doctor` looks at: Leadbook itself, its Python and packages, its folder. One line each."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import struct
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import leadbook
from leadbook import __version__
from leadbook.hosts import files
from leadbook.hosts.interpreter import Probe, is_store_stub, is_temporary, probe
from leadbook.hosts.places import Places

VARIABLE = "LEADBOOK_PYTHON"
ROOM = 200 * 1024 * 1024
"""Bytes that should be free: ten versions of a large workbook and the files of a run."""


class State(StrEnum):
    """How a check came out."""

    OK = "OK"
    OFF = "–"  # not set up, or not on this system: nothing is broken
    WRONG = "!!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of `doctor`.

    Args:
        state: see `State`. code: stable name, "" when all is well.
        what: one sentence. fix: what to do, one sentence, "" when there is nothing.
    """

    state: State
    code: str = ""
    what: str
    fix: str = ""


def ok(what: str) -> Check:
    """A line that says all is well."""
    return Check(state=State.OK, what=what)


def off(code: str, what: str, fix: str = "") -> Check:
    """A line about what is not set up, or not there, and need not be."""
    return Check(state=State.OFF, code=code, what=what, fix=fix)


def wrong(code: str, what: str, fix: str) -> Check:
    """A line about what does not work, with what to do."""
    return Check(state=State.WRONG, code=code, what=what, fix=fix)


def of_leadbook(places: Places) -> list[Check]:
    """Version, Python and packages of the Leadbook that runs."""
    environment = "in an environment of its own" if sys.prefix != sys.base_prefix else "in no environment of its own"
    python = ".".join(map(str, sys.version_info[:3]))
    bits = struct.calcsize("P") * 8
    lines = [
        ok(f"Leadbook {__version__} in {Path(leadbook.__file__).parent}"),
        ok(f"Python {python}, {bits} bit, {environment}: {places.python}"),
    ]
    if is_temporary(places.python):
        lines.append(wrong(
            "setup_python_temporary", f"{places.python} stands in a folder that programs clear up.",
            "Install Leadbook with pipx or uv tool, then set the buttons up from there.",
        ))  # fmt: skip
    return [*lines, *of_packages(_required()), *of_variable(places)]


def of_packages(required: Sequence[str]) -> list[Check]:
    """Whether each package is there in a version that Leadbook is tried with.

    Args:
        required: as in pyproject.toml, such as "pandas>=2.2,<4"; extras and other systems are passed over.
    """
    bad: list[Check] = []
    good: list[str] = []
    for line in required:
        name, bounds = _parse(line)
        if not name:
            continue
        try:
            have = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            bad.append(wrong("setup_package_missing", f"The package {name} is missing.", _again(name, bounds)))
            continue
        if all(_holds(have, sign, bound) for sign, bound in bounds):
            good.append(f"{name} {have}")
        else:
            wanted = ", ".join(f"{sign}{bound}" for sign, bound in bounds)
            what = f"The package {name} is {have}, and Leadbook is tried with {wanted}."
            bad.append(wrong("setup_package_version", what, _again(name, bounds)))
    return [ok(f"Packages: {', '.join(good)}"), *bad] if good else bad


def of_folder(folder: Path) -> list[Check]:
    """Whether the folder of backups and run records can be written, and has room."""
    if not files.writable(folder):
        return [wrong(
            "setup_folder_unwritable", f"The folder of backups and run records, {folder}, cannot be written.",
            "Allow writing there, or name another folder in the variable LEADBOOK_STATE.",
        )]  # fmt: skip
    free = shutil.disk_usage(files.nearest(folder)).free
    if free < ROOM:
        return [wrong(
            "setup_disk_full", f"The disk of {folder} has {free // 1024**2} MB left.", "Free some space.",
        )]  # fmt: skip
    return [ok(f"Backups and run records: {folder}, {free / 1024**3:,.0f} GB free")]


def of_registered(places: Places, python: Path, fix: str, uno_folders: Sequence[Path] | None = None) -> list[Check]:
    """Whether the Python that the buttons start can run Leadbook, and which one.

    Args:
        python: as it is written down. fix: what writes it anew, such as "Run: leadbook install excel".
        uno_folders: where the module uno may be, when it has to speak to LibreOffice too.
    """
    if is_store_stub(python):
        what = f"The buttons start the Windows Store's link {python}."
        return [wrong("setup_python_store", what, f"Install Python from python.org and Leadbook into it. {fix}")]
    asked = probe(python, places.environment, uno_folders or ())
    if not asked.there:
        return [wrong("setup_python_missing", f"The buttons start {python}, and there is no such file.", fix)]
    if not asked.python:
        return [wrong("setup_python_dead", f"The buttons start {python}, and it does not start.", fix)]
    if not asked.leadbook:
        what = f"The buttons start {python} (Python {asked.python}), which has no Leadbook."
        return [wrong("setup_python_without_leadbook", what, fix)]
    if asked.lacks:
        what = f"The buttons start {python}, which lacks {', '.join(asked.lacks)}."
        return [wrong("setup_python_lacks", what, f"Install Leadbook there again; or from another one. {fix}")]
    if asked.leadbook != __version__:
        what = f"The buttons start Leadbook {asked.leadbook} ({python}); this is {__version__}."
        return [wrong("setup_python_other_version", what, fix)]
    lines = [ok(f"The buttons start {python} (Python {asked.python}, {asked.bits} bit) with Leadbook {asked.leadbook}")]
    if is_temporary(python):
        what = f"{python} stands in a folder that programs clear up."
        lines.append(wrong("setup_python_temporary", what, f"Install Leadbook with pipx or uv tool. {fix}"))
    if uno_folders is not None:
        lines.append(_uno(asked, fix))
    return lines


def of_variable(places: Places) -> list[Check]:
    """The Python that the variable LEADBOOK_PYTHON names: when it is set, all buttons start that one."""
    told = places.environment.get(VARIABLE, "").strip()
    if not told:
        return []
    lines = [off("setup_python_variable", f"{VARIABLE} is set, and goes before what is written down elsewhere.")]
    return [*lines, *of_registered(places, Path(told), f"Correct or clear the variable {VARIABLE}.")]


def _uno(asked: Probe, fix: str) -> Check:
    """Whether that Python can speak to LibreOffice."""
    if asked.uno:
        return ok("This Python speaks to LibreOffice (module uno)")
    support = "Install LibreOffice's Python support (Debian, Ubuntu: sudo apt install python3-uno)."
    return wrong("setup_uno_missing", f"{asked.path} cannot speak to LibreOffice (module uno).", f"{support} {fix}")


def _required() -> list[str]:
    """What Leadbook needs, as its metadata say; as pyproject.toml says where it runs from its project."""
    try:
        return importlib.metadata.requires("leadbook") or []
    except importlib.metadata.PackageNotFoundError:
        project = Path(leadbook.__file__).resolve().parent.parent / "pyproject.toml"
        text = files.read(project)
        return list(tomllib.loads(text.decode())["project"]["dependencies"]) if text else []


def _parse(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Name and bounds of a requirement; no name when it is for an extra or for another system."""
    need, _, marker = line.partition(";")
    system = re.search(r"sys_platform\s*==\s*['\"](\w+)", marker)
    if "extra" in marker or (system and system[1] != sys.platform):
        return "", []
    name = re.match(r"\s*([A-Za-z0-9._-]+)", need)
    return (name[1] if name else ""), re.findall(r"(>=|<=|==|!=|<|>)\s*([0-9][0-9.]*)", need)


def _holds(have: str, sign: str, bound: str) -> bool:
    """Whether a version lies within one bound; letters behind its numbers do not count."""
    a, b = _numbers(have), _numbers(bound)
    return {">=": a >= b, "<=": a <= b, "==": a == b, "!=": a != b, "<": a < b, ">": a > b}[sign]


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"[0-9.]*", version)
    parts = [int(part) for part in (found[0] if found else "").split(".") if part]
    while parts and parts[-1] == 0:
        parts.pop()  # 2.0 is 2
    return tuple(parts)


def _again(name: str, bounds: Sequence[tuple[str, str]]) -> str:
    wanted = ",".join(f"{sign}{bound}" for sign, bound in bounds)
    return f'Run: "{sys.executable}" -m pip install "{name}{wanted}"'
