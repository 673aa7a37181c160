"""Every action has a function, a command and a README line; the docs that are generated are current."""

import subprocess
import sys
from pathlib import Path

import pytest

from leadbook.actions import ACTIONS, load
from leadbook.fronts.arguments import OWN, parser

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.name)
def test_an_action_has_a_function_a_command_and_a_line_in_the_readme(action):
    assert callable(load(action.name))
    assert action.name in OWN
    assert f"leadbook {action.name}" in (ROOT / "README.md").read_text("utf-8")


def test_there_is_no_command_without_an_action():
    assert set(OWN) == {action.name for action in ACTIONS}
    assert parser().format_help()


def test_help_imports_neither_pandas_nor_openpyxl():
    code = (
        "import sys, runpy; sys.argv = ['leadbook', '--help']\n"
        "try: runpy.run_module('leadbook', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'lxml', 'xlsxwriter', 'phonenumbers'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


def test_the_project_speaks_of_itself_alone():
    import re

    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.split()
    for name in files:
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".c", ".csv", ".json") and path.is_file():
            text = path.read_text("utf-8", "replace")
            place = re.search("/" + r"work/|\.\./" + "shared|farm" + "-studio|/" + "farm/", text)
            assert not place, f"{name}: {place}"
