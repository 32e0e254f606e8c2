"""Engagements start, end, and are taken up again; ending seals what was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.engagement import EngagementStatus
from coachvault.practice.register import Event
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import (
    Start,
    end_engagement,
    list_engagements,
    parse_form,
    reopen_engagement,
    show_engagement,
    start,
)
from coachvault.services.notes.journal import NoteDraft, add_note, next_target
from coachvault.services.notes.sealed import show_note
from coachvault.services.overview.day import brief
from coachvault.services.people.directory import add_client
from coachvault.services.records.register import list_entries
from tests.fakes import filled_practice

DAY = date(2026, 1, 5)


def begin(opened: OpenVault, client: str) -> str:
    return start(opened, Start(client, "", DAY, {})).id


def write(opened: OpenVault, client: str) -> str:
    return str(add_note(opened, client, NoteDraft("Some talk.")).id)


def test_a_prospects_notes_become_the_first_of_the_engagement(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    prospect, _ = show_engagement(opened, "wren")
    engagement = start(opened, Start("wren", "otter", date(2026, 12, 1), {"objectives": ["a new role"]}))
    assert (engagement.number, engagement.started, engagement.sponsor) == (prospect.number, prospect.started, "otter")
    assert (engagement.status, engagement.tally.notes) == (EngagementStatus.ACTIVE, 1)
    assert show_note(opened, "wren/1").note.kind == "chemistry"
    assert write(opened, "wren") == "wren/2"
    assert show_note(opened, "wren/2").note.kind == "session"


def test_what_was_agreed_is_shown_until_it_is_sealed(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    engagement, agreed = show_engagement(opened, "E1")
    assert agreed is not None
    assert (engagement.tags, agreed.objectives) == (("senior",), ("speak up",))
    end_engagement(opened, "E1", date(2026, 12, 1))
    assert show_engagement(opened, "E1")[1] is None


def test_a_client_has_one_open_engagement(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    with pytest.raises(Refused, match="already: E1"):
        begin(opened, "heron")
    assert begin(opened, "linden") == "E4"
    with pytest.raises(Refused, match="another engagement by now: E4"):
        reopen_engagement(opened, "E3", "came back")


def test_numbers_of_engagements_are_never_given_twice(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    assert [each.id for each in list_engagements(opened)] == ["E3", "E2", "E1"]
    end_engagement(opened, "heron", date(2026, 12, 1))
    assert begin(opened, "heron") == "E4"
    assert [each.id for each in list_engagements(opened, "her")] == ["E4", "E1"]


@pytest.mark.parametrize("typed", ["heron", "her", "E1", "e1"])
def test_an_engagement_is_meant_by_its_id_or_its_client(tmp_path: Path, typed: str) -> None:
    assert end_engagement(filled_practice(tmp_path).open(), typed, date(2026, 12, 1)).id == "E1"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_client(opened, "robin", {})
    for typed in ("E99", "robin", "nobody"):
        with pytest.raises(NotFound):
            end_engagement(opened, typed, DAY)
    with pytest.raises(NotFound):
        begin(opened, "nobody")
    with pytest.raises(NotFound):
        start(opened, Start("robin", "nobody", DAY, {}))


def test_ending_and_reopening_stand_in_the_register(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    end_engagement(opened, "heron", date(2026, 12, 1))
    reopen_engagement(opened, "heron", "came back")
    entries = list_entries(opened, "heron")
    assert [(each.event, each.subject, each.why) for each in entries] == [
        (Event.ENDED, "E1", ""),
        (Event.REOPENED, "E1", "came back"),
    ]


def test_reopening_takes_a_reason_and_gives_everything_back(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    with pytest.raises(Refused, match="takes a reason"):
        reopen_engagement(opened, "linden", " ")
    assert reopen_engagement(opened, "linden", "came back").ended is None
    assert show_note(opened, "linden/1").note.body == "Sealed session 1."
    assert write(opened, "linden") == "linden/3"


def test_an_end_before_the_start_changes_nothing(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    with pytest.raises(BadInput):
        end_engagement(opened, "heron", date(2026, 1, 4))
    assert practice.path.read_bytes() == before


def test_an_ended_engagement_takes_no_notes(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    for attempt in (
        lambda: write(opened, "linden"),
        lambda: next_target(opened, "linden"),
    ):
        with pytest.raises(Refused, match="sealed") as caught:
            attempt()
        assert "reopen" in caught.value.hint
    with pytest.raises(Refused, match="sealed") as caught:
        brief(opened, "linden")
    assert "note show linden" in caught.value.hint


def test_a_prospect_that_was_ended_and_reopened_can_still_start(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    try:
        end_engagement(opened, "wren", date(2026, 12, 1))
    except Refused:
        pass
    else:
        reopen_engagement(opened, "wren", "called again")
    assert start(opened, Start("wren", "", date(2026, 12, 2), {})).status is EngagementStatus.ACTIVE


def test_a_form_is_taken_and_faults_named_by_field() -> None:
    form = parse_form('kind = "executive"\ntags = ["senior"]\nobjectives = ["speak up"]\nsession_minutes = 45')
    assert form["session_minutes"] == 45
    for text in (
        "number = 3",
        'status = "ended"',
        'ended = "2026-01-01"',
        "session_minutes = 0",
        "objectives = 3",
        "x = 1",
    ):
        with pytest.raises(BadInput):
            parse_form(text)
