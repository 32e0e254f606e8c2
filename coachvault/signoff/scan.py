"""What kind of file came in, by its first bytes; a scan is kept, never parsed."""

from __future__ import annotations

from coachvault.errors import BadInput
from coachvault.signoff.mail import LARGEST_MAIL_BYTES, is_mail

MAIL = "message/rfc822"
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
LARGEST_FILE_BYTES = LARGEST_MAIL_BYTES
_MAGIC = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}


def media_type(data: bytes) -> str:
    """Returns what a file is: a mail, a PDF, a JPEG or a PNG.

    Args:
        data: Its bytes, at most 20 MiB.

    Raises:
        BadInput: It is too large, empty, or of another kind.
    """
    if len(data) > LARGEST_FILE_BYTES:
        raise BadInput(
            f"The file is larger than {LARGEST_FILE_BYTES // 2**20} MiB; it was not taken.",
            "Scan it in grey, or with fewer dots.",
        )
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return kind
    if is_mail(data):
        return MAIL
    raise BadInput(
        "The file is neither a raw mail (.eml) nor a scan (PDF, JPEG, PNG).",
        "Mail programs save raw mails by themselves; a text that was copied out of one is no evidence.",
    )
