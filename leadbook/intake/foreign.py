"""What a file is that holds no list Leadbook reads: its kind in words, and what to do instead.

Every function gives (what it is, what to do), the second "" for the usual advice, or None for nothing of the sort.
"""

from __future__ import annotations

import json
import re

Foreign = tuple[str, str]

_COPY = "Copy the table in it into a spreadsheet and save that, or export the list as CSV."
_BYTES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", _COPY),
    (b"{\\rtf", "a text document (RTF)", _COPY),
    (b"\x89PNG", "a picture", ""), (b"\xff\xd8\xff", "a picture", ""), (b"GIF8", "a picture", ""),
    (b"BM", "a picture", ""), (b"II*\x00", "a picture", ""), (b"MM\x00*", "a picture", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and import the lists inside."),
    (b"Rar!", "a RAR archive", "Unpack it and import the lists inside."),
    (b"BZh", "a bzip2 archive", "Unpack it and import the lists inside."),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it and import the lists inside."),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it and import the lists inside."),
    (b"MZ", "a program", ""), (b"\x7fELF", "a program", ""),
    (b"SQLite format 3\x00", "an SQLite database", "Export the table with the contacts as CSV."),
    (b"\x00\x01\x00\x00Standard ", "an Access database", "Export its table of contacts as Excel or CSV."),
    (b"!BDN", "an Outlook mailbox", "Export the contacts from Outlook as CSV."),
    (b"PAR1", "a Parquet file", "Export the table as CSV."),
    (b"ID;P", "a SYLK sheet", "Open it in Excel or LibreOffice and save it as .xlsx."),
    (b"\x09\x00\x04\x00", "an Excel workbook of before 1995", "Open it in LibreOffice and save it as .xlsx."),
    (b"\x09\x02\x06\x00", "an Excel workbook of before 1995", "Open it in LibreOffice and save it as .xlsx."),
    (b"\x09\x04\x06\x00", "an Excel workbook of before 1995", "Open it in LibreOffice and save it as .xlsx."),
    (b"\x00\x00\x02\x00\x06\x04", "a Lotus 1-2-3 sheet", "Open it in LibreOffice and save it as .xlsx."),
)  # fmt: skip
_NOT_TEXT = frozenset({b"BM", b"MZ"})  # two letters that a list may begin with too

_OLE: tuple[tuple[str, str, str], ...] = (
    ("__substg1.0_", "an Outlook message", "Save the list attached to it, or export the contacts from Outlook as CSV."),
    ("WordDocument", "a Word document", _COPY),
    ("PowerPoint Document", "a PowerPoint presentation", _COPY),
    ("VisioDocument", "a Visio drawing", ""),
    ("MSWorksDBDoc", "a Works database", "Open it in Works and export it as CSV."),
)
_ZIP: tuple[tuple[str, str, str], ...] = (
    ("word/document.xml", "a Word document", _COPY),
    ("word/", "a Word document", _COPY),
    ("ppt/", "a PowerPoint presentation", _COPY),
    ("visio/", "a Visio drawing", ""),
    ("meta-inf/manifest.mf", "a program", ""),
    ("androidmanifest.xml", "a program", ""),
)
_NUMBERS = ("a Numbers document", "Open it in Numbers and choose Export to, then CSV or Excel.")
_PAGES = ("a Pages document", "Open it in Pages and export it, or copy its table into a spreadsheet.")
_KEYNOTE = ("a Keynote presentation", _COPY)
_LINK = "Open the sheet in the browser, download it as Excel or CSV, and import that."

_MAIL_LINE = re.compile(rb"^([A-Za-z][A-Za-z0-9-]+):[ \t]")
_MAIL_MARKS = frozenset({b"received", b"mime-version", b"message-id", b"return-path", b"delivered-to", b"content-type"})
_MBOX = re.compile(rb"^From \S+.*\d{2}:\d{2}.*\d{4}")
_JSON = re.compile(rb"^(\{\s*[\"}]|\[\s*[\[{\"\]])")


def foreign_bytes(head: bytes) -> Foreign | None:
    """By the first bytes of a file."""
    for mark, what, fix in _BYTES:
        if head.startswith(mark) and (mark not in _NOT_TEXT or b"\x00" in head[:64]):
            return what, fix
    if head[4:8] == b"ftyp":
        return ("a picture", "") if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else ("a video", "")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a picture", ""
    if head[257:262] == b"ustar":
        return "a tar archive", "Unpack it and import the lists inside."
    return None


def foreign_ole(data: bytes) -> Foreign | None:
    """By the streams of an old Office file."""
    return next(((what, fix) for mark, what, fix in _OLE if mark.encode("utf-16-le") in data), None)


def foreign_zip(names: set[str], mimetype: bytes, suffix: str) -> Foreign | None:
    """By the names of the parts of a zip, in small letters, and by the type it says it is."""
    for mark, kind in ((b".text", "a text document"), (b".presentation", "a presentation"), (b"epub", "a book")):
        if mimetype.startswith(b"application/") and mark in mimetype:
            return kind, _COPY
    if any(name.endswith(".iwa") for name in names) or "index.zip" in names or "index.apxl" in names:
        if suffix == ".key" or "index.apxl" in names or any("slide" in name for name in names):
            return _KEYNOTE
        return _PAGES if suffix == ".pages" else _NUMBERS
    if "index.xml" in names and suffix in (".numbers", ".pages"):
        return _NUMBERS if suffix == ".numbers" else _PAGES
    return next(
        ((what, fix) for mark, what, fix in _ZIP if any(name.startswith(mark) for name in names)), None
    )


def foreign_text(head: bytes) -> Foreign | None:
    """By the beginning of a text, without its byte order mark."""
    if _JSON.match(head) and _is_json(head):
        if b'"doc_id"' in head or b"docs.google.com" in head[:400]:
            return "only a link to an online sheet", _LINK
        return "a JSON file", "Export the list as CSV or as an Excel workbook."
    start = head[:400].lower()
    if start.startswith(b"[internetshortcut]"):
        return "only a link to a page", _LINK
    if start.startswith(b"begin:vcalendar"):
        return "a calendar", "Export the attendees or contacts as CSV."
    if _is_mail(head):
        return "an e-mail message", "Save the list attached to it, or copy its table into a spreadsheet."
    return None


def _is_json(head: bytes) -> bool:
    """Whether a text is JSON: as a whole, its first line, or as far as its beginning can be read."""
    text = head.decode("utf-8", "replace")
    decoder = json.JSONDecoder()
    try:
        decoder.raw_decode(text)
    except RecursionError:
        return True
    except json.JSONDecodeError as error:
        # the beginning of a longer text breaks off near its end, what is no JSON goes wrong at once
        return len(head) >= 4000 and error.pos > 200
    return True


def _is_mail(head: bytes) -> bool:
    """Whether a text begins as a message or a mailbox does."""
    lines = head.split(b"\n", 60)[:60]
    if _MBOX.match(lines[0]):
        lines = lines[1:]
    names = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            continue
        found = _MAIL_LINE.match(line)
        if not found:
            break
        names.append(found[1].lower())
    return len(names) >= 3 and bool(_MAIL_MARKS & set(names)) and b"from" in names
