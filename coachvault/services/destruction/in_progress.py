"""A mark in the state folder that a destruction has begun, so that a machine that stopped goes on at its next start.

The mark is a file with a line for each destruction that has begun: the number of the ledger's newest entry before it.
Several processes may destroy at the same time, and none takes the line of another away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coachvault.errors import BadInput, NotFound, Refused, StorageFailed
from coachvault.services.core.open_vault import OpenVault
from coachvault.system.files import atomic_write, locked, private_folder, read_private
from coachvault.vault.change import Change
from coachvault.vault.store import Store

_FOLDER = "destroying"
_MAX_BYTES = 16 * 1024


@contextmanager
def begun(opened: OpenVault, change: Change) -> Iterator[None]:
    """Marks that something is being destroyed; where a rule says no, nothing was, and the mark goes again.

    Args:
        opened: The vault.
        change: The change that destroys; nothing of it is saved before the mark is written.

    Raises:
        BadInput: Others may write in the state folder.
        StorageFailed: The disk did not take it.
    """
    before = change.last.seq if change.last else 0
    private_folder(_mark(opened).parent)
    with _held(opened) as known:
        _write(opened, known | {before})
    try:
        yield
    except (Refused, NotFound, BadInput):  # raised before anything is kept
        _take_away(opened, lambda each: each == before)
        raise


def end(opened: OpenVault, up_to: int) -> None:
    """Takes the mark of what is done away: here and in every copy that could be reached.

    Where the disk does not let it go, the next start looks once more, and finds nothing to do.

    Args:
        opened: The vault.
        up_to: The number of the newest entry in the ledger of the vault by which the copies were cleaned; what began
            after it goes on.
    """
    _take_away(opened, lambda each: each < up_to)


def end_unless_under_way(opened: OpenVault, up_to: int) -> None:
    """Takes the mark away of what came to nothing: a machine that stopped before anything was destroyed.

    Whoever marks that something begins is about to write, and nobody else can write meanwhile. So a mark at the newest
    entry is nobody's any more, if that is still the newest one while this process could write.

    Args:
        opened: The vault.
        up_to: The number of the newest entry up to which nothing was destroyed.

    Raises:
        VaultBusy: Another program is writing: the mark may be its own.
    """
    store = Store.open(opened.vault.path)
    try:
        with store.transaction(write=True):
            newest = store.last_ledger()
            is_nobodys = newest is not None and newest.seq == up_to
            end(opened, up_to + 1 if is_nobodys else up_to)
    finally:
        store.close()


def is_begun(opened: OpenVault) -> bool:
    """Returns whether this machine stopped while it destroyed something of this vault."""
    return _mark(opened).exists()


def begun_after(opened: OpenVault) -> int:
    """Returns the number of the ledger's newest entry when the first began; 0 where that is not known."""
    return min(_read(opened), default=0)


def _take_away(opened: OpenVault, is_done: Callable[[int], bool]) -> None:
    with suppress(OSError, BadInput, StorageFailed), _held(opened) as known:
        left = {each for each in known if not is_done(each)}
        if left:
            _write(opened, left)
        else:
            _mark(opened).unlink(missing_ok=True)


@contextmanager
def _held(opened: OpenVault) -> Iterator[set[int]]:
    """Gives what stands in the mark while no other process changes it."""
    with locked(_mark(opened).with_suffix(".lock")):
        yield _read(opened)


def _read(opened: OpenVault) -> set[int]:
    try:
        data = read_private(_mark(opened), _MAX_BYTES)
    except (FileNotFoundError, BadInput):
        return set()
    return {int(line) for line in data.split() if line.isdigit()}


def _write(opened: OpenVault, known: set[int]) -> None:
    atomic_write(_mark(opened), "".join(f"{each}\n" for each in sorted(known)).encode())


def _mark(opened: OpenVault) -> Path:
    return opened.vault.locked.anchors.state_folder / _FOLDER / opened.vault_id
