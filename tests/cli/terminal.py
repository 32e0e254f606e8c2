"""A terminal in which the program is run, with a person who reads the screen and types."""

from __future__ import annotations

import os
import re
import sys
import termios
from collections.abc import Mapping

import pexpect
import pyte

from tests.cli.machine import PROGRAM, Machine
from tests.fakes import PASSPHRASE

ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
NEXT_SESSION = "When is the next session? (Enter skips): "
ROWS, COLUMNS, SECONDS = 40, 100, 20
_SWITCH = re.compile(r"(\x1b\[\?1049[hl])")
_KEYBOARD = re.compile(r"\x1b\[[?>][0-9;]*m")  # asks about the keyboard; pyte takes it for a colour


class Terminal:
    """A command that runs in a terminal of its own.

    Args:
        machine: Where it runs; the passphrase has to be typed.
        words: The command.
        entry: How Python is started.
        environment: More variables.
        columns: How wide the terminal is.
    """

    def __init__(
        self,
        machine: Machine,
        *words: str,
        entry: tuple[str, ...] = PROGRAM,
        environment: Mapping[str, str] | None = None,
        columns: int = COLUMNS,
    ) -> None:
        self._main, self._alternate = pyte.Screen(columns, ROWS), pyte.Screen(columns, ROWS)
        self._shown = self._main
        self.raw = ""
        self._child = pexpect.spawn(
            sys.executable,
            [*entry, *words],
            cwd=str(machine.home),
            env=machine.without_passphrase() | {"PROMPT_TOOLKIT_NO_CPR": "1"} | dict(environment or {}),
            encoding="utf-8",
            dimensions=(ROWS, columns),
            timeout=SECONDS,
        )
        self._child.delaybeforesend = 0.02

    def waits_for(self, text: str) -> None:
        """Reads until the terminal has been sent this text."""
        self._child.expect_exact(text)
        self._feed(self._child.before + self._child.after)

    def shows(self, text: str) -> None:
        """Reads until the screen shows this text, of which only what is new may have been sent."""
        while text not in self.screen:
            self._feed(self._child.read_nonblocking(1024, timeout=SECONDS))

    def types(self, *keys: str) -> None:
        """Types keys, one after the other."""
        for key in keys:
            self._child.send(key)

    def answers(self, question: str, answer: str) -> None:
        """Waits for a question, types the answer and presses Enter."""
        self.waits_for(question)
        self.types(answer + ENTER)

    def answers_in_secret(self, question: str, answer: str) -> None:
        """Answers a question; the answer must not be shown."""
        self.waits_for(question)
        assert not self.echoes()
        self.types(answer + ENTER)

    def unlocks(self) -> None:
        """Types the passphrase."""
        self.answers_in_secret("Passphrase: ", PASSPHRASE)

    def ends(self) -> int:
        """Waits for the end and returns the exit code; Enter leaves out when the next session is."""
        while self._child.expect_exact([NEXT_SESSION, pexpect.EOF]) == 0:
            self._feed(self._child.before + self._child.after)
            self.types(ENTER)
        self._feed(self._child.before)
        self._child.wait()
        assert isinstance(self._child.exitstatus, int)
        return self._child.exitstatus

    def kills(self, signal: int) -> None:
        """Sends a signal to the program alone, not to what it has started."""
        os.kill(self._child.pid, signal)

    def closes_its_window(self) -> None:
        """Takes the terminal away from the program, as a window does that is closed."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self._child.child_fd)
        os.close(nowhere)

    def closes(self) -> None:
        """Ends whatever still runs."""
        self._child.close(force=True)

    def finds(self, pattern: str) -> str:
        """Waits for what a pattern describes and returns its first group."""
        self._child.expect(pattern)
        self._feed(self._child.before + self._child.after)
        found: str = self._child.match[1]
        return found

    @property
    def screen(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self._shown.display).rstrip()

    def echoes(self) -> bool:
        """Whether the terminal shows what is typed."""
        return bool(termios.tcgetattr(self._child.child_fd)[3] & termios.ECHO)

    def _feed(self, text: str) -> None:
        """Shows what came; pyte has no alternate screen of its own."""
        self.raw += text
        for part in _SWITCH.split(_KEYBOARD.sub("", text)):
            if _SWITCH.fullmatch(part):
                self._shown = self._alternate if part.endswith("h") else self._main
            else:
                pyte.Stream(self._shown).feed(part)
