"""Where disclosures are: a place in the schedule, and the text in a compartment of its own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.errors import BadInput, IntegrityError, NotFound, Refused
from coachvault.practice.ids import Code
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.disclosure import disclose, notification
from coachvault.services.records import disclosures
from coachvault.vault.codec import CompartmentId
from tests.fakes import filled_practice
from tests.independent.vaults import ground


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    """D1 was made about heron and written into a file; D2 was begun about wren; D3 was closed."""
    found = filled_practice(tmp_path / "here").open()
    disclose.disclose(found, "heron", ground(), tmp_path / "out.txt")
    disclose.begin_now(found, "wren")
    disclose.begin_now(found, "linden")
    notification.close(found, "D3", "a false alarm, nobody was called")
    return found


def test_they_are_numbered_and_found_by_their_ids(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert [each.id for each in disclosures.places(snapshot)] == ["D1", "D2", "D3"]
        assert disclosures.find_disclosure(snapshot, "d2").place.client == "wren"
        with pytest.raises(NotFound, match="D7"):
            disclosures.find_disclosure(snapshot, "D7")
        with pytest.raises(BadInput):
            disclosures.find_disclosure(snapshot, "heron")


@pytest.mark.parametrize(
    ("given", "made", "begun"),
    [("D1", "", "made once"), ("D2", "not written down", ""), ("D3", "nothing was", "nothing was")],
)
def test_each_is_made_begun_or_closed(opened: OpenVault, given: str, made: str, begun: str) -> None:
    with opened.vault.read() as snapshot:
        for find, why in ((disclosures.find_made, made), (disclosures.find_begun, begun)):
            if not why:
                assert find(snapshot, given).place.id == given
                continue
            with pytest.raises(Refused, match=why):
                find(snapshot, given)


def test_whose_it_is_is_known_by_code_or_id(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert disclosures.client_of(snapshot, "D2") == "wren"
        assert disclosures.client_of(snapshot, "lin") == "linden"
        with pytest.raises(NotFound):
            disclosures.client_of(snapshot, "nobody")


def test_what_was_made_about_a_client_and_into_which_files(opened: OpenVault, tmp_path: Path) -> None:
    with opened.vault.read() as snapshot:
        ((place, said),) = disclosures.made_about(snapshot, Code("heron"))
        assert (place.id, said.path) == ("D1", str(tmp_path / "out.txt"))
        assert disclosures.made_about(snapshot, Code("wren")) == []
        assert disclosures.written(snapshot) == disclosures.written(snapshot, "heron") == [said.path]
        assert disclosures.written(snapshot, "wren") == []


def test_the_other_clients_are_all_but_one(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert {each.code for each in disclosures.other_clients(snapshot, Code("heron"))} == {"wren", "linden"}


def test_a_text_that_was_removed_or_points_elsewhere_is_noticed(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        begun = disclosures.find_disclosure(snapshot, "D2").place
        with pytest.raises(IntegrityError, match="not there"):
            disclosures.made(snapshot, begun)
        roster = CompartmentId(next(iter(snapshot.parts.values())))
        with pytest.raises(IntegrityError, match="another part"):
            disclosures.made(snapshot, msgspec.structs.replace(begun, compartment_id=roster))
