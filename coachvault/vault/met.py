"""Copies that a command met, remembered sealed in the state folder until the vault's list has them (vault-format 12.7).

Whoever opens a copy has no vault to write into. What was met is sealed under the key of what this computer knows, which
every copy of the vault gives, so that the next command that opens the vault itself can put it into the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from coachvault.crypto.aead import seal, unseal
from coachvault.errors import BadInput, FormatError, IntegrityError
from coachvault.system.files import atomic_write, locked, private_folder, read_private
from coachvault.vault.codec import VaultId, associated_data, decode, encode
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.known import state_key

_FOLDER = "met"
_MAX_BYTES = 1024 * 1024
_MOST = 1_000


class MetCopy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A copy that was met.

    Args:
        copy_id: Its copy id; 16 bytes.
        path: Where it stood.
        role: What it is for, as the format calls it.
        seq: The number of the newest entry of its ledger.
        apart: Whether its folder was on another disk than the state folder; None where that was not looked at.
    """

    copy_id: bytes
    path: str
    role: str
    seq: int
    apart: bool | None = None


class MetCopies:
    """The copies of one vault that were met on this computer and are in no list yet.

    Args:
        state_folder: Where this computer remembers what it has seen.
        vault_id: The vault.
    """

    def __init__(self, state_folder: Path, vault_id: VaultId) -> None:
        self._path = state_folder / _FOLDER / vault_id.hex()
        self._place = associated_data("met", vault_id)

    def is_there(self) -> bool:
        """Returns whether any was met."""
        return self._path.exists()

    def add(self, met: MetCopy, keys: Sequence[CompartmentKey]) -> None:
        """Remembers a copy.

        Args:
            met: The copy.
            keys: Its ledger's keys, the newest generation first.

        Raises:
            BadInput: Others may write in the state folder.
            StorageFailed: The disk did not take it.
        """
        private_folder(self._path.parent)
        with locked(self._path.with_suffix(".lock")):
            known = self.read(keys)
            others = [each for each in known if (each.copy_id, each.path) != (met.copy_id, met.path)]
            if [*others, met] != known:
                data = encode([*others, met][-_MOST:])
                atomic_write(self._path, seal(state_key(keys), data, self._place))

    def read(self, keys: Sequence[CompartmentKey]) -> list[MetCopy]:
        """Returns what was met; what cannot be opened counts as nothing.

        Args:
            keys: The keys of a copy's ledger, the newest generation first.
        """
        try:
            return decode(unseal(state_key(keys), read_private(self._path, _MAX_BYTES), self._place), list[MetCopy])
        except (FileNotFoundError, BadInput, FormatError, IntegrityError):
            return []

    def forget(self, listed: Sequence[MetCopy], keys: Sequence[CompartmentKey]) -> None:
        """Forgets what was met and is in every list that is to know of it; what was met meanwhile stays.

        Args:
            listed: What is in the lists.
            keys: The keys of a copy's ledger, the newest generation first.

        Raises:
            StorageFailed: The disk did not take it.
        """
        with locked(self._path.with_suffix(".lock")):
            if left := [each for each in self.read(keys) if each not in listed]:
                atomic_write(self._path, seal(state_key(keys), encode(left), self._place))
                return
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
