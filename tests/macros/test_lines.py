"""The extension reads and writes the lines of a request and an answer as leadbook.fronts.exchange does."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.fronts.exchange import Answer, Request, read_request, write_answer

FOLDER = Path(__file__).resolve().parents[2] / "macros" / "calc" / "python" / "pythonpath" / "leadbook_calc"
TEXTS = st.text(st.sampled_from("ab \\n\n=·é“%"), max_size=12)


def loaded(name):
    """A module of the extension that needs no office."""
    spec = importlib.util.spec_from_file_location(f"extension_{name}", FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


lines = loaded("lines")


@given(text=TEXTS, files=st.lists(TEXTS.filter(bool), max_size=3), book=TEXTS)
def test_what_the_extension_writes_the_package_reads(text, files, book):
    pairs = [("command", "import"), ("variant", "inbox"), ("book", book), *(("file", file) for file in files),
             ("text", text), ("pipe", "p")]  # fmt: skip
    assert read_request(lines.request_lines(pairs)) == Request(
        command="import", variant="inbox", book=book, files=tuple(files), text=text, pipe="p"
    )


@given(text=TEXTS, sheet=TEXTS, place=TEXTS)
def test_what_the_package_writes_the_extension_reads(text, sheet, place):
    written = write_answer(Answer(status="done", text=text, sheet=sheet, cell="B2", open=place))
    assert lines.answer_of(written) == {"status": "done", "text": text, "sheet": sheet, "cell": "B2", "open": place}


@pytest.mark.parametrize("text", ["", "Traceback (most recent call last):\n", "text=half an ans"])
def test_what_has_no_status_is_no_answer(text):
    with pytest.raises(ValueError, match="status"):
        lines.answer_of(text)
