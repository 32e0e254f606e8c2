"""The page holds what is asked under its code, and tells nothing without it."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from coachvault.signoff import canonical
from coachvault.signoff.page import (
    PADDED_TO,
    master_key,
    padded,
    page,
    request_text,
    require_opening,
    require_terms,
    script_hash,
)
from coachvault.texts.languages import LANGUAGES
from tests.independent.test_signoff import VAULT, asked

REQUEST = asked()


def head_of(html: str) -> dict[str, str]:
    found = re.search(r'<script type="application/json" id="request">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    fields: dict[str, str] = json.loads(found[1])
    return fields


def test_what_is_asked_is_canonical_and_complete() -> None:
    fields = canonical.decode(request_text(VAULT, "R7", REQUEST))
    assert (fields["release"], fields["vault"], fields["request"]) == ("R7", VAULT.hex(), "K7QM-3FZP")
    assert (fields["recipient"], fields["purpose"], fields["expires"]) == ("Kim, Acme", "report", "2027-02-21")
    assert fields["paragraphs"] == list(REQUEST.paragraphs)
    assert fields["client"] == "Ada Marsh"


def test_nothing_of_what_is_asked_stands_in_the_file() -> None:
    html = page(VAULT, "R7", REQUEST)
    for said in (*REQUEST.paragraphs, "Ada Marsh", "Acme", "K7QM-3FZP-W2XD", VAULT.hex()):
        assert said not in html


def test_each_page_has_a_nonce_of_its_own_and_the_same_script() -> None:
    one, two = page(VAULT, "R7", REQUEST), page(VAULT, "R7", REQUEST)
    assert head_of(one)["nonce"] != head_of(two)["nonce"]
    assert head_of(one)["salt"] == head_of(two)["salt"]
    assert script_hash() in one
    assert script_hash() in two


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_in_the_language_of_the_client(language: str) -> None:
    html = page(VAULT, "R7", msgspec.structs.replace(REQUEST, language=language))
    assert f'lang="{language}"' in html
    assert "@@" not in re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)


def test_the_key_is_that_of_code_and_salt() -> None:
    opening = require_opening(REQUEST)
    key = master_key(opening)
    assert len(key) == 32
    assert master_key(msgspec.structs.replace(opening, code="K7QM3FZPW2XD")) == key
    for other in ({"code": "K7QM-3FZP-W2XE"}, {"salt": b"tlas" * 4}, {"iterations": 11}):
        assert master_key(msgspec.structs.replace(opening, **other)) != key


@pytest.mark.parametrize(("size", "length"), [(0, 0), (1, 1), (PADDED_TO, 1), (PADDED_TO + 1, 2)])
def test_a_length_tells_only_the_kibibytes(size: int, length: int) -> None:
    text = padded(b"x" * size)
    assert len(text) == length * PADDED_TO
    assert text.rstrip() == b"x" * size


def test_a_request_by_another_way_has_no_page() -> None:
    bare = msgspec.structs.replace(REQUEST, terms=None, opening=None)
    with pytest.raises(ValueError, match="terms"):
        require_terms(bare)
    with pytest.raises(ValueError, match="code"):
        require_opening(bare)
