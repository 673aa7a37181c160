"""Places: country names to two-letter codes, regions to theirs, postcodes with the zeros they lost."""

from __future__ import annotations

import re
from functools import lru_cache

from leadbook.fields.regions import region_code
from leadbook.fields.text import fold, is_blank_word, tidy, word_set

_COUNTRIES = """
US united states of america|united states|usa|us|u s|u s a|america|vereinigte staaten|vereinigte staaten von amerika
US etats unis|etats unis d amerique|estados unidos|estados unidos de america|ee uu|eeuu
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
HK hong kong|hong kong sar
RU russian federation
KP democratic people s republic of korea
CD democratic republic of the congo|democratic republic of congo
CI cote d ivoire
MK macedonia|north macedonia
BA bosnia|bosnia and herzegovina
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
ANDAD AREAE AFGAF ATGAG AIAAI ALBAL ARMAM AGOAO ARGAR ASMAS AUTAT AUSAU ABWAW AZEAZ BIHBA BRBBB BGDBD BELBE BFABF BGRBG
BHRBH BDIBI BENBJ BMUBM BRNBN BOLBO BRABR BHSBS BTNBT BWABW BLRBY BLZBZ CANCA CODCD CAFCF COGCG CHECH CIVCI COKCK CHLCL
CMRCM CHNCN COLCO CRICR CUBCU CPVCV CUWCW CYPCY CZECZ DEUDE DJIDJ DNKDK DMADM DOMDO DZADZ ECUEC ESTEE EGYEG ERIER ESPES
ETHET FINFI FJIFJ FSMFM FROFO FRAFR GABGA GBRGB GRDGD GEOGE GUFGF GGYGG GHAGH GIBGI GRLGL GMBGM GINGN GLPGP GNQGQ GRCGR
GTMGT GUMGU GNBGW GUYGY HKGHK HNDHN HRVHR HTIHT HUNHU IDNID IRLIE ISRIL IMNIM INDIN IRQIQ IRNIR ISLIS ITAIT JEYJE JAMJM
JORJO JPNJP KENKE KGZKG KHMKH COMKM KNAKN PRKKP KORKR KWTKW CYMKY KAZKZ LAOLA LBNLB LCALC LIELI LKALK LBRLR LSOLS LTULT
LUXLU LVALV LBYLY MARMA MCOMC MDAMD MNEME MDGMG MHLMH MKDMK MLIML MMRMM MNGMN MACMO MTQMQ MRTMR MLTMT MUSMU MDVMV MWIMW
MEXMX MYSMY MOZMZ NAMNA NCLNC NERNE NGANG NICNI NLDNL NORNO NPLNP NZLNZ OMNOM PANPA PERPE PYFPF PNGPG PHLPH PAKPK POLPL
PRIPR PSEPS PRTPT PLWPW PRYPY QATQA REURE ROURO SRBRS RUSRU RWARW SAUSA SLBSB SYCSC SDNSD SWESE SGPSG SVNSI SVKSK SLESL
SMRSM SENSN SOMSO SURSR SSDSS STPST SLVSV SYRSY SWZSZ TCATC TCDTD TGOTG THATH TJKTJ TLSTL TKMTM TUNTN TONTO TURTR TTOTT
TWNTW TZATZ UKRUA UGAUG USAUS URYUY UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WSMWS YEMYE MYTYT ZAFZA ZMBZM ZWEZW
GERDE
"""
_ALPHA3 = {word[:3].lower(): word[3:] for word in _ALPHA3_TEXT.split()}
_SHARED_NAMES = word_set("georgia na")
"""A state of the United States, and words for nothing: what they mean in a list is not certain."""
_STATE_FORMS = word_set(
    "the of and republic islamic federal federated plurinational bolivarian united state states kingdom"
)


@lru_cache(maxsize=1)
def _all_names() -> dict[str, str]:
    """Every country's code and its names in all the languages that phonenumbers brings (Unicode CLDR)."""
    from phonenumbers.geodata.locale import LOCALE_DATA  # only when the table above does not know the word

    made = {code.lower(): code for code in LOCALE_DATA}
    made |= {
        fold(name): code for code, names in LOCALE_DATA.items() for name in names.values() if not name.startswith("*")
    }
    return {name: code for name, code in made.items() if name and name not in _SHARED_NAMES}


def _named(key: str) -> str:
    """Code of a folded name, "" when it is none."""
    if not key or key in _SHARED_NAMES:
        return ""
    return _BY_NAME.get(key) or _ALPHA3.get(key) or _all_names().get(key, "")


@lru_cache(maxsize=8192)
def country_code(text: str) -> str:
    """Two-letter code (ISO 3166-1) of a country's name in English, German, French, Spanish or its own; "" unknown.

    >>> country_code("U.S.A."), country_code("Deutschland"), country_code("España"), country_code("Atlantis")
    ('US', 'DE', 'ES', '')
    >>> country_code("Korea, Republic of"), country_code("United States (USA)"), country_code("Schweiz / CH")
    ('KR', 'US', 'CH')
    """
    found = _named(fold(text))
    if found or not re.search(r"[(),/|-]|the", text, re.IGNORECASE):
        return found
    head, comma, tail = text.partition(",")
    key = " ".join(word for word in fold(re.sub(r"\([^)]*\)", " ", text)).split() if word != "the")
    if comma:
        of_kind = bool(tail.strip()) and all(word in _STATE_FORMS for word in fold(tail).split())
        return _named(fold(f"{tail} {head}")) or (_named(fold(head)) if of_kind else "")
    parts = {_named(fold(part)) for part in re.split(r"[/|]|\s-\s", text)}
    return parts.pop() if len(parts) == 1 and parts != {""} else _named(key)


def tidy_country(text: str) -> str:
    """The two-letter code, or the text as received when the country is not in the table.

    >>> tidy_country("germany"), tidy_country("Atlantis"), tidy_country("n/a"), tidy_country("NA")
    ('DE', 'Atlantis', '', '')
    """
    plain = tidy(text)
    code = country_code(plain)
    if code == "NA":
        return plain  # as a code Namibia reads like “not available” the next time
    return code or ("" if is_blank_word(plain) else plain)


def tidy_region(text: str, country: str = "") -> str:
    """The code of a region where there is one, else the text as received.

    >>> tidy_region("new york", "US"), tidy_region("Bavaria", "DE"), tidy_region("Kent", "GB")
    ('NY', 'BY', 'Kent')
    """
    plain = tidy(text)
    return region_code(plain, country) or ("" if is_blank_word(plain) and len(plain) > 2 else plain)


_LEADING_ZERO = frozenset({"CT", "MA", "ME", "NH", "NJ", "PR", "RI", "VI", "VT"})


_FIVE_DIGITS = {"DE": (4,), "FR": (4,), "ES": (4,), "IT": (3, 4)}
"""Countries whose postcodes have five digits, some of them beginning with 0, and how many digits may be left."""


def restore_postcode(text: str, country: str, region: str) -> str:
    """A postcode with the zeros that a spreadsheet took away, where that is certain; others as they are.

    All postcodes of the American north-east begin with 0, so what has four digits there, or three, has lost some; in
    other states a digit was forgotten. Postcodes of Germany, France, Spain and Italy always have five.

    >>> restore_postcode("2109", "US", "MA"), restore_postcode("4101", "US", "ME"), restore_postcode("8001", "CH", "")
    ('02109', '04101', '8001')
    >>> restore_postcode("1067", "DE", ""), restore_postcode("7030-1234", "US", "NJ")
    ('01067', '07030-1234')
    >>> restore_postcode("7870", "US", "TX"), restore_postcode("1067", "", "")
    ('7870', '1067')
    """
    plain = re.sub(r"^(\d+)\.0$", r"\1", tidy(text))
    head, dash, tail = plain.partition("-")
    if not (head.isascii() and head.isdigit()) or (dash and not tail.isdigit()):
        return plain
    if country == "US" and region in _LEADING_ZERO and len(head) in (3, 4):
        return head.zfill(5) + dash + tail
    if len(plain) in _FIVE_DIGITS.get(country, ()):
        return plain.zfill(5)
    return plain.zfill(4) if (country, region, len(plain)) == ("AU", "NT", 3) else plain
