"""A practice to test with: a clock that stands still, a quick passphrase, a vault that is filled once and copied."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from coachvault.crypto.kdf import KdfProfile
from coachvault.crypto.words import encode_words
from coachvault.practice.note import NoteKind
from coachvault.practice.people import Profile
from coachvault.services.copies.check import check
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.engagements.lifecycle import Start, end_engagement, start
from coachvault.services.keys.create_vault import found_practice
from coachvault.services.notes.editing import edit_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people.directory import add_client, add_sponsor
from coachvault.services.records.note_places import find_note, note_id, require_item
from coachvault.services.retention.clock_trust import ClockIsRight, record_word
from coachvault.vault import schema
from coachvault.vault.codec import CopyId, VaultId
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.known import Known
from coachvault.vault.store import LedgerRow

TESTING = KdfProfile(opslimit=1, memlimit_bytes=64 * 1024 * 1024)
PASSPHRASE = "a pass phrase for tests"
WORDS = " ".join(encode_words(bytes(range(32))))
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Value = bytes | str | int | float | None


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime = NOON, zone: str = "UTC") -> None:
        self.moment = moment
        self._zone = zone

    def now(self) -> datetime:
        return self.moment

    def zone(self) -> str:
        return self._zone

    def pass_days(self, days: int) -> None:
        self.moment += timedelta(days=days)


@dataclass(frozen=True)
class Practice:
    """A vault in a folder of its own, with the state folder of one machine."""

    setting: Setting
    clock: FakeClock

    @classmethod
    def at(cls, folder: Path) -> Practice:
        clock = FakeClock()
        return cls(Setting(folder / "vault" / "practice.vault", folder / "state", clock), clock)

    @property
    def path(self) -> Path:
        return self.setting.vault_path

    def open(self) -> OpenVault:
        """Opens it with the recovery words: they take no Argon2 and are therefore quick."""
        return open_vault(self.setting, Credentials(str, [WORDS]))

    def pass_years(self, years: int) -> None:
        """Lets years pass in which nobody opened it; then the coach says, on the record, that the clock is right."""
        self.clock.pass_days(years * 366)
        say_that_the_clock_is_right(self.open())

    def open_with(self, passphrase: str) -> OpenVault:
        return open_vault(self.setting, Credentials(lambda: passphrase))

    def faults(self) -> list[str]:
        """Returns what `check` finds wrong."""
        found = check(self.setting, Credentials(str, [WORDS]), lambda *_: None)
        return found.faults + found.of_header

    def on_another_machine(self, state_folder: Path) -> Practice:
        return Practice(Setting(self.path, state_folder, self.clock), self.clock)

    def rows(self, query: str, *values: Value) -> list[tuple[bytes, ...]]:
        """Looks into the file without any key."""
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def tamper(self, statement: str, *values: Value) -> None:
        """Changes the file with another program, and makes sure that something was changed."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            assert connection.execute(statement, values).rowcount != 0
        finally:
            connection.close()

    def tamper_loosely(self, statement: str, *values: Value) -> None:
        """Changes the file as `tamper` does, with values of types that its tables forbid."""
        loose = {name: sql.replace(" STRICT, ", " ").replace(" STRICT", "") for name, sql in schema.TABLES.items()}
        self._put_schema({name: sql.replace(" NOT NULL", "") for name, sql in loose.items()})
        self.tamper(statement, *values)
        self._put_schema(schema.TABLES)

    def _put_schema(self, tables: dict[str, str]) -> None:
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            connection.execute("PRAGMA writable_schema=ON")
            for name, sql in tables.items():
                connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, name))
        finally:
            connection.close()


def say_that_the_clock_is_right(opened: OpenVault) -> None:
    """Puts the word on record that a destruction takes after a long time."""
    with opened.vault.change("document written", opened.now()) as change:
        record_word(change, opened, ClockIsRight(opened.now().date(), "the clock of the tests stands still"))


def as_cleaning(opened: OpenVault) -> OpenVault:
    """Lets a copy be changed, as cleaning and restoring change one; whoever opens it cannot."""
    vault = msgspec.structs.replace(opened.vault, require_may=lambda _: None, withhold=None)
    return msgspec.structs.replace(opened, vault=vault)


def mail(text: str, *, sender: str = "Ada Marsh <ada@example.org>", at: datetime = NOON) -> bytes:
    """A raw mail in plain text."""
    head = f"From: {sender}\r\nTo: coach@example.net\r\nSubject: Re: consent\r\nDate: {format_datetime(at)}\r\n"
    kind = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    return (head + kind + "\r\n" + text.replace("\n", "\r\n") + "\r\n").encode()


def row_of(opened: OpenVault, typed: str) -> tuple[bytes, bytes]:
    """Returns the compartment and the record in which an open note is."""
    with opened.vault.read() as snapshot:
        wanted = note_id(snapshot, typed)
        place = find_note(snapshot, wanted)
        return place.compartment_id, require_item(snapshot, place, wanted).record_id


def empty_practice(folder: Path) -> Practice:
    """A practice on its first day."""
    return put_into(_empty(), folder)


def filled_practice(folder: Path) -> Practice:
    """A practice with some of everything.

    heron: E1, active, paid by otter, notes 1 to 3, the second in two wordings. wren: E2, a prospect with one note.
    linden: E3, ended, notes 1 and 2. And one note of the coach's own.
    """
    return put_into(_filled(), folder)


class Made(NamedTuple):
    """A vault that was made once: its file, its ids, the ledger's keys and newest entry."""

    file: bytes
    ids: tuple[VaultId, CopyId]
    keys: tuple[CompartmentKey, ...]
    newest: LedgerRow

    @classmethod
    def of(cls, practice: Practice) -> Made:
        with practice.open().vault.read() as snapshot:
            assert snapshot.last is not None
            ids = (snapshot.vault_id, snapshot.header.copy_id)
            return cls(practice.path.read_bytes(), ids, tuple(snapshot.ledger_keys()), snapshot.last)


def put_into(made: Made, folder: Path) -> Practice:
    """Puts a vault into a folder, on a computer that knows that it was made there and remembers nothing else."""
    practice = Practice.at(folder)
    practice.path.parent.mkdir(parents=True, mode=0o700)
    practice.path.touch(0o600)
    practice.path.write_bytes(made.file)
    made_here(practice.setting, made)
    return practice


def made_here(setting: Setting, made: Made) -> None:
    """Has a computer remember that a vault is made at a place, as `init` and `restore` do."""
    setting.state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    Known(setting.state_folder).announce(setting.vault_path, made.ids, made.keys, made.newest)


@cache
def _empty() -> Made:
    with TemporaryDirectory() as folder:
        practice = Practice.at(Path(folder))
        found_practice(practice.setting, Profile(name="Riverside"), PASSPHRASE, WORDS.split(), TESTING)
        return Made.of(practice)


@cache
def _filled() -> Made:
    with TemporaryDirectory() as folder:
        practice = put_into(_empty(), Path(folder))
        _fill(practice.open())
        return Made.of(practice)


def _fill(opened: OpenVault) -> None:
    add_sponsor(opened, "otter", {"name": "Rosalind Vance", "organisation": "Acme"})
    add_client(opened, "heron", {"name": "Ada Marsh", "email": "ada@example.org"})
    start(opened, Start("heron", "otter", date(2026, 1, 5), {"objectives": ["speak up"], "tags": ["senior"]}))
    for number in (1, 2, 3):
        add_note(
            opened, "heron", NoteDraft(f"Session {number}: the weekly meeting.\nShe spoke first.", tags=("voice",))
        )
    edit_note(opened, "heron/2", 1, {"body": "Session 2: the weekly meeting, told again."})
    add_client(opened, "wren", {"name": "Bea Cole"})
    add_note(opened, "wren", NoteDraft("First call; wants to change roles."))
    add_client(opened, "linden", {"name": "Cy Doran"})
    start(opened, Start("linden", "", date(2025, 1, 5), {}))
    for number in (1, 2):
        add_note(opened, "linden", NoteDraft(f"Sealed session {number}.", held_on="2025-03-0" + str(number)))
    end_engagement(opened, "linden", date(2025, 12, 31))
    add_note(opened, None, NoteDraft("I talk too much.", kind=NoteKind.SUPERVISION))
