"""Days as a language writes them, for everything that people outside the terminal read.

The fields of what is signed, in statements and statement sheets, keep the form 2026-11-28 (docs/spec/signoff-format.md,
clause 2.1). The consent sentence that stands in them is for people: it has its day written out, too.
"""

from __future__ import annotations

from datetime import date

from coachvault.texts.languages.shapes import Language


def long_day(day: date, language: Language) -> str:
    """Returns a day with its month in letters: 28 November 2026, 28. November 2026, 28 novembre 2026.

    Args:
        day: The day.
        language: The language in which it is written.
    """
    texts = language.dates
    number = texts.first if day.day == 1 else str(day.day)
    return texts.day.format(day=number, month=texts.months[day.month - 1], year=day.year)
