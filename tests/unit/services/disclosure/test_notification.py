"""The client is told what was shared, with whom and why; or that waits for a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.disclosure import RecipientKind
from coachvault.practice.register import Event
from coachvault.services.disclosure import disclose, notification
from coachvault.services.overview.day import today
from coachvault.services.people.directory import edit_client
from coachvault.services.records.register import list_entries
from coachvault.texts.languages import language_of
from tests.fakes import NOON, Practice, filled_practice
from tests.independent.vaults import ground


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_client_is_told_what_was_shared_with_whom_and_why(
    language: str, practice: Practice, tmp_path: Path
) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    made = disclose.disclose(practice.open(), "heron", ground(), tmp_path / "out.txt")
    days = {"de": "23. November 2026", "fr": "23 novembre 2026", "es": "23 de noviembre de 2026"}
    day = days.get(language, "23 November 2026")
    for said in (
        "Ada Marsh",
        "Crisis team",
        "A person whom I coach",
        language_of(language).disclosure.danger,
        day,
        "Riverside",
    ):
        assert said in made.letter
    assert "end their life" not in made.letter, "the note for the register is no text for the client"
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    notification.write_letter(practice.open(), "D1", tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == made.letter
    assert today(practice.open()).disclosures == ()
    assert list_entries(practice.open())[-1].event is Event.CLIENT_TOLD


def test_the_reason_is_what_the_coach_wrote_for_the_client(practice: Practice) -> None:
    said = ground(reason_for_client="I was afraid for you.")
    letter = disclose.disclose(practice.open(), "heron", said, None).letter
    assert "Why I did so: I was afraid for you.\n" in letter
    assert language_of("en").disclosure.danger not in letter


def test_a_letter_that_waits_is_asked_about_again(practice: Practice) -> None:
    later = ground(letter_delayed_because="telling now would raise the danger", letter_due=date(2026, 12, 1))
    assert disclose.disclose(practice.open(), "heron", later, None).letter == ""
    assert today(practice.open()).disclosures == ()
    practice.clock.pass_days(8)
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    with pytest.raises(BadInput, match="to come"):
        disclose.disclose(practice.open(), "wren", later, None)


def test_a_letter_that_was_written_is_listed_until_it_is_deleted(practice: Practice, tmp_path: Path) -> None:
    disclose.disclose(practice.open(), "heron", ground(), None)
    notification.write_letter(practice.open(), "D1", tmp_path / "letter.txt")
    assert str(tmp_path / "letter.txt") in today(practice.open()).readable_files
    (tmp_path / "letter.txt").unlink()
    assert today(practice.open()).readable_files == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("kind", RecipientKind)
def test_a_letter_names_no_other_client(language: str, kind: RecipientKind, practice: Practice) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    told = {"recipient": "Bea Cole, 555 1", "recipient_kind": kind.value, "reason_for_client": "Bea Cole said so"}
    said = ground(danger="she will hurt Bea Cole tonight", **told)
    letter = disclose.disclose(practice.open(), "heron", said, None).letter
    assert "Bea" not in letter
    assert "Cole" not in letter
    assert said.text in letter
    assert "{" not in letter


def test_a_letter_waits_again_for_another_reason(practice: Practice) -> None:
    opened = practice.open()
    disclose.disclose(opened, "heron", ground(), None)
    for until, reason in ((NOON.date(), "still in danger"), (date(2026, 12, 1), " ")):
        with pytest.raises((Refused, BadInput)):
            notification.delay(opened, "D1", until, reason)
    notification.delay(opened, "D1", date(2026, 12, 1), "still in danger")
    notification.delay(opened, "D1", date(2027, 1, 1), "the court asked for it")
    practice.clock.pass_days(20)
    assert today(practice.open()).disclosures == ()
    practice.clock.pass_days(30)
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    delayed = [entry for entry in list_entries(practice.open()) if entry.event is Event.LETTER_DELAYED]
    assert [(each.what, each.why) for each in delayed][1] == ("until 2027-01-01", "the court asked for it")
    assert len(delayed) == 2


def test_a_client_who_was_told_in_person_is_owed_no_letter(practice: Practice) -> None:
    opened = practice.open()
    disclose.disclose(opened, "heron", ground(), None)
    assert [place.id for place in disclose.owed(opened, "heron")] == ["D1"]
    with pytest.raises(Refused):
        notification.notify_client(opened, "D1", "")
    notification.notify_client(opened, "D1", "by telephone; she understood")
    assert today(practice.open()).disclosures == ()
    assert disclose.owed(practice.open(), "heron") == []
    entry = list_entries(practice.open())[-1]
    assert (entry.event, entry.what, entry.why) == (Event.CLIENT_TOLD, "in person", "by telephone; she understood")
    with pytest.raises(Refused, match="notified"):
        notification.delay(practice.open(), "D1", date(2027, 1, 1), "still in danger")
