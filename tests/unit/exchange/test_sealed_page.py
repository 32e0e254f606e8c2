"""The executor's page as its specification says it, opened without a browser."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from hashlib import pbkdf2_hmac
from importlib import resources
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coachvault.exchange.sealed_page import EXECUTOR, PADDED_TO, RECORD, PageKey, PageKind, page, script_hash
from coachvault.services.custody.custodians import PAGE_ITERATIONS
from coachvault.texts.languages import by_name, every_language, language_of

SPEC = Path(__file__).parents[3] / "docs" / "spec" / "sealed-pages.md"
WORDS = "abandon " * 23 + "art"
SALT = bytes(range(16))
SHOWN = {"made": "2026-11-23", "practice": "</script>", "clients": [], "know": [], "later": ["é"]}
OTHER = SHOWN | {"later": ["ü"]}
TEXTS = [
    {"language": each.code}
    | by_name(each.sealed_page)
    | by_name(each.custodians.page)
    | by_name(each.record_page)
    | {"title": "<i>&"}
    for each in (language_of("fr"), language_of("de"))
]


def key(words: str = WORDS, salt: bytes = SALT) -> PageKey:
    return PageKey(pbkdf2_hmac("sha256", words.encode(), salt, 1000, 32), salt, 1000)


def boxes(html: str) -> list[dict[str, str]]:
    found = re.search(r'<script type="application/json" id="sealed">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    value = json.loads(found[1])
    assert value["format"] == "coachvault-executor-1"
    return list(value["boxes"])


def opened(box: dict[str, str], words: str) -> bytes:
    """Clauses 2 and 3, with nothing of the product."""
    salt, iterations = b64decode(box["salt"]), int(box["iterations"])
    stretched = pbkdf2_hmac("sha256", words.encode("ascii"), salt, iterations, 32)
    derived = HKDF(SHA256(), 32, None, b"CoachVault/v1 executor page\0").derive(stretched)
    head = f"coachvault-executor-1 {box['salt']} {iterations}".encode()
    return AESGCM(derived).decrypt(b64decode(box["nonce"]), b64decode(box["ciphertext"]), head)


def test_each_executor_opens_a_box_of_their_own() -> None:
    html = page(EXECUTOR, [(key(), SHOWN), (key(WORDS[::-1], bytes(16)), OTHER)], TEXTS)
    first, second = boxes(html)
    for box, words, said in ((first, WORDS, SHOWN), (second, WORDS[::-1], OTHER)):
        plain = opened(box, words)
        assert len(plain) % PADDED_TO == 0
        assert json.loads(plain) == said
        with pytest.raises(InvalidTag):
            opened(box, WORDS + "x")
    with pytest.raises(InvalidTag):
        opened(first | {"iterations": "1001"}, WORDS)


def test_what_is_shown_stands_nowhere_in_the_clear() -> None:
    html = page(EXECUTOR, [(key(), SHOWN | {"practice": "Riverside"})], TEXTS)
    assert "Riverside" not in html
    assert "2026-11-23" not in html
    assert repr(key()) == "PageKey(...)"


def test_the_published_hash_is_that_of_the_script() -> None:
    assert script_hash(EXECUTOR) in page(EXECUTOR, [(key(), SHOWN)], TEXTS)
    assert script_hash(EXECUTOR).strip("'") in SPEC.read_text()


def test_no_two_pages_share_a_nonce() -> None:
    nonces = {box["nonce"] for _ in range(8) for box in boxes(page(EXECUTOR, [(key(), SHOWN), (key(), SHOWN)], TEXTS))}
    assert len(nonces) == 16


def test_kinds_of_pages_keep_their_keys_apart() -> None:
    (box,) = boxes(page(EXECUTOR, [(key(), SHOWN)], TEXTS))
    (other,) = [
        json.loads(found) for found in re.findall(r'id="sealed">(.*?)</script>', page(RECORD, [(key(), SHOWN)], TEXTS))
    ]
    assert opened(box, WORDS)
    assert other["format"] == "coachvault-record-1"
    with pytest.raises(InvalidTag):
        opened(other["boxes"][0], WORDS)
    assert script_hash(RECORD).strip("'") in SPEC.read_text()


def test_an_executors_words_are_stretched_as_the_format_says() -> None:
    assert PAGE_ITERATIONS == 600_000


@pytest.mark.parametrize("kind", [EXECUTOR, RECORD])
def test_before_it_is_opened_a_page_speaks_the_first_of_its_languages(kind: PageKind) -> None:
    html = page(kind, [(key(), SHOWN)], TEXTS)
    assert '<html lang="fr">' in html
    assert '<h1 data-say="title">&lt;i&gt;&amp;</h1>' in html
    assert language_of("fr").sealed_page.open in re.sub("<script.*", "", html, flags=re.DOTALL)
    found = re.search(r'id="sealed">(.*?)</script>', html)
    assert found is not None
    assert [each["language"] for each in json.loads(found[1])["texts"]] == ["fr", "de"]


@pytest.mark.parametrize("kind", [EXECUTOR, RECORD])
def test_every_text_that_a_page_asks_for_is_there_and_filled_in(kind: PageKind) -> None:
    assets = resources.files("coachvault.exchange") / "assets"
    html, own, common = ((assets / name).read_text() for name in (f"{kind.name}.html", f"{kind.name}.js", "sealed.js"))
    asked = {
        name: set(re.findall(r"\w+", filled))
        for name, filled in re.findall(r'say\("(\w+)"(?:, \{(.*?)\})?\)', own + common)
    }
    asked |= {name: set() for name in re.findall(r'data-say="(\w+)"', html)}
    for each in every_language():
        said = by_name(each.sealed_page) | by_name(each.custodians.page if kind is EXECUTOR else each.record_page)
        for name, filled in asked.items():
            assert set(re.findall(r"\{(\w+)\}", said[name])) <= filled, (each.code, name)
