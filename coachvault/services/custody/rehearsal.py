"""What a rehearsal proves of a custodian's words; it opens the way in that they have, and nothing behind it."""

from __future__ import annotations

from enum import StrEnum
from math import comb
from typing import NoReturn

import msgspec

from coachvault.crypto.sealing import KeyPair, key_pair_from_seed
from coachvault.errors import CoachVaultError, Refused
from coachvault.practice.custodian import Custodian, CustodianRole
from coachvault.services.core.open_vault import OpenVault
from coachvault.vault.slots import SlotKind, boxes_of, count_first_seals
from coachvault.vault.snapshot import Snapshot


class RehearsalProof(StrEnum):
    """What was proven beyond that the words are the right ones."""

    DUTY = "duty"
    FIRST_SEAL = "first seal"
    WORDS = "words"
    NO_QUORUM = "no quorum"


class Rehearsal(msgspec.Struct, frozen=True):
    """The result of trying a custodian's words.

    Args:
        custodian: The custodian.
        proof: What was proven.
        seals: Of how many combinations of readers the words opened the first seal.
    """

    custodian: Custodian
    proof: RehearsalProof
    seals: int = 0


def rehearse(snapshot: Snapshot, opened: OpenVault, custodian: Custodian, entropy: bytes) -> Rehearsal:
    """Tries a custodian's words on the way in that they have.

    In a combination of readers, the root key is sealed to one after the other. Whose words come first in one can be
    tried alone; whose come later in every one cannot, without the words of the others.

    Raises:
        Refused: They are another's, or the way in that they should have is not there.
    """
    pair = key_pair_from_seed(entropy)
    if pair.public != custodian.public:
        raise Refused(f"These words are not those of {custodian.code}.", "The sheet says whose they are.")
    if custodian.role is CustodianRole.EXECUTOR:
        _require_opens_duty_only(snapshot, opened, entropy)
        return Rehearsal(custodian, RehearsalProof.DUTY)
    if not snapshot.keyring().quorum:
        return Rehearsal(custodian, RehearsalProof.NO_QUORUM)
    seals = _first_seals(snapshot, pair)
    return Rehearsal(custodian, RehearsalProof.FIRST_SEAL if seals else RehearsalProof.WORDS, seals)


def _first_seals(snapshot: Snapshot, pair: KeyPair) -> int:
    ring, slots = snapshot.keyring(), snapshot.store.slots()
    publics = [each.public for each in ring.custodians if each.is_reader]
    combinations = comb(len(publics), ring.quorum)
    expected = comb(sum(1 for each in publics if each > pair.public), ring.quorum - 1)
    seals = count_first_seals(slots, pair)
    if seals != expected or len(list(boxes_of(SlotKind.READERS, slots))) != combinations:
        _way_in_is_missing()
    return seals


def _require_opens_duty_only(snapshot: Snapshot, opened: OpenVault, entropy: bytes) -> None:
    locked = msgspec.structs.replace(opened.vault.locked, slots=snapshot.store.slots())
    try:
        locked.unlock_as_executor(entropy)
    except CoachVaultError:
        _way_in_is_missing()
    try:
        locked.unlock_with_words(entropy)
    except CoachVaultError:
        return
    raise Refused("These words open the whole vault: they are its recovery words.", "Take the other sheet.")


def _way_in_is_missing() -> NoReturn:
    raise Refused("The words are right, but their way in is not there.", "`coachvault check --full`") from None
