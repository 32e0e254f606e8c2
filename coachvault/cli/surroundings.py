"""The world around a command, handed in: tests and the tour replace it, and the product needs no switch for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coachvault.practice.clock import Clock

if TYPE_CHECKING:
    from coachvault.services.core.open_vault import KdfProfile


class Surroundings(msgspec.Struct, frozen=True):
    """Where and when a command runs.

    Args:
        state_folder: Where this machine remembers what it has seen of vaults.
        default_vault: The vault that is used when none is named.
        clock: The time.
        kdf_profile: The cost of one guess at a new passphrase; the product's own when left out.
    """

    state_folder: Path
    default_vault: Path
    clock: Clock
    kdf_profile: KdfProfile | None = None

    @classmethod
    def real(cls) -> Surroundings:
        """Returns this machine."""
        from coachvault.system.clock import SystemClock
        from coachvault.system.paths import default_vault_path, state_folder

        return cls(state_folder(), default_vault_path(), SystemClock())
