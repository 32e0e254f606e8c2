"""Naming custodians: what is asked, the words for paper, the sheet, and trying the words."""

from __future__ import annotations

from pathlib import Path

from coachvault.cli.guides.custodian import ask, hand_out, offer
from coachvault.practice.custodian import CustodianRole
from coachvault.services.custody import custodians
from coachvault.services.retirement import retire
from tests.unit.cli.scripted import Scripted

EXECUTOR, READER = CustodianRole.EXECUTOR, CustodianRole.READER
BOOK = ("y", "in the drawer", "on the disk", "Ida, 030 1", "my supervisor")


def test_somebody_is_asked_about_and_the_words_are_shown_once(coach: Scripted) -> None:
    context = coach.types("Dee Frost", "030 2", "dee@example.org", "", *BOOK)
    added = custodians.add(coach.opened(), "maple", EXECUTOR, ask(context, coach.opened()))
    hand_out(context, coach.opened(), added, Path("sheet.txt"))
    (known,) = custodians.list_custodians(coach.opened())
    assert (known.name, known.phone, known.email) == ("Dee Frost", "030 2", "dee@example.org")
    assert custodians.show_handbook(coach.opened()).laptop == "in the drawer"
    said = coach.said()
    for word in added.words:
        assert word in said
        assert word in Path("sheet.txt").read_text()
    assert "in the drawer" in Path("sheet.txt").read_text()


def test_without_a_person_the_words_are_returned_and_never_shown(coach: Scripted) -> None:
    fields = ask(coach.alone(), coach.opened(), {"name": "Dee Frost"})
    added = custodians.add(coach.opened(), "maple", EXECUTOR, fields)
    hand_out(coach.alone(), coach.opened(), added, None)
    said = coach.said()
    assert "It is not written down" in said
    assert len(added.words) == 24
    by_chance = {"laptop", "practice"}  # words of the list that the warning itself has
    assert not any(f" {word}" in said for word in {*added.words} - by_chance if len(word) > 5)


def test_with_a_key_from_elsewhere_there_are_no_words(coach: Scripted) -> None:
    added = custodians.add(coach.opened(), "maple", EXECUTOR, {}, public=b"p" * 32)
    hand_out(coach.types(), coach.opened(), added, Path("sheet.txt"))
    assert not Path("sheet.txt").exists()


def test_what_is_missing_before_a_practice_ends_is_offered(coach: Scripted) -> None:
    opened = coach.opened()
    lines = ["y", "aspen", "", "", "", "", "", "n"]  # an executor, without a handbook
    for code in ("birch", "cedar"):
        lines += ["y", code, "", "", "", "", "", "n"]
    lines += ["n", "2", "n", "n", "n"]
    offer(coach.types(*lines), opened, retire.inspect_practice(opened))
    found = retire.inspect_practice(coach.opened())
    assert [each.code for each in found.executors] == ["aspen"]
    assert {each.code for each in found.readers} == {"birch", "cedar"}
    assert found.quorum == 2


def test_what_cannot_be_taken_is_said_and_the_way_goes_on(coach: Scripted) -> None:
    opened = coach.opened()
    offer(coach.types("y", "heron", "maple", "nowhere/sheet.html", "n", "n"), opened, retire.inspect_practice(opened))
    said = coach.said()
    assert "The code heron is in use" in said
    assert "Make it first" in said
    assert custodians.list_custodians(coach.opened()) == []
