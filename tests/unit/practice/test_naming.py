"""Names taken apart, and the places in a text that name somebody."""

from __future__ import annotations

import pytest

from coachvault.practice.naming import Mention, Roster, name_of, organisations_in, outermost
from coachvault.practice.wording import read

BO, ADA = name_of("Bo Petersen"), name_of("Ada Lindqvist")


def places(text: str, *known: str) -> list[tuple[str, tuple[int, ...]]]:
    reading = read(text)
    mentions = Roster([BO, ADA], ["wren", "blue-teal"]).mentions(reading, [name_of(each) for each in known])
    return [(reading.text[each.start : each.stop], each.who) for each in mentions]


@pytest.mark.parametrize(
    ("name", "parts", "beside"),
    [
        ("Ada Lindqvist", ("ada", "lindqvist"), set()),
        ("Dr. Bo van der Petersen", ("bo", "petersen"), {"dr", "van", "der"}),
        ("Bo Bo Petersen", ("bo", "petersen"), set()),
        ("Dr. van der", (), {"dr", "van", "der"}),
        ("J.", (), set()),
        ("", (), set()),
    ],
)
def test_titles_and_particles_do_not_name(name: str, parts: tuple[str, ...], beside: set[str]) -> None:
    assert name_of(name).parts == parts
    assert set(name_of(name).affixes) == beside


def test_a_name_is_also_written_in_one_word_and_in_the_genitive() -> None:
    ways = name_of("Anna-Lena Roth").ways
    assert {"anna", "lena", "roth", "annalena", "lenas", "roths"} <= set(ways)
    assert ways["annalena"] == {0, 1}


def test_only_scripts_without_spaces_have_a_whole() -> None:
    assert (name_of("李明").whole, name_of("李").whole, BO.whole) == ("李明", "", "")


def test_an_initial_is_a_capital_letter_that_stands_alone() -> None:
    initial, small, after_apostrophe = read("P. p O'P").words[0], read("p").words[0], read("O'P").words[1]
    assert [BO.begun_by(word) for word in (initial, small, after_apostrophe)] == [True, False, False]
    assert not ADA.begun_by(initial)


def test_a_mention_holds_all_the_words_of_the_name() -> None:
    assert places("Then B. Petersen came, and Petersen, Bo went.") == [("B. Petersen", (0,)), ("Petersen, Bo", (0,))]


def test_a_code_is_found_as_a_whole_word() -> None:
    assert places("wren and wrens; blue-teal, blue teal") == [("wren", (0,)), ("blue-teal", (1,))]
    assert [each.by_code for each in Roster([BO], ["wren"]).mentions(read("wren"), [])] == [True]


def test_what_a_known_name_explains_is_no_mention() -> None:
    assert places("Petersen came.") != []
    assert places("Petersen came.", "Cy Petersen") == []
    assert places("Bo Petersen came.", "Cy Petersen") == [("Bo Petersen", (0,))]


def test_who_share_a_name_are_one_mention() -> None:
    (mention,) = Roster([BO, name_of("Cy Petersen")]).mentions(read("Petersen"), [])
    assert mention.who == (0, 1)


@pytest.mark.parametrize(
    ("text", "in_full", "found"),
    [
        ("at Nordwind Werke", False, ["nordwind werke"]),
        ("Nordwind pays", False, ["nordwind"]),
        ("Nordwind pays", True, []),
        ("nordwind pays", False, []),
        ("Nordwinds Plan", False, ["nordwind"]),
    ],
)
def test_an_organisation_is_found_without_its_legal_form(text: str, in_full: bool, found: list[str]) -> None:
    things = {each.thing for each in organisations_in(read(text), ["Nordwind Werke GmbH"], in_full=in_full)}
    assert things == set(found)


def test_what_lies_inside_a_longer_mention_goes() -> None:
    long, inside, same, later = (
        Mention((0,), 0, 11, "bo petersen"),
        Mention((1,), 3, 11, "petersen"),
        Mention((2,), 0, 11, "bo petersen"),
        Mention((0,), 20, 28, "petersen"),
    )
    assert outermost([later, inside, long, same]) == [long, same, later]
    assert later.place == (20, 28)
