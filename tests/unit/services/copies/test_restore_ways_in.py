"""What leads into the vault was changed: `check` says so, `restore` writes every way in anew from what is inside."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coachvault.crypto.sealing import key_pair_from_private
from coachvault.errors import CoachVaultError, IntegrityError, Locked, Refused, UnlockFailed
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.services.copies import backups
from coachvault.services.copies.check import Findings, check, check_in_full
from coachvault.services.copies.restore import Restored, RestoreOrder, WaysIn, restore
from coachvault.services.core.open_vault import Credentials, Opener, Unlocked, open_vault
from coachvault.services.custody import custodians
from coachvault.services.keys import credentials
from coachvault.services.keys.create_vault import draw_recovery_words
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import read_sealed_engagement
from coachvault.services.records.register import list_entries
from coachvault.vault.header import HeaderRole
from coachvault.vault.slots import SlotKind
from coachvault.vault.vault import LockedVault
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice

BY_PASSPHRASE, BY_WORDS = Credentials(lambda: PASSPHRASE), Credentials(str, [WORDS])
NEW = "quite another one"
Sheets = dict[str, list[str]]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def sheets(practice: Practice) -> Sheets:
    """Two readers and an executor, each with words of their own."""
    roles = {"birch": CustodianRole.READER, "alder": CustodianRole.READER, "maple": CustodianRole.EXECUTOR}
    words = {code: " ".join(custodians.add(practice.open(), code, role, {}).words) for code, role in roles.items()}
    custodians.set_quorum(practice.open(), 2)
    return {"readers": [words["birch"], words["alder"]], "executor": [words["maple"]]}


def looked(practice: Practice, credentials: Credentials = BY_PASSPHRASE) -> Findings:
    return check(practice.setting, credentials, lambda *_: None)


def mended(practice: Practice, credentials: Credentials = BY_PASSPHRASE, source: Path | None = None) -> Restored:
    new = (lambda: NEW) if credentials.words else None
    return restore(practice.setting, RestoreOrder(source or practice.path, True, new, TESTING), credentials)


def told(practice: Practice) -> list[str]:
    """Everything that was ever written, through the recovery words."""
    opened = open_vault(practice.setting, BY_WORDS)
    notes = [str(line.id) for line in list_notes(opened, None, Filter()).notes]
    open_ones = [view.note.body for note in notes for view in read_history(opened, note)]
    return open_ones + [view.note.body for view in read_sealed_engagement(opened, "E3", "to compare")[2]]


def flipped(practice: Practice, table: str, column: str, where: str, position: int) -> None:
    [(value,)] = practice.rows(f"SELECT {column} FROM {table} WHERE {where}")  # noqa: S608
    changed = bytearray(value)
    changed[position] ^= 4
    practice.tamper(f"UPDATE {table} SET {column} = ? WHERE {where}", bytes(changed))  # noqa: S608


def in_slot(kind: SlotKind, position: int, practice: Practice) -> None:
    flipped(practice, "slot", "box", f"substr(box, 1, 1) = x'{kind:02x}'", position)


def in_header(name: str, practice: Practice) -> None:
    flipped(practice, "header", "value", f"name = '{name}'", 3)


@pytest.mark.parametrize(
    ("by", "kind", "position"),
    [
        *(("passphrase", kind, place) for kind in (SlotKind.RECOVERY, SlotKind.EXECUTOR) for place in (1, 511)),
        ("passphrase", SlotKind.READERS, 90),
        ("words", SlotKind.RECOVERY, 511),
        ("words", SlotKind.EXECUTOR, 40),
        ("words", SlotKind.READERS, 1),
    ],
)
def test_every_way_in_works_again(practice: Practice, sheets: Sheets, by: str, kind: SlotKind, position: int) -> None:
    before = told(practice)
    in_slot(kind, position, practice)
    with pytest.raises(IntegrityError, match="changed by something other"):
        list_notes(practice.open_with(PASSPHRASE), None, Filter())
    credentials, passphrase = (BY_PASSPHRASE, PASSPHRASE) if by == "passphrase" else (BY_WORDS, NEW)
    assert looked(practice, credentials).of_header
    assert looked(practice, credentials).faults == []
    assert mended(practice, credentials).ways_in is WaysIn.ANEW
    opened = practice.open_with(passphrase)
    found = check_in_full(practice.setting, Credentials(lambda: passphrase), lambda *_: None)
    assert found.faults == found.of_header == []
    assert found.opened == len(practice.rows("SELECT 1 FROM record"))
    [told_of_aside] = found.of_backups
    assert told_of_aside.startswith("B1: A way into the vault")
    assert told(practice) == before
    for words in sheets.values():
        assert open_vault(practice.setting, Credentials(str, words)).opener is not Opener.COACH
    [entered] = [entry for entry in list_entries(opened) if entry.event is Event.RESTORED]
    assert entered.why.endswith("every way in was written anew")


def test_words_whose_way_in_was_changed_open_nothing(practice: Practice) -> None:
    in_slot(SlotKind.RECOVERY, 40, practice)
    with pytest.raises(UnlockFailed):
        mended(practice, BY_WORDS)


@pytest.mark.parametrize("name", ["inbox_public", "copy_id", "mac"])
def test_the_header_is_written_anew_and_notes_are_sealed_to_the_right_key(practice: Practice, name: str) -> None:
    before = told(practice)
    in_header(name, practice)
    with pytest.raises(IntegrityError):
        list_notes(practice.open(), None, Filter())
    assert mended(practice).ways_in is WaysIn.ANEW
    with practice.open().vault.read() as snapshot:
        private = snapshot.keyring().inbox_private
        assert snapshot.header.inbox_public == key_pair_from_private(private).public
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("Written locked."))
    inbox.settle(practice.open())
    assert sorted(told(practice)) == sorted([*before, "Written locked."])


@pytest.mark.parametrize("name", ["vault_id", "epoch", "sealing", "directory"])
def test_what_only_the_header_knows_cannot_be_written_anew(practice: Practice, name: str) -> None:
    in_header(name, practice)
    before = practice.path.read_bytes()
    with pytest.raises((IntegrityError, UnlockFailed)):
        mended(practice)
    assert practice.path.read_bytes() == before


@pytest.mark.parametrize(
    "also",
    [
        "UPDATE header SET value = zeroblob(32) WHERE name = 'mac'",
        "DELETE FROM compartment WHERE compartment_id = (SELECT max(compartment_id) FROM compartment)",
        "UPDATE compartment SET head = zeroblob(length(head))",
        "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)",
        "DELETE FROM record",
    ],
)
def test_nothing_is_mended_over_any_other_damage(practice: Practice, also: str) -> None:
    in_slot(SlotKind.RECOVERY, 3, practice)
    practice.tamper(also)
    before = practice.path.read_bytes()
    with pytest.raises(IntegrityError):
        mended(practice)
    assert practice.path.read_bytes() == before


def test_nobody_writes_into_such_a_vault(practice: Practice) -> None:
    in_slot(SlotKind.RECOVERY, 3, practice)
    before = practice.path.read_bytes()
    opened = open_vault(practice.setting, BY_PASSPHRASE, despite_header=True)
    for attempt in (
        lambda: erase_note(opened, "heron/1"),
        lambda: credentials.rotate_keys(opened, PASSPHRASE, TESTING),
        lambda: backups.create(opened, practice.path.with_name("copy.vault")),
    ):
        with pytest.raises(IntegrityError, match="changed by something other"):
            attempt()
    assert practice.path.read_bytes() == before


def test_a_way_in_that_is_gone_or_one_too_many_is_told_by_its_kind(practice: Practice, sheets: Sheets) -> None:
    whole = practice.path.read_bytes()
    practice.tamper("DELETE FROM slot WHERE substr(box, 1, 1) = x'04'")
    assert looked(practice).of_header == ["There should be 1 ways in of the kind readers together, and there are 0."]
    practice.path.write_bytes(whole)
    practice.tamper("INSERT INTO slot SELECT zeroblob(16), box FROM slot WHERE substr(box, 1, 1) = x'02'")
    assert looked(practice).of_header == ["There should be 1 ways in of the kind recovery words, and there are 2."]
    practice.path.write_bytes(whole)
    in_header("inbox_public", practice)
    assert "sealed to while the vault is locked" in looked(practice).of_header[0]
    by_executor = looked(practice, Credentials(str, sheets["executor"]))
    assert by_executor.faults
    assert by_executor.of_header == [], "who cannot mend it is not told that it can be"


def test_a_removed_custodian_who_puts_the_old_way_in_back_is_out_again(practice: Practice, sheets: Sheets) -> None:
    old = practice.rows("SELECT slot_id, box FROM slot WHERE substr(box, 1, 1) = x'03'")
    custodians.remove(practice.open(), "maple", PASSPHRASE, TESTING)
    for slot in old:
        practice.tamper("INSERT INTO slot VALUES (?, ?)", *slot)
    assert mended(practice).ways_in is WaysIn.ANEW
    with pytest.raises(UnlockFailed):
        open_vault(practice.setting, Credentials(str, sheets["executor"]))


def test_a_way_in_by_a_key_of_somebody_else_is_not_taken_over(practice: Practice) -> None:
    in_slot(SlotKind.RECOVERY, 3, practice)
    practice.tamper("INSERT INTO slot VALUES (zeroblob(16), randomblob(512))")
    mended(practice)
    assert [row[0][0] for row in practice.rows("SELECT box FROM slot ORDER BY substr(box, 1, 1)")] == [1, 2]


def test_where_the_passphrase_has_no_way_in_the_words_bring_it_back(practice: Practice) -> None:
    practice.tamper("DELETE FROM slot WHERE substr(box, 1, 1) = x'01'")
    with pytest.raises(CoachVaultError):
        practice.open()
    assert mended(practice, BY_WORDS).ways_in is WaysIn.ANEW
    practice.open_with(NEW)


def test_over_a_vault_with_a_changed_way_in_a_copy_brings_nothing_back(practice: Practice) -> None:
    copy = practice.path.with_name("copy.vault")
    backups.create(practice.open(), copy)
    erase_note(practice.open(), "heron/1")
    after = told(practice)
    in_slot(SlotKind.RECOVERY, 3, practice)
    restored = mended(practice, source=copy)
    assert restored.compared
    assert restored.ways_in is WaysIn.ANEW
    assert told(practice) == after


def test_a_whole_vault_is_not_mended(practice: Practice) -> None:
    before = practice.rows("SELECT slot_id, box FROM slot ORDER BY slot_id")
    assert mended(practice).ways_in is WaysIn.COPY
    assert practice.rows("SELECT slot_id, box FROM slot ORDER BY slot_id") == before
    [aside] = backups.list_backups(practice.open())
    assert "-before-" in aside.backup.path
    found = check_in_full(practice.setting, BY_PASSPHRASE, lambda *_: None)
    assert found.faults == found.of_backups == found.passed_over == []


def test_an_older_header_that_was_put_back_whole_is_refused(practice: Practice) -> None:
    """It is authentic, but not the one that the newest entry covers: it may let in whom the newest does not."""
    old = sqlite3.connect(practice.path)
    header, slots = old.execute("SELECT * FROM header").fetchall(), old.execute("SELECT * FROM slot").fetchall()
    old.close()
    credentials.change_passphrase(practice.open(), NEW, TESTING)
    practice.tamper("DELETE FROM slot")
    for row in slots:
        practice.tamper("INSERT INTO slot VALUES (?, ?)", *row)
    for name, value in header:
        practice.tamper("UPDATE header SET value = ? WHERE name = ?", value, name)
    for attempt in (lambda: looked(practice), lambda: mended(practice)):
        with pytest.raises(IntegrityError):
            attempt()


class TestWhatEnded:
    """Ways in that were ended come back neither from the copy nor because somebody puts them back."""

    def test_over_a_changed_vault_the_copys_words_do_not_come_back(self, practice: Practice) -> None:
        copy = practice.path.with_name("copy.vault")
        backups.create(practice.open(), copy)
        new = draw_recovery_words()
        credentials.renew_recovery(practice.open(), new, tested=True)
        in_slot(SlotKind.PASSPHRASE, 511, practice)
        restored = mended(practice, source=copy)
        assert (restored.compared, restored.ways_in) == (True, WaysIn.ANEW)
        open_vault(practice.setting, Credentials(str, [" ".join(new)]))
        practice.open_with(PASSPHRASE)
        with pytest.raises(UnlockFailed):
            practice.open()

    @pytest.mark.parametrize("both", [False, True])
    def test_over_a_changed_vault_a_lower_quorum_does_not_come_back(
        self, practice: Practice, sheets: Sheets, both: bool
    ) -> None:
        custodians.add(practice.open(), "cedar", CustodianRole.READER, {})
        copy = practice.path.with_name("copy.vault")
        backups.create(practice.open(), copy)
        custodians.set_quorum(practice.open(), 3)
        in_slot(SlotKind.RECOVERY, 511, practice)
        if both:
            with closing(sqlite3.connect(copy, isolation_level=None)) as other:
                other.execute("UPDATE header SET value = zeroblob(32) WHERE name = 'mac'")
        assert mended(practice, source=copy).ways_in is WaysIn.ANEW
        with pytest.raises(UnlockFailed):
            open_vault(practice.setting, Credentials(str, sheets["readers"]))

    def test_replaced_words_that_were_put_back_open_nothing_for_good(self, practice: Practice) -> None:
        [old] = practice.rows("SELECT slot_id, box FROM slot WHERE substr(box, 1, 1) = x'02'")
        credentials.renew_recovery(practice.open(), draw_recovery_words(), tested=True)
        practice.tamper("INSERT INTO slot VALUES (?, ?)", *old)
        before = practice.path.read_bytes()
        with pytest.raises(UnlockFailed, match="replaced since"):
            mended(practice, BY_WORDS)
        assert practice.path.read_bytes() == before

    def test_readers_mend_nothing(self, practice: Practice, sheets: Sheets) -> None:
        in_slot(SlotKind.RECOVERY, 511, practice)
        before = practice.path.read_bytes()
        with pytest.raises(Refused, match="by the coach alone"):
            mended(practice, Credentials(str, sheets["readers"]))
        assert practice.path.read_bytes() == before


def test_by_words_a_changed_vault_takes_a_new_passphrase(practice: Practice) -> None:
    practice.tamper("INSERT INTO slot VALUES (zeroblob(16), randomblob(512))")
    before = practice.path.read_bytes()
    wanted = RestoreOrder(practice.path, accept=True, new_passphrase=None, cost=TESTING)
    with pytest.raises(Refused, match="new passphrase"):
        restore(practice.setting, wanted, BY_WORDS)
    assert practice.path.read_bytes() == before


@pytest.mark.parametrize("look", [check, check_in_full])
def test_what_no_restore_can_write_anew_is_told_as_lost(practice: Practice, look: Callable[..., Findings]) -> None:
    in_header("sealing", practice)
    found = look(practice.setting, BY_PASSPHRASE, lambda *_: None)
    assert found.of_header
    assert "no sealed note can be read" in " ".join(found.faults)


def test_where_nobody_gives_the_passphrase_no_more_is_told_than_was_looked_at(practice: Practice) -> None:
    day = practice.open().vault.day
    in_slot(SlotKind.RECOVERY, 3, practice)

    def nobody() -> str:
        raise Locked("nobody is here")

    found = looked(practice, Credentials(nobody, lend=lambda *_: Unlocked(day)))
    assert len(found.of_header) == 2
    assert "was not checked" in found.of_header[1]


def test_a_quorum_checks_a_whole_vault_in_full(practice: Practice, sheets: Sheets) -> None:
    found = check_in_full(practice.setting, Credentials(str, sheets["readers"]), lambda *_: None)
    assert found.faults == []
    assert found.opened == len(practice.rows("SELECT 1 FROM record"))


def test_a_file_under_another_name_stays_known_as_a_copy(practice: Practice) -> None:
    other = practice.path.with_name("kept.vault")
    other.hardlink_to(practice.path)
    mended(practice, source=other)
    known = [Path(each.backup.path) for each in backups.list_backups(practice.open())]
    assert other in known
    assert len(known) == 2


@pytest.mark.parametrize("is_lost", [False, True], ids=["over the present vault", "the vault is lost"])
def test_a_vault_that_is_brought_back_goes_past_the_highest_step_that_is_known(
    practice: Practice, tmp_path: Path, *, is_lost: bool
) -> None:
    copy = tmp_path / "copy.vault"
    backups.create(practice.open(), copy)
    for note_id in ("heron/1", "heron/3"):
        erase_note(practice.open(), note_id)
    before, present = (LockedVault.at(path, None).header.step for path in (copy, practice.path))
    if is_lost:
        practice.path.unlink()
    restore(practice.setting, RestoreOrder(copy, not is_lost, None, TESTING), Credentials(str, [WORDS]))
    header = LockedVault.at(practice.path, None).header
    assert (before, present) == (1, 3)
    assert header.step == present + 1, "also where the vault is lost: this computer has seen it"
    assert header.role is HeaderRole.VAULT
    assert practice.faults() == []
