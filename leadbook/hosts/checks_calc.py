"""What `doctor` looks at in LibreOffice: the program, the extension, its Python, and what forbids macros."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from leadbook.hosts import files, office
from leadbook.hosts.calc import INSTALL
from leadbook.hosts.checks import Check, of_registered, off, ok, wrong
from leadbook.hosts.extension import Installed, find_installed, is_current
from leadbook.hosts.places import Places

AGAIN = f"Run: {INSTALL}"
_LEVEL = re.compile(rb'oor:name="MacroSecurityLevel"[^>]*>\s*<value>\s*(\d+)')
HIGH = 2
"""LibreOffice's macro security as it comes: unsigned macros run only from folders that the user trusts."""


def of_calc(places: Places, parts: Callable[[], Mapping[str, bytes]]) -> list[Check]:
    """All lines about LibreOffice.

    Args:
        parts: gives the files of this version's extension, without `python.txt`.
    """
    told = places.environment.get(office.OFFICE)
    there = find_installed(places.profile)
    if not places.office:
        if told:
            what = f"{office.OFFICE} names {told}, and there is no such program."
            return [wrong("setup_office_missing", what, "Correct or clear that variable.")]
        fix = "Get it from libreoffice.org (free) for buttons in Calc and for PDFs of briefing pages."
        return [off("setup_office_missing", "LibreOffice was not found.", fix)]
    lines = [_program(places)]
    if there is None:
        return [*lines, off("setup_extension_missing", "The buttons are not set up in Calc.", AGAIN)]
    return [*lines, *_extension(places, there, parts()), *_macros(places)]


def _program(places: Places) -> Check:
    version = office.version(places.office, places.environment)
    if version:
        return ok(f"LibreOffice {version}: {places.office}")
    return wrong("setup_office_dead", f"LibreOffice does not start: {places.office}.", "Install LibreOffice again.")


def _extension(places: Places, there: Installed, parts: Mapping[str, bytes]) -> list[Check]:
    """Whether the extension is this version's, and its Python can do what it is for."""
    lines = []
    if is_current(there, parts):
        lines.append(ok("The extension is installed and of this version"))
    else:
        lines.append(wrong("setup_extension_other", "The extension is of another version of Leadbook.", AGAIN))
    if there.python is None:
        return [*lines, wrong("setup_python_unregistered", "The extension names no Python.", AGAIN)]
    return [*lines, *of_registered(places, there.python, AGAIN, office.uno_folders(places.office))]


def _macros(places: Places) -> list[Check]:
    """LibreOffice's macro security; the extension runs whatever it says, buttons drawn on a sheet do not."""
    settings = files.read(places.profile / "user" / "registrymodifications.xcu") or b""
    found = _LEVEL.search(settings)
    level = int(found[1]) if found else HIGH
    if level < HIGH:
        return [ok("LibreOffice's settings let the buttons run")]
    name = "very high" if level > HIGH else "high"
    what = f"Macro security of LibreOffice is {name}: the menu Leadbook works; buttons on a sheet of an .xlsm do not."
    fix = "To use those too: Tools, Options, Security, Macro Security, Trusted Sources: add the workbook's folder."
    return [off("setup_calc_macros", what, fix)]
