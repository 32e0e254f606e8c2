"""The opening policy over its whole space: an answer for everything, and never more where less is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import msgspec
import pytest

from coachvault.errors import Diverged, IntegrityError, NoWayIn, Refused, RolledBack, UnsupportedVersion
from coachvault.practice.opening import (
    Allowed,
    CopyRole,
    Course,
    Facts,
    Home,
    Memory,
    Place,
    Purpose,
    Ruling,
    Standing,
    Who,
    judge,
    standing_of,
    withheld,
)

EVERY: tuple[Iterable[Any], ...] = (
    Who,
    Purpose,
    (*CopyRole, None),
    (False, True),
    (False, True),
    (False, True),
    Place,
    Course,
    Home,
    Memory,
    (False, True),
)
REFUSALS = (NoWayIn, RolledBack, Diverged, IntegrityError, Refused, UnsupportedVersion)
NEW = {"memory": Memory.EMPTY, "place": Place.UNKNOWN, "course": Course.UNKNOWN, "home": Home.NONE}
INSTEAD = {"is_in_place_of_home": True, "home": Home.COVERED, "role": CopyRole.BACKUP}
COPIES = (Standing.BACKUP, Standing.ASIDE, Standing.SNAPSHOT, Standing.ARCHIVE, Standing.DUPLICATE, Standing.NEW_HERE)


def every(**fixed: Any) -> Iterator[Facts]:
    names = Facts.__struct_fields__
    spaces: list[Iterable[Any]] = []
    for name, space in zip(names, EVERY, strict=True):
        spaces.append((fixed[name],) if name in fixed else space)
    return (Facts(*facts) for facts in product(*spaces))


def known(**facts: object) -> Facts:
    return msgspec.structs.replace(Facts(Who.PASSPHRASE, Purpose.READ), **facts)


def says(**facts: object) -> str:
    ruling = judge(known(**facts))
    opens = "yes" if ruling.may_open is Allowed.YES else type(ruling.refusal).__name__
    return f"{ruling.standing}: {opens}, {'written' if ruling.may_write is Allowed.YES else 'not written'}"


PURPOSES = [pytest.param(each, marks=() if each is Purpose.READ else pytest.mark.thorough) for each in Purpose]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_there_is_an_answer_for_everything_and_it_grows_with_nothing_but_the_way_in(purpose: Purpose) -> None:
    """A weaker way in, and a memory that is damaged, is never allowed more; what is written was opened."""
    rulings: dict[tuple[Who, Memory, tuple[object, ...]], tuple[int, int]] = {}
    for facts in every(purpose=purpose):
        ruling = judge(facts)
        refused = ruling.may_open is not Allowed.YES or ruling.may_write is not Allowed.YES
        assert isinstance(ruling.refusal, REFUSALS) if refused else ruling.refusal is None, facts
        assert ruling.may_write.value >= ruling.may_open.value, facts
        assert purpose is not Purpose.AS_IT_STANDS or ruling.may_write is Allowed.NO, facts
        values = msgspec.structs.astuple(facts)
        rulings[facts.who, facts.memory, (*values[2:-2], facts.is_newer)] = (
            ruling.may_open.value,
            ruling.may_write.value,
        )
    for (_, memory, rest), (opens, writes) in rulings.items():
        coach = rulings[Who.PASSPHRASE, memory, rest]
        assert opens >= coach[0], rest
        assert writes >= coach[1], rest
    for (who, memory, rest), found in rulings.items():
        if memory is not Memory.DAMAGED:
            assert rulings[who, Memory.DAMAGED, rest] >= found, rest


def test_nothing_is_written_into_a_file_of_which_nobody_knows_what_it_is_for() -> None:
    for facts in every(role=None):
        ruling = judge(facts)
        if facts.purpose in (Purpose.READ, Purpose.WRITE):
            assert ruling.standing is Standing.SUCCESSOR or ruling.may_write is not Allowed.YES, facts


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_a_newer_program_wrote_is_opened_as_any_other_and_never_written(purpose: Purpose) -> None:
    for facts in every(purpose=purpose, is_newer=True):
        ruling, as_known = judge(facts), judge(msgspec.structs.replace(facts, is_newer=False))
        assert ruling.may_write is Allowed.NO, facts
        if purpose not in (Purpose.WRITE, Purpose.CLEAN):
            assert (ruling.may_open, ruling.standing) == (as_known.may_open, as_known.standing), facts
        if as_known.may_write is Allowed.YES:
            assert isinstance(ruling.refusal, UnsupportedVersion), facts


def test_the_agent_lends_nothing_for_another_copy() -> None:
    for facts in every(who=Who.AGENT, purpose=Purpose.READ):
        ruling = judge(facts)
        if ruling.may_open is Allowed.YES:
            assert ruling.standing in (Standing.HOME, Standing.MOVED_AWAY), facts
            assert facts.place in (Place.HERE, Place.NOTHING), facts


def test_no_opening_writes_into_a_copy() -> None:
    for facts in every(purpose=Purpose.READ):
        ruling = judge(facts)
        if ruling.may_write is Allowed.YES:
            assert facts.role in (CopyRole.VAULT, CopyRole.ARCHIVE), facts
            assert not facts.is_moved_away or ruling.standing in (Standing.SUCCESSOR, Standing.ARCHIVE), facts
            assert facts.place is not Place.TWIN or ruling.standing in (Standing.SUCCESSOR, Standing.ARCHIVE), facts


def test_custodians_bring_nothing_back() -> None:
    for who in (Who.EXECUTOR, Who.QUORUM):
        for facts in every(who=who, purpose=Purpose.RESTORE):
            ruling = judge(facts)
            assert ruling.may_open is Allowed.NO, facts
            assert isinstance(ruling.refusal, Refused), facts


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "home: yes, written"),
        ({"place": Place.NOTHING}, "home: yes, written"),
        (NEW, "new here: yes, written"),
        ({"role": CopyRole.BACKUP}, "backup: yes, not written"),
        ({"role": CopyRole.ASIDE}, "aside: yes, not written"),
        ({"role": CopyRole.ARCHIVE, "home": Home.APART}, "archive: yes, written"),
        ({"role": CopyRole.ARCHIVE, "home": Home.NONE}, "home: yes, written"),
        ({"is_moved_away": True}, "moved away: yes, not written"),
        ({"place": Place.TWIN}, "duplicate: yes, not written"),
        ({"place": Place.REPLACED}, "older: RolledBack, not written"),
        ({"course": Course.OLDER}, "older: RolledBack, not written"),
        ({"course": Course.FORKED}, "forked: Diverged, not written"),
        ({"home": Home.APART, "place": Place.UNKNOWN}, "forked: Diverged, not written"),
        ({"home": Home.COVERS, "place": Place.UNKNOWN}, "older: RolledBack, not written"),
        ({"home": Home.COVERED, "place": Place.UNKNOWN}, "new here: yes, written"),
        ({"is_in_place_of_home": True, "home": Home.APART}, "forked: Diverged, not written"),
        ({"is_in_place_of_home": True, "home": Home.COVERS}, "instead: RolledBack, not written"),
        ({"is_in_place_of_home": True, "home": Home.NONE}, "instead: RolledBack, not written"),
        ({"is_in_place_of_home": True, "home": Home.COVERED}, "successor: yes, written"),
        (INSTEAD, "instead: RolledBack, not written"),
        ({"is_unfinished": True}, "unfinished: Refused, not written"),
        ({"memory": Memory.DAMAGED}, "home: IntegrityError, not written"),
        ({"who": Who.AGENT}, "home: yes, written"),
        ({"who": Who.AGENT, "role": CopyRole.BACKUP}, "backup: NoWayIn, not written"),
        ({"who": Who.AGENT, "place": Place.TWIN}, "duplicate: NoWayIn, not written"),
        ({"who": Who.AGENT, "place": Place.UNKNOWN, "home": Home.NONE}, "new here: NoWayIn, not written"),
        ({"who": Who.AGENT, "role": CopyRole.BACKUP, "purpose": Purpose.CLEAN}, "backup: yes, written"),
        ({"who": Who.QUORUM, "purpose": Purpose.RESTORE}, "home: Refused, not written"),
        ({"purpose": Purpose.AS_IT_STANDS, "course": Course.OLDER}, "older: yes, not written"),
    ],
)  # fmt: skip
def test_what_is_said(facts: dict[str, object], expected: str) -> None:
    assert says(**facts) == expected


@pytest.mark.parametrize("standing", COPIES)
def test_the_coach_reads_every_copy_that_is_whole(standing: Standing) -> None:
    found = [facts for facts in every(who=Who.PASSPHRASE, purpose=Purpose.READ) if standing_of(facts) is standing]
    assert found
    assert all(judge(facts).may_open is Allowed.YES for facts in found if facts.memory is not Memory.DAMAGED)


def test_what_is_sealed_anywhere_is_sealed_here_but_for_what_the_newest_copy_reopened_itself() -> None:
    home, backup = judge(known()), judge(known(role=CopyRole.BACKUP))
    assert withheld(home, {1, 2}, {2}) == {1}
    assert withheld(backup, {1, 2}, {2}) == {1, 2}
    assert withheld(Ruling(Standing.OLDER, Allowed.NO, Allowed.NO), {1}, {1}) == {1}


def test_a_refusal_is_raised_only_where_there_is_one() -> None:
    ruling = judge(known(role=CopyRole.BACKUP))
    ruling.require_open()
    with pytest.raises(Refused, match="backup"):
        ruling.require_write()
    with pytest.raises(RolledBack):
        judge(known(course=Course.OLDER)).require_open()
