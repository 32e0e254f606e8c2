"""What was removed from a vault on this machine, or held, remembered outside it (vault-format 12.4).

A copy from before that is brought back here brings none of it back and loses no hold, even where the vault itself is
lost. Only random ids and days are written down.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from coachvault.errors import BadInput, FormatError, IntegrityError
from coachvault.system.files import atomic_write, locked, private_folder, read_private
from coachvault.vault.codec import CompartmentId, RecordId, VaultId, decode, encode

_MAX_BYTES = 16 * 1024 * 1024


class Taken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was removed; ids in hexadecimal digits.

    Args:
        destroyed: Compartments that were destroyed, with the day.
        sealed: Compartments that were sealed, with the day; reopening one takes it off.
        withdrawn: Compartments of releases that were withdrawn, with the day.
        erased: Records that were erased, as compartment, a slash, record.
        held: Compartments on which a hold was put, with the day; lifting it takes it off.
    """

    destroyed: dict[str, date] = {}
    sealed: dict[str, date] = {}
    withdrawn: dict[str, date] = {}
    erased: tuple[str, ...] = ()
    held: dict[str, date] = {}

    def is_nothing(self) -> bool:
        """Returns whether nothing was removed."""
        return self == Taken()

    def erased_in(self, compartment_id: CompartmentId) -> set[RecordId]:
        """Returns the records that were erased in a compartment."""
        start = f"{compartment_id.hex()}/"
        return {RecordId(bytes.fromhex(each[len(start) :])) for each in self.erased if each.startswith(start)}


class Taking:
    """What one change removes, or gives back by reopening."""

    def __init__(self) -> None:
        self._destroyed: set[CompartmentId] = set()
        self._sealed: set[CompartmentId] = set()
        self._reopened: set[CompartmentId] = set()
        self._withdrawn: set[CompartmentId] = set()
        self._erased: set[tuple[CompartmentId, RecordId]] = set()
        self._held: set[CompartmentId] = set()
        self._lifted: set[CompartmentId] = set()

    def destroys(self, compartment_id: CompartmentId) -> None:
        """Records that a compartment is destroyed."""
        self._destroyed.add(compartment_id)

    def seals(self, compartment_id: CompartmentId) -> None:
        """Records that a compartment is sealed."""
        self._sealed.add(compartment_id)
        self._reopened.discard(compartment_id)

    def reopens(self, compartment_id: CompartmentId) -> None:
        """Records that a compartment is opened again."""
        self._reopened.add(compartment_id)
        self._sealed.discard(compartment_id)

    def withdraws(self, compartment_id: CompartmentId) -> None:
        """Records that what is in a compartment was withdrawn."""
        self._withdrawn.add(compartment_id)

    def erases(self, compartment_id: CompartmentId, record_id: RecordId) -> None:
        """Records that a record is erased."""
        self._erased.add((compartment_id, record_id))

    def holds(self, compartment_id: CompartmentId) -> None:
        """Records that nothing of a compartment may be destroyed."""
        self._held.add(compartment_id)

    def lifts(self, compartment_id: CompartmentId) -> None:
        """Records that the hold on a compartment is lifted."""
        self._lifted.add(compartment_id)

    def added_to(self, known: Taken, day: date) -> Taken:
        """Returns what is known with this added."""
        reopened = {each.hex() for each in self._reopened}
        sealed = {name: since for name, since in known.sealed.items() if name not in reopened}
        lifted = {each.hex() for each in self._lifted}
        held = {name: since for name, since in known.held.items() if name not in lifted}
        new = {f"{compartment_id.hex()}/{record_id.hex()}" for compartment_id, record_id in self._erased}
        return Taken(
            known.destroyed | {each.hex(): day for each in self._destroyed if each.hex() not in known.destroyed},
            sealed | {each.hex(): day for each in self._sealed if each.hex() not in sealed},
            known.withdrawn | {each.hex(): day for each in self._withdrawn if each.hex() not in known.withdrawn},
            tuple(sorted({*known.erased, *new})),
            held | {each.hex(): day for each in self._held if each.hex() not in held},
        )


def remember(state_folder: Path, vault_id: VaultId, taking: Taking, day: date) -> None:
    """Remembers what a change removed, once it was saved.

    Raises:
        BadInput: Others may write in the state folder.
        StorageFailed: The disk did not take it.
    """
    path = _path(state_folder, vault_id)
    known = read(state_folder, vault_id)
    if taking.added_to(known, day) == known:
        return
    private_folder(path.parent)
    with locked(path.with_suffix(".lock")):
        atomic_write(path, encode(taking.added_to(read(state_folder, vault_id), day)))


def read(state_folder: Path, vault_id: VaultId) -> Taken:
    """Returns what was removed from a vault on this machine.

    Raises:
        IntegrityError: The file is damaged.
    """
    try:
        return decode(read_private(_path(state_folder, vault_id), _MAX_BYTES), Taken)
    except FileNotFoundError:
        return Taken()
    except (FormatError, BadInput):
        raise IntegrityError(
            "The record of what was removed from this vault, in the state folder, is damaged.",
            "Remove the folder `taken` there: an older copy may then bring back what was erased.",
        ) from None


def _path(state_folder: Path, vault_id: VaultId) -> Path:
    return state_folder / "taken" / f"{vault_id.hex()}.json"
