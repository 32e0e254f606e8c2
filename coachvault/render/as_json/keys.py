"""The ways into a vault for scripts: founding it, locking it, passphrase and words (docs/reference/json.md)."""

from __future__ import annotations

from typing import Annotated, TypedDict

VaultMade = TypedDict(
    "VaultMade", {"vault_id": str, "recovery_words": Annotated[list[str], "24"], "recovery_tested": bool}
)
RecoveryTested = TypedDict("RecoveryTested", {"recovery_tested": bool})
RecoveryRenewed = TypedDict("RecoveryRenewed", {"recovery_words": Annotated[list[str], "24"], "recovery_tested": bool})
PassphraseChanged = TypedDict("PassphraseChanged", {"changed": bool})
KeysRotated = TypedDict("KeysRotated", {"rotated": bool, "epoch": int})
VaultLocked = TypedDict(
    "VaultLocked",
    {"locked": bool, "was_unlocked": bool, "backup": Annotated[str | None, "the id of the backup that was made"]},
)
