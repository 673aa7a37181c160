"""Fixtures with a workbook to work on: an empty one, and the demo, each with a state folder of its own."""

import json
import shutil
import socket

import pytest

from leadbook.fronts.cli import main
from tests.actions.desk import DAY, Desk


@pytest.fixture
def own_state(tmp_path, monkeypatch):
    """Backups and run records of a test stay in its folder."""
    monkeypatch.setenv("LEADBOOK_STATE", str(tmp_path / "state"))


@pytest.fixture
def desk(tmp_path, capsys, own_state):
    """A folder with an empty workbook, and the commands on it."""
    return Desk(tmp_path, lambda: capsys.readouterr())


class NoConnection:
    """Lets this process open no connection, and counts how often something tried; programs it starts may."""

    def __init__(self) -> None:
        self.tried = 0

    def refuse(self, *_args, **_kwargs):
        self.tried += 1
        raise AssertionError("a connection was opened")

    def on(self, patch):
        for name in ("connect", "connect_ex", "bind", "sendto"):
            patch.setattr(socket.socket, name, self.refuse)
        patch.setattr(socket, "getaddrinfo", self.refuse)


@pytest.fixture(scope="session")
def no_connection():
    """What tried to open a connection while the demo was made."""
    return NoConnection()


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory, no_connection):
    """The demo, made once and without a connection: folder, state folder, and what it printed as JSON."""
    import contextlib
    import io
    import os

    folder, state = tmp_path_factory.mktemp("demo"), tmp_path_factory.mktemp("demo-state")
    before, out = os.environ.get("LEADBOOK_STATE"), io.StringIO()
    os.environ["LEADBOOK_STATE"] = str(state)
    try:
        with (
            contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()),
            pytest.MonkeyPatch.context() as patch,
        ):  # fmt: skip
            no_connection.on(patch)
            assert main(["demo", str(folder / "demo"), "--json", "--today", DAY]) == 0
    finally:
        if before is None:
            del os.environ["LEADBOOK_STATE"]
        else:
            os.environ["LEADBOOK_STATE"] = before
    return folder / "demo", state, json.loads(out.getvalue())


@pytest.fixture
def demo(demo_made, tmp_path, own_state, capsys):
    """A copy of the demo to work on, with the memory of its runs."""
    folder, state, _ = demo_made
    shutil.copytree(state, tmp_path / "state")
    path = folder / "Leadbook.xlsx"
    kept = path.read_bytes()
    yield Desk(folder, lambda: capsys.readouterr(), book=path)
    path.write_bytes(kept)
