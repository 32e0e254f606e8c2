"""What was typed and not saved is kept until it is, and offered again."""

from __future__ import annotations

import pytest

from coachvault.cli.input.drafts import offered, saving
from coachvault.errors import BadInput
from coachvault.services.notes.autosave import DraftBox, for_note
from tests.unit.cli.scripted import Scripted


@pytest.fixture
def box(coach: Scripted) -> DraftBox:
    found = for_note(coach.opened(), "heron")
    found.keep("\nShe was early.\nShe spoke first.")
    return found


def test_a_draft_goes_once_it_is_saved(coach: Scripted, box: DraftBox) -> None:
    with saving(coach.types(), box):
        assert box.found()
    assert box.found() is None
    with saving(coach.types(), None):
        pass


def test_a_draft_stays_where_it_could_not_be_saved(coach: Scripted, box: DraftBox) -> None:
    with pytest.raises(BadInput), saving(coach.types(), box):
        raise BadInput("No.")
    assert box.found()
    assert "is kept as a sealed draft" in coach.said()
    box.discard()
    with pytest.raises(BadInput), saving(coach.types(), box):
        raise BadInput("No.")
    assert "kept" not in coach.said()


def test_a_draft_is_offered_by_its_first_line(coach: Scripted, box: DraftBox) -> None:
    assert offered(coach.types("y"), box, "") == "\nShe was early.\nShe spoke first."
    assert "was not saved: She was early." in coach.said()
    assert offered(coach.types("n"), box, "begun") == "begun"
    assert box.found() is None, "what is not wanted is thrown away"


def test_where_there_is_none_the_text_begins_as_it_was(coach: Scripted, box: DraftBox) -> None:
    box.keep("the same")
    assert offered(coach.types(), box, "the same") == "the same"
    box.discard()
    assert offered(coach.types(), box, "the same") == offered(coach.types(), None, "the same") == "the same"
