"""What kind of file came in; a scan is recognised by its first bytes, kept, and never parsed."""

from __future__ import annotations

import re

from coachvault.errors import BadInput
from coachvault.mails.mail import LARGEST_MAIL_BYTES, is_mail
from coachvault.signoff.block import holds_block
from coachvault.signoff.detached import KeyKind, detached_kind

MAIL = "message/rfc822"
SIGN_OFF = "text/plain"
SIGNATURES = {KeyKind.MINISIGN: "text/x-minisign-signature", KeyKind.SSH: "text/x-ssh-signature"}
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
HEIC, WEBP, TIFF = "image/heic", "image/webp", "image/tiff"
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
_AS_A_SCAN = "Ask for a PDF, or for a photograph of the signed sheet."
_AS_EML = "A mail is saved as the raw mail (.eml)."
_OTHERS = (
    (re.compile(rb"(?s)PK\x03\x04.{0,4000}?word/"), "a Word file (.docx)", _AS_A_SCAN),
    (re.compile(rb"PK\x03\x04"), "a ZIP file", "Unpack it, then import what is in it."),
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "a file of Word or Outlook (.doc, .msg)",
        _AS_A_SCAN + " A mail is saved as .eml.",
    ),
    (
        re.compile(rb"(?is)\s*(?:<!doctype html|<html)"),
        "a web page (HTML)",
        "Save the raw mail (.eml), or ask for a PDF.",
    ),
    (re.compile(rb"GIF8|BM.{4}\0\0\0\0"), "a picture of another kind (GIF, BMP)", _AS_A_SCAN),
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
        raise BadInput(
            f"The file is larger than {LARGEST_FILE_BYTES // 2**20} MiB; it was not accepted.",
            "Scan it in grey, or with fewer dots.",
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
        raise BadInput(*_IS_THE_PAGE)
    if holds_block(text_of_file(data)):
        return SIGN_OFF
    for begins, name, hint in _OTHERS:
        if begins.match(data):
            raise BadInput(
                f"That is {name}: neither a sign-off file, nor a raw mail, nor a scan, nor a signature.", hint
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


def require_scan(data: bytes) -> None:
    """Makes sure that a file is a scan.

    Raises:
        BadInput: It is too large, empty, or no PDF or picture.
    """
    if len(data) <= LARGEST_FILE_BYTES and not scan_kind(data) and b"%PDF-" not in data[:_PDF_WITHIN]:
        raise BadInput(
            "That is no scan: neither a PDF, nor a picture (JPEG, PNG, HEIC, WebP, TIFF); nothing was changed."
        )
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
