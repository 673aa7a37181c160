"""States, provinces and cantons by name and code (ISO 3166-2), for the countries whose lists name them."""

from __future__ import annotations

from functools import lru_cache

from leadbook.fields.text import fold, word_set

_US = """
AL alabama|AK alaska|AZ arizona;ariz|AR arkansas|CA california;calif|CO colorado;colo|CT connecticut;conn|DE delaware|
DC district of columbia;washington dc;washington d c|FL florida;fla|GA georgia|HI hawaii|ID idaho|IL illinois|
IN indiana|IA iowa|KS kansas|KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts;mass|MI michigan;mich|
MN minnesota;minn|MS mississippi|MO missouri|MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|
NM new mexico|NY new york|NC north carolina;n carolina|ND north dakota;n dakota|OH ohio|OK oklahoma;okla|OR oregon|
PA pennsylvania;penn|RI rhode island|SC south carolina;s carolina|SD south dakota;s dakota|TN tennessee;tenn|
TX texas|UT utah|VT vermont|VA virginia|WA washington;washington state|WV west virginia;w virginia|
WI wisconsin;wisc|WY wyoming|PR puerto rico|GU guam|VI virgin islands;us virgin islands|AS american samoa|
MP northern mariana islands
"""
_CA = """
AB alberta|BC british columbia;colombie britannique|MB manitoba|NB new brunswick;nouveau brunswick|
NL newfoundland and labrador;newfoundland labrador;newfoundland;labrador|NS nova scotia;nouvelle ecosse|
NT northwest territories|NU nunavut|ON ontario|PE prince edward island;pei|QC quebec|SK saskatchewan|
YT yukon;yukon territory
"""
_AU = """
NSW new south wales|VIC victoria|QLD queensland|WA western australia|SA south australia|TAS tasmania|
ACT australian capital territory|NT northern territory
"""
_DE = """
BW baden wurttemberg;baden wuerttemberg|BY bayern;bavaria;baviere;baviera|BE berlin|BB brandenburg|
HB bremen;freie hansestadt bremen|HH hamburg;freie und hansestadt hamburg|HE hessen;hesse|
MV mecklenburg vorpommern;mecklenburg western pomerania|NI niedersachsen;lower saxony|
NW nordrhein westfalen;north rhine westphalia;nrw|RP rheinland pfalz;rhineland palatinate|SL saarland|
SN sachsen;saxony|ST sachsen anhalt;saxony anhalt|SH schleswig holstein|TH thuringen;thueringen;thuringia
"""
_AT = """
1 burgenland|2 karnten;kaernten;carinthia|3 niederosterreich;niederoesterreich;lower austria|
4 oberosterreich;oberoesterreich;upper austria|5 salzburg|6 steiermark;styria|7 tirol;tyrol|8 vorarlberg|9 wien;vienna
"""
_CH = """
AG aargau|AI appenzell innerrhoden|AR appenzell ausserrhoden|BE bern;berne|BL basel landschaft;baselland|
BS basel stadt|FR freiburg;fribourg|GE genf;geneve;geneva|GL glarus|GR graubunden;graubuenden;grisons|JU jura|
LU luzern;lucerne|NE neuenburg;neuchatel|NW nidwalden|OW obwalden|SG st gallen;sankt gallen|SH schaffhausen|
SO solothurn|SZ schwyz|TG thurgau|TI tessin;ticino|UR uri|VD waadt;vaud|VS wallis;valais|ZG zug|ZH zurich;zuerich
"""


def _table(text: str) -> dict[str, str]:
    """Code and names of one country, each to its code."""
    parts = [part.strip().partition(" ") for part in text.strip().split("|")]
    return {name: code for code, _, names in parts for name in (code.lower(), *names.split(";"))}


REGIONS = {
    country: _table(text)
    for country, text in (("US", _US), ("CA", _CA), ("AU", _AU), ("DE", _DE), ("AT", _AT), ("CH", _CH))
}
"""Country code → folded name or code of a region → its code."""

_TWO_MEANINGS = word_set(
    "victoria|berlin|hamburg|bremen|salzburg|jura|geneva|freiburg|newfoundland|labrador|uri|mass|penn|virgin islands",
    "|",
)
"""Names that are towns, islands or plain words too, and so tell no country."""


@lru_cache(maxsize=8192)
def region_code(text: str, country: str = "") -> str:
    """Code (ISO 3166-2, without the country) of a state, province or canton; "" when it is none that is known.

    Without a country only full names are read: DE could be Delaware or Germany.

    >>> region_code("California"), region_code("ca", "US"), region_code("Ontario", "CA"), region_code("DE")
    ('CA', 'CA', 'ON', '')
    >>> [region_code(text, "US") for text in ("TX - Texas", "US-TX", "N.Y.", "State of Ohio", "Ontario")]
    ['TX', 'TX', 'NY', 'OH', '']
    >>> region_code("Bavaria", "DE"), region_code("nsw", "AU"), region_code("Zürich", "CH")
    ('BY', 'NSW', 'ZH')
    """
    key = fold(text)
    if country:
        return _found(key, country) if country in REGIONS else ""
    home = country_of_region(text)
    return REGIONS[home][key] if home else ""


def _found(key: str, country: str) -> str:
    """Code of a folded name in one country, also with its code, the country or “state of” beside it."""
    names = REGIONS[country]
    if key in names:
        return names[key]
    words = key.split()
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return names.get("".join(words), "")
    if key.startswith(("state of ", "province of ", "kanton ", "canton ")):
        return names.get(key.split(" ", 2 if " of " in key else 1)[-1], "")
    if len(words) > 1 and words[0] == country.lower():
        return names.get(" ".join(words[1:]), "")
    for one, other in ((words[0], words[1:]), (words[-1], words[:-1])) if len(words) > 1 else ():
        if one in names and names[one] == names.get(" ".join(other)):
            return names[one]
    return ""


def country_of_region(text: str) -> str:
    """The country that a full name of a state or province tells, "" when it does not.

    >>> country_of_region("Texas"), country_of_region("TX"), country_of_region("Ontario"), country_of_region("Bayern")
    ('US', '', 'CA', 'DE')
    """
    key = fold(text)
    if len(key) <= 3 or key in _TWO_MEANINGS:
        return ""
    return next((country for country, names in REGIONS.items() if key in names), "")


def neighbor_of_home(region: str, home: str) -> str:
    """The other one of the United States and Canada, when a code is a region of it and none of the home country.

    >>> neighbor_of_home("QC", "US"), neighbor_of_home("TX", "US"), neighbor_of_home("TX", "CA")
    ('CA', '', 'US')
    >>> neighbor_of_home("QC", ""), neighbor_of_home("BY", "DE"), neighbor_of_home("Bavaria", "US")
    ('', '', '')
    """
    other = {"US": "CA", "CA": "US"}.get(home, "")
    return other if other and region.strip() and not region_code(region, home) and region_code(region, other) else ""
