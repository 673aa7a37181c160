"""A run's report as plain data, for `--json` and the run records."""

from __future__ import annotations

import dataclasses
from typing import Any

from leadbook.model import FileReport, RunReport


def as_json(report: RunReport) -> dict[str, Any]:
    """The report as one JSON object; per file `input_rows = imported + merged + rejected`."""
    data: dict[str, Any] = {
        "action": report.action,
        "book": report.book,
        "run": report.run,
        "changed": report.changed,
        "counts": dict(report.counts),
        "files": [_file(file, rows=report.dry_run) for file in report.files],
        "findings": [dataclasses.asdict(finding) for finding in report.findings],
        "notes": list(report.notes),
        "outputs": list(report.outputs),
        "tables": list(report.tables),
    }
    if report.dry_run:
        data["dry_run"] = True
    if report.certificate:
        data["certificate"] = dict(report.certificate)
    if report.steps:
        data["steps"] = [as_json(step) for step in report.steps]
    return data


def _file(file: FileReport, *, rows: bool) -> dict[str, Any]:
    """What became of one list; its rows one by one only of a dry run, which is asked for them."""
    return {
        "file": file.file,
        "source": file.source,
        "preset": file.preset,
        "title": file.title,
        "header_row": file.header_row,
        "input_rows": file.input_rows,
        "imported": file.imported,
        "merged": file.merged,
        "rejected": file.rejected,
        "rejects": [{"row": reject.row, "reason": reject.reason} for reject in file.rejects],
        "warnings": list(file.warnings),
        "skipped": list(file.skipped),
        "mapping": dict(file.mapping),
        **({"error": file.error} if file.error else {}),
        **({"rows": [dataclasses.asdict(row) for row in file.rows]} if rows else {}),
    }
