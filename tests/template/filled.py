"""A workbook with invented rows on every sheet people print, filled through the closed-file back-end."""

from __future__ import annotations

from dataclasses import replace

from leadbook.books.package import PackageBook
from leadbook.books.protocol import SheetFill
from leadbook.model import Cell, Grid
from leadbook.schema.book import sheet, table
from leadbook.schema.cells import COVER_LEVERS
from leadbook.template import layout
from leadbook.template.build import build_book
from leadbook.template.heights import body_heights
from leadbook.template.layout import Paper
from leadbook.template.masters import brief_fill, sheet_name
from leadbook.template.paging import output_fill
from tests.template.pages import NORMAL
from tests.template.rows import VERDICTS, Rows, sample_rows

RUN = "Run 6, Tue 21 Apr 2026 08:40"


def filled_book(paper: Paper = "Letter") -> bytes:
    """The workbook after a week of work: tables, named cells, heights, hidden rows and one briefing page."""
    book = PackageBook(build_book(paper))
    for key, rows in sample_rows().items():
        _write(book, key, rows)
    _outside(book)
    name = sheet_name(NORMAL.campaign)
    book.clone("Brief master", name)
    book.fill(name, brief_fill(NORMAL))
    for hidden in ("Cover", "Scoreboard", "Forecast", "Plan", "Report", "Rules"):
        book.show(hidden)
    return book.save()


def _write(book: PackageBook, key: str, rows: Rows) -> None:
    """Write the rows of one table, with heights and, on Cover and Report, the part of the reserve they use."""
    made = table(key)
    headers = book.read(made.name).headers
    keys = {column.header: column.key for column in made.columns}
    values = [[row.get(keys[header]) for header in headers] for row in rows]
    book.write(made.name, Grid(headers, values))
    heights = body_heights(made, headers, values)
    book.fill(made.sheet, SheetFill(heights=heights, header_footer=RUN))
    for line in ("title", "band", "status"):
        text = {"title": sheet(_sheet_key(made.sheet)).title, "band": RUN, "status": f"{len(rows)} rows in all."}[line]
        book.fill(made.sheet, SheetFill(cells={f"lb_{line}_{_sheet_key(made.sheet)}": text}))


def _sheet_key(name: str) -> str:
    return name.lower().replace(" ", "_")


def _outside(book: PackageBook) -> None:
    """Named cells, as a run fills them, with the values its formulas have."""
    shown, hidden = layout.start_rows(week=True)
    tables = sample_rows()
    counts = {verdict: sum(VERDICTS[n % 6] == verdict for n in range(30)) for verdict in set(VERDICTS)}
    start: dict[str, Cell] = {
        "lb_title_start": "This week: Tuesday 21 April 2026",
        "lb_band_start": RUN,
        "lb_status_start": "Next: ten minutes on To fix. The first three answers there win 24 leads.",
        "lb_start_received": 30,
        "lb_start_leads": counts["Qualified"],
        "lb_start_away": counts["Needs info"],
        "lb_start_not_leads": counts["Not a lead"] + counts["Suppressed"],
        "lb_start_uncalled": 2,
        "lb_start_received_note": "every row kept as it came",
        "lb_start_leads_note": "2 of them wait for a rep",
        "lb_start_away_note": "each says what to ask",
        "lb_start_not_leads_note": "each with its reason",
        "lb_start_uncalled_note": "given before today",
        **{f"lb_week_{n}_state": ("Done", "Next", "Open", "Open", "Later", "Later")[n - 1] for n in range(1, 7)},
    }
    book.fill("Start", SheetFill(cells=start, shown_rows=shown, hidden_rows=hidden, header_footer=RUN))
    _cover(book, tables["cover"])
    _report(book, tables["report"])


def _cover(book: PackageBook, rows: Rows) -> None:
    cover: dict[str, Cell] = {
        f"lb_cover_total_{key}": sum(_number(row[key]) for row in rows)
        for key in ("deals_needed", "leads_needed", "leads_80", "given", "short_by")
    }
    months = (("May 2026", 90, 60), ("Jun 2026", 100, 110), ("Jul 2026", 95, 8))
    for month, (name, half, expected) in enumerate(months, 1):
        parts = {"name": name, "deals": 30, "leads": half + 10, "half": half, "sure": half + 30, "ninety": half + 50,
                 "given": 20, "expected": expected, "short": max(0, half + 10 - expected), "by": "1 May"}  # fmt: skip
        line = {"name": name, "half": half, "band": 50, "sure": half + 30, "have": 20 + expected}
        cover.update({f"lb_cover_month_{month}_{part}": value for part, value in parts.items()})
        cover.update({f"lb_cover_line_{month}_{part}": value for part, value in line.items()})
    cover.update({f"lb_cover_lever_{key}": 1200 * at for at, key in enumerate(COVER_LEVERS, 1)})
    cover["lb_cover_lever_says"] = "Deals 10 % larger would bring most: $4,800 on top of the $61,000 to be expected."
    says = "Dov has made the quota. Likely: Dov on AQ-30 (84 %). Unlikely with these leads: Bruno on AQ-20 (2 %)."
    cover.update({f"lb_cover_says_{n}": says for n in (1, 2, 3, 4)})
    book.fill("Cover", output_fill("cover", len(rows), cover))
    book.fill("Cover", SheetFill(cells=cover))


def _report(book: PackageBook, every: Rows) -> None:
    rows = [row for row in every if row["by"] == "Campaign"]
    report: dict[str, Cell] = {
        f"lb_report_total_{key}": sum(_number(row[key]) for row in rows)
        for key in (
            "qualified",
            "received",
            "given",
            "called",
            "meeting",
            "sold",
            "sold_amount",
            "cost",
            "never_called",
            "lost_money",
        )
    }
    sums = {key: sum(_number(row[key]) for row in rows) for key in ("qualified", "received", "cost")}
    paid = sum(_number(row["qualified"]) for row in rows if _number(row["cost"]) > 0)
    report["lb_report_total_qualified_share"] = sums["qualified"] / sums["received"]
    report["lb_report_total_cost_per_qualified"] = sums["cost"] / paid
    for number in (1, 2, 3):
        report[f"lb_report_says_{number}"] = "A qualified lead cost 46 from one campaign and 96 from the other."
        report[f"lb_report_cost_{number}_name"], report[f"lb_report_cost_{number}_value"] = (
            f"Campaign {number}",
            40 * number,
        )
    for number, reason in enumerate(("price", "competitor", "timing", "no budget"), 1):
        report[f"lb_report_lost_{number}_name"], report[f"lb_report_lost_{number}_value"] = reason, 9 - 2 * number
    book.fill("Report", replace(output_fill("report", len(every), report), cells=report))


def _number(value: Cell) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
