"""The single cells of the Report sheet: status line, totals, sentences and the two charts' figures."""

from __future__ import annotations

import pandas as pd

from leadbook.model import Cell
from leadbook.schema import book, cells
from leadbook.stages.report import BY_CAMPAIGN, BY_REP, BY_SOURCE, FEW, lost_reasons, outrageous_by_source
from leadbook.stages.wording import count, money, percent

CARE = "read with care"


def report_cells(
    report: pd.DataFrame, leads: pd.DataFrame, currency: str, expectations: str = ""
) -> dict[str, Cell]:  # fmt: skip
    """Name → value for every `lb_report_*` cell, from the rows of tblReport; `expectations`: a sentence to add."""
    mine = report[report["by"] == BY_CAMPAIGN]
    values: dict[str, Cell] = {}
    for key in cells.REPORT_TOTALS:
        total = float(mine[key].sum())
        values[f"lb_report_total_{key}"] = int(total) if total == int(total) else total
    paid = mine[mine["cost"] > 0]
    values["lb_report_total_qualified_share"] = _ratio(mine["qualified"].sum(), mine["received"].sum())
    values["lb_report_total_cost_per_qualified"] = _ratio(paid["cost"].sum(), paid["qualified"].sum())
    for at, text in enumerate(report_sentences(report, currency, expectations), start=1):
        values[f"lb_report_says_{at}"] = text
    return values | _cost_chart(mine, currency) | _lost_chart(leads)


def _ratio(above: float, below: float) -> Cell:
    """A ratio of two sums, "" where there is nothing to divide by, as the cell's formula says it."""
    return float(above / below) if below else ""


def report_status(report: pd.DataFrame, currency: str) -> str:
    """“96 qualified of 856 received; 66 called, 24 meetings, 7 sold for $79,400. $394 per qualified lead.”"""
    mine = report[report["by"] == BY_CAMPAIGN]
    if mine.empty or not mine["received"].sum():
        return book.sheet("report").empty
    total = mine[["qualified", "received", "called", "meeting", "sold", "sold_amount", "cost"]].sum()
    sold = f"{total['sold']:,.0f} sold" + (f" for {money(total['sold_amount'], currency)}" if total["sold"] else "")
    head = (
        f"{total['qualified']:,.0f} qualified of {total['received']:,.0f} received; {total['called']:,.0f} called, "
        f"{count(total['meeting'], 'meeting')}, {sold}."
    )
    paid = mine[mine["cost"] > 0]
    if paid["qualified"].sum():
        each = paid["cost"].sum() / paid["qualified"].sum()
        known = "" if mine["cost"].notna().all() else " where the cost is known"
        head += f" {money(each, currency)} per qualified lead{known}."
    return head


def report_sentences(report: pd.DataFrame, currency: str, expectations: str = "") -> tuple[str, str, str]:
    """What a qualified lead cost, what was lost in leads never called, what came back (with `expectations`)."""
    mine = report[report["by"] == BY_CAMPAIGN]
    if mine.empty:
        return ("", "", "")
    back = f"{_back_sentence(report)} {expectations}".strip()
    return (_cost_sentence(mine, currency), _lost_sentence(mine, currency), back)


def expectations_sentence(inquiries: pd.DataFrame, leads: pd.DataFrame) -> str:
    """How many leads of which sources had outrageous expectations, as reps said; "" when none had.

    Args:
        inquiries: columns lead_id, source. leads: columns lead_id, outcome, reason.
    """
    found = outrageous_by_source(inquiries, leads)
    parts = [f"{number} of {count(of_all, 'answered lead')} from {source}" for source, number, of_all in found[:3]]
    more = [f"{sum(number for _, number, _ in found[3:])} from other sources"] if len(found) > 3 else []
    return f"Outrageous expectations, say the reps: {', '.join(parts + more)}." if parts else ""


def _careful(qualified: float) -> str:
    """“ (only 3 leads: read with care)” for a small number."""
    return f" (only {count(qualified, 'lead')}: {CARE})" if qualified < FEW else ""


def _cost_sentence(mine: pd.DataFrame, currency: str) -> str:
    """The cheapest and the dearest qualified lead, and money that brought none."""
    known = mine[mine["cost_per_qualified"].notna() & (mine["cost"] > 0)].sort_values(
        ["cost_per_qualified", "name"], kind="stable"
    )
    nothing = mine[(mine["cost"] > 0) & (mine["qualified"] == 0)]
    pairs = list(zip(nothing["name"].tolist(), nothing["cost"].tolist(), strict=True))
    none = [f"{money(cost, currency)} for {name} brought none." for name, cost in pairs[:2]]
    if known.empty:
        return " ".join(none) or "What a qualified lead costs shows when campaigns have a cost."
    first, last = known.iloc[0], known.iloc[-1]
    text = f"A qualified lead cost {money(first['cost_per_qualified'], currency)} from {first['name']}"
    text += _careful(first["qualified"])
    if len(known) > 1:
        text += f" and {money(last['cost_per_qualified'], currency)} from {last['name']}{_careful(last['qualified'])}"
    return " ".join([f"{text}.", *none])


def _lost_sentence(mine: pd.DataFrame, currency: str) -> str:
    """Leads never called, and the campaign money in them."""
    never, lost = float(mine["never_called"].sum()), float(mine["lost_money"].sum())
    given = float(mine["given"].sum())
    if not given:
        return "No lead was given to a rep yet."
    if not never:
        called = float(mine["called"].sum())
        return "Every lead given before today was called." if called else "No lead given before today waits for a call."
    worth = f": {money(lost, currency)} of the campaign money" if lost >= 0.5 else ""
    verb = "was" if never == 1 else "were"
    calling = f"Calling {'it' if never == 1 else 'them'} this week costs nothing more."
    of_all = f"{never:,.0f} of {count(given, 'lead')} with a rep"
    return f"{of_all} {verb} given before today and never called{worth}. {calling}"


def _back_sentence(report: pd.DataFrame) -> str:
    """Leads that reps sent back: a mark of the lists, not of the reps."""
    reps = report[report["by"] == BY_REP]
    back = float((reps["received"] - reps["qualified"]).sum())
    if not back:
        return "No rep sent a lead back." if len(reps) else ""
    total = float(reps["received"].sum())
    text = f"Reps sent back {back:,.0f} of {count(total, 'lead')}; these count against the list, not the rep."
    return f"{text} {_trust_sentence(report)}".strip()


def _trust_sentence(report: pd.DataFrame) -> str:
    """The source whose leads reps keep most, and the one they keep least; "" where there is nothing to compare."""
    known = report[(report["by"] == BY_SOURCE) & report["trust"].notna()].sort_values(
        ["trust", "called", "name"], ascending=[False, False, True], kind="stable"
    )
    if len(known) < 2 or known.iloc[0]["trust"] == known.iloc[-1]["trust"]:
        return ""
    best, worst = (
        f"{percent(row['trust'])} from {row['name']}{_careful(row['called'])}"
        for row in (known.iloc[0], known.iloc[-1])
    )
    return f"Of the leads they answered they kept {best} and {worst}."


def _cost_chart(mine: pd.DataFrame, currency: str) -> dict[str, Cell]:
    """Cost per qualified lead, the cheapest first; blank where there is no more.

    The name carries the money: a chart's own figures cannot follow the currency of the book.
    """
    known = mine[mine["cost_per_qualified"].notna() & (mine["cost"] > 0)].sort_values(
        ["cost_per_qualified", "name"], kind="stable"
    )
    rows = [
        (f"{name} ({count(qualified, 'lead')})" if qualified < FEW else name, float(value))
        for name, qualified, value in zip(known["name"], known["qualified"], known["cost_per_qualified"], strict=True)
    ]
    return _chart("cost", [(f"{name}: {money(value, currency)}", value) for name, value in rows])


def _lost_chart(leads: pd.DataFrame) -> dict[str, Cell]:
    """Why leads were lost."""
    return _chart("lost", [(name[:1].upper() + name[1:], float(number)) for name, number in lost_reasons(leads)])


def _chart(kind: str, rows: list[tuple[str, float]]) -> dict[str, Cell]:
    """The cells of a chart; None beyond the last row, so that no bar is drawn."""
    values: dict[str, Cell] = {}
    for at in range(cells.CHART_ROWS):
        name, value = rows[at] if at < len(rows) else (None, None)
        values[f"lb_report_{kind}_{at + 1}_name"] = name
        values[f"lb_report_{kind}_{at + 1}_value"] = None if value is None else round(value, 2)
    return values
