"""Days that are typed: asked about in a terminal, refused without one, and said back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coachvault.cli.commands.engagement import set_next
from coachvault.cli.commands.note import add, edit
from coachvault.cli.input.dates import ask_day, read_day, read_held, read_when, require_date
from coachvault.errors import BadInput
from coachvault.practice.dates import DateOrder, Doubtful, Meant
from coachvault.services.engagements import lifecycle
from coachvault.services.notes.journal import NoteDraft, add_note, next_target
from coachvault.services.overview.day import brief, today
from coachvault.services.people.settings import change_setting, date_order
from tests.unit.cli.scripted import Scripted


def test_a_date_is_said_back_with_its_weekday(coach: Scripted) -> None:
    assert read_day(coach.alone(), coach.opened(), "26.11.2026") == date(2026, 11, 26)
    assert "→ Thu 26 November 2026" in coach.said()
    read_day(coach.alone(), coach.opened(), "2026-11-26", say=False)
    assert coach.said() == ""


def test_two_readings_are_asked_about_once_and_the_answer_is_kept(coach: Scripted) -> None:
    assert read_when(coach.types("2026-04-03"), coach.opened(), "3/4/2026") == "2026-04-03"
    said = coach.said()
    assert "Wed 4 March 2026, the month first" in said
    assert "From now on, days are read with the day first" in said
    assert date_order(coach.opened()) is DateOrder.DMY
    assert read_when(coach.alone(), coach.opened(), "4/5/2026") == "2026-05-04"


def test_two_readings_that_the_order_does_not_decide_are_asked_about_each_time(coach: Scripted) -> None:
    assert read_when(coach.types("2"), coach.opened(), "Monday") == "2026-11-23"
    assert date_order(coach.opened()) is None
    with pytest.raises(Doubtful):
        read_when(coach.alone(), coach.opened(), "Monday")


@pytest.mark.parametrize("order", [None, DateOrder.MDY])
def test_without_a_terminal_the_profile_decides_or_both_days_are_named(
    coach: Scripted, order: DateOrder | None
) -> None:
    if order:
        change_setting(coach.opened(), "date_order", order)
        assert read_when(coach.alone(), coach.opened(), "3/4/2026") == "2026-03-04"
    for opened in (None, coach.opened()) if not order else (None,):
        with pytest.raises(Doubtful, match="2026-03-04, 2026-04-03"):
            read_when(coach.alone(), opened, "3/4/2026")


def test_nothing_is_kept_where_nothing_may_be_written(coach: Scripted) -> None:
    assert read_when(coach.types("1", only_reads=True), coach.opened(), "3/4/2026") == "2026-03-04"
    assert date_order(coach.opened()) is None


def test_what_was_asked_about_is_still_refused_where_it_is_over(coach: Scripted) -> None:
    with pytest.raises(BadInput, match="is over"):
        read_when(coach.types("1"), coach.opened(), "3/12/2026", Meant.FUTURE)


def test_before_the_vault_is_opened_only_what_is_no_date_is_refused(coach: Scripted) -> None:
    require_date(coach.alone(), "3/4/2026")
    with pytest.raises(BadInput):
        require_date(coach.alone(), "soon")


@pytest.mark.parametrize(
    ("typed", "is_far"), [("2026-11-30", False), ("tomorrow", False), ("2026-12-01", True), ("in two weeks", True)]
)
def test_more_than_a_week_ahead_is_asked_about_where_the_past_is_meant(
    coach: Scripted, typed: str, is_far: bool
) -> None:
    when = read_held(coach.alone(), coach.opened(), typed, future=True)
    if not is_far:
        assert read_held(coach.alone(), coach.opened(), typed, future=False) == when
        return
    with pytest.raises(BadInput, match="more than a week ahead") as refused:
        read_held(coach.alone(), coach.opened(), typed, future=False)
    assert "--future" in refused.value.hint
    assert read_held(coach.types("y"), coach.opened(), typed, future=False) == when
    with pytest.raises(BadInput):
        read_held(coach.types("n"), coach.opened(), typed, future=False)


def test_a_day_is_asked_for_until_it_is_one(coach: Scripted) -> None:
    context = coach.types("soon", "2026-01-01", "12 december")
    assert ask_day(context, coach.opened(), "Until when?", "") == date(2026, 12, 12)
    said = coach.said()
    assert "That is no date." in said
    assert "is over" in said
    assert ask_day(coach.types(""), coach.opened(), "Until when?", "") is None


def test_the_next_session_is_the_next_such_day(coach: Scripted) -> None:
    set_next(coach.alone(), coach.opened(), "heron", "12 december")
    assert lifecycle.show_engagement(coach.opened(), "heron")[0].next_session == "2026-12-12"
    with pytest.raises(BadInput):
        set_next(coach.alone(), coach.opened(), "heron", "2026-11-22")


def test_a_note_of_a_day_to_come_is_neither_last_note_nor_last_contact_before_it(coach: Scripted) -> None:
    add_note(coach.opened(), "heron", NoteDraft("Of the workshop to come.", "2026-12-24"))
    opened = coach.opened()
    last = next_target(opened, "heron").last
    assert last is not None
    assert last.id.number == 3
    assert [view.id.number for view in brief(opened, "heron").notes] == [3, 2]
    heron = next(each for each in today(opened).engagements if each.client == "heron")
    assert (heron.tally.last_contact, heron.tally.notes) == (date(2026, 11, 23), 4)
    coach.practice.clock.moment = datetime(2026, 12, 24, 8, 0, tzinfo=UTC)
    opened = coach.opened()
    last = next_target(opened, "heron").last
    assert last is not None
    assert last.id.number == 4
    heron = next(each for each in today(opened).engagements if each.client == "heron")
    assert (heron.tally.last_contact, heron.tally.ahead) == (date(2026, 12, 24), ())
    add_note(opened, "heron", NoteDraft("The day after.", "2026-12-25"))
    heron = next(each for each in today(coach.opened()).engagements if each.client == "heron")
    assert (heron.tally.last_contact, heron.tally.ahead) == (date(2026, 12, 24), (date(2026, 12, 25),))


def test_notes_take_dates_as_they_are_typed(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.cli.commands.note.read_body", lambda *_, **__: "Text.")
    reply = add(coach.alone(), "heron", date="20.11.2026")
    assert reply is not None
    edit(coach.alone(), coach.opened(), "heron/4", date="19. November 2026")
    assert "Thu 19 November 2026" in coach.said()
    with pytest.raises(BadInput, match="more than a week ahead"):
        edit(coach.alone(), coach.opened(), "heron/4", date="2026-12-24")
    with pytest.raises(BadInput, match="more than a week ahead"):
        add(coach.alone(), "heron", date="2026-12-24")
