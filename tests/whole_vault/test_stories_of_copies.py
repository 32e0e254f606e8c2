"""Stories in which a copy once brought back what had gone, or a restore lost what it was to keep.

What went is looked for by the oracle after each step, in every file: see `tests.oracle.watch`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice.retention import RecordClass
from coachvault.services.copies import backups, copy_list
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, Setting
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements, reopen_engagement
from coachvault.services.keys import credentials
from coachvault.services.notes import editing, inbox
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.records import certificates
from coachvault.vault.met import MetCopies
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, filled_practice

EVERYWHERE = "destroyed in every known copy"
REASON = "the client asked for it"
ENGAGEMENTS = {"E1": "heron", "E2": "wren", "E3": "linden"}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def copy(practice: Practice, tmp_path: Path) -> Path:
    """A backup of the practice as it was filled."""
    backups.create(practice.open(), tmp_path / "copy.vault")
    return tmp_path / "copy.vault"


def bring_back(practice: Practice, copy: Path) -> None:
    practice.clock.pass_days(1)
    restore(practice.setting, RestoreOrder(copy, True, None, TESTING), Credentials(str, [WORDS]))


def bodies(practice: Practice) -> set[str]:
    return {line.summary.title for line in list_notes(practice.open(), None, Filter()).notes}


def paid_minutes(practice: Practice, number: int) -> int:
    return next(each.tally.paid_minutes for each in list_engagements(practice.open()) if each.number == number)


@pytest.fixture
def waiting(practice: Practice, tmp_path: Path) -> Path:
    """A backup in whose inbox a note waits that was filed since."""
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("Waited for a while."))
    backups.create(practice.open(), tmp_path / "copy.vault")
    inbox.settle(practice.open())
    return tmp_path / "copy.vault"


@pytest.mark.parametrize("is_opened_first", [False, True])
def test_a_vault_that_was_brought_back_beside_the_vault_is_named(
    practice: Practice, copy: Path, tmp_path: Path, is_opened_first: bool
) -> None:
    setting = Setting(tmp_path / "elsewhere" / "practice.vault", practice.setting.state_folder, practice.clock)
    restore(setting, RestoreOrder(copy, False, None, TESTING), Credentials(str, [WORDS]))
    if is_opened_first:
        copy_list.settle_if_stopped(Practice(setting, practice.clock).open())
    certificate = destroy.destroy(practice.open(), Order("E3", reason=REASON))
    assert [each.path for each in certificate.copies_left] == [str(setting.vault_path)]
    assert certificate.state != EVERYWHERE
    copy_list.settle_if_stopped(practice.open())
    assert not MetCopies(setting.state_folder, practice.open().vault.locked.header.vault_id).is_there()


def test_a_restored_vault_that_is_the_only_one_is_not_met(practice: Practice, copy: Path) -> None:
    practice.path.unlink()
    bring_back(practice, copy)
    assert not MetCopies(practice.setting.state_folder, practice.open().vault.locked.header.vault_id).is_there()


def test_a_note_that_waited_and_was_erased_waits_in_no_copy(practice: Practice, waiting: Path) -> None:
    editing.erase_note(practice.open(), "heron/4")
    clean_copies.clean(practice.open())
    bring_back(practice, waiting)
    assert not inbox.settle(practice.open()).filed
    assert "Waited for a while." not in bodies(practice)


def test_a_note_that_waited_and_was_destroyed_waits_in_no_copy(practice: Practice, waiting: Path) -> None:
    end_engagement(practice.open(), "heron", NOON.date())
    assert destroy.destroy(practice.open(), Order("E1", reason=REASON)).state == EVERYWHERE
    bring_back(practice, waiting)
    assert not inbox.settle(practice.open()).filed


@pytest.mark.parametrize("way", ["cleaned", "brought back", "cleaned and brought back"])
def test_destroyed_hours_stay_destroyed(way: str, practice: Practice, copy: Path) -> None:
    assert paid_minutes(practice, 3) == 120
    away = copy.rename(copy.with_name("unplugged"))
    destroy.destroy(practice.open(), Order("E3", RecordClass.HOURS, reason=REASON))
    away.rename(copy)
    if "cleaned" in way:
        clean_copies.clean(practice.open())
    if "brought back" in way:
        bring_back(practice, copy)
    assert paid_minutes(practice, 3) == 0
    reopen_engagement(practice.open(), "E3", REASON)
    assert paid_minutes(practice, 3) == 0
    practice.clock.pass_days(1)
    add_note(practice.open(), "linden", NoteDraft("Once more.", minutes=45))
    assert paid_minutes(practice, 3) == 45


@pytest.mark.parametrize("is_plugged", [True, False])
def test_a_copy_from_before_several_destructions_is_cleaned_and_brought_back(
    is_plugged: bool, practice: Practice, copy: Path
) -> None:
    place = copy if is_plugged else copy.rename(copy.with_name("unplugged"))
    for engagement, client in ENGAGEMENTS.items():
        if client != "linden":
            end_engagement(practice.open(), client, NOON.date())
        destroy.destroy(practice.open(), Order(engagement, reason=REASON))
    if not is_plugged:
        place.rename(copy)
    assert [each.why for each in clean_copies.clean(practice.open())] == [""]
    assert {each.state for each in certificates.list_certificates(practice.open())} == {EVERYWHERE}
    before = copy.read_bytes()
    clean_copies.clean(practice.open())
    assert copy.read_bytes() == before, "cleaning twice changes nothing"
    bring_back(practice, copy)
    assert all(each.destroyed for each in list_engagements(practice.open()))
    assert practice.faults() == []


def test_what_a_copy_was_cleaned_of_often_does_not_outrank_the_vault(practice: Practice, copy: Path) -> None:
    for number in range(1, 5):
        editing.edit_note(practice.open(), "heron/1", number, {"body": f"Wording {number}."})
        clean_copies.clean(practice.open())
    end_engagement(practice.open(), "heron", NOON.date())
    for _ in range(2):
        clean_copies.clean(practice.open())
    bring_back(practice, copy)
    assert [each.id for each in list_engagements(practice.open()) if each.ended] == ["E3", "E1"]


def test_a_note_that_was_moved_is_in_one_place_after_a_copy_came_back(practice: Practice, copy: Path) -> None:
    editing.move_note(practice.open(), "heron/1", "wren")
    bring_back(practice, copy)
    assert [line.summary.title for line in list_notes(practice.open(), None, Filter()).notes].count(
        "Session 1: the weekly meeting."
    ) == 1


def test_a_copy_from_before_a_rotation_is_named_or_cleaned(practice: Practice, copy: Path) -> None:
    credentials.rotate_keys(practice.open(), PASSPHRASE, TESTING)
    destroy.destroy(practice.open(), Order("E3", reason=REASON))
    bring_back(practice, copy)
    assert [each.id for each in list_engagements(practice.open()) if each.destroyed] == ["E3"]


def test_earlier_wordings_stay_erased(practice: Practice, copy: Path) -> None:
    editing.erase_earlier(practice.open(), "heron/2")
    assert [each.why for each in clean_copies.clean(practice.open())] == [""]
    bring_back(practice, copy)
    assert editing.erase_earlier(practice.open(), "heron/2")[1] == 0
