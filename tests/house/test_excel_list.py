"""The manual test in Excel names tests that exist, and a result in its table says when it was seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "tests" / "live" / "EXCEL.md"
HEADER = ("where", "date", "who", "Excel version", "result", "open points")
PLACES = ["Windows, Excel 64 bit", "Windows, Excel 32 bit", "macOS"]
A_DAY = re.compile(r"\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20\d\d|20\d\d-\d\d-\d\d")


def cells(line: str) -> tuple[str, ...]:
    """The cells of a line of a table."""
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def results(text: str) -> list[dict[str, str]]:
    """The rows of the table of results in a text, header → cell."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if cells(line) == HEADER)
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(HEADER, cells(line), strict=True)))
    return rows


def undated(text: str) -> list[str]:
    """Where something is said about an Excel without a day, a person and a version."""
    return [
        row["where"] for row in results(text)
        if any(row[name] for name in HEADER[1:])
        and not (A_DAY.fullmatch(row["date"]) and row["who"] and row["Excel version"])
    ]  # fmt: skip


def steps() -> list[tuple[str, ...]]:
    """The numbered steps: number, what to do, what must be seen, box, what stands in."""
    found = [cells(line) for line in MANUAL.read_text("utf-8").splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(found) > 30
    return found


def test_every_test_file_that_is_named_exists():
    named = set(re.findall(r"`((?:tests|leadbook|macros)/[^`*]+)`", MANUAL.read_text("utf-8")))
    assert len(named) > 20
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_steps_are_numbered_in_order_and_each_says_what_stands_in():
    found = steps()
    assert [int(step[0]) for step in found] == list(range(1, len(found) + 1))
    for number, _, seen, box, stands_in in found:
        assert seen, number
        assert box == "☐", f"step {number}: results belong into the table at the end"
        assert "`tests/" in stands_in or "nothing: " in stands_in, number


def test_the_steps_are_as_many_as_the_text_says():
    said = re.search(r"how many of the (\d+) steps", MANUAL.read_text("utf-8"))
    assert int(said[1]) == len(steps())


@pytest.mark.parametrize("name", ["README.md", "tests/live/EXCEL.md"])
def test_no_result_stands_without_its_day_its_person_and_its_excel(name):
    text = (ROOT / name).read_text("utf-8")
    assert [row["where"] for row in results(text)][: len(PLACES)] == PLACES
    assert undated(text) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("| macOS | | | | | |", []),
        ("| macOS | 7 Jan 2027 | Ana | 16.92 | 38 of 39 | 22 |", []),
        ("| macOS | | Ana | 16.92 | 39 of 39 | |", ["macOS"]),
        ("| macOS | soon | Ana | 16.92 | 39 of 39 | |", ["macOS"]),
        ("| macOS | 7 Jan 2027 | | 16.92 | 39 of 39 | |", ["macOS"]),
    ],
)
def test_a_result_without_a_day_or_a_person_is_noticed(line, found):
    assert undated(f"| {' | '.join(HEADER)} |\n|---|---|---|---|---|---|\n{line}\n") == found
