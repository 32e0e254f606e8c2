"""Evidence to verify, and whoever signs what they like with keys of their own."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from tests.independent import signoff

STORED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "vectors" / "signoff-1.json").read_text())
KEY = SigningKey(bytes(range(32)))
PUBLIC = bytes(KEY.verify_key)
Fields = dict[str, Any]


def evidence_of(sheet: str) -> Fields:
    """Returns what stands in the last line of a stored sheet."""
    fields: Fields = json.loads(STORED[sheet])
    return fields


def line(evidence: Fields) -> bytes:
    """Returns a sheet with this evidence."""
    return b"About the text\n\n" + signoff.canonical(evidence) + b"\n"


def on_page(statement: Fields, grade: str = "page") -> Fields:
    """Signs a statement as a page does."""
    stated = signoff.canonical(statement).decode()
    signature = KEY.sign(b"CoachVault/v1 sign-off\0" + stated.encode()).signature
    return {
        "grade": grade,
        "public_key": signoff.b64(PUBLIC),
        "signature": signoff.b64(signature),
        "statement": stated,
    }


def with_minisign(sheet: str, grade: str = "key") -> Fields:
    """Signs a sheet as `minisign -S -l` does."""
    head, comment = b"Ed" + b"12345678", "timestamp:1\tfile:sheet"
    signature = KEY.sign(sheet.encode()).signature
    over = KEY.sign(signature + comment.encode()).signature
    lines = ["untrusted comment: ", signoff.b64(head + signature), f"trusted comment: {comment}", signoff.b64(over), ""]
    return {"grade": grade, "key": signoff.b64(head + PUBLIC), "sheet": sheet, "signature": "\n".join(lines)}


def with_ssh(sheet: str, grade: str = "key") -> Fields:
    """Signs a sheet as `ssh-keygen -Y sign` does."""
    blob, use = _ssh(b"ssh-ed25519", PUBLIC), b"coachvault-signoff"
    data = b"SSHSIG" + _ssh(use, b"", b"sha512", hashlib.sha512(sheet.encode()).digest())
    signed = _ssh(b"ssh-ed25519", KEY.sign(data).signature)
    whole = b"SSHSIG" + (1).to_bytes(4) + _ssh(blob, use, b"", b"sha512", signed)
    armour = f"-----BEGIN SSH SIGNATURE-----\n{base64.encodebytes(whole).decode()}-----END SSH SIGNATURE-----\n"
    return {"grade": grade, "key": f"ssh-ed25519 {signoff.b64(blob)}", "sheet": sheet, "signature": armour}


def _ssh(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4) + part for part in parts)


BY_KEY: dict[str, Callable[[str], Fields]] = {"minisign": with_minisign, "ssh": with_ssh}
