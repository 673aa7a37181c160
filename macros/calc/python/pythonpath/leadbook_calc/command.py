"""From the press of a button to its message: look, ask, run beside the main thread, show.

Steps on the main thread are short, as the process that does the work talks to this office and needs it free.
"""

import os
import threading

import unohelper

from leadbook_calc import child, words
from leadbook_calc.asking import ask
from leadbook_calc.buttons import BUTTONS
from leadbook_calc.keeping import Kept
from leadbook_calc.lines import request_lines
from leadbook_calc.listening import pipe
from leadbook_calc.office import Office
from leadbook_calc.progress import CURRENT

_AT_WORK = []
"""The label of the command that runs now, if any: one at a time in this office. Only the main thread changes it."""


class Refused(Exception):
    """The command cannot run now; the text says why and what to do. Nothing was changed."""


def press(context, command):
    """Have the main thread begin a command ("import", "allocate preview"); returns at once."""
    office = Office(context)
    document = office.desktop.getCurrentComponent()
    office.on_main(lambda: _begin(office, " ".join(command.replace("%20", " ").split()), document))


def _begin(office, command, document):
    """Look and ask; then start the work. On the main thread."""
    if _AT_WORK:
        office.say(words.BUSY.format(_AT_WORK[0]), document)
        return
    _AT_WORK.append(command)
    try:
        run = _prepared(office, command, document)
        if run is None:
            _AT_WORK.clear()
        else:
            run.start()
    except Refused as refused:
        _AT_WORK.clear()
        office.say(str(refused), document)
    except Exception as fault:  # the edge: whatever it is, a person reads one sentence
        _AT_WORK.clear()
        office.say(words.FAULT.format(type(fault).__name__), document, bad=True)


def _prepared(office, command, document):
    """The run of a command, or None when the person cancels what it asks.

    Raises:
        Refused: it cannot run now.
    """
    if command not in BUTTONS:
        raise Refused(words.UNKNOWN.format(command))
    button = BUTTONS[command]
    _AT_WORK[:] = [button.label]
    python = _python(office)
    book = _book(office, document) if button.needs_book else ""
    asked = ask(office, button, os.path.dirname(book))
    if asked is None:
        return None
    name, _, variant = command.partition(" ")
    pairs = [("command", name), ("variant", variant), ("book", book), *asked, ("pipe", pipe(office))]
    if len(request_lines(pairs)) > child.MOST_CHARACTERS:
        raise Refused(words.TOO_LONG)
    return Run(office, button, document if book else None, python, pairs)


def _python(office):
    python = office.python()
    if not python:
        raise Refused(words.NO_PYTHON)
    if not os.path.isfile(python):
        raise Refused(words.PYTHON_GONE.format(python))
    return python


def _book(office, document):
    """Full name of the active workbook's file, once it is sure that a command can work in it."""
    if document is None or not hasattr(document, "supportsService"):
        raise Refused(words.NO_BOOK)
    if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        raise Refused(words.NO_BOOK)
    if not document.getURL():
        raise Refused(words.NEVER_SAVED)
    if not document.getURL().lower().startswith("file:"):
        raise Refused(words.NO_FILE)
    if document.isReadonly():
        raise Refused(words.READ_ONLY)
    if office.can(office.frame(document), ".uno:InsertMode"):  # Calc has it in a cell that is being edited, only
        raise Refused(words.EDITING)
    return unohelper.fileUrlToSystemPath(document.getURL())


class Run:
    """One command at work: its process and the document it keeps."""

    def __init__(self, office, button, document, python, pairs):
        self.office, self.button, self.document = office, button, document
        self.python, self.pairs = python, pairs
        self.kept = None

    def start(self):
        """Keep the document, show progress and let a thread wait for the process. On the main thread."""
        try:
            if self.document is not None:
                self.kept = Kept(self.document)
                self.kept.hold()
            CURRENT.begin(self.office.frame(self.document), words.AT_WORK.format(self.button.label))
            threading.Thread(target=self._wait, name="leadbook", daemon=True).start()
        except Exception as fault:  # the edge: the document is let go whatever happens here
            self._finish(None, fault)

    def _wait(self):
        """The work itself, on a thread of its own."""
        answer, ended = None, None
        try:
            answer = child.run(self.python, request_lines(self.pairs))
        except child.Ended as what:
            ended = what
        except Exception as what:  # the edge: the document is let go whatever happens here
            ended = what
        self.office.on_main(lambda: self._finish(answer, ended))

    def _finish(self, answer, ended):
        """Let the document go, then show what came of it. On the main thread."""
        changed = self.kept is not None and self.kept.release(ended_well=answer is not None)
        CURRENT.finish()
        asks = answer is not None and answer["status"] == "ask"
        if not asks:
            _AT_WORK.clear()
        try:
            if asks:
                self._ask(answer)
            elif answer is not None:
                self._show(answer)
            else:
                self.office.say(self._last_words(ended, changed), self.document, bad=True)
        except Exception as fault:  # the edge, as in `_begin`
            _AT_WORK.clear()
            self.office.say(words.FAULT.format(type(fault).__name__), bad=True)

    def _ask(self, answer):
        """Ask what the command wants to know; on yes, the same request again."""
        if self.office.agrees(answer["text"], self.document):
            self.pairs = [*(pair for pair in self.pairs if pair[0] != "yes"), ("yes", "1")]
            self.start()
        else:
            _AT_WORK.clear()

    def _show(self, answer):
        """Open and go to where the answer points, then show its text."""
        shown, text = self.document, answer["text"]
        if answer["open"]:
            shown = self.office.open(answer["open"])
            if shown is None:
                shown, text = self.document, text + words.NOT_OPENED.format(answer["open"])
        if answer["sheet"] and shown is not None:
            _go_to(shown, answer["sheet"], answer["cell"])
        if text:
            self.office.say(text, shown, bad=answer["status"] != "done")

    def _last_words(self, ended, changed):
        kind = getattr(ended, "kind", "")
        if kind == "no leadbook":
            return words.NO_LEADBOOK.format(self.python)
        if kind == "not started":
            return words.NOT_STARTED.format(self.python)
        if kind == "ended":
            return words.ENDED.format(self.button.label, ended.code) + (words.ENDED_CHANGED if changed else "")
        return words.FAULT.format(type(ended).__name__)


def _go_to(document, sheet, cell):
    """Select a cell; a sheet or cell that is not there, or is hidden, is passed over."""
    sheets, controller = document.getSheets(), document.getCurrentController()
    if controller is None or not sheets.hasByName(sheet) or not sheets.getByName(sheet).IsVisible:
        return
    controller.setActiveSheet(sheets.getByName(sheet))
    if cell:
        controller.select(sheets.getByName(sheet).getCellRangeByName(cell.replace("$", "")))
