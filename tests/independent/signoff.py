"""The client's side of the sign-off page, and a verifier of what comes back, written from the specification alone.

Reads docs/spec/signoff-format.md, parts 3 and 8. Nothing of the product is imported: the standard library, PyNaCl,
`cryptography` for AES-GCM, and the BIP-39 list.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from mnemonic import Mnemonic
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

BEGIN, END = "-----BEGIN COACHVAULT SIGN-OFF-----", "-----END COACHVAULT SIGN-OFF-----"
STATEMENT = {"consent", "expires", "format", "name", "private_sha256", "purpose", "recipient", "release", "signed_at"}
STATEMENT |= {"text_sha256", "vault"}
TAKEN = ("consent", "expires", "purpose", "recipient", "release", "vault")


class Page(NamedTuple):
    """An opened page: what was asked (8.3), its bytes, and what is needed to reply."""

    asked: dict[str, Any]
    text: bytes
    master: bytes

    @property
    def code(self) -> str:
        return str(self.asked["request"])


def canonical(value: Any) -> bytes:
    """8.1."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def hkdf(master: bytes, purpose: bytes) -> bytes:
    """RFC 5869 with an empty salt, one block of output (8.2)."""
    extracted = hmac.digest(bytes(32), master, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")


def padded(data: bytes) -> bytes:
    return data + b" " * (-len(data) % 1024)


def open_page(html: str, typed: str) -> Page:
    """8.2 to 8.4."""
    found = re.search(r'<script type="application/json" id="request">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    sealed = json.loads(found[1])
    code = typed.upper().translate(str.maketrans("OIL", "011"))
    code = "".join(mark for mark in code if mark in "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    salt = base64.b64decode(sealed["salt"])
    master = hashlib.pbkdf2_hmac("sha256", code.encode(), salt, sealed["iterations"], 32)
    key = hkdf(master, b"CoachVault/v1 request key\0" + sealed["request"].encode())
    bound = canonical({name: sealed[name] for name in sealed if name not in ("nonce", "ciphertext")})
    opened = AESGCM(key).decrypt(base64.b64decode(sealed["nonce"]), base64.b64decode(sealed["ciphertext"]), bound)
    assert len(opened) % 1024 == 0
    text = opened.rstrip(b" ")
    asked = json.loads(text)
    assert canonical(asked) == text
    return Page(asked, text, master)


def approved_text(page: Page, approved: Sequence[int], written: Sequence[dict[str, Any]] = ()) -> str:
    """1.3 and 8.5."""
    asked = page.asked["paragraphs"]
    pieces = [(number, asked[number - 1]) for number in approved]
    pieces += [(each["instead_of"] or len(asked) + 1, each["text"]) for each in written]
    return "\n\n".join(text for _, text in sorted(pieces)) + "\n" if pieces else ""


def private_part(
    page: Page, approved: Sequence[int], remark: str = "", written: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """8.5."""
    return {
        "approved": list(approved),
        "paragraphs": len(page.asked["paragraphs"]),
        "remark": remark,
        "request_sha256": sha256(b"CoachVault/v1 request\0", page.text),
        "salt": b64(secrets.token_bytes(16)),
        "written": list(written),
    }


NOON = "2026-11-23T12:00:00Z"


def now() -> str:
    """This moment, as a page writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - as a client signs today


def statement(
    page: Page,
    approved: Sequence[int],
    name: str,
    private: bytes,
    written: Sequence[dict[str, Any]] = (),
    signed_at: str = NOON,
) -> dict[str, Any]:
    """8.6."""
    taken = {field: page.asked[field] for field in TAKEN}
    return taken | {
        "format": "coachvault-signoff-1",
        "name": name,
        "private_sha256": sha256(b"CoachVault/v1 private\0", private),
        "signed_at": signed_at,
        "text_sha256": sha256(approved_text(page, approved, written).encode()),
    }


def reply(stated: bytes, private: bytes, key: SigningKey) -> dict[str, Any]:
    """8.7, before it is sealed."""
    signature = key.sign(b"CoachVault/v1 sign-off\0" + stated).signature
    whole = {"public_key": b64(bytes(key.verify_key)), "signature": b64(signature)}
    return whole | {"statement": stated.decode(), "private": private.decode()}


def armoured(page: Page, body: bytes, *, code: str = "", version: int = 1) -> str:
    """8.7."""
    code = (code or page.code).replace("-", "")
    nonce = secrets.token_bytes(12)
    bound = b"CoachVault/v1 reply\0" + bytes([version]) + code.encode()
    key = hkdf(page.master, b"CoachVault/v1 reply key\0" + page.code.encode())
    raw = bytes([version]) + code.encode() + nonce + AESGCM(key).encrypt(nonce, padded(body), bound)
    return "\n".join([BEGIN, *re.findall(".{1,64}", b64(raw)), END, ""])


def signed(
    page: Page,
    approved: Sequence[int],
    name: str = "Ada Marsh",
    remark: str = "",
    written: Sequence[dict[str, Any]] = (),
    signed_at: str = NOON,
) -> tuple[str, list[str]]:
    """Signs as a client does; returns the block and the six words."""
    key = SigningKey.generate()
    private = canonical(private_part(page, approved, remark, written))
    stated = canonical(statement(page, approved, name, private, written, signed_at))
    whole = reply(stated, private, key)
    return armoured(page, canonical(whole)), six_words(bytes(key.verify_key), stated)


def six_words(public_key: bytes, stated: bytes) -> list[str]:
    """8.8 and 3.1."""
    message = hashlib.sha256(b"CoachVault/v1 sign-off\0" + stated).digest()
    digest = hashlib.sha256(b"CoachVault/v1 words\0" + public_key + message).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)
    return [Mnemonic("english").wordlist[int(bits[at : at + 11], 2)] for at in range(0, 66, 11)]


def verified(page: Page, block: str) -> dict[str, Any] | None:
    """Reads a clean block as the coach's side does (8.5 to 8.9); None for whatever is not what was asked."""
    raw = base64.b64decode("".join(block.split("\n")[1:-2]))
    bound = b"CoachVault/v1 reply\0" + raw[:9]
    key = hkdf(page.master, b"CoachVault/v1 reply key\0" + page.code.encode())
    body = AESGCM(key).decrypt(raw[9:21], raw[21:], bound).rstrip(b" ")
    whole = json.loads(body)
    stated, private = whole["statement"].encode(), whole["private"].encode()
    try:
        VerifyKey(base64.b64decode(whole["public_key"])).verify(
            b"CoachVault/v1 sign-off\0" + stated, base64.b64decode(whole["signature"])
        )
    except (BadSignatureError, ValueError):
        return None
    says, chosen = json.loads(stated), json.loads(private)
    forms = (canonical(whole), canonical(says), canonical(chosen)) == (body, stated, private)
    fits = says["private_sha256"] == sha256(b"CoachVault/v1 private\0", private) and says.keys() == STATEMENT
    same = chosen["request_sha256"] == sha256(b"CoachVault/v1 request\0", page.text)
    text = says["text_sha256"] == sha256(approved_text(page, chosen["approved"], chosen["written"]).encode())
    bounded = sum(len(each["text"]) for each in chosen["written"]) <= page.asked["client_may_write"]
    asked = all(
        says[name] == page.asked[name] for name in ("consent", "expires", "purpose", "recipient", "release", "vault")
    )
    if not (forms and fits and same and text and bounded and asked):
        return None
    return {name: chosen[name] for name in ("approved", "remark", "written")} | {"name": says["name"]}
