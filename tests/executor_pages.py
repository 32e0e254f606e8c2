"""The executor's page beside a copy, opened as its specification says, without a browser."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def shown(page: Path, words: str) -> dict[str, Any]:
    """Returns what a page shows to whoever holds these words."""
    found = re.search(r'<script type="application/json" id="sealed">(.*?)</script>', page.read_text(), re.DOTALL)
    assert found is not None
    for box in json.loads(found[1])["boxes"]:
        stretched = pbkdf2_hmac("sha256", words.encode("ascii"), b64decode(box["salt"]), int(box["iterations"]), 32)
        key = HKDF(SHA256(), 32, None, b"CoachVault/v1 executor page\0").derive(stretched)
        head = f"coachvault-executor-1 {box['salt']} {box['iterations']}".encode()
        try:
            plain = AESGCM(key).decrypt(b64decode(box["nonce"]), b64decode(box["ciphertext"]), head)
        except InvalidTag:
            continue
        value: dict[str, Any] = json.loads(plain)
        return value
    raise AssertionError("These words open no box of the page.")
