"""The command line as a person meets it: help, pipes that close, old code pages, Ctrl-C."""

import json
import os
import shlex
import subprocess
import sys

import pytest

from leadbook.actions import ACTIONS
from leadbook.fronts import console, helping
from leadbook.fronts.arguments import parser
from leadbook.fronts.cli import main
from tests.actions.desk import DAY, person


def shell(words, **more):
    """Leadbook in a process of its own, its output as bytes."""
    env = {**os.environ, **more.pop("env", {})}
    command = [sys.executable, "-m", "leadbook", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, env=env, cwd="/", **more)


def test_help_lists_every_command_once_in_groups_flag_first(capsys):
    assert main([]) == 2
    lines = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ") and line.split()]
    listed = [word for word in lines if word in {action.name for action in ACTIONS}]
    assert listed[0] == "flag"
    assert sorted(listed) == sorted(action.name for action in ACTIONS)


@pytest.mark.parametrize("name", [action.name for action in ACTIONS])
def test_the_help_of_a_command_shows_an_example_that_fits(name, capsys):
    with pytest.raises(SystemExit):
        main([name, "--help"])
    example = shlex.split(capsys.readouterr().out.partition("Example: leadbook ")[2])
    assert helping.parse(parser(), example).command == name


@pytest.mark.parametrize("name", ["why", "import", "flag"])
def test_the_help_of_a_command_imports_nothing_heavy(name):
    code = (
        f"import sys, runpy; sys.argv = ['leadbook', {name!r}, '--help']\n"
        "try: runpy.run_module('leadbook', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'lxml', 'xlsxwriter', 'phonenumbers'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def one(desk):
    """A workbook with one inquiry, and its ID."""
    desk.run("import", desk.list("a.csv", [person(1, first="Zoë", need="需要 → 两台 · now")]), "--gathered",
             "raised-hand form")  # fmt: skip
    return desk.rows("inquiries")[0]["lead_id"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_a_story_is_told_on_every_console(desk, one, encoding):
    done = shell(["why", desk.book, one, "--today", DAY], env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode(encoding)
    assert "It came in from a.csv, row 2." in text
    assert ('"' if encoding in ("ascii", "cp437") else "“") in text


def test_signs_that_a_console_lacks_are_shown_by_plain_ones(monkeypatch):
    console.prepare()
    assert "“a” → b · c × 2 …".encode("ascii", "leadbook_plain") == b'"a" -> b - c x 2 ...'
    assert "Zoë 需".encode("ascii", "leadbook_plain") == b"Zo? ?"


def test_a_reader_who_stops_reading_is_no_error(desk, one):
    words = f'"{sys.executable}" -m leadbook show "{desk.book}" | head -1'
    for line in (words, words.replace("|", "2>&1 |")):
        done = subprocess.run(line, shell=True, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stdout + done.stderr
        assert "bug" not in done.stdout + done.stderr


def test_ctrl_c_is_one_line_and_130_and_changes_nothing(desk, one, monkeypatch):
    before = desk.book.read_bytes()

    def stops(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("leadbook.actions.judging.qualify", stops)
    desk._read()
    assert main(["check", str(desk.book), "--quiet"]) == 130
    out, err = desk._read()
    assert (out, err) == ("", "leadbook: Stopped by you; nothing was changed.\n")
    assert main(["check", str(desk.book), "--json", "--quiet"]) == 130
    assert json.loads(desk._read()[0])["error"]["code"] == "LB-U-STOPPED"
    assert desk.book.read_bytes() == before


def test_after_an_undo_sheets_and_story_say_what_stands(desk, one):
    """The bytes go back, so Runs has no row of the undo; the story still knows both runs."""
    desk.add("inquiries", {"lead_id": "HAND1", "email": "x@y.example"})
    desk.run("check")
    runs = len(desk.rows("runs"))
    said = desk.run("undo")
    assert said["counts"]["undone"] == 2
    assert len(desk.rows("runs")) == runs - 1
    assert "run 1 (import" in "\n".join(desk.run("why", one)["notes"])
