"""Archives and the end of a practice: sealed copies that stay closed, and nothing new written afterwards."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, IntegrityError, NotFound, NoVault, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.practice.retirement import Choice
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.copies import backups
from coachvault.services.copies.restore import Wanted, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.custody import custodians, duty
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements import agreements
from coachvault.services.engagements.lifecycle import (
    Start,
    end_engagement,
    list_engagements,
    reopen_engagement,
    set_next_session,
    start,
)
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import edit_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import read_sealed_engagement, show_note
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client, add_sponsor, edit_client, list_clients
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due as retention_due
from coachvault.services.retirement import archive, calendar, letters, retire
from coachvault.texts.languages import language_of
from tests.fakes import NOON, TESTING, WORDS, Practice, filled_practice, mail


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir(0o700)
    return folder


def elsewhere(practice: Practice, archive: Path, tmp_path: Path, *words: str) -> OpenVault:
    """Opens a copy of an archive on a machine that has seen nothing, with no other file."""
    folder = tmp_path / f"elsewhere-{len(list(tmp_path.iterdir()))}"
    folder.mkdir(0o700)
    copy = folder / "archive.vault"
    shutil.copy(archive, copy)
    return open_vault(Setting(copy, folder / "state", practice.clock), Credentials(str, list(words)))


def test_everything_is_sealed_in_the_copy_and_the_practice_goes_on(
    practice: Practice, disk: Path, tmp_path: Path
) -> None:
    draft(practice.open(), "heron", Form(text="A thought."))
    before = [(each.id, each.status) for each in list_engagements(practice.open())]
    made = archive.archive(practice.open(), disk / "final.vault")
    assert [(each.id, each.status) for each in list_engagements(practice.open())] == before
    add_note(practice.open(), "heron", NoteDraft("Life goes on."))
    opened = elsewhere(practice, disk / "final.vault", tmp_path, WORDS)
    assert all(each.ended for each in list_engagements(opened))
    assert list_notes(opened, "heron", Filter()).sealed == 3
    with opened.vault.read() as snapshot:
        open_ones = [each for each in snapshot.compartment_ids() if not snapshot.is_sealed(each)]
        assert set(open_ones) == set(snapshot.parts.values())
    assert len(read_sealed_engagement(opened, "E1", "a client asked")[2]) == 3
    assert made.backup.id == "B1"
    assert backups.verify(practice.open(), "B1", lambda *_: None)[1].faults == []


def test_an_archive_takes_nothing_new(practice: Practice, disk: Path, tmp_path: Path) -> None:
    archive.archive(practice.open(), disk / "final.vault")
    opened = elsewhere(practice, disk / "final.vault", tmp_path, WORDS)
    for attempt in (
        lambda: add_note(opened, "heron", NoteDraft("New.")),
        lambda: add_note(opened, None, NoteDraft("Mine.")),
        lambda: reopen_engagement(opened, "E1", "to go on"),
        lambda: start(opened, Start("heron", "", NOON.date(), {})),
        lambda: add_client(opened, "ibis", {}),
    ):
        with pytest.raises(Refused, match="archive"):
            attempt()


def test_custodians_open_it_on_another_machine_with_no_other_file(
    practice: Practice, disk: Path, tmp_path: Path
) -> None:
    set_next_session(practice.open(), "heron", "2026-12-01")
    words = {
        code: " ".join(custodians.add(practice.open(), code, role, {}).words)
        for code, role in (
            ("maple", CustodianRole.EXECUTOR),
            ("aspen", CustodianRole.READER),
            ("birch", CustodianRole.READER),
        )
    }
    custodians.set_quorum(practice.open(), 2)
    archive.archive(practice.open(), disk / "final.vault")
    assert {path.name for path in disk.iterdir()} == {"final.vault", "READ-ME-FIRST.txt", "executor.html"}
    executor = elsewhere(practice, disk / "final.vault", tmp_path, words["maple"])
    assert len(list_clients(executor)) == 3
    reach = duty.duty(executor).reach
    assert [(each.client.code, each.engagement.next_session) for each in reach] == [
        ("heron", "2026-12-01"),
        ("wren", ""),
    ]
    with pytest.raises(Refused):
        show_note(executor, "heron/1", "to see")
    together = elsewhere(practice, disk / "final.vault", tmp_path, words["aspen"], words["birch"])
    assert len(read_sealed_engagement(together, "E1", "a court asks")[2]) == 3


def test_what_is_destroyed_later_goes_from_the_archive_which_stays_closed(
    practice: Practice, disk: Path, tmp_path: Path
) -> None:
    archive.archive(practice.open(), disk / "final.vault")
    add_note(practice.open(), "heron", NoteDraft("Later."))
    certificate = destroy.destroy(practice.open(), Order("E3"))
    assert certificate.state == "destroyed in every known copy"
    opened = elsewhere(practice, disk / "final.vault", tmp_path, WORDS)
    by_id = {each.id: each for each in list_engagements(opened)}
    assert by_id["E3"].destroyed == NOON.date()
    assert by_id["E1"].ended == NOON.date()
    with pytest.raises(NotFound):
        show_note(opened, "linden/1", "to see")
    assert backups.verify(practice.open(), "B1", lambda *_: None)[1].faults == []


def test_making_an_archive_is_not_remembered_as_ending_everything(practice: Practice, disk: Path) -> None:
    backup = backups.create(practice.open(), disk)
    archive.archive(practice.open(), disk / "final.vault")
    practice.path.unlink()
    restored = restore(practice.setting, Wanted(Path(backup.path), False, None, TESTING), Credentials(str, [WORDS]))
    assert not restored.remembered
    assert {each.id for each in list_engagements(practice.open()) if each.ended} == {"E3"}


def test_it_is_verified_without_any_key(practice: Practice, disk: Path) -> None:
    made = archive.archive(practice.open(), disk / "final.vault")
    found = archive.verify(disk / "final.vault")
    assert found.words == made.words
    assert len(found.words) == 6
    assert any(" ".join(made.words) in entry.what for entry in list_entries(practice.open()))
    copy = Practice(Setting(disk / "final.vault", disk / "state", practice.clock), practice.clock)
    last = max(seq for (seq,) in copy.rows("SELECT seq FROM ledger"))
    copy.tamper("DELETE FROM ledger WHERE seq = ?", last)
    assert archive.verify(disk / "final.vault").words != made.words, "what was left out is seen on paper"
    copy.tamper("UPDATE ledger SET box = zeroblob(600) WHERE seq = 3")
    with pytest.raises(IntegrityError):
        archive.verify(disk / "final.vault")
    with pytest.raises(NoVault):
        archive.verify(disk / "nothing.vault")


def test_an_archive_takes_a_free_place(practice: Practice, disk: Path) -> None:
    (disk / "final.vault").touch()
    with pytest.raises(BadInput):
        archive.archive(practice.open(), disk / "final.vault")
    with pytest.raises(NotFound):
        archive.archive(practice.open(), disk / "none" / "final.vault")


def test_the_practice_ends_only_when_everything_has(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="E1 with heron, E2 with wren"):
        retire.retire(opened)
    for code in ("heron", "wren"):
        end_engagement(opened, code, NOON.date())
    retire.choose(opened, list_engagements(opened)[0], Choice.KEEP)
    assert retire.retire(opened).retired_on == NOON.date()
    assert {each.id: choice for each, choice in retire.inspect_practice(opened).sealed}["E3"] is Choice.KEEP
    with pytest.raises(Refused, match="has ended"):
        retire.retire(opened)
    for attempt in (
        lambda: add_note(opened, "heron", NoteDraft("New.")),
        lambda: add_client(opened, "ibis", {}),
        lambda: add_sponsor(opened, "ibis", {}),
        lambda: start(opened, Start("heron", "", NOON.date(), {})),
        lambda: reopen_engagement(opened, "E1", "to go on"),
        lambda: edit_note(opened, "own/1", 1, {"body": "Anew."}),
    ):
        with pytest.raises(Refused, match="nothing new"):
            attempt()
    assert today(opened).state.retired_on == NOON.date()
    assert list_entries(opened)[-1].event is Event.RETIRED


def test_after_the_end_sign_offs_and_the_schedule_go_on(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    release = draft(opened, "heron", Form(text="She led.", expires=date(2040, 1, 1)))
    asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
    for code in ("heron", "wren"):
        end_engagement(opened, code, NOON.date())
    retire.retire(opened)
    with pytest.raises(Refused):
        export(opened, release.id, tmp_path / "report.txt")
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    export(opened, release.id, tmp_path / "report.txt")
    practice.clock.pass_days(8 * 366)
    assert destroy.destroy(practice.open(), Order("E1")).due == date(2033, 11, 23)


def test_after_the_end_nothing_is_written_without_a_key_either(practice: Practice) -> None:
    inbox.settle(practice.open())
    for code in ("heron", "wren"):
        end_engagement(practice.open(), code, NOON.date())
    retire.retire(practice.open())
    before = practice.path.read_bytes()
    with pytest.raises(Refused, match="has ended"):
        inbox.write_locked(practice.setting, "heron", NoteDraft("An afterthought."))
    assert practice.path.read_bytes() == before


def test_the_outlook_says_what_is_missing(practice: Practice) -> None:
    assert len(retire.inspect_practice(practice.open()).missing) == 2
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {})
    assert any("never tried" in each for each in retire.inspect_practice(practice.open()).missing)


def test_letters_for_executors_and_clients(practice: Practice, disk: Path) -> None:
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost", "phone": "123"})
    made = archive.archive(practice.open(), disk / "final.vault")
    written = letters.write_letters(practice.open(), made, disk / "letters")
    files = written.letters
    names = {path.name for path in files}
    assert names == {
        f"{each}.{kind}"
        for each in ("executor", "client-heron", "client-wren", "client-linden")
        for kind in ("txt", "html")
    }
    assert " ".join(made.words) in (disk / "letters" / "executor.txt").read_text()
    letter = (disk / "letters" / "client-heron.txt").read_text()
    assert "Dear Ada Marsh" in letter
    assert "kept until 23 November 2033" in letter
    assert "Archive made on 23 November 2026: " in (disk / "letters" / "executor.txt").read_text()
    assert "Dee Frost" in letter
    assert "{" not in letter
    assert set(map(str, files)) <= set(today(practice.open()).readable_files)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)
    with pytest.raises(BadInput):
        letters.write_letters(practice.open(), made, disk / "letters")


def a_letter(practice: Practice, disk: Path, code: str = "heron") -> str:
    made = archive.archive(practice.open(), disk / "final.vault")
    letters.write_letters(practice.open(), made, disk / "letters")
    return (disk / "letters" / f"client-{code}.txt").read_text()


LANGUAGES = ["en", "de", "fr", "es"]
ONLY_ME = {"en": "only I can", "de": "Das kann nur ich", "fr": "personne d'autre", "es": "solo yo"}
NOT_BEFORE = {"en": "not before", "de": "nicht vorher", "fr": "pas avant", "es": "no antes"}
SIGNED_ON = {"en": "4 January 2026", "de": "4. Januar 2026", "fr": "4 janvier 2026", "es": "4 de enero de 2026"}
TOGETHER = {"en": "2 people whom", "de": "2 Personen", "fr": "2 personnes", "es": "2 personas"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_promises_of_an_executor_what_an_executor_may(language: str, practice: Practice, disk: Path) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost", "phone": "123"})
    letter = a_letter(practice, disk)
    assert ONLY_ME[language] in letter
    assert "Dee Frost (123)" in letter.split(ONLY_ME[language])[1], "named for what comes later, not for a copy"
    assert NOT_BEFORE[language] in letter
    assert TOGETHER[language] not in letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_gives_no_code_for_a_name(language: str, practice: Practice, disk: Path) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"phone": "123"})
    letter = a_letter(practice, disk)
    assert f"{language_of(language).farewell.somebody} (123)" in letter
    assert "maple" not in letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_keep_to_what_a_client_agreed_about_executors(language: str, practice: Practice, disk: Path) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"language": language})
    assert language_of(language).farewell.knows in a_letter(practice, disk)
    agreements.propose(opened, "heron", {"executor_may_reach": False})
    agreements.sign(opened, "heron", date(2026, 1, 4))
    (disk / "later").mkdir(0o700)
    letter = a_letter(practice, disk / "later")
    assert language_of(language).farewell.barred.format(since=SIGNED_ON[language]) in letter
    assert "heron" in letter
    assert not any("Ada" in path.read_text() for path in (disk / "later" / "letters").iterdir())
    assert (
        "May not be reached: heron, agreed on 4 January 2026"
        in (disk / "later" / "letters" / "executor.txt").read_text()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_tells_of_readers_only_where_they_can_open(language: str, practice: Practice, disk: Path) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    for code in ("aspen", "birch"):
        custodians.add(practice.open(), code, CustodianRole.READER, {})
    custodians.set_quorum(practice.open(), 2)
    letter = a_letter(practice, disk)
    assert TOGETHER[language] in letter
    assert language_of(language).farewell.nobody_later in letter
    assert "aspen" not in letter


def test_letters_and_calendar_count_from_the_end_that_the_archive_gives(practice: Practice, disk: Path) -> None:
    """The engagement goes on, and its last note is of today; in the archive it ends a day later, and with it counts."""
    practice.clock.pass_days(1)
    letter = a_letter(practice, disk)
    assert "kept until 24 November 2033" in letter
    opened = open_vault(Setting(disk / "final.vault", disk / "state", practice.clock), Credentials(str, [WORDS]))
    due = {each.subject: each.decision.due for each in retention_due.list_kept(opened) if each.record_class == "notes"}
    assert due["E1"] == date(2033, 11, 24)
    calendar = (disk / "letters" / "dates.ics").read_text()
    assert "DTSTART;VALUE=DATE:20331124" in calendar
    assert "heron" not in calendar
    assert "dates.ics" in (disk / "letters" / "executor.txt").read_text()


def test_letters_leave_a_calendar_that_is_there_alone(practice: Practice, disk: Path) -> None:
    made = archive.archive(practice.open(), disk / "final.vault")
    (disk / "letters").mkdir(0o700)
    (disk / "letters" / "dates.ics").write_text("mine")
    with pytest.raises(BadInput):
        letters.write_letters(practice.open(), made, disk / "letters")
    assert [path.name for path in (disk / "letters").iterdir()] == ["dates.ics"]


def test_a_calendar_names_nobody(practice: Practice) -> None:
    custodians.add(practice.open(), "aspen", CustodianRole.EXECUTOR, {"name": "Dee Frost"})
    text = calendar.reminders(practice.open())
    for secret in ("heron", "linden", "aspen", "Ada", "Dee", "E3"):
        assert secret not in text
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "DTSTART;VALUE=DATE:20321231" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == text.count("UID:")
    assert text.count("RRULE:FREQ=YEARLY") == 2


def test_a_successor_gets_what_the_client_signed_for_that_successor(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_sponsor(opened, "ibis", {"name": "Kim Low"})
    release = draft(opened, "heron", Form(text="Where things stand.", to="otter"))
    asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    with pytest.raises(Refused, match="signed no text for ibis"):
        retire.hand_to_successor(opened, "heron", "ibis", tmp_path / "over.txt")
    exported = retire.hand_to_successor(opened, "heron", "otter", tmp_path / "over.txt")
    assert exported.path.read_text() == "Where things stand.\n"
