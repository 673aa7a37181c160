"""Requests and answers are read as they were written, whatever a value holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.fronts.exchange import Answer, Request, read_answer, read_request, write_answer, write_request

LINE = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"))
WITH_BREAKS = st.lists(LINE, min_size=1, max_size=4).map("\n".join)


@given(LINE.filter(bool), WITH_BREAKS, st.lists(WITH_BREAKS.filter(bool), max_size=3), st.booleans())
def test_a_request_comes_back_as_it_was(command, text, files, yes):
    request = Request(command=command, book=text, files=tuple(files), text=text, yes=yes)
    assert read_request(write_request(request)) == request


@given(WITH_BREAKS, LINE)
def test_an_answer_comes_back_as_it_was(text, sheet):
    answer = Answer(status="done", text=text, sheet=sheet, cell="$A$1")
    assert read_answer(write_answer(answer)) == answer


def test_lines_of_windows_and_a_mark_of_utf_8_are_read():
    assert read_request("\ufeffcommand=import\r\nfile=C:\\\\new\\\\a.csv\r\nother=x\r\n") == Request(
        command="import", files=("C:\\new\\a.csv",)
    )


@pytest.mark.parametrize("text", ["", "book=x", "command="])
def test_a_request_without_a_command_is_refused(text):
    with pytest.raises(ValueError, match="command"):
        read_request(text)


def test_an_answer_without_a_status_is_refused():
    with pytest.raises(ValueError, match="status"):
        read_answer("Traceback (most recent call last):")
