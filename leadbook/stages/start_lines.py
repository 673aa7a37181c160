"""The status line of each sheet: what stands there, in one sentence that adds up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from leadbook.model import LeadStatus, Verdict
from leadbook.schema import book
from leadbook.stages import cover as covering
from leadbook.stages import outlook_words
from leadbook.stages import scoreboard as scoring
from leadbook.stages.allocate_plan import EVERYONE
from leadbook.stages.brief_open import open_rows
from leadbook.stages.report_cells import report_status
from leadbook.stages.wording import as_day, count, day, listed, period_name

if TYPE_CHECKING:
    from leadbook.stages.start import BookState


def open_fixes(fix: pd.DataFrame) -> pd.DataFrame:
    """Questions on To fix that nobody has answered."""
    return fix[(fix["correct"] == "") & (fix["decision"] == "")]


def open_answers(answers: pd.DataFrame) -> pd.DataFrame:
    """Must-answer rows of Answers without an answer; “I don't know” is none."""
    return answers[open_rows(answers)]


class Lines:
    """Status lines of one state of a book; a sheet without rows keeps the line of a new book."""

    def __init__(self, state: BookState) -> None:
        self._state = state
        self._makers: dict[str, tuple[str, Callable[[], str]]] = {
            "to_fix": ("inquiries", self._to_fix), "not_leads": ("not_leads", self._not_leads),
            "leads": ("leads", self._leads), "reps": ("reps", self._reps), "away": ("away", self._away),
            "quotas": ("quotas", self._quotas), "cover": ("cover", lambda: covering.status(state.cover)),
            "scoreboard": ("scoreboard", lambda: scoring.status(state.scoreboard)),
            "forecast": ("forecast", lambda: outlook_words.forecast_status(state.forecast, state.period_kind)),
            "plan": ("plan", lambda: outlook_words.plan_status(state.plan)),
            "campaigns": ("campaigns", self._campaigns), "answers": ("answers", self._answers),
            "questions": ("questions", self._questions),
            "report": ("report", lambda: report_status(state.report, state.currency)),
            "suppression": ("suppression", lambda: f"{count(len(state.suppression), 'entry', 'entries')}; asked last "
                            "before every allocation."),
            "customers": ("customers", self._customers), "runs": ("runs", self._runs),
            "mappings": ("mappings", self._mappings),
            "events": ("events", lambda: f"{count(len(state.events), 'line')}; read by Allocate and Report."),
        }  # fmt: skip

    def of(self, sheet: str) -> str:
        """The line of a sheet."""
        table, make = self._makers.get(sheet, ("", None))
        if make is None or getattr(self._state, table).empty:
            return book.sheet(sheet).empty
        return make()

    def _to_fix(self) -> str:
        """How many questions, what the first three win; answers that wait for Check come first."""
        fix = self._state.fix
        unanswered = open_fixes(fix)
        waiting = len(fix) - len(unanswered)
        said = []
        if waiting:
            said.append(f"{count(waiting, 'answer')} waiting: run Check.")
        if len(unanswered):
            said.append(f"{count(len(unanswered), 'question')}, sorted by the leads they win.{first_three(unanswered)}")
        return " ".join(said) or "Nothing to fix just now."

    def _not_leads(self) -> str:
        """How many, by what, and how many are due for another look."""
        verdicts = self._state.verdicts
        names = ("by the gate", "suppressed", "duplicate")
        kinds = tuple(zip((Verdict.NOT_A_LEAD, Verdict.SUPPRESSED, Verdict.DUPLICATE), names, strict=True))
        parts = [f"{verdicts[verdict]:,} {name}" for verdict, name in kinds if verdicts[verdict]]
        due = int((self._state.not_leads["review_on"] <= pd.Timestamp(self._state.today)).sum())
        total = sum(verdicts[verdict] for verdict, _ in kinds)
        again = f" {due:,} to look at again by now." if due else ""
        return f"{total:,} {'is not a lead' if total == 1 else 'are not leads'}: {listed(parts)}.{again}"

    def _leads(self) -> str:
        """“96 leads = 7 waiting + 57 open with a rep + 4 not yet + 28 closed. 14 were given today.”"""
        by = self._state.statuses
        held = by[LeadStatus.NEW] + by[LeadStatus.OPEN]
        today = int((self._state.leads["given_on"] == pd.Timestamp(self._state.today)).sum())
        given = f" {today:,} {'was' if today == 1 else 'were'} given today." if today else ""
        return (
            f"{count(len(self._state.leads), 'lead')} = {by[LeadStatus.WAITING]:,} waiting + {held:,} open with a rep"
            f" + {by[LeadStatus.NOT_YET]:,} not yet + {by[LeadStatus.CLOSED]:,} closed.{given}"
        )

    def _reps(self) -> str:
        """How many reps, and their open leads."""
        reps = self._state.reps
        out = int((reps["active"].str.casefold() == "no").sum())
        still = f", {out:,} not active" if out else ""
        return f"{count(len(reps), 'rep')}{still}; {count(float(reps['open_leads'].sum()), 'open lead')}."

    def _away(self) -> str:
        """Who is away today."""
        today = self._state.today
        names = []
        for rep, first, last in zip(*(self._state.away[key] for key in ("rep", "from", "to")), strict=True):
            begins, ends = as_day(first), as_day(last) or as_day(first)
            if begins and ends and begins <= today <= ends:
                names.append("everyone" if rep.strip().casefold() == EVERYONE else rep.strip())
        who = listed(list(dict.fromkeys(names))) or "nobody"
        return f"{count(len(self._state.away), 'absence')}; away today: {who}."

    def _quotas(self) -> str:
        """How many quotas count now; none is said with what to do."""
        state = self._state
        here = sum(_in_period(as_day(value), state.planned, state.period_kind) for value in state.quotas["period"])
        name = period_name(state.planned, state.period_kind)
        if not here:
            return f"No quota for {name} yet: leads given today close then, so nobody can get one."
        return f"{count(here, 'quota')} for {name}, when leads given today close."

    def _campaigns(self) -> str:
        """How many are issued, and what the others wait for."""
        status = self._state.campaigns["status"]
        issued = int(status.str.startswith("Issued").sum())
        missing, other = int((status == "Answers missing").sum()), len(status) - issued
        if not other:
            return f"{count(issued, 'campaign')}, {'its page' if issued == 1 else 'all pages'} issued."
        wait = f", {missing:,} with answers missing" if missing else ""
        return f"{count(len(status), 'campaign')}: {issued:,} issued{wait}. Run Brief when the answers are in."

    def _answers(self) -> str:
        """Which must-answer questions are open, and who owes the first."""
        unanswered = open_answers(self._state.answers)
        if unanswered.empty:
            return "Every must-answer question has its answer."
        return f"{count(len(unanswered), 'must-answer question')} open. {first_owed(unanswered)}".strip()

    def _questions(self) -> str:
        """Open questions."""
        unanswered = int((self._state.questions["answer"].str.strip() == "").sum())
        return f"{count(unanswered, 'question')} open." if unanswered else "Every question has its answer."

    def _customers(self) -> str:
        """Accounts with an owner."""
        owned = int((self._state.customers["owner"].str.strip() != "").sum())
        return f"{count(len(self._state.customers), 'account')}; leads of {owned:,} go to the owner."

    def _mappings(self) -> str:
        """How many columns were said, and how many are asked."""
        said = int((self._state.mappings["field"].str.strip() != "").sum())
        asked = len(self._state.mappings) - said
        known = f"{count(said, 'column')} said; read so in the next list of that kind." if said else "Nothing said yet."
        return f"{known} {count(asked, 'question')} on To fix." if asked else known

    def _runs(self) -> str:
        """The last run."""
        last = self._state.runs.iloc[-1]
        when = as_day(last["when"])
        return f"{count(len(self._state.runs), 'run')}; the last: {last['what']}{f' on {day(when)}' if when else ''}."


def first_three(unanswered: pd.DataFrame) -> str:
    """What the first three answers win, with a leading blank; nothing when that is not known."""
    wins = float(unanswered["unlocks"].head(3).sum())
    if not wins:
        return ""
    if len(unanswered) == 1:
        return f" It wins {count(wins, 'lead')}."
    return f" The first {'two win' if len(unanswered) == 2 else 'three win'} {count(wins, 'lead')}."


def first_owed(unanswered: pd.DataFrame) -> str:
    """“Priya Nair owes “Can you hold the price?” by 24 Nov 2026.”, of the open answer due first."""
    rows = [(as_day(by) or dt.date.max, at) for at, by in enumerate(unanswered["by"])]
    by, at = min(rows)
    row = unanswered.iloc[at]
    owes, question = str(row["owes"]).strip(), str(row["question"]).strip()
    if not owes:
        return f"Nobody is named yet for “{question}”."
    return f"{owes} owes “{question}”{f' by {day(by)}' if by != dt.date.max else ''}."


def _in_period(value: dt.date | None, period: dt.date, kind: str) -> bool:
    """Whether a month belongs to the period."""
    if value is None or value.year != period.year:
        return False
    return 0 <= value.month - period.month < (3 if kind == "quarter" else 1)
