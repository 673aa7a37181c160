"""The services of the extension.

org.leadbook.calc.Command: `trigger("import")` or `trigger("allocate preview")` runs a button.
org.leadbook.calc.Progress: an XStatusIndicator for the process that does the work. It shows its text and figures where
the extension shows its own, and is ended by the extension: a process that dies leaves nothing in the status bar, as it
would with an indicator of its own.

LibreOffice loads this file in its own Python (3.8 or newer), which has the standard library and uno only. The menu,
the toolbar and the buttons on the sheets all end here.
"""

import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJobExecutor, XStatusIndicator
from leadbook_calc import progress
from leadbook_calc.command import press

COMMAND, PROGRESS = "org.leadbook.calc.Command", "org.leadbook.calc.Progress"


class _Service(unohelper.Base, XServiceInfo):
    """A service with one name, which is the name of its implementation too."""

    name = ""

    def getImplementationName(self):
        return self.name

    def supportsService(self, name):
        return name == self.name

    def getSupportedServiceNames(self):
        return (self.name,)


class Command(_Service, XJobExecutor):
    """One press of a button; LibreOffice makes a new one each time."""

    name = COMMAND

    def __init__(self, context):
        self.context = context

    def trigger(self, command):
        """Run a button and return at once: its work goes on beside LibreOffice's main thread."""
        press(self.context, command)


class Progress(_Service, XStatusIndicator):
    """The progress of the command that runs now."""

    name = PROGRESS

    def __init__(self, context):
        self.context = context

    def start(self, text, most):
        """Show a text and a bar up to `most`."""
        progress.CURRENT.start(text, most)

    def end(self):
        """Show the extension's own text again."""
        progress.CURRENT.start(progress.CURRENT.own, 0)

    def reset(self):
        """Put the bar back to its start."""
        progress.CURRENT.value(0)

    def setText(self, text):
        """Show another text."""
        progress.CURRENT.text(text)

    def setValue(self, value):
        """Move the bar."""
        progress.CURRENT.value(value)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 (the loader looks for this name)
for _service in (Command, Progress):
    g_ImplementationHelper.addImplementation(_service, _service.name, (_service.name,))
