"""A LibreOffice that is started from here finds its own Python, whatever Python runs Leadbook."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from leadbook.books.calc.office import of_its_own


def test_the_systems_python_comes_first_and_nothing_of_ours_is_handed_on():
    ours = str(Path(sys.executable).parent)
    path = os.pathsep.join([ours, "/usr/local/bin", "/usr/bin", "/bin"])
    given = {"PATH": path, "PYTHONPATH": "x", "HOME": "/home/a", "VIRTUAL_ENV": ours, "PYTHONHOME": "y"}
    kept = of_its_own(given)
    assert kept == {"PATH": os.pathsep.join(["/usr/bin", "/bin", ours, "/usr/local/bin"]), "HOME": "/home/a"}


def test_a_system_without_such_folders_keeps_its_path():
    assert of_its_own({"PATH": "C:\\Windows"})["PATH"] == "C:\\Windows"
