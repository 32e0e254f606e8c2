"""A clock that is ahead or was set back destroys nothing without the coach's word."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy, in_progress
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from coachvault.services.overview.day import today
from coachvault.services.records.register import list_entries
from coachvault.services.retention import due
from coachvault.services.retention.clock_trust import ClockIsRight, SaidInCopy
from tests.fakes import NOON, Practice, filled_practice
from tests.unit.services.destruction.test_destroy import LINDEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_clock_ahead_makes_things_due_and_destroys_nothing(practice: Practice) -> None:
    before = practice.path.read_bytes()
    practice.clock.pass_days(10 * 366)
    opened = practice.open()
    assert {each.subject for each in due.list_due(opened).notes} == {"E1", "E2", "E3"}
    assert today(opened).due.items
    assert practice.path.read_bytes() == before


def test_a_clock_set_back_is_noticed_and_nothing_is_destroyed(practice: Practice) -> None:
    practice.clock.moment -= timedelta(hours=24)
    assert due.list_due(practice.open()).clock == ""
    practice.clock.moment -= timedelta(seconds=1)
    opened = practice.open()
    assert "set back" in due.list_due(opened).clock
    assert "set back" in today(opened).due.clock
    with pytest.raises(Refused, match="set back"):
        destroy.destroy(opened, LINDEN)
    assert show_note(opened, "linden/1", "still there").note.body


@pytest.fixture
def once_ahead(practice: Practice) -> Practice:
    """A vault that was last written when the clock stood ten years ahead."""
    practice.clock.pass_days(3650)
    add_note(practice.open(), "heron", NoteDraft("In another year."))
    practice.clock.pass_days(-3650)
    return practice


def test_a_clock_that_was_once_ahead_takes_the_coachs_word(once_ahead: Practice) -> None:
    opened = once_ahead.open()
    with pytest.raises(Refused, match="was ahead then") as caught:
        destroy.destroy(opened, LINDEN)
    assert "--clock-is-right" in caught.value.hint
    for word, error in (
        (ClockIsRight(date(2026, 11, 22), "the battery was empty"), BadInput),
        (ClockIsRight(date(2036, 11, 20), "the battery was empty"), BadInput),
        (ClockIsRight(NOON.date(), ""), Refused),
        (ClockIsRight(NOON.date(), " . "), Refused),
    ):
        with pytest.raises(error):
            destroy.destroy(opened, Order("E3", clock=word))
        assert not in_progress.is_begun(opened)
    word = ClockIsRight(NOON.date(), "the battery was empty")
    certificate = destroy.destroy(opened, Order("E3", clock=word))
    assert "2036-11-20 12:00, a later day; the coach said that 2026-11-23 is right" in certificate.remark
    assert "the battery was empty" in certificate.remark
    (entry,) = [each for each in list_entries(opened) if each.event is Event.CLOCK_CONFIRMED]
    assert (entry.at, entry.why) == (NOON, "the battery was empty")
    end_engagement(opened, "heron", NOON.date())
    assert "later day" not in destroy.destroy(opened, Order("E1")).remark, "it is said once, and then it is so"


def test_custodians_have_no_say_about_the_clock(practice: Practice) -> None:
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    practice.clock.pass_days(2 * 3650)
    add_note(practice.open(), "wren", NoteDraft("In another year."))
    practice.clock.pass_days(-3650)
    opened = open_vault(practice.setting, Credentials(str, [words]))
    word = ClockIsRight(practice.clock.moment.date(), "it is, believe me")
    with pytest.raises(Refused, match="only the coach"):
        destroy.destroy(opened, Order("E3", clock=word))
    assert not any(each.destroyed for each in list_engagements(practice.open()))


def test_the_word_is_not_kept_where_the_clock_is_trusted(practice: Practice) -> None:
    word = ClockIsRight(NOON.date(), "the battery was empty")
    assert "clock" not in destroy.destroy(practice.open(), Order("E3", clock=word)).remark
    assert not any(each.event is Event.CLOCK_CONFIRMED for each in list_entries(practice.open()))


def by_executor(practice: Practice) -> OpenVault:
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    practice.clock.pass_days(14 * 366)
    return open_vault(practice.setting, Credentials(str, [words]))


def test_a_clock_far_ahead_destroys_nothing_before_somebody_says_that_it_is_right(practice: Practice) -> None:
    opened = by_executor(practice)
    with pytest.raises(Refused, match="more than 90 days after") as caught:
        destroy.destroy(opened, LINDEN)
    assert "--clock-is-right" in caught.value.hint
    for day in (NOON.date(), date(2040, 1, 1)):
        with pytest.raises(BadInput):
            destroy.destroy(opened, Order("E3", clock=ClockIsRight(day, "")))
    today = practice.clock.moment.date()
    certificate = destroy.destroy(opened, Order("E3", clock=ClockIsRight(today, "")))
    assert f"90 days before; executor: maple said that {today} is right" in certificate.remark
    (entry,) = [each for each in list_entries(practice.open()) if each.event is Event.CLOCK_CONFIRMED]
    assert (entry.evidence, entry.at) == ("executor: maple", practice.clock.moment)
    destroy.destroy(practice.open(), Order("E1"))  # it was said once, and then it is so


def test_an_entry_that_leaps_without_the_word_makes_no_moment_known(practice: Practice) -> None:
    opened = by_executor(practice)
    for _ in range(2):
        due.extend(opened, "E3", practice.clock.moment.date() + timedelta(days=30), "to have something written")
        practice.clock.pass_days(1)
    with pytest.raises(Refused, match="more than 90 days after 2026-11-23"):
        destroy.destroy(opened, LINDEN)


def test_a_practice_that_is_written_to_goes_on_without_a_word(practice: Practice) -> None:
    for _ in range(4):
        practice.clock.pass_days(89)
        add_note(practice.open(), "own", NoteDraft("Once in a while."))
    practice.clock.pass_days(89)
    assert "90 days" not in destroy.destroy(practice.open(), Order("E3", reason="asked for by the client")).remark


def test_the_word_is_on_the_certificate_of_the_coach_too(practice: Practice) -> None:
    practice.clock.pass_days(8 * 366)
    word = ClockIsRight(practice.clock.moment.date(), "a long illness")
    remark = destroy.destroy(practice.open(), Order("E3", clock=word)).remark
    assert f"the coach said that {word.today} is right: a long illness" in remark


def test_a_word_from_a_copy_says_nothing_of_a_clock_that_was_set_back(once_ahead: Practice) -> None:
    word = SaidInCopy(NOON, "maple said that it is right", "")
    with pytest.raises(Refused, match="set back"):
        destroy.destroy(once_ahead.open(), Order("E3", clock=word))
