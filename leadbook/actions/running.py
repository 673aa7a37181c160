"""`run`: import, check, allocate, brief and report in one go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from leadbook.actions.allocating import allocate
from leadbook.actions.briefing import brief
from leadbook.actions.checking import check
from leadbook.actions.context import Context
from leadbook.actions.importing import import_lists
from leadbook.actions.reporting import report
from leadbook.model import RunReport

_ASKING = frozenset({"import", "check"})
"""Steps that write To fix."""


def run(book: Path, files: list[Path], context: Context, **options: Any) -> RunReport:  # noqa: ANN401
    """Every step of the week on one workbook; each is a run of its own and can be taken back alone.

    Args:
        options: as for `import_lists`.

    Raises:
        LeadbookError: of the step that stopped; the steps before it are done and saved.
    """
    steps = [
        import_lists(book=book, files=files, context=context, **options),
        check(book=book, context=context),
        allocate(book=book, context=context),
        brief(book=book, context=context),
        report(book=book, context=context),
    ]
    return together("run", book, steps)


def together(name: str, book: Path, steps: list[RunReport]) -> RunReport:
    """The report of several steps as one; counts are those of the last step that knows them.

    `needs_a_person` is the number of questions on To fix; hand-out and briefing count other things by that name.
    """
    counts: dict[str, int | float] = {}
    for step in steps:
        counts |= step.counts
    for step in steps:
        if step.action in _ASKING:
            counts |= {name: number for name, number in step.counts.items() if name == "needs_a_person"}
    outputs = tuple(dict.fromkeys(output for step in steps for output in step.outputs))
    return RunReport(
        action=name, book=str(book), steps=tuple(steps), counts=counts, outputs=outputs,
        files=tuple(file for step in steps for file in step.files),
        findings=tuple(finding for step in steps for finding in step.findings),
        changed=any(step.changed for step in steps), run=max((step.run for step in steps), default=0),
    )  # fmt: skip
