"""A passphrase comes from the first way that applies, without one trailing line end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coachvault.cli.terminal import passphrase as ways
from coachvault.cli.terminal.output import Output
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.terminal.prompts import Prompts
from coachvault.errors import BadInput, CoachVaultError, Locked

Write = Callable[[bytes], str]


class Typing(Prompts):
    """A person who types these answers, and then ends the input."""

    def __init__(self, *answers: str) -> None:
        super().__init__(Output())
        self._answers = list(answers)

    def ask_secret(self, question: str) -> str:
        if not self._answers:
            raise EOFError
        return self._answers.pop(0)


def source(
    *typed: str, descriptor: int | None = None, file: str = "", words: tuple[str, ...] = (), may_ask: bool = True
) -> PassphraseSource:
    return PassphraseSource(Typing(*typed), may_ask, descriptor, file, words)


def pipe(data: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading


def judge(typed: str) -> tuple[str, bool]:
    return f"{len(typed)} signs", len(typed) >= 8


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(data: bytes) -> str:
        path = tmp_path / "file"
        path.touch(0o600)
        path.write_bytes(data)
        return str(path)

    return write_file


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "_terminal_is_there", lambda: True)


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "_terminal_is_there", lambda: False)


def test_the_first_that_applies_counts(write: Write, terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(b"from the file")
    asked = source("typed", may_ask=True)
    assert asked.passphrase() == "typed"
    monkeypatch.setenv(ways.COMMAND_VARIABLE, "echo from the command")
    assert source("typed").passphrase() == "from the command"
    monkeypatch.setenv(ways.FILE_VARIABLE, file)
    assert source("typed").passphrase() == "from the file"
    assert source("typed", descriptor=pipe(b"from the descriptor"), file=file).passphrase() == "from the descriptor"


def test_the_option_counts_before_the_variable(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ways.FILE_VARIABLE, str(tmp_path / "another"))
    assert source(file=write(b"named")).passphrase() == "named"


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (b"a phrase", "a phrase"),
        (b"a phrase\n", "a phrase"),
        (b"a phrase\r\n", "a phrase"),
        (b"a phrase\n\n", "a phrase\n"),
        (b"a phrase\r", "a phrase\r"),
        (b" a phrase ", " a phrase "),
        ("Zoë 漢字\n".encode(), "Zoë 漢字"),
        (b"x" * ways.LARGEST_BYTES, "x" * ways.LARGEST_BYTES),
    ],
)
def test_one_line_end_is_removed_and_nothing_else(data: bytes, passphrase: str, write: Write) -> None:
    assert source(file=write(data)).passphrase() == passphrase
    assert source(descriptor=pipe(data)).passphrase() == passphrase


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Locked),
        (b"\n", Locked),
        (b"\xff\xfe", BadInput),
        (b"x" * (ways.LARGEST_BYTES + 1), BadInput),
    ],
)
def test_what_is_no_passphrase_is_refused(data: bytes, error: type[CoachVaultError], write: Write) -> None:
    with pytest.raises(error):
        source(file=write(data)).passphrase()
    with pytest.raises(error):
        source(descriptor=pipe(data)).passphrase()


def test_a_file_that_others_can_read_is_refused(write: Write) -> None:
    file = write(b"a phrase")
    Path(file).chmod(0o640)
    with pytest.raises(BadInput):
        source(file=file).passphrase()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        source(file=str(tmp_path / "none")).passphrase()


@pytest.mark.parametrize("descriptor", [-1, 2**40, 987])
def test_a_descriptor_that_is_none_is_told(descriptor: int) -> None:
    with pytest.raises(BadInput, match="--passphrase-fd"):
        source(descriptor=descriptor).passphrase()


def test_a_descriptor_for_writing_is_told() -> None:
    reading, writing = os.pipe()
    with pytest.raises(BadInput, match="--passphrase-fd"):
        source(descriptor=writing).passphrase()
    os.close(reading)


@pytest.mark.parametrize(
    ("command", "error"),
    [("exit 3", Locked), ("true", Locked), ("no-such-program", Locked), ("head -c 5000 /dev/zero", BadInput)],
)
def test_a_command_that_gives_none_is_told(
    command: str, error: type[CoachVaultError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ways.COMMAND_VARIABLE, command)
    with pytest.raises(error):
        source().passphrase()


def test_the_command_hears_nothing_and_may_talk(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ways.COMMAND_VARIABLE, "cat; echo touch the key >&2; echo a phrase")
    assert source().passphrase() == "a phrase"
    assert capfd.readouterr().err == "touch the key\n"


def test_nobody_is_asked_twice(terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = source("typed")
    assert asked.passphrase() == asked.passphrase() == "typed"
    given = source(descriptor=pipe(b"given"))
    assert given.passphrase() == given.passphrase() == "given"


@pytest.mark.parametrize("typed", [[], [""]])
def test_a_prompt_without_an_answer_leaves_the_vault_locked(typed: list[str], terminal: None) -> None:
    with pytest.raises(Locked, match="typed"):
        source(*typed).passphrase()


def test_without_a_way_the_hint_names_them_all(no_terminal: None) -> None:
    for ask in (source("x").passphrase, lambda: source("x").new_passphrase(judge)):
        with pytest.raises(Locked) as caught:
            ask()
        for way in ("--passphrase-file", "--passphrase-fd", ways.COMMAND_VARIABLE, "terminal"):
            assert way in caught.value.hint


def test_who_must_not_be_asked_is_not(terminal: None) -> None:
    with pytest.raises(Locked):
        source("typed", may_ask=False).passphrase()


def test_a_new_one_is_typed_twice_until_it_is_strong_and_the_same(
    terminal: None, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = source("short", "", "long enough", "long enuogh", "long enough", "long enough", "left over")
    assert asked.new_passphrase(judge) == "long enough"
    said = capfd.readouterr().err
    assert said.count("5 signs") == 1
    assert said.count("would not protect") == 1
    assert said.count("Write it down") == 1
    assert said.count("not the same") == 1
    assert "long" not in said.replace("longer", "")


def test_a_new_one_that_is_given_is_taken_and_a_weak_one_warned_about(
    write: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    assert source(file=write(b"long enough\n")).new_passphrase(judge) == "long enough"
    assert capfd.readouterr().err == ""
    assert source(file=write(b"given\n")).new_passphrase(judge) == "given"
    said = capfd.readouterr().err
    assert said.startswith("coachvault: warning: 5 signs")
    assert "would not protect" in said.replace("\n", " ")
    assert "given" not in said


def test_words_come_from_their_files(write: Write) -> None:
    assert source(words=(write(b"abandon ability\n"),)).words() == ("abandon ability",)
    assert source().words() == ()


@pytest.mark.parametrize("data", [b"", b" \n", b"\xff"])
def test_files_without_words_are_told_as_such(data: bytes, write: Write) -> None:
    with pytest.raises(BadInput, match="recovery words"):
        source(words=(write(data),)).words()


def test_nothing_that_was_given_is_shown_by_mistake() -> None:
    given = source(descriptor=pipe(b"a secret phrase"))
    given.passphrase()
    assert "a secret phrase" not in repr(given)


def test_where_stdin_and_stderr_are_no_terminals_nobody_is_asked() -> None:
    assert not sys.stderr.isatty()
    assert not ways._terminal_is_there()
