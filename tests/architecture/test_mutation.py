"""Each mutant that lives has a reason, and the list speaks of code that exists; making the mutants takes minutes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.mutation.copies import Copy
from tests.mutation.explained import PAGE, Change, explained, shown
from tests.mutation.places import place_of, text_of
from tests.mutation.scope import ROOT, TESTS

EXPLAINED = explained(PAGE.read_text())
SOURCE = """X = 1

class Box:
    @property
    def size(self):
        return max(
            1, 2
        )
"""


@pytest.mark.parametrize("change", EXPLAINED, ids=lambda change: f"{change.place}: {change.after}")
def test_what_is_explained_exists(change: Change) -> None:
    assert change.file in TESTS
    assert change.before in text_of((ROOT / change.file).read_text(), change.place)
    assert change.before != change.after


def test_every_module_of_crypto_has_its_mutants() -> None:
    modules = {f"coachvault/crypto/{path.name}" for path in (ROOT / "coachvault" / "crypto").glob("*.py")}
    assert modules - set(TESTS) == {"coachvault/crypto/__init__.py"}


@pytest.mark.parametrize("path", [*TESTS, *TESTS.values()])
def test_what_is_mutated_and_its_tests_exist(path: str) -> None:
    assert (ROOT / path).is_file()


def test_a_change_is_read_as_it_is_shown() -> None:
    changes = [Change("a.py", "Box.size", "x < 1", "x <= 1"), Change("a.py", "Box.size", "x < 1", "x > 1")]
    assert explained(shown(changes) + "Nobody can tell.\n") == dict.fromkeys(changes, "Nobody can tell.")


class Flaw(NamedTuple):
    name: str
    page: str


BLOCK = "```diff\n-a\n+b\n```\n"


@pytest.mark.parametrize(
    "flaw",
    [
        Flaw("no reason", BLOCK),
        Flaw("no change", "```diff\n-a\n```\nWhy.\n"),
        Flaw("no line", "```diff\n+b\n```\nWhy.\n"),
        Flaw("two lines", "```diff\n-a\n-b\n+c\n```\nWhy.\n"),
        Flaw("twice", f"{BLOCK}Why.\n\n{BLOCK}Why.\n"),
        Flaw("nothing", "Why.\n"),
        Flaw("a reason in another section", f"{BLOCK}\n## More\n\nWhy.\n"),
    ],
    ids=lambda flaw: flaw.name,
)
def test_a_list_with_a_flaw_is_refused(flaw: Flaw) -> None:
    with pytest.raises(ValueError, match=r"a\.py|Explained twice"):
        explained(f"### `a.py`, `f`\n\n{flaw.page}")


def test_a_place_is_found_by_its_line_and_by_its_name() -> None:
    assert [place_of(SOURCE, line) for line in (1, 3, 4, 7)] == ["module", "Box", "Box.size", "Box.size"]
    assert text_of(SOURCE, "Box.size") == "@property def size(self): return max(1, 2 )"
    assert text_of(SOURCE, "Box.width") == ""


@pytest.mark.thorough
def test_a_copy_of_the_checkout_runs_the_tests_of_a_module(tmp_path: Path) -> None:
    file = "coachvault/crypto/hashing.py"
    copy, code = Copy(tmp_path), (ROOT / file).read_text()
    assert copy.passes(file, code)
    assert not copy.passes(file, "")
    assert (tmp_path / file).read_text() == code
