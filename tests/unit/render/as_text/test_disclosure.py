"""Disclosures, as a person reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.practice.disclosure import Passage
from coachvault.render.as_text import disclosure as text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.disclosure import disclose, notification
from coachvault.texts.emergency_numbers import EMERGENCY_NUMBERS
from tests.independent.vaults import ground


def test_numbers_come_first() -> None:
    said = text.emergency_numbers()
    assert said.startswith("Call first.")
    for where, number in EMERGENCY_NUMBERS:
        assert where in said
        assert number in said


def test_in_danger_the_client_can_be_reached(opened: OpenVault) -> None:
    said = text.reach(*disclose.begin_now(opened, "heron"))
    assert "Ada Marsh" in said
    assert "`coachvault disclose D1 --spoken`" in said
    assert "`coachvault disclose D1 --nothing`" in said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "not needed"),
        ({"recipient_kind": "emergency"}, "emergency services need no reason"),
        ({"name_needed_because": "to find her"}, "to find her"),
        ({"letter_due": date(2026, 12, 1), "letter_delayed_because": "it would warn him"}, "waits until 2026-12-01"),
    ],
)
def test_exactly_what_would_leave_is_shown_with_its_ground(
    opened: OpenVault, fields: dict[str, object], said: str
) -> None:
    client = disclose.require_open(opened, "heron")
    shown = text.disclosure_preview(client, ground(**fields))
    assert said in shown
    assert ground().text in shown
    assert shown.endswith("This leaves without a signature, and stays in the register for good.")


def test_what_was_made_says_what_is_left_to_do(opened: OpenVault, tmp_path: Path) -> None:
    made = disclose.disclose(opened, "heron", ground(), tmp_path / "out.txt")
    assert str(tmp_path / "out.txt") in text.made(made, "")
    assert made.letter in text.made(made, "")
    assert text.made(made, "letter.txt").endswith("letter.txt is the letter to the client: send it, then delete it.")
    waits = ground(letter_due=date(2026, 12, 1), letter_delayed_because="it would warn him", evidence="said once more")
    later = disclose.disclose(opened, "heron", waits, None)
    said = text.made(later, "letter.txt")
    assert "nothing was written: it was said" in said
    assert "No letter was written into letter.txt." in said
    assert "waits until 2026-12-01" in said


def test_all_that_was_recorded_is_shown(opened: OpenVault) -> None:
    passages = (Passage("One.", "to find him"), Passage("Two.", "to believe it"))
    disclose.disclose(opened, "heron", ground(text="One.\n\nTwo.", passages=passages), None)
    said = text.shown(disclose.show(opened, "D1"))
    assert "passage 2" in said
    assert "needed for: to believe it" in said
    assert "not yet; `status` reminds you" in said
    notification.notify_client(opened, "D1", "by telephone, I called")
    assert "in person, 2026-11-23" in text.shown(disclose.show(opened, "D1"))


def test_of_an_emergency_that_was_none_only_that_is_shown(opened: OpenVault) -> None:
    disclose.begin_now(opened, "heron")
    notification.close(opened, "D1", "a false alarm, nobody was called")
    said = text.shown(disclose.show(opened, "D1"))
    assert "nothing was disclosed" in said
    assert "a false alarm" in said
