"""Recovery words carry 32 bytes through paper and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.crypto.words import (
    encode_words,
    fingerprint_words,
    parse_words,
    random_entropy,
    random_words,
    word_list,
)
from coachvault.errors import BadInput

WORDS = encode_words(bytes(range(32)))


@given(entropy=st.binary(min_size=32, max_size=32))
def test_words_give_back_the_bytes_behind_them(entropy: bytes) -> None:
    words = encode_words(entropy)
    assert len(words) == 24
    assert parse_words(" ".join(words)) == entropy


@pytest.mark.parametrize(
    ("entropy", "words"), [(bytes(32), ["abandon"] * 23 + ["art"]), (b"\xff" * 32, ["zoo"] * 23 + ["vote"])]
)
def test_words_are_those_of_bip_39(entropy: bytes, words: list[str]) -> None:
    assert encode_words(entropy) == words


@pytest.mark.parametrize(
    "typed",
    [
        " ".join(WORDS),
        " ".join(WORDS).upper(),
        "\n".join(WORDS) + "\n",
        ", ".join(WORDS),
        " ".join(word[:4] for word in WORDS),
        " ".join(f"{number}. {word}" for number, word in enumerate(WORDS, start=1)),
        " ".join(f"{number}) {word}" for number, word in enumerate(WORDS, start=1)),
    ],
)
def test_words_are_taken_however_they_were_typed(typed: str) -> None:
    assert parse_words(typed) == bytes(range(32))


def test_four_letters_tell_every_word_apart() -> None:
    assert len({word[:4] for word in word_list()}) == len(word_list()) == 2048


@pytest.mark.parametrize("wrong", ["heronry", "absolutely", "x", "abxe", "ab", "\u0430bandon"])
def test_a_word_that_is_not_in_the_list_is_named_by_its_number_and_never_repeated(wrong: str) -> None:
    with pytest.raises(BadInput, match="word 7 is not") as caught:
        parse_words(" ".join([*WORDS[:6], wrong, *WORDS[7:]]))
    assert wrong not in f"{caught.value.message} {caught.value.hint}".replace("Recovery word 7", "").split()


@pytest.mark.parametrize("count", [0, 1, 12, 23, 25])
def test_anything_but_24_words_is_refused(count: int) -> None:
    with pytest.raises(BadInput, match=f"{count} were given"):
        parse_words(" ".join((WORDS * 2)[:count]))


def test_words_drawn_by_chance_are_words_of_the_list() -> None:
    drawn = random_words(2000)
    assert set(drawn) <= set(word_list())
    assert len(set(drawn)) > 1000
    assert random_words(6) != random_words(6)


def test_words_that_do_not_fit_together_are_refused() -> None:
    swapped = [WORDS[1], WORDS[0], *WORDS[2:]]
    with pytest.raises(BadInput, match="do not fit together") as caught:
        parse_words(" ".join(swapped))
    assert not set(WORDS) & set(f"{caught.value.message} {caught.value.hint}".split())


def test_no_two_sets_of_words_are_alike() -> None:
    assert len({random_entropy() for _ in range(20)}) == 20


def test_as_many_bytes_are_drawn_as_24_words_carry() -> None:
    assert len(random_entropy()) == 32
    assert len(encode_words(random_entropy())) == 24


def test_only_a_number_with_its_sign_is_left_out() -> None:
    with pytest.raises(BadInput, match="25 were given"):
        parse_words(" ".join(["1x", *WORDS]))


@given(digest=st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_where_the_words_of_bip_39_begin(digest: bytes) -> None:
    """Both take 11 bits a word, the most significant first; the checksum comes only after 256 bits."""
    assert fingerprint_words(digest) == encode_words(digest)[:6]


def test_a_fingerprint_takes_nine_bytes_and_looks_at_no_more() -> None:
    digest = bytes(range(200, 232))
    assert fingerprint_words(digest[:9]) == fingerprint_words(digest) == fingerprint_words(digest[:9] + bytes(50))
    for length in (0, 1, 8):
        with pytest.raises(ValueError, match="at least 9 bytes"):
            fingerprint_words(digest[:length])
