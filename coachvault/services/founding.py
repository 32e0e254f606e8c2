"""Founding a practice: a new vault, its passphrase and its recovery words."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from coachvault.crypto.kdf import KdfProfile, encode_passphrase
from coachvault.crypto.strength import Strength, estimate
from coachvault.crypto.words import WORD_COUNT, encode_words, parse_words, random_entropy
from coachvault.errors import BadInput, VaultExists
from coachvault.practice import kinds
from coachvault.practice.engagement import Counters
from coachvault.practice.people import Profile
from coachvault.services.forms import parse_toml, to_value
from coachvault.services.opening import OpenVault, Setting
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.vault import Foundation, create_vault

ASKED_BACK = 4
SHORTEST_PASSPHRASE = 8
WEAKEST_SCORE = 2


@dataclass(frozen=True)
class Founded:
    """A new vault.

    Args:
        opened: The vault, unlocked.
        vault_id: Its id, in hexadecimal digits.
    """

    opened: OpenVault
    vault_id: str


def expect_no_vault(setting: Setting) -> None:
    """Makes sure that nothing stands where a vault is to be made, before anything is asked.

    Raises:
        VaultExists: Something does.
    """
    if setting.vault_path.exists() or setting.vault_path.is_symlink():
        raise VaultExists(
            "A vault already stands here; nothing was changed.", "`--vault PATH` makes another one at another place."
        )


def parse_profile(text: str) -> Profile:
    """Parses the TOML of `--practice-from`: `name` and `role` (coach or mentor).

    Raises:
        BadInput: It is no TOML, or holds something else.
    """
    fields = parse_toml(text)
    if "recovery_tested" in fields:
        raise BadInput("Whether the recovery words were tested is not for a form to say.")
    return to_value(fields, Profile)


def passphrase_strength(passphrase: str, practice_name: str = "") -> Strength:
    """Estimates how hard a passphrase is to guess; the practice's name counts as known."""
    return estimate(passphrase, practice_name.split())


def draw_recovery_words() -> list[str]:
    """Draws 24 fresh recovery words."""
    return encode_words(random_entropy())


def draw_questions() -> list[int]:
    """Draws which four of the words are asked back, by number from 1."""
    return sorted(secrets.SystemRandom().sample(range(1, WORD_COUNT + 1), ASKED_BACK))


def found_practice(
    setting: Setting, profile: Profile, passphrase: str, words: list[str], cost: KdfProfile
) -> Founded:
    """Makes a vault that opens with this passphrase and these words.

    Raises:
        VaultExists: A vault already stands there.
        BadInput: The passphrase is empty.
        StorageFailed: The disk did not take it.
    """
    if not passphrase:
        raise BadInput("A passphrase cannot be empty.")
    foundation = Foundation(
        encode_passphrase(passphrase), parse_words(" ".join(words)), cost, setting.clock.now()
    )

    def fill(change: Change) -> None:
        change.insert(change.part(Part.PRACTICE), kinds.PROFILE, profile, {})
        change.insert(change.part(Part.SCHEDULE), kinds.COUNTERS, Counters(), {})

    vault, root = create_vault(setting.vault_path, setting.state_folder, foundation, fill)
    opened = OpenVault(vault, setting.clock, lambda: vault.locked.sealing_pair(root))
    return Founded(opened, vault.locked.header.vault_id.hex())
