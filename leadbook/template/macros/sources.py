"""What is packed with Leadbook, made from the sources in the folder `macros` of the project.

An installed package has no such folder. `python -m leadbook.template` writes these files, a test holds them to the
sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from leadbook.schema import book as schema
from leadbook.template.macros.vba import Module, module_of, project

SCRIPT = "Leadbook.applescript"


def packed(folder: Path) -> dict[str, bytes]:
    """Name below `leadbook/template/data` → content of each file made from the sources in this folder.

    Raises:
        OSError: a source is missing.
        ValueError: a module does not begin with its name.
    """
    modules = [module_of(path.read_text("utf-8")) for path in sorted(folder.glob("*.bas"))]
    made = {
        "book.bin": _project(modules, len(schema.SHEETS)),
        "addin.bin": _project(modules, 1),
        "ribbon.xml": _lines(folder / "ribbon.xml"),
        SCRIPT: _lines(folder / SCRIPT),
    }
    return made | {f"icons/{path.name}": path.read_bytes() for path in sorted((folder / "icons").glob("*.png"))}


def write_packed(folder: Path, target: Path) -> None:
    """Write those files into the folder `data`; those that no source makes any more are removed."""
    made = packed(folder)
    for old in target.glob("icons/*.png"):
        if f"icons/{old.name}" not in made:
            old.unlink()
    for name, data in made.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)


def _project(modules: Sequence[Module], sheets: int) -> bytes:
    """A project with a document module for the workbook and each sheet, as Excel asks for."""
    documents = [Module("ThisWorkbook", kind="workbook")]
    documents += [Module(f"Sheet{number}", kind="sheet") for number in range(1, sheets + 1)]
    return project([*documents, *modules])


def _lines(path: Path) -> bytes:
    """A text with line ends of Unix, whatever a checkout made of them."""
    return path.read_bytes().replace(b"\r\n", b"\n")
