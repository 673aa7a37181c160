"""The gate on what people really write: each text and row was judged by hand, in seven languages."""

from __future__ import annotations

import re

import pytest

from leadbook.fields.hand import Said, what_is_said
from leadbook.model import Cell, Verdict
from leadbook.stages.qualify import qualify
from tests.rules.builders import TODAY, gate, inquiries, words
from tests.stages import gate_rows
from tests.stages.gate_words import ACTIVITY, ASKS, BROCHURE, OURS, REFUSES, lines

LISTED = words(
    ("competitor", "corvane.example"), ("competitor", "Corvane"), ("competitor", "Alpha Medical"),
    ("own domain", "us.example"),
)  # fmt: skip
GATE = gate(words=LISTED)
STARTS = {
    "studies": ("Studies:", "School or university"), "writes for the press": ("Writes for the press",),
    "looks for a job": ("Looks for a job",), "wants to sell": ("Wants to sell",), "institution": ("An institution",),
    "no money": ("No money", "Named a budget of nothing"), "nobody decides": ("Said “",), "not now": ("Not now:",),
    "expects too much": ("Expects more",), "competitor": ("Works for", "Domain"), "own staff": ("Address of our own",),
    "stopped": ("Asked us to stop",),
}  # fmt: skip
"""Kind of reason → how its sentences begin."""


def judged(rows: list[dict[str, Cell]]) -> list[tuple[str, str]]:
    """Verdict and sentence of each row."""
    found = qualify(inquiries(*rows), GATE, TODAY)
    return list(zip(found["verdict"], found["why"], strict=True))


@pytest.mark.parametrize(
    ("texts", "said"),
    [(ASKS, Said.ASKS), (REFUSES, Said.REFUSES), (ACTIVITY, Said.ACTIVITY), (OURS, Said.OURS), (BROCHURE, Said.OTHER)],
    ids=["asks", "refuses", "activity", "ours", "brochure"],
)
def test_what_a_text_says_about_talking_is_read_in_every_language(texts, said):
    assert {text: str(what_is_said(text)) for text in lines(texts)} == dict.fromkeys(lines(texts), str(said))


def test_everybody_who_asks_is_a_lead_and_the_sentence_quotes_them():
    rows = [{"raised_hand": text} for text in lines(ASKS)]
    for row, (verdict, why) in zip(rows, judged(rows), strict=True):
        assert verdict == Verdict.QUALIFIED, (row, why)
        assert "Asked on 20 Nov: “" in why


@pytest.mark.parametrize("texts", [REFUSES, ACTIVITY, OURS], ids=["refuses", "activity", "ours"])
def test_nobody_is_a_lead_who_refuses_or_only_did_something_or_about_whom_we_noted_our_plans(texts):
    rows = [{"raised_hand": text} for text in lines(texts)]
    leads = [row for row, (verdict, _) in zip(rows, judged(rows), strict=True) if verdict == Verdict.QUALIFIED]
    assert leads == []


def test_a_brochure_alone_is_an_inquiry_and_with_a_need_a_lead_in_every_language():
    alone = judged([{"raised_hand": text, "need": None} for text in lines(BROCHURE)])
    assert {verdict for verdict, _ in alone} == {Verdict.NOT_A_LEAD}
    assert all(why.startswith("Asked for a brochure or a price list only: “") for _, why in alone)
    assert {verdict for verdict, _ in judged([{"raised_hand": text} for text in lines(BROCHURE)])} == {"Qualified"}


@pytest.mark.parametrize("kind", gate_rows.OUT)
def test_what_stands_against_a_lead_is_found_and_named(kind):
    rows = gate_rows.OUT[kind]
    for row, (verdict, why) in zip(rows, judged(rows), strict=True):
        assert verdict == (Verdict.SUPPRESSED if kind == "stopped" else Verdict.NOT_A_LEAD), (row, why)
        assert why.startswith(STARTS[kind]), (row, why)


def test_a_word_that_only_looks_like_a_reason_keeps_nobody_out():
    kept_out = [
        (row, why) for row, (verdict, why) in zip(gate_rows.FINE, judged(gate_rows.FINE), strict=True)
        if verdict != Verdict.QUALIFIED
    ]  # fmt: skip
    assert kept_out == []


def test_a_need_that_is_only_the_wish_for_a_call_is_asked_for():
    found = judged([{"need": text} for text in gate_rows.NO_NEED])
    assert {verdict for verdict, _ in found} == {Verdict.NEEDS_INFO}
    assert all(why.endswith("but no need is named (rule 1).") for _, why in found)
    assert {verdict for verdict, _ in judged([{"need": text} for text in gate_rows.NEEDS])} == {Verdict.QUALIFIED}


def test_every_sentence_names_a_rule_once_and_has_no_braces_or_doubled_words():
    rows = [{"raised_hand": text} for text in lines(ASKS + REFUSES + ACTIVITY + OURS + BROCHURE)]
    rows += [row for several in gate_rows.OUT.values() for row in several]
    rows += [{"raised_hand": None, "source_type": how} for how in ("event", "prize", "own", "", "download")]
    for row, (_, why) in zip(rows, judged(rows), strict=True):
        assert re.fullmatch(r"[A-Z].*\(rule \d\)\.", why), (row, why)
        assert len(re.findall(r"\(rule \d\)", why)) == 1, (row, why)
        assert not re.search(r"[{}]|\b(\w+) \1\b|\.\.", re.sub(r"“[^”]*”", "“”", why)), (row, why)
