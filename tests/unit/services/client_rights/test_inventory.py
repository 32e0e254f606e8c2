"""Everything that is held about a client is found, and nothing about anybody else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.disclosure import Ground as DisclosureGround
from coachvault.practice.engagement import Terms
from coachvault.practice.ids import Code
from coachvault.practice.measures import Rating
from coachvault.practice.note import NoteKind
from coachvault.practice.people import Client
from coachvault.practice.signoff import Evidence, Grade, SignoffMethod
from coachvault.services.client_rights import access, hand_over
from coachvault.services.client_rights.access import WantedCopy
from coachvault.services.client_rights.inventory import collect
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import agreements, measures
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.people.directory import edit_client
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.copy_shapes import CopyLabels, NoteKindNames, WayNames
from coachvault.texts.languages.days import long_day
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


def told_everything(practice: Practice, language: str = "en") -> Evidence:
    """Fills a practice with a thing of every kind about one client."""
    opened = practice.open()
    terms = {"reports": ["progress report"], "attendance": True, "limits": "a court's order", "notice": "as agreed"}
    agreements.propose(opened, "heron", terms)
    agreements.sign(opened, "heron", date(2026, 1, 4), b"%PDF-1.7 signed")
    edit_client(opened, "heron", {"phone": "+49 30 1234"})
    edit_client(opened, "heron", {"phone": "", "language": language, "road": "email"})
    measures.add(opened, "heron", Rating(date(2026, 3, 1), {"morale": 4}, {"morale": "flat"}))
    asked = request(opened, draft(opened, "heron", Form(text="She leads.")).id, Ask(SignoffMethod.EMAIL)).request
    line = f"{language_of(language).request.approve} {asked.code}"
    evidence = import_answer(opened, "R1", Answer(mail(f"{line}\n\nThank you for asking."), remarks_read=True))[1]
    disclose.disclose(opened, "heron", TOLD, None)
    return evidence


TOLD = ground(client_told="she agreed that it was time", name_needed_because="she has to be found")


def test_everything_that_is_held_is_in_it(practice: Practice, tmp_path: Path) -> None:
    evidence, told = told_everything(practice), TOLD
    access.copy(practice.open(), "heron", WantedCopy(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    for held in (
        *("reports: progress report", "attendance: yes", "limits: a court's order", "notice: as agreed"),
        *("signed: 4 January 2026, scan, vouched for by the coach", "wording 1", "+49 30 1234", "Morale: 4 flat"),
        *("Thank you for asking.", "paragraphs you approved: 1", evidence.original_sha256, "message/rfc822"),
        *(told.evidence, told.advice, told.client_told, told.name_needed_because, "on the ground of: email"),
    ):
        assert held in text
    assert "This is the whole part of these records that is about you" in text


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
        [register] = [section for section in linden.values() if section.is_register]
        assert [item.id for item in register.items] == ["entry-1"]
        assert register.items[0].subject == "E3"
        texts = [item.text for section in linden.values() for item in section.items if item.text]
        assert texts == ["Sealed session 1.", "Sealed session 2."]


EACH = ["fr", *(pytest.param(code, marks=pytest.mark.thorough) for code in ("en", "de", "es"))]
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.parametrize("language", EACH)
def test_the_copy_is_in_the_clients_language(language: str, practice: Practice, tmp_path: Path) -> None:
    """But for what was written by somebody, and for the register's lines, which are shown as they are kept."""
    told_everything(practice, language)
    end_engagement(practice.open(), "heron", date(2026, 11, 20))
    opened, texts = practice.open(), language_of(language).copy
    with opened.vault.read(opened.unseal()) as snapshot:
        sections = collect(snapshot, Code("heron"), language_of(language))
    named = {name for section in sections for item in section.items for name, value in item.facts if value}
    assert named <= {*by_name(texts.labels).values(), language_of(language).measures.names.morale}
    assert not ISO_DAY.search(str([section for section in sections if not section.is_register]))
    assert not any(ISO_DAY.search(item.title) for section in sections for item in section.items)
    access.copy(practice.open(), "heron", WantedCopy(tmp_path / "copy.txt"))
    copy = (tmp_path / "copy.txt").read_text()
    for said in (texts.title.format(name="Ada Marsh"), texts.how_long, texts.rights, texts.correct, texts.everything):
        assert said in copy
    assert not re.search(r"\{\w+\}", copy)
    kept = language_of(language).custodians.facts.line.format(
        name=texts.labels.kept_until, value=long_day(date(2033, 11, 20), language_of(language))
    )
    assert kept in copy, "how long, where it is known"
    for section in sections:
        assert section.title.upper() in copy


def test_every_field_of_what_is_shown_by_its_fields_has_a_name() -> None:
    """A field that is added later is shown by its English name until it has one in each language."""
    apart = {Client: {"emergency_contact"}, Terms: {"signed_on", "scan_sha256"}}
    apart |= {DisclosureGround: {"recipient", "recipient_kind", "text"}}
    for record, others in apart.items():
        assert set(record.__struct_fields__) - others <= set(CopyLabels.__struct_fields__)
    assert {each.value for each in NoteKind} == set(NoteKindNames.__struct_fields__)
    assert {each.value for each in (*SignoffMethod, *Grade)} == set(WayNames.__struct_fields__)


@pytest.mark.parametrize("language", EACH)
def test_notes_that_are_handed_over_are_so_in_the_clients_language(
    language: str, practice: Practice, tmp_path: Path
) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"language": language})
    end_engagement(opened, "heron", date(2026, 12, 1))
    text = hand_over.hand_over(practice.open(), "heron", tmp_path / "notes.txt").path.read_text()
    wanted = language_of(language)
    ended = long_day(date(2026, 12, 1), wanted)
    assert ended in text.splitlines()[0]
    assert not ISO_DAY.search(text)
    assert wanted.copy.kinds.session in text
