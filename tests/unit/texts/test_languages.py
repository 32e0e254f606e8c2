"""Each language says everything, with what English fills in; no other file holds a table of languages."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from string import Formatter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.practice.disclosure import RecipientKind
from coachvault.practice.measures import Measure
from coachvault.practice.people import Role
from coachvault.texts.languages import LANGUAGES, by_name, every_language, language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.templates import NO_OBJECTIVE, TEMPLATES, to_write

PACKAGE = Path(__file__).parents[3] / "coachvault"
ENGLISH = language_of("en")
WHO_ASKS = set(by_name(ENGLISH.page.roles.coach))
"""The page may name who asks in another case of the noun, or leave it out where a sentence is better without."""

APART = {
    "texts/watch_words.py": "words by which a text is looked through, whatever language it is in",
    "render/as_text/release_request.py": "what the coach's terminal calls the languages",
}
"""Where languages are listed beside each other, and why that is no text in them."""


def texts(group: msgspec.Struct, above: str = "") -> Iterator[tuple[str, str]]:
    """Yields every text of a language with the path to its field, as `paper.consent`."""
    for field in msgspec.structs.fields(group):
        value, path = getattr(group, field.name), f"{above}{field.name}"
        if isinstance(value, msgspec.Struct):
            yield from texts(value, f"{path}.")
        elif isinstance(value, tuple):
            yield from ((f"{path}.{number}", each) for number, each in enumerate(value))
        else:
            assert isinstance(value, str), path
            yield path, value


ENGLISH_TEXTS = dict(texts(ENGLISH))
CASES = [(code, path) for code in LANGUAGES for path in ENGLISH_TEXTS]


@cache
def texts_of(code: str) -> dict[str, str]:
    return dict(texts(language_of(code)))


def text_at(code: str, path: str) -> str:
    return texts_of(code)[path]


def filled_in(text: str) -> Counter[str]:
    """Returns what is filled in, and how often; raises where the braces do not fit."""
    found: Counter[str] = Counter()
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            assert name.isidentifier(), f"{{{name}}} has no name"
            assert (form, conversion) == ("", None), f"{{{name}}} is filled in as it is"
            found[name] += 1
    return found


def test_there_is_something_to_compare() -> None:
    assert len(LANGUAGES) == 4
    assert len(ENGLISH_TEXTS) > 150
    assert filled_in(ENGLISH_TEXTS["paper.consent"]) == Counter(["name", "recipient", "purpose", "expires"])
    with pytest.raises(ValueError, match="expected '}'"):
        filled_in("to {recipient")


@pytest.mark.parametrize(("code", "path"), CASES)
def test_a_text_has_the_placeholders_of_english_and_is_no_gap(code: str, path: str) -> None:
    text, english = text_at(code, path), filled_in(ENGLISH_TEXTS[path])
    found = filled_in(text)
    if path.startswith("page.sentences."):
        assert set(found) & WHO_ASKS <= WHO_ASKS
        for who in WHO_ASKS:
            found.pop(who, None)
            english.pop(who, None)
    assert found == english
    assert text.strip() == text.rstrip("\n") != ""
    assert "  " not in re.sub(r"(?m)^ +", "", text), "but for how a line of a list is set in"
    assert text.endswith("\n") == ENGLISH_TEXTS[path].endswith("\n")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_found_by_its_code_and_is_no_copy_of_english(code: str) -> None:
    language = language_of(code)
    assert language.code == code
    sentences = {path for path, text in ENGLISH_TEXTS.items() if len(re.findall(r"\w+", text)) > 3}
    same = {path for path, text in texts(language) if text == ENGLISH_TEXTS[path]}
    assert same & sentences == (sentences if code == "en" else set())


def test_a_language_that_is_not_known_is_english() -> None:
    assert [language_of(code) for code in ("it", "", "EN")] == [ENGLISH] * 3
    assert [each.code for each in every_language()] == list(LANGUAGES)


def test_no_two_languages_approve_alike() -> None:
    assert len({language.request.approve.casefold() for language in every_language()}) == len(LANGUAGES)


def test_every_kind_has_its_text() -> None:
    """These are looked up by the values of enumerations, which the type checker does not compare."""
    for language in every_language():
        assert set(by_name(language.page.roles)) == {each.value for each in Role}
        assert set(by_name(language.measures.names)) == {each.value for each in Measure}
        assert set(by_name(language.disclosure.recipients)) == {each.value for each in RecipientKind}
        assert set(by_name(language.frames)) == set(TEMPLATES)


def test_what_a_template_leaves_to_be_written_is_known_in_every_language() -> None:
    assert {
        "[what has changed]",
        "[wo es steht]",
        "[ce qui a changé]",
        "[lo que ha cambiado]",
        NO_OBJECTIVE,
    } < to_write()
    for language in every_language():
        for name, frame in by_name(language.frames).items():
            assert frame.count("[") == sum(frame.count(each) for each in to_write()), (language.code, name)


def test_only_the_language_that_is_asked_for_is_loaded() -> None:
    see = (
        "import sys; from coachvault.texts.languages import language_of; language_of('fr');"
        " print(*sorted(each for each in sys.modules if each.startswith('coachvault.texts.languages.')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", see], cwd=PACKAGE.parent, capture_output=True, text=True, check=True
    ).stdout.split()
    assert [each.rpartition(".")[2] for each in run] == [
        "companion_shapes",
        "copy_shapes",
        "custodian_shapes",
        "fr",
        "page_shapes",
        "shapes",
        "typography",
    ]


def tables(tree: ast.AST) -> Iterator[int]:
    """Yields the lines of tables by language: at least two keys, or none but them, are codes of languages."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = {each.value for each in node.keys if isinstance(each, ast.Constant)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
            keys = {each.arg for each in node.keywords}
        else:
            continue
        if len(keys & set(LANGUAGES)) > 1 or (keys and keys <= set(LANGUAGES)):
            yield node.lineno


def test_no_other_file_holds_a_table_of_languages() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(tables(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == set(APART)


@pytest.mark.parametrize(
    "planted", ["A = {'en': 'Yes', 'de': 'Ja'}", "A: dict[str, str] = {'fr': ''}", "dict(en=1, x=2, es=3)"]
)
def test_a_table_of_languages_would_be_seen(planted: str) -> None:
    assert list(tables(ast.parse(planted))) == [1]


@pytest.mark.parametrize(
    ("code", "first", "other"),
    [
        ("en", "1 March 2027", "28 November 2026"),
        ("de", "1. März 2027", "28. November 2026"),
        ("fr", "1er mars 2027", "28 novembre 2026"),
        ("es", "1 de marzo de 2027", "28 de noviembre de 2026"),
    ],
)
def test_a_day_is_written_as_the_language_does(code: str, first: str, other: str) -> None:
    language = language_of(code)
    assert [long_day(day, language) for day in (date(2027, 3, 1), date(2026, 11, 28))] == [first, other]


@given(day=st.dates(date(1000, 1, 1), date(9998, 12, 31)), other=st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_two_days_are_never_written_alike(day: date, other: date) -> None:
    for language in every_language():
        assert (long_day(day, language) == long_day(other, language)) == (day == other)
        assert long_day(day, language) != long_day(day + timedelta(days=1), language)
