"""The single cells of a book after a run: tiles, the week, titles, status lines, sentences, totals, charts."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import ClassVar

import pandas as pd

from leadbook.model import Cell, LeadStatus, Settings, Verdict
from leadbook.rules.settings import read_settings
from leadbook.schema import book, cells
from leadbook.stages import cover as covering
from leadbook.stages import scoreboard as scoring
from leadbook.stages.cover_below import below
from leadbook.stages.forecast import period_of
from leadbook.stages.report_cells import expectations_sentence, report_cells
from leadbook.stages.start_lines import Lines
from leadbook.stages.start_week import next_step, week
from leadbook.stages.wording import count, long_day

_STEPS = tuple(sheet.key for sheet in book.SHEETS if sheet.key not in ("lists", "brief_master"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BookState:
    """What stands in a book after a run.

    Args:
        inquiries … events: the tables of `FRAMES` by schema keys.
        run, stamp: for the title bands; run 0 is a book in which nothing was run.
        said: the first sentence of the run's report.
        period: first day of the period leads are given for; None: from today and Settings.
        mappings, scoreboard, forecast, plan: the tables of `LATER`, where the book has them; blank where it has not.
    """

    FRAMES: ClassVar[tuple[str, ...]] = (
        "inquiries", "fix", "not_leads", "leads", "reps", "away", "quotas", "cover", "campaigns", "answers",
        "questions", "report", "suppression", "customers", "settings", "runs", "events",
    )  # fmt: skip
    LATER: ClassVar[tuple[str, ...]] = ("mappings", "scoreboard", "forecast", "plan")

    inquiries: pd.DataFrame
    fix: pd.DataFrame
    not_leads: pd.DataFrame
    leads: pd.DataFrame
    reps: pd.DataFrame
    away: pd.DataFrame
    quotas: pd.DataFrame
    cover: pd.DataFrame
    campaigns: pd.DataFrame
    answers: pd.DataFrame
    questions: pd.DataFrame
    report: pd.DataFrame
    suppression: pd.DataFrame
    customers: pd.DataFrame
    settings: pd.DataFrame
    runs: pd.DataFrame
    events: pd.DataFrame
    today: dt.date
    run: int = 0
    stamp: str = ""
    said: str = ""
    period: dt.date | None = None
    mappings: pd.DataFrame = field(default_factory=pd.DataFrame)
    scoreboard: pd.DataFrame = field(default_factory=pd.DataFrame)
    forecast: pd.DataFrame = field(default_factory=pd.DataFrame)
    plan: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def verdicts(self) -> dict[str, int]:
        """Number of inquiries by verdict, 0 for those that do not occur."""
        counted = self.inquiries["verdict"].value_counts()
        return {str(verdict): int(counted.get(str(verdict), 0)) for verdict in Verdict}

    @property
    def statuses(self) -> dict[str, int]:
        """Number of leads by status, 0 for those that do not occur."""
        counted = self.leads["status"].value_counts()
        return {str(status): int(counted.get(str(status), 0)) for status in LeadStatus}

    def setting(self, key: str, default: str) -> str:
        """A text setting, the default when it is blank."""
        values = self.settings.loc[self.settings["key"] == key, "value"].tolist()
        return str(values[0]).strip() or default if values else default

    @property
    def currency(self) -> str:
        """The book's one currency."""
        return self.setting("currency", "USD")

    @property
    def period_kind(self) -> str:
        """“month” or “quarter”."""
        return self.setting("period", "month")

    @property
    def selling(self) -> Settings:
        """What Settings says."""
        return read_settings(self.settings)[0]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables that Cover is written from."""
        keys = ("cover", "quotas", "leads", "reps", "campaigns", "inquiries", "forecast", "plan")
        return {key: getattr(self, key) for key in keys}

    @property
    def planned(self) -> dt.date:
        """First day of the period leads are given for."""
        return self.period if self.period is not None else period_of(self.today, self.selling)


def figures(state: BookState) -> dict[str, Cell]:
    """Every name of `leadbook.schema.cells`, also the former ones, with its value; live cells as they compute it."""
    waiting = state.statuses[LeadStatus.WAITING]
    values: dict[str, Cell] = dict.fromkeys((*cells.ALL, *cells.FORMER, *cells.FORMER_TEXTS), "")
    values |= _tiles(state) | _tile_notes(state) | _lines(state)
    for at, (what, says, how) in enumerate(week(state), start=1):
        values |= {f"lb_week_{at}_what": what, f"lb_week_{at}_says": says, f"lb_week_{at}_state": how}
    for key in cells.COVER_TOTALS:
        values[f"lb_cover_total_{key}"] = _whole(float(state.cover[key].sum()))
    pairs = list(zip(state.cover["rep"], state.cover["product"], strict=True))[: cells.COVER_CHART_ROWS]
    for at, (rep, product) in enumerate(pairs, start=1):
        values[f"lb_cover_chart_{at}"] = f"{rep}, {product}" if rep else ""
    for at, text in enumerate(covering.sentences(state.cover, waiting), start=1):
        values[f"lb_cover_says_{at}"] = text
    values |= below(state.tables, state.selling, state.planned, state.today)
    said = expectations_sentence(state.inquiries, state.leads)
    return values | report_cells(state.report, state.leads, state.currency, said)


def _whole(value: float) -> Cell:
    """A number as a cell: 12.0 as 12."""
    return int(value) if math.isfinite(value) and value == int(value) else value


def received_line(verdicts: dict[str, int]) -> str:
    """“856 received = 96 leads + 129 one answer away + 631 not leads.”"""
    leads, away, none = _parts(verdicts)
    return (
        f"{leads + away + none:,} received = {count(leads, 'lead')} + {away:,} one answer away + {none:,} "
        f"{'not a lead' if none == 1 else 'not leads'}."
    )


def _parts(verdicts: dict[str, int]) -> tuple[int, int, int]:
    """Leads, one answer away, not leads (suppressed and duplicates among them)."""
    none = verdicts[Verdict.NOT_A_LEAD] + verdicts[Verdict.SUPPRESSED] + verdicts[Verdict.DUPLICATE]
    return verdicts[Verdict.QUALIFIED], verdicts[Verdict.NEEDS_INFO], none


def _tiles(state: BookState) -> dict[str, Cell]:
    """The five numbers of Start."""
    leads, away, none = _parts(state.verdicts)
    return {
        "lb_start_received": int((state.inquiries["verdict"] != "").sum()), "lb_start_leads": leads,
        "lb_start_away": away, "lb_start_not_leads": none, "lb_start_uncalled": state.statuses[LeadStatus.NEW],
    }  # fmt: skip


def _tile_notes(state: BookState) -> dict[str, Cell]:
    """What stands under each number; under a nought what to do about it."""
    leads, away, none = _parts(state.verdicts)
    waiting, new = state.statuses[LeadStatus.WAITING], state.statuses[LeadStatus.NEW]
    empty = not leads + away + none
    maybe = state.verdicts[Verdict.DUPLICATE]
    twice = f"; {maybe:,} perhaps twice" if maybe else ""
    given_today = int((state.leads["given_on"] == pd.Timestamp(state.today)).sum())
    notes = {
        "received": "every row kept as it came" if not empty else "put a list into the Inbox, then Import",
        "leads": f"{waiting:,} of {'them wait' if leads != 1 else 'it waits'} for a rep" if waiting
        else "none of them waits for a rep" if leads else "answers on To fix win the first",
        "away": "each says what to ask" if away else "nothing to ask; import another list",
        "not_leads": f"each with its reason{twice}" if none else "nothing was kept out so far",
        "uncalled": f"given; {min(given_today, new):,} of them today" if new
        else "every given lead had its call" if len(state.leads) > waiting else "run Allocate to give leads to reps",
    }  # fmt: skip
    if empty:
        notes |= {"leads": "they show after an import", "away": "they show after an import",
                  "not_leads": "they show after an import", "uncalled": "they show after Allocate"}  # fmt: skip
    return {f"lb_start_{tile}_note": text for tile, text in notes.items()}


def _lines(state: BookState) -> dict[str, Cell]:
    """Title, status line and band of every sheet."""
    is_new = state.inquiries.empty
    lines = Lines(state)
    stamp = f"Run {state.run}, {state.stamp}" if state.run else state.stamp
    values: dict[str, Cell] = {}
    for key in _STEPS:
        values[cells.title(key)] = book.sheet(key).title
        values[cells.status(key)] = lines.of(key)
        values[cells.band(key)] = stamp
    values[cells.status("inquiries")] = book.sheet("inquiries").empty if is_new else received_line(state.verdicts)
    values[cells.status("start")] = book.sheet("start").empty if is_new else next_step(state)
    if not is_new:
        values[cells.title("start")] = f"This week: {long_day(state.today)}"
    else:
        values[cells.band("start")] = "Nothing has been imported yet"
    if not state.cover.empty:
        values[cells.title("cover")] = covering.title(state.planned, state.period_kind)
    if not state.scoreboard.empty:
        values[cells.title("scoreboard")] = scoring.title(state.planned, state.period_kind)
    return values
