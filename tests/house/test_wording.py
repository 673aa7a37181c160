"""House rule: no text that people read calls what came in a lead, shows a raw count alone, or commands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import leadbook
from leadbook.schema import book
from leadbook.template import report
from leadbook.template.layout import sheet_columns

PACKAGE = Path(leadbook.__file__).parent
ROOT = PACKAGE.parent
NO_TEXTS = ("default_words.py", "default_gate.py", "fields/", "intake/", "books/")
"""Files of words that lists use, and of formulas and markup: Leadbook reads them and never says them."""

MIXED = re.compile(
    r"\b(?:raw|unqualified|unchecked|incoming|imported|received|scanned|bought|cold) leads?\b"
    r"|\bleads?[ -](?:lists?|files?|exports?)\b|\blists? of leads\b|\bleads? (?:in|of|from) (?:the|a|your|this) list\b"
    r"|\bimport(?:s|ed|ing)? (?:\w+ )?leads\b(?!\.xlsx)"
    r"|\ball (?:the )?leads received\b|\bleads? (?:received|imported|came in)\b"
    r"|\binquiries \(leads\)|\bleads \(inquiries\)|\bleads? that (?:is|are) (?:no|not) leads?\b"
    r"|\bthe leads stand there\b|\bMQLs?\b",
    re.IGNORECASE,
)
"""Phrases that call what came in a lead before the gate did."""

COMMANDS = re.compile(
    r"\b(?:you|reps|marketing|sales) (?:must|have to|has to|need to|shall|ought to)\b|\byou will\b|\bmust be filled\b"
    r"|\bmandatory\b|\bdo not forget\b|\bmake sure\b|\bfailure to\b|[a-z]!(?:\s|$)",
    re.IGNORECASE,
)
"""Phrases that command; what may help is suggested, and a question is asked."""

RAW_ALONE = re.compile(
    r"^(?:number of |total |all )?(?:inquiries|responses|names|contacts|received|attendees|downloads|scans)"
    r"(?: received| by \w+| per \w+| this (?:week|month|quarter))?$",
    re.IGNORECASE,
)
"""Titles that show nothing but how much came in."""


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each literal of a file that can reach a person; docstrings and patterns cannot."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = {id(part) for node in ast.walk(tree) for part in _silent(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            silent |= {id(part) for part in node.values}
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    """Literals nobody reads: strings that stand as statements, and what is given to `re.compile`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
        yield from ast.walk(node)


def texts() -> Iterator[tuple[str, str]]:
    """Where, and the text: literals of the package, README and the sheets' dictionary line by line."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not any(part in place for part in NO_TEXTS):
            yield from ((f"{place}:{line}", text) for line, text in strings(path))
    for path in (ROOT / "README.md", ROOT / "workbook" / "README.md", *sorted(PACKAGE.rglob("*.md"))):
        for line, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
            yield f"{path.name}:{line}", text


TEXTS = list(texts())


@pytest.mark.parametrize(
    ("pattern", "bad", "good"),
    [
        (MIXED, "Import 289 raw leads", "289 inquiries, 3 of them leads"),
        (MIXED, "lead lists of any origin", "The questions that win the most leads stand first."),
        (COMMANDS, "You must fill this in", "Worth asking: who decides?"),
        (COMMANDS, "Great, 40 leads!", "What should we ask next?"),
        (RAW_ALONE, "Inquiries by source", "Cost per qualified lead"),
        (RAW_ALONE, "Number of responses", "of received"),
    ],
)
def test_the_patterns_tell_what_is_meant_from_what_is_not(pattern, bad, good):
    assert pattern.search(bad)
    assert not pattern.search(good)


def test_there_are_texts_of_every_kind_to_look_at():
    places = {place.split(":")[0] for place, _ in TEXTS}
    assert {"findings.py", "schema/fields.py", "template/start.py", "stages/sentences.py", "README.md"} <= places
    assert len(TEXTS) > 3000


@pytest.mark.parametrize("pattern", [MIXED, COMMANDS], ids=["inquiries and leads are not mixed", "nothing commands"])
def test_no_text_that_people_read_has_such_a_phrase(pattern):
    assert [(place, text) for place, text in TEXTS if pattern.search(text)] == []


def titles() -> Iterator[tuple[str, str]]:
    """Headings and names of charts in the sheets' drawing code, and headers of the tables that people compare."""
    for path in sorted((PACKAGE / "template").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
            parts = [*node.args, *(word.value for word in node.keywords)] if name in ("heading", "Series") else []
            yield from ((path.name, p.value) for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str))
    yield from (("report.py", title) for title in report.TITLES.values())
    for key in ("report", "cover", "scoreboard"):
        yield from ((key, header) for header in book.table(key).headers)


def test_no_title_or_chart_shows_alone_how_much_came_in():
    found = list(titles())
    assert ("report.py", "Cost per qualified lead") in found
    assert ("cover.py", "What this says") in found
    assert [title for title in found if RAW_ALONE.search(title[1])] == []


def test_what_was_received_stands_on_the_report_only_behind_what_is_qualified():
    keys = [column.key for column in sheet_columns(book.table("report"))]
    assert keys.index("received") == keys.index("qualified") + 1
    assert book.table("report").column("received").header.startswith("of ")
    assert not {"received", "inquiries"} & set(report.TITLES)
