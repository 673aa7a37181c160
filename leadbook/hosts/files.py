"""Putting Leadbook's own files where programs look for them, and taking them away."""

from __future__ import annotations

import tempfile
from pathlib import Path

from leadbook.errors import SetupError

STREAM = ":Zone.Identifier"
"""The stream of Windows in which a file that came from the internet is marked."""


def put(path: Path, data: bytes, fix: str) -> bool:
    """Write a file as a whole, or leave it when it holds that already; whether it was written.

    Args:
        fix: what to do when it cannot be written, one sentence.

    Raises:
        SetupError: the folder or the file cannot be written.
    """
    part = path.parent.parent / f".{path.name}.part"  # not beside it: Excel opens whatever is in its start folder
    try:
        if path.is_file() and path.read_bytes() == data and not marked(path):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
        _unmark(path)
    except OSError as error:
        _forget(part)
        raise SetupError(f"{path.name} could not be written.", str(path.parent), fix) from error
    return True


def take_away(path: Path, fix: str) -> bool:
    """Remove a file of Leadbook; whether it was there.

    Raises:
        SetupError: it is there and cannot be removed.
    """
    try:
        if not path.is_file():
            return False
        _unmark(path)
        path.unlink()
    except OSError as error:
        raise SetupError(f"{path.name} could not be removed.", str(path.parent), fix) from error
    return True


def read(path: Path) -> bytes | None:
    """The bytes of a file; None when it is not there or cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def marked(path: Path) -> bool:
    """Whether Windows noted that the file came from the internet (zone 3) or a restricted place (4)."""
    stream = read(Path(f"{path}{STREAM}"))
    return stream is not None and any(zone in stream.replace(b" ", b"") for zone in (b"ZoneId=3", b"ZoneId=4"))


def writable(folder: Path) -> bool:
    """Whether a file can be made in the folder, or in the one below which it would be made; leaves nothing."""
    there = nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            return there.is_dir()
    except OSError:
        return False


def nearest(folder: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)


def _unmark(path: Path) -> None:
    _forget(Path(f"{path}{STREAM}"))


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
