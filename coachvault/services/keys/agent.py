"""Unlocked for a while: what goes to the agent and what comes back from it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coachvault.agent import SOCKET
from coachvault.errors import Locked
from coachvault.services.core.open_vault import OpenVault, Setting, Unlocked
from coachvault.vault.codec import CompartmentId
from coachvault.vault.header import Header
from coachvault.vault.keys import CompartmentKey, DayKeys
from coachvault.vault.snapshot import Windows

if TYPE_CHECKING:
    from coachvault.agent.client import Agent
    from coachvault.agent.protocol import Place


class Limits(msgspec.Struct, frozen=True):
    """For how long a vault stays unlocked: without use, and in all."""

    idle: timedelta = timedelta(minutes=15)
    total: timedelta = timedelta(hours=8)


class Holding(msgspec.Struct, frozen=True):
    """For how long a vault is still unlocked.

    Args:
        idle_left: Until it locks, if it is not used.
        total_left: Until it locks even if it is used.
        windows: For how long sealed engagements are open, by compartment.
        memory_locked: Whether the system keeps the memory that holds the keys out of swap.
    """

    idle_left: timedelta
    total_left: timedelta
    windows: dict[CompartmentId, timedelta] = {}
    memory_locked: bool = False


def lend(state_folder: Path, header: Header) -> Unlocked | None:
    """Returns what is held for this copy of a vault, or None when it is locked.

    Raises:
        IntegrityError: What is held are no keys.
    """
    if not _may_run(state_folder):
        return None
    lent = _agent(state_folder).lend(_place(header))
    if lent is None:
        return None
    windows = {_parse_window(name): CompartmentKey(secret) for name, secret in lent.windows.items()}
    return Unlocked(DayKeys.parse(lent.secret), windows)


def advance(state_folder: Path, header: Header, day: DayKeys) -> None:
    """Has the agent hold the keys of a later step where it holds this copy of a vault; nothing happens where not."""
    if _may_run(state_folder):
        _agent(state_folder).advance(_place(header), (day.step, day.duty_step), day.encode())


def become(state_folder: Path, tell: Callable[[str], None], before: Header, after: Header, listed_as: str) -> None:
    """Has the agent hold for a copy of a vault what it holds for the one that it was, and has that told.

    Args:
        state_folder: Where this machine's agent is.
        tell: Tells as what the one that it was is listed.
        before: The header of the copy as it was.
        after: Its header as it is.
        listed_as: As what the one that it was is listed, `B3`.
    """
    if _may_run(state_folder):
        _agent(state_folder).rename(_place(before), after.copy_id)
    tell(listed_as)


def keep_unlocked(setting: Setting, opened: OpenVault, limits: Limits) -> None:
    """Keeps a vault unlocked for a while, in a process of its own that holds its day keys and no other.

    Raises:
        Refused: A custodian opened it: each command asks for their words.
        BadInput: Others may write in the state folder.
        StorageFailed: No agent can run here.
    """
    opened.require_coach("keeps the vault unlocked")
    with opened.vault.read() as snapshot:  # never those of an earlier step
        day, place = snapshot.day, _place(snapshot.header)
    seconds = (int(limits.idle.total_seconds()), int(limits.total.total_seconds()))
    from coachvault.agent.client import NoSockets

    marker = _unavailable(setting.state_folder)
    try:
        _agent(setting.state_folder).keep(place, (day.step, day.duty_step), day.encode(), seconds)
    except NoSockets:
        with suppress(OSError):
            marker.touch(0o600)
        raise
    with suppress(OSError):
        marker.unlink()


def require_kept(setting: Setting, opened: OpenVault) -> Holding:
    """Returns for how long a vault is kept unlocked, so that something can stay open.

    Raises:
        Locked: It is not.
    """
    held = holding(setting, opened)
    if held is None:
        raise Locked(
            "The vault is not kept unlocked, so its sealed notes cannot stay open.",
            "`coachvault unlock` first; without `--for`, the notes are shown once.",
        )
    return held


def keep_window(setting: Setting, opened: OpenVault, windows: Windows, length: timedelta) -> None:
    """Keeps a sealed engagement's keys for a while along with the day keys.

    Raises:
        Locked: It was locked meanwhile.
    """
    held, agent = _place(opened.vault.locked.header), _agent(setting.state_folder)
    for place, key in windows.items():
        window = (f"{place[0].hex()}-{place[1]}", bytes(key))
        if not agent.open_window(held, window, int(length.total_seconds())):
            raise Locked("The vault was locked meanwhile: its sealed notes do not stay open.", "`coachvault unlock`")


def close_windows(setting: Setting, opened: OpenVault) -> None:
    """Gives back the keys of all sealed engagements of a vault that are open for a while."""
    if not _may_run(setting.state_folder):
        return
    header, agent = opened.vault.locked.header, _agent(setting.state_folder)
    for held in agent.held().held:
        for name in held.windows if held.vault == header.vault_id else ():
            agent.open_window((held.vault, held.copy, held.epoch), (name, b""), 0)


def holding(setting: Setting, opened: OpenVault) -> Holding | None:
    """Returns for how long a vault is still unlocked, or None."""
    if not _may_run(setting.state_folder):
        return None
    told = _agent(setting.state_folder).held()
    for held in told.held:
        if (held.vault, held.copy, held.epoch) == _place(opened.vault.locked.header):
            windows = {_parse_window(name)[0]: timedelta(seconds=left) for name, left in held.windows.items()}
            limits = (timedelta(seconds=held.idle_left), timedelta(seconds=held.total_left))
            return Holding(*limits, windows, told.memory_locked)
    return None


def is_memory_locked(state_folder: Path) -> bool:
    """Returns whether the system keeps the memory that holds the keys out of swap."""
    return _may_run(state_folder) and _agent(state_folder).held().memory_locked


def lock(state_folder: Path) -> bool:
    """Locks every vault of this user; returns whether one was unlocked.

    Raises:
        NotConfirmed: The agent does not end.
    """
    return _agent(state_folder).lock()


def was_unavailable(state_folder: Path) -> bool:
    """Returns whether an agent could not be started here before: that is said once."""
    return os.path.exists(_unavailable(state_folder))  # noqa: PTH110


@cache
def _agent(state_folder: Path) -> Agent:
    from coachvault.agent.client import Agent  # loaded only where an agent may run

    return Agent(_folder(state_folder))


def _may_run(state_folder: Path) -> bool:
    """Returns whether an agent may run, at the cost of one look at the disk."""
    return os.path.exists(_folder(state_folder) / SOCKET)  # noqa: PTH110 - a folder that cannot be entered holds none


def _folder(state_folder: Path) -> Path:
    return state_folder / "agent"


def _unavailable(state_folder: Path) -> Path:
    return _folder(state_folder) / "unavailable"


def _place(header: Header) -> Place:
    return header.vault_id, header.copy_id, header.epoch


def _parse_window(name: str) -> tuple[CompartmentId, int]:
    compartment_id, _, generation = name.partition("-")
    return CompartmentId(bytes.fromhex(compartment_id)), int(generation)
