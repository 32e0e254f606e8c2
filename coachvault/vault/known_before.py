"""What programs before format 2 kept in the state folder, in several files for each vault: read once, and taken over.

Source: vault-format 9.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from coachvault.crypto.hashing import Label, derive_key, is_authentic
from coachvault.errors import BadInput, FormatError, IntegrityError
from coachvault.practice.opening import DAMAGED
from coachvault.system.files import read_private
from coachvault.vault.codec import CompartmentId, CopyId, RecordId, VaultId, associated_data, decode
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.taken import Taking

_MAX_BYTES = 16 * 1024 * 1024
_T = TypeVar("_T")


class AnchorBefore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The newest state of a copy: the number and link of its newest entry, its header's code, and a code of all."""

    seq: Annotated[int, msgspec.Meta(ge=0, le=2**62)]
    link: bytes
    header: bytes
    mac: bytes


class _PlaceBefore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vault_id: bytes
    copy_id: bytes
    coming: bytes = b""


class _TakenBefore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was removed, or held: compartments in hexadecimal with days, and records as compartment, slash, record."""

    destroyed: dict[str, date] = {}
    sealed: dict[str, date] = {}
    withdrawn: dict[str, date] = {}
    erased: tuple[str, ...] = ()
    held: dict[str, date] = {}


class Before(msgspec.Struct, frozen=True):
    """All that was kept of a vault.

    Args:
        anchors: The newest state of each copy.
        places: How the path of each copy is known.
        taken: What was removed.
    """

    anchors: dict[CopyId, AnchorBefore]
    places: dict[CopyId, str]
    taken: _TakenBefore

    def require_authentic(self, vault_id: VaultId, keys: Sequence[CompartmentKey]) -> None:
        """Makes sure that each state was written by someone who holds the ledger's key, of whichever generation.

        Raises:
            IntegrityError: One was not.
        """
        for copy_id, each in self.anchors.items():
            message = associated_data("anchor", vault_id, copy_id, each.seq, each.link, each.header)
            derived = [derive_key(key, Label.ANCHOR_KEY) for key in keys]
            if not any(is_authentic(key, Label.ANCHOR_MAC, message, each.mac) for key in derived):
                raise IntegrityError(*DAMAGED)

    def taking(self) -> Taking:
        """Returns what was removed, as if one change had done it."""
        found = Taking()
        for names, takes in (
            (self.taken.destroyed, found.destroys),
            (self.taken.sealed, found.seals),
            (self.taken.withdrawn, found.withdraws),
            (self.taken.held, found.holds),
        ):
            for name in names:
                takes(CompartmentId(_parsed(name)))
        for each in self.taken.erased:
            compartment_id, _, record_id = each.partition("/")
            found.erases(CompartmentId(_parsed(compartment_id)), RecordId(_parsed(record_id)))
        return found


def read(state_folder: Path, vault_id: VaultId) -> Before | None:
    """Returns what was kept of a vault; None where that is nothing.

    Raises:
        IntegrityError: It is damaged.
    """
    anchors = {
        CopyId(_parsed(path.stem.partition("-")[2])): found
        for path in sorted((state_folder / "anchors").glob(f"{vault_id.hex()}-*.json"))
        if (found := _read(path, AnchorBefore))
    }
    taken = _read(_taken(state_folder, vault_id), _TakenBefore)
    if not anchors and taken is None:
        return None
    places = {CopyId(found.copy_id): path.stem for path, found in _places(state_folder) if found.vault_id == vault_id}
    return Before(anchors, places, taken or _TakenBefore())


def is_place_of_another(state_folder: Path, place: str, vault_id: VaultId) -> bool:
    """Returns whether another vault was last seen at a place, and this one was not about to be put there.

    Raises:
        IntegrityError: What was kept is damaged.
    """
    known = _read(state_folder / "places" / f"{place}.json", _PlaceBefore)
    return known is not None and known.vault_id != vault_id and not known.coming.startswith(vault_id)


def forget(state_folder: Path, vault_id: VaultId) -> None:
    """Removes what was kept of a vault, once it was taken over; what the disk does not let go is not read again."""
    if not any((state_folder / name).exists() for name in ("anchors", "places", "taken")):
        return
    own = [path for path, found in _places(state_folder) if found.vault_id == vault_id]
    own += (state_folder / "anchors").glob(f"{vault_id.hex()}-*.*")
    taken = _taken(state_folder, vault_id)
    for path in (*own, taken, taken.with_suffix(".lock")):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for name in ("anchors", "places", "taken"):
        with suppress(OSError):
            (state_folder / name).rmdir()


def _places(state_folder: Path) -> list[tuple[Path, _PlaceBefore]]:
    paths = sorted((state_folder / "places").glob("*.json"))
    return [(path, found) for path in paths if (found := _read(path, _PlaceBefore))]


def _taken(state_folder: Path, vault_id: VaultId) -> Path:
    return state_folder / "taken" / f"{vault_id.hex()}.json"


def _parsed(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError:
        raise IntegrityError(*DAMAGED) from None


def _read(path: Path, as_type: type[_T]) -> _T | None:
    try:
        return decode(read_private(path, _MAX_BYTES), as_type)
    except FileNotFoundError:
        return None
    except (FormatError, BadInput):
        raise IntegrityError(*DAMAGED) from None
