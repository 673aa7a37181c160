"""Numbers of the North American plan (+1) written in the common ways: phonenumbers' answer, without its detours.

For one number phonenumbers walks through the patterns of up to 25 regions, which is felt in a list of 100,000. Here
the same patterns, out of its metadata, are put together once. Any other way of writing is left to the library.
"""

from __future__ import annotations

import re
from functools import cache

from phonenumbers import PhoneMetadata
from phonenumbers.phonemetadata import PhoneNumberDesc

_NATIONAL = r"\(?([2-9][0-9]{2})\)?[ .-]?([0-9]{3})[ .-]?([0-9]{4})"
_WITH_CODE = re.compile(rf"\+1[ .-]?{_NATIONAL}")
_WITHOUT_CODE = re.compile(_NATIONAL)
_DIGITS = 10
_NOTHING = r"(?!)"
_REGIONS = frozenset({"US", "CA"})
"""Regions whose numbers are taken without a country code; both read ten digits alike."""
_KINDS = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail", "fixed_line",
    "mobile",
)  # fmt: skip
"""What makes a number valid, as in `phonenumberutil._number_type_helper`."""


def checked(text: str, region: str) -> str | None:
    """International form of a number that checks, "" for one that does not; None when phonenumbers has to be asked.

    Args:
        text: a number with "+", or as it is called in its region.
        region: two-letter country, "" when not known.

    >>> checked("+1 (415) 555 0132", ""), checked("415.555.0132", "US"), checked("+1 999 555 0132", "")
    ('+1 415-555-0132', '+1 415-555-0132', '')
    >>> checked("1 415 555 0132", "US"), checked("+49 30 901820", "")
    (None, None)
    """
    found = _WITH_CODE.fullmatch(text) or (_WITHOUT_CODE.fullmatch(text) if region in _REGIONS else None)
    if found is None:
        return None
    return f"+1 {found[1]}-{found[2]}-{found[3]}" if _is_valid("".join(found.groups())) else ""


def _is_valid(national: str) -> bool:
    """`phonenumbers.is_valid_number` for ten digits."""
    for leading, general, kinds in _regions():
        if leading is not None:
            if leading.match(national):
                return bool(general.fullmatch(national) and kinds.fullmatch(national))
        elif general.fullmatch(national) and kinds.fullmatch(national):
            return True
    return False


@cache
def _regions() -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str], re.Pattern[str]], ...]:
    """Of each region: its leading digits, its general pattern, and those of its kinds of numbers in one."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    found = []
    for region in COUNTRY_CODE_TO_REGION_CODE[1]:
        data = PhoneMetadata.metadata_for_region(region, None)
        if data is None:
            continue
        kinds = [pattern for kind in _KINDS if (pattern := _pattern(getattr(data, kind)))]
        leading = re.compile(data.leading_digits) if data.leading_digits is not None else None
        general, special = _pattern(data.general_desc) or _NOTHING, "|".join(kinds) or _NOTHING
        found.append((leading, re.compile(general), re.compile(special)))
    return tuple(found)


def _pattern(kind: PhoneNumberDesc | None) -> str:
    """The pattern of a kind of number; "" when none of its numbers has ten digits."""
    if kind is None or not kind.national_number_pattern:
        return ""
    lengths = kind.possible_length
    return f"(?:{kind.national_number_pattern})" if not lengths or _DIGITS in lengths else ""
