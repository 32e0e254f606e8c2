"""Which modules are mutated, and the tests that have to notice: those of the same name, and no others."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = {
    "coachvault/crypto/aead.py": "tests/unit/crypto/test_aead.py",
    "coachvault/crypto/hashing.py": "tests/unit/crypto/test_hashing.py",
    "coachvault/crypto/kdf.py": "tests/unit/crypto/test_kdf.py",
    "coachvault/crypto/sealing.py": "tests/unit/crypto/test_sealing.py",
    "coachvault/crypto/signatures.py": "tests/unit/crypto/test_signatures.py",
    "coachvault/crypto/strength.py": "tests/unit/crypto/test_strength.py",
    "coachvault/crypto/webcrypto.py": "tests/unit/crypto/test_webcrypto.py",
    "coachvault/crypto/words.py": "tests/unit/crypto/test_words.py",
    "coachvault/practice/release.py": "tests/unit/practice/test_release.py",
    "coachvault/vault/ledger.py": "tests/unit/vault/test_ledger.py",
}
