"""The registry of Windows, as far as the buttons need it: three calls."""

from __future__ import annotations

import sys
from typing import Protocol

USER, MACHINE = "HKCU", "HKLM"
KEY = r"Software\Leadbook"
"""Leadbook's own key below USER: `Python` (the full path) and `Version`, both text."""


class Registry(Protocol):
    """What is asked of the registry; absent keys and values are None, never an error."""

    def read(self, hive: str, key: str, name: str) -> str | int | None:
        """A value of `USER` or `MACHINE`; `name` "" is the default value of the key."""
        ...

    def write(self, key: str, name: str, value: str) -> None:
        """Set a text below `USER`; OSError when that is refused."""
        ...

    def remove(self, key: str) -> bool:
        """Remove a key below `USER` that has no keys of its own; False when it was not there."""
        ...


if sys.platform == "win32":
    import winreg

    _HIVES = {USER: winreg.HKEY_CURRENT_USER, MACHINE: winreg.HKEY_LOCAL_MACHINE}
    _VIEWS = (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY)  # what 32-bit Office wrote is in the second

    class WindowsRegistry:
        """The real one."""

        def read(self, hive: str, key: str, name: str) -> str | int | None:
            """See `Registry`."""
            for view in _VIEWS:
                try:
                    with winreg.OpenKey(_HIVES[hive], key, 0, winreg.KEY_READ | view) as opened:
                        value, _ = winreg.QueryValueEx(opened, name)
                except OSError:
                    continue
                return value if isinstance(value, str | int) else None
            return None

        def write(self, key: str, name: str, value: str) -> None:
            """See `Registry`."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

        def remove(self, key: str) -> bool:
            """See `Registry`."""
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return False
            return True


def real() -> Registry | None:
    """The registry of this computer; None where there is none."""
    if sys.platform == "win32":
        return WindowsRegistry()
    return None
