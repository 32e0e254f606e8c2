"""Whom an executor reaches, and with what words."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.services.custody import custodians, duty
from coachvault.services.engagements.lifecycle import set_next_session
from coachvault.services.people.directory import list_clients
from tests.fakes import Practice, filled_practice
from tests.unit.services.custody.test_custodians import EXECUTOR, added, opened_by


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_an_executor_sees_whom_to_reach_and_what_is_due(practice: Practice) -> None:
    set_next_session(practice.open(), "heron", "2026-12-01T10:00+00:00")
    custodians.set_handbook(practice.open(), 'helper = "Jo, 555"\nmessage = "Dear {name}, please call me."')
    found = duty.duty(opened_by(practice, added(practice, "maple", EXECUTOR)))
    assert [(each.client.name, each.engagement.next_session) for each in found.reach] == [
        ("Ada Marsh", "2026-12-01T10:00+00:00"),
        ("Bea Cole", ""),
    ]
    assert found.reach[0].message == "Dear Ada Marsh, please call me."
    assert (found.ended, found.handbook.helper) == (1, "Jo, 555")
    assert len(list_clients(opened_by(practice, added(practice, "aspen", EXECUTOR)))) == 3
