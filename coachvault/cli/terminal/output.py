"""The one place that writes to the terminal. stdout is data, stderr is talk.

Everything for people passes the filter of `render.safe`; JSON is escaped instead. Text is written as UTF-8 whatever
the locale.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from shutil import get_terminal_size
from textwrap import wrap
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TextIO, TypeVar

import msgspec

from coachvault.errors import StorageFailed
from coachvault.render.as_json.envelope import Data, Remarks, envelope, error_envelope
from coachvault.render.safe import clean

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment


_RULE = re.compile("─+\n?")
_DIM, _NOT_DIM = "\x1b[2m", "\x1b[22m"
_CLEAR = "\x1b[H\x1b[2J"
_ENTER_ALTERNATE, _LEAVE_ALTERNATE = "\x1b[?1049h", f"{_CLEAR}\x1b[?1049l"
_REDRAW_SECONDS, _BAR_WIDTH = 0.1, 30
_MORE = "Press Enter for the next page. "
_GONE = "Press Enter when you are done; this page then disappears. "


Shape = TypeVar("Shape", bound=Data)


class Reply(msgspec.Struct, Generic[Shape], frozen=True):
    """The result of a command; `docs/reference/json.md` is made from the types with which commands are annotated.

    Args:
        data: For scripts: the answer, or a function that makes it, called only where it is shown.
        text: For people: text, or a function that makes text or a Rich renderable, called only where it is shown.
        is_secret: Whether it should not stay on a screen.
    """

    data: Shape | Callable[[], Shape]
    text: str | Callable[[], RenderableType]
    is_secret: bool = False


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

    def show(self, command: str, reply: Reply[Any]) -> None:
        """Writes the reply of a command; a secret one is shown once in a terminal, and is then gone.

        Args:
            command: The command's words.
            reply: Its result.

        Raises:
            StorageFailed: stdout leads to a file that cannot be written.
        """
        if self.as_json:
            _answer(envelope(command, reply.data() if callable(reply.data) else reply.data))
            return
        shown = reply.text if isinstance(reply.text, str) else reply.text()
        if not isinstance(shown, str):
            _answer(self._drawn(shown))
        elif reply.is_secret and self._can_show_once():
            self.show_once(shown)
        else:
            _answer(_wrapped(self._simple(clean(shown)), sys.stdout))

    def show_once(self, text: str) -> None:
        """Shows a text page by page on the terminal's alternate screen, and clears that; otherwise on stderr."""
        if not self._can_show_once():
            self.say(text)
            return
        pages = _pages(_wrapped(clean(text), sys.stderr))
        try:
            _talk(_ENTER_ALTERNATE)
            for number, page in enumerate(pages, start=1):
                _talk(f"{_CLEAR}{page}\n\n{_GONE if number == len(pages) else _MORE}")
                sys.stdin.readline()
        finally:
            _talk(_LEAVE_ALTERNATE)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Runs a block on the terminal's alternate screen, so that nothing asked or typed in it stays visible."""
        if not self._can_show_once():
            yield
            return
        try:
            _talk(f"{_ENTER_ALTERNATE}{_CLEAR}")
            yield
        finally:
            _talk(_LEAVE_ALTERNATE)

    def say(self, text: str) -> None:
        """Writes a message on stderr; if nobody reads that any more, the work goes on."""
        _talk(_line(_wrapped(clean(text), sys.stderr)))

    def ask(self, question: str) -> None:
        """Writes a question on stderr and leaves the cursor after it."""
        _talk(clean(question))

    def warn(self, text: str) -> None:
        """Writes a warning on stderr."""
        self.say(f"coachvault: warning: {text}")

    def error(self, name: str, message: str, hint: str, remarks: Remarks = ()) -> None:
        """Writes an error on stderr, with what somebody has to read of an answer; under --json as the last line."""
        if self.as_json:
            _talk(_line(error_envelope(name, message, hint, remarks)))
            return
        if name == "interrupted" and sys.stderr.isatty():
            self.say("")  # the cursor is after a question
        self.say(f"coachvault: error: {message}")
        if hint:
            self.say(f"hint: {hint}")
        self.lay_out((f"  {each['place']}: {each['text']}", bool(each["known"])) for each in remarks)

    def lay_out(self, lines: Iterable[tuple[str, bool]]) -> None:
        """Says lines on stderr, dimmed where that is wanted and the terminal can."""
        colored = self._color == "always" or (self._color == "auto" and not os.environ.get("NO_COLOR"))
        can_dim = colored and not self._plain and sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        for text, dimmed in lines:
            said = _wrapped(clean(text), sys.stderr)
            _talk(_line(f"{_DIM}{said}{_NOT_DIM}" if dimmed and can_dim else said))

    @contextmanager
    def progress(self) -> Iterator[Callable[[int, int], None]]:
        """Draws a bar on stderr if that is a terminal; yields a function to call with what is done, and of how much."""
        if self._plain or self.as_json or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
            yield lambda *_: None
            return
        drawn = [monotonic()]

        def report(done: int, total: int) -> None:
            if monotonic() - drawn[0] > _REDRAW_SECONDS:
                drawn[0] = monotonic()
                filled = _BAR_WIDTH * done // max(total, 1)
                _talk(f"\r[{'#' * filled:<{_BAR_WIDTH}}] {done:,} of {total:,}\x1b[K")

        try:
            yield report
        finally:
            _talk("\r\x1b[K")

    @property
    def is_read_by_person(self) -> bool:
        """Whether answers go to a terminal, and to no script or file."""
        return not self.as_json and sys.stdout.isatty()

    def _can_show_once(self) -> bool:
        usable = os.environ.get("TERM", "dumb") != "dumb" and not self._plain
        return usable and sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()

    def _simple(self, text: str) -> str:
        """Returns a text without drawn rules, which a screen reader would read out character by character."""
        return _RULE.sub("", text) if self._plain else text

    def _drawn(self, renderable: RenderableType) -> str:
        from rich.console import Console

        console = Console(
            file=sys.stdout,
            force_terminal=True if self._color == "always" else None,
            no_color=self._color == "never" or (self._color == "auto" and bool(os.environ.get("NO_COLOR"))),
            color_system=None if self._color == "never" else "auto",
            markup=False,
            highlight=False,
            emoji=False,
            width=None if sys.stdout.isatty() else 160,
        )
        with console.capture() as captured:
            console.print(_Cleaned(renderable))
        return self._simple("\n".join(line.rstrip() for line in captured.get().splitlines()))


class _Cleaned(msgspec.Struct, frozen=True):
    """A Rich renderable without the control characters that its text may contain; colours are added afterwards."""

    renderable: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        from rich.segment import Segment

        for segment in console.render(self.renderable, options):
            yield Segment(clean(segment.text), segment.style)


def _answer(text: str) -> None:
    """Writes on stdout; a reader that has closed the pipe needs no more."""
    try:
        _write(sys.stdout, _line(text) if text else "")
    except BrokenPipeError:
        abandon_stdout()
    except OSError as error:
        abandon_stdout()
        message = f"The answer could not be written: {error.strerror}."
        raise StorageFailed(message, "The command itself was carried out.") from None


def _talk(text: str) -> None:
    with suppress(OSError):
        _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    stream.flush()
    stream.buffer.write(text.encode(errors="replace"))
    stream.buffer.flush()


def _line(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _pages(text: str) -> list[str]:
    """Cuts a text into pages that fit on the terminal, with room for a question below."""
    from rich.cells import cell_len

    size = get_terminal_size()
    room = max(size.lines - 3, 1)
    pages: list[list[str]] = [[]]
    taken = 0
    for line in text.rstrip("\n").split("\n"):
        rows = max(-(-cell_len(line) // size.columns), 1)
        if pages[-1] and taken + rows > room:
            pages.append([])
            taken = 0
        pages[-1].append(line)
        taken += rows
    return ["\n".join(page) for page in pages]


def _wrapped(text: str, stream: TextIO) -> str:
    """Wraps long lines between words where a person reads them; what goes into a file or a pipe is unchanged."""
    if not stream.isatty():
        return text
    width = get_terminal_size().columns
    lines = (_wrapped_line(line, width) if len(line) > width else [line] for line in text.split("\n"))
    return "\n".join(part for parts in lines for part in parts)


def _wrapped_line(line: str, width: int) -> list[str]:
    return wrap(
        line,
        width,
        subsequent_indent=_indent(line, width),
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _indent(line: str, width: int) -> str:
    """Returns the spaces that a line begins with, so that its continuation begins below it."""
    spaces = line[: len(line) - len(line.lstrip(" "))]
    return spaces if len(spaces) < width // 2 else ""


def abandon_stdout() -> None:
    """Points stdout at /dev/null, so that a closed pipe is no error at exit either."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
