"""Every test has its own state folder, so that nothing of it stays on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for backups, journals and records."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("LEADBOOK_STATE", str(folder))
    return folder
