"""Small values of UNO: properties, enums, colours, lengths."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from leadbook.books.calc.office import import_uno

PER_POINT = 2540 / 72
"""Hundredths of a millimetre in a point."""

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8",
    ".pdf": "calc_pdf_Export",
}  # fmt: skip
"""Ending of a file → name of LibreOffice's filter that writes it."""


def properties(**values: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """A sequence of PropertyValue."""
    made = []
    for name, value in values.items():
        one = import_uno().createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def enum(kind: str, name: str) -> Any:  # noqa: ANN401
    """A member of an enumeration below com.sun.star."""
    return import_uno().Enum(f"com.sun.star.{kind}", name)


def url_of(path: str | Path) -> str:
    """The address of a file."""
    return Path(path).resolve().as_uri()


def as_rgb(number: int) -> tuple[int, int, int] | None:
    """Red, green and blue of a colour; None for “automatic”."""
    return None if number in (-1, 0xFFFFFFFF) else ((number >> 16) & 255, (number >> 8) & 255, number & 255)


def as_number(colour: str | int | tuple[int, int, int] | None) -> int:
    """The number of a colour given as "#ffcc00", as (red, green, blue), as a number or as None (automatic)."""
    if colour is None:
        return -1
    if isinstance(colour, str):
        return int(colour.lstrip("#"), 16)
    if isinstance(colour, int):
        return colour
    return colour[0] << 16 | colour[1] << 8 | colour[2]
