"""Formulas as text: copied to another row, re-pointed to another sheet or table.

Copying follows Excel: references without $ move along, structured references stay. `openpyxl`'s translator does
it; its tokenizer is the only formula parser in use.
"""

from __future__ import annotations

import re

_A1 = re.compile(r"(?<![A-Za-z0-9_.\[\]'\"])\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?![A-Za-z0-9_.(\[])")
_ROWS = re.compile(r"(?<![A-Za-z0-9_.\[\]])\$?\d+:\$?\d+(?![A-Za-z0-9_])")
_AT_COLUMN = re.compile(r"(\w[\w.]*)?\[@(?:\[([^\[\]]+)\]|([^\[\]]+))\]")


def moves_with_row(formula: str) -> bool:
    """Whether copying the formula to another row changes it."""
    return _A1.search(formula) is not None or _ROWS.search(formula) is not None


def translated(formula: str, origin: str, target: str) -> str:
    """The formula (without "=") as copied from cell `origin` to cell `target`."""
    if origin == target or not moves_with_row(formula):
        return formula
    from openpyxl.formula.translate import Translator  # a third of the start-up, and hardly any run needs it

    moved: str = Translator(f"={formula}", origin=origin).translate_formula(target)
    return moved[1:]


def this_row(formula: str, table: str) -> str:
    """The formula with `[@Column]` in the long form that files hold: `table[[#This Row],[Column]]`."""
    if "[@" not in formula:
        return formula
    return _AT_COLUMN.sub(lambda m: f"{m[1] or table}[[#This Row],[{m[2] or m[3]}]]", formula)


def quoted_sheet(name: str) -> str:
    """A sheet's name as a formula writes it before the exclamation mark."""
    plain = re.fullmatch(r"[^\W\d][\w.]*", name) and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[rRcC]\d*", name)
    return name if plain else "'" + name.replace("'", "''") + "'"


def retarget_sheet(formula: str, old: str, new: str) -> str:
    """The formula with references to sheet `old` pointing to sheet `new`; text in quotes is left alone."""
    if "!" not in formula:
        return formula
    names = "|".join({re.escape("'" + old.replace("'", "''") + "'"), re.escape(old)})
    pattern = re.compile(rf'("(?:[^"]|"")*")|(?<![\w.\'\]:])(?:{names})!', re.I)
    return pattern.sub(lambda m: m[1] or f"{quoted_sheet(new)}!", formula)


def retarget_table(formula: str, old: str, new: str) -> str:
    """The formula with references to table `old` pointing to table `new`; text in quotes is left alone."""
    if old.lower() not in formula.lower():
        return formula
    pattern = re.compile(rf'("(?:[^"]|"")*")|(?<![\w.\'!]){re.escape(old)}(?![\w.])', re.I)
    return pattern.sub(lambda m: m[1] or new, formula)
