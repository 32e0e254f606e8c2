"""The one road without a signature: each test tries to get more out than the rule allows (R11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert, to_builtins

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.disclosure import DisclosurePlace, Ground, Passage, RecipientKind
from coachvault.practice.register import Event
from coachvault.services.disclosure import disclose, notification, rules
from coachvault.services.disclosure.disclose import Keep
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client, edit_client
from coachvault.services.records.register import list_entries
from tests.fakes import NOON, Practice, filled_practice
from tests.independent.vaults import ground

NAMED = "Ada Marsh may harm herself tonight."


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_exactly_the_text_leaves_and_the_register_accounts_for_it(practice: Practice, tmp_path: Path) -> None:
    place = tmp_path / "out.txt"
    made = disclose.disclose(practice.open(), "heron", ground(), place)
    assert place.read_text() == "A person whom I coach may harm themselves tonight.\n"
    assert place.stat().st_mode & 0o777 == 0o600
    entry = list_entries(practice.open(), "heron")[-1]
    assert (entry.event, entry.subject, entry.at) == (Event.DISCLOSED, "D1", NOON)
    assert entry.to == "Crisis team, 555 911 (body)"
    assert "under a pseudonym" in entry.what
    assert "supervisor" in entry.what
    assert "tonight" in entry.why
    assert "with a plan" in entry.evidence
    assert entry.sha256 == made.disclosed.text_sha256
    assert str(place) in today(practice.open()).readable_files
    assert practice.faults() == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"evidence": ""}, "evidence"),
        ({"evidence": "yes"}, "evidence"),
        ({"danger": ""}, "danger"),
        ({"advice": ""}, "advice"),
        ({"recipient": " "}, "recipient"),
        ({"recipient_kind": ""}, "allowed kind"),
        ({"recipient_kind": "friend"}, "allowed kind"),
        ({"recipient_kind": "sponsor"}, "allowed kind"),
        ({"text": " \n"}, "says something"),
        ({"text": NAMED}, "pseudonym"),
        ({"text": "ada is in danger of harm."}, "pseudonym"),
        ({"text": "Heron, as I call the client, may harm themselves."}, "pseudonym"),
        ({"text": "She and Bea Cole may harm themselves."}, "another client"),
        (
            {"text": "She and Bea Cole.", "name_needed_because": "it is needed", "recipient_kind": "emergency"},
            "another",
        ),
        ({"letter_delayed_because": "telling now would raise the danger"}, "day"),
        ({"letter_due": date(2026, 12, 1)}, "waits for a reason"),
        ({"letter_due": date(2026, 12, 1), "letter_delayed_because": " ?"}, "waits for a reason"),
        ({"text": "A", "passages": (Passage("A", ""),)}, "needed for"),
    ],
)
def test_what_lacks_something_does_not_leave(
    fields: dict[str, Any], told: str, practice: Practice, tmp_path: Path
) -> None:
    before, place = practice.path.read_bytes(), tmp_path / "out.txt"
    for attempt in (
        lambda: disclose.check(practice.open(), "heron", ground(**fields)),
        lambda: disclose.disclose(practice.open(), "heron", ground(**fields), place),
    ):
        with pytest.raises(Refused, match=told):
            attempt()
    assert not place.exists()
    assert practice.path.read_bytes() == before


@pytest.mark.parametrize("kind", RecipientKind)
def test_each_allowed_kind_may_receive_one(kind: RecipientKind, practice: Practice, tmp_path: Path) -> None:
    made = disclose.disclose(practice.open(), "heron", ground(recipient_kind=kind.value), tmp_path / "out.txt")
    assert made.disclosed.ground.kind is kind


def test_the_name_leaves_for_a_reason_or_to_emergency_services(practice: Practice, tmp_path: Path) -> None:
    reasoned = ground(text=NAMED, name_needed_because="they have to find her")
    disclose.disclose(practice.open(), "heron", reasoned, tmp_path / "a.txt")
    urgent = ground(text=NAMED, recipient_kind="emergency", advice="")
    disclose.disclose(practice.open(), "heron", urgent, tmp_path / "b.txt")
    assert [entry.what for entry in list_entries(practice.open()) if "with the name" in entry.what]


def test_a_disclosure_is_made_once(practice: Practice, tmp_path: Path) -> None:
    disclose.disclose(practice.open(), "heron", ground(), tmp_path / "a.txt")
    with pytest.raises(Refused, match="made once"):
        disclose.disclose(practice.open(), "D1", ground(), tmp_path / "b.txt")
    assert not (tmp_path / "b.txt").exists()
    with pytest.raises(NotFound):
        disclose.disclose(practice.open(), "D7", ground(), tmp_path / "b.txt")
    with pytest.raises(BadInput):
        disclose.disclose(practice.open(), "heron", ground(evidence="said once more today"), tmp_path / "a.txt")
    assert [place.number for place in disclose.list_disclosures(practice.open())] == [1]


def test_an_emergency_is_begun_at_once_and_written_down_within_the_day(practice: Practice) -> None:
    client, place = disclose.begin_now(practice.open(), "heron")
    assert (client.name, place.id) == ("Ada Marsh", "D1")
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    with pytest.raises(Refused, match="not written down"):
        notification.write_letter(practice.open(), "D1", practice.path.parent / "letter.txt")
    made = disclose.disclose(practice.open(), "D1", ground(recipient_kind="emergency", text=NAMED), None)
    assert (made.disclosed.spoken, made.disclosed.path) == (True, "")
    events = [entry.event for entry in list_entries(practice.open(), "heron")]
    assert events[-2:] == [Event.DISCLOSURE_BEGUN, Event.DISCLOSED]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_client_is_told_what_was_shared_with_whom_and_why(
    language: str, practice: Practice, tmp_path: Path
) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    made = disclose.disclose(practice.open(), "heron", ground(), tmp_path / "out.txt")
    days = {"de": "23. November 2026", "fr": "23 novembre 2026", "es": "23 de noviembre de 2026"}
    day = days.get(language, "23 November 2026")
    for said in ("Ada Marsh", "Crisis team", "A person whom I coach", "end their life", day, "Riverside"):
        assert said in made.letter
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    notification.write_letter(practice.open(), "D1", tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == made.letter
    assert today(practice.open()).disclosures == ()
    assert list_entries(practice.open())[-1].event is Event.CLIENT_TOLD


def test_a_letter_that_waits_is_asked_about_again(practice: Practice) -> None:
    later = ground(letter_delayed_because="telling now would raise the danger", letter_due=date(2026, 12, 1))
    assert disclose.disclose(practice.open(), "heron", later, None).letter == ""
    assert today(practice.open()).disclosures == ()
    practice.clock.pass_days(8)
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    with pytest.raises(BadInput, match="to come"):
        disclose.disclose(practice.open(), "wren", later, None)


def test_it_survives_the_end_of_the_engagement(practice: Practice) -> None:
    end_engagement(practice.open(), "heron", NOON.date())
    made = disclose.disclose(practice.open(), "heron", ground(), None)
    assert made.place.client == "heron"
    assert practice.faults() == []


PASSAGES = ({"text": "One of my clients is in danger.", "needed_because": "somebody has to look after them"},)


@pytest.mark.parametrize(
    "said",
    [
        "Please call 0049 30 123 4567 tonight.",
        "The number is 030 / 1234567.",
        "Somebody lives at Lane 1, second floor.",
        "Write to a.m@mail.example.",
        "They read Signal: 0170 7654321.",
        "Threema ADA77XYZ reaches them.",
    ],
)
def test_what_reaches_the_client_says_who_it_is(said: str, practice: Practice) -> None:
    channel = "Threema ADA77XYZ" if "Threema" in said else "Signal +49 170 7654321"
    ways = {"phone": "+49 30 1234567", "address": "Lane 1\n12345 Town", "email": "a.m@mail.example"}
    edit_client(practice.open(), "heron", ways | {"private_channel": channel})
    with pytest.raises(Refused, match="pseudonym"):
        disclose.check(practice.open(), "heron", ground(text=said))
    disclose.check(practice.open(), "heron", ground(text=said, name_needed_because="they have to find her"))
    made = disclose.disclose(practice.open(), "heron", ground(text=said, recipient_kind="emergency"), None)
    assert made.place.done_at
    assert "pseudonym" not in list_entries(practice.open(), "heron")[-1].what


def test_other_numbers_and_plain_words_say_nobodys_name(practice: Practice) -> None:
    ways = {"phone": "+49 30 1234567", "address": "Lane 1\nTown", "private_channel": "Signal"}
    edit_client(practice.open(), "heron", ways)
    for said in ("Call me: 555 12, or by Signal.", "The lane in the town.", "On 2026-11-23 at 14:00."):
        disclose.check(practice.open(), "heron", ground(text=said))


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
    said = ground(danger="she will hurt Bea Cole tonight", recipient="Bea Cole, 555 1", recipient_kind=kind.value)
    letter = disclose.disclose(practice.open(), "heron", said, None).letter
    assert "Bea" not in letter
    assert "Cole" not in letter
    assert said.text in letter
    assert "{" not in letter


def test_text_and_letter_are_written_in_one_change_or_not_at_all(practice: Practice, tmp_path: Path) -> None:
    before, text, letter = practice.path.read_bytes(), tmp_path / "text.txt", tmp_path / "letter.txt"
    letter.write_text("mine")
    for other in (letter, text, tmp_path / "." / "text.txt", tmp_path / "none" / "letter.txt"):
        with pytest.raises(BadInput):
            disclose.disclose(practice.open(), "heron", ground(), text, other)
    assert [path.name for path in tmp_path.glob("*.txt")] == ["letter.txt"]
    assert practice.path.read_bytes() == before
    letter.unlink()
    made = disclose.disclose(practice.open(), "heron", ground(), text, letter)
    assert (letter.read_text(), made.place.letter_at) == (made.letter, NOON)
    assert today(practice.open()).readable_files == sorted(map(str, (text, letter)))
    assert [entry.event for entry in list_entries(practice.open())[-2:]] == [Event.DISCLOSED, Event.CLIENT_TOLD]


def test_a_word_that_is_a_clients_name_is_kept_for_a_reason(practice: Practice) -> None:
    add_client(practice.open(), "jay", {"name": "Will Young"})
    said = ground(text="Will somebody go there?", recipient_kind="emergency")
    found = rules.lint_disclosure(practice.open(), "heron", said.text)
    assert [(each.id, "Will" in each.excerpt) for each in found] == [("other-client-1", True)]
    for keep in (None, Keep(("other-client-1",)), Keep(("other-client-1",), "?")):
        with pytest.raises(Refused):
            disclose.check(practice.open(), "heron", said, keep)
    with pytest.raises(NotFound):
        disclose.check(practice.open(), "heron", said, Keep(("other-client-2",), "it is a verb"))
    keep = Keep(("other-client-1",), "it is a verb")
    made = disclose.disclose(practice.open(), "heron", said, None, keep=keep)
    assert [(each.finding, each.why) for each in made.disclosed.kept] == [("other-client-1", "it is a verb")]
    kept = list_entries(practice.open(), "heron")[-1]
    assert (kept.event, kept.subject, kept.why) == (Event.KEPT, "D1", "other-client-1: it is a verb")


def test_an_emergency_in_which_nothing_was_disclosed_is_closed_for_a_reason(practice: Practice) -> None:
    disclose.begin_now(practice.open(), "heron")
    with pytest.raises(Refused):
        notification.close(practice.open(), "D1", "")
    notification.close(practice.open(), "D1", "it was a joke")
    assert today(practice.open()).disclosures == ()
    entry = list_entries(practice.open(), "heron")[-1]
    assert (entry.event, entry.subject, entry.why) == (Event.NOT_DISCLOSED, "D1", "it was a joke")
    for attempt in (
        lambda: notification.close(practice.open(), "D1", "once more"),
        lambda: notification.notify_client(practice.open(), "D1", "by telephone"),
        lambda: disclose.disclose(practice.open(), "D1", ground(), None),
    ):
        with pytest.raises(Refused, match="closed"):
            attempt()
    disclose.disclose(practice.open(), "heron", ground(), None)
    with pytest.raises(Refused, match="made once"):
        notification.close(practice.open(), "D2", "it was a joke")


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


def test_passages_are_kept_with_what_each_is_needed_for(practice: Practice) -> None:
    fields = {"passages": PASSAGES, "text": ""}
    said = disclose.to_ground({**to_builtins(ground()), **fields})
    assert said.text == PASSAGES[0]["text"]
    disclose.disclose(practice.open(), "heron", said, None)
    shown = disclose.show(practice.open(), "D1")
    assert shown.disclosed
    assert to_builtins(shown.disclosed.ground.passages) == PASSAGES
    assert "needed for: somebody has to look after them" in shown.entries[0].entry.what
    with pytest.raises(BadInput):
        disclose.to_ground({"passages": PASSAGES, "text": "Something else."})
    with pytest.raises(BadInput):
        disclose.to_ground({"passages": [{"text": "no need"}]})


def test_what_was_said_is_recorded_with_when(practice: Practice, tmp_path: Path) -> None:
    said = ground(said_at="2026-11-22 21:30")
    with pytest.raises(BadInput, match="said"):
        disclose.disclose(practice.open(), "heron", said, tmp_path / "out.txt")
    with pytest.raises(BadInput, match="to come"):
        disclose.check(practice.open(), "heron", ground(said_at="2026-11-24"))
    made = disclose.disclose(practice.open(), "heron", said, None)
    assert made.disclosed.ground.said_at == "2026-11-22T21:30+00:00"
    assert "22 November 2026" in made.letter
    entry = list_entries(practice.open())[-1]
    assert (entry.at, entry.what.startswith("said on 2026-11-22 21:30")) == (NOON, True)
    now = disclose.disclose(practice.open(), "heron", ground(evidence="said again this morning"), None)
    assert now.disclosed.ground.said_at == "2026-11-23T12:00+00:00"
    assert disclose.parse_form("said_at = 2026-11-22T21:30:00").said_at == "2026-11-22 21:30:00"


def test_a_second_use_of_the_same_ground_is_refused(practice: Practice) -> None:
    disclose.disclose(practice.open(), "heron", ground(), None)
    again = ground(text="Something else about them.", evidence="Said twice in the session,  with a plan and the means")
    for said in (ground(), again):
        with pytest.raises(Refused, match="ground of its own"):
            disclose.check(practice.open(), "heron", said)
    disclose.check(practice.open(), "wren", ground())
    disclose.check(practice.open(), "heron", ground(recipient="The hospital, 555 1"))
    disclose.disclose(practice.open(), "heron", ground(evidence="said again this morning"), None)


def test_the_register_says_why_the_name_was_given_and_why_the_letter_waits(practice: Practice) -> None:
    waits = {"letter_delayed_because": "telling now would raise the danger", "letter_due": date(2026, 12, 1)}
    told = {"client_told": "she asked me not to", "name_needed_because": "they have to find her"}
    disclose.disclose(practice.open(), "heron", ground(text=NAMED, **waits, **told), None)
    what = list_entries(practice.open())[-1].what
    for said in ("with the name (name or code): they have to find her", "waits until 2026-12-01", "raise the danger"):
        assert said in what
    assert "told or asked beforehand: she asked me not to" in what
    disclose.disclose(practice.open(), "heron", ground(text=NAMED, recipient_kind="emergency", advice=""), None)
    assert "with the name (name or code): emergency services" in list_entries(practice.open())[-1].what


def test_passages_come_from_the_clients_own_notes_and_sealed_ones_for_a_reason(practice: Practice) -> None:
    opened = practice.open()
    assert not disclose.require_notes(opened, "heron", ("heron/1",))
    assert disclose.note_paragraphs(opened, "heron", ("heron/1",), "")[0].startswith("Session 1")
    with pytest.raises(Refused, match="no note about heron"):
        disclose.note_paragraphs(opened, "heron", ("wren/1",), "")
    assert disclose.require_notes(opened, "linden", ("linden/1",))
    with pytest.raises(Refused, match="reason"):
        disclose.note_paragraphs(opened, "linden", ("linden/1",), "")
    assert disclose.note_paragraphs(opened, "linden", ("linden/1",), "a court order") == ("Sealed session 1.",)
    entry = list_entries(practice.open(), "linden")[-1]
    assert (entry.event, entry.subject, entry.why) == (Event.READ, "linden/1", "a court order")


def test_what_was_recorded_before_there_were_passages_is_read() -> None:
    old = {"danger": "d", "evidence": "e", "recipient": "r", "recipient_kind": "body", "text": "t", "letter_due": None}
    assert convert(old, Ground) == Ground("d", "e", "", "r", "body", "t")
    place = {"number": 1, "client": "heron", "compartment_id": "AA==", "begun_at": "2026-01-01T00:00:00Z"}
    assert convert(place, DisclosurePlace).is_begun
