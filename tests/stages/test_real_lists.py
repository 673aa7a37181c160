"""Short texts, and rows of the kinds real lists hold, judged by hand before they were tried. All invented."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from leadbook.actions.running import together
from leadbook.fields import contact, phone
from leadbook.fields.hand import Said, what_is_said
from leadbook.intake import origin
from leadbook.model import RunReport, Verdict
from leadbook.stages import mailboxes
from leadbook.stages.maybes import find_maybes
from leadbook.stages.qualify import qualify
from leadbook.stages.territory import place_of
from tests.rules.builders import TODAY, gate, inquiries
from tests.stages.gate_words import lines
from tests.stages.inquiry_rows import incoming

TALK = """
Could somebody ring me about pricing for two units?
Would love to hear how this fits our lab, give me a shout next week
Please get in touch, we are replacing our old sealer in spring
He wants us to come by and show it to his team
Asked at the booth for a rep to visit in December
She'd like a quote for 3 machines by Friday
Can we set up a video chat to go through the options?
Pls phone back, interested in leasing
Need someone to walk us through the validation package
Said: have your sales guy contact our purchasing manager
Bitte um Rückruf wegen Angebot
Möchte einen Termin mit dem Außendienst vereinbaren
Wir bräuchten ein Angebot für 200 Stück
Merci de me rappeler au sujet du devis
Souhaite rencontrer un commercial sur site
Quisiera que me llamen para una cotización
Necesitamos hablar con un asesor sobre el equipo
Graag een offerte en een afspraak op locatie
Kunt u mij terugbellen over de prijzen?
Vorrei essere contattato da un vostro agente
"""
ACTIVITY = """
Thanks for the great webinar, lots of food for thought
Downloaded the sterile barrier checklist
Stopped by the booth and took a pen
Opened newsletter twice, clicked on blog link
Registered but did not show up
Nice meeting you all, see you next year
Attended 43 of 60 minutes, no questions asked
Business card dropped in the raffle bowl
Scanned at lunch break
Watched the on-demand video, 80 % complete
Hat am Gewinnspiel teilgenommen
Vielen Dank für den interessanten Vortrag
Newsletter abonniert
A téléchargé le livre blanc
Merci beaucoup pour l'accueil sur le stand
Descargó el folleto del producto
Muchas gracias por la charla
Heeft de whitepaper gedownload
Bedankt voor het leuke gesprek
Ha visitato lo stand, ha preso un catalogo
"""
AGAINST = """
Student writing her master thesis, would like some data
We distribute packaging equipment and would like to represent you
I'd like to introduce our lead generation service to your company
Works for a competitor, just looking
Looking for a job as service technician, CV attached
Please take me off your list
We manufacture heating elements and can supply you at a good price
Not the right person, has nothing to do with buying
Already bought from somebody else last month
No budget, no project, not interested
Studentin, braucht Infos für ihre Bachelorarbeit
Bitte keine weitere Werbung mehr zusenden
Wir bieten Ihnen unsere Dienstleistungen im Bereich SEO an
Ne souhaite plus être contacté
Cherche un stage de six mois
No me interesa, no llamar más
Somos distribuidores y queremos vender sus productos
Geen interesse, graag uitschrijven
Wij leveren verpakkingsmateriaal en zoeken nieuwe klanten
Cerco lavoro, allego il curriculum
"""


def judged(text: str, key: str = "notes") -> tuple[str, str]:
    """Verdict and sentence of somebody who can be reached and of whom only this is known."""
    blank = {"raised_hand": "", "need": "", "application": "", "hand_by": ""}
    row = qualify(inquiries(blank | {key: text}), gate(), TODAY).iloc[0]
    return str(row["verdict"]), str(row["why"])


@pytest.mark.parametrize("module", [contact, phone, origin, mailboxes])
def test_examples_in_docstrings_are_true(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


def test_a_request_to_talk_is_read_in_five_languages():
    assert [text for text in lines(TALK) if what_is_said(text) is not Said.ASKS] == []


def test_what_somebody_did_or_said_kindly_is_no_request():
    assert [text for text in lines(ACTIVITY) if what_is_said(text) is Said.ASKS] == []
    assert [text for text in lines(ACTIVITY) if judged(text, "raised_hand")[0] == Verdict.QUALIFIED] == []


def test_whoever_never_buys_gets_a_reason_of_their_own_in_five_languages():
    for text in lines(AGAINST):
        verdict, why = judged(text)
        assert verdict in (Verdict.NOT_A_LEAD, Verdict.SUPPRESSED), text
        assert "id not ask to talk" not in why, text


@pytest.mark.parametrize(("text", "start"), [
    ("Wants to resell, expects 60 % discount, asks for an offer", "Wants to sell our products on"),
    ("We sell sterile pouches and would like a meeting with your buyer", "Wants to sell to us"),
    ("SALE DONE!! booked last week", "Settled already"), ("Left the company in May, please call", "Not the person"),
])  # fmt: skip
def test_a_request_of_a_dealer_a_supplier_or_a_settled_case_is_no_lead_and_says_why(text, start):
    assert judged(text, "raised_hand")[1].startswith(start)


@pytest.mark.parametrize("text", [
    "We sell tools, our press is slow and we need a quote for a new one",
    "Bought from a reseller, please call me about a spare door",
    "We already bought one, please call me about a second unit", "Please call me, our reseller closed",
])  # fmt: skip
def test_a_buyer_who_sells_something_or_bought_before_stays_a_lead(text):
    assert judged(text, "raised_hand")[0] == Verdict.QUALIFIED


@pytest.mark.parametrize("text", ["No contact data", "no phone number given", "keine Kontaktdaten bekannt"])
def test_a_missing_number_is_not_read_as_a_refusal(text):
    assert what_is_said(text) is not Said.REFUSES


def test_do_not_call_in_place_of_a_name_keeps_the_row_from_everybody():
    found = qualify(inquiries({"first_name": "old lead do not", "last_name": "call"}, {}), gate(), TODAY)
    assert found["verdict"].tolist() == [Verdict.SUPPRESSED, Verdict.QUALIFIED]


def maybes(one: str, other: str, **more: str) -> bool:
    """Whether two rows of one name and company are asked about, by their addresses."""
    rows = [{"first_name": "Ana", "last_name": "Silva", "company": "Northgate", "email": mail} | more
            for mail in (one, other)]  # fmt: skip
    frame = incoming(rows, 0)
    return bool(find_maybes(frame.assign(lead_id=["000", "001"])))


def test_one_name_and_company_is_asked_unless_the_mailboxes_are_numbered_like_namesakes():
    assert maybes("ana.silva@northgate.example", "asilva@gmail.com")
    assert maybes("ana.silva@northgate.example", "")
    assert not maybes("ana.silva4@mail.example", "ana.silva17@mail.example")


def test_a_number_with_its_calling_code_tells_the_country_of_a_row_without_one():
    row = {"country": "", "region": "", "postal_code": "", "phone": "+31 6 12345678"}
    assert place_of(row, "US").country == "NL"
    assert place_of(row | {"phone": "0031 6 12345678"}, "US").country == "NL"
    assert place_of(row | {"phone": "+1 416-555-0149"}, "US").country == "US"
    assert place_of(row | {"region": "CA"}, "US").country == "US"


def test_several_steps_need_as_many_people_as_questions_stand_on_to_fix():
    steps = [RunReport(action=name, book="b", counts={"needs_a_person": number})
             for name, number in (("import", 9), ("check", 21), ("allocate", 4), ("brief", 1))]  # fmt: skip
    assert together("run", Path("b"), steps).counts["needs_a_person"] == 21
