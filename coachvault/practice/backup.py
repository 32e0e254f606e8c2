"""Backups: copies of the vault that the coach knows of."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

OLD_AFTER = timedelta(days=30)


class Backup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A copy that is known.

    Args:
        number: The number in `B3`.
        copy_id: The copy's id, 16 bytes.
        path: Where it was written.
        made_at: When.
        seq: The number of the newest entry of the ledger that it holds of the vault.
        page_path: The executor's page next to it; it names clients and is a copy, too. Empty where there is none.
        is_origin: Whether it is no backup, but the vault from which the one that names it was made.
    """

    number: int
    copy_id: bytes
    path: str
    made_at: datetime
    seq: int
    page_path: str = ""
    is_origin: bool = False

    @property
    def id(self) -> str:
        """The id as it is typed, `B3`."""
        return id_of(self.number)


def id_of(number: int) -> str:
    """Returns the id of the backup with a number, `B3`."""
    return f"B{number}"
