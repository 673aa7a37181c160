"""Names of months and week days as people and programs write them, folded."""

from __future__ import annotations

from leadbook.fields.text import fold

_MONTHS = (
    "jan january januar janner janvier janv enero ene janeiro gennaio gen januari stycznia styczen sty tammikuu "
    "tammikuuta tammi januara leden ledna января январь янв ocak oca 1月 januarja",
    "feb february februar fevrier fevr febrero fevereiro fev febbraio februari lutego luty lut helmikuu helmikuuta "
    "helmi februara unor unora февраля февраль фев subat sub",
    "mar march marz maerz mars marzo mrz marco maart mrt marca marzec maaliskuu maaliskuuta maalis brezen brezna "
    "марта март мар mart marts marec",
    "apr april avril avr abril abr aprile kwietnia kwiecien kwi huhtikuu huhtikuuta huhti aprila duben dubna апреля "
    "апрель апр nisan nis",
    "may mai mayo maio mag maggio mei maja maj toukokuu toukokuuta touko maja kveten kvetna мая май mayis majus",
    "jun june juni juin junio junho giugno giu czerwca czerwiec cze kesakuu kesakuuta kesa juna cerven cervna июня "
    "июнь июн haziran haz jún",
    "jul july juli juillet juil julio julho luglio lug lipca lipiec lip heinakuu heinakuuta heina jula cervenec "
    "cervence июля июль июл temmuz tem",
    "aug august aout agosto ago augustus augusti sierpnia sierpien sie elokuu elokuuta elo augusta srpen srpna "
    "августа август авг agustos agu",
    "sep sept september septembre septiembre set setembro settembre wrzesnia wrzesien wrz syyskuu syyskuuta syys "
    "septembra zari сентября сентябрь сен сент eylul eyl septiembre",
    "oct october oktober okt octobre octubre outubro out ottobre ott pazdziernika pazdziernik paz lokakuu lokakuuta "
    "loka oktobra rijen rijna октября октябрь окт ekim eki",
    "nov november novembre noviembre novembro listopada marraskuu marraskuuta marras novembra listopadu ноября ноябрь "
    "ноя нояб kasim kas",
    "dec december dezember dez decembre diciembre dic dezembro dicembre grudnia grudzien gru joulukuu joulukuuta joulu "
    "decembra prosinec prosince декабря декабрь дек aralik ara desember des",
)
MONTHS = {fold(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
"""Name of a month → its number. Listopad is left out alone: it is October in Croatian and November in Polish."""

_DAYS = """
mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday montag dienstag
mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi
dimanche lun mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì
venerdì sabato domenica segunda terça quarta quinta sexta poniedziałek wtorek środa czwartek piątek sobota niedziela
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai pondelok utorok streda štvrtok piatok nedeľa pondělí
úterý středa čtvrtek pátek neděle понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag
tirsdag lørdag søndag pazartesi salı çarşamba perşembe cuma cumartesi pazar den el le am
"""
WEEKDAYS = frozenset(fold(name) for name in _DAYS.split())
"""Names of week days, and the small words that stand before a date like them."""


def month_number(word: str) -> int:
    """Number of a month by its name or short form, 0 when it is none.

    >>> month_number("März"), month_number("dec"), month_number("мая"), month_number("soon")
    (3, 12, 5, 0)
    """
    return MONTHS.get(fold(word), 0)
