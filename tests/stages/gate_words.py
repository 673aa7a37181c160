"""What people write, and what is written about them: texts that ask to talk, that do not, and that refuse.

All invented. Each was judged by hand before it was tried, in the languages the gate claims to read.
"""

ASKS = """
Please call me
pls call 2moro after 3pm
Can someone ring me about the hoists?
I'd like to talk to somebody about our broken lifts
Could you send us a quote for 12 beds
Need pricing for 40 seats
Would love to see a demo
Interested, please get in touch
Let's set up a meeting in January
Call me ASAP!!
my number is below, call after 3pm
Have a rep reach out
Looking for a quotation
I want to speak with an engineer
please have sales contact me
When could you visit our site?
We'd like a trial unit
Request for quote: 3 units
RFQ 3 pumps
How much would 20 of these cost us?
What would it cost to replace 14 ceiling lifts?
Not urgent, but please call me
Don't email, call me
Do not call before 10, after that please call me
No need to send a brochure, just call me
I'm not interested in the trial. Please call me about the rental.
Please stop by next week
wants pricing
Wants a quote for 3 units
interested in a quote
asked for a call
asked for a callback Thursday
requested demo
Spoke at the booth - he wants a demo in his hospital
she asked us to call her back
Would like to be contacted after the show
wants to meet with our engineer
was asking for a price on the XL
needs a quotation by Friday
Hot lead!! wants someone to visit
Customer requested a site visit
asked to be called in January
He'd like a proposal
Prospect asked when we could come by
asked whether someone could show it at their plant
has asked for a meeting
Is requesting a call from sales
keen to see a demo
asked if we can quote for 20
pricing request
price enquiry for 5 units
Demo please
Bitte um Rückruf
Bitte rufen Sie mich an
wünscht Rückruf
Wünscht ein Angebot über 5 Betten
möchte Termin
hat um Angebot gebeten
Interessent bittet um Rückruf
Er wollte ein Angebot
Ich hätte gern einen Termin
Können Sie mir ein Angebot machen?
Was kostet das Gerät für 3 Stationen?
Rückruf erbeten
fragt nach Preisen
Bitte melden
Bitte kontaktieren Sie uns
hat Interesse an einer Vorführung
braucht Angebot bis Freitag
bittet um Kontaktaufnahme
möchte angerufen werden
Merci de me rappeler
souhaite être rappelé
demande un devis
a demandé un devis pour 4 lits
voudrait une démonstration
Pouvez-vous me contacter ?
veut un rendez-vous
souhaite recevoir une offre
Combien coûte le modèle XL ?
Rappelez-moi svp
J'aimerais parler à un commercial
demande de prix pour 10 unités
Por favor llámenme
quiere una cotización
solicitó una demo
pidió que le llamen
Necesito un presupuesto
¿Me pueden llamar?
desea una reunión
quiere que lo contacten
¿Cuánto cuesta el modelo grande?
pide precio para 3 unidades
Vorrei essere contattato
Richiede preventivo
ha chiesto un preventivo
Potete chiamarmi?
desidera un appuntamento
Vorremmo una dimostrazione
per favore richiamatemi
Quanto costa il modello grande?
Graag teruggebeld worden
wil graag een offerte
Kunt u mij bellen?
vraagt om een afspraak
heeft een offerte gevraagd
Graag contact opnemen
Bel mij maar
wil een demo
"""

REFUSES = """
Do not call
no need to call
not interested
didn't ask for a call
does not want to be contacted
does not want a demo
please don't phone me
Never call me again
no calls please
declined a demo
refused a meeting
doesn't need a quote
no quote needed
not looking for a quote
has no interest in a meeting
call not wanted
kein Rückruf gewünscht
bitte nicht anrufen
möchte keinen Termin
kein Angebot nötig
kein Interesse
wünscht keinen Kontakt
ne souhaite pas être rappelé
pas de rappel svp
pas intéressé par un devis
ne pas contacter
no quiere que le llamen
no llamar
no necesita presupuesto
non desidera essere contattato
non interessato
geen interesse
niet bellen
wil geen offerte
wil niet gebeld worden
"""

ACTIVITY = """
Attended 45 minutes
watched the recording
opened 4 emails, clicked 2 links
downloaded the buyer's guide
Interest rating: 87
Poll: very interested
asked a question in the Q&A about battery life
Great presentation, thank you
Thanks for lunch
Nice meeting you
Badge scanned at booth 12
visited the pricing page
clicked the link “Request a quote”
viewed demo video
registered for the demo webinar
subscribed to newsletter
came to the demo
saw the demo at our stand
"""

OURS = """
Will call back later
called twice, no answer
Left voicemail
need to call him
tried to reach her, no reply
We will send a quote next week
sent quote last year
to call again on Monday
demo done in May
quote sent, no reaction
"""

BROCHURE = """
Send me the slides
would like a copy of the slides
wants brochure
asked for a catalogue
price list please
Please send your price list
hat Prospekt gewünscht
Bitte Unterlagen zusenden
demande une brochure
quiere un catálogo
vorrei il listino
graag een folder
"""


def lines(text):
    """The texts of a list."""
    return text.strip().splitlines()
