"""A LibreOffice of its own for tests of macros: started on a named pipe, ended with the test."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import office

_MACROS_RUN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
SERVICE = "org.leadbook.calc.Command"
START_LIMIT = 90
ALWAYS_RUN = 4
"""com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN"""


def bridge() -> Any:
    """The module `uno`, from the system's Python when this one has none; its packages come last."""
    with contextlib.suppress(ImportError):
        import uno

        return uno
    sys.path.append("/usr/lib/python3/dist-packages")
    import uno

    return uno


@contextlib.contextmanager
def running() -> Iterator[Any]:
    """The component context of a LibreOffice without a window, whose macros always run."""
    home, pipe = Path(tempfile.mkdtemp(prefix="leadbook-calc-")), f"leadbook{uuid.uuid4().hex[:12]}"
    (home / "user").mkdir()
    (home / "user" / "registrymodifications.xcu").write_text(_MACROS_RUN, encoding="utf-8")
    command = [
        str(office.program()), f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nofirststartwizard", f"--accept=pipe,name={pipe};urp;",
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, stdin=quiet, start_new_session=True)
    try:
        yield _connect(bridge(), pipe, process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _connect(uno: Any, pipe: str, process: subprocess.Popen[bytes]) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    no_connection = uno.getClass("com.sun.star.connection.NoConnectException")
    end = time.monotonic() + START_LIMIT
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except no_connection:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.2)


def open_book(context: Any, path: Path) -> Any:
    """The workbook, opened without a window and with its macros."""
    uno = bridge()
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    given = []
    for name, value in (("Hidden", True), ("MacroExecutionMode", ALWAYS_RUN)):
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        given.append(one)
    return desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, tuple(given))


def call(book: Any, macro: str, *given: Any) -> Any:
    """Run a macro of the workbook ("LeadbookHost.Field") and give back what it returns."""
    address = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
    return book.getScriptProvider().getScript(address).invoke(given, (), ())[0]


class Recorder:
    """An extension that writes down what it is told, registered under the name of Leadbook's own."""

    def __init__(self, context: Any) -> None:
        bridge()
        import unohelper
        from com.sun.star.lang import XServiceInfo, XSingleComponentFactory
        from com.sun.star.task import XJobExecutor

        told: list[str] = []

        class Command(unohelper.Base, XJobExecutor):
            """What a button is given."""

            def trigger(self, command):
                """Write it down."""
                told.append(command)

        class Factory(unohelper.Base, XSingleComponentFactory, XServiceInfo):
            """What LibreOffice asks for it."""

            def createInstanceWithContext(self, _context):
                return Command()

            def createInstanceWithArgumentsAndContext(self, _given, _context):
                return Command()

            def getImplementationName(self):
                return SERVICE

            def supportsService(self, name):
                return name == SERVICE

            def getSupportedServiceNames(self):
                return (SERVICE,)

        self.told = told
        context.ServiceManager.insert(Factory())
