"""The words of a new book: what the rules of the gate look for, in the languages leads write.

A word with a dot and no space is a domain (".edu" is every domain that ends so, "student." every domain with
that part). A word that begins with "not:" is an exception: where it stands, the shorter word in it is not
counted. Competitors, own domains and supplier domains differ in every company, so none are given.
"""

from __future__ import annotations

from leadbook.model import Cell

WORDS: dict[str, str] = {
    "free mail": """gmail.com|googlemail.com|yahoo.com|yahoo.co.uk|yahoo.fr|yahoo.de|yahoo.es|yahoo.it|ymail.com
        |hotmail.com|hotmail.co.uk|hotmail.fr|hotmail.de|hotmail.it|hotmail.es|outlook.com|outlook.de|outlook.fr
        |live.com|live.co.uk|live.fr|live.nl|msn.com|aol.com|icloud.com|me.com|mac.com|gmx.de|gmx.net|gmx.com|gmx.at
        |gmx.ch|web.de|t-online.de|freenet.de|mail.com|mail.ru|yandex.ru|yandex.com|proton.me|protonmail.com|pm.me
        |zoho.com|fastmail.com|hey.com|tutanota.com|orange.fr|wanadoo.fr|free.fr|laposte.net|sfr.fr|libero.it
        |virgilio.it|tin.it|bluewin.ch|hispavista.com|terra.com.br|uol.com.br|bol.com.br|qq.com|163.com|126.com
        |sina.com|naver.com|hanmail.net|rediffmail.com|comcast.net|verizon.net|att.net|sbcglobal.net|cox.net
        |bellsouth.net|btinternet.com|sky.com|shaw.ca|rogers.com|telenet.be|skynet.be|home.nl|ziggo.nl|seznam.cz
        |wp.pl|o2.pl|interia.pl""",
    "role mail": """info@|office@|sales@|contact@|kontakt@|admin@|support@|service@|hello@|mail@|marketing@
        |enquiries@|inquiries@|reception@|team@|billing@|accounts@|hr@|jobs@|purchasing@|einkauf@|vertrieb@
        |webmaster@|postmaster@|noreply@|no-reply@|contacto@|contatto@|buero@|secretariat@""",
    "student": """student|undergraduate|graduate student|phd student|phd candidate|doctoral student|thesis
        |my dissertation|homework|coursework|term paper|school project|university project|class project
        |masterarbeit|bachelorarbeit|diplomarbeit|studentin|seminararbeit|étudiant|étudiante|mémoire de master
        |estudiante|studente|studentessa|tesi di laurea
        |not: student health|not: student housing|not: student services|not: student affairs|not: student union
        |.edu|.edu.au|.edu.cn|.edu.br|.edu.mx|.edu.sg|.edu.hk|.edu.in|.edu.pl|.edu.tr|.ac.uk|.ac.nz|.ac.jp|.ac.za
        |.ac.in|.ac.il|.ac.kr|.ac.at|student.|students.|stud.|alumni.""",
    "supplier": """we offer|we supply|we manufacture|we are a manufacturer of|we are a supplier|our services include
        |our factory|become your supplier|offer our services|offer you our|guest post|backlink|backlinks|seo services
        |rank on google|increase your traffic|web design services|lead generation services|outsource your|offshore team
        |wir bieten|unsere dienstleistungen|wir liefern|nous proposons|nous fabriquons|ofrecemos|offriamo
        |not: we offer our patients|not: we offer our customers|not: we supply our customers""",
    "press": """journalist|reporter|news editor|editor in chief|editor-in-chief|press inquiry|press enquiry
        |press request|press pass|media inquiry|media enquiry|interview for our magazine|for our newspaper
        |journalistin|redakteur|redakteurin|presseanfrage|journaliste|periodista|giornalista""",
    "job seeker": """job seeker|job application|looking for a job|looking for work|looking for a position
        |seeking employment|seeking a position|open to work|apply for the position|apply for a job|job opening
        |my resume|my résumé|my cv|curriculum vitae|internship|initiativbewerbung|bewerbung|praktikum
        |candidature|recherche d'emploi|recherche un stage|busco trabajo|cerco lavoro""",
    "institution": """correctional|prison|penitentiary|county jail|detention center|detention centre|inmate
        |justizvollzugsanstalt|centre pénitentiaire""",
    "placeholder": """n/a|na|n.a.|none|null|nil|nan|-|--|---|–|—|.|..|...|?|??|???|x|xx|xxx|0|tbd|tba|unknown|not known
        |not provided|not given|not available|not applicable|no answer|no response|test|testing|asdf|asdfasdf|qwerty
        |no phone|no e-mail|no email|keine|keine angabe|k.a.|unbekannt|aucun|aucune|inconnu|ninguno|nessuno|geen
        |test@test.com|test@test.de|test@example.com|a@a.com|abc@abc.com|none@none.com|no@no.com|na@na.com
        |noemail@noemail.com|no@email.com|email@email.com|asdf@asdf.com|x@x.com|me@me.com""",
    "no money": """no budget|no money|no funds|no funding|cannot afford|can't afford|can not afford|not in the budget
        |not budgeted for|kein budget|kein geld|pas de budget|aucun budget|sin presupuesto|nessun budget
        |not: no budget yet|not: no budget limit|not: no budget limits|not: no budget constraints
        |not: no budget problem|not: no budget issue|not: no budget issues|not: no budget set
        |not: cannot afford to wait|not: can't afford to wait|not: cannot afford to lose|not: can't afford to lose
        |not: cannot afford downtime|not: can't afford downtime|not: cannot afford another|not: can't afford another""",
    "no decision": """not my decision|i don't decide|i do not decide|cannot decide|can't decide|no decision maker
        |not a decision maker|no authority|no say in|no influence|not involved in the decision|not up to me
        |kein entscheider|keine entscheidungsbefugnis|entscheide ich nicht|je ne décide pas|pas décideur|no decido
        |not: cannot decide between|not: can't decide between|not: cannot decide which|not: can't decide which""",
    "decider": """decides|decide together|makes the decision|makes decisions|final decision|signs off|approves
        |approval by|my boss|my manager|our director|our owner|the owner|the director|our ceo|our cfo|the board
        |committee|purchasing department|procurement|mein chef|meine chefin|geschäftsführer|geschäftsführung|entscheidet
        |mon chef|ma cheffe|le directeur|la direction|mi jefe|mi jefa|il mio capo
        |not: who decides|not: nobody decides|not: no one decides""",
    "no time": """not now|no time to deal|no time for this|no time for it|no time at the moment|not this year
        |no plans to buy|not planning to buy|no project planned|no need at the moment|no need right now
        |just browsing|just looking around|in a few years|some day|someday|kein bedarf|derzeit kein bedarf
        |jetzt nicht|zurzeit nicht|pas maintenant|ahora no|non ora
        |not: if not now|not: why not now""",
    "outrageous": """must be free|want it for free|want everything for free|give it to us for free|give us one for free
        |at no cost at all|free for life|90% off|90 % off|80% off|80 % off|alles umsonst|gratis haben""",
    "brochure": """brochure|brochures|catalog|catalogue|price list|pricelist|price lists|data sheet|datasheet|leaflet
        |flyer|white paper|whitepaper|ebook|e-book|slides|recording|literature|information material|prospekt|broschüre
        |katalog|preisliste|datenblatt|infomaterial|unterlagen|plaquette|tarif|tarifs|fiche technique|folleto
        |catálogo|lista de precios|opuscolo|listino|folder|prijslijst""",
    "raised hand": """call me|call us|callback|call back|call after|call before|call today|call tomorrow|call asap
        |phone me|phone us|ring me|contact me|contact us|be contacted|please call|give me a call|give us a call
        |get in touch|reach out|talk to someone|talk to somebody|speak to someone|speak to somebody|like to talk
        |like to meet|an appointment|visit us|visit me|come by|stop by|like a demo|request a demo|a demo please
        |like a quote|send a quote|send us a quote|request a quote|quotation|evaluation unit|a consultation
        |sales rep|have someone|somebody to call|someone to call|rückruf|zurückrufen|anrufen|rufen sie|rufen
        |melden sie sich|kontaktieren|angebot|termin|beratung|vorführung|rappeler|rappelez|appelez|contactez|devis
        |rendez-vous|démonstration|llamar|llámenme|llámeme|contactar|contácteme|cotización|reunión|richiamare
        |richiamatemi|chiamatemi|contattatemi|preventivo|appuntamento|bellen|bel mij|terugbellen|offerte|afspraak""",
    "no hand": """not interested|aren't interested|isn't interested|are not interested|is not interested|no interest
        |no thanks|no, thanks|no thank you|no, thank you|do not call|don't call|no call|no calls|no need to call
        |please do not contact|please don't contact|only came for|just came for|only here for|here for the lunch
        |kein interesse|nicht interessiert|nicht anrufen|keine anrufe|pas intéressé|pas intéressée|ne pas appeler
        |no me interesa|no llamar|non interessato|non interessata|geen interesse
        |not: do not call before|not: don't call before|not: do not call after|not: don't call after
        |not: do not call on|not: don't call on|not: no calls before|not: no calls after|not: no call before""",
    "opt out": """unsubscribe|remove me from|take me off|stop contacting|stop e-mailing|stop emailing|stop calling
        |do not contact me|don't contact me|do not contact us|don't contact us|never contact|no further contact
        |keine weitere kontaktaufnahme|nicht mehr kontaktieren|me désinscrire|désabonner|darme de baja""",
    "mail typo": """gmial.com > gmail.com|gmai.com > gmail.com|gmal.com > gmail.com|gmail.co > gmail.com
        |gmail.con > gmail.com|gamil.com > gmail.com|gnail.com > gmail.com|gmaill.com > gmail.com
        |gmail.cm > gmail.com|hotmial.com > hotmail.com|hotmai.com > hotmail.com|hotmail.con > hotmail.com
        |homail.com > hotmail.com|hotmal.com > hotmail.com|yaho.com > yahoo.com|yahooo.com > yahoo.com
        |yahoo.con > yahoo.com|yhaoo.com > yahoo.com|outlok.com > outlook.com|outloo.com > outlook.com
        |outlook.con > outlook.com|iclod.com > icloud.com|icloud.con > icloud.com|aol.con > aol.com
        |gmx.ed > gmx.de|web.ed > web.de|t-online.d > t-online.de""",
}
"""Kind of tblWords → its words, with | between."""

WORDS_ROWS: tuple[tuple[Cell, ...], ...] = tuple(
    (kind, word.strip()) for kind, words in WORDS.items() for word in words.split("|")
)
"""Rows of tblWords in schema order."""
