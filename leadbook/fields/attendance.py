"""Whether somebody who is in the list of an event was there, by what its report says of the person."""

from __future__ import annotations

import re

_NO = re.compile(
    r"(?:^|; )(?:Attended|Attended event|Checked In|Teilgenommen|Participé|A participé|Asistió|Ha partecipato|"
    r"Participou): (?:No|Nein|Non|N|False|0)(?=;|$)",
    re.IGNORECASE,
)
_WAS_THERE = re.compile(
    r"(?:^|; )(?:(?:Attended|Checked In|Teilgenommen): (?:Yes|Ja|Y|True|1)|Attendee Status: Checked In|"
    r"(?:Time in Session|Duration|In-Meeting Duration|Attendance Duration|In Session Duration|Leave Time|Badge ID|"
    r"Scanned By|Scanner|Device)[^:;]*: )",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"(?:^|; )(?:Approval Status|Registration Source|Registration Status|Order #|Order ID|Ticket Type|Join URL|"
    r"Unsubscribed|Registrant (?:Key|ID)): ",
    re.IGNORECASE,
)
NO_SHOW, REGISTERED = "no-show", "registered"


def attendance(extra: str) -> str:
    """“no-show” for somebody who did not come, “registered” when nothing tells whether they did, else "".

    Args:
        extra: the other answers of an inquiry, "header: value" parted by "; ".

    >>> attendance("Approval Status: approved; Attended: No"), attendance("Attended: Yes; Approval Status: approved")
    ('no-show', '')
    >>> attendance("Approval Status: approved"), attendance("Hall: 3")
    ('registered', '')
    """
    if _NO.search(extra):
        return NO_SHOW
    if _WAS_THERE.search(extra):
        return ""
    return REGISTERED if _REGISTERED.search(extra) else ""
