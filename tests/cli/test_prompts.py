"""Questions in a real terminal: what it shows, what it keeps, and what keys do."""

from __future__ import annotations

import json
import os
import re
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

pytestmark = [pytest.mark.sampled(2), pytest.mark.needs_terminal]

ROOT = Path(__file__).parents[2]
STAGE = "tests.cli.prompts_stage"
ROWS, COLUMNS = 24, 80
CTRL_C, CTRL_D, ESCAPE, UP, LEFT = "\x03", "\x04", "\x1b", "\x1b[A", "\x1b[D"
_TO_ALTERNATE, _FROM_ALTERNATE = "\x1b[?1049h", "\x1b[?1049l"


class Scene:
    """A question that is being asked in a terminal."""

    def __init__(self, name: str, folder: Path, options: tuple[str, ...]) -> None:
        self._report = folder / "report.json"
        self._shown = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._shown)
        self.raw = ""
        environment = os.environ | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "HOME": str(folder)}
        environment |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        arguments = ["-W", "error", "-m", STAGE, name, str(self._report), *options]
        self.child = pexpect.spawn(
            sys.executable,
            arguments,
            cwd=folder,
            env=environment,
            encoding="utf-8",
            dimensions=(ROWS, COLUMNS),
            timeout=20,
        )
        self.child.delaybeforesend = 0.1

    def waits_for(self, text: str) -> None:
        """Reads until the terminal has been sent this text."""
        self.child.expect_exact(text)
        self._feed(self.child.before + self.child.after)

    def shows(self, text: str) -> None:
        """Reads until the screen shows this text, of which only what is new may have been sent."""
        while text not in self.screen:
            self._feed(self.child.read_nonblocking(1024, timeout=20))

    def types(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def ends(self) -> object:
        """Waits for the end and returns what came of the question."""
        self.waits_for("(the end)")
        self.child.expect(pexpect.EOF)
        self._feed(self.child.before)
        return json.loads(self._report.read_text())

    @property
    def screen(self) -> str:
        return "\n".join(line.rstrip() for line in self._shown.display)

    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.child.child_fd)[3] & termios.ECHO)

    def _feed(self, text: str) -> None:
        self.raw += text
        self._stream.feed(text)


Play = Callable[..., Scene]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Begins a scene; afterwards nothing but its report may be in its home."""
    scenes: list[Scene] = []

    def begin(name: str, *options: str) -> Scene:
        scenes.append(Scene(name, tmp_path, options))
        return scenes[-1]

    yield begin
    for scene in scenes:
        scene.child.close(force=True)
    assert {path.name for path in tmp_path.rglob("*")} <= {"report.json"}


def test_enter_takes_what_is_ready(play: Play) -> None:
    scene = play("ask")
    scene.waits_for("Name [ready]: ")
    scene.types("\r")
    assert scene.ends() == "ready"


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("name", ["ask", "choose"])
def test_a_question_can_be_left(name: str, key: str, play: Play) -> None:
    scene = play(name)
    scene.waits_for("]: ")
    scene.types(key)
    assert scene.ends() == "KeyboardInterrupt"


def test_a_client_is_found_by_a_part_of_the_name_and_shown_back(play: Play) -> None:
    scene = play("choose")
    scene.waits_for("[heron]: ")
    scene.types("cole\r")
    assert scene.ends() == "wren"
    assert "→ wren · Bea Cole" in scene.screen


def test_a_passphrase_is_never_shown(play: Play) -> None:
    scene = play("passphrase")
    scene.waits_for("Passphrase: ")
    assert not scene.echoes()
    scene.types("a secret phrase\r")
    assert scene.ends() == "a secret phrase"
    assert scene.echoes()
    assert "secret" not in scene.raw


@pytest.mark.parametrize(("key", "came"), [(CTRL_C, "KeyboardInterrupt"), (CTRL_D, "Locked"), ("\r", "NoWayIn")])
def test_a_passphrase_that_is_not_typed(key: str, came: str, play: Play) -> None:
    scene = play("passphrase")
    scene.waits_for("Passphrase: ")
    scene.types(key)
    assert scene.ends() == came
    assert scene.echoes()


def test_a_passphrase_can_be_typed_while_a_text_is_piped_in(play: Play, tmp_path: Path) -> None:
    scene = play("passphrase")
    scene.child.close(force=True)
    line = f"echo text | '{sys.executable}' -W error -m {STAGE} passphrase '{tmp_path / 'report.json'}'"
    scene.child = pexpect.spawn(
        "bash", ["-c", line], env=os.environ | {"PYTHONPATH": str(ROOT)}, encoding="utf-8", timeout=20
    )
    scene.waits_for("Passphrase: ")
    scene.child.delaybeforesend = 0.2
    scene.types("a secret phrase\r")
    assert scene.ends() == "a secret phrase"
    assert "secret" not in scene.raw


def test_a_new_passphrase_is_typed_twice(play: Play) -> None:
    scene = play("new passphrase")
    for question, typed in (("New ", "short"), ("New ", "long enough"), ("The same again: ", "long enough")):
        scene.waits_for(question)
        scene.types(f"{typed}\r")
    assert scene.ends() == "long enough"
    assert "Choose a longer one." in scene.screen


@pytest.mark.parametrize("keys", [(CTRL_D,), (ESCAPE, "\r")])
def test_a_text_of_several_lines_is_finished_by_a_key(keys: tuple[str, ...], play: Play) -> None:
    scene = play("text")
    scene.shows("Ctrl-D saves")
    scene.types("first\r", "second ✓\r\r", "third", *keys)
    assert scene.ends() == "first\nsecond ✓\n\nthird"


def test_an_old_text_is_there_to_be_changed(play: Play) -> None:
    scene = play("old text")
    scene.shows("Ctrl-D saves")
    scene.shows("first line\nsecond line")
    scene.types(*[LEFT] * 5, UP, "short ", CTRL_D)
    assert scene.ends() == "first short line\nsecond line"


def test_what_an_old_text_holds_does_not_steer_the_terminal_and_is_not_lost(play: Play) -> None:
    scene = play("steering text")
    scene.shows("Ctrl-D saves")
    assert "\x1b]52" not in scene.raw
    scene.types("c", CTRL_D)
    assert scene.ends() == "a\x1b]52;c;x\x07bc"


def test_a_text_is_not_thrown_away_by_one_key(play: Play) -> None:
    scene = play("text")
    scene.shows("Ctrl-D saves")
    scene.types("written for an hour", CTRL_C)
    scene.shows("Ctrl-C again")
    scene.types(CTRL_D)
    assert scene.ends() == "written for an hour"


def test_a_text_can_be_thrown_away(play: Play) -> None:
    scene = play("text")
    scene.shows("Ctrl-D saves")
    scene.types("no", CTRL_C)
    scene.shows("Ctrl-C again")
    scene.types(CTRL_C)
    assert scene.ends() == "KeyboardInterrupt"


def test_an_empty_text_is_left_at_once(play: Play) -> None:
    scene = play("text")
    scene.shows("Ctrl-D saves")
    scene.types(CTRL_C)
    assert scene.ends() == "KeyboardInterrupt"


def test_where_nothing_is_redrawn_a_text_is_typed_line_by_line(play: Play) -> None:
    scene = play("text", "plain")
    scene.waits_for("of its own.")
    scene.types("first\r", ".\r", "third\r", CTRL_D)
    assert scene.ends() == "first\n.\nthird\n"
    assert not re.search(r"\x1b", scene.raw)


def test_where_nothing_is_redrawn_a_question_has_no_escapes(play: Play) -> None:
    scene = play("choose", "plain")
    scene.waits_for("[heron]: ")
    scene.types("\r")
    assert scene.ends() == "heron"
    assert "\x1b" not in scene.raw


def test_words_are_shown_on_the_other_screen_and_then_gone(play: Play) -> None:
    scene = play("words")
    scene.waits_for("disappears. ")
    assert scene.raw.startswith(_TO_ALTERNATE)
    assert "1. abandon\n2. ability ]52;c;x" in scene.screen
    scene.types("\r")
    assert scene.ends() is None
    after = scene.raw.partition("disappears. ")[2]
    assert after.index("\x1b[2J") < after.index(_FROM_ALTERNATE)
    assert "abandon" not in after
    assert "\x1b]52" not in scene.raw


def test_words_are_gone_when_the_page_is_left(play: Play) -> None:
    scene = play("words")
    scene.waits_for("disappears. ")
    scene.types(CTRL_C)
    assert scene.ends() == "KeyboardInterrupt"
    assert _FROM_ALTERNATE in scene.raw


def test_a_long_sealed_note_is_shown_page_by_page(play: Play) -> None:
    scene = play("sealed")
    read: list[str] = []
    for question in ("next page. ", "next page. ", "disappears. "):
        scene.waits_for(question)
        read += re.findall(r"line (\d+) of", scene.screen)
        scene.types("\r")
    assert scene.ends() is None
    assert read == [str(number) for number in range(1, 61)]
