"""Cells of inquiries made uniform: what checks is written in one form, what does not is kept and asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from leadbook.fields.company import tidy_company
from leadbook.fields.email import check_email
from leadbook.fields.person import tidy_first_name, tidy_last_name
from leadbook.fields.phone import check_phone
from leadbook.fields.place import country_code, restore_postcode, tidy_country, tidy_region
from leadbook.fields.regions import country_of_region, neighbor_of_home, region_code
from leadbook.fields.text import tidy
from leadbook.fields.title import tidy_title
from leadbook.model import Finding, Settings, Severity

_EMAIL_NOTES = {
    "not_an_address": "This is not a complete e-mail address.",
    "placeholder": "This address was probably typed to get past a form.",
    "domain_typo": "The domain of this address is probably mistyped.",
}
_PHONE_NOTES = {
    "not_a_number": "This is not a phone number.",
    "placeholder": "This number was probably typed to get past a form.",
    "no_country": "The number has no country: fill Country, or home_country in Settings.",
    "digits_lost": "A spreadsheet cut digits off this number.",
    "not_valid": "This number cannot be called as it stands.",
}
_TIDIED: dict[str, Callable[[str], str]] = {
    "first_name": tidy_first_name, "last_name": tidy_last_name, "company": tidy_company, "job_title": tidy_title,
    "industry": tidy, "address": tidy, "city": tidy, "website": tidy, "product": tidy, "source": tidy,
    "timeframe": tidy_title, "decision_role": tidy_title, "budget": tidy, "status": tidy, "owner": tidy,
    "postal_code": tidy, "language": tidy,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Inquiries with uniform cells.

    Args:
        frame: a new frame with the rows, index and columns of the one given.
        findings: one for each cell that a person can correct; `row` is the label of the row, `column` the field key.
        suggestions: (row, field key) → what was probably meant.
    """

    frame: pd.DataFrame
    findings: tuple[Finding, ...] = ()
    suggestions: Mapping[tuple[int, str], str] = field(default_factory=dict)


def clean(inquiries: pd.DataFrame, settings: Settings) -> Cleaned:
    """Make the cells of new inquiries uniform; cleaning twice changes nothing.

    A bad address or number stays in its cell as it was received and becomes a finding, so that it can be asked.

    Args:
        inquiries: columns of `leadbook.schema.fields.FIELDS` (others are left alone), index = row label.
        settings: `home_country` is used for phones of rows without a country.
    """
    frame = inquiries.copy()
    for key, tidied in _TIDIED.items():
        if key in frame.columns:
            frame[key] = _mapped(frame[key], tidied)
    _places(frame, settings.home_country)
    _postcodes(frame, settings.home_country)
    findings: list[Finding] = []
    suggestions: dict[tuple[int, str], str] = {}
    for key in ("email", "email2"):
        if key in frame.columns:
            frame[key] = _emails(frame[key], key, findings, suggestions)
    for key in ("phone", "phone2"):
        if key in frame.columns:
            frame[key] = _phones(frame, key, settings, findings, suggestions)
    return Cleaned(frame, tuple(sorted(findings, key=lambda found: (found.row, found.column))), suggestions)


def _mapped(values: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """A column with every different value changed once."""
    table = {value: change(value) for value in values.unique()}
    return pd.Series([table[value] for value in values.tolist()], index=values.index, dtype="object")


def _places(frame: pd.DataFrame, home: str) -> None:
    """Country and region as codes; without a country, the name of a state tells it, or a code that home has not."""
    if "country" not in frame.columns or "region" not in frame.columns:
        return
    countries = _mapped(frame["country"], tidy_country)
    told = _mapped(frame["region"], country_of_region)
    countries = countries.where(countries != "", told)
    countries = countries.where(countries != "", _mapped(frame["region"], lambda text: neighbor_of_home(text, home)))
    pairs = list(zip(frame["region"], countries, strict=True))
    regions = {pair: tidy_region(*pair) for pair in set(pairs)}
    frame["country"] = countries.astype("object")
    frame["region"] = pd.Series([regions[pair] for pair in pairs], index=frame.index, dtype="object")


def _postcodes(frame: pd.DataFrame, home: str) -> None:
    """Postcodes with their leading zeros; a row without a country is at home only when its region is one of home's."""
    if {"postal_code", "country", "region"} <= set(frame.columns):
        rows = zip(frame["postal_code"], frame["country"], frame["region"], strict=True)
        found = []
        for text, country, region in rows:
            code = region_code(region, country or home)
            found.append(restore_postcode(text, country or (home if code else ""), code))
        frame["postal_code"] = pd.Series(found, index=frame.index, dtype="object")


def _emails(values: pd.Series, key: str, findings: list[Finding], suggestions: dict[tuple[int, str], str]) -> pd.Series:
    """Addresses in one form; those that do not check stay and are reported."""
    results = {value: check_email(value) for value in values.unique() if value}
    cleaned = []
    for row, value in zip(values.index, values, strict=True):
        result = results.get(value)
        if result is None or result.problem == "blank":
            cleaned.append("")
            continue
        cleaned.append(result.value or value)
        if result.problem:
            note = _EMAIL_NOTES[result.problem]
            findings.append(Finding(f"email_{result.problem}", "", int(row), key, note, Severity.ASK))
            if result.suggestion:
                suggestions[int(row), key] = result.suggestion
    return pd.Series(cleaned, index=values.index, dtype="object")


def _phones(
    frame: pd.DataFrame, key: str, settings: Settings, findings: list[Finding],
    suggestions: dict[tuple[int, str], str],
) -> pd.Series:  # fmt: skip
    """Numbers in international form; those that do not check stay and are reported."""
    countries = frame["country"] if "country" in frame.columns else pd.Series("", index=frame.index)
    regions = {country: country_code(country) for country in countries.unique()}
    pairs = [(value, regions[country]) for value, country in zip(frame[key], countries, strict=True)]
    results = {pair: check_phone(pair[0], pair[1], settings.home_country) for pair in set(pairs) if pair[0]}
    cleaned = []
    for row, pair in zip(frame.index, pairs, strict=True):
        result = results.get(pair)
        if result is None or result.problem == "blank":
            cleaned.append("")
            continue
        cleaned.append(result.value or pair[0])
        if result.problem:
            note = _PHONE_NOTES[result.problem]
            findings.append(Finding(f"phone_{result.problem}", "", int(row), key, note, Severity.ASK))
            if result.suggestion:
                suggestions[int(row), key] = result.suggestion
    return pd.Series(cleaned, index=frame.index, dtype="object")
