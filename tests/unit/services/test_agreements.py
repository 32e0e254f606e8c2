"""Agreements: the text in the client's language, and no report beyond what was signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.register import Event
from coachvault.practice.signoff import Road
from coachvault.services import agreements
from coachvault.services.asking import Ask, request
from coachvault.services.engagements import end_engagement
from coachvault.services.exporting import export
from coachvault.services.journal import NoteDraft, add_note
from coachvault.services.judging import Answer
from coachvault.services.people import add_sponsor, edit_client
from coachvault.services.register import list_entries
from coachvault.services.releases import Form, draft, edit
from coachvault.services.signing import import_answer
from coachvault.texts.agreement import AGREEMENT
from tests.fakes import NOON, Practice, filled_practice, mail

SIGNED = date(2026, 1, 4)
FIELDS = {"reports": ["Progress report"], "attendance": True, "objectives": ["speak up"]}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_text_says_all_of_it_in_the_clients_language(language: str, practice: Practice) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"language": language})
    bare, full = agreements.show(opened, "heron").text, agreements.propose(opened, "heron", FIELDS).text
    for said in ("speak up", "Ada Marsh", "Rosalind Vance", "Riverside"):
        assert said in full
    assert "Progress report" in full
    assert "Progress report" not in bare
    words = AGREEMENT.get(language, AGREEMENT["en"])
    assert words.attendance in full
    assert words.no_attendance in bare
    assert words.no_log in full
    assert full.count(": ______________________  ") == 3
    assert (words.title.startswith("Agreement")) == (language in ("en", "it"))


def test_a_kind_of_report_that_was_never_agreed_is_refused_until_it_is_amended(
    practice: Practice, tmp_path: Path
) -> None:
    opened = practice.open()
    release = draft(opened, "heron", Form(text="She leads.", purpose="potential assessment"))
    asked = request(opened, release.id, Ask(Road.EMAIL))
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    with pytest.raises(Refused, match="never agreed"):
        export(opened, release.id, tmp_path / "report.txt")
    edit(opened, release.id, Form(text="She leads well."))
    with pytest.raises(Refused, match="never agreed"):
        request(opened, release.id, Ask(Road.EMAIL))
    agreements.propose(opened, "heron", {"reports": ["Progress report", "potential assessment"]})
    with pytest.raises(Refused, match="never agreed"):
        request(opened, release.id, Ask(Road.EMAIL))
    agreements.sign(opened, "heron", NOON.date())
    asked = request(opened, release.id, Ask(Road.EMAIL))
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    export(opened, release.id, tmp_path / "report.txt")
    assert not (tmp_path / "nothing.txt").exists()


def test_what_was_agreed_is_not_asked_about_again(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", FIELDS)
    agreements.sign(opened, "heron", SIGNED)
    request(opened, draft(opened, "heron", Form(text="She leads.")).id, Ask(Road.EMAIL))
    add_sponsor(opened, "ibis", {"name": "Kim Low"})
    other = draft(opened, "heron", Form(text="She leads.", to="ibis", purpose="handing over"))
    request(opened, other.id, Ask(Road.EMAIL))


def test_it_holds_after_the_end_as_well(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", {"reports": []})
    agreements.sign(opened, "heron", SIGNED)
    end_engagement(opened, "heron", NOON.date())
    release = draft(opened, "heron", Form(text="She led.", to="otter"))
    with pytest.raises(Refused, match="no report at all"):
        request(opened, release.id, Ask(Road.EMAIL))
    with pytest.raises(Refused, match="sealed"):
        agreements.show(opened, "heron")


def test_dates_and_number_of_sessions_only_if_the_agreement_says_so(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="does not let"):
        agreements.attendance(opened, "heron")
    agreements.propose(opened, "heron", FIELDS)
    with pytest.raises(Refused, match="does not let"):
        agreements.attendance(opened, "heron")
    agreements.sign(opened, "heron", SIGNED)
    add_note(opened, "heron", NoteDraft("She called.", kind=None, held_on="2026-10-01"))
    _, text = agreements.attendance(opened, "heron")
    assert text == "Sessions held: 4\n2026-10-01\n" + "2026-11-23\n" * 3
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.to, entry.subject) == (Event.ATTENDANCE, "otter", "E1")


def test_signing_is_recorded_and_not_in_the_future(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", FIELDS)
    with pytest.raises(BadInput, match="future"):
        agreements.sign(opened, "heron", date(2027, 1, 1))
    agreements.sign(opened, "heron", SIGNED)
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.what) == (Event.AGREED, "signed on 2026-01-04")
    assert agreements.propose(opened, "heron", {"limits": "none"}).terms.signed_on is None
    with pytest.raises(BadInput):
        agreements.parse_form('signed_on = "2026-01-01"')
