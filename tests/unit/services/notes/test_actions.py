"""Actions: taken once, settled, and sealed, moved, erased and destroyed with what they belong to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Ended, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.actions import ActionStatus
from coachvault.practice.dates import DateOrder
from coachvault.services.client_rights.inventory import collect
from coachvault.services.copies.numbers import numbers_given
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction.destroy import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import Start, end_engagement, start
from coachvault.services.notes.actions import (
    ActionView,
    add_action,
    list_actions,
    new_lines,
    settle_action,
    take_from_note,
)
from coachvault.services.notes.editing import edit_note, erase_note, move_note
from coachvault.services.notes.inbox import settle, write_locked
from coachvault.services.notes.journal import NoteDraft, NoteView, add_note, read_history
from coachvault.services.notes.sealed import read_sealed
from coachvault.services.overview.day import brief, today
from coachvault.services.people.settings import keep_date_order
from coachvault.services.records import roster
from coachvault.vault.codec import CompartmentId
from tests.fakes import Practice, filled_practice

BODY = "We spoke.\n- [ ] Ask the insurer by 1 December\n- [ ] Rest.\n"


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def note(opened: OpenVault, body: str = BODY, code: str | None = "heron", held_on: str = "2026-11-20") -> NoteView:
    return add_note(opened, code, NoteDraft(body, held_on))


def shown(views: list[ActionView]) -> list[tuple[str, str, date | None]]:
    return [(view.id, view.text, view.by) for view in views]


def rows(opened: OpenVault, code: str) -> list[str]:
    with opened.vault.read() as snapshot:
        kept = roster.engagements(snapshot, roster.client_code(snapshot, code))[-1]
        items = snapshot.head(CompartmentId(kept.engagement.compartment_id)).items
        return [item.kind for item in items if item.kind == kinds.ACTION]


def test_lines_are_taken_and_the_note_stays_as_it_is(practice: Practice) -> None:
    opened = practice.open()
    view = note(opened)
    taken = take_from_note(opened, view)
    assert shown(taken) == [("heron/a1", "Ask the insurer", date(2026, 12, 1)), ("heron/a2", "Rest.", None)]
    assert {each.note for each in taken} == {"heron/4"}
    (only,) = read_history(opened, "heron/4")
    assert (only.note, only.revision) == (view.note, 1)
    assert [each.id for each in brief(opened, "heron").actions] == ["heron/a1", "heron/a2"]
    assert today(opened).open_actions == {"heron": 2}


def test_the_day_counts_from_the_notes_day_and_a_doubt_leaves_the_line_whole(practice: Practice) -> None:
    opened = practice.open()
    lines = ["tomorrow", "3/4/2026", "yesterday", "then", "friday"]
    body = "\n".join(f"- [ ] Call by {each}" for each in lines)
    found = shown(take_from_note(opened, note(opened, body, held_on="2025-01-06")))
    whole = [("Call by 3/4/2026", None), ("Call by yesterday", None), ("Call by then", None)]
    assert [each[1:] for each in found] == [("Call", date(2025, 1, 7)), *whole, ("Call", date(2025, 1, 10))]
    keep_date_order(opened, DateOrder.DMY)
    (only,) = take_from_note(opened, note(opened, "- [ ] Ring by 3/4/2026", held_on="2025-01-06"))
    assert only.by == date(2026, 4, 3)


def test_rewording_adds_and_never_closes(practice: Practice) -> None:
    opened = practice.open()
    take_from_note(opened, note(opened))
    settle_action(opened, "heron/a2", ActionStatus.DONE)
    again = edit_note(opened, "heron/4", 1, {"body": "- [ ] Ask the insurer by 1 December\n- [ ] Write."})
    assert new_lines(opened, again) == ["Write."]
    assert shown(take_from_note(opened, again)) == [("heron/a3", "Write.", None)]
    assert take_from_note(opened, again) == []
    statuses = {view.id: view.status for view in list_actions(opened, "heron")}
    assert statuses == {"heron/a1": "open", "heron/a2": "done", "heron/a3": "open"}


def test_what_became_of_an_action_is_written_down(practice: Practice) -> None:
    opened = practice.open()
    add_action(opened, "heron", "Ask the insurer by 1 December.")
    assert settle_action(opened, "her/a1", ActionStatus.DROPPED).status is ActionStatus.DROPPED
    assert settle_action(opened, "heron/a1", ActionStatus.DROPPED).by == date(2026, 12, 1)
    with pytest.raises(NotFound):
        settle_action(opened, "heron/a2", ActionStatus.DONE)
    with pytest.raises(BadInput):
        settle_action(opened, "heron/1", ActionStatus.DONE)
    assert brief(opened, "heron").actions == ()


def test_an_action_moves_with_its_note_under_a_new_number(practice: Practice) -> None:
    opened = practice.open()
    add_action(opened, "wren", "Stay.")
    take_from_note(opened, note(opened))
    add_action(opened, "heron", "Its own.")
    move_note(opened, "heron/4", "wren")
    assert [each.id for each in list_actions(opened, "heron")] == ["heron/a3"]
    assert [(each.id, each.text, each.note) for each in list_actions(opened, "wren")] == [
        ("wren/a1", "Stay.", ""),
        ("wren/a2", "Ask the insurer", "wren/2"),
        ("wren/a3", "Rest.", "wren/2"),
    ]


def test_an_action_is_erased_with_its_note_and_its_number_is_not_given_again(practice: Practice) -> None:
    opened = practice.open()
    take_from_note(opened, note(opened))
    erase_note(opened, "heron/4")
    assert list_actions(opened, "heron") == []
    assert rows(opened, "heron") == []
    note(opened, "Counted anew.")
    assert add_action(opened, "heron", "Next.").id == "heron/a3"
    with opened.vault.read() as snapshot:
        assert numbers_given(snapshot).actions == {"heron": 3}


def test_after_the_end_actions_are_as_sealed_as_notes(practice: Practice) -> None:
    opened = practice.open()
    take_from_note(opened, note(opened))
    end_engagement(opened, "heron", date(2026, 11, 23))
    assert list_actions(opened) == []
    with pytest.raises(Refused, match="sealed"):
        list_actions(opened, "heron")
    with pytest.raises(Ended):
        settle_action(opened, "heron/a1", ActionStatus.DONE)
    with pytest.raises(Ended):
        add_action(opened, "E1", "Too late.")
    assert [each.id for each in read_sealed(opened, "E1", "asked by the client").actions] == ["heron/a1", "heron/a2"]
    start(opened, Start("heron", "", date(2026, 11, 24), {}))
    assert add_action(opened, "heron", "Begin.").id == "heron/a3"


def test_actions_are_destroyed_with_the_notes(practice: Practice) -> None:
    opened = practice.open()
    take_from_note(opened, note(opened))
    end_engagement(opened, "heron", date(2026, 11, 23))
    destroy(opened, Order("E1"))
    assert list_actions(opened, "heron") == []
    start(opened, Start("heron", "", date(2026, 11, 24), {}))
    assert add_action(opened, "heron", "Begin.").id == "heron/a3"


def test_a_note_written_while_locked_brings_its_actions_when_it_is_filed(practice: Practice) -> None:
    settle(practice.open())
    write_locked(practice.setting, "heron", NoteDraft(BODY, takes_actions=True))
    write_locked(practice.setting, "heron", NoteDraft("- [ ] Not asked for."))
    write_locked(practice.setting, "own", NoteDraft(BODY, takes_actions=True))
    opened = practice.open()
    assert len(settle(opened).filed) == 3
    assert [each.text for each in list_actions(opened)] == ["Ask the insurer", "Rest."]


def test_no_offered_line_keeps_a_note_from_being_filed(practice: Practice) -> None:
    """What was written while locked is filed by whatever opens the vault: a line that cannot be taken would lock it."""
    settle(practice.open())
    starts, days = ["", "Call", ",", "Call,"], ["tomorrow", "in 1000 hours", "now", "", "by by", "9" * 70]
    texts = [f"{start} by {day}" for start in starts for day in days]
    texts += ["\x1b[31m", "\u202e", "\u200b", "\t,", "- [ ] -", "x" * 600, f"{'x' * 499} y", "x by" * 150, "\ud7ff"]
    body = "".join(f"- [ ] {text}\n" for text in texts)
    for held_on in ("2026-11-20", "9999-12-31", "0001-01-01"):
        write_locked(practice.setting, "heron", NoteDraft(body, held_on, takes_actions=True))
    opened = practice.open()
    assert len(settle(opened).filed) == 3
    assert len(list_actions(opened, "heron")) == 3 * len(texts)


def test_the_coachs_own_notes_make_none(practice: Practice) -> None:
    opened = practice.open()
    view = note(opened, code=None)
    assert (new_lines(opened, view), take_from_note(opened, view)) == ([], [])


def test_a_client_is_given_their_actions_in_every_wording(practice: Practice) -> None:
    opened = practice.open()
    take_from_note(opened, note(opened))
    settle_action(opened, "heron/a1", ActionStatus.DONE)
    with opened.vault.read() as snapshot:
        sections = {each.title: each.items for each in collect(snapshot, roster.client_code(snapshot, "heron"))}
    assert [each.id for each in sections["What you wanted to do"]] == ["heron/a1", "heron/a1", "heron/a2"]
