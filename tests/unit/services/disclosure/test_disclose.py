"""The one road without a signature: each test tries to get more out than the rule allows (R11)."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import convert, to_builtins

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.disclosure import DisclosurePlace, Ground, RecipientKind
from coachvault.practice.register import Event
from coachvault.services.disclosure import disclose, notification, rules
from coachvault.services.disclosure.disclose import AcceptedFindings
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client
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


@pytest.mark.parametrize("kind", RecipientKind)
def test_each_allowed_kind_may_receive_one(kind: RecipientKind, practice: Practice, tmp_path: Path) -> None:
    made = disclose.disclose(practice.open(), "heron", ground(recipient_kind=kind.value), tmp_path / "out.txt")
    assert made.disclosed.ground.kind is kind


def test_a_disclosure_is_made_once(practice: Practice, tmp_path: Path) -> None:
    disclose.disclose(practice.open(), "heron", ground(), tmp_path / "a.txt")
    with pytest.raises(Refused, match="made once"):
        disclose.disclose(practice.open(), "D1", ground(), tmp_path / "b.txt")
    assert not (tmp_path / "b.txt").exists()
    with pytest.raises(NotFound):
        disclose.disclose(practice.open(), "D7", ground(), tmp_path / "b.txt")
    with pytest.raises(BadInput):
        disclose.disclose(practice.open(), "heron", ground(evidence="said once more today"), tmp_path / "a.txt")
    with practice.open().vault.read() as snapshot:
        assert [place.number for place in disclose.places(snapshot)] == [1]


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


def test_it_survives_the_end_of_the_engagement(practice: Practice) -> None:
    end_engagement(practice.open(), "heron", NOON.date())
    made = disclose.disclose(practice.open(), "heron", ground(), None)
    assert made.place.client == "heron"
    assert practice.faults() == []


PASSAGES = ({"text": "One of my clients is in danger.", "needed_because": "somebody has to look after them"},)


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
    for keep in (None, AcceptedFindings(("other-client-1",)), AcceptedFindings(("other-client-1",), "?")):
        with pytest.raises(Refused):
            disclose.check(practice.open(), "heron", said, keep)
    with pytest.raises(NotFound):
        disclose.check(practice.open(), "heron", said, AcceptedFindings(("other-client-2",), "it is a verb"))
    keep = AcceptedFindings(("other-client-1",), "it is a verb")
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
