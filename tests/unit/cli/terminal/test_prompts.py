"""Questions, answered line by line. (What a terminal shows, and the editing of texts: tests/cli.)"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.terminal.output import Output
from coachvault.cli.terminal.prompts import Prompts
from tests.unit.cli.terminals import at_a_terminal

CLIENTS = [("heron", "Ada Marsh"), ("wren", "Bea Cole"), ("linden", "Zoë Straße"), ("own", "")]
WORDS = ["abandon", "ability", "act", "action", "actor"]


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Prompts:
    at_a_terminal(monkeypatch, "".join(f"{line}\n" for line in lines))
    return Prompts(Output(), plain=True)


@pytest.mark.parametrize(("typed", "answer"), [("", "ready"), ("  typed ", "typed")])
def test_enter_takes_what_is_ready(typed: str, answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typing(monkeypatch, typed).ask("Name", "ready") == answer


def test_questions_stand_on_stderr_and_are_clean(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, "").ask("Name", "\x1b]52;c;x\x07Ada")
    assert capfd.readouterr() == ("", "Name []52;c;xAda]: ")


@pytest.mark.parametrize(
    ("typed", "default", "answer"),
    [
        (["y"], False, True),
        (["No"], True, False),
        ([""], True, True),
        ([""], False, False),
        (["hm", "yes"], False, True),
    ],
)
def test_yes_or_no(typed: list[str], default: bool, answer: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typing(monkeypatch, *typed).confirm("Sure?", default=default) is answer


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ([""], "heron"),
        (["2"], "wren"),
        (["wren"], "wren"),
        (["HER"], "heron"),
        (["cole"], "wren"),
        (["STRASSE"], "linden"),
        (["nobody", "wren"], "wren"),
        (["5", "1"], "heron"),
        (["²", "1"], "heron"),
        (["٣"], "linden"),
        (["e", "2"], "wren"),
        (["n", "own"], "own"),
        (["n", "zoë"], "linden"),
    ],
)
def test_one_of_several(typed: list[str], chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typing(monkeypatch, *typed).choose("Which client?", CLIENTS) == chosen


@pytest.mark.parametrize(("typed", "chosen"), [("2", "2"), ("3", "3"), ("1", "2")])
def test_an_answer_that_is_a_number_is_meant_before_its_place_in_the_list(
    typed: str, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typing(monkeypatch, typed).choose("How many readers?", [("2", ""), ("3", "")]) == chosen


def test_what_was_chosen_is_shown_back(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    typing(monkeypatch, "her").choose("Which client?", CLIENTS)
    assert capfd.readouterr().err.endswith("→ heron · Ada Marsh\n")


def test_a_long_list_says_how_many_more_there_are(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    many = [(f"code{number:02}", "") for number in range(1, 31)]
    assert typing(monkeypatch, "code30").choose("Which?", many) == "code30"
    assert "and 18 more" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (["abandon"], "abandon"),
        (["ABAN"], "abandon"),
        (["act"], "act"),
        (["acti"], "action"),
        (["aba", "abil"], "ability"),
        (["abandoned", "actor"], "actor"),
        (["", "zebra", "act"], "act"),
    ],
)
def test_four_letters_of_a_recovery_word_are_enough(
    typed: list[str], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typing(monkeypatch, *typed).ask_word("Recovery word 7", WORDS) == word


def test_a_reason_is_asked_with_what_becomes_of_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert typing(monkeypatch, "a follow-up").ask_reason() == "a follow-up"
    assert "register" in capfd.readouterr().err


def test_lines_are_taken_as_they_are_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typing(monkeypatch, "one", ".", "", " two").multiline("") == "one\n.\n\n two\n"


@pytest.mark.parametrize(("typed", "text"), [([], "the old text"), (["the new one"], "the new one\n")])
def test_a_text_that_is_not_typed_anew_stays(typed: list[str], text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typing(monkeypatch, *typed).multiline("the old text") == text


def test_the_end_of_input_leaves_any_question(monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = typing(monkeypatch)
    every: list[Callable[[], object]] = [
        lambda: prompts.ask("Name", "ready"),
        lambda: prompts.confirm("Sure?", default=True),
        lambda: prompts.choose("Which?", CLIENTS),
        lambda: prompts.ask_word("Word 1", WORDS),
        prompts.ask_reason,
    ]
    for ask in every:
        with pytest.raises(KeyboardInterrupt):
            ask()


@pytest.mark.parametrize("deaf", ["stdin", "stderr"])
def test_nobody_is_asked_without_a_terminal(deaf: str, monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = typing(monkeypatch, "typed")
    monkeypatch.setattr(type(getattr(sys, deaf)), "isatty", lambda _: False)
    every: list[Callable[[], object]] = [lambda: prompts.ask("Name", ""), lambda: prompts.multiline("")]
    for ask in every:
        with pytest.raises(UsageError):
            ask()


def test_who_must_not_be_asked_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "typed")
    with pytest.raises(UsageError):
        Prompts(Output(), may_ask=False).ask("Name", "")
