"""How a script gives the passphrase or the recovery words, and what happens where it gives neither."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.machine import CHEAP, Answer, Machine
from tests.fakes import PASSPHRASE, WORDS

FILE, COMMAND = "COACHVAULT_PASSPHRASE_FILE", "COACHVAULT_PASSPHRASE_COMMAND"


def tries(machine: Machine, *options: str, **environment: str) -> Answer:
    """Lists the clients with these options and variables, and with no other way in."""
    return machine.run("--json", *options, "client", "list", environment=machine.without_passphrase() | environment)


def says(answer: Answer) -> tuple[int, str]:
    return answer.code, answer.error["code"]


def test_without_any_way_in_it_is_12_with_a_hint(practice: Machine) -> None:
    for options in ((), ("--no-input",)):
        answer = tries(practice, *options)
        assert says(answer) == (12, "locked")
        for way in ("--passphrase-file", "--passphrase-fd", COMMAND):
            assert way in answer.error["hint"]


def test_stdin_is_a_notes_text_and_never_a_passphrase(practice: Machine) -> None:
    answer = practice.run(
        "--json", "note", "add", "heron", typed=f"{PASSPHRASE}\n", environment=practice.without_passphrase()
    )
    assert says(answer) == (12, "locked")


def test_a_file_a_variable_or_a_command_gives_the_passphrase(practice: Machine) -> None:
    file = str(practice.passphrase_file)
    assert tries(practice, "--passphrase-file", file).code == 0
    assert tries(practice, **{FILE: file}).code == 0
    assert tries(practice, **{COMMAND: f"cat '{file}'"}).code == 0


def test_a_descriptor_gives_the_passphrase(practice: Machine) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    words = ("--json", "--passphrase-fd", str(reading), "client", "list")
    answer = practice.run(*words, environment=practice.without_passphrase(), descriptors=(reading,))
    os.close(reading)
    assert len(answer.data["clients"]) == 3


def test_a_descriptor_that_is_closed_is_told(practice: Machine) -> None:
    assert says(tries(practice, "--passphrase-fd", "77")) == (17, "bad_input")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_one_line_end_after_the_passphrase_is_no_part_of_it(end: str, practice: Machine) -> None:
    file = practice.private("other", PASSPHRASE + end)
    assert tries(practice, "--passphrase-file", str(file)).code == 0


@pytest.mark.parametrize("typed", [PASSPHRASE + "\n\n", PASSPHRASE + " ", " " + PASSPHRASE, PASSPHRASE.upper()])
def test_anything_else_is_a_part_of_it(typed: str, practice: Machine) -> None:
    file = practice.private("other", typed)
    answer = tries(practice, "--passphrase-file", str(file))
    assert says(answer) == (12, "locked")
    assert "pass phrase" not in answer.err


@pytest.mark.parametrize("mode", [0o640, 0o644, 0o604, 0o700, 0o666])
def test_a_file_that_is_open_to_others_is_not_taken(mode: int, practice: Machine) -> None:
    file = practice.private("open", PASSPHRASE, mode)
    answer = tries(practice, "--passphrase-file", str(file))
    assert says(answer) == (17, "bad_input")
    assert "chmod 600" in answer.error["hint"]
    assert says(tries(practice, "--words-file", str(practice.private("words", WORDS, mode)))) == (17, "bad_input")


@pytest.mark.parametrize("name", ["missing", "link", "folder", "pipe"])
def test_a_file_that_is_none_is_not_taken(name: str, practice: Machine) -> None:
    path = practice.keys / name
    make = {"link": lambda: path.symlink_to(practice.passphrase_file), "folder": path.mkdir}
    make.get(name, lambda: os.mkfifo(path, 0o600) if name == "pipe" else None)()
    assert says(tries(practice, "--passphrase-file", str(path))) == (17, "bad_input")


def test_an_empty_file_is_no_passphrase(practice: Machine) -> None:
    for typed in ("", "\n"):
        assert says(tries(practice, "--passphrase-file", str(practice.private("empty", typed)))) == (12, "locked")


def test_a_command_that_fails_is_told_and_not_shown(practice: Machine) -> None:
    answer = tries(practice, **{COMMAND: "echo the secret; exit 3"})
    assert says(answer) == (12, "locked")
    assert "3" in answer.error["message"]
    assert "the secret" not in answer.err


def test_the_first_that_applies_counts(practice: Machine) -> None:
    wrong = practice.private("wrong", "another one")
    right = str(practice.passphrase_file)
    assert tries(practice, "--passphrase-file", right, **{FILE: str(wrong), COMMAND: "echo wrong"}).code == 0
    assert says(tries(practice, "--passphrase-file", str(wrong), **{FILE: right})) == (12, "locked")
    assert tries(practice, **{FILE: right, COMMAND: "echo wrong"}).code == 0


@pytest.mark.parametrize(
    "form", [WORDS, f"{WORDS}\n", WORDS.replace(" ", "\n"), WORDS.upper(), f"  {WORDS.replace(' ', '   ')}\n\n"]
)
def test_recovery_words_open_the_vault(form: str, practice: Machine) -> None:
    file = practice.private("sheet", form)
    assert len(tries(practice, "--words-file", str(file)).data["clients"]) == 3


def test_recovery_words_open_what_is_sealed_too(practice: Machine) -> None:
    words = ("--words-file", str(practice.words_file()), "note", "show", "linden/1", "--reason", "asked")
    shown = practice.run("--json", *words, environment=practice.without_passphrase()).data
    assert shown["note"]["body"] == "Sealed session 1."


def test_the_words_of_another_vault_do_not_open_it(practice: Machine, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Machine.new(tmp_path / "other").founds().data["recovery_words"]
    answer = tries(practice, "--words-file", str(practice.private("sheet", " ".join(other))))
    assert says(answer) == (12, "locked")
    assert not any(word in answer.err.split() for word in other if len(word) > 5)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", 17), (" ".join(WORDS.split()[:-1]), 17), (WORDS.replace("abandon", "xylograph"), 17), ("caf\xe9", 17)],
)
def test_words_that_are_none_are_told_and_not_repeated(typed: str, code: int, practice: Machine) -> None:
    answer = tries(practice, "--words-file", str(practice.private("sheet", typed.encode("latin-1"))))
    assert answer.code == code
    assert "xylograph" not in answer.err


def test_the_words_that_init_gave_open_its_vault(machine: Machine) -> None:
    words = machine.founds().data["recovery_words"]
    sheet = machine.private("sheet", " ".join(words))
    assert tries(machine, "--words-file", str(sheet)).data == {"clients": []}


def test_an_init_without_a_way_to_a_passphrase_makes_nothing(machine: Machine) -> None:
    answer = machine.run("--json", "init", entry=CHEAP, environment=machine.without_passphrase())
    assert says(answer) == (12, "locked")
    assert list(machine.files()) == []


@pytest.mark.parametrize(("name", "beginning"), [("a.html", "<!doctype html>"), ("a.txt", "CoachVault: recovery")])
def test_a_sheet_to_print_holds_the_words_and_nothing_replaces_a_file(
    machine: Machine, name: str, beginning: str
) -> None:
    sheet = machine.home / name
    made = machine.founds("--sheet", str(sheet))
    words = made.data["recovery_words"]
    text = sheet.read_text()
    assert text.startswith(beginning)
    assert all(word in text for word in words)
    assert made.data["vault_id"] in text
    assert "print it, then delete it" in made.err
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert machine.fails("recovery", "renew", "--sheet", str(sheet)) == (17, "bad_input")
    assert machine.fails("recovery", "renew", "--sheet", str(machine.home / "no" / name)) == (17, "bad_input")
    assert sheet.read_text() == text
    new = machine.data("recovery", "renew", "--sheet", str(machine.home / f"new-{name}"))["recovery_words"]
    assert all(word in (machine.home / f"new-{name}").read_text() for word in new)


def test_a_sheet_that_cannot_be_written_makes_no_vault(machine: Machine) -> None:
    answer = machine.founds("--sheet", str(machine.home / "no" / "sheet.html"))
    assert answer.code == 17
    assert not machine.vault.exists()
