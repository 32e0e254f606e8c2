"""A copy from before any number of ends, destructions, withdrawals and departures: cleaned whole, restored whole."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import CoachVaultError, NotFound, Refused
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.retention import RecordClass
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.client_rights import access, erasure
from coachvault.services.copies import backups
from coachvault.services.copies.restore import Restored, RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements import agreements
from coachvault.services.engagements.lifecycle import (
    Start,
    end_engagement,
    list_engagements,
    reopen_engagement,
    start,
)
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.people.directory import add_client
from coachvault.services.records import roster
from coachvault.services.releases import requests
from coachvault.services.releases.answers import confirm, import_answer
from coachvault.services.releases.export import export, withdraw
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due, policy
from coachvault.services.retirement import archive
from tests.fakes import NOON, TESTING, WORDS, Practice, filled_practice, mail, row_of
from tests.independent import signoff

pytestmark = pytest.mark.sampled(2)

WORDS_ONLY = Credentials(str, [WORDS])
TABLES = ("header", "slot", "compartment", "record", "inbox", "digest", "search", "ledger")


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def backed_up(practice: Practice, tmp_path: Path, name: str = "copy") -> Practice:
    made = backups.create(practice.open(), tmp_path / f"{name}.vault")
    return Practice(msgspec.structs.replace(practice.setting, vault_path=Path(made.path)), practice.clock)


def cleaned(practice: Practice) -> None:
    assert {each.why for each in clean_copies.clean(practice.open())} <= {""}


def contents(of: Practice) -> list[list[tuple[bytes, ...]]]:
    return [of.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]  # noqa: S608 - a fixed list


def cleaned_twice_changes_nothing(practice: Practice, copy: Practice) -> None:
    cleaned(practice)
    before, bytes_before = contents(copy), copy.path.read_bytes()
    cleaned(practice)
    assert contents(copy) == before
    assert copy.path.read_bytes() == bytes_before
    assert copy.faults() == practice.faults() == []


def bring_back(practice: Practice, copy: Practice, *, lost: bool = False) -> Restored:
    if lost:
        practice.path.unlink()
        shutil.rmtree(practice.setting.state_folder / "taken", ignore_errors=True)
    return restore(practice.setting, RestoreOrder(copy.path, True, None, TESTING), WORDS_ONLY)


def signed(practice: Practice, folder: Path, *, exported: bool = True) -> str:
    opened = practice.open()
    name = draft(opened, "heron", Form(text="She leads.")).id
    asked = request(opened, name, Ask(SignoffMethod.EMAIL))
    import_answer(opened, name, Answer(mail(f"I approve {asked.request.code}")))
    if exported:
        export(opened, name, folder / f"{name}.txt")
    return name


def test_a_copy_from_before_three_destructions_is_cleaned_and_restored(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    for code, name in (("linden", "E3"), ("wren", "E2"), ("heron", "E1")):
        if name != "E3":
            end_engagement(practice.open(), code, NOON.date())
        assert destroy.destroy(practice.open(), Order(name)).state == "destroyed in every known copy"
    cleaned_twice_changes_nothing(practice, copy)
    assert [each.destroyed for each in list_engagements(copy.open())] == [NOON.date()] * 3
    assert bring_back(practice, copy).compared
    assert [each.destroyed for each in list_engagements(practice.open())] == [NOON.date()] * 3
    assert practice.faults() == []


def test_a_copy_that_was_away_for_three_destructions_is_cleaned_at_once(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    away = copy.path.rename(tmp_path / "away")
    for code, name in (("linden", "E3"), ("wren", "E2"), ("heron", "E1")):
        if name != "E3":
            end_engagement(practice.open(), code, NOON.date())
        destroy.destroy(practice.open(), Order(name))
    away.rename(copy.path)
    cleaned_twice_changes_nothing(practice, copy)
    for code in ("linden", "wren", "heron"):
        with pytest.raises(NotFound):
            show_note(copy.open(), f"{code}/1", "to see")


def test_a_copy_that_is_cleaned_often_never_outranks_the_vault(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    for number in range(3):
        add_note(practice.open(), "heron", NoteDraft(f"Since {number}"))
        erase_note(practice.open(), f"heron/{number + 1}")
        cleaned(practice)
    agreements.propose(practice.open(), "heron", {"executor_may_reach": False})
    agreements.sign(practice.open(), "heron", NOON.date())
    end_engagement(practice.open(), "heron", NOON.date())
    cleaned_twice_changes_nothing(practice, copy)
    bring_back(practice, copy)
    (engagement,) = list_engagements(practice.open(), "heron")
    assert (engagement.ended, engagement.executors_barred) == (NOON.date(), NOON.date())
    with pytest.raises(Refused):
        show_note(practice.open(), "heron/4")


def test_what_was_agreed_since_holds_where_the_vault_is_lost(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    agreements.propose(practice.open(), "heron", {"executor_may_reach": False})
    agreements.sign(practice.open(), "heron", NOON.date())
    cleaned_twice_changes_nothing(practice, copy)
    bring_back(practice, copy, lost=True)
    with practice.open().vault.read() as snapshot:
        assert roster.barred_since(snapshot, list_engagements(practice.open(), "heron")[0].client) == NOON.date()


@pytest.mark.parametrize("became", ["filed and erased", "thrown away"])
def test_what_waited_when_a_copy_was_made_leaves_it(practice: Practice, tmp_path: Path, became: str) -> None:
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "jay", NoteDraft("On the train."))
    inbox.settle(practice.open())
    copy = backed_up(practice, tmp_path)
    assert len(copy.rows("SELECT item_id FROM inbox")) == 1
    if became == "thrown away":
        inbox.discard(practice.open(), "w1")
    else:
        add_client(practice.open(), "jay", {})
        inbox.settle(practice.open())
        erase_note(practice.open(), "jay/1")
    cleaned_twice_changes_nothing(practice, copy)
    assert copy.rows("SELECT item_id FROM inbox") == []
    bring_back(practice, copy)
    assert inbox.list_waiting(practice.open()) == []
    assert inbox.settle(practice.open()).missing == 0


def test_what_waits_now_comes_with_a_restore_and_is_lost_with_the_vault_alone(
    practice: Practice, tmp_path: Path
) -> None:
    copy = backed_up(practice, tmp_path)
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("On the train."))
    inbox.write_locked(practice.setting, "jay", NoteDraft("Of nobody known."))
    bring_back(practice, copy)
    filing = inbox.settle(practice.open())
    assert [str(each.id) for each in filing.filed] == ["heron/4"]
    assert ([each.client for each in filing.waiting], filing.missing) == (["jay"], 0)


def test_destroyed_hours_stay_destroyed(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    gone = Order("E3", RecordClass.HOURS)
    destroy.destroy(practice.open(), gone)

    def minutes(of: Practice) -> list[int]:
        return [each.tally.paid_minutes for each in list_engagements(of.open(), "linden")]

    cleaned_twice_changes_nothing(practice, copy)
    assert minutes(copy) == [0]
    reopen_engagement(practice.open(), "E3", "a slip")
    add_note(practice.open(), "linden", NoteDraft("Of last year.", held_on="2025-06-01"))
    assert minutes(practice) == [0]
    access.correct(practice.open(), "linden", "It was in May.")
    assert minutes(practice) == [0]
    practice.clock.pass_days(1)
    add_note(practice.open(), "linden", NoteDraft("Of the day after."))
    assert minutes(practice) == [60]
    bring_back(practice, copy)
    assert minutes(practice) == [0]
    with pytest.raises(NotFound):
        destroy.destroy(practice.open(), gone)
    bring_back(practice, copy, lost=True)
    assert minutes(practice) == [0]


def test_a_withdrawn_release_does_not_leave_from_any_copy(practice: Practice, tmp_path: Path) -> None:
    name = signed(practice, tmp_path, exported=False)
    copy = backed_up(practice, tmp_path)
    withdraw(practice.open(), name)
    cleaned_twice_changes_nothing(practice, copy)
    with pytest.raises(CoachVaultError):
        export(copy.open(), name, tmp_path / "out.txt")
    assert show(copy.open(), name).status(NOON.date()) is ReleaseStatus.WITHDRAWN
    bring_back(practice, copy)
    with pytest.raises(Refused, match="withdrawn"):
        export(practice.open(), name, tmp_path / "out.txt")


def test_an_answer_that_was_not_theirs_counts_in_no_copy(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "ITERATIONS", 10)
    name = draft(practice.open(), "heron", Form(text="She leads.")).id
    asked = request(practice.open(), name, Ask(SignoffMethod.PAGE))
    assert asked.request.opening is not None
    block, _ = signoff.signed(signoff.open_page(asked.text, asked.request.opening.code), (1,))
    import_answer(practice.open(), name, Answer(block.encode()))
    copy = backed_up(practice, tmp_path)
    confirm(practice.open(), name, "by telephone", matches=False)
    cleaned_twice_changes_nothing(practice, copy)
    assert [each.matches for each in show(copy.open(), name).confirmations] == [False]


def test_every_release_departure_and_number_comes_with_a_restore(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    first = signed(practice, tmp_path)
    add_client(practice.open(), "jay", {"name": "Eve Frost"})
    start(practice.open(), Start("jay", "otter", NOON.date(), {}))
    add_note(practice.open(), "jay", NoteDraft("A first session."))
    draft(practice.open(), "jay", Form(text="He asks."))
    bring_back(practice, copy)
    opened = practice.open()
    assert show(opened, first).exports[0].path.endswith("R1.txt")
    assert show(opened, "R2").place.client == "jay"
    assert show_note(opened, "jay/1").note.body == "A first session."
    assert draft(opened, "heron", Form(text="Anew.")).id == "R3"
    assert practice.faults() == []


def test_no_number_is_given_twice_where_the_vault_is_lost_after_a_cleaning(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    signed(practice, tmp_path)
    end_engagement(practice.open(), "heron", NOON.date())
    start(practice.open(), Start("heron", "", NOON.date(), {}))
    add_note(practice.open(), "heron", NoteDraft("Anew."))
    backups.create(practice.open(), tmp_path / "other.vault")
    cleaned_twice_changes_nothing(practice, copy)
    bring_back(practice, copy, lost=True)
    opened = practice.open()
    assert start(opened, Start("heron", "otter", NOON.date(), {})).id == "E5"
    assert str(add_note(opened, "heron", NoteDraft("Again.")).id) == "heron/5"
    assert draft(opened, "heron", Form(text="Anew.")).id == "R2"
    assert backups.create(opened, tmp_path / "third.vault").id == "B3"


def test_earlier_wordings_that_were_erased_go_by_what_was_erased_and_not_by_numbers(
    practice: Practice, tmp_path: Path
) -> None:
    copy = backed_up(practice, tmp_path)
    edit_note(practice.open(), "heron/1", 1, {"body": "Told otherwise."})
    cleaned_twice_changes_nothing(practice, copy)
    assert show_note(copy.open(), "heron/1").note.body.startswith("Session 1"), "nothing was erased"
    erase_earlier(practice.open(), "heron/1")
    erase_earlier(practice.open(), "heron/2")
    cleaned_twice_changes_nothing(practice, copy)
    assert [view.note.body for view in read_history(copy.open(), "heron/1")] == ["Told otherwise."]
    assert len(read_history(copy.open(), "heron/2")) == 1


def test_a_note_that_was_moved_is_lost_in_no_copy(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    move_note(practice.open(), "heron/1", "wren")
    cleaned_twice_changes_nothing(practice, copy)
    ids = {str(each.id) for each in list_notes(copy.open(), None, Filter()).notes}
    assert ("heron/1" in ids, "wren/2" in ids) == (False, True)
    bring_back(practice, copy)
    assert show_note(practice.open(), "wren/2").note.body.startswith("Session 1")


def test_contacts_that_were_erased_are_in_no_copy(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    erasure.erase(practice.open(), "heron", date(2026, 11, 23))
    cleaned_twice_changes_nothing(practice, copy)
    with copy.open().vault.read() as snapshot:
        client = roster.client(snapshot, list_engagements(copy.open(), "heron")[0].client)
    assert (client.name, client.email) == ("", "")
    bring_back(practice, copy)
    with practice.open().vault.read() as snapshot:
        assert roster.client(snapshot, client.code).name == ""


def test_what_was_reopened_is_open_in_a_copy_from_between(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    reopen_engagement(practice.open(), "E3", "a slip")
    cleaned_twice_changes_nothing(practice, copy)
    assert show_note(copy.open(), "linden/1").note.body == "Sealed session 1."


def test_holds_are_known_to_every_copy_and_so_is_that_one_was_lifted(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    due.add_hold(practice.open(), "E3", "a claim was announced")
    cleaned_twice_changes_nothing(practice, copy)
    with copy.open().vault.read() as snapshot:
        assert [each.is_on for each in policy.holds(snapshot)] == [True]
    due.lift_hold(practice.open(), "E3", "it was settled")
    cleaned_twice_changes_nothing(practice, copy)
    with copy.open().vault.read() as snapshot:
        assert [each.is_on for each in policy.holds(snapshot)] == [False]


def test_an_archive_stays_closed_however_the_vault_goes_on(practice: Practice, tmp_path: Path) -> None:
    made = archive.archive(practice.open(), tmp_path / "final.vault").backup
    copy = Practice(msgspec.structs.replace(practice.setting, vault_path=Path(made.path)), practice.clock)
    add_note(practice.open(), "heron", NoteDraft("We went on."))
    reopen_engagement(practice.open(), "E3", "a slip")
    cleaned_twice_changes_nothing(practice, copy)
    assert {each.ended for each in list_engagements(copy.open())} == {NOON.date(), date(2025, 12, 31)}
    with copy.open().vault.read() as snapshot:
        assert roster.state(snapshot).is_archive


def test_nothing_is_written_where_nothing_is_to_be_done(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    cleaned(practice)
    before, home = copy.path.read_bytes(), practice.path.read_bytes()
    practice.clock.moment += timedelta(days=1)
    assert [each.is_changed for each in clean_copies.clean(practice.open())] == [False]
    assert copy.path.read_bytes() == before
    assert practice.path.read_bytes() == home


def test_what_went_is_remembered_here_where_the_vault_is_lost_and_no_copy_was_cleaned(
    practice: Practice, tmp_path: Path
) -> None:
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "jay", NoteDraft("On the train."))
    inbox.settle(practice.open())
    copy = backed_up(practice, tmp_path)
    away = copy.path.rename(tmp_path / "away.vault")
    edit_note(practice.open(), "heron/1", 1, {"body": "Told otherwise."})
    for note in ("heron/1", "heron/2"):
        erase_earlier(practice.open(), note)
    inbox.discard(practice.open(), "w1")
    destroy.destroy(practice.open(), Order("E3", RecordClass.HOURS))
    destroy.destroy(practice.open(), Order("linden", RecordClass.CONTACTS))
    away.rename(copy.path)
    practice.path.unlink()
    restored = restore(practice.setting, RestoreOrder(copy.path, True, None, TESTING), WORDS_ONLY)
    assert (restored.compared, restored.remembered) == (False, True)
    opened = practice.open()
    assert len(read_history(opened, "heron/2")) == 1
    with pytest.raises(NotFound):  # the wording that was left was lost with the vault
        show_note(opened, "heron/1")
    assert inbox.list_waiting(opened) == []
    (engagement,) = list_engagements(opened, "linden")
    assert engagement.tally.paid_minutes == 0
    with opened.vault.read() as snapshot:
        assert roster.client(snapshot, engagement.client).name == ""
    assert practice.faults() == []


@pytest.mark.parametrize("where", ["an archive", "a file kept aside"])
def test_a_withdrawn_release_leaves_from_no_other_copy(practice: Practice, tmp_path: Path, where: str) -> None:
    name = signed(practice, tmp_path, exported=False)
    if where == "an archive":
        path = Path(archive.archive(practice.open(), tmp_path / "final.vault").backup.path)
    else:
        path = Path(bring_back(practice, backed_up(practice, tmp_path)).aside)
    withdraw(practice.open(), name)
    copy = Practice(msgspec.structs.replace(practice.setting, vault_path=path), practice.clock)
    cleaned_twice_changes_nothing(practice, copy)
    with pytest.raises(CoachVaultError):
        export(copy.open(), name, tmp_path / "out.txt")
    assert show(copy.open(), name).withdrawal is not None


def test_of_a_damaged_vault_whose_place_is_taken_what_can_be_read_counts(practice: Practice, tmp_path: Path) -> None:
    copy = backed_up(practice, tmp_path)
    erase_note(practice.open(), "heron/3")
    end_engagement(practice.open(), "wren", NOON.date())
    practice.tamper("UPDATE record SET box = zeroblob(600) WHERE record_id = ?", row_of(practice.open(), "heron/1")[1])
    assert bring_back(practice, copy).compared
    opened = practice.open()
    with pytest.raises(NotFound):
        show_note(opened, "heron/3")
    with pytest.raises(Refused):
        show_note(opened, "wren/1")
    assert show_note(opened, "heron/1").note.body.startswith("Session 1")
    assert practice.faults() == []
