"""The register accounts for a disclosure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.services.disclosure import disclose
from coachvault.services.records.register import list_entries
from tests.fakes import Practice, filled_practice
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
