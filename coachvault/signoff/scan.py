"""What kind of file came in; a scan is recognised by its first bytes, kept, and never parsed."""

from __future__ import annotations

from coachvault.errors import BadInput
from coachvault.mails.mail import LARGEST_MAIL_BYTES, is_mail
from coachvault.signoff.block import holds_block
from coachvault.signoff.detached import KeyKind, detached_kind

MAIL = "message/rfc822"
SIGN_OFF = "text/plain"
SIGNATURES = {KeyKind.MINISIGN: "text/x-minisign-signature", KeyKind.SSH: "text/x-ssh-signature"}
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
LARGEST_FILE_BYTES = LARGEST_MAIL_BYTES
_PAGE = b'<script type="application/json" id="request">'
_IS_THE_PAGE = (
    "That is the page itself, as it was sent; the sign-off is the file that the page saves after signing.",
    "Ask for that file, or for the block, which begins with BEGIN COACHVAULT SIGN-OFF.",
)
_MAGIC = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}


def media_type(data: bytes) -> str:
    """Returns what a file is: a mail, a sign-off, a detached signature, a PDF, a JPEG or a PNG.

    Args:
        data: Its bytes, at most 20 MiB.

    Raises:
        BadInput: It is too large, empty, or of another kind.
    """
    if len(data) > LARGEST_FILE_BYTES:
        raise BadInput(
            f"The file is larger than {LARGEST_FILE_BYTES // 2**20} MiB; it was not accepted.",
            "Scan it in grey, or with fewer dots.",
        )
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return kind
    signed_by = detached_kind(data)
    if signed_by is not None:
        return SIGNATURES[signed_by]
    if is_mail(data):
        return MAIL
    if _PAGE in data:
        raise BadInput(*_IS_THE_PAGE)
    if holds_block(text_of_file(data)):
        return SIGN_OFF
    raise BadInput(
        "The file is neither a sign-off file, nor a raw mail (.eml), nor a scan (PDF, JPEG, PNG), nor a signature.",
        "Mail programs save raw mails by themselves; a text that was copied out of one is no evidence.",
    )


def require_scan(data: bytes) -> None:
    """Makes sure that a file is a scan.

    Raises:
        BadInput: It is too large, empty, or no PDF, JPEG or PNG.
    """
    if len(data) <= LARGEST_FILE_BYTES and not data.startswith(tuple(_MAGIC)):
        raise BadInput("That is no scan: neither a PDF, nor a JPEG, nor a PNG; nothing was changed.")
    media_type(data)


def text_of_file(data: bytes) -> str:
    """Returns the text of a file that a page saved, or of a block that was pasted; what is no UTF-8 is left out."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"  # Notepad's "Unicode"
    return data.decode(encoding, errors="replace")
