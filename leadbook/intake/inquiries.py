"""A table of text and the meaning of its columns to inquiries, with everything that was received kept aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from leadbook.fields.hand import asks_for_paper, asks_to_talk, need_beside
from leadbook.fields.text import fold
from leadbook.intake import origin, values
from leadbook.intake.columns.deciding import decide, in_order, named_fields, parted
from leadbook.intake.columns.mapping import SURE, Mapped, map_columns
from leadbook.intake.dates import read_dates
from leadbook.intake.presets.fit import fit
from leadbook.intake.presets.join import join_rows
from leadbook.intake.presets.labels import second_line, with_labels
from leadbook.intake.presets.match import recognise
from leadbook.intake.presets.preset import Preset
from leadbook.intake.presets.requests import requests
from leadbook.intake.presets.rows import Shaped, shape
from leadbook.intake.source import RowTexts, SourceTable
from leadbook.intake.stopped import Stop, is_suppression_list, row_stops, stops
from leadbook.model import Finding, GatheredHow, Reject, Settings
from leadbook.schema.fields import FIELDS

_SAMPLE = 60
_TEXT_LIMIT = 32_000
_DATE_KEYS = ("hand_date", "meeting_at", "created_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """What is known about a list besides its content.

    Args:
        file: name of the file, for findings.
        campaign: name of the campaign it answers, "" when not said.
        gathered_how: one of `GatheredHow`, given by the user or by the campaign; "" when not said.
        mapping: their header → field key, as a person decided; wins over everything.
        saved: the same, remembered from earlier lists of this kind; weaker than `mapping`, stronger than a guess.
        date_order: DMY or MDY as said of an earlier list of this kind; for dates that the list itself leaves open.
        settings: the settings of the book.
        today: the day of the run; a date after it is not believed to be the day of an inquiry.
    """

    file: str
    campaign: str = ""
    gathered_how: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    saved: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    settings: Settings = field(default_factory=Settings)
    today: dt.date


@dataclass(frozen=True, slots=True)
class Unsure:
    """A column that could be a field, but not surely enough to take it for one.

    Args:
        header: its name. key: the field it could be. example: one of its values, as received.
    """

    header: str
    key: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Inquiries of one list, not yet cleaned. `input_rows = len(frame) + len(rejects) + len(joined)`, always.

    Args:
        frame: columns are the keys of `leadbook.schema.fields.FIELDS`, text with "", dates with NaT; the index is
            the number of the row in the file.
        received: row number → header → text as received (headers that repeat are numbered).
        mapping: header and field key, "" for a column kept among the extra answers.
        warnings: codes, each once.
        stops: what must not be contacted, when the whole file is a suppression list (all its rows are rejected then)
            or when a row says so of one of its numbers.
        preset, title: key and name of the kind of list it was recognised as, "" when it is of no known kind.
        joined: (row, row it was joined into) where one person stands in several rows of a report.
        unsure: columns to ask about.
        rejected_cells: row number → cells of a rejected row, as far as they can be read.
        skipped: numbers of lines that were left out as headings or footers.
    """

    frame: pd.DataFrame
    received: Mapping[int, Mapping[str, str]]
    rejects: tuple[Reject, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]
    input_rows: int
    header_row: int
    source: str
    stops: tuple[Stop, ...] = ()
    preset: str = ""
    title: str = ""
    joined: tuple[tuple[int, int], ...] = ()
    unsure: tuple[Unsure, ...] = ()
    rejected_cells: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    skipped: tuple[int, ...] = ()
    date_order: str = ""


def to_inquiries(source: SourceTable, options: IntakeOptions) -> Intake:
    """Make inquiries of a list: map its columns, split names, find who raised a hand, tell how they were gathered."""
    cells = source.frame.to_numpy(dtype=object).tolist()
    numbers = [int(number) for number in source.frame.index]
    names, preset, shaped, guesses = _understand(source, cells)
    keys = decide(names, guesses, options, preset)
    joined = join_rows(preset, shaped, _all_keys(keys, shaped))
    columns = [[row[at] for row in shaped.cells] for at in range(len(shaped.names))]
    made = values.gather(*in_order(preset, shaped.names, _all_keys(keys, shaped), columns), len(cells))
    _fill_requests(made, requests(preset, shaped, keys))
    dates = read_dates(made, numbers, options, options.date_order or (preset.date_order if preset else ""), columns)
    how = options.gathered_how or (preset.origin if preset else "") or origin.guess(names)
    is_form = preset.form if preset else origin.is_form(how, names)
    _raise_hands(made, dates.columns, is_message=is_form and _has_message(names, keys))
    _fill_constants(made, options, how, preset.country if preset else "")
    rejects, named = _left_out(made, (names, cells, origin.staff(source)), shaped, (preset, options.file))
    joined = {at: into for at, into in joined.items() if at not in rejects and into not in rejects}
    places = {name: at for at, name in enumerate(names)}
    received = {number: RowTexts(places, row) for number, row in zip(numbers, cells, strict=True)}
    all_rejects = (*source.rejects, *(Reject(numbers[at], reason) for at, reason in rejects.items()))
    return Intake(
        frame=_frame(made, dates.columns, numbers, {*rejects, *joined}), received=received,
        rejects=tuple(sorted(all_rejects, key=lambda reject: reject.row)),
        findings=(*source.findings, *dates.findings),
        warnings=_warnings(source, dates.warnings),
        mapping=tuple((name, key or "") for name, key in zip(names, keys, strict=True)),
        input_rows=len(cells) + len(source.rejects), header_row=source.header_row, source=source.source,
        stops=named, unsure=_unsure(names, keys, guesses, columns, (options, preset)),
        preset=preset.key if preset else "", title=preset.name if preset else "",
        joined=tuple((numbers[at], numbers[into]) for at, into in sorted(joined.items())),
        rejected_cells={numbers[at]: tuple(cells[at]) for at in rejects} | dict(source.untrusted),
        date_order=dates.order, skipped=tuple(source.skipped),
    )  # fmt: skip


def _understand(
    source: SourceTable, cells: list[list[str]]
) -> tuple[list[str], Preset | None, Shaped, list[Mapped]]:
    """Headers, the kind of list, its cells as that kind leaves them, and what each column could be."""
    heads = [str(name) for name in source.frame.columns]
    names = unique_names(heads)
    preset = fit(recognise(names, cells, source.source), names, cells)
    labels = second_line(preset.labels, names, cells) if preset else None
    rows = cells
    if labels is not None:
        names = unique_names(with_labels(names, labels))
        heads = [labels[at][1] if at in labels else name for at, name in enumerate(heads)]
        rows = [[""] * len(names), *cells[1:]]
    shaped = shape(preset, names, rows, (labels or {}, origin.host_domains(source, preset)))
    if labels is not None:
        shaped.rejects[0] = "second_header"
    return names, preset, shaped, map_columns(heads, shaped.cells[int(labels is not None) : _SAMPLE])


def _all_keys(keys: list[str | None], shaped: Shaped) -> list[str | None]:
    """Field keys of all columns of a list as its preset leaves it."""
    own = [None if at in shaped.plain else key for at, key in enumerate(keys)]
    return [*own, *parted(own, shaped.parents)]


def _left_out(
    made: dict[str, list[str]], received: tuple[list[str], list[list[str]], dict[str, str]], shaped: Shaped,
    what: tuple[Preset | None, str],
) -> tuple[dict[int, str], tuple[Stop, ...]]:  # fmt: skip
    """Why rows are left out by their position, and who must not be contacted.

    Args:
        made: text by field key. received: headers, rows, and the addresses of who ran the event.
        what: the preset of the list and the name of its file.
    """
    (names, cells, staff), (preset, file) = received, what
    rejects = dict(shaped.rejects)
    for at in range(len(cells)):
        reason = rejects.get(at) or staff.get(made["email"][at].casefold().strip(), "")
        reason = reason or origin.reject_reason(made, at, names, cells[at])
        if reason:
            rejects[at] = reason
    wholly = preset.suppression if preset else None
    if wholly is None and not is_suppression_list(names, cells, file):
        told = {(stop.what, stop.value.casefold()) for stop in shaped.stops}
        more = (stop for stop in row_stops(made, cells) if (stop.what, stop.value.casefold()) not in told)
        return rejects, (*shaped.stops, *more)
    named = stops(made, names, cells, wholly)
    return {at: rejects.get(at, "suppression_list") for at in range(len(cells))}, named


def _warnings(source: SourceTable, dates: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of reading and of the dates; what the whole file decided is no longer ambiguous."""
    return tuple(dict.fromkeys((*(code for code in source.warnings if code != "ambiguous_dates"), *dates)))


def unique_names(names: list[str]) -> list[str]:
    """Headers that can be told apart: blank ones named by their column, repeated ones numbered.

    >>> unique_names(["Email", "", "Email"])
    ['Email', 'Column 2', 'Email (2)']
    """
    seen: dict[str, int] = {}
    result = []
    for at, name in enumerate(names, start=1):
        plain = " ".join(name.split()) or f"Column {at}"
        seen[plain] = seen.get(plain, 0) + 1
        result.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return result


def _unsure(
    names: list[str], keys: list[str | None], guesses: list[Mapped], columns: list[list[str]],
    known: tuple[IntakeOptions, Preset | None],
) -> tuple[Unsure, ...]:
    """Columns that could be a field, but are not read as one because too little speaks for it."""
    options, preset = known
    decided = {fold(name) for name in (*options.mapping, *options.saved)}  # a person left out some on purpose
    decided |= {fold(names[at]) for at in named_fields(names, preset)}
    return tuple(
        Unsure(name, guess.key, example)
        for name, key, guess, cells in zip(names, keys, guesses, columns[: len(names)], strict=True)
        if key is None and guess.key and guess.confidence < SURE and fold(name) not in decided
        and (example := next(filter(str.strip, cells), ""))
    )  # fmt: skip


def _has_message(names: list[str], keys: list[str | None]) -> bool:
    """Whether what was read as notes is what people wrote into a form's field for anything they want to say."""
    is_worked = "status" in keys or "owner" in keys
    return any(
        key == "notes" and origin.is_message(name, is_worked=is_worked) for name, key in zip(names, keys, strict=True)
    )


def _fill_requests(made: dict[str, list[str]], asked: Mapping[int, str]) -> None:
    """The words in which somebody asked to talk, where no column of its own holds any."""
    for at, text in asked.items():
        made["raised_hand"][at] = made["raised_hand"][at] or text


def _raise_hands(
    made: dict[str, list[str]], dates: dict[str, list[dt.datetime | None]], *, is_message: bool
) -> None:
    """Fill raised_hand, need, hand_by and the day of asking from what people wrote themselves."""
    created, asked = dates["created_at"], dates["hand_date"]
    for at in range(len(made["notes"])):
        note, need = made["notes"][at], made["need"][at]
        if is_message and note and not need:
            made["need"][at], made["notes"][at], need = note, "", note
        if not made["raised_hand"][at]:
            wishes = ((asks, text) for asks in (asks_to_talk, asks_for_paper) for text in (need, note))
            made["raised_hand"][at] = next((text for asks, text in wishes if text and asks(text)), "")
        if made["raised_hand"][at]:
            made["need"][at] = need or need_beside(made["raised_hand"][at])
            made["hand_by"][at] = made["hand_by"][at] or "theirs"
            asked[at] = asked[at] or created[at]


def _fill_constants(made: dict[str, list[str]], options: IntakeOptions, how: str, country: str) -> None:
    """The same for every row: campaign, how gathered, the country of such lists, and the list as the last source."""
    known = {str(word) for word in GatheredHow}
    for at in range(len(made["campaign"])):
        if options.campaign:
            made["campaign"][at] = options.campaign
        made["source_type"][at] = how if how in known else ""
        made["source"][at] = made["source"][at] or options.file
        is_abroad = any(map(str.isalpha, made["postal_code"][at]))
        made["country"][at] = made["country"][at] or ("" if is_abroad else country)


def _frame(
    made: dict[str, list[str]], dates: dict[str, list[dt.datetime | None]], numbers: list[int], rejects: set[int]
) -> pd.DataFrame:
    """The typed frame of the rows that stay."""
    keep = [at for at in range(len(numbers)) if at not in rejects]
    index = pd.Index([numbers[at] for at in keep], dtype="int64", name="row")
    data: dict[str, pd.Series] = {}
    for column in FIELDS:
        if column.key in _DATE_KEYS:
            stamps = [dates[column.key][at] for at in keep]
            plain = [stamp if stamp is None or column.key == "meeting_at" else _day(stamp) for stamp in stamps]
            array = np.array([np.datetime64("NaT") if s is None else np.datetime64(s) for s in plain], "M8[us]")
            data[column.key] = pd.Series(array, index=index)
        else:
            texts = [made[column.key][at][:_TEXT_LIMIT] for at in keep]
            data[column.key] = pd.Series(texts, index=index, dtype="object")
    return pd.DataFrame(data, index=index)


def _day(stamp: dt.datetime) -> dt.datetime:
    """The day of a stamp."""
    return stamp.replace(hour=0, minute=0, second=0, microsecond=0)
