"""Everything that is held about a client is found, and nothing about anybody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.ids import Code
from coachvault.practice.measures import Rating
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.client_rights import access
from coachvault.services.client_rights.access import WantedCopy
from coachvault.services.client_rights.inventory import REGISTER, collect
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import agreements, measures
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.people.directory import edit_client
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from tests.fakes import Practice, filled_practice, mail
from tests.independent.vaults import ground


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_sealed_draft_is_part_of_it(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text="A thought about her."))
    end_engagement(opened, "heron", date(2026, 12, 1))
    access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    assert "A thought about her." in (tmp_path / "copy.txt").read_text()


def test_everything_that_is_held_is_in_it(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    terms = {"reports": ["progress report"], "attendance": True, "limits": "a court's order", "notice": "as agreed"}
    agreements.propose(opened, "heron", terms)
    agreements.sign(opened, "heron", date(2026, 1, 4), b"%PDF-1.7 signed")
    edit_client(opened, "heron", {"phone": "+49 30 1234"})
    edit_client(opened, "heron", {"phone": ""})
    measures.add(opened, "heron", Rating(date(2026, 3, 1), {"morale": 4}, {"morale": "flat"}))
    asked = request(opened, draft(opened, "heron", Form(text="She leads.")).id, Ask(SignoffMethod.EMAIL)).request
    answer = mail(f"I approve {asked.code}\n\nThank you for asking me first.")
    evidence = import_answer(opened, "R1", Answer(answer, remarks_read=True))[1]
    told = ground(client_told="she agreed that it was time", name_needed_because="she has to be found")
    disclose.disclose(opened, "heron", told, None)
    access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    for held in (
        *("reports: progress report", "attendance: yes", "limits: a court's order", "notice: as agreed"),
        *("signed: 2026-01-04, scan, vouched for by the coach", "wording 1", "+49 30 1234", "morale: 4 flat"),
        *("Thank you for asking me first.", "paragraphs you approved: 1", evidence.original_sha256, "message/rfc822"),
        *(told.evidence, told.advice, told.client_told, told.name_needed_because, "on the ground of: email"),
    ):
        assert held in text
    assert "This is everything that is held about you" in text


def test_a_text_that_another_client_signed_as_well_is_part_of_it(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    edit_client(opened, "wren", {"email": "bea@example.org"})
    draft(opened, "heron", Form(text="Ada Marsh and Bea Cole lead together.", concerned=("wren",)))
    with pytest.raises(Refused, match="named in R1"):
        access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    for party, sender in (("heron", "Ada Marsh <ada@example.org>"), ("wren", "Bea Cole <bea@example.org>")):
        code = request(opened, "R1", Ask(SignoffMethod.EMAIL, party=party)).request.code
        import_answer(opened, "R1", Answer(mail(f"I approve {code}", sender=sender)))
    made = access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    assert "Ada Marsh and Bea Cole lead together." in text
    assert made.left_out == ()
    assert "bea@example.org" not in text
    assert "wren" not in text
    assert access.copy(opened, "wren", WantedCopy(tmp_path / "other.txt")).elsewhere == ("R1",)


def test_things_are_collected_by_kind_and_each_has_an_id(practice: Practice) -> None:
    opened = practice.open()
    with opened.vault.read(opened.unseal()) as snapshot:
        sections = collect(snapshot, Code("heron"))
        ids = [item.id for section in sections for item in section.items]
        assert {"contact", "E1", "heron/1", "heron/2", "heron/3"} <= set(ids)
        assert ids.count("heron/2") == 2, "in both wordings"
        assert not any(each.startswith(("wren", "linden", "own")) for each in ids)
        linden = {section.title: section for section in collect(snapshot, Code("linden"))}
        assert [item.id for item in linden[REGISTER].items] == ["entry-1"]
        assert linden[REGISTER].items[0].subject == "E3"
        texts = [item.text for section in linden.values() for item in section.items if item.text]
        assert texts == ["Sealed session 1.", "Sealed session 2."]
