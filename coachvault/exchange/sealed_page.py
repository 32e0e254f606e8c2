"""Encrypted HTML files that any browser opens without a network: what is shown is sealed under what a person types.

The same machinery for every such page; the script is the same for all pages of a kind, so that its hash can be
published (docs/spec/sealed-pages.md).
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import msgspec

from coachvault.crypto import webcrypto
from coachvault.crypto.words import word_list

PADDED_TO = 4096
_PLACE = re.compile("@@([a-z]+)@@")
_SAID = re.compile('(data-say="([a-z_]+)">)')


class PageKind(msgspec.Struct, frozen=True):
    """A kind of page.

    Args:
        name: The name of its files among the assets.
        format: What its data begin with.
        purpose: Keeps its keys apart from those of other pages.
    """

    name: str
    format: str
    purpose: bytes


EXECUTOR = PageKind("executor", "coachvault-executor-1", b"CoachVault/v1 executor page\0")
RECORD = PageKind("record", "coachvault-record-1", b"CoachVault/v1 record page\0")


class PageKey(msgspec.Struct, frozen=True):
    """What opens a page for one reader.

    Args:
        key: 32 bytes, from what is typed.
        salt: With which that comes to the key; 16 bytes.
        iterations: Of PBKDF2-HMAC-SHA-256.
    """

    key: bytes
    salt: bytes
    iterations: int

    def __repr__(self) -> str:
        """Shows no key."""
        return "PageKey(...)"


Texts = Mapping[str, str]
"""What a page says in one language, by the names that its script has for it; under `language` stands which it is."""


def page(kind: PageKind, readers: Sequence[tuple[PageKey, Mapping[str, Any]]], texts: Sequence[Texts]) -> str:
    """Returns a page as one HTML file.

    Args:
        kind: Its kind.
        readers: What opens it for each reader, and what that reader is shown.
        texts: What the page itself says, for each language of the readers; it stands there in the clear, and in the
            first of them before the page is opened.
    """
    boxes = []
    for each, shown in readers:
        text = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
        padded = text + b" " * (-len(text) % PADDED_TO)
        head = f"{kind.format} {b64encode(each.salt).decode()} {each.iterations}".encode()
        nonce, sealed = webcrypto.seal(webcrypto.derive(each.key, kind.purpose), padded, head)
        boxes.append(
            {
                "ciphertext": b64encode(sealed).decode(),
                "iterations": each.iterations,
                "nonce": b64encode(nonce).decode(),
                "salt": b64encode(each.salt).decode(),
            }
        )
    data = {"boxes": boxes, "format": kind.format, "texts": [dict(each) for each in texts]}
    return _filled(kind, json.dumps(data).replace("<", "\\u003c"), texts[0])


def script_hash(kind: PageKind) -> str:
    """Returns the hash of a kind's one script, as a content security policy writes it: the same for every page."""
    return _hash(_script(kind))


def _filled(kind: PageKind, data: str, first: Texts) -> str:
    style, script = _asset("sealed.css"), _script(kind)
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none';"
        " form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    parts = {"policy": policy, "style": style, "data": data, "script": script, "language": first["language"]}
    said = _SAID.sub(lambda place: place[1] + escape(first[place[2]]), _asset(f"{kind.name}.html"))
    return _PLACE.sub(lambda place: parts[place[1]], said)


@cache
def _script(kind: PageKind) -> str:
    common, own = _asset("sealed.js"), _asset(f"{kind.name}.js")
    script = own.replace("@@common@@", common.rstrip("\n"), 1).replace("@@words@@", " ".join(word_list()), 1)
    return script.replace("@@format@@", kind.format).replace("@@purpose@@", kind.purpose.decode().rstrip("\0"))


@cache
def _asset(name: str) -> str:
    return (resources.files("coachvault.exchange") / "assets" / name).read_text(encoding="utf-8").strip() + "\n"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
