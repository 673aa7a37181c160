"""Compression of macro sources: another program's decompressor gives back what went in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from leadbook.template.macros.compression import CHUNK, compress

# the two examples of [MS-OVBA] 3.2 whose compressed form does not depend on how matches are looked for
NOTHING_REPEATED = b"abcdefghijklmnopqrstuv."
ONE_LETTER = b"a" * 73


def plain(container: bytes) -> bytes:
    """What olevba reads from a container."""
    return bytes(decompress_stream(bytearray(container)))


def test_the_examples_of_the_standard_come_out_byte_for_byte():
    assert compress(NOTHING_REPEATED) == bytes.fromhex(
        "0119b000616263646566676800696a6b6c6d6e6f70007172737475762e"
    )
    assert compress(ONE_LETTER) == bytes.fromhex("0103b002614500")


def test_nothing_is_a_container_without_chunks():
    assert compress(b"") == b"\x01"


words = st.sampled_from([b"Sub ", b"End Sub\r\n", b"    Dim a As String\r\n", b"a", b"xyz", b"\x00", b"''''"])


@given(st.lists(words, max_size=3000).map(b"".join))
def test_texts_of_any_length_come_back(data):
    assert plain(compress(data)) == data


@given(st.binary(max_size=600))
def test_any_short_bytes_come_back(data):
    assert plain(compress(data)) == data


@pytest.mark.parametrize("length", [CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17])
def test_the_edges_of_chunks_hold(length):
    data = (b"Public Sub Leadbook%d()\r\n" * 700)[:length]
    assert plain(compress(data)) == data


def test_a_full_chunk_of_noise_is_kept_raw_and_a_last_one_is_refused():
    noise = random.Random(1).randbytes(CHUNK)
    assert compress(noise)[1:3] == b"\xff\x3f"
    assert plain(compress(noise)) == noise
    with pytest.raises(ValueError, match="raw chunks are always full"):
        compress(noise[:-1])
