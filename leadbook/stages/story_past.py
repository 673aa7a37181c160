"""The past of one inquiry: run by run, oldest first, from the records of this computer and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from leadbook.model import EventKind
from leadbook.schema import book as schema
from leadbook.schema.core import FilledBy
from leadbook.stages.leads import NOT_CALLED, TAKEN_BACK
from leadbook.stages.ledger import DIFFERENT, SAME_PERSON
from leadbook.stages.story_facts import Changed, Facts, Heard, Row, Step, number, quoted, same_text, shown, stamp, text
from leadbook.stages.wording import listed

_TABLE = schema.table("inquiries")
HEADERS = {column.key: column.header for column in _TABLE.columns}
THEIRS = frozenset(column.key for column in _TABLE.columns if column.filled_by is not FilledBy.LEADBOOK)
"""Columns of Inquiries that Leadbook changes only for a list, an answer or a person."""

_DECIDING = (
    "email", "phone", "raised_hand", "need", "application", "job_title", "company", "budget", "decision_role",
    "timeframe", "status", "consent", "do_not_contact", "notes", "hand_date", "created_at",
)  # fmt: skip
_COMMON = {
    "e-mail": "the same e-mail address", "phone": "the same phone number", "same row": "the row says the same",
    "connected": "another row connects the two", SAME_PERSON: "somebody said it is the same person",
}  # fmt: skip


def past(facts: Facts) -> list[str]:
    """Sentences run by run; those that belong to the run above begin with two blanks."""
    chain = _Chain()
    lines: list[str] = []
    steps = {step.run: step for step in facts.steps}
    own = text(facts.inquiry, "lead_id")
    events = _by_run(event for event in facts.events if _is_about(event, own))
    parts = _by_run(event for event in facts.events if not _is_about(event, own))
    for run in sorted({*steps, *events, *parts}):
        step = steps.get(run)
        said: list[str] = []
        if step is not None:
            lines += chain.follow(step)
            said = _told(step, events.get(run, ()))
        elif run in events:
            said = [sentence for event in events[run] for sentence in _event(event, None)]
        said += [_part(event) for event in parts.get(run, ())]
        if said:
            lines += [f"{_head(run, step, facts)}: {said[0]}", *(f"  {sentence}" for sentence in said[1:])]
    return lines + chain.end(facts)


def _is_about(event: Row, own: str) -> bool:
    """Whether a line of the ledger is about the inquiry itself, not about one that became part of it."""
    return own in (text(event, "lead_id"), text(event, "before"))


def _part(event: Row) -> str:
    """How an inquiry that became part of this one came in."""
    return f"{text(event, 'lead_id')}, which is part of it now: {_came_in([event])}"


def _by_run(events: Iterable[Row]) -> dict[int, list[Row]]:
    """The lines of the ledger by the number of their run, in their order."""
    found: dict[int, list[Row]] = {}
    for event in events:
        found.setdefault(number(event["run"]), []).append(event)
    return found


def _head(run: int, step: Step | None, facts: Facts) -> str:
    """“23 Nov 2026, run 2 (import, by dana)”."""
    row = facts.runs.get(run)
    when: object = step.when if step else row["when"] if row else None
    if when is None:
        when = next((event["when"] for event in facts.events if number(event["run"]) == run), None)
    action, who = (step.action, step.who) if step else (text(row, "what"), text(row, "who"))
    inside = ", ".join(part for part in (action, f"by {who}" if who else "") if part)
    return f"{stamp(when)}, run {run}{f' ({inside})' if inside else ''}"


def _told(step: Step, events: Sequence[Row]) -> list[str]:
    """What a recorded run did."""
    if step.undoes:
        return []
    if step.undone_by:
        what = _gist(step)
        return [f"{what}; run {step.undone_by} took that back."] if what else []
    made = next((one for one in step.changes if one.table == "inquiries" and one.kind == "added"), None)
    lines, merged = _arrived(step, made, events)
    lines += _answers(step)
    lines += _changes(step, merged)
    if made is not None and made.values.get("verdict"):
        lines.append(f"The gate said first: {made.values['verdict']}. {made.values.get('why', '')}".rstrip())
    for event in events:
        if event["event"] not in (EventKind.IMPORTED, EventKind.MERGED):
            lines += _event(event, step)
    return lines + _reason_only(step, events)


def _gist(step: Step) -> str:
    """What a run that was taken back had done, in a few words."""
    if any(one.table == "inquiries" and one.kind == "added" for one in step.changes):
        return "It was brought in" + (f" from {_place(step.heard[0])}" if step.heard else "")
    for one in step.changes:
        rep = one.new if one.column == "rep" else one.values.get("rep", "") if one.kind == "added" else ""
        if one.table == "leads" and rep:
            return f"It was given to {rep}"
    verdict = next((one for one in step.changes if one.column == "verdict"), None)
    if verdict is not None:
        return f"The verdict went from {verdict.old} to {verdict.new}"
    fields = [HEADERS[one.column] for one in step.changes if one.table == "inquiries" and one.column in THEIRS]
    return f"It changed {listed(fields)}" if fields else ""


def _place(heard: Heard) -> str:
    """“web_form.csv, row 7”."""
    return f"{heard.file}, row {heard.row}"


def _arrived(step: Step, made: Changed | None, events: Sequence[Row]) -> tuple[list[str], set[str]]:
    """Where it came from, and which rows were merged into it; the fields that the merges filled."""
    merges = [event for event in events if event["event"] == EventKind.MERGED]
    later = {text(event, "before"): text(event, "after") for event in merges}
    first = [heard for heard in step.heard if _place(heard) not in later]
    rest = [heard for heard in step.heard if _place(heard) in later]
    lines: list[str] = []
    if made is not None:
        heard = first[0] if first else None
        lines.append(f"It came in from {_place(heard)}." if heard else _came_in(events))
        if heard is not None:
            lines += _stood(heard) + _tidied(heard, rest, made)
    changed = [one for one in step.changes if one.table == "inquiries" and one.kind == "cell" and one.column in THEIRS]
    filled: set[str] = set()
    for heard in rest:
        keys = {key for _, key, _ in heard.cells}
        mine = [one.column for one in changed if one.column not in filled and (one.column in keys or not one.old)]
        mine = [key for key in mine if len(rest) == 1 or key in keys]
        filled |= set(mine)
        lines.append(f"{_place(heard)} was merged into it ({_common(later[_place(heard)])}){_filled(made, mine)}.")
    known = {_place(heard) for heard in rest}
    lines += [line for event in merges if text(event, "before") not in known for line in _event(event, step)]
    return lines, filled


def _common(after: str) -> str:
    """What a merged row has in common with the inquiry, in words."""
    return _COMMON.get(after, after or "one person")


def _filled(made: Changed | None, keys: Sequence[str]) -> str:
    """What a merged row added."""
    if keys:
        return f"; it filled {listed([HEADERS[key] for key in keys])}"
    return "" if made is not None else "; it filled nothing that was blank"


def _came_in(events: Sequence[Row]) -> str:
    """Where it came from by the ledger alone."""
    event = next((event for event in events if event["event"] == EventKind.IMPORTED), None)
    name, row = text(event, "after"), text(event, "before")
    return f"It came in from {name}, {row or 'in a row that is not noted'}." if name else (
        "It came in; from where is not noted."
    )


def _stood(heard: Heard) -> list[str]:
    """The deciding cells as they stood in the list."""
    places = {key: at for at, key in enumerate(_DECIDING)}
    cells = sorted((cell for cell in heard.cells if cell[1] in places), key=lambda cell: places[cell[1]])
    if not cells:
        return []
    return ["In the list stood: " + "; ".join(f"{header} {quoted(said)}" for header, _, said in cells) + "."]


def _tidied(heard: Heard, rest: Sequence[Heard], made: Changed) -> list[str]:
    """What was received against what was written, where the two differ."""
    others = {key for other in rest for _, key, _ in other.cells}
    seen: dict[str, int] = {}
    for _, key, _ in heard.cells:
        seen[key] = seen.get(key, 0) + 1
    parts = []
    for _, key, said in heard.cells:
        now = made.values.get(key, "")
        if key in THEIRS and seen[key] == 1 and not (key in others and now) and not same_text(said, now):
            parts.append(f"{HEADERS[key]} {quoted(said)} was written as {quoted(now)}" if now else
                         f"{HEADERS[key]} {quoted(said)} was left blank")  # fmt: skip
    return ["Tidied on the way in: " + "; ".join(parts) + "."] if parts else []


def _answers(step: Step) -> list[str]:
    """Answers on To fix that the run took."""
    lines = []
    for one in step.changes:
        if one.table != "fix" or one.kind != "removed":
            continue
        typed, decision = one.values.get("correct", ""), one.values.get("decision", "")
        said = " and ".join(quoted(part) for part in (typed, decision) if part)
        if said:
            about = one.values.get("field", "") or one.values.get("wrong", "")
            lines.append(f"An answer on To fix was taken: {about}: {said}." if about else f"To fix: {said}.")
    return lines


def _changes(step: Step, merged: set[str]) -> list[str]:
    """Cells of the inquiry that changed for another reason than a merge."""
    return [
        f"{HEADERS[one.column]} went from {quoted(one.old)} to {quoted(one.new)}."
        for one in step.changes
        if one.table == "inquiries" and one.kind == "cell" and one.column in THEIRS - merged
    ]


def _reason_only(step: Step, events: Sequence[Row]) -> list[str]:
    """A new sentence of the gate under the same verdict."""
    told = {event["event"] for event in events} & {EventKind.VERDICT, EventKind.SUPPRESSED}
    why = next((one.new for one in step.changes if one.table == "inquiries" and one.column == "why"), "")
    return [f"The verdict stayed; its sentence is now: {why}"] if why and not told else []


def _event(event: Row, step: Step | None) -> list[str]:
    """One line of the ledger as a sentence."""
    kind, before, after, rep = (text(event, key) for key in ("event", "before", "after", "rep"))
    changes = step.changes if step else ()
    if kind == EventKind.IMPORTED:
        return [_came_in([event])]
    if kind == EventKind.SPLIT and after == DIFFERENT:
        return [f"Somebody said that {text(event, 'lead_id')} and {before} are different people."]
    if kind == EventKind.MERGED:
        return [f"{before or 'Another row'} was merged into it ({_common(after)})."]
    if kind in (EventKind.VERDICT, EventKind.SUPPRESSED):
        why = next((one.new for one in changes if one.table == "inquiries" and one.column == "why"), "")
        return [f"The verdict went from {before} to {after}{f': {why}' if why else '.'}"]
    if kind == EventKind.GIVEN:
        why = next((one.new for one in changes if one.table == "leads" and one.column == "why_rep"), "")
        moved = f"It moved from {before} to {after or rep}." if before and before != after else f"It went to {rep}."
        return [f"{moved} {why}".rstrip()]
    return [_other_event(kind, rep, (before, after), shown(event.get("amount")))]


def _other_event(kind: str, rep: str, words: tuple[str, str], amount: str) -> str:
    """Lines of the ledger about a rep."""
    before, after = words
    who = rep or "A rep"
    if kind == EventKind.RECALLED:
        if after in (TAKEN_BACK, NOT_CALLED):
            return f"It was taken back from {who} ({after.removeprefix('taken back ')})."
        return f"It was taken back from {who}" + (f": the verdict became {after}." if after else ".")
    if kind == EventKind.RETURNED:
        return f"{who} returned it" + (f": {after}." if after else ".")
    if kind == EventKind.TOUCHED:
        return f"{who} got in touch" + (f": {after}." if after else ".")
    if kind == EventKind.OUTCOME:
        was = f" (before: {before})" if before else ""
        return f"{who} noted the outcome {after or 'blank'}{was}{f', amount {amount}' if amount else ''}."
    if kind == EventKind.KEPT:
        return f"Somebody answered on To fix that {before} {quoted(after)} stays as it is."
    parts = (f"from {quoted(before)}" if before else "", f"to {quoted(after)}" if after else "")
    return " ".join(part for part in (kind, *parts) if part) + "."


class _Chain:
    """Follows each cell of the inquiry from run to run, so that what a person typed between two runs shows."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, int]] = {}  # column → what it held, and after which run

    def follow(self, step: Step) -> list[str]:
        """Take a run in; sentences about what was typed since the one before."""
        lines = []
        for one in step.changes:
            if one.table != "inquiries":
                continue
            if one.kind == "added":
                self._known = {key: (one.values.get(key, ""), step.run) for key in THEIRS}
            elif one.kind == "removed":
                self._known = {}
            elif one.column in self._known:
                was, run = self._known[one.column]
                if was != one.old:
                    lines.append(f"Between run {run} and run {step.run}: {_by_hand(one.column, was, one.old)}")
                self._known[one.column] = one.new, step.run
        return lines

    def end(self, facts: Facts) -> list[str]:
        """Sentences about what was typed since the last run that touched it."""
        lines = []
        for key in (key for key in HEADERS if key in self._known):
            (was, run), now = self._known[key], shown(facts.inquiry.get(key))
            elsewhere = any(other > run for other in facts.runs)
            if was != now:
                lines.append(f"After run {run}: {_by_hand(key, was, now, elsewhere)}")
        return lines


def _by_hand(key: str, was: str, now: str, elsewhere: bool = False) -> str:
    """A cell that a person changed, or a run that this computer did not record."""
    how = "by hand or by a run on another computer" if elsewhere else "by hand"
    return f"{HEADERS[key]} was changed {how} from {quoted(was)} to {quoted(now)}; who did it is not recorded."
