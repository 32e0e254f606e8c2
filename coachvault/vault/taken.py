"""What one change removes or seals, to be remembered outside the vault once it was saved (vault-format 12.4)."""

from __future__ import annotations

from coachvault.crypto.hashing import Label, digest
from coachvault.vault.codec import ID_BYTES, CompartmentId, CopyId, RecordId, associated_data

CONTACTS, HOURS, WORDING = "contacts", "hours", "wording"
"""What can be gone of a record that stays: contact data and wordings by the revision that held them, hours at once."""


def mark_of(what: str, record_id: RecordId, revision: int = 0) -> RecordId:
    """Returns the id under which it is remembered that a part of a record is gone, while the record stays.

    Args:
        what: Which part.
        record_id: The record.
        revision: Of which revision; 0 for hours.
    """
    return RecordId(digest(Label.ROW, associated_data("gone", what, record_id, revision))[:ID_BYTES])


class Taking:
    """What one change removes, or gives back by reopening; or what a file says of that.

    Args:
        since: After which entry of the ledger it is all that was taken away; None where the keys do not show it all.

    Attributes:
        was: The id that the copy had until this change made it one of its own; None where it did not.
    """

    def __init__(self, since: int | None = None) -> None:
        self.since = since
        self.was: CopyId | None = None
        self.destroyed: set[CompartmentId] = set()
        self.sealed: set[CompartmentId] = set()
        self.reopened: set[CompartmentId] = set()
        self.withdrawn: set[CompartmentId] = set()
        self.erased: set[tuple[CompartmentId, RecordId]] = set()
        self.held: set[CompartmentId] = set()
        self.lifted: set[CompartmentId] = set()
        self.steps: dict[bytes, tuple[int, int]] = {}

    def destroys(self, compartment_id: CompartmentId) -> None:
        """Records that a compartment is destroyed."""
        self.destroyed.add(compartment_id)

    def seals(self, compartment_id: CompartmentId) -> None:
        """Records that a compartment is sealed."""
        self.sealed.add(compartment_id)
        self.reopened.discard(compartment_id)

    def reopens(self, compartment_id: CompartmentId) -> None:
        """Records that a compartment is opened again."""
        self.reopened.add(compartment_id)
        self.sealed.discard(compartment_id)

    def withdraws(self, compartment_id: CompartmentId) -> None:
        """Records that what is in a compartment was withdrawn."""
        self.withdrawn.add(compartment_id)

    def erases(self, compartment_id: CompartmentId, record_id: RecordId) -> None:
        """Records that a record is erased."""
        self.erased.add((compartment_id, record_id))

    def erases_of(self, compartment_id: CompartmentId, what: str, record_id: RecordId, revision: int = 0) -> None:
        """Records that a part of a record is gone; see `mark_of`."""
        self.erases(compartment_id, mark_of(what, record_id, revision))

    def holds(self, compartment_id: CompartmentId) -> None:
        """Records that nothing of a compartment may be destroyed."""
        self.held.add(compartment_id)

    def reaches(self, key_id: bytes, step: int, duty_step: int) -> None:
        """Records how far keys went: that what is held from now on is to open nothing from before.

        Args:
            key_id: By which the keys are known; 16 bytes.
            step: The step of their wrapping key.
            duty_step: The step of their duty key.
        """
        before = self.steps.get(key_id, (0, 0))
        self.steps[key_id] = (max(before[0], step), max(before[1], duty_step))

    def lifts(self, compartment_id: CompartmentId) -> None:
        """Records that the hold on a compartment is lifted."""
        self.lifted.add(compartment_id)
