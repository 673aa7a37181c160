"""The rules of the gate in a new book: what keeps an inquiry from being a lead, and what moves its score.

What makes a lead (a raised hand, phone and e-mail that check, a need) is built in; these rows say what stands
against it. A row is one test; several fields with ; between are tested together. In a reason `{found}` is the
word of Words that was found, or the date that is too old, and `{value}` the number it was compared with.
"""

from __future__ import annotations

from leadbook.model import Cell, Operator, Verdict

_SAID = "Raised hand (their words); Need (their words); What for; Notes; Other answers"
_ASKED = "Raised hand (their words); Need (their words); Notes"
_MAIL = "E-mail; Other e-mail; Website"
_NOTHING = (
    "none; no; nothing; zero; nil; no budget; keins; keine; kein; nein; nichts; null; "
    "aucun; rien; ninguno; nada; cero; nessuno; niente; geen; niets"
)
_OUT = str(Verdict.NOT_A_LEAD)
_POINTS = "Points only"
_SETTLED = (
    "sale done; sale_done; sale closed; deal closed; closed won; closed - won; closed lost; closed - lost; "
    "closed - converted; closed - not converted; wrong number; junk; bad lead; bad_lead; disqualified"
)
_CLOSED = (
    "sold; won; lost; sale; booked; booked!; converted; closed; customer; existing customer; unqualified; invalid; "
    "invalid lead; dead; dead lead; spam; duplicate"
)


def _row(
    test: tuple[str, Operator, Cell], verdict: str, reason: str, points: int | None = None, on: str = "Yes"
) -> tuple[Cell, ...]:
    """One row of tblGate in schema order; the two measured columns start blank."""
    field, operator, value = test
    return (on, field, str(operator), value, verdict, points, reason, None, None)


GATE_ROWS: tuple[tuple[Cell, ...], ...] = (
    _row((_ASKED, Operator.CONTAINS_WORD, "opt out"), str(Verdict.SUPPRESSED),
         "Asked us to stop: said “{found}” (rule 3)."),
    _row((_MAIL, Operator.DOMAIN_IN_LIST, "own domain"), _OUT,
         "Address of our own company: staff or a test (rule 3)."),
    _row((_MAIL, Operator.DOMAIN_IN_LIST, "competitor"), _OUT,
         "Domain {found} is on the competitor list (rule 3)."),
    _row(("Company", Operator.CONTAINS_WORD, "competitor"), _OUT,
         "Works for {found}, on the competitor list (rule 3)."),
    _row(("Job title", Operator.CONTAINS_WORD, "student"), _OUT,
         "Studies: the title says “{found}” (rule 3)."),
    _row((_SAID, Operator.CONTAINS_WORD, "study"), _OUT,
         "Studies: said “{found}” (rule 3)."),
    _row(("E-mail; Other e-mail", Operator.DOMAIN_IN_LIST, "student"), _OUT,
         "School or university address ({found}); initials let it through (rule 3)."),
    _row((_MAIL, Operator.DOMAIN_IN_LIST, "supplier"), _OUT,
         "Domain {found} is on the supplier list (rule 3)."),
    _row((_SAID, Operator.CONTAINS_WORD, "supplier"), _OUT,
         "Wants to sell to us: said “{found}” (rule 3)."),
    _row((_SAID, Operator.CONTAINS_WORD, "offers"), _OUT,
         "Wants to sell to us: said “{found}” and named no need (rule 3)."),
    _row(("Job title; " + _SAID, Operator.CONTAINS_WORD, "reseller"), _OUT,
         "Wants to sell our products on: said “{found}” (rule 3)."),
    _row(("Job title; " + _SAID, Operator.CONTAINS_WORD, "press"), _OUT,
         "Writes for the press: “{found}” (rule 3)."),
    _row(("Job title; " + _SAID, Operator.CONTAINS_WORD, "job seeker"), _OUT,
         "Looks for a job: “{found}” (rule 3)."),
    _row(("Company; Job title; Address", Operator.CONTAINS_WORD, "institution"), _OUT,
         "An institution we do not sell to: “{found}” (rule 3)."),
    _row((_MAIL, Operator.DOMAIN_IN_LIST, "institution"), _OUT,
         "Domain {found} belongs to an institution we do not sell to (rule 3)."),
    _row(("Budget", Operator.IS, _NOTHING), _OUT,
         "No money for it: the budget says “{found}” (rule 1)."),
    _row(("Budget", Operator.AT_MOST, 0), _OUT,
         "Named a budget of nothing: “{found}” (rule 1)."),
    _row(("Budget; " + _SAID, Operator.CONTAINS_WORD, "no money"), _OUT,
         "No money for it: said “{found}” (rule 1)."),
    _row(("Decides?; " + _SAID, Operator.CONTAINS_WORD, "no decision"), _OUT,
         "Said “{found}” and named nobody who decides (rule 1)."),
    _row(("Buying by", Operator.IS, "never; nie; jamais; nunca; mai; nooit"), _OUT,
         "Not now: the time to buy is “{found}”; comes back for review (rule 1)."),
    _row(("Buying by; Stage; " + _SAID, Operator.CONTAINS_WORD, "no time"), _OUT,
         "Not now: said “{found}”; comes back for review (rule 1)."),
    _row(("Budget; " + _SAID, Operator.CONTAINS_WORD, "outrageous"), _OUT,
         "Expects more than anybody can give: said “{found}” (rule 1)."),
    _row(("Status (theirs)", Operator.CONTAINS, _SETTLED), _OUT,
         "The list itself says “{found}”: settled there already (rule 2)."),
    _row(("Status (theirs)", Operator.IS, _CLOSED), _OUT,
         "Stands in the list as “{found}”: settled there already (rule 2)."),
    _row(("Status (theirs); " + _SAID, Operator.CONTAINS_WORD, "settled"), _OUT,
         "Settled already: “{found}” (rule 2)."),
    _row((_SAID, Operator.CONTAINS_WORD, "wrong person"), _OUT,
         "Not the person to talk to: “{found}” (rule 1)."),
    _row(("Asked on; Received", Operator.OLDER_THAN_DAYS, "stale_days"), _OUT,
         "From {found}: older than {value} days (rule 1)."),
    _row(("Buying by", Operator.IS_BLANK, None), str(Verdict.NEEDS_INFO),
         "Asked for a call; when they plan to buy is not known (rule 1).", on="No"),
    _row(("Decides?", Operator.IS_BLANK, None), str(Verdict.NEEDS_INFO),
         "Asked for a call; who decides is not known (rule 1).", on="No"),
    _row(("Budget", Operator.IS_BLANK, None), str(Verdict.NEEDS_INFO),
         "Asked for a call; whether money is set aside is not known (rule 1).", on="No"),
    _row(("E-mail", Operator.DOMAIN_IN_LIST, "free mail"), _POINTS,
         "A private mail address; the one at work is worth asking for.", -5),
    _row(("E-mail", Operator.CONTAINS_WORD, "role mail"), _POINTS,
         "A shared mailbox; the person's own address is worth asking for.", -3),
    _row(("Job title", Operator.IS_FILLED, None), _POINTS,
         "Gave a title.", 2),
    _row(("Company", Operator.IS_FILLED, None), _POINTS,
         "Named a company.", 3),
)  # fmt: skip
"""Rows of tblGate in schema order. Rows that are off show what else may be asked for, one switch away."""
