"""The uno module, which comes with the system's Python and not from a package index."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

SYSTEM = "/usr/lib/python3/dist-packages"


def uno_module() -> ModuleType:
    """The uno module; the system's folder is on the path only while it is imported, last."""
    if "uno" not in sys.modules:
        sys.path.append(SYSTEM)
        try:
            import uno  # noqa: F401 (found below by its name)
        finally:
            sys.path.remove(SYSTEM)
    return sys.modules["uno"]


def context_of(pipe: str) -> Any:
    """The component context of the office that listens on a pipe; raises NoConnectException when none does."""
    local = uno_module().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")


def url(path: Path) -> str:
    """The address of a file as LibreOffice writes it."""
    return str(uno_module().systemPathToFileUrl(str(path)))


def unless_gone(look: Callable[[], Any]) -> Any:
    """What `look` finds; None when what it looks at is closed meanwhile."""
    uno_module()
    from com.sun.star.uno import RuntimeException  # type: ignore[import-not-found]

    try:
        return look()
    except RuntimeException:  # DisposedException is one
        return None


def wait_for(what: str, look: Callable[[], Any], seconds: float = 30) -> Any:
    """Look again and again until there is something; what it is.

    Raises:
        AssertionError: it did not come about in time.
    """
    end = time.monotonic() + seconds
    while True:
        found = unless_gone(look)
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(0.05)
