"""A practice ends when everything has ended, and its duties go on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.practice.retirement import SealedChoice
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import (
    Start,
    end_engagement,
    list_engagements,
    reopen_engagement,
    start,
)
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import edit_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client, add_sponsor
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retirement import retire
from tests.fakes import NOON, Practice, filled_practice, mail


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_the_practice_ends_only_when_everything_has(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="E1 with heron, E2 with wren"):
        retire.retire(opened)
    for code in ("heron", "wren"):
        end_engagement(opened, code, NOON.date())
    retire.choose(opened, list_engagements(opened)[0], SealedChoice.KEEP)
    assert retire.retire(opened).retired_on == NOON.date()
    assert {each.id: choice for each, choice in retire.inspect_practice(opened).sealed}["E3"] is SealedChoice.KEEP
    with pytest.raises(Refused, match="has ended"):
        retire.retire(opened)
    for attempt in (
        lambda: add_note(opened, "heron", NoteDraft("New.")),
        lambda: add_client(opened, "ibis", {}),
        lambda: add_sponsor(opened, "ibis", {}),
        lambda: start(opened, Start("heron", "", NOON.date(), {})),
        lambda: reopen_engagement(opened, "E1", "to go on"),
        lambda: edit_note(opened, "own/1", 1, {"body": "Anew."}),
    ):
        with pytest.raises(Refused, match="nothing new"):
            attempt()
    assert today(opened).state.retired_on == NOON.date()
    assert list_entries(opened)[-1].event is Event.RETIRED


def test_after_the_end_sign_offs_and_the_schedule_go_on(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    release = draft(opened, "heron", Form(text="She led.", expires=date(2040, 1, 1)))
    asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
    for code in ("heron", "wren"):
        end_engagement(opened, code, NOON.date())
    retire.retire(opened)
    with pytest.raises(Refused):
        export(opened, release.id, tmp_path / "report.txt")
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    export(opened, release.id, tmp_path / "report.txt")
    practice.pass_years(8)
    assert destroy.destroy(practice.open(), Order("E1")).due == date(2033, 11, 23)


def test_after_the_end_nothing_is_written_without_a_key_either(practice: Practice) -> None:
    inbox.settle(practice.open())
    for code in ("heron", "wren"):
        end_engagement(practice.open(), code, NOON.date())
    retire.retire(practice.open())
    before = practice.path.read_bytes()
    with pytest.raises(Refused, match="has ended"):
        inbox.write_locked(practice.setting, "heron", NoteDraft("An afterthought."))
    assert practice.path.read_bytes() == before


def test_the_outlook_says_what_is_missing(practice: Practice) -> None:
    assert len(retire.inspect_practice(practice.open()).missing) == 2
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {})
    assert any("never tried" in each for each in retire.inspect_practice(practice.open()).missing)


def test_a_successor_gets_what_the_client_signed_for_that_successor(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_sponsor(opened, "ibis", {"name": "Kim Low"})
    release = draft(opened, "heron", Form(text="Where things stand.", to="otter"))
    asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
    import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
    with pytest.raises(Refused, match="signed no text for ibis"):
        retire.hand_to_successor(opened, "heron", "ibis", tmp_path / "over.txt")
    exported = retire.hand_to_successor(opened, "heron", "otter", tmp_path / "over.txt")
    assert exported.path.read_text() == "Where things stand.\n"
