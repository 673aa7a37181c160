"""Setting up the buttons in LibreOffice Calc for one user: the extension, built for a Python that has what it needs."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import leadbook
from leadbook.books.calc.office import of_its_own
from leadbook.errors import BackendMissing, SetupError
from leadbook.hosts import office
from leadbook.hosts.extension import IDENTIFIER, NAME, find_installed, is_current
from leadbook.hosts.interpreter import Probe, is_store_stub, probe, temporary_note
from leadbook.hosts.outcome import Done
from leadbook.hosts.places import Places, System
from leadbook.template.extension import pack_extension

INSTALL, UNINSTALL = "leadbook install calc", "leadbook uninstall calc"


def install(places: Places, parts: Mapping[str, bytes]) -> Done:
    """Build the extension for a Python that has uno and Leadbook, and add it to LibreOffice for this user.

    Args:
        parts: the files of the extension by name, without `python.txt`.

    Raises:
        BackendMissing: LibreOffice is not installed.
        SetupError: no Python has both uno and Leadbook, or LibreOffice is open or refuses the extension.
    """
    program = _office(places, INSTALL)
    chosen = choose_python(places, program)
    there = find_installed(places.profile)
    notes = temporary_note(chosen.path)
    if there and there.python == chosen.path and is_current(there, parts):
        return Done(False, (), (f"The Leadbook menu is already set up in Calc; it starts {chosen.path}.", *notes))
    with tempfile.TemporaryDirectory(prefix="leadbook-") as temp:
        built = Path(temp) / NAME
        built.write_bytes(pack_extension(parts, str(chosen.path)))
        _unopkg(places, program, INSTALL, "add", "--force", str(built))
    added = find_installed(places.profile)
    if added is None:
        raise SetupError(
            "LibreOffice took the extension, but it is not in the profile.", str(places.profile),
            f"If LibreOffice keeps its profile elsewhere, name that folder in the variable {office.PROFILE}.",
        )  # fmt: skip
    said = f"The Leadbook menu is set up in Calc; it starts {chosen.path}. Open Calc to see it."
    return Done(True, (str(added.folder),), (said, *notes))


def uninstall(places: Places) -> Done:
    """Take the extension out of LibreOffice for this user.

    Raises:
        BackendMissing: LibreOffice is not installed any more.
        SetupError: it is open, or refuses.
    """
    there = find_installed(places.profile)
    if there is None:
        return Done(False, (), ("The Leadbook menu is not set up in Calc; there is nothing to take away.",))
    _unopkg(places, _office(places, UNINSTALL), UNINSTALL, "remove", IDENTIFIER)
    said = "The Leadbook menu is taken out of Calc; workbooks stay as they are."
    return Done(True, (str(there.folder),), (said,))


def choose_python(places: Places, program: str) -> Probe:
    """The first Python that has both uno and Leadbook: the one that runs, then LibreOffice's own.

    Args:
        program: LibreOffice's.

    Raises:
        SetupError: none has both; it names the command that helps.
    """
    folders = office.uno_folders(program)
    asked = []
    for python in (places.python, *office.own_pythons(program)):
        if is_store_stub(python):
            continue
        asked.append(probe(python, places.environment, folders))
        if asked[-1].works and asked[-1].uno:
            return asked[-1]
    with_uno = next((one for one in asked if one.uno), None)
    if with_uno is not None:
        raise _without_leadbook(with_uno)
    debian = "On Debian or Ubuntu: sudo apt install python3-uno" if places.system is System.LINUX else ""
    raise SetupError(
        "No Python was found that can speak to LibreOffice (module uno).", INSTALL,
        f"{debian or 'Install LibreOffice from libreoffice.org; it brings a Python with it'}. Then repeat the command.",
    )  # fmt: skip


def _without_leadbook(asked: Probe) -> SetupError:
    """What to do when the Python that speaks to LibreOffice has no Leadbook."""
    what = f"LibreOffice's Python ({asked.path}, Python {asked.python}) has no Leadbook."
    if tuple(int(part) for part in asked.python.split(".")) < (3, 11):
        fix = "Leadbook needs Python 3.11 or newer: install a newer LibreOffice, which brings a newer Python."
        return SetupError(what, INSTALL, fix)
    if asked.path.parent == Path("/usr/bin"):  # the system's Python takes no packages but the system's own
        folder = Path.home() / ".local" / "share" / "leadbook-calc"
        run = f"{asked.path} -m venv --system-site-packages {folder} && {folder}/bin/pip install {source()}"
        return SetupError(what, INSTALL, f"Run: {run} && {folder}/bin/{INSTALL}")
    return SetupError(what, INSTALL, f'Run: "{asked.path}" -m pip install {source()}  Then repeat the command.')


def source() -> str:
    """What pip is to install to get this Leadbook: the folder of the project it runs from, else the package."""
    folder = Path(leadbook.__file__).resolve().parent.parent
    return f'"{folder}"' if (folder / "pyproject.toml").is_file() else f"leadbook=={leadbook.__version__}"


def lock_file(places: Places) -> Path:
    """The file that LibreOffice leaves in its profile while it is open."""
    return places.profile / ".lock"


def _office(places: Places, command: str) -> str:
    if places.office:
        return places.office
    told = places.environment.get(office.OFFICE)
    if told:
        raise BackendMissing(
            f"{office.OFFICE} names {told}, and there is no such program.", command, "Correct or clear that variable."
        )
    raise BackendMissing(
        "LibreOffice is not installed.", command,
        f"Get it from libreoffice.org (free); if it is there, name its program soffice in {office.OFFICE}.",
    )  # fmt: skip


def _unopkg(places: Places, program: str, command: str, *words: str) -> None:
    """Run LibreOffice's program for extensions.

    Raises:
        BackendMissing: it is not there. SetupError: it refused.
    """
    tool = office.beside(program, "unopkg.com", "unopkg", "unopkg.exe")
    if tool is None:
        raise BackendMissing(
            "LibreOffice's program for extensions (unopkg) was not found.", str(Path(program).parent),
            "Install LibreOffice again.",
        )  # fmt: skip
    profile = (f"-env:UserInstallation={places.profile.absolute().as_uri()}",) if places.own_profile else ()
    try:
        done = subprocess.run(
            [str(tool), words[0], *profile, *words[1:]], capture_output=True, text=True, errors="replace",
            timeout=office.SECONDS, check=False, env=of_its_own(places.environment), creationflags=office.NO_WINDOW,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError("LibreOffice's program for extensions did not answer.", command, "Run it again.") from error
    if done.returncode:
        raise _refused(places, command, done.stdout + done.stderr)


def _refused(places: Places, command: str, said: str) -> SetupError:
    """Why unopkg refused, in words."""
    lock = lock_file(places)
    if lock.exists():
        return SetupError(
            "LibreOffice is open, and changes its extensions only while it is closed.", command,
            f"Close LibreOffice, also its quick starter, and repeat the command. If it is closed, a crash left the "
            f"file {lock}: delete that file.",
        )  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "root" in said:
        return SetupError(
            "LibreOffice adds no extensions for the account root.", command,
            "Run the command as the person who uses Calc, without sudo.",
        )  # fmt: skip
    lines = [line.strip() for line in said.splitlines() if "ERROR" in line and "unopkg failed" not in line]
    told = re.sub(r"^ERROR:\s*(Exception occurred:\s*)?|\s+at \./\S+$", "", lines[0]) if lines else "it gave no reason"
    fix = "Run it again; if it stays, a newer LibreOffice may take it."
    return SetupError(f"LibreOffice refused the extension: {told.rstrip('.')}.", command, fix)
