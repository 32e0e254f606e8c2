"""What goes to the agent and what comes back from it; the agent itself is another's, and here a book of notes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest

from coachvault.agent import SOCKET
from coachvault.agent.client import NoSockets
from coachvault.agent.protocol import Held, HeldList, Lent, Place, Steps
from coachvault.errors import Locked, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.keys import agent
from coachvault.services.notes.editing import erase_note
from coachvault.vault.codec import CompartmentId, CopyId
from coachvault.vault.keys import CompartmentKey
from tests.fakes import PASSPHRASE, Practice, filled_practice

PLACE = (CompartmentId(b"c" * 16), 3)
KEY = CompartmentKey(b"k" * 32)


class Book:
    """An agent that writes down what it is asked."""

    def __init__(self) -> None:
        self.secrets: dict[Place, bytes] = {}
        self.steps: Steps = (0, 0)
        self.limits: tuple[int, int] = (0, 0)
        self.windows: dict[str, bytes] = {}
        self.refuses: NoSockets | None = None

    def keep(self, place: Place, steps: Steps, secret: bytes, limits: tuple[int, int]) -> None:
        if self.refuses:
            raise self.refuses
        self.secrets[place], self.steps, self.limits = secret, steps, limits

    def advance(self, place: Place, steps: Steps, secret: bytes) -> bool:
        if place not in self.secrets:
            return False
        self.secrets[place], self.steps = secret, steps
        return True

    def lend(self, place: Place) -> Lent | None:
        secret = self.secrets.get(place)
        return Lent(secret, self.windows) if secret else None

    def open_window(self, place: Place, window: tuple[str, bytes], seconds: int) -> bool:
        name, secret = window
        self.windows = {key: each for key, each in self.windows.items() if key != name}
        if seconds:
            self.windows[name] = secret
        return place in self.secrets

    def held(self) -> HeldList:
        held = [Held(*place, 60, 3600, dict.fromkeys(self.windows, 30)) for place in self.secrets]
        return HeldList(held, memory_locked=True)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


@pytest.fixture
def book(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> Book:
    """An agent that runs."""
    found = Book()
    monkeypatch.setattr(agent, "_agent", lambda _: found)
    folder = practice.setting.state_folder / "agent"
    folder.mkdir(parents=True, mode=0o700)
    (folder / SOCKET).touch()
    return found


def test_without_an_agent_nothing_is_held(practice: Practice, opened: OpenVault) -> None:
    header = opened.vault.locked.header
    assert agent.lend(practice.setting.state_folder, header) is None
    assert agent.holding(practice.setting, opened) is None
    agent.close_windows(practice.setting, opened)
    with pytest.raises(Locked, match="not kept unlocked"):
        agent.require_kept(practice.setting, opened)


def test_day_keys_are_kept_and_no_other(practice: Practice, opened: OpenVault, book: Book) -> None:
    agent.keep_unlocked(practice.setting, opened, agent.Limits(timedelta(minutes=5), timedelta(hours=1)))
    assert book.limits == (300, 3600)
    with opened.vault.read() as snapshot:
        day = snapshot.day
    assert (list(book.secrets.values()), book.steps) == ([day.encode()], (1, 0)), "an engagement has ended"
    header = opened.vault.locked.header
    lent = agent.lend(practice.setting.state_folder, header)
    assert lent is not None
    assert lent.day == day
    assert agent.lend(practice.setting.state_folder, msgspec.structs.replace(header, epoch=2)) is None
    another = msgspec.structs.replace(header, copy_id=CopyId(bytes(16)))
    assert agent.lend(practice.setting.state_folder, another) is None, "a copy is opened by its own way in"


def test_a_sealed_engagement_is_open_for_a_while_and_closed_again(
    practice: Practice, opened: OpenVault, book: Book
) -> None:
    agent.keep_unlocked(practice.setting, opened, agent.Limits())
    agent.keep_window(practice.setting, opened, {PLACE: KEY}, timedelta(minutes=30))
    holding = agent.require_kept(practice.setting, opened)
    assert holding == agent.Holding(timedelta(seconds=60), timedelta(hours=1), {PLACE[0]: timedelta(seconds=30)}, True)
    header = opened.vault.locked.header
    lent = agent.lend(practice.setting.state_folder, header)
    assert lent is not None
    assert lent.windows == {PLACE: KEY}
    agent.close_windows(practice.setting, opened)
    assert book.windows == {}


def test_nothing_stays_open_in_a_vault_that_was_locked_meanwhile(
    practice: Practice, opened: OpenVault, book: Book
) -> None:
    with pytest.raises(Locked, match="meanwhile"):
        agent.keep_window(practice.setting, opened, {PLACE: KEY}, timedelta(minutes=30))


def test_that_no_agent_can_run_here_is_remembered_until_one_can(
    practice: Practice, opened: OpenVault, book: Book
) -> None:
    state = practice.setting.state_folder
    book.refuses = NoSockets("No agent can run here.")
    with pytest.raises(NoSockets):
        agent.keep_unlocked(practice.setting, opened, agent.Limits())
    assert agent.was_unavailable(state)
    book.refuses = None
    agent.keep_unlocked(practice.setting, opened, agent.Limits())
    assert not agent.was_unavailable(state)


def test_a_custodian_keeps_nothing_unlocked(practice: Practice, opened: OpenVault, book: Book) -> None:
    words = " ".join(custodians.add(opened, "maple", CustodianRole.EXECUTOR, {}).words)
    executor = open_vault(practice.setting, Credentials(str, [words]))
    with pytest.raises(Refused, match="only the coach keeps"):
        agent.keep_unlocked(practice.setting, executor, agent.Limits())
    assert book.secrets == {}


def test_what_is_held_goes_forward_with_each_step(practice: Practice, opened: OpenVault, book: Book) -> None:
    agent.keep_unlocked(practice.setting, opened, agent.Limits())
    state_folder = practice.setting.state_folder
    by_agent = Credentials(
        lambda: "never asked", lend=partial(agent.lend, state_folder), advance=partial(agent.advance, state_folder)
    )
    erase_note(open_vault(practice.setting, by_agent), "heron/1")
    assert book.steps == (2, 0)
    with open_vault(practice.setting, by_agent).vault.read() as snapshot:
        assert list(book.secrets.values()) == [snapshot.day.encode()]


def test_a_command_that_was_stopped_before_it_handed_the_keys_over_is_made_good(
    practice: Practice, opened: OpenVault, book: Book
) -> None:
    agent.keep_unlocked(practice.setting, opened, agent.Limits())
    erase_note(opened, "heron/1")  # opened by words: nobody hands anything over
    assert book.steps == (1, 0)
    state_folder = practice.setting.state_folder
    lend, advance = partial(agent.lend, state_folder), partial(agent.advance, state_folder)
    again = open_vault(practice.setting, Credentials(lambda: "never asked", lend=lend, advance=advance))
    assert (book.steps, again.vault.day.step) == ((2, 0), 2)


def test_keys_of_a_later_step_than_the_file_are_not_used(practice: Practice, opened: OpenVault, book: Book) -> None:
    before = practice.path.read_bytes()
    erase_note(opened, "heron/1")
    agent.keep_unlocked(practice.setting, practice.open(), agent.Limits())
    practice.path.write_bytes(before)
    setting = msgspec.structs.replace(practice.setting, only_reads=True)
    asked: list[str] = []

    def passphrase() -> str:
        asked.append("asked")
        return PASSPHRASE

    lend = partial(agent.lend, practice.setting.state_folder)
    opened = open_vault(setting, Credentials(passphrase, lend=lend))
    assert asked == ["asked"]
    assert opened.vault.day.step == 0


def test_nothing_is_handed_over_where_no_agent_runs(practice: Practice, opened: OpenVault) -> None:
    agent.advance(practice.setting.state_folder, opened.vault.locked.header, opened.vault.day)
    assert not agent.is_memory_locked(practice.setting.state_folder)
