"""How we got the name: the day, the place, and the words, as one sentence a rep can say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leadbook.fields.attendance import attendance
from leadbook.model import GatheredHow
from leadbook.stages.wording import as_day, cut, day

_WHERE = {
    GatheredHow.RAISED_HAND_FORM: "on our form", GatheredHow.EVENT: "at our event",
    GatheredHow.HOSPITALITY: "as our guest", GatheredHow.PRIZE: "in our prize draw",
    GatheredHow.DOWNLOAD: "with a download", GatheredHow.PURCHASED: "from a bought list",
    GatheredHow.OWN: "through one of us",
}  # fmt: skip
_SIGNED_UP = "when they signed up for our event"
"""Said of who registered, where nothing tells that they came."""
_WROTE = frozenset({GatheredHow.RAISED_HAND_FORM, GatheredHow.DOWNLOAD})
"""Ways in which people type their words themselves; elsewhere somebody may have noted them. Who signs up
for an event fills in a form too."""
_LEFT = "they left their name; no words of theirs were kept"
_GOT = "we got their name; no words of theirs were kept"
_BARE = {GatheredHow.RAISED_HAND_FORM: _LEFT, GatheredHow.PRIZE: _LEFT, GatheredHow.DOWNLOAD: _LEFT}
"""What is said of somebody who gave no words; elsewhere the name may have come without their doing."""
_ANSWER = re.compile(r"(?P<question>.+\?)\s*: (?P<answer>\S[^?]{0,24})")
_BOOKED = "Booked a meeting"
"""How the words of a raised hand begin that somebody did not say but did, in a calendar of ours."""
_WORDS = 160


def how_got_name(inquiry: Mapping[str, object]) -> str:
    """The sentence for an inquiry. Never blank, never invented: what is not known is said.

    Args:
        inquiry: a row of tblInquiries by schema keys.
    """
    words, need = (cut(str(inquiry[key]), _WORDS).strip("“”\"' ") for key in ("raised_hand", "need"))
    head, says = _head(inquiry), _says(inquiry)
    answer = _ANSWER.fullmatch(words)
    if answer and says == "they wrote":
        return f"{head} they answered “{answer['answer']}” to “{answer['question']}”"
    meeting = as_day(inquiry.get("meeting_at"))
    if words.startswith(_BOOKED):
        return f"{head} they {words[0].lower()}{words[1:]}{f', for {day(meeting)}' if meeting else ''}."
    if words:
        return f"{head} {says}: “{words}”"
    if need:
        return f"{head} they named a need{_noted(inquiry)}: “{need}”"
    if meeting:
        return f"{head} they agreed to a meeting on {day(meeting)}; no words of theirs were kept."
    initials = str(inquiry["let_through"]).strip()
    through = f" {initials} let them through." if initials else ""
    bare = _BARE.get(str(inquiry["source_type"]), _GOT)  # type: ignore[call-overload]
    return f"{head} {bare}.{through}"


def _head(inquiry: Mapping[str, object]) -> str:
    """“On 23 Nov 2026 at our event (CareExpo),”."""
    asked = as_day(inquiry["hand_date"]) or as_day(inquiry["created_at"])
    when = f"On {day(asked)}" if asked else "On a day that was not noted"
    where = _WHERE.get(str(inquiry["source_type"]), "")  # type: ignore[call-overload]
    if where == _WHERE[GatheredHow.EVENT] and attendance(str(inquiry.get("extra", ""))):
        where = _SIGNED_UP
    name = str(inquiry["campaign"]).strip() or str(inquiry["source"]).strip()
    place = f"{where} ({name})" if where and name else where or (f"through {name}" if name else "")
    return f"{when}{' ' + place if place else ''},"


def _says(inquiry: Mapping[str, object]) -> str:
    """“they wrote”, “they said (noted by us, PN)”, “noted in the list”: whose hand the words are in."""
    if noted := _noted(inquiry):
        return f"they said{noted}"
    signed_up = inquiry["source_type"] == GatheredHow.EVENT and bool(attendance(str(inquiry.get("extra", ""))))
    return "they wrote" if signed_up or str(inquiry["source_type"]) in _WROTE else "noted in the list"


def _noted(inquiry: Mapping[str, object]) -> str:
    """Who of us wrote the evidence down; nothing when it is theirs."""
    hand = str(inquiry["hand_by"]).strip()
    if not hand.casefold().startswith("ours"):
        return ""
    initials = hand[len("ours") :].strip(" ,:;-()")
    return f" (noted by us, {initials})" if initials else " (noted by us)"
