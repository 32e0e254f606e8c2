"""Detached signatures by minisign and by SSH, verified without either program (clause 9.2 of the sign-off format).

Sources: minisign's description of its format (jedisct1.github.io/minisign); OpenSSH's PROTOCOL.sshsig; RFC 4251 and
RFC 8709.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from coachvault.crypto.signatures import PUBLIC_KEY_BYTES, SIGNATURE_BYTES, is_possible_key, is_signed
from coachvault.errors import BadInput, Refused

NAMESPACE = "coachvault-signoff"
LARGEST_SIGNATURE_BYTES = 16 * 1024
_ED25519 = b"ssh-ed25519"
_SSH_BEGINS, _SSH_ENDS = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_SSH_MAGIC = b"SSHSIG" + (1).to_bytes(4)
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "
_USUAL_UNTRUSTED = re.compile(r"signature from (?:minisign|rsign) secret key|")
_USUAL_TRUSTED = re.compile(r"timestamp:\d{1,12}(?:\tfile:(?P<file>[^\t]*))?(?:\t(?:hashed|prehashed))?")
_PLAIN, _PREHASHED = b"Ed", b"ED"
_KEY_ID_BYTES = 8


class KeyKind(StrEnum):
    """The program that a key belongs to."""

    MINISIGN = "minisign"
    SSH = "ssh"


class PublicKey(msgspec.Struct, frozen=True):
    """A public key of a client.

    Args:
        kind: Whose form it has.
        line: The key in one line, as that program writes it, without comments.
        raw: Its 32 bytes.
        key_id: minisign's 8 bytes; empty for SSH.
    """

    kind: KeyKind
    line: str
    raw: bytes
    key_id: bytes = b""

    @property
    def fingerprint(self) -> str:
        """What the program shows for it: minisign's key id, or SSH's SHA-256."""
        if self.kind is KeyKind.MINISIGN:
            return _key_id(self.key_id)
        return f"SHA256:{b64encode(hashlib.sha256(_ssh_blob(self.raw)).digest()).decode().rstrip('=')}"


def parse_key(text: str) -> PublicKey:
    """Parses a public key file of minisign or SSH, or the one line of it that matters.

    Raises:
        BadInput: It is a private key, of another kind, several, or none.
    """
    if "PRIVATE KEY" in text or "encrypted secret key" in text or "minisign secret key" in text:
        raise BadInput(
            "That is a private key. Nobody should give one away: anyone who has it can sign.",
            "Ask for the public half: the .pub file.",
        )
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    keys = [line for line in lines if not line.startswith((_UNTRUSTED.strip(), "#"))]
    if len(keys) != 1:
        raise BadInput("The file holds no public key, or several.", "It is the .pub file of minisign or ssh-keygen.")
    return _ssh_key(keys[0]) if " " in keys[0] else _minisign_key(keys[0])


def detached_kind(data: bytes) -> KeyKind | None:
    """Returns whether a file is a detached signature, by how it begins."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_UNTRUSTED.encode()):
        return KeyKind.MINISIGN
    return KeyKind.SSH if start.startswith(_SSH_BEGINS.encode()) else None


def comments_of(signature: bytes, sheet_name: str) -> tuple[str, ...]:
    """Returns what a signature says in words besides what its program writes there by itself.

    Args:
        signature: The file that minisign or ssh-keygen wrote.
        sheet_name: That of the sheet that was to be signed; a program writes it into the signature.
    """
    if detached_kind(signature) is not KeyKind.MINISIGN:
        return ()
    lines = _text_of(signature).split("\n")
    untrusted, trusted = lines[0].removeprefix(_UNTRUSTED), "".join(lines[2:3]).removeprefix(_TRUSTED)
    usual = _USUAL_TRUSTED.fullmatch(trusted)
    words = set(re.findall(r"[^\W_]+", sheet_name.lower()))
    is_named = usual and all(
        word in words or word.isdigit() for word in re.findall(r"[^\W_]+", (usual["file"] or "").lower())
    )
    said = ("" if _USUAL_UNTRUSTED.fullmatch(untrusted) else untrusted, "" if is_named else trusted)
    return tuple(_printable(each) for each in said if each.strip())


def as_text(signature: bytes) -> str:
    """Returns a signature as its program takes it and in what can be shown: the comment that is not signed is ASCII."""
    lines = _text_of(signature).split("\n")
    if detached_kind(signature) is KeyKind.MINISIGN:
        lines[0] = _UNTRUSTED + "".join(sign for sign in lines[0].removeprefix(_UNTRUSTED) if " " <= sign <= "~")
    return "\n".join(lines) + "\n"


def verify(signature: bytes, data: bytes, key: PublicKey) -> None:
    """Makes sure that a detached signature over exactly these bytes was made with this key.

    Args:
        signature: The file that minisign or ssh-keygen wrote, at most 16 KiB.
        data: What should have been signed.
        key: The key that was known before.

    Raises:
        Refused: It was not; the message says what differs.
    """
    if len(signature) > LARGEST_SIGNATURE_BYTES:
        raise Refused("The file is too large to be a signature.")
    kind = detached_kind(signature)
    if kind is not key.kind:
        raise Refused(
            f"The signature is not one of {key.kind.value}, and the key that is known is ({key.fingerprint}).",
            "Ask for a signature by that key.",
        )
    text = _text_of(signature)
    (_verify_minisign if kind is KeyKind.MINISIGN else _verify_ssh)(text, data, key)


def _verify_minisign(text: str, data: bytes, key: PublicKey) -> None:
    lines = text.split("\n")
    if len(lines) != 4 or not lines[2].startswith(_TRUSTED):
        raise Refused(*_DAMAGED)
    signed, over_comment = _decoded(lines[1]), _decoded(lines[3])
    algorithm, key_id, signature = signed[:2], signed[2 : 2 + _KEY_ID_BYTES], signed[2 + _KEY_ID_BYTES :]
    if algorithm not in (_PLAIN, _PREHASHED) or len(signature) != SIGNATURE_BYTES:
        raise Refused(*_DAMAGED)
    if key_id != key.key_id:
        raise Refused(_other_key(key, _key_id(key_id)), _ASK)
    message = hashlib.blake2b(data).digest() if algorithm == _PREHASHED else data
    if not is_signed(key.raw, message, signature):
        raise Refused(*_OTHER_TEXT)
    comment = lines[2].removeprefix(_TRUSTED)
    if not is_signed(key.raw, signature + comment.encode("utf-8", "surrogateescape"), over_comment):
        raise Refused("The trusted comment of the signature was changed.", _ASK)
    if _printable(comment) != comment:
        raise Refused("The trusted comment of the signature holds what cannot be shown.", _ASK)


def _text_of(signature: bytes) -> str:
    """Returns the text of a signature, its lines ended by LF; bytes that are no UTF-8 are surrogates."""
    text = signature.decode("utf-8", "surrogateescape").removeprefix("\ufeff").strip()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in text)


def _verify_ssh(text: str, data: bytes, key: PublicKey) -> None:
    lines = [line.strip() for line in text.splitlines()]
    if lines[-1] != _SSH_ENDS:
        raise Refused(*_DAMAGED)
    blob = _decoded("".join(lines[1:-1]))
    parts = list(_strings(blob.removeprefix(_SSH_MAGIC)))
    if not blob.startswith(_SSH_MAGIC) or len(parts) != 5:
        raise Refused(*_DAMAGED)
    public, namespace, reserved, hash_name, signed = parts
    if public != _ssh_blob(key.raw):
        raise Refused(
            _other_key(key, f"SHA256:{b64encode(hashlib.sha256(public).digest()).decode().rstrip('=')}"), _ASK
        )
    if namespace != NAMESPACE.encode():
        raise Refused(
            "The signature was made for another use than signing off a text.", f"ssh-keygen -Y sign -n {NAMESPACE}"
        )
    inner = list(_strings(signed))
    if hash_name not in _HASHES or len(inner) != 2 or inner[0] != _ED25519:
        raise Refused(
            "The signature uses what is not accepted here: it has to be ssh-ed25519 with SHA-256 or SHA-512.", _ASK
        )
    digest = _HASHES[hash_name](data).digest()
    message = b"SSHSIG" + b"".join(map(_string, (namespace, reserved, hash_name, digest)))
    if not is_signed(key.raw, message, inner[1]):
        raise Refused(*_OTHER_TEXT)


_ASK = "Ask the client to sign the sheet again, with the key that you know."
_DAMAGED = ("The signature is damaged: it is not as its program writes it.", "Ask for the file itself, attached.")
_OTHER_TEXT = (
    "The signature does not fit the sheet of this request: another file was signed, or the sheet was changed.",
    "Send the sheet again, and ask that it is signed as it is.",
)


def _other_key(key: PublicKey, found: str) -> str:
    return f"It was signed with another key: {found}; the one that is known is {key.fingerprint}."


def _key_id(data: bytes) -> str:
    """Returns minisign's id of a key as it prints it: a number, without leading zeros."""
    return f"{int.from_bytes(data, 'little'):X}"


def _minisign_key(line: str) -> PublicKey:
    raw = _bytes_of_key(line)
    if len(raw) != 2 + _KEY_ID_BYTES + PUBLIC_KEY_BYTES or raw[:2] != _PLAIN:
        raise BadInput("That is no public key of minisign or SSH.", "It is the .pub file of minisign or ssh-keygen.")
    return PublicKey(
        KeyKind.MINISIGN, b64encode(raw).decode(), _usable(raw[-PUBLIC_KEY_BYTES:]), raw[2:-PUBLIC_KEY_BYTES]
    )


def _ssh_key(line: str) -> PublicKey:
    kind, _, rest = line.partition(" ")
    if kind != _ED25519.decode():
        raise BadInput(
            "Only ssh-ed25519 keys are accepted: they are the ones that can be verified here.",
            "`ssh-keygen -t ed25519` makes one.",
        )
    blob = _bytes_of_key(rest.split()[0] if rest.split() else "")
    raw = blob[-PUBLIC_KEY_BYTES:]
    if blob != _ssh_blob(raw):
        raise BadInput("That SSH key is damaged.", "It is the .pub file next to the private key.")
    return PublicKey(KeyKind.SSH, f"{kind} {b64encode(blob).decode()}", _usable(raw))


def _usable(raw: bytes) -> bytes:
    if not is_possible_key(raw):
        raise BadInput("That key is of a kind that fits every signature; it proves nothing.")
    return raw


def _bytes_of_key(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        raise BadInput("That is no public key of minisign or SSH.", "It is the .pub file.") from None


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        raise Refused(*_DAMAGED) from None


def _ssh_blob(raw: bytes) -> bytes:
    return _string(_ED25519) + _string(raw)


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4) + data


def _strings(data: bytes) -> Iterator[bytes]:
    """Yields SSH's strings: four bytes of length, then so many bytes; what is left over is a damage."""
    while data:
        length = int.from_bytes(data[:4])
        if len(data) < 4 + length:
            raise Refused(*_DAMAGED)
        yield data[4 : 4 + length]
        data = data[4 + length :]
