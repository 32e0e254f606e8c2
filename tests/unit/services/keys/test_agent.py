"""What goes to the agent and what comes back from it; the agent itself is another's, and here a book of notes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coachvault.agent import SOCKET
from coachvault.agent.client import NoSockets
from coachvault.agent.protocol import Held, Lent
from coachvault.errors import Locked, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.keys import agent
from coachvault.vault.codec import CompartmentId
from coachvault.vault.keys import CompartmentKey
from tests.fakes import Practice, filled_practice

PLACE = (CompartmentId(b"c" * 16), 3)
KEY = CompartmentKey(b"k" * 32)


class Book:
    """An agent that writes down what it is asked."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[bytes, int], bytes] = {}
        self.limits: tuple[int, int] = (0, 0)
        self.windows: dict[str, bytes] = {}
        self.refuses: NoSockets | None = None

    def keep(self, vault: bytes, epoch: int, secret: bytes, limits: tuple[int, int]) -> None:
        if self.refuses:
            raise self.refuses
        self.secrets[vault, epoch], self.limits = secret, limits

    def lend(self, vault: bytes, epoch: int) -> Lent | None:
        secret = self.secrets.get((vault, epoch))
        return Lent(secret, self.windows) if secret else None

    def open_window(self, vault: bytes, epoch: int, window: tuple[str, bytes], seconds: int) -> bool:
        name, secret = window
        self.windows = {key: each for key, each in self.windows.items() if key != name}
        if seconds:
            self.windows[name] = secret
        return (vault, epoch) in self.secrets

    def held(self) -> list[Held]:
        return [Held(vault, epoch, 60, 3600, dict.fromkeys(self.windows, 30)) for vault, epoch in self.secrets]


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
    assert agent.lend(practice.setting.state_folder, header.vault_id, header.epoch) is None
    assert agent.holding(practice.setting, opened) is None
    agent.close_windows(practice.setting, opened)
    with pytest.raises(Locked, match="not kept unlocked"):
        agent.require_kept(practice.setting, opened)


def test_day_keys_are_kept_and_no_other(practice: Practice, opened: OpenVault, book: Book) -> None:
    agent.keep_unlocked(practice.setting, opened, agent.Limits(timedelta(minutes=5), timedelta(hours=1)))
    assert book.limits == (300, 3600)
    assert list(book.secrets.values()) == [opened.vault.day.encode()]
    header = opened.vault.locked.header
    lent = agent.lend(practice.setting.state_folder, header.vault_id, header.epoch)
    assert lent is not None
    assert lent.day == opened.vault.day
    assert agent.lend(practice.setting.state_folder, header.vault_id, header.epoch + 1) is None


def test_a_sealed_engagement_is_open_for_a_while_and_closed_again(
    practice: Practice, opened: OpenVault, book: Book
) -> None:
    agent.keep_unlocked(practice.setting, opened, agent.Limits())
    agent.keep_window(practice.setting, opened, {PLACE: KEY}, timedelta(minutes=30))
    holding = agent.require_kept(practice.setting, opened)
    assert holding == agent.Holding(timedelta(seconds=60), timedelta(hours=1), {PLACE[0]: timedelta(seconds=30)})
    header = opened.vault.locked.header
    lent = agent.lend(practice.setting.state_folder, header.vault_id, header.epoch)
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
