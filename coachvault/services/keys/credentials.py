"""The ways in: a new passphrase, new recovery words, and trying the words before they are needed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from coachvault.crypto.aead import random_bytes
from coachvault.crypto.kdf import KdfProfile, encode_passphrase
from coachvault.crypto.sealing import key_pair_from_seed
from coachvault.crypto.words import parse_words
from coachvault.errors import BadInput, Refused
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.vault import slots
from coachvault.vault.change import Change
from coachvault.vault.codec import ID_BYTES, SlotId
from coachvault.vault.keys import Part
from coachvault.vault.pins import Pin, Pins
from coachvault.vault.slots import SlotKind
from coachvault.vault.snapshot import KEYRING_KIND

OLD_COPIES = (
    "Older copies of the vault still open with the old passphrase, and so do today's notes for anyone who holds one:"
    " if it became known, destroy the copies."
)
ROTATED = (
    "Every key is new; the passphrase and the recovery words stay what they are. Older copies of the vault still open"
    " with their old keys: nothing in them is destroyed. Make a new backup, then destroy the old ones by hand."
)
OLD_WORDS = "The old words still open copies of the vault that were made before."


def change_passphrase(opened: OpenVault, passphrase: str, cost: KdfProfile) -> None:
    """Makes a passphrase the way in; the old one ends, recovery words stay.

    Args:
        opened: The vault, opened by whichever way.
        passphrase: The new one.
        cost: The cost of one guess at it; never what the file says.

    Raises:
        BadInput: It is empty or no UTF-8.
    """
    opened.require_coach("changes the ways in")
    if not passphrase:
        raise BadInput("A passphrase cannot be empty.")
    root = opened.root()
    with opened.vault.change("passphrase change", opened.now()) as change:
        header = change.header
        slot = slots.new_passphrase_slot(root, encode_passphrase(passphrase), cost, header.vault_id, header.epoch)
        change.replace_slots(SlotKind.PASSPHRASE, (slot.slot_id, slot.encode()))


def renew_recovery(opened: OpenVault, words: list[str], *, tested: bool) -> None:
    """Makes new recovery words a way in; the old ones end.

    Args:
        opened: The vault, opened by whichever way.
        words: 24 fresh words.
        tested: Whether some of them were asked back.
    """
    opened.require_coach("changes the ways in")
    root, pair = opened.root(), key_pair_from_seed(parse_words(" ".join(words)))
    with opened.vault.change("recovery renew", opened.now()) as change:
        header = change.header
        box = slots.encode_recovery_slot(root, pair.public, header.vault_id, header.epoch)
        change.replace_slots(SlotKind.RECOVERY, (SlotId(random_bytes(ID_BYTES)), box))
        ring = msgspec.structs.replace(change.keyring(), recovery_public=pair.public)
        roster.save_only(change, Part.PRACTICE, KEYRING_KIND, ring)
        _say_tested(change, tested=tested)


def rotate_keys(
    opened: OpenVault,
    passphrase: str,
    cost: KdfProfile,
    before: Callable[[Change], None] = lambda _: None,
    kind: str = "keys rotate",
) -> int:
    """Draws every key of the vault anew and returns its new epoch; passphrase and recovery words stay what they are.

    Args:
        opened: The vault; it cannot be used afterwards.
        passphrase: The present one, for which a new way in is made.
        cost: The cost of one guess at it; never what the file says.
        before: What is changed in the same step, before the new ways in are made.
        kind: What is done, for the ledger.

    Raises:
        UnlockFailed: It is not the passphrase.
    """
    from coachvault.vault.rotation import rotate  # loaded only where keys are rotated

    opened.require_coach("changes the keys")
    typed = encode_passphrase(passphrase)
    root = opened.vault.locked.unlock(typed)
    sealing = opened.vault.locked.sealing_pair(root)
    with opened.vault.change(kind, opened.now(), sealing=sealing) as change:
        before(change)
        rotate(change, root, typed, cost)
        header, capture_key, known = change.header, change.keyring().capture_key, roster.counters(change)
    pin = Pin(header.inbox_public, capture_key, known.inbox, known.inbox, waits=bool(known.waiting))
    Pins(opened.vault.locked.anchors.state_folder).keep(header, pin)
    return header.epoch


def costs_less(opened: OpenVault, cost: KdfProfile) -> bool:
    """Returns whether one guess at the passphrase costs less than it would if the vault were made today."""
    profile = slots.passphrase_slot(opened.vault.locked.slots).profile
    return profile.opslimit * profile.memlimit_bytes < cost.opslimit * cost.memlimit_bytes


def require_recovery(opened: OpenVault, words: str) -> None:
    """Makes sure that these recovery words open this vault, and keeps that they were tried.

    Raises:
        BadInput: They are no recovery words.
        UnlockFailed: They belong to another vault.
    """
    if opened.vault.locked.unlock_with_words(parse_words(words)) != opened.root():
        raise Refused("These recovery words open another vault.")
    with opened.vault.change("recovery test", opened.now()) as change:
        _say_tested(change, tested=True)


def _say_tested(change: Change, *, tested: bool) -> None:
    roster.save_profile(change, msgspec.structs.replace(roster.profile(change), recovery_tested=tested))
