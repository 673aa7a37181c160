"""The week on Start: six steps with what stands there and whether it is done, next, open or later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.model import LeadStatus, Verdict
from leadbook.stages.start_lines import first_owed, first_three, open_answers, open_fixes
from leadbook.stages.wording import as_day, count

if TYPE_CHECKING:
    from leadbook.stages.start import BookState

DONE, NEXT, OPEN, LATER = "Done", "Next", "Open", "Later"
Step = tuple[str, str, str]
"""What, what stands there, and Done, Next, Open or Later."""


def week(state: BookState) -> tuple[Step, ...]:
    """The six steps in their order; the first that is open is the next."""
    steps = [_lists(state), _fix(state), _given(state), _brief(state), _called(state), _counted(state)]
    found: list[Step] = []
    for what, says, how in steps:
        is_next = how == OPEN and not any(before == NEXT for _, _, before in found)
        found.append((what, says, NEXT if is_next else how))
    return tuple(found)


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
    untried = int(((state.leads["status"] == LeadStatus.WAITING) & (state.leads["why_rep"] == "")).sum())
    if untried:
        return what, f"{count(untried, 'new lead')} without a rep: run Allocate.", OPEN
    waits = f"; {waiting:,} {'waits' if waiting == 1 else 'wait'}, each with the reason" if waiting else "; none waits"
    return what, f"{count(len(state.leads) - waiting, 'lead')} with reps{waits}.", DONE


def _brief(state: BookState) -> Step:
    """The first campaign whose page is not out."""
    if state.campaigns.empty:
        return "Brief", "Write a campaign on Campaigns; its questions then appear on Answers.", LATER
    status = state.campaigns["status"].tolist()
    due = sorted(
        (as_day(by) is None, as_day(by) or state.today, at)
        for at, by in enumerate(state.campaigns["brief_by"]) if not status[at].startswith("Issued")
    )  # fmt: skip
    if not due:
        return "Brief", f"{count(len(status), 'page')} issued; reps know what they get asked.", DONE
    name = str(state.campaigns["campaign"].iloc[due[0][2]]).strip()
    mine = state.answers[state.answers["campaign"].str.strip().str.casefold() == name.casefold()]
    must = mine[mine["must"].str.casefold() == "yes"]
    unanswered = open_answers(mine)
    if mine.empty:
        return f"Brief: {name}", "Run Brief: its questions then appear on Answers.", OPEN
    if unanswered.empty:
        return f"Brief: {name}", f"All {count(len(must), 'answer')} are in: run Brief.", OPEN
    head = f"{len(must) - len(unanswered):,} of {count(len(must), 'answer')} are in."
    return f"Brief: {name}", f"{head} {first_owed(unanswered)}", OPEN


def _called(state: BookState) -> Step:
    """First calls."""
    new = state.statuses[LeadStatus.NEW]
    if not len(state.leads) - state.statuses[LeadStatus.WAITING]:
        return "First calls", "When leads are given, reps call within one working day.", LATER
    if not new:
        return "First calls", "Every lead that was given had its first call.", DONE
    days = [found for value, status in zip(state.leads["given_on"], state.leads["status"], strict=True)
            if status == LeadStatus.NEW and (found := as_day(value))]  # fmt: skip
    late = sum(found < state.today for found in days)
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
