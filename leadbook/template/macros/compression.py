"""Compression of macro sources, as [MS-OVBA] 2.4.1 defines it.

A container is the byte 1 and then one chunk for every 4,096 bytes. A chunk is a row of tokens in groups of eight
behind a byte of flags: a token is one byte as it is, or two bytes that say “copy so many from so far back”.
"""

from __future__ import annotations

import struct
from typing import Final

CHUNK: Final = 4096
_SIGNATURE: Final = b"\x01"
_PACKED, _RAW = 0xB000, 0x3000
"""The signature bits 011 of a chunk's header, with and without the flag “compressed”."""

_SHORTEST: Final = 3
_TRIED: Final = 64
"""How many earlier places are compared; the nearest come first."""


def compress(data: bytes) -> bytes:
    """The container that holds these bytes; the same one on every call.

    Raises:
        ValueError: the last chunk is not full and would grow by more than a chunk has room for. The standard then
            fills it up with zeros, which nobody could tell from data. Text never does that.
    """
    return _SIGNATURE + b"".join(_chunk(data[at : at + CHUNK]) for at in range(0, len(data), CHUNK))


def _chunk(data: bytes) -> bytes:
    """One chunk with its header: its size less three, in the lower twelve bits."""
    body = _tokens(data)
    if len(body) <= CHUNK:
        return struct.pack("<H", _PACKED | (len(body) - 1)) + body
    if len(data) < CHUNK:
        raise ValueError("the last chunk cannot be compressed, and raw chunks are always full")
    return struct.pack("<H", _RAW | (CHUNK - 1)) + data


def _tokens(data: bytes) -> bytes:
    body, at = bytearray(), 0
    seen: dict[bytes, list[int]] = {}
    while at < len(data):
        flags_at = len(body)
        body.append(0)
        for bit in range(8):
            if at >= len(data):
                break
            back, length = _longest(data, at, seen)
            if length:
                body[flags_at] |= 1 << bit
                body += struct.pack("<H", (back - 1) << (16 - _offset_bits(at)) | (length - _SHORTEST))
            else:
                body.append(data[at])
            for place in range(at, at + max(length, 1)):
                seen.setdefault(data[place : place + _SHORTEST], []).append(place)
            at += max(length, 1)
    return bytes(body)


def _longest(data: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """How far back the longest run of bytes begins that also stands at this place, and its length; (0, 0) if none.

    A run may reach into itself: “copy 8 from 1 back” repeats one byte.
    """
    most = min((0xFFFF >> _offset_bits(at)) + _SHORTEST, len(data) - at)
    best, best_length = 0, 0
    if most < _SHORTEST:
        return best, best_length
    for place in reversed(seen.get(data[at : at + _SHORTEST], ())[-_TRIED:]):
        length = _SHORTEST
        while length < most and data[place + length] == data[at + length]:
            length += 1
        if length > best_length:
            best, best_length = at - place, length
    return best, best_length


def _offset_bits(at: int) -> int:
    """Bits of a token that say how far back: what the place in the chunk needs, four to twelve (2.4.1.3.19.1)."""
    return max(4, (at - 1).bit_length())
