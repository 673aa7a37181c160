"""Whether somebody asked to talk to us, in their own words: the raised hand.

Asking for a call, a meeting, a demonstration, a visit, an offer or simply contact is a raised hand. Asking for a
brochure or a price list alone is not, nor is what a colleague noted about their own plans ("will call back").
"""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.text import fold

_ASKS: tuple[str, ...] = (
    # English
    r"(please|pls|plz|kindly|can (you|someone|somebody|we)|could (you|someone|somebody|we)|have (someone|somebody)|"
    r"get (someone|somebody) to) (also )?(just )?(call|phone|ring|contact|reach out|get in touch|get back to|visit|"
    r"meet|talk|speak|quote|schedule|arrange|book|set up|follow up)",
    r"(call|phone|ring|contact|email|text|visit|whatsapp) (me|us)\b",
    r"(call|ring|phone) (back )?(requested|request|please|wanted|needed|asap)|"
    r"(demo|demonstration|quote|quotation|meeting|appointment|visit|consultation|contact) (requested|please|wanted)|"
    r"callback (requested|please|request|asap)",
    r"(request|requests|requested|requesting|ask|asks|asked|asking|want|wants|wanted|need|needs|needed|wish|wishes|"
    r"would like|d like|like to have|interested in|looking for|hoping for|keen on) "
    r"(?:(?!brochure|price list|catalog|catalogue|not|no)\w+ ){0,4}?"
    r"(call|callback|call back|phone call|demo|demos|demonstration|quote|quotation|meeting|appointment|visit|"
    r"trial|consultation|proposal|offer|site visit|conversation|rep|salesperson)\b",
    r"(want|wants|would like|d like|like|love|asked|asks|ask|happy|need|needs|wish|wishes|hoping|prefer) "
    r"(to|you to|someone to|us to)"
    r" (?:\w+ )?(talk|speak|discuss|meet|be called|be contacted|hear from (you|sales|someone)|"
    r"see (a|the|it|your) (?:\w+ )?"
    r"(demo|demonstration|live)|book|schedule|arrange|call|visit us|come by|come and|get a (demo|quote|call))",
    r"give (me|us) a (call|ring|shout|buzz)",
    r"(let us|let s|lets) (talk|speak|meet|discuss|schedule|set up)",
    r"(send|give|get|provide|prepare|email) (me |us )?(over )?(a |an |your |the |me a |us a )?"
    r"(formal |firm |written |detailed )?"
    r"(quote|quotation|proposal|offer|estimate)\b",
    r"(when|what time) can (you|we|someone) (call|talk|speak|meet|visit|come)",
    r"(get|be) in touch( with (me|us))?( please)?$|please get in touch",
    r"(book|schedule|arrange) (a |an |me a |us a )?(call|demo|meeting|appointment|visit)",
    # German
    r"(bitte|konnen sie|konnten sie|wurden sie) .{0,40}?(ruckruf|anruf|anrufen|zuruckrufen|rufen|kontaktieren|"
    r"kontakt aufnehmen|melden|termin|vorfuhrung|angebot|besuch|vorbeikommen|ruckmeldung)",
    r"\b(ruckruf|anruf|termin|vorfuhrung|angebot|beratung|demo|gesprach|besuch|beratungstermin|kontaktaufnahme) "
    r"(bitte|erbeten|gewunscht|erwunscht|vereinbaren)",
    r"(wunsche|wunschen|mochte|mochten|hatte gern|hatten gern|brauche|brauchen|benotige|benotigen|bitten? um) "
    r"(?:(?!broschure|prospekt|preisliste|katalog|kein\w*)\w+ ){0,4}?"
    r"(ruckruf|anruf|termin|vorfuhrung|angebot|beratung|demo|gesprach|besuch|kostenvoranschlag|kontakt|sprechen)",
    r"(rufen sie|ruf) (mich|uns)|melden sie sich",
    # French
    r"(merci de|veuillez|pouvez vous|pourriez vous|svp|s il vous plait|priere de) .{0,30}?(appeler|rappeler|contacter|"
    r"recontacter|joindre|devis|rendez vous|demonstration|visite)",
    r"(rappelez|appelez|contactez|recontactez) (moi|nous)",
    r"(souhaite|souhaitons|souhaiterais|voudrais|voudrions|aimerais|aimerions|desire|demande|besoin d)\w* "
    r"(?:(?!brochure|catalogue|tarifs?)\w+ ){0,4}?"
    r"(rendez vous|rappel|rappele|appel|devis|demo|demonstration|visite|contacte|parler|discuter|echanger)",
    # Spanish
    r"(por favor|podria|podrian|pueden?|favor de|ruego) .{0,30}?(llam\w+|contact\w+|comuni\w+|cotiza\w+|presupuesto|"
    r"cita|"
    r"demostracion|visit\w+)",
    r"(llamenme|llamame|llamadme|contactenme|contactame|me (pueden|puede|podrian) (llamar|contactar))",
    r"(quiero|queremos|quisiera|quisieramos|necesito|necesitamos|solicito|solicitamos|deseo|me gustaria|nos gustaria) "
    r"(?:(?!folleto|catalogo|lista)\w+ ){0,4}?"
    r"(llamada|cita|reunion|demo|demostracion|cotizacion|presupuesto|visita|hablar|llamen|llame|contacten|oferta)",
)  # fmt: skip
_YES = re.compile("|".join(f"(?:{pattern})" for pattern in _ASKS))
_REFUSES = re.compile(
    r"\b(do not|don t|dont|never|please no|no more|stop|not to|doesn t want|does not want|didn t|did not|"
    r"not interested|"
    r"no need|without|kein\w*|nicht|ne pas|ne m|ne nous|pas de|no me|no nos|no quiero|no llam\w*|no desea|unsubscribe)"
    r"( \w+){0,4}? ?(call\w*|contact\w*|phone|ring|email|demo\w*|quote|meeting|visit|talk|speak|ruckruf|"
    r"anruf\w*|anrufen|"
    r"kontakt\w*|termin|interesse|appel\w*|rappel\w*|contacter|devis|llam\w*|contact\w*|interested)"
)
_OURS = re.compile(
    r"^(i |we |she |he |they |will |to be |must |should |need to |to )*(will |ll |should |to |must |need to )"
    r"(call|phone|contact|"
    r"ring|email|try|follow)\b|\b(called|calling|phoned|rang|emailed|contacted) (him|her|them|twice|once|again|"
    r"but|today|yesterday|"
    r"no answer|three|several|many)|\b(call|phone|ring|contact) (him|her|them)\b|^call (back )?later|"
    r"^(need|needs|have|has|must|should)( to)? (schedule|arrange|book|set up|do|make) (a |an |the )?follow up|"
    r"left (a )?(voicemail|message)|\b(no|did not|didn t) answer"
)


@lru_cache(maxsize=65536)
def asks_to_talk(text: str) -> bool:
    """Whether these words ask for contact (English, German, French, Spanish).

    >>> [asks_to_talk(t) for t in ("Please call me next week", "Asked for a demo of the XX-200", "Need a quote for 3")]
    [True, True, True]
    >>> [asks_to_talk(t) for t in ("Unit is down, can someone call today?", "Give me a call", "Asked to be called")]
    [True, True, True]
    >>> [asks_to_talk(t) for t in ("Please send a brochure", "Will call back later", "Do not call me", "Great lunch!")]
    [False, False, False, False]
    >>> [asks_to_talk(t) for t in ("Demo requested", "Need to schedule a follow up call")]
    [True, False]
    >>> [asks_to_talk(t) for t in ("Bitte um Rückruf", "Merci de me rappeler", "Quiero una demo", "Kein Interesse")]
    [True, True, True, False]
    """
    for sentence in re.split(r"[.!?;\n]+", text):
        key = fold(sentence)
        if key and _YES.search(key) and not _REFUSES.search(key) and not _OURS.search(key):
            return True
    return False
