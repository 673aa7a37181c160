"""LibreOffice as a second opinion: converting a workbook, with everything calculated afresh when asked.

One private profile per process (each xdist worker is one), so that nothing of the user's set-up plays a part.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>{mode}</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse">
<value>{mode}</value></prop></item>
</oor:items>
"""
ALWAYS, NEVER = 0, 1
TIME_LIMIT = 180


@cache
def program() -> str | None:
    """Path of LibreOffice, or None when it is not on this machine."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(path: Path | str, kind: str, recalc: bool = True) -> Path:
    """The workbook as "pdf", "xlsx" or "ods", in a new folder of its own.

    Args:
        recalc: every formula is calculated afresh; otherwise the stored values are shown.

    Raises:
        RuntimeError: LibreOffice is not there, or made no file; its words are in the message.
    """
    return convert_all([Path(path)], kind, recalc)[0]


def convert_all(paths: Sequence[Path], kind: str, recalc: bool = True) -> list[Path]:
    """Several workbooks in one go, in the order given; their names must differ. See `convert`."""
    soffice = program()
    if soffice is None:
        raise RuntimeError("LibreOffice is not on this machine.")
    target = Path(tempfile.mkdtemp(prefix="leadbook-office-"))
    command = [
        soffice, f"-env:UserInstallation={_profile(recalc).as_uri()}", "--headless", "--norestore",
        "--convert-to", kind, "--outdir", str(target), *map(str, paths),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT, check=False)
    made = [target / f"{path.stem}.{kind.split(':')[0]}" for path in paths]
    missing = [path.name for path in made if not path.is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not make {missing}: {done.stdout} {done.stderr}")
    return made


@cache
def _profile(recalc: bool) -> Path:
    """A fresh profile that always, or never, calculates on loading."""
    home = Path(tempfile.mkdtemp(prefix="leadbook-profile-"))
    user = home / "user"
    user.mkdir()
    text = _RECALCULATE.format(mode=ALWAYS if recalc else NEVER)
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8")
    return home
