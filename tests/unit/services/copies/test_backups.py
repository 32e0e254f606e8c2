"""Backups are whole, and bringing one back brings nothing back that was taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import (
    BadInput,
    Diverged,
    IntegrityError,
    Locked,
    NotFound,
    NoVault,
    Refused,
    RolledBack,
    UnlockFailed,
)
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.client_rights import access_deadline
from coachvault.services.copies import backups
from coachvault.services.copies.restore import Restored, RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements, reopen_engagement
from coachvault.services.keys.credentials import change_passphrase, rotate_keys
from coachvault.services.notes import inbox, readings
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client
from coachvault.services.records import written_files
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export, withdraw
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due, policy
from coachvault.services.retirement import archive
from coachvault.vault.header import HeaderRole
from coachvault.vault.vault import LockedVault, Vault
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, empty_practice, filled_practice, mail, row_of

NEW = "another pass phrase for tests"
WORDS_ONLY = Credentials(str, [WORDS])


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def backed_up(practice: Practice) -> Path:
    return Path(backups.create(practice.open(), practice.path.parent / "copies").path)


def bring_back(practice: Practice, source: Path, *, accept: bool = True, passphrase: str = "") -> Restored:
    anew = (lambda: passphrase) if passphrase else None
    return restore(practice.setting, RestoreOrder(source, accept, anew, TESTING), WORDS_ONLY)


def nothing(_done: int, _total: int) -> None:
    pass


def test_a_backup_is_whole_and_a_copy_of_its_own(practice: Practice) -> None:
    opened = practice.open()
    backup = backups.create(opened, practice.path.parent / "copies")
    path = Path(backup.path)
    assert (path.suffix, path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (".vault", 0o600, 0o700)
    assert [line.is_there for line in backups.list_backups(opened)] == [True]
    assert backups.verify(opened, "", nothing)[1].faults == []
    copy = Practice(msgspec.structs.replace(practice.setting, vault_path=path), practice.clock)
    assert copy.rows("SELECT value FROM header WHERE name = 'copy_id'") != practice.rows(
        "SELECT value FROM header WHERE name = 'copy_id'"
    )
    assert show_note(copy.open(), "heron/1").note.body == show_note(opened, "heron/1").note.body
    assert copy.faults() == practice.faults() == []
    assert list_entries(opened)[-1].event == "backup made"
    assert today(opened).last_backup == NOON


def test_a_backup_goes_where_it_is_told(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    place = tmp_path / "stick.vault"
    assert backups.create(opened, place).path == str(place)
    with pytest.raises(BadInput, match="already"):
        backups.create(opened, place)
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with pytest.raises(BadInput, match="Other users"):
        backups.create(opened, shared)
    assert len(backups.list_backups(opened)) == 1
    assert list(tmp_path.rglob(".unfinished*")) == []


def found_wrong(practice: Practice) -> bool:
    try:
        return backups.verify(practice.open(), "B1", nothing)[1].faults != []
    except IntegrityError:
        return True


@pytest.mark.parametrize(
    "harm",
    [
        lambda copy: copy.tamper("UPDATE record SET box = zeroblob(600)"),
        lambda copy: copy.tamper("DELETE FROM ledger WHERE seq = 2"),
        lambda copy: copy.path.write_bytes(copy.path.read_bytes()[:40_000]),
        lambda copy: copy.path.write_bytes(empty_practice(copy.path.parent / "x").path.read_bytes()),
    ],
)
def test_a_harmed_backup_is_found(practice: Practice, harm: Callable[[Practice], Any]) -> None:
    path = backed_up(practice)
    harm(Practice(msgspec.structs.replace(practice.setting, vault_path=path), practice.clock))
    assert found_wrong(practice)


def test_a_backup_of_damage_is_not_made(practice: Practice) -> None:
    opened = practice.open()
    practice.tamper("UPDATE record SET box = zeroblob(600) WHERE record_id = ?", row_of(opened, "heron/1")[1])
    with pytest.raises(IntegrityError, match="not be whole"):
        backups.create(opened, practice.path.parent / "copies")
    assert list((practice.path.parent / "copies").iterdir()) == []
    assert backups.list_backups(opened) == []


def test_a_backup_that_is_gone_is_forgotten(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(NotFound, match="No backup"):
        backups.verify(opened, "", nothing)
    backed_up(practice).unlink()
    assert [line.is_there for line in backups.list_backups(opened)] == [False]
    with pytest.raises(NotFound, match="not where"):
        backups.verify(opened, "b1", nothing)
    assert backups.forget(opened, "B1").gone_by == "coach"
    assert [line.state for line in backups.list_backups(opened)] == ["gone"]
    assert today(opened).last_backup is None
    for attempt in (lambda: backups.forget(opened, "B1"), lambda: backups.verify(opened, "B1", nothing)):
        with pytest.raises(NotFound, match="gone since 2026-11-23"):
            attempt()


def head(vault: Path) -> str:
    """The newest entry, as it is known on paper."""
    verified = archive.verify(vault)
    return f"entry {verified.entries - 1} ({' '.join(verified.words)})"


def test_everything_comes_back_on_a_new_machine(practice: Practice, tmp_path: Path) -> None:
    source = backed_up(practice)
    machine = Practice.at(tmp_path / "there")
    restored = bring_back(machine, source, accept=False, passphrase=NEW)
    assert (restored.aside, restored.compared, restored.seen_newer) == ("", False, False)
    opened = machine.open_with(NEW)
    entry = list_entries(opened)[-1]
    assert entry.event == "vault restored"
    assert entry.why == f"from {head(source)}"
    assert show_note(opened, "linden/2", "asked").note.body == "Sealed session 2."
    assert [len(read_history(opened, f"heron/{number}")) for number in (1, 2, 3)] == [1, 2, 1]
    with pytest.raises(UnlockFailed):
        machine.open_with(PASSPHRASE)
    assert machine.faults() == []


@dataclass(frozen=True)
class Since:
    """Something that happens after the backup, and what must still hold once it is brought back."""

    happens: Callable[[OpenVault, Path], Any]
    holds: Callable[[OpenVault], Any]


def erased_stays_erased(opened: OpenVault) -> None:
    with pytest.raises(NotFound):
        show_note(opened, "heron/3")
    assert str(add_note(opened, "heron", NoteDraft("Next.")).id) == "heron/4"


def wordings_stay_erased(opened: OpenVault) -> None:
    assert [view.note.body for view in read_history(opened, "heron/1")] == ["Told otherwise."]


def ended_stays_sealed(opened: OpenVault) -> None:
    assert [each.status for each in list_engagements(opened, "heron")] == ["ended"]
    with pytest.raises(Refused):
        show_note(opened, "heron/1")
    assert show_note(opened, "heron/1", "asked").note.body.startswith("Session 1")


def left(opened: OpenVault, folder: Path) -> None:
    to = request(opened, "R1", Ask(SignoffMethod.EMAIL))
    import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}")))
    export(opened, "R1", folder / "R1.txt")


def held_stays_held(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert [each.is_on for each in policy.holds(snapshot)] == [True]
    with pytest.raises(Refused, match="is held since"):
        destroy.destroy(opened, Order("E3"))


def extended_stays_extended(opened: OpenVault) -> None:
    (engagement,) = list_engagements(opened, "linden")
    assert due.decision_of(opened, engagement).due == date(2090, 1, 1)


def known_copies_stay_known(opened: OpenVault) -> None:
    assert [Path(each.backup.path).name for each in backups.list_backups(opened)].count("another.vault") == 1


def readable_files_stay_listed(opened: OpenVault) -> None:
    assert [Path(each).name for each in today(opened).readable_files] == ["letter.txt"]


def asked_stays_asked(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert [each.client for each in access_deadline.waiting(snapshot)] == ["heron"]


TOLD = {"body": "Told otherwise."}
SINCE = {
    "a hold is put on": Since(lambda opened, _: due.add_hold(opened, "E3", "a claim was announced"), held_stays_held),
    "it is kept for longer": Since(
        lambda opened, _: due.extend(opened, "E3", date(2090, 1, 1), "the client asked for it"),
        extended_stays_extended,
    ),
    "another copy is made": Since(
        lambda opened, folder: backups.create(opened, folder / "another.vault"), known_copies_stay_known
    ),
    "a letter is written": Since(
        lambda opened, folder: written_files.write(opened, {folder / "letter.txt": "Dear Ada"}, "letter"),
        readable_files_stay_listed,
    ),
    "a client asks for a copy": Since(
        lambda opened, _: access_deadline.request(opened, "heron", NOON.date()), asked_stays_asked
    ),
    "a note is erased": Since(lambda opened, _: erase_note(opened, "heron/3"), erased_stays_erased),
    "earlier wordings are erased": Since(
        lambda opened, _: (
            edit_note(opened, "heron/1", 1, {"body": "Told otherwise."}),
            erase_earlier(opened, "heron/1"),
        ),
        wordings_stay_erased,
    ),
    "an engagement ends": Since(lambda opened, _: end_engagement(opened, "heron", NOON.date()), ended_stays_sealed),
    "a note is erased and its engagement ends": Since(
        lambda opened, _: (erase_note(opened, "heron/3"), end_engagement(opened, "heron", NOON.date())),
        ended_stays_sealed,
    ),
    "a text leaves": Since(
        left,
        lambda opened: (
            show(opened, "R1").exports[0].path.index("R1.txt"),
            [entry.event for entry in list_entries(opened)].index("release exported"),  # type: ignore[arg-type]
        ),
    ),
    "a release is withdrawn": Since(
        lambda opened, _: withdraw(opened, "R1"),
        lambda opened: show(opened, "R1").withdrawal.at,  # type: ignore[union-attr]
    ),
}


@pytest.mark.parametrize("name", SINCE)
def test_what_was_taken_away_since_does_not_come_back(practice: Practice, tmp_path: Path, name: str) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    request(practice.open(), "R1", Ask(SignoffMethod.PAPER))
    source = backed_up(practice)
    SINCE[name].happens(practice.open(), tmp_path)
    restored = bring_back(practice, source)
    assert restored.compared
    SINCE[name].holds(practice.open())
    assert practice.faults() == []
    assert Path(restored.aside).is_file()


def test_a_hold_is_remembered_where_the_vault_is_lost(practice: Practice) -> None:
    source = backed_up(practice)
    due.add_hold(practice.open(), "E1", "a claim was announced")
    due.lift_hold(practice.open(), "E1", "it was settled")
    due.add_hold(practice.open(), "E3", "a claim was announced")
    practice.path.unlink()
    assert bring_back(practice, source, accept=False).remembered
    held_stays_held(practice.open())
    due.lift_hold(practice.open(), "E3", "it was settled")
    practice.path.unlink()
    assert not bring_back(practice, source, accept=False).remembered


def test_what_is_destroyed_after_a_restore_goes_from_every_file_that_the_restore_left(practice: Practice) -> None:
    source = backed_up(practice)
    practice.clock.pass_days(40)
    aside = Path(bring_back(practice, source).aside)
    opened = practice.open()
    assert {Path(each.backup.path) for each in backups.list_backups(opened)} == {source, aside}
    assert today(opened).last_backup == NOON, "bringing one back makes none"
    certificate = destroy.destroy(opened, Order("E3"))
    assert {Path(each.path) for each in certificate.copies} == {source, aside}
    assert certificate.copies_left == ()
    for path in (source, aside):
        copy = Practice(msgspec.structs.replace(practice.setting, vault_path=path), practice.clock)
        with pytest.raises(NotFound, match="destroyed"):
            show_note(copy.open(), "linden/1", "to see")


def test_a_file_that_could_not_be_read_is_named_as_a_copy(practice: Practice) -> None:
    source = backed_up(practice)
    practice.path.write_bytes(b"SQLite format 3\0 and nothing else")
    aside = bring_back(practice, source).aside
    certificate = destroy.destroy(practice.open(), Order("E3"))
    assert [each.path for each in certificate.copies_left] == [aside]


class TestAfterARotation:
    """The copy that is brought back has other keys than the vault that stands there."""

    def test_what_ends_later_is_sealed_to_keys_that_the_copy_has(self, practice: Practice) -> None:
        source = backed_up(practice)
        rotate_keys(practice.open(), PASSPHRASE, TESTING)
        erase_note(practice.open(), "heron/3")
        both = Credentials(lambda: PASSPHRASE, [WORDS])
        assert restore(practice.setting, RestoreOrder(source, True, None, TESTING), both).compared
        erased_stays_erased(practice.open())
        end_engagement(practice.open(), "heron", NOON.date())
        assert show_note(practice.open(), "heron/1", "asked").note.body.startswith("Session 1")
        inbox.settle(practice.open())
        inbox.write_locked(practice.setting, "wren", NoteDraft("On the train."))
        assert [str(each.id) for each in inbox.settle(practice.open()).filed] == ["wren/2"]
        assert practice.faults() == []

    @pytest.mark.parametrize("is_lost", [False, True], ids=["the vault stands there", "the vault is lost"])
    def test_who_was_removed_stays_out(self, practice: Practice, *, is_lost: bool) -> None:
        words = {
            code: " ".join(custodians.add(practice.open(), code, CustodianRole.EXECUTOR, {}).words)
            for code in ("maple", "aspen")
        }
        source = backed_up(practice)
        custodians.remove(practice.open(), "maple", PASSPHRASE, TESTING)
        if is_lost:
            practice.path.unlink()
        bring_back(practice, source)
        assert [each.code for each in custodians.list_custodians(practice.open())] == ["aspen"]
        assert open_vault(practice.setting, Credentials(str, [words["aspen"]])).is_executor
        with pytest.raises(UnlockFailed):
            open_vault(practice.setting, Credentials(str, [words["maple"]]))
        assert practice.faults() == []


def test_a_withdrawn_release_stays_withdrawn_twice(practice: Practice) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    source = backed_up(practice)
    withdraw(practice.open(), "R1")
    for _ in range(2):
        bring_back(practice, source)
        practice.clock.pass_days(1)
        assert show(practice.open(), "R1").status(NOON.date()) is ReleaseStatus.WITHDRAWN
    assert [entry.event.value for entry in list_entries(practice.open())].count("release withdrawn") == 1


def test_the_present_ways_in_stay(practice: Practice) -> None:
    source = backed_up(practice)
    change_passphrase(practice.open(), NEW, TESTING)
    bring_back(practice, source)
    practice.open_with(NEW)
    with pytest.raises(UnlockFailed):
        practice.open_with(PASSPHRASE)


def test_without_the_present_vault_this_machine_remembers_what_was_taken_away(practice: Practice) -> None:
    opened = practice.open()
    released = draft(opened, "heron", Form(text="She leads."))
    asked = request(opened, released.id, Ask(SignoffMethod.EMAIL))
    import_answer(opened, released.id, Answer(mail(f"I approve {asked.request.code}")))
    source = backed_up(practice)
    opened = practice.open()
    erase_note(opened, "heron/3")
    withdraw(opened, released.id)
    end_engagement(opened, "heron", NOON.date())
    destroy.destroy(opened, Order("E3"))
    practice.path.write_bytes(b"SQLite format 3\0 and nothing else")
    restored = bring_back(practice, source)
    assert (restored.compared, restored.seen_newer, restored.remembered) == (False, True, True)
    opened = practice.open()
    by_id = {each.id: each for each in list_engagements(opened)}
    assert by_id["E1"].ended == NOON.date()
    assert by_id["E1"].tally.notes == 2
    assert by_id["E3"].destroyed == NOON.date()
    assert show(opened, released.id).status(NOON.date()) is ReleaseStatus.WITHDRAWN
    with pytest.raises(NotFound, match="destroyed"):
        show_note(opened, "linden/1", "to see")
    assert practice.faults() == []
    practice.path.unlink()
    assert bring_back(practice, source, accept=False).remembered


def test_without_vault_and_state_folder_it_says_that_it_cannot_know(practice: Practice, tmp_path: Path) -> None:
    source = backed_up(practice)
    erase_note(practice.open(), "heron/3")
    practice.path.unlink()
    other = practice.on_another_machine(tmp_path / "other")
    assert not bring_back(other, source, accept=False).remembered
    assert len(list_notes(other.open(), "heron", Filter()).notes) == 3


def test_an_end_that_was_taken_back_is_not_brought_about_again(practice: Practice) -> None:
    source = backed_up(practice)
    opened = practice.open()
    end_engagement(opened, "heron", NOON.date())
    reopen_engagement(opened, "E1", "ended by mistake")
    practice.path.unlink()
    assert not bring_back(practice, source, accept=False).remembered
    assert {each.id for each in list_engagements(practice.open()) if each.ended} == {"E3"}


def test_an_older_file_put_in_place_is_taken_on_purpose(practice: Practice) -> None:
    yesterday = practice.path.read_bytes()
    opened = practice.open()
    add_note(opened, "heron", NoteDraft("Today."))
    practice.path.write_bytes(yesterday)
    with pytest.raises(RolledBack):
        practice.open()
    with pytest.raises(Refused, match="already"):
        bring_back(practice, practice.path, accept=False)
    restored = bring_back(practice, practice.path)
    assert (restored.compared, restored.seen_newer) == (False, True)
    assert len(list_notes(practice.open(), "heron", Filter()).notes) == 3


def test_another_vault_is_not_replaced(practice: Practice, tmp_path: Path) -> None:
    source = backed_up(practice)
    other = empty_practice(tmp_path / "other")
    other.tamper("UPDATE header SET value = x'0102030405060708090a0b0c0d0e0f10' WHERE name = 'vault_id'")
    before = other.path.read_bytes()
    with pytest.raises(Refused, match="Another vault"):
        bring_back(other, source)
    with pytest.raises(Refused, match="already"):
        bring_back(practice, source, accept=False)
    with pytest.raises(NoVault):
        bring_back(practice, tmp_path / "nowhere.vault")
    with pytest.raises(UnlockFailed):
        restore(practice.setting, RestoreOrder(source, True, None, TESTING), Credentials(lambda: "wrong"))
    assert other.path.read_bytes() == before


def test_a_copy_that_fails_leaves_the_vault_alone(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    source = backed_up(practice)
    add_client(practice.open(), "jay", {})
    before = practice.path.read_bytes()

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coachvault.vault.copying._require_whole", fail)
    with pytest.raises(KeyboardInterrupt):
        bring_back(practice, source)
    assert practice.path.read_bytes() == before
    assert [path.name for path in practice.path.parent.iterdir() if "before" in path.name or "unf" in path.name] == []


def test_a_folder_on_a_disk_that_is_not_there_is_not_made(practice: Practice, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="folder"):
        backups.create(practice.open(), tmp_path / "disk" / "copies")
    assert not (tmp_path / "disk").exists()


class TestMovingAway:
    def test_the_vault_that_is_left_is_read_and_not_written(self, practice: Practice, tmp_path: Path) -> None:
        inbox.settle(practice.open())
        backups.move_away(practice.open(), tmp_path / "new.vault")
        before = practice.path.read_bytes()
        assert len(list_notes(practice.open(), "heron", Filter()).notes) == 3
        changes: list[Callable[[], object]] = [
            lambda: add_note(practice.open(), "heron", NoteDraft("too late")),
            lambda: backups.forget(practice.open(), "B1"),
            lambda: rotate_keys(practice.open(), PASSPHRASE, TESTING),
        ]
        for change in changes:
            with pytest.raises(Refused, match="moved to another machine"):
                change()
        (tmp_path / "new.vault").unlink()  # taken to the other machine
        assert show_note(practice.open(), "linden/1", "the client asked").note.body
        assert practice.path.read_bytes() == before
        assert practice.faults() == []

    def test_what_is_read_in_it_is_recorded_where_it_goes_on_here(self, practice: Practice, tmp_path: Path) -> None:
        place = tmp_path / "new.vault"
        backups.move_away(practice.open(), place)
        with pytest.raises(Locked, match="never unlocked"):
            show_note(practice.open(), "linden/1", "the client asked")
        there = Practice(msgspec.structs.replace(practice.setting, vault_path=place), practice.clock)
        inbox.settle(there.open())
        assert show_note(practice.open(), "linden/1", "the client asked").note.body
        inbox.settle(there.open())
        assert list_entries(there.open())[-1].why == "the client asked"

    def test_what_is_read_in_it_is_recorded_nowhere_while_it_is_on_its_way(
        self, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backups.move_away(practice.open(), tmp_path / "new.vault")
        monkeypatch.setattr(readings, "is_apart", lambda place, _: place == tmp_path / "new.vault")
        assert readings.NOT_RECORDED in readings.about_copy(practice.open())
        assert show_note(practice.open(), "linden/1", "the client asked").note.body

    def test_the_copy_goes_on_elsewhere(self, practice: Practice, tmp_path: Path) -> None:
        backups.move_away(practice.open(), tmp_path / "new.vault")
        other = practice.on_another_machine(tmp_path / "state")
        place = tmp_path / "laptop" / "practice.vault"
        there = Practice(msgspec.structs.replace(other.setting, vault_path=place), practice.clock)
        wanted = RestoreOrder(tmp_path / "new.vault", accept=False, new_passphrase=None, cost=TESTING)
        restore(there.setting, wanted, Credentials(lambda: PASSPHRASE))
        add_note(there.open(), "heron", NoteDraft("on the new laptop"))
        assert there.faults() == []

    def test_it_is_taken_up_here_again_on_purpose(self, practice: Practice, tmp_path: Path) -> None:
        backups.move_away(practice.open(), tmp_path / "new.vault")
        wanted = RestoreOrder(practice.path, accept=True, new_passphrase=None, cost=TESTING)
        restore(practice.setting, wanted, Credentials(lambda: PASSPHRASE))
        add_note(practice.open(), "heron", NoteDraft("stayed after all"))

    def test_a_note_that_waits_does_not_keep_it_from_being_read(self, practice: Practice, tmp_path: Path) -> None:
        inbox.settle(practice.open())
        inbox.write_locked(practice.setting, "heron", NoteDraft("on the old laptop"))
        backups.move_away(practice.open(), tmp_path / "new.vault")
        with pytest.raises(Refused, match="moved to another machine"):
            inbox.write_locked(practice.setting, "heron", NoteDraft("too late"))
        assert inbox.settle(practice.open()).filed == ()
        assert len(list_notes(practice.open(), "heron", Filter()).notes) == 3


class TestAutomaticBackups:
    def test_one_is_made_when_something_has_changed_and_the_newest_ten_stay(
        self, practice: Practice, tmp_path: Path
    ) -> None:
        folder = tmp_path / "copies"
        folder.mkdir(mode=0o700)
        own = backups.create(practice.open(), folder / "by-hand.vault")
        assert backups.make_automatic(practice.open()) is None
        backups.set_automatic(practice.open(), folder)
        for number in range(12):
            practice.clock.pass_days(1)
            add_note(practice.open(), "heron", NoteDraft(f"note {number}"))
            assert backups.make_automatic(practice.open()) is not None
            assert backups.make_automatic(practice.open()) is None
        names = sorted(path.name for path in folder.iterdir())
        assert names[-1] == "by-hand.vault"
        assert len(names) == 11
        assert len(backups.list_backups(practice.open())) == 11
        assert Path(own.path).exists()
        newest = Practice(msgspec.structs.replace(practice.setting, vault_path=folder / names[-2]), practice.clock)
        assert newest.faults() == practice.faults() == []
        assert len(list_notes(newest.open(), "heron", Filter()).notes) == 15

    def test_a_folder_that_is_away_is_told_and_none_is_made_after_off(self, practice: Practice, tmp_path: Path) -> None:
        folder = tmp_path / "disk"
        with pytest.raises(NotFound):
            backups.set_automatic(practice.open(), folder)
        folder.mkdir(mode=0o700)
        backups.set_automatic(practice.open(), folder)
        folder.rmdir()
        with pytest.raises(NotFound, match="none was made"):
            backups.make_automatic(practice.open())
        assert not folder.exists()
        backups.set_automatic(practice.open(), None)
        assert backups.make_automatic(practice.open()) is None

    @pytest.mark.parametrize(
        "stands", ["letters", "nothing in it", "damaged", "another vault", "another copy", "a link"]
    )
    def test_what_is_not_that_very_copy_is_never_deleted(
        self, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stands: str
    ) -> None:
        monkeypatch.setattr(backups, "MOST_AUTOMATIC", 1)
        folder = tmp_path / "copies"
        folder.mkdir(mode=0o700)
        backups.set_automatic(practice.open(), folder)
        made = backups.make_automatic(practice.open())
        assert made is not None
        place, whole = Path(made.path), Path(made.path).read_bytes()
        place.unlink()
        if stands == "a link":
            (tmp_path / "letters.txt").write_text("Letters.")
            place.symlink_to(tmp_path / "letters.txt")
        else:
            place.touch(0o600)
            place.write_bytes(
                {
                    "letters": b"Letters.",
                    "nothing in it": b"",
                    "damaged": whole[:8000] + bytes(len(whole) - 8000),
                    "another vault": empty_practice(tmp_path / "other").path.read_bytes(),
                    "another copy": practice.path.read_bytes(),
                }[stands]
            )
        before = place.read_bytes()
        practice.clock.pass_days(1)
        add_note(practice.open(), "heron", NoteDraft("Written since."))
        assert backups.make_automatic(practice.open())
        assert place.read_bytes() == before
        assert made.copy_id in [each.backup.copy_id for each in backups.list_backups(practice.open())]


@pytest.mark.parametrize("act", ["verify", "clean"])
def test_a_listed_copy_that_only_a_key_shows_to_be_something_else_is_left(
    act: str, practice: Practice, tmp_path: Path
) -> None:
    made = backups.create(practice.open(), tmp_path / "copy.vault")
    locked = LockedVault.at(tmp_path / "copy.vault", tmp_path / "another")
    with Vault(locked, practice.open().vault.day).change("note add", NOON) as change:
        change.take_role(HeaderRole.VAULT)
    add_note(practice.open(), "heron", NoteDraft("Since then."))
    before = (tmp_path / "copy.vault").read_bytes()
    if act == "clean":
        assert [bool(each.why) for each in clean_copies.clean(practice.open())] == [True]
    else:
        with pytest.raises(Diverged):
            backups.verify_known(practice.open(), made, lambda *_: None)
    assert (tmp_path / "copy.vault").read_bytes() == before
