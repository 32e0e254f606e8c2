"""People, how to reach them, and whose mailbox it is (rule R15)."""

from __future__ import annotations

import msgspec
import pytest

from coachvault.errors import BadInput
from coachvault.practice.ids import Code
from coachvault.practice.people import Client, EmergencyContact, Profile, Sponsor, has_mail_address, lies_with

CLIENT = Client(Code("heron"), "Ada Marsh", "ada@mail.example")
SPONSOR = Sponsor(Code("otter"), "Rosalind Vance", "Acme", "rosalind@acme.example")
BAD_LINES = ["two\nlines", "two\rlines", "a\0", "x" * 2001, "half \ud800"]


@pytest.mark.parametrize("text", BAD_LINES)
def test_a_name_that_cannot_be_kept_is_refused_and_not_repeated(text: str) -> None:
    for build in (Profile, EmergencyContact, lambda name: Client(Code("heron"), name)):
        with pytest.raises(BadInput) as caught:
            build(text)
        assert text not in str(caught.value)


@pytest.mark.parametrize("field", ["phone", "private_channel", "language", "email"])
def test_a_line_about_a_client_is_one_line(field: str) -> None:
    with pytest.raises(BadInput):
        msgspec.structs.replace(CLIENT, **{field: "a\nb"})
    if field != "private_channel":
        with pytest.raises(BadInput):
            msgspec.structs.replace(SPONSOR, **{field: "a\nb"})


@pytest.mark.parametrize("field", ["address", "remark"])
def test_an_address_may_have_several_lines(field: str) -> None:
    text = "1 Quiet Street\nRiverside"
    assert getattr(msgspec.structs.replace(CLIENT, **{field: text}), field) == text
    assert getattr(msgspec.structs.replace(SPONSOR, **{field: text}), field) == text


@pytest.mark.parametrize("email", ["ada", "@", "ada@", "@example.org", "a da@example.org", "ada@example.org "])
def test_what_is_no_mail_address_is_refused(email: str) -> None:
    with pytest.raises(BadInput):
        msgspec.structs.replace(CLIENT, email=email)
    with pytest.raises(BadInput):
        msgspec.structs.replace(SPONSOR, email=email)


@pytest.mark.parametrize(
    ("client", "sponsor", "shared"),
    [
        ("ada@acme.example", "rosalind@acme.example", True),
        ("ada@ACME.example", "rosalind@acme.EXAMPLE", True),
        ("ada@mail.acme.example", "rosalind@acme.example", True),
        ("ada@notacme.example", "rosalind@acme.example", False),
        ("ada@acme.example", "rosalind@hr.acme.example", True),
        ("ada@mail.example", "rosalind@acme.example", False),
        ("", "rosalind@acme.example", False),
        ("ada@mail.example", "", False),
        ("", "", False),
        ("ada@gmail.com", "rosalind@gmail.com", False),
        ("Ada@GMX.de, or by signal", "rosalind@gmx.de", False),
        ("Rosalind <rosalind@gmail.com>", "rosalind@gmail.com", True),
        ("ada@outlook.com", "rosalind@acme.outlook.com", False),
        ("ada@mail.acme.example; ada@gmail.com", "rosalind@acme.example", True),
    ],
)
def test_a_client_whose_address_is_at_the_sponsors_shares_a_mailbox(client: str, sponsor: str, shared: bool) -> None:
    found = lies_with(client, Sponsor(Code("otter"), email=sponsor))
    assert found is shared


@pytest.mark.parametrize(
    ("text", "has"), [("ada@mail.example", True), ("+44 20 7946 0000", False), ("", False), ("Ada @ home", False)]
)
def test_a_mail_address_is_found_in_a_text(text: str, has: bool) -> None:
    assert has_mail_address(text) is has


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({"code": "heron", "salary": 1}, Client)
