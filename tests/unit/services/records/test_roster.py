"""Looking things up in the roster and the schedule."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import Ambiguous, IntegrityError, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement
from coachvault.practice.ids import Code
from coachvault.practice.people import Client, Sponsor
from coachvault.practice.retirement import PracticeState
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.people.directory import add_client
from coachvault.services.records import roster
from coachvault.vault.keys import Part
from tests.fakes import NOON, filled_practice

HERON, OTTER = Code("heron"), Code("otter")


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path).open()


def revised(opened: OpenVault, number: int, **fields: Any) -> None:
    with opened.vault.change("engagement edit", NOON) as change:
        kept = roster.engagement(change, number)
        lifecycle.save_engagement(change, kept.record_id, msgspec.structs.replace(kept.engagement, **fields))


def test_people_are_found_by_a_code_that_may_be_cut_short(opened: OpenVault) -> None:
    add_client(opened, "heath", {})
    with opened.vault.read() as snapshot:
        assert roster.client_code(snapshot, "HER") == HERON
        assert roster.sponsor_code(snapshot, "ot") == roster.person_code(snapshot, "ot") == OTTER
        assert isinstance(roster.person(snapshot, HERON), Client)
        assert isinstance(roster.person(snapshot, OTTER), Sponsor)
        assert roster.client(snapshot, HERON).name == "Ada Marsh"
        assert roster.sponsor(snapshot, OTTER).organisation == "Acme"
        with pytest.raises(Ambiguous):
            roster.client_code(snapshot, "he")
        for find, given in ((roster.client_code, "otter"), (roster.sponsor_code, "heron"), (roster.person_code, "x")):
            with pytest.raises(NotFound):
                find(snapshot, given)


def test_engagements_come_in_the_order_of_their_numbers(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert [each.engagement.id for each in roster.engagements(snapshot)] == ["E1", "E2", "E3"]
        assert [each.engagement.id for each in roster.engagements(snapshot, HERON)] == ["E1"]
        assert roster.engagement(snapshot, 3).engagement.client == "linden"
        with pytest.raises(NotFound, match="E9"):
            roster.engagement(snapshot, 9)
    revised(opened, 3, destroyed=date(2026, 1, 1))
    with opened.vault.read() as snapshot:
        assert [each.engagement.id for each in roster.undestroyed(snapshot)] == ["E1", "E2"]


def test_an_engagement_that_points_at_another_part_is_noticed(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        elsewhere = snapshot.part(Part.ROSTER)
    revised(opened, 1, compartment_id=elsewhere)
    with opened.vault.read() as snapshot, pytest.raises(IntegrityError, match="E1 points at"):
        roster.engagements(snapshot, HERON)


def test_custodians_see_no_more_of_a_client_than_was_agreed(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert roster.barred_since(snapshot, HERON) is None
        assert roster.client_for_custodians(snapshot, HERON) == roster.client(snapshot, HERON)
    revised(opened, 1, agreed_reports=(), executors_barred=date(2026, 1, 5))
    with opened.vault.read() as snapshot:
        assert roster.barred_since(snapshot, HERON) == date(2026, 1, 5)
        shown = roster.client_for_custodians(snapshot, HERON)
    assert shown == Client(HERON, remark="may not be reached; agreed on 2026-01-05")


def test_the_profile_is_one_record(opened: OpenVault) -> None:
    with opened.vault.change("profile", NOON) as change:
        before = roster.profile(change)
        roster.save_profile(change, msgspec.structs.replace(before, name="Lakeside"))
    with opened.vault.read() as snapshot:
        assert (before.name, roster.profile(snapshot).name) == ("Riverside", "Lakeside")
        assert len(list(snapshot.head(snapshot.part(Part.PRACTICE)).of_kind(kinds.PROFILE))) == 1


@pytest.mark.parametrize(("with_history", "rows"), [(False, 1), (True, 2)])
def test_the_only_record_of_a_kind_is_written_anew(opened: OpenVault, with_history: bool, rows: int) -> None:
    ended = PracticeState(date(2026, 11, 23))
    for value in (PracticeState(), ended):
        with opened.vault.change("retire", NOON) as change:
            roster.save_only(change, Part.SCHEDULE, kinds.PRACTICE_STATE, value, with_history=with_history)
    with opened.vault.read() as snapshot:
        (item,) = snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.PRACTICE_STATE)
        assert len(item.rows) == rows
        assert roster.state(snapshot) == ended
        with pytest.raises(Refused, match="has ended"):
            roster.require_living(snapshot)


def test_a_practice_goes_on_unless_something_else_is_written(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        assert roster.state(snapshot) == PracticeState()
        roster.require_living(snapshot)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marsh asked.", True),
        ("so said (ada)!", True),
        ("for Acme, too", True),
        ("a marshal came", False),
        ("heron", False),
        ("", False),
    ],
)
def test_a_name_in_a_text_is_noticed_word_by_word(opened: OpenVault, text: str, expected: bool) -> None:
    with opened.vault.read() as snapshot:
        assert roster.names_someone(snapshot, text) is expected


def test_numbers_come_back_and_there_is_one_record_of_them(opened: OpenVault) -> None:
    with opened.vault.change("note add", NOON) as change:
        before = roster.counters(change)
        assert before.own_notes == 1
        roster.save_counters(change, msgspec.structs.replace(before, own_notes=7))
    with opened.vault.read() as snapshot:
        assert roster.counters(snapshot) == msgspec.structs.replace(before, own_notes=7)
        assert len(list(snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.COUNTERS))) == 1


def test_records_of_a_kind_are_read_in_their_order_or_there_is_none(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        stored = roster.stored(snapshot, Part.SCHEDULE, kinds.ENGAGEMENT, Engagement)
        assert [(item.listing["number"], value.number) for item, value in stored] == [(1, 1), (2, 2), (3, 3)]
        own = snapshot.part(Part.ROSTER)
        assert roster.every(snapshot, own, kinds.SPONSOR, Sponsor) == [roster.sponsor(snapshot, OTTER)]
        assert roster.only(snapshot, Part.SCHEDULE, kinds.PRACTICE_STATE, PracticeState) is None
