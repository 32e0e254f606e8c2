"""Words for days: plain, and each with one meaning but for those that two languages share."""

from __future__ import annotations

from coachvault.texts import date_words


def test_every_word_is_written_as_typed_words_are_compared() -> None:
    listed = [*date_words.MONTHS, *date_words.WEEKDAYS, *date_words.RELATIVE, *date_words.NUMBERS, *date_words.UNITS]
    assert [word for word in listed if not word.isascii() or word != word.casefold()] == []


def test_every_month_weekday_and_number_is_there() -> None:
    assert set(date_words.MONTHS.values()) == set(range(1, 13))
    assert {day for days in date_words.WEEKDAYS.values() for day in days} == set(range(7))
    assert set(date_words.NUMBERS.values()) == set(range(1, 16))


def test_words_that_two_languages_use_for_other_days_have_both() -> None:
    assert date_words.WEEKDAYS["di"] == (1, 6)
    assert date_words.WEEKDAYS["do"] == (3, 6)
    assert date_words.WEEKDAYS["fri"] == (4,)
