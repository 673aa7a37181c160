"""What commands print and log: one JSON object, no personal data, no traceback, no network."""

import json
import os
import socket
import subprocess
import sys

import pytest

from leadbook.fronts.cli import main
from tests.actions.desk import DAY, person

CANARIES = ("Canaria", "canary.bird", "5550199", "Quetzalcoatl")


def canary(number=1):
    """A row full of words that must not come up outside the workbook."""
    return ("Canaria", f"Quetzalcoatl{number}", "Canaria Ltd", f"canary.bird{number}@canary.example",
            "+1 415 555 0199", "Canaria needs help", "please call Canaria", "2026-11-20")  # fmt: skip


def leaks(*texts):
    """The canaries in any of the texts."""
    return [word for word in CANARIES for text in texts if word.casefold() in text.casefold().replace(" ", "")]


def shell(*words, **env):
    """Leadbook in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "leadbook", *map(str, words)], capture_output=True, check=False,
        env={**os.environ, **env}, cwd="/",
    )  # fmt: skip


def test_nothing_of_a_lead_is_in_findings_errors_progress_or_text(desk):
    bad = [
        (*canary(1)[:3], "canary.bird at nowhere", "5550199 Canaria", "Canaria", "call Canaria", "Canaria's day"),
        (*canary(2)[:3], "canary.bird@@canary", "++", *canary(2)[5:7], "31.31.2026"),
        canary(3), canary(3)[:7], (*canary(4), "Canaria", "Canaria"),
    ]  # fmt: skip
    said = desk.run("import", desk.list("list.csv", bad), "--gathered", "raised-hand form")
    assert not leaks(json.dumps({key: said[key] for key in ("findings", "notes", "files")}, ensure_ascii=False))
    for command in ("check", "allocate", "report", "undo", "show"):
        code, text, progress = desk.say(command)
        assert code == 0
        assert not leaks(text, progress), command


def test_nothing_of_a_lead_is_in_a_refusal(desk):
    desk.run("import", desk.list("list.csv", [canary()]))
    cut = desk.folder / "cut.csv"
    cut.write_text('First name,Email\n"Canaria,canary.bird@canary.example\nCanaria,"5550199\n', encoding="utf-8")
    desk._read()
    for words in (["import", str(desk.book), str(cut)], ["import", str(desk.book), str(cut), "--json"]):
        main([*words, "--today", DAY])
        assert not leaks(*desk._read())
    desk.type("gate", 0, field="nonsense")
    for words in (["check", str(desk.book)], ["check", str(desk.book), "--json"]):
        assert main([*words, "--today", DAY]) == 3
        assert not leaks(*desk._read())


@pytest.mark.parametrize("as_json", [False, True])
def test_a_bug_is_one_sentence_and_the_log_holds_places_only(desk, monkeypatch, tmp_path, as_json):
    def fails(*_args, **_kwargs):
        raise ValueError("Canaria Quetzalcoatl canary.bird@canary.example")

    monkeypatch.setattr("leadbook.actions.judging.qualify", fails)
    before = desk.book.read_bytes()
    desk._read()
    path = desk.list("list.csv", [canary()])
    assert main(["import", str(desk.book), str(path), "--quiet", *(["--json"] if as_json else [])]) == 1
    out, err = desk._read()
    log = (tmp_path / "state" / "errors.log").read_text(encoding="utf-8")
    assert "judging.py:" in log
    assert "ValueError" in log
    assert not leaks(out, err, log)
    assert len(err.strip().splitlines()) == 1
    assert "errors.log" in err
    assert json.loads(out)["error"]["code"] == "LB-BUG" if as_json else not out
    assert desk.book.read_bytes() == before


def test_a_bug_is_told_also_where_no_log_can_be_written(desk, monkeypatch, tmp_path):
    monkeypatch.setattr("leadbook.actions.judging.qualify", lambda *_: 1 / 0)
    desk.add("inquiries", {"lead_id": "AAAAA", "email": "ann@clinic.example"})
    blocked = tmp_path / "blocked"
    blocked.write_text("no folder")
    monkeypatch.setenv("LEADBOOK_STATE", str(blocked / "state"))
    assert main(["check", str(desk.book), "--quiet"]) in (1, 3)
    assert "Traceback" not in "".join(desk._read())


def test_no_command_of_the_demo_opens_a_connection(demo_made, no_connection, monkeypatch):
    assert no_connection.tried == 0, demo_made[2]["notes"]
    no_connection.on(monkeypatch)
    with pytest.raises(AssertionError, match="a connection"):
        socket.create_connection(("localhost", 9))
    no_connection.tried = 0


def test_json_is_one_object_on_stdout_and_progress_is_on_stderr_only(desk):
    done = shell("import", desk.book, desk.list("a.csv", [person(1)]), "--json", "--today", DAY)
    assert done.returncode == 0
    assert json.loads(done.stdout)["action"] == "import"
    assert b"reading a.csv" in done.stderr
    wrong = shell("brief", desk.book, "--campaign", "Nope", "--json")
    assert wrong.returncode == 2
    assert json.loads(wrong.stdout)["error"]["code"] == "LB-U-USAGE"
    unknown = shell("check", "--json")
    assert unknown.returncode == 2
    assert set(json.loads(unknown.stdout)["error"]) == {"code", "what", "where", "fix"}


def test_quiet_prints_nothing_and_strict_says_by_its_code_that_a_person_is_needed(desk):
    rows = [person(1), person(2, need="")]
    done = shell("import", desk.book, desk.list("a.csv", rows), "--quiet", "--strict", "--gathered",
                 "raised-hand form", "--today", DAY)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (4, b"", b"")
    assert shell("show", desk.book, "--quiet", "--strict").returncode == 0


def test_a_console_of_an_old_code_page_shows_what_it_can(desk):
    rows = [person(1, first="Zoë", last="Müller-Žižka", need="需要两台 😀")]
    done = shell("run", desk.book, desk.list("ä😀.csv", rows), "--today", DAY, PYTHONIOENCODING="cp1252")
    assert done.returncode == 0, done.stderr
    assert shell("show", desk.book, "需要", PYTHONIOENCODING="ascii").returncode == 3
    assert shell("show", desk.book, "需要", "--json", PYTHONIOENCODING="cp437").returncode == 3


def test_without_arguments_the_commands_are_listed():
    done = shell()
    assert done.returncode == 2
    assert b"import" in done.stdout
    assert b"allocate" in done.stdout
    assert shell("--version").stdout.startswith(b"leadbook ")
