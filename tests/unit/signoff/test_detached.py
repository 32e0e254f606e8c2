"""Detached signatures: what minisign and ssh-keygen really write is taken, and nothing that was changed."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.errors import BadInput, Refused
from coachvault.signoff.detached import KeyKind, PublicKey, as_text, comments_of, detached_kind, parse_key, verify

SHEET = "CoachVault statement sheet, version 1\n\nText: caf\xe9 \u58f0\n".encode()
MINISIGN = pytest.mark.needs_program("minisign")
SSH = pytest.mark.needs_program("ssh-keygen")


@dataclass(frozen=True)
class Signer:
    """A client with a key of their own, and the program that belongs to it."""

    folder: Path

    def run(self, *command: str, stdin: str = "") -> str:
        done = subprocess.run(command, cwd=self.folder, input=stdin, capture_output=True, text=True, check=True)
        return done.stdout

    def minisign_key(self, name: str = "key") -> PublicKey:
        self.run("minisign", "-G", "-W", "-p", f"{name}.pub", "-s", f"{name}.key")
        return parse_key((self.folder / f"{name}.pub").read_text())

    def minisigned(self, *options: str, name: str = "key", data: bytes = SHEET) -> bytes:
        (self.folder / "sheet").write_bytes(data)
        self.run("minisign", "-S", "-s", f"{name}.key", "-m", "sheet", "-x", "signature", *options)
        return (self.folder / "signature").read_bytes()

    def ssh_key(self, name: str = "id", kind: str = "ed25519") -> str:
        self.run("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "ada@example.org", "-f", name)
        return (self.folder / f"{name}.pub").read_text()

    def ssh_signed(
        self, *options: str, name: str = "id", use: str = "coachvault-signoff", data: bytes = SHEET
    ) -> bytes:
        (self.folder / "sheet").write_bytes(data)
        (self.folder / "sheet.sig").unlink(missing_ok=True)
        self.run("ssh-keygen", "-q", "-Y", "sign", "-f", name, "-n", use, *options, "sheet")
        return (self.folder / "sheet.sig").read_bytes()


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer(tmp_path)


@MINISIGN
@pytest.mark.parametrize("options", [[], ["-l"], ["-t", "caf\xe9 release=R1"]], ids=["prehashed", "legacy", "comment"])
def test_what_minisign_signs_is_taken(signer: Signer, options: list[str]) -> None:
    key = signer.minisign_key()
    signature = signer.minisigned(*options)
    assert detached_kind(signature) is KeyKind.MINISIGN
    verify(signature, SHEET, key)
    verify(signature.replace(b"\n", b"\r\n"), SHEET, key)
    assert key.fingerprint in (signer.folder / "key.pub").read_text()
    with pytest.raises(Refused, match="does not fit the sheet"):
        verify(signature, SHEET + b"!", key)


def minisign_file(
    untrusted: bytes = b"signature from minisign secret key", trusted: bytes = b"timestamp:1\tfile:x"
) -> bytes:
    return b"untrusted comment: %s\nAAAA\ntrusted comment: %s\nAAAA\n" % (untrusted, trusted)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (minisign_file(trusted=b"timestamp:1700000000\tfile:R1.sheet.txt\thashed"), ()),
        (minisign_file(trusted=b"timestamp:1700000000\tfile:R1.sheet (2).txt"), ()),
        (minisign_file(b"only if", b"timestamp:1"), ("only if",)),
        (minisign_file(trusted=b"only if"), ("only if",)),
        (minisign_file(trusted=b"timestamp:1\tfile:only-if.txt"), ("timestamp:1\tfile:only-if.txt",)),
        (minisign_file("caf\xe9 nein".encode("latin-1"), b"timestamp:1"), ("caf\ufffd nein",)),
        (b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n", ()),
    ],
)
def test_a_comment_that_its_program_did_not_write_is_said(data: bytes, said: tuple[str, ...]) -> None:
    assert comments_of(data, "R1.sheet.txt") == said


@MINISIGN
def test_a_comment_in_latin_1_can_be_shown_and_verified_again(signer: Signer) -> None:
    key = signer.minisign_key()
    signature = signer.minisigned().replace(b"signature from", "caf\xe9".encode("latin-1"), 1)
    verify(signature, SHEET, key)
    shown = as_text(signature)
    verify(shown.encode(), SHEET, key)
    (signer.folder / "signature").write_text(shown)
    assert "verified" in signer.run("minisign", "-V", "-p", "key.pub", "-m", "sheet", "-x", "signature")


@MINISIGN
def test_another_key_of_minisign_is_named(signer: Signer) -> None:
    key, other = signer.minisign_key(), signer.minisign_key("other")
    with pytest.raises(Refused, match=f"{other.fingerprint}.*{key.fingerprint}"):
        verify(signer.minisigned(name="other"), SHEET, key)


@MINISIGN
def test_a_changed_trusted_comment_is_refused(signer: Signer) -> None:
    key = signer.minisign_key()
    signature = signer.minisigned("-t", "release=R1")
    with pytest.raises(Refused, match="trusted comment"):
        verify(signature.replace(b"release=R1", b"release=R2"), SHEET, key)


@MINISIGN
def test_every_bit_of_a_minisign_signature_counts(signer: Signer) -> None:
    key = signer.minisign_key()
    lines = signer.minisigned().decode().split("\n")
    for number in (1, 3):
        body = base64.b64decode(lines[number])
        for at in range(len(body)):
            changed = bytearray(body)
            changed[at] ^= 1 << at % 8
            text = [*lines[:number], base64.b64encode(bytes(changed)).decode(), *lines[number + 1 :]]
            with pytest.raises(Refused):
                verify("\n".join(text).encode(), SHEET, key)


@SSH
@pytest.mark.parametrize("options", [[], ["-O", "hashalg=sha256"], ["-O", "hashalg=sha512"]])
def test_what_ssh_signs_is_taken(signer: Signer, options: list[str]) -> None:
    key = parse_key(signer.ssh_key())
    signature = signer.ssh_signed(*options)
    assert detached_kind(signature) is KeyKind.SSH
    verify(signature, SHEET, key)
    assert key.fingerprint in signer.run("ssh-keygen", "-l", "-f", "id.pub")
    with pytest.raises(Refused, match="does not fit the sheet"):
        verify(signature, SHEET + b"!", key)


@SSH
def test_another_key_or_use_of_ssh_is_named(signer: Signer) -> None:
    key, other = parse_key(signer.ssh_key()), parse_key(signer.ssh_key("other"))
    with pytest.raises(Refused) as caught:
        verify(signer.ssh_signed(name="other"), SHEET, key)
    assert key.fingerprint in caught.value.message
    assert other.fingerprint in caught.value.message
    with pytest.raises(Refused, match="another use"):
        verify(signer.ssh_signed(use="file"), SHEET, key)


@SSH
def test_every_bit_of_an_ssh_signature_counts(signer: Signer) -> None:
    key = parse_key(signer.ssh_key())
    lines = signer.ssh_signed().decode().split("\n")
    body = base64.b64decode("".join(lines[1:-2]))
    for at in range(len(body)):
        changed = bytearray(body)
        changed[at] ^= 1 << at % 8
        text = "\n".join([lines[0], base64.b64encode(bytes(changed)).decode(), lines[-2]])
        with pytest.raises(Refused):
            verify(text.encode(), SHEET, key)
    longer = base64.b64encode(body + b"\0\0\0\0").decode()
    with pytest.raises(Refused):
        verify("\n".join([lines[0], longer, lines[-2]]).encode(), SHEET, key)


@SSH
@MINISIGN
def test_a_signature_of_the_other_program_is_refused(signer: Signer) -> None:
    mini, ssh = signer.minisign_key(), parse_key(signer.ssh_key())
    with pytest.raises(Refused, match="not one of minisign"):
        verify(signer.ssh_signed(), SHEET, mini)
    with pytest.raises(Refused, match="not one of ssh"):
        verify(signer.minisigned(), SHEET, ssh)


@SSH
def test_keys_that_cannot_be_taken_say_why(signer: Signer) -> None:
    good = signer.ssh_key()
    for text, said in (
        (signer.ssh_key("rsa", "rsa"), "Only ssh-ed25519"),
        (signer.ssh_key("ecdsa", "ecdsa"), "Only ssh-ed25519"),
        ((signer.folder / "id").read_text(), "private key"),
        (good + good, "or several"),
        ("", "or several"),
        (good[:60], "damaged|public key"),
        ("hello", "public key"),
        ("hello there", "Only ssh-ed25519"),
    ):
        with pytest.raises(BadInput, match=said) as caught:
            parse_key(text)
        assert caught.value.hint
    assert parse_key("\ufeff" + good.replace("\n", " \r\n")) == parse_key(good)


@MINISIGN
def test_a_private_key_of_minisign_is_refused(signer: Signer) -> None:
    signer.minisign_key()
    with pytest.raises(BadInput, match="private key"):
        parse_key((signer.folder / "key.key").read_text())


def minisign_line(raw: bytes) -> str:
    return base64.b64encode(b"Ed" + bytes(8) + raw).decode()


def ssh_line(raw: bytes) -> str:
    blob = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + raw
    return f"ssh-ed25519 {base64.b64encode(blob).decode()} someone"


@pytest.mark.parametrize("line", [minisign_line, ssh_line])
@pytest.mark.parametrize("raw", [bytes(32), bytes([1]) + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_key_that_fits_every_signature_is_refused(line: Callable[[bytes], str], raw: bytes) -> None:
    with pytest.raises(BadInput, match="proves nothing"):
        parse_key(line(raw))


KEY = parse_key(ssh_line(bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_nothing_worse(data: bytes) -> None:
    for begin in (b"-----BEGIN SSH SIGNATURE-----\n", b"untrusted comment: x\n", b""):
        with pytest.raises(Refused):
            verify(begin + data + b"\n-----END SSH SIGNATURE-----\n", SHEET, KEY)
        blob = base64.b64encode(b"SSHSIG\0\0\0\1" + data)
        with pytest.raises(Refused):
            verify(begin + blob + b"\n-----END SSH SIGNATURE-----\n", SHEET, KEY)


@given(st.text(max_size=200))
def test_any_text_is_a_key_or_refused(text: str) -> None:
    with suppress(BadInput):
        parse_key(text)


def test_a_file_too_large_is_not_read() -> None:
    with pytest.raises(Refused, match="too large"):
        verify(b"-----BEGIN SSH SIGNATURE-----\n" + b"A" * 20_000, SHEET, KEY)


def test_a_key_id_is_shown_as_minisign_shows_it() -> None:
    """It prints a number: zeros at its beginning are not shown."""
    line = base64.b64encode(b"Ed" + bytes.fromhex("6b89aa46eadd4000") + KEY.raw).decode()
    assert parse_key(line).fingerprint == "40DDEA46AA896B"
