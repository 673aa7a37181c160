"""A workbook with invented rows on every sheet people print, filled through the closed-file back-end."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.model import Cell, Grid
from leadbook.schema.book import sheet, table
from leadbook.template import layout
from leadbook.template.build import build_book
from leadbook.template.heights import body_heights
from leadbook.template.layout import Paper
from leadbook.template.masters import brief_fill, sheet_name
from tests.template.pages import NORMAL

DAY = dt.date(2026, 4, 21)
RUN = "Run 6, Tue 21 Apr 2026 08:40"
REPS = ("Ada Brandt", "Bruno Keel", "Carla Mendes", "Dov Amsel")
PLACES = ("Harbour Café", "Old Mill Bakery", "Station Canteen", "Linden Bistro", "Quay Hotel", "Corner Deli")
NEEDS = ("Filter leaks every second week", "Opening a second counter in June", "Water tastes of chlorine",
         "Cartridges take three weeks to arrive")  # fmt: skip
WHY = {
    "Qualified": "Asked for a call in their own words on 14 Apr; phone and e-mail check; need named.",
    "Needs info": "Asked for a call but named no need.",
    "Not a lead": "Came to the tasting and asked nothing: attendance is activity, not a raised hand.",
    "Suppressed": "Asked not to be contacted on 2 Mar.",
}
VERDICTS = ("Qualified", "Needs info", "Not a lead", "Qualified", "Not a lead", "Suppressed")
WAITS = "Waits: only Ada sells AQ-30 in the North and she is at her cap of 14 open leads."
GIVEN = "Ada and Bruno could take it. Ada had 3 of 9 leads needed, Bruno 5 of 8: Ada was further behind."

Rows = Sequence[Mapping[str, Cell]]


def filled_book(paper: Paper = "Letter") -> bytes:
    """The workbook after a week of work: tables, named cells, heights, hidden rows and one briefing page."""
    book = PackageBook(build_book(paper))
    for key, rows in _tables().items():
        _write(book, key, rows)
    _outside(book)
    name = sheet_name(NORMAL.campaign)
    book.clone("Brief master", name)
    book.fill(name, brief_fill(NORMAL, paper))
    for hidden in ("Cover", "Report", "Rules"):
        book.show(hidden)
    return book.save()


def _write(book: PackageBook, key: str, rows: Rows) -> None:
    """Write the rows of one table, with heights and, on Cover and Report, the part of the reserve they use."""
    made = table(key)
    headers = book.read(made.name).headers
    keys = {column.header: column.key for column in made.columns}
    values = [[row.get(keys[header]) for header in headers] for row in rows]
    book.write(made.name, Grid(headers, values))
    shown: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    if key in layout.RESERVE_ROWS:
        shown, hidden = layout.reserve_rows(key, len(rows))
    heights = body_heights(made, headers, values)
    book.fill(made.sheet, SheetFill(heights=heights, shown_rows=shown, hidden_rows=hidden, header_footer=RUN))
    for line in ("title", "band", "status"):
        text = {"title": sheet(_sheet_key(made.sheet)).title, "band": RUN, "status": f"{len(rows)} rows in all."}[line]
        book.fill(made.sheet, SheetFill(cells={f"lb_{line}_{_sheet_key(made.sheet)}": text}))


def _sheet_key(name: str) -> str:
    return name.lower().replace(" ", "_")


def _tables() -> dict[str, Rows]:
    return {
        "inquiries": [_inquiry(number) for number in range(30)],
        "fix": [_question(number) for number in range(9)],
        "not_leads": [_not_lead(number) for number in range(30) if VERDICTS[number % 6] in ("Not a lead", "Suppressed")],
        "leads": [_lead(number) for number in range(12)],
        "reps": [_rep(number, name) for number, name in enumerate(REPS)],
        "quotas": [_quota(number, name) for number, name in enumerate(REPS)],
        "campaigns": [_campaign()],
        "cover": [_cover(number, name) for number, name in enumerate(REPS * 2)],
        "report": [_report(number) for number in range(6)],
    }  # fmt: skip


def _inquiry(number: int) -> dict[str, Cell]:
    verdict = VERDICTS[number % 6]
    return {
        "lead_id": f"Q{number:02d}KX", "verdict": verdict, "why": WHY[verdict],
        "ask_next": "Need: what should get better?" if verdict == "Needs info" else None,
        "first_name": ("Ines", "Tom", "Marguerite", "Jo")[number % 4], "last_name": ("Dahl", "Okafor", "Weiss")[number % 3],
        "company": PLACES[number % 6], "email": f"person{number}@place{number}.example", "phone": f"+4930555{number:04d}",
        "raised_hand": "“Please call me about the filter, ours leaks.”" if verdict != "Not a lead" else None,
        "campaign": NORMAL.campaign, "source_type": "raised-hand form", "need": NEEDS[number % 4],
        "created_at": DAY - dt.timedelta(days=number), "score": 40 + number, "source": "forms.csv",
    }  # fmt: skip


def _question(number: int) -> dict[str, Cell]:
    return {
        "kind": ("to qualify", "value", "duplicate?")[number % 3], "lead_id": f"Q{number:02d}KX", "file": "forms.csv",
        "row": 12 + number, "who": f"Tom Okafor, {PLACES[number % 6]}", "field": ("Need", "E-mail", "Company")[number % 3],
        "now": (None, "tom@place1.exmple", "Harbor Cafe")[number % 3],
        "wrong": ("Asked for a call, but for what?", "The domain takes no mail.",
                  "Same company and almost the same name as another inquiry.")[number % 3],
        "suggestion": ("Ask: what should get better?", "tom@place1.example", "Same person")[number % 3],
        "decision": "Suggestion" if number == 1 else None, "unlocks": 9 - number,
    }  # fmt: skip


def _not_lead(number: int) -> dict[str, Cell]:
    return {
        "lead_id": f"Q{number:02d}KX", "company": PLACES[number % 6], "who": "Jo Weiss, owner",
        "reason": WHY[VERDICTS[number % 6]], "source": "forms.csv", "since": DAY,
        "review_on": DAY + dt.timedelta(days=90),
    }  # fmt: skip


def _lead(number: int) -> dict[str, Cell]:
    status = ("Waiting", "New", "Open", "Open", "Not yet", "Closed")[number % 6]
    return {
        "lead_id": f"Q{number:02d}KX", "company": PLACES[number % 6], "contact": "Marguerite Okafor", "role": "Owner",
        "product": "AQ-30", "need": NEEDS[number % 4], "buying_by": "June", "score": 90 - number, "status": status,
        "rep": None if status == "Waiting" else REPS[number % 4], "lock": "Yes" if number == 2 else None,
        "why_rep": WAITS if status == "Waiting" else GIVEN, "given_on": None if status == "Waiting" else DAY,
        "how_got_name": "14 Apr, our swap form: “Please call me about the filter.”",
        "outcome": {"Open": "Call again", "Not yet": "Not yet", "Closed": "Sold"}.get(status),
        "next_date": DAY if status == "Open" else None, "amount": 4200 if status == "Closed" else None,
    }  # fmt: skip


def _rep(number: int, name: str) -> dict[str, Cell]:
    return {
        "rep": name, "email": f"rep{number}@aqua.example", "active": "Yes", "territory": "DE 8*; DE 9*",
        "languages": "German; English", "preferred_products": "AQ-30", "capacity_week": 5 + number / 2, "backlog_cap": 14,
        "promised_minimum": 4, "personal_goal": 60000, "measured_close_rate": 0.22, "open_leads": 8,
    }  # fmt: skip


def _quota(number: int, name: str) -> dict[str, Cell]:
    return {
        "rep": name, "product": "AQ-30", "period": dt.date(2026, 5, 1), "quota": 40000 + 1000 * number, "unit": "money",
        "booked": 12000, "pipeline": 3000, "close_rate": 0.25, "average_deal": 4200,
    }  # fmt: skip


def _campaign() -> dict[str, Cell]:
    return {
        "campaign": NORMAL.campaign, "type": "lead generation", "gathered_how": "raised-hand form", "product": "AQ-20; AQ-30",
        "starts": dt.date(2026, 3, 2), "ends": dt.date(2026, 4, 30), "owner": NORMAL.owner, "line_to_say": NORMAL.line_to_say,
        "offer": NORMAL.offer, "terms": NORMAL.terms, "deadline": NORMAL.deadline, "cost": 9600, "expected_leads": 60,
        "status": "Answers missing", "matching": 84,
    }  # fmt: skip


def _cover(number: int, name: str) -> dict[str, Cell]:
    quota, booked, pipeline, rate, deal = 40000 + 3000 * number, 12000, 3000, 0.25, 4200
    gap = max(0, quota - booked - pipeline)
    deals = math.ceil(round(gap / deal, 6))
    given, sure = (0, 12, 20, 34, 30, 9, 41, 60)[number], 30 + 2 * number
    return {
        "rep": name, "product": "AQ-30" if number < 4 else "AQ-20", "quota": quota, "booked": booked, "pipeline": pipeline,
        "gap": gap, "close_rate": rate, "average_deal": deal, "deals_needed": deals,
        "leads_needed": math.ceil(round(deals / rate, 6)), "leads_80": sure, "given": given,
        "chance": (0.0, 0.08, 0.31, 0.84, 0.62, 0.02, 0.77, 1.0)[number], "short_by": max(0, sure - given),
        "why_none": "None was qualified in their territory." if not given else None,
    }  # fmt: skip


def _report(number: int) -> dict[str, Cell]:
    qualified, received, cost, never = 20 + number, 100 + 10 * number, (None if number == 4 else 1000.0 * number), number
    by = "Campaign" if number < 5 else "Product"
    return {
        "by": by, "name": f"{NORMAL.campaign} {number}" if number else NORMAL.campaign,
        "gathered_how": "raised-hand form" if by == "Campaign" else None, "qualified": qualified, "received": received,
        "qualified_share": qualified / received, "given": 18, "called": 15, "meeting": 6, "sold": 2, "sold_amount": 8400,
        "cost": cost, "cost_per_qualified": None if cost is None else cost / qualified, "never_called": never,
        "lost_money": None if cost is None else cost * never / qualified,
    }  # fmt: skip


def _outside(book: PackageBook) -> None:
    """Named cells, as a run fills them, with the values its formulas have."""
    shown, hidden = layout.start_rows(week=True)
    tables = _tables()
    counts = {verdict: sum(VERDICTS[n % 6] == verdict for n in range(30)) for verdict in set(VERDICTS)}
    start: dict[str, Cell] = {
        "lb_title_start": "This week: Tuesday 21 April 2026", "lb_band_start": RUN,
        "lb_status_start": "Next: ten minutes on To fix. The first three answers there win 24 leads.",
        "lb_start_received": 30, "lb_start_leads": counts["Qualified"], "lb_start_away": counts["Needs info"],
        "lb_start_not_leads": counts["Not a lead"] + counts["Suppressed"], "lb_start_uncalled": 2,
        "lb_start_received_note": "every row kept as it came", "lb_start_leads_note": "2 of them wait for a rep",
        "lb_start_away_note": "each says what to ask", "lb_start_not_leads_note": "each with its reason",
        "lb_start_uncalled_note": "given before today",
        **{f"lb_week_{n}_state": ("Done", "Next", "Open", "Open", "Later", "Later")[n - 1] for n in range(1, 7)},
    }  # fmt: skip
    book.fill("Start", SheetFill(cells=start, shown_rows=shown, hidden_rows=hidden, header_footer=RUN))
    cover = {f"lb_cover_total_{key}": sum(_number(row[key]) for row in tables["cover"])
             for key in ("deals_needed", "leads_needed", "leads_80", "given", "short_by")}  # fmt: skip
    says = "Dov has made the quota. Likely: Dov on AQ-30 (84 %). Unlikely with these leads: Bruno on AQ-20 (2 %)."
    book.fill("Cover", SheetFill(cells={**cover, **{f"lb_cover_says_{n}": says for n in (1, 2, 3)}}))
    rows = [row for row in tables["report"] if row["by"] == "Campaign"]
    report: dict[str, Cell] = {
        f"lb_report_total_{key}": sum(_number(row[key]) for row in rows)
        for key in ("qualified", "received", "given", "called", "meeting", "sold", "sold_amount", "cost", "never_called",
                    "lost_money")
    }  # fmt: skip
    for number in (1, 2, 3):
        report[f"lb_report_says_{number}"] = "A qualified lead cost 46 from one campaign and 96 from the other."
        report[f"lb_report_cost_{number}_name"], report[f"lb_report_cost_{number}_value"] = f"Campaign {number}", 40 * number
    for number, reason in enumerate(("price", "competitor", "timing", "no budget"), 1):
        report[f"lb_report_lost_{number}_name"], report[f"lb_report_lost_{number}_value"] = reason, 9 - 2 * number
    cost_rows, lost_rows = layout.chart_rows("cost", 3), layout.chart_rows("lost", 4)
    book.fill("Report", SheetFill(cells=report, shown_rows=cost_rows[0] | lost_rows[0],
                                  hidden_rows=cost_rows[1] | lost_rows[1]))  # fmt: skip


def _number(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
