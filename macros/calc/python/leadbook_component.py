"""The service org.leadbook.calc.Command: `trigger("import")` or `trigger("allocate preview")` runs a button.

LibreOffice loads this file in its own Python (3.8 or newer), which has the standard library and uno only. The menu,
the toolbar and the buttons on the sheets all end here.
"""

import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJobExecutor

from leadbook_calc.command import press

SERVICE = "org.leadbook.calc.Command"


class Command(unohelper.Base, XJobExecutor, XServiceInfo):
    """One press of a button; LibreOffice makes a new one each time."""

    def __init__(self, context):
        self.context = context

    def trigger(self, command):
        """Run a button and return at once: its work goes on beside LibreOffice's main thread."""
        press(self.context, command)

    def getImplementationName(self):  # noqa: N802
        """Name of this implementation."""
        return SERVICE

    def supportsService(self, name):  # noqa: N802
        """Whether `name` is the service of this component."""
        return name == SERVICE

    def getSupportedServiceNames(self):  # noqa: N802
        """The one service."""
        return (SERVICE,)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 (the loader looks for this name)
g_ImplementationHelper.addImplementation(Command, SERVICE, (SERVICE,))
