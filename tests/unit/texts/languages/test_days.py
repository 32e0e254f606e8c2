"""Days as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.texts.languages import LANGUAGES, language_of
from coachvault.texts.languages.days import long_day


@pytest.mark.parametrize(
    ("language", "day", "first"),
    [
        ("en", "28 November 2026", "1 March 2027"),
        ("de", "28. November 2026", "1. März 2027"),
        ("fr", "28 novembre 2026", "1er mars 2027"),
        ("es", "28 de noviembre de 2026", "1 de marzo de 2027"),
    ],
)
def test_a_month_is_written_in_letters(language: str, day: str, first: str) -> None:
    assert long_day(date(2026, 11, 28), language_of(language)) == day
    assert long_day(date(2027, 3, 1), language_of(language)) == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_days_of_a_year_are_written_alike(language: str) -> None:
    texts = language_of(language)
    days = [date.fromordinal(date(2028, 1, 1).toordinal() + number) for number in range(366)]
    assert len({long_day(day, texts) for day in days}) == 366
