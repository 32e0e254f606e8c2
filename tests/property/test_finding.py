"""Whatever is written down is found again by its own words, and the quick look at a note's bytes misses nothing."""

from __future__ import annotations

import unicodedata
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from coachvault.practice.finding import Query

LATIN = st.characters(min_codepoint=0x20, max_codepoint=0x24F)
GREEK_AND_CYRILLIC = st.characters(min_codepoint=0x370, max_codepoint=0x52F)
MARKED = st.sampled_from(
    "e\u0301o\u0308\u05e9\u05c1\u05b8\u0643\u064e'\u2019\u2018\"\u201c\u2013\u2026\u20ac\xdf\u1e9e\u0131\u0130\u017f\u212as"
)
Form = Literal["NFC", "NFD"]
FORMS: list[Form] = ["NFC", "NFD"]
ANY = st.characters(exclude_categories=["Cs"])
# a ligature that also has an accent is not found by its two letters, nor the other way round
LETTERS = st.characters(min_codepoint=0x41, max_codepoint=0x52F, categories=["L"], exclude_characters="ǢǣǼǽ")
texts = st.text(st.one_of(LATIN, GREEK_AND_CYRILLIC, MARKED, ANY), max_size=30)


@given(query=texts, text=texts, around=texts)
def test_the_quick_look_never_misses_what_the_whole_look_finds(query: str, text: str, around: str) -> None:
    for body in (text, around + query, around + text + query + around):
        if Query(query).places(body):
            assert Query(query).fits(body.encode())


@given(word=st.text(st.one_of(LATIN, GREEK_AND_CYRILLIC, MARKED, ANY), min_size=1, max_size=8), around=texts)
def test_a_word_is_found_where_it_stands(word: str, around: str) -> None:
    query = Query(word)
    if query.words:
        assert query.places(f"{around} {word} {around}")


@given(word=st.text(LETTERS, min_size=1, max_size=8), form=st.sampled_from(FORMS))
def test_case_and_composition_do_not_matter_in_the_scripts_of_europe(word: str, form: Form) -> None:
    query = Query(word)
    if query.words:
        assert query.places(unicodedata.normalize(form, word))
        assert Query(unicodedata.normalize(form, word)).places(word)


PLAIN = st.lists(st.sampled_from(["a", "ab", "b", "abc", "c.", "-"]), min_size=1, max_size=4)
GAPS = st.sampled_from([" ", "  ", "\n", "\t ", "\r\n"])


@given(
    phrase=PLAIN,
    alone=st.lists(st.sampled_from(["x", "b"]), max_size=2),
    text=PLAIN,
    gap=GAPS,
    marks=st.sampled_from(['""', "“”", "„“", "«»", "»«"]),
)
def test_a_phrase_is_found_where_its_words_follow_each_other_and_nowhere_else(
    phrase: list[str], alone: list[str], text: list[str], gap: str, marks: str
) -> None:
    query = Query(" ".join([*alone, f"{marks[0]}{' '.join(phrase)}{marks[1]}"]))
    body = gap.join(text)
    wanted = " ".join(phrase) in " ".join(text) and all(word in body for word in alone)
    assert bool(query.places(body)) == wanted
    assert query.fits(body.encode()) or not wanted
