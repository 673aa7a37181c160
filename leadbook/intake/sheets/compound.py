"""The container of old Office files (MS-CFB): one stream of it, never more bytes than the file has."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_END = 0xFFFFFFFA  # this and above are marks, not sectors


def stream(data: bytes, names: tuple[str, ...]) -> bytes | None:
    """The content of the first stream that has one of these names, whatever its case; None when there is none.

    Raises:
        ValueError: the container is damaged.
    """
    try:
        return _Container(data).stream(names)
    except (struct.error, IndexError) as error:
        raise ValueError("damaged container") from error


def names(data: bytes) -> set[str]:
    """The names of all streams, in capitals; those within folders too.

    Raises:
        ValueError: the container is damaged.
    """
    try:
        return {name for name, _ in _Container(data).entries()}
    except (struct.error, IndexError) as error:
        raise ValueError("damaged container") from error


class _Container:
    """Sectors, their table, and the directory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shift, self._mini_shift = struct.unpack_from("<HH", data, 30)
        if self._shift not in (9, 12) or self._mini_shift != 6:
            raise ValueError("sector size")
        self._cutoff, self._mini_first = struct.unpack_from("<II", data, 56)
        self._table = self._sectors_table()
        (directory,) = struct.unpack_from("<I", data, 48)
        self._directory = self._chain(directory)

    def stream(self, names: tuple[str, ...]) -> bytes | None:
        """See `stream`."""
        found = dict(reversed(list(self.entries())))
        entry = next((found[name.upper()] for name in names if name.upper() in found), None)
        return None if entry is None else self._content(entry, self._directory[:128])

    def entries(self) -> Iterator[tuple[str, bytes]]:
        """Name, in capitals, and entry of every stream."""
        for at in range(0, len(self._directory) - 127, 128):
            entry = self._directory[at : at + 128]
            length = min(struct.unpack_from("<H", entry, 64)[0], 64)
            if entry[66] == 2:
                yield entry[: max(length - 2, 0)].decode("utf-16-le", "replace").upper(), entry

    def _content(self, entry: bytes, root: bytes) -> bytes:
        """The bytes of an entry, which are in small sectors when they are few."""
        first, size = struct.unpack_from("<II", entry, 116)
        if size >= self._cutoff:
            return self._chain(first, size)[:size]
        mini = self._chain(struct.unpack_from("<I", root, 116)[0])
        raw = self._chain(self._mini_first)
        table = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
        parts: list[bytes] = []
        seen: set[int] = set()
        at = first
        while at < _END and at not in seen and len(parts) * 64 < size:
            seen.add(at)
            parts.append(mini[at << 6 : (at + 1) << 6])
            at = table[at]
        return b"".join(parts)[:size]

    def _sectors_table(self) -> tuple[int, ...]:
        """Which sector follows which."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        (at,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while at < _END and at not in seen:
            seen.add(at)
            sector = self._sector(at)
            *more, at = struct.unpack(f"<{len(sector) // 4}I", sector)
            places.extend(more)
        raw = b"".join(self._sector(place) for place in dict.fromkeys(places) if place < _END)
        return struct.unpack(f"<{len(raw) // 4}I", raw)

    def _chain(self, first: int, size: int | None = None) -> bytes:
        """The sectors from one on, no more than hold so many bytes; a circle is damage."""
        parts: list[bytes] = []
        seen: set[int] = set()
        at = first
        while at < _END and (size is None or len(parts) << self._shift < size):
            if at in seen:
                raise ValueError("circle of sectors")
            seen.add(at)
            parts.append(self._sector(at))
            at = self._table[at]
        return b"".join(parts)

    def _sector(self, at: int) -> bytes:
        start = (at + 1) << self._shift
        if start >= len(self._data):
            raise ValueError("sector behind the end")
        return self._data[start : start + (1 << self._shift)].ljust(1 << self._shift, b"\x00")
