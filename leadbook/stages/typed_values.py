"""Values that people type, checked like any value of a list."""

from __future__ import annotations

import pandas as pd

from leadbook.fields.email import check_email
from leadbook.fields.phone import check_phone
from leadbook.fields.place import tidy_country
from leadbook.fields.text import is_blank_word
from leadbook.fields.when import parse_date
from leadbook.model import Settings
from leadbook.rules.reading import field_kind
from leadbook.schema.choices import CHOICES
from leadbook.schema.core import Kind
from leadbook.schema.fields import FIELDS

_CHOICES = {column.key: CHOICES[column.choices] for column in FIELDS if column.choices}


class Unfit(Exception):
    """An answer that cannot be taken; the message is the sentence for the person who typed it."""


def checked_value(key: str, text: str, country: str, settings: Settings) -> str | pd.Timestamp:
    """A typed value in the form it has in a cell.

    Raises:
        Unfit: it does not fit the field.
    """
    if key in ("email", "email2"):
        mail = check_email(text)
        if mail.problem:
            raise Unfit("This e-mail address does not check either.")
        return mail.value
    if key in ("phone", "phone2"):
        phone = check_phone(text, country if len(country) == 2 else "", settings.home_country)
        if phone.problem:
            more = " Please type it with + and its country." if phone.problem == "no_country" else ""
            raise Unfit(f"This number does not check either.{more}")
        return phone.value
    if field_kind(key).is_date:
        stamp = parse_date(text, settings.date_order)
        if stamp is None:
            raise Unfit("This is not a date; 2026-11-23 is always understood.")
        return pd.Timestamp(stamp if field_kind(key) is Kind.STAMP else stamp.date())
    if key in _CHOICES:
        for choice in _CHOICES[key]:
            if choice.casefold() == text.casefold():
                return str(choice)
        raise Unfit(f"Please choose one of: {', '.join(_CHOICES[key])}.")
    if is_blank_word(text):
        raise Unfit("This says nothing yet; “Not a lead” is there if they do not want to talk.")
    return tidy_country(text) if key == "country" else text
