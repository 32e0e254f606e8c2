"""What a letter says that was done, is so or will be: held against the vault and the disk.

Whatever is erased or destroyed here is besides looked for in every file by the oracle, as in every test.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.client_rights import erasure
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians, duty
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.disclosure import disclose
from coachvault.services.engagements.lifecycle import end_engagement, set_next_session
from coachvault.services.exports.coaching_log import _COLUMNS
from coachvault.services.notes.sealed import read_sealed, show_note
from coachvault.services.people.directory import edit_client, show_client
from coachvault.services.records import certificates, written_files
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due
from coachvault.services.retention.after_the_end import find_end
from coachvault.texts.languages import language_of
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.independent.vaults import ground

ENGLISH = language_of("en")
EMAIL, PHONE, ADDRESS, CHANNEL = "ada@example.org", "+49 30 1234567", "Mill Lane 17, Linz", "ada.private@example.net"
CONTACT = {
    "email": EMAIL,
    "phone": PHONE,
    "address": ADDRESS,
    "private_channel": CHANNEL,
    "emergency_contact": {"name": "Bo Marsh", "phone": "+49 30 7654321", "relation": "brother"},
}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    practice = filled_practice(tmp_path / "here")
    edit_client(practice.open(), "heron", CONTACT)
    return practice


def erased(opened: OpenVault) -> str:
    return erasure.erase(opened, "heron", NOON.date()).letter


THOROUGH = pytest.mark.thorough


@pytest.mark.parametrize(
    ("asked", "disclosed"),
    [
        (True, True),
        (False, False),
        pytest.param(True, False, marks=THOROUGH),
        pytest.param(False, True, marks=THOROUGH),
    ],
)
def test_the_register_keeps_what_the_letter_of_erasure_says(
    asked: bool, disclosed: bool, practice: Practice, tmp_path: Path
) -> None:
    opened, said = practice.open(), ground()
    if asked:
        request(opened, draft(opened, "heron", Form(text="She leads.")).id, Ask(SignoffMethod.EMAIL))
    if disclosed:
        disclose.disclose(opened, "heron", said, None)
    letter = erased(opened)
    register = "\n".join(str(entry) for entry in list_entries(opened))
    assert ENGLISH.erasure.erased_contacts in letter
    assert show_client(opened, "heron")[0].name == ""
    assert (CHANNEL in register, ENGLISH.erasure.kept_address in letter) == (asked, asked)
    for kept in (said.danger, said.evidence, said.recipient):
        assert (kept in register, ENGLISH.erasure.kept_ground in letter) == (disclosed, disclosed)
    for gone in ("Ada Marsh", EMAIL, PHONE, ADDRESS, "Bo Marsh", "7654321"):
        assert gone not in register


@pytest.mark.parametrize("files", [pytest.param(0, marks=THOROUGH), 1, pytest.param(11, marks=THOROUGH)])
def test_the_letter_of_erasure_counts_each_readable_file_that_stands_on_the_disk(
    files: int, practice: Practice, tmp_path: Path
) -> None:
    opened, folder = practice.open(), tmp_path / "files"
    folder.mkdir()
    for number in range(files):
        place = folder / f"letter-{number}.txt"
        written_files.write(opened, {place: "Dear Ada Marsh"}, "a letter", {place: "heron"})
    letter, texts = erased(opened), ENGLISH.erasure
    there = [path for path in folder.iterdir() if "Ada Marsh" in path.read_text()]
    assert len(there) == files
    assert (texts.files_left.of(files) in letter) if files else ("readable file" not in letter)
    assert texts.by_hand in letter


@THOROUGH
def test_a_form_about_somebody_else_that_was_written_out_is_counted(practice: Practice, tmp_path: Path) -> None:
    opened, place = practice.open(), tmp_path / "asked.html"
    edit_client(opened, "wren", {"email": "bea@example.org"})
    made = draft(opened, "wren", Form(text="She leads.", to="otter", concerned=("heron",)))
    asked = request(opened, made.id, Ask(SignoffMethod.EMAIL))
    import_answer(opened, made.id, Answer(mail(f"I approve {asked.request.code}", sender="bea@example.org")))
    assert erasure.scope_of(opened, "heron").files == []
    request(opened, made.id, Ask(SignoffMethod.PAPER, "heron", path=place))
    assert erasure.scope_of(opened, "heron").files == [str(place)]
    assert ENGLISH.erasure.files_left.of(1) in erased(opened)


@THOROUGH
def test_a_copy_that_holds_it_is_counted_until_it_is_cleaned(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    (tmp_path / "disk").mkdir(mode=0o700)
    made = backups.create(opened, tmp_path / "disk" / "copy.vault")
    away = Path(made.path).rename(tmp_path / "away.vault")
    letter = erased(opened)
    assert ENGLISH.erasure.copies_left.of(1) in letter
    assert ENGLISH.erasure.copies_clean not in letter
    away.rename(made.path)
    assert ENGLISH.erasure.copies_clean in erasure.erase(practice.open(), "linden", NOON.date()).letter


def test_after_the_end_notes_are_sealed_and_each_reading_is_recorded(practice: Practice) -> None:
    opened = practice.open()
    end_engagement(opened, "heron", NOON.date())
    assert "My notes about it are sealed now" in find_end(opened, "E1").letter
    with pytest.raises(CoachVaultError):
        show_note(opened, "heron/1")
    with pytest.raises(Refused):
        read_sealed(opened, "E1", "")
    before = len(list_entries(opened))
    for times in (1, 2):
        read_sealed(opened, "E1", "to prepare a talk with the insurer")
        assert [each.event for each in list_entries(opened)[before:]] == [Event.OPENED] * times


def test_from_the_day_of_the_letter_on_notes_are_due_and_a_person_decides(practice: Practice) -> None:
    letter, day = find_end(practice.open(), "E3").letter, find_end(practice.open(), "E3").decision.due
    assert day is not None
    assert f"until {day.day} December {day.year}. From that day on they are due to be destroyed" in letter
    eve = day - timedelta(days=1)
    assert "E3" not in {each.subject for each in due.list_due(practice.open(), eve).notes}
    assert "E3" in {each.subject for each in due.list_due(practice.open(), day).notes}
    practice.pass_years(8)
    opened = practice.open()
    assert len(read_sealed(opened, "E3", "are they there").notes) == 2, "nothing goes by itself"
    due.add_hold(opened, "E3", "a dispute")
    with pytest.raises(Refused, match="held"):
        destroy.destroy(opened, Order("E3"))
    assert any("a dispute" in each.why for each in list_entries(opened))
    due.lift_hold(opened, "E3", "it was settled")
    destroy.destroy(opened, Order("E3"))
    assert [each.subject for each in certificates.list_certificates(opened)] == ["E3"]


def test_whoever_steps_in_learns_what_the_letter_says_and_reads_no_notes(practice: Practice) -> None:
    set_next_session(practice.open(), "heron", "2026-12-01T10:00+00:00")
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost"}).words)
    opened = open_vault(practice.setting, Credentials(str, [words]))
    reach = next(each for each in duty.duty(opened).reach if each.client.code == "heron")
    for told, known in (
        ("your name", reach.client.name),
        ("your contact data", reach.client.private_channel),
        ("your emergency contact", reach.client.emergency_contact.name),
        ("the next session", reach.engagement.next_session),
    ):
        assert told in ENGLISH.farewell.knows
        assert known
    assert "I cannot read it" in reach.message
    assert re.search(r"my name is Dee Frost, .* on behalf of your coach", reach.message)
    for attempt in (
        lambda: show_note(opened, "heron/1"),
        lambda: read_sealed(opened, "E3", "to see what there is"),
        lambda: erasure.erase(opened, "heron", NOON.date()),  # "only I can do that"
        lambda: destroy.destroy(opened, Order("E3")),  # "not before"
    ):
        with pytest.raises(CoachVaultError):
            attempt()


def test_a_disclosure_is_told_as_it_left_and_stands_in_the_register(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    made = disclose.disclose(opened, "heron", ground(), tmp_path / "out.txt")
    told = made.letter.partition("and nothing else (recipient: ")[2].partition("):\n\n")
    assert told[0] == made.disclosed.ground.recipient
    assert told[2].startswith((tmp_path / "out.txt").read_text())
    assert [each.event for each in list_entries(opened, "heron")][-1] is Event.DISCLOSED


def test_the_coaching_log_shows_what_the_agreement_says() -> None:
    assert "name, contact, period and hours" in ENGLISH.agreement.log
    assert {each.split()[-1].casefold() for each in _COLUMNS} == {"name", "information", "group", "date", "hours"}
