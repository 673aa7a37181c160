"""The story of one inquiry in plain sentences, oldest first: for a coordinator, a manager, or a rep on the phone.

It says only what the workbook and the run records hold; what Leadbook does not know, it says.
"""

from __future__ import annotations

from dataclasses import dataclass

from leadbook.model import Finding, Severity
from leadbook.stages.story_facts import Facts, number, stamp, text
from leadbook.stages.story_past import past
from leadbook.stages.story_today import answered, today, who
from leadbook.stages.wording import count, listed


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of one inquiry.

    Args:
        sentences: in the order in which they should be read; two blanks in front belong to the one above.
        findings: open questions (`question_open`) and runs without a record here (`run_not_recorded`).
        counts: runs that touched it, open questions, and how many of those need a person.
    """

    sentences: tuple[str, ...]
    findings: tuple[Finding, ...]
    counts: dict[str, int]


def tell(facts: Facts) -> Story:
    """The whole story: who, the past run by run, today, what is not known."""
    alias = []
    if facts.asked_as:
        alias = [f"{facts.asked_as} was merged into {text(facts.inquiry, 'lead_id')}; this is the story of that one."]
    known = past(facts)
    if not known:
        known = ["Nothing is recorded of its past: it was typed in by hand, or Events was emptied."]
    sentences = (*alias, who(facts), *known, *today(facts), *_gaps(facts))
    waiting = [row for row in facts.questions if not answered(row)]
    counts = {
        "runs": len({step.run for step in facts.steps if step.changes or step.heard}
                    | {number(event["run"]) for event in facts.events}),
        "questions": len(facts.questions), "needs_a_person": len(waiting),
    }  # fmt: skip
    return Story(sentences, _findings(facts), counts)


def _gaps(facts: Facts) -> list[str]:
    """What is not known, and why."""
    lines = []
    touched = {number(event["run"]) for event in facts.events}
    gone = sorted(run for run in facts.runs if run in touched)
    if gone:
        runs = listed([f"run {run} ({stamp(facts.runs[run]['when'])})" for run in gone])
        lines.append(
            f"Not known here: the record of {runs} is not on this computer, so what a list said word by word and which "
            "values changed is told only as far as Events holds it."
        )
    if facts.missing:
        sheets = listed([f"“{name}”" for name in facts.missing])
        more = "sheets are" if len(facts.missing) > 1 else "sheet is"
        lines.append(f"Not known: what stood on {sheets}; the {more} not in this workbook.")
    return lines


def _findings(facts: Facts) -> tuple[Finding, ...]:
    """Open questions by their sheet row, and what is not recorded here."""
    questions = [
        Finding("question_open", "To fix", number(row.get("sheet_row")), text(row, "field"), text(row, "wrong"),
                Severity.ASK)
        for row in facts.questions
    ]  # fmt: skip
    touched = {number(event["run"]) for event in facts.events}
    gone = [run for run in facts.runs if run in touched]
    if gone:
        questions.append(
            Finding("run_not_recorded", "Runs", note=f"{count(len(gone), 'run')} without a record on this computer.")
        )
    return tuple(questions)
