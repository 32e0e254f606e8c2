"""Words with which people say days and times, in English, German, French and Spanish.

What lives here: lists. What must not: the grammar, which is in `practice.date_grammar`. All are written in
lower case and without accents.
"""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


def _numbered(text: str, first: int) -> dict[str, int]:
    """Returns words with the number of the line in which they stand."""
    lines = text.strip().splitlines()
    return {word: number for number, line in enumerate(lines, start=first) for word in line.split()}


MONTHS = _numbered(
    """
    january jan januar janner jaenner janvier janv enero ene
    february feb februar feber fevrier fevr fev febrero
    march mar marz maerz mrz mars marzo
    april apr avril avr abril abr
    may mai mayo
    june jun juni juin junio
    july jul juli juillet juil julio
    august aug aout agosto ago
    september sept sep septembre septiembre setiembre set
    october oct oktober okt octobre octubre
    november nov novembre noviembre
    december dec dezember dez decembre diciembre dic
    """,
    1,
)
"""From a month's name or its abbreviation to its number."""

_DAY_LINES = """
    monday mon montag mo lundi lun lu lunes
    tuesday tue tues dienstag di mardi mar ma martes
    wednesday wed weds mittwoch mi mercredi mer me miercoles mie
    thursday thu thur thurs donnerstag do jeudi jeu je jueves jue ju
    friday fri freitag fr vendredi ven ve viernes vie vi
    saturday sat samstag sonnabend sa samedi sam sabado sab
    sunday sun sonntag so dimanche dim domingo dom
"""
_OF_ANOTHER_LANGUAGE = {"di": 6, "do": 6, "ma": 1, "mi": 2}


def _weekdays() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {word: (number,) for word, number in _numbered(_DAY_LINES, 0).items()}
    for word, number in _OF_ANOTHER_LANGUAGE.items():
        found[word] = tuple(dict.fromkeys((*found[word], number)))
    return found


WEEKDAYS = _weekdays()
"""From a weekday's name to its number, Monday being 0; `di` is Tuesday in German and Sunday in French, and so on."""

RELATIVE = {
    **dict.fromkeys(("today", "heute", "aujourd'hui", "aujourdhui", "hoy"), 0),
    **dict.fromkeys(("yesterday", "gestern", "hier", "ayer"), -1),
    **dict.fromkeys(("tomorrow", "morgen", "demain", "manana"), 1),
    **dict.fromkeys(
        (
            "day before yesterday",
            "the day before yesterday",
            "vorgestern",
            "avant-hier",
            "avant hier",
            "anteayer",
            "antier",
        ),
        -2,
    ),
    **dict.fromkeys(
        (
            "day after tomorrow",
            "the day after tomorrow",
            "ubermorgen",
            "uebermorgen",
            "apres-demain",
            "apres demain",
            "pasado manana",
        ),
        2,
    ),
}
"""From words for a day near today to its distance in days."""

NOW = frozenset({"now", "jetzt", "maintenant", "ahora"})
NOON = frozenset({"noon", "midday", "mittag", "midi", "mediodia"})

LAST = frozenset(_words("last letzten letzter letzte letztem vergangenen vorigen dernier derniere pasado ultimo"))
NEXT = frozenset(_words("next nachsten nachster nachste nachstem naechsten naechster prochain prochaine proximo"))
COMING = frozenset(("coming", "kommenden", "kommender", "kommendem", "que viene"))
THIS = frozenset(_words("this diesen dieser diesem ce este"))

NUMBERS = _numbered(
    """
    a an one ein eine einen einem einer un une una uno
    two zwei deux dos
    three drei trois tres
    four vier quatre cuatro
    five funf fuenf cinq cinco
    six sechs seis
    seven sieben sept siete
    eight acht huit ocho
    nine neun neuf nueve
    ten zehn dix diez
    eleven elf onze once
    twelve zwolf zwoelf douze doce
    thirteen dreizehn treize trece
    fourteen vierzehn quatorze catorce
    fifteen funfzehn fuenfzehn quinze quince
    """,
    1,
)
"""From words for small numbers to the numbers."""

DAYS, MONTHS_LONG, MINUTES = "days", "months", "minutes"
UNITS = {
    **dict.fromkeys(_words("day days tag tage tagen jour jours dia dias"), (DAYS, 1)),
    **dict.fromkeys(_words("week weeks wk wks woche wochen semaine semaines semana semanas"), (DAYS, 7)),
    **dict.fromkeys(_words("fortnight fortnights"), (DAYS, 14)),
    **dict.fromkeys(_words("month months monat monate monaten mois mes meses"), (MONTHS_LONG, 1)),
    **dict.fromkeys(_words("year years yr yrs jahr jahre jahren an ans annee annees ano anos"), (MONTHS_LONG, 12)),
    **dict.fromkeys(_words("hour hours hr hrs h std stunde stunden heure heures hora horas"), (MINUTES, 60)),
    **dict.fromkeys(_words("minute minutes min mins minuten minuto minutos"), (MINUTES, 1)),
}
"""From a word for a length of time to what it is made of and how many of them."""

WEEKS_SAID_IN_DAYS = {
    **{(8, word): 7 for word in ("tag", "tage", "tagen", "jour", "jours", "dia", "dias")},
    **{(15, word): 14 for word in ("jour", "jours", "dia", "dias")},
}
"""`in acht Tagen` and `dans quinze jours` mean one and two weeks to many: another number of days that may be meant."""

AHEAD_BEFORE = ("in", "heute in", "dans", "d'ici", "en", "dentro de")
AHEAD_BEHIND = ("from now", "from today")
AGO_BEFORE = ("vor", "il y a", "hace")
AGO_BEHIND = ("ago",)

BEFORE_A_DAY = ("on the", "on", "the", "am", "den", "dem", "le", "el dia", "el", "du", "al")
BEFORE_A_TIME = ("at", "um", "gegen", "a las", "a la", "a", "@")
OF_A_MONTH = ("of", "de", "d'")
ORDINALS = ("st", "nd", "rd", "th", "er", "o")
