"""Inquiries that differ from a good one in a word or two, and the verdict a coordinator would give.

All invented, each judged by hand before it was tried. The groups that must pass stand beside those that must not:
a gate that catches a surname is as wrong as one that lets a student through.
"""

OUT = {
    "studies": [
        {"job_title": "Student"}, {"job_title": "Studentin der Medizin"}, {"job_title": "PhD candidate"},
        {"job_title": "Étudiant en médecine"}, {"job_title": "Undergraduate researcher"},
        {"need": "Data for my bachelor's thesis"}, {"need": "Ich brauche das für meine Masterarbeit"},
        {"need": "I am a student and need this for a project"}, {"notes": "student project at the college"},
        {"email": "ana@physics.college.edu"}, {"email": "ana@stud.college.example"},
        {"need": "pour mon mémoire de master"}, {"need": "para mi tesis de grado"},
    ],
    "writes for the press": [
        {"job_title": "Journalist"}, {"job_title": "Redakteurin"}, {"job_title": "Staff writer"},
        {"job_title": "Freelance journaliste"}, {"notes": "press enquiry for our magazine"},
        {"job_title": "Correspondent"}, {"job_title": "Periodista"},
    ],
    "looks for a job": [
        {"need": "I attach my CV"}, {"notes": "are you hiring?"}, {"need": "looking for a job in your company"},
        {"job_title": "Seeking new opportunities"}, {"need": "Bewerbung als Techniker"},
        {"need": "I would like to apply for an internship"}, {"need": "busco trabajo"},
    ],
    "wants to sell": [
        {"need": "We offer SEO services"}, {"need": "We would like to become your supplier"},
        {"need": "our factory can make these for you"}, {"need": "We can increase your traffic"},
        {"need": "wir bieten Ihnen unsere Dienstleistungen an"}, {"need": "We manufacture cables of all sorts"},
        {"need": "nous vous proposons nos services"}, {"notes": "we offer outsourcing teams"},
    ],
    "institution": [
        {"company": "State Correctional Facility"}, {"company": "Prison Service"}, {"company": "Harbor County Jail"},
        {"company": "JVA Neustadt"}, {"job_title": "Correctional officer"}, {"company": "Centro penitenciario Norte"},
    ],
    "no money": [
        {"budget": "none"}, {"budget": "0"}, {"budget": "$0"}, {"budget": "€ 0,00"}, {"budget": "zero"},
        {"budget": "keins"}, {"budget": "geen"}, {"budget": "no"}, {"notes": "there is no budget for it"},
        {"notes": "Budget: none"}, {"need": "wir haben kein Budget"}, {"need": "pas de budget cette année"},
        {"need": "no tenemos presupuesto"}, {"notes": "we have no money"}, {"budget": "0 EUR"},
    ],
    "nobody decides": [
        {"decision_role": "Not my decision"}, {"decision_role": "I cannot decide"}, {"decision_role": "no authority"},
        {"decision_role": "Ich entscheide das nicht"}, {"decision_role": "je ne décide pas"},
        {"decision_role": "no decido yo"}, {"notes": "has no say in it"},
    ],
    "not now": [
        {"timeframe": "Not now"}, {"timeframe": "Never"}, {"notes": "no time to deal with it"},
        {"timeframe": "no plans to buy"}, {"timeframe": "derzeit kein Bedarf"}, {"timeframe": "pas pour le moment"},
        {"timeframe": "por ahora no"}, {"notes": "too busy to deal with this"}, {"timeframe": "nu niet"},
        {"timeframe": "Not now, maybe in March 2027"},
    ],
    "expects too much": [
        {"need": "We want it for free"}, {"notes": "expects everything for free"}, {"budget": "must be free"},
        {"need": "alles umsonst"}, {"need": "at 90% off or not at all"},
    ],
    "competitor": [
        {"company": "Corvane Medical GmbH"}, {"email": "max@corvane.example"}, {"website": "https://corvane.example"},
        {"email": "max@mail.alphamedical.example"}, {"company": "ALPHA MEDICAL, Inc."},
        {"company": None, "email": "max@corvane.test-shop.example", "website": "corvane.example"},
    ],
    "own staff": [{"email": "joe@us.example"}, {"email2": "joe@eu.us.example"}],
    "stopped": [
        {"notes": "unsubscribe"}, {"notes": "Please remove me from your list"}, {"raised_hand": "Do not contact me"},
        {"notes": "bitte löschen Sie meine Daten"}, {"notes": "veuillez me désabonner"},
    ],
}  # fmt: skip
"""Why it is no lead → inquiries that are none for that reason."""

FINE = [
    {"last_name": "Student"}, {"last_name": "Press"}, {"company": "Bench Press Gym"}, {"last_name": "Free"},
    {"job_title": "Press operator"}, {"job_title": "Printing press manager"}, {"last_name": "Prison"},
    {"job_title": "Competition manager"}, {"job_title": "Director of Student Affairs"},
    {"job_title": "Student Recruitment Manager"}, {"job_title": "Head of Student Success"},
    {"need": "Our student nurses need practice beds"}, {"need": "Monitors for the student health centre"},
    {"need": "A synthesis of our data"}, {"need": "We manufacture furniture and need a compressor"},
    {"need": "We supply hospitals in the north and are looking for a better lift"},
    {"need": "We offer training courses and our projector is broken"}, {"need": "We use Corvane today and it fails"},
    {"first_name": "Max", "last_name": "Corvane"}, {"company": "Corvaneville Clinic"},
    {"address": "12 Prison Lane"}, {"address": "Old Jail Street 4"}, {"need": "Gloves must be free of latex"},
    {"need": "We run an internship programme and need laptops"}, {"need": "no time to lose, two units are down"},
    {"notes": "call some day next week"}, {"need": "we have no money problem, but a time problem"},
    {"notes": "money is no object"}, {"notes": "budget is not an issue"}, {"budget": "no budget limit"},
    {"budget": "n/a"}, {"budget": "TBD"}, {"budget": "-"}, {"budget": "0-5000"}, {"budget": "not yet decided"},
    {"budget": "€ 20.000"}, {"budget": "20k"}, {"budget": "unknown"},
    {"decision_role": "Not my decision, our director decides"}, {"decision_role": "Influencer"},
    {"decision_role": "Entscheide ich nicht, das macht unser Einkaufsleiter"}, {"decision_role": "No"},
    {"decision_role": "je ne décide pas, c'est mon directeur"}, {"decision_role": "no decido yo, decide mi jefe"},
    {"decision_role": "Recommends; Dr. Lopez decides"}, {"need": "cannot decide between the two models"},
    {"timeframe": "12 months"}, {"timeframe": "not sure"}, {"timeframe": "no rush"}, {"timeframe": "next year"},
    {"timeframe": "by Christmas"}, {"notes": "if not now, when?"}, {"job_title": None, "company": None},
    {"email": "info@northgate.example"}, {"email": "ana.silva@gmail.com"}, {"phone": "0170 5550132", "country": "XX",
     "phone2": "+1 415-555-0132"}, {"notes": "do not contact me before Monday"}, {"need": "Free-standing hoist"},
    {"need": "We cannot afford downtime"}, {"job_title": "Reporting analyst"}, {"company": "Studentenwerk Neustadt"},
    {"need": "Wir haben keine Zeit zu verlieren"}, {"need": "kein Budgetlimit, aber dringend"},
]  # fmt: skip
"""Inquiries that are leads, although a word in them looks like a reason against it."""

NO_NEED = [
    "Please call me", "please contact me asap, thanks", "Demo please", "I'd like a quote", "Bitte um Rückruf",
    "Merci de me rappeler", "call me", "n/a", "Request a call", "por favor llámenme", "?", "please send a brochure",
]  # fmt: skip
"""What stands as need and names none."""

NEEDS = [
    "Cables break at the wall", "Quote for 3 beds", "broken lift", "Nos lits sont trop vieux", "Ersatz für alte Pumpe",
    "replacement", "Please call me about the broken lift", "3 hoists", "XX-200",
]  # fmt: skip
"""What names a need, however short."""
