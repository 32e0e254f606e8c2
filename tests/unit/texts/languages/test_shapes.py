"""What is said of a number of things has a form for one and a form for more, in every language."""

from __future__ import annotations

import pytest

from coachvault.texts.languages import LANGUAGES, language_of
from coachvault.texts.languages.shapes import Counted


def test_one_thing_and_several_have_forms_of_their_own() -> None:
    said = Counted(one="one text", many="{count} texts")
    assert [said.of(1), said.of(2), said.of(30)] == ["one text", "2 texts", "30 texts"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_form_says_1_of_several(code: str) -> None:
    for text in counted_in(code):
        assert "1" not in text.of(1)
        assert "2" in text.of(2)
        assert text.of(1) != text.of(2).replace("2", "1")


def counted_in(code: str) -> list[Counted]:
    erasure = language_of(code).erasure
    values = [getattr(erasure, name) for name in erasure.__struct_fields__]
    return [each for each in values if isinstance(each, Counted)]
