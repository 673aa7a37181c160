"""What counts as a raised hand, from the words and from where they were said."""

from __future__ import annotations

import pytest

from leadbook.fields.hand import asks_to_talk
from leadbook.rules.evidence import Hand, evidence
from leadbook.rules.matching import Matcher
from leadbook.rules.reading import read_words
from tests.rules.builders import TODAY, frame, inquiries, words


def hand(said: str | None, how: str = "event", **more) -> Hand:
    """The worth of one inquiry's evidence."""
    rows = inquiries({"raised_hand": said, "source_type": how} | more)
    return evidence(Matcher(rows, read_words(words()), TODAY), frame("campaigns"), "").hand[0]


@pytest.mark.parametrize(
    ("said", "how", "worth"),
    [
        ("Please call me", "prize", Hand.WORDS),
        ("Yes", "event", Hand.TICKED),
        ("x", "download", Hand.TICKED),
        ("Yes", "prize", Hand.UNCLEAR),
        ("No", "event", Hand.NONE),
        ("n/a", "event", Hand.NONE),
        ("Great talk!", "event", Hand.ACTIVITY),
        ("Nice show about cables", "prize", Hand.ACTIVITY),
        ("Thanks for the slides", "prize", Hand.ACTIVITY),
        ("Please send the slides", "prize", Hand.BROCHURE),
        ("Two fail every week. Call after 4.", "prize", Hand.WORDS),
        ("Cables break at the wall", "event", Hand.UNCLEAR),
        ("Cables break at the wall", "raised-hand form", Hand.WORDS),
        ("No thanks", "raised-hand form", Hand.DECLINED),
        ("Please don't call", "event", Hand.DECLINED),
        ("Please call me", "purchased", Hand.NONE),
        (None, "raised-hand form", Hand.FORM),
        (None, "own", Hand.NONE),
        ("Bitte um Rückruf", "event", Hand.WORDS),
        ("Merci de me rappeler", "prize", Hand.WORDS),
    ],
)
def test_words_are_worth_what_they_say_where_they_were_said(said, how, worth):
    assert hand(said, how) is worth


def test_signed_words_of_ours_count_also_for_a_bought_list():
    assert hand("wants a call", "purchased", hand_by="ours, KM") is Hand.OURS
    assert hand("wants a call", "purchased", hand_by="ours") is Hand.UNSIGNED


REQUESTS = (
    "Can someone reach out to me",
    "Have somebody get in touch with us",
    "We want to talk",
    "I'd like to speak with sales",
    "Need a quote for 3",
    "Request a demonstration",
    "please follow up",
    "Could you visit us",
    "Interested in a trial",
    "Looking for a proposal",
    "Send us an estimate",
    "Let's meet",
    "When can you come",
    "whatsapp me",
    "text me",
    "Please set up a meeting",
    "book a call",
    "happy to hear from you",
    "Bitte rufen Sie mich an",
    "Termin vereinbaren",
    "Ich möchte ein Angebot",
    "Wir hätten gern eine Vorführung",
    "Bitte kontaktieren Sie uns",
    "Melden Sie sich",
    "Pourriez-vous me rappeler",
    "Contactez-moi",
    "Je souhaite un devis",
    "Nous voudrions une démonstration",
    "Llámenme por favor",
    "Quiero una cotización",
    "Nos gustaría una reunión",
    "Me pueden contactar",
)


@pytest.mark.parametrize("request_", REQUESTS)
def test_the_quick_look_passes_over_no_request_that_the_slow_one_knows(request_):
    assert asks_to_talk(request_)
    assert hand(None, "own", notes=request_) is Hand.ELSEWHERE


@pytest.mark.parametrize(
    ("change", "worth"),
    [
        ({}, Hand.SENT),
        ({"need": "Cables break"}, Hand.FORM),
        ({"email": None, "phone": None}, Hand.NONE),
        ({"status": "Contacted - not interested"}, Hand.DECLINED),
        ({"notes": "no interest any more"}, Hand.DECLINED),
        ({"status": "Demo requested"}, Hand.ELSEWHERE),
        ({"extra": "form_name: Request a demo"}, Hand.ELSEWHERE),
        ({"how": "purchased", "need": "Cables break"}, Hand.NONE),
    ],
)
def test_a_form_without_words_is_worth_what_stands_elsewhere_in_it(change, worth):
    assert hand(None, **({"how": "raised-hand form", "need": None} | change)) is worth
