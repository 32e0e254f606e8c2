"""From what was typed to the place of a note, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import BadInput, Ended, NotFound, Refused
from coachvault.practice.ids import Code, NoteId
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.notes.editing import erase_note
from coachvault.services.records import note_places, roster
from tests.fakes import filled_practice

HERON, LINDEN, OWN = Code("heron"), Code("linden"), Code("own")


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path).open()


def test_a_code_may_be_cut_short_and_own_stands_for_the_coachs(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert note_places.note_id(snapshot, "her/2") == NoteId(HERON, 2)
        assert note_places.note_id(snapshot, "own/1") == NoteId(OWN, 1)
        assert [each.code for each in note_places.places_for(snapshot, " OWN ")] == [OWN]
        assert [each.code for each in note_places.places_for(snapshot, "lin")] == [LINDEN]
        for given, error in (("nobody/1", NotFound), ("heron", BadInput), ("heron/x", BadInput)):
            with pytest.raises(error):
                note_places.note_id(snapshot, given)
        with pytest.raises(NotFound):
            note_places.places_for(snapshot, "nobody")


def test_every_place_is_the_coachs_own_and_each_engagements(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        places = note_places.every_place(snapshot)
        assert [(each.code, each.has_ended) for each in places] == [
            (OWN, False),
            (HERON, False),
            (Code("wren"), False),
            (LINDEN, True),
        ]
        assert note_places.sealed_notes(places) == 2


@pytest.mark.parametrize(
    ("wanted", "code"), [(NoteId(HERON, 3), HERON), (NoteId(OWN, 1), OWN), (NoteId(LINDEN, 2), LINDEN)]
)
def test_a_note_is_found_open_or_by_its_number_where_it_is_sealed(
    opened: OpenVault, wanted: NoteId, code: Code
) -> None:
    with opened.vault.read() as snapshot:
        place = note_places.find_note(snapshot, wanted)
        assert place.code == code
        if not place.has_ended:
            assert note_places.require_item(snapshot, place, wanted).listing["number"] == wanted.number


@pytest.mark.parametrize("wanted", [NoteId(HERON, 4), NoteId(OWN, 2), NoteId(LINDEN, 3)])
def test_a_note_that_was_never_written_is_not_there(opened: OpenVault, wanted: NoteId) -> None:
    with opened.vault.read() as snapshot, pytest.raises(NotFound, match=f"no note {wanted}") as caught:
        note_places.find_note(snapshot, wanted)
    assert f"note list {wanted.code}" in caught.value.hint


def test_a_note_that_was_erased_is_not_there(opened: OpenVault) -> None:
    erase_note(opened, "heron/2")
    with opened.vault.read() as snapshot:
        (place,) = note_places.places_of(snapshot, HERON)
        assert note_places.find_item(snapshot, place.compartment_id, 2) is None
        with pytest.raises(NotFound):
            note_places.require_item(snapshot, place, NoteId(HERON, 2))


def test_a_note_that_was_destroyed_says_when(opened: OpenVault) -> None:
    destroy.destroy(opened, Order("E3", reason="the client asked"))
    with opened.vault.read() as snapshot:
        assert note_places.places_of(snapshot, LINDEN) == []
        with pytest.raises(NotFound, match="2026-11-23"):
            note_places.find_note(snapshot, NoteId(LINDEN, 1))


def test_what_has_ended_is_neither_read_nor_changed_without_more(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        (running,), (ended,) = (note_places.places_of(snapshot, code) for code in (HERON, LINDEN))
        for place in (running, note_places.place_of_own(snapshot)):
            note_places.require_readable(place)
            note_places.require_open(place)
            note_places.require_in_sight(snapshot, place)
        with pytest.raises(Refused, match="takes a reason"):
            note_places.require_readable(ended)
        with pytest.raises(Ended, match="not changeable"):
            note_places.require_open(ended)
        with pytest.raises(Refused, match="sealed with its notes"):
            note_places.require_in_sight(snapshot, ended)
    with opened.vault.read(opened.unseal()) as snapshot:
        note_places.require_in_sight(snapshot, ended)


def test_summaries_come_from_the_head_alone(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        kept = roster.engagement(snapshot, 1)
        found = note_places.summaries(snapshot, kept.compartment_id)
    assert [(summary.number, revision) for _, summary, revision in found] == [(1, 1), (2, 2), (3, 1)]
