"""Help shows the README of this installation in a browser, where there is a screen for one."""

import shutil
from pathlib import Path

import pytest

from leadbook.fronts import readme

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """A browser that writes down what it was asked to show."""
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > {tmp_path / "asked"}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    monkeypatch.setattr(readme.webbrowser, "_tryorder", None)  # the variable is read once only
    yield tmp_path / "asked"
    monkeypatch.setattr(readme.webbrowser, "_tryorder", None)


@pytest.mark.skipif(shutil.which("sh") is None, reason="NOT RUN: the browser of this test is a script")
def test_help_opens_the_readme(browser, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":77")
    assert readme.open_readme()
    address = browser.read_text("utf-8").strip()
    page = Path(address.removeprefix("file://")).read_text("utf-8")
    first = (ROOT / "README.md").read_text("utf-8").splitlines()[2]
    assert first in page


def test_without_a_screen_no_browser_is_started(browser, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(readme.sys, "platform", "linux")
    assert not readme.open_readme()
    assert not browser.exists()
