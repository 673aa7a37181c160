"""Invented rows of every table people print, by column key."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from leadbook.model import Cell
from tests.template.pages import NORMAL

DAY = dt.date(2026, 4, 21)
REPS = ("Ada Brandt", "Bruno Keel", "Carla Mendes", "Dov Amsel")
PLACES = ("Harbour Café", "Old Mill Bakery", "Station Canteen", "Linden Bistro", "Quay Hotel", "Corner Deli")
NEEDS = (
    "Filter leaks every second week",
    "Opening a second counter in June",
    "Water tastes of chlorine",
    "Cartridges take three weeks to arrive",
)
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


def sample_rows() -> dict[str, Rows]:
    return {
        "inquiries": [_inquiry(number) for number in range(30)],
        "fix": [_question(number) for number in range(9)],
        "not_leads": [
            _not_lead(number) for number in range(30) if VERDICTS[number % 6] in ("Not a lead", "Suppressed")
        ],
        "leads": [_lead(number) for number in range(12)],
        "reps": [_rep(number, name) for number, name in enumerate(REPS)],
        "quotas": [_quota(number, name) for number, name in enumerate(REPS)],
        "campaigns": [_campaign()],
        "forecast": [_forecast(number, name) for number, name in enumerate(REPS * 2)],
        "plan": [_plan(number) for number in range(6)],
        "cover": [_cover(number, name) for number, name in enumerate(REPS * 2)],
        "scoreboard": [_score(number, name) for number, name in enumerate(REPS)],
        "report": [_report(number) for number in range(6)],
    }


def _inquiry(number: int) -> dict[str, Cell]:
    verdict = VERDICTS[number % 6]
    return {
        "lead_id": f"Q{number:02d}KX",
        "verdict": verdict,
        "why": WHY[verdict],
        "ask_next": "Need: what should get better?" if verdict == "Needs info" else None,
        "first_name": ("Ines", "Tom", "Marguerite", "Jo")[number % 4],
        "last_name": ("Dahl", "Okafor", "Weiss")[number % 3],
        "company": PLACES[number % 6],
        "email": f"person{number}@place{number}.example",
        "phone": f"+4930555{number:04d}",
        "raised_hand": "“Please call me about the filter, ours leaks.”" if verdict != "Not a lead" else None,
        "campaign": NORMAL.campaign,
        "source_type": "raised-hand form",
        "need": NEEDS[number % 4],
        "created_at": DAY - dt.timedelta(days=number),
        "score": 40 + number,
        "source": "forms.csv",
    }


def _question(number: int) -> dict[str, Cell]:
    return {
        "kind": ("to qualify", "value", "duplicate?")[number % 3],
        "lead_id": f"Q{number:02d}KX",
        "file": "forms.csv",
        "row": 12 + number,
        "who": f"Tom Okafor, {PLACES[number % 6]}",
        "field": ("Need", "E-mail", "Company")[number % 3],
        "now": (None, "tom@place1.exmple", "Harbor Cafe")[number % 3],
        "wrong": (
            "Asked for a call, but for what?",
            "The domain takes no mail.",
            "Same company and almost the same name as another inquiry.",
        )[number % 3],
        "suggestion": ("Ask: what should get better?", "tom@place1.example", "Same person")[number % 3],
        "decision": "Suggestion" if number == 1 else None,
        "unlocks": 9 - number,
    }


def _not_lead(number: int) -> dict[str, Cell]:
    return {
        "lead_id": f"Q{number:02d}KX",
        "company": PLACES[number % 6],
        "who": "Jo Weiss, owner",
        "reason": WHY[VERDICTS[number % 6]],
        "source": "forms.csv",
        "since": DAY,
        "review_on": DAY + dt.timedelta(days=90),
    }


def _lead(number: int) -> dict[str, Cell]:
    status = ("Waiting", "New", "Open", "Open", "Not yet", "Closed")[number % 6]
    return {
        "lead_id": f"Q{number:02d}KX",
        "company": PLACES[number % 6],
        "contact": "Marguerite Okafor",
        "role": "Owner",
        "product": "AQ-30",
        "need": NEEDS[number % 4],
        "buying_by": "June",
        "score": 90 - number,
        "status": status,
        "rep": None if status == "Waiting" else REPS[number % 4],
        "lock": "Yes" if number == 2 else None,
        "why_rep": WAITS if status == "Waiting" else GIVEN,
        "given_on": None if status == "Waiting" else DAY,
        "how_got_name": "14 Apr, our swap form: “Please call me about the filter.”",
        "outcome": {"Open": "Call again", "Not yet": "Not yet", "Closed": "Sold"}.get(status),
        "next_date": DAY if status == "Open" else None,
        "amount": 4200 if status == "Closed" else None,
    }


def _rep(number: int, name: str) -> dict[str, Cell]:
    return {
        "rep": name,
        "email": f"rep{number}@aqua.example",
        "active": "Yes",
        "territory": "DE 8*; DE 9*",
        "languages": "German; English",
        "preferred_products": "AQ-30",
        "capacity_week": 5 + number / 2,
        "backlog_cap": 14,
        "promised_minimum": 4,
        "personal_goal": 60000,
        "measured_close_rate": 0.22,
        "open_leads": 8,
    }


def _quota(number: int, name: str) -> dict[str, Cell]:
    return {
        "rep": name,
        "product": "AQ-30",
        "period": dt.date(2026, 5, 1),
        "quota": 40000 + 1000 * number,
        "unit": "money",
        "booked": 12000,
        "pipeline": 3000,
        "close_rate": 0.25,
        "average_deal": 4200,
        "closed_leads": 12,
        "measured_rate": 0.3,
        "measured_deal": 4350.5,
        "leads_needed": math.ceil(round(math.ceil(round((25000 + 1000 * number) / 4200, 6)) / 0.25, 6)),
    }


def _forecast(number: int, name: str) -> dict[str, Cell]:
    row = {key: value for key, value in _cover(number, name).items() if key != "why_none"}
    sure = 30 + 2 * number
    return row | {
        "month": dt.date(2026, 5 + number // 4, 1),
        "rate_from": "5 of 20, team 24 %",
        "leads_50": sure - 8,
        "leads_90": sure + 9,
        "give_by": dt.date(2026, 5, 1),
    }


def _plan(number: int) -> dict[str, Cell]:
    needs, given, expected = 40 + number, 12, 9 * number
    return {
        "month": dt.date(2026, 5 + number // 2, 1),
        "product": ("AQ-20", "AQ-30")[number % 2],
        "leads_needed": needs - 9,
        "leads_50": needs - 10,
        "leads_80": needs,
        "leads_90": needs + 12,
        "given": given,
        "expected": expected,
        "coverage": (given + expected) / needs,
        "lacking": needs - given,
        "short_by": max(0, needs - given - expected),
        "campaigns": NORMAL.campaign if expected else None,
        "note": "19 more leads would make it 80 % sure; they can come from 2 May to 31 May 2026.",
    }


def _campaign() -> dict[str, Cell]:
    return {
        "campaign": NORMAL.campaign,
        "type": "lead generation",
        "gathered_how": "raised-hand form",
        "product": "AQ-20; AQ-30",
        "starts": dt.date(2026, 3, 2),
        "ends": dt.date(2026, 4, 30),
        "owner": NORMAL.owner,
        "line_to_say": NORMAL.line_to_say,
        "offer": NORMAL.offer,
        "terms": NORMAL.terms,
        "deadline": NORMAL.deadline,
        "cost": 9600,
        "expected_leads": 60,
        "status": "Answers missing",
        "matching": 84,
    }


def _cover(number: int, name: str) -> dict[str, Cell]:
    quota, booked, pipeline, rate, deal = 40000 + 3000 * number, 12000, 3000, 0.25, 4200
    gap = max(0, quota - booked - pipeline)
    deals = math.ceil(round(gap / deal, 6))
    given, sure = (0, 12, 20, 34, 30, 9, 41, 60)[number], 30 + 2 * number
    return {
        "rep": name,
        "product": "AQ-30" if number < 4 else "AQ-20",
        "unit": "money",
        "quota": quota,
        "booked": booked,
        "pipeline": pipeline,
        "gap": gap,
        "close_rate": rate,
        "average_deal": deal,
        "deals_needed": deals,
        "leads_needed": math.ceil(round(deals / rate, 6)),
        "leads_80": sure,
        "given": given,
        "chance": (0.0, 0.08, 0.31, 0.84, 0.62, 0.02, 0.77, 1.0)[number],
        "short_by": max(0, sure - given),
        "why_none": "None was qualified in their territory." if not given else None,
    }


def _score(number: int, name: str) -> dict[str, Cell]:
    promised, given = (4, 4, 10, None)[number], (6, 1, 4, 0)[number]
    quota, sold = 1_040_000 + 1000 * number if number < 3 else None, 8400 * number
    return {
        "rep": name,
        "promised": promised,
        "given": given,
        "short_of_promise": None if promised is None else max(0, promised - given),
        "quota": quota,
        "booked": 12000,
        "sold_from_leads": sold,
        "sold_share": None if quota is None else sold / quota,
        "leads_for_quota": 22,
        "personal_goal": 1_600_000,
        "leads_for_goal": 33,
        "average_score": 61.5,
        "expected": 117582.29,
        "more_leads": 11037.02,
        "more_rate": 11110.16,
        "more_deal": 10808.84,
        "better_gate": 10893.63,
        "note": "6 short of the 10 promised. At the commission cap of $120,000; the sharing does not look at it.",
        "commission_cap": 120000,
        "at_cap": "with pipeline",
    }


def _report(number: int) -> dict[str, Cell]:
    qualified, received, cost, never = (
        20 + number,
        100 + 10 * number,
        (None if number == 4 else 1000.0 * number),
        number,
    )
    by = "Campaign" if number < 5 else "Product"
    return {
        "by": by,
        "name": f"{NORMAL.campaign} {number}" if number else NORMAL.campaign,
        "gathered_how": "raised-hand form" if by == "Campaign" else None,
        "qualified": qualified,
        "received": received,
        "qualified_share": qualified / received,
        "given": 18,
        "called": 15,
        "meeting": 6,
        "sold": 2,
        "sold_amount": 8400,
        "cost": cost,
        "cost_per_qualified": None if cost is None else cost / qualified,
        "never_called": never,
        "lost_money": None if cost is None else cost * never / qualified,
    }
