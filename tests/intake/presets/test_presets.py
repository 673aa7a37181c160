"""Every preset: its samples become exactly what is expected, and still do with other names and another order."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.intake.presets.preset import presets
from tests.intake.presets.lists import (
    ADDED,
    ADDED_VALUE,
    NAMES,
    SAMPLES,
    change,
    expected,
    make,
    outcome,
    rewrite,
    sample,
)  # fmt: skip

README = Path(__file__).parents[3] / "README.md"


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_recognised_and_becomes_exactly_the_expected_inquiries(name: str) -> None:
    made = sample(name)
    assert made.preset == expected(name).preset
    assert outcome(made) == expected(name).outcome
    assert made.input_rows == len(made.frame) + len(made.rejects) + len(made.joined)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".vcf")])
def test_columns_shuffled_two_renamed_and_one_added_change_nothing(name: str, seed: int, tmp_path: Path) -> None:
    changed = change(name, seed)
    made = make(rewrite(name, changed, seed, tmp_path))
    assert made.preset == expected(name).preset, changed
    assert outcome(made) == expected(name).outcome, changed
    assert all(f"{ADDED}: {ADDED_VALUE}" in extra for extra in made.frame["extra"]), changed


def test_every_preset_has_a_sample() -> None:
    assert {expected(name).preset for name in NAMES} == {preset.key for preset in presets()}


def test_a_sample_is_what_its_name_says() -> None:
    for name in NAMES:
        assert name.startswith(expected(name).preset) or name.partition(".")[0] in name, name
        assert (SAMPLES / name).stat().st_size < 8_000


def test_the_read_me_tells_what_is_special_about_every_kind_of_list() -> None:
    rows = [f"| {preset.name} | {preset.about} |" for preset in sorted(presets(), key=lambda one: one.name.casefold())]
    text = README.read_text("utf-8").partition("## Lists Leadbook knows by sight")[2].partition("\n## ")[0]
    written = [line for line in text.splitlines() if line.startswith("| ")][1:]
    assert written == rows, "write these rows:\n" + "\n".join(rows)
