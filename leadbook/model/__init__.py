"""The nouns of lead management, and the plain values that move between the layers."""

from __future__ import annotations

from leadbook.model.brief import BattleRow, BriefLine, BriefPage
from leadbook.model.grid import KEEP, Cell, Grid, GridCell
from leadbook.model.outcome import FileReport, Finding, Reject, RowOutcome, RunReport
from leadbook.model.selling import Assignment, Event, Leftover, Measured, QuotaLine, Rep, Settings
from leadbook.model.words import EventKind, GatheredHow, LeadStatus, Operator, Outcome, Severity, Verdict

__all__ = [
    "KEEP",
    "Assignment",
    "BattleRow",
    "BriefLine",
    "BriefPage",
    "Cell",
    "Event",
    "EventKind",
    "FileReport",
    "Finding",
    "GatheredHow",
    "Grid",
    "GridCell",
    "LeadStatus",
    "Leftover",
    "Measured",
    "Operator",
    "Outcome",
    "QuotaLine",
    "Reject",
    "Rep",
    "RowOutcome",
    "RunReport",
    "Settings",
    "Severity",
    "Verdict",
]
