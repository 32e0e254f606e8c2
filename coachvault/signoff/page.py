"""The page on which a client reads, decides and signs: one file, encrypted, that needs no network.

What is asked is sealed under a code that the client gets by another way; the page itself is the same for everybody, so
the hash of its script can be published. Clauses are those of docs/spec/signoff-format.md, part 8.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from html import escape
from importlib import resources

from coachvault.crypto import webcrypto
from coachvault.crypto.words import word_list
from coachvault.practice.signoff import Opening, Request, RequestTerms
from coachvault.signoff import canonical
from coachvault.signoff.codes import bare
from coachvault.texts.languages import by_name, every_language, language_of

FORMAT = "coachvault-request-1"
ITERATIONS = 1_000_000
SALT_BYTES = 16
PADDED_TO = 1024
_PLACE = re.compile("@@([a-z]+)@@")
KEY_FOR_REQUEST = b"CoachVault/v1 request key\0"


def request_text(vault_id: bytes, release_id: str, request: Request) -> bytes:
    """Returns what a page asks, as canonical JSON (clause 8.3).

    Args:
        vault_id: The vault's 16 bytes.
        release_id: The release's id, as `R7`.
        request: A request for the page.
    """
    terms, proposal = require_terms(request), request.proposal
    return canonical.encode(
        {
            "client": terms.name,
            "client_may_write": request.may_write,
            "consent": terms.consent,
            "expires": proposal.expires.isoformat(),
            "format": FORMAT,
            "language": request.language,
            "paragraphs": list(request.paragraphs),
            "purpose": proposal.purpose,
            "recipient": proposal.recipient.shown,
            "release": release_id,
            "request": request.code,
            "role": terms.role,
            "sender": terms.sender,
            "vault": vault_id.hex(),
        }
    )


def page(vault_id: bytes, release_id: str, request: Request) -> str:
    """Returns the page of a request as one HTML file; each call draws a new nonce."""
    opening, terms = require_opening(request), require_terms(request)
    head = {
        "aead": "AES-256-GCM",
        "format": FORMAT,
        "iterations": opening.iterations,
        "kdf": "PBKDF2-HMAC-SHA-256",
        "language": request.language,
        "request": request.code,
        "role": terms.role,
        "salt": b64encode(opening.salt).decode(),
    }
    text = request_text(vault_id, release_id, request)
    key = webcrypto.derive(master_key(opening), KEY_FOR_REQUEST + request.code.encode())
    nonce, sealed = webcrypto.seal(key, padded(text), canonical.encode(head))
    data = head | {"ciphertext": b64encode(sealed).decode(), "nonce": b64encode(nonce).decode()}
    return _filled(request.language, terms.role, canonical.encode(data).decode().replace("<", "\\u003c"))


def master_key(opening: Opening) -> bytes:
    """Returns the 32-byte key behind the code of a page (clause 8.2)."""
    return webcrypto.stretch(bare(opening.code), opening.salt, opening.iterations)


def padded(text: bytes) -> bytes:
    """Returns a text with spaces after it, up to a multiple of 1 KiB, so that its length reveals less."""
    return text + b" " * (-len(text) % PADDED_TO)


def script_hash() -> str:
    """Returns the hash of the page's one script, as a content security policy writes it: the same for every request."""
    return _hash(_script())


def require_terms(request: Request) -> RequestTerms:
    """Returns what a request states besides the proposal; the code that made the request has seen to it."""
    if request.terms is None:
        raise ValueError("a request for a page or a key has terms")
    return request.terms


def require_opening(request: Request) -> Opening:
    """Returns what opens the page of a request; the code that made the request has seen to it."""
    if request.opening is None:
        raise ValueError("a request for a page has a code")
    return request.opening


def _filled(language: str, role: str, data: str) -> str:
    style, script = asset("page.css"), _script()
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none';"
        " form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    page_texts = language_of(language).page
    who = by_name(page_texts.roles)[role]
    parts = {
        "language": language,
        "policy": policy,
        "title": escape(page_texts.sentences.title.format(**who)),
        "preview": escape(page_texts.sentences.preview.format(**who)),
        "style": style,
        "data": data,
        "script": script,
    }
    return _PLACE.sub(lambda place: parts[place[1]], asset("page.html"))


@cache
def _script() -> str:
    known = every_language()
    sentences = {each.code: by_name(each.page.sentences) for each in known}
    roles = {each.code: by_name(each.page.roles) for each in known}
    dates = {each.code: by_name(each.dates) for each in known}
    texts = canonical.encode({"dates": dates, "sentences": sentences, "roles": roles}).decode()
    return asset("page.js").replace("@@sentences@@", texts, 1).replace("@@words@@", " ".join(word_list()), 1)


@cache
def asset(name: str) -> str:
    """Returns a file that comes with the package, as text."""
    return (resources.files("coachvault.signoff") / "assets" / name).read_text(encoding="utf-8").strip() + "\n"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
