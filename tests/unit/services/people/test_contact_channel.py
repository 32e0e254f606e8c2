"""No mailbox of the sponsor's is used without a reason (R15)."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import add_sponsor, edit_client, edit_sponsor
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from tests.fakes import Practice, filled_practice
from tests.unit.services.releases.test_proposals import TEXT, asked, events


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


def test_a_mailbox_of_the_sponsors_gets_no_text_without_a_reason(opened: OpenVault) -> None:
    edit_sponsor(opened, "otter", {"email": "kim@hr.example.org"})
    draft(opened, "heron", Form(text=TEXT))
    with pytest.raises(Refused, match="R15"):
        request(opened, "R1", Ask(SignoffMethod.EMAIL))
    assert events(opened) == []
    request(opened, "R1", Ask(SignoffMethod.PAPER))
    request(opened, "R1", Ask(SignoffMethod.EMAIL, reason="she asked for this address"))
    assert list_entries(opened)[-1].why == "she asked for this address"


def test_a_mailbox_of_another_recipients_is_guarded_too(opened: OpenVault) -> None:
    add_sponsor(opened, "raven", {"name": "Lee", "email": "lee@example.org"})
    draft(opened, "heron", Form(text=TEXT, to="raven"))
    with pytest.raises(Refused, match="R15"):
        request(opened, "R1", Ask(SignoffMethod.EMAIL))


def test_the_private_channel_goes_first(opened: OpenVault) -> None:
    edit_client(opened, "heron", {"private_channel": "ada@home.example"})
    assert asked(opened).request.sent_to == "ada@home.example"


@pytest.mark.parametrize(
    "channel",
    ["ada@acme.example (private)", "<ada@acme.example>", "ada@acme.example.", "x@home.example, ada@acme.example"],
)
@pytest.mark.parametrize("road", [SignoffMethod.EMAIL, SignoffMethod.MESSAGE])
def test_the_guard_sees_every_address(opened: OpenVault, channel: str, road: SignoffMethod) -> None:
    edit_sponsor(opened, "otter", {"email": "kim@acme.example"})
    edit_client(opened, "heron", {"private_channel": channel, "email": "ada@acme.example"})
    with pytest.raises(Refused, match="R15"):
        asked(opened, road)
