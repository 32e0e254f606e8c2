"""Who may be asked, and what is meant seriously."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coachvault.cli.app import main
from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input import reading
from coachvault.cli.surroundings import Surroundings
from coachvault.cli.terminal.output import Output
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.terminal.prompts import Prompts
from coachvault.errors import Refused
from tests.fakes import FakeClock
from tests.unit.cli.terminals import at_a_terminal


def context(*, as_json: bool = False, no_input: bool = False, only_reads: bool = False) -> Context:
    output = Output(as_json=as_json)
    prompts = Prompts(output, plain=True)
    surroundings = Surroundings(Path("state"), Path("vault"), FakeClock())
    source = PassphraseSource(prompts, not no_input)
    return Context(Path("vault"), as_json, no_input, only_reads, surroundings, output, prompts, source, main)


def test_somebody_at_a_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not context().interactive
    at_a_terminal(monkeypatch)
    assert context().interactive
    context().need_person("the client's code")


@pytest.mark.parametrize("options", [{"as_json": True}, {"no_input": True}])
def test_nobody_is_asked_who_said_so(options: dict[str, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)
    assert not context(**options).interactive


def test_what_is_missing_is_named() -> None:
    with pytest.raises(UsageError, match="the client's code is missing"):
        context().need_person("the client's code")


@pytest.mark.parametrize("given", ["heron", " HERON "])
def test_a_step_without_return_is_confirmed_by_its_word(given: str) -> None:
    context().confirm_word("heron", given)


def test_a_step_without_return_is_confirmed_by_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, "heron\nyes\n\n")
    context().confirm_word("heron", "")
    for _ in range(2):
        with pytest.raises(UsageError, match="nothing was changed"):
            context().confirm_word("heron", "")


def test_without_a_terminal_the_word_must_be_given() -> None:
    with pytest.raises(UsageError) as caught:
        context().confirm_word("heron", "")
    assert "--confirm heron" in caught.value.hint
    with pytest.raises(UsageError):
        context().confirm_word("heron", "wren")


def test_one_line_comes_from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("the weekly meeting\r\nmore"))
    assert context().stdin_line() == "the weekly meeting"


@pytest.mark.parametrize(
    "typed",
    [
        reading.read_body,
        lambda asking: reading.ask_fields(asking, (("name", "Name"),), {}),
        lambda asking: reading.read_reason(asking, None),
    ],
)
def test_nothing_is_typed_for_a_vault_that_is_only_read(
    typed: Callable[[Context], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    with pytest.raises(Refused, match="read-only"):
        typed(context(only_reads=True))
