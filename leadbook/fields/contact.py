"""A company and its person in one cell: "Northgate Corp (Ana Silva)"."""

from __future__ import annotations

import re

from leadbook.fields.company import company_key
from leadbook.fields.text import fold, tidy, word_set

_BRACKETED = re.compile(r"^([^()\[\]]+?)\s*[(\[]([^()\[\]]+)[)\]]$")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,2}[^\W\d_][\w'’-]+")
_FIRMS = word_set(
    "bros brothers corp corporation company inc ltd llc plc gmbh ag kg sarl sas srl spa bv nv group holding holdings "
    "industries enterprises partners associates systems solutions technologies tech clinic clinics hospital dental "
    "laboratories lab labs medical klinik praxis clinique clinica studio works services university college school"
)


def company_with_person(text: str, mail: str = "") -> tuple[str, str]:
    """Company and person of a cell that names a person in brackets behind a company; blanks when it does not.

    That the first part is a company shows in its words, its legal form, or in the domain of the e-mail address: a name
    alone with something in brackets behind it is a person about whom somebody noted something.

    >>> company_with_person("Builder Bros (Sybil Davis)"), company_with_person("Lexcorp (Ana Silva)", "ana@lexcorp.com")
    (('Builder Bros', 'Sybil Davis'), ('Lexcorp', 'Ana Silva'))
    >>> company_with_person("Ana Silva (Head Nurse)"), company_with_person("Priya (Northgate Corp)")
    (('', ''), ('', ''))
    """
    found = _BRACKETED.match(tidy(text))
    if not found:
        return "", ""
    company, person = found[1].strip(), found[2].strip()
    words = fold(company).split()
    says = bool(words) and (words[-1] in _FIRMS or len(company_key(company).split()) < len(words))
    domain = fold(mail.rpartition("@")[2].split(".")[0]).replace(" ", "")
    if not (says or (domain and domain == "".join(words))):
        return "", ""
    is_person = _NAME.fullmatch(person) and all(word[:1].isupper() for word in person.split())
    return (company, person) if is_person and fold(person).split()[-1] not in _FIRMS else ("", "")
