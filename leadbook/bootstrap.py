"""Set up Leadbook in a checkout and run it: needs Python ≥ 3.11 and nothing else.

    python3 leadbook/bootstrap.py demo     install into .venv beside pyproject.toml, then `leadbook demo`
    python3 leadbook/bootstrap.py test     install with the tools of development, then lint, types and tests

Works where pip refuses to touch the system Python, because everything goes into an environment of its own. The
second call finds the environment there and installs only when pyproject.toml changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NO_VENV = """This Python cannot make an environment (its module venv or ensurepip is missing).
On Debian or Ubuntu:  sudo apt-get install python3-venv
Then run the same command again."""


def main() -> int:
    """Install what is needed and hand over; returns the exit code of what was run."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
        return _say(f"Leadbook needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    words = sys.argv[1:] or ["demo"]
    if words[0] == "test":
        python = _environment("[dev]")
        return python if isinstance(python, int) else _test(python, words[1:])
    python = _environment("")
    return python if isinstance(python, int) else _run([python, "-m", "leadbook", *words])


def _environment(extra: str) -> str | int:
    """The Python of an environment that has Leadbook; an exit code when it cannot be made."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() and not _make_environment():
        return _say(NO_VENV)
    stamp = VENV / f"installed{'-dev' if extra else ''}.txt"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        _say("Installing Leadbook into .venv (once; about a minute) …")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if _run([*pip, "--editable", f"{ROOT}{extra}"]):
            return _say("The installation failed; what pip said stands above. Is there a network?")
        stamp.write_text(wanted)
    return str(python)


def _make_environment() -> bool:
    """Make .venv with venv, else with virtualenv when somebody installed that."""
    for module in ("venv", "virtualenv"):
        done = subprocess.run([sys.executable, "-m", module, str(VENV)], capture_output=True, check=False)
        if done.returncode == 0:
            return True
    return False


def _test(python: str, more: list[str]) -> int:
    """Lint, types and tests; stops at the first that fails."""
    cores = str(min(4, os.cpu_count() or 1))
    for step in (
        [python, "-m", "ruff", "check", "leadbook", "tests"],
        [python, "-m", "mypy"],
        [python, "-m", "pytest", "-q", "-n", cores, *more],
    ):
        code = _run(step, ROOT)
        if code:
            return code
    return 0


def _run(command: list[str], folder: Path | None = None) -> int:
    """Run a command, in the present folder unless another is given; its exit code."""
    return subprocess.run(command, cwd=folder, check=False).returncode


def _say(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
