"""The result of the options before a command: where the vault is, who can be asked, what the answer looks like."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.surroundings import Surroundings
from coachvault.cli.terminal.output import Output, Reply
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.terminal.prompts import Prompts

if TYPE_CHECKING:
    from coachvault.services.core.open_vault import Setting


class Context(msgspec.Struct, frozen=True):
    """The context of one command.

    Args:
        vault_path: The vault's file.
        as_json: Answers as JSON.
        no_input: Nothing is asked.
        only_reads: The vault is open read-only, and nothing is written.
        surroundings: The world around the command.
        output: Writes to the terminal.
        prompts: Asks at the terminal.
        passphrase_source: The ways in that were offered.
        run: Runs another command in other surroundings.
        words: The words by which the command was called, such as `note add`.
    """

    vault_path: Path
    as_json: bool
    no_input: bool
    only_reads: bool
    surroundings: Surroundings
    output: Output
    prompts: Prompts
    passphrase_source: PassphraseSource
    run: Callable[[list[str], Surroundings], int]
    words: str = "day"

    def show(self, reply: Reply[Any]) -> None:
        """Shows the result of the command; most commands return it instead."""
        self.output.show(self.words, reply)

    @property
    def setting(self) -> Setting:
        """Where the vault is opened, and what surrounds it."""
        from coachvault.services.core.open_vault import Setting  # loaded only by commands that open a vault

        around = self.surroundings
        return Setting(self.vault_path, around.state_folder, around.clock, self.only_reads)

    @property
    def interactive(self) -> bool:
        """Whether a person is at a terminal and wants to be asked."""
        return not self.no_input and not self.as_json and sys.stdin.isatty() and sys.stderr.isatty()

    def need_person(self, instead: str) -> None:
        """Makes sure that somebody can be asked.

        Args:
            instead: The option or argument that gives the answer if nobody can be asked.

        Raises:
            UsageError: Nobody can.
        """
        if not self.interactive:
            raise UsageError(f"Nobody can be asked here: {instead} is missing.", "`--help` shows how to give it.")

    def confirm_word(self, word: str, given: str) -> None:
        """Makes sure that a step that cannot be undone is intended: a word has to be typed.

        Args:
            word: The word, such as the client's code.
            given: The value of `--confirm`.

        Raises:
            UsageError: A different word was given, or none was and nobody can be asked.
        """
        if not given and not self.interactive:
            raise UsageError("This cannot be undone: it requires a confirmation.", f"Add `--confirm {word}`.")
        typed = given or self.prompts.ask(f"Type {word} to go on", "")
        if typed.strip().lower() != word:
            raise UsageError("That is not the word; nothing was changed.")

    def stdin_line(self) -> str:
        """Returns one line of stdin, without its end."""
        return sys.stdin.readline().rstrip("\r\n")
