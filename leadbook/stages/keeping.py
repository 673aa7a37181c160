"""Values that somebody looked at and kept as they are: what a person says of an address or a number wins."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pandas as pd

from leadbook.model import Verdict
from leadbook.rules.evidence import Evidence
from leadbook.rules.reading import field_header
from leadbook.stages.sentences import Finished

Kept = Mapping[tuple[str, str], frozenset[str]]
"""(ID, field header) → the values that were kept."""

_CHECKED = "phone and e-mail check"
_WORDS = {
    ("phone",): "phone kept as it is, e-mail checks",
    ("email",): "phone checks, e-mail kept as it is",
    ("phone", "email"): "phone and e-mail kept as they are",
}


def accepted(proof: Evidence, inquiries: pd.DataFrame, kept: Kept) -> tuple[Evidence, dict[int, tuple[str, ...]]]:
    """The evidence with kept numbers and addresses taken as good, and which those are by position.

    Only the very value that was kept counts, and only where there is one.

    Args:
        inquiries: columns lead_id, phone, email; in the order of the evidence.
    """
    if not kept:
        return proof, {}
    codes = {"phone": proof.phone.copy(), "email": proof.email.copy()}
    found: dict[int, tuple[str, ...]] = {}
    ids = inquiries["lead_id"].tolist()
    for key, problems in codes.items():
        header = field_header(key)
        for at, value in enumerate(inquiries[key].tolist()):
            if value and problems[at] and value in kept.get((ids[at], header), ()):
                problems[at] = ""
                found[at] = (*found.get(at, ()), key)
    return dataclasses.replace(proof, phone=codes["phone"], email=codes["email"]), found


def say_kept(verdicts: list[Finished], found: Mapping[int, tuple[str, ...]]) -> None:
    """Tell in the sentence of a lead what somebody kept as it is."""
    for at, keys in found.items():
        finished = verdicts[at]
        if finished.verdict is Verdict.QUALIFIED:
            said = finished.why.replace(_CHECKED, _WORDS[keys])
            verdicts[at] = dataclasses.replace(finished, why=said)
