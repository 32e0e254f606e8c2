"""Engagements go from prospect to active to ended and back, and states that must not be cannot be built."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.engagement import (
    Counters,
    Engagement,
    EngagementStatus,
    Tally,
    Terms,
    end,
    joined,
    newest_open,
    reopen,
    tally,
)
from coachvault.practice.ids import Code
from coachvault.practice.note import NoteKind, NoteSummary

ACTIVE = Engagement(1, Code("heron"), b"c" * 16, EngagementStatus.ACTIVE, date(2026, 1, 5))
PROSPECT = msgspec.structs.replace(ACTIVE, status=EngagementStatus.PROSPECT)
ENDED = end(ACTIVE, date(2026, 6, 30))


@pytest.mark.parametrize(
    "fields",
    [
        {"status": EngagementStatus.ENDED},
        {"ended": date(2026, 6, 30)},
        {"status": EngagementStatus.PROSPECT, "ended": date(2026, 6, 30)},
        {"status": EngagementStatus.ENDED, "ended": date(2026, 1, 4)},
        {"session_minutes": 0},
        {"session_minutes": 24 * 60 + 1},
        {"tags": ("two words",)},
        {"kind": "two\nlines"},
        {"kind": "half \ud800"},
    ],
)
def test_an_engagement_that_must_not_be_cannot_be_built(fields: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        msgspec.structs.replace(ACTIVE, **fields)
    with pytest.raises(BadInput):
        msgspec.convert({**msgspec.structs.asdict(ACTIVE), **fields}, Engagement)


def test_ending_gives_it_a_last_day() -> None:
    assert (ENDED.status, ENDED.ended, ENDED.id) == (EngagementStatus.ENDED, date(2026, 6, 30), "E1")
    assert end(ACTIVE, ACTIVE.started).ended == ACTIVE.started


def test_it_cannot_end_twice_or_before_it_started() -> None:
    with pytest.raises(Refused, match="ended already"):
        end(ENDED, date(2026, 7, 1))
    with pytest.raises(BadInput, match="before it started"):
        end(ACTIVE, date(2026, 1, 4))


def test_reopening_takes_the_end_back_and_changes_nothing_else() -> None:
    assert reopen(ENDED) == ACTIVE


@pytest.mark.parametrize("engagement", [ACTIVE, PROSPECT])
def test_only_what_has_ended_is_reopened(engagement: Engagement) -> None:
    with pytest.raises(Refused, match="not ended"):
        reopen(engagement)


def test_the_newest_open_one_takes_notes() -> None:
    assert newest_open([]) is None
    assert newest_open([ENDED]) is None
    assert newest_open([ENDED, PROSPECT]) is PROSPECT
    assert newest_open([ACTIVE, ENDED]) is ACTIVE


@pytest.mark.parametrize(("when", "is_coming"), [("2026-03-04T14:30+01:00", False), ("2026-03-05", True), ("", False)])
def test_a_session_that_is_over_is_not_the_next_one(when: str, is_coming: bool) -> None:
    agreed = msgspec.structs.replace(ACTIVE, next_session=when)
    assert agreed.coming_session(date(2026, 3, 5)) == (when if is_coming else "")


def test_a_note_is_of_a_session_once_an_engagement_has_begun() -> None:
    assert PROSPECT.usual_note_kind is NoteKind.CHEMISTRY
    assert ACTIVE.usual_note_kind is NoteKind.SESSION


def summary(number: int, held_on: str, kind: NoteKind = NoteKind.SESSION, *, pro_bono: bool = False) -> NoteSummary:
    return NoteSummary(number, held_on, kind, "", 0, minutes=60, pro_bono=pro_bono)


def test_a_tally_counts_sessions_paid_and_given() -> None:
    notes = [
        summary(1, "2026-01-05", NoteKind.CHEMISTRY),
        summary(2, "2026-03-05T10:00+00:00"),
        summary(3, "2026-02-05", pro_bono=True),
        summary(5, "2026-02-01", NoteKind.ADMIN),
    ]
    assert tally(notes, 7) == Tally(
        notes=4,
        last_number=7,
        sessions=2,
        paid_minutes=60,
        pro_bono_minutes=60,
        first_contact=date(2026, 1, 5),
        last_contact=date(2026, 3, 5),
    )


def test_a_tally_of_nothing_still_knows_the_last_number() -> None:
    assert tally([], 3) == Tally(last_number=3)


def test_a_day_that_is_still_to_come_is_a_contact_from_that_day_on() -> None:
    notes = [summary(1, "2026-01-05"), summary(2, "2026-03-05"), summary(3, "2026-05-05")]
    found = tally(notes, 3, None, lambda day: day > date(2026, 2, 1))
    assert (found.notes, found.first_contact, found.last_contact) == (3, date(2026, 1, 5), date(2026, 1, 5))
    assert (found.ahead, found.last_day) == ((date(2026, 3, 5), date(2026, 5, 5)), date(2026, 5, 5))
    assert found.by(date(2026, 3, 4)) is found
    later = found.by(date(2026, 3, 5))
    assert (later.last_contact, later.ahead) == (date(2026, 3, 5), (date(2026, 5, 5),))
    alone = tally(notes[2:], 3, None, lambda _: True)
    assert (alone.first_contact, alone.last_contact) == (None, None)
    assert alone.by(date(2026, 5, 5)).first_contact == date(2026, 5, 5)
    assert Tally().last_day is None


@pytest.mark.parametrize("text", ["a\0", "x" * 20_001, "half \ud800"])
def test_terms_that_cannot_be_kept_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Terms(objectives=("fine", text))
    with pytest.raises(BadInput):
        Terms(sponsor_may_receive=text)


def test_values_cannot_be_changed() -> None:
    for value in (ACTIVE, Tally(), Terms(), Counters()):
        with pytest.raises(AttributeError):
            setattr(value, value.__struct_fields__[0], None)


def test_what_ended_or_was_destroyed_in_one_of_two_copies_is_so_in_both() -> None:
    counted = Tally(notes=2, last_number=5, sessions=2, paid_minutes=120)
    mine = msgspec.structs.replace(ACTIVE, tally=counted)
    gone = msgspec.structs.replace(ENDED, destroyed=date(2026, 7, 1), tally=Tally(last_number=3))
    found = joined(mine, gone)
    assert (found.status, found.destroyed, found.tally.last_number) == (ENDED.status, date(2026, 7, 1), 5)
    assert joined(gone, mine) == msgspec.structs.replace(gone, tally=Tally(last_number=5))
    ended = msgspec.structs.replace(ENDED, tally=counted)
    without = msgspec.structs.replace(ended, hours_destroyed=date(2026, 7, 1), tally=Tally(last_number=2))
    found = joined(ended, without)
    assert (found.hours_destroyed, found.tally.paid_minutes, found.tally.notes) == (date(2026, 7, 1), 0, 2)
    assert joined(mine, mine) == mine


def test_time_up_to_the_day_on_which_the_hours_were_destroyed_is_not_counted_again() -> None:
    notes = [
        NoteSummary(1, "2026-06-01", NoteKind.SESSION, "", 0, minutes=60),
        NoteSummary(2, "2026-08-01", NoteKind.SESSION, "", 0, minutes=30),
    ]
    found = tally(notes, 2, date(2026, 7, 1))
    assert (found.sessions, found.paid_minutes) == (2, 30)


def test_the_highest_numbers_of_two_copies_are_kept() -> None:
    mine = Counters(own_notes=2, inbox=4, waiting=(4,), releases=1, notes={Code("heron"): 3})
    theirs = Counters(own_notes=1, inbox=9, backups=2, notes={Code("heron"): 2, Code("wren"): 1})
    found = mine.or_higher(theirs)
    assert found == Counters(2, 4, (4,), 2, releases=1, notes={Code("heron"): 3, Code("wren"): 1})
