"""What a proposal may begin with, and what it leaves to be written."""

from __future__ import annotations

import pytest

from coachvault.texts.languages import LANGUAGES, by_name, language_of
from coachvault.texts.templates import NO_OBJECTIVE, TEMPLATES, purpose_in, purpose_of, same_purpose, to_write


def test_every_template_has_a_purpose_in_every_language() -> None:
    for language in map(language_of, LANGUAGES):
        assert set(by_name(language.purposes)) == set(TEMPLATES)
        assert purpose_of("", language) == purpose_of("progress", language)


@pytest.mark.parametrize("given", ["progress report", " Progress  Report", "rapport d'étape", "Zwischenbericht"])
def test_a_usual_purpose_is_the_same_in_every_language(given: str) -> None:
    known = ["progress report", "Zwischenbericht", "rapport d’étape", "informe de progreso"]
    assert {same_purpose(each) for each in [given, *known]} == {"progress"}
    for code, there in zip(LANGUAGES, known, strict=True):
        assert purpose_in(given, language_of(code)) in (there, given)
        assert purpose_in("traspaso", language_of(code)) == language_of(code).purposes.handover


def test_another_purpose_stays_as_the_coach_gives_it() -> None:
    assert purpose_in("yearly Talk", language_of("de")) == "yearly Talk"
    assert same_purpose("yearly  Talk") == same_purpose("Yearly talk") != same_purpose("talk")


@pytest.mark.parametrize("left", ["[ce qu'il faut savoir]", "[ce qu’il faut savoir]", "[wo es steht]"])
def test_what_is_left_to_write_is_found_in_an_earlier_draft(left: str) -> None:
    assert left in to_write()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_every_frame_leaves_open_is_known(language: str) -> None:
    frames = by_name(language_of(language).frames)
    left = [place for place in to_write() if any(place in frame for frame in frames.values())]
    assert left
    for frame in frames.values():
        for piece in frame.split("[")[1:]:
            assert f"[{piece.partition(']')[0]}]" in to_write()


def test_an_objective_that_is_not_written_down_has_to_be() -> None:
    assert NO_OBJECTIVE in to_write()
    assert all(place.startswith("[") and place.endswith("]") for place in to_write())
