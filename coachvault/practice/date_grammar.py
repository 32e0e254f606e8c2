"""The grammar of dates: everything that a typed text may mean, in four languages.

The grammar is closed. A form that can be read in two ways gives both readings; nothing is preferred for being likely.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from coachvault.errors import BadInput
from coachvault.practice.dates import DateOrder, DateReading, Meant, Present, said_back
from coachvault.texts import date_words as words

LONGEST_DATE = 60
"""How many characters a date has at most."""
NEAR_DAYS = 31
"""Up to how many days ahead the coming 12 December is as likely as the last one, where the past is meant."""
_NEARLY_A_YEAR = 366
_MOST = 1000
_WEEK = 7

_NO_DATE = (
    "That is no date.",
    "Dates look like 2026-01-31, 31.1.2026, 31 January, `yesterday` or `2026-01-31 14:30`.",
)


def read_date(text: str, present: Present, meant: Meant, order: DateOrder | None = None) -> tuple[DateReading, ...]:
    """Returns everything that a date may mean, the earliest first; one reading where it is clear.

    Args:
        text: As it was typed.
        present: When and where it is said.
        meant: On which side of today it lies where it does not say so itself.
        order: How the coach writes days; None where that is not known.

    Raises:
        BadInput: It is no date.
    """
    folded = _folded(text)
    found = dict.fromkeys(_readings(folded, present, meant))
    if order is not None and {reading.order for reading in found} == set(DateOrder):
        found = {reading: None for reading in found if reading.order is order}
    distinct: dict[str, DateReading] = {}
    for reading in found:
        same = distinct.get(reading.when)
        distinct[reading.when] = DateReading(reading.when) if same else reading
    if not distinct:
        raise BadInput(*_NO_DATE)
    return tuple(sorted(distinct.values(), key=lambda reading: reading.when))


def _folded(text: str) -> str:
    """Returns a text in lower case, without accents, with one space between words.

    Raises:
        BadInput: It is longer than any date.
    """
    if len(text) > LONGEST_DATE:
        raise BadInput(*_NO_DATE)
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


def _any(alternatives: Iterable[str]) -> str:
    """A pattern for one of several words, the longest first."""
    return "|".join(re.escape(each) for each in sorted(alternatives, key=lambda each: (-len(each), each)))


_BEFORE_TIME = rf"(?:(?:{_any(words.BEFORE_A_TIME)})\s?)?"
_TIME = re.compile(
    rf"{_BEFORE_TIME}(?:"
    r"(?P<clock>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?\s?(?P<half>[ap]\.?m\.?)?(?:\s?(?:uhr|h))?"
    r"|(?P<hour>[0-9]{1,2})(?:[.](?P<point>[0-9]{2}))?\s?(?P<noon>[ap]\.?m\.?)"
    r"|(?P<uhr>[0-9]{1,2})\s?(?:uhr|h)(?:\s?(?P<behind>[0-9]{2}))?"
    r"|(?P<dotted>[0-9]{1,2})[.](?P<dots>[0-9]{2})(?:\s?uhr)?"
    rf"|(?P<midday>{_any(words.NOON)}))"
)
_SPLIT = re.compile(r",?\s+|(?<=[0-9])t(?=[0-9])")
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:z|[+-][0-9]{2}:?[0-9]{2})"
)


def _readings(text: str, present: Present, meant: Meant) -> Iterator[DateReading]:
    if _ISO.fullmatch(text):
        yield from _moment_with_offset(text)
        return
    for day, order in _days(text, present.today, meant):
        yield DateReading(day.isoformat(), order)
    for clock in _times(text):
        yield from (DateReading(when) for when in _at(present.today, clock, present.zone))
    for split in _SPLIT.finditer(text):
        before, behind = text[: split.start()], text[split.end() :]
        for said, timed in ((before, behind), (behind, before)):
            for clock in _times(timed):
                for day, order in _days(said, present.today, meant):
                    yield from (DateReading(when, order) for when in _at(day, clock, present.zone))
    yield from _moments(text, present)


def _moment_with_offset(text: str) -> Iterator[DateReading]:
    try:
        moment = datetime.fromisoformat(text.upper())
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return
    yield DateReading(moment.isoformat(timespec="minutes"))


def _times(text: str) -> Iterator[time]:
    found = _TIME.fullmatch(text)
    if found is None:
        return
    hour = found["clock"] or found["hour"] or found["uhr"] or found["dotted"] or "12"
    minute = found["minute"] or found["point"] or found["behind"] or found["dots"] or "0"
    half = (found["half"] or found["noon"] or "")[:1]
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return
        number = number % 12 + (12 if half == "p" else 0)
    if number < 24 and int(minute) < 60 and int(found["second"] or 0) < 60:
        yield time(number, int(minute))


def _at(day: date, clock: time, zone: tzinfo) -> Iterator[str]:
    """Returns the moments in which the clocks of a zone show a time: two where they go back.

    Raises:
        BadInput: They skip it, because they go forward.
    """
    found = []
    for fold in (0, 1):
        moment = datetime.combine(day, clock.replace(fold=fold), zone)
        try:
            back = moment.astimezone(UTC).astimezone(zone)
        except OverflowError:
            return
        if back.replace(tzinfo=None) == moment.replace(tzinfo=None):
            found.append(moment.isoformat(timespec="minutes"))
    if not found:
        raise BadInput(f"There is no {clock:%H:%M} on {said_back(day.isoformat())}: the clocks go forward.")
    yield from found


_NAMES = _any(words.MONTHS)
_WEEKDAYS = _any(words.WEEKDAYS)
_DAY = rf"(?P<day>[0-9]{{1,2}})(?:{_any(words.ORDINALS)})?"
_YEAR = r"(?P<year>[0-9]{4})"
_BY_NAME = (
    re.compile(
        rf"{_DAY}(?:\.\s?|[\s/-])?(?:(?:{_any(words.OF_A_MONTH)})\s?)?(?P<month>{_NAMES})\.?"
        rf"(?:(?:,?\s(?:de[l]?\s)?|[/-]){_YEAR})?"
    ),
    re.compile(rf"(?P<month>{_NAMES})(?:\.\s?|[\s-])(?:the\s)?{_DAY}(?:,?\s{_YEAR})?"),
)
_BY_NUMBER = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})([/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})\.\s?(?P<month>[0-9]{{1,2}})(?:\.(?:\s?{_YEAR})?)?"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<short>[0-9]{2})"),
)
_EITHER_ORDER = (
    re.compile(rf"(?P<one>[0-9]{{1,2}})/(?P<other>[0-9]{{1,2}})(?:/{_YEAR})?"),
    re.compile(rf"(?P<one>[0-9]{{1,2}})-(?P<other>[0-9]{{1,2}})-{_YEAR}"),
)
_BEFORE_DAY = re.compile(rf"(?:{_any(words.BEFORE_A_DAY)})\s(?P<rest>.+)")
_WITH_WEEKDAY = re.compile(rf"(?P<weekday>{_WEEKDAYS})\.?,?\s(?P<rest>.+)")
_CENTURY = 2000

_Found = tuple[date, DateOrder | None]


def _days(text: str, today: date, meant: Meant) -> list[_Found]:
    """Returns every day that a text without a time may mean."""
    stripped = _BEFORE_DAY.fullmatch(text)
    forms = (text, stripped["rest"]) if stripped else (text,)
    found = [each for form in forms for each in (*_dated(form, today, meant), *_named(form, today, meant))]
    for form in forms:
        if named := _WITH_WEEKDAY.fullmatch(form):
            inner = _BEFORE_DAY.fullmatch(named["rest"])
            dated = [*_dated(named["rest"], today, meant), *(_dated(inner["rest"], today, meant) if inner else ())]
            fitting = [each for each in dated if each[0].weekday() in words.WEEKDAYS[named["weekday"]]]
            if dated and not fitting:
                raise BadInput(
                    f"Day and weekday do not go together: {', '.join(said_back(str(day)) for day, _ in dated)}."
                )
            found += fitting
    return found


def _dated(text: str, today: date, meant: Meant) -> Iterator[_Found]:
    """Returns the days that a text says by day and month."""
    for pattern in _BY_NAME:
        if said := pattern.fullmatch(text):
            yield from _fixed(said["year"], words.MONTHS[said["month"]], int(said["day"]), today, meant)
    for pattern in _BY_NUMBER:
        if said := pattern.fullmatch(text):
            named = said.groupdict()
            year = named.get("year") or (named.get("short") and str(_CENTURY + int(named["short"])))
            yield from _fixed(year, int(said["month"]), int(said["day"]), today, meant)
    for pattern in _EITHER_ORDER:
        if said := pattern.fullmatch(text):
            one, other = int(said["one"]), int(said["other"])
            for order, (day, month) in ((DateOrder.DMY, (one, other)), (DateOrder.MDY, (other, one))):
                for found, _ in _fixed(said["year"], month, day, today, meant):
                    yield found, order


def _fixed(year: str | None, month: int, day: int, today: date, meant: Meant) -> Iterator[_Found]:
    if year:
        found = _date(int(year), month, day)
        yield from [(found, None)] if found else []
        return
    every = [_date(number, month, day) for number in range(today.year - 1, today.year + 2)]
    near = [each for each in every if each and abs((each - today).days) <= _NEARLY_A_YEAR]
    past, coming = [each for each in near if each <= today], [each for each in near if each >= today]
    if meant is Meant.FUTURE:
        yield from ((each, None) for each in coming[:1])
        return
    yield from ((each, None) for each in past[-1:])
    if meant is Meant.HELD:
        yield from ((each, None) for each in coming[:1] if (each - today).days <= NEAR_DAYS)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_MODIFIED = re.compile(
    rf"(?:(?P<before>{_any((*words.LAST, *words.NEXT, *words.COMING, *words.THIS))})\s)?"
    rf"(?P<weekday>{_WEEKDAYS})\.?"
    rf"(?:\s(?P<behind>{_any((*words.LAST, *words.NEXT, *words.COMING))}))?"
)
_NUMBER = rf"(?P<number>[0-9]{{1,4}}|{_any(words.NUMBERS)})"
_LENGTH = rf"{_NUMBER}\s?(?P<unit>{_any(words.UNITS)})"
_DISTANCES = (
    (1, re.compile(rf"(?:{_any(words.AHEAD_BEFORE)})\s{_LENGTH}")),
    (1, re.compile(rf"{_LENGTH}\s(?:{_any(words.AHEAD_BEHIND)})")),
    (-1, re.compile(rf"(?:{_any(words.AGO_BEFORE)})\s{_LENGTH}")),
    (-1, re.compile(rf"{_LENGTH}\s(?:{_any(words.AGO_BEHIND)})")),
)


def _named(text: str, today: date, meant: Meant) -> Iterator[_Found]:
    """Returns the days that a text says by their distance from today, or by a weekday."""
    if text in words.RELATIVE:
        yield from _moved(today, words.DAYS, words.RELATIVE[text])
    if (said := _MODIFIED.fullmatch(text)) and not (said["before"] and said["behind"]):
        for weekday in words.WEEKDAYS[said["weekday"]]:
            for days in _distances(weekday, said["before"] or said["behind"] or "", today, meant):
                yield from _moved(today, words.DAYS, days)
    for sign, kind, number in _lengths(text):
        if kind != words.MINUTES:
            yield from _moved(today, kind, sign * number)


def _lengths(text: str) -> Iterator[tuple[int, str, int]]:
    """Returns the distances that a text may say: the side, what they are counted in, and how many."""
    for sign, pattern in _DISTANCES:
        if said := pattern.fullmatch(text):
            typed = said["number"]
            number = int(typed) if typed.isdecimal() else words.NUMBERS[typed]
            kind, each = words.UNITS[said["unit"]]
            if number <= _MOST:
                yield sign, kind, number * each
                if other := words.WEEKS_SAID_IN_DAYS.get((number, said["unit"])):
                    yield sign, kind, other


def _distances(weekday: int, modifier: str, today: date, meant: Meant) -> Iterable[int]:
    """Returns how many days from today a weekday may lie; 0 is today."""
    ahead, own = (weekday - today.weekday()) % _WEEK, weekday - today.weekday()
    coming, latest = ahead or _WEEK, ahead - _WEEK
    if modifier in words.LAST:
        return {latest}
    if modifier in words.COMING:
        return {coming}
    if modifier in words.NEXT:
        return {coming, own + _WEEK}
    if modifier in words.THIS:
        is_over = own < 0 and (meant is Meant.FUTURE or today.weekday() == _WEEK - 1)
        return {own, own + _WEEK} if is_over else {own}
    return {0 if not ahead else coming, coming} if meant is Meant.FUTURE else {0 if not ahead else latest, latest}


def _moved(today: date, kind: str, number: int) -> Iterator[_Found]:
    """Returns the day that lies a number of days or months from today; in a shorter month, its last day."""
    try:
        if kind == words.DAYS:
            yield today + timedelta(days=number), None
            return
        year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
        yield date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])), None
    except (OverflowError, ValueError):
        return


def _moments(text: str, present: Present) -> Iterator[DateReading]:
    """Returns the moments that a text says by their distance from now."""
    minutes = [sign * number for sign, kind, number in _lengths(text) if kind == words.MINUTES]
    for distance in [0] if text in words.NOW else minutes:
        try:
            moment = (present.now.astimezone(UTC) + timedelta(minutes=distance)).astimezone(present.zone)
        except OverflowError:
            continue
        yield DateReading(moment.isoformat(timespec="minutes"))
