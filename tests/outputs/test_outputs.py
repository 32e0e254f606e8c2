"""What people read is as it was read and kept: true to its language, filled in, and in the words of the glossary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coachvault.texts.languages import LANGUAGES, by_name, language_of
from tests.outputs.made import EXPECTED, SHEET, outputs, sections

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "words.md"
ENGLISH = frozenset(
    {"the", "and", "of", "is", "are", "not", "you", "your", "my", "with", "for", "that", "this", "which", "because"}
    | {"from", "until", "were", "be", "they", "what", "agree", "keep", "report", "purpose", "records", "copies"}
    | {"notes", "client", "session", "further", "notice", "somebody"}
)
"""Words of English that are no word of the other languages."""
SAME_ABROAD = {"de": {"notes", "client", "records"}, "fr": {"notes", "client", "records", "session"}, "es": {"records"}}
STRAIGHT = re.compile(r"['\"]")
LINES_OF_OURS = re.compile(r"^(To|Subject): .*$", re.MULTILINE)
"""The header of a mail is no text."""
NAME_OF_A_RELEASE = {"release"}
"""R7 is called a release; as a verb, the word stands for nothing."""


def kept(code: str) -> dict[str, str]:
    """Returns the outputs of a language, as they are kept; of the statement sheet only what is a sentence."""
    found = sections((EXPECTED / f"{code}.txt").read_text(encoding="utf-8"))
    assert len(found) > 20
    found[SHEET] = found[SHEET].split("\n\n")[2]
    return found


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)


@pytest.mark.parametrize(
    "code", [pytest.param(each, marks=() if each == "de" else pytest.mark.thorough) for each in LANGUAGES]
)
def test_what_is_made_today_is_what_is_kept(code: str, tmp_path: Path) -> None:
    """`python -m tests.outputs` writes it anew; then it is read."""
    assert sections(outputs(code, tmp_path)) == sections((EXPECTED / f"{code}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_day_stands_in_digits_and_nothing_is_left_to_fill_in(code: str) -> None:
    for name, text in kept(code).items():
        assert not re.search(r"\d{4}-\d\d-\d\d|[{}]|\bNone\b", text), name
        assert text, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_says_1_of_several(code: str) -> None:
    several = r"(?<![\d.–-])\b1 (?!%)[^\W\d_]{4,}s\b"
    for name, text in kept(code).items():
        days = re.sub(
            r"\b1 (January|February|March|April|May|June|July|August|September|October|November|December)", "", text
        )
        assert not re.search(several, days), name
    assert re.search(several, "- 1 records of what")


@pytest.mark.parametrize("code", [each for each in LANGUAGES if each != "en"])
def test_no_word_of_english_stands_in_another_language(code: str) -> None:
    for name, text in kept(code).items():
        said = {each.casefold() for each in words(LINES_OF_OURS.sub("", text))}
        assert not said & (ENGLISH - SAME_ABROAD[code]), name
    assert ENGLISH & {each.casefold() for each in words("pour cette raison : the insurer asks for it")}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_straight_sign_stands_where_the_language_has_its_own(code: str) -> None:
    for name, text in kept(code).items():
        assert not STRAIGHT.search(text.replace("J'approuve", "")), name
        if code == "fr":
            assert not re.search(r" [:;!?»]|« |[^\s\d][;!?](?!\S)(?<![\u202f].)", text), name


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_a_capital_follows_the_salutation(code: str) -> None:
    letters = [text for text in kept(code).values() if re.match(r"(Dear|Bonjour|Hola)[^\n]*\n\n", text)]
    assert len(letters) > 6
    for text in letters:
        assert text.split("\n\n")[1][0].isupper()


def glossary() -> list[tuple[str, str, list[str]]]:
    """Returns language, word, and the words that stand for the same and are not used, as translators read them."""
    rows = [
        [each.strip() for each in line.strip("| ").split("|")]
        for line in GLOSSARY.read_text().splitlines()
        if line.startswith("| ")
    ]
    found = []
    for row in rows[1:]:
        for code, cell in zip(LANGUAGES, row, strict=True):
            word, _, not_used = cell.partition(" – not: ")
            found.append((code, word, [each.strip() for each in not_used.split(",") if each.strip()]))
    return found


def test_the_glossary_has_fifteen_terms_in_every_language() -> None:
    found = glossary()
    assert len(found) == 15 * len(LANGUAGES)
    assert len({(code, word) for code, word, _ in found}) == len(found)


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_thing_has_the_word_of_the_glossary(code: str) -> None:
    whole = "\n".join(kept(code).values()).casefold().replace("’", "'")
    for _, word, not_used in (row for row in glossary() if row[0] == code):
        assert any(each in whole for each in word.casefold().split("/")), word
        for synonym in not_used:
            assert not re.search(rf"\b{re.escape(synonym.casefold())}\b", whole), f"{synonym}, instead of {word}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_word_of_the_glossary_stands_also_where_no_output_is_kept(code: str) -> None:
    texts = language_of(code)
    beside = (texts.companion, texts.companion.grades, texts.recipient)
    of_a_copy = (texts.copy, texts.copy.labels, texts.record_page, texts.sealed_page)
    groups = map(by_name, (*beside, *of_a_copy, texts.custodians.sheet))
    sentences = [text for each in groups for text in each.values() if isinstance(text, str)]
    whole = "\n".join(sentences).casefold().replace("’", "'")
    for _, word, not_used in (row for row in glossary() if row[0] == code):
        for synonym in set(not_used) - NAME_OF_A_RELEASE:
            assert not re.search(rf"\b{re.escape(synonym.casefold())}\b", whole), f"{synonym}, instead of {word}"
