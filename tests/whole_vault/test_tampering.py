"""Whatever another program changes in a vault is noticed: no command ever shows another text.

Reading fails with an error of ours, or gives exactly what was written, and then `check` finds the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coachvault.crypto.aead import random_bytes
from coachvault.errors import (
    FormatError,
    IntegrityError,
    NotFound,
    Refused,
    StorageFailed,
    UnlockFailed,
)
from coachvault.practice.people import Profile
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements, show_engagement
from coachvault.services.keys.create_vault import found_practice
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.overview.day import today
from coachvault.services.people.directory import list_clients, list_sponsors, show_client
from coachvault.services.records.register import list_entries
from coachvault.services.releases import export, proposals, requests
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.verification import Answer
from coachvault.vault.codec import CompartmentId
from coachvault.vault.keys import DayKeys, KeyPlace, Part, RootKey, random_compartment_key, wrap_sealed
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, Value, filled_practice, mail, row_of
from tests.shards import thinned

pytestmark = pytest.mark.sampled(3)

REFUSALS = (IntegrityError, UnlockFailed, FormatError)
RECORD = "WHERE compartment_id = ? AND record_id = ? AND revision = ?"
OTHER = 1 << 3


def everything(practice: Practice) -> list[object]:
    """Reads whatever can be read without unsealing."""
    opened = practice.open()
    notes = list_notes(opened, None, Filter())
    return [
        notes,
        [read_history(opened, str(line.id)) for line in notes.notes],
        [show_client(opened, line.code) for line in list_clients(opened)],
        list_sponsors(opened),
        [show_engagement(opened, each.id) for each in list_engagements(opened)],
        search_notes(opened, "session", None, Filter()),
        list_entries(opened),
        today(opened),
    ]


def is_noticed(practice: Practice, expected: list[object]) -> bool:
    """Tells whether reading is refused, or `check` finds something; what is read in spite of it is what was written."""
    try:
        assert everything(practice) == expected
    except REFUSALS:
        return True
    return practice.faults() != []


def flips(data: bytes, pieces: int = 12) -> Iterator[bytes]:
    """Yields copies with one flipped bit, at the first and last bytes and at some between; one byte for nothing."""
    if not data:
        yield bytes([OTHER])
        return
    for position in {0, min(1, len(data) - 1), len(data) - 1, *range(0, len(data), max(1, len(data) // pieces))}:
        changed = bytearray(data)
        changed[position] ^= OTHER
        yield bytes(changed)


def cells(practice: Practice, column: str, table: str, key: str) -> list[tuple[bytes, ...]]:
    return practice.rows(f"SELECT {column}, {key} FROM {table}")  # noqa: S608


@pytest.mark.parametrize(
    ("table", "column", "keys"),
    [
        ("header", "value", ("name",)),
        ("slot", "box", ("slot_id",)),
        ("slot", "slot_id", ("slot_id",)),
        ("compartment", "wrapped_key", ("compartment_id", "generation")),
        ("compartment", "head", ("compartment_id", "generation")),
        ("compartment", "compartment_id", ("compartment_id", "generation")),
        ("digest", "head", ("compartment_id", "generation")),
        ("digest", "compartment_id", ("compartment_id", "generation")),
        ("record", "box", ("compartment_id", "record_id", "revision")),
        ("record", "compartment_id", ("compartment_id", "record_id", "revision")),
        ("record", "record_id", ("compartment_id", "record_id", "revision")),
        ("ledger", "box", ("seq",)),
        ("ledger", "link", ("seq",)),
    ],
)
@pytest.mark.parametrize("every", thinned([3, 1]))
def test_a_flipped_bit_in_any_value_is_noticed(
    tmp_path: Path, table: str, column: str, keys: tuple[str, ...], every: int
) -> None:
    practice = filled_practice(tmp_path)
    expected = everything(practice)
    whole = practice.path.read_bytes()
    where = " AND ".join(f"{key} = ?" for key in keys)
    rows = cells(practice, column, table, ", ".join(keys))
    assert rows
    for value, *place in rows[::every]:
        for changed in flips(value, 4 if len(rows) > 5 else 12):
            practice.tamper(f"UPDATE {table} SET {column} = ? WHERE {where}", changed, *place)  # noqa: S608
            assert is_noticed(practice, expected), (table, column, place)
            practice.path.write_bytes(whole)
    assert everything(practice) == expected
    assert practice.faults() == []


@pytest.mark.parametrize("column", ["generation", "revision"])
@pytest.mark.parametrize("value", [0, 2, 3, 2**40, -1])
def test_a_changed_number_of_a_row_is_noticed(tmp_path: Path, column: str, value: int) -> None:
    practice = filled_practice(tmp_path)
    expected = everything(practice)
    place = row_of(practice.open(), "heron/1")
    practice.tamper(f"UPDATE record SET {column} = ? WHERE compartment_id = ? AND record_id = ?", value, *place)  # noqa: S608
    assert is_noticed(practice, expected)


def test_a_flipped_bit_in_the_passphrase_slot_never_opens_the_vault(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    whole = practice.path.read_bytes()
    [(slot_id, box)] = practice.rows("SELECT slot_id, box FROM slot WHERE substr(box, 1, 1) = x'01'")
    for position in (0, 1, 14, 29, 30, 60, 100, 133, 134, 511):
        changed = bytearray(box)
        changed[position] ^= OTHER
        practice.tamper("UPDATE slot SET box = ? WHERE slot_id = ?", bytes(changed), slot_id)
        with pytest.raises(REFUSALS):
            practice.open_with(PASSPHRASE)
        practice.path.write_bytes(whole)


def note_row(practice: Practice, typed: str, revision: int = 1) -> tuple[bytes, ...]:
    [row] = practice.rows(f"SELECT * FROM record {RECORD}", *row_of(practice.open(), typed), revision << 16)  # noqa: S608
    return row


def put(practice: Practice, row: tuple[Value, ...]) -> None:
    practice.tamper("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)", *row)


def test_two_rows_swapped_between_clients_are_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    first, second = note_row(practice, "heron/1"), note_row(practice, "wren/1")
    put(practice, (*first[:4], second[4]))
    put(practice, (*second[:4], first[4]))
    for typed in ("heron/1", "wren/1"):
        with pytest.raises(IntegrityError):
            show_note(practice.open(), typed)
    with pytest.raises(IntegrityError):
        search_notes(practice.open(), "session", None, Filter())
    assert len(practice.faults()) >= 2


def test_two_rows_swapped_within_an_engagement_are_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    first, second = note_row(practice, "heron/1"), note_row(practice, "heron/3")
    put(practice, (*first[:4], second[4]))
    put(practice, (*second[:4], first[4]))
    with pytest.raises(IntegrityError):
        show_note(practice.open(), "heron/1")


@pytest.mark.parametrize("revision", [1, 2])
def test_a_deleted_wording_is_noticed(tmp_path: Path, revision: int) -> None:
    practice = filled_practice(tmp_path)
    practice.tamper(f"DELETE FROM record {RECORD}", *row_of(practice.open(), "heron/2"), revision << 16)  # noqa: S608
    with pytest.raises(IntegrityError):
        read_history(practice.open(), "heron/2")
    if revision == 2:
        with pytest.raises(IntegrityError):
            show_note(practice.open(), "heron/2")
        with pytest.raises(IntegrityError):
            search_notes(practice.open(), "session", None, Filter())
    assert any("missing" in fault for fault in practice.faults())


def test_an_erased_row_that_was_put_back_is_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    row = note_row(practice, "heron/1")
    erase_note(practice.open(), "heron/1")
    put(practice, row)
    with pytest.raises(IntegrityError, match="put back or planted"):
        search_notes(practice.open(), "session", None, Filter())
    with pytest.raises(NotFound):
        show_note(practice.open(), "heron/1")
    assert any("put in, or back" in fault for fault in practice.faults())


def test_an_erased_wording_that_was_put_back_is_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    row = note_row(practice, "heron/2", 1)
    erase_earlier(practice.open(), "heron/2")
    put(practice, row)
    with pytest.raises(IntegrityError, match="put back or planted"):
        search_notes(practice.open(), "session", None, Filter())
    assert any("put in, or back" in fault for fault in practice.faults())


@pytest.mark.parametrize("with_digest", [False, True])
def test_an_old_row_together_with_its_old_head_is_noticed(tmp_path: Path, with_digest: bool) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    place = row_of(opened, "heron/1")
    [head] = practice.rows("SELECT head FROM compartment WHERE compartment_id = ?", place[0])
    [known] = practice.rows("SELECT head FROM digest WHERE compartment_id = ?", place[0])
    edit_note(opened, "heron/1", 1, {"body": "A new wording."})
    practice.tamper(f"DELETE FROM record {RECORD}", *place, 2 << 16)  # noqa: S608
    if with_digest:
        practice.tamper("UPDATE digest SET head = ? WHERE compartment_id = ?", known[0], place[0])
    practice.tamper("UPDATE compartment SET head = ? WHERE compartment_id = ?", head[0], place[0])
    for typed in ("heron/1", "wren/1"):
        with pytest.raises(IntegrityError):
            show_note(opened, typed)
    with pytest.raises(IntegrityError):
        practice.faults()


def test_an_old_row_its_old_head_and_an_old_ledger_are_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    tables = ("record", "compartment", "digest", "ledger")
    old = {table: practice.rows(f"SELECT * FROM {table}") for table in tables}  # noqa: S608
    edit_note(opened, "heron/1", 1, {"body": "A new wording."})
    for table, rows in old.items():
        practice.tamper(f"DELETE FROM {table}")  # noqa: S608
        for row in rows:
            practice.tamper(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", *row)  # noqa: S608
    with pytest.raises(IntegrityError, match="older"):
        show_note(opened, "heron/1")


def planted_rows(practice: Practice) -> list[tuple[Value, ...]]:
    row = note_row(practice, "heron/1")
    return [
        (row[0], b"x" * 16, *row[2:]),
        (row[0], row[1], 2, *row[3:]),
        (row[0], row[1], 99, *row[3:]),
        (row[0], row[1], -1, *row[3:]),
        (b"x" * 16, *row[1:]),
        (b"", b"", 0, 0, b""),
    ]


@pytest.mark.parametrize("number", range(6))
def test_a_planted_row_is_noticed(tmp_path: Path, number: int) -> None:
    practice = filled_practice(tmp_path)
    expected = everything(practice)
    put(practice, planted_rows(practice)[number])
    assert is_noticed(practice, expected)


@pytest.mark.parametrize(
    "row", [(b"x" * 16, 1, b"x" * 153, b"x" * 584), (b"x" * 16, -1, b"", b""), (b"", 2**62, b"", b"")]
)
def test_a_planted_compartment_is_noticed(tmp_path: Path, row: tuple[Value, ...]) -> None:
    practice = filled_practice(tmp_path)
    practice.tamper("INSERT INTO compartment VALUES (?, ?, ?, ?)", *row)
    with pytest.raises(REFUSALS):
        everything(practice)


def test_a_compartment_of_another_vault_is_noticed(tmp_path: Path) -> None:
    practice, other = filled_practice(tmp_path / "a"), filled_practice(tmp_path / "b")
    row_there = row_of(other.open(), "heron/1")[0]
    add_note(other.open(), "heron", NoteDraft("Another text."))
    [row] = other.rows("SELECT * FROM compartment WHERE compartment_id = ?", row_there)
    practice.tamper("UPDATE compartment SET wrapped_key = ?, head = ? WHERE compartment_id = ?", row[2], row[3], row[0])
    with pytest.raises(IntegrityError):
        show_note(practice.open(), "heron/1")


def test_a_removed_compartment_is_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    practice.open()
    for (compartment_id,) in practice.rows("SELECT compartment_id FROM compartment"):
        whole = practice.path.read_bytes()
        practice.tamper("DELETE FROM compartment WHERE compartment_id = ?", compartment_id)
        with pytest.raises(REFUSALS):
            everything(practice)
        practice.path.write_bytes(whole)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)",
        "DELETE FROM ledger WHERE seq = 0",
        "DELETE FROM ledger WHERE seq = 5",
        "UPDATE ledger SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM ledger)",
        "UPDATE ledger SET seq = -1 WHERE seq = 0",
        "INSERT INTO ledger SELECT -5, box, link FROM ledger WHERE seq = 0",
        "INSERT INTO ledger SELECT max(seq) + 1, box, link FROM ledger",
        "INSERT INTO ledger VALUES (9223372036854775807, x'00', x'00')",
        "UPDATE ledger SET box = (SELECT box FROM ledger WHERE seq = 3) WHERE seq = 4",
    ],
)
@pytest.mark.parametrize("seen", [True, False])
def test_a_changed_ledger_is_noticed(tmp_path: Path, change: str, seen: bool) -> None:
    practice = filled_practice(tmp_path)
    expected = everything(practice)
    practice.tamper(change)
    here = practice if seen else practice.on_another_machine(tmp_path / "elsewhere")
    assert is_noticed(here, expected)


@pytest.mark.parametrize("value", [None, "text", "", 1, 1.5, -1, b"", "\u00e9"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE header SET value = ? WHERE name = 'epoch'",
        "UPDATE header SET value = ? WHERE name = 'mac'",
        "UPDATE slot SET box = ?",
        "UPDATE compartment SET wrapped_key = ?",
        "UPDATE compartment SET head = ?",
        "UPDATE digest SET head = ?",
        "UPDATE record SET box = ?",
        "UPDATE ledger SET link = ?",
        "UPDATE ledger SET box = ?",
    ],
)
def test_a_value_of_another_type_is_noticed(tmp_path: Path, statement: str, value: Value) -> None:
    practice = filled_practice(tmp_path)
    practice.open()
    practice.tamper_loosely(statement, value)
    with pytest.raises(REFUSALS):
        everything(practice)


def test_a_header_without_a_value_or_with_one_more_is_refused(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    for statement in ("DELETE FROM header WHERE name = 'sealing'", "INSERT INTO header VALUES ('more', x'00')"):
        whole = practice.path.read_bytes()
        practice.tamper(statement)
        with pytest.raises(REFUSALS):
            practice.open()
        practice.path.write_bytes(whole)


def swept(practice: Practice, positions: Iterator[int], expected: list[object]) -> dict[int, str]:
    """Flips a bit at each position of the file and returns where something other than the truth came out."""
    whole, wrong = practice.path.read_bytes(), {}
    for number, position in enumerate(positions):
        changed = bytearray(whole)
        changed[position] ^= 1 << number % 8
        practice.path.write_bytes(changed)
        try:
            if everything(practice) != expected:
                wrong[position] = "another text"
        except (*REFUSALS, StorageFailed):
            continue
        finally:
            practice.path.write_bytes(whole)
    return wrong


def used(practice: Practice) -> list[int]:
    """Returns the places of all bytes in the file that are not zero."""
    return [position for position, byte in enumerate(practice.path.read_bytes()) if byte]


@pytest.mark.parametrize("pick", [lambda places: places[:64], lambda places: places[64::499]])
def test_a_flipped_bit_anywhere_in_the_file_never_shows_another_text(
    tmp_path: Path, pick: Callable[[list[int]], list[int]]
) -> None:
    practice = filled_practice(tmp_path)
    expected = everything(practice)
    assert swept(practice, iter(pick(used(practice))), expected) == {}


@pytest.mark.slow
def test_flipped_bits_all_over_the_file_never_show_another_text(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    expected = everything(practice)
    assert swept(practice, iter(used(practice)[::13]), expected) == {}


def test_damage_is_not_sealed_in(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    compartment, record = row_of(practice.open(), "heron/1")
    practice.tamper(
        "UPDATE record SET box = zeroblob(600) WHERE compartment_id = ? AND record_id = ?", compartment, record
    )
    with pytest.raises(IntegrityError):
        end_engagement(practice.open(), "heron", NOON.date())
    assert show_engagement(practice.open(), "heron")[0].status == "active"


@pytest.mark.parametrize("withdrawn", [False, True])
def test_any_row_of_a_release_that_is_gone_is_noticed(tmp_path: Path, withdrawn: bool) -> None:
    """Without its withdrawal, its evidence or its newest wording a release would say something else."""
    practice = filled_practice(tmp_path)
    opened = practice.open()
    release = proposals.draft(opened, "heron", proposals.Form(text="She leads."))
    made = requests.request(opened, release.id, requests.Ask(SignoffMethod.EMAIL)).request
    import_answer(opened, release.id, Answer(mail(f"I approve {made.code}")))
    if withdrawn:
        export.withdraw(opened, release.id)
    rows = practice.rows("SELECT record_id FROM record WHERE compartment_id = ?", release.place.compartment_id)
    assert len(rows) == 4 + withdrawn, "proposal, request, evidence, original, withdrawal"
    whole, unnoticed = practice.path.read_bytes(), 0
    for (record_id,) in rows:
        practice.tamper("DELETE FROM record WHERE record_id = ?", record_id)
        noticed = 0
        for look in (proposals.show, export.preview_export):
            try:
                look(practice.open(), release.id)
            except IntegrityError:
                noticed += 1
            except Refused:
                assert withdrawn
        unnoticed += not noticed
        assert practice.faults() != []
        practice.path.write_bytes(whole)
    assert unnoticed == withdrawn, "of what is withdrawn no command needs the answer's bytes any more"


def test_a_sealed_key_that_somebody_planted_is_noticed(tmp_path: Path) -> None:
    """Whoever learned the sealing key's public half can make a box for it, but not wrap it as this vault does."""
    practice = filled_practice(tmp_path)
    opened = practice.open()
    end_engagement(opened, "heron", NOON.date())
    with opened.vault.read() as snapshot:
        compartment_id, header = row_of(opened, "wren/1")[0], snapshot.header
        keyring = snapshot.keyring()
    place = KeyPlace(header.vault_id, header.epoch, CompartmentId(compartment_id), 1)
    strange = DayKeys.from_root(RootKey(bytes(32)))
    planted = wrap_sealed(strange, place, random_compartment_key(), keyring.sealing_public)
    practice.tamper("UPDATE compartment SET wrapped_key = ? WHERE compartment_id = ?", planted, compartment_id)
    with pytest.raises(IntegrityError):
        show_note(practice.open(), "wren/1")
    assert_is_found_by_check(practice)


def test_a_whole_vault_built_from_what_is_public_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its recovery words open it and its ids are the same; this machine has seen another."""
    practice = filled_practice(tmp_path / "a")
    with practice.open().vault.read() as snapshot:
        vault_id, copy_id = snapshot.header.vault_id, snapshot.header.copy_id
    drawn = iter([vault_id, *(random_bytes(16) for _ in Part), copy_id])
    forge = "coachvault.vault.vault.random_bytes"
    monkeypatch.setattr(
        forge, lambda size: (next(drawn, None) if size == len(vault_id) else None) or random_bytes(size)
    )
    forged = Practice.at(tmp_path / "b")
    (tmp_path / "b").mkdir(mode=0o700)
    found_practice(forged.setting, Profile(), PASSPHRASE, WORDS.split(), TESTING)
    with forged.open().vault.read() as snapshot:
        assert (snapshot.header.vault_id, snapshot.header.copy_id) == (vault_id, copy_id)
    monkeypatch.undo()
    practice.path.write_bytes(forged.path.read_bytes())
    for way_in in (practice.open, lambda: practice.open_with(PASSPHRASE)):
        with pytest.raises(REFUSALS):
            list_clients(way_in())


def assert_is_found_by_check(practice: Practice) -> None:
    try:
        assert practice.faults() != []
    except REFUSALS:
        return
