"""stdout is data, stderr is talk; nothing that is stored steers a terminal. (What a terminal shows: tests/cli.)"""

from __future__ import annotations

import errno
import io
import json
import sys

import pytest
from rich.table import Table
from rich.text import Text

from coachvault.cli.terminal.output import Output, Reply, _pages, _wrapped
from coachvault.errors import StorageFailed
from tests.unit.cli.terminals import Terminal

CLIPBOARD = "\x1b]52;c;c2VjcmV0\x07"


class Disk(io.BytesIO):
    """A stream that takes nothing."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.buffer, self._number = self, number

    def isatty(self) -> bool:
        return False

    def write(self, _: object) -> int:
        raise OSError(self._number, "told by the system")


def table(cell: str | Text) -> Table:
    made = Table("code")
    made.add_row(cell)
    return made


def test_text_goes_to_stdout_and_talk_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    output = Output()
    output.show("x", Reply({}, "the answer"))
    output.say("talk")
    output.warn("careful")
    output.ask("Which? ")
    assert capfd.readouterr() == ("the answer\n", "talk\ncoachvault: warning: careful\nWhich? ")


def test_json_is_one_object_on_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    Output(as_json=True).show("note show", Reply({"body": f"ä\n{CLIPBOARD}"}, lambda: pytest.fail("nobody looks")))
    out, err = capfd.readouterr()
    assert json.loads(out) == {"coachvault": 1, "command": "note show", "data": {"body": f"ä\n{CLIPBOARD}"}}
    assert "\x1b" not in out
    assert err == ""


def test_what_is_for_scripts_is_made_only_for_them(capfd: pytest.CaptureFixture[str]) -> None:
    Output().show("note list", Reply(lambda: pytest.fail("nobody looks"), "the answer"))
    Output(as_json=True).show("note list", Reply(lambda: {"notes": []}, "the answer"))
    out = capfd.readouterr().out
    assert out == 'the answer\n{"coachvault": 1, "command": "note list", "data": {"notes": []}}\n'


@pytest.mark.parametrize("human", [f"a{CLIPBOARD}", lambda: f"a{CLIPBOARD}", lambda: table(f"a{CLIPBOARD}")])
@pytest.mark.parametrize("color", ["auto", "never"])
def test_no_answer_brings_a_control_along(human: object, color: str, capfd: pytest.CaptureFixture[str]) -> None:
    Output(color=color).show("x", Reply({}, human))  # type: ignore[arg-type]
    out = capfd.readouterr().out
    assert "a]52;c;c2VjcmV0" in out
    assert not {"\x1b", "\x07"} & set(out)


def test_no_talk_brings_a_control_along(capfd: pytest.CaptureFixture[str]) -> None:
    output = Output()
    output.say(CLIPBOARD)
    output.ask(CLIPBOARD)
    output.error("bad_input", CLIPBOARD, CLIPBOARD)
    output.show_once(CLIPBOARD)
    Output(as_json=True).error("bad_input", CLIPBOARD, CLIPBOARD)
    assert not {"\x1b", "\x07"} & set("".join(capfd.readouterr()))


@pytest.mark.parametrize(
    ("color", "environment", "colours"),
    [("always", {}, True), ("always", {"NO_COLOR": "1"}, True), ("never", {}, False), ("auto", {}, False)],
)
def test_colours_on_request(
    color: str,
    environment: dict[str, str],
    colours: bool,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    Output(color=color).show("x", Reply({}, lambda: table(Text("red", style="red"))))
    assert ("\x1b[31m" in capfd.readouterr().out) == colours


@pytest.mark.parametrize(("no_color", "colours"), [("", True), ("1", False)])
def test_no_color_counts_unless_it_is_empty(no_color: str, colours: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    Output().show("x", Reply({}, lambda: table(Text("red", style="red"))))
    assert (b"\x1b[31m" in terminal.bytes.getvalue()) == colours


def test_where_nothing_is_drawn_there_are_no_rules(capfd: pytest.CaptureFixture[str]) -> None:
    plain = Output(plain=True)
    plain.show("x", Reply({}, f"above\n{'─' * 60}\nbelow"))
    plain.show("x", Reply({}, lambda: table("heron")))
    assert "─" not in capfd.readouterr().out


def test_an_empty_answer_is_no_line(capfd: pytest.CaptureFixture[str]) -> None:
    Output().show("search", Reply({}, lambda: ""))
    assert capfd.readouterr().out == ""


def test_what_is_written_is_utf8_whatever_the_locale(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="latin-1"))
    Output().show("x", Reply({}, "Zoë → 漢字"))
    assert capfd.readouterr().out == "Zoë → 漢字\n"


def test_an_error_has_a_hint_only_where_there_is_one(capfd: pytest.CaptureFixture[str]) -> None:
    Output().error("refused", "No.", "Ask.")
    Output().error("refused", "No.", "")
    assert capfd.readouterr().err == "coachvault: error: No.\nhint: Ask.\ncoachvault: error: No.\n"


def test_an_error_for_scripts_is_json(capfd: pytest.CaptureFixture[str]) -> None:
    Output(as_json=True).error("refused", "No.", "Ask.")
    assert json.loads(capfd.readouterr().err)["error"] == {"code": "refused", "message": "No.", "hint": "Ask."}


def test_what_is_shown_once_goes_where_it_can_be_shown(capfd: pytest.CaptureFixture[str]) -> None:
    Output().show_once("these are the words")
    Output().show("note show", Reply({}, "a sealed note", is_secret=True))
    Output(as_json=True).show("note show", Reply({"body": "sealed"}, "", is_secret=True))
    out, err = capfd.readouterr()
    assert err == "these are the words\n"
    assert out.splitlines()[0] == "a sealed note"
    assert json.loads(out.splitlines()[1])["data"] == {"body": "sealed"}


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.cli.terminal.output.abandon_stdout", lambda: None)
    monkeypatch.setattr(sys, "stdout", Disk(errno.ENOSPC))
    with pytest.raises(StorageFailed, match="could not be written"):
        Output().show("x", Reply({}, "the answer"))


def test_talk_that_nobody_can_hear_stops_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Disk(errno.EPIPE))
    Output().say("talk")
    Output().ask("Which? ")


def test_lines_are_wrapped_between_words_for_a_person_and_left_alone_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    text = "a short line\n" + "word " * 8 + "\n\nend"
    assert max(map(len, _wrapped(text, Terminal()).split("\n"))) <= 20
    assert _wrapped(text, Terminal()).split() == text.split()
    assert _wrapped(text, io.StringIO()) == text


def test_pages_fit_on_the_terminal_and_hold_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.setenv("LINES", "8")
    lines = ["漢字漢字漢字", *(f"line {number}" for number in range(9)), "", "x" * 200, "end"]
    pages = _pages("\n".join(lines))
    assert "\n".join(pages).split("\n") == lines
    assert [page.split("\n")[0] for page in pages] == ["漢字漢字漢字", "line 3", "line 8", "x" * 200, "end"]


def test_an_empty_text_is_one_page() -> None:
    assert _pages("") == [""]
