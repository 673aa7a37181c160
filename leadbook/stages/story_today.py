"""Where one inquiry stands today: the verdict and its rule, what is missing, who has it, and what happens next."""

from __future__ import annotations

import re

from leadbook.model import LeadStatus, Verdict
from leadbook.rules.reading import field_header
from leadbook.rules.rule import Rule
from leadbook.stages.got_name import how_got_name
from leadbook.stages.leads import CLOSED
from leadbook.stages.questions import field_of_question
from leadbook.stages.story_facts import Facts, Row, number, quoted, shown, text
from leadbook.stages.wording import as_day, day, listed, sentence

_VERDICTS: dict[str, str] = {
    Verdict.QUALIFIED: "a lead (Qualified)", Verdict.NEEDS_INFO: "one answer away from a lead (Needs info)",
    Verdict.NOT_A_LEAD: "not a lead", Verdict.SUPPRESSED: "not to be contacted (Suppressed)",
    Verdict.DUPLICATE: "perhaps here twice (Duplicate)",
}  # fmt: skip
_REACH = {"phone": "by e-mail", "email": "by phone"}
_RULE = re.compile(r"\(rule (\d+)\)")


def today(facts: Facts) -> list[str]:
    """Sentences about the present, the verdict first."""
    return [
        *_verdict(facts), *_missing(facts), *_stops(facts), *_lead(facts), *_account(facts), *_name(facts),
        *_campaign(facts), f"Next: {_next(facts)}",
    ]  # fmt: skip


def _verdict(facts: Facts) -> list[str]:
    """The verdict, its sentence, and the rule behind it."""
    verdict, why = text(facts.inquiry, "verdict"), text(facts.inquiry, "why")
    if not verdict:
        return ["Today: it was not judged yet."]
    since = as_day(facts.inquiry.get("lead_since"))
    lines = [f"Today: it is {_VERDICTS.get(verdict, verdict)}. {why}".rstrip()]
    if since is not None and verdict == Verdict.QUALIFIED:
        lines.append(f"  It is a lead since {day(since)}, with a score of {text(facts.inquiry, 'score') or 'nothing'}.")
    initials = text(facts.inquiry, "let_through")
    if initials and why.startswith("Let through by"):
        lines.append(f"  A person let it through: {quoted(initials)} stands in Let through. Empty the cell to go back.")
    for rule in dict.fromkeys(_RULE.findall(why)):
        if rule in facts.rules:
            lines.append(f"  Rule {rule} reads: {quoted(facts.rules[rule].rstrip('.'))}.")
    row = gate_row(facts.gate, why)
    if row is not None:
        test = f"{'; '.join(field_header(key) for key in row.fields)} {row.operator} {row.value}".strip()
        lines.append(f"  It is decided in row {row.row + facts.gate_top} of the sheet Gate: {quoted(test)}.")
    return lines


def gate_row(gate: tuple[Rule, ...], why: str) -> Rule | None:
    """The first row of tblGate whose reason gives that sentence; None when the built-in musts decided."""
    for rule in gate:
        pieces = [re.escape(piece) for piece in re.split(r"\{found\}|\{value\}", rule.reason.strip())]
        if rule.verdict is not None and rule.reason and re.search(".+".join(pieces), why):
            return rule
    return None


def _missing(facts: Facts) -> list[str]:
    """What one answer is missing, who can give it and where it is typed."""
    ask, lines = text(facts.inquiry, "ask_next"), []
    verdict = text(facts.inquiry, "verdict")
    if ask and verdict == Verdict.NEEDS_INFO:
        lines.append(f"One answer is missing: {quoted(ask)} {_who_knows(facts, field_of_question(ask))}")
    elif ask and verdict == Verdict.QUALIFIED:
        lines.append(f"Worth asking on the first call: {quoted(ask)}.")
    for row in facts.questions:
        about = text(row, "field") or text(row, "kind")
        waits = " An answer is typed there already and waits for Check." if answered(row) else ""
        lines.append(
            f"  Open on To fix, row {number(row.get('sheet_row'))} ({about}): {sentence(text(row, 'wrong'))}{waits}"
        )
    return lines


def answered(row: Row) -> bool:
    """Whether a person typed an answer into a row of To fix."""
    return bool(text(row, "correct") or text(row, "decision"))


def _who_knows(facts: Facts, field: str) -> str:
    """Who can give an answer, and how to reach them."""
    phone, email = text(facts.inquiry, "phone"), text(facts.inquiry, "email")
    how = _REACH.get(field, "by phone or e-mail" if phone and email else "by phone" if phone else "by e-mail")
    there = {"by e-mail": email, "by phone": phone}.get(how, phone or email)
    if field == "raised_hand":
        return "Only they can say; who of us spoke with them can type their words on To fix."
    return f"Only they can say; ask {how}." if there else "Only they can say; how to reach them is not known."


def _stops(facts: Facts) -> list[str]:
    """Which entries of Suppression match, without their values; when the mark came in with a list."""
    lines = []
    for row in facts.stops:
        since, until = as_day(row.get("from")) or as_day(row.get("added")), as_day(row.get("until"))
        when = f"since {day(since)}" if since else "since a day that is not noted"
        end = f", until {day(until)}" if until else ", for ever"
        why = f": {text(row, 'why')}" if text(row, "why") else ""
        place = f"Row {number(row.get('sheet_row'))} of the sheet Suppression ({text(row, 'what') or 'an entry'})"
        lines.append(f"  {place} stops it {when}{end}{why}.")
    if text(facts.inquiry, "do_not_contact").casefold() == "yes":
        lines.append("  Do not contact is Yes on Inquiries: it sticks through every import and every undo.")
    return lines


def _lead(facts: Facts) -> list[str]:
    """Who has it, why, the lock, the outcome; or why it waits."""
    row = facts.lead
    if row is None:
        return []
    rep, why, status = text(row, "rep"), text(row, "why_rep"), text(row, "status")
    given = as_day(row.get("given_on"))
    if not rep:
        return [f"It has no rep. {sentence(why) or 'Allocate has not been run since it became a lead.'}"]
    since = f" since {day(given)}" if given else ""
    lines = [f"It is with {rep}{since} (status {status or 'blank'}). {sentence(why)}".rstrip()]
    if text(row, "lock").casefold() == "yes":
        lines.append(f"  It is locked: Allocate leaves it with {rep}.")
    if not facts.rep_known:
        lines.append(f"  {rep} is not on the sheet Reps.")
    return [*lines, *_outcome(row, rep)]


def _outcome(row: Row, rep: str) -> list[str]:
    """The rep's word."""
    outcome = text(row, "outcome")
    if not outcome:
        return [f"  {rep} has noted no outcome yet."]
    more = [
        f"{label} {text(row, key)}"
        for key, label in (("next_date", "next date"), ("amount", "amount"), ("reason", "reason"))
        if text(row, key)
    ]
    return [f"  The outcome on Leads is {quoted(outcome)}{f', {listed(more)}' if more else ''}."]


def _account(facts: Facts) -> list[str]:
    """What Customers says of the company."""
    row = facts.customer
    if row is None:
        return []
    owner, bought = text(row, "owner"), as_day(row.get("last_bought"))
    last = f"; they last bought on {day(bought)}" if bought else ""
    return [f"The company is on Customers{f', owned by {owner}' if owner else ', without an owner'}{last}."]


def _name(facts: Facts) -> list[str]:
    """How we got the name, as one can say it to them."""
    said = text(facts.lead, "how_got_name") or how_got_name(facts.inquiry)
    return [f"How we got the name: {said}"]


def _campaign(facts: Facts) -> list[str]:
    """The campaign it answers, and whether reps are briefed."""
    name = text(facts.inquiry, "campaign")
    if not name:
        return ["It answers no campaign that we know of."]
    if facts.campaign is None:
        return [f"It answers the campaign {quoted(name)}, which is not on Campaigns."]
    status = text(facts.campaign, "status")
    page = quoted(status) if status else "not made yet"
    return [f"It answers the campaign {quoted(name)}; its briefing page is {page}."]


def _next(facts: Facts) -> str:
    """What happens next, and by whom."""
    verdict = text(facts.inquiry, "verdict")
    if not verdict:
        return "run leadbook check BOOK; the gate judges it then."
    if verdict == Verdict.SUPPRESSED:
        return "nothing. Nobody may contact them; no import and no undo changes that."
    if any(answered(row) for row in facts.questions):
        return "run leadbook check BOOK; it takes the answer that is typed on To fix."
    if verdict == Verdict.DUPLICATE:
        return "somebody says on To fix whether it is the same person; until then nobody calls."
    if verdict == Verdict.NEEDS_INFO:
        return "get that answer, type it on To fix, and run leadbook check BOOK; it may be a lead then."
    if verdict == Verdict.NOT_A_LEAD:
        review = as_day((facts.not_lead or {}).get("review_on"))
        if review is None:
            return "nothing is planned. Initials in Let through would overrule the gate."
        due = "look at it again now; that was due on" if review <= facts.today else "look at it again on"
        return f"{due} {day(review)}."
    return _next_of_lead(facts)


def _next_of_lead(facts: Facts) -> str:
    """What happens next with a lead."""
    row = facts.lead
    if row is None:
        return "run leadbook check BOOK; it then stands on Leads."
    rep, outcome, planned = text(row, "rep"), text(row, "outcome"), as_day(row.get("next_date"))
    if outcome in CLOSED or text(row, "status") == LeadStatus.CLOSED:
        return "nothing; it is closed."
    if not rep:
        return "it waits for Allocate (leadbook allocate BOOK), or for a rep picked by hand on Leads."
    if planned is not None:
        return f"{rep} has planned the next step for {day(planned)}{' (overdue)' if planned < facts.today else ''}."
    return f"{rep} calls and picks an outcome on Leads." if not outcome else f"{rep} goes on; no date is planned."


def who(facts: Facts) -> str:
    """“K3M7Q: Ana Silva, Acme, buyer.”"""
    row = facts.inquiry
    name = f"{text(row, 'first_name')} {text(row, 'last_name')}".strip() or "a name that is not known"
    parts = [name, text(row, "company") or "company not known", text(row, "job_title") or "title not known"]
    return f"{text(row, 'lead_id')}: {', '.join(shown(part) for part in parts)}."
