"""Recovery words are shown once, asked for by number, and typed by their first letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.input.recovery_words import confirm_words, type_words, write_sheet
from coachvault.services.keys import create_vault
from coachvault.services.overview.day import today
from tests.fakes import WORDS
from tests.unit.cli.scripted import Scripted

KNOWN = WORDS.split()
ASKED = [2, 5, 11, 24]
RIGHT = [KNOWN[number - 1] for number in ASKED]


@pytest.fixture(autouse=True)
def the_same_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create_vault, "draw_questions", lambda: ASKED)


def test_four_words_are_asked_back(coach: Scripted) -> None:
    assert confirm_words(coach.types(*[word[:4] for word in RIGHT]), KNOWN)
    assert f"24. {KNOWN[23]}" in coach.said()


def test_another_word_is_named_by_its_number_and_asked_again(coach: Scripted) -> None:
    wrong = [RIGHT[0], "zoo", *RIGHT[2:]]
    assert confirm_words(coach.types(*wrong, *RIGHT), KNOWN)
    assert "Word 5 was different" in coach.said()


def test_after_three_times_they_stay_untested(coach: Scripted) -> None:
    assert not confirm_words(coach.types(*["zoo"] * 12), KNOWN)
    assert "stay untested" in coach.said()


def test_all_words_are_typed_and_one_that_does_not_fit_is_corrected(coach: Scripted) -> None:
    assert type_words(coach.types(*[word[:4] for word in KNOWN])) == WORDS
    typed = [*KNOWN[:6], "zoo", *KNOWN[7:]]
    lines = (*typed, "25", "x", "7", KNOWN[6])
    assert type_words(coach.types(*lines)) == WORDS
    said = coach.said()
    assert "do not fit together" in said
    assert "A number from 1 to 24." in said


@pytest.mark.parametrize(
    ("name", "start"), [("sheet.txt", "CoachVault: recovery words"), ("sheet.html", "<!doctype html>")]
)
def test_a_sheet_is_written_and_listed_until_it_is_deleted(coach: Scripted, name: str, start: str) -> None:
    opened = coach.opened()
    write_sheet(coach.alone(), opened, None, KNOWN)
    write_sheet(coach.alone(), opened, Path(name), KNOWN)
    text = Path(name).read_text()
    assert text.startswith(start)
    assert all(word in text for word in KNOWN)
    assert today(coach.opened()).readable_files == [str(Path(name).absolute())]
    assert "readable: print it" in coach.said()
