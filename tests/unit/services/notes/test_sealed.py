"""When an engagement has ended, its notes are read for a reason, which is recorded (rule R6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from coachvault.crypto.sealing import KeyPair, random_key_pair
from coachvault.errors import CoachVaultError, IntegrityError, Locked, NotFound, Refused
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import (
    Start,
    end_engagement,
    list_engagements,
    reopen_engagement,
    show_engagement,
    start,
)
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.notes.journal import NoteDraft, add_note, next_target, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import is_sealed, open_for_a_while, read_sealed_engagement, show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.overview.day import brief, today
from coachvault.services.people.directory import list_clients, show_client
from coachvault.services.records import roster
from coachvault.services.records.register import list_entries
from coachvault.vault.codec import CompartmentId
from coachvault.vault.keys import DUTY_PARTS, KeyPlace, Part, unwrap, unwrap_duty
from tests.fakes import Practice, filled_practice

SEALED_TEXT = "Sealed session"
REASON = "the insurer asked"


class Called(Exception):
    """Somebody reached for the sealing key."""


def day_keys_only(practice: Practice) -> OpenVault:
    """A vault as an unlocked session holds it: without any way to the sealing key."""

    def unseal() -> KeyPair:
        raise Called

    return replace(practice.open(), unseal=unseal)


EVERY_WAY: list[Callable[[OpenVault], Any]] = [
    lambda opened: show_note(opened, "linden/1"),
    lambda opened: show_note(opened, "linden/1", REASON),
    lambda opened: show_note(opened, "linden"),
    lambda opened: show_note(opened, "linden", REASON),
    lambda opened: read_history(opened, "linden/1"),
    lambda opened: read_sealed_engagement(opened, "linden", REASON),
    lambda opened: reopen_engagement(opened, "linden", REASON),
    lambda opened: edit_note(opened, "linden/1", 1, {"minutes": 5}),
    lambda opened: move_note(opened, "linden/1", "heron"),
    lambda opened: erase_note(opened, "linden/1"),
    lambda opened: erase_earlier(opened, "linden/1"),
    lambda opened: add_note(opened, "linden", NoteDraft("More.")),
    lambda opened: next_target(opened, "linden"),
    lambda opened: brief(opened, "linden"),
    lambda opened: end_engagement(opened, "linden", date(2026, 1, 1)),
    lambda opened: list_notes(opened, None, Filter()),
    lambda opened: list_notes(opened, "linden", Filter()),
    lambda opened: search_notes(opened, "session", None, Filter()),
    lambda opened: search_notes(opened, "session", "linden", Filter()),
    lambda opened: is_sealed(opened, "linden/1"),
    lambda opened: show_engagement(opened, "linden"),
    list_engagements,
    lambda opened: show_client(opened, "linden"),
    list_clients,
    list_entries,
    today,
    lambda opened: start(opened, Start("linden", "", date(2026, 1, 1), {})),
]


@pytest.mark.parametrize("way", EVERY_WAY)
def test_no_service_reads_what_is_sealed_with_day_keys(tmp_path: Path, way: Callable[[OpenVault], Any]) -> None:
    practice = filled_practice(tmp_path)
    try:
        found = repr(way(day_keys_only(practice)))
    except (Called, CoachVaultError) as error:
        found = repr(error)
    assert SEALED_TEXT not in found
    with practice.open().vault.read() as snapshot:
        linden = roster.engagement(snapshot, 3).compartment_id
        assert snapshot.is_sealed(linden)


def test_day_keys_unwrap_every_compartment_but_the_sealed_one(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    header = opened.vault.locked.header
    with opened.vault.read() as snapshot:
        day = snapshot.day
        sealed = roster.engagement(snapshot, 3).compartment_id
        rows = snapshot.store.compartments()
        duties = {snapshot.part(part) for part in DUTY_PARTS}
    for row in rows:
        place = KeyPlace(header.vault_id, header.epoch, CompartmentId(row.compartment_id), row.generation)
        if row.compartment_id == sealed:
            with pytest.raises(Locked):
                unwrap(day, place, row.wrapped_key)
            with pytest.raises(IntegrityError):
                unwrap(day, place, row.wrapped_key, random_key_pair())
            unwrap(day, place, row.wrapped_key, opened.unseal())
        elif row.compartment_id in duties:
            assert len(unwrap_duty(day, place, row.wrapped_key)) == 32
        else:
            assert len(unwrap(day, place, row.wrapped_key)) == 32
    assert len(rows) == len(Part) + 3


def test_ending_an_engagement_seals_what_was_open_before(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = day_keys_only(practice)
    assert show_note(opened, "heron/1").note.body.startswith("Session 1")
    end_engagement(opened, "heron", date(2026, 12, 1))
    assert is_sealed(opened, "heron/1")
    for typed in ("heron/1", "heron"):
        with pytest.raises(Called):
            show_note(opened, typed, REASON)
    assert list_notes(opened, None, Filter()).sealed == 5
    assert practice.faults() == []


@pytest.mark.parametrize("typed", ["linden/1", "linden", "lin/2"])
def test_reading_without_a_reason_is_refused_before_the_passphrase_is_asked(tmp_path: Path, typed: str) -> None:
    practice = filled_practice(tmp_path)
    opened = day_keys_only(practice)
    before = practice.path.read_bytes()
    for reason in ("", "  "):
        with pytest.raises(Refused, match="takes a reason"):
            show_note(opened, typed, reason)
        with pytest.raises(Refused, match="takes a reason"):
            read_sealed_engagement(opened, "linden", reason)
    assert practice.path.read_bytes() == before


def test_reading_is_recorded_with_its_reason(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    assert show_note(opened, "linden/1", f"  {REASON} ").note.body == "Sealed session 1."
    assert str(show_note(opened, "linden", REASON).id) == "linden/2"
    assert list_entries(practice.open(), "linden")[1:] == [
        RegisterEntry(Event.READ, practice.clock.now(), "linden", "linden/1", REASON),
        RegisterEntry(Event.READ, practice.clock.now(), "linden", "linden/2", REASON),
    ]
    assert is_sealed(opened, "linden/1")


def test_reading_all_is_one_entry(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    engagement, terms, views = read_sealed_engagement(practice.open(), "linden", REASON)
    assert (engagement.id, terms.objectives) == ("E3", ())
    assert [view.note.body for view in views] == ["Sealed session 1.", "Sealed session 2."]
    [entry] = list_entries(practice.open(), "linden")[1:]
    assert (entry.event, entry.subject, entry.why) == (Event.OPENED, "E3", REASON)


def test_a_reading_that_cannot_be_recorded_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()

    def full(*_: object) -> None:
        raise CoachVaultError("The disk is full.")

    monkeypatch.setattr("coachvault.vault.store.Store.add_ledger", full)
    for attempt in (
        lambda: show_note(opened, "linden/1", REASON),
        lambda: read_sealed_engagement(opened, "linden", REASON),
    ):
        with pytest.raises(CoachVaultError, match="disk is full"):
            attempt()


def test_the_entry_is_on_the_disk_before_the_text_is_returned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    monkeypatch.setattr("coachvault.vault.vault.Vault.keep", lambda *_: pytest.fail("read back"))
    entries = len(list_entries(opened))
    with pytest.raises(pytest.fail.Exception, match="read back"):
        show_note(opened, "linden/1", REASON)
    assert len(list_entries(opened)) == entries + 1


def test_a_note_that_is_not_there_is_not_recorded_as_read(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    before = list_entries(opened)
    with pytest.raises(NotFound):
        show_note(opened, "linden/9", REASON)
    assert list_entries(opened) == before


def test_search_passes_over_what_is_sealed_and_says_so(tmp_path: Path) -> None:
    opened = day_keys_only(filled_practice(tmp_path))
    found = search_notes(opened, "session", None, Filter())
    assert {str(match.id) for match in found.matches} == {"heron/1", "heron/2", "heron/3"}
    assert found.sealed_skipped == 2
    assert search_notes(opened, "session", "linden", Filter()).sealed_skipped == 2
    assert search_notes(opened, "session", "heron", Filter()).sealed_skipped == 0


def test_a_file_from_before_the_end_does_not_unseal(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    columns = "SELECT wrapped_key, compartment_id FROM compartment"
    before = practice.rows(columns)
    end_engagement(opened, "heron", date(2026, 12, 1))
    for row in before:
        practice.tamper("UPDATE compartment SET wrapped_key = ? WHERE compartment_id = ?", *row)
    with pytest.raises(IntegrityError):
        show_note(opened, "heron/1")
    with pytest.raises(IntegrityError):
        practice.faults()


def test_what_has_ended_is_opened_for_a_while_after_a_note_was_erased_there(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    erase_note(practice.open(), "heron/1")
    end_engagement(practice.open(), "heron", date(2026, 12, 1))
    _, windows = open_for_a_while(practice.open(), "E1", REASON, 30)
    opened = practice.open()
    opened = replace(opened, vault=replace(opened.vault, windows=windows))
    assert show_note(opened, "heron/3").note.body.startswith("Session 3")
