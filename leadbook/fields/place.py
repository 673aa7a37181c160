"""Places: country names to two-letter codes, states of the United States and provinces of Canada to theirs."""

from __future__ import annotations

from functools import lru_cache

from leadbook.fields.text import fold, is_blank_word, tidy

_COUNTRIES = """
US united states of america|united states|usa|us|u s|u s a|america|vereinigte staaten|vereinigte staaten von amerika
US etats unis|estados unidos|ee uu|eeuu
CA canada|kanada
MX mexico|mexiko|mexique
GB united kingdom|uk|u k|great britain|britain|england|scotland|wales|northern ireland
GB vereinigtes konigreich|grossbritannien|royaume uni|reino unido
IE ireland|irland|irlande|irlanda|republic of ireland|eire
DE germany|deutschland|allemagne|alemania|brd|federal republic of germany
AT austria|osterreich|oesterreich|autriche
CH switzerland|schweiz|suisse|suiza|svizzera
LI liechtenstein
FR france|frankreich|francia
BE belgium|belgien|belgique|belgica|belgie
NL netherlands|the netherlands|niederlande|pays bas|paises bajos|holland|nederland
LU luxembourg|luxemburg|luxemburgo
ES spain|spanien|espagne|espana
PT portugal
IT italy|italien|italie|italia
GR greece|griechenland|grece|grecia
DK denmark|danemark|dinamarca|danmark
SE sweden|schweden|suede|suecia|sverige
NO norway|norwegen|norvege|noruega|norge
FI finland|finnland|finlande|finlandia|suomi
IS iceland|island|islande|islandia
PL poland|polen|pologne|polonia|polska
CZ czech republic|czechia|tschechien|tschechische republik|republique tcheque|republica checa|cesko
SK slovakia|slowakei|slovaquie|eslovaquia|slovensko
HU hungary|ungarn|hongrie|hungria|magyarorszag
SI slovenia|slowenien|slovenie|eslovenia
HR croatia|kroatien|croatie|croacia|hrvatska
RO romania|rumanien|roumanie|rumania
BG bulgaria|bulgarien|bulgarie
RS serbia|serbien|serbie
UA ukraine|ucrania
EE estonia|estland|estonie
LV latvia|lettland|lettonie|letonia
LT lithuania|litauen|lituanie|lituania
TR turkey|turkei|turquie|turquia|turkiye
IL israel
AE united arab emirates|uae|u a e|vereinigte arabische emirate|emirats arabes unis|emiratos arabes unidos|dubai
SA saudi arabia|saudi arabien|arabie saoudite|arabia saudita|ksa
QA qatar|katar
EG egypt|agypten|egypte|egipto
ZA south africa|sudafrika|afrique du sud|sudafrica
NG nigeria
KE kenya|kenia
MA morocco|marokko|maroc|marruecos
IN india|indien|inde|bharat
PK pakistan
BD bangladesh
LK sri lanka
CN china|people s republic of china|prc|chine|volksrepublik china
HK hong kong
TW taiwan
JP japan|japon
KR south korea|korea|republic of korea|sudkorea|coree du sud|corea del sur
SG singapore|singapur|singapour
MY malaysia
TH thailand|tailandia|thailande
VN vietnam|viet nam
PH philippines|philippinen|filipinas
ID indonesia|indonesien|indonesie
AU australia|australien|australie
NZ new zealand|neuseeland|nouvelle zelande|nueva zelanda
BR brazil|brasil|brasilien|bresil
AR argentina|argentinien|argentine
CL chile|chili
CO colombia|kolumbien|colombie
PE peru|perou
"""
_BY_NAME = {
    name: line[:2] for line in _COUNTRIES.strip().splitlines() for name in (line[:2].lower(), *line[3:].split("|"))
}
_ALPHA3_TEXT = """
usa:US can:CA mex:MX gbr:GB irl:IE deu:DE ger:DE aut:AT che:CH fra:FR bel:BE nld:NL lux:LU esp:ES prt:PT ita:IT dnk:DK
swe:SE nor:NO fin:FI pol:PL cze:CZ ind:IN chn:CN jpn:JP kor:KR sgp:SG aus:AU nzl:NZ bra:BR arg:AR zaf:ZA isr:IL tur:TR
are:AE
"""
_ALPHA3 = dict(pair.split(":") for pair in _ALPHA3_TEXT.split())
_US = (
    "AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware|"
    "DC district of columbia|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas|"
    "KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|MS mississippi|"
    "MO missouri|"
    "MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|NY new york|NC north carolina|"
    "ND north dakota|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|RI rhode island|SC south carolina|SD south dakota|"
    "TN tennessee|TX texas|UT utah|VT vermont|VA virginia|WA washington|WV west virginia|WI wisconsin|WY wyoming|"
    "PR puerto rico"
)
_CA = (
    "AB alberta|BC british columbia|MB manitoba|NB new brunswick|NL newfoundland and labrador|NS nova scotia|"
    "NT northwest territories|NU nunavut|ON ontario|PE prince edward island|QC quebec|SK saskatchewan|YT yukon"
)
_REGIONS = {
    country: {name: part[:2] for part in table.split("|") for name in (part[:2].lower(), part[3:])}
    for country, table in (("US", _US), ("CA", _CA))
}


@lru_cache(maxsize=8192)
def country_code(text: str) -> str:
    """Two-letter code (ISO 3166-1) of a country's name in English, German, French, Spanish or its own; "" unknown.

    >>> country_code("U.S.A."), country_code("Deutschland"), country_code("España"), country_code("Atlantis")
    ('US', 'DE', 'ES', '')
    """
    key = fold(text)
    return _BY_NAME.get(key) or _ALPHA3.get(key, "")


def tidy_country(text: str) -> str:
    """The two-letter code, or the text as received when the country is not in the table.

    >>> tidy_country("germany"), tidy_country("Atlantis"), tidy_country("n/a"), tidy_country("NA")
    ('DE', 'Atlantis', '', '')
    """
    plain = tidy(text)
    return country_code(plain) or ("" if is_blank_word(plain) else plain)


@lru_cache(maxsize=8192)
def region_code(text: str, country: str = "") -> str:
    """Two-letter code of a state or province of the United States or Canada; "" when it is none.

    Without a country only full names are read: DE could be Delaware or Germany.

    >>> region_code("California"), region_code("ca", "US"), region_code("Ontario", "CA"), region_code("DE")
    ('CA', 'CA', 'ON', '')
    """
    key = fold(text)
    if country in _REGIONS:
        return _REGIONS[country].get(key, "")
    if country:
        return ""
    return next((names[key] for names in _REGIONS.values() if len(key) > 2 and key in names), "")


def tidy_region(text: str, country: str = "") -> str:
    """The two-letter code where there is one, else the text as received.

    >>> tidy_region("new york", "US"), tidy_region("Bavaria", "DE")
    ('NY', 'Bavaria')
    """
    plain = tidy(text)
    return region_code(plain, country) or ("" if is_blank_word(plain) and len(plain) > 2 else plain)


def country_of_region(text: str) -> str:
    """The country that a full name of a state or province tells, "" when it does not.

    >>> country_of_region("Texas"), country_of_region("TX"), country_of_region("Ontario")
    ('US', '', 'CA')
    """
    key = fold(text)
    return next((country for country, names in _REGIONS.items() if len(key) > 2 and key in names), "")


def neighbor_of_home(region: str, home: str) -> str:
    """The other one of the United States and Canada, when a code is a region of it and none of the home country.

    >>> neighbor_of_home("QC", "US"), neighbor_of_home("TX", "US"), neighbor_of_home("TX", "CA")
    ('CA', '', 'US')
    >>> neighbor_of_home("QC", ""), neighbor_of_home("BY", "DE"), neighbor_of_home("Bavaria", "US")
    ('', '', '')
    """
    if home not in _REGIONS or not region.strip() or region_code(region, home):
        return ""
    return next((country for country in _REGIONS if country != home and region_code(region, country)), "")


_LEADING_ZERO = frozenset({"CT", "MA", "ME", "NH", "NJ", "PR", "RI", "VI", "VT"})


def restore_postcode(text: str, country: str, region: str) -> str:
    """A postcode of the American north-east with the zeros that a spreadsheet took away; others as they are.

    All postcodes of those states begin with 0, so what has four digits, or three, has lost some.

    >>> restore_postcode("2109", "US", "MA"), restore_postcode("4101", "US", "ME"), restore_postcode("8001", "CH", "")
    ('02109', '04101', '8001')
    """
    plain = tidy(text)
    if country == "US" and region in _LEADING_ZERO and plain.isdigit() and len(plain) in (3, 4):
        return plain.zfill(5)
    return plain
