"""No mailbox of the sponsor's is used without a reason (R15)."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.ids import Code
from coachvault.practice.people import Client, Sponsor
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.contact_channel import (
    Mailbox,
    is_client,
    language_of,
    mailbox_of,
    require_private_address,
    save_method,
    save_private_address,
    usual_road,
)
from coachvault.services.people.directory import add_sponsor, edit_client, edit_sponsor, show_client
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
    with pytest.raises(Refused, match="the sponsor may read"):
        request(opened, "R1", Ask(SignoffMethod.EMAIL))
    assert events(opened) == []
    request(opened, "R1", Ask(SignoffMethod.PAPER))
    request(opened, "R1", Ask(SignoffMethod.EMAIL, reason="she asked for this address"))
    assert list_entries(opened)[-1].why == "she asked for this address"


def test_a_mailbox_of_another_recipients_is_guarded_too(opened: OpenVault) -> None:
    add_sponsor(opened, "raven", {"name": "Lee", "email": "lee@example.org"})
    draft(opened, "heron", Form(text=TEXT, to="raven"))
    with pytest.raises(Refused, match="the sponsor may read"):
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
    with pytest.raises(Refused, match="the sponsor may read"):
        asked(opened, road)


def test_the_road_that_fits_a_client_is_kept(opened: OpenVault) -> None:
    assert usual_road(opened, "heron") is None
    save_method(opened, "heron", SignoffMethod.PAGE)
    assert usual_road(opened, "her") is SignoffMethod.PAGE
    assert (usual_road(opened, "otter"), is_client(opened, "otter"), is_client(opened, "heron")) == (None, False, True)
    for ask in (usual_road, is_client):
        with pytest.raises(NotFound):
            ask(opened, "nobody")


def test_a_private_address_is_a_mail_address(opened: OpenVault) -> None:
    save_private_address(opened, "heron", "ada@home.example")
    assert show_client(opened, "heron")[0].private_channel == "ada@home.example"
    for address in ("", "ada", "ada@home", "Ada <ada@home.example>", "a@b.example, c@d.example"):
        with pytest.raises(BadInput, match=r"name@example\.org"):
            require_private_address(address)


@pytest.mark.parametrize(
    ("person", "given", "language"),
    [
        (Client(Code("heron"), language="de"), "", "de"),
        (Client(Code("heron"), language="de"), "fr", "fr"),
        (Client(Code("heron"), language="it"), "", "en"),
        (Sponsor(Code("otter")), "", "en"),
        (Sponsor(Code("otter"), language="fr"), "", "fr"),
        (Sponsor(Code("otter"), language="it"), "", "en"),
        (Sponsor(Code("otter")), "es", "es"),
    ],
)
def test_a_party_is_asked_in_a_language_that_there_is(person: Client | Sponsor, given: str, language: str) -> None:
    assert language_of(person, given) == language
    with pytest.raises(BadInput, match="no wording"):
        language_of(person, "it")


def test_a_mailbox_of_nobody_elses_takes_no_reason() -> None:
    assert Mailbox("ada@home.example").require_private("whatever") == ""
    shared = Mailbox("ada@acme.example", (Code("otter"),))
    with pytest.raises(Refused, match="the sponsor may read"):
        shared.require_private("  ")
    assert shared.require_private(" she asked for it ") == "she asked for it"


@pytest.mark.parametrize(
    ("road", "address"),
    [
        (SignoffMethod.EMAIL, "ada@home.example"),
        (SignoffMethod.PAGE, "ada@home.example"),
        (SignoffMethod.KEY, "ada@home.example"),
        (SignoffMethod.MESSAGE, "ada@home.example"),
        (SignoffMethod.PAPER, ""),
        (SignoffMethod.ROOM, ""),
    ],
)
def test_each_road_has_its_address(opened: OpenVault, road: SignoffMethod, address: str) -> None:
    edit_client(opened, "heron", {"private_channel": "ada@home.example", "phone": "030 1"})
    edit_sponsor(opened, "otter", {"email": "kim@home.example"})
    release = draft(opened, "heron", Form(text=TEXT))
    client = show_client(opened, "heron")[0]
    with opened.vault.read() as snapshot:
        found = mailbox_of(snapshot, release, client, road)
        assert found.address == address
        assert found.sponsors == ((Code("otter"),) if address else ())
        without = msgspec.structs.replace(client, private_channel="")
        called = {SignoffMethod.MESSAGE: "030 1", SignoffMethod.PAPER: "", SignoffMethod.ROOM: ""}
        assert mailbox_of(snapshot, release, without, road).address == called.get(road, "ada@example.org")
