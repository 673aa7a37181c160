"""The container: olefile reads every stream back, and finds nothing to complain of."""

from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.intake.sheets import compound
from leadbook.template.macros.compound import compound_file

names = st.text("abcXYZ_019", min_size=1, max_size=31)
trees = st.dictionaries(names, st.integers(0, 9000).map(lambda size: bytes(n % 251 for n in range(size))), max_size=12)


def distinct(tree):
    """Names that differ by more than their case, as a storage asks for."""
    return {name.upper(): content for name, content in tree.items()}


def read(data: bytes) -> dict[str, bytes]:
    """Every stream as olefile finds it."""
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_UNSURE) as file:
        assert file.parsing_issues == []
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


@given(trees.map(distinct), trees.map(distinct))
def test_streams_of_any_size_come_back(outer, inner):
    outer.pop("FOLDER", None)
    data = compound_file(outer | {"FOLDER": inner})
    assert len(data) % 512 == 0
    assert read(data) == outer | {f"FOLDER/{name}": content for name, content in inner.items()}


@pytest.mark.parametrize("size", [0, 1, 63, 64, 4095, 4096, 4097, 64 * 1024, 1_000_000])
def test_the_reader_of_lists_finds_the_stream_too(size):
    content = bytes(n % 255 for n in range(size))
    assert compound.stream(compound_file({"Book": content}), ("BOOK",)) == content


def test_many_streams_make_a_tree_of_many_entries():
    tree = {f"Sheet{number}": str(number).encode() for number in range(200)}
    assert read(compound_file(tree)) == tree


def test_what_the_container_has_no_room_for_is_refused():
    with pytest.raises(ValueError, match="at most 31"):
        compound_file({"x" * 32: b""})
    with pytest.raises(ValueError, match="longer table"):
        compound_file({"big": bytes(8_000_000)})
