"""Stands where leadbook.fronts.calc does: attaches to the office by the pipe and does what a plan says.

Called as `child.py FOLDER -m leadbook.fronts.calc --text REQUEST`. FOLDER/plan.json is a list of steps; each request
and the variables of its process are put into FOLDER as request-N.json. Steps, one list each:

    ["begin", title] · ["write", sheet, cell, text] · ["end"]: one Undo step with what is written in it
    ["attach"] · ["progress", text] · ["own progress", text] · ["freeze"] (no calculation, no painting)
    ["hang"] · ["die", code] · ["answer", text]; ["answer again", text] is said when the request has yes=1
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from leadbook.fronts.exchange import Request, read_request
from tests.live.bridge import context_of


class Work:
    """What a plan can do."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.context: Any = None
        self.document: Any = None

    def attach(self) -> None:
        """Find the office, and in it the workbook by the name of its file."""
        from tests.live.bridge import url

        self.context = context_of(self.request.pipe)
        desktop = self.service("com.sun.star.frame.Desktop")
        found = desktop.getComponents().createEnumeration()
        while found.hasMoreElements():
            document = found.nextElement()
            if self.request.book and document.getURL() == url(Path(self.request.book)):
                self.document = document

    def service(self, name: str) -> Any:
        """A service of the office."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def begin(self, title: str) -> None:
        """Open an Undo step."""
        self.attach()
        self.document.getUndoManager().enterUndoContext(title)

    def write(self, sheet: str, cell: str, text: str) -> None:
        """Put a text into a cell."""
        self.document.getSheets().getByName(sheet).getCellRangeByName(cell).setString(text)

    def end(self) -> None:
        """Close the Undo step."""
        self.document.getUndoManager().leaveUndoContext()

    def progress(self, text: str) -> None:
        """Show a text by the extension's service."""
        self.service("org.leadbook.calc.Progress").start(text, 10)

    def freeze(self) -> None:
        """Stop calculation and painting, as a command that writes much does."""
        self.document.enableAutomaticCalculation(False)
        self.document.lockControllers()
        self.document.addActionLock()

    def hang(self) -> None:
        """Do nothing for ever."""
        while True:
            time.sleep(60)

    def die(self, code: int) -> None:
        """End at once, without a word."""
        os.kill(os.getpid(), signal.SIGKILL) if code < 0 else os._exit(code)

    def answer(self, text: str) -> None:
        """Say the answer unless a question was answered already."""
        if not self.request.yes:
            sys.stdout.write(text)

    def answer_again(self, text: str) -> None:
        """Say the answer after a question was answered."""
        if self.request.yes:
            sys.stdout.write(text)


def main() -> None:
    """Note the request, then do the plan."""
    folder, called = Path(sys.argv[1]), sys.argv[2:]
    number = len(list(folder.glob("request-*.json"))) + 1
    note = {"called": called[:-1], "text": called[-1], "env": dict(os.environ), "pid": os.getpid()}
    note["cwd"] = str(Path.cwd())
    hidden = folder / f".{number}"
    hidden.write_text(json.dumps(note), encoding="utf-8")
    hidden.rename(folder / f"request-{number}.json")
    work = Work(read_request(called[-1]))
    for name, *given in json.loads((folder / "plan.json").read_text("utf-8")):
        getattr(work, name.replace(" ", "_"))(*given)


main()
