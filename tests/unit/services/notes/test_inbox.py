"""Notes written while locked: sealed without a key, authentic, in order, filed once, and what is told of the others."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coachvault.crypto.sealing import random_key_pair, seal_to
from coachvault.errors import BadInput, IntegrityError, Locked, NotFound, Refused, RolledBack
from coachvault.practice.note import NoteKind
from coachvault.practice.register import Event
from coachvault.services.engagements import lifecycle
from coachvault.services.notes import inbox, sealed
from coachvault.services.notes.journal import NoteDraft, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.people import directory
from coachvault.services.records import register
from coachvault.vault import inbox as items
from coachvault.vault.codec import encode
from coachvault.vault.padding import pad
from coachvault.vault.pins import Pins
from tests.fakes import Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    made = filled_practice(tmp_path)
    inbox.settle(made.open())
    return made


def write(practice: Practice, code: str, body: str, **more: object) -> int:
    return inbox.write_locked(practice.setting, code, NoteDraft(body, **more))  # type: ignore[arg-type]


def rows(practice: Practice) -> list[tuple[bytes, ...]]:
    return practice.rows("SELECT item_id, box FROM inbox ORDER BY box")


def settle(practice: Practice) -> inbox.Filing:
    return inbox.settle(practice.open())


def events(practice: Practice) -> list[Event]:
    return [entry.event for entry in register.list_entries(practice.open())]


def test_what_was_written_locked_is_filed_in_order_with_its_own_dates(practice: Practice) -> None:
    practice.clock.pass_days(1)
    write(practice, "heron", "first", minutes=45, tags=("voice",))
    write(practice, "heron", "second\n\nline", held_on="2026-02-03", kind=NoteKind.ADMIN, pro_bono=True)
    practice.clock.pass_days(5)
    filed = settle(practice).filed
    assert [str(view.id) for view in filed] == ["heron/4", "heron/5"]
    first, second = filed[0].note, filed[1].note
    assert (first.body, first.minutes, first.tags, first.kind) == ("first", 45, ("voice",), NoteKind.SESSION)
    assert (second.body, second.held_on, second.kind, second.pro_bono) == (
        *("second\n\nline", "2026-02-03", NoteKind.ADMIN),
        True,
    )
    assert practice.clock.now() - first.written_at == practice.clock.now() - filed[1].note.written_at
    assert (practice.clock.now() - first.written_at).days == 5
    assert first.day == first.written_at.date()
    assert rows(practice) == []
    assert settle(practice) == inbox.Filing()
    assert practice.faults() == []


def test_the_engagement_gives_what_was_not_said(practice: Practice) -> None:
    write(practice, "wren", "a prospect's")
    write(practice, "own", "mine")
    prospect, own = settle(practice).filed
    assert (prospect.note.kind, prospect.note.minutes) == (NoteKind.CHEMISTRY, 60)
    assert (str(own.id), own.note.kind, own.note.minutes) == ("own/2", NoteKind.REFLECTION, 0)


def test_nothing_of_a_waiting_note_can_be_read_or_measured(practice: Practice) -> None:
    write(practice, "heron", "canary canary")
    write(practice, "heron", "x" * 150)
    data = practice.path.read_bytes()
    assert b"canary" not in data
    assert b"heron" not in data
    assert len({len(box) for _, box in rows(practice)}) == 1


def test_locked_writing_asks_for_no_key_and_leaves_the_ledger_alone(practice: Practice) -> None:
    before = practice.rows("SELECT seq, link FROM ledger ORDER BY seq")
    write(practice, "heron", "text")
    assert practice.rows("SELECT seq, link FROM ledger ORDER BY seq") == before
    practice.open()


def test_a_machine_that_never_unlocked_the_vault_writes_nothing(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    with pytest.raises(Locked, match="never unlocked"):
        write(practice, "heron", "text")
    assert rows(practice) == []


def test_another_inbox_key_than_the_pinned_one_is_refused(practice: Practice) -> None:
    practice.tamper("UPDATE header SET value = ? WHERE name = 'inbox_public'", random_key_pair().public)
    with pytest.raises(Locked, match="another key"):
        write(practice, "heron", "text")
    assert rows(practice) == []
    with pytest.raises(IntegrityError):
        inbox.settle(practice.open())


def test_an_older_vault_takes_no_locked_note(practice: Practice) -> None:
    before = practice.path.read_bytes()
    directory.add_client(practice.open(), "jay", {"name": "Eve Frost"})
    practice.path.write_bytes(before)
    with pytest.raises(RolledBack):
        write(practice, "heron", "text")


@pytest.mark.parametrize("code", ["", "Ada Marsh", "heron/3", "new", "HERON heron", "h\x1b[31m"])
def test_what_cannot_be_a_code_is_refused_at_once(practice: Practice, code: str) -> None:
    with pytest.raises(BadInput):
        write(practice, code, "text")
    assert rows(practice) == []


@pytest.mark.parametrize(
    "draft",
    [
        NoteDraft(" \n"),
        NoteDraft("a\0b"),
        NoteDraft("x", held_on="soon"),
        NoteDraft("x", minutes=5000),
        NoteDraft("x", tags=("two words\n",)),
    ],
)
def test_what_could_never_be_filed_is_refused_at_once(practice: Practice, draft: NoteDraft) -> None:
    with pytest.raises(BadInput):
        inbox.write_locked(practice.setting, "heron", draft)
    with pytest.raises(BadInput):
        inbox.write_locked(practice.setting, "own", NoteDraft("x", kind=NoteKind.SESSION))
    assert rows(practice) == []


def test_an_unknown_code_waits_and_is_filed_once_somebody_has_it(practice: Practice) -> None:
    write(practice, "jay", "for somebody new")
    write(practice, "heron", "known")
    filing = settle(practice)
    assert [str(view.id) for view in filing.filed] == ["heron/4"]
    assert [(each.id, each.client, each.asks) for each in filing.waiting] == [("w1", "jay", True)]
    assert filing.new == ("w1",)
    assert settle(practice).new == ()
    directory.add_client(practice.open(), "jay", {"name": "Eve Frost"})
    assert [str(view.id) for view in settle(practice).filed] == ["jay/1"]
    assert inbox.list_waiting(practice.open()) == []


def test_a_waiting_note_is_filed_under_another_code(practice: Practice) -> None:
    write(practice, "jay", "meant for wren")
    settle(practice)
    with pytest.raises(NotFound):
        inbox.file_one(practice.open(), "w7", "wren")
    with pytest.raises(Refused):
        inbox.file_one(practice.open(), "w1", "linden")
    view = inbox.file_one(practice.open(), "W1", "wren")
    assert (str(view.id), view.note.body) == ("wren/2", "meant for wren")
    with pytest.raises(NotFound):
        inbox.file_one(practice.open(), "w1", "wren")
    assert settle(practice) == inbox.Filing()


def test_a_waiting_note_is_thrown_away_and_the_register_says_so(practice: Practice) -> None:
    write(practice, "jay", "a mistake")
    settle(practice)
    assert inbox.discard(practice.open(), "w1") == "w1"
    assert rows(practice) == []
    assert Event.DISCARDED in events(practice)
    filing = settle(practice)
    assert (filing.missing, filing.waiting) == (0, ())


def test_a_note_after_the_end_waits_until_the_sealed_notes_are_opened(practice: Practice) -> None:
    write(practice, "linden", "she called once more")
    filing = settle(practice)
    assert [(each.client, each.asks) for each in filing.waiting] == [("linden", False)]
    assert settle(practice).filed == ()
    view = sealed.show_note(practice.open(), "linden/1", "the client asked")
    assert view.note.body == "Sealed session 1."
    assert rows(practice) == []
    assert events(practice)[-2:] == [Event.ADDED, Event.READ]
    assert sealed.show_note(practice.open(), "linden/3", "the client asked").note.body == "she called once more"
    assert practice.faults() == []
    assert settle(practice) == inbox.Filing()


def test_a_note_after_the_end_is_filed_when_the_end_is_taken_back(practice: Practice) -> None:
    write(practice, "linden", "she called once more")
    settle(practice)
    lifecycle.reopen_engagement(practice.open(), "E3", "a slip of the pen")
    assert [str(view.id) for view in settle(practice).filed] == ["linden/3"]


def test_a_new_engagement_takes_the_note_that_waited(practice: Practice) -> None:
    write(practice, "linden", "she called once more")
    lifecycle.start(practice.open(), lifecycle.Start("linden", "", date(2026, 6, 1), {}))
    assert [str(view.id) for view in settle(practice).filed] == ["linden/3"]


def test_the_seal_holds_while_notes_wait(practice: Practice) -> None:
    write(practice, "linden", "she called once more")
    settle(practice)
    listed = list_notes(practice.open(), "linden", Filter())
    assert (listed.notes, listed.sealed) == ([], 2)


class TestTampering:
    def test_a_missing_note_is_told_once_and_kept_in_the_register(self, practice: Practice) -> None:
        for body in ("one", "two", "three"):
            write(practice, "heron", body)
        practice.tamper("DELETE FROM inbox WHERE item_id = ?", rows(practice)[1][0])
        filing = settle(practice)
        assert (len(filing.filed), filing.missing) == (2, 1)
        assert Event.LOST in events(practice)
        assert settle(practice).missing == 0

    @pytest.mark.parametrize("kept", [0, 1])
    def test_the_last_notes_are_missed_too(self, practice: Practice, kept: int) -> None:
        for body in ("one", "two"):
            write(practice, "heron", body)
        for row in rows(practice)[kept:]:
            practice.tamper("DELETE FROM inbox WHERE item_id = ?", row[0])
        filing = settle(practice)
        assert (len(filing.filed), filing.missing) == (kept, 2 - kept)

    def test_a_note_that_was_left_waiting_is_missed(self, practice: Practice) -> None:
        write(practice, "jay", "one")
        settle(practice)
        practice.tamper("DELETE FROM inbox")
        assert settle(practice).missing == 1
        assert settle(practice) == inbox.Filing()

    def test_a_note_of_another_time_is_not_filed_again(self, practice: Practice) -> None:
        write(practice, "heron", "once")
        row = rows(practice)[0]
        settle(practice)
        practice.tamper("INSERT INTO inbox (item_id, box) VALUES (?, ?)", *row)
        filing = settle(practice)
        assert (filing.filed, filing.missing, filing.foreign) == ((), 0, 0)
        assert rows(practice) == []
        assert len(list_notes(practice.open(), "heron", Filter()).notes) == 4

    def test_a_planted_note_is_never_filed_and_never_hidden(self, practice: Practice) -> None:
        planted = {"client": "heron", "body": "planted", "held_on": "2026-01-01", "zone": "UTC"}
        text = json.dumps(planted | {"written_at": "2026-01-01T00:00:00Z"}).encode()
        public = practice.rows("SELECT value FROM header WHERE name = 'inbox_public'")[0][0]
        box = (1).to_bytes(8, "little") + bytes(32) + seal_to(public, pad(text))
        practice.tamper("INSERT INTO inbox (item_id, box) VALUES (?, ?)", bytes(16), box)
        for _ in range(2):
            filing = settle(practice)
            assert (filing.filed, filing.foreign) == ((), 1)
        assert any("not written on your machine" in fault for fault in practice.faults())

    def test_swapped_notes_are_neither_filed_nor_unnoticed(self, practice: Practice) -> None:
        for body in ("one", "two"):
            write(practice, "heron", body)
        (first, one), (second, two) = rows(practice)
        practice.tamper("UPDATE inbox SET box = ? WHERE item_id = ?", two, first)
        practice.tamper("UPDATE inbox SET box = ? WHERE item_id = ?", one, second)
        filing = settle(practice)
        assert (filing.filed, filing.foreign, filing.missing) == ((), 2, 2)

    @pytest.mark.parametrize("at", [0, 7, 8, 39, 40, 80, -1])
    def test_a_changed_byte_is_noticed(self, practice: Practice, at: int) -> None:
        write(practice, "heron", "one")
        item_id, box = rows(practice)[0]
        changed = bytearray(box)
        changed[at] ^= 1
        practice.tamper("UPDATE inbox SET box = ? WHERE item_id = ?", bytes(changed), item_id)
        filing = settle(practice)
        assert (filing.filed, filing.foreign, filing.missing) == ((), 1, 1)

    @pytest.mark.parametrize("box", [b"", b"short", bytes(40), bytes(200), b"\xff" * 100])
    def test_whatever_is_planted_no_command_fails(self, practice: Practice, box: bytes) -> None:
        practice.tamper("INSERT INTO inbox (item_id, box) VALUES (?, ?)", bytes(16), box)
        assert settle(practice).foreign == 1
        write(practice, "heron", "still works")
        assert [view.note.body for view in settle(practice).filed] == ["still works"]

    def test_a_planted_number_does_not_move_ours(self, practice: Practice) -> None:
        practice.tamper("INSERT INTO inbox (item_id, box) VALUES (?, ?)", bytes(16), b"\xff" * 120)
        write(practice, "heron", "one")
        filing = settle(practice)
        assert (len(filing.filed), filing.missing) == (1, 0)


def test_a_note_of_a_newer_version_waits_and_says_so(practice: Practice) -> None:
    message = encode({"client": "heron", "body": "x", "colour": "blue"})
    items.append(practice.path, Pins(practice.setting.state_folder), message)
    filing = settle(practice)
    assert [(each.id, each.asks) for each in filing.waiting] == [("w1", False)]
    with pytest.raises(BadInput):
        inbox.file_one(practice.open(), "w1", "heron")
    inbox.discard(practice.open(), "w1")


def test_a_full_inbox_takes_no_more(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "MOST_ITEMS", 2)
    write(practice, "heron", "one")
    write(practice, "heron", "two")
    with pytest.raises(Refused, match="full"):
        write(practice, "heron", "three")
    monkeypatch.setattr(items, "MOST_ITEMS", 1000)
    monkeypatch.setattr(items, "MOST_BYTES", 1000)
    with pytest.raises(Refused, match="full"):
        write(practice, "heron", "three")
    assert len(settle(practice).filed) == 2


def test_a_pin_that_is_gone_is_made_anew_and_counts_on(practice: Practice) -> None:
    write(practice, "heron", "one")
    for pin in (practice.setting.state_folder / "inbox").glob("*.json"):
        pin.unlink()
    with pytest.raises(Locked):
        write(practice, "heron", "two")
    assert len(settle(practice).filed) == 1
    write(practice, "heron", "two")
    filing = settle(practice)
    assert (len(filing.filed), filing.missing) == (1, 0)


def test_a_damaged_pin_is_told(practice: Practice) -> None:
    for pin in (practice.setting.state_folder / "inbox").glob("*.json"):
        pin.write_bytes(b"{}")
    with pytest.raises(IntegrityError, match="pinned"):
        write(practice, "heron", "two")


def test_what_is_filed_is_a_note_like_any_other(practice: Practice) -> None:
    write(practice, "heron", "one")
    settle(practice)
    assert [view.note.body for view in read_history(practice.open(), "heron/4")] == ["one"]
