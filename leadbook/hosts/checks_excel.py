"""What `doctor` looks at in Excel: the program, the add-in, where its macros find Python, and what forbids macros.

The settings and what they do are those that Microsoft documents for Office 16 (2016 to 365): a file in Excel's start
folder is in a trusted location, so that its macros run whatever `VBAWarnings` says, unless trusted locations are off.
"""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from pathlib import Path

from leadbook.hosts import files
from leadbook.hosts.checks import Check, of_registered, off, ok, wrong
from leadbook.hosts.excel import INSTALL, registered, render
from leadbook.hosts.places import Places, System
from leadbook.hosts.registry import KEY, MACHINE, USER, Registry

AGAIN = f"Run: {INSTALL}"
PROGRAM = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
_TRUST = "In Excel: File, Options, Trust Center, Trust Center Settings"
_ADMIN = "It is set by policy: ask who looks after this computer"
_MACHINES = {0x14C: "32 bit", 0x8664: "64 bit", 0xAA64: "64 bit (ARM)"}


def of_excel(places: Places, addin: Callable[[], bytes], script: Callable[[], str]) -> list[Check]:
    """All lines about Excel.

    Args:
        addin: gives the add-in of this version. script: gives the AppleScript of this version.
    """
    if places.addin is None:
        return [off("setup_excel_missing", f"There is no Excel on {places.system}; Calc has the same buttons.")]
    lines = [_program(places)]
    python = registered(places)
    set_up = python is not None or places.addin.is_file() or bool(places.script and places.script.is_file())
    if not set_up:
        lines.append(off("setup_excel_off", "The buttons are not set up in Excel.", AGAIN))
        return [*lines, *_room(places.addin), *_macros(places)]
    lines += _script(places, script, python)
    if python is not None:
        lines += of_registered(places, python, AGAIN)
    elif places.registry is not None:
        what = rf"The registry does not say which Python the buttons start (HKCU\{KEY}, Python)."
        lines.append(wrong("setup_python_unregistered", what, AGAIN))
    return [*lines, *_addin(places.addin, addin), *_room(places.addin), *_macros(places)]


def _program(places: Places) -> Check:
    """Whether Excel is there, and its version or bits."""
    for app in places.excel:
        if app.exists():
            return ok(f"{f'Excel {_app_version(app)}'.strip()}: {app}")
    program = _excel_exe(places.registry)
    if program is not None and program.is_file():
        return ok(f"Excel, {_bits(program)}: {program}")
    return off("setup_excel_missing", "Excel was not found on this computer.", "Calc has the same buttons.")


def _excel_exe(registry: Registry | None) -> Path | None:
    for hive in (USER, MACHINE) if registry else ():
        value = registry.read(hive, PROGRAM, "") if registry else None
        if isinstance(value, str) and value:
            return Path(value.strip('"'))
    return None


def _bits(program: Path) -> str:
    """The machine a Windows program is made for, from the PE header: "PE", two zeros, then its number."""
    try:
        with program.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return "bits not known"
    start = int.from_bytes(head[0x3C:0x40], "little")
    known = head[start : start + 4] == b"PE\0\0"
    return _MACHINES.get(int.from_bytes(head[start + 4 : start + 6], "little"), "?") if known else "bits not known"


def _app_version(app: Path) -> str:
    value = _plist(app / "Contents" / "Info.plist").get("CFBundleShortVersionString", "")
    return value if isinstance(value, str) else ""


def _addin(path: Path, addin: Callable[[], bytes]) -> list[Check]:
    """Whether the add-in is in Excel's start folder, is this version's, and is not held back."""
    data = files.read(path)
    if data is None:
        return [wrong("setup_addin_missing", f"The add-in is not in Excel's start folder, {path.parent}.", AGAIN)]
    lines = []
    if data != addin():
        lines.append(wrong("setup_addin_other", f"The add-in is of another version of Leadbook: {path}.", AGAIN))
    if files.marked(path):
        what = f"Windows notes of the add-in that it came from the internet, so Excel blocks it: {path}."
        fix = f"{AGAIN} (or: right-click the file, Properties, Unblock)"
        lines.append(wrong("setup_addin_marked", what, fix))
    return lines or [ok(f"The add-in is in Excel's start folder and of this version: {path}")]


def _room(path: Path) -> list[Check]:
    """Whether the add-in could be written anew."""
    if files.writable(path.parent):
        return []
    what = f"Excel's start folder, {path.parent}, cannot be written, so that the add-in cannot be brought up to date."
    return [wrong("setup_start_unwritable", what, "Allow writing there; if a file has its name, move that away.")]


def _script(places: Places, script: Callable[[], str], python: Path | None) -> list[Check]:
    """Whether Excel for macOS finds the AppleScript by which its macros start Python."""
    if places.script is None:
        return []
    data = files.read(places.script)
    if data is None:
        return [wrong("setup_script_missing", f"The script that starts Python is missing: {places.script}.", AGAIN)]
    if python is None:
        return [wrong("setup_python_unregistered", f"The script names no Python: {places.script}.", AGAIN)]
    if data != render(script(), python).encode():
        return [wrong("setup_script_other", f"The script is of another version of Leadbook: {places.script}.", AGAIN)]
    return [ok(f"The script that starts Python is in its place: {places.script}")]


def _macros(places: Places) -> list[Check]:
    """What forbids macros: settings of the user, and those of the administrator, which go before."""
    if places.system is System.MACOS:
        return _macros_of_macos(places)
    if places.registry is None:
        return []
    lines = []
    value, by_policy = _setting(places.registry, "", "VBAWarnings")
    fix = f"{_ADMIN} for “Disable VBA macros with notification”." if by_policy else (
        f"{_TRUST}, Macro Settings: choose “Disable VBA macros with notification”."
    )  # fmt: skip
    rest = "The buttons in an .xlsm do not run; those of the add-in do."
    if value == 4:
        lines.append(wrong("setup_macros_off", f"Excel runs no macros in workbooks. {rest}", fix))
    elif value == 3:
        lines.append(wrong("setup_macros_signed", f"Excel runs signed macros in workbooks only. {rest}", fix))
    lines += _trust(places.registry)
    return lines or [ok("Excel's settings let the buttons run")]


def _trust(registry: Registry) -> list[Check]:
    """Settings that stop the add-in in the start folder, and macros from the internet."""
    lines = []
    for below, name, code, what, where in (
        (r"\Trusted Locations", "AllLocationsDisabled", "setup_trusted_off",
         "Excel trusts no folder, so that the add-in in its start folder is held back.", "Trusted Locations"),
        ("", "DisableAllAddins", "setup_addins_off", "Excel loads no add-ins.", "Add-ins"),
        ("", "RequireAddinSig", "setup_addins_signed", "Excel loads signed add-ins only.", "Add-ins"),
    ):  # fmt: skip
        value, by_policy = _setting(registry, below, name)
        if value == 1:
            fix = f"{_ADMIN} to allow it for Excel." if by_policy else f"{_TRUST}, {where}: clear that box."
            lines.append(wrong(code, what, fix))
    value, by_policy = _setting(registry, "", "BlockContentExecutionFromInternet")
    if value == 1:
        lines.append(off(
            "setup_macros_internet", "Excel blocks macros in files that came from the internet or by mail.",
            "A workbook made on this computer with leadbook new BOOK.xlsm is not concerned.",
        ))  # fmt: skip
    return lines


def _setting(registry: Registry, below: str, name: str) -> tuple[int | None, bool]:
    """A number of Excel's security, and whether the administrator set it."""
    for hive, key, by_policy in ((USER, POLICY, True), (MACHINE, POLICY, True), (USER, SECURITY, False)):
        value = registry.read(hive, key + below, name)
        if isinstance(value, int):
            return value, by_policy
    return None, False


def _macros_of_macos(places: Places) -> list[Check]:
    """The setting of Office for macOS, that of the administrator first."""
    for at, path in enumerate(places.preferences):
        value = _plist(path).get("VisualBasicMacroExecutionState")
        if value == "DisabledWithoutWarnings":
            fix = "In Excel: Settings, Security: choose “Disable all macros with notification”."
            fix = f"{_ADMIN} for macros with notification." if at == 0 else fix
            return [wrong("setup_macros_off", "Excel runs no macros.", fix)]
        if value is not None:
            break
    return [ok("Excel's settings let the buttons run")]


def _plist(path: Path) -> dict[str, object]:
    data = files.read(path)
    try:
        found = plistlib.loads(data) if data else {}
    except (plistlib.InvalidFileException, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
