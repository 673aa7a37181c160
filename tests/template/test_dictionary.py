"""The generated dictionary."""

from __future__ import annotations

from pathlib import Path

from leadbook.findings import as_markdown
from leadbook.schema.book import SHEETS, TABLES
from leadbook.schema.choices import CHOICES
from leadbook.schema.dictionary import dictionary

README = Path(__file__).parents[2] / "workbook" / "README.md"


def test_the_checked_in_dictionary_is_current():
    assert README.read_text(encoding="utf-8") == f"{dictionary()}\n{as_markdown()}", "run: python -m leadbook.template"


def test_it_names_every_sheet_table_column_choice_and_formula():
    text = dictionary()
    for sheet in SHEETS:
        assert f"## {sheet.name}\n" in text
    for table in TABLES:
        assert f"`{table.name}`" in text
        for column in table.columns:
            assert f"| `{column.key}` | {column.kind.value} | {column.filled_by.value} |" in text
            assert column.help.replace("|", "\\|") in text
            assert column.formula in text
    for name, words in CHOICES.items():
        assert f"| {name} | {' · '.join(words)} |" in text
