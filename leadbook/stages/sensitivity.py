"""What would help a rep most: more leads, a higher close rate, larger deals, or a stricter gate, in money.

Each lever is pulled by itself. What it brings is counted as far as it helps the quotas: the expected money towards
each quota after it, less that before, never beyond the gap.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadbook.model import QuotaLine
from leadbook.stages.odds import expected_to_quota

MORE = 0.1
"""How far each lever is pulled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """Money towards the quotas that can be expected, and how much more each lever would bring.

    Args:
        expected: with the leads given.
        more_leads: a tenth more leads. close_rate: a close rate a tenth higher. deal_size: deals a tenth larger.
        gate: as many leads from a gate that keeps out one in ten of those that do not close.
    """

    expected: float = 0.0
    more_leads: float = 0.0
    close_rate: float = 0.0
    deal_size: float = 0.0
    gate: float = 0.0


NAMES = ("more_leads", "close_rate", "deal_size", "gate")
"""The levers, in the order in which they are shown."""


def sensitivity(lines: Sequence[QuotaLine]) -> dict[str, Levers]:
    """Rep → what would help; of quotas in money whose close rate and average deal are known, in the order of lines.

    Args:
        lines: quotas of one period with the leads given and the rates that count.
    """
    found: dict[str, Levers] = {}
    for line in lines:
        if line.unit != "units" and (one := _levers(line)) is not None:
            found[line.rep] = total([found[line.rep], one]) if line.rep in found else one
    return found


def total(levers: Iterable[Levers]) -> Levers:
    """Several together."""
    every = list(levers)
    names = [field.name for field in dataclasses.fields(Levers)]
    return Levers(**{name: sum(getattr(one, name) for one in every) for name in names})


def _levers(line: QuotaLine) -> Levers | None:
    """One quota; None when its close rate or average deal is not known."""
    now = expected_to_quota(line, line.given)
    rate = line.close_rate
    if now is None or rate is None or line.average_deal is None:
        return None if now is None else Levers(expected=now)
    pulled = {
        "more_leads": expected_to_quota(line, line.given * (1 + MORE)),
        "close_rate": expected_to_quota(_at_rate(line, rate * (1 + MORE)), line.given),
        "deal_size": expected_to_quota(
            dataclasses.replace(line, average_deal=line.average_deal * (1 + MORE)), line.given
        ),
        "gate": expected_to_quota(_at_rate(line, rate / (1 - MORE * (1 - rate))), line.given),
    }
    return Levers(expected=now, **{key: max(0.0, (value or 0.0) - now) for key, value in pulled.items()})


def _at_rate(line: QuotaLine, rate: float) -> QuotaLine:
    """The line with another close rate, known as well as the present one."""
    if line.beta is None:
        return dataclasses.replace(line, close_rate=min(1.0, rate))
    a, b = line.beta
    share = a / (a + b)
    mean = min(share * rate / line.close_rate if line.close_rate else share, 1 - 1e-9)
    return dataclasses.replace(line, close_rate=min(1.0, rate), beta=((a + b) * mean, (a + b) * (1 - mean)))
