"""Archives and the end of a practice: sealed copies that stay closed, and nothing new written afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coachvault.errors import BadInput, IntegrityError, NotFound, NoVault, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.custody import custodians, duty
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import (
    Start,
    list_engagements,
    reopen_engagement,
    set_next_session,
    start,
)
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import read_sealed_engagement, show_note
from coachvault.services.people.directory import add_client, list_clients
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.retirement import archive
from tests.fakes import NOON, TESTING, WORDS, Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir(0o700)
    return folder


def elsewhere(practice: Practice, archive: Path, tmp_path: Path, *words: str) -> OpenVault:
    """Opens a copy of an archive on a machine that has seen nothing, with no other file."""
    folder = tmp_path / f"elsewhere-{len(list(tmp_path.iterdir()))}"
    folder.mkdir(0o700)
    copy = folder / "archive.vault"
    shutil.copy(archive, copy)
    return open_vault(Setting(copy, folder / "state", practice.clock), Credentials(str, list(words)))


def test_everything_is_sealed_in_the_copy_and_the_practice_goes_on(
    practice: Practice, disk: Path, tmp_path: Path
) -> None:
    draft(practice.open(), "heron", Form(text="A thought."))
    before = [(each.id, each.status) for each in list_engagements(practice.open())]
    made = archive.archive(practice.open(), disk / "final.vault")
    assert [(each.id, each.status) for each in list_engagements(practice.open())] == before
    add_note(practice.open(), "heron", NoteDraft("Life goes on."))
    opened = elsewhere(practice, disk / "final.vault", tmp_path, WORDS)
    assert all(each.ended for each in list_engagements(opened))
    assert list_notes(opened, "heron", Filter()).sealed == 3
    with opened.vault.read() as snapshot:
        open_ones = [each for each in snapshot.compartment_ids() if not snapshot.is_sealed(each)]
        assert set(open_ones) == set(snapshot.parts.values())
    assert len(read_sealed_engagement(opened, "E1", "a client asked")[2]) == 3
    assert made.backup.id == "B1"
    assert backups.verify(practice.open(), "B1", lambda *_: None)[1].faults == []


def test_an_archive_takes_nothing_new(practice: Practice, disk: Path, tmp_path: Path) -> None:
    archive.archive(practice.open(), disk / "final.vault")
    opened = elsewhere(practice, disk / "final.vault", tmp_path, WORDS)
    for attempt in (
        lambda: add_note(opened, "heron", NoteDraft("New.")),
        lambda: add_note(opened, None, NoteDraft("Mine.")),
        lambda: reopen_engagement(opened, "E1", "to go on"),
        lambda: start(opened, Start("heron", "", NOON.date(), {})),
        lambda: add_client(opened, "ibis", {}),
    ):
        with pytest.raises(Refused, match="archive"):
            attempt()


def test_custodians_open_it_on_another_machine_with_no_other_file(
    practice: Practice, disk: Path, tmp_path: Path
) -> None:
    set_next_session(practice.open(), "heron", "2026-12-01")
    words = {
        code: " ".join(custodians.add(practice.open(), code, role, {}).words)
        for code, role in (
            ("maple", CustodianRole.EXECUTOR),
            ("aspen", CustodianRole.READER),
            ("birch", CustodianRole.READER),
        )
    }
    custodians.set_quorum(practice.open(), 2)
    archive.archive(practice.open(), disk / "final.vault")
    assert {path.name for path in disk.iterdir()} == {"final.vault", "READ-ME-FIRST.txt", "executor.html"}
    executor = elsewhere(practice, disk / "final.vault", tmp_path, words["maple"])
    assert len(list_clients(executor)) == 3
    reach = duty.duty(executor).reach
    assert [(each.client.code, each.engagement.next_session) for each in reach] == [
        ("heron", "2026-12-01"),
        ("wren", ""),
    ]
    with pytest.raises(Refused):
        show_note(executor, "heron/1", "to see")
    together = elsewhere(practice, disk / "final.vault", tmp_path, words["aspen"], words["birch"])
    assert len(read_sealed_engagement(together, "E1", "a court asks")[2]) == 3


def test_what_is_destroyed_later_goes_from_the_archive_which_stays_closed(
    practice: Practice, disk: Path, tmp_path: Path
) -> None:
    archive.archive(practice.open(), disk / "final.vault")
    add_note(practice.open(), "heron", NoteDraft("Later."))
    certificate = destroy.destroy(practice.open(), Order("E3"))
    assert certificate.state == "destroyed in every known copy"
    opened = elsewhere(practice, disk / "final.vault", tmp_path, WORDS)
    by_id = {each.id: each for each in list_engagements(opened)}
    assert by_id["E3"].destroyed == NOON.date()
    assert by_id["E1"].ended == NOON.date()
    with pytest.raises(NotFound):
        show_note(opened, "linden/1", "to see")
    assert backups.verify(practice.open(), "B1", lambda *_: None)[1].faults == []


def test_making_an_archive_is_not_remembered_as_ending_everything(practice: Practice, disk: Path) -> None:
    backup = backups.create(practice.open(), disk)
    archive.archive(practice.open(), disk / "final.vault")
    practice.path.unlink()
    restored = restore(
        practice.setting, RestoreOrder(Path(backup.path), False, None, TESTING), Credentials(str, [WORDS])
    )
    assert not restored.remembered
    assert {each.id for each in list_engagements(practice.open()) if each.ended} == {"E3"}


def test_it_is_verified_without_any_key(practice: Practice, disk: Path) -> None:
    made = archive.archive(practice.open(), disk / "final.vault")
    found = archive.verify(disk / "final.vault")
    assert found.words == made.words
    assert len(found.words) == 6
    assert any(" ".join(made.words) in entry.what for entry in list_entries(practice.open()))
    copy = Practice(Setting(disk / "final.vault", disk / "state", practice.clock), practice.clock)
    last = max(seq for (seq,) in copy.rows("SELECT seq FROM ledger"))
    copy.tamper("DELETE FROM ledger WHERE seq = ?", last)
    assert archive.verify(disk / "final.vault").words != made.words, "what was left out is seen on paper"
    copy.tamper("UPDATE ledger SET box = zeroblob(600) WHERE seq = 3")
    with pytest.raises(IntegrityError):
        archive.verify(disk / "final.vault")
    with pytest.raises(NoVault):
        archive.verify(disk / "nothing.vault")


def test_an_archive_takes_a_free_place(practice: Practice, disk: Path) -> None:
    (disk / "final.vault").touch()
    with pytest.raises(BadInput):
        archive.archive(practice.open(), disk / "final.vault")
    with pytest.raises(NotFound):
        archive.archive(practice.open(), disk / "none" / "final.vault")
