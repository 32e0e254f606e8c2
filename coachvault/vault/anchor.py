"""The anchor: what this machine last saw of a vault, kept outside it, so that an older copy in its place is noticed.

Source: vault-format 9. The anchor is no part of the vault; a machine without one cannot know and says so once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from coachvault.crypto.hashing import Label, authenticate, derive_key, digest, is_authentic
from coachvault.errors import BadInput, Diverged, FormatError, IntegrityError, Refused, RolledBack
from coachvault.system.files import atomic_write, locked, private_folder, read_private, require_own_folder
from coachvault.vault.codec import CopyId, VaultId, associated_data, decode, encode
from coachvault.vault.keys import CompartmentKey

_MAX_BYTES = 4096
_T = TypeVar("_T")
_WAY_OUT = (
    "Put the newer file back. If the older one was put there on purpose, `coachvault restore FILE --accept` takes it;"
    " FILE may be the vault itself."
)
_BOTH_WAYS = (
    "`coachvault --vault FILE --read-only note list` reads this one as it is, and so does every command that only"
    " reads. `coachvault restore FILE --accept` goes on with this one instead; FILE may be the vault itself."
)
_ONLY_READ = (
    "The vault is open read-only (--read-only): nothing was changed, and nothing is recorded.",
    "`coachvault --vault NEW.vault restore FILE` makes a copy of its own of it, to be written to as well.",
)
_ANEW = (
    "If the vault is certainly the newest one, remove the folders `anchors` and `places` in CoachVault's state folder:"
    " the record then begins anew."
)


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The newest state of a vault that this machine has seen."""

    seq: Annotated[int, msgspec.Meta(ge=0, le=2**62)]
    link: bytes
    header: bytes
    mac: bytes


class _Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which vault and copy this machine last saw at a path.

    Args:
        vault_id: The vault.
        copy_id: The copy.
        coming: Vault and copy that are about to be put there, as one; empty for none. Known until something is seen.
    """

    vault_id: bytes
    copy_id: bytes
    coming: bytes = b""

    def knows(self, ids: tuple[VaultId, CopyId]) -> bool:
        """Returns whether this is the vault and copy that was seen, or the one that was coming."""
        return ids == (self.vault_id, self.copy_id) or b"".join(ids) == self.coming


class Anchors:
    """The anchors in the user's state folder: one file per vault and copy, one per path.

    Args:
        state_folder: The folder; None means a machine that has seen nothing.
    """

    def __init__(self, state_folder: Path | None) -> None:
        self._state_folder = state_folder

    @property
    def state_folder(self) -> Path:
        """Where this machine remembers what it has seen.

        Raises:
            Refused: The vault is open read-only.
        """
        if self._state_folder is None:
            raise Refused(*_ONLY_READ)
        return self._state_folder

    @property
    def are_kept(self) -> bool:
        """Whether this machine remembers what it sees; it does not where a vault is open read-only."""
        return self._state_folder is not None

    def require_guarded(self) -> None:
        """Makes sure that no other user can make this machine forget what it has seen.

        Raises:
            BadInput: The state folder is another user's, or others may write in it.
            StorageFailed: It cannot be inspected.
        """
        if self._state_folder is not None:
            require_own_folder(self._state_folder, "CoachVault's state folder")

    def newest_seen(self, vault_id: VaultId) -> int:
        """Returns the highest number of a ledger's entry that this machine has seen of any copy of a vault, or -1."""
        if self._state_folder is None:
            return -1
        names = (self._state_folder / "anchors").glob(f"{vault_id.hex()}-*.json")
        return max((found.seq for name in names if (found := _read(name, Anchor))), default=-1)

    def read(self, vault_id: VaultId, copy_id: CopyId) -> Anchor | None:
        """Returns the anchor of a copy, or None on a machine that has not seen it."""
        return None if self._state_folder is None else _read(self._anchor_path(vault_id, copy_id), Anchor)

    def require_place(self, path: Path, vault_id: VaultId, copy_id: CopyId) -> bool:
        """Makes sure that the file at this path is the copy that this machine knows there; returns whether it knew one.

        Raises:
            RolledBack: Another vault or another copy was put in its place.
        """
        known = None if self._state_folder is None else _read(self._place_path(path), _Place)
        if known is not None and not known.knows((vault_id, copy_id)):
            raise RolledBack(
                "Another vault, or another copy of it, was put in the place of the one you used here.", _WAY_OUT
            )
        return known is not None

    def announce(self, path: Path, vault_id: VaultId, copy_id: CopyId) -> None:
        """Remembers which copy is about to be put at a path, so that it is none of a stranger's if we stop in between.

        Raises:
            BadInput: The folder is another user's, or others may write in it.
            StorageFailed: The disk did not take it.
        """
        place_path = self._place_path(path)
        known = _read(place_path, _Place)
        if known is not None and not known.knows((vault_id, copy_id)):
            atomic_write(place_path, encode(msgspec.structs.replace(known, coming=vault_id + copy_id)))

    def require_usable(self, vault_id: VaultId, copy_id: CopyId) -> None:
        """Makes sure, before anything is written, that a newer state can be remembered afterwards.

        Raises:
            BadInput: The folder is another user's, or others may write in it.
            StorageFailed: The folder or the lock file cannot be made.
        """
        self.require_guarded()
        anchor_path = self._anchor_path(vault_id, copy_id)
        private_folder(anchor_path.parent)
        with locked(anchor_path.with_suffix(".lock")):
            pass

    def advance(
        self, path: Path, ids: tuple[VaultId, CopyId], key: CompartmentKey, seen: tuple[int, bytes, bytes]
    ) -> None:
        """Remembers a newer state; never goes backwards.

        Args:
            path: Where the vault is.
            ids: Vault and copy.
            key: The key of the ledger, from which the anchor's own key is derived.
            seen: Number and link of the newest entry, and the header's authentication code.
        """
        anchor_path = self._anchor_path(*ids)
        private_folder(anchor_path.parent)
        with locked(anchor_path.with_suffix(".lock")):
            known = self.read(*ids)
            if known is None or known.seq < seen[0]:
                mac = authenticate(derive_key(key, Label.ANCHOR_KEY), Label.ANCHOR_MAC, _message(ids, seen))
                atomic_write(anchor_path, encode(Anchor(*seen, mac)))
        place_path, place = self._place_path(path), _Place(*ids)
        if _read(place_path, _Place) != place:
            private_folder(place_path.parent)
            atomic_write(place_path, encode(place))

    def _anchor_path(self, vault_id: VaultId, copy_id: CopyId) -> Path:
        return self.state_folder / "anchors" / f"{vault_id.hex()}-{copy_id.hex()}.json"

    def _place_path(self, path: Path) -> Path:
        place = os.path.abspath(path)  # noqa: PTH100 - links stay: what they lead to may change
        name = digest(Label.ROW, os.fsencode(place)).hex()[:32]
        return self.state_folder / "places" / f"{name}.json"


def require_not_older(anchor: Anchor | None, seq: int, link_at: Callable[[int], bytes | None]) -> None:
    """Makes sure that a vault's chain continues from what was seen before; needs no key.

    Args:
        anchor: What was seen before; None is no complaint.
        seq: Number of the newest entry now.
        link_at: Returns the link of an entry by number.

    Raises:
        RolledBack: The vault is older.
        Diverged: The vault has another history.
    """
    if anchor is None:
        return
    if seq < anchor.seq:
        raise RolledBack(
            "This vault is older than the one you used last: an earlier copy was put in its place.", _WAY_OUT
        )
    if link_at(anchor.seq) != anchor.link:
        raise Diverged(
            "This vault went another way than the one you used last: a copy of it was changed elsewhere.", _BOTH_WAYS
        )


def require_authentic(anchor: Anchor | None, ids: tuple[VaultId, CopyId], keys: Sequence[CompartmentKey]) -> None:
    """Makes sure that an anchor was written by someone who holds the ledger's key, of whichever generation.

    Raises:
        IntegrityError: It was not.
    """
    if anchor is None:
        return
    message = _message(ids, (anchor.seq, anchor.link, anchor.header))
    if not any(is_authentic(derive_key(key, Label.ANCHOR_KEY), Label.ANCHOR_MAC, message, anchor.mac) for key in keys):
        raise IntegrityError("The record of this vault's last state, in the state folder, was changed.", _ANEW)


def _message(ids: tuple[VaultId, CopyId], seen: tuple[int, bytes, bytes]) -> bytes:
    return associated_data("anchor", *ids, *seen)


def _read(path: Path, as_type: type[_T]) -> _T | None:
    try:
        return decode(read_private(path, _MAX_BYTES), as_type)
    except FileNotFoundError:
        return None
    except (FormatError, BadInput):
        raise IntegrityError("The record of this vault's last state, in the state folder, is damaged.", _ANEW) from None
