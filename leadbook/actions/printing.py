"""PDFs of single sheets by LibreOffice, from a temporary copy that shows only that sheet."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from leadbook.books.naming import safe_file_name
from leadbook.books.package import PackageBook
from leadbook.hosts.office import NO_WINDOW, SECONDS, find_office
from leadbook.model import Finding, Severity


def print_sheets(data: bytes, sheets: list[str], folder: Path) -> tuple[list[Path], list[Finding]]:
    """Make a PDF of each sheet in the folder; a finding `pdf_not_made` for each that could not be made."""
    office = find_office()
    if office is None:
        note = "No PDF was made: LibreOffice is not installed (free, libreoffice.org). Printing from Excel works too."
        return [], [Finding("pdf_not_made", note=note, severity=Severity.ASK)]
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="leadbook-") as temp:
        for sheet in sheets:
            copy = Path(temp) / safe_file_name(sheet, ".xlsx", [path.with_suffix(".xlsx").name for path in made])
            copy.write_bytes(only(data, sheet))
            pdf = folder / f"{copy.stem}.pdf"
            if _convert(office, copy, Path(temp)) and (Path(temp) / pdf.name).exists():
                shutil.move(Path(temp) / pdf.name, pdf)
                made.append(pdf)
            else:
                note = "LibreOffice did not make this PDF; printing the sheet from it by hand may say why."
                findings.append(Finding("pdf_not_made", sheet, note=note, severity=Severity.ASK))
    return made, findings


def only(data: bytes, sheet: str) -> bytes:
    """A copy of the workbook in which only this sheet is visible."""
    book = PackageBook(data)
    book.show_only(sheet)
    return book.save()


def _convert(office: str, source: Path, folder: Path) -> bool:
    """Run LibreOffice with a profile of its own, so that an open one is not disturbed."""
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder),
               str(source)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, creationflags=NO_WINDOW)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
