"""What stands around a workbook and should be said: a folder that is synced, a conflict copy beside it."""

from __future__ import annotations

import os
import re
from pathlib import Path

_SYNCED = (
    ("OneDrive", re.compile(r"onedrive( - .+)?|onedrive-.+", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox( \(.+\))?|dropbox-.+", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive(-.+)?|my drive|googledrivefs", re.IGNORECASE)),
    ("iCloud", re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.IGNORECASE)),
)
_MARKS = ((".dropbox", "Dropbox"), (".dropbox.cache", "Dropbox"))
_CONFLICT = re.compile(r" ?\(.*(conflict|conflicted copy|in konflikt|copie en conflit).*\)", re.IGNORECASE)
_COMPUTER = re.compile(r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{2,14}(-\d+)?")  # OneDrive adds a computer's name


def notes(path: Path) -> tuple[str, ...]:
    """Sentences about the folder of a workbook; empty when there is nothing to say."""
    found = []
    if service := synced_by(path):
        found.append(
            f"The folder is synced by {service}: let it finish before and after a run, and work on the "
            "workbook from one computer at a time."
        )
    if copies := conflict_copies(path):
        named = ", ".join(f'"{copy.name}"' for copy in copies)
        found.append(f"A conflict copy lies beside the workbook: {named}. Compare them; Leadbook reads only this one.")
    return tuple(found)


def synced_by(path: Path) -> str:
    """Name of the service that syncs the folder of this file; "" when none is known."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = os.environ.get(variable)
        if root and Path(root) in path.parents:
            return "OneDrive"
    for folder in path.parents:
        for service, pattern in _SYNCED:
            if pattern.fullmatch(folder.name):
                return service
        for mark, service in _MARKS:
            if (folder / mark).exists():
                return service
    return ""


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Files beside the workbook that a sync program made because two people saved at once."""
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return ()
    return tuple(file for file in beside if file != path and _is_copy(path, file))


def _is_copy(path: Path, file: Path) -> bool:
    if file.suffix.lower() != path.suffix.lower() or not file.stem.startswith(path.stem):
        return False
    rest = file.stem[len(path.stem) :]
    return bool(_CONFLICT.fullmatch(rest) or _COMPUTER.fullmatch(rest))
