"""The header: what must be readable before any key is at hand, authenticated once there is one (vault-format 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from coachvault.crypto.aead import seal, unseal
from coachvault.crypto.hashing import Label, authenticate, is_authentic
from coachvault.errors import IntegrityError
from coachvault.vault.codec import ID_BYTES, CompartmentId, CopyId, VaultId, associated_data, decode, encode
from coachvault.vault.keys import DayKeys, Part

_SIZES = {"vault_id": ID_BYTES, "copy_id": ID_BYTES, "epoch": 4, "inbox_public": 32, "mac": 32}
_BOXES = ("sealing", "directory")


class Header(msgspec.Struct, frozen=True):
    """The header of a vault.

    Args:
        vault_id: 16 random bytes, the same in every copy.
        copy_id: 16 random bytes, another in every backup and archive.
        epoch: 1 at the beginning, one more at each rotation of keys.
        inbox_public: Notes written while locked are sealed to it; 32 bytes.
        sealing: The wrapped private half of the sealing key.
        directory: The sealed list of which compartment is which.
        mac: Authenticates all of the above and every slot, under the header key.
    """

    vault_id: VaultId
    copy_id: CopyId
    epoch: int
    inbox_public: bytes
    sealing: bytes
    directory: bytes
    mac: bytes

    @classmethod
    def parse(cls, values: Mapping[str, bytes]) -> Header:
        """Parses the rows of the table `header`.

        Raises:
            IntegrityError: A value is missing, unknown, or of another size than the format says.
        """
        sized = all(len(values.get(name, b"")) == size for name, size in _SIZES.items())
        if not sized or set(values) != {*_SIZES, *_BOXES}:
            raise IntegrityError("The vault's header does not have the values that the format says.")
        return cls(
            vault_id=VaultId(values["vault_id"]),
            copy_id=CopyId(values["copy_id"]),
            epoch=int.from_bytes(values["epoch"], "little"),
            inbox_public=values["inbox_public"],
            sealing=values["sealing"],
            directory=values["directory"],
            mac=values["mac"],
        )

    def verify(self, day: DayKeys, slots: Sequence[tuple[bytes, bytes]]) -> None:
        """Checks that header and slots are those that were written.

        Raises:
            IntegrityError: One of them was changed, added or removed.
        """
        if not self.is_authentic(day, slots):
            raise IntegrityError(
                "The vault's header or a way into it was changed by something other than CoachVault.",
                "`coachvault check` says what is affected, and what to do.",
            )

    def is_authentic(self, day: DayKeys, slots: Sequence[tuple[bytes, bytes]]) -> bool:
        """Returns whether header and slots are those that were written."""
        return is_authentic(day.header, Label.HEADER_MAC, _message(self, slots), self.mac)

    def code(self, day: DayKeys, slots: Sequence[tuple[bytes, bytes]]) -> bytes:
        """Returns the code over the header and these slots as they are; 32 bytes, `mac` where both are authentic."""
        return authenticate(day.header, Label.HEADER_MAC, _message(self, slots))

    def parts(self, day: DayKeys) -> dict[Part, CompartmentId]:
        """Opens the directory: which compartment is the roster, which the schedule, and so on.

        Raises:
            IntegrityError: One is missing, or two names are used for one: anyone who holds the header key could
                otherwise have what is private written where executors read.
        """
        opened = decode(unseal(day.header, self.directory, _directory_place(self.vault_id)), dict[Part, bytes])
        if opened.keys() != set(Part) or len(set(opened.values())) != len(opened):
            raise IntegrityError("The directory of the vault's parts is not as the format says: it was changed.")
        return {part: CompartmentId(compartment_id) for part, compartment_id in opened.items()}


def encode_header(header: Header, day: DayKeys, slots: Sequence[tuple[bytes, bytes]]) -> dict[str, bytes]:
    """Returns the rows of the table `header`, with a fresh authentication code over them and the slots."""
    return {
        "vault_id": header.vault_id,
        "copy_id": header.copy_id,
        "epoch": header.epoch.to_bytes(4, "little"),
        "inbox_public": header.inbox_public,
        "sealing": header.sealing,
        "directory": header.directory,
        "mac": header.code(day, slots),
    }


def seal_directory(day: DayKeys, vault_id: VaultId, parts: Mapping[Part, CompartmentId]) -> bytes:
    """Seals the list of which compartment is which."""
    return seal(day.header, encode(dict(parts)), _directory_place(vault_id))


def _directory_place(vault_id: VaultId) -> bytes:
    return associated_data("directory", vault_id)


def _message(header: Header, slots: Sequence[tuple[bytes, bytes]]) -> bytes:
    flat = [value for slot in sorted(slots) for value in slot]
    return associated_data(
        "header",
        header.vault_id,
        header.copy_id,
        header.epoch,
        header.inbox_public,
        header.sealing,
        header.directory,
        *flat,
    )
