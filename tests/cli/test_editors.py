"""Real editors in a real terminal: what is written is saved, what is not saved comes back, and nothing stays behind."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.machine import Machine, disguises
from tests.cli.terminal import CTRL_D, ENTER, Terminal

pytestmark = [pytest.mark.needs_terminal, pytest.mark.unprivileged]

Run = Callable[..., Terminal]

CANARY = "vermilion heron"
ESCAPE, CTRL_C, CTRL_S, CTRL_X = "\x1b", "\x03", "\x13", "\x18"
SECONDS = 15.0


class Keys(NamedTuple):
    """How an editor is driven.

    Args:
        shown: What stands on the screen once it is ready.
        insert: Keys before typing.
        keep: Keys that write the text without leaving; none where drafts see what was not written.
        save: Keys that write the text and leave.
        leave: Keys that leave without writing.
    """

    shown: str
    insert: tuple[str, ...]
    keep: tuple[str, ...]
    save: tuple[str, ...]
    leave: tuple[str, ...]


VIM = Keys("/fd/", ("i",), (), (ESCAPE, ":wq" + ENTER), (ESCAPE, ":q!" + ENTER))
EDITORS = {
    "vim": VIM,
    "nvim": VIM,
    "nano": Keys("GNU nano", (), (CTRL_S,), (CTRL_S, CTRL_X), (CTRL_X, "n")),
}
TESTS = "/pytest-of-"
"""In the path of all that tests write, wherever temporary files are."""

each_editor = pytest.mark.parametrize(
    "editor", [pytest.param(name, marks=pytest.mark.needs_program(name)) for name in EDITORS]
)


@pytest.fixture
def known(practice: Machine) -> Machine:
    practice.data("client", "list")
    return practice


def eventually(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def opens(terminal: Run, machine: Machine, *words: str, editor: str, more: Mapping[str, str] | None = None) -> Terminal:
    session = terminal(machine, *words, environment={"EDITOR": editor, "LC_ALL": "C.UTF-8", **(more or {})})
    session.unlocks()
    return session


def types(session: Terminal, editor: str, text: str) -> None:
    session.shows(EDITORS[editor].shown)
    for key in (*EDITORS[editor].insert, text):
        session.types(key)
    session.shows(text)


def drafts(machine: Machine) -> list[Path]:
    return list((machine.state / "drafts").glob("*.draft"))


@pytest.fixture(autouse=True)
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps tests apart that search the folders of all users for what another one may just be writing there."""
    with (tmp_path_factory.getbasetemp().parent / "editors.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def left_behind(machine: Machine, secret: str = CANARY) -> list[Path]:
    """Returns every file that holds a secret: in the home, among temporary files, in memory, and where editors go."""
    places = [machine.home, machine.temporary, Path("/dev/shm"), Path("/tmp"), Path("/var/tmp"), Path("/run/user")]
    found = []
    for place in filter(Path.is_dir, places):
        near = place in (machine.home, machine.temporary)
        files = place.rglob("*") if near or place == Path("/dev/shm") else place.glob("*")
        for file in files if near else (each for each in files if TESTS not in str(each)):
            if (
                file.is_file()
                and not file.is_symlink()
                and os.access(file, os.R_OK)
                and file != machine.passphrase_file
            ):
                data = file.read_bytes()
                found += [file] if any(form in data for form in disguises(secret)) else []
    return found


def test_the_search_for_what_is_left_behind_finds_something(machine: Machine) -> None:
    (machine.home / ".note.swp").write_bytes(b"b0VIM " + CANARY.encode())
    assert left_behind(machine) == [machine.home / ".note.swp"]


@each_editor
def test_a_note_is_written_and_nothing_stays_behind(editor: str, known: Machine, terminal: Run) -> None:
    session = opens(terminal, known, "note", "add", "heron", editor=editor)
    types(session, editor, CANARY)
    session.types(*EDITORS[editor].save)
    session.waits_for("heron/4 saved")
    assert session.ends() == 0
    assert known.data("note", "show", "heron/4")["note"]["body"].rstrip("\n") == CANARY
    assert left_behind(known) == []
    assert drafts(known) == []


@each_editor
def test_a_wording_is_changed(editor: str, known: Machine, terminal: Run) -> None:
    before = known.data("note", "show", "heron/1")["note"]["body"]
    session = opens(terminal, known, "note", "edit", "heron/1", editor=editor)
    types(session, editor, CANARY)
    session.types(*EDITORS[editor].save)
    assert session.ends() == 0
    after = known.data("note", "show", "heron/1")["note"]
    assert (after["body"].rstrip("\n"), after["revision"]) == (CANARY + before, 2)


@each_editor
@pytest.mark.parametrize("how", ["saved", "left"])
def test_a_wording_that_is_not_changed_is_no_new_one(editor: str, how: str, known: Machine, terminal: Run) -> None:
    session = opens(terminal, known, "note", "edit", "heron/1", editor=editor)
    session.shows("Session 1: the weekly meeting.")
    keys = EDITORS[editor]
    session.types(*(keys.save if how == "saved" else keys.leave[-1:] if editor != "nano" else keys.leave[:1]))
    session.waits_for("heron/1 is unchanged.")
    assert session.ends() == 0
    assert known.data("note", "show", "heron/1")["note"]["revision"] == 1


@each_editor
def test_leaving_without_writing_saves_nothing(editor: str, known: Machine, terminal: Run) -> None:
    session = opens(terminal, known, "note", "add", "heron", editor=editor)
    types(session, editor, CANARY)
    session.types(*EDITORS[editor].leave)
    assert session.ends() == 17
    assert len(known.data("note", "list", "heron")["notes"]) == 3
    assert left_behind(known) == []


@each_editor
def test_killed_in_the_middle_nothing_readable_is_left_and_the_draft_comes_back(
    editor: str, known: Machine, terminal: Run
) -> None:
    session = opens(terminal, known, "note", "add", "heron", editor=editor)
    types(session, editor, CANARY)
    session.types(*EDITORS[editor].keep)
    eventually(lambda: drafts(known) != [])
    session.kills(signal.SIGKILL)
    session.closes()
    eventually(lambda: left_behind(known) == [])
    assert [stat.S_IMODE(each.stat().st_mode) for each in drafts(known)] == [0o600]
    again = opens(terminal, known, "note", "add", "heron", editor=editor)
    again.waits_for(f"was not saved: {CANARY}")
    again.answers("Go on with it?", "y")
    again.shows(CANARY)
    again.types(*EDITORS[editor].save)
    assert again.ends() == 0
    assert known.data("note", "show", "heron/4")["note"]["body"].rstrip("\n") == CANARY
    assert drafts(known) == []


@pytest.mark.needs_program("vim")
class TestDrafts:
    def written(self, known: Machine, terminal: Run, *words: str) -> None:
        session = opens(terminal, known, *words, editor="vim")
        types(session, "vim", CANARY)
        eventually(lambda: drafts(known) != [])
        session.kills(signal.SIGKILL)
        session.closes()

    def test_a_draft_that_is_not_wanted_is_gone(self, known: Machine, terminal: Run) -> None:
        self.written(known, terminal, "note", "add", "heron")
        session = opens(terminal, known, "note", "add", "heron", editor="vim")
        session.answers("Go on with it?", "n")
        session.shows("/fd/")
        assert drafts(known) == []
        session.types(":q!" + ENTER)
        session.ends()

    def test_a_draft_about_one_client_is_not_offered_for_another(self, known: Machine, terminal: Run) -> None:
        self.written(known, terminal, "note", "add", "heron")
        session = opens(terminal, known, "note", "add", "wren", editor="vim")
        session.shows("/fd/")
        session.types(":q!" + ENTER)
        session.ends()
        assert CANARY not in session.raw
        assert len(drafts(known)) == 1

    def test_a_draft_of_an_older_wording_is_not_offered(self, known: Machine, terminal: Run) -> None:
        self.written(known, terminal, "note", "edit", "heron/1")
        known.data("note", "edit", "heron/1", typed="another wording")
        session = opens(terminal, known, "note", "edit", "heron/1", editor="vim")
        session.shows("another wording")
        session.types(":q!" + ENTER)
        session.ends()
        assert CANARY not in session.raw

    def test_a_draft_is_sealed_with_its_engagement(self, known: Machine, terminal: Run) -> None:
        self.written(known, terminal, "note", "add", "heron")
        known.data("engagement", "end", "heron")
        session = opens(terminal, known, "note", "add", "heron", editor="vim")
        session.answers("has ended. Write a note all the same?", "n")
        session.ends()
        assert CANARY not in session.raw
        assert left_behind(known) == []

    def test_what_could_not_be_saved_is_offered_again(self, known: Machine, terminal: Run) -> None:
        session = opens(terminal, known, "note", "add", "heron", editor="vim")
        types(session, "vim", CANARY)
        known.vault.with_name(known.vault.name + "-wal").touch()
        session.types(*VIM.save)
        session.waits_for("What you typed is kept")
        assert session.ends() == 13
        known.vault.with_name(known.vault.name + "-wal").unlink()
        again = opens(terminal, known, "note", "add", "heron", editor="vim")
        again.waits_for(f"was not saved: {CANARY}")

    def test_an_editor_that_fails_saves_nothing_and_keeps_the_draft(self, known: Machine, terminal: Run) -> None:
        session = opens(terminal, known, "note", "add", "heron", editor="vim")
        types(session, "vim", CANARY)
        session.types(ESCAPE, ":cq" + ENTER)
        session.waits_for("nothing was saved")
        assert session.ends() == 17
        assert len(drafts(known)) == 1

    def test_the_draft_of_the_prompt_comes_back_too(self, known: Machine, terminal: Run) -> None:
        session = terminal(known, "note", "add", "heron")
        session.unlocks()
        session.waits_for("Ctrl-D saves")
        session.types(CANARY)
        eventually(lambda: drafts(known) != [])
        session.kills(signal.SIGKILL)
        again = terminal(known, "note", "add", "heron")
        again.unlocks()
        again.waits_for(f"was not saved: {CANARY}")
        again.answers("Go on with it?", "")
        again.waits_for("Ctrl-D saves")
        again.types(CTRL_D)
        assert again.ends() == 0
        assert known.data("note", "show", "heron/4")["note"]["body"] == CANARY

    def test_what_was_thrown_away_at_the_prompt_is_not_offered(self, known: Machine, terminal: Run) -> None:
        session = terminal(known, "note", "add", "heron")
        session.unlocks()
        session.waits_for("Ctrl-D saves")
        session.types(CANARY)
        eventually(lambda: drafts(known) != [])
        session.types(CTRL_C)
        session.waits_for("throws this text away")
        session.types(CTRL_C)
        assert session.ends() == 130
        assert drafts(known) == []


@pytest.mark.needs_program("vim")
def test_the_users_own_settings_are_not_used(known: Machine, terminal: Run) -> None:
    trap = known.home / "trap"
    (known.home / ".vimrc").write_text(f"set backup writebackup swapfile undofile\ncall writefile(['x'], '{trap}')\n")
    session = opens(
        terminal, known, "note", "add", "heron", editor="vim", more={"VIMINIT": f"call writefile(['x'], '{trap}')"}
    )
    types(session, "vim", CANARY)
    session.types(*VIM.save)
    assert session.ends() == 0
    assert not trap.exists()
    assert left_behind(known) == []


@pytest.mark.needs_program("vim")
def test_a_note_cannot_command_the_editor(known: Machine, terminal: Run) -> None:
    trap = known.home / "trap"
    known.data("note", "edit", "heron/1", typed=f"text\nvim: set fdm=expr fde=writefile(['x'],'{trap}'):\n")
    session = opens(terminal, known, "note", "edit", "heron/1", editor="vim")
    session.shows("vim: set")
    session.types(":q!" + ENTER)
    session.ends()
    assert not trap.exists()


class TestOtherEditors:
    @pytest.fixture
    def other(self, known: Machine) -> str:
        script = known.keys / "pad"
        script.write_text(f'#!/bin/sh\nls -ld "$(dirname "$1")" "$1" >&2\nprintf "{CANARY}" > "$1"\n')
        script.chmod(0o700)
        return str(script)

    def test_a_warning_and_a_yes_come_first(self, known: Machine, terminal: Run, other: str) -> None:
        session = opens(terminal, known, "note", "add", "heron", editor=other)
        session.waits_for("pad is not known to leave nothing behind")
        session.answers("Use it all the same?", "y")
        session.waits_for("heron/4 saved")
        assert session.ends() == 0
        assert "drwx------" in session.raw
        assert "-rw-------" in session.raw
        assert known.data("note", "show", "heron/4")["note"]["body"] == CANARY
        assert left_behind(known) == []

    def test_without_a_yes_one_types_at_the_prompt(self, known: Machine, terminal: Run, other: str) -> None:
        session = opens(terminal, known, "note", "add", "heron", editor=other)
        session.answers("Use it all the same?", "")
        session.waits_for("Ctrl-D saves")
        session.types("typed instead", CTRL_D)
        assert session.ends() == 0
        assert known.data("note", "show", "heron/4")["note"]["body"] == "typed instead"

    @pytest.mark.parametrize("editor", ["", "no-such-editor", "'unfinished", "  "])
    def test_an_editor_that_is_not_there_is_none(self, known: Machine, terminal: Run, editor: str) -> None:
        session = opens(terminal, known, "note", "add", "heron", editor=editor)
        session.waits_for("Ctrl-D saves")
        session.types("typed instead", CTRL_D)
        assert session.ends() == 0
