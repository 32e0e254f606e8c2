"""Destroying: exactly what was shown, in every known copy, honestly certified, and stopped by a hold until the end."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import CoachVaultError, IntegrityError, NotFound, Refused
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import clean_copies, destroy, in_progress, plan
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import Start, end_engagement, list_engagements, reopen_engagement, start
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import erase_earlier, erase_note, move_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.overview.day import today
from coachvault.services.records import certificates, roster
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due
from coachvault.vault.codec import CompartmentId
from coachvault.vault.store import Store
from tests.fakes import NOON, Practice, filled_practice, mail

LINDEN = Order("E3")


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def key_of(practice: Practice, number: int) -> tuple[CompartmentId, bytes]:
    """Returns an engagement's compartment and the bytes of its key."""
    opened = practice.open()
    with opened.vault.read(opened.unseal()) as snapshot:
        compartment_id = roster.engagement(snapshot, number).compartment_id
        return compartment_id, snapshot.key(compartment_id, 1)


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_keys_and_rows_are_gone_from_vault_backups_and_state(practice: Practice, tmp_path: Path) -> None:
    compartment_id, key = key_of(practice, 3)
    (wrapped,), *_ = practice.rows("SELECT wrapped_key FROM compartment WHERE compartment_id = ?", compartment_id)
    boxes = [box for (box,) in practice.rows("SELECT box FROM record WHERE compartment_id = ?", compartment_id)]
    backups.create(practice.open(), practice.path.parent / "copies")
    before = every_byte(tmp_path)
    assert all(each in before for each in (wrapped, *boxes)), "a test that looks for nothing finds nothing"
    certificate = destroy.destroy(practice.open(), LINDEN)
    after = every_byte(tmp_path)
    assert [each for each in (key, wrapped, *boxes) if each in after] == []
    assert certificate.state == "destroyed in every known copy"
    assert certificate.compartments == (compartment_id,)
    assert practice.faults() == []
    found = backups.verify(practice.open(), "B1", lambda *_: None)[1]
    assert found.faults == []


def test_what_is_destroyed_is_nowhere_and_the_rest_goes_on(practice: Practice) -> None:
    opened = practice.open()
    destroy.destroy(opened, LINDEN)
    for attempt in (
        lambda: show_note(opened, "linden/1", "to see"),
        lambda: reopen_engagement(opened, "E3", "by mistake"),
        lambda: destroy.destroy(opened, LINDEN),
    ):
        with pytest.raises(NotFound, match="destroyed on 2026-11-23"):
            attempt()
    assert len(list_notes(opened, "heron", Filter()).notes) == 3
    assert list_notes(opened, "linden", Filter()).sealed == 0
    assert search_notes(opened, "sealed", None, Filter()).sealed_skipped == 0
    tally = next(each.tally for each in list_engagements(opened) if each.number == 3)
    assert (tally.notes, tally.sessions, tally.paid_minutes, tally.last_number) == (0, 2, 120, 2)
    assert today(opened).ended == 1
    start(opened, Start("linden", "", NOON.date(), {}))
    assert str(add_note(opened, "linden", NoteDraft("Back after years.")).id) == "linden/3"


def test_a_hold_also_stops_erasing_and_moving_notes(practice: Practice) -> None:
    opened = practice.open()
    due.add_hold(opened, "heron", "a claim was announced")
    for attempt in (
        lambda: erase_note(opened, "heron/1"),
        lambda: erase_earlier(opened, "heron/2"),
        lambda: move_note(opened, "heron/1", "wren"),
    ):
        with pytest.raises(Refused, match="held"):
            attempt()
    assert len(list_notes(opened, "heron", Filter()).notes) == 3


def test_an_unreachable_backup_is_named_and_brings_nothing_back(practice: Practice, tmp_path: Path) -> None:
    backup = backups.create(practice.open(), practice.path.parent / "copies")
    away = tmp_path / "away.vault"
    Path(backup.path).rename(away)
    certificate = destroy.destroy(practice.open(), LINDEN)
    assert certificate.state == "destroyed here"
    (left,) = certificate.copies_left
    assert (left.id, left.path) == ("B1", backup.path)
    assert "not where it was written" in left.why
    away.rename(backup.path)
    clean_copies.clean(practice.open())
    assert certificates.find_certificate(practice.open(), "E3").state == "destroyed in every known copy"


def test_a_copy_that_is_declared_gone_is_struck_off(practice: Practice) -> None:
    backup = backups.create(practice.open(), practice.path.parent / "copies")
    Path(backup.path).unlink()
    destroy.destroy(practice.open(), LINDEN)
    backups.forget(practice.open(), "B1")
    (copy,) = certificates.find_certificate(practice.open(), "E3").copies
    assert (copy.gone_at, copy.cleaned_at) == (NOON, None)
    assert certificates.find_certificate(practice.open(), "linden").state == "destroyed in every known copy"


def test_rows_that_are_put_back_are_refused(practice: Practice) -> None:
    compartment_id, _ = key_of(practice, 3)
    (row,) = practice.rows("SELECT * FROM compartment WHERE compartment_id = ?", compartment_id)
    records = practice.rows("SELECT * FROM record WHERE compartment_id = ?", compartment_id)
    destroy.destroy(practice.open(), LINDEN)
    practice.tamper("INSERT INTO compartment VALUES (?, ?, ?, ?)", *row)
    with pytest.raises(IntegrityError):
        show_note(practice.open(), "linden/1", "to see")
    practice.tamper("DELETE FROM compartment WHERE compartment_id = ?", compartment_id)
    for record in records:
        practice.tamper("INSERT INTO record VALUES (?, ?, ?, ?, ?)", *record)
    assert any("put in, or back" in fault for fault in practice.faults())
    with pytest.raises(NotFound):
        show_note(practice.open(), "linden/1", "to see")


def released(opened: OpenVault, folder: Path) -> str:
    release = draft(opened, "heron", Form(text="She leads."))
    asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}"), remarks_read=True))
    export(opened, release.id, folder / "report.txt")
    return release.id


def test_destroying_notes_leaves_the_proof_of_consent(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    name = released(opened, tmp_path)
    end_engagement(opened, "heron", NOON.date())
    destroy.destroy(opened, Order("E1"))
    release = show(opened, name)
    assert release.evidence[0].grade.value == "email"
    planned = plan.plan(opened, Order(name))
    assert planned.files == [str(tmp_path / "report.txt"), str(tmp_path / "report.about.txt")]
    certificate = destroy.destroy(opened, Order(name))
    assert certificate.series is RecordClass.RELEASES
    with pytest.raises(NotFound, match="with its evidence"):
        show(opened, name)
    assert any(entry.event is Event.EXPORTED and entry.sha256 for entry in list_entries(opened, "heron"))


def test_drafts_that_were_sealed_go_with_the_notes(practice: Practice) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text="A thought."))
    end_engagement(opened, "heron", NOON.date())
    certificate = destroy.destroy(opened, Order("E1"))
    assert "1 draft of a release" in certificate.quantity
    assert len(certificate.compartments) == 2
    with pytest.raises(NotFound):
        show(opened, "R1")
    assert practice.faults() == []


def test_notes_that_wait_to_be_filed_go_with_the_notes(practice: Practice) -> None:
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "linden", NoteDraft("An afterthought."))
    inbox.settle(practice.open())
    assert "1 note that waits" in destroy.destroy(practice.open(), LINDEN).quantity
    assert practice.rows("SELECT * FROM inbox") == []
    filing = inbox.settle(practice.open())
    assert (filing.filed, filing.missing) == ((), 0)


def test_neither_words_nor_passphrase_open_what_was_destroyed(practice: Practice) -> None:
    compartment_id, _ = key_of(practice, 3)
    destroy.destroy(practice.open(), LINDEN)
    opened = practice.open()
    with opened.vault.read(opened.unseal()) as snapshot, pytest.raises(CoachVaultError):
        snapshot.head(compartment_id)


@pytest.fixture
def written_anew(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often the vault's file was written anew, and whether that came to its end."""
    real, found = Store.write_anew, list[bool]()

    def write_anew(store: Store) -> None:
        if store.path == practice.path:
            found.append(False)
        real(store)
        if store.path == practice.path:
            found[-1] = True

    monkeypatch.setattr(Store, "write_anew", write_anew)
    return found


def test_a_destruction_writes_the_file_anew_once(practice: Practice, written_anew: list[bool]) -> None:
    backups.create(practice.open(), practice.path.parent / "copies")
    destroy.destroy(practice.open(), LINDEN)
    assert written_anew == [True]


def test_a_machine_that_stopped_writes_the_file_anew_at_its_next_start(
    practice: Practice, written_anew: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(Store, "write_anew", stops)
        destroy.destroy(practice.open(), LINDEN)
    opened = practice.open()
    assert in_progress.is_begun(opened)
    assert written_anew == []
    assert destroy.finish(opened)
    assert written_anew == [True]
