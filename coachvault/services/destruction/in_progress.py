"""A mark in the state folder that a destruction has begun, so that a machine that stopped goes on at its next start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.services.core.open_vault import OpenVault
from coachvault.system.files import atomic_write, private_folder, read_private
from coachvault.vault.change import Change

_FOLDER = "destroying"
_MAX_BYTES = 64


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
    mark = _mark(opened.vault.locked.anchors.state_folder, opened.vault_id)
    private_folder(mark.parent)
    atomic_write(mark, str(change.last.seq if change.last else 0).encode())
    try:
        yield
    except (Refused, NotFound, BadInput):  # raised before anything is kept
        end(opened)
        raise


def end(opened: OpenVault) -> None:
    """Takes the mark away: here and in every copy that could be reached, all is done.

    Where the disk does not let it go, the next start looks once more, and finds nothing to do.
    """
    with suppress(OSError):
        _mark(opened.vault.locked.anchors.state_folder, opened.vault_id).unlink()


def is_begun(opened: OpenVault) -> bool:
    """Returns whether this machine stopped while it destroyed something of this vault."""
    return _mark(opened.vault.locked.anchors.state_folder, opened.vault_id).exists()


def begun_after(opened: OpenVault) -> int:
    """Returns the number of the ledger's newest entry when it was begun; 0 where that is not known."""
    try:
        data = read_private(_mark(opened.vault.locked.anchors.state_folder, opened.vault_id), _MAX_BYTES)
    except (FileNotFoundError, BadInput):
        return 0
    return int(data) if data.isdigit() else 0


def _mark(state_folder: Path, vault_id: str) -> Path:
    return state_folder / _FOLDER / vault_id
