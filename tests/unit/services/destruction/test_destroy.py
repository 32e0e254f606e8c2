"""Destroying: exactly what was shown, in every known copy, honestly certified, and stopped by a hold until the end."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, CoachVaultError, IntegrityError, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.certificate import Method
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
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
from coachvault.services.people.directory import show_client
from coachvault.services.records import certificates, roster
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due
from coachvault.services.retention.clock_trust import ClockIsRight
from coachvault.vault.codec import CompartmentId
from coachvault.vault.keys import Part
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


def test_a_certificate_tells_what_the_records_office_asks_for(practice: Practice) -> None:
    practice.clock.pass_days(8 * 365)
    backups.create(practice.open(), practice.path.parent / "copies")
    certificate = destroy.destroy(practice.open(), Order("linden", witness="Dee"))
    assert (certificate.subject, certificate.client, certificate.series) == ("E3", "linden", RecordClass.NOTES)
    assert (certificate.first_day, certificate.last_day) == (date(2025, 3, 1), date(2025, 3, 2))
    assert certificate.quantity.startswith("2 notes, ")
    assert certificate.authority.startswith("notes: 7 years after the end; because: ")
    assert (certificate.due, certificate.reason, certificate.witness) == (date(2032, 12, 31), "", "Dee")
    assert certificate.method is Method.KEY_AND_ROWS
    assert certificate.performer.value == "the coach"
    assert "none" in certificate.holds
    assert [copy.id for copy in certificate.copies] == ["B1"]
    assert "with other tools" in certificate.remark
    told = [(entry.event, entry.subject) for entry in list_entries(practice.open())[-2:]]
    assert told == [(Event.DESTROYED, "E3"), (Event.DESTROYED_IN_COPY, "E3")]


def test_nothing_of_a_note_stands_in_certificate_or_register(practice: Practice) -> None:
    certificate = destroy.destroy(practice.open(), LINDEN)
    told = f"{certificate} {list_entries(practice.open())}"
    assert "Sealed session" not in told
    assert "Cy Doran" not in told


def test_what_is_destroyed_early_says_so(practice: Practice) -> None:
    bare = destroy.destroy(practice.open(), LINDEN)
    assert bare.reason == "no reason was given"
    assert "before it was due" in bare.authority
    end_engagement(practice.open(), "heron", NOON.date())
    assert destroy.destroy(practice.open(), Order("E1", reason="the client asked")).reason == "the client asked"


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


def test_a_hold_stops_it_also_between_preview_and_confirmation(practice: Practice) -> None:
    opened = practice.open()
    assert plan.plan(opened, LINDEN).item.subject == "E3"
    due.add_hold(opened, "E3", "a claim was announced")
    before = practice.path.read_bytes()
    with pytest.raises(Refused, match="held since 2026-11-23"):
        destroy.destroy(opened, LINDEN)
    assert practice.path.read_bytes() == before
    assert not in_progress.is_begun(opened), "nothing was begun that the next start would go on with"
    due.lift_hold(opened, "E3", "it was settled")
    assert destroy.destroy(opened, LINDEN).subject == "E3"


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


def test_a_clock_ahead_makes_things_due_and_destroys_nothing(practice: Practice) -> None:
    before = practice.path.read_bytes()
    practice.clock.pass_days(10 * 366)
    opened = practice.open()
    assert {each.subject for each in due.list_due(opened).notes} == {"E1", "E2", "E3"}
    assert today(opened).due.items
    assert practice.path.read_bytes() == before


def test_a_clock_set_back_is_noticed_and_nothing_is_destroyed(practice: Practice) -> None:
    practice.clock.moment -= timedelta(hours=24)
    assert due.list_due(practice.open()).clock == ""
    practice.clock.moment -= timedelta(seconds=1)
    opened = practice.open()
    assert "set back" in due.list_due(opened).clock
    assert "set back" in today(opened).due.clock
    with pytest.raises(Refused, match="set back"):
        destroy.destroy(opened, LINDEN)
    assert show_note(opened, "linden/1", "still there").note.body


@pytest.fixture
def once_ahead(practice: Practice) -> Practice:
    """A vault that was last written when the clock stood ten years ahead."""
    practice.clock.pass_days(3650)
    add_note(practice.open(), "heron", NoteDraft("In another year."))
    practice.clock.pass_days(-3650)
    return practice


def test_a_clock_that_was_once_ahead_takes_the_coachs_word(once_ahead: Practice) -> None:
    opened = once_ahead.open()
    with pytest.raises(Refused, match="was ahead then") as caught:
        destroy.destroy(opened, LINDEN)
    assert "--clock-is-right" in caught.value.hint
    for word, error in (
        (ClockIsRight(date(2026, 11, 22), "the battery was empty"), BadInput),
        (ClockIsRight(date(2036, 11, 20), "the battery was empty"), BadInput),
        (ClockIsRight(NOON.date(), ""), Refused),
        (ClockIsRight(NOON.date(), " . "), Refused),
    ):
        with pytest.raises(error):
            destroy.destroy(opened, Order("E3", clock=word))
        assert not in_progress.is_begun(opened)
    word = ClockIsRight(NOON.date(), "the battery was empty")
    certificate = destroy.destroy(opened, Order("E3", clock=word))
    assert "2036-11-20 12:00, a later day; the coach said that 2026-11-23 is right" in certificate.remark
    assert "the battery was empty" in certificate.remark
    (entry,) = [each for each in list_entries(opened) if each.event is Event.CLOCK_CONFIRMED]
    assert (entry.at, entry.why) == (NOON, "the battery was empty")
    end_engagement(opened, "heron", NOON.date())
    assert "later day" not in destroy.destroy(opened, Order("E1")).remark, "it is said once, and then it is so"


def test_custodians_have_no_say_about_the_clock(practice: Practice) -> None:
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    practice.clock.pass_days(2 * 3650)
    add_note(practice.open(), "wren", NoteDraft("In another year."))
    practice.clock.pass_days(-3650)
    opened = open_vault(practice.setting, Credentials(str, [words]))
    word = ClockIsRight(practice.clock.moment.date(), "it is, believe me")
    with pytest.raises(Refused, match="only the coach"):
        destroy.destroy(opened, Order("E3", clock=word))
    assert not any(each.destroyed for each in list_engagements(practice.open()))


def test_the_word_is_not_kept_where_the_clock_is_trusted(practice: Practice) -> None:
    word = ClockIsRight(NOON.date(), "the battery was empty")
    assert "clock" not in destroy.destroy(practice.open(), Order("E3", clock=word)).remark
    assert not any(each.event is Event.CLOCK_CONFIRMED for each in list_entries(practice.open()))


def test_what_has_not_ended_is_not_destroyed_unless_it_was_forgotten(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="has not ended"):
        destroy.destroy(opened, Order("heron"))
    practice.clock.pass_days(8 * 366)
    opened = practice.open()
    certificate = destroy.destroy(opened, Order("E1"))
    assert certificate.due == date(2033, 11, 23), "it counts from the last contact (R16)"
    ended = next(each for each in list_engagements(opened) if each.number == 1)
    assert (ended.ended, ended.destroyed) == (NOON.date(), opened.now().date())


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
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
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


def test_contact_data_go_by_rows_and_the_code_stays(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    with pytest.raises((NotFound, Refused)):
        destroy.destroy(opened, Order("heron", RecordClass.CONTACTS))
    backups.create(opened, practice.path.parent / "copies")
    certificate = destroy.destroy(opened, Order("linden", RecordClass.CONTACTS))
    assert (certificate.method, certificate.compartments) == (Method.ROWS_ONLY, ())
    assert "any copy from before" in certificate.remark
    client, engagements = show_client(opened, "linden")
    assert (client.name, client.email, [each.id for each in engagements]) == ("", "", ["E3"])
    copy = practice.on_another_machine(tmp_path / "other")
    assert copy.faults() == []


def test_hours_go_by_rows(practice: Practice) -> None:
    opened = practice.open()
    certificate = destroy.destroy(opened, Order("E3", RecordClass.HOURS))
    assert certificate.quantity == "2 hours of 2 sessions"
    tally = next(each.tally for each in list_engagements(opened) if each.number == 3)
    assert (tally.paid_minutes, tally.sessions, tally.notes) == (0, 2, 2)


def test_the_register_is_not_destroyed(practice: Practice) -> None:
    with pytest.raises(Refused, match="register is kept"):
        destroy.destroy(practice.open(), Order("linden", RecordClass.REGISTER))


@pytest.mark.parametrize("stop", ["clean_copies", "strike_off"])
def test_a_machine_that_stopped_goes_on_at_its_next_start(
    stop: str, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: Any) -> None:
        raise KeyboardInterrupt

    backups.create(practice.open(), practice.path.parent / "copies")
    with monkeypatch.context() as patched:
        patched.setattr(clean_copies if stop == "clean_copies" else certificates, stop, stops)
        with suppress(KeyboardInterrupt):
            destroy.destroy(practice.open(), LINDEN)
    opened = practice.open()
    assert in_progress.is_begun(opened)
    assert certificates.find_certificate(opened, "E3").state == "destroyed here", "never told before it is done"
    destroy.finish(opened)
    assert certificates.find_certificate(opened, "E3").state == "destroyed in every known copy"
    assert not in_progress.is_begun(opened)


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


def test_a_hold_takes_a_reason_once_and_is_reviewed(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="A hold says why"):
        due.add_hold(opened, "E3", "")
    with pytest.raises(BadInput, match="to come"):
        due.add_hold(opened, "E3", "a claim", NOON.date())
    due.add_hold(opened, "E3", "a claim", date(2027, 1, 1))
    with pytest.raises(Refused, match="held already"):
        due.add_hold(opened, "E3", "a claim")
    assert due.list_due(opened).reviews == []
    practice.clock.pass_days(60)
    assert [hold.engagement for hold in due.list_due(practice.open()).reviews] == [3]
    due.lift_hold(practice.open(), "E3", "it was settled")
    with pytest.raises(Refused, match="nothing to lift"):
        due.lift_hold(practice.open(), "E3", "again")


def test_an_extension_takes_a_reason_and_a_later_day(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="takes a reason"):
        due.extend(opened, "E3", date(2040, 1, 1), "")
    for early in (date(2026, 1, 1), date(2032, 12, 31)):
        with pytest.raises(BadInput, match="anyway"):
            due.extend(opened, "E3", early, "the client asked")
    with pytest.raises(Refused, match="not ended"):
        due.extend(opened, "heron", date(2040, 1, 1), "the client asked")
    _, decision = due.extend(opened, "E3", date(2040, 1, 1), "the client asked")
    assert decision.due == date(2040, 1, 1)
    practice.clock.pass_days(9 * 366)
    assert "E3" not in {each.subject for each in due.list_due(practice.open()).notes}


def test_neither_words_nor_passphrase_open_what_was_destroyed(practice: Practice) -> None:
    compartment_id, _ = key_of(practice, 3)
    destroy.destroy(practice.open(), LINDEN)
    opened = practice.open()
    with opened.vault.read(opened.unseal()) as snapshot, pytest.raises(CoachVaultError):
        snapshot.head(compartment_id)


def test_a_hold_that_was_taken_out_of_the_file_is_missed(practice: Practice) -> None:
    opened = practice.open()
    due.add_hold(opened, "E3", "a claim was announced")
    with opened.vault.read() as snapshot:
        schedule = snapshot.part(Part.SCHEDULE)
        (item,) = snapshot.head(schedule).of_kind(kinds.HOLD)
    practice.tamper("DELETE FROM record WHERE compartment_id = ? AND record_id = ?", schedule, item.record_id)
    with pytest.raises(IntegrityError):
        destroy.destroy(practice.open(), LINDEN)
    with pytest.raises(IntegrityError):
        due.list_due(practice.open())
