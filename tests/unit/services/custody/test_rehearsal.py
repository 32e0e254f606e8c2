"""A rehearsal tells what the words of a custodian open, and opens nothing."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from coachvault.crypto.sealing import key_pair_from_seed
from coachvault.crypto.words import parse_words
from coachvault.errors import BadInput, Refused
from coachvault.practice.register import Event
from coachvault.render.as_text import custodians as custodians_text
from coachvault.services.custody import custodians
from coachvault.services.custody.rehearsal import RehearsalProof
from coachvault.services.records.register import list_entries
from coachvault.vault.slots import SlotKind
from tests.fakes import WORDS, Practice, filled_practice
from tests.unit.services.custody.test_custodians import EXECUTOR, READER, added, with_readers


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_rehearsal_proves_the_words_and_opens_nothing_else(practice: Practice) -> None:
    executor, readers = added(practice, "maple", EXECUTOR), with_readers(practice, 2, 2)
    practice.clock.pass_days(1)
    assert custodians.test(practice.open(), "maple", executor).custodian.tested_on == date(2026, 11, 24)
    assert custodians.test(practice.open(), "reader-1", readers[1]).custodian.tested_on
    for code, words in (("maple", readers[0]), ("reader-0", readers[1]), ("maple", WORDS)):
        with pytest.raises(Refused, match="not those of"):
            custodians.test(practice.open(), code, words)
    with pytest.raises(BadInput):
        custodians.test(practice.open(), "maple", "no words at all")
    tested = [entry.subject for entry in list_entries(practice.open()) if entry.event is Event.CUSTODIAN_TESTED]
    assert tested == ["maple", "reader-1"]


def rehearsed(practice: Practice, words: list[str]) -> dict[str, tuple[RehearsalProof, int]]:
    """What a rehearsal of each reader proves."""
    found = [custodians.test(practice.open(), f"reader-{number}", each) for number, each in enumerate(words)]
    return {each.custodian.code: (each.proof, each.seals) for each in found}


@pytest.mark.parametrize(("count", "quorum"), [(2, 2), (3, 2), (3, 3), (5, 3)])
def test_a_readers_rehearsal_opens_the_first_seals_and_says_where_there_are_none(
    count: int, quorum: int, practice: Practice
) -> None:
    words = with_readers(practice, count, quorum)
    publics = sorted(key_pair_from_seed(parse_words(each)).public for each in words)
    for number, found in enumerate(rehearsed(practice, words).values()):
        rank = publics.index(key_pair_from_seed(parse_words(words[number])).public)
        seals = sum(1 for chosen in combinations(range(count), quorum) if chosen[0] == rank)
        assert found == (RehearsalProof.FIRST_SEAL if seals else RehearsalProof.WORDS, seals)


def test_without_a_quorum_a_rehearsal_says_that_the_words_open_nothing(practice: Practice) -> None:
    words = [added(practice, f"reader-{number}", READER) for number in range(2)]
    found = custodians.test(practice.open(), "reader-0", words[0])
    assert found.proof is RehearsalProof.NO_QUORUM
    assert "open nothing yet" in custodians_text.rehearsal(found)


def test_a_reader_whose_way_in_is_gone_is_told_so(practice: Practice) -> None:
    words = with_readers(practice, 2, 2)
    opened = practice.open()
    with opened.vault.change("mischief", opened.now()) as change:
        change.replace_slots(SlotKind.READERS)
    for number, each in enumerate(words):
        with pytest.raises(Refused, match="way in is not there"):
            custodians.test(practice.open(), f"reader-{number}", each)
