"""Write the checked-in workbook and its dictionary anew: `python -m leadbook.template [FOLDER]`.

Beside the folder stand the sources of what runs inside Excel and Calc (macros); the package's data is built from them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from leadbook.findings import as_markdown
from leadbook.schema.dictionary import dictionary
from leadbook.template.build import build_book
from leadbook.template.extension import copy_sources


def main(folder: Path) -> None:
    """Write Leadbook.xlsx and README.md into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Leadbook.xlsx").write_bytes(build_book())
    text = f"{dictionary()}\n{as_markdown()}"
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    if (macros := folder.absolute().parent / "macros").is_dir():
        copy_sources(macros)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("workbook"))
