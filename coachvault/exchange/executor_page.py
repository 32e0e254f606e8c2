"""The executor's page: one encrypted HTML file that any browser opens with the executor's words, without a network.

It holds whom to reach and what to tell them, and no note. What is shown is sealed once for each executor, under a key
that the words come to; the page names nobody (docs/spec/executor-page.md).
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from coachvault.crypto import webcrypto
from coachvault.crypto.words import word_list

FORMAT = "coachvault-executor-1"
PURPOSE = b"CoachVault/v1 executor page\0"
PADDED_TO = 4096
_PLACE = re.compile("@@([a-z]+)@@")


class PageKey(msgspec.Struct, frozen=True):
    """What opens the page for one executor.

    Args:
        key: 32 bytes, from the words.
        salt: With which the words come to it; 16 bytes.
        iterations: Of PBKDF2-HMAC-SHA-256.
    """

    key: bytes
    salt: bytes
    iterations: int

    def __repr__(self) -> str:
        """Shows no key."""
        return "PageKey(...)"


def page(keys: list[PageKey], shown: dict[str, Any]) -> str:
    """Returns the page as one HTML file.

    Args:
        keys: One for each executor.
        shown: What the page shows: `made`, `practice`, `clients`, `know`, `due`.
    """
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
    padded = text + b" " * (-len(text) % PADDED_TO)
    boxes = []
    for each in keys:
        head = f"{FORMAT} {b64encode(each.salt).decode()} {each.iterations}".encode()
        nonce, sealed = webcrypto.seal(webcrypto.derive(each.key, PURPOSE), padded, head)
        boxes.append(
            {
                "ciphertext": b64encode(sealed).decode(),
                "iterations": each.iterations,
                "nonce": b64encode(nonce).decode(),
                "salt": b64encode(each.salt).decode(),
            }
        )
    data = json.dumps({"boxes": boxes, "format": FORMAT}).replace("<", "\\u003c")
    return _filled(data)


def script_hash() -> str:
    """Returns the hash of the page's one script, as a content security policy writes it: the same for every page."""
    return _hash(_script())


def _filled(data: str) -> str:
    style, script = _asset("executor.css"), _script()
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none';"
        " form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    parts = {"policy": policy, "style": style, "data": data, "script": script}
    return _PLACE.sub(lambda place: parts[place[1]], _asset("executor.html"))


@cache
def _script() -> str:
    return _asset("executor.js").replace("@@words@@", " ".join(word_list()), 1)


@cache
def _asset(name: str) -> str:
    return (resources.files("coachvault.exchange") / "assets" / name).read_text(encoding="utf-8").strip() + "\n"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
