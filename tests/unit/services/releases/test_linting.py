"""A text is looked over before anybody is asked, and a warning stops until it is kept for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.register import list_entries
from coachvault.services.releases import linting
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from tests.fakes import filled_practice
from tests.unit.services.releases.test_verification_client_writes import (
    FIRST,
    answered,
    asked,
    left,
    wrote,
)


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.releases.requests.ITERATIONS", 10)


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path).open()


def test_whom_the_client_names_is_looked_at_before_it_leaves(opened: OpenVault, tmp_path: Path) -> None:
    answered(opened, asked(opened), (1, 2), wrote("Like wren I ask: 030 5550123.", 3), wrote("Ask wren."))
    found = linting.lint_written(opened, "R1")
    assert [(each.id, each.paragraph) for each in found if each.stops] == [
        ("other-client-3", 3),
        ("contact-3", 3),
        ("other-client-4", 4),
    ]
    for keep in ((), ("other-client-3",), ("contact-3", "other-client-4")):
        with pytest.raises(Refused, match="Nothing leaves before"):
            left(opened, tmp_path, keep=keep, reason="asked")
    with pytest.raises(Refused, match="Why is it kept"):
        left(opened, tmp_path, keep=("contact-3",))
    assert list(tmp_path.glob("R1*")) == []
    everything = tuple(each.id for each in found if each.stops)
    left(opened, tmp_path, keep=everything, reason="wren agreed on paper")
    export(opened, "R1", tmp_path / "again.txt")
    kept = [entry.why for entry in list_entries(opened) if entry.event.value == "warning kept"]
    assert kept == [f"{each}: wren agreed on paper" for each in everything]


def test_a_warning_about_the_proposal_is_not_asked_about_again(opened: OpenVault, tmp_path: Path) -> None:
    release = draft(opened, "heron", Form(text=f"{FIRST}\n\nCall 030 5550123.", client_may_write=50))
    to = request(opened, release.id, Ask(SignoffMethod.PAGE, keep=("contact-2",), reason="the client wants it"))
    answered(opened, to, (1, 2), wrote("Thank you."))
    assert "030 5550123" in left(opened, tmp_path)
