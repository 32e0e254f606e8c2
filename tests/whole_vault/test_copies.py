"""Promises that hold in every copy: what is sealed stays so, what is gone is shown by none, and nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import Diverged, NotFound, NoWayIn, Refused, RolledBack
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.opening import Standing
from coachvault.practice.register import Event
from coachvault.practice.retirement import PracticeState
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, Unlocked, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction.destroy import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements, reopen_engagement
from coachvault.services.notes import inbox, readings
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import read_sealed, show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.records.register import list_entries
from coachvault.services.retirement import retire
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, filled_practice

BY_WORDS = Credentials(str, [WORDS])


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def nobody() -> str:
    raise NoWayIn("The vault is locked.")


def by_agent(practice: Practice, path: Path | None = None, *, only_reads: bool = False) -> OpenVault:
    """Opens a file with nothing but what the agent holds of the vault."""
    day = practice.open().vault.day
    credentials = Credentials(nobody, lend=lambda _: Unlocked(day))
    return open_vault(at(practice, path, only_reads=only_reads), credentials)


def by_words(practice: Practice, path: Path, *, only_reads: bool = False) -> OpenVault:
    return open_vault(at(practice, path, only_reads=only_reads), BY_WORDS)


def at(practice: Practice, path: Path | None = None, *, only_reads: bool = False) -> Setting:
    return msgspec.structs.replace(practice.setting, vault_path=path or practice.path, only_reads=only_reads)


def backed_up(practice: Practice) -> Path:
    return Path(backups.create(practice.open(), practice.path.parent / "copies").path)


def copied(path: Path, place: Path) -> Path:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    place.chmod(0o600)
    return place


READS: list[Callable[[OpenVault], object]] = [
    lambda opened: show_note(opened, "heron/1"),
    lambda opened: list_notes(opened, None, Filter()),
    lambda opened: search_notes(opened, "weekly", None, Filter()),
]


@pytest.mark.parametrize("only_reads", [False, True])
def test_the_agent_opens_no_backup(practice: Practice, only_reads: bool) -> None:
    backup = backed_up(practice)
    assert by_agent(practice).ruling.standing is Standing.HOME
    end_engagement(practice.open(), "heron", NOON.date())
    with pytest.raises(NoWayIn):
        by_agent(practice, backup, only_reads=only_reads)


@pytest.mark.parametrize("only_reads", [False, True])
def test_what_has_ended_is_sealed_in_every_copy_from_before(practice: Practice, only_reads: bool) -> None:
    backup = backed_up(practice)
    end_engagement(practice.open(), "heron", NOON.date())
    opened = by_words(practice, backup, only_reads=only_reads)
    with pytest.raises(Refused, match="sealed"):
        show_note(opened, "heron/1")
    assert not [each for each in list_notes(opened, None, Filter()).notes if each.id.code == "heron"]
    assert not [each for each in search_notes(opened, "e", None, Filter()).matches if each.id.code == "heron"]
    reopen_engagement(practice.open(), "E1", "ended by mistake")
    assert show_note(by_words(practice, backup, only_reads=only_reads), "heron/1").note.body


@pytest.mark.parametrize("only_reads", [False, True])
def test_what_was_erased_is_shown_by_no_copy_that_was_away(practice: Practice, only_reads: bool) -> None:
    backup = backed_up(practice)
    away = backup.rename(backup.with_name("away.vault"))
    erase_note(practice.open(), "heron/2")
    away.rename(backup)
    opened = by_words(practice, backup, only_reads=only_reads)
    with pytest.raises(NotFound):
        show_note(opened, "heron/2")
    assert "heron/2" not in {str(each.id) for each in list_notes(opened, None, Filter()).notes}
    assert "heron/2" not in {str(each.id) for each in search_notes(opened, "e", None, Filter()).matches}


@pytest.mark.parametrize("only_reads", [False, True])
def test_what_was_destroyed_is_shown_as_destroyed_by_every_copy(practice: Practice, only_reads: bool) -> None:
    backup = backed_up(practice)
    away = backup.rename(backup.with_name("away.vault"))
    destroy(practice.open(), Order("E3", reason="asked for by the client"))
    away.rename(backup)
    opened = by_words(practice, backup, only_reads=only_reads)
    assert {each.id for each in list_engagements(opened) if each.destroyed} == {"E3"}
    with pytest.raises(NotFound):
        show_note(opened, "linden/1", "to see whether it is gone")
    for read in READS:
        read(opened)


def test_nothing_is_written_into_a_backup(practice: Practice) -> None:
    backup = backed_up(practice)
    before = backup.read_bytes()
    for path in (backup, copied(backup, practice.path.parent / "copied.vault")):
        opened = by_words(practice, path)
        assert show_note(opened, "heron/1").note.body
        with pytest.raises(Refused, match="backup"):
            add_note(opened, "heron", NoteDraft("A note in a backup."))
        assert path.read_bytes() == before


def test_a_second_file_of_the_vault_is_read_and_takes_no_note(practice: Practice) -> None:
    add_note(practice.open(), "heron", NoteDraft("Before."))
    twin = copied(practice.path, practice.path.parent / "twin.vault")
    with pytest.raises(NoWayIn):
        by_agent(practice, twin)
    opened = by_words(practice, twin)
    assert show_note(opened, "heron/4").note.body == "Before."
    with pytest.raises(RolledBack, match="second file"):
        add_note(opened, "heron", NoteDraft("In the copy."))
    add_note(practice.open(), "heron", NoteDraft("In the vault."))
    assert show_note(practice.open(), "heron/5").note.body == "In the vault."


def test_a_link_to_the_folder_of_the_vault_leads_to_the_vault(practice: Practice) -> None:
    practice.open()
    folder = practice.path.parent
    link = folder.with_name("link")
    link.symlink_to(folder, target_is_directory=True)
    opened = by_words(practice, link / practice.path.name)
    assert opened.ruling.standing is Standing.HOME
    add_note(opened, "heron", NoteDraft("Through the link."))
    assert show_note(practice.open(), "heron/4").note.body == "Through the link."


def test_a_file_kept_aside_takes_no_note_wherever_it_is_moved(practice: Practice, tmp_path: Path) -> None:
    backup = backed_up(practice)
    add_note(practice.open(), "heron", NoteDraft("Since."))
    restored = restore(practice.setting, RestoreOrder(backup, True, None, TESTING), BY_WORDS)
    moved = tmp_path / "elsewhere"
    shutil.move(practice.path.parent, moved)
    aside = moved / Path(restored.aside).name
    opened = by_words(practice, aside)
    assert show_note(opened, "heron/4").note.body == "Since."
    with pytest.raises(Refused, match="kept aside"):
        add_note(opened, "heron", NoteDraft("In the file kept aside."))
    home = by_words(practice, moved / practice.path.name)
    assert str(add_note(home, "heron", NoteDraft("In the vault.")).id) == "heron/5", "no number is given twice"


def test_an_older_hand_copy_is_refused_wherever_it_stands(practice: Practice) -> None:
    practice.open()
    older = copied(practice.path, practice.path.parent / "older.vault")
    add_note(practice.open(), "heron", NoteDraft("Since."))
    with pytest.raises(RolledBack):
        by_words(practice, older)
    opened = by_words(practice, older, only_reads=True)
    assert show_note(opened, "heron/3").note.body


def test_a_copy_of_a_backup_that_was_brought_back_elsewhere_is_no_stranger(practice: Practice, tmp_path: Path) -> None:
    """On another computer a restore makes a vault of its own; beside the one that went on here it is another way."""
    backup = backed_up(practice)
    elsewhere = msgspec.structs.replace(
        practice.setting, vault_path=tmp_path / "there" / "practice.vault", state_folder=tmp_path / "there" / "state"
    )
    restore(elsewhere, RestoreOrder(backup, False, None, TESTING), BY_WORDS)
    add_note(open_vault(elsewhere, BY_WORDS), "heron", NoteDraft("There."))
    add_note(practice.open(), "heron", NoteDraft("Here."))
    back = copied(elsewhere.vault_path, practice.path.parent / "from-there.vault")
    with pytest.raises(Diverged):
        by_words(practice, back)
    with pytest.raises(NoWayIn):
        by_agent(practice, back, only_reads=True)


def test_what_home_became_elsewhere_is_adopted_in_its_place(practice: Practice, tmp_path: Path) -> None:
    """One synced file: on the other computer the vault was brought back from itself, and has another id since."""
    practice.open()
    there = msgspec.structs.replace(practice.setting, state_folder=tmp_path / "state there")
    open_vault(there, BY_WORDS)
    restore(there, RestoreOrder(practice.path, True, None, TESTING), BY_WORDS)
    with pytest.raises(NoWayIn):
        by_agent_of(practice, open_vault(there, BY_WORDS))
    opened = practice.open()
    assert opened.ruling.standing is Standing.SUCCESSOR
    assert opened.what_it_is
    add_note(opened, "heron", NoteDraft("Here again."))
    assert practice.open().ruling.standing is Standing.HOME


def by_agent_of(practice: Practice, opened: OpenVault) -> OpenVault:
    credentials = Credentials(nobody, lend=lambda _: Unlocked(opened.vault.day))
    return open_vault(practice.setting, credentials)


def test_a_new_laptop_and_a_lost_state_folder_go_on(practice: Practice, tmp_path: Path) -> None:
    practice.open()
    erase_note(practice.open(), "heron/2")
    end_engagement(practice.open(), "wren", NOON.date())
    backup = backed_up(practice)
    shutil.rmtree(practice.setting.state_folder)
    opened = practice.open()
    assert (opened.ruling.standing, opened.first_seen) == (Standing.NEW_HERE, True)
    add_note(opened, "heron", NoteDraft("On the new laptop."))
    assert not by_words(practice, backup).may_write
    moved = tmp_path / "moved" / "practice.vault"
    moved.parent.mkdir(mode=0o700)
    practice.path.rename(moved)
    assert by_words(practice, moved).ruling.standing is Standing.HOME


def test_a_lost_memory_is_rebuilt_from_the_vault_itself(practice: Practice) -> None:
    backup = backed_up(practice)
    away = backup.rename(backup.with_name("away.vault"))
    erase_note(practice.open(), "heron/2")
    destroy(practice.open(), Order("E3", reason="asked for by the client"))
    end_engagement(practice.open(), "wren", NOON.date())
    shutil.rmtree(practice.setting.state_folder)
    practice.open()
    away.rename(backup)
    opened = by_words(practice, backup)
    with pytest.raises(NotFound):
        show_note(opened, "heron/2")
    with pytest.raises(Refused, match="sealed"):
        show_note(opened, "wren/1")
    assert {each.id for each in list_engagements(opened) if each.destroyed} == {"E3"}


def test_what_was_reopened_on_the_other_computer_is_open_here(practice: Practice, tmp_path: Path) -> None:
    end_engagement(practice.open(), "heron", NOON.date())
    there = practice.on_another_machine(tmp_path / "there")
    reopen_engagement(there.open(), "E1", "ended by mistake")
    assert show_note(practice.open(), "heron/1").note.body


def test_a_quorum_brings_nothing_back_and_does_not_become_the_coach(practice: Practice) -> None:
    readers = [
        " ".join(custodians.add(practice.open(), code, CustodianRole.READER, {}).words) for code in ("aspen", "birch")
    ]
    custodians.set_quorum(practice.open(), 2)
    backup = backed_up(practice)
    practice.path.unlink()
    wanted = RestoreOrder(backup, False, lambda: "ours from now on", TESTING)
    with pytest.raises(Refused, match="coach alone"):
        restore(practice.setting, wanted, Credentials(str, readers))
    assert not practice.path.exists()
    assert restore(practice.setting, wanted, BY_WORDS).path == practice.path


def test_a_passphrase_opens_a_backup_too(practice: Practice) -> None:
    backup = backed_up(practice)
    opened = open_vault(at(practice, backup), Credentials(lambda: PASSPHRASE))
    assert show_note(opened, "heron/1").note.body


def test_a_sealed_note_that_is_read_in_a_copy_stands_in_the_register_of_the_vault(practice: Practice) -> None:
    end_engagement(practice.open(), "heron", NOON.date())
    inbox.settle(practice.open())
    backup = backed_up(practice)
    before = backup.read_bytes()
    opened = by_words(practice, backup)
    assert show_note(opened, "heron/1", "the client asked").note.body
    assert read_sealed(opened, "E3", "the insurer asked").notes
    assert backup.read_bytes() == before
    assert len(practice.rows("SELECT * FROM inbox")) == 2
    filing = inbox.settle(practice.open())
    assert (filing.filed, filing.waiting, filing.missing) == ((), (), 0)
    found = list_entries(practice.open())[-2:]
    assert [(each.event, each.client, each.subject, each.why) for each in found] == [
        (Event.READ, "heron", "heron/1", "the client asked"),
        (Event.OPENED, "linden", "E3", "the insurer asked"),
    ]
    assert all("in another copy (backup)" in each.what for each in found)


def test_a_reading_takes_a_reason_and_is_refused_where_nothing_is_recorded(practice: Practice) -> None:
    inbox.settle(practice.open())
    backup = backed_up(practice)
    with pytest.raises(Refused, match="reason"):
        show_note(by_words(practice, backup), "linden/1")
    with pytest.raises(Refused, match="read-only"):
        show_note(by_words(practice, backup, only_reads=True), "linden/1", "the client asked")
    assert practice.rows("SELECT * FROM inbox") == []


def test_where_there_is_no_vault_it_is_read_all_the_same(practice: Practice) -> None:
    inbox.settle(practice.open())
    backup = backed_up(practice)
    assert readings.NOT_RECORDED not in readings.about_copy(by_words(practice, backup))
    practice.path.unlink()
    opened = by_words(practice, backup)
    assert readings.NOT_RECORDED in readings.about_copy(opened)
    assert show_note(opened, "linden/1", "the vault is lost").note.body


def test_a_practice_that_has_ended_still_records_what_is_read_elsewhere(practice: Practice) -> None:
    backup = backed_up(practice)
    with practice.open().vault.change("practice retire", NOON) as change:
        retire.save_state(change, PracticeState(retired_on=NOON.date()))
    inbox.settle(practice.open())
    show_note(by_words(practice, backup), "linden/1", "the client asked")
    inbox.settle(practice.open())
    assert list_entries(practice.open())[-1].event is Event.READ


def test_what_custodians_do_is_recorded_as_theirs_by_code(practice: Practice) -> None:
    executor = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    readers = [
        " ".join(custodians.add(practice.open(), code, CustodianRole.READER, {}).words) for code in ("birch", "aspen")
    ]
    custodians.set_quorum(practice.open(), 2)
    show_note(open_vault(practice.setting, Credentials(str, readers)), "linden/1", "a court asks")
    assert list_entries(practice.open())[-1].evidence == "a quorum of readers: aspen, birch"
    practice.pass_years(8)
    opened = open_vault(practice.setting, Credentials(str, [executor]))
    certificate = destroy(opened, Order("E3"))
    assert (certificate.by, certificate.performed_by) == (("maple",), "an executor (maple)")
    assert {each.evidence for each in list_entries(practice.open()) if each.event is Event.DESTROYED} == {
        "executor: maple"
    }
