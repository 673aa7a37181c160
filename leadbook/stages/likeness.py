"""How like two names or two companies are, in words: the evidence on which a person is asked whether two are one.

Nothing here decides that two people are one. It is strict on purpose: names that only look alike because they are
forms of two people (Daniel and Daniela) or that differ in a number are not alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from leadbook.fields.company import company_key
from leadbook.fields.text import fold, word_set

SAME = "same"
_VOWELS = frozenset("aeiouy")
_LONG = 8
"""From this length on a name may hold two slips of the pen."""

_SHORT_FORMS = (
    "alexander alex aleksander alejandro", "alexandra sandra sascha", "albert al bert", "andrew andy drew",
    "anthony tony antonio", "barbara barb", "benjamin ben benny",
    "catherine katherine kathryn kate cathy kathy katie", "charles charlie chuck carlos",
    "christopher chris christoph kit", "christina christine tina", "daniel dan danny", "david dave",
    "deborah debbie deb", "donald don", "dorothy dot", "edward ed eddie ted",
    "elizabeth elisabeth liz beth betty lisa eliza", "eugene gene", "francis frank francisco", "franziska franzi",
    "frederick fred friedrich fritz", "gabriele gabi", "gerald gerry", "gregory greg", "hans johannes johann",
    "henry harry hank heinrich heinz", "jacob jake jakob", "james jim jimmy", "jeffrey jeff geoffrey geoff",
    "jennifer jen jenny", "jessica jess", "john jack jon johnny", "jonathan jonny", "joseph joe jose josef pepe",
    "joshua josh", "judith judy", "karl carl", "kenneth ken", "lawrence larry laurence", "leonard len leo",
    "louis lou luis ludwig", "margaret maggie peggy meg margarete", "maria marie", "martin marty",
    "matthew matt matthias", "maximilian max", "michael mike mick michel miguel mikhail",
    "nicholas nick nicolas nikolaus klaus", "pamela pam", "patricia pat trish", "patrick paddy",
    "peter pete pedro pierre", "philip phil phillip", "raymond ray", "rebecca becky",
    "richard rick dick rich ricardo", "robert bob rob bobby roberto", "ronald ron", "russell russ", "samuel sam",
    "sebastian basti", "stephen steve steven stefan stephan", "stephanie steffi stefanie", "susan sue suzanne",
    "terence terry", "theodore theo", "theresa teresa terri", "thomas tom tommy", "timothy tim", "ulrich uli",
    "valerie val", "veronica ronnie", "victoria vicky", "vincent vince", "walter walt", "wilhelm willi willy",
    "william bill will billy liam", "wolfgang wolf", "zachary zach zack",
)  # fmt: skip
_FORM = {word: forms.split()[0] for forms in _SHORT_FORMS for word in forms.split()}

_ABBREVIATED = {
    "intl": "international", "int": "international", "mfg": "manufacturing", "mfr": "manufacturing",
    "univ": "university", "uni": "university", "tech": "technology", "technologies": "technology",
    "assoc": "associates", "bros": "brothers", "mgmt": "management", "svc": "services", "svcs": "services",
    "service": "services", "hosp": "hospital", "ctr": "center", "centre": "center", "dept": "department",
    "natl": "national", "sys": "systems", "system": "systems", "grp": "group", "ind": "industries",
    "inds": "industries", "industry": "industries", "lab": "laboratory", "labs": "laboratory",
    "laboratories": "laboratory", "eng": "engineering", "dist": "distribution", "solution": "solutions",
    "med": "medical", "bldg": "building", "st": "saint",
}  # fmt: skip
_GENERIC = word_set(
    "group holding holdings services solutions technology systems international global national company industries "
    "manufacturing medical health healthcare clinic clinics hospital center university college school institute "
    "consulting partners associates management engineering laboratory products supply trading marketing media digital "
    "design software data energy foods food auto automotive logistics transport construction building capital finance "
    "bank insurance north south east west central city county state regional american british german european asia "
    "europe america usa uk deutschland germany france first new old best general advanced united enterprises ventures "
    "studio network networks security research development brothers department hotel restaurant dental care saint"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it is compared: folded given names and folded family names."""

    first: tuple[str, ...]
    last: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All letters in their order."""
        return "".join((*self.first, *self.last))


@lru_cache(maxsize=65536)
def name_of(first: str, last: str) -> Name:
    """The name of a row.

    >>> name_of("José Luis", "García"), name_of("", "Lee").first
    (Name(first=('jose', 'luis'), last=('garcia',)), ())
    """
    return Name(tuple(fold(first).split()), tuple(fold(last).split()))


@lru_cache(maxsize=65536)
def given_form(word: str) -> str:
    """The long form of a short given name, else the name itself.

    >>> given_form("bob"), given_form("ana")
    ('robert', 'ana')
    """
    return _FORM.get(word, word)


def name_likeness(one: Name, other: Name) -> str:
    """In which way two names can be one person's: "same", another few words, or "" when they are two people's.

    >>> def of(a, b): return name_likeness(name_of(*a.split(" ", 1)), name_of(*b.split(" ", 1)))
    >>> of("Ana Silva", "ana silva"), of("Ana Silva", "Silva Ana"), of("Bob Lee", "Robert Lee"), of("A Lee", "Ana Lee")
    ('same', 'names swapped', 'other form of the name', 'initial')
    >>> of("Ana Silva", "Anna Silva"), of("Jon Muller", "Jon Mueller"), of("Ana Lopez", "Ana Lopez Diaz")
    ('name spelt alike', 'name spelt alike', 'part of the name')
    >>> of("Dan Lee", "Dana Lee"), of("Ann1 Berg", "Ann2 Berg"), of("Ana Silva", "Rui Silva"), of("Jan X", "Jana X")
    ('', '', '', '')
    """
    if not one.first or not other.first or not one.last or not other.last:
        return SAME if one.whole and one.whole == other.whole and len(one.first + one.last) > 1 else ""
    if one.whole == other.whole:
        return SAME
    if one.first == other.last and one.last == other.first:
        return "names swapped"
    first, last = _given_likeness(one.first, other.first), _family_likeness(one.last, other.last)
    if not first or not last or (last != SAME and first == "initial"):
        return ""
    if last == SAME:
        return first
    return last if first == SAME or min(map(len, (one.last[-1], other.last[-1]))) > 4 else ""


def _given_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """The same for given names; two middle names that differ are two people."""
    more, more2 = one[1:2], other[1:2]
    if more and more2 and more[0][0] != more2[0][0]:
        return ""
    a, b = one[0], other[0]
    if a == b:
        return SAME
    if min(len(a), len(b)) == 1:
        return "initial" if a[0] == b[0] else ""
    if given_form(a) == given_form(b):
        return "other form of the name"
    return "name spelt alike" if is_slip(a, b) and not _other_form(a, b) else ""


def _family_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """The same for family names."""
    a, b = "".join(one), "".join(other)
    if a == b:
        return SAME
    shorter, longer = sorted((set(one), set(other)), key=len)
    if shorter < longer and max(map(len, shorter)) > 2:
        return "part of the name"
    return "name spelt alike" if is_slip(a, b) else ""


@lru_cache(maxsize=65536)
def is_slip(one: str, other: str) -> bool:
    """Whether one word can be the other with a slip of the pen; never in the first letter, never in a number.

    >>> is_slip("northgate", "nortgate"), is_slip("ana", "anna"), is_slip("hansen", "jansen"), is_slip("unit1", "unit2")
    (True, True, False, False)
    """
    if not one or not other or one[0] != other[0] or any(map(str.isdigit, one + other)):
        return False
    shortest = min(len(one), len(other))
    if shortest < 3:
        return False
    if _undoubled(one) == _undoubled(other):
        return True
    allowed = 0 if shortest < 4 else 1 if shortest < _LONG else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed if allowed else False


def _undoubled(word: str) -> str:
    """A word with doubled letters single."""
    return "".join(letter for at, letter in enumerate(word) if not at or letter != word[at - 1])


def _other_form(one: str, other: str) -> bool:
    """Whether two given names differ in their ending as the forms for men and women do."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer):
        vowels = {one[-1] in _VOWELS, other[-1] in _VOWELS}
        return len(vowels) == 2 or (vowels == {True} and one[:-1] == other[:-1])
    return longer.startswith(shorter) and (longer[-1] in _VOWELS or longer[-1] == "s")


@lru_cache(maxsize=65536)
def company_words(text: str) -> tuple[str, ...]:
    """The words of a company's name without its legal form, abbreviations written out.

    >>> company_words("The Acme Mfg. Co., Ltd."), company_words("")
    (('acme', 'manufacturing'), ())
    """
    return tuple(_ABBREVIATED.get(word, word) for word in company_key(text).split())


def company_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """In which way two companies can be one: "same", another few words, or "".

    >>> def of(a, b): return company_likeness(company_words(a), company_words(b))
    >>> of("Acme Ltd", "ACME GmbH"), of("IBM", "International Business Machines"), of("Northgate", "Northgate Clinic")
    ('same', 'initials of the company', 'part of the company name')
    >>> of("Nortgate Clinic", "Northgate Clinic"), of("Clinic 1", "Clinic 2"), of("Clinic", "Northgate Clinic")
    ('company spelt alike', '', '')
    """
    if not one or not other:
        return ""
    a, b = "".join(one), "".join(other)
    if a == b:
        return SAME
    if numbers_differ(one, other):
        return ""
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    if len(shorter) == 1 and len(longer) > 1 and shorter[0] == acronym(longer):
        return "initials of the company"
    if set(shorter) < set(longer) and any(is_telling(word) for word in shorter):
        return "part of the company name"
    if len(shorter) == len(longer) and all(x == y or _cut(x, y) for x, y in zip(one, other, strict=True)):
        return "company abbreviated"
    return "company spelt alike" if min(len(a), len(b)) > 5 and is_slip(a, b) else ""


def acronym(words: tuple[str, ...]) -> str:
    """The first letters of the words."""
    return "".join(word[0] for word in words)


def is_telling(word: str) -> bool:
    """Whether a word tells one company from another; words such as group or clinic do not.

    >>> is_telling("northgate"), is_telling("clinic"), is_telling("abc")
    (True, False, False)
    """
    return len(word) > 3 and word not in _GENERIC


def numbers_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names hold different numbers, as those of branches do.

    >>> numbers_differ(("clinic", "1"), ("clinic", "2")), numbers_differ(("clinic",), ("clinic", "north"))
    (True, False)
    """
    return _numbers(one) != _numbers(other)


def _numbers(words: tuple[str, ...]) -> list[str]:
    """The words that hold a digit."""
    return sorted(word for word in words if any(map(str.isdigit, word)))


def _cut(one: str, other: str) -> bool:
    """Whether one word is the other cut short."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 2 and longer.startswith(shorter)
