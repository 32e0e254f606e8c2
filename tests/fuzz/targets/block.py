"""The block in which a sign-off travels: found, opened, and all that stands around it.

Promised besides: two readings are the same; a block that is found is found again when it is written anew; what opens
is what was signed; a line that is put around or into a block that opens is shown, or the block is refused.
"""

from __future__ import annotations

import re
from base64 import b64encode

from coachvault.errors import Refused
from coachvault.mails.folding import fold
from coachvault.mails.lines import plain_lines
from coachvault.mails.mail import MailForm
from coachvault.signoff.approval import said_around
from coachvault.signoff.block import Block, find_blocks, holds_block
from coachvault.signoff.scan import text_of_file
from coachvault.signoff.signed import SignOff, open_sign_off
from tests.fuzz.judging import is_looked_at_again, require
from tests.independent.signoff import BEGIN, END
from tests.unit.signoff.mails import NAME
from tests.vectors.test_stored_signoffs import REQUEST, STORED, VAULT

WISH = "Only without xylophones"
_MOST_PLACES = 6


def look(data: bytes) -> str:
    text = text_of_file(data)
    blocks = find_blocks(text)
    require(bool(blocks) <= holds_block(text), "what holds a block begins one")
    for block in blocks:
        require(find_blocks(armoured(block)) == [block], "a block is found again")
    if is_looked_at_again(data):
        require(find_blocks(text) == blocks, "a text is read in one way")
    around = said_around(forms_of(text), REQUEST, NAME)
    opened = [signed for block in blocks if (signed := taken(block)) is not None]
    for signed in opened:
        require(list(signed.approved) == STORED["approved"], "what opens is what was signed")
    if opened:
        require_shown(text)
    return "\n".join([f"{len(blocks)} blocks, {len(opened)} open", *(line.text for line in around)])


def forms_of(text: str) -> tuple[MailForm, ...]:
    return (MailForm(tuple(plain_lines(text))),)


def taken(block: Block) -> SignOff | None:
    try:
        return open_sign_off(block, VAULT, STORED["release"], REQUEST)
    except Refused:
        return None


def armoured(block: Block) -> str:
    raw = bytes([1]) + block.code.replace("-", "").encode() + block.nonce + block.ciphertext
    return f"{BEGIN}\n{b64encode(raw).decode()}\n{END}\n"


def require_shown(text: str) -> None:
    """Makes sure that a line is shown wherever it is put, unless nothing opens any more."""
    ends = [found.start() for found in re.finditer("\n", text)]
    for at in ends[:: max(1, len(ends) // _MOST_PLACES)]:
        changed = f"{text[:at]}\n{WISH}{text[at:]}"
        try:
            opened = [block for block in find_blocks(changed) if taken(block)]
        except Refused:
            continue
        around = said_around(forms_of(changed), REQUEST, NAME, opened)
        shown = "".join(fold(" ".join(line.text for line in around)))
        require(not opened or "".join(fold(WISH)) in shown, f"what is put in at {at} is shown")
