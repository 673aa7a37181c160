"""E-mail addresses: checked for form by email-validator, never over the network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from leadbook.fields.text import fold, is_blank_word, tidy, word_set

FREE = word_set(
    "gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.de yahoo.fr ymail.com hotmail.com hotmail.co.uk "
    "hotmail.de hotmail.fr outlook.com outlook.de live.com msn.com aol.com icloud.com me.com mac.com gmx.de gmx.net "
    "gmx.at gmx.ch gmx.com web.de t-online.de freenet.de mail.ru yandex.ru qq.com 163.com 126.com proton.me "
    "protonmail.com zoho.com mail.com orange.fr wanadoo.fr free.fr laposte.net libero.it rediffmail.com "
    "comcast.net verizon.net att.net sbcglobal.net freemail.example"
)
"""Domains where anybody can have a mailbox (freemail.example stands for them in samples)."""

ROLE = word_set(
    "info information sales contact office admin administrator support help helpdesk service hello mail email "
    "marketing billing accounts accounting purchasing procurement enquiries inquiries enquiry inquiry hr jobs career "
    "careers webmaster postmaster hostmaster noreply no-reply reception team press kontakt vertrieb einkauf "
    "buchhaltung "
    "verwaltung zentrale accueil ventas compras contacto secretariat reservations"
)
"""Local parts of mailboxes that many people read."""

TYPOS = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmal.com": "gmail.com", "gamil.com": "gmail.com",
    "gnail.com": "gmail.com", "gmail.co": "gmail.com", "gmail.con": "gmail.com", "gmail.cm": "gmail.com",
    "gmaill.com": "gmail.com", "gmail.om": "gmail.com", "hotmial.com": "hotmail.com", "hotmai.com": "hotmail.com",
    "hotmal.com": "hotmail.com", "hotmail.con": "hotmail.com", "hotmail.co": "hotmail.com",
    "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com", "yhaoo.com": "yahoo.com", "yahoo.con": "yahoo.com",
    "outlok.com": "outlook.com", "outloook.com": "outlook.com", "outlook.con": "outlook.com",
    "iclud.com": "icloud.com", "icloud.con": "icloud.com", "freemial.example": "freemail.example",
}  # fmt: skip
"""Mistyped domains and what is meant."""

_LARGE = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com")
"""Domains so common that one letter off is more likely a slip than another company."""

_PLACEHOLDER_LOCAL = word_set("test tests none noemail no-email nomail na abc asdf xxx xyz example foo user123")
_PLACEHOLDER_DOMAIN = word_set("test.com nowhere.com none.com noemail.com domain.tld email.com abc.com")
_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*")
_PLAIN_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+([A-Za-z]{2,63})")
_SPECIAL = word_set("arpa invalid local localhost onion test")
"""Top-level domains that email-validator looks at twice."""
_ADDRESS = re.compile(r"(?:[^\s<>,;:|/\"'()\[\]@]|(?<=\w)'(?=\w)){1,64}@[^\s<>,;:|/\"'()\[\]@]{1,255}")


_OUTER = " \t'\"<>()[];,:“”„‘’«»‹›"
"""What stands around an address and belongs to no address. A dot in front does not: it may stand for a lost letter."""
_LOCAL_OCTETS = 64
"""RFC 5321, 4.5.3.1.1."""


@dataclass(frozen=True, slots=True)
class EmailResult:
    """What became of one address.

    Args:
        value: the tidy address, "" when the text is not one.
        problem: "" when it checks, else blank, not_an_address, placeholder or domain_typo.
        suggestion: what was probably meant, "" when nothing can be said.
        free: the domain gives a mailbox to anybody.
        role: many people read this mailbox.
    """

    value: str
    problem: str = ""
    suggestion: str = ""
    free: bool = False
    role: bool = False


@lru_cache(maxsize=1 << 18)
def check_email(text: str) -> EmailResult:
    """Check one address for its form; the network is never asked.

    >>> check_email(" mailto:Ana.Silva@ACME.example ").value
    'ana.silva@acme.example'
    >>> check_email("ana@acme").problem, check_email("n/a").problem, check_email("test@test.com").problem
    ('not_an_address', 'blank', 'placeholder')
    >>> check_email("ann@gmial.com")
    EmailResult(value='ann@gmial.com', problem='domain_typo', suggestion='ann@gmail.com', free=False, role=False)
    >>> check_email("info@acme.example").role
    True
    """
    plain = _bare(text)
    if "@" not in plain and is_blank_word(plain):
        return EmailResult("", "blank")
    value = _valid(plain)
    if not value:
        return EmailResult("", "not_an_address", _repair(plain))
    local, _, domain = value.rpartition("@")
    flags = domain in FREE, is_role(value)
    meant = TYPOS.get(domain) or ("" if domain in FREE else next((d for d in _LARGE if _is_slip(domain, d)), ""))
    if meant:
        return EmailResult(value, "domain_typo", f"{local}@{meant}", *flags)
    if _is_placeholder(local, domain):
        return EmailResult(value, "placeholder", "", *flags)
    return EmailResult(value, "", "", *flags)


def is_role(address: str) -> bool:
    """Whether the local part names a function and not a person.

    >>> is_role("Sales@acme.example"), is_role("sally@acme.example")
    (True, False)
    """
    local = address.partition("@")[0].casefold()
    return local in ROLE or local.partition("+")[0].partition(".")[0] in {"info", "noreply", "no-reply"}


def email_key(text: str) -> str:
    """The address as a key to compare by, "" when the text is no address that checks.

    >>> email_key("ANA@acme.example"), email_key("ana(at)acme"), email_key("test@test.com")
    ('ana@acme.example', '', '')
    """
    result = check_email(text)
    return result.value if result.problem in ("", "domain_typo") else ""


def find_emails(text: str) -> list[str]:
    """All addresses inside a text, in their order, each once.

    >>> find_emails("Ann: a@x.example / b@x.example, a@x.example")
    ['a@x.example', 'b@x.example']
    """
    found: dict[str, None] = {}
    if "@" not in text:
        return []
    for match in _ADDRESS.findall(text):
        value = _valid(_bare(match))
        if value:
            found[value] = None
    return list(found)


def _bare(text: str) -> str:
    """The address without a mail link, brackets, quotes or outer marks."""
    plain = tidy(text)
    angle = re.fullmatch(r".*<\s*([^<>]+@[^<>]+?)\s*>", plain)
    plain = angle.group(1) if angle else plain
    if "@" in plain:  # a question mark may stand before the @, but begins the subject of a mail link behind it
        plain = re.sub(r"(@[^?]*)\?.*", r"\1", re.sub(r"^mailto:\s*", "", plain, flags=re.IGNORECASE))
    return plain.lstrip(_OUTER).rstrip(_OUTER + ".")


def _valid(plain: str) -> str:
    """The address in lower case when its form is right, else ""."""
    if plain.count("@") != 1 or len(plain) > 254:
        return ""
    if _is_plain(plain):
        return plain.lower()
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(plain, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return ""
    if "." not in checked.domain or len(checked.domain.rpartition(".")[2]) < 2:  # no top-level domain has one letter
        return ""
    if len(checked.local_part.encode()) > _LOCAL_OCTETS:
        return ""
    return checked.normalized.lower()


def _is_plain(plain: str) -> bool:
    """Whether an address is of the plain kind that email-validator takes as it is, as nearly all are."""
    local, _, domain = plain.partition("@")
    if len(local) > 64 or len(domain) > 253 or "--" in domain or not _PLAIN_LOCAL.fullmatch(local):
        return False
    found = _PLAIN_DOMAIN.fullmatch(domain)
    return found is not None and found[1].lower() not in _SPECIAL


def _is_slip(domain: str, meant: str) -> bool:
    """Whether one letter is missing, too many, wrong or changed with its neighbour; the first one is right.

    >>> [_is_slip(d, "gmail.com") for d in ("gmaul.com", "gmail.coom", "gmali.com", "email.com", "gmail.com")]
    [True, True, True, False, False]
    """
    if domain == meant or domain[0] != meant[0] or abs(len(domain) - len(meant)) > 1:
        return False
    pairs = enumerate(zip(domain, meant, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(domain), len(meant)))
    return domain[at + 1 :] in (meant[at:], meant[at + 1 :]) or domain[at:] == meant[at + 1 :] or (
        domain[at : at + 2] == meant[at : at + 2][::-1] and domain[at + 2 :] == meant[at + 2 :]
    )


def _repair(plain: str) -> str:
    """A suggestion for an address that is nearly one, or the first of several; "" when nothing near checks."""
    tried = re.sub(r"\s*(\(at\)|\[at\]|\bat\b|＠)\s*", "@", plain, flags=re.IGNORECASE)
    if "@" in tried:
        tried = re.sub(r"\s*(\(dot\)|\[dot\])\s*|\s+(?:dot|punkt|punto|point)\s+", ".", tried, flags=re.IGNORECASE)
    tried = re.sub(r"\s+", "", tried).lstrip(".").replace("@@", "@").replace("..", ".").replace(",", ".")
    tried = tried.replace("@.", "@")
    several = find_emails(plain) if plain.count("@") > 1 else []
    return several[0] if several else _valid(tried) if tried != plain else ""


def _is_placeholder(local: str, domain: str) -> bool:
    """Whether the address was typed to get past a form."""
    if domain in _PLACEHOLDER_DOMAIN or local in _PLACEHOLDER_LOCAL:
        return True
    return fold(local) == fold(domain.partition(".")[0]) and local in {"a", "aa", "aaa", "test", "x"}
