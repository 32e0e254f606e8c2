"""A record from before is read as this computer knows better, and carried out when it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice.engagement import EngagementStatus
from coachvault.practice.ids import Code
from coachvault.practice.release import ReleasePlace
from coachvault.services.engagements import lifecycle
from coachvault.services.records import roster
from coachvault.services.records.as_known import engagement_as_known, known_withdrawal, release_as_known
from coachvault.vault.codec import CompartmentId
from coachvault.vault.snapshot import KeptBack
from tests.fakes import NOON, Practice, filled_practice


class Knows(KeptBack):
    """Knows one compartment to be gone, sealed or withdrawn."""

    def __init__(self, compartment_id: bytes, what: str) -> None:
        self._compartment_id, self._what = compartment_id, what

    def is_gone(self, compartment_id: CompartmentId) -> bool:
        return (compartment_id, "gone") == (self._compartment_id, self._what)

    def is_withheld(self, compartment_id: CompartmentId) -> bool:
        return (compartment_id, "sealed") == (self._compartment_id, self._what)

    def is_withdrawn(self, compartment_id: CompartmentId) -> bool:
        return (compartment_id, "withdrawn") == (self._compartment_id, self._what)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def test_an_engagement_is_ended_where_it_is_known_to_be_sealed_and_destroyed_where_it_is_gone(
    practice: Practice,
) -> None:
    with practice.open().vault.read() as snapshot:
        kept = roster.engagement(snapshot, 1)
        assert engagement_as_known(snapshot, kept.record_id, kept.engagement) is kept.engagement
        snapshot.kept_back = Knows(kept.compartment_id, "sealed")
        sealed = engagement_as_known(snapshot, kept.record_id, kept.engagement)
        assert (sealed.status, sealed.ended, sealed.destroyed) == (EngagementStatus.ENDED, NOON.date(), None)
        snapshot.kept_back = Knows(kept.compartment_id, "gone")
        gone = engagement_as_known(snapshot, kept.record_id, kept.engagement)
        assert (gone.status, gone.destroyed, gone.tally.notes) == (EngagementStatus.ENDED, NOON.date(), 0)
        assert engagement_as_known(snapshot, kept.record_id, gone) is gone
        assert {each.engagement.number for each in roster.undestroyed(snapshot)} == {2, 3}


def test_a_release_is_known_likewise(practice: Practice) -> None:
    place = ReleasePlace(1, Code("heron"), 1, b"r" * 16)
    with practice.open().vault.read() as snapshot:
        assert release_as_known(snapshot, place) is place
        for what, destroyed, sealed in (("sealed", None, True), ("gone", NOON.date(), False), ("", None, False)):
            snapshot.kept_back = Knows(place.compartment_id, what)
            found = release_as_known(snapshot, place)
            assert (found.destroyed, found.sealed) == (destroyed, sealed)
        assert known_withdrawal(snapshot, place) is None
        snapshot.kept_back = Knows(place.compartment_id, "withdrawn")
        assert known_withdrawal(snapshot, place) is not None


@pytest.mark.parametrize("what", ["gone", "sealed"])
def test_it_is_carried_out_in_the_file_that_is_written(practice: Practice, what: str) -> None:
    with practice.open().vault.change("engagement next", NOON) as change:
        compartment_id = roster.engagement(change, 1).compartment_id
        change.kept_back = Knows(compartment_id, what)
        kept = roster.engagement(change, 1)
        lifecycle.save_engagement(change, kept.record_id, kept.engagement)
    with practice.open().vault.read() as snapshot:
        assert (compartment_id in snapshot.compartment_ids()) == (what == "sealed")
        assert what == "gone" or snapshot.is_sealed(compartment_id)
    assert practice.faults() == []
