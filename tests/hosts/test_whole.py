"""The commands with the real add-in, script and extension of this version, from nothing to nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from leadbook.actions.context import Context
from leadbook.actions.doctoring import doctor
from leadbook.actions.setting_up import addin, install, uninstall
from leadbook.hosts import excel
from leadbook.hosts.extension import find_installed
from tests.hosts.computer import linux, macos, run, windows

CONTEXT = Context(today=dt.date(2026, 11, 23), now=dt.datetime(2026, 11, 23, 8))


def trouble(report):
    """What does not work, but for a Python or a LibreOffice of the test's own."""
    passed = {"setup_python_temporary", "setup_office_missing"}
    return {one.code for one in report.findings if one.severity == "problem"} - passed


@pytest.mark.parametrize("system", [windows, macos])
def test_excel_is_set_up_found_in_order_and_taken_away(tmp_path, system, monkeypatch):
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    at = system(tmp_path / "home", LEADBOOK_OFFICE=str(tmp_path / "none"))
    assert install("excel", CONTEXT, at).changed
    assert at.addin.read_bytes() == addin()
    assert excel.registered(at) == at.python
    assert not install("excel", CONTEXT, at).changed
    report = doctor(CONTEXT, places=at)
    assert trouble(report) == set()
    assert any("of this version" in note for note in report.notes)
    assert uninstall("excel", CONTEXT, at).changed
    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []
    assert not uninstall("excel", CONTEXT, at).changed


def test_a_path_with_odd_signs_is_read_back_from_the_real_script(tmp_path):
    from leadbook.actions.setting_up import script

    at = macos(tmp_path)
    odd = Path('/Users/me/My "own" \\ things/bin/pypy3')
    at.script.parent.mkdir(parents=True)
    at.script.write_text(excel.render(script(), odd))
    assert excel.registered(at) == odd
    assert "@PYTHON@" not in at.script.read_text()


@pytest.mark.office
def test_calc_is_set_up_found_in_order_and_taken_away(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    at = linux(tmp_path)
    assert install("calc", CONTEXT, at).changed
    assert not install("calc", CONTEXT, at).changed
    about = (find_installed(at.profile).folder / "description.xml").read_text()
    assert "@VERSION@" not in about
    assert trouble(doctor(CONTEXT, places=at)) == set()
    assert uninstall("calc", CONTEXT, at).changed
    assert not uninstall("calc", CONTEXT, at).changed


@pytest.mark.office
def test_the_command_line_sets_calc_up_for_a_user_without_rights(tmp_path):
    profile = {"LEADBOOK_CALC_PROFILE": str(tmp_path / "profile")}
    done = run("install", "calc", "--json", "--quiet", **profile)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["changed"]
    assert report["outputs"] == [str(find_installed(tmp_path / "profile").folder)]
    assert json.loads(run("uninstall", "calc", "--json", "--quiet", **profile).stdout)["changed"]
    assert find_installed(tmp_path / "profile") is None
