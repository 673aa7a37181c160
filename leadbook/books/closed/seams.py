"""Seams: places in a packed sheet at which it can be cut, so that its rows need not be packed again.

A deflate stream that was flushed in full (RFC 1951; `Z_FULL_FLUSH` of zlib) begins anew there: nothing behind the
place refers to anything before it, and the place ends on a whole byte. Sheets that Leadbook writes have one seam
before the rows of the table and one before what follows the rows. When only a title, a status line or a footer
changes, the bytes between the seams are taken over as they are.

No seam is believed in: the rows are inflated from the seam on, and head, rows and tail together have to give the
check sum and the size that the file states for the whole. Where they do not, the sheet is packed as a whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from leadbook.books.closed.packed import CHUNK, Packed

_MARK: Final = b"\0\0\xff\xff"
"""How a flushed place ends: the lengths of an empty stored block."""
_NEAR: Final = 1 << 18
"""Packed bytes at either end in which a seam is looked for."""

Change = Callable[[bytes, bytes], tuple[bytes, bytes] | None]
"""The new beginning and end of a part from those it has, None when more than these has to change."""


class _Seam(bytes):
    """An empty piece of content that asks for a seam."""


SEAM: Final = _Seam()


def parted(pieces: Iterable[bytes]) -> tuple[bytes, bytes] | None:
    """What stands before the first seam and after the second, None when there are not two, or more between them."""
    parts: list[list[bytes]] = [[]]
    for piece in pieces:
        if piece is SEAM:
            parts.append([])
        else:
            parts[-1].append(piece)
    if len(parts) != 3 or any(parts[1]):
        return None
    return b"".join(parts[0]), b"".join(parts[2])


def resewn(packed: Packed, change: Change) -> Packed | None:
    """The member with another beginning and end, None when it has no seams or the change does not fit them."""
    data = bytes(packed.data)
    start = data.find(_MARK, 0, _NEAR) + len(_MARK)
    end = data.rfind(_MARK, max(start, len(data) - _NEAR)) + len(_MARK)
    if start < len(_MARK) or end <= start:
        return None
    try:
        head, tail = zlib.decompressobj(-15).decompress(data[:start]), zlib.decompressobj(-15).decompress(data[end:])
        made = change(head, tail) if tail.startswith(b"</sheetData>") else None
        if made == (head, tail):
            return packed
        return None if made is None else _sewn(packed, (data[start:end], head, tail), made)
    except (zlib.error, UnicodeDecodeError):
        return None


def _sewn(packed: Packed, old: tuple[bytes, bytes, bytes], new: tuple[bytes, bytes]) -> Packed | None:
    """Packed rows between a new head and a new tail, when they are sound."""
    rows, head, tail = old
    was, now, between, before = zlib.crc32(head), zlib.crc32(new[0]), 0, b""
    for piece in _inflated(rows):
        if b"<!" in piece or (before.endswith(b"<") and piece.startswith(b"!")):
            return None  # a comment could hide anything
        was, now, between, before = zlib.crc32(piece, was), zlib.crc32(piece, now), between + len(piece), piece[-1:]
    if (zlib.crc32(tail, was), len(head) + between + len(tail)) != (packed.crc, packed.size):
        return None
    first, last = zlib.compressobj(1, zlib.DEFLATED, -15), zlib.compressobj(1, zlib.DEFLATED, -15)
    pieces = (
        first.compress(new[0]), first.flush(zlib.Z_FULL_FLUSH), rows, last.compress(new[1]), last.flush(),
    )  # fmt: skip
    size = len(new[0]) + between + len(new[1])
    return replace(packed, data=b"".join(pieces), crc=zlib.crc32(new[1], now), size=size)


def _inflated(rows: bytes) -> Iterator[bytes]:
    """The rows, piece by piece."""
    inflater, rest = zlib.decompressobj(-15), rows
    while rest:
        yield inflater.decompress(rest, CHUNK)
        if inflater.eof:
            raise zlib.error("the rows end early")
        rest = inflater.unconsumed_tail
    yield inflater.flush()
