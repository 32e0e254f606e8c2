"""A vault that is held at one moment: one snapshot, whoever reads it, and nothing that outlives it or writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import Locked
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.vault.vault import HeldVault
from tests.fakes import NOON, Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def count(opened: OpenVault) -> int:
    return len(list_notes(opened, "heron", Filter()).notes)


def test_all_that_reads_in_a_moment_reads_one_snapshot(practice: Practice) -> None:
    with practice.open().at_one_moment() as moment, moment.vault.read() as first, moment.vault.read() as second:
        assert first is second


def test_a_moment_within_a_moment_is_the_same(practice: Practice) -> None:
    with (
        practice.open().at_one_moment() as moment,
        moment.at_one_moment() as inner,
        moment.vault.read() as first,
        inner.vault.read() as second,
    ):
        assert first is second


def test_what_is_written_after_it_is_seen_by_the_next(practice: Practice) -> None:
    opened = practice.open()
    with opened.at_one_moment() as moment:
        before = count(moment)
    add_note(opened, "heron", NoteDraft("One more."))
    with opened.at_one_moment() as moment:
        assert count(moment) == before + 1


def test_nothing_is_changed_in_it(practice: Practice) -> None:
    with practice.open().at_one_moment() as moment:
        with pytest.raises(RuntimeError, match="while it is read"), moment.vault.change("note add", NOON):
            pass
        with pytest.raises(RuntimeError, match="while it is read"):
            moment.vault.write_anew()
    assert practice.faults() == []


def test_it_ends_with_its_block(practice: Practice) -> None:
    with practice.open().at_one_moment() as moment:
        count(moment)
    with pytest.raises(RuntimeError, match="after its end"):
        count(moment)


def test_it_ends_with_its_block_where_that_fails(practice: Practice) -> None:
    opened = practice.open()

    def stops() -> None:
        with opened.at_one_moment() as moment:
            kept.append(moment)
            raise KeyboardInterrupt

    kept: list[OpenVault] = []
    with pytest.raises(KeyboardInterrupt):
        stops()
    with pytest.raises(RuntimeError, match="after its end"):
        count(kept[0])


def test_it_opens_nothing_that_is_sealed(practice: Practice) -> None:
    opened = practice.open()
    with opened.vault.read(opened.unseal()) as present:
        sealed = next(each for each in present.compartment_ids() if present.is_sealed(each))
        assert present.head(sealed).items
        with opened.held_at(present).vault.read() as held:
            assert not held.is_readable(sealed)
            with pytest.raises(Locked):
                held.head(sealed)


def test_what_is_sealed_is_read_from_the_file(practice: Practice) -> None:
    opened = practice.open()
    with opened.at_one_moment() as moment, moment.vault.read(opened.unseal()) as present:
        sealed = next(each for each in present.compartment_ids() if present.is_sealed(each))
        assert present.head(sealed).items


def test_a_snapshot_of_another_file_is_refused(practice: Practice, tmp_path: Path) -> None:
    other = filled_practice(tmp_path / "other").open()
    with practice.open().vault.read() as snapshot:
        held = other.held_at(snapshot)
        with pytest.raises(RuntimeError, match="another file"), held.vault.read():
            pass


def test_a_copy_that_is_reached_from_it_is_read_from_its_own_file(practice: Practice) -> None:
    with practice.open().at_one_moment() as moment:
        assert isinstance(moment.vault, HeldVault)
        assert not isinstance(moment.vault.with_file(moment.vault.locked), HeldVault)
