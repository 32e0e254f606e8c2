"""What comes back from the page: whatever is changed, added, replayed or mangled is refused, and says why."""

from __future__ import annotations

import base64
import json
import random
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from coachvault.errors import BadInput, Refused
from coachvault.practice.signoff import Opening
from coachvault.signoff.block import find_blocks
from coachvault.signoff.page import page
from coachvault.signoff.signed import SignOff, open_sign_off
from tests.independent import signoff
from tests.independent.test_signoff import VAULT, asked
from tests.shards import sharded

REQUEST = asked()
PAGE = signoff.open_page(page(VAULT, "R7", REQUEST), "K7QM-3FZP-W2XD")
KEY = SigningKey(bytes(range(32)))
ORDER = 2**252 + 27742317777372353535851937790883648493
BLOCK, WORDS = signoff.signed(PAGE, (1, 3), remark="Not the second.")


def take(text: str) -> SignOff:
    return open_sign_off(find_blocks(text)[0], VAULT, "R7", REQUEST)


def block(**changes: Any) -> str:
    """A block of a client who signs whatever fields are changed: the signature always fits what is stated."""
    private = signoff.private_part(PAGE, (1, 3)) | changes.pop("private", {})
    sealed_private = changes.pop("private_bytes", signoff.canonical(private))
    stated = signoff.statement(PAGE, (1, 3), "Ada Marsh", sealed_private) | changes.pop("statement", {})
    stated_bytes = changes.pop("statement_bytes", None) or signoff.canonical(stated)
    whole = signoff.reply(stated_bytes, sealed_private, KEY) | changes.pop("reply", {})
    assert not changes
    return signoff.armoured(PAGE, signoff.canonical(whole))


def test_what_is_unchanged_is_taken() -> None:
    taken = take(block())
    assert (taken.approved, taken.name, taken.signed_at.isoformat()) == (
        (1, 3),
        "Ada Marsh",
        "2026-11-23T12:00:00+00:00",
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text_sha256", "0" * 64, "another text"),
        ("recipient", "Somebody else", "another recipient"),
        ("purpose", "another report", "another purpose"),
        ("expires", "2099-01-01", "another last day"),
        ("release", "R8", "another release"),
        ("vault", "00" * 16, "another vault"),
        ("consent", "I agree.", "another consent sentence"),
        ("format", "coachvault-signoff-2", "another format"),
        ("private_sha256", "0" * 64, "not the one that was signed"),
        ("signed_at", "2026-11-23T12:00:00", "no moment"),
        ("signed_at", "2026-13-23T12:00:00Z", "no moment"),
        ("signed_at", "\u0662026-11-23T12:00:00Z", "no moment"),
        ("name", "", "empty, too long"),
        ("name", "Ada\nMarsh", "empty, too long"),
        ("name", "Ada\u202ehsraM", "cannot be seen"),
        ("name", "Ada\u0007", "cannot be seen"),
        ("name", "A" * 121, "too long"),
        ("name", 7, "is no text"),
        ("text_sha256", None, "is no text"),
        ("more", "x", "other fields"),
    ],
)
def test_a_changed_statement_is_refused_though_it_is_signed(field: str, value: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        take(block(statement={field: value}))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("approved", [1, 2, 3], "another text"),
        ("approved", [3, 1], "paragraphs that the text does not have"),
        ("approved", [1, 1, 3], "paragraphs that the text does not have"),
        ("approved", [1, 4], "paragraphs that the text does not have"),
        ("approved", [0, 1], "paragraphs that the text does not have"),
        ("approved", [True, 3], "paragraphs that the text does not have"),
        ("approved", ["1", 3], "paragraphs that the text does not have"),
        ("approved", {"1": 3}, "another number"),
        ("approved", [], "another text"),
        ("paragraphs", 4, "another number"),
        ("paragraphs", True, "another number"),
        ("request_sha256", "0" * 64, "answers another text"),
        ("salt", "AAAA", "does not know"),
        ("salt", "!", "cannot be read"),
        ("written", ["She sings."], "one form that a page writes"),
        ("written", [{"instead_of": 2, "text": "She sings."}], "More was written than was asked for"),
        ("remark", "x" * 2001, "too long"),
        ("remark", "a\u2067b", "cannot be seen"),
        ("remark", 7, "is no text"),
        ("more", "x", "other fields"),
    ],
)
def test_a_changed_private_part_is_refused_though_it_is_signed(field: str, value: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        take(block(private={field: value}))


WRITING = asked(may_write=12)
DESK = signoff.open_page(page(VAULT, "R7", WRITING), "K7QM-3FZP-W2XD")


def in_words(*written: Any, approved: tuple[int, ...] = (1,)) -> SignOff:
    """Takes what a client signs who writes whatever is given; text and signature fit it where that is possible."""
    try:
        text, _ = signoff.signed(DESK, approved, written=written)
    except (TypeError, KeyError):
        private = signoff.canonical(signoff.private_part(DESK, approved, written=written))
        stated = signoff.canonical(signoff.statement(DESK, approved, "Ada Marsh", private))
        text = signoff.armoured(DESK, signoff.canonical(signoff.reply(stated, private, KEY)))
    return open_sign_off(find_blocks(text)[0], VAULT, "R7", WRITING)


def wrote(text: Any, instead_of: Any = 0) -> dict[str, Any]:
    return {"instead_of": instead_of, "text": text}


def test_what_a_client_wrote_stands_where_they_put_it() -> None:
    assert in_words(wrote("Mine.", 2), wrote("More.")).text.split("\n\n") == ["She leads.", "Mine.", "More.\n"]
    assert in_words(wrote("One.\n\nTwo."), approved=()).text == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ([wrote("x" * 13)], "More was written"),
        ([wrote("x" * 7, 2), wrote("y" * 6)], "More was written"),
        ([wrote("x", 4)], "where the text has no paragraph"),
        ([wrote("x", -1)], "where the text has no paragraph"),
        ([wrote("x"), wrote("y")], "where the text has no paragraph"),
        ([wrote("x", 2), wrote("y", 2)], "where the text has no paragraph"),
        ([wrote("x", 3), wrote("y", 2)], "where the text has no paragraph"),
        ([wrote("x"), wrote("y", 2)], "where the text has no paragraph"),
        ([wrote("x", 1)], "approves a paragraph and puts another in its place"),
        ([wrote("x", True)], "one form"),
        ([wrote("x", "2")], "one form"),
        ([wrote("x") | {"more": 1}], "one form"),
        ([{"text": "x"}], "one form"),
        ([wrote(7)], "is no text"),
        ([wrote("")], "one form"),
        ([wrote(" ")], "one form"),
        ([wrote("x\n")], "one form"),
        ([wrote("x \ny")], "one form"),
        ([wrote("x\n\n\ny")], "one form"),
        ([wrote("e\u0301")], "one form"),
        ([wrote("x\u202ey")], "one form"),
        ([wrote("x\u2065y")], "one form"),
        ([wrote("x\U000e0fffy")], "one form"),
        ([wrote("x\uffffy")], "one form"),
    ],
)
def test_what_a_page_cannot_have_written_is_refused_though_it_is_signed(written: list[Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        in_words(*written)


def test_a_sign_off_of_another_limit_does_not_fit() -> None:
    text, _ = signoff.signed(DESK, (1,), written=[wrote("Mine.")])
    with pytest.raises(Refused, match="answers another text"):
        open_sign_off(find_blocks(text)[0], VAULT, "R7", asked(may_write=13))


def test_only_the_one_form_is_taken() -> None:
    stated = signoff.canonical(
        signoff.statement(PAGE, (1, 3), "Ada Marsh", signoff.canonical(signoff.private_part(PAGE, (1, 3))))
    )
    for other in (
        stated.replace(b":", b": ", 1),
        b'{"release":"R7",' + stated[1:],
        stated.replace(b"Ada", b"\\u0041da"),
        stated.replace(b'"name":"Ada Marsh"', b'"name":"Ada Marsh","name":"Eve"'),
        stated + b" ",
        b"[" * 10_000 + b"]" * 10_000,
        stated.replace(b'"Ada Marsh"', b"1e5"),
        stated.replace(b'"Ada Marsh"', b"NaN"),
        stated.replace(b'"Ada Marsh"', b'"\\ud800"'),
        b"null",
    ):
        with pytest.raises(Refused, match=r"one form|other fields"):
            take(block(statement_bytes=other))


def changed_signature(signature: bytes) -> str:
    number = int.from_bytes(signature[32:], "little") + ORDER
    return signoff.b64(signature[:32] + number.to_bytes(32, "little"))


def test_the_signature_fits_or_nothing_does() -> None:
    good = json.loads(json.dumps(signoff.reply(b"{}", b"{}", KEY)))
    signature = base64.b64decode(good["signature"])
    one = bytes([1]) + bytes(31)
    for key, changed in (
        (None, changed_signature(signature)),  # the same signature in another form
        (None, signoff.b64(bytes(64))),
        (signoff.b64(bytes(32)), signoff.b64(bytes(64))),
        (signoff.b64(one), signoff.b64(one + bytes(32))),  # a key of small order, which fits everything
        (signoff.b64(bytes(SigningKey.generate().verify_key)), None),
        ("AAAA", None),
        (None, "not base64!"),
        (None, ""),
    ):
        fields = {"public_key": key} if key is not None else {}
        fields |= {"signature": changed} if changed is not None else {}
        with pytest.raises(Refused, match=r"does not fit|cannot be read"):
            take(block(reply=fields))


def test_a_signature_without_its_domain_is_none() -> None:
    private = signoff.canonical(signoff.private_part(PAGE, (1, 3)))
    stated = signoff.canonical(signoff.statement(PAGE, (1, 3), "Ada Marsh", private))
    bare = signoff.b64(KEY.sign(stated).signature)
    with pytest.raises(Refused, match="does not fit"):
        take(block(statement_bytes=stated, private_bytes=private, reply={"signature": bare}))


@pytest.mark.parametrize("change", [{"more": "x"}, {"statement": 7}, {"private": None}, {"public_key": []}])
def test_a_reply_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        take(block(reply=change))


def test_an_answer_fits_its_request_release_and_vault_alone() -> None:
    found = find_blocks(BLOCK)[0]
    assert open_sign_off(found, VAULT, "R7", REQUEST).approved == (1, 3)
    for vault, release in ((bytes(16), "R7"), (VAULT, "R8")):
        with pytest.raises(Refused):
            open_sign_off(found, vault, release, REQUEST)
    other_code = msgspec.structs.replace(REQUEST, opening=Opening("K7QM-3FZP-W2XE", b"salt" * 4, 10))
    other_salt = msgspec.structs.replace(REQUEST, opening=Opening("K7QM-3FZP-W2XD", b"tlas" * 4, 10))
    fewer = msgspec.structs.replace(REQUEST, offered=(1, 3))
    for request in (
        other_code,
        other_salt,
        fewer,
        asked("She leads!"),
        msgspec.structs.replace(REQUEST, code="K7QM-3FZQ"),
    ):
        with pytest.raises(Refused):
            open_sign_off(found, VAULT, "R7", request)


def test_numbers_are_those_of_the_proposal_where_fewer_paragraphs_were_shown() -> None:
    request = msgspec.structs.replace(REQUEST, offered=(2, 3))
    opened = signoff.open_page(page(VAULT, "R7", request), "K7QM-3FZP-W2XD")
    assert "She leads." not in opened.asked["paragraphs"]
    text, _ = signoff.signed(opened, (2,))
    assert open_sign_off(find_blocks(text)[0], VAULT, "R7", request).approved == (3,)


def test_every_bit_of_a_block_counts() -> None:
    raw = base64.b64decode("".join(BLOCK.split("\n")[1:-2]))
    drawn = random.Random(7)  # noqa: S311
    for at in [*range(40), *drawn.sample(range(40, len(raw)), 60)]:
        changed = bytearray(raw)
        changed[at] ^= 1 << drawn.randrange(8)
        text = "\n".join([signoff.BEGIN, signoff.b64(bytes(changed)), signoff.END])
        with pytest.raises(Refused):
            take(text)


def judged(text: str) -> None:
    """Whatever comes in is taken as what was signed, or refused by a typed error."""
    with suppress(Refused, BadInput):
        for found in find_blocks(text):
            assert open_sign_off(found, VAULT, "R7", REQUEST).approved == (1, 3)


def fuzzed(drawn: random.Random) -> str:
    """A block that was changed as chance has it: outside, inside the seal, or inside what is signed."""
    where = drawn.randrange(4)
    if where == 0:
        return _scrambled(drawn, BLOCK.encode()).decode(errors="replace")
    private = signoff.canonical(signoff.private_part(PAGE, (1, 3)))
    stated = signoff.canonical(signoff.statement(PAGE, (1, 3), "Ada Marsh", private))
    if where == 1:
        return signoff.armoured(PAGE, _scrambled(drawn, signoff.canonical(signoff.reply(stated, private, KEY))))
    changed = _scrambled(drawn, stated).decode(errors="replace").encode()
    if where == 2:
        return signoff.armoured(PAGE, signoff.canonical(signoff.reply(changed, private, KEY)))
    other = _scrambled(drawn, private).decode(errors="replace").encode()
    stated = signoff.canonical(signoff.statement(PAGE, (1, 3), "Ada Marsh", other))
    return signoff.armoured(PAGE, signoff.canonical(signoff.reply(stated, other, KEY)))


def _scrambled(drawn: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(drawn.randrange(1, 4)):
        at = drawn.randrange(len(changed))
        match drawn.randrange(4):
            case 0:
                changed[at] ^= 1 << drawn.randrange(8)
            case 1:
                changed[at:at] = drawn.choice([b'"', b"{", b"[", b",", b"\\", b"\xff", b"0", b"\x00", b"null", b"1e9"])
            case 2:
                del changed[at : at + drawn.randrange(1, 40)]
            case _:
                changed[at:at] = changed[at : at + drawn.randrange(1, 60)]
        if not changed:
            changed = bytearray(b"x")
    return bytes(changed)


@pytest.mark.parametrize("part", sharded(20))
def test_a_hundred_thousand_changed_answers_are_refused_or_say_the_same(part: int) -> None:
    drawn = random.Random(part)  # noqa: S311
    for _ in range(5_000):
        judged(fuzzed(drawn))


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    judged(f"{signoff.BEGIN}{text}{signoff.END}")
