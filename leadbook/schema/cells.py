"""Named single cells outside the tables: titles, status lines, tiles, sentences and totals.

Found by name, so that a team may move them. Those in `FORMULAS` are live; a run writes the computed value
beside the formula.
"""

from __future__ import annotations

from leadbook.schema.book import SHEETS

WEEK_ROWS = 6
SENTENCES = 3
CHART_ROWS = 6
COVER_CHART_ROWS = 12
"""Names in the chart of layouts up to 3, which showed rows of Cover from the top."""
COVER_SENTENCES = 5
"""Sentences of Cover: hopeful, doubtful, what is missing, the months ahead, rates that are entered too high."""
START_TILES = ("received", "leads", "away", "not_leads", "uncalled")
COVER_MONTHS = 6
"""Months ahead below the table of Cover, at most."""
COVER_MONTH_ROWS = {
    "name": "Qualified leads a month, all reps", "deals": "Deals needed", "leads": "Leads on average",
    "half": "For 50 % sure", "sure": "For 80 % sure", "ninety": "For 90 % sure", "given": "Given so far",
    "expected": "Expected from campaigns", "short": "Short of 80 % sure", "by": "Give them by",
}  # fmt: skip
"""Part of a name → what stands before the row."""
COVER_LINE = ("name", "half", "band", "sure", "have")
"""Numbers behind the chart of the months: its name, leads for 50 % sure, how many more for 90 %, for 80 %, and those
given or expected."""
COVER_LEVERS = {
    "more_leads": "10 % more leads", "close_rate": "A close rate 10 % higher", "deal_size": "Deals 10 % larger",
    "gate": "A gate that keeps out 1 in 10 that never close",
}  # fmt: skip
"""Part of a name → what would help, in money."""
COVER_GAPS = 4
"""Lines on products that lack a rep or a lead."""
COVER_TOTALS = {
    "deals_needed": "Deals needed", "leads_needed": "Leads needed", "leads_80": "For 80 % sure", "given": "Given",
    "short_by": "Short by",
}  # fmt: skip
REPORT_TOTALS = {
    "qualified": "Qualified", "received": "of received", "given": "Given", "called": "Called", "meeting": "Meeting",
    "sold": "Sold", "sold_amount": "Sold amount", "cost": "Cost", "never_called": "Never called",
    "lost_money": "Lost in ignored leads",
}  # fmt: skip
REPORT_RATIOS = {"qualified_share": "Qualified %", "cost_per_qualified": "Cost per qualified"}
"""Ratios in the line of totals: of the sums, not sums of the ratios."""


def title(sheet_key: str) -> str:
    """Name of the cell with the sheet's title."""
    return f"lb_title_{sheet_key}"


def status(sheet_key: str) -> str:
    """Name of the cell with the sheet's status line."""
    return f"lb_status_{sheet_key}"


def band(sheet_key: str) -> str:
    """Name of the cell at the right of the title band (run and date)."""
    return f"lb_band_{sheet_key}"


def _verdicts(*verdicts: str) -> str:
    """Formula that counts inquiries of these verdicts."""
    return "+".join(f'COUNTIF(tblInquiries[Verdict],"{verdict}")' for verdict in verdicts)


def _label(row: int) -> str:
    """Formula for “Rep, Product” of a row of Cover; "" when there is no such row."""
    rep, product = (f"INDEX(tblCover[{header}],{row})" for header in ("Rep", "Product"))
    return f'IFERROR(IF({rep}="","",{rep}&", "&{product}),"")'


def _campaigns(header: str, *more: str) -> str:
    """Formula for the sum of a column of Report over the rows of campaigns; `more` are further conditions."""
    conditions = ",".join(('tblReport[By],"Campaign"', *more))
    return f"SUMIFS(tblReport[{header}],{conditions})"


def _ratio(above: str, below: str) -> str:
    """Formula for a ratio of two sums; "" where there is nothing to divide by."""
    return f'IF({below}=0,"",{above}/{below})'


FORMULAS: dict[str, str] = {
    "lb_start_received": _verdicts("?*"),
    "lb_start_leads": _verdicts("Qualified"),
    "lb_start_away": _verdicts("Needs info"),
    "lb_start_not_leads": _verdicts("Not a lead", "Suppressed", "Duplicate"),
    "lb_start_uncalled": 'COUNTIF(tblLeads[Status],"New")',
    **{f"lb_cover_total_{key}": f"SUM(tblCover[{header}])" for key, header in COVER_TOTALS.items()},
    **{
        f"lb_report_total_{key}": _campaigns(header) for key, header in REPORT_TOTALS.items()
    },
    "lb_report_total_qualified_share": _ratio(_campaigns("Qualified"), _campaigns("of received")),
    # only campaigns whose cost is known: leads of the others would make it look cheap
    "lb_report_total_cost_per_qualified": _ratio(
        _campaigns("Cost"), _campaigns("Qualified", 'tblReport[Cost],">0"')
    ),
}
"""Name of a live cell → formula without its leading "="."""

FORMER: dict[str, str] = {f"lb_cover_chart_{row}": _label(row) for row in range(1, COVER_CHART_ROWS + 1)}
"""The same of live cells that books of earlier layouts have: they are kept up to date where they are."""

FORMER_TEXTS: tuple[str, ...] = ("lb_cover_gap_5",)
"""Names of filled cells of earlier layouts; they are cleared."""

TEXTS: tuple[str, ...] = (
    *(f"lb_start_{tile}_note" for tile in START_TILES),
    *(f"lb_week_{n}_{part}" for n in range(1, WEEK_ROWS + 1) for part in ("what", "says", "state")),
    *(f"lb_cover_says_{n}" for n in range(1, COVER_SENTENCES + 1)),
    *(f"lb_cover_month_{n}_{part}" for n in range(1, COVER_MONTHS + 1) for part in COVER_MONTH_ROWS),
    *(f"lb_cover_line_{n}_{part}" for n in range(1, COVER_MONTHS + 1) for part in COVER_LINE),
    *(f"lb_cover_lever_{key}" for key in COVER_LEVERS), "lb_cover_lever_says",
    *(f"lb_cover_gap_{n}" for n in range(1, COVER_GAPS + 1)),
    *(f"lb_report_says_{n}" for n in range(1, SENTENCES + 1)),
    *(f"lb_report_{chart}_{n}_{part}" for chart in ("cost", "lost") for n in range(1, CHART_ROWS + 1)
      for part in ("name", "value")),
)  # fmt: skip
"""Names of the cells that a run fills with a value."""

LINES: tuple[str, ...] = tuple(
    make(sheet.key) for sheet in SHEETS if sheet.key not in ("lists", "brief_master") for make in (title, status, band)
)
"""Names of title, status line and band of every sheet."""

ALL: tuple[str, ...] = (*LINES, *FORMULAS, *TEXTS)
