"""What a proposal may begin with, and what it leaves to be written."""

from __future__ import annotations

import pytest

from coachvault.texts.languages import LANGUAGES, by_name, language_of
from coachvault.texts.templates import NO_OBJECTIVE, PURPOSES, TEMPLATES, to_write


def test_every_template_has_a_purpose() -> None:
    assert set(TEMPLATES) == set(PURPOSES)


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
