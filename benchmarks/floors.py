"""Floors: what no program can go below that is written in Python and encrypts with libsodium.

Also the raw cost of both programs' keys, each measured inside a process that does nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

from benchmarks.corpora import SEARCHED, Note
from benchmarks.measure import Task
from coachvault.services.opening import DEFAULT_PROFILE

BARE, OPEN_ONCE, ARGON2ID, PBKDF2 = "bare Python", "open and find", "Argon2id", "PBKDF2"
_KEY_BYTES, _NONCE_BYTES = 32, 24

_OPEN_ONCE = """
import sys
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
with open(sys.argv[1], "rb") as file:
    key, nonce, box = file.read(32), file.read(24), file.read()
print("found at", decrypt(box, None, nonce, key).find(sys.argv[2].encode()))
"""
_ARGON2ID = """
import sys, time
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
started = time.perf_counter()
crypto_pwhash_alg(32, b"passphrase", bytes(16), int(sys.argv[1]), int(sys.argv[2]), crypto_pwhash_ALG_ARGON2ID13)
print(time.perf_counter() - started)
"""
_PBKDF2 = """
import time
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
started = time.perf_counter()
PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=bytes(16), iterations=100_000).derive(b"passphrase")
print(time.perf_counter() - started)
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


def argon2id_task(programs: Path, home: Path, size: int) -> Task:
    """Returns one raw call of Argon2id at the product's own cost.

    Args:
        programs: Where PyNaCl is installed.
        home: The home of the process.
        size: The corpus beside whose tasks it is measured.
    """
    cost = (str(DEFAULT_PROFILE.opslimit), str(DEFAULT_PROFILE.memlimit_bytes))
    return Task(ARGON2ID, size, (str(programs / "python"), "-c", _ARGON2ID, *cost), home, is_timed_inside=True)


def pbkdf2_task(programs: Path, home: Path, size: int) -> Task:
    """Returns one raw call of PBKDF2 as jrnl makes it.

    Args:
        programs: Where jrnl is installed.
        home: The home of the process.
        size: The corpus beside whose tasks it is measured.
    """
    return Task(PBKDF2, size, (str(programs / "python"), "-c", _PBKDF2), home, is_timed_inside=True)
