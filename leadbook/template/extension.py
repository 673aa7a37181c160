"""The extension of LibreOffice Calc as package data, and as the .oxt that is installed.

The sources stand in macros/calc, and the icons of the buttons in macros/icons. An installed package has no such
folder, so `copy_sources` puts them below data/calc; a Python source there ends in ".py.txt", since it runs in
LibreOffice's Python and is no module of this package. An .oxt is a zip as "Extension Identification" and
"Extension Description" of the LibreOffice Developer's Guide lay it out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

DATA = Path(__file__).parent / "data" / "calc"
SUFFIXES = frozenset({".xml", ".xcu", ".py", ".png"})
_NO_MODULE = ".txt"
_ABOUT, _VERSION = "description.xml", b"@VERSION@"
PYTHON = "python.txt"
"""The member that says which Python the buttons start: one line, UTF-8."""

_ALWAYS = (1980, 1, 1, 0, 0, 0)


def source_files(macros: Path) -> dict[str, bytes]:
    """The extension's files by name in the .oxt, from the folder of the sources (macros), in order of name."""
    calc, icons = macros / "calc", macros / "icons"
    found = {path.relative_to(calc).as_posix(): path.read_bytes() for path in calc.rglob("*") if _belongs(path)}
    found |= {f"icons/{path.name}": path.read_bytes() for path in icons.glob("*.png")}
    return dict(sorted(found.items()))


def extension_files(data: Path = DATA) -> dict[str, bytes]:
    """The extension's files by name in the .oxt, from the package's own data, in order of name."""
    found = {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    return dict(sorted((name.removesuffix(_NO_MODULE), content) for name, content in found.items()))


def copy_sources(macros: Path, data: Path = DATA) -> None:
    """Make the package's data equal to the sources; what the sources have no more is deleted."""
    files = {name + _NO_MODULE * name.endswith(".py"): content for name, content in source_files(macros).items()}
    for path in data.rglob("*"):
        if path.is_file() and path.relative_to(data).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def versioned(files: Mapping[str, bytes], version: str) -> dict[str, bytes]:
    """The files with the version filled in.

    Args:
        version: of the extension, numbers with dots between them.

    Raises:
        ValueError: description.xml is missing or has no place for the version.
    """
    if _VERSION not in files.get(_ABOUT, b""):
        raise ValueError(f"{_ABOUT} has no place for the version")
    return {**files, _ABOUT: files[_ABOUT].replace(_VERSION, version.encode("ascii"))}


def pack_extension(files: Mapping[str, bytes], python: str) -> bytes:
    """The .oxt; the same input gives the same bytes.

    Args:
        files: name in the .oxt → content, see `versioned`.
        python: full path of the Python that does the work; the extension reads it from python.txt.
    """
    packed = {**files, PYTHON: f"{python}\n".encode()}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(packed):
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.create_system = 3  # the same bytes on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, packed[name])
    return stream.getvalue()


def _belongs(path: Path) -> bool:
    return path.is_file() and path.suffix in SUFFIXES and "__pycache__" not in path.parts
