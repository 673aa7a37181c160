"""The dictionary of the workbook as Markdown: every sheet, table and column, from the schema alone."""

from __future__ import annotations

from leadbook.schema import choices
from leadbook.schema.book import SHEETS, table_on
from leadbook.schema.core import Column, FilledBy, Sheet, Table

_HEAD = """\
# The workbook

Generated from `leadbook/schema` by `python -m leadbook.template`; a test fails when it is out of date.

`Leadbook.xlsx` is the empty workbook that `leadbook new` makes. Everything that comes in is an **inquiry**; what
passed the gate is a **lead**. Tables and columns are found by name, never by address: columns, sheets and formats
that a team adds stay as they are. A table lists here its columns in the order of the schema; in the sheet those
that print stand first.

Who fills a column:

| word | meaning |
|---|---|
"""

_WHO = {
    FilledBy.PERSON: "people; it is never written",
    FilledBy.INTAKE: "the import; blanks are filled later, the rest changes only through *To fix*; what a person "
    "typed wins",
    FilledBy.LEADBOOK: "rewritten by every run",
    FilledBy.BOTH: "either; a person's later edit wins",
}


def dictionary() -> str:
    """All sheets in tab order, each with its table and columns, then the drop-down lists; Markdown."""
    parts = [_HEAD + "".join(f"| {who.value} | {text} |\n" for who, text in _WHO.items())]
    parts += [_sheet(sheet) for sheet in SHEETS]
    parts.append(_lists())
    return "\n".join(parts)


def _sheet(sheet: Sheet) -> str:
    """Heading and help of one sheet, and its table."""
    state = {"visible": "", "hidden": " · hidden in a new book", "veryHidden": " · very hidden"}[sheet.state]
    guard = " · protected without a password" if sheet.protected else ""
    lines = [f"## {sheet.name}", "", f"{sheet.help} Worked on by: {sheet.works.value}{state}{guard}.", ""]
    table = table_on(sheet.name)
    if table is not None:
        lines += [_table(table), ""]
    return "\n".join(lines)


def _table(table: Table) -> str:
    """One line per column."""
    rows = [
        f"Table `{table.name}` (key `{table.key}`). {table.help} One row per: {', '.join(table.row_key)}.", "",
        "| header | key | kind | filled by | help |", "|---|---|---|---|---|",
    ]  # fmt: skip
    rows += [
        f"| {_cell(column.header)} | `{column.key}` | {column.kind.value} | {column.filled_by.value} "
        f"| {_cell(_help(column))} |"
        for column in table.columns
    ]
    return "\n".join(rows)


def _help(column: Column) -> str:
    """The note, then what limits the column: required, unique, its list, its formula."""
    more = [word for word, holds in (("Required.", column.required), ("Unique.", column.unique)) if holds]
    if column.choices:
        more.append(f"List: {column.choices}.")
    if column.refers:
        table, header = choices.BOOK_LISTS[column.refers]
        more.append(f"List: {table}[{header}].")
    if column.formula:
        more.append(f"`={column.formula}`")
    return " ".join([column.help, *more])


def _lists() -> str:
    """The words of every drop-down list."""
    rows = ["## Lists", "", "| list | words |", "|---|---|"]
    rows += [f"| {name} | {_cell(' · '.join(words))} |" for name, words in choices.CHOICES.items()]
    rows += [f"| {name} | values of {table}[{header}] |" for name, (table, header) in choices.BOOK_LISTS.items()]
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
