"""The one road without a signature: each test tries to get more out than the rule allows (R11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.disclosure import RecipientKind
from coachvault.practice.register import Event
from coachvault.services import disclosing
from coachvault.services.brief import today
from coachvault.services.engagements import end_engagement
from coachvault.services.people import edit_client
from coachvault.services.register import list_entries
from tests.fakes import NOON, Practice, filled_practice
from tests.independent.vaults import ground

NAMED = "Ada Marsh may harm herself tonight."


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_exactly_the_text_leaves_and_the_register_accounts_for_it(practice: Practice, tmp_path: Path) -> None:
    place = tmp_path / "out.txt"
    made = disclosing.disclose(practice.open(), "heron", ground(), place)
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
    ],
)
def test_what_lacks_something_does_not_leave(
    fields: dict[str, Any], told: str, practice: Practice, tmp_path: Path
) -> None:
    before, place = practice.path.read_bytes(), tmp_path / "out.txt"
    for attempt in (
        lambda: disclosing.check(practice.open(), "heron", ground(**fields)),
        lambda: disclosing.disclose(practice.open(), "heron", ground(**fields), place),
    ):
        with pytest.raises(Refused, match=told):
            attempt()
    assert not place.exists()
    assert practice.path.read_bytes() == before


@pytest.mark.parametrize("kind", RecipientKind)
def test_each_allowed_kind_may_receive_one(kind: RecipientKind, practice: Practice, tmp_path: Path) -> None:
    made = disclosing.disclose(practice.open(), "heron", ground(recipient_kind=kind.value), tmp_path / "out.txt")
    assert made.disclosed.ground.kind is kind


def test_the_name_leaves_for_a_reason_or_to_emergency_services(practice: Practice, tmp_path: Path) -> None:
    reasoned = ground(text=NAMED, name_needed_because="they have to find her")
    disclosing.disclose(practice.open(), "heron", reasoned, tmp_path / "a.txt")
    urgent = ground(text=NAMED, recipient_kind="emergency", advice="")
    disclosing.disclose(practice.open(), "heron", urgent, tmp_path / "b.txt")
    assert [entry.what for entry in list_entries(practice.open()) if "with the name" in entry.what]


def test_a_disclosure_is_made_once(practice: Practice, tmp_path: Path) -> None:
    disclosing.disclose(practice.open(), "heron", ground(), tmp_path / "a.txt")
    with pytest.raises(Refused, match="made once"):
        disclosing.disclose(practice.open(), "D1", ground(), tmp_path / "b.txt")
    assert not (tmp_path / "b.txt").exists()
    with pytest.raises(NotFound):
        disclosing.disclose(practice.open(), "D7", ground(), tmp_path / "b.txt")
    with pytest.raises(BadInput):
        disclosing.disclose(practice.open(), "heron", ground(), tmp_path / "a.txt")
    assert [place.number for place in disclosing.list_disclosures(practice.open())] == [1]


def test_an_emergency_is_begun_at_once_and_written_down_within_the_day(practice: Practice) -> None:
    client, place = disclosing.begin_now(practice.open(), "heron")
    assert (client.name, place.id) == ("Ada Marsh", "D1")
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    with pytest.raises(Refused, match="not written down"):
        disclosing.write_letter(practice.open(), "D1", practice.path.parent / "letter.txt")
    made = disclosing.disclose(practice.open(), "D1", ground(recipient_kind="emergency", text=NAMED), None)
    assert (made.disclosed.spoken, made.disclosed.path) == (True, "")
    events = [entry.event for entry in list_entries(practice.open(), "heron")]
    assert events[-2:] == [Event.DISCLOSURE_BEGUN, Event.DISCLOSED]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_client_is_told_what_was_shared_with_whom_and_why(
    language: str, practice: Practice, tmp_path: Path
) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    made = disclosing.disclose(practice.open(), "heron", ground(), tmp_path / "out.txt")
    for said in ("Ada Marsh", "Crisis team", "A person whom I coach", "end their life", "2026-11-23", "Riverside"):
        assert said in made.letter
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    disclosing.write_letter(practice.open(), "D1", tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == made.letter
    assert today(practice.open()).disclosures == ()
    assert list_entries(practice.open())[-1].event is Event.CLIENT_TOLD


def test_a_letter_that_waits_is_asked_about_again(practice: Practice) -> None:
    later = ground(letter_delayed_because="telling now would raise the danger", letter_due=date(2026, 12, 1))
    assert disclosing.disclose(practice.open(), "heron", later, None).letter == ""
    assert today(practice.open()).disclosures == ()
    practice.clock.pass_days(8)
    assert [each.id for each in today(practice.open()).disclosures] == ["D1"]
    with pytest.raises(BadInput, match="to come"):
        disclosing.disclose(practice.open(), "wren", later, None)


def test_it_survives_the_end_of_the_engagement(practice: Practice) -> None:
    end_engagement(practice.open(), "heron", NOON.date())
    made = disclosing.disclose(practice.open(), "heron", ground(), None)
    assert made.place.client == "heron"
    assert practice.faults() == []
