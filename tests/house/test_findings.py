"""Every stable code is described in plain words, and no description is left over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import leadbook
from leadbook.findings import Family, as_markdown, sayings, title
from leadbook.stages.clean import _EMAIL_NOTES, _PHONE_NOTES

PACKAGE = Path(leadbook.__file__).parent
TREES = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py") if path.name != "findings.py"]
NODES = [node for tree in TREES for node in ast.walk(tree)]
PREFIXED = {f"email_{key}" for key in _EMAIL_NOTES} | {f"phone_{key}" for key in _PHONE_NOTES}
REFUSED = {
    f"LB-E-{node.args[0].value}"
    for node in NODES
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse"
    and isinstance(node.args[0], ast.Constant)
}  # fmt: skip


def texts(node: ast.AST | None) -> Iterator[str]:
    """The strings that stand in an expression."""
    for part in ast.walk(node) if node is not None else ():
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
            yield part.value


def used() -> set[str]:
    """Codes where they are made: findings, rejects, warnings, errors."""
    found = set(PREFIXED) | set(REFUSED)
    for node in NODES:
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            place = {"Finding": 0, "Reject": 1}.get(name)
            if name == "say":
                found |= {
                    arg.value
                    for arg in node.args
                    if isinstance(arg, ast.Constant)
                    and "_" in str(arg.value)
                    and " " not in str(arg.value)
                    and arg.value not in ("average_deal", "close_rate")
                }
            elif name in ("wrong", "off") and node.args:
                found |= set(texts(node.args[0]))
            elif place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                found |= set(texts(node.args[place]))
            elif name in ("append", "add") and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                if owner.endswith(("warnings", "codes")):
                    found |= set(texts(node.args[0]))
        elif isinstance(node, ast.FunctionDef) and node.name == "reject_reason":
            found |= {text for part in ast.walk(node) if isinstance(part, ast.Return) for text in texts(part.value)}
        elif isinstance(node, ast.Assign):
            names = {ast.unparse(target) for target in node.targets}
            if names & {"reason", "code", "_CODE"} and isinstance(node.value, ast.Constant):
                found |= set(texts(node.value))
    return found


def test_every_code_that_is_used_is_described():
    assert used() - set(sayings()) == set()
    assert len(used()) > 70


def test_no_description_is_left_over():
    constants = {text for node in NODES if isinstance(node, ast.Constant) for text in texts(node)}
    assert set(sayings()) - constants - PREFIXED - REFUSED == set()


def test_descriptions_are_plain_and_each_has_a_sentence_that_helps():
    for one in sayings().values():
        assert len(one.title.split()) <= 12, one.code
        assert "_" not in one.title, one.code
        assert one.meaning.endswith("."), one.code
        assert one.fix.endswith("."), one.code
        assert f"| `{one.code}` | {one.title} |" in as_markdown()
    assert {one.family for one in sayings().values()} == set(Family)


def test_a_code_nobody_described_is_still_readable():
    assert title("something_new") == "something new"
