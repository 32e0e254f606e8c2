"""Whoever has to agree is asked, each under a code of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import add_sponsor, edit_client
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from tests.fakes import Practice, filled_practice, mail
from tests.unit.services.releases.test_proposals import TEXT, asked, events, yes


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


def test_everybody_whom_it_concerns_is_asked(opened: OpenVault, tmp_path: Path) -> None:
    edit_client(opened, "wren", {"email": "bea@example.org"})
    draft(opened, "heron", Form(text=TEXT, concerned=("wren", "heron")))
    first = request(opened, "R1", Ask(SignoffMethod.EMAIL))
    import_answer(opened, "R1", yes(first))
    second = request(opened, "R1", Ask(SignoffMethod.EMAIL))
    assert (first.request.party, second.request.party) == ("heron", "wren")
    with pytest.raises(Refused, match="wren"):
        export(opened, "R1", tmp_path / "a.txt")
    with pytest.raises(Refused, match="no party"):
        request(opened, "R1", Ask(SignoffMethod.EMAIL, party="linden"))
    import_answer(opened, "R1", Answer(mail(f"I approve {second.request.code}", sender="Bea Cole <bea@example.org>")))
    export(opened, "R1", tmp_path / "a.txt")


def test_an_organisation_can_be_concerned(opened: OpenVault, tmp_path: Path) -> None:
    add_sponsor(opened, "raven", {"name": "Lee", "organisation": "Umbra", "email": "lee@umbra.example"})
    draft(opened, "heron", Form(text=TEXT, concerned=("raven",)))
    import_answer(opened, "R1", yes(request(opened, "R1", Ask(SignoffMethod.EMAIL))))
    to = request(opened, "R1", Ask(SignoffMethod.EMAIL))
    assert (to.request.party, to.request.sent_to) == ("raven", "lee@umbra.example")
    with pytest.raises(Refused, match="raven"):
        export(opened, "R1", tmp_path / "a.txt")
    import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}", sender="lee@umbra.example")))
    export(opened, "R1", tmp_path / "a.txt")


def test_a_mail_is_written_as_a_draft_and_answered_as_ever(opened: OpenVault, tmp_path: Path) -> None:
    draft(opened, "heron", Form(text=TEXT))
    to = request(opened, "R1", Ask(SignoffMethod.EMAIL, path=tmp_path / "R1.eml"))
    written = (tmp_path / "R1.eml").read_bytes()
    assert b"X-Unsent: 1\r\n" in written
    assert b"To: ada@example.org\r\n" in written
    assert not to.request.sent.startswith("X-")
    import_answer(opened, "R1", Answer(mail(f"I approve {to.request.code}")))
    assert export(opened, "R1", tmp_path / "R1.txt").path.read_text() == f"{TEXT}\n"


def test_a_form_is_written_as_a_page_or_as_text(opened: OpenVault, tmp_path: Path) -> None:
    draft(opened, "heron", Form(text="Ada said <b>yes</b> & no."))
    for name in ("form.html", "form.txt"):
        to = request(opened, "R1", Ask(SignoffMethod.PAPER, path=tmp_path / name))
        written = (tmp_path / name).read_text()
        assert " ".join(to.words) in written
        assert ("&lt;b&gt;yes&lt;/b&gt; &amp; no." in written) is name.endswith("html")
    with pytest.raises(BadInput, match="already"):
        request(opened, "R1", Ask(SignoffMethod.PAPER, path=tmp_path / "form.txt"))


def test_languages(opened: OpenVault) -> None:
    edit_client(opened, "heron", {"language": "de"})
    to = asked(opened)
    assert f"Ich willige ein {to.request.code}" in to.text
    with pytest.raises(BadInput, match="language"):
        request(opened, "R1", Ask(SignoffMethod.EMAIL, language="xx"))
    import_answer(
        opened, "R1", Answer(mail(f"Ich willige ein {to.request.code}\n\nViele Grüße\nAda"), remarks_read=True)
    )


def test_each_request_has_a_code_of_its_own(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text=TEXT))
    codes = {request(opened, "R1", Ask(SignoffMethod.EMAIL)).request.code for _ in range(5)}
    assert len(codes) == 5
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)


def test_nobody_sees_the_text_before_the_client_has_agreed(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text=TEXT, concerned=("wren", "otter")))
    for party in ("wren", "otter"):
        with pytest.raises(Refused, match="heron has not agreed"):
            request(opened, "R1", Ask(SignoffMethod.PAPER, party=party))
    assert events(opened) == []
