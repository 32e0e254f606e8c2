"""A client's own record: everything about that client, nothing about another, within a month."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.measures import Rating
from coachvault.practice.note import NoteKind
from coachvault.practice.register import Event
from coachvault.practice.signoff import SignoffMethod
from coachvault.render.as_text import day as day_text
from coachvault.services.client_rights import access, access_deadline, access_review
from coachvault.services.client_rights.access import Wanted
from coachvault.services.client_rights.third_parties import Flag
from coachvault.services.disclosure import disclose, notification
from coachvault.services.engagements import agreements, measures
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.notes.editing import move_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client, add_sponsor, edit_client
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.independent.vaults import ground
from tests.unit.services.destruction.test_destroy import released


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_it_holds_everything_about_the_client_and_is_recorded(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"phone": "+49 30 1234", "emergency_contact": {"name": "Dee", "phone": "555"}})
    released(opened, tmp_path)
    disclose.disclose(opened, "heron", ground(), None)
    made = access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    for held in (
        *("Ada Marsh", "ada@example.org", "+49 30 1234", "Dee, 555", "speak up", "3 paid", "She leads."),
        *("Session 1: the weekly meeting.", "told again.", "wording 1", "wording 2", "Crisis team", "release exported"),
    ):
        assert held in text
    for foreign in ("Bea Cole", "wren", "Cy Doran", "linden", "I talk too much"):
        assert foreign not in text
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.client, entry.to) == (Event.ACCESS_GIVEN, "heron", "the client")
    assert entry.sha256 == made.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert str(tmp_path / "copy.txt") in today(opened).readable_files


def test_sealed_notes_are_in_it(practice: Practice, tmp_path: Path) -> None:
    access.copy(practice.open(), "linden", Wanted(tmp_path / "copy.txt"))
    assert "Sealed session 2." in (tmp_path / "copy.txt").read_text()


def test_a_copy_that_names_another_client_does_not_leave(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_note(opened, "heron", NoteDraft("She compares herself with Bea Cole."))
    before, place = practice.path.read_bytes(), tmp_path / "copy.txt"
    with pytest.raises(Refused, match="heron/4"):
        access.copy(opened, "heron", Wanted(place))
    with pytest.raises(Refused, match="left out"):
        access.copy(opened, "heron", Wanted(place, ("heron/4",)))
    with pytest.raises(NotFound):
        access.copy(opened, "heron", Wanted(place, ("heron/9",), "it is about others"))
    assert practice.path.read_bytes() == before
    assert not place.exists()
    access.copy(opened, "heron", Wanted(place, ("heron/4",), "it is about somebody else as well"))
    assert "Bea" not in place.read_text()
    assert "Some of it is left out" in place.read_text()
    assert "left out: heron/4" in list_entries(opened)[-1].what


def test_a_note_that_went_to_the_wrong_client_names_nobody(practice: Practice, tmp_path: Path) -> None:
    move_note(practice.open(), "heron/1", "wren")
    access.copy(practice.open(), "heron", Wanted(tmp_path / "copy.txt"))
    assert "wren" not in (tmp_path / "copy.txt").read_text()


def test_a_page_is_sealed_under_a_code_of_its_own(practice: Practice, tmp_path: Path) -> None:
    codes = set()
    for name in ("a.html", "b.html"):
        made = access.copy(practice.open(), "heron", Wanted(tmp_path / name))
        codes.add(made.code)
        page = (tmp_path / name).read_text()
        assert made.code not in page
        for held in ("Ada Marsh", "heron", "weekly", "speak up", "Riverside"):
            assert held not in page
        assert "Ada" not in re.sub(r"[A-Za-z0-9+/=]{100,}", "", page)  # three letters stand in what is sealed by chance
    assert len(codes) == 2


def test_a_sealed_draft_is_part_of_it(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text="A thought about her."))
    end_engagement(opened, "heron", date(2026, 12, 1))
    access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    assert "A thought about her." in (tmp_path / "copy.txt").read_text()


def test_the_clock_runs_a_month_and_stops_with_the_copy(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    asked = access_deadline.request(opened, "heron", date(2026, 10, 31))
    assert asked.due == date(2026, 11, 30)
    assert [(each.client, each.due) for each in today(opened).asked] == [("heron", date(2026, 11, 30))]
    with pytest.raises(Refused, match="waiting already"):
        access_deadline.request(opened, "heron", date(2026, 11, 1))
    with pytest.raises(BadInput, match="future"):
        access_deadline.request(opened, "wren", date(2027, 1, 1))
    access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    assert today(opened).asked == ()
    access_deadline.request(opened, "heron", date(2026, 11, 20))


@pytest.mark.parametrize("code", ["heron", "linden"])
def test_a_correction_is_a_note_of_the_clients(code: str, practice: Practice) -> None:
    before = len(list_notes(practice.open(), None, Filter()).notes)
    view = access.correct(practice.open(), code, "It was on a Tuesday.")
    assert view.note.tags == (access.CORRECTION,)
    assert "It was on a Tuesday." in view.note.body
    read = show_note(practice.open(), str(view.id), "to see")
    assert read.note.body == view.note.body
    assert list_entries(practice.open())[-2 if code == "linden" else -1].event is Event.CORRECTED
    assert len(list_notes(practice.open(), None, Filter()).notes) == before + (code == "heron")
    assert practice.faults() == []


def test_a_correction_takes_something_to_correct(practice: Practice) -> None:
    add_client(practice.open(), "ibis", {})
    with pytest.raises(NotFound):
        access.correct(practice.open(), "ibis", "It was on a Tuesday.")


def kinds_of(flags: tuple[Flag, ...], item: str) -> list[str]:
    return [each.kind for each in flags if each.item == item]


def test_others_are_flagged_thing_by_thing(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_sponsor(opened, "ibis", {"name": "Kim Low"})
    add_note(opened, "heron", NoteDraft("Her boss Peter Gold shouts at her; Rosalind Vance from HR knows it."))
    add_note(opened, "heron", NoteDraft("She met Kim Low, whom one reaches under +49 30 5550123."))
    add_note(opened, "heron", NoteDraft("Session 6: all is well, says Ada Marsh."))
    flags = access_review.lint_copy(opened, "heron").flags
    assert {*kinds_of(flags, "heron/4")} == {"sponsor", "person"}
    assert {"outsider", "contact"} <= {*kinds_of(flags, "heron/5")}
    assert kinds_of(flags, "heron/6") == []
    assert not any(each.stops or "Gold" in each.message for each in flags)
    made = access.copy(opened, "heron", Wanted(tmp_path / "copy.txt", ("heron/5",), "she did not ask for that"))
    assert {each.item for each in made.flags} == {"heron/4"}
    assert "Peter Gold" in (tmp_path / "copy.txt").read_text()
    assert "Kim Low" not in (tmp_path / "copy.txt").read_text()


def test_looking_over_what_is_sealed_is_recorded(practice: Practice) -> None:
    opened = practice.open()
    before = len(list_entries(opened))
    assert access_review.lint_copy(opened, "heron").client == "heron"
    assert len(list_entries(opened)) == before, "nothing was sealed"
    access_review.lint_copy(opened, "linden")
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.subject, entry.what) == (Event.OPENED, "E3", "looked over for a copy")


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
    access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    for held in (
        *("reports: progress report", "attendance: yes", "limits: a court's order", "notice: as agreed"),
        *("signed: 2026-01-04, scan, vouched for by the coach", "wording 1", "+49 30 1234", "morale: 4 flat"),
        *("Thank you for asking me first.", "paragraphs you approved: 1", evidence.original_sha256, "message/rfc822"),
        *(told.evidence, told.advice, told.client_told, told.name_needed_because, "on the ground of: email"),
    ):
        assert held in text
    assert "This is everything that is held about you" in text


def test_notes_about_others_are_counted_in_it_and_named_to_the_coach(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_note(opened, "wren", NoteDraft("She met Ada Marsh."))
    add_note(opened, None, NoteDraft("I like Ada too much.", kind=NoteKind.SUPERVISION))
    made = access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    assert made.elsewhere == ("own/2", "wren/2")
    assert made.not_searched == 2
    text = (tmp_path / "copy.txt").read_text()
    assert "stands, in 2 notes and texts about others" in text
    assert "2 sealed notes about others were not searched" in text
    assert "wren" not in text


def test_a_text_that_another_client_signed_as_well_is_part_of_it(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    edit_client(opened, "wren", {"email": "bea@example.org"})
    draft(opened, "heron", Form(text="Ada Marsh and Bea Cole lead together.", concerned=("wren",)))
    with pytest.raises(Refused, match="named in R1"):
        access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    for party, sender in (("heron", "Ada Marsh <ada@example.org>"), ("wren", "Bea Cole <bea@example.org>")):
        code = request(opened, "R1", Ask(SignoffMethod.EMAIL, party=party)).request.code
        import_answer(opened, "R1", Answer(mail(f"I approve {code}", sender=sender)))
    made = access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    assert "Ada Marsh and Bea Cole lead together." in text
    assert made.left_out == ()
    assert "bea@example.org" not in text
    assert "wren" not in text
    assert access.copy(opened, "wren", Wanted(tmp_path / "other.txt")).elsewhere == ("R1",)


def test_every_kind_of_thing_can_be_left_out_by_its_id(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text="She compares herself with Bea Cole."))
    disclose.disclose(opened, "heron", ground(evidence="Bea Cole rang me twice about it"), None)
    measures.add(opened, "heron", Rating(date(2026, 3, 1), {"morale": 4}, {"morale": "as Bea Cole has it"}))
    agreements.propose(opened, "heron", {"objectives": ["speak as Bea Cole does"]})
    edit_client(opened, "heron", {"remark": "a friend of Bea Cole"})
    ids = ("contact", "e1", "RATING-1", "r1", "d1")
    with pytest.raises(Refused, match="contact, E1, rating-1, R1, D1"):
        access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    for left in ids:
        others = tuple(each for each in ids if each != left)
        with pytest.raises(Refused, match=f"(?i)named in {left}:"):
            access.copy(opened, "heron", Wanted(tmp_path / "copy.txt", others, "about somebody else"))
    made = access.copy(opened, "heron", Wanted(tmp_path / "copy.txt", ids, "about somebody else"))
    assert made.left_out == ("D1", "E1", "R1", "contact", "rating-1")
    assert "Bea" not in (tmp_path / "copy.txt").read_text()
    assert made.redacted, "the register named her as evidence"
    access.copy(opened, "heron", Wanted(tmp_path / "kept.txt", ids[:-1], "no other Bea is meant", ("d1",)))
    assert "Bea Cole rang me" in (tmp_path / "kept.txt").read_text()
    assert "kept: d1" in list_entries(opened)[-1].what


def test_lines_of_the_register_can_be_left_out_as_well(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    access_deadline.request(opened, "heron", date(2026, 11, 1))
    made = access.copy(opened, "heron", Wanted(tmp_path / "copy.txt", ("entry-1",), "told by word of mouth"))
    assert made.left_out == ("entry-1",)
    assert "copy asked for" not in (tmp_path / "copy.txt").read_text()


def test_a_copy_tells_of_no_disclosure_before_its_letter_does(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    late = ground(letter_delayed_because="it would put her in danger", letter_due=date(2026, 12, 24))
    disclose.disclose(opened, "heron", late, None)
    made = access.copy(opened, "heron", Wanted(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    assert ("D1", "letter-delayed") in {(each.item, each.kind) for each in made.flags}
    assert "D1" in made.left_out
    for word in ("D1", "disclos", "Crisis team", "in danger"):
        assert word not in text.replace("is another ground in law", "")
    again = access.copy(opened, "heron", Wanted(tmp_path / "again.txt"))
    assert again.left_out
    assert "D1" not in (tmp_path / "again.txt").read_text(), "nor does the line about the first copy"
    access.copy(opened, "heron", Wanted(tmp_path / "kept.txt", (), "the supervisor agrees", ("D1",)))
    assert "Crisis team" in (tmp_path / "kept.txt").read_text()
    notification.write_letter(opened, "D1", tmp_path / "letter.txt")
    access.copy(opened, "heron", Wanted(tmp_path / "told.txt"))
    assert "Crisis team" in (tmp_path / "told.txt").read_text()


@pytest.mark.parametrize("name", ["copy.pdf", "copy", "copy.docx", "copy.txt.zip"])
def test_it_is_a_page_or_a_text_and_nothing_else(name: str, practice: Practice, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="encrypted page"):
        access.copy(practice.open(), "heron", Wanted(tmp_path / name))
    assert not (tmp_path / name).exists()


def test_an_encrypted_page_is_no_readable_file(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    access.copy(opened, "heron", Wanted(tmp_path / "copy.html"))
    assert today(opened).readable_files == []


def test_a_request_that_was_not_answered_is_overdue(practice: Practice) -> None:
    opened = practice.open()
    access_deadline.request(opened, "heron", date(2026, 11, 1))
    assert "due on 2026-12-01" in day_text.day(today(opened), NOON.date())
    practice.clock.pass_days(69)
    assert "OVERDUE since 2026-12-01, by 61 days" in day_text.day(today(opened), opened.now().date())
