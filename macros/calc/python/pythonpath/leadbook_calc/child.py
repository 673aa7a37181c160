"""The Python that does the work, as a process of its own."""

import os
import subprocess

from leadbook_calc.lines import answer_of

NOT_FOR_A_CHILD = (
    "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
)  # fmt: skip
"""LibreOffice sets these for its own Python and libraries; another Python would not start with them."""
MOST_CHARACTERS = 28000
"""Of a request: Windows takes about 32,000 on a command line."""


class Ended(Exception):
    """The process ended without an answer: `kind` is "no leadbook", "not started" or "ended"; `code` its exit code."""

    def __init__(self, kind, code=0):
        Exception.__init__(self, kind)
        self.kind = kind
        self.code = code


def environment(inherited):
    """The variables for a Python that is not LibreOffice's own; it reads and writes UTF-8."""
    kept = {key: value for key, value in inherited.items() if key not in NOT_FOR_A_CHILD}
    kept.update(PYTHONUTF8="1", PYTHONIOENCODING="utf-8")
    return kept


def run(python, request):
    """Run a request to its end, however long that takes; the answer as a dict, see `lines.answer_of`.

    Raises:
        Ended: the process could not start, or ended before it gave an answer.
    """
    command = [python, "-m", "leadbook.fronts.calc", "--text", request]
    options = {}
    if os.name == "nt":
        options["creationflags"] = 0x08000000  # no console window
    try:
        # The folder of the Python, so that `-m` takes nothing from a folder with documents in it.
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment(os.environ), cwd=os.path.dirname(os.path.abspath(python)), **options
        )  # fmt: skip
    except OSError:
        raise Ended("not started") from None
    said, complained = child.communicate()
    try:
        return answer_of(said.decode("utf-8", "replace"))
    except ValueError:
        none = b"No module named leadbook" in complained or b"No module named 'leadbook" in complained
        raise Ended("no leadbook" if none else "ended", child.returncode) from None
