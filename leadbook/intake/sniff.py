"""What a file is, by its content; and the bounds within which anything is opened at all."""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from leadbook.errors import IntakeError
from leadbook.intake.foreign import foreign_bytes, foreign_ole, foreign_text, foreign_zip
from leadbook.intake.sheets.compound import names as streams

MAX_FILE_BYTES = 512 << 20
MAX_INFLATED_BYTES = 512 << 20
MAX_ROWS = 1_048_575
MAX_COLUMNS = 16_384
BROKEN_ZIP = (zipfile.BadZipFile, EOFError, OSError, KeyError, NotImplementedError, zlib.error)
"""What reading a damaged zip raises."""
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_KINDS = {
    ".csv": "text", ".txt": "text", ".tsv": "text", ".tab": "text", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx",
    ".xls": "xls", ".xlsb": "xlsb", ".ods": "ods", ".htm": "html", ".html": "html", ".xml": "spreadsheetml",
    ".vcf": "vcard", ".vcard": "vcard", ".zip": "zip", ".gz": "gz", ".mht": "mhtml", ".mhtml": "mhtml",
}  # fmt: skip


def refuse(code: str, what: str, path: Path, fix: str) -> IntakeError:
    """An error about the file as a whole; the file is named without its folders."""
    return IntakeError(f"LB-E-{code}", what, path.name, fix)


def damaged(path: Path) -> IntakeError:
    """The error for a workbook whose parts do not fit together."""
    return refuse("CORRUPT", "The workbook is damaged or was not copied whole.", path, _SAVE_AGAIN)


def protected(path: Path) -> IntakeError:
    """The error for a workbook that only its password opens."""
    return refuse("ENCRYPTED", "The workbook is protected by a password.", path, _DECRYPT)


def kind_of(path: Path) -> str:
    """What the content is; the extension is not asked.

    Returns:
        text, xlsx (also .xlsm), xlsb, ods, xls, html, mhtml, spreadsheetml, vcard, or an archive of lists: zip, gz.

    Raises:
        IntakeError: missing, empty, encrypted, too large, or nothing that holds a list.
    """
    if not path.is_file():
        raise refuse("NOT-A-WORKBOOK", "There is no such file.", path, "Check the name and the folder.")
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise refuse("TOO-LARGE", f"The file has {size >> 20} MB.", path, "Split it into parts below 512 MB.")
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise refuse("EMPTY", "The file is empty.", path, "Export the list again.")
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    refuse_foreign(foreign_bytes(head), path)
    return _kind_of_text(head, path)


def refuse_foreign(found: tuple[str, str] | None, path: Path) -> None:
    """Refuse what holds no list, in words that say what it is and what to do.

    Raises:
        IntakeError: NOT-A-WORKBOOK, when something was found.
    """
    if found is not None:
        raise refuse("NOT-A-WORKBOOK", f"This is {found[0]}, not a list.", path, found[1] or _EXPORT)


def wrong_extension(path: Path, kind: str) -> bool:
    """Whether the name promises another kind than the content."""
    named = _KINDS.get(path.suffix.lower())
    return named is not None and named != kind


def check_zip(path: Path) -> None:
    """Count what a zip inflates to and look for hostile XML, before any parser sees it.

    Raises:
        IntakeError: CORRUPT, TOO-LARGE or UNSAFE-XML.
    """
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".xml", ".rels", ".bin"))]
            if len({name.lower().replace("\\", "/").lstrip("/") for name in names}) != len(names):
                raise refuse("CORRUPT", "The workbook holds two parts of one name.", path, _SAVE_AGAIN)
            for info in archive.infolist():
                if info.flag_bits & 1:
                    raise protected(path)
                total = _check_part(archive, info, path, total)
    except BROKEN_ZIP as error:
        raise damaged(path) from error


_EXPORT = "Export the list as CSV or as an Excel workbook."
_SAVE_AGAIN = "Open it in the program it came from, save it again, or export the list once more."
_DECRYPT = "Open it with its password, save a copy without one, and import the copy."


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, total: int) -> int:
    """Inflate one part in pieces; the bytes inflated so far."""
    is_xml = info.filename.endswith((".xml", ".rels", ".vml"))
    tail = b""
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            total += len(chunk)
            if total > MAX_INFLATED_BYTES or (total > (64 << 20) and total > 150 * path.stat().st_size):
                raise refuse(
                    "TOO-LARGE", "The workbook unpacks to far more than its size.", path,
                    "Save only the sheet with the list, as CSV or as a new workbook.",
                )  # fmt: skip
            if not is_xml:
                continue
            plain = tail + (chunk.replace(b"\x00", b"") if b"\x00" in chunk else chunk)
            if b"<!" in plain and _DTD.search(plain):
                raise refuse("UNSAFE-XML", "The workbook holds XML that could harm this computer.", path, _SAVE_AGAIN)
            tail = plain[-16:]
    return total


def part_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts of a workbook by their names as they are compared: small letters, "/" between folders."""
    return {name.lower().replace("\\", "/").lstrip("/"): name for name in archive.namelist()}


def _kind_of_ole(path: Path) -> str:
    """xls, or a refusal that says what to do."""
    data = path.read_bytes()
    with suppress(ValueError):  # in a damaged container, what it was is seen by its bytes
        if not (found := streams(data)) & {"ENCRYPTEDPACKAGE", "ENCRYPTIONINFO"}:
            if found & {"WORKBOOK", "BOOK"}:
                return "xls"
            refuse_foreign(foreign_ole(data), path)
            raise refuse("NOT-A-WORKBOOK", "This is an Office file, but no workbook.", path, _EXPORT)
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        raise protected(path)
    upper = data.upper()
    if "WORKBOOK".encode("utf-16-le") in upper or b"B\x00O\x00O\x00K\x00" in upper:
        return "xls"
    refuse_foreign(foreign_ole(data), path)
    raise refuse("NOT-A-WORKBOOK", "This is an Office file, but no workbook.", path, _EXPORT)


def _kind_of_zip(path: Path) -> str:
    """xlsx, xlsb, ods or zip by the parts inside."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(part_names(archive))
            mimetype = archive.read("mimetype")[:80] if "mimetype" in archive.namelist() else b""
    except BROKEN_ZIP as error:
        raise damaged(path) from error
    except RuntimeError as error:  # how zipfile says that a password is asked for
        raise protected(path) from error
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    refuse_foreign(foreign_zip(names, mimetype, path.suffix.lower()), path)
    if any(name.startswith("xl/") for name in names) or "[content_types].xml" in names:
        return "xlsx"
    return "zip"


def _kind_of_text(head: bytes, path: Path) -> str:
    """The kinds that are text."""
    plain = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").lstrip()
    start = plain.lower()[:2000]
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<style", b"<body", b"<div")):
        return "html"
    if start.startswith((b"<?xml", b"<workbook", b"<ss:workbook", b"<!--", b"<?mso-application")):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start or b"excel.sheet" in start:
            return "spreadsheetml" if b"<html" not in start else "html"
        if b"<html" in start or b"<table" in start:
            return "html"
        if start.startswith(b"<?xml"):
            raise refuse("NOT-A-WORKBOOK", "This is XML of another program, and no table.", path, _EXPORT)
    if start.startswith(b"begin:vcard"):
        return "vcard"
    if start.startswith((b"mime-version:", b"from:")) and b"multipart/related" in start and b"\nreceived:" not in start:
        return "mhtml"
    refuse_foreign(foreign_text(plain), path)
    return "text"
