"""A compound file, the container of a macro project, as [MS-CFB] defines version 3.

Sectors of 512 bytes; streams below 4,096 bytes share the mini stream in pieces of 64. No times, no classes: the same
tree gives the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

Tree: TypeAlias = "Mapping[str, bytes | Tree]"
"""Name → content of a stream, or the tree of a storage."""

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NOBODY: Final = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_BLACK: Final = 1
_FATS_IN_HEADER: Final = 109
_ENTRIES_IN_SECTOR: Final = 4


@dataclass(slots=True)
class _Entry:
    """One entry of the directory; `left`, `right` and `child` are numbers of entries."""

    name: str
    kind: int
    data: bytes = b""
    start: int = 0
    left: int = _NOBODY
    right: int = _NOBODY
    child: int = _NOBODY


class _Sectors:
    """Sectors being written, with the chain of each."""

    def __init__(self, size: int) -> None:
        self.size, self.chain, self.body = size, list[int](), bytearray()

    def put(self, data: bytes) -> int:
        """Append some bytes; the number of their first sector, or the end of a chain when there are none."""
        if not data:
            return _END
        first, count = len(self.chain), -(-len(data) // self.size)
        self.chain += [*range(first + 1, first + count), _END]
        self.body += data.ljust(count * self.size, b"\0")
        return first


def compound_file(tree: Tree) -> bytes:
    """The file that holds this tree.

    Raises:
        ValueError: a name has more than 31 characters, or the file would exceed some 7 MB.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, 0, tree)
    big, mini = _Sectors(_SECTOR), _Sectors(_MINI)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (mini if len(entry.data) < _CUTOFF else big).put(entry.data)
    root = entries[0]
    root.data = bytes(mini.body)
    root.start = big.put(root.data)
    mini_fat = _numbers(mini.chain)
    mini_fat_at = big.put(mini_fat)
    directory_at = big.put(_directory(entries))
    fats = 1
    while fats * _SECTOR // 4 < len(big.chain) + fats:
        fats += 1
    if fats > _FATS_IN_HEADER:
        raise ValueError("a compound file of this size needs a longer table of sectors")
    fat_at = len(big.chain)
    fat = _numbers([*big.chain, *[_FAT] * fats])
    mini_fats = -(-len(mini_fat) // _SECTOR)
    return _header(range(fat_at, fat_at + fats), directory_at, mini_fat_at, mini_fats) + bytes(big.body) + fat


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    """Append the entries of a storage, those of each of its storages behind them."""
    numbers = []
    for name, content in tree.items():
        if len(name) > 31:
            raise ValueError(f"a name in a compound file has at most 31 characters: {name}")
        numbers.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            entries.append(_Entry(name, _STORAGE))
            _add(entries, numbers[-1], content)
    numbers.sort(key=lambda number: (len(entries[number].name), entries[number].name.upper()))
    entries[parent].child = _balanced(entries, numbers)


def _balanced(entries: list[_Entry], numbers: list[int]) -> int:
    """Hang sorted entries under their middle one; all of them black, which is allowed (2.6.4)."""
    if not numbers:
        return _NOBODY
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left, entry.right = _balanced(entries, numbers[:middle]), _balanced(entries, numbers[middle + 1 :])
    return numbers[middle]


def _directory(entries: list[_Entry]) -> bytes:
    lines = [_entry(entry) for entry in entries]
    free = bytes(68) + struct.pack("<3I", _NOBODY, _NOBODY, _NOBODY) + bytes(48)
    return b"".join(lines + [free] * (-len(lines) % _ENTRIES_IN_SECTOR))


def _entry(entry: _Entry) -> bytes:
    """128 bytes: name, kind, neighbours, class and times (all zero), first sector, size."""
    name = entry.name.encode("utf-16-le") + b"\0\0"
    head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name), entry.kind, _BLACK)
    links = struct.pack("<3I", entry.left, entry.right, entry.child)
    return head + links + bytes(36) + struct.pack("<IQ", entry.start, len(entry.data))


def _numbers(chain: Iterable[int]) -> bytes:
    """A table of sectors, filled up to whole sectors with “free”."""
    numbers = list(chain)
    numbers += [_FREE] * (-len(numbers) % (_SECTOR // 4))
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _header(fat: range, directory: int, mini_fat: int, mini_fats: int) -> bytes:
    """512 bytes (2.2): version 3.62, little-endian, sectors of 2⁹ and 2⁶ bytes, where the tables begin."""
    versions = struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    tables = struct.pack("<9I", 0, len(fat), directory, 0, _CUTOFF, mini_fat, mini_fats, _END, 0)
    places = struct.pack(f"<{_FATS_IN_HEADER}I", *fat, *[_FREE] * (_FATS_IN_HEADER - len(fat)))
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + versions + bytes(6) + tables + places
