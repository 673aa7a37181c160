"""Bytes of a text file to text: a mark, the pattern of zero bytes, strict UTF-8, then a guess that is said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from leadbook.intake.text.codepages import guess_codepage

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"),
)  # fmt: skip
_JIS = b"\x1b$"
_HEAD = 8192
_INNER_MARK = re.compile("^\ufeff+", re.MULTILINE)
_OLD_UTF8_MARK = "ï»¿"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file; bytes that could not be read stand in it as lone surrogates.

    Args:
        guessed: the encoding was guessed and should be said.
        damaged: some lines hold bytes that are not of this encoding.
    """

    text: str
    encoding: str
    guessed: bool = False
    damaged: bool = False


def decode(data: bytes) -> Decoded:
    """The text of a file of unknown encoding, without the marks that some programs put before each part of it."""
    found = _decode(data)
    text = found.text.removeprefix(_OLD_UTF8_MARK)
    if "\ufeff" in text:
        text = _INNER_MARK.sub("", text)
    return found if text is found.text else Decoded(text, found.encoding, found.guessed, found.damaged)


def _decode(data: bytes) -> Decoded:
    """The text as it stands."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = _wide(data[:_HEAD])
    if wide:
        return _lenient(data, wide)
    if _JIS in data[: 1 << 20]:
        try:
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp", guessed=True)
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return Decoded(data.decode("utf-8", "surrogateescape"), "utf-8", damaged=True)
    name = guess_codepage(data)
    text = data.decode(name, "replace")
    return Decoded(text, name, guessed=True, damaged="\ufffd" in text)


def _lenient(data: bytes, name: str) -> Decoded:
    """Text in a known encoding, also when single bytes are wrong."""
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        if name == "utf-8":
            return Decoded(data.decode("utf-8", "surrogateescape"), name, damaged=True)
        return Decoded(data.decode(name, "replace"), name, damaged=True)


def _wide(head: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, by the pattern of its zero bytes; "" when it is not.

    In a list at least the marks between its cells are ASCII, whatever its letters are.
    """
    if len(head) < 8 or b"\0" not in head:
        return ""
    zeros = [head[place::4].count(0) for place in range(4)]
    quarter = len(head) // 4
    if min(zeros[2:]) > 0.9 * quarter and max(zeros[:2]) > zeros[0]:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 * quarter and zeros[2] > zeros[3]:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    # a few zeros are no pattern unless the ends of lines have theirs too
    ended = b"\n\0" in head or b"\0\n" in head
    least, other = (0.1 * quarter, 0.35) if ended else (0.6 * quarter, 0.1)  # 一 has a zero too, on the other side
    name = "utf-16-le" if odd > least and even < other * odd else ""
    name = "utf-16-be" if even > least and odd < other * even else name
    try:
        head[: len(head) // 4 * 4 - 4].decode(name or "ascii")
    except UnicodeDecodeError:
        return ""
    return name


def _mostly_utf8(data: bytes) -> bool:
    """Whether lines with letters beyond ASCII are UTF-8 at least as often as not."""
    good = bad = 0
    for line in data.splitlines():
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good > 0 and good >= bad
