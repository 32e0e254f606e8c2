"""What people type for a day: taken as it is meant, asked about, or refused, and never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from coachvault.errors import BadInput
from coachvault.practice.date_grammar import LONGEST_DATE, read_date
from coachvault.practice.dates import DateOrder, Meant, Present, said_back
from coachvault.texts import date_words

pytestmark = pytest.mark.sampled(4)

TABLE = """
# Thursday, 26 November 2026, 14:30 in Berlin; past: as of a filter
@ 2026-11-26 14:30 Europe/Berlin past
2026-11-26 = 2026-11-26
 2024-02-29  = 2024-02-29
20261126 = 2026-11-26
2026/11/26 = 2026-11-26
2026.11.26 = 2026-11-26
2026-01-31 14:30 = 2026-01-31T14:30+01:00
2026-07-31 14:30 = 2026-07-31T14:30+02:00
2026-01-31T14:30 = 2026-01-31T14:30+01:00
2026-01-31T14:30:15 = 2026-01-31T14:30+01:00
2026-01-31T14:30-05:00 = 2026-01-31T14:30-05:00
2026-01-31T14:30Z = 2026-01-31T14:30+00:00
2026-01-31T14:30:15.123Z = 2026-01-31T14:30+00:00
2026-01-31T14:30:15,123456789+01:00 = 2026-01-31T14:30+01:00
2026-01-31 14:30+0530 = 2026-01-31T14:30+05:30
26.11.2026 = 2026-11-26
26. 11. 2026 = 2026-11-26
26.11.26 = 2026-11-26
3.4.2026 = 2026-04-03
3.4.26 = 2026-04-03
03.04.2026 = 2026-04-03
3.4. = 2026-04-03
3.4 = 2026-04-03
26.11. = 2026-11-26
27.11. = 2025-11-27
26/11/2026 = 2026-11-26
11/26/2026 = 2026-11-26
3/3/2026 = 2026-03-03
3/4/2026 = 2026-03-04 2026-04-03
12/11/2026 = 2026-11-12 2026-12-11
26-11-2026 = 2026-11-26
3-4-2026 = 2026-03-04 2026-04-03
12/25 = 2025-12-25
25/12 = 2025-12-25
3/4 = 2026-03-04 2026-04-03
# times alone mean today
10:30 = 2026-11-26T10:30+01:00
10.30 = 2026-11-26T10:30+01:00
10.30 Uhr = 2026-11-26T10:30+01:00
10.11 = 2026-11-10 2026-11-26T10:11+01:00
9:05 = 2026-11-26T09:05+01:00
00:00 = 2026-11-26T00:00+01:00
23:59 = 2026-11-26T23:59+01:00
3 pm = 2026-11-26T15:00+01:00
3pm = 2026-11-26T15:00+01:00
3:15 p.m. = 2026-11-26T15:15+01:00
12 pm = 2026-11-26T12:00+01:00
12 am = 2026-11-26T00:00+01:00
15h = 2026-11-26T15:00+01:00
15h30 = 2026-11-26T15:30+01:00
15 Uhr = 2026-11-26T15:00+01:00
15 Uhr 30 = 2026-11-26T15:30+01:00
um 15 Uhr = 2026-11-26T15:00+01:00
à 15h = 2026-11-26T15:00+01:00
a las 15:30 = 2026-11-26T15:30+01:00
noon = 2026-11-26T12:00+01:00
Mittag = 2026-11-26T12:00+01:00
midi = 2026-11-26T12:00+01:00
mediodía = 2026-11-26T12:00+01:00
24:00 -
25:00 -
10:60 -
13 pm -
0 am -
at 3 -
midnight -
# words for days
today = 2026-11-26
heute = 2026-11-26
aujourd'hui = 2026-11-26
aujourd’hui = 2026-11-26
hoy = 2026-11-26
yesterday = 2026-11-25
Gestern = 2026-11-25
hier = 2026-11-25
ayer = 2026-11-25
tomorrow = 2026-11-27
morgen = 2026-11-27
demain = 2026-11-27
mañana = 2026-11-27
the day before yesterday = 2026-11-24
vorgestern = 2026-11-24
avant-hier = 2026-11-24
anteayer = 2026-11-24
übermorgen = 2026-11-28
uebermorgen = 2026-11-28
après-demain = 2026-11-28
pasado mañana = 2026-11-28
yesterday at 3 pm = 2026-11-25T15:00+01:00
gestern um 15 Uhr = 2026-11-25T15:00+01:00
hier à 15h30 = 2026-11-25T15:30+01:00
ayer a las 15:30 = 2026-11-25T15:30+01:00
10:30 yesterday = 2026-11-25T10:30+01:00
yesterday, 10:30 = 2026-11-25T10:30+01:00
now = 2026-11-26T14:30+01:00
jetzt = 2026-11-26T14:30+01:00
# distances
3 days ago = 2026-11-23
a week ago = 2026-11-19
vor drei Tagen = 2026-11-23
vor einer Woche = 2026-11-19
il y a deux semaines = 2026-11-12
hace un mes = 2026-10-26
two months ago = 2026-09-26
a fortnight ago = 2026-11-12
a year ago = 2025-11-26
2 hours ago = 2026-11-26T12:30+01:00
vor 2 Stunden = 2026-11-26T12:30+01:00
il y a une heure = 2026-11-26T13:30+01:00
hace dos horas = 2026-11-26T12:30+01:00
90 minutes ago = 2026-11-26T13:00+01:00
in two weeks = 2026-12-10
in 2 Wochen = 2026-12-10
dans deux semaines = 2026-12-10
dentro de dos semanas = 2026-12-10
in 8 days = 2026-12-04
in acht Tagen = 2026-12-03 2026-12-04
dans huit jours = 2026-12-03 2026-12-04
dans quinze jours = 2026-12-10 2026-12-11
en quince días = 2026-12-10 2026-12-11
3 weeks from now = 2026-12-17
1001 days ago -
in many weeks -
# weekdays
wednesday = 2026-11-25
Mittwoch = 2026-11-25
mercredi = 2026-11-25
miércoles = 2026-11-25
Thursday = 2026-11-19 2026-11-26
last friday = 2026-11-20
letzten Freitag = 2026-11-20
vendredi dernier = 2026-11-20
el viernes pasado = 2026-11-20
on Friday = 2026-11-20
am Freitag = 2026-11-20
le vendredi = 2026-11-20
this friday = 2026-11-27
this monday = 2026-11-23
next friday = 2026-11-27 2026-12-04
nächsten Freitag = 2026-11-27 2026-12-04
vendredi prochain = 2026-11-27 2026-12-04
coming friday = 2026-11-27
el viernes que viene = 2026-11-27
friday at 10:30 = 2026-11-20T10:30+01:00
di = 2026-11-22 2026-11-24
do = 2026-11-19 2026-11-22 2026-11-26
ma = 2026-11-24
mi = 2026-11-25
last last friday -
next week -
last month -
# months by name
12 december = 2025-12-12
12. Dezember = 2025-12-12
le 12 décembre = 2025-12-12
12 de diciembre = 2025-12-12
el 12 de diciembre de 2026 = 2026-12-12
december 12 = 2025-12-12
december 12th, 2026 = 2026-12-12
12th of december 2026 = 2026-12-12
12 dec 2026 = 2026-12-12
12-Dec-2026 = 2026-12-12
12. Dez. 2026 = 2026-12-12
1er mai 2026 = 2026-05-01
1º de mayo = 2026-05-01
3 März 2026 = 2026-03-03
3. Maerz 2026 = 2026-03-03
3 mar 2026 = 2026-03-03
15 août 2026 = 2026-08-15
Jänner 6 = 2026-01-06
1 may = 2026-05-01
2 ago = 2026-08-02
Sat 12 December 2026 = 2026-12-12
Saturday, 12 December 2026 14:30 = 2026-12-12T14:30+01:00
Samstag, 12.12.2026 = 2026-12-12
samedi 12 décembre 2026 = 2026-12-12
sábado 12 de diciembre de 2026 = 2026-12-12
Friday 3/4/2026 = 2026-04-03
Wed 3/4/2026 = 2026-03-04
Fri 12 December 2026 -
12 december 26 -
december -
december 2026 -
12 -
31 april -
# what is no date
 -
2026-02-30 -
2026-13-01 -
2026-00-10 -
2026-1-5 -
2026-01-31 25:00 -
99999-01-01 -
9999-12-31T23:30-10:00 -
0001-01-01T00:30+14:00 -
0000-01-01 -
30.2.2026 -
29.2.2026 -
32/1/2026 -
13/13/2026 -
3/4/26 -
26/11/26 -
hello world -
heron -
2026-W05-1 -
26,11,2026 -
1.2.3.4 -
+3 days -
-1 -
tomorrow yesterday -
10:30 11:30 -
today today -
# a day that was held: the coming one is as likely, where it is near
@ 2026-11-26 14:30 Europe/Berlin held
12 december = 2025-12-12 2026-12-12
26 november = 2026-11-26
1 june = 2026-06-01
2 january = 2026-01-02
30/11 = 2025-11-30 2026-11-30
3.4. = 2026-04-03
friday = 2026-11-20
tomorrow = 2026-11-27
# the future is meant
@ 2026-11-26 14:30 Europe/Berlin future
12 december = 2026-12-12
12. Dezember = 2026-12-12
12 november = 2027-11-12
26 november = 2026-11-26
3.4. = 2027-04-03
friday = 2026-11-27
Thursday = 2026-11-26 2026-12-03
this monday = 2026-11-23 2026-11-30
10:30 = 2026-11-26T10:30+01:00
tomorrow 10:30 = 2026-11-27T10:30+01:00
morgen um 10 Uhr = 2026-11-27T10:00+01:00
demain à 9h = 2026-11-27T09:00+01:00
mañana a las 9:00 = 2026-11-27T09:00+01:00
9:00 friday = 2026-11-27T09:00+01:00
3/12/2026 = 2026-03-12 2026-12-03
in a month = 2026-12-26
in two hours = 2026-11-26T16:30+01:00
# Sunday: this Friday may lie on either side
@ 2026-11-29 09:00 Europe/Berlin past
friday = 2026-11-27
last friday = 2026-11-27
this friday = 2026-11-27 2026-12-04
next friday = 2026-12-04
sunday = 2026-11-22 2026-11-29
@ 2026-12-04 09:00 Europe/Berlin future
next friday = 2026-12-11
last friday = 2026-11-27
# around midnight, and in other zones: the day is that of the coach's own clock
@ 2026-11-26 00:00 Europe/Berlin past
today = 2026-11-26
yesterday = 2026-11-25
23:59 = 2026-11-26T23:59+01:00
2 hours ago = 2026-11-25T22:00+01:00
@ 2026-11-26 23:59 Pacific/Auckland past
today = 2026-11-26
tomorrow 00:01 = 2026-11-27T00:01+13:00
@ 2026-11-26 00:30 America/Los_Angeles past
today = 2026-11-26
yesterday 23:30 = 2026-11-25T23:30-08:00
@ 2026-11-26 12:00 Asia/Kathmandu past
today 12:00 = 2026-11-26T12:00+05:45
# ends of months, years, and leap days
@ 2027-01-02 09:00 UTC held
30 december = 2026-12-30
31.12. = 2026-12-31
1 january = 2027-01-01
5.1. = 2026-01-05 2027-01-05
29 february -
@ 2028-02-29 09:00 UTC past
a year ago = 2027-02-28
29 february = 2028-02-29
29.2. = 2028-02-29
tomorrow = 2028-03-01
28 february = 2028-02-28
@ 2026-01-31 09:00 UTC future
in a month = 2026-02-28
in 3 months = 2026-04-30
tomorrow = 2026-02-01
29 feb -
1/2/2026 = 2026-01-02 2026-02-01
@ 2027-06-01 09:00 UTC future
29 february = 2028-02-29
# summer time
@ 2026-03-29 12:00 Europe/Berlin past
today 02:30 -
today 01:59 = 2026-03-29T01:59+01:00
today 03:00 = 2026-03-29T03:00+02:00
yesterday 02:30 = 2026-03-28T02:30+01:00
11 hours ago = 2026-03-29T00:00+01:00
@ 2026-10-25 12:00 Europe/Berlin past
today 02:30 = 2026-10-25T02:30+01:00 2026-10-25T02:30+02:00
today 03:00 = 2026-10-25T03:00+01:00
12 hours ago = 2026-10-25T01:00+02:00
"""


class Row(NamedTuple):
    """Something typed, in which moment, and what it may mean."""

    present: Present
    meant: Meant
    typed: str
    readings: tuple[str, ...]


def rows() -> list[Row]:
    found, present, meant = [], None, Meant.PAST
    for line in TABLE.strip("\n").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("@ "):
            _, day, clock, name, side = line.split()
            zone = ZoneInfo(name)
            present, meant = Present(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone), zone), Meant(side)
            continue
        typed, _, expected = line.partition(" = ") if " = " in line else (line.removesuffix(" -"), "", "")
        assert present is not None
        found.append(Row(present, meant, typed, tuple(expected.split())))
    return found


ROWS = rows()


def readings(row: Row, order: DateOrder | None = None) -> tuple[str, ...]:
    try:
        return tuple(each.when for each in read_date(row.typed, row.present, row.meant, order))
    except BadInput:
        return ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.present.now:%m-%d} {row.meant} {row.typed}")
def test_a_date_means_what_it_says(row: Row) -> None:
    assert readings(row) == row.readings


def test_the_table_is_long_and_has_all_three_outcomes() -> None:
    assert len(ROWS) >= 200
    assert {min(len(row.readings), 2) for row in ROWS} == {0, 1, 2}


def test_the_order_decides_where_it_is_all_that_is_in_doubt() -> None:
    decided = 0
    for row in ROWS:
        by_order = [readings(row, order) for order in DateOrder]
        if by_order[0] != by_order[1]:
            decided += 1
            assert sorted(by_order[0] + by_order[1]) == sorted(row.readings)
        else:
            assert by_order[0] == row.readings
    assert decided == 6


SHAPES = {
    "{d}.{m}.{y}": None,
    "{d}/{m}/{y}": DateOrder.DMY,
    "{m}/{d}/{y}": DateOrder.MDY,
    "{d}-{m}-{y}": DateOrder.DMY,
    "{y}/{m}/{d}": None,
    "{y}-{m:02}-{d:02}": None,
}


def test_no_shape_of_a_day_is_ever_taken_for_another_day() -> None:
    """Each day of some years in each shape: among its readings is the day, and alone where the shape says so."""
    present = next(row for row in ROWS if row.meant is Meant.PAST).present
    months = {name: month for name, month in date_words.MONTHS.items() if len(name) > 2}
    for number in range(300):
        day = date(2020, 1, 1) + timedelta(days=13 * number)
        for shape, order in SHAPES.items():
            typed = shape.format(d=day.day, m=day.month, y=day.year)
            found = {each.when for each in read_date(typed, present, Meant.PAST)}
            assert day.isoformat() in found
            assert len(found) == 1 or (order and day.day <= 12), typed
            assert {each.when for each in read_date(typed, present, Meant.PAST, order)} == {day.isoformat()}
        names = [word for word, month in months.items() if month == day.month]
        name = names[number % len(names)]
        for typed in (f"{day.day} {name} {day.year}", f"{name} {day.day}, {day.year}", said_back(day.isoformat())):
            assert [each.when for each in read_date(typed, present, Meant.FUTURE)] == [day.isoformat()], typed


@pytest.mark.parametrize(("day", "text"), [(date.max, "in 30 hours"), (date.min, "30 hours ago")])
def test_a_moment_beyond_the_calendar_is_no_date(day: date, text: str) -> None:
    present = Present(datetime.combine(day, time(12), UTC), UTC)
    with pytest.raises(BadInput, match="no date"):
        read_date(text, present, Meant.PAST)


def test_what_is_longer_than_any_date_is_not_looked_at() -> None:
    present = ROWS[0].present
    assert read_date(" " * (LONGEST_DATE - 5) + "today", present, Meant.PAST)
    with pytest.raises(BadInput):
        read_date(" " * LONGEST_DATE + "today", present, Meant.PAST)
