"""What kind of file came in; a scan is recognised by its first bytes, kept, and never parsed."""

from __future__ import annotations

import re

from coachvault.errors import BadInput, Unreadable
from coachvault.mails.mail import LARGEST_MAIL_BYTES, is_mail
from coachvault.signoff.block import holds_block
from coachvault.signoff.detached import KeyKind, detached_kind
from coachvault.texts.scan_kinds import DOCUMENT, OF_PICTURES, PICTURES

MAIL = "message/rfc822"
SIGN_OFF = "text/plain"
SIGNATURES = {KeyKind.MINISIGN: "text/x-minisign-signature", KeyKind.SSH: "text/x-ssh-signature"}
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
HEIC, WEBP, TIFF = "image/heic", "image/webp", "image/tiff"
SCANS = dict(zip((DOCUMENT, *PICTURES), (PDF, JPEG, PNG, HEIC, WEBP, TIFF), strict=True))
"""The kinds of scan by the names under which people know them."""
LARGEST_FILE_BYTES = LARGEST_MAIL_BYTES
_PAGE = b'<script type="application/json" id="request">'
_IS_THE_PAGE = (
    "That is the page itself, as it was sent; the sign-off is the file that the page saves after signing.",
    "Ask for that file, or for the block, which begins with BEGIN COACHVAULT SIGN-OFF.",
)
_PDF_WITHIN = 1024
_SCANS = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"(?s)....ftyp(?:hei[cfmsx]|hev[cmx]|mif1|msf1|avif)"), HEIC),
    (re.compile(rb"(?s)RIFF....WEBP"), WEBP),
    (re.compile(rb"II\*\0|MM\0\*"), TIFF),
)
_AS_ASKED = "An answer counts in the form in which it was asked for."
_AS_EML = "A mail counts as the raw mail (.eml)."
_ZIP = ("a ZIP file", "Unpack it, then import what is in it.")
_OTHERS = (
    (re.compile(rb"(?s)PK\x03\x04.{0,4000}?word/"), "a Word file (.docx)", _AS_ASKED),
    (re.compile(rb"(?s)PK\x03\x04.{26}mimetypeapplication/vnd\.oasis"), "a file of LibreOffice (.odt)", _AS_ASKED),
    (re.compile(rb"(?s)PK\x03\x04.{0,4000}?(?:Index/|xl/|ppt/)"), "a file of an office program", _AS_ASKED),
    (re.compile(rb"PK\x03\x04"), *_ZIP),
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "a file of Word or Outlook (.doc, .msg)",
        _AS_EML,
    ),
    (
        re.compile(rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html)"),
        "a web page (HTML)",
        _AS_EML,
    ),
    (re.compile(rb"GIF8|BM.{4}\0\0\0\0"), "a picture of another kind (GIF, BMP)", _AS_ASKED),
)
_RTF = b"{\\rtf"
_RTF_SIGN = re.compile(
    r"\\'([0-9a-f]{2})|\\u(-?\d{1,5}) ?\??|\\(?:par|line|tab)\b ?|\\[a-z]+-?\d* ?|\\[\n\r]|\\(.)|[{}]"
)


def media_type(data: bytes) -> str:
    """Returns what a file is: a mail, a sign-off, a detached signature, a PDF or a picture.

    Args:
        data: Its bytes, at most 20 MiB.

    Raises:
        BadInput: It is too large, empty, or of another kind.
    """
    if len(data) > LARGEST_FILE_BYTES:
        raise Unreadable(
            f"The file is larger than {LARGEST_FILE_BYTES // 2**20} MiB; it was not accepted.",
            "A scan is smaller in grey, or with fewer dots.",
        )
    kind = scan_kind(data)
    if kind:
        return kind
    signed_by = detached_kind(data)
    if signed_by is not None:
        return SIGNATURES[signed_by]
    if is_mail(data):
        return MAIL
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if _PAGE in data:
        raise Unreadable(*_IS_THE_PAGE)
    if holds_block(text_of_file(data)):
        return SIGN_OFF
    other = other_kind(data)
    if other[0]:
        raise (BadInput if other == _ZIP else Unreadable)(
            f"That is {other[0]}: neither a sign-off file, nor a raw mail, nor a scan, nor a signature.", other[1]
        )
    raise BadInput(
        "The file is neither a sign-off file, nor a raw mail (.eml), nor a scan (a PDF or a picture), nor a signature.",
        "Mail programs save raw mails by themselves; a text that was copied out of one is no evidence.",
    )


def scan_kind(data: bytes) -> str:
    """Returns what kind of scan a file is, by its first bytes; an empty text where it is none."""
    if data.startswith(b"%PDF-"):
        return PDF
    return next((kind for begins, kind in _SCANS if begins.match(data)), "")


def other_kind(data: bytes) -> tuple[str, str]:
    """Returns what a file is that is no answer, and what to do with it; nothing where that is not known."""
    if _PAGE in data:
        return "the page itself, as it was sent", _IS_THE_PAGE[1]
    return next(((name, hint) for begins, name, hint in _OTHERS if begins.match(data)), ("", ""))


def require_scan(data: bytes) -> None:
    """Makes sure that a file is a scan.

    Raises:
        BadInput: It is too large, empty, or no PDF or picture.
    """
    if len(data) <= LARGEST_FILE_BYTES and not scan_kind(data) and b"%PDF-" not in data[:_PDF_WITHIN]:
        raise BadInput(f"That is no scan: neither a {DOCUMENT}, nor a picture ({OF_PICTURES}); nothing was changed.")
    media_type(data)


def text_of_file(data: bytes) -> str:
    """Returns the text of a file that a page saved, or of a block that was pasted; what is no UTF-8 is left out.

    UTF-16 is known by its mark, or by the zeros between letters; of RTF it is what the file says.
    """
    encoding = "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # Notepad's "Unicode"
        encoding = "utf-16"
    elif data[1:4:2] == b"\0\0" or data[:4:2] == b"\0\0":
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    text = data.decode(encoding, errors="replace")
    if not data.startswith(_RTF):
        return text
    return _RTF_SIGN.sub(_rtf_sign, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _rtf_sign(found: re.Match[str]) -> str:
    """Returns what a sign of RTF stands for; half a letter of UTF-16 where it is that."""
    if found[1]:
        return bytes.fromhex(found[1]).decode("cp1252", "replace")
    if found[2]:
        return chr(int(found[2]) % 0x10000)
    return found[3] or ("\n" if found[0].startswith(("\\par", "\\line", "\\\n", "\\\r")) else "")
