"""A vault to read and write directly, without the services."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from coachvault.services.core.open_vault import OpenVault
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from tests.fakes import NOON, Practice, empty_practice

KIND = "thing"


class Bare:
    """A vault on its first day.

    Args:
        folder: Where it stands.
    """

    def __init__(self, folder: Path) -> None:
        self.practice: Practice = empty_practice(folder)
        self.opened: OpenVault = self.practice.open()
        self.vault = self.opened.vault

    def change(self, *, sealing: bool = False) -> AbstractContextManager[Change]:
        return self.vault.change("note add", NOON, sealing=self.opened.unseal() if sealing else None)

    def with_thing(self, value: object = "one") -> tuple[CompartmentId, RecordId]:
        """Adds a compartment with one record."""
        with self.change() as change:
            compartment_id = change.new_compartment()
            return compartment_id, change.insert(compartment_id, KIND, value, {"number": 1})
