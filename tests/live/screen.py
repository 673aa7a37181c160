"""A screen of its own: Xvfb on a free display, pictures of it, and mouse and keys by xdotool."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

WIDTH, HEIGHT = 1280, 900
PROGRAMS = ("Xvfb", "xdotool", "import")
TIME_LIMIT = 30


def missing() -> list[str]:
    """The programs that a screen needs and this machine does not have."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


class Screen:
    """An Xvfb of one's own; `close` ends it."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
            pass_fds=(writing,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()  # Xvfb says which display it took once it takes programs
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"

    def environment(self) -> dict[str, str]:
        """The variables of a program that shows itself here."""
        return {**os.environ, "DISPLAY": self.display}

    def do(self, *steps: str | int) -> None:
        """Steps of xdotool, such as ("mousemove", 10, 20, "click", 1) or ("key", "Return")."""
        self._run(["xdotool", *map(str, steps)])

    def click(self, x: int, y: int) -> None:
        """One click of the left button."""
        self.do("mousemove", x, y, "click", 1)

    def picture(self, path: Path) -> Path:
        """What the screen shows now, as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._run(["import", "-window", "root", str(path)])
        return path

    def pixels(self, place: tuple[int, int, int, int]) -> bytes:
        """The pixels of a part of the screen: left, top, width, height."""
        left, top, width, height = place
        return self._run(["import", "-window", "root", "-crop", f"{width}x{height}+{left}+{top}", "rgb:-"])

    def close(self) -> None:
        """End the screen."""
        self._process.terminate()
        self._process.wait(TIME_LIMIT)

    def _run(self, command: list[str]) -> bytes:
        done = subprocess.run(command, env=self.environment(), check=True, timeout=TIME_LIMIT, capture_output=True)
        return done.stdout
