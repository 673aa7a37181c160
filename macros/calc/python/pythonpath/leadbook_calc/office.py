"""The running LibreOffice: its services, its main thread and its message boxes."""

import os

import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.awt.MessageBoxButtons import BUTTONS_OK, BUTTONS_YES_NO
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX, QUERYBOX
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import XStatusListener
from com.sun.star.io import IOException
from com.sun.star.lang import IllegalArgumentException
from com.sun.star.util import URL

from leadbook_calc.words import TITLE

EXTENSION = "org.leadbook.calc"
YES = 2


class _Call(unohelper.Base, XCallback):
    """A function that the main thread calls when it is free."""

    def __init__(self, function):
        self.function = function

    def notify(self, _data):
        self.function()


class _Status(unohelper.Base, XStatusListener):
    """Notes whether a command of LibreOffice can be used now."""

    def __init__(self):
        self.enabled = False

    def statusChanged(self, event):
        self.enabled = bool(event.IsEnabled)

    def disposing(self, _event):
        pass


class Office:
    """What the extension uses of LibreOffice."""

    def __init__(self, context):
        self.context = context

    def service(self, name):
        """A new service of that name."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    @property
    def desktop(self):
        """The desktop: all windows and documents."""
        return self.service("com.sun.star.frame.Desktop")

    def on_main(self, function):
        """Have the main thread call `function` when it is free; returns at once."""
        self.service("com.sun.star.awt.AsyncCallback").addCallback(_Call(function), None)

    def frame(self, document):
        """The window frame a document is shown in, or the active one."""
        controller = document.getCurrentController() if document is not None else None
        return controller.getFrame() if controller is not None else self.desktop.getCurrentFrame()

    def say(self, text, document=None, bad=False):
        """One message box, on the main thread."""
        self._box(document, ERRORBOX if bad else INFOBOX, BUTTONS_OK, text)

    def agrees(self, text, document=None):
        """A question with Yes and No, on the main thread; whether the answer is yes."""
        return self._box(document, QUERYBOX, BUTTONS_YES_NO, text) == YES

    def _box(self, document, kind, buttons, text):
        frame = self.frame(document)
        parent = frame.getContainerWindow() if frame is not None else None
        box = self.service("com.sun.star.awt.Toolkit").createMessageBox(parent, kind, buttons, TITLE, text)
        try:
            return box.execute()
        finally:
            box.dispose()  # else it stays among the windows, unseen

    def can(self, frame, command):
        """Whether LibreOffice's own command (".uno:…") can be used in a frame now."""
        address = URL()
        address.Complete = command
        address = self.service("com.sun.star.util.URLTransformer").parseStrict(address)[1]
        dispatch = frame.queryDispatch(address, "_self", 0)
        if dispatch is None:
            return False
        listener = _Status()
        dispatch.addStatusListener(listener, address)
        dispatch.removeStatusListener(listener, address)
        return listener.enabled

    def open(self, path):
        """Show a workbook; the document, or None when it is not there or LibreOffice cannot open it."""
        if not os.path.isfile(path):
            return None
        handler = PropertyValue()
        handler.Name, handler.Value = "InteractionHandler", self.service("com.sun.star.task.InteractionHandler")
        macros = PropertyValue()
        macros.Name, macros.Value = "MacroExecutionMode", 4  # as the user's settings say
        address = unohelper.systemPathToFileUrl(path)
        try:
            return self.desktop.loadComponentFromURL(address, "_default", 0, (handler, macros))
        except (IOException, IllegalArgumentException):
            return None

    def folder(self):
        """The folder this extension is installed in."""
        packages = self.context.getByName("/singletons/com.sun.star.deployment.PackageInformationProvider")
        return unohelper.fileUrlToSystemPath(packages.getPackageLocation(EXTENSION))

    def python(self):
        """Path of the Python that does the work: LEADBOOK_PYTHON, else what was written at installation; or ""."""
        path = os.environ.get("LEADBOOK_PYTHON", "").strip()
        note = os.path.join(self.folder(), "python.txt")
        if not path and os.path.isfile(note):
            with open(note, encoding="utf-8") as stream:
                path = stream.read().strip()
        return path
