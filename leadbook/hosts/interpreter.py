"""Asking a Python what it is and what it has, by starting it as a button does."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leadbook.errors import SetupError
from leadbook.hosts.office import NO_WINDOW

SECONDS = 120
NEEDS = ("pandas", "openpyxl", "lxml", "xlsxwriter")
"""What a button loads besides Leadbook itself; without one of them it would stop at once."""

_PREFIX = "leadbook-probe "
_NOT_THEIRS = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__")
"""Variables of the process that asks; Excel and LibreOffice start Python without them."""

_QUESTION = """
import sys
def say(key, value):
    print("leadbook-probe " + key + "=" + str(value))
sys.path[:] = [place for place in sys.path if place]
say("python", "%d.%d.%d" % sys.version_info[:3])
say("bits", 64 if sys.maxsize > 2 ** 32 else 32)
folders, needs = sys.argv[1].split("\\n"), sys.argv[2].split()
try:
    import leadbook
    say("leadbook", leadbook.__version__)
    for name in needs:
        try:
            __import__(name)
        except ImportError:
            say("lacks", name)
except (ImportError, SyntaxError, AttributeError):
    pass
try:
    import uno
except ImportError:
    sys.path.extend(folder for folder in folders if folder)
    try:
        import uno
    except ImportError:
        uno = None
say("uno", "yes" if uno else "no")
"""
_TEMPORARY = ("/pipx/.cache/", "/.cache/pipx/", "/pipx/cache/", "/uv/cache/", "/.cache/uv/", "/archive-v0/")
_STORE = "/microsoft/windowsapps/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a Python said.

    Args:
        path: the Python that was asked; there: whether such a file is there.
        python: its version such as "3.11.7", "" when it did not start.
        bits: 64 or 32, 0 when it did not start.
        leadbook: version of its Leadbook, "" when it has none.
        lacks: modules that Leadbook needs and it has not.
        uno: whether it can load the module uno, by which LibreOffice is spoken to.
    """

    path: Path
    there: bool
    python: str = ""
    bits: int = 0
    leadbook: str = ""
    lacks: tuple[str, ...] = ()
    uno: bool = False

    @property
    def works(self) -> bool:
        """Whether it can run Leadbook."""
        return bool(self.leadbook) and not self.lacks


def probe(python: Path, environment: Mapping[str, str], uno_folders: Sequence[Path] = ()) -> Probe:
    """Start a Python and ask it.

    Args:
        environment: the variables it gets, without those that would make it find modules by accident.
        uno_folders: where uno may be besides the places it searches anyway.
    """
    if not python.is_file():
        return Probe(path=python, there=False)
    clean = {name: value for name, value in environment.items() if name not in _NOT_THEIRS}
    folders = "\n".join(str(folder) for folder in uno_folders)
    try:
        done = subprocess.run(
            [str(python), "-c", _QUESTION, folders, " ".join(NEEDS)], capture_output=True, text=True, errors="replace",
            timeout=SECONDS, check=False, env=clean, cwd=python.parent, creationflags=NO_WINDOW,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return Probe(path=python, there=True)
    lines = [line.removeprefix(_PREFIX) for line in done.stdout.splitlines() if line.startswith(_PREFIX)]
    pairs = [(key, value) for key, _, value in (line.partition("=") for line in lines)]
    told = dict(pairs)
    return Probe(
        path=python, there=True, python=told.get("python", ""), bits=int(told.get("bits", "0")),
        leadbook=told.get("leadbook", ""), lacks=tuple(value for key, value in pairs if key == "lacks"),
        uno=told.get("uno") == "yes",
    )  # fmt: skip


def is_store_stub(python: Path) -> bool:
    """Whether this is the link of the Windows Store, which may open the Store instead of Python."""
    return _STORE in f"/{_plain(python)}"


def is_temporary(python: Path) -> bool:
    """Whether the Python stands where programs clear up: a temporary folder, the cache of pipx or uv."""
    path = _plain(python)
    temporary = _plain(Path(tempfile.gettempdir())).rstrip("/") + "/"
    return path.startswith(temporary) or any(part in path for part in _TEMPORARY)


def check_registrable(python: Path, environment: Mapping[str, str], where: str) -> Probe:
    """Ask the Python that is to be registered, and refuse one that cannot run the buttons.

    Args:
        where: the command, for the error.

    Raises:
        SetupError: it is the Store's link, not there, does not start, or lacks Leadbook.
    """
    if is_store_stub(python):
        raise SetupError(
            f"{python} is the Windows Store's link to Python, which macros cannot start reliably.", where,
            "Install Python from python.org, install Leadbook into it and run this command from there.",
        )  # fmt: skip
    asked = probe(python, environment)
    if not asked.there:
        raise SetupError(f"There is no Python at {python}.", where, "Install Leadbook again and repeat the command.")
    if not asked.python:
        raise SetupError(f"{python} does not start.", where, "Install Python and Leadbook again.")
    if not asked.works:
        lacks = asked.lacks[0] if asked.lacks else "Leadbook"
        raise SetupError(
            f"{python}, started by itself, does not find {lacks}.", where,
            "Install Leadbook into an environment of its own (pipx install) and repeat the command from there.",
        )  # fmt: skip
    return asked


def temporary_note(python: Path) -> tuple[str, ...]:
    """What to say of a Python that may be cleared away; nothing otherwise."""
    if not is_temporary(python):
        return ()
    return (
        f"{python} stands in a folder that programs clear up; the buttons stop when it goes. To keep it: install "
        "Leadbook with pipx or uv tool, then repeat this command.",
    )


def _plain(path: Path) -> str:
    return str(path).replace("\\", "/").casefold()
