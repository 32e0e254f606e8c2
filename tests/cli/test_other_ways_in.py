"""Changing the ways in through the real command."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.machine import CHEAP, Machine
from tests.cli.terminal import ENTER, Terminal
from tests.fakes import PASSPHRASE, WORDS

NEW = "quiet lantern over the harbour"


def opens(machine: Machine, passphrase: str) -> int:
    file = machine.private("tried", passphrase)
    return machine.run("--passphrase-file", str(file), "client", "list").code


def test_a_script_changes_the_passphrase(practice: Machine) -> None:
    file = practice.private("new", f"{NEW}\n")
    said = practice.run("--json", "passphrase", "change", "--new-passphrase-file", str(file), entry=CHEAP)
    assert said.data == {"changed": True}
    assert (opens(practice, NEW), opens(practice, PASSPHRASE)) == (0, 12)


def test_without_a_new_one_nothing_is_changed(practice: Machine) -> None:
    assert practice.fails("passphrase", "change") == (12, "locked")
    assert opens(practice, PASSPHRASE) == 0


def test_a_script_replaces_a_forgotten_one(practice: Machine) -> None:
    practice.private("passphrase", NEW)
    words = str(practice.words_file())
    assert practice.run("--json", "--words-file", words, "passphrase", "forgot", entry=CHEAP).data == {"changed": True}
    assert (opens(practice, NEW), opens(practice, PASSPHRASE)) == (0, 12)
    assert practice.fails("passphrase", "forgot") == (2, "usage")


def test_a_script_tries_and_renews_the_words(practice: Machine) -> None:
    words = str(practice.words_file())
    assert practice.run("--json", "--words-file", words, "recovery", "test").data == {"recovery_tested": True}
    assert practice.data()["day"]["recovery"] == "tested"
    assert practice.fails("recovery", "test") == (2, "usage")
    new = practice.data("recovery", "renew")
    assert (len(new["recovery_words"]), new["recovery_tested"]) == (24, False)
    assert practice.run("--words-file", words, "client", "list").code == 12
    file = str(practice.private("words", " ".join(new["recovery_words"])))
    assert practice.run("--words-file", file, "client", "list").code == 0


@pytest.mark.needs_terminal
def test_a_forgotten_passphrase_in_a_terminal(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    session = terminal(practice, "passphrase", "forgot", entry=CHEAP)
    for number, word in enumerate(WORDS.split(), start=1):
        session.answers(f"Recovery word {number}: ", word[:4])
    session.answers_in_secret("New passphrase", NEW)
    session.waits_for("Strength: ")
    session.answers_in_secret("The same again", NEW)
    assert session.ends() == 0
    assert "The passphrase is changed." in session.screen
    assert NEW not in session.raw
    assert opens(practice, NEW) == 0


@pytest.mark.needs_terminal
def test_the_passphrase_is_changed_in_a_terminal(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    session = terminal(practice, "passphrase", "change", entry=CHEAP)
    session.unlocks()
    session.answers_in_secret("New passphrase", "riverside")
    session.waits_for("Choose a longer one.")
    session.answers_in_secret("New passphrase", NEW)
    session.answers_in_secret("The same again", NEW)
    assert session.ends() == 0
    assert (opens(practice, NEW), opens(practice, PASSPHRASE)) == (0, 12)


@pytest.mark.needs_terminal
def test_new_words_are_asked_back_in_a_terminal(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    session = terminal(practice, "recovery", "renew")
    session.unlocks()
    session.waits_for("disappears. ")
    session.types(ENTER)
    session.waits_for("Recovery word ")
    assert practice.run("--words-file", str(practice.words_file()), "client", "list").code == 0, "not yet in force"


def test_a_weak_passphrase_from_a_file_is_warned_about_and_taken(practice: Machine) -> None:
    weak = practice.private("weak", "a\n")
    answer = practice.run("--json", "passphrase", "change", "--new-passphrase-file", str(weak), entry=CHEAP)
    assert answer.data == {"changed": True}
    assert "would not protect the vault from a thief" in " ".join(answer.err.split())
    assert practice.run("--passphrase-file", str(weak), "client", "list").code == 0


def types_all_but_the_fifth(session: Terminal) -> None:
    """Types the words with another one, which the list knows too, in the fifth place; then puts it right."""
    for number, word in enumerate(WORDS.split(), start=1):
        session.answers(f"Recovery word {number}: ", "zebr" if number == 5 else word[:4])
    session.waits_for("do not fit together")
    session.shows("5. zebra")
    session.answers("Number of the word to correct: ", "25")
    session.answers("Number of the word to correct: ", "5")
    session.answers("Recovery word 5: ", WORDS.split()[4][:4])


@pytest.mark.needs_terminal
def test_a_wrong_word_among_24_is_corrected_alone(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    session = terminal(practice, "recovery", "test")
    session.unlocks()
    types_all_but_the_fifth(session)
    session.waits_for("The words on the sheet open this vault.")
    assert session.ends() == 0
    assert "→ zebra" in session.raw
    assert "zebra" not in session.screen


@pytest.mark.needs_terminal
def test_a_copy_is_restored_by_words_that_are_typed(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    copy = practice.home / "copy.vault"
    practice.data("backup", "create", str(copy))
    practice.vault.unlink()
    session = terminal(practice, "restore", str(copy), "--by-words", entry=CHEAP)
    types_all_but_the_fifth(session)
    session.answers_in_secret("New passphrase", NEW)
    session.answers_in_secret("The same again: ", NEW)
    session.waits_for("The vault is back.")
    assert session.ends() == 0
    assert opens(practice, NEW) == 0
