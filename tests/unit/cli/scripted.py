"""Somebody at a terminal who types what a test says, before a practice of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.app import main
from coachvault.cli.context import Context
from coachvault.cli.surroundings import Surroundings
from coachvault.cli.terminal.output import Output
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.terminal.prompts import Prompts
from coachvault.services.core.open_vault import OpenVault
from tests.fakes import TESTING, WORDS, Practice, empty_practice, filled_practice
from tests.unit.cli.terminals import at_a_terminal


class Scripted:
    """A practice, and whoever sits before it.

    Args:
        practice: The practice.
        patch: Puts them at a terminal.
        captured: What the terminal shows.
        words_file: The recovery words, by which commands open the vault.
    """

    def __init__(
        self, practice: Practice, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str], words_file: Path
    ) -> None:
        self.practice, self._patch, self._captured = practice, patch, captured
        self.words_file = words_file
        patch.setenv("COACHVAULT_AGENT", "off")
        for name in ("VISUAL", "EDITOR"):
            patch.delenv(name, raising=False)

    @classmethod
    def filled(cls, folder: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> Scripted:
        """Before the practice of `filled_practice`, and in an empty folder."""
        return cls(filled_practice(folder / "practice"), patch, captured, _words_file(folder, patch))

    @classmethod
    def empty(cls, folder: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> Scripted:
        """Before a practice on its first day, and in an empty folder."""
        return cls(empty_practice(folder / "first day"), patch, captured, _words_file(folder, patch))

    def opened(self) -> OpenVault:
        return self.practice.open()

    def types(self, *lines: str, only_reads: bool = False) -> Context:
        """Returns the context of a command in which these lines are typed; behind the last one the input ends."""
        at_a_terminal(self._patch, "".join(f"{line}\n" for line in lines))
        return self._context(only_reads=only_reads)

    def alone(self, *, as_json: bool = True) -> Context:
        """Returns the context of a command that asks nobody."""
        return self._context(as_json=as_json, no_input=True)

    def _context(self, *, as_json: bool = False, no_input: bool = False, only_reads: bool = False) -> Context:
        setting, output = self.practice.setting, Output(as_json=as_json, plain=True)
        prompts = Prompts(output, plain=True, may_ask=not no_input)
        source = PassphraseSource(prompts, may_ask=False, words_files=(str(self.words_file),), reads_variables=False)
        around = Surroundings(setting.state_folder, setting.vault_path, setting.clock, TESTING)
        return Context(setting.vault_path, as_json, no_input, only_reads, around, output, prompts, source, main)

    def said(self) -> str:
        """Returns what was asked and said since this was last looked at."""
        return self._captured.readouterr().err

    def shown(self) -> str:
        """Returns what was shown on stdout since this was last looked at."""
        return self._captured.readouterr().out


def _words_file(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    here = folder / "desk"
    here.mkdir(mode=0o700, exist_ok=True)
    patch.chdir(here)
    path = folder / "words"
    path.touch(0o600)
    path.write_text(WORDS)
    return path
