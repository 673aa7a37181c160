"""The week on Start: six steps with what stands there and whether it is done, next, open or later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.model import LeadStatus, Verdict
from leadbook.stages.start_lines import first_owed, first_three, open_answers, open_fixes
from leadbook.stages.wording import as_day, count, day

if TYPE_CHECKING:
    from leadbook.stages.start import BookState

DONE, NEXT, OPEN, LATER = "Done", "Next", "Open", "Later"
Step = tuple[str, str, str]
"""What, what stands there, and Done, Next, Open or Later."""


def week(state: BookState) -> tuple[Step, ...]:
    """The six steps in their order; of those that are open the one that is worth most is the next.

    First what is lost by waiting: leads given before today that nobody called, leads without a rep; then answers
    that win leads; then the rest in its order.
    """
    steps = [_lists(state), _fix(state), _given(state), _brief(state), _called(state), _counted(state)]
    can_share = not state.reps.empty and not state.quotas.empty
    to_fix, to_share = 2 if _wins(state) else 3, 1 if can_share and _untried(state) else 3
    haste = (3, to_fix, to_share, 3, 0 if _late_calls(state) else 3, 3)
    waiting = [at for at, (_, _, how) in enumerate(steps) if how == OPEN]
    first = min(waiting, key=lambda at: (haste[at], at), default=None)
    return tuple((what, says, NEXT if at == first else how) for at, (what, says, how) in enumerate(steps))


def _wins(state: BookState) -> bool:
    """Whether To fix holds answers to take, or questions whose answers win leads."""
    unanswered = open_fixes(state.fix)
    return len(unanswered) < len(state.fix) or bool(unanswered["unlocks"].sum() > 0)


def _untried(state: BookState) -> int:
    """Leads without a rep that Allocate has not seen."""
    return int(((state.leads["status"] == LeadStatus.WAITING) & (state.leads["why_rep"] == "")).sum())


def _late_calls(state: BookState) -> int:
    """Leads given before today without a first call."""
    pairs = zip(state.leads["given_on"], state.leads["status"], strict=True)
    days = (as_day(value) for value, status in pairs if status == LeadStatus.NEW)
    return sum(found is not None and found < state.today for found in days)


def next_step(state: BookState) -> str:
    """The status line of Start: the next step, or that nothing is waiting."""
    for what, says, how in week(state):
        if how == NEXT:
            return f"Next: {what}. {says}"
    return "Everything is done for now. Drop the next list whenever it comes."


def _lists(state: BookState) -> Step:
    """Whether lists are in, with the headline."""
    by = state.verdicts
    if state.inquiries.empty:
        return "Lists are in", "Put a list into the folder Inbox beside this book, then run Import.", OPEN
    none = by[Verdict.NOT_A_LEAD] + by[Verdict.SUPPRESSED] + by[Verdict.DUPLICATE]
    head = f"{count(by[Verdict.QUALIFIED], 'lead')} · {by[Verdict.NEEDS_INFO]:,} one answer away · {none:,} not leads"
    return "Lists are in", f"{head}.", DONE


def _fix(state: BookState) -> Step:
    """Questions that win leads."""
    if state.inquiries.empty:
        return "To fix", "After an import, the questions that win the most leads stand there first.", LATER
    unanswered = open_fixes(state.fix)
    answered = len(state.fix) - len(unanswered)
    if answered:
        return "To fix", f"{count(answered, 'answer')} {'waits' if answered == 1 else 'wait'} there: run Check.", OPEN
    if unanswered.empty:
        return "To fix", "No question is open.", DONE
    return "To fix", f"{count(len(unanswered), 'question')}, about ten minutes.{first_three(unanswered)}", OPEN


def _given(state: BookState) -> Step:
    """Whether leads have reps."""
    what, by = "Leads are given", state.statuses
    if state.leads.empty:
        return what, "There is no lead to give yet.", LATER
    if state.reps.empty or state.quotas.empty:
        missing = "Reps" if state.reps.empty else "Quotas"
        leads = count(len(state.leads), "lead")
        return what, f"{leads} and nothing on {missing} yet: fill it in, then run Allocate.", OPEN
    waiting = by[LeadStatus.WAITING]
    untried = _untried(state)
    if untried:
        return what, f"{count(untried, 'new lead')} without a rep: run Allocate.", OPEN
    waits = f"; {waiting:,} {'waits' if waiting == 1 else 'wait'}, each with the reason" if waiting else "; none waits"
    return what, f"{count(len(state.leads) - waiting, 'lead')} with reps{waits}.", DONE


def _brief(state: BookState) -> Step:
    """The campaign that needs its page most: one that has begun without it, else the one due first."""
    if state.campaigns.empty:
        return "Brief", "Write a campaign on Campaigns; its questions then appear on Answers.", LATER
    status, starts = state.campaigns["status"].tolist(), [as_day(value) for value in state.campaigns["starts"]]
    begun = [found is not None and found <= state.today for found in starts]
    due = sorted(
        (not begun[at], as_day(by) is None, as_day(by) or state.today, at)
        for at, by in enumerate(state.campaigns["brief_by"]) if not status[at].startswith("Issued")
    )  # fmt: skip
    if not due:
        return "Brief", f"{count(len(status), 'page')} issued; reps know what they get asked.", DONE
    at = due[0][-1]
    name = str(state.campaigns["campaign"].iloc[at]).strip()
    more = f" {count(len(due) - 1, 'more campaign')} without a page." if len(due) > 1 else ""
    late = f" It began on {day(found)} without its page." if begun[at] and (found := starts[at]) else ""
    return f"Brief: {name}", f"{_answers(state, name, status[at])}{late}{more}", OPEN


def _answers(state: BookState, name: str, status: str) -> str:
    """How far the answers of a campaign are."""
    mine = state.answers[state.answers["campaign"].str.strip().str.casefold() == name.casefold()]
    must = mine[mine["must"].str.casefold() == "yes"]
    unanswered = open_answers(mine)
    if mine.empty:
        return "Run Brief: its questions then appear on Answers."
    if unanswered.empty and status == "Answers missing":
        return f"All {count(len(must), 'answer')} are in; its page names what is still missing. Then run Brief."
    if unanswered.empty:
        return f"All {count(len(must), 'answer')} are in: run Brief."
    head = f"{len(must) - len(unanswered):,} of {count(len(must), 'answer')} are in."
    return f"{head} {first_owed(unanswered)}"


def _called(state: BookState) -> Step:
    """First calls."""
    new = state.statuses[LeadStatus.NEW]
    if not len(state.leads) - state.statuses[LeadStatus.WAITING]:
        return "First calls", "When leads are given, reps call within one working day.", LATER
    if not new:
        return "First calls", "Every lead that was given had its first call.", DONE
    late = _late_calls(state)
    since = f"; {late:,} of them given before today" if late else ", all given today"
    return "First calls", f"{count(new, 'lead')} without a first call{since}.", OPEN


def _counted(state: BookState) -> Step:
    """The report."""
    if state.leads.empty or not (state.leads["outcome"] != "").any():
        return "Report", "Counts the way from inquiry to sale once reps have written outcomes.", LATER
    if state.report.empty:
        return "Report", "Reps have written outcomes: run Report.", OPEN
    mine = state.report[state.report["by"] == "Campaign"]
    met, sold = mine["meeting"].sum(), mine["sold"].sum()
    return "Report", f"{count(met, 'meeting')}, {sold:,.0f} sold. Run Report when more outcomes are in.", DONE
