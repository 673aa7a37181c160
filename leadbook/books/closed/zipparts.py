"""The workbook file as a set of parts: what is not replaced is copied as the compressed bytes it came in.

Members that nobody changed keep their raw bytes, their order and their time stamp; replaced ones are deflated
while they are produced, so that a sheet of a million cells is never in memory as one text.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

from leadbook.books.closed.ooxml import broken
from leadbook.books.closed.packed import DOS_EPOCH, Packed
from leadbook.books.closed.seams import SEAM, Change, resewn

Value = TypeVar("Value")


def deflate(content: Iterable[bytes], level: int, stamp: tuple[int, int, int, int, int, int]) -> Packed:
    """Compress a stream of bytes into a member, with a seam where the stream asks for one."""
    packer, crc, size, pieces = zlib.compressobj(level, zlib.DEFLATED, -15), 0, 0, []
    for piece in content:
        if piece is SEAM:
            pieces.append(packer.flush(zlib.Z_FULL_FLUSH))
            continue
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        pieces.append(packer.compress(piece))
    pieces.append(packer.flush())
    return Packed(data=b"".join(pieces), method=zipfile.ZIP_DEFLATED, crc=crc, size=size, stamp=stamp)


class Parts:
    """The parts of one package.

    Args:
        data: the complete file.

    Raises:
        NotALeadbook: it is not a zip, it is encrypted, damaged, or names a part twice.
    """

    def __init__(self, data: bytes) -> None:
        self._source = data
        self._packed = _members(data)
        self._folded = {name.lower(): name for name in self._packed}
        self._shadows: dict[str, Packed] = {}
        self._original = dict(self._packed)
        self._listing = object()
        self._known: dict[str, tuple[tuple[object, ...], Any]] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._folded

    def names(self) -> list[str]:
        """Names of all parts, in the order of the file."""
        return list(self._packed)

    def actual(self, name: str) -> str:
        """The name as the file spells it: part names are equal without regard to case."""
        return self._folded.get(name.lower(), name)

    def stream(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces, of its readable shadow if it has one."""
        name = self.actual(name)
        packed = self._shadows.get(name) or self._packed.get(name)
        if packed is None:
            raise broken("A part of the file is missing.", name)
        try:
            yield from packed.chunks()
        except zlib.error as error:
            raise broken("A part of the file is damaged.", name) from error

    def read(self, name: str) -> bytes:
        """The whole content of a part."""
        return b"".join(self.stream(name))

    def known(self, key: str, names: Iterable[str], look: Callable[[], Value]) -> Value:
        """What `look` finds in some parts; it looks again only when one of them, or the set of all parts, changed.

        Args:
            key: what is looked for. names: the parts it depends on, besides which parts there are.
        """
        actual = [self.actual(name) for name in names]
        state = (self._listing, *(self._shadows.get(name) or self._packed.get(name) for name in actual))
        there = self._known.get(key)
        if there is None or any(then is not now for then, now in zip(there[0], state, strict=True)):
            there = self._known[key] = (state, look())
        return cast(Value, there[1])

    def put(self, name: str, content: bytes) -> None:
        """Replace a part, or add it as the last one."""
        self.put_stream(name, (content,), level=6)

    def put_stream(self, name: str, content: Iterable[bytes], level: int = 1) -> bool:
        """Replace a part by a stream that is compressed on the way; False when the content is the same."""
        name = self.actual(name)
        old = self._packed.get(name)
        new = deflate(content, level, old.stamp if old else DOS_EPOCH)
        new = replace(new, spelling=old.spelling if old else name)
        if old is not None and (old.crc, old.size) == (new.crc, new.size) and _digest(old) == _digest(new):
            return False
        self._shadows.pop(name, None)
        self._packed[name] = new
        if old is None:
            self._folded[name.lower()] = name
            self._listing = object()
        return True

    def sew(self, name: str, change: Change) -> bool | None:
        """Replace the beginning and the end of a part that has seams.

        Returns:
            Whether anything changed; None when the part has to be written as a whole.
        """
        name = self.actual(name)
        old = self._packed.get(name)
        if old is None or name in self._shadows or old.method != zipfile.ZIP_DEFLATED:
            return None
        new = resewn(old, change)
        if new is None or new is old:
            return None if new is None else False
        self._packed[name] = replace(new, attributes=0)
        return True

    def shadow(self, name: str, content: bytes) -> None:
        """Read `content` in place of a part from now on; the file keeps the part as it is."""
        self._shadows[self.actual(name)] = deflate((content,), 1, DOS_EPOCH)

    def drop(self, name: str) -> None:
        """Take a part out of the package."""
        name = self.actual(name)
        self._packed.pop(name, None)
        self._shadows.pop(name, None)
        self._folded.pop(name.lower(), None)
        self._listing = object()

    def overlaid(self) -> Parts:
        """A copy that can be changed without changing this one; contents are shared."""
        copy = object.__new__(Parts)
        copy._source, copy._original = self._source, self._original
        copy._packed, copy._folded = dict(self._packed), dict(self._folded)
        copy._shadows = dict(self._shadows)
        copy._listing, copy._known = self._listing, dict(self._known)
        return copy

    def changed(self) -> bool:
        """Whether any part was replaced, added or dropped."""
        return list(self._packed) != list(self._original) or any(
            packed is not self._original[name] for name, packed in self._packed.items()
        )

    def build(self) -> bytes:
        """The complete file; the very bytes it came in when nothing was changed."""
        if not self.changed():
            return self._source
        out, directory = io.BytesIO(), []
        for packed in self._packed.values():
            directory.append(_entry(packed, out.tell()))
            out.write(b"PK\3\4" + _common(packed) + packed.spelling.encode() + packed.data)
        start, listing = out.tell(), b"".join(directory)
        out.write(listing)
        ending = (0, 0, len(directory), len(directory), len(listing), start, 0)
        out.write(b"PK\5\6" + struct.pack("<HHHHLLH", *ending))
        return out.getvalue()


def _digest(packed: Packed) -> bytes:
    """A fingerprint of the content that does not depend on how it was compressed."""
    found = hashlib.sha256()
    for piece in packed.chunks():
        found.update(piece)
    return found.digest()


def _members(data: bytes) -> dict[str, Packed]:
    """The directory of the zip; raw bytes are views into `data`."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise broken("The file is protected by a password." if locked else "The file is an old .xls workbook.")
    view, members, seen = memoryview(data), {}, set()
    try:
        listing = zipfile.ZipFile(io.BytesIO(data)).infolist()
        for info in listing:
            name = info.filename.replace("\\", "/")
            if name.lower() in seen:
                raise broken("The file names a part twice.", name)
            seen.add(name.lower())
            if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise broken("The file is protected by a password or packed in an unusual way.")
            members[name] = _member(view, info)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OSError) as error:
        raise broken("The file is not a workbook, or it is damaged.") from error
    return members


def _member(view: memoryview, info: zipfile.ZipInfo) -> Packed:
    """One member without inflating it."""
    name_length, extra_length = struct.unpack("<HH", view[info.header_offset + 26 : info.header_offset + 30])
    start = info.header_offset + 30 + name_length + extra_length
    return Packed(
        data=view[start : start + info.compress_size],
        method=info.compress_type,
        crc=info.CRC,
        size=info.file_size,
        stamp=info.date_time,
        attributes=info.external_attr,
        spelling=info.filename,
    )


def _common(packed: Packed) -> bytes:
    """The fields that local header and directory share (PKWARE appnote 4.3.7 and 4.3.12)."""
    year, month, day, hour, minute, second = packed.stamp
    time = hour << 11 | minute << 5 | second // 2
    date = max(year - 1980, 0) << 9 | month << 5 | day
    flags = 0 if packed.spelling.isascii() else 0x800
    sizes = (packed.crc, len(packed.data), packed.size, len(packed.spelling.encode()), 0)
    return struct.pack("<HHHHHLLLHH", 20, flags, packed.method, time, date, *sizes)


def _entry(packed: Packed, offset: int) -> bytes:
    """One line of the directory."""
    rest = struct.pack("<HHHLL", 0, 0, 0, packed.attributes, offset)
    return b"PK\1\2" + struct.pack("<H", 20) + _common(packed) + rest + packed.spelling.encode()
