"""Copies that are being written: a file for each in the state folder, locked while its process lives.

So the next opening knows that a copy may have been left unfinished, and never touches one that is still being written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coachvault.errors import StorageFailed
from coachvault.system.files import locked, locked_if_free, private_folder
from coachvault.vault.codec import CopyId, VaultId
from coachvault.vault.known import place_of
from coachvault.vault.met import MetCopies

_FOLDER = "copying"


class UnderWay:
    """The copies of one vault that are being written on this machine, or were when it stopped.

    Args:
        state_folder: Where this machine remembers what it has seen.
        vault_id: The vault's id.
    """

    def __init__(self, state_folder: Path, vault_id: VaultId) -> None:
        self._folder = state_folder / _FOLDER
        self._vault = vault_id.hex()
        self._met = MetCopies(state_folder, vault_id)

    @contextmanager
    def writing(self, copy_id: CopyId, unlisted_at: Path | None = None) -> Iterator[None]:
        """Marks that a copy is being written, for as long as the block and its process live.

        Args:
            copy_id: The copy's id, drawn before anything of it is written.
            unlisted_at: The place of a copy that stands in no list while it is written: a vault that is brought back.

        Raises:
            BadInput: Others may write in the state folder.
            StorageFailed: The disk did not take it.
        """
        private_folder(self._folder)
        with locked(self._folder / self._name(copy_id, unlisted_at)):
            yield

    def is_marked(self) -> bool:
        """Returns whether a copy is being written, or may have been left unfinished."""
        return any(True for _ in self._marks())

    def is_unsettled(self) -> bool:
        """Returns whether the list of copies has something to be told: of a stop, or of a copy that was met."""
        return self.is_marked() or self._met.is_there()

    def is_being_written(self, copy_id: CopyId | None = None) -> bool:
        """Returns whether a process that lives is writing a copy; any, where none is named."""
        return not all(map(_is_free, self._marks(copy_id)))

    def stopped(self, place: Path) -> list[CopyId]:
        """Returns the ids of copies that were being written when their process ended.

        Args:
            place: Of copies that stand in no list, those alone that were to be at this place.
        """
        found = []
        for mark in self._marks():
            copy_id = mark.name.split("-")[1]
            is_meant = mark.name in (f"{self._vault}-{copy_id}", f"{self._vault}-{copy_id}-{place_of(place)}")
            if is_meant and _is_free(mark):
                found.append(CopyId(bytes.fromhex(copy_id)))
        return found

    def forget(self, copy_id: CopyId) -> None:
        """Takes the mark of a copy away: nothing of it is unfinished."""
        for mark in self._marks(copy_id):
            with suppress(OSError):
                mark.unlink(missing_ok=True)

    def _marks(self, copy_id: CopyId | None = None) -> list[Path]:
        return sorted(self._folder.glob(f"{self._vault}-{copy_id.hex() if copy_id else ''}*"))

    def _name(self, copy_id: CopyId, unlisted_at: Path | None) -> str:
        name = f"{self._vault}-{copy_id.hex()}"
        return f"{name}-{place_of(unlisted_at)}" if unlisted_at else name


def _is_free(mark: Path) -> bool:
    """Returns whether no process holds a mark."""
    try:
        with locked_if_free(mark) as is_free:
            return is_free
    except StorageFailed:  # it was taken away just now
        return True
