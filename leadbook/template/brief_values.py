"""What stands in the slots of a briefing page: the plain model as text, nothing left out in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from leadbook.model import BriefLine, BriefPage, Cell
from leadbook.template import brief_slots as slots
from leadbook.template.brief_words import days, months, words

OPEN = "open"
"""What the state of an answer says when it is not answered yet."""


def values(page: BriefPage, language: str = "en") -> dict[str, Cell]:
    """Slot name → value; slots that stay blank are there with None.

    More than fits: the last slot says how many more there are and on which sheet.
    """
    say = words(language)
    filled: dict[str, Cell] = dict.fromkeys(slots.BY_NAME)
    filled.update(_labels(say))
    filled.update(_top(page, say, language))
    _lines(filled, "missing_{}", _clip(page.missing, slots.MISSING, say))
    _pairs(filled, "why", page.why, slots.WHY, say)
    _who(filled, page, say)
    _questions(filled, "ask", page.asks, slots.ASKS, say)
    _questions(filled, "objection", page.objections, slots.OBJECTIONS, say)
    _battle(filled, page, say)
    _pairs(filled, "first", page.first_questions, slots.FIRST, say)
    filled["help"] = "\n".join(_clip(page.help_us, slots.HELP, say)) or None
    links = [f"{name}: {address}" if address else name for name, address in page.links]
    _lines(filled, "link_{}", _clip(links, slots.LINKS, say))
    filled["contact"] = page.contact or None
    filled["held"] = page.footer or None
    return filled


def short_date(day: dt.date, language: str) -> str:
    """“Mon 30 Nov 2026”, “Mo. 30. Nov. 2026”."""
    dot = "." if language.lower().startswith("de") else ""
    return f"{days(language)[day.weekday()]} {day.day}{dot} {months(language)[day.month - 1]} {day.year}"


def _labels(say: dict[str, str]) -> dict[str, Cell]:
    """The fixed words, in their slots."""
    names = (
        "line", "offer", "runs", "owner", "product", "answers", "matching", "missing", "why", "who", "ask", "say",
        "push", "battle", "they", "win", "lose", "first", "help",
    )  # fmt: skip
    return {**{f"label_{name}": say[name] for name in names}, "label_say_too": say["say"]}


def _top(page: BriefPage, say: dict[str, str], language: str) -> dict[str, Cell]:
    """Title, line to say, offer and facts."""
    version = [f"{say['version']} v{page.version}" if page.version else say["version"]]
    if page.issued is not None:
        version.append(short_date(page.issued, language))
    if not (page.version and page.state.endswith(f" v{page.version}")):  # “Issued v2” is said already
        version.append(page.state)
    until = f"{say['until']} {short_date(page.deadline, language)}" if page.deadline else ""
    left, label = _left(page.days_left, say)
    return {
        "campaign": page.campaign, "subtitle": page.subtitle or None,
        "version": " · ".join([*version, say["internal"]]),
        "until": until or _none(page, say, "no_until"),
        "line_to_say": page.line_to_say or say["nothing"], "offer": page.offer or say["nothing"],
        "days_left": left, "label_left": label,
        "terms": f"{say['terms']}: {page.terms}" if page.terms else _none(page, say, "no_terms"),
        "runs": page.runs or "–", "owner": page.owner or "–", "product": page.product or "–",
        "answers": say["filled"].format(page.answers_filled, page.answers_needed),
        "answers_state": OPEN if page.answers_filled < page.answers_needed else None,
        "matching": say["match"].format(page.matching),
    }  # fmt: skip


def _none(page: BriefPage, say: dict[str, str], word: str) -> str | None:
    """What an offer lacks, said where it would stand; nothing where nothing is offered."""
    return say[word] if page.offer else None


def _left(days_left: int | None, say: dict[str, str]) -> tuple[Cell, Cell]:
    """The large figure and its word."""
    if days_left is None:
        return None, None
    if days_left < 0:
        return None, say["over"]
    return (days_left, say["left" if days_left > 1 else "left_one"]) if days_left else (None, say["last_day"])


def _clip(lines: Sequence[str], room: int, say: dict[str, str]) -> list[str]:
    """As many lines as there are slots; the last one counts what did not fit."""
    if len(lines) <= room:
        return list(lines)
    return [*lines[: room - 1], say["more"].format(len(lines) - room + 1)]


def _lines(filled: dict[str, Cell], name: str, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, 1):
        filled[name.format(number)] = line


def _pairs(
    filled: dict[str, Cell], name: str, pairs: Sequence[tuple[str, str]], room: int, say: dict[str, str]
) -> None:
    fits = pairs if len(pairs) <= room else pairs[: room - 1]
    for number, (label, text) in enumerate(fits, 1):
        filled[f"{name}_{number}_label"], filled[f"{name}_{number}_text"] = label, text
    if len(fits) < len(pairs):
        filled[f"{name}_{room}_text"] = say["more"].format(len(pairs) - len(fits))


def _who(filled: dict[str, Cell], page: BriefPage, say: dict[str, str]) -> None:
    """For whom and for whom not, a line each."""
    for name, lines, room in (("for", page.who_for, slots.FOR), ("not", page.who_not, slots.NOT)):
        said = _clip([_capital(line) for line in lines], room, say)
        if said:
            filled[f"label_who_{name}"], filled[f"who_{name}"] = say[name], "\n".join(said)


def earlier(filled: Mapping[str, Cell]) -> dict[str, Cell]:
    """Slots that only pages of earlier workbooks have: for whom and for whom not in one text, with its word a line."""
    parts = []
    for name in ("for", "not"):
        lines = str(filled.get(f"who_{name}") or "").splitlines()
        parts.append("\n".join(f"{filled[f'label_who_{name}']}: {line}" for line in lines))
    return {"who": "\n\n".join(filter(None, parts)) or None}


def _capital(text: str) -> str:
    """A line with a capital first letter, as pieces of a list are written in any way."""
    return text[:1].upper() + text[1:]


def _questions(filled: dict[str, Cell], name: str, lines: Sequence[BriefLine], room: int, say: dict[str, str]) -> None:
    fits = lines if len(lines) <= room else lines[: room - 1]
    for number, line in enumerate(fits, 1):
        filled[f"{name}_{number}_q"], filled[f"{name}_{number}_a"] = line.question, line.answer
        filled[f"{name}_{number}_state"] = OPEN if line.open else None
    if len(fits) < len(lines):
        filled[f"{name}_{room}_a"] = say["more"].format(len(lines) - len(fits))


def _battle(filled: dict[str, Cell], page: BriefPage, say: dict[str, str]) -> None:
    rows = page.battle if len(page.battle) <= slots.BATTLE else page.battle[: slots.BATTLE - 1]
    for number, row in enumerate(rows, 1):
        for part, text in (("name", row.name), ("they", row.they_offer), ("win", row.we_win), ("lose", row.they_win)):
            filled[f"battle_{number}_{part}"] = text or None
    if len(rows) < len(page.battle):
        filled[f"battle_{slots.BATTLE}_they"] = say["more"].format(len(page.battle) - len(rows))
