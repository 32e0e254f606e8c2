"""Founding a practice: a new vault, its passphrase and its recovery words."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec

from coachvault.crypto.kdf import KdfProfile, encode_passphrase
from coachvault.crypto.strength import estimate
from coachvault.crypto.words import WORD_COUNT, encode_words, parse_words, random_entropy, random_words, word_list
from coachvault.errors import BadInput, VaultExists
from coachvault.practice import kinds
from coachvault.practice.engagement import Counters
from coachvault.practice.people import Profile
from coachvault.practice.retention import PolicyText
from coachvault.services.core.forms import parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault, Setting
from coachvault.services.retention.policy import save_text
from coachvault.system.files import new_files
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.vault import Foundation, create_vault

ASKED_BACK = 4
WORDS = WORD_COUNT
PROPOSED_WORDS = 6
"""66 random bits; each guess costs a thief a whole Argon2id."""
SHORTEST_PASSPHRASE = 8
WEAKEST_SCORE = 2
_VERDICTS = ("very weak", "weak", "fair", "good", "strong")


def take_back(setting: Setting) -> None:
    """Removes a vault that was just made, because its recovery words could not be shown to anybody."""
    setting.vault_path.unlink()


def require_no_vault(setting: Setting) -> None:
    """Makes sure that nothing exists where a vault is to be made, before anything is asked.

    Raises:
        VaultExists: Something does.
    """
    if setting.vault_path.exists() or setting.vault_path.is_symlink():
        raise VaultExists(
            "A vault already exists here; nothing was changed.", "`--vault PATH` makes another one at another place."
        )


def parse_profile(text: str) -> Profile:
    """Parses the TOML of `--practice-from`: `name`, `role` (coach or mentor) and `date_order`.

    Raises:
        BadInput: It is no TOML, or holds something else.
    """
    fields = parse_toml(text)
    if "recovery_tested" in fields:
        raise BadInput("Whether the recovery words were tested is not for a form to say.")
    if fields.keys() - {"name", "role", "date_order"}:
        raise BadInput(
            "The form is not valid: it has a field that is not known.", "Fields: name, role, date_order (dmy or mdy)."
        )
    return to_value(fields, Profile)


def judge_passphrase(passphrase: str, practice_name: str = "") -> tuple[str, bool]:
    """Says how hard a passphrase is to guess, with advice, and whether that is enough; proposes one for none.

    Args:
        passphrase: What was typed; no part of it is repeated.
        practice_name: Counts as known to a thief.
    """
    if not passphrase:
        return f"A proposal, drawn by chance: {' '.join(random_words(PROPOSED_WORDS))}", False
    found = estimate(passphrase, practice_name.split())
    verdict = f"Strength: {_VERDICTS[found.score]}, about 10^{found.log10_guesses:.0f} guesses."
    enough = len(passphrase) >= SHORTEST_PASSPHRASE and found.score >= WEAKEST_SCORE
    return " ".join([verdict, *found.advice]), enough


def fit_together(words: list[str]) -> bool:
    """Returns whether 24 words of the list can be recovery words: about one wrong set in 256 passes unnoticed."""
    try:
        parse_words(" ".join(words))
    except BadInput:
        return False
    return True


def draw_recovery_words() -> list[str]:
    """Draws 24 fresh recovery words."""
    return encode_words(random_entropy())


def recovery_word_list() -> list[str]:
    """Returns the 2048 words of which recovery words are drawn."""
    return word_list()


def with_tested_recovery(profile: Profile, tested: bool) -> Profile:
    """Returns a profile that says whether the recovery words were asked back."""
    return msgspec.structs.replace(profile, recovery_tested=tested)


def require_place(path: Path) -> None:
    """Makes sure that a new file can be written at a place.

    Raises:
        BadInput: Something already exists there, or the folder is not there.
    """
    with new_files({path: b""}):
        pass


def write_file(path: Path, text: str) -> None:
    """Writes a new private file; nothing that exists there is replaced.

    Raises:
        BadInput: Something already exists there, or the folder is not there.
        StorageFailed: The disk did not take it.
    """
    with new_files({path: text.encode()}) as publish:
        publish()


def draw_questions() -> list[int]:
    """Draws which four of the words are asked back, by number from 1."""
    return sorted(secrets.SystemRandom().sample(range(1, WORD_COUNT + 1), ASKED_BACK))


def found_practice(
    setting: Setting, profile: Profile, passphrase: str, words: list[str], cost: KdfProfile, policy: str = ""
) -> OpenVault:
    """Makes a vault that opens with this passphrase and these words, and returns it unlocked.

    Args:
        setting: Where.
        profile: The practice.
        passphrase: The way in.
        words: The recovery words.
        cost: The cost of one guess at the passphrase.
        policy: The retention policy, as TOML; the usual one when left out.

    Raises:
        Refused: Nothing is to be written.
        VaultExists: A vault already exists there.
        BadInput: The passphrase is empty.
        StorageFailed: The disk did not take it.
    """
    setting.require_writing()
    if not passphrase:
        raise BadInput("A passphrase cannot be empty.")
    foundation = Foundation(encode_passphrase(passphrase), parse_words(" ".join(words)), cost, setting.clock.now())

    def fill(change: Change) -> None:
        change.insert(change.part(Part.PRACTICE), kinds.PROFILE, profile, {})
        change.insert(change.part(Part.SCHEDULE), kinds.COUNTERS, Counters(), {})
        if policy:
            save_text(change, PolicyText(policy, setting.clock.now()))

    vault, root = create_vault(setting.vault_path, setting.state_folder, foundation, fill)
    return OpenVault(vault, setting.clock, lambda: vault.locked.sealing_pair(root), lambda: root)
