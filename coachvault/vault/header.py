"""The header: what must be readable before any key is at hand, authenticated once there is one (vault-format 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

import msgspec

from coachvault.crypto.aead import seal, unseal
from coachvault.crypto.hashing import Label, authenticate, derive_key, is_authentic
from coachvault.errors import WRITTEN_BY_NEWER, IntegrityError, UnsupportedVersion
from coachvault.vault.codec import ID_BYTES, CompartmentId, CopyId, VaultId, associated_data, decode, encode
from coachvault.vault.keys import DayKeys, Part
from coachvault.vault.schema import EARLIEST_VERSION, FORMAT_VERSION
from coachvault.vault.store import Store

KNOWN_MINOR = 0
"""Up to which minor version this program knows every kind and field of records."""
MOST_STEPS = 131_072
_SIZES = {"vault_id": ID_BYTES, "copy_id": ID_BYTES, "epoch": 4, "inbox_public": 32, "mac": 32}
_SIZES_ADDED = {"role": 1, "writer": 2, "key_id": ID_BYTES, "minor": 4, "step": 4, "duty_step": 4, "owed": 1}
_BOXES = ("sealing", "directory")
_NAMES = {
    EARLIEST_VERSION: {*_SIZES, *_BOXES},
    FORMAT_VERSION: {*_SIZES, *_BOXES, *_SIZES_ADDED, "former"},
}


class HeaderRole(IntEnum):
    """What a copy of the vault is for."""

    VAULT = 1
    BACKUP = 2
    ARCHIVE = 3
    ASIDE = 4
    """Kept aside by a restore."""
    SNAPSHOT = 5


class Header(msgspec.Struct, frozen=True):
    """The header of a vault.

    Args:
        vault_id: 16 random bytes, the same in every copy.
        copy_id: 16 random bytes, another in every backup and archive.
        epoch: 1 at the beginning, one more at each rotation of keys.
        inbox_public: Notes written while locked are sealed to it; 32 bytes.
        sealing: The wrapped private half of the sealing key.
        directory: The sealed list of which compartment is which.
        mac: Authenticates all else and every slot, under the header key.
        version: Of the format. All that follows is nothing in version 1.
        role: What this copy is for; None in version 1, where its contents show it.
        writer: The number of the computer that writes this copy, 0 for the first; below 65,536.
        key_id: Distinguishes these keys from those of any other rotation; 16 bytes.
        minor: Which kinds of records there may be.
        step: How many steps the wrapping key took since the keys were drawn.
        duty_step: How many the duty key took.
        is_owed: Whether a step of the wrapping key is owed: somebody who does not hold it took something away.
        former: The sealed list of the root keys before the present one; empty for none.
    """

    vault_id: VaultId
    copy_id: CopyId
    epoch: int
    inbox_public: bytes
    sealing: bytes
    directory: bytes
    mac: bytes
    version: int = FORMAT_VERSION
    role: HeaderRole | None = HeaderRole.VAULT
    writer: int = 0
    key_id: bytes = bytes(ID_BYTES)
    minor: int = 0
    step: int = 0
    duty_step: int = 0
    is_owed: bool = False
    former: bytes = b""

    def has_keys_of(self, other: Header) -> bool:
        """Returns whether two copies of a vault have the same root key; not authenticated.

        Two that came apart can both be the second of their vault, and not the same. Version 1 names no keys.

        Args:
            other: The header of another copy of the same vault.
        """
        named = {self.key_id, other.key_id} - {bytes(ID_BYTES)}
        return self.epoch == other.epoch and len(named) < 2

    @classmethod
    def of(cls, store: Store) -> Header:
        """Parses the header of a file, in its transaction; raises as `parse` does."""
        found = cls.parse(store.header())
        if found.version != store.version():
            raise IntegrityError(*_FORM)
        return found

    @classmethod
    def parse(cls, values: Mapping[str, bytes]) -> Header:
        """Parses the rows of the table `header`, of version 1 or 2.

        Raises:
            IntegrityError: A value is missing, unknown, or of another size or out of the bounds that the format says.
        """
        version = next((each for each, names in _NAMES.items() if set(values) == names), None)
        sizes = _SIZES if version == EARLIEST_VERSION else _SIZES | _SIZES_ADDED
        if version is None or any(len(values[name]) != size for name, size in sizes.items()):
            raise IntegrityError(*_FORM)
        found = cls(
            vault_id=VaultId(values["vault_id"]),
            copy_id=CopyId(values["copy_id"]),
            epoch=_number(values["epoch"]),
            inbox_public=values["inbox_public"],
            sealing=values["sealing"],
            directory=values["directory"],
            mac=values["mac"],
            version=version,
            role=None,
        )
        return found if version == EARLIEST_VERSION else found._with_added(values)

    def _with_added(self, values: Mapping[str, bytes]) -> Header:
        role, owed = _number(values["role"]), _number(values["owed"])
        step, duty_step = _number(values["step"]), _number(values["duty_step"])
        if role not in set(HeaderRole) or owed > 1 or max(step, duty_step) > MOST_STEPS:
            raise IntegrityError(*_FORM)
        return msgspec.structs.replace(
            self,
            role=HeaderRole(role),
            writer=_number(values["writer"]),
            key_id=values["key_id"],
            minor=_number(values["minor"]),
            step=step,
            duty_step=duty_step,
            is_owed=bool(owed),
            former=values["former"],
        )

    @property
    def is_newer(self) -> bool:
        """Whether there may be kinds and fields of records that this program does not know."""
        return self.minor > KNOWN_MINOR

    def require_writable(self) -> None:
        """Makes sure that this program knows every kind of record that may be there.

        Raises:
            UnsupportedVersion: A newer program wrote it.
        """
        if self.is_newer:
            raise UnsupportedVersion(*WRITTEN_BY_NEWER)

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
        "role": int(header.role or HeaderRole.VAULT).to_bytes(1, "little"),
        "writer": header.writer.to_bytes(2, "little"),
        "key_id": header.key_id,
        "minor": header.minor.to_bytes(4, "little"),
        "step": header.step.to_bytes(4, "little"),
        "duty_step": header.duty_step.to_bytes(4, "little"),
        "owed": int(header.is_owed).to_bytes(1, "little"),
        "former": header.former,
        "mac": header.code(day, slots),
    }


def key_id_of(day: DayKeys) -> bytes:
    """Returns the 16 bytes by which the keys of one rotation are known; they give none of them."""
    return derive_key(day.header, Label.KEY_ID)[:ID_BYTES]


def seal_directory(day: DayKeys, vault_id: VaultId, parts: Mapping[Part, CompartmentId]) -> bytes:
    """Seals the list of which compartment is which."""
    return seal(day.header, encode(dict(parts)), _directory_place(vault_id))


_FORM = ("The vault's header does not have the values that the format says.",)


def _number(value: bytes) -> int:
    return int.from_bytes(value, "little")


def _directory_place(vault_id: VaultId) -> bytes:
    return associated_data("directory", vault_id)


def _message(header: Header, slots: Sequence[tuple[bytes, bytes]]) -> bytes:
    """The fields under the code of the header (vault-format 5.2); those of version 1 are fewer and begin otherwise."""
    is_first = header.version == EARLIEST_VERSION
    added: list[bytes | int] = [
        int(header.role or 0),
        header.writer,
        header.key_id,
        header.minor,
        header.step,
        header.duty_step,
        int(header.is_owed),
        header.former,
    ]
    return associated_data(
        "header" if is_first else "header-2",
        header.vault_id,
        header.copy_id,
        header.epoch,
        header.inbox_public,
        header.sealing,
        header.directory,
        *(() if is_first else added),
        *(value for slot in sorted(slots) for value in slot),
    )
