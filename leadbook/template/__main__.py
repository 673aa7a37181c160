"""Write the checked-in workbooks and their dictionary anew: `python -m leadbook.template [FOLDER]`.

In the project, with its folder `macros`, what is packed from there is written first.
"""

from __future__ import annotations

import sys
from pathlib import Path

from leadbook.findings import as_markdown
from leadbook.schema.dictionary import dictionary
from leadbook.template.build import build_book
from leadbook.template.extension import copy_sources
from leadbook.template.macros.macrobook import build_addin, build_macro_book
from leadbook.template.macros.sources import write_packed

PACKAGE = Path(__file__).parent
MACROS = PACKAGE.parents[1] / "macros"


def main(folder: Path) -> None:
    """Write Leadbook.xlsx, .xlsm, .xlam and README.md into the folder."""
    if MACROS.is_dir():
        write_packed(MACROS, PACKAGE / "data")
        copy_sources(MACROS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Leadbook.xlsx").write_bytes(build_book())
    (folder / "Leadbook.xlsm").write_bytes(build_macro_book())
    (folder / "Leadbook.xlam").write_bytes(build_addin())
    text = f"{dictionary()}\n{as_markdown()}"
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("workbook"))
