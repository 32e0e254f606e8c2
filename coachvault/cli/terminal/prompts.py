"""Questions at the terminal. They are written on stderr, so that stdout is only data, and leave no history.

Ctrl-C leaves at any question; so does the end of input, except at a passphrase, where it is an error of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.terminal.output import Output
from coachvault.errors import BadInput, NotFound, Refused
from coachvault.render.safe import veil
from coachvault.system.process import Stopped, is_stopping, stopping

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout.processors import Processor

Answer = tuple[str, str]

_SHOWN = 12
_FINISH = "Ctrl-D saves, Ctrl-C leaves."
_LEAVE = "Ctrl-C again throws this text away; Ctrl-D saves it."


class Prompts:
    """Asks a person.

    Args:
        output: Writes the questions.
        plain: Nothing is redrawn (ACCESSIBLE, or a terminal that cannot).
        may_ask: Whether anything but the passphrase may be asked (neither --no-input nor --json).
    """

    def __init__(self, output: Output, *, plain: bool = False, may_ask: bool = True) -> None:
        self._output = output
        self._may_ask = may_ask
        self._plain = plain or os.environ.get("TERM", "dumb") == "dumb"

    def say(self, text: str) -> None:
        """Writes a message between two questions."""
        self._output.say(text)

    def warn(self, text: str) -> None:
        """Writes a warning between two questions."""
        self._output.warn(text)

    def ask(self, question: str, default: str) -> str:
        """Returns an answer of one line; Enter takes the default.

        Raises:
            UsageError: Nobody can be asked. Every question except `ask_secret` raises this.
        """
        self._require_person()
        self._output.ask(f"{question} [{default}]: " if default else f"{question}: ")
        return _line().strip() or default

    def ask_checked(self, question: str, default: str, check: Callable[[str], object]) -> str:
        """Returns an answer that passes a check; after any other it says what is wrong, and asks again."""
        while True:
            answer = self.ask(question, default)
            try:
                check(answer)
            except (BadInput, NotFound, Refused) as error:
                self._output.say(f"{error.message} {error.hint}".strip())
            else:
                return answer

    def ask_reason(self) -> str:
        """Asks why something sealed is opened."""
        self._output.say("These notes are sealed. Your reason goes into the register; keep names out of it.")
        return self.ask("Reason", "")

    def ask_secret(self, question: str) -> str:
        """Returns an answer that is not shown while it is typed.

        Raises:
            EOFError: Input ended.
        """
        from getpass import getpass

        return getpass(f"{question}: ", stream=sys.stderr if sys.stderr.isatty() else None)  # else on the terminal

    def confirm(self, question: str, *, default: bool) -> bool:
        """Returns yes or no."""
        while True:
            answer = self.ask(f"{question} ({'Y/n' if default else 'y/N'})", "").lower()
            if answer in ("", "y", "yes", "n", "no"):
                return default if not answer else answer.startswith("y")
            self._output.say("Please answer y or n.")

    def ask_word(self, question: str, words: Sequence[str]) -> str:
        """Returns a word of a list; its first four letters are enough, and the whole word is then shown."""
        while True:
            typed = self.ask(question, "").lower()
            fitting = [word for word in words if word == typed] or [word for word in words if word[:4] == typed[:4]]
            if len(fitting) == 1 and fitting[0].startswith(typed):
                if fitting[0] != typed:
                    self._output.say(f"→ {fitting[0]}")
                return fitting[0]
            self._output.say("That word is not in the list; its first four letters are enough.")

    def choose(self, question: str, answers: Sequence[Answer], *, by_enter: bool = True) -> str:
        """Returns one of several answers, chosen by its code, its number or any part of it.

        Args:
            question: What is asked.
            answers: Codes with their meaning; the likeliest first.
            by_enter: Whether Enter alone chooses the first.
        """
        shown = list(answers)
        while True:
            self._list(shown)
            typed = self.ask(question, shown[0][0] if by_enter else "").casefold()
            if not typed:
                continue
            fitting = _fitting(typed, shown) or _fitting(typed, answers)
            if len(fitting) == 1:
                code, label = fitting[0]
                self._output.say(f"→ {code}" + (f" · {label}" if label else ""))
                return code
            self._output.say("Several match:" if fitting else "None matches.")
            shown = fitting or list(answers)

    def multiline(self, initial: str, keep: Callable[[str], None] | None = None) -> str:
        """Returns a text of several lines, typed or changed at the prompt; no file is involved.

        Args:
            initial: The text to change; empty for a new one.
            keep: Saves a draft of what is typed so far, every few seconds.
        """
        self._require_person()
        return self._typed_lines(initial, keep) if self._plain else self._edited(initial, keep)

    def _require_person(self) -> None:
        if not (self._may_ask and sys.stdin.isatty() and sys.stderr.isatty()):
            raise UsageError("Nobody can be asked here.", "`--help` shows how to give the answer beforehand.")

    def _list(self, answers: Sequence[Answer]) -> None:
        for number, (code, label) in enumerate(answers[:_SHOWN], start=1):
            self._output.say(f"{number:>3}  {code:<12} {label}".rstrip())
        if len(answers) > _SHOWN:
            self._output.say(f"     and {len(answers) - _SHOWN} more: type a part of a code or name")

    def _typed_lines(self, initial: str, keep: Callable[[str], None] | None) -> str:
        from coachvault.cli.terminal.autosave import autosaved

        if initial:
            self._output.say(f"{initial}\n\nType the whole new text.")
        self._output.say(f"{_FINISH} Ctrl-D goes on a line of its own.")
        lines: list[str] = []
        with autosaved(lambda: "".join(lines), keep):
            lines.extend(iter(sys.stdin.readline, ""))
        typed = "".join(lines)
        return typed if typed.strip() or not initial else initial

    def _edited(self, initial: str, keep: Callable[[str], None] | None) -> str:
        from prompt_toolkit import PromptSession  # loaded only where a text is typed
        from prompt_toolkit.output import create_output

        from coachvault.cli.terminal.autosave import autosaved

        message = [_FINISH]
        session: PromptSession[str] = PromptSession(
            multiline=True,
            output=create_output(stdout=sys.stderr),
            key_bindings=_keys(message),
            enable_open_in_editor=False,
            prompt_continuation="",
            input_processors=[_veiling()],
        )
        leave, leave_if_stopped = _leaving(session.app)
        try:
            with (
                autosaved(lambda: session.default_buffer.text, keep),
                stopping(leave),
            ):  # some terminals show no toolbar
                return session.prompt(lambda: f"{message[-1]}\n", default=initial, pre_run=leave_if_stopped)
        except KeyboardInterrupt as left:
            if keep is not None and not isinstance(left, Stopped):  # thrown away, and that was confirmed
                keep("")
            raise


def _leaving(app: Application[str]) -> tuple[Callable[[], None], Callable[[], None]]:
    """Returns what asks a prompt to end from within a signal handler, and what ends it where one came before it began.

    A prompt runs an event loop, and ends by itself once the loop has been told to.
    """

    def end() -> None:
        if is_stopping() and app.future is not None and not app.future.done():
            app.exit(exception=Stopped())

    def leave() -> None:
        with suppress(RuntimeError):  # the loop is closed: the prompt has ended
            if app.loop is not None:
                app.loop.call_soon_threadsafe(end)

    return leave, end


def _veiling() -> Processor:
    """Shows a sign for each control character in the text that is edited; the text itself keeps them."""
    from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

    class Veiling(Processor):
        def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
            return Transformation([(style, veil(text)) for style, text, *_ in transformation_input.fragments])

    return Veiling()


def _keys(message: list[str]) -> KeyBindings:
    """Ctrl-D saves; Ctrl-C leaves, the second time if there is text to lose."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("c-d")
    def _save(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("c-c")
    def _leave(event: KeyPressEvent) -> None:
        if event.current_buffer.text.strip() and _LEAVE not in message:
            message.append(_LEAVE)
        else:
            event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    return keys


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.rstrip("\r\n")


def _fitting(typed: str, answers: Sequence[Answer]) -> list[Answer]:
    if exact := [answer for answer in answers if answer[0].casefold() == typed]:
        return exact  # before its number in the list: where the answers are numbers themselves, 2 means 2
    if typed.isdecimal() and 1 <= int(typed) <= len(answers):
        return [answers[int(typed) - 1]]
    return [answer for answer in answers if any(typed in part.casefold() for part in answer)]
