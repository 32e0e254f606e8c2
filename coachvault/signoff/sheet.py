"""The statement sheet: one readable, canonical text that a party signs with a key of their own (clause 9.1).

It holds everything that the signature is for, so that a signature for one release, recipient or vault fits no other.
"""

from __future__ import annotations

import hashlib

from coachvault.practice.paragraphs import text_of
from coachvault.practice.signoff import Request
from coachvault.signoff.page import expect_terms

_RULE = "-" * 72


def statement_sheet(vault_id: bytes, release_id: str, request: Request) -> str:
    """Returns the sheet of a request, which can be made again to the last byte.

    Args:
        vault_id: The vault's 16 bytes.
        release_id: The release's id, as `R7`.
        request: A request by key.
    """
    proposal, terms, text = request.proposal, expect_terms(request), text_of(request.paragraphs)
    return (
        "CoachVault statement sheet, version 1\n\n"
        f"Release: {release_id}\n"
        f"Vault: {vault_id.hex()}\n"
        f"Request: {request.code}\n"
        f"Recipient: {proposal.recipient.shown}\n"
        f"Purpose: {proposal.purpose}\n"
        f"Last day: {proposal.expires.isoformat()}\n"
        f"Text SHA-256: {hashlib.sha256(text.encode()).hexdigest()}\n\n"
        f"{terms.consent}\n\n"
        f"{_RULE}\n{text}{_RULE}\n"
    )
