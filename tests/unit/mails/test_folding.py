"""Of a text the words are left, and the signs that no program exchanges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.mails.folding import damaged, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a – b", "a - b"),
        ("a -- b", "a \u2014 b"),
        ("“so”", '"so"'),
        ("it’s", "it's"),
        ("… and", "... and"),
        ("• one", "- one"),
        ("*one*", "one"),
        ("one\u00a0two", "one two"),
        ("we\u200bek", "week"),
        ("quar\u00adter", "quarter"),
        ("see https://a.example", "see https://a.example <https://a.example>"),
        ("ﬁne", "fine"),
        ("一二", "一 二"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_programs_exchange_is_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fewer", "fewer not"),
        ("May", "may"),
        ("5", "-5"),
        ("yes.", "yes?"),
        ("Jörg", "Jorg"),
        ("a b", "ab"),
        ("so!", "so."),
    ],
)
def test_what_a_person_changes_is_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_no_letter_disappears(text: str) -> None:
    assert sum(map(str.isalnum, "".join(fold(text)))) >= 1


def test_letters_that_a_charset_has_not_are_expected_as_it_leaves_them() -> None:
    found = set(damaged("Jörg Weiß asks"))
    assert {
        "J?rg Wei? asks",
        "J\ufffdrg Wei\ufffd asks",
        "J\ufffd\ufffdrg Wei\ufffd\ufffd asks",
        "J??rg Wei?? asks",
    } <= found
    assert "JÃ¶rg WeiÃŸ asks" in found


def test_a_text_of_which_little_would_be_left_is_expected_whole() -> None:
    assert "??? a" not in set(damaged("声声声 a"))
