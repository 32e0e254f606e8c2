"""By what a text says who a client is: name, code, number, street, mail address or channel (rule R11)."""

from __future__ import annotations

import pytest

from coachvault.practice.ids import Code
from coachvault.practice.people import Client
from coachvault.practice.pseudonym import names_in, says_who

ADA = Client(
    Code("heron"),
    "Ada Lindqvist",
    phone="+49 170 5551234",
    email="ada@example.org",
    address="c/o Nord\nLindenweg 12, 10115 Berlin",
    private_channel="Signal",
)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A client of mine said so; I believe it.", ()),
        ("Lindqvist said so.", ("name or code",)),
        ("I call her heron.", ("name or code",)),
        ("Call 0170 555 12 34.", ("telephone number",)),
        ("She lives at Lindenweg 12.", ("address",)),
        ("lindenweg\n12", ("address",)),
        ("She lives in Berlin, c/o Nord.", ()),
        ("Write to ADA@example.org.", ("name or code", "mail address")),
        ("She writes by Signal.", ()),
        ("Ada, 0170/5551234, Lindenweg 12", ("name or code", "telephone number", "address")),
    ],
)
def test_a_text_says_who_the_client_is(text: str, by: tuple[str, ...]) -> None:
    assert says_who(text, ADA) == by


@pytest.mark.parametrize("channel", ["Signal: heron.77", "threema ECHOECHO7"])
def test_a_channel_of_more_than_a_word_reaches_one_person(channel: str) -> None:
    client = Client(Code("wren"), private_channel=channel)
    assert says_who(f"We write by {channel.upper()}.", client) == ("private channel",)


def test_a_client_of_whom_nothing_is_known_is_said_by_the_code_alone() -> None:
    assert says_who("Nobody. 12. @", Client(Code("wren"))) == ()
    assert says_who("about wren", Client(Code("wren"))) == ("name or code",)


def test_another_client_is_named_unless_the_word_is_the_clients_own() -> None:
    bo = Client(Code("wren"), "Bo Lindqvist")
    assert names_in("Lindqvist came.", ADA, (bo,)) == []
    (finding,) = names_in("Bo Lindqvist came. Call 0170 5550000.", ADA, (bo,))
    assert "wren" in finding.message
