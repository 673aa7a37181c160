"""“What if”: a change that a manager thinks of, read from words and applied to the sales plan; nothing is written.

One change reads like `quota Dana 120000`, `quota Dana XX-200 +10 %`, `absent Dana 1–14 Dec`, `without Dana`,
`close rate +2 %`, `close rate Dana 30 %`, `deal +10 %`, `deal XX-200 9000`, `capacity Dana 20`. Several stand with “;”
between them. A rep is named in full or by a first name that only one of them has; who or what is not named means all.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable

from leadbook.errors import UsageError
from leadbook.fields.money import parse_money
from leadbook.model import QuotaLine, Rep
from leadbook.stages.allocate_plan import SalesPlan
from leadbook.stages.what_if_days import days_of
from leadbook.stages.wording import day, listed, percent, short_names

EXAMPLES = (
    "quota Dana 120000; quota Dana XX-200 +10 %; absent Dana 1–14 Dec; without Dana; close rate +2 %; "
    "close rate Dana 30 %; deal +10 %; capacity Dana 20"
)
_KINDS = re.compile(
    r"(quota|absent|away|off|without|close\s+rate|rate|average\s+deal|deal\s+size|deal|capacity)\b\s*(.*)", re.I | re.S
)
_AMOUNT = re.compile(
    r"([+\-−]?)\s*((?:[$€£]\s*)?\d[\d.,'’ ]*)\s*(%|percent|points?|[kKmM](?![A-Za-z])|million|thousand)?\s*"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Supposed:
    """A plan as it would be.

    Args:
        plan: the changed plan.
        says: what was supposed, a sentence for each change.
    """

    plan: SalesPlan
    says: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Amount:
    """A number as typed: its sign, "" for none, and whether it is a share."""

    sign: str
    value: float
    share: bool

    def on(self, old: float) -> float:
        """The new value of a sum of money or a number."""
        if self.share:
            factor = self.value / 100
            return old * (1 + factor if self.sign == "+" else 1 - factor if self.sign else factor)
        return old + self.value if self.sign == "+" else max(0.0, old - self.value) if self.sign else self.value


def suppose(plan: SalesPlan, text: str, today: dt.date) -> Supposed:
    """The plan with every change of a text.

    Raises:
        UsageError: a change, a rep or a product is not understood; the message says what can be said.
    """
    said: list[str] = []
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    if not pieces:
        raise _unclear("Nothing is supposed.")
    for piece in pieces:
        found = _KINDS.fullmatch(" ".join(piece.split()))
        if found is None:
            raise _unclear(f"“{piece}” is not understood.")
        kind = " ".join(found[1].casefold().split())
        plan, sentence = _CHANGES[kind](plan, found[2].strip(), today)
        said.append(sentence)
    return Supposed(plan, tuple(said))


def _unclear(what: str) -> UsageError:
    """The error for words that are not understood."""
    return UsageError(what, "leadbook allocate --what-if", f"Say for example: {EXAMPLES}.")


def _who(plan: SalesPlan, text: str) -> tuple[Rep | None, str]:
    """The rep that a text begins with, and the rest; None when it names nobody."""
    short = short_names([rep.name for rep in plan.reps])
    names = {name.casefold(): rep for rep in plan.reps for name in (rep.name, short[rep.name])}
    low = text.casefold()
    for name in sorted(names, key=len, reverse=True):
        if low == name or low.startswith((f"{name} ", f"{name},", f"{name}:")):
            return names[name], text[len(name) :].strip(" ,:")
    return None, text


def _rep(plan: SalesPlan, text: str) -> tuple[Rep, str]:
    """The rep that a text begins with, who must be named."""
    rep, rest = _who(plan, text)
    if rep is None:
        names = listed([one.name for one in plan.reps][:6], "or")
        raise _unclear(f"“{text}” does not begin with a rep of this book ({names}).")
    return rep, rest


def _product(plan: SalesPlan, text: str) -> tuple[str, str]:
    """The product that a text begins with, "" for none, and the rest; a word “on” before it is left out."""
    plain = re.sub(r"^on\s+", "", text, flags=re.I)
    names = {line.product.casefold(): line.product for line in plan.quotas}
    for name in sorted(names, key=len, reverse=True):
        if plain.casefold() == name or plain.casefold().startswith(f"{name} "):
            return names[name], re.sub(r"^to\s+", "", plain[len(name) :].strip(), flags=re.I)
    return "", re.sub(r"^(?:to|=)\s*", "", text, flags=re.I)


def _amount(text: str) -> _Amount:
    """The number at the end of a change."""
    found = _AMOUNT.fullmatch(text.strip())
    scale = {"k": "k", "thousand": "k", "m": "m", "million": "m"}.get((found[3] or "").casefold(), "") if found else ""
    money = parse_money(f"{found[2].strip()}{scale}") if found else None
    if found is None or money is None:
        raise _unclear(f"“{text}” is no number." if text else "A number is missing.")
    share = (found[3] or "").casefold() in ("%", "percent", "point", "points")
    return _Amount(found[1].replace("−", "-"), float(money.amount), share)


def _lines(
    plan: SalesPlan, who: tuple[Rep | None, str], change: Callable[[QuotaLine], QuotaLine]
) -> SalesPlan:  # fmt: skip
    """The plan with the quotas of a rep (or of all) and a product (or of all) changed."""
    rep, product = who
    hits = [
        (rep is None or line.rep.casefold() == rep.name.casefold()) and (not product or line.product == product)
        for line in plan.quotas
    ]
    lines = tuple(change(line) if hit else line for line, hit in zip(plan.quotas, hits, strict=True))
    if not any(hits):
        name = f"{rep.name} has" if rep else "Nobody has"
        raise _unclear(f"{name} no quota{f' on {product}' if product else ''} for this period.")
    return dataclasses.replace(plan, quotas=lines)


def _quota(plan: SalesPlan, text: str, _: dt.date) -> tuple[SalesPlan, str]:
    """Another quota; without a product a rep's quotas are all raised alike, so that their sum is the amount."""
    rep, rest = _rep(plan, text)
    product, rest = _product(plan, rest)
    amount = _amount(rest)
    mine = [
        line for line in plan.quotas
        if line.rep.casefold() == rep.name.casefold() and (not product or line.product == product)
    ]  # fmt: skip
    if len({line.unit for line in mine}) > 1 and not amount.share:
        raise _unclear(f"{rep.name} has quotas in money and in units: name the product too.")
    old = sum(line.quota for line in mine)
    new = amount.on(old)

    def change(line: QuotaLine) -> QuotaLine:
        return dataclasses.replace(line, quota=line.quota * new / old if old else new / len(mine))

    done = _lines(plan, (rep, product), change)
    return done, f"{rep.name}'s quota{f' on {product}' if product else ''} is {new:,.0f} instead of {old:,.0f}."


def _absent(plan: SalesPlan, text: str, today: dt.date) -> tuple[SalesPlan, str]:
    """A rep who is not there. An absence to come is counted as if it began today: leads are shared for today."""
    rep, rest = _rep(plan, text)
    first, last = days_of(rest, today) if rest else (today, today + dt.timedelta(days=6))
    if first is None or last is None:
        raise _unclear(f"“{rest}” are no days, such as 1–14 Dec or 2026-12-01 to 2026-12-14.")
    away = (min(first, today), last) if first > today else (first, last)
    said = f"{rep.name} is away from {day(first)} to {day(last)}{'' if first <= today else ', counted from today on'}."
    return _with_rep(plan, dataclasses.replace(rep, away=tuple(sorted((*rep.away, away))))), said


def _without(plan: SalesPlan, text: str, _: dt.date) -> tuple[SalesPlan, str]:
    """A team without one of its reps."""
    rep, rest = _rep(plan, text)
    if rest:
        raise _unclear(f"“{rest}” behind {rep.name} is not understood.")
    return _with_rep(plan, dataclasses.replace(rep, active=False)), f"{rep.name} gets no leads."


def _capacity(plan: SalesPlan, text: str, _: dt.date) -> tuple[SalesPlan, str]:
    """Another number of leads a week."""
    rep, rest = _rep(plan, text)
    old = rep.capacity_per_week
    new = _amount(rest).on(old or 0.0)
    was = "no limit" if old is None else f"{old:,.0f}"
    return _with_rep(plan, dataclasses.replace(rep, capacity_per_week=new)), (
        f"{rep.name} takes {new:,.0f} leads a week instead of {was}."
    )


def _close_rate(plan: SalesPlan, text: str, _: dt.date) -> tuple[SalesPlan, str]:
    """Another close rate: “+2 %” adds two points of a hundred, “30 %” sets it. It is then taken as known."""
    rep, rest = _who(plan, text)
    product, rest = _product(plan, rest)
    amount = _amount(rest)
    points = amount.share or amount.value > 1 or (amount.sign and amount.value == 1)  # nobody adds 100 of a hundred
    step = amount.value / 100 if points else amount.value

    def change(line: QuotaLine) -> QuotaLine:
        if amount.sign and line.close_rate is None:
            return line
        old = line.close_rate or 0.0
        new = old + step if amount.sign == "+" else old - step if amount.sign else step
        return dataclasses.replace(line, close_rate=min(1.0, max(0.0, new)), beta=None)

    done = _lines(plan, (rep, product), change)
    what = f"{amount.sign}{step * 100:g} points" if amount.sign else percent(step)
    return done, f"The close rate{_of(rep, product)} is {'changed by ' if amount.sign else ''}{what}."


def _deal(plan: SalesPlan, text: str, _: dt.date) -> tuple[SalesPlan, str]:
    """Another average deal: “+10 %” makes it a tenth larger, an amount sets it. Quotas in units stay."""
    rep, rest = _who(plan, text)
    product, rest = _product(plan, rest)
    amount = _amount(rest)

    def change(line: QuotaLine) -> QuotaLine:
        known = line.unit != "units" and not (line.average_deal is None and (amount.sign or amount.share))
        return dataclasses.replace(line, average_deal=amount.on(line.average_deal or 0.0)) if known else line

    done = _lines(plan, (rep, product), change)
    what = f"{amount.sign}{amount.value:,.0f}{' %' if amount.share else ''}"
    return done, f"The average deal{_of(rep, product)} is {'changed by ' if amount.sign else ''}{what}."


def _of(rep: Rep | None, product: str) -> str:
    """“ of Dana Vale on XX-200”, “ of all reps”."""
    return f" of {rep.name if rep else 'all reps'}{f' on {product}' if product else ''}"


def _with_rep(plan: SalesPlan, rep: Rep) -> SalesPlan:
    """The plan with one rep changed."""
    return dataclasses.replace(plan, reps=tuple(rep if one.name == rep.name else one for one in plan.reps))


_Change = Callable[[SalesPlan, str, dt.date], tuple[SalesPlan, str]]
_CHANGES: dict[str, _Change] = {
    "quota": _quota, "absent": _absent, "away": _absent, "off": _absent, "without": _without,
    "close rate": _close_rate, "rate": _close_rate, "average deal": _deal, "deal size": _deal, "deal": _deal,
    "capacity": _capacity,
}  # fmt: skip
