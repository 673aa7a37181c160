"""`install` and `uninstall`: set the buttons up in Excel or in Calc, and take them away again."""

from __future__ import annotations

from importlib.resources import files

from leadbook.actions.context import Context
from leadbook.hosts import calc, excel, extension
from leadbook.hosts.outcome import Done
from leadbook.hosts.places import Places, here
from leadbook.model import RunReport

EXCEL = "excel"


def install(program: str, context: Context, places: Places | None = None) -> RunReport:
    """Set the buttons up for this user; doing it twice is the same as once.

    Args:
        program: "excel" or "calc".
        places: where everything is; that of this computer when not given.

    Raises:
        UsageError: there is no Excel on this system. BackendMissing: LibreOffice is not installed.
        SetupError: this Python cannot run the buttons, a program is open, or something cannot be written.
    """
    at = places or here()
    context.progress(f"setting up {program}")
    if program == EXCEL:
        return _report("install", excel.install(at, *_excel_parts(at)))
    return _report("install", calc.install(at, extension.sources()))


def uninstall(program: str, context: Context, places: Places | None = None) -> RunReport:
    """Take the buttons away for this user; when they are not there it says so.

    Args:
        program: "excel" or "calc".
        places: as in `install`.

    Raises:
        UsageError, BackendMissing, SetupError: as in `install`.
    """
    at = places or here()
    context.progress(f"taking away {program}")
    return _report("uninstall", excel.uninstall(at) if program == EXCEL else calc.uninstall(at))


def addin() -> bytes:
    """The add-in of this version (.xlam)."""
    from leadbook.template.macros.macrobook import build_addin  # XlsxWriter is for excel alone

    return build_addin()


def script() -> str:
    """The AppleScript of this version, with `@PYTHON@` where the path belongs."""
    return files("leadbook.template").joinpath("data", excel.SOURCE).read_text("utf-8")


def _excel_parts(at: Places) -> tuple[bytes, str]:
    """What Excel needs; nothing is built where there is no Excel, as that is refused anyway."""
    return (b"", "") if at.addin is None else (addin(), script())


def _report(action: str, done: Done) -> RunReport:
    return RunReport(action=action, notes=done.notes, changed=done.changed, outputs=done.outputs)
