"""The words of `leadbook.fields.hand`: how people ask to talk, refuse to, or are written about, in seven languages.

All patterns are for folded text (`leadbook.fields.text.fold`): no case, no accents, no marks. English, German,
French, Spanish, Italian and Dutch are covered for everyday requests, Portuguese for the plainest ones.
"""

from __future__ import annotations

import re
from functools import cache

from leadbook.fields.text import word_set

_JOINING = r"and|or|plus|und|oder|sowie|et|ou|y|o|e|en|of"
_PAPER = (
    r"brochures?|catalog\w*|folder|flyers?|leaflets?|slides?|recording|copy|datasheets?|whitepaper|ebook|guide|"
    r"prospekt\w*|broschure\w*|katalog\w*|preisliste\w*|unterlagen|plaquette|folleto\w*|lista|listino|opuscolo|"
    r"prijslijst|not|no|never|nicht|kein\w*|pas|niet|geen"
)
_GAP = rf"(?:(?:(?!(?:{_PAPER})\b)\w+ ){{0,5}}?|(?:\w+ ){{0,4}}?(?:{_JOINING}) (?:\w+ ){{0,2}}?)"

_EN_WANT = (
    r"wants?|wanted|wanting|would like|d like|would love|d love|like to|likes to|love to|need|needs|needed|wish|"
    r"wishes|request|requests|requested|requesting|require|requires|ask|asks|asked|asking|looking for|look for|"
    r"interested in|interest in|looking to|"
    r"appreciate|welcome|tells us to|told us to|says to|said to|keen on|keen to|hoping for|hopes for|hoping to|"
    r"enquir\w+ about|inquir\w+ about|enquir\w+ for|inquir\w+ for|happy to|prefers?|open to"
)
_EN_THING = (
    r"(?:call|callback|call back|called|contacted|visited|phone call|(?:demo|demos|demonstration|trial|test unit)"
    r"(?! (?:recording|video|webinar|slides|page|link))|quote|quotes|quotation|quotations|pricing|"
    r"prices?(?! list| sheet)|meeting|meet|appointment|visit|evaluation unit|consultation|proposal|offer|estimate|"
    r"conversation|chat|rep|salesperson|sales rep|talk|speak|discuss|buy|purchase|order|get in touch|get back|"
    r"hear from (?:you|sales|someone)|come by|come and|"
    r"stop by|walk ?through|(?:walk|guide|take|talk) (?:us|me|them|our \w+) through|explain (?:it )?(?:to )?(?:us|"
    r"me)|advise (?:us|me)|"
    r"advice from|specialist|expert|show (?:it|us|me|them)|see it (?:live|work\w*)|site visit|be in touch)"
)
_EN_DO = (
    r"(?:call|phone|ring|contact|reach out|get in touch|get back to|get back|visit|meet|talk|speak|quote|schedule|"
    r"arrange|book|set up|(?:walk|guide|take|talk) (?:us|me|them|our \w+) through|advise|explain|follow up|stop by|"
    r"come by|drop by|come over|come and|show (?:me|us|it)|demo)"
)
_EN_OFFER = r"(?:quote|quotation|proposal|offer|estimate|pricing|prices?(?! list| sheet))"
_WHEN = (
    r"after|before|between|at|on|any ?time|today|tomorrow|asap|now|next|this|in the|mornings?|afternoons?|weekdays?|"
    r"monday|tuesday|wednesday|thursday|friday"
)
_DE_WANT = (
    r"wunsch(?:t|e|en|te|ten)|mochten?|will|wollte|wollten|wollen|hatten? gern\w*|brauch(?:t|e|en|te|ten)|brauchten|"
    r"benotig(?:t|e|en)|"
    r"bitten? (?:\w+ )?um|bittet (?:\w+ )?um|bat um|fragt\w* nach|fragen nach|erbitte\w*|interesse an|"
    r"interessiert (?:sich )?(?:fur|an)|suche[nt]?|sucht|verlangt\w*"
)
_DE_THING = (
    r"(?:ruckruf\w*|anruf\w*|termin\w*|vorfuhr\w*|\w*angebot\w*|aussendienst\w*|vertreter\w*|berater|"
    r"ansprechpartner\w*|preis|preise|preisen|preisinfo\w*|\w*beratung\w*|"
    r"demo\w*|\w*gesprach\w*|besuch\w*|kostenvoranschlag|kontakt\w*|ruckmeldung|teststellung|angerufen|"
    r"zuruckgerufen|sprechen|telefonieren|treffen)"
)
_DE_DO = (
    r"(?:ruckruf|anruf\w*|anzurufen|zuruckrufen|zuruckzurufen|rufen|kontaktieren|kontakt|melden|termin\w*|vorfuhr\w*|"
    r"\w*angebot|besuch\w*|vorbeikommen|ruckmeldung|sprechen|telefonieren|preise)"
)
_FR_WANT = (
    r"souhait\w*|voudr\w*|aimer(?:ais|ait|ions|aient)|desir\w*|demand\w*|veux|veut|voulons|veulent|besoin d|besoin de|"
    r"cherch\w*|interesse\w* par"
)
_FR_THING = (
    r"(?:rendez vous|rdv|rappel\w*|appel\w*|devis|demo|demonstration|visite|contact\w*|recontact\w*|parler|discuter|"
    r"rencontr\w*|commercial\w*|representant\w*|conseiller\w*|technico commercial|venir|passer|"
    r"echanger|offre|prix|essai|proposition|chiffrage)"
)
_ES_WANT = (
    r"quier\w*|quer\w*|quisier\w*|dese\w*|necesit\w*|solicit\w*|pid(?:e|o|io|en|ieron)|pedi\w*|gustaria|busc\w*|"
    r"interesad\w+ en"
)
_ES_THING = (
    r"(?:llam\w*|cita|reunion|reunir\w*|asesor\w*|comercial|representante|vendedor|demo|demostracion|cotiz\w*|"
    r"presupuesto|visit\w*|hablar|contact\w*|oferta|precios?|propuesta|prueba)"
)
_IT_WANT = (
    r"vorre\w*|vogli\w*|vuole|desider\w*|richied\w*|richiest\w*|chied\w*|chiest\w*|bisogno di|cerc\w*|gradire\w*|"
    r"interessat\w+ a"
)
_IT_THING = (
    r"(?:contatt\w*|chiamat\w*|richiamat\w*|preventiv\w*|appuntamento|incontr\w*|agente|commerciale|rappresentante|"
    r"consulen\w*|demo|dimostrazione|visita|offerta|parlare|prezz[oi]|quotazione|prova)"
)
_NL_WANT = r"wil|wilt|willen|wou|wilde|graag|wenst|wensen|vraagt(?: om| naar)?|gevraagd|vroeg|nodig|zoekt|verzoekt"
_NL_THING = (
    r"(?:offerte\w*|afspraak|adviseur|vertegenwoordiger|langskom\w*|demo|demonstratie|\w*gesprek|bezoek|contact\w*|"
    r"terugbel\w*|teruggebeld|gebeld|bellen|prijs|prijzen|proef\w*|spreken)"
)
_PT_WANT = r"quer\w*|gostaria\w*|precis\w*|solicit\w*|pedi\w*|desej\w*"
_PT_THING = (
    r"(?:orcamento|ligar|liga\w*|ligue\w*|reuniao|contat\w*|contact\w*|cotacao|proposta|visita|demonstracao|preco)"
)

_PAIRS = (
    (_EN_WANT, _EN_THING), (_DE_WANT, _DE_THING), (_FR_WANT, _FR_THING), (_ES_WANT, _ES_THING), (_IT_WANT, _IT_THING),
    (_NL_WANT, _NL_THING), (_PT_WANT, _PT_THING),
)  # fmt: skip

_ASKS: tuple[str, ...] = (
    *(rf"(?:{want}) {_GAP}{thing}" for want, thing in _PAIRS),
    # English
    r"(?:please|pls|plz|kindly|(?:can|could|would|will) (?:you|someone|somebody|anyone|we|your \w+)|"
    r"(?:have|get) (?:someone|somebody|an? \w+|your \w+|sales)(?: to)?) "
    rf"(?:(?!(?:{_PAPER})\b)\w+ ){{0,3}}?{_EN_DO}",
    r"(?:send|give|get|provide|prepare|email|mail|make|need) (?:me |us )?(?:over )?"
    rf"(?:(?!(?:{_PAPER})\b)\w+ ){{0,3}}?{_EN_OFFER}",
    r"(?:call|phone|ring|contact|visit|whatsapp|text) (?:me|us|my \w+)",
    r"(?:asks?|asked|wants|wanted|requests?|requested|prefers|suggested) that (?:\w+ ){1,3}?(?:call|phone|ring|"
    r"contact|visit|meet|quote)",
    r"(?:who|whom) (?:can|could|should|do) i (?:talk|speak|call|contact)|(?:is|are) (?:there )?(?:someone|anyone|"
    r"somebody|you) (?:available|free|around) (?:to|for)",
    r"^(?:\w+ ){0,2}?(?:quote|quotation|offer|pricing|prices?(?! list| sheet)|estimate) (?:for|on) (?:\w+ ){0,4}?"
    r"(?:pls|please|asap|needed)|^(?:quote|quotation|pricing|price) (?:for|on) \d",
    r"(?:can|could|may|shall) (?:i|we) (?:please )?(?:have|get|see|buy|order)? ?(?:\w+ ){0,2}?(?:call|chat|talk|"
    r"meeting|"
    rf"meet|demo|{_EN_OFFER[3:-1]})",
    rf"(?:^|my number is \w+ )(?:please )?(?:call|phone|ring)(?: back)? (?:{_WHEN})",
    r"(?:give|drop|shoot) (?:me|us) (?:a|an) (?:quick )?(?:call|ring|shout|buzz|bell|line|message|e ?mail)",
    r"(?:let us|let s|lets) (?:talk|speak|meet|discuss|schedule|set up|arrange)",
    r"(?:call|callback|phone call|demo|demonstration|quote|quotation|pricing|price|meeting|appointment|visit|"
    r"consultation|contact|trial|offer|proposal)s? (?:back )?(?:request|requested|inquiry|enquiry|please|pls|wanted|"
    r"needed|asap|desired|required)",
    rf"(?:request|requests|asked|inquiry|enquiry) for (?:(?!(?:{_PAPER})\b)\w+ ){{0,3}}?{_EN_THING}|rfq|rfp",
    r"(?:when|what time) (?:can|could|would) (?:you|we|someone)",
    r"(?:asked|asks|asking|wondered|wants to know) (?:when|if|whether) (?:we|you|someone|somebody|one) "
    rf"(?:\w+ ){{0,2}}?(?:{_EN_DO[3:-1]}|show|see|demonstrate)",
    r"(?:get|be) in touch(?: with (?:me|us))?(?: please)?$|please get in touch",
    r"^(?:book|schedule|arrange) (?:a |an |me a |us a )?(?:call|demo|meeting|appointment|visit)",
    r"how much (?:would|will|do|does|is|are|for)|what (?:would|will|does|do|is|are|s) (?:\w+ ){0,4}?(?:cost|price)",
    # German
    rf"(?:bitte|konnen sie|konnten sie|wurden sie|konnte (?:jemand|man)) (?:\w+ ){{0,5}}?{_DE_DO}",
    rf"um (?:\w+ ){{0,3}}?{_DE_THING} (?:\w+ )?(?:gebeten|gefragt|ersucht)|"
    rf"nach (?:\w+ ){{0,3}}?{_DE_THING} (?:\w+ )?gefragt",
    rf"{_DE_THING} (?:ware nett |ist )?(?:bitte|erbeten|gewunscht|erwunscht|vereinbaren|angefragt)",
    r"rufen sie (?:mich|uns)|ruf (?:mich|uns)|melden sie sich|kontaktieren sie",
    r"was (?:kostet|kosten|wurde|wurden)|wie ?viel kostet|wie teuer",
    # French
    rf"(?:merci de|veuillez|pouvez vous|pourriez vous|svp|s il vous plait|priere de) (?:\w+ ){{0,4}}?"
    rf"(?:joindre|{_FR_THING})",
    r"(?:rappelez|appelez|contactez|recontactez) (?:moi|nous)",
    r"combien (?:coute\w*|pour|est|serait)|quel (?:est|serait) (?:le|votre) prix",
    # Spanish, Italian, Dutch, Portuguese
    rf"(?:por favor|podria\w*|pued\w*|favor de|ruego) (?:\w+ ){{0,4}}?(?:comuni\w+|{_ES_THING})",
    r"(?:llamenme|llameme|llamenos|llamame|llamadme|contactenme|contacteme|contactame)|cuanto (?:cuesta\w*|vale|seria)",
    rf"(?:per favore|potete|potreste|puo|potrebbe|si prega di|prego) (?:\w+ ){{0,4}}?(?:telefon\w*|chiam\w*|richiam\w*|"
    rf"contatt\w*|{_IT_THING})",
    r"richiamatemi|chiamatemi|contattatemi|telefonatemi|mi (?:richiami|chiami|contatti)|quanto (?:costa\w*|viene)",
    rf"(?:kunt u|kan u|kan iemand|kunnen jullie|gelieve|aub|alstublieft) (?:\w+ ){{0,4}}?(?:langskomen|{_NL_THING})",
    r"bel (?:mij|me|ons)|neem contact|offerte ?(?:aub|graag|gewenst|gevraagd|aanvraag)|(?:hoeveel|wat) kost",
    r"(?:wil|zou|heeft|hebben) (?:\w+ ){0,3}?(?:offerte|afspraak|demo|contact|gesprek) (?:gevraagd|willen|nodig)",
    r"(?:me |nos )?liguem?(?: me| nos| para)|entrem? em contato",
)

_NOT = (
    r"(?:no|not|never|nobody|without|\w*n t|dont|doesnt|didnt|stop|declin\w*|refus\w*|reject\w*|cancel\w*|kein\w*|"
    r"nicht|nie|ohne|ne|n|pas|sans|aucun\w*|jamais|non|nessun\w*|senza|sin|nunca|ningun\w*|geen|niet|nooit|nao)"
)
_UNHEARD = r"please|pls|bitte|just|but|svp|graag|received|got|heard|seen|had|erhalten|bekommen|recu|recibido|happy"
_TALK = (
    r"(?:call\w*|contact\w*|phon\w*|ring|demo\w*|quot\w*|meet\w*|visit\w*|talk|speak|interest\w*|appointment|proposal|"
    r"offers?|pricing|ruckruf\w*|anruf\w*|anzurufen|angerufen|kontakt\w*|termin\w*|interess\w*|\w*angebot\w*|"
    r"\w*gesprach\w*|besuch\w*|vorfuhr\w*|appel\w*|rappel\w*|devis|demarch\w*|rendez vous|llam\w*|presupuesto|cotiz\w*|"
    r"interes\w*|visita|chiam\w*|richiam\w*|contatt\w*|preventivo|appuntamento|telefon\w*|bel|bellen|gebeld|"
    r"teruggebeld|offerte|afspraak|ligar|ligue\w*|contat\w*)"
)

_STEMS = word_set("""
    call phon ring cont reac touc get visi meet talk spea chat quot sche arra book set foll emai text demo appo tria
    cons prop offe offr conv rep sale disc hear see show come stop drop esti pric cost how rfq rfp test eval site when
    time what whet buy purc orde quan wie was teue ruck anru anzu ange zuru rufe ruf kont meld term vorf besu vorb bera
    gesp kost spre prei tele tref kauf appe appu rapp reco join devi rend rdv parl echa essa chif comb prix quel ache
    llam cita reun coti pres habl ofer prec prue comu cuan preg comp chia rich prev inco dimo quot puo acqu lign liga
    ligu orca entr neem hoev wat afsp geso bezo terug teru gebe bell bel prij proe lang adve kope whats what walk
    guid take expl advi give shoo reco renc comm repr cons vent veni pass auss vert bera
    ansp ases vend reun agen rapp
""")
"""How the words begin without which `YES` and `NO` find nothing: a look that costs little."""

_ENDS = ("angebot", "gesprach", "beratung", "gesprek", "interest", "interested", "interesse")


def may_be_about_talking(key: str) -> bool:
    """Whether a folded text can ask or refuse to talk at all: a quick look before the slow one.

    >>> may_be_about_talking("please call me"), may_be_about_talking("our lifts are old")
    (True, False)
    """
    return any(word[:4] in _STEMS or word.startswith("inter") or word.endswith(_ENDS) for word in key.split())


@cache
def yes() -> re.Pattern[str]:
    """Asks to talk, in their own words or in those of somebody who noted them; put together when first needed."""
    return re.compile(r"\b(?:" + "|".join(f"(?:{pattern})" for pattern in _ASKS) + r")\b")


NO = re.compile(
    rf"\b(?:{_NOT} (?:(?!(?:{_UNHEARD})\b)\w+ ){{0,4}}?{_TALK}(?! (?:erhalten|bekommen|received|recu))|"
    rf"{_TALK} (?:is |was |ist |is |est )?(?:not|nicht|niet|pas|non) (?:\w+ )?"
    r"(?:wanted|needed|required|necessary|desired|gewunscht|erwunscht|notig|notwendig|nodig|gewenst|necessaire)|"
    r"unsubscribe)\b"
)
"""Does not want to talk."""

NO_MORE = re.compile(
    r"\b(?:(?:not|no longer|\w+n t|never) (?:any ?more |really )?interested(?: any ?more| now)?|no (?:more )?interest|"
    r"(?:kein|keinerlei) interesse(?: mehr)?|(?:nicht|nicht mehr) interessiert|plus interesse\w*|pas interesse\w*|"
    r"ya no le interesa|no (?:me|le|nos) interesa|non (?:piu )?interessat\w|geen interesse(?: meer)?)$"
)
"""Has no interest at all, said without an object."""

NO_CALL = re.compile(
    rf"\b{_NOT} (?:\w+ ){{0,2}}?"
    r"(?:call\w*|phon\w*|contact\w*|anruf\w*|appel\w*|llam\w*|chiam\w*|bel)\b"
)
"""Does not want to be called."""

PRICE_ONLY = re.compile(r"^(?!.*\b(?:call|phone|ring|meet\w*|visit|demo\w*|talk|speak|touch|contact)\b).*\bpri[cs]\w*")
"""Asks about a price and for nothing that needs a person."""

PAPER = re.compile(
    r"\b(?:brochures?|catalog\w*|flyers?|leaflets?|slides|data ?sheets?|white ?paper|e ?book|price ?(?:list|sheet)s?|"
    r"literature|info(?:rmation)? (?:material|pack)|prospekt\w*|broschure\w*|katalog\w*|preisliste\w*|infomaterial|"
    r"unterlagen|plaquette|documentation|fiche technique|folletos?|catalogo|lista de precios|listino|opuscolo|folder|"
    r"prijslijst)\b"
)
"""What somebody can read without us."""

GIVEN = re.compile(
    r"\b(?:sent|posted|mailed|emailed|given|gave|has|have|had|got|received|took|picked up|read|downloaded|ha preso|"
    r"ha ritirato|ha scaricato|a pris|a recupere|a telecharge|mitgenommen|se llevo|recogio|descargo|"
    r"meegenomen|gedownload|gesendet|"
    r"geschickt|verschickt|erhalten|mitgenommen|envoye\w*|enviad\w*|inviat\w*|verstuurd)\b"
)
"""It is there already."""

HARMLESS = re.compile(
    r"\b(?:no (?:valid |working |current )?(?:contact|phone|call|tel\w*)(?: ?back)? (?:data|details?|info\w*|"
    r"numbers?|person|name|"
    r"provided|given|available|known)|no contacts? (?:on|in|at)|(?:keine?|ohne) kontakt(?:daten|person|name)?"
    r"(?: bekannt| vorhanden)|kontaktdaten fehlen|(?:sans|pas de|aucune) (?:coordonnees|contact connu)|"
    r"sin datos de contacto|"
    r"nessun recapito|geen contactgegevens|not urgent|not only|no rush|no hurry|no problem|why not|if not|not sure|"
    r"not yet|no later than|"
    r"(?:do not|don t|dont) hesitate(?: to)?|n hesitez pas(?: a)?|zogern sie nicht|no dude(?:n)? en|non esit\w+ a|"
    r"(?:do not|don t|dont|no) calls? (?=before|after|until|on )|aarzel niet(?: om)?|can t wait(?: to| for)?|"
    r"cannot wait(?: to| for)?|nicht dringend|nicht eilig|pas urgent)\b"
)
"""Negations that deny nothing of a request."""

OURS = re.compile(
    r"^(?:(?:i|we|he|she|they|customer|will|to be|must|should|need to|needs to|have to|to) )*"
    r"(?:will|ll|should|to|must|need to|needs to|have to|going to|plan to) (?:re)?"
    r"(?:call|phone|contact|ring|email|try|follow|send|visit|quote|chase|check)\b|"
    r"(?<!be )\b(?:called|calling|phoned|rang|emailed|contacted|visited) (?:him|her|them|twice|once|again|but|"
    r"today|yesterday|"
    r"no answer|three|several|many|\d+ times|on|back)\b|(?<!please )(?<!pls )(?<!us to )(?<!you to )(?<!someone to )"
    r"(?<!somebody to )(?<!we )(?<!rep )\b(?:call|phone|ring|contact) (?:him|her|them)\b|"
    r"^call (?:back )?later|^(?:need|needs|have|has|must|should)(?: to)? (?:schedule|arrange|book|set up|do|make) |"
    r"left (?:a )?(?:voicemail|message|vm)|\b(?:no|did not|didn t) (?:answer|reply|reaction|pick up)|"
    r"tried to (?:call|reach|contact|ring|phone)|"
    r"\b(?:sent|gave|emailed|mailed|issued|prepared|made) (?:\w+ ){0,2}?(?:quote|quotation|offer|proposal|estimate|"
    r"pricing)|(?:quote|quotation|offer|proposal|estimate|demo|demonstration|meeting|visit|call)s? "
    r"(?:was |were |has been |already )?(?:sent|given|done|held|made|completed|delivered|took place|cancelled)|"
    r"angebot (?:gesendet|geschickt|verschickt|erstellt|abgegeben)|nicht erreicht|wir (?:rufen|melden)|"
    r"werden? (?:\w+ ){0,3}?(?:anrufen|melden|senden)|devis envoye|message laisse|nous allons|cotizacion enviada|"
    r"presupuesto enviado|preventivo inviato|offerte (?:verstuurd|verzonden)"
)  # fmt: skip
"""What a colleague noted about our own plans or tries."""

CLICKS = re.compile(
    r"\b(?:click\w*|opened|viewed|page|pages|link|links|button|poll|polls|umfrage|sondage|encuesta|geklickt|geoffnet|"
    r"a clique|a ouvert|seite|hizo clic|abrio|ha aperto|geklikt|geopend)\b"
)
"""What a machine counted; the name of a link is no request."""

ACTIVITY = re.compile(
    r"\b(?:attend\w*|watched|viewed|opened|click\w*|download\w*|visited|registered|subscribed|scanned|joined|came|"
    r"saw|browsed|poll|polls|rating|survey|score|scored|minutes|mins|badge|entered|signed up|webinar|"
    r"asked (?:a |an |\d+ )?questions?|teilgenommen|teilnahme|angesehen|geklickt|heruntergeladen|geoffnet|gescannt|"
    r"a assiste|a telecharge|a ouvert|a clique|asistio|descargo|abrio|ha partecipato|ha scaricato|ha visitato|"
    r"ha preso|ha visto|ha ritirato|visito|a visite|a pris|hat besucht|hat mitgenommen|"
    r"besucht hat|heeft bezocht|heeft meegenomen|heeft gedownload|gedownload|se llevo|recogio|a recupere|bijgewoond|"
    r"bekeken|"
    r"met (?:at|us|him|her|you|in)|spoke|talked|chatted|discussed|stopped at|dropped (?:a|his|her) card|visitor|"
    r"no show|did not show|didn t show|stopped by|took an?|dropped in|raffle|newsletter|questions? asked|abonniert)\b"
)
"""What somebody did, which is no request."""

POLITE = re.compile(
    r"^(?:\w+ ){0,2}?(?:thank\w*|danke?|merci|gracias|grazie|bedankt) (?:\w+ )?(?:for|fur|pour|por|per|voor)"
    r"(?: \w+){1,6}$|food for thought$|"
    r"^(?:\w+ ){0,3}?(?:thank\w*|thx|great|nice|good|lovely|interesting|excellent|well done|enjoyed|loved|cool|super|"
    r"danke|merci|gracias|grazie|bedankt|obrigad\w|toll|sehr gut|tres bien|muy bien|bravo)(?: \w+){0,4}$|"
    r"^(?:very |quite |somewhat |so |sehr |muy |molto |tres |zeer )?(?:interested|interessiert|interesse|interesad\w|"
    r"interessat\w|geinteresseerd)$|^\d[\d ]*$|^(?:yes|no|y|n|ja|nein|oui|si|ok|nothing|none|x)$"
)
"""Kind words, bare interest and bare numbers."""
