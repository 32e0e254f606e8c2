"""A key of SSH and what it signs, as PROTOCOL.sshsig and RFC 4253 write them; nothing of the product is imported."""

from __future__ import annotations

import base64
import hashlib

from nacl.signing import SigningKey

NAMESPACE, KIND = b"coachvault-signoff", b"ssh-ed25519"


def public_line(key: SigningKey) -> str:
    """The one line of a .pub file."""
    return f"{KIND.decode()} {base64.b64encode(_public(key)).decode()} a key for tests\n"


def signed(key: SigningKey, message: bytes) -> bytes:
    """What `ssh-keygen -Y sign -n coachvault-signoff` writes."""
    digest = hashlib.sha512(message).digest()
    about = b"".join(map(_string, (NAMESPACE, b"", b"sha512")))
    signature = _string(KIND) + _string(key.sign(b"SSHSIG" + about + _string(digest)).signature)
    blob = b"SSHSIG" + (1).to_bytes(4, "big") + _string(_public(key)) + about + _string(signature)
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""]).encode()


def _public(key: SigningKey) -> bytes:
    return _string(KIND) + _string(bytes(key.verify_key))


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
