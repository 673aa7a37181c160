"""Runs that are killed, that meet, or that break: the file is whole, Calc is as it was, and the person is told."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import leadbook
from leadbook.actions import importing
from leadbook.books.live.opening import CUT_OFF, OpenedLive, marked
from leadbook.books.live.quiet import SETTINGS
from leadbook.errors import BookBusy
from leadbook.fronts.exchange import Request, read_answer, write_request
from tests import livecalc
from tests.calc.openbook import OpenBook, differences, write_list

SECONDS = 120
TREE = Path(leadbook.__file__).resolve().parents[1]


def pressed_elsewhere(book, **more):
    """A button as the extension presses it: in a process of its own."""
    text = write_request(Request(book=str(book.path), pipe=book.pipe, **more))
    return subprocess.Popen(
        [sys.executable, "-m", "leadbook.fronts.calc", "--text", text], cwd=TREE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(TREE)},
    )  # fmt: skip


def first_cell(book):
    """What stands in the first cell of the first inquiry."""
    return book.document.Sheets.getByName("Inquiries").getCellRangeByName("A4").String


def test_a_run_that_is_killed_while_it_writes_leaves_the_file_and_the_next_press_says_so(new, tmp_path):
    lists, before = write_list(tmp_path / "web.csv", 60), new.path.read_bytes()
    process = pressed_elsewhere(new, command="import", files=(str(lists),))
    end = time.monotonic() + SECONDS
    while not first_cell(new) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert first_cell(new)
    assert new.path.read_bytes() == before
    new.refused("check", CUT_OFF, "Close the workbook without saving and open it again", "the file is as it was")
    new.refused("import", CUT_OFF, files=[lists])
    livecalc.close_all()
    again = OpenBook(new.path)
    assert CUT_OFF in again.press("import", files=[lists]).text
    assert CUT_OFF not in again.press("show").text
    assert len(again.rows("inquiries")) == 60
    assert differences(again.tables(), again.closed()) == []


def test_a_process_of_its_own_answers_in_words_on_what_it_prints(new):
    process = pressed_elsewhere(new, command="check")
    out, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, b"")
    answer = read_answer(out.decode("utf-8"))
    assert (answer.status, "Nothing changed" in answer.text) == ("done", True)


def test_a_second_press_while_one_is_at_work_is_refused_and_changes_no_setting(new, monkeypatch, tmp_path):
    met = threading.Event(), threading.Event()
    real = OpenedLive.save

    def slow(self, record, verify):
        met[0].set()
        assert met[1].wait(SECONDS)
        return real(self, record, verify)

    monkeypatch.setattr(OpenedLive, "save", slow)
    lists = [write_list(tmp_path / "web.csv", 3)]
    first = threading.Thread(target=lambda: answers.append(new.press("import", files=lists)))
    answers = []
    first.start()
    assert met[0].wait(SECONDS)
    held = settings()
    try:
        answer = new.press("check", status="error")
        assert "Another run of Leadbook is writing the workbook." in answer.text
        assert "Wait until it is done" in answer.text
        assert settings() == held
    finally:
        met[1].set()
        first.join()
    assert [one.status for one in answers] == ["done"]
    assert CUT_OFF not in answers[0].text
    assert len(new.closed()["tblInquiries"].rows) == 3
    assert CUT_OFF not in new.press("check").text


def test_a_mark_belongs_to_one_press(tmp_path, own_state):
    path = tmp_path / "Leads.xlsx"
    with marked(path) as before:
        assert before == ()
        with pytest.raises(BookBusy), marked(path):
            pytest.fail("two at once")
    with marked(path) as after:
        assert after == ()


def settings():
    """What a press holds still, as it is now."""
    app = livecalc.app()
    return {name: getattr(app, name) for name in (*SETTINGS, "calculation", "status_bar")}


@pytest.fixture
def unusual(new):
    """A person who calculates by hand, and a second workbook that does not."""
    path = new.path.with_name("Other.xlsx")
    path.write_bytes(new.path.read_bytes())
    other = OpenBook(path)
    new.document.enableAutomaticCalculation(False)
    return new, other


def state(book):
    """What can be set for one document of Calc."""
    window = book.document.getCurrentController().getFrame().getContainerWindow()
    return book.document.isAutomaticCalculationEnabled(), book.document.hasControllersLocked(), window.isEnabled()


def test_calc_is_as_it_was_after_an_outcome_a_refusal_and_a_bug(unusual, monkeypatch, tmp_path):
    new, other = unusual
    before = settings(), state(new), state(other)
    lists = [write_list(tmp_path / "web.csv", 3)]

    def breaks(*_, **__):
        held.append((state(new), state(other)))
        raise ZeroDivisionError

    held = []
    new.press("check")
    assert (settings(), state(new), state(other)) == before
    new.press("why", status="error")
    assert (settings(), state(new), state(other)) == before
    monkeypatch.setattr(importing, "import_lists", breaks)
    new.press("import", status="bug", files=lists)
    assert (settings(), state(new), state(other)) == before
    assert held[0][0] != before[1], "during the run it was held still"
    assert held[0][1] == before[2], "the workbook beside it was not"
    assert not other.document.isModified()


def test_a_window_that_the_extension_holds_shut_stays_so_and_the_others_open(unusual):
    new, other = unusual
    window = new.document.getCurrentController().getFrame().getContainerWindow()
    window.setEnable(False)
    new.press("check")
    assert not window.isEnabled()
    assert state(other)[2]
    window.setEnable(True)


def test_a_bug_takes_everything_back_and_is_a_number_in_a_log_without_values(new, monkeypatch, tmp_path):
    before, lists = new.whole(), [write_list(tmp_path / "web.csv", 3)]

    def breaks(self, _record, _verify):
        raise ValueError(str(self.live.read("tblInquiries").rows))

    monkeypatch.setattr(OpenedLive, "save", breaks)
    data = new.path.read_bytes()
    for number in (1, 2):
        answer = new.press("import", status="bug", files=lists)
        assert f"It is number {number} in the log" in answer.text
        assert "ValueError" in answer.text
        assert "Traceback" not in answer.text
        assert new.whole() == before
        assert new.path.read_bytes() == data
    log = (tmp_path / "state" / "errors.log").read_text("utf-8")
    assert log.count("ValueError in import") == 2
    assert "test_cut_off.py" in log
    for value in ("Ann1", "Berg", "clinic1", "555"):
        assert value not in log


def test_what_cannot_be_put_back_is_said_and_the_rest_is_put_back(new, monkeypatch, tmp_path):
    def breaks(self, _record, _verify):
        new.document.Sheets.getByName("Inquiries").protect("secret")
        raise ValueError

    monkeypatch.setattr(OpenedLive, "save", breaks)
    before = new.tables()
    answer = new.press("import", status="error", files=[write_list(tmp_path / "web.csv", 3)])
    assert "not everything in the window could be put back" in answer.text
    assert "Close the workbook without saving: the file is as it was." in answer.text
    assert {name for name, *_ in differences(before, new.tables())} == {"tblInquiries"}
