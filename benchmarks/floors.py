"""Floors: what no program can go below that is written in Python and encrypts with libsodium."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

from benchmarks.corpora import SEARCHED, Note
from benchmarks.measure import Task
from coachvault.services.core.open_vault import DEFAULT_PROFILE

BARE, OPEN_ONCE, ARGON2ID = "bare Python", "open and find", "Argon2id"
_KEY_BYTES, _NONCE_BYTES = 32, 24

_OPEN_ONCE = """
import sys
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
with open(sys.argv[1], "rb") as file:
    key, nonce, box = file.read(32), file.read(24), file.read()
print("found at", decrypt(box, None, nonce, key).find(sys.argv[2].encode()))
"""
_ARGON2ID = """
import sys
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
crypto_pwhash_alg(32, b"passphrase", bytes(16), int(sys.argv[1]), int(sys.argv[2]), crypto_pwhash_ALG_ARGON2ID13)
"""


def bare_task(programs: Path, home: Path) -> Task:
    """Returns a Python that does nothing."""
    return Task(BARE, 0, (str(programs / "python"), "-c", "pass"), home)


def open_once_task(programs: Path, home: Path, notes: Sequence[Note]) -> Task:
    """Returns Python and libsodium opening all notes as one box, once, and finding a word in it with `bytes.find`.

    Args:
        programs: Where PyNaCl is installed.
        home: Where the box is written.
        notes: The corpus.
    """
    box = home / "box"
    key, nonce = os.urandom(_KEY_BYTES), os.urandom(_NONCE_BYTES)
    plain = "\n".join(note.text for note in notes).encode()
    box.write_bytes(key + nonce + encrypt(plain, None, nonce, key))
    program = (str(programs / "python"), "-c", _OPEN_ONCE, str(box), SEARCHED)
    return Task(OPEN_ONCE, len(notes), program, home, shows="found at")


def argon2id_task(programs: Path, home: Path) -> Task:
    """Returns one raw call of Argon2id at the product's own cost, in a Python that does nothing else."""
    cost = (str(DEFAULT_PROFILE.opslimit), str(DEFAULT_PROFILE.memlimit_bytes))
    return Task(ARGON2ID, 0, (str(programs / "python"), "-c", _ARGON2ID, *cost), home)
