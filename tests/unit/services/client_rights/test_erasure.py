"""A client's request to be erased: everything about the person, or nothing; what stays is said, with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coachvault.errors import NotFound, Refused
from coachvault.practice.register import Event
from coachvault.practice.signoff import SignoffMethod
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_text import erasure as erasure_text
from coachvault.services.client_rights import access, erasure
from coachvault.services.copies import backups
from coachvault.services.disclosure import disclose
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements
from coachvault.services.notes import inbox
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter
from coachvault.services.notes.sealed import show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.people.directory import add_client, edit_client, show_client
from coachvault.services.records import written_files
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retention import due
from coachvault.services.retirement import archive, letters
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.independent.vaults import ground
from tests.unit.services.destruction.test_destroy import every_byte, released

ASKED = NOON.date()


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_everything_about_the_person_goes_and_the_rest_stays(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    kept, gone = released(opened, tmp_path), draft(opened, "heron", Form(text="A thought.")).id
    add_note(opened, "wren", NoteDraft("Bea knows Ada from school."))
    backups.create(opened, practice.path.parent / "copies")
    outcome = erasure.erase(opened, "heron", ASKED)
    assert [(each.subject, each.series.value) for each in outcome.certificates] == [
        ("E1", "notes"),
        (gone, "releases"),
        ("heron", "contacts"),
    ]
    assert all("the client asked for it on 2026-11-23" in each.reason for each in outcome.certificates)
    assert all(each.state == "destroyed in every known copy" for each in outcome.certificates)
    assert outcome.scope.mentions == ["wren/2"]
    assert outcome.scope.sealed == 2
    assert show(opened, kept).evidence
    for name in (gone,):
        with pytest.raises(NotFound):
            show(opened, name)
    with pytest.raises(NotFound):
        show_note(opened, "heron/1", "to see")
    client, _ = show_client(opened, "heron")
    assert (client.name, client.email) == ("", "")
    assert next(each for each in list_engagements(opened) if each.number == 1).ended == ASKED
    assert search_notes(opened, "school", None, Filter()).matches
    assert list_entries(opened)[-1].event in (Event.PERSON_ERASED, Event.DESTROYED_IN_COPY)
    assert practice.faults() == []
    (tmp_path / "report.about.txt").unlink()
    assert b"ada@example.org" not in every_byte(tmp_path)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it"])
def test_the_reply_says_what_went_what_stays_and_why(language: str, practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"language": language})
    released(opened, tmp_path)
    letter = erasure.erase(opened, "heron", ASKED).letter
    assert "Ada Marsh" in letter
    today = {"de": "23. November 2026", "fr": "23 novembre 2026", "es": "23 de noviembre de 2026"}
    assert letter.count(today.get(language, "23 November 2026")) >= 2
    assert not re.search(r"\d{4}-\d\d-\d\d", letter)
    assert "Riverside" in letter
    assert "{" not in letter
    known = {"en": "Dear", "de": "Guten Tag", "fr": "Bonjour", "es": "Hola", "it": "Dear"}
    assert letter.startswith(known[language])
    assert "Session" not in letter


def test_disclosures_stay_and_the_reply_says_so(practice: Practice) -> None:
    opened = practice.open()
    disclose.disclose(opened, "heron", ground(), None)
    letter = erasure.erase(opened, "heron", ASKED).letter
    assert "- one record of what I had to disclose" in letter
    with opened.vault.read() as snapshot:
        assert [place.id for place in disclose.places(snapshot)] == ["D1"]
    assert any(entry.event is Event.DISCLOSED for entry in list_entries(opened, "heron"))


def test_a_hold_stops_all_of_it(practice: Practice) -> None:
    opened = practice.open()
    due.add_hold(opened, "heron", "a claim was announced")
    before = practice.path.read_bytes()
    for attempt in (lambda: erasure.scope_of(opened, "heron"), lambda: erasure.erase(opened, "heron", ASKED)):
        with pytest.raises(Refused, match="held"):
            attempt()
    assert practice.path.read_bytes() == before


def test_somebody_with_whom_nothing_was_begun_goes_too(practice: Practice) -> None:
    opened = practice.open()
    add_client(opened, "ibis", {"name": "Ida Bell"})
    outcome = erasure.erase(opened, "ibis", ASKED)
    assert outcome.certificates == []
    assert show_client(opened, "ibis")[0].name == ""


def test_a_name_that_nobody_else_mentions_is_looked_for_in_open_notes_only(practice: Practice) -> None:
    opened = practice.open()
    end_engagement(opened, "wren", ASKED)
    scope = erasure.scope_of(opened, "linden")
    assert scope.mentions == []
    assert scope.sealed == 1


def test_readable_files_about_the_person_are_told(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    released(opened, tmp_path)
    access.copy(opened, "heron", access.WantedCopy(tmp_path / "copy.txt"))
    others = {tmp_path / "letter.txt": "Dear Bea", tmp_path / "gone.txt": "Dear Ada"}
    written_files.write(opened, others, "a letter", {tmp_path / "letter.txt": "wren", tmp_path / "gone.txt": "heron"})
    made = archive.archive(opened, tmp_path / "final.vault")
    letters.write_letters(opened, made, tmp_path / "letters")
    (tmp_path / "gone.txt").unlink()
    expected = {"copy.txt", "report.txt", "report.about.txt", "client-heron.txt", "client-heron.html"}
    assert {Path(path).name for path in erasure.scope_of(opened, "heron").files} == expected
    outcome = erasure.erase(opened, "heron", ASKED)
    assert {Path(path).name for path in outcome.scope.files} == expected
    for told in (erasure_text.scope(outcome.scope), erasure_text.outcome(outcome, None)):
        assert "delete these files yourself" in told
        assert str(tmp_path / "copy.txt") in told
    assert retention_json.erased(outcome, None).files == outcome.scope.files


def test_texts_of_others_that_hold_the_signature_are_named_and_asked_about(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    end = {"heron": "ada@example.org", "linden": "cy@example.org", "wren": "bea@example.org"}
    for client, email in end.items():
        edit_client(opened, client, {"email": email})
    for number, client in enumerate(("heron", "linden", "heron"), start=1):
        parties = (client, "wren") if number < 3 else (client,)
        draft(opened, client, Form(text=f"She leads {number}.", to="otter", concerned=parties[1:]))
        for party in parties:
            to = request(opened, f"R{number}", Ask(SignoffMethod.EMAIL, party))
            answer = Answer(mail(f"I approve {to.request.code}", sender=end[party]))
            import_answer(opened, f"R{number}", answer)
    export(opened, "R1", tmp_path / "R1.txt")
    scope = erasure.scope_of(opened, "wren")
    assert [each.id for each in scope.as_party] == ["R1", "R2"]
    assert [each.id for each in scope.as_party_may_go] == ["R2"]
    assert "R1 of heron, R2 of linden: what wren signed there" in erasure_text.scope(scope)
    for name, error in (("R1", Refused), ("R3", NotFound), ("R9", NotFound)):
        with pytest.raises(error):
            erasure.erase(opened, "wren", ASKED, with_releases=(name,))
    outcome = erasure.erase(opened, "wren", ASKED, with_releases=("R2",))
    with pytest.raises(NotFound, match="destroyed"):
        show(opened, "R2")
    assert show(opened, "R1").evidence
    assert retention_json.erased(outcome, None).releases_as_party == ["R1"]
    assert "- one text about others that you were asked to sign" in outcome.letter
    assert "R1 of other clients still hold" in next(
        each.what for each in list_entries(opened) if each.event is Event.PERSON_ERASED
    )
    assert practice.faults() == []


def test_the_reply_counts_a_note_that_waits(practice: Practice) -> None:
    before = erasure.scope_of(practice.open(), "heron")
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("Typed while locked."))
    letter = erasure.erase(practice.open(), "heron", NOON.date()).letter
    counted = [int(each) for each in re.findall(r"my notes about our work .*: (\d+)", letter)]
    assert sum(counted) == sum(each.tally.notes for each in before.engagements) + 1


def test_the_reply_counts_a_draft_that_was_sealed_with_the_notes(practice: Practice) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    end_engagement(practice.open(), "heron", NOON.date())
    scope = erasure.scope_of(practice.open(), "heron")
    assert (scope.texts_gone, scope.releases_gone) == (1, [])
    outcome = erasure.erase(practice.open(), "heron", NOON.date())
    assert re.search(r"never left: 1\b", outcome.letter)
    entry = next(each for each in list_entries(practice.open()) if each.event is Event.PERSON_ERASED)
    assert "1 releases that never left" in entry.what
