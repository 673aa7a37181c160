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
    "student": """student|students|undergraduate|graduate student|phd student|phd candidate|doctoral student
        |doctoral candidate|working student|studentin|doktorand|doktorandin|werkstudent|werkstudentin|étudiant
        |étudiante|doctorant|doctorante|estudiante|estudiantes|doctorando|studente|studentessa|dottorando
        |studente magistrale|schüler|schülerin|pupil|not: student health|not: student housing|not: student services
        |not: student affairs|not: student union|not: student recruitment|not: student success|not: student support
        |not: student life|not: student experience|not: student engagement|not: student accommodation
        |not: student finance|not: student loan|not: student loans|not: student records|not: student accounts
        |not: student development|not: student activities|not: student wellbeing|not: student transportation
        |not: student admissions|not: of students|not: for students|.edu|.edu.au|.edu.cn|.edu.br|.edu.mx|.edu.sg
        |.edu.hk|.edu.in|.edu.pl|.edu.tr|.ac.uk|.ac.nz|.ac.jp|.ac.za|.ac.in|.ac.il|.ac.kr|.ac.at|student.|students.
        |stud.|alumni.""",
    "supplier": """supply you|become your supplier|be your supplier|offer you our|offer our services|we offer you
        |we can offer you|our services include|our factory can|our factory makes|our factory produces
        |our factory supplies|guest post|backlink|backlinks|seo services|seo agency
        |rank on google|increase your traffic|increase your sales|grow your business|web design services
        |lead generation services|lead generation service|our services to you|our service to you|introduce our service
        |introduce our services|introduce our company|introduce our products|introduce our product
        |present our services
        |present our products|your purchasing department|your purchasing team|your procurement team
        |meeting with your buyer|talk to your buyer|speak to your buyer|your buyers|as your supplier
        |new supplier to you
        |unsere produkte vorstellen|unsere produkte anbieten|unser unternehmen vorstellen|ihr einkauf|ihrem einkauf
        |présenter nos services|présenter nos produits|votre service achats|presentar nuestros productos
        |presentarle nuestros|su departamento de compras|presentare i nostri|vostro ufficio acquisti
        |onze producten voorstellen|uw afdeling inkoop|zoeken nieuwe klanten|neue kunden suchen
        |outsource your|outsourcing services|outsourcing partner|outsourcing teams
        |offshore team|offshore development|distribute our products|represent our products|list your product|sell you
        |partnership proposal|wir bieten ihnen|unsere dienstleistungen|ihnen unsere produkte|nous vous proposons
        |nos services pour votre|le ofrecemos|les ofrecemos|nuestros servicios|le offriamo|vi offriamo
        |i nostri servizi|wij bieden u|onze diensten|not: increase your sales price""",
    "reseller": """resell|to resell|reselling|reseller|resellers|we are a reseller|we are a dealer|we are dealers
        |we are a distributor
        |we are distributors|as your dealer|as your distributor|become a dealer|become a distributor
        |become a reseller|become your distributor|become your dealer|become an agent|become your agent
        |be your reseller|be your distributor
        |be your dealer|represent you|represent your company|represent your brand|represent your products
        |sell your products|sell your product|distribute your products|distribute your product
        |exclusive distribution|distribution agreement|distribution rights|resale|for resale|dealer discount
        |reseller discount|wiederverkauf|weiterverkaufen|wiederverkäufer|wir sind händler|als händler|händlerrabatt
        |ihre produkte vertreiben|ihre produkte verkaufen|vertriebspartner werden|ihr vertriebspartner
        |revendre|revendeur|revendeurs|nous sommes distributeur|nous sommes distributeurs|distribuer vos produits
        |vendre vos produits|revender|revendedor|somos distribuidores|somos distribuidor|somos revendedores
        |vender sus productos|distribuir sus productos|rivendere|rivenditore|rivenditori|siamo distributori
        |siamo un distributore|distribuire i vostri prodotti|vendere i vostri prodotti|doorverkopen|wederverkoper
        |wij zijn dealer|wij zijn distributeur|uw producten verkopen|uw producten distribueren
        |not: through a reseller|not: from a reseller|not: our reseller|not: from our reseller
        |not: through our reseller
        |not: by a reseller|not: via a reseller|not: who is your reseller|not: do you have a reseller
        |not: is there a reseller|not: have a reseller|not: find a reseller
        |not: resale value|not: resale price""",
    "settled": """sale done|sale closed|deal closed|deal done|already bought|already purchased|already ordered
        |already signed with|bought elsewhere|bought from somebody else|bought from someone else|bought from another
        |bought from a competitor|went with another|went with a competitor|went with someone else
        |chose another supplier|chose a competitor|chose another vendor|decided for another|purchased elsewhere
        |bereits gekauft|schon gekauft|anderweitig gekauft|woanders gekauft|anderen anbieter entschieden|déjà acheté
        |acheté ailleurs|choisi un autre fournisseur|ya compró|ya compramos|ya lo compró|compró en otro
        |già acquistato|già comprato|comprato altrove|al gekocht|al aangeschaft|elders gekocht
        |not: already bought one|not: already bought two|not: already bought three|not: already bought from you
        |not: already bought from us|not: already purchased one|not: already purchased two|not: already ordered one
        |not: already purchased from you|not: already purchased from us|not: already ordered from you
        |not: already ordered from us""",
    "wrong person": """not the right person|wrong person|wrong contact|not the right contact|no longer works there
        |no longer works here|no longer with the company|no longer at the company|left the company
        |has left the company
        |not responsible for this|not responsible for that|nothing to do with buying|nothing to do with purchasing
        |wrong number|falscher ansprechpartner|falsche ansprechpartnerin|falsche person|nicht zuständig
        |nicht mehr im unternehmen|nicht mehr bei der firma|pas la bonne personne|mauvais interlocuteur|mauvais numéro
        |ne travaille plus|persona equivocada|número equivocado|no es la persona|ya no trabaja|persona sbagliata
        |numero sbagliato|non lavora più|verkeerde persoon|verkeerd nummer|niet de juiste persoon|werkt er niet meer
        |niet meer werkzaam""",
    "press": """journalist|reporter|news editor|editor in chief|editor-in-chief|managing editor|staff writer
        |freelance writer|columnist|correspondent|newsroom|blogger|podcast host|press inquiry|press enquiry
        |press request|press pass|media inquiry|media enquiry|interview for our magazine|for our magazine
        |for our newspaper|journalistin|redakteur|redakteurin|presseanfrage|fachpresse|journaliste|rédacteur en chef
        |rédactrice en chef|periodista|redactor|reportero|giornalista|redattore|redacteur|not: court reporter
        |not: quality reporter""",
    "job seeker": """job seeker|job application for|my job application|looking for a job|looking for work
        |looking for a position|looking for an internship|looking for a internship|cv attached|resume attached
        |attached my cv|attach my cv
        |job as a|a job with you|apprenticeship|seeking an internship|apply for an internship
        |internship at your|internship in your|internship with you|seeking employment|seeking a position
        |seeking new opportunities|seeking opportunities|looking for new opportunities|open to work
        |apply for the position|apply for a position|apply for a job|any job openings|any job opening|are you hiring
        |any vacancies|any vacancy|unemployed|my resume|my résumé|my cv|curriculum vitae|initiativbewerbung
        |meine bewerbung|bewerbung als|bewerbung um|arbeitssuchend|praktikumsplatz|praktikum bei ihnen|stellensuche
        |ma candidature|candidature spontanée|recherche d'emploi|recherche un emploi|recherche un stage
        |cherche un stage|cherche un emploi|cherche du travail|cherche stage|recherche stage
        |recherche une alternance|cherche une alternance|suche eine stelle|suche stelle|suche einen job|suche arbeit
        |suche praktikum|sucht praktikum|suche ein praktikum|suche einen praktikumsplatz|sucht eine stelle
        |sucht arbeit
        |busca trabajo|busca empleo|busca prácticas|busco prácticas|cerca lavoro|cerco impiego|cerco uno stage
        |zoekt werk|zoek werk|zoek een baan|zoekt een baan|zoek een stage|zoekt een stage|stageplaats
        |allego il curriculum|mon cv
        |busco trabajo|busco empleo|mi currículum|cerco lavoro|il mio cv|op zoek naar een baan|mijn cv""",
    "institution": """correctional|corrections department|prison|prisons|penitentiary|jail|county jail
        |detention center|detention centre|inmate|justizvollzugsanstalt|jva|gefängnis|centre pénitentiaire
        |maison d'arrêt|cárcel|prisión|penitenciario|penitenciaria|carcere|casa circondariale|gevangenis
        |not: prison lane|not: prison road|not: prison street|not: prison hill|not: old jail street|not: jail street
        |not: jail lane|not: jail road|not: old prison|not: old jail|not: prison fellowship""",
    "placeholder": """n/a|na|n.a.|none|null|nil|nan|-|--|---|–|—|.|..|...|?|??|???|x|xx|xxx|0|tbd|tba|unknown
        |not known
        |not provided|not given|not available|not applicable|no answer|no response|test|testing|asdf|asdfasdf|qwerty
        |no phone|no e-mail|no email|keine|keine angabe|k.a.|unbekannt|aucun|aucune|inconnu|ninguno|nessuno|geen
        |test@test.com|test@test.de|test@example.com|a@a.com|abc@abc.com|none@none.com|no@no.com|na@na.com
        |noemail@noemail.com|no@email.com|email@email.com|asdf@asdf.com|x@x.com|me@me.com""",
    "no money": """no budget|no money|no funds|no funding|budget none|budget: none|budget: no|budget: 0|budget: zero
        |budget zero|budget is zero|cannot afford
        |can't afford|can not afford|not in the budget|not budgeted for|out of budget|kein budget|kein geld
        |keine mittel|pas de budget|aucun budget|pas les moyens|sin presupuesto|no tenemos presupuesto
        |no hay presupuesto|no tenemos dinero|nessun budget|non abbiamo budget|geen budget|geen geld
        |not: no budget yet|not: no budget limit|not: no budget limits|not: no budget constraint
        |not: no budget constraints|not: no budget problem|not: no budget issue|not: no budget issues
        |not: no budget set|not: no budget approved|not: no budget defined|not: no money problem
        |not: no money problems|not: no money issue|not: kein budget limit|not: cannot afford to wait
        |not: can't afford to wait|not: cannot afford to lose|not: can't afford to lose|not: cannot afford downtime
        |not: can't afford downtime|not: cannot afford another|not: can't afford another""",
    "no decision": """not my decision|i don't decide|i do not decide|cannot decide|can't decide|no decision maker
        |not a decision maker|no authority|no say in|no influence|not involved in the decision|not up to me
        |not authorized|not authorised|kein entscheider|keine entscheidungsbefugnis|entscheide ich nicht
        |entscheide nicht|entscheide das nicht|nicht entscheiden|je ne décide pas|pas décideur|pas décisionnaire
        |no decido|no tomo decisiones|no soy quien decide|non decido|non sono io a decidere|beslis niet
        |ik beslis niet|niet bevoegd|not: cannot decide between|not: can't decide between|not: cannot decide which
        |not: can't decide which""",
    "decider": """decides|decide together|makes the decision|makes decisions|final decision|signs off|approves
        |approval by|my boss|my manager|our director|our owner|the owner|the director|our ceo|our cfo|our head of
        |our team|the board|committee|purchasing department|procurement|mein chef|meine chefin|unser chef
        |unsere chefin|einkaufsleiter|einkaufsleitung|unser einkauf|geschäftsführer|geschäftsführerin
        |geschäftsführung|geschäftsleitung|entscheidet|mon chef|ma cheffe|mon directeur|ma directrice|le directeur
        |la directrice|la direction|décide avec|c'est le patron|mi jefe|mi jefa|el director|la directora|decide el
        |decide la|decide mi|gerencia|il mio capo|il direttore|la direttrice|mijn baas|de directeur|de directie
        |beslist|not: who decides|not: nobody decides|not: no one decides|not: niemand entscheidet""",
    "no time": """not now|no time to deal|no time for this|no time for it|no time at the moment
        |too busy to deal|too busy for this|too busy right now|not at the moment|not at this time|not this year
        |no plans to buy|will not buy before|won't buy before|will not buy until|not buying before|no purchase before
        |not buying this year|kauf nicht vor|not planning to buy|no project planned|no need at the moment
        |no need right now
        |just browsing|just looking|only looking|not: just looking for|not: just looking to
        |not: just looking into|not: just looking at|not: only looking for|in a few years|someday|kein bedarf
        |derzeit kein bedarf|momentan nicht
        |im moment nicht|jetzt nicht|zurzeit nicht|keine zeit dafür|pas maintenant|pas pour le moment
        |pas pour l'instant|pas de projet|ahora no|por ahora no|por el momento no|non ora|non adesso|per ora no
        |nu niet|geen behoefte|op dit moment niet|not: if not now|not: why not now""",
    "outrageous": """must be free|want it for free|wants it for free|want everything for free
        |expects everything for free|expects it for free|expect it for free|give it to us for free
        |give us one for free|at no cost at all|free for life|should cost nothing|95% off|90% off|90 % off|80% off
        |80 % off|alles umsonst|gratis haben|umsonst haben|kostenlos haben|tout gratuit|gratuitement tout|todo gratis
        |lo quiere gratis|tutto gratis|alles gratis|not: must be free of|not: must be free from
        |not: must be free to""",
    "brochure": """brochure|brochures|catalog|catalogs|catalogue|catalogues|price list|pricelist|price lists
        |price sheet|data sheet|datasheet|leaflet|flyer|white paper|whitepaper|ebook|e-book|slides|recording
        |literature|information material|info material|prospekt|prospekte|broschüre|broschüren|katalog|preisliste
        |datenblatt|infomaterial|unterlagen|plaquette|documentation|tarif|tarifs|fiche technique|folleto|folletos
        |catálogo|lista de precios|opuscolo|listino|catalogo|folder|prijslijst""",
    "raised hand": """call me|call us|phone me|phone us|ring me|contact me|contact us|be contacted|please call
        |give me a call|give us a call|get in touch|talk to someone|talk to somebody|speak to someone
        |speak to somebody|like to talk|like to meet|visit us|like a demo|request a demo|a demo please|like a quote
        |send a quote|send us a quote|request a quote|have someone call|bitte um rückruf|rückruf erbeten
        |melden sie sich|termin vereinbaren|rappelez-moi|demande de devis|llámenme|solicito cotización|richiamatemi
        |richiesta di preventivo|bel mij|offerte aanvraag""",
    "no hand": """not interested|aren't interested|isn't interested|are not interested|is not interested|no interest
        |no thanks|no, thanks|no thank you|no, thank you|do not call|don't call|no call|no calls|no need to call
        |please do not contact|please don't contact|only came for|just came for|only here for|here for the lunch
        |kein interesse|nicht interessiert|nicht anrufen|keine anrufe|pas intéressé|pas intéressée|ne pas appeler
        |no me interesa|no llamar|non interessato|non interessata|geen interesse
        |not: do not call before|not: don't call before|not: do not call after|not: don't call after
        |not: do not call on|not: don't call on|not: no calls before|not: no calls after|not: no call before""",
    "opt out": """unsubscribe|remove me from|take me off|stop contacting|stop e-mailing|stop emailing|stop calling
        |stop writing|do not contact me|don't contact me|do not contact us|don't contact us|never contact
        |no further contact|delete my data|erase my data|keine weitere kontaktaufnahme|nicht mehr kontaktieren
        |keine werbung|keine weitere werbung|keine weiteren mails|keine mails mehr|keine e-mails mehr
        |keinen newsletter mehr
        |keine newsletter mehr|aus dem verteiler|aus ihrem verteiler|nicht mehr anrufen|nicht mehr anschreiben
        |ne plus me contacter|ne plus nous contacter|ne plus être contacté|ne plus être contactée|plus être contacté
        |plus être contactée|plus de publicité|no llamar más|no contactar más|no quiero recibir más|no más correos
        |no más publicidad|non contattatemi più|non chiamare più|non contattare più|niente pubblicità|niet meer bellen
        |niet meer mailen|niet meer contacteren|geen reclame|geen mails meer|no more e-mails|no more emails
        |no more mails|no more calls|stop sending|do not contact again|don't contact again|do not contact
        |do not call again|don't call again|never call again|off your list|off the list|off your mailing list
        |löschen sie meine daten|meine daten löschen|abmelden|me désinscrire|me désabonner
        |désabonnez-moi|supprimez mes données|darme de baja|eliminen mis datos|cancellatemi|disiscrivermi
        |cancellate i miei dati|uitschrijven|verwijder mijn gegevens|not: do not contact before
        |not: do not contact until|not: do not contact after|not: do not contact on
        |not: price off the list|not: do not contact me before
        |not: don't contact me before|not: do not contact me until|not: don't contact me until
        |not: do not contact me after|not: don't contact me after|not: do not contact me on|not: don't contact me on
        |not: do not contact us before|not: don't contact us before""",
    "study": """i am a student|student writing|student doing|a student who|a student and|i'm a student|as a student
        |we are students|student project|student discount
        |student paper|student at|thesis|my dissertation|homework|coursework|term paper|school project
        |university project|class project|for my studies|capstone|ich bin student
        |ich bin studentin|masterarbeit|bachelorarbeit|diplomarbeit|doktorarbeit|seminararbeit|hausarbeit
        |abschlussarbeit|je suis étudiant|je suis étudiante|mémoire de master|mon mémoire|soy estudiante|mi tesis
        |tesis de grado|trabajo de fin de grado|sono uno studente|sono una studentessa|tesi di laurea|ik ben student
        |mijn scriptie|scriptie""",
    "offers": """we offer|we supply|we sell|we export|wir verkaufen|nous vendons|vendemos|vendiamo|wij verkopen
        |we manufacture|we are a manufacturer of|we are a supplier
        |wir bieten|wir liefern
        |wir sind hersteller|nous proposons|nous fabriquons|ofrecemos|fabricamos
        |offriamo|wij leveren|wij bieden|not: we offer our patients|not: we offer our customers
        |not: we supply our customers|not: we sell our""",
    "buyer": """need|needs|needed|problem|problems|issue|issues|stops|stopped|leaks|leaking|fail|failed|slow|upgrade
        |buy|purchase|order|quote for|price for|looking for a|looking for an|looking to buy
        |want to buy|would like to buy|to replace|replacement|like a quote|want a quote|wants a quote|a quote please
        |asked for a quote|asks for a quote|like a demo
        |want a demo|wants a demo|asked for a demo|asks for a demo|a demo of
        |broken|is down|breaks|fails|failing|worn out|our old
        |wir brauchen|wir benötigen|wir suchen|ersatz|defekt|kaputt|nous avons besoin|nous cherchons|en panne
        |remplacer|necesitamos|buscamos|reemplazar|averiado|abbiamo bisogno|cerchiamo|sostituire|guasto|wij zoeken
        |hebben nodig|not: looking for a partner|not: looking for a distributor|not: do you need a|not: if you need a
        |not: you need a""",
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
