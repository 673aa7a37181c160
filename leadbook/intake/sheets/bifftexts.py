"""Texts in the records of .xls files: in code pages (Excel 5 and 95) or Unicode, and on over the ends of records."""

from __future__ import annotations

import codecs
import struct

_CODE_PAGES = {367: "ascii", 1200: "cp1252", 10000: "mac_roman", 32768: "mac_roman", 32769: "cp1252"}


def code_page(number: int) -> str:
    """The codec of a code page by its number; the western one when nobody knows it.

    >>> code_page(1250), code_page(32768), code_page(9)
    ('cp1250', 'mac_roman', 'cp1252')
    """
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name.replace("-", "_")
    except LookupError:
        return "cp1252"


class Texts:
    """Texts one behind the other in a record and those that go on with it.

    Args:
        pieces: the contents of the records. at: where the first text begins.
        codec: of single bytes in files before Unicode; "" in those of Excel 97 and later.
    """

    def __init__(self, pieces: list[bytes], at: int, codec: str = "") -> None:
        self._pieces, self._codec = pieces, codec
        self._piece, self._at = 0, at

    def shared(self) -> list[str]:
        """The shared texts in their order.

        Raises:
            ValueError: they break off.
        """
        (count,) = struct.unpack_from("<I", self._pieces[0], 4)
        texts: list[str] = []
        while len(texts) < count and self._left():
            texts.append(self._one())
        return texts

    def plain(self, size: int) -> str:
        """A text with its length in `size` bytes in front.

        Raises:
            ValueError: it is longer than the records.
        """
        length = int.from_bytes(self._bytes(size), "little")
        if self._codec:
            return self._bytes(length).decode(self._codec, "replace")
        return self._letters(length, self._bytes(1)[0] & 1)

    def _left(self) -> bool:
        """Whether there is more; goes on to the next record at the end of one."""
        while self._at >= len(self._pieces[self._piece]):
            if self._piece + 1 >= len(self._pieces):
                return False
            self._piece, self._at = self._piece + 1, 0
        return True

    def _bytes(self, count: int) -> bytes:
        """The next bytes, over the ends of records."""
        found = b""
        while len(found) < count:
            if not self._left():
                raise ValueError("texts break off")
            part = self._pieces[self._piece][self._at : self._at + count - len(found)]
            self._at += len(part)
            found += part
        return found

    def _one(self) -> str:
        """One shared text, perhaps with fonts and a phonetic guide."""
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        text = self._letters(length, flags & 1)
        self._skip(4 * runs + extra)
        return text

    def _letters(self, length: int, wide: int) -> str:
        """So many letters; where they go on in another record, that begins with how they are stored."""
        parts = []
        while length:
            if self._at >= len(self._pieces[self._piece]):
                if not self._left():
                    raise ValueError("texts break off")
                wide = self._bytes(1)[0] & 1
            size = 2 if wide else 1
            here = min(length, (len(self._pieces[self._piece]) - self._at) // size)
            if not here:
                raise ValueError("half a letter")
            parts.append(self._bytes(here * size).decode("utf-16-le" if wide else "latin-1", "surrogatepass"))
            length -= here
        return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _skip(self, count: int) -> None:
        while count:
            if not self._left():
                raise ValueError("texts break off")
            step = min(count, len(self._pieces[self._piece]) - self._at)
            self._at += step
            count -= step
