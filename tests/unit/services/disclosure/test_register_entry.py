"""The register accounts for a disclosure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.practice.disclosure import Disclosed, DisclosurePlace, Passage
from coachvault.practice.ids import Code
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.disclosure import disclose
from coachvault.services.disclosure.register_entry import entry_of
from coachvault.services.records.register import list_entries
from tests.fakes import NOON, Practice, filled_practice
from tests.independent.vaults import ground
from tests.unit.services.disclosure.test_disclose import NAMED


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


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


def entry(*named: str, spoken: bool = False, **fields: Any) -> RegisterEntry:
    made = Disclosed(ground(**fields), NOON, spoken, "0" * 64)
    return entry_of(DisclosurePlace(1, Code("heron"), bytes(16), NOON), made, named)


def test_it_says_when_to_whom_on_what_ground_and_never_the_text() -> None:
    found = entry(text="A secret sentence of five words.")
    assert (found.event, found.at, found.client, found.subject) == (Event.DISCLOSED, NOON, "heron", "D1")
    assert (found.to, found.sha256) == ("Crisis team, 555 911 (body)", "0" * 64)
    assert found.what == (
        "written, 6 words; under a pseudonym; advice: called my supervisor at 14:00, who agreed;"
        " the client was not asked beforehand; the client is told at once"
    )
    assert "secret" not in str(msgspec.to_builtins(found))


@pytest.mark.parametrize(
    ("fields", "named", "said"),
    [
        (
            {"name_needed_because": "they have\nto find her"},
            ("name or code",),
            "with the name (name or code): they have to find her",
        ),
        ({"name_needed_because": "to be sure"}, (), "with the name: to be sure"),
        ({"recipient_kind": "emergency"}, ("address",), "with the name (address): emergency services"),
        ({"advice": ""}, (), "advice: none"),
        ({"client_told": "she\nagreed"}, (), "told or asked beforehand: she agreed"),
        (
            {"letter_due": date(2026, 12, 1), "letter_delayed_because": "it would warn him"},
            (),
            "the letter waits until 2026-12-01: it would warn him",
        ),
    ],
)
def test_it_says_what_was_decided_on_the_way(fields: dict[str, Any], named: tuple[str, ...], said: str) -> None:
    assert said in entry(*named, **fields).what.replace("; ", "\n").splitlines()


def test_it_says_what_each_passage_was_needed_for_and_when_it_was_said() -> None:
    passages = (Passage("One.", "to find him"), Passage("Two.", "to believe it"))
    found = entry(spoken=True, text="One.\n\nTwo.", passages=passages, said_at="2026-11-23T11:30")
    assert found.what.startswith("said on 2026-11-23 11:30, 2 words; needed for: to find him, to believe it;")
