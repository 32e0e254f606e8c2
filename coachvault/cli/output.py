"""The one place that writes to the terminal. stdout is data, stderr is talk.

Everything for people passes the filter of `render.safe`; JSON is escaped instead. Text is written as UTF-8 whatever
the locale.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

from coachvault.render.envelope import envelope, error_envelope
from coachvault.render.safe import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    Human = str | Callable[[], RenderableType]

_RULE = re.compile("─+\n?")
_ENTER_ALTERNATE, _LEAVE_ALTERNATE = "\x1b[?1049h\x1b[H\x1b[2J", "\x1b[?1049l"


class Output:
    """Writes answers on stdout and talk on stderr.

    Args:
        as_json: Answers and errors as JSON.
        color: `auto`, `always` or `never`.
        plain: No boxes and no redrawing (ACCESSIBLE).
    """

    def __init__(self, *, as_json: bool = False, color: str = "auto", plain: bool = False) -> None:
        self.as_json = as_json
        self._color = color
        self._plain = plain

    def result(self, command: str, data: dict[str, Any], human: Human) -> None:
        """Writes the answer of a command.

        Args:
            command: The command's words.
            data: The answer for scripts.
            human: The answer for people: text, or a function that returns a Rich renderable.
        """
        if self.as_json:
            self._write(sys.stdout, envelope(command, data))
        elif isinstance(human, str):
            self._write(sys.stdout, _wrapped(self._simple(clean(human)), sys.stdout))
        else:
            self._write(sys.stdout, self._drawn(human()))

    def secret(self, command: str, data: dict[str, Any], human: str) -> None:
        """Writes an answer that should not stay on a screen: in a terminal it is shown once and then gone."""
        if self.as_json or not self._can_show_once():
            self.result(command, data, human)
        else:
            self.show_once(human)

    def show_once(self, text: str) -> None:
        """Shows a text on the terminal's other screen until Enter is pressed; without such a screen, on stderr."""
        if not self._can_show_once():
            self.say(text)
            return
        sys.stderr.write(
            f"{_ENTER_ALTERNATE}{clean(text)}\n\nPress Enter when you are done; this page then disappears. "
        )
        sys.stderr.flush()
        try:
            sys.stdin.readline()
        finally:
            sys.stderr.write(_LEAVE_ALTERNATE)
            sys.stderr.flush()

    def say(self, text: str) -> None:
        """Says something on stderr."""
        self._write(sys.stderr, _wrapped(clean(text), sys.stderr))

    def ask(self, question: str) -> None:
        """Writes a question on stderr and leaves the cursor behind it."""
        sys.stderr.write(clean(question))
        sys.stderr.flush()

    def warn(self, text: str) -> None:
        """Warns on stderr."""
        self.say(f"coachvault: warning: {text}")

    def error(self, name: str, message: str, hint: str) -> None:
        """Writes an error on stderr; under --json as the last line."""
        if self.as_json:
            self._write(sys.stderr, error_envelope(name, message, hint))
            return
        if name == "interrupted" and sys.stderr.isatty():
            self.say("")  # the cursor stands behind a question
        self.say(f"coachvault: error: {message}")
        if hint:
            self.say(f"hint: {hint}")

    def _can_show_once(self) -> bool:
        usable = os.environ.get("TERM", "dumb") != "dumb" and not self._plain
        return usable and sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()

    def _simple(self, text: str) -> str:
        """Returns a text without drawn rules, which a screen reader would read out sign by sign."""
        return _RULE.sub("", text) if self._plain else text

    def _drawn(self, renderable: RenderableType) -> str:
        from rich.console import Console

        console = Console(
            file=sys.stdout,
            force_terminal=True if self._color == "always" else None,
            no_color=True if self._color == "never" or "NO_COLOR" in os.environ else None,
            color_system=None if self._color == "never" else "auto",
            markup=False,
            highlight=False,
            emoji=False,
            width=None if sys.stdout.isatty() else 160,
        )
        with console.capture() as captured:
            console.print(renderable)
        return self._simple("\n".join(line.rstrip() for line in captured.get().splitlines()))

    def _write(self, stream: TextIO, text: str) -> None:
        data = text.encode(errors="replace") + (b"" if text.endswith("\n") else b"\n")
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()


def _wrapped(text: str, stream: TextIO) -> str:
    """Wraps long lines between words where a person reads them; what goes into a file or a pipe is left alone."""
    if not stream.isatty():
        return text
    from shutil import get_terminal_size
    from textwrap import wrap

    width = get_terminal_size().columns
    lines = (
        wrap(
            line, width, replace_whitespace=False, drop_whitespace=True, break_long_words=False, break_on_hyphens=False
        )
        if len(line) > width
        else [line]
        for line in text.split("\n")
    )
    return "\n".join(part for parts in lines for part in parts)


def abandon_stdout() -> None:
    """Points stdout at nothing, so that a reader who left is no error at the end either."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
