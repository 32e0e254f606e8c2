"""A statement binds a text to release, recipient, purpose, last day and vault, and six words stand for it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coachvault.crypto.words import word_list
from coachvault.errors import BadInput, Refused
from coachvault.practice.paragraphs import parse_paragraphs
from coachvault.practice.signoff import Proposal, all_of
from coachvault.signoff.statement import FORMAT, fingerprint, sha256, statement, text_sha256
from tests.unit.signoff.mails import PROPOSAL, TEXT

VAULT = bytes(range(16))
EVERYTHING = all_of(PROPOSAL)
WORDS = tuple(fingerprint(statement(VAULT, "R7", PROPOSAL, EVERYTHING)))


def words_of(
    proposal: Proposal, vault: bytes = VAULT, release: str = "R7", approved: tuple[int, ...] = ()
) -> list[str]:
    return fingerprint(statement(vault, release, proposal, approved or all_of(proposal)))


def test_a_statement_is_canonical_json() -> None:
    data = statement(VAULT, "R7", replace(PROPOSAL, purpose='é "two" – ü'), EVERYTHING)
    fields = json.loads(data)
    assert fields == {
        "expires": "2027-02-21",
        "format": FORMAT,
        "purpose": 'é "two" – ü',
        "recipient": "Rosalind Vance, Acme",
        "release": "R7",
        "text_sha256": sha256(TEXT.encode()),
        "vault": VAULT.hex(),
    }
    assert list(fields) == sorted(fields)
    assert b": " not in data
    assert b"\\u" not in data
    assert data == statement(VAULT, "R7", replace(PROPOSAL, purpose='é "two" – ü'), EVERYTHING)


def test_a_fingerprint_is_six_words_of_the_list() -> None:
    assert len(WORDS) == 6
    assert set(WORDS) <= set(word_list())
    assert tuple(words_of(PROPOSAL)) == WORDS


@pytest.mark.parametrize(
    "other",
    [
        replace(PROPOSAL, paragraphs=(*PROPOSAL.paragraphs, "One more.")),
        replace(PROPOSAL, paragraphs=PROPOSAL.paragraphs[:-1]),
        replace(PROPOSAL, paragraphs=PROPOSAL.paragraphs[::-1]),
        replace(PROPOSAL, paragraphs=parse_paragraphs(TEXT.replace("fewer", "Fewer"))),
        replace(PROPOSAL, paragraphs=parse_paragraphs(TEXT.replace("plan, and", "plan,  and"))),
        replace(PROPOSAL, recipient=replace(PROPOSAL.recipient, name="Rosalind Vanse")),
        replace(PROPOSAL, recipient=replace(PROPOSAL.recipient, organisation="")),
        replace(PROPOSAL, purpose="yearly talk."),
        replace(PROPOSAL, expires=PROPOSAL.expires + timedelta(days=1)),
    ],
)
def test_whatever_changes_changes_the_words(other: Proposal) -> None:
    assert words_of(other) != list(WORDS)


def test_another_vault_release_or_choice_of_paragraphs_has_other_words() -> None:
    assert words_of(PROPOSAL, vault=bytes(16)) != list(WORDS)
    assert words_of(PROPOSAL, release="R8") != list(WORDS)
    assert words_of(PROPOSAL, approved=(1, 2, 3)) != list(WORDS)
    assert text_sha256(PROPOSAL, (1,)) != text_sha256(PROPOSAL, EVERYTHING)
    with pytest.raises(Refused):
        statement(VAULT, "R7", PROPOSAL, (2, 1))


@given(one=st.text(min_size=1, max_size=30), two=st.text(min_size=1, max_size=30), day=st.dates(date(2026, 1, 1)))
def test_two_proposals_have_one_statement_only_if_they_say_the_same(one: str, two: str, day: date) -> None:
    try:
        first = replace(PROPOSAL, purpose=one, expires=day)
        second = replace(PROPOSAL, purpose=two, expires=day)
    except BadInput:
        return
    same = statement(VAULT, "R7", first, EVERYTHING) == statement(VAULT, "R7", second, EVERYTHING)
    assert same == (one == two)
