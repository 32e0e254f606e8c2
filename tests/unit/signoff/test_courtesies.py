"""What is surely courtesy, a name or a signature, and what may mean something."""

from __future__ import annotations

import pytest

from coachvault.signoff.courtesies import is_courtesy, is_name, is_signature_line, is_signature_mark, is_signed_name


@pytest.mark.parametrize(
    "line", ["Hi Kim,", "Sehr geehrte Frau Dr. Vale,", "Thanks!", "LG", "-----", "Sent from my iPhone", "Hola Kim:"]
)
def test_a_greeting_thanks_a_rule_and_a_telephones_line_are_courtesy(line: str) -> None:
    assert is_courtesy(line)


@pytest.mark.parametrize(
    "line",
    [
        "Hi Kim, not yet",
        "Hi Kim Vale Of Acme Ltd",
        "hi kim",
        "Thanks, but wait",
        "Sent from my heart without it",
        "Sent from Outlook please change it",
        "Yes.",
        "",
    ],
)
def test_whatever_else_stands_there_is_none(line: str) -> None:
    assert not is_courtesy(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada", True),
        ("marsh, ada", True),
        ("A. Marsh", True),
        ("AM", True),
        ("A.M.", True),
        ("am", False),
        ("Ada Vale", False),
        ("A.X.", False),
        ("", False),
        ("–", False),
    ],
)
def test_a_name_is_words_of_it_or_initials_in_capitals(line: str, expected: bool) -> None:
    assert is_name(line, "Ada Marsh") is expected


@pytest.mark.parametrize(("name", "line"), [("", "Ada"), ("Nora Olsen", "No"), ("Ina Falls", "If")])
def test_a_word_that_limits_is_no_name(name: str, line: str) -> None:
    assert not is_name(line, name)


def test_the_mark_of_a_signature_stands_alone() -> None:
    assert [is_signature_mark(line) for line in ("-- ", "--", "---", " --", "-- x")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dr. Ada Marsh", True),
        ("Head of Logistics, Acme Ltd", True),
        ("Tel. +43 732 123456", True),
        ("ada@acme.example", True),
        ("www.acme.example", True),
        ("Please leave this out", False),
        ("Without Acme", False),
        ("NOT FOR ACME PLEASE", False),
        ("One Two Three Four Five Six Seven Eight Nine Ten", False),
    ],
)
def test_a_line_of_a_signature_names_and_wishes_nothing(line: str, expected: bool) -> None:
    assert is_signature_line(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada Marsh", True),
        ("Marsh Coaching Linz", True),
        ("Ada Marsh Of Linz", False),
        ("ADA", False),
        ("ada", False),
        ("No", False),
    ],
)
def test_a_signed_name_has_three_words_at_most(line: str, expected: bool) -> None:
    assert is_signed_name(line) is expected
