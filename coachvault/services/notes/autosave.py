"""What is being typed, sealed in the state folder every few seconds, so that a crash loses none of it.

A draft is sealed with the key of the notes it belongs to: when their engagement is sealed or destroyed, so is it. Where
there are none yet, with that of the coach's own notes: never with one that an executor holds.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from coachvault.crypto.aead import seal, unseal
from coachvault.crypto.hashing import Label, authenticate
from coachvault.errors import BadInput, CoachVaultError, StorageFailed
from coachvault.practice import kinds
from coachvault.practice.clock import Clock
from coachvault.practice.ids import OWN, Code, NoteId
from coachvault.practice.note import LARGEST_BODY_BYTES
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import last_note_number
from coachvault.services.notes.journal import is_own
from coachvault.services.records import releases as stored_releases
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, find_note, note_id, place_of_own, places_of
from coachvault.system.files import atomic_write, private_folder, read_private
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, VaultId, associated_data, decode, encode
from coachvault.vault.keys import CompartmentKey, Part
from coachvault.vault.padding import pad, unpad
from coachvault.vault.snapshot import Snapshot

_LARGEST_BYTES = 4 * LARGEST_BODY_BYTES


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that was typed and not saved.

    Args:
        text: What was typed.
        at: When.
        based_on: The revision that was edited; 0 for a new text.
    """

    text: str
    at: datetime
    based_on: int = 0


class DraftBox(msgspec.Struct, frozen=True):
    """Where the draft of one text is kept.

    Args:
        folder: The folder of all drafts.
        purpose: What the text is to be, as `note heron`.
        place: Vault and compartment.
        keys: The compartment's keys, the newest first.
        clock: The time.
        based_on: The revision that is edited; 0 for a new text.
    """

    folder: Path
    purpose: str
    place: tuple[VaultId, CompartmentId]
    keys: tuple[CompartmentKey, ...]
    clock: Clock
    based_on: int = 0

    def __repr__(self) -> str:
        """Shows no key."""
        return "DraftBox(...)"

    def keep(self, text: str) -> None:
        """Seals what is typed so far in place of what was; where the disk does not take it, the typing goes on.

        Nothing at all is no draft.
        """
        if not text.strip():
            self.discard()
            return
        draft = encode(Draft(text, self.clock.now(), self.based_on))
        with suppress(StorageFailed, BadInput):
            private_folder(self.folder)
            atomic_write(self._path(self.keys[0]), seal(self.keys[0], pad(draft), self._ad()))

    def found(self) -> Draft | None:
        """Returns what was typed and not saved; None when there is nothing, or it was based on another wording."""
        for key in self.keys:
            with suppress(FileNotFoundError, CoachVaultError):
                box = read_private(self._path(key), _LARGEST_BYTES)
                draft = decode(unpad(unseal(key, box, self._ad())), Draft)
                if draft.based_on == self.based_on and draft.text.strip():
                    return draft
        return None

    def discard(self) -> None:
        """Removes the draft: it was saved, or thrown away."""
        for key in self.keys:
            with suppress(OSError):
                self._path(key).unlink()

    def seal_anew(self) -> None:
        """Seals a draft under the newest key, too, where one stands under an older one."""
        for key in self.keys[1:]:
            with suppress(FileNotFoundError, CoachVaultError):
                plain = unseal(key, read_private(self._path(key), _LARGEST_BYTES), self._ad())
                atomic_write(self._path(self.keys[0]), seal(self.keys[0], plain, self._ad()))

    def discard_older(self) -> None:
        """Removes the draft under older keys."""
        for key in self.keys[1:]:
            with suppress(OSError):
                self._path(key).unlink()

    def _path(self, key: CompartmentKey) -> Path:
        return self.folder / f"{authenticate(key, Label.DRAFT, self._ad()).hex()[:32]}.draft"

    def _ad(self) -> bytes:
        return associated_data("draft", *self.place, self.purpose)


def for_note(opened: OpenVault, given_code: str | None) -> DraftBox:
    """Returns where the draft of a client's next note is kept.

    Raises:
        NotFound: Nobody has that code.
    """
    return _for_client(opened, given_code, "note")


def for_release(opened: OpenVault, given_code: str, name: str) -> DraftBox:
    """Returns where the draft of a text to be released is kept.

    Args:
        opened: The vault.
        given_code: The client's code.
        name: The release's id, or `new`.
    """
    return _for_client(opened, given_code, f"release {name}")


def for_wording(opened: OpenVault, given_id: str, based_on: int) -> DraftBox:
    """Returns where the draft of a note's next wording is kept.

    Raises:
        NotFound: There is no such note.
    """
    with opened.vault.read() as snapshot:
        wanted = note_id(snapshot, given_id)
        return of_wording(opened, snapshot, wanted, based_on)


def of_wording(opened: OpenVault, snapshot: Snapshot, wanted: NoteId, based_on: int = 0) -> DraftBox:
    """Returns where the draft of a note's next wording is kept; raises as `for_wording` does."""
    return _box(opened, snapshot, find_note(snapshot, wanted).compartment_id, f"edit {wanted}", based_on)


def of_client(opened: OpenVault, snapshot: Snapshot, code: Code) -> list[DraftBox]:
    """Returns every place in which a draft about a client may be kept, under keys that are at hand."""
    places = {place.compartment_id for place in places_of(snapshot, code)} | {snapshot.part(Part.OWN)}
    purposes = _purposes(snapshot, code, last_note_number(snapshot, code))
    readable = [each for each in places if snapshot.is_readable(each)]
    return [_box(opened, snapshot, compartment_id, purpose) for compartment_id in readable for purpose in purposes]


def sealed_anew(opened: OpenVault, change: Change, place: NotePlace, erased: NoteId | None = None) -> list[DraftBox]:
    """Seals the drafts that belong to some notes anew, which have just got a new key, before that is saved.

    Args:
        opened: The vault.
        change: The change in which they got it.
        place: The notes.
        erased: One that was erased: its draft goes with it.

    Returns:
        Where drafts may stand under the older keys, to be removed once the change is saved.
    """
    purposes = [f"note {OWN}", *(f"edit {OWN}/{number}" for number in range(1, roster.counters(change).own_notes + 1))]
    if place.kept is not None:
        purposes = _purposes(change, place.code, last_note_number(change, place.code))
    else:  # drafts about clients without an open engagement are sealed with the coach's own notes
        purposes += [each for code in roster.codes(change, kinds.CLIENT) for each in _purposes(change, code, 0)]
    boxes = [_box(opened, change, place.compartment_id, each) for each in purposes if each != f"edit {erased}"]
    for box in boxes:
        box.seal_anew()
    return boxes


def _purposes(snapshot: Snapshot, code: Code, last_number: int) -> list[str]:
    releases = [place.id for place in stored_releases.places(snapshot) if place.client == code]
    wordings = [f"edit {code}/{number}" for number in range(1, last_number + 1)]
    return [f"note {code}", *(f"release {name} {code}" for name in ("new", *releases)), *wordings]


def _for_client(opened: OpenVault, given_code: str | None, purpose: str) -> DraftBox:
    with opened.vault.read() as snapshot:
        if is_own(given_code):
            return _box(opened, snapshot, place_of_own(snapshot).compartment_id, f"{purpose} own")
        code = roster.client_code(snapshot, given_code or "")
        open_ones = [place.compartment_id for place in places_of(snapshot, code) if not place.has_ended]
        compartment_id = open_ones[-1] if open_ones else snapshot.part(Part.OWN)
        return _box(opened, snapshot, compartment_id, f"{purpose} {code}")


def _box(
    opened: OpenVault, snapshot: Snapshot, compartment_id: CompartmentId, purpose: str, based_on: int = 0
) -> DraftBox:
    keys = tuple(snapshot.keys(compartment_id))
    folder = opened.vault.locked.anchors.state_folder / "drafts"
    return DraftBox(folder, purpose, (snapshot.vault_id, compartment_id), keys, opened.clock, based_on)
