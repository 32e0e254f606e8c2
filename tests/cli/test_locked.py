"""Writing while the vault is locked: at a terminal only when it is chosen, in a script without any way in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.cli.machine import PROGRAM, Machine, disguises
from tests.cli.terminal import CTRL_D, ENTER, Terminal
from tests.fakes import PASSPHRASE

pytestmark = pytest.mark.sampled(2)

Run = Callable[..., Terminal]


@pytest.fixture
def known(practice: Machine) -> Machine:
    """A machine that has unlocked the practice once."""
    practice.data("client", "list")
    return practice


def locked(machine: Machine, *words: str, typed: str = "") -> tuple[int, str, str]:
    answer = machine.run(*words, typed=typed, environment=machine.without_passphrase())
    return answer.code, answer.out, answer.err


def test_a_note_without_any_way_in_waits_and_is_filed_by_the_next_command(known: Machine) -> None:
    answer = known.run("--json", "note", "add", "heron", typed="one\n", environment=known.without_passphrase())
    assert answer.data == {"inbox": {"waiting": 1}}
    assert locked(known, "note", "add", "heron", typed="two") == (
        0,
        "Sealed. It is filed when the vault is next unlocked; 2 waiting.\n",
        "",
    )
    listed = known.run("--json", "note", "list", "heron")
    assert [note["title"] for note in listed.data["notes"]][:2] == ["two", "one"]
    assert "filed now: heron/4, heron/5" in listed.err
    assert known.data("note", "show", "heron/4")["note"]["body"] == "one\n"


def test_status_counts_what_waits_and_asks_nothing(known: Machine) -> None:
    locked(known, "note", "add", "heron", typed="one")
    answer = known.run("--json", "status", environment=known.without_passphrase())
    assert answer.data == {"status": {"locked": True, "inbox": {"waiting": 1}}}
    assert locked(known, "status")[1].startswith("Locked. 1 note waits to be filed.")
    assert known.data("status")["status"]["inbox"] == {"waiting": 0}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("note", "add"), 2),
        (("note", "add", "Ada Marsh"), 17),
        (("note", "add", "heron", "--date", "someday"), 17),
        (("note", "add", "own", "--kind", "session"), 17),
        (("note", "list"), 12),
        (("note", "edit", "heron/1"), 12),
    ],
)
def test_what_is_refused_while_locked(known: Machine, words: tuple[str, ...], code: int) -> None:
    before = known.vault.read_bytes()
    assert locked(known, *words, typed="text")[0] == code
    assert known.vault.read_bytes() == before


def test_a_way_in_that_does_not_fit_is_not_taken_for_none(known: Machine) -> None:
    wrong = known.private("wrong", "not the passphrase\n")
    assert known.fails("--passphrase-file", str(wrong), "note", "add", "heron", typed="x") == (12, "locked")
    assert known.fails("--passphrase-file", "/nowhere/at/all", "note", "add", "heron", typed="x") == (17, "bad_input")
    assert known.data("status")["status"]["inbox"] == {"waiting": 0}


def test_no_vault_is_no_vault(machine: Machine) -> None:
    assert locked(machine, "note", "add", "heron", typed="x")[0] == 10


def test_nothing_of_a_locked_note_stays_anywhere(known: Machine) -> None:
    locked(known, "note", "add", "heron", typed="a canary sang\n")
    for file in filter(lambda each: each.is_file(), known.files()):
        data = file.read_bytes()
        assert not any(form in data for form in disguises("canary sang")), file


@pytest.mark.thorough
def test_many_locked_notes_at_once_are_all_filed_in_some_order(known: Machine) -> None:
    count = 12
    running = [
        subprocess.Popen(
            [sys.executable, *PROGRAM, "note", "add", "heron"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=known.without_passphrase(),
        )
        for _ in range(count)
    ]
    for number, each in enumerate(running):
        assert each.stdin is not None
        each.stdin.write(f"note {number}".encode())
        each.stdin.close()
    assert [each.wait(timeout=60) for each in running] == [0] * count
    titles = [note["title"] for note in known.data("note", "list", "heron")["notes"]]
    assert sorted(titles[:count]) == sorted(f"note {number}" for number in range(count))
    assert known.data("check")["faults"] == []


@pytest.mark.needs_terminal
class TestAtATerminal:
    def test_enter_alone_writes_it_locked(self, known: Machine, terminal: Run) -> None:
        session = terminal(known, "note", "add")
        session.waits_for("Enter alone writes the note without unlocking")
        session.waits_for("Passphrase: ")
        session.types(ENTER)
        session.answers("Client's code: ", "heron")
        session.waits_for("Ctrl-D saves")
        session.types("Written on the train.", CTRL_D)
        assert session.ends() == 0
        assert "Sealed. It is filed when" in session.screen
        assert known.data("note", "show", "heron")["note"]["body"] == "Written on the train."

    def test_the_passphrase_unlocks_as_ever(self, known: Machine, terminal: Run) -> None:
        session = terminal(known, "note", "add", "heron")
        session.unlocks()
        session.waits_for("Ctrl-D saves")
        session.types("Unlocked.", CTRL_D)
        assert session.ends() == 0
        assert "heron/4 saved" in session.screen

    def test_a_wrong_passphrase_is_asked_for_again_and_writes_nothing_locked(
        self, known: Machine, terminal: Run
    ) -> None:
        session = terminal(known, "note", "add", "heron")
        for _ in range(3):
            session.answers_in_secret("Passphrase: ", "wrong")
        assert session.ends() == 12
        assert session.raw.count("That is not the passphrase.") == 2
        assert known.data("status")["status"]["inbox"] == {"waiting": 0}

    def test_an_unknown_code_is_asked_about(self, known: Machine, terminal: Run) -> None:
        locked(known, "note", "add", "hern", typed="a slip of the finger")
        session = terminal(known, "note", "list", "heron")
        session.unlocks()
        session.waits_for("a slip of the finger")
        session.answers("Whose note is it? ", "heron")
        assert session.ends() == 0
        assert known.data("note", "show", "heron")["note"]["body"] == "a slip of the finger"

    def test_it_may_be_left_for_later(self, known: Machine, terminal: Run) -> None:
        locked(known, "note", "add", "hern", typed="a slip of the finger")
        session = terminal(known, "note", "list", "heron")
        session.unlocks()
        session.answers("Whose note is it? ", "later")
        session.ends()
        assert "It waits as w1" in session.raw
        assert [each["id"] for each in known.data("note", "waiting")["waiting"]] == ["w1"]
        again = terminal(known, "note", "list", "heron")
        again.unlocks()
        assert again.ends() == 0
        assert "Whose note is it?" not in again.raw

    def test_a_note_after_the_end_is_confirmed(self, known: Machine, terminal: Run) -> None:
        for answer, waiting in (("n", 0), ("y", 1)):
            session = terminal(known, "note", "add", "linden")
            session.unlocks()
            session.answers("E3 with linden has ended. Write a note all the same?", answer)
            if answer == "y":
                session.waits_for("Ctrl-D saves")
                session.types("Afterwards.", CTRL_D)
            assert session.ends() == 0
            assert known.data("status")["status"]["inbox"] == {"waiting": waiting}
        assert PASSPHRASE not in session.raw

    def test_a_code_that_is_none_is_told_before_anything_is_typed(self, known: Machine, terminal: Run) -> None:
        session = terminal(known, "note", "add", "Cy Term")
        session.answers_in_secret("Passphrase", "")
        assert session.ends() == 17
        assert "Ctrl-D saves" not in session.raw

    def test_what_is_typed_is_not_lost_where_it_cannot_be_saved(self, known: Machine, terminal: Run) -> None:
        session = terminal(known, "note", "add", "heron")
        session.answers_in_secret("Passphrase", "")
        session.waits_for("Ctrl-D saves")
        in_the_way = known.vault.with_name(f"{known.vault.name}-wal")
        in_the_way.write_bytes(b"x" * 64)
        session.types("Said on the train.", CTRL_D)
        session.waits_for("not saved yet. Try again?")
        in_the_way.unlink()
        session.types("y" + ENTER)
        assert session.ends() == 0
        assert known.data("note", "show", "heron/4")["note"]["body"].strip() == "Said on the train."

    def test_a_note_after_the_end_that_cannot_be_saved_is_kept_as_a_draft(self, known: Machine, terminal: Run) -> None:
        session = terminal(known, "note", "add", "linden")
        session.unlocks()
        session.answers("Write a note all the same?", "y")
        session.waits_for("Ctrl-D saves")
        in_the_way = known.vault.with_name(f"{known.vault.name}-wal")
        in_the_way.write_bytes(b"x" * 64)
        session.types("Afterwards.", CTRL_D)
        session.waits_for("is kept as a sealed draft")
        assert session.ends() == 13
        in_the_way.unlink()
        again = terminal(known, "note", "add", "linden")
        again.unlocks()
        again.answers("Write a note all the same?", "y")
        again.answers("Go on with it?", "y")
        again.waits_for("Ctrl-D saves")
        again.types(CTRL_D)
        assert again.ends() == 0
        assert known.data("status")["status"]["inbox"] == {"waiting": 1}
