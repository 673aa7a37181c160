"""A Python is asked by starting it, as a button does."""

import struct
import sys
from pathlib import Path

import pytest

from leadbook import __version__
from leadbook.hosts.interpreter import is_store_stub, is_temporary, probe
from leadbook.hosts.office import DEBIAN
from tests.hosts.computer import ROOT, bare_python, good_python, old_python, plain, site


def test_a_good_python_says_what_it_is(tmp_path):
    asked = probe(good_python(tmp_path), plain())
    assert asked.works
    assert asked.leadbook == __version__
    assert asked.bits == struct.calcsize("P") * 8
    assert asked.python == ".".join(map(str, sys.version_info[:3]))


def test_a_bare_python_starts_and_has_no_leadbook_even_when_this_process_would_lend_it_one(tmp_path):
    asked = probe(bare_python(tmp_path), plain(PYTHONPATH=str(ROOT)))
    assert asked.python
    assert (asked.leadbook, asked.works) == ("", False)


def test_leadbook_without_its_packages_does_not_work(tmp_path):
    asked = probe(bare_python(tmp_path, ROOT), plain())
    assert asked.leadbook == __version__
    assert "pandas" in asked.lacks
    assert not asked.works


def test_another_version_is_told(tmp_path):
    assert probe(old_python(tmp_path), plain()).leadbook == "0.0.9"


def test_a_file_that_is_no_program_and_a_program_that_fails_do_not_start(tmp_path):
    text = tmp_path / "python"
    text.write_text("no program")
    broken = tmp_path / "python3"
    broken.write_text("#!/bin/sh\necho leadbook-probably; exit 3\n")
    broken.chmod(0o755)
    assert [probe(path, plain()).python for path in (text, broken)] == ["", ""]
    assert probe(text, plain()).there
    assert not probe(tmp_path / "gone", plain()).there


@pytest.mark.office
def test_uno_is_found_in_the_folder_that_is_named_and_a_broken_one_is_none(tmp_path):
    python = bare_python(tmp_path)
    assert not probe(python, plain()).uno
    assert probe(python, plain(), (DEBIAN,)).uno
    (site(tmp_path) / "uno.py").write_text("raise ImportError('made for another Python')\n")
    assert not probe(python, plain(), (DEBIAN,)).uno


@pytest.mark.parametrize("path", [
    "/home/d/.cache/uv/archive-v0/Xy/bin/python", "C:\\Users\\d\\AppData\\Local\\uv\\cache\\archive-v0\\x\\python.exe",
    "/home/d/.local/pipx/.cache/abc/bin/python", "/home/d/.cache/pipx/abc/bin/python", "/tmp/x/bin/python",
])  # fmt: skip
def test_folders_that_are_cleared_up_are_known(path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/tmp")
    assert is_temporary(Path(path))


@pytest.mark.parametrize("path", [
    "/home/d/.local/share/pipx/venvs/leadbook/bin/python", "/home/d/.local/share/uv/tools/leadbook/bin/python",
    "/home/d/tmpl/bin/python", "/usr/bin/python3",
])  # fmt: skip
def test_folders_that_stay_are_not_taken_for_temporary(path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/tmp")
    assert not is_temporary(Path(path))


def test_the_store_stub_is_known_by_its_folder():
    assert is_store_stub(Path("C:\\Users\\d\\AppData\\Local\\Microsoft\\WindowsApps\\python.exe"))
    assert not is_store_stub(Path("C:\\Users\\d\\AppData\\Local\\Programs\\Python\\Python312\\python.exe"))
