# ruff: noqa: E501 (prose)
"""Invented briefing pages: a normal one, one with answers twice as long, and one in German."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from leadbook.model import BattleRow, BriefLine, BriefPage

NORMAL = BriefPage(
    campaign="Spring Filter Swap", subtitle="old cartridges against new ones", state="Issued v2", version=2,
    issued=dt.date(2026, 3, 2),
    line_to_say="“Your old filter is worth 60 euros until the end of April, and the swap takes ten minutes.”",
    offer="60 euros off one AQ-20 or AQ-30 for each old filter handed in.",
    terms="Any make, any age. One per tap. Order signed by the deadline; delivery by 31 May.",
    deadline=dt.date(2026, 4, 30), days_left=9, runs="2 Mar – 30 Apr 2026", owner="Ida Holm, +49 30 555 0170",
    product="AQ-20, AQ-30", answers_filled=11, answers_needed=12, matching=84,
    why=(
        ("Goal", "40 swaps by 30 April; 11 sold so far, 27 leads are open."),
        ("Where it came from", "18 calls about lost orders, and two days on the road in January."),
        ("Why these words", "Seven café owners found “swap” clearer than “trade-in”."),
        ("What happens next", "At 40 swaps it goes on to 31 May. You hear by 27 April."),
    ),
    who_for=("Cafés and canteens with a filter older than two years (84 in the book).",
             "The owner, or whoever signs for repairs."),
    who_not=("Private kitchens, resellers, competitors.", "No money this year, or nobody who decides."),
    asks=(
        BriefLine("“Tell me about the free jug.”", "One comes with each AQ-30 order signed by 30 April."),
        BriefLine("“How do you compare with Fontana?”", "They give 30 and ask for a contract. We give 60 and ask for none."),
        BriefLine("“If it works, will you extend it?”", "We decide on 27 April and I will tell you that day."),
        BriefLine("“We bought one last month.”", "Bought since 1 February: 30 euros credit, same form, box 4."),
        BriefLine("“What if I want the larger one?”", "The same 60 euros count toward an AQ-50."),
        BriefLine("“How did you get my name?”", "“You wrote to us on …”: it is in your list. Prefer no calls? It takes effect today."),
        BriefLine("“Can you hold the price until June?”", "NOT ANSWERED YET. Ida owes this by Tue 7 Apr. Until then say: "
                  "“I’ll find out and call you back.”", open=True),
    ),
    objections=(
        BriefLine("“It is too expensive.”", "What does a morning without coffee cost? The swap pays the first two services."),
        BriefLine("“We have no time for a change.”", "The old one comes off and the new one goes on in ten minutes."),
        BriefLine("“We’ll wait for the next model.”", "Next model: late 2027. Cartridges for yours end in June."),
    ),
    battle=(
        BattleRow("Fontana", "30 off, three-year contract", "No contract; done in ten minutes", "More vans"),
        BattleRow("Clearline", "Nothing down for 12 months", "Owned at once; a loaner meanwhile", "Monthly payments"),
        BattleRow("Do nothing", "Free, until it leaks", "Cartridges end in June 2026", "No effort today"),
    ),
    first_questions=(("Why now?", "When does it have to be solved?"), ("What for?", "How many taps, for whom?"),
                     ("Who says yes?", "Is the money set aside?")),
    help_us=("A first call within one working day, at most two cells per lead.",
             "Every lead has phone, e-mail and the words they wrote.", "What you hear goes into version 3."),
    contact="Anything not on this page: Ida Holm answers the same day, +49 30 555 0170, ida.holm@aqua.example.",
    links=(("Swap form", "https://aqua.example/swap"), ("Price sheet", "https://aqua.example/prices"),
           ("Customer letter", "https://aqua.example/letter"), ("Film, 90 s", "https://aqua.example/film")),
    footer="Spring Filter Swap, v2",
)  # fmt: skip


def _twice(lines: tuple[BriefLine, ...]) -> tuple[BriefLine, ...]:
    return tuple(replace(line, answer=f"{line.answer} {line.answer} {line.answer}") for line in lines)


DOUBLED = replace(
    NORMAL,
    asks=_twice(NORMAL.asks + NORMAL.asks[:4]),
    objections=_twice(NORMAL.objections),
    why=tuple((label, f"{text} {text}") for label, text in NORMAL.why),
)

GERMAN = replace(
    NORMAL, campaign="Frühjahrstausch", subtitle="alte Filter gegen neue eintauschen", state="Ausgegeben v2",
    line_to_say="„Ihr bisheriger Wasserfilter ist uns bis zum 30. April noch 60 Euro wert, und der gesamte Austausch "
    "dauert bei Ihnen vor Ort nur etwa zehn Minuten.“",
    offer="60 Euro Nachlass auf einen AQ-20 oder AQ-30 für jeden zurückgegebenen Filter, unabhängig vom Zustand.",
    terms="Alter und Zustand spielen keine Rolle, ein Nachlass je Zapfstelle. Die Bestellung muss bis zum Stichtag "
    "unterschrieben sein; die Lieferung erfolgt spätestens bis zum 31. Mai.",
    why=(
        ("Ziel", "40 eingetauschte Filter bis zum 30. April; bisher sind 11 verkauft, und 27 qualifizierte Anfragen sind "
         "noch offen oder warten auf eine Zuteilung."),
        ("Woher die Idee stammt", "Aus 18 ausführlichen Gesprächen über verlorene Aufträge und aus zwei gemeinsamen "
         "Besuchstagen im vergangenen Januar."),
        ("Warum diese Worte", "Sieben Betreiberinnen und Betreiber von Cafés fanden „Tausch“ wesentlich verständlicher "
         "als „Inzahlungnahme“ oder „Rücknahmeprämie“."),
        ("Wie es weitergeht", "Werden 40 Filter erreicht, läuft die Aktion bis zum 31. Mai weiter. Sie erfahren es am 27. April."),
    ),
    who_for=("Cafés, Kantinen und Bäckereien mit einem Filter, der älter als zwei Jahre ist (84 im Buch).",
             "Inhaberinnen und Inhaber, sofern sie selbst unterschreiben oder an der Auswahl beteiligt sind."),
    who_not=("Private Küchen, Wiederverkäufer und Beschäftigte von Wettbewerbern.",
             "Kein Geld in diesem Jahr oder niemand, der entscheidet: „Noch nicht“ erhält den Kontakt."),
    asks=(
        BriefLine("„Erzählen Sie mir bitte mehr über die kostenlose Karaffe.“",
                  "Sie liegt jeder bis zum 30. April unterschriebenen Bestellung eines AQ-30 bei; für den AQ-20 und für ein "
                  "bloßes Angebot gilt das leider nicht."),
        BriefLine("„Wie schneiden Sie im Vergleich mit Fontana ab?“",
                  "Dort gibt es 30 Euro, verbunden mit einem Vertrag über drei Jahre. Bei uns sind es 60 Euro, und ein "
                  "Vertrag ist nicht nötig."),
        BriefLine("„Wenn es gut läuft, wird die Aktion dann verlängert?“",
                  "Wir entscheiden am 27. April, und ich melde mich noch am selben Tag bei Ihnen. Nach heutigem Stand endet "
                  "die Aktion am 30. April."),
        BriefLine("„Wir haben erst im letzten Monat einen bei Ihnen gekauft.“",
                  "Für Käufe seit dem 1. Februar gibt es eine Gutschrift über 30 Euro, mit demselben Formular, Feld 4."),
        BriefLine("„Was ist, wenn ich lieber das größere Modell möchte?“",
                  "Dieselben 60 Euro werden auch auf einen AQ-50 angerechnet. Meine Leitung bestätigt das innerhalb eines "
                  "Arbeitstages."),
        BriefLine("„Woher haben Sie eigentlich meinen Namen?“",
                  "„Sie haben uns am … geschrieben“: Das steht in Ihrer Liste. Wenn keine Anrufe gewünscht sind, gilt das "
                  "noch heute."),
        BriefLine("„Können Sie uns den Preis bis in den Juni hinein garantieren?“",
                  "NOCH NICHT BEANTWORTET. Ida beantwortet das bis Dienstag, den 7. April. Bis dahin könnten Sie sagen: "
                  "„Das kläre ich für Sie und rufe Sie dann verlässlich zurück.“", open=True),
    ),
    objections=(
        BriefLine("„Das ist uns im Augenblick zu teuer.“",
                  "Was kostet Sie ein Vormittag ohne Kaffee? Der Nachlass deckt bereits die ersten beiden Wartungsbesuche ab."),
        BriefLine("„Für eine solche Umstellung fehlt uns gerade die Zeit.“",
                  "Der alte Filter wird abgenommen und der neue angebracht, in zehn Minuten und damit zwischen zwei Schichten."),
        BriefLine("„Wir warten lieber auf das nächste Modell.“",
                  "Das nächste Modell erscheint voraussichtlich Ende 2027, Kartuschen für Ihren gibt es aber nur noch bis Juni."),
    ),
    battle=(
        BattleRow("Fontana", "30 Euro, gebunden an einen Vertrag mit drei Jahren Laufzeit",
                  "Kein Vertrag erforderlich; nach zehn Minuten ist alles erledigt", "Eine deutlich größere Serviceabteilung"),
        BattleRow("Clearline", "Finanzierung ohne Zinsen über zwölf Monate",
                  "Sofortiges Eigentum; bis zur Lieferung steht ein Leihgerät bereit", "Gleichbleibende Zahlungen"),
        BattleRow("Nichts tun", "Kostet nichts, solange der Filter nicht ausfällt", "Kartuschen enden im Juni 2026",
                  "Heute entsteht keinerlei Aufwand"),
    ),
    first_questions=(("Warum gerade jetzt?", "Bis wann muss das Problem spätestens gelöst sein?"),
                     ("Wofür wird es gebraucht?", "An wie vielen Zapfstellen und für welche Gäste?"),
                     ("Wer sagt am Ende Ja?", "Ist das Geld dafür bereits eingeplant?")),
    help_us=("Ein erster Anruf innerhalb eines Arbeitstages und höchstens zwei ausgefüllte Zellen je Kontakt.",
             "Zu jedem Kontakt erhalten Sie Telefonnummer, E-Mail-Adresse und die eigenen Worte der Anfrage.",
             "Gute Formulierungen, die Sie unterwegs hören, kommen in die Fassung v3."),
    contact="Alles, was hier nicht beantwortet wird: Ida Holm antwortet noch am selben Tag, +49 30 555 0170, "
    "ida.holm@aqua.example.",
    links=(("Tauschformular", "https://aqua.example/swap"), ("Preisliste", "https://aqua.example/prices")),
    footer="Frühjahrstausch, v2",
)  # fmt: skip

OVERFULL = replace(
    NORMAL,
    asks=tuple(BriefLine(f"“Question {n}?”", f"Answer {n}.") for n in range(1, 16)),
    battle=tuple(BattleRow(f"Rival {n}", "this", "that", "other") for n in range(1, 9)),
    missing=tuple(f"Missing thing {n}." for n in range(1, 10)),
    why=tuple((f"Reason {n}", f"Text {n}.") for n in range(1, 9)),
    who_for=tuple(f"People {n}" for n in range(1, 7)),
    links=tuple((f"Link {n}", f"https://aqua.example/{n}") for n in range(1, 9)),
)
