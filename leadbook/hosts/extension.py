"""The extension for LibreOffice Calc: built for one Python, and found again in a profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leadbook import __version__
from leadbook.errors import SetupError
from leadbook.hosts import files
from leadbook.template.extension import PYTHON, extension_files, versioned

IDENTIFIER = "org.leadbook.calc"
NAME = "Leadbook.oxt"
_LISTED = rb"(?:^Pmp1|\n)\xff?" + re.escape(IDENTIFIER.encode()) + rb"\n([^\xff\n]+)\xff([^\xff\n]+)\xff"
_PLACE = ("user", "uno_packages", "cache")


@dataclass(frozen=True, slots=True)
class Installed:
    """An extension as LibreOffice unpacked it: its folder, and the Python that its buttons start (None: not said)."""

    folder: Path
    python: Path | None


def sources() -> dict[str, bytes]:
    """The files of this version's extension without `python.txt`: name inside it → bytes.

    Raises:
        SetupError: this installation of Leadbook is not complete.
    """
    found = extension_files()
    if not found:
        raise SetupError(
            "This installation of Leadbook lacks the parts for Calc.", "leadbook install calc",
            "Install Leadbook again.",
        )  # fmt: skip
    return versioned(found, __version__)


def find_installed(profile: Path) -> Installed | None:
    """The extension in a profile, also while LibreOffice is open; None when it is not installed.

    LibreOffice lists its extensions in `uno_packages.pmap`: identifier, folder and file name, parted by bytes 255.
    A folder that is not listed is left over from an extension that was removed.
    """
    top = profile.joinpath(*_PLACE)
    listed = files.read(top / "uno_packages.pmap") or b""
    found = re.search(_LISTED, listed)
    if not found:
        return None
    folder = top / "uno_packages" / f"{found[1].decode()}_" / found[2].decode()
    told = (files.read(folder / PYTHON) or b"").decode("utf-8", "replace").strip()
    return Installed(folder, Path(told) if told else None)


def is_current(installed: Installed, parts: Mapping[str, bytes]) -> bool:
    """Whether an installed extension holds exactly these files, whatever Python it starts."""
    return all(files.read(installed.folder / name) == data for name, data in parts.items())
