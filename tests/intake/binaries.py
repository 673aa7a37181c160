"""Old and binary workbooks made record by record, so that every kind of record can stand in a test.

Sources: MS-CFB (the container), MS-XLS (.xls) and MS-XLSB (.xlsb).
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

_SECTOR = 512
_FREE, _CHAIN_END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
BOF, EOF, SST, CONTINUE, BOUNDSHEET, XF, FORMAT = 0x0809, 0x000A, 0x00FC, 0x003C, 0x0085, 0x00E0, 0x041E


def compound(content: bytes, name: str = "Workbook") -> bytes:
    """A container with one stream in large sectors: header, table of sectors, directory, stream."""
    content = content.ljust(4096, b"\x00")
    sectors = -(-len(content) // _SECTOR)
    tables = -(-(sectors + 2) // 127)
    first = tables + 1
    chain = [_TABLE] * tables + [_CHAIN_END] + [*range(first + 1, first + sectors), _CHAIN_END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, tables, tables, 0, 4096, _CHAIN_END, 0, _CHAIN_END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, _CHAIN_END, 0) + _entry(name, 2, first, len(content)) + bytes(256)
    return header + table + directory + content.ljust(sectors * _SECTOR, b"\x00")


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<3I", _FREE, _FREE, 1 if kind == 5 else _FREE)
    return text.ljust(64, b"\x00") + struct.pack("<HBB", len(text), kind, 1) + links + bytes(36) + struct.pack(
        "<III", first, size, 0)  # fmt: skip


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an .xls."""
    return struct.pack("<HH", kind, len(body)) + body


def letters(text: str, size: int = 2, codec: str = "") -> bytes:
    """A text of an .xls with its length in front: in a code page, or in single or double bytes."""
    if codec:
        data = text.encode(codec)
        return len(data).to_bytes(size, "little") + data
    wide = any(char > "\xff" for char in text)
    count = len(text.encode("utf-16-le")) // 2
    return count.to_bytes(size, "little") + bytes([wide]) + text.encode("utf-16-le" if wide else "latin-1")


def cell(kind: int, row: int, column: int, body: bytes, style: int = 0) -> bytes:
    """A cell of an .xls."""
    return record(kind, struct.pack("<3H", row, column, style) + body)


def stream(
    sheets: Sequence[tuple[str, int, bytes]], more: bytes = b"", version: int = 0x0600, codec: str = ""
) -> bytes:
    """A workbook stream.

    Args:
        sheets: (name, 0 visible or 1 hidden, records) of each.
        more: further records about the whole workbook.
    """
    names = [letters(name, 1, codec) for name, _, _ in sheets]
    opening = record(BOF, struct.pack("<HH", version, 5) + bytes(12)) + more
    at = len(opening) + sum(4 + 6 + len(name) for name in names) + 4
    listed, parts = b"", b""
    for name, (_, state, records) in zip(names, sheets, strict=True):
        part = record(BOF, struct.pack("<HH", version, 0x10) + bytes(12)) + records + record(EOF)
        listed += record(BOUNDSHEET, struct.pack("<IBB", at + len(parts), state, 0) + name)
        parts += part
    return opening + listed + record(EOF) + parts


def shared(pieces: Sequence[bytes], count: int) -> bytes:
    """Shared texts in a record and those that go on with it."""
    first = record(SST, struct.pack("<II", count, count) + pieces[0])
    return first + b"".join(record(CONTINUE, piece) for piece in pieces[1:])


def part(kind: int, body: bytes = b"") -> bytes:
    """A record of an .xlsb."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    while True:
        head += bytes([size & 0x7F | (0x80 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + body


def wide(text: str) -> bytes:
    """A text of an .xlsb."""
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def xlsb(sheets: Sequence[tuple[str, int, bytes]], texts: Sequence[str] = (), styles: bytes = b"") -> bytes:
    """A workbook of (name, state, records) of each sheet; the styles as records."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = ""
    book = b""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (name, state, records) in enumerate(sheets, start=1):
            archive.writestr(f"xl/worksheets/sheet{at}.bin", records)
            relations += f'<Relationship Id="r{at}" Type="{kind}/worksheet" Target="worksheets/sheet{at}.bin"/>'
            book += part(156, struct.pack("<II", state, at) + wide(f"r{at}") + wide(name))
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="x">{relations}</Relationships>')
        archive.writestr("xl/workbook.bin", part(153, struct.pack("<II", 0, 0) + wide("")) + book)
        archive.writestr("xl/sharedStrings.bin", b"".join(part(19, b"\x00" + wide(text)) for text in texts))
        archive.writestr("xl/styles.bin", styles)
    return buffer.getvalue()
