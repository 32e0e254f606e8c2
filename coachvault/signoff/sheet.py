"""The statement sheet: one readable, canonical text that a party signs with a key of their own (clause 9.1).

It holds everything that the signature is for, so that a signature for one release, recipient or vault fits no other.
"""

from __future__ import annotations

import hashlib
import re

from coachvault.errors import Refused
from coachvault.practice.paragraphs import text_of
from coachvault.practice.signoff import Request
from coachvault.signoff.page import require_terms

RULE = "-" * 72
_FORM = re.compile(
    r"CoachVault statement sheet, version 1\n\n"
    r"Release: (?P<release>.*)\n"
    r"Vault: (?P<vault>.*)\n"
    r"Request: (?P<request>.*)\n"
    r"Recipient: (?P<recipient>.*)\n"
    r"Purpose: (?P<purpose>.*)\n"
    r"Last day: (?P<expires>.*)\n"
    r"Text SHA-256: (?P<text_sha256>.*)\n\n"
    r"(?P<consent>.+)\n\n"
    rf"{RULE}\n(?P<text>(?s:.*)){RULE}\n"
)


def statement_sheet(vault_id: bytes, release_id: str, request: Request) -> str:
    """Returns the sheet of a request, which can be made again to the last byte.

    Args:
        vault_id: The vault's 16 bytes.
        release_id: The release's id, as `R7`.
        request: A request by key.
    """
    proposal, terms, text = request.proposal, require_terms(request), text_of(request.paragraphs)
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
        f"{RULE}\n{text}{RULE}\n"
    )


def read_sheet(sheet: str) -> dict[str, str]:
    """Returns what a sheet says: its lines by the names that a statement has, `request`, and the `text`.

    Raises:
        Refused: It is not in its one form.
    """
    found = _FORM.fullmatch(sheet)
    if not found:
        raise Refused("The signed sheet is not in the one form that a statement sheet has.")
    return found.groupdict()
