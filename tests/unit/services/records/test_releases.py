"""Where releases are kept, and what becomes of drafts when an engagement ends."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.errors import BadInput, IntegrityError, NotFound, Refused
from coachvault.practice.ids import Code
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import releases
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.vault.keys import Part
from tests.fakes import NOON, filled_practice

HERON = Code("heron")
TODAY = NOON.date()


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    """R1 is a draft of heron's, R2 was asked for, R3 is a draft of wren's."""
    found = filled_practice(tmp_path).open()
    draft(found, "heron", Form(text="One."))
    request(found, draft(found, "heron", Form(text="Two.")).id, Ask(SignoffMethod.EMAIL))
    draft(found, "wren", Form(text="Three.", to="otter"))
    return found


def test_they_are_found_by_number_and_by_client(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert [each.id for each in releases.places(snapshot)] == ["R1", "R2", "R3"]
        assert [each.id for each in releases.places(snapshot, HERON)] == ["R1", "R2"]
        assert releases.find_release(snapshot, "r2").proposal.paragraphs == ("Two.",)
        with pytest.raises(NotFound, match="R9"):
            releases.find_place(snapshot, 9)
        with pytest.raises(BadInput):
            releases.find_release(snapshot, "heron")


def test_a_list_shows_the_newest_first_with_how_far_each_is(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        lines = releases.lines(snapshot, TODAY)
        assert [(each.place.id, each.status) for each in lines] == [
            ("R3", ReleaseStatus.DRAFT),
            ("R2", ReleaseStatus.REQUESTED),
            ("R1", ReleaseStatus.DRAFT),
        ]
        assert [each.place.id for each in releases.lines(snapshot, TODAY, HERON)] == ["R2", "R1"]


def test_drafts_are_sealed_with_their_engagement_and_opened_again(opened: OpenVault) -> None:
    with opened.vault.change("engagement end", NOON) as change:
        releases.seal_drafts(change, 1)
    with opened.vault.read() as snapshot:
        assert [releases.is_sealed(snapshot, each) for each in releases.places(snapshot)] == [True, False, False]
        with pytest.raises(Refused, match="sealed with its notes"):
            releases.find_release(snapshot, "R1")
        line = releases.lines(snapshot, TODAY)[-1]
        assert (line.place.id, line.status, line.release) == ("R1", ReleaseStatus.DRAFT, None)
    with opened.vault.read(opened.unseal()) as snapshot:
        assert releases.load_opened(snapshot, releases.find_place(snapshot, 1)).proposal.paragraphs == ("One.",)
    with opened.vault.change("engagement reopen", NOON, sealing=opened.unseal()) as change:
        releases.reopen_drafts(change, 1)
    with opened.vault.read() as snapshot:
        assert releases.find_release(snapshot, "R1").proposal.paragraphs == ("One.",)


def test_what_was_destroyed_keeps_its_number(opened: OpenVault) -> None:
    with opened.vault.change("retention destroy", NOON) as change:
        releases.destroy(change, releases.find_place(change, 3), TODAY)
    with opened.vault.read() as snapshot:
        place = releases.find_place(snapshot, 3)
        assert place.destroyed == TODAY
        assert not releases.is_sealed(snapshot, place)
        with pytest.raises(NotFound, match="destroyed on 2026-11-23"):
            releases.load(snapshot, place)
        assert releases.lines(snapshot, TODAY)[0].status is ReleaseStatus.DESTROYED
    assert draft(opened, "heron", Form(text="Four.")).id == "R4"


def test_a_new_version_takes_the_place_of_the_proposal(opened: OpenVault) -> None:
    with opened.vault.change("release edit", NOON) as change:
        release = releases.find_release(change, "R1")
        newer = msgspec.structs.replace(release.proposal, version=2, paragraphs=("Other.",))
        assert releases.replace_proposal(change, release, newer).proposal == newer
    with opened.vault.read() as snapshot:
        assert releases.find_release(snapshot, "R1").proposal == newer


def test_a_release_that_points_at_another_part_is_noticed(opened: OpenVault) -> None:
    with opened.vault.change("tampered", NOON) as change:
        place = releases.find_place(change, 1)
        releases.replace_place(change, msgspec.structs.replace(place, compartment_id=change.part(Part.ROSTER)))
    with opened.vault.read() as snapshot, pytest.raises(IntegrityError, match="another part"):
        releases.places(snapshot)
