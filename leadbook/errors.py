"""Every error that stops a run. Each says what happened, where, and what to do about it.

    LeadbookError
    ├ BookError      the workbook as a file
    │ ├ BookMissing      no such file, or it is a folder
    │ ├ BookBusy         open in another program, or another run is writing it
    │ ├ BookReadOnly     the file or its folder cannot be written
    │ ├ BookChanged      somebody saved it while a run was working on it
    │ ├ NotALeadbook     a file that is not a workbook, or one without Leadbook's tables
    │ └ BackendMissing   a program that is needed is not installed
    ├ LayoutError    the workbook as a layout of sheets and tables
    │ ├ SheetMissing     a sheet that is needed was deleted or renamed
    │ ├ TableMissing     a table that is needed was deleted or renamed
    │ ├ ColumnMissing    a column that is needed was deleted or renamed
    │ ├ ColumnTwice      two columns answer to one name
    │ ├ TableBlocked     something stands where a table must grow
    │ ├ VersionTooNew    the workbook was made by a newer Leadbook
    │ └ VersionTooOld    an open workbook has an earlier layout, which only a closed one can leave
    ├ IntakeError    a lead list that cannot be read as a whole
    ├ RuleError      a row of a rules sheet
    │ ├ FieldUnknown     the field does not exist
    │ ├ OperatorUnknown  the operator does not exist
    │ ├ ValueInvalid     the value does not fit the operator or the field
    │ └ DuplicateRep     two reps with one name
    ├ RunError       run records: nothing to undo, or the run is not there
    ├ SetupError     the buttons cannot be set up on this computer
    └ UsageError     the command was called the wrong way

Troubles with single rows are not errors: they are findings (`leadbook.model.Finding`), collected and shown.
Settings, headers and file names are quoted in errors; a lead's values never are.
"""

from __future__ import annotations


class LeadbookError(Exception):
    """A run cannot go on; nothing was changed.

    Args:
        what: what is wrong, one sentence with its full stop.
        where: file, sheet, table, row or column a person can find.
        fix: what to do, one sentence with its full stop.
    """

    code = "LB-E-ERROR"

    def __init__(self, what: str, where: str, fix: str) -> None:
        self.what = what
        self.where = where
        self.fix = fix
        super().__init__(f"{where}: {what} {fix}")

    def __reduce__(self) -> tuple[type[LeadbookError], tuple[str, str, str]]:
        return type(self), (self.what, self.where, self.fix)


class BookError(LeadbookError):
    """The workbook as a file."""

    code = "LB-B-BOOK"


class BookMissing(BookError):
    """There is no such file, or it is a folder."""

    code = "LB-B-MISSING"


class BookBusy(BookError):
    """The workbook is open in another program, or another run is writing it."""

    code = "LB-B-BUSY"


class BookReadOnly(BookError):
    """The file or its folder cannot be written."""

    code = "LB-B-READ-ONLY"


class BookChanged(BookError):
    """Somebody saved the workbook while a run was working on it."""

    code = "LB-B-CHANGED"


class NotALeadbook(BookError):
    """The file is not a workbook, or it has none of Leadbook's tables."""

    code = "LB-B-NOT-A-LEADBOOK"


class BackendMissing(BookError):
    """A program that is needed is not installed."""

    code = "LB-B-BACKEND-MISSING"


class LayoutError(LeadbookError):
    """The workbook as a layout of sheets, tables and columns."""

    code = "LB-L-LAYOUT"


class SheetMissing(LayoutError):
    """A sheet that is needed was deleted or renamed."""

    code = "LB-L-SHEET-MISSING"


class TableMissing(LayoutError):
    """A table that is needed was deleted or renamed."""

    code = "LB-L-TABLE-MISSING"


class ColumnMissing(LayoutError):
    """A column that is needed was deleted or renamed."""

    code = "LB-L-COLUMN-MISSING"


class ColumnTwice(LayoutError):
    """Two columns answer to one name."""

    code = "LB-L-COLUMN-TWICE"


class TableBlocked(LayoutError):
    """Something stands where a table must grow; `where` names the cell."""

    code = "LB-L-TABLE-BLOCKED"


class VersionTooNew(LayoutError):
    """The workbook was made by a newer Leadbook."""

    code = "LB-L-VERSION-TOO-NEW"


class VersionTooOld(LayoutError):
    """The workbook is open and has an earlier layout; closed it is brought up to date."""

    code = "LB-L-VERSION-TOO-OLD"


class IntakeError(LeadbookError):
    """A lead list that cannot be read as a whole; the code says why (LB-E-…)."""

    def __init__(self, code: str, what: str, where: str, fix: str) -> None:
        self.code = code
        super().__init__(what, where, fix)

    def __reduce__(self) -> tuple[type[LeadbookError], tuple[str, ...]]:  # type: ignore[override]
        return type(self), (self.code, self.what, self.where, self.fix)


class RuleError(LeadbookError):
    """A row of a rules sheet."""

    code = "LB-R-RULE"


class FieldUnknown(RuleError):
    """The rule names a field that does not exist."""

    code = "LB-R-FIELD-UNKNOWN"


class OperatorUnknown(RuleError):
    """The rule names an operator that does not exist."""

    code = "LB-R-OPERATOR-UNKNOWN"


class ValueInvalid(RuleError):
    """The value does not fit the operator or the field."""

    code = "LB-R-VALUE-INVALID"


class DuplicateRep(RuleError):
    """Two reps have one name."""

    code = "LB-R-DUPLICATE-REP"


class RunError(LeadbookError):
    """There is nothing to undo, or the run is not recorded on this computer."""

    code = "LB-U-RUN"


class SetupError(LeadbookError):
    """The buttons cannot be set up, or taken away, on this computer."""

    code = "LB-S-SETUP"


class UsageError(LeadbookError):
    """The command was called the wrong way."""

    code = "LB-U-USAGE"
