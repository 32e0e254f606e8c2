"""What a disclosure has to rest on, or it does not leave (rule R11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.disclosure import Passage
from coachvault.practice.ids import Code
from coachvault.services.disclosure import disclose
from coachvault.services.disclosure.rules import (
    AcceptedFindings,
    accepted_names,
    lint_disclosure,
    require_allowed,
    require_new,
    require_past,
    with_moment,
)
from coachvault.services.people.directory import edit_client
from coachvault.services.records.register import list_entries
from tests.fakes import Practice, filled_practice
from tests.independent.vaults import ground
from tests.unit.services.disclosure.test_disclose import NAMED


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


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


def test_the_name_leaves_for_a_reason_or_to_emergency_services(practice: Practice, tmp_path: Path) -> None:
    reasoned = ground(text=NAMED, name_needed_because="they have to find her")
    disclose.disclose(practice.open(), "heron", reasoned, tmp_path / "a.txt")
    urgent = ground(text=NAMED, recipient_kind="emergency", advice="")
    disclose.disclose(practice.open(), "heron", urgent, tmp_path / "b.txt")
    assert [entry.what for entry in list_entries(practice.open()) if "with the name" in entry.what]


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


def test_a_second_use_of_the_same_ground_is_refused(practice: Practice) -> None:
    disclose.disclose(practice.open(), "heron", ground(), None)
    again = ground(text="Something else about them.", evidence="Said twice in the session,  with a plan and the means")
    for said in (ground(), again):
        with pytest.raises(Refused, match="ground of its own"):
            disclose.check(practice.open(), "heron", said)
    disclose.check(practice.open(), "wren", ground())
    disclose.check(practice.open(), "heron", ground(recipient="The hospital, 555 1"))
    disclose.disclose(practice.open(), "heron", ground(evidence="said again this morning"), None)


def test_a_disclosure_that_rests_on_enough_is_allowed(practice: Practice) -> None:
    opened = practice.open()
    with opened.vault.read() as snapshot:
        require_allowed(snapshot, opened, Code("heron"), ground())
        require_allowed(snapshot, opened, Code("heron"), ground(text="Call Ada Marsh.", recipient_kind="emergency"))
        require_allowed(
            snapshot, opened, Code("heron"), ground(text="Call Ada Marsh.", name_needed_because="to find her")
        )
        with pytest.raises(Refused, match="pseudonym"):
            require_allowed(snapshot, opened, Code("heron"), ground(text="Call Ada Marsh."))
        with pytest.raises(BadInput, match="still to come"):
            require_allowed(snapshot, opened, Code("heron"), ground(said_at="2026-11-24"))


def test_a_ground_is_used_once(practice: Practice) -> None:
    opened = practice.open()
    require_new(opened, "heron", ground())
    disclose.disclose(opened, "heron", ground(), None)
    with pytest.raises(Refused, match="D1 was made on this ground"):
        require_new(practice.open(), "heron", ground(text="Other words."))
    require_new(practice.open(), "wren", ground())
    with pytest.raises(NotFound):
        require_new(practice.open(), "nobody", ground())


def test_another_clients_name_is_kept_for_a_reason_or_stops(practice: Practice) -> None:
    text = "Bea Cole knows more."
    (finding,) = lint_disclosure(practice.open(), "heron", text)
    assert lint_disclosure(practice.open(), "wren", text) == []
    with practice.open().vault.read() as snapshot:
        with pytest.raises(Refused, match="Nothing leaves"):
            accepted_names(snapshot, Code("heron"), text, None)
        with pytest.raises(Refused):
            accepted_names(snapshot, Code("heron"), text, AcceptedFindings((finding.id,)))
        with pytest.raises(NotFound):
            accepted_names(
                snapshot, Code("heron"), text, AcceptedFindings(("other-client-9",), "it only looks like it")
            )
        (kept,) = accepted_names(
            snapshot, Code("heron"), text, AcceptedFindings((finding.id,), "it only looks like it")
        )
        assert (kept.finding, kept.why) == (finding.id, "it only looks like it")


def test_only_what_was_said_has_a_moment(practice: Practice) -> None:
    opened = practice.open()
    assert with_moment(opened, ground(), spoken=False).said_at == ""
    assert with_moment(opened, ground(), spoken=True).said_at.startswith("2026-11-23T12:00")
    assert with_moment(opened, ground(said_at="2026-11-22 09:30"), spoken=True).said_at.startswith("2026-11-22T09:30")
    with pytest.raises(BadInput, match="a file has no such moment"):
        with_moment(opened, ground(said_at="2026-11-22"), spoken=False)


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-23 12:00", "2020-01-01"])
def test_what_was_said_was_said_before_now(practice: Practice, day: str) -> None:
    require_past(practice.open(), day)


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-23 12:01"])
def test_what_is_still_to_come_was_not_said(practice: Practice, day: str) -> None:
    with pytest.raises(BadInput, match="still to come"):
        require_past(practice.open(), day)
