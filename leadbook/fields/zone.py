"""Time zones by name (IANA), and stamps with an offset brought to one of them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?$")


@lru_cache(maxsize=64)
def find_zone(name: str) -> ZoneInfo | None:
    """The time zone of that name; None when there is none, or when this computer has no list of zones.

    >>> str(find_zone("Europe/Berlin")), find_zone("Mars/Base"), find_zone("../etc"), find_zone("")
    ('Europe/Berlin', None, None, None)
    """
    try:
        return ZoneInfo(name.strip()) if name.strip() else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of the list, such as Europe, is no zone either
        return None


def offset(text: str) -> dt.timezone | None:
    """The offset behind a stamp; None for letters whose meaning is not certain (EST, IST).

    >>> [str(offset(text)) for text in ("Z", "+05:30", "GMT-0500", "+01", "EST", "+99:00")]
    ['UTC', 'UTC+05:30', 'UTC-05:00', 'UTC+01:00', 'None', 'None']
    """
    if text in ("Z", "UTC", "GMT"):
        return dt.UTC
    match = _OFFSET.match(text)
    if match is None or int(match[2]) > 14:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return dt.timezone(dt.timedelta(minutes=minutes if match[1] == "+" else -minutes))


def local(stamp: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    """The stamp on the clocks of a zone, without its offset; as it was written without a zone or an offset.

    >>> late = dt.datetime(2026, 11, 2, 23, 30, tzinfo=dt.timezone.utc)
    >>> str(local(late, find_zone("Europe/Berlin"))), str(local(late, None))
    ('2026-11-03 00:30:00', '2026-11-02 23:30:00')
    """
    moved = stamp.astimezone(zone) if zone and stamp.tzinfo and dt.MINYEAR < stamp.year < dt.MAXYEAR else stamp
    return moved.replace(tzinfo=None)
