"""What exactly a party agrees to, as one line of canonical JSON, and its fingerprint in six words.

Clauses are those of docs/spec/signoff-format.md.
"""

from __future__ import annotations

import hashlib
import json

from coachvault.crypto.words import fingerprint_words
from coachvault.practice.agreed import approved_text
from coachvault.practice.signoff import Proposal

FORMAT = "coachvault-statement-1"
_FINGERPRINT = b"CoachVault/v1 fingerprint\0"


def sha256(data: bytes) -> str:
    """Returns the SHA-256 of bytes in 64 hexadecimal digits, as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()


def text_sha256(proposal: Proposal, approved: tuple[int, ...]) -> str:
    """Returns the SHA-256 of the text that the given paragraphs make; raises as `approved_text` does."""
    return sha256(approved_text(proposal, approved).encode())


def statement(vault_id: bytes, release_id: str, proposal: Proposal, approved: tuple[int, ...]) -> bytes:
    """Returns the statement that binds a text to release, recipient, purpose, expiry and vault (clause 2).

    Args:
        vault_id: The vault's 16 bytes.
        release_id: The release's id, as `R7`.
        proposal: What is proposed.
        approved: The numbers of the paragraphs, from 1.
    """
    fields = {
        "expires": proposal.expires.isoformat(),
        "format": FORMAT,
        "purpose": proposal.purpose,
        "recipient": proposal.recipient.shown,
        "release": release_id,
        "text_sha256": text_sha256(proposal, approved),
        "vault": vault_id.hex(),
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(statement_bytes: bytes) -> list[str]:
    """Returns the six words that represent a statement: the first 66 bits of a hash of it (clause 3)."""
    return fingerprint_words(hashlib.sha256(_FINGERPRINT + statement_bytes).digest())
