"""What was destroyed stays so: by whichever way in, from whichever copy, and for whoever had keys before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError, IntegrityError, Locked, NotFound, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.services.copies import backups, reapply
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft
from coachvault.services.notes.sealed import read_sealed_engagement, show_note
from coachvault.services.records import certificates, roster
from coachvault.services.records.note_places import summaries
from coachvault.services.retention import due as retention_due
from coachvault.services.retention import policy, policy_change
from coachvault.texts.policy import DEFAULT_POLICY
from coachvault.vault import schema
from coachvault.vault.codec import CompartmentId
from coachvault.vault.keys import DayKeys, KeyPlace, unwrap, unwrap_duty
from coachvault.vault.known import KnownState, Remembered
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, filled_practice, row_of

EXECUTOR, READER = CustodianRole.EXECUTOR, CustodianRole.READER


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def added(practice: Practice, code: str, role: CustodianRole) -> str:
    return " ".join(custodians.add(practice.open(), code, role, {}).words)


def by(practice: Practice, *words: str) -> OpenVault:
    return open_vault(practice.setting, Credentials(str, list(words)))


def test_every_table_has_a_step() -> None:
    assert set(reapply.TABLES) == set(schema.TABLES)


def test_each_table_is_brought_up_but_for_those_that_stay(practice: Practice, tmp_path: Path) -> None:
    """Of a copy from before an erasure, a destruction and a filing: no row stays that does not stay in the vault."""
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("Waits."))
    practice.tamper("INSERT INTO search SELECT DISTINCT compartment_id, 1, 1, zeroblob(64) FROM compartment")
    backups.create(practice.open(), tmp_path / "copy.vault")
    copy, before = tmp_path / "copy.vault", rows_by_table(tmp_path / "copy.vault")
    inbox.settle(practice.open())
    erase_note(practice.open(), "heron/2")
    copy.rename(tmp_path / "away.vault")
    destroy.destroy(practice.open(), Order("E3"))
    (tmp_path / "away.vault").rename(copy)
    clean_copies.clean(practice.open())
    after = rows_by_table(copy)
    changed = {name for name, rows in after.items() if not before[name] <= rows}
    assert changed == {name for name, step in reapply.TABLES.items() if step is not reapply.stays}


def rows_by_table(path: Path) -> dict[str, set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as copy:
        return {name: set(copy.execute(f"SELECT * FROM {name}")) for name in schema.TABLES}  # noqa: S608


@pytest.mark.parametrize("way", ["passphrase", "recovery words", "a quorum", "an executor"])
def test_keys_and_rows_that_are_planted_together_open_by_no_way_in(way: str, practice: Practice) -> None:
    words = {code: added(practice, code, READER) for code in ("aspen", "birch")} | {
        "maple": added(practice, "maple", EXECUTOR)
    }
    custodians.set_quorum(practice.open(), 2)
    ways: dict[str, Callable[[], OpenVault]] = {
        "passphrase": lambda: practice.open_with(PASSPHRASE),
        "recovery words": practice.open,
        "a quorum": lambda: by(practice, words["aspen"], words["birch"]),
        "an executor": lambda: by(practice, words["maple"]),
    }
    with practice.open().vault.read() as snapshot:
        compartment_id = roster.engagement(snapshot, 3).compartment_id
    keys = practice.rows("SELECT * FROM compartment WHERE compartment_id = ?", compartment_id)
    rows = practice.rows("SELECT * FROM record WHERE compartment_id = ?", compartment_id)
    destroy.destroy(practice.open(), Order("E3"))
    for row in keys:
        practice.tamper("INSERT INTO compartment VALUES (?, ?, ?, ?)", *row)
    for row in rows:
        practice.tamper("INSERT INTO record VALUES (?, ?, ?, ?, ?)", *row)
    attempts: list[Callable[[OpenVault], object]] = [read_notes, read_all, look_inside(compartment_id)]
    for attempt in attempts:
        with pytest.raises(CoachVaultError):
            attempt(ways[way]())


def read_notes(opened: OpenVault) -> object:
    return show_note(opened, "linden/1", "to see whether it is gone")


def read_all(opened: OpenVault) -> object:
    return read_sealed_engagement(opened, "E3", "to see whether it is gone")


def look_inside(compartment_id: CompartmentId) -> Callable[[OpenVault], object]:
    """Reads with all the keys that somebody has, past every service."""

    def look(opened: OpenVault) -> object:
        with opened.reading_vault().read(opened.unseal()) as snapshot:
            return snapshot.head(compartment_id)

    return look


def test_an_unreachable_backup_brings_nothing_back_beside_the_present_vault(practice: Practice, tmp_path: Path) -> None:
    backup = backups.create(practice.open(), practice.path.parent / "copies")
    away = tmp_path / "away.vault"
    Path(backup.path).rename(away)
    assert destroy.destroy(practice.open(), Order("E3")).state == "destroyed here"
    other = practice.on_another_machine(tmp_path / "another state")  # the machine itself remembers nothing
    restored = restore(other.setting, RestoreOrder(away, True, None, TESTING), Credentials(str, [WORDS]))
    assert (restored.compared, restored.remembered) == (True, False)
    assert {each.id for each in list_engagements(other.open()) if each.destroyed} == {"E3"}
    for attempt in (read_notes, read_all):
        with pytest.raises(NotFound, match="destroyed on"):
            attempt(other.open())
    assert certificates.find_certificate(other.open(), "E3").copies_left
    assert other.faults() == []


def test_old_keys_open_nothing_of_today_after_a_removal(practice: Practice, tmp_path: Path) -> None:
    executor = added(practice, "maple", EXECUTOR)
    readers = [added(practice, code, READER) for code in ("aspen", "birch", "cedar")]
    custodians.set_quorum(practice.open(), 2)
    old = Practice.at(tmp_path / "old")
    old.path.parent.mkdir(mode=0o700, parents=True)
    old.path.write_bytes(practice.path.read_bytes())
    old.path.chmod(0o600)
    by_readers = by(old, readers[0], readers[1])
    header = by_readers.vault.locked.header
    held = [
        each.at(header.step, header.duty_step)
        for each in (by(old, executor).vault.day, by_readers.vault.day, DayKeys.from_root(by_readers.root()))
    ]
    before = practice.rows("SELECT compartment_id, generation, wrapped_key FROM compartment")
    assert all(any(opens(day, practice, row) for day in held) for row in before), "the attempt is a real one"
    custodians.remove(practice.open(), "maple", PASSPHRASE, TESTING)
    custodians.remove(practice.open(), "aspen", PASSPHRASE, TESTING)
    present = practice.rows("SELECT compartment_id, generation, wrapped_key FROM compartment")
    assert len(present) > len(before)
    assert not any(opens(day, practice, row) for day in held for row in present)


def opens(day: DayKeys, practice: Practice, row: tuple[bytes, ...]) -> bool:
    """Tells whether day keys open a wrapped key, of whichever epoch it is taken for."""
    vault_id = practice.open().vault.locked.header.vault_id
    for epoch in (1, 2, 3):
        place = KeyPlace(vault_id, epoch, CompartmentId(row[0]), row[1])  # type: ignore[arg-type]
        for way in (unwrap_duty, unwrap):
            with suppress(IntegrityError, Refused):
                with suppress(Locked):  # sealed under a key that was opened
                    way(day, place, row[2])
                return True
    return False


def test_a_day_begins_in_the_zone_of_the_machine(practice: Practice) -> None:
    due = date(2032, 12, 31)
    west, east = timezone(timedelta(hours=-5)), timezone(timedelta(hours=9))
    midnight = datetime(due.year, due.month, due.day, tzinfo=UTC)
    for zone, moment, is_due in (
        (UTC, midnight, True),
        (UTC, midnight - timedelta(minutes=1), False),
        (west, midnight, False),
        (west, midnight + timedelta(hours=5), True),
        (east, midnight - timedelta(hours=9), True),
        (east, midnight - timedelta(hours=9, minutes=1), False),
    ):
        practice.clock.moment = moment.astimezone(zone)
        found = {each.subject for each in retention_due.list_due(practice.open()).notes}
        assert ("E3" in found) == is_due, f"{moment} in {zone}"


def test_a_certificate_names_the_extension_and_its_reason(practice: Practice) -> None:
    retention_due.extend(practice.open(), "E3", date(2050, 1, 1), "the client may come back")
    practice.pass_years(24)
    certificate = destroy.destroy(practice.open(), Order("E3"))
    assert certificate.due == date(2050, 1, 1)
    assert certificate.authority.endswith(
        "; extended on 2026-11-23 until 2050-01-01, because: the client may come back"
    )


def test_a_certificate_names_a_birth_date_that_was_missing(practice: Practice) -> None:
    policy_change.set_policy(
        practice.open(), DEFAULT_POLICY.replace("[retention.notes]", '[retention.notes]\nfrom = "birth"')
    )
    practice.pass_years(8)
    assert "birth date is not known" in destroy.destroy(practice.open(), Order("E3")).authority


def test_a_custodian_says_that_waiting_notes_were_not_looked_at(practice: Practice) -> None:
    words = added(practice, "maple", EXECUTOR)
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "linden", NoteDraft("An afterthought."))
    practice.pass_years(8)
    certificate = destroy.destroy(by(practice, words), Order("E3"))
    assert "1 note waits to be filed" in certificate.remark
    assert len(practice.rows("SELECT * FROM inbox")) == 1
    filing = inbox.settle(practice.open())  # the coach is asked, and nothing goes into a new engagement by itself
    assert filing.filed == ()
    assert "E3 were destroyed" in filing.waiting[0].why
    inbox.discard(practice.open(), "w1")
    assert practice.rows("SELECT * FROM inbox") == []
    assert "waits to be filed" not in destroy.destroy(practice.open(), Order("E1")).remark


HASHING = Remembered(bytes(32), KnownState())


def remembered(practice: Practice, known: KnownState) -> bool:
    opened = practice.open()
    with opened.vault.change("restore", NOON, sealing=opened.unseal()) as change:
        return reapply.delete_remembered(change, Remembered(bytes(32), known), NOON.date())


def compartment(practice: Practice, number: int) -> CompartmentId:
    with practice.open().vault.read() as snapshot:
        return roster.engagement(snapshot, number).compartment_id


def test_what_this_machine_remembers_is_taken_away_from_a_copy_and_counted_anew(practice: Practice) -> None:
    day = NOON.date()
    compartment_id, record_id = row_of(practice.open(), "heron/2")
    known = KnownState(
        gone=(HASHING.hashed(compartment(practice, 3)),),
        sealed={HASHING.hashed(compartment(practice, 2)).hex(): bytes(16)},
        erased={HASHING.hashed(compartment_id).hex(): (HASHING.hashed(compartment_id, record_id),)},
        held=(HASHING.hashed(compartment_id),),
    )
    assert remembered(practice, known)
    linden, wren, heron = list_engagements(practice.open())
    assert (heron.tally.notes, heron.tally.last_number) == (2, 3)
    assert (wren.ended, linden.destroyed, linden.tally.notes) == (day, day, 0)
    with practice.open().vault.read() as snapshot:
        assert snapshot.is_sealed(compartment(practice, 2))
        assert compartment_id in snapshot.compartment_ids()
        assert len(summaries(snapshot, CompartmentId(compartment_id))) == 2
        (hold,) = policy.holds(snapshot)
        assert (hold.engagement, hold.reason) == (1, reapply.LOST_REASON)
    assert not remembered(practice, known)
    assert practice.faults() == []


def test_nothing_remembered_changes_nothing(practice: Practice) -> None:
    assert not remembered(practice, KnownState())
    assert not remembered(practice, KnownState(gone=(bytes(16),)))
    assert [each.tally.notes for each in list_engagements(practice.open())] == [2, 1, 3]
