"""Names of columns that are nothing else: “E-mail” names a column, “Manager” and “University” stand below one too."""

from __future__ import annotations

from functools import lru_cache

from leadbook.fields.text import fold
from leadbook.intake.columns.given_names import GIVEN_NAMES
from leadbook.intake.columns.synonyms import known_field, word_list


@lru_cache(maxsize=16384)
def names_column(cell: str) -> bool:
    """Whether a cell is a known name of a column, and no word that people, places or states go by as well.

    >>> [names_column(t) for t in ("E-mail", "Job title", "Lead source", "Manager", "University", "Lead", "Nome")]
    [True, True, True, False, False, False, False]
    """
    if not known_field(cell):
        return False
    key = fold(cell)
    values = word_list("values") | word_list("states") | word_list("trades") | word_list("honorifics")
    last = key.rpartition(" ")[2]
    return key not in values and key not in GIVEN_NAMES and last not in word_list("jobs")
