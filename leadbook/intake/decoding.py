"""Bytes of a text file to text: BOM, NUL pattern, strict UTF-8, then a guess that is said."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from leadbook.fields.text import word_set

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_LATIN_GUESSES = word_set(
    "cp1250 cp1252 cp1254 cp1257 cp1258 latin_1 iso8859_1 iso8859_2 iso8859_3 iso8859_4 iso8859_9 iso8859_10 "
    "iso8859_13 "
    "iso8859_14 iso8859_15 iso8859_16 mac_roman mac_latin2 cp437 cp850 cp852 cp858 cp775 cp861 cp863 cp865 hp_roman8 "
    "mac_iceland mac_turkish cp1140 cp273 cp500 cp037 cp1026"
)
_WESTERN = frozenset("äöüÄÖÜßáàâãåÁÀÂÃÅçÇéèêëÉÈÊËíìîïÍÌÎÏñÑóòôõøÓÒÔÕØúùûÚÙÛýÿæÆœŒŸ€„“”‘’‚–—…•°§©®™´`¿¡£«»ªº·\u00a0")
_SAMPLE = 1 << 18


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
    """The text of a file of unknown encoding."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = _wide(data[:8192])
    if wide:
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return Decoded(data.decode("utf-8", "surrogateescape"), "utf-8", damaged=True)
    name = _guess(data)
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
    """UTF-16 without a mark, by the pattern of its zero bytes; "" when it is not."""
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.05 * half else ""


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


def _guess(data: bytes) -> str:
    """The encoding that fits best; Western letters alone mean Windows-1252, whatever its relatives say."""
    from charset_normalizer import from_bytes

    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(sample).best()
    name = best.encoding if best is not None else "cp1252"
    if name in _LATIN_GUESSES:
        try:
            western = sample.decode("cp1252")
        except UnicodeDecodeError:
            return name
        if all(char.isascii() or char in _WESTERN for char in western):
            return "cp1252"
    return name
