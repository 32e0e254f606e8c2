"""Where a passphrase comes from: a descriptor, a file, a command, or a prompt without echo. Never an argument.

The first that applies is used. Its passphrase is remembered for the rest of the process, so that nobody is asked twice.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coachvault.cli.terminal.prompts import Prompts
from coachvault.errors import BadInput, Locked, NoWayIn
from coachvault.system.files import read_private

LARGEST_BYTES = 4096
MOST_TRIES = 3
FILE_VARIABLE = "COACHVAULT_PASSPHRASE_FILE"
COMMAND_VARIABLE = "COACHVAULT_PASSPHRASE_COMMAND"
_WEAK = "That would not protect the vault from a thief."
_WAYS = (
    "Give --passphrase-file FILE (mode 0600), --passphrase-fd N or COACHVAULT_PASSPHRASE_COMMAND,"
    " or run it in a terminal."
)


@dataclass
class PassphraseSource:
    """The sources of a passphrase that were given.

    Args:
        prompts: Asks at the terminal.
        may_ask: Whether a person may be asked.
        descriptor: `--passphrase-fd`.
        file: `--passphrase-file`, or nothing.
        words_files: `--words-file`, each with one set of recovery words.
        reads_variables: Whether environment variables name further sources.
        announcement: What is said before the passphrase is asked for at the prompt.
    """

    prompts: Prompts
    may_ask: bool
    descriptor: int | None = None
    file: str = ""
    words_files: tuple[str, ...] = ()
    reads_variables: bool = True
    announcement: str = ""
    _known: str | None = field(default=None, repr=False)
    _tries: int = 0

    def passphrase(self) -> str:
        """Returns the passphrase.

        Raises:
            Locked: No source has it.
            BadInput: A file with it can be read by others, or it is not UTF-8.
        """
        if self._known is None:
            given = self._given()
            self._known = self._typed() if given is None else given
        return self._known

    @property
    def was_typed(self) -> bool:
        """Whether the passphrase was typed at the prompt."""
        return self._tries > 0

    def try_again(self) -> bool:
        """Forgets a wrong passphrase, and returns whether it may be asked for once more."""
        if not 0 < self._tries < MOST_TRIES:
            return False
        self._known = None
        self.prompts.say("That is not the passphrase.")
        return True

    def new_passphrase(self, judge: Callable[[str], tuple[str, bool]]) -> str:
        """Returns a new passphrase: as given, with a warning if it is weak, or typed twice at the prompt.

        Args:
            judge: Says how hard a passphrase is to guess, and whether that is enough.

        Raises:
            Locked: No source has it.
        """
        given = self._given()
        if given is not None:
            verdict, enough = judge(given)
            if not enough:
                self.prompts.warn(
                    f"{verdict} {_WEAK} It was accepted all the same; `passphrase change` sets a longer one."
                )
            return given
        while True:
            typed = self._asked("New passphrase (several words are best; Enter proposes some)")
            verdict, enough = judge(typed)
            self.prompts.say(verdict)
            if not typed:
                self.prompts.say("Write it down until you know it by heart; then type it, or another one.")
            elif not enough:
                self.prompts.say(f"{_WEAK} Choose a longer one.")
            elif self._asked("The same again") == typed:
                return typed
            else:
                self.prompts.say("The two are not the same.")

    def words(self) -> tuple[str, ...]:
        """Returns the recovery words that were given in files.

        Raises:
            BadInput: A file does not exist, can be read by others, is empty, or is not UTF-8.
        """
        return tuple(_decoded_words(_read_file(path)) for path in self.words_files)

    def _given(self) -> str | None:
        if self.descriptor is not None:
            return _decoded(_read_descriptor(self.descriptor))
        variables = os.environ if self.reads_variables else {}
        path = self.file or variables.get(FILE_VARIABLE, "")
        if path:
            return _decoded(_read_file(path))
        command = variables.get(COMMAND_VARIABLE, "")
        return _decoded(_run(command)) if command else None

    def _typed(self) -> str:
        typed = self._asked("Passphrase", "" if self._tries else self.announcement)
        self._tries += 1
        if not typed:
            raise NoWayIn("No passphrase was typed.", _WAYS)
        return typed

    def _asked(self, question: str, announcement: str = "") -> str:
        if not (self.may_ask and _terminal_is_there()):
            raise NoWayIn("The vault is locked, and no source of the passphrase was given.", _WAYS)
        if announcement:
            self.prompts.say(announcement)
        try:
            return self.prompts.ask_secret(question)
        except EOFError:
            raise Locked("No passphrase was typed.", _WAYS) from None
        except UnicodeDecodeError:
            raise BadInput("What was typed is not in the terminal's character set.") from None


def _terminal_is_there() -> bool:
    """Returns whether somebody can type a passphrase: on stdin, or at the terminal when a text is piped in."""
    if sys.stdin.isatty():
        return True
    if not sys.stderr.isatty():
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_BYTES:
        raise BadInput(f"A passphrase has at most {LARGEST_BYTES:,} bytes.")
    data = _without_line_end(data)
    if not data:
        raise Locked("The passphrase that was given is empty.", _WAYS)
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadInput("The passphrase that was given is not UTF-8.") from None


def _decoded_words(data: bytes) -> str:
    try:
        words = _without_line_end(data).decode()
    except UnicodeDecodeError:
        raise BadInput("The file with recovery words is not UTF-8.") from None
    if not words.strip():
        raise BadInput("The file with recovery words is empty.")
    return words


def _without_line_end(data: bytes) -> bytes:
    return data.removesuffix(b"\r\n") if data.endswith(b"\r\n") else data.removesuffix(b"\n")


def _read_file(path: str) -> bytes:
    try:
        return read_private(Path(path), LARGEST_BYTES)
    except FileNotFoundError:
        raise BadInput("The file with the passphrase or the words does not exist.") from None


def _read_descriptor(descriptor: int) -> bytes:
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except (OSError, OverflowError, TypeError, ValueError):  # closed, for writing only, or no descriptor at all
        raise BadInput("--passphrase-fd: that descriptor cannot be read.") from None


def _run(command: str) -> bytes:
    done = subprocess.run(["/bin/sh", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Locked(f"{COMMAND_VARIABLE} failed with exit code {done.returncode}.", "Run it by hand to see why.")
    return done.stdout
