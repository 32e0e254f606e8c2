"""What a person reads before and after somebody is asked for a sign-off."""

from __future__ import annotations

import pytest

from coachvault.practice.ids import Code
from coachvault.practice.signoff import SignoffMethod
from coachvault.render.as_text import release_request as text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.contact_channel import Mailbox
from coachvault.services.people.signing_keys import add_key
from coachvault.services.releases import requests
from coachvault.services.releases.proposals import Form, draft, edit
from coachvault.services.releases.requests import Ask, RequestPreview
from coachvault.texts.advice import ADVICE
from tests.faults.operations import KEY

SEEN = RequestPreview(Code("heron"), (), "de", "", Mailbox("ada@example.org"))


def test_what_is_answered_or_signed_is_shown_word_for_word() -> None:
    said = text.before_asking(SEEN, SignoffMethod.EMAIL)
    assert "heron is asked by email in German, at ada@example.org, and answers with:" in said
    assert "one line, which approves" in said
    signed = RequestPreview(Code("heron"), (), "it", "I am Ada Marsh.", Mailbox("", unknown=(Code("otter"),)))
    said = text.before_asking(signed, SignoffMethod.PAGE)
    assert "heron is asked by page in it, and signs:" in said
    assert "“I am Ada Marsh.”" in said
    assert "No mail address of otter is known" in said


def test_a_mailbox_of_the_sponsors_is_named() -> None:
    seen = RequestPreview(Code("heron"), (), "en", "", Mailbox("ada@acme.example", (Code("otter"), Code("raven"))))
    assert "ada@acme.example is in the domain of otter, raven" in text.shared_mailbox(seen)


def test_who_signs_too_is_asked_after_the_client(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text="She leads."))
    release = edit(opened, "R1", Form(concerned=("wren",)))
    assert text.signs_too(release, "wren").startswith("R1 is proposed anew, as version 2: wren signs, too")


@pytest.mark.parametrize("road", [SignoffMethod.PAGE, SignoffMethod.KEY, SignoffMethod.EMAIL, SignoffMethod.PAPER])
def test_the_advice_names_release_code_and_file(
    opened: OpenVault, road: SignoffMethod, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "ITERATIONS", 10)
    draft(opened, "heron", Form(text="She leads."))
    if road is SignoffMethod.KEY:
        add_key(opened, "heron", KEY)
    asked = requests.request(opened, "R1", Ask(road))
    said = text.advice(asked, ADVICE[road])
    assert "R1" in said
    assert not {"{", "}"} & set(said)
    if asked.request.opening:
        assert asked.request.opening.code in said
