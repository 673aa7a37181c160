"""A document during a command: nobody types in it or closes it, and afterwards it is as free as before."""

import unohelper
from com.sun.star.lang import DisposedException
from com.sun.star.uno import RuntimeException
from com.sun.star.util import CloseVetoException, XCloseListener

try:
    from com.sun.star.util import InvalidStateException
except ImportError:  # pragma: no cover (every release since 3.4 has it)
    InvalidStateException = RuntimeException

MOST_OPEN = 100  # Undo contexts or locks that one command can have left open


class _StaysOpen(unohelper.Base, XCloseListener):
    """Refuses to let the document be closed."""

    def queryClosing(self, event, _gets_ownership):
        raise CloseVetoException("Leadbook is still at work in this workbook.", event.Source)

    def notifyClosing(self, _event):
        pass

    def disposing(self, _event):
        pass


class Kept:
    """Keeps a document as it is from `hold` to `release`; all are called on the main thread."""

    def __init__(self, document):
        self.document = document
        self.steps = len(document.getUndoManager().getAllUndoActionTitles())
        self.calculates = document.isAutomaticCalculationEnabled()
        self.stays = _StaysOpen()
        self.windows = []

    def hold(self):
        """Keep the person out of the document's windows and the document open."""
        self.document.addCloseListener(self.stays)
        for controller in _controllers(self.document):
            window = controller.getFrame().getContainerWindow()
            window.setEnable(False)
            self.windows.append(window)

    def release(self, ended_well):
        """Let the person in again; after a process that died, also undo what it left open.

        Returns:
            whether the document has Undo steps that it had not before.
        """
        tidying = () if ended_well else (self._close_undo, self._unlock, self._calculate)
        for step in (self._let_close, self._let_in, *tidying):
            try:
                step()
            except (DisposedException, RuntimeException):
                continue  # a window or the document is gone; the other steps still count
        try:
            return len(self.document.getUndoManager().getAllUndoActionTitles()) > self.steps
        except (DisposedException, RuntimeException):
            return False

    def _let_close(self):
        self.document.removeCloseListener(self.stays)

    def _let_in(self):
        for window in self.windows:
            window.setEnable(True)
        if self.windows:
            self.windows[0].setFocus()

    def _close_undo(self):
        manager = self.document.getUndoManager()
        for _ in range(MOST_OPEN):
            if manager.isLocked():
                manager.unlock()
        for _ in range(MOST_OPEN):
            try:
                manager.leaveUndoContext()
            except InvalidStateException:
                return

    def _unlock(self):
        if self.document.isActionLocked():
            self.document.resetActionLocks()
        for _ in range(MOST_OPEN):
            if self.document.hasControllersLocked():
                self.document.unlockControllers()

    def _calculate(self):
        if self.document.isAutomaticCalculationEnabled() != self.calculates:
            self.document.enableAutomaticCalculation(self.calculates)


def _controllers(document):
    found = document.getControllers()
    while found.hasMoreElements():
        yield found.nextElement()
