"""The names that columns go by, as written in headers.toml and languages.toml, and the forms they are compared in."""

from __future__ import annotations

import html
import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from leadbook.fields.text import fold

NONE = "none"
"""Stands in the table for columns that look like a field and are none."""

_SECTIONS = ("words", "questions", "short")
_HUMP = re.compile(r"(?<=[a-zà-ÿа-я])(?=[A-ZÀ-ÞА-Я])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{3})(?=\d)")
_MAIL = re.compile(r"\be (mail|post|posta|mails)\b")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


@lru_cache(maxsize=1)
def synonyms() -> dict[str, str]:
    """Squeezed name → field key, or `NONE` for columns that are no field; what is told first counts."""
    made: dict[str, str] = {}
    for group in (_toml("headers.toml"), *_toml("languages.toml").values()):
        for key, names in group.items():
            if key not in _SECTIONS:
                for name in names:
                    made.setdefault(squeeze(name), key)
    made.pop("", None)
    return made


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """All words of the names in the table, folded: a name made of them is spelt as it is meant."""
    groups = (_toml("headers.toml"), *_toml("languages.toml").values())
    names = (name for group in groups for key, names in group.items() if key not in _SECTIONS for name in names)
    return frozenset(word for name in names for word in fold(name).split() if len(word) > 1)


@lru_cache(maxsize=2)
def _toml(file: str) -> dict[str, Any]:
    """The names as written in one of the two tables."""
    return tomllib.loads(files("leadbook.intake.columns").joinpath(file).read_text("utf-8"))


@lru_cache(maxsize=32)
def word_list(name: str) -> frozenset[str]:
    """One of the lists of words of headers.toml, folded."""
    return frozenset(fold(word) for word in _toml("headers.toml")["words"][name])


@lru_cache(maxsize=1)
def short_forms() -> dict[str, str]:
    """Short form of a word → the word, both folded."""
    return {fold(short): fold(long) for short, long in _toml("headers.toml")["short"].items()}


@lru_cache(maxsize=1)
def questions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Field key and the patterns of questions that ask for it."""
    return tuple((key, tuple(patterns)) for key, patterns in _toml("headers.toml")["questions"].items())


def squeeze(name: str) -> str:
    """A name without anything but letters and digits.

    >>> squeeze("E-Mail_Adresse*"), squeeze("Вeб-сайт"), squeeze("電子郵件 地址")
    ('emailadresse', 'вeбсаит', '電子郵件地址')
    """
    return fold(name).replace(" ", "")


@lru_cache(maxsize=16384)
def plain_header(header: str) -> str:
    """A header without what a web page left in it, its parts told apart by blanks.

    >>> plain_header("LeadEmailAddr"), plain_header("<b>E-mail&nbsp;address</b><br>"), plain_header("customer_email_1")
    ('Lead Email Addr', 'E-mail address', 'customer email 1')
    """
    text = header
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", html.unescape(text)))
    if not text.isupper():
        text = _HUMP.sub(" ", text)
    return " ".join(text.replace("_", " ").split())


def header_words(header: str) -> list[str]:
    """The words of a header, folded, short forms written out.

    >>> header_words("contact.EmailAddr"), header_words("Ph. No.")
    (['contact', 'email', 'address'], ['phone', 'number'])
    """
    forms = short_forms()
    text = _MAIL.sub(r"e\1", fold(plain_header(header)))
    return [forms.get(word, word) for word in text.split()]


@lru_cache(maxsize=16384)
def known_field(header: str) -> str | None:
    """Field key of a header whose name is in the table of names, as it stands; None otherwise."""
    key = synonyms().get(squeeze(header))
    return None if key == NONE else key
