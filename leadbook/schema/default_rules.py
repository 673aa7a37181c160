"""The Lead Management Rules of a new book: one page, ten rules, a row for each figure both sides agree on."""

from __future__ import annotations

from leadbook.model import Cell

_TEN: tuple[tuple[str, tuple[tuple[Cell, str], ...]], ...] = (
    ("1  A lead is what the gate lets through. Both sides sign the definition.",
     ((1, "version of the definition"),)),
    ("2  Activity is not a lead: attending, downloading and winning are no request to talk.",
     ((0, "leads on activity alone"),)),
    ("3  Competitors, students, do-not-contacts and duplicates are not handed over.",
     ((0, "of them handed over"),)),
    ("4  Every campaign is briefed before it starts, with its must-answers answered.",
     ((5, "working days before launch"), (100, "% of must-answers answered"))),
    ("5  Marketing supplies the leads that quota needs, per rep and month, or says why not.",
     ((100, "% of leads needed"),)),
    ("6  Sales calls every lead soon, keeps trying, and gives every lead an outcome.",
     ((1, "working day to the first call"), (4, "tries before “no answer”"), (3, "weeks for the tries"),
      (100, "% of leads with an outcome"))),
    ("7  A rep fills two cells at most per step; Sold can be picked at any time.",
     ((2, "cells per step"),)),
    ("8  A lead nobody touched goes back to the pool. A wrong lead counts against its list, not its rep.",
     ((5, "working days untouched"),)),
    ("9  Every hand-out has a reason anybody can read; what a person changed is kept and shown.",
     ((100, "% of leads with a reason"),)),
    ("10  Results go to both sides on Friday; on Monday a short meeting asks what we should change.",
     ((15, "minutes on Monday"),)),
)  # fmt: skip

RULES_ROWS: tuple[tuple[Cell, ...], ...] = tuple(
    (rule, number, meaning, None, None, None, None) for rule, figures in _TEN for number, meaning in figures
)
"""Rows of tblRules in schema order; the measured columns start blank."""
