"""The pipe on which this LibreOffice listens for the Python that does the work.

It has a random name, only this user can reach it, and it stays open as long as LibreOffice runs. From outside
`uno:pipe,name=NAME;urp;StarOffice.ComponentContext` finds the office behind it.
"""

import secrets

import unohelper
from com.sun.star.frame import XTerminateListener

_OPEN = {}


class _End(unohelper.Base, XTerminateListener):
    """Lets go of the listener when LibreOffice ends; its own destructor closes the pipe."""

    def queryTermination(self, _event):
        pass

    def notifyTermination(self, _event):
        _OPEN.clear()

    def disposing(self, _event):
        pass


def pipe(office):
    """Name of the pipe; the first call opens it."""
    if "name" not in _OPEN:
        name = "leadbook-" + secrets.token_hex(16)
        listener = office.service("com.sun.star.office.Acceptor")  # the one behind the option --accept
        listener.initialize(("pipe,name={};urp;".format(name), True))
        office.desktop.addTerminateListener(_End())
        _OPEN.update(name=name, listener=listener)
    return _OPEN["name"]
