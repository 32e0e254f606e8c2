"""What this machine has pinned of a vault, outside it, so that notes can be written while it is locked.

Source: vault-format 11.2. A pin is written when the vault is unlocked; it opens nothing.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec

from coachvault.errors import BadInput, FormatError, IntegrityError
from coachvault.system.files import atomic_write, locked, private_folder, read_private
from coachvault.vault.codec import decode, encode
from coachvault.vault.header import Header

_MAX_PIN_BYTES = 4096
_Counter = Annotated[int, msgspec.Meta(ge=0, le=2**62)]


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What this machine has pinned of a vault, so that notes can be written while it is locked.

    Args:
        inbox_public: Notes are sealed to it, and to no other; 32 bytes.
        capture_key: Authenticates them; 32 bytes.
        counter: The number of the last note that was written.
        filed: The number up to which they were processed.
        waits: Whether one of those was left waiting.
        closed: Why nothing new is written; empty while the vault goes on here.
    """

    inbox_public: bytes
    capture_key: bytes
    counter: _Counter = 0
    filed: _Counter = 0
    waits: bool = False
    closed: str = ""

    def __repr__(self) -> str:
        """Shows no key."""
        return "Pin(...)"


class Pins:
    """The pins in the user's state folder, one file per vault and copy.

    Args:
        state_folder: The folder.
    """

    def __init__(self, state_folder: Path) -> None:
        self._folder = state_folder / "inbox"

    def read(self, header: Header) -> Pin | None:
        """Returns what is pinned of a copy of a vault, or None.

        Raises:
            IntegrityError: The file is damaged.
        """
        try:
            return decode(read_private(self._path(header), _MAX_PIN_BYTES), Pin)
        except FileNotFoundError:
            return None
        except (FormatError, BadInput):
            raise IntegrityError(
                "What this machine has pinned of the vault, in the state folder, is damaged.",
                "Remove the folder `inbox` there, then unlock the vault: it is pinned anew.",
            ) from None

    def keep(self, header: Header, pin: Pin) -> None:
        """Pins the keys of a vault; the number of the last note never goes backwards while the keys are the same."""
        path = self._path(header)
        private_folder(path.parent)
        with locked(path.with_suffix(".lock")):
            known = self.read(header)
            if known is not None and known.capture_key == pin.capture_key:
                pin = msgspec.structs.replace(pin, counter=max(pin.counter, known.counter))
            if known != pin:
                atomic_write(path, encode(pin))

    def renew(self, header: Header, capture_key: bytes) -> None:
        """Pins the keys that the inbox got with a step of the vault's keys, where there is a pin; all else in it stays.

        Args:
            header: The vault's, with the new public key.
            capture_key: The new capture key; 32 bytes.
        """
        self._change(header, inbox_public=header.inbox_public, capture_key=capture_key)

    def move(self, before: Header, after: Header) -> None:
        """Pins for a copy that has another id what was pinned for it under the one that it had.

        Args:
            before: Its header as it was.
            after: Its header as it is.
        """
        if (pin := self.read(before)) is not None:
            self.keep(after, pin)
            with suppress(OSError):  # it is of a copy that is no more
                self._path(before).unlink()

    def count(self, header: Header, counter: int) -> None:
        """Remembers the number of a note that was written, whatever keys are pinned by now; it never goes backwards."""
        self._change(header, counter=counter)

    def _change(self, header: Header, counter: int = 0, **keys: bytes) -> None:
        path = self._path(header)
        if self.read(header) is None:
            return
        with locked(path.with_suffix(".lock")):
            known = self.read(header)
            if known is not None:
                pin = msgspec.structs.replace(known, counter=max(known.counter, counter), **keys)
                if pin != known:
                    atomic_write(path, encode(pin))

    def is_settled(self, header: Header, waiting: int) -> bool:
        """Returns whether the inbox takes no work: its keys are pinned, and all that was written here has been filed.

        Args:
            header: The vault's.
            waiting: How many notes wait in its inbox.
        """
        pin = self.read(header)
        if pin is None or pin.inbox_public != header.inbox_public:
            return False
        return waiting == 0 and pin.counter == pin.filed and not pin.waits

    def _path(self, header: Header) -> Path:
        return self._folder / f"{header.vault_id.hex()}-{header.copy_id.hex()}.json"
