"""Sheets are cut and sewn again at their seams, and never where a seam is only a look-alike."""

from __future__ import annotations

import zlib

from leadbook.books.closed.packed import Packed
from leadbook.books.closed.seams import SEAM, parted, resewn
from leadbook.books.closed.zipparts import deflate

HEAD = b"<worksheet><sheetData><row r='1'/>"
ROWS = b"".join(b"<row r='%d'><c><v>%d</v></c></row>" % (at, at * 7919) for at in range(2, 3000))
TAIL = b"</sheetData></worksheet>"
NEW = (b"<worksheet><sheetData><row r='1'><c/></row>", b"</sheetData><headerFooter/></worksheet>")
STAMP = (2026, 11, 2, 8, 40, 0)


def packed(*pieces: bytes) -> Packed:
    """A member made of these pieces."""
    return deflate(pieces, 1, STAMP)


def content(member: Packed) -> bytes:
    """What a member holds, and its check sum and size are true."""
    found = b"".join(member.chunks())
    assert (zlib.crc32(found), len(found)) == (member.crc, member.size)
    return found


def test_only_the_ends_of_a_sheet_with_seams_are_packed_again() -> None:
    old = packed(HEAD, SEAM, ROWS, SEAM, TAIL)
    new = resewn(old, lambda head, tail: NEW if (head, tail) == (HEAD, TAIL) else None)
    assert new is not None
    assert content(new) == NEW[0] + ROWS + NEW[1]
    again = resewn(new, lambda head, tail: (HEAD, TAIL) if (head, tail) == NEW else None)
    assert again is not None
    assert content(again) == content(old)


def test_a_sheet_whose_ends_stay_is_left_as_it_is() -> None:
    old = packed(HEAD, SEAM, ROWS, SEAM, TAIL)
    assert resewn(old, lambda head, tail: (head, tail)) is old


def test_a_sheet_without_two_seams_is_not_cut() -> None:
    for pieces in ((HEAD, ROWS, TAIL), (HEAD, SEAM, ROWS, TAIL)):
        assert resewn(packed(*pieces), lambda _head, _tail: NEW) is None


def test_a_place_that_looks_back_is_no_seam() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b""
    for piece in (HEAD + ROWS, ROWS):  # flushed, but not in full: what follows refers to what stood before
        data += packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
    data += packer.compress(TAIL) + packer.flush()
    whole = HEAD + ROWS + ROWS + TAIL
    old = Packed(data=data, method=8, crc=zlib.crc32(whole), size=len(whole), stamp=STAMP)
    assert content(old) == whole
    assert resewn(old, lambda _head, _tail: NEW) is None


def test_rows_that_are_not_what_the_file_states_are_not_taken_over() -> None:
    old = packed(HEAD, SEAM, ROWS, SEAM, TAIL)
    wrong = Packed(data=old.data, method=old.method, crc=old.crc ^ 1, size=old.size, stamp=STAMP)
    assert resewn(wrong, lambda _head, _tail: NEW) is None


def test_rows_with_a_comment_are_not_taken_over() -> None:
    old = packed(HEAD, SEAM, ROWS + b"<!-- </sheetData> -->", SEAM, TAIL)
    assert resewn(old, lambda _head, _tail: NEW) is None


def test_content_is_parted_at_its_seams_only_when_nothing_is_between() -> None:
    assert parted((b"a", SEAM, b"", SEAM, b"b", b"c")) == (b"a", b"bc")
    assert parted((b"a", SEAM, b"x", SEAM, b"b")) is None
    assert parted((b"a", b"b")) is None
