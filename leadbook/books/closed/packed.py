"""One member of a zip as it stands in it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from leadbook.books.closed.ooxml import broken

CHUNK: Final = 1 << 20
MAX_INFLATED: Final = 4 << 30
"""Bytes one part may inflate to; far above any sheet Excel can open, far below what stops a computer."""

DOS_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One member as it stands in the zip: compressed bytes and what the directory says of them.

    `spelling` is its name in the zip, which some programs write with backslashes.
    """

    data: bytes | memoryview
    method: int
    crc: int
    size: int
    stamp: tuple[int, int, int, int, int, int] = DOS_EPOCH
    attributes: int = 0
    spelling: str = ""

    def chunks(self) -> Iterator[bytes]:
        """The content, inflated piece by piece."""
        if self.method == zipfile.ZIP_STORED:
            yield bytes(self.data)
            return
        inflater, rest, total = zlib.decompressobj(-15), bytes(self.data), 0
        while rest and not inflater.eof:
            piece = inflater.decompress(rest, CHUNK)
            rest = inflater.unconsumed_tail
            total += len(piece)
            if total > MAX_INFLATED:
                raise broken("A part of the file is larger than any sheet can be.")
            yield piece
        yield inflater.flush()
