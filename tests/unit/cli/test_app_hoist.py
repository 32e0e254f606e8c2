"""Global options may stand anywhere before a bare `--`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

from coachvault.cli.app import app

ROOT: Any = get_command(app)

WORDS = st.sampled_from(
    [
        "note",
        "list",
        "heron",
        "--json",
        "--debug",
        "--vault",
        "--vault=x",
        "--color",
        "--tag",
        "--reason",
        "--",
        "-",
        "x",
    ]
)


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("note list heron --json", "--json note list heron"),
        ("--json note list", "--json note list"),
        ("note --vault V list --no-input", "--vault V --no-input note list"),
        ("check --color=never --debug", "--color=never --debug check"),
        ("check --passphrase-fd 3 --passphrase-file F", "--passphrase-fd 3 --passphrase-file F check"),
        ("check --words-file A --words-file B", "--words-file A --words-file B check"),
        ("search -- --json", "search -- --json"),
        ("search --json -- --vault", "--json search -- --vault"),
        ("note show heron/1 --reason --json", "note show heron/1 --reason --json"),
        ("tour --keep --json", "tour --keep --json"),
        ("note list --tag --vault heron", "note list --tag --vault heron"),
        ("note list --tag=a --json", "--json note list --tag=a"),
        ("search --jsonx --vaults", "search --jsonx --vaults"),
        ("note list --vault", "--vault note list"),
        ("note show heron/1 --reason", "note show heron/1 --reason"),
        ("", ""),
    ],
)
def test_options_move_to_the_front(typed: str, parsed: str) -> None:
    assert ROOT.hoist(typed.split()) == parsed.split()


@given(st.lists(WORDS))
def test_no_word_is_lost_or_made_up(words: list[str]) -> None:
    assert sorted(ROOT.hoist(words)) == sorted(words)


@given(st.lists(WORDS), st.lists(st.text()))
def test_what_stands_behind_a_bare_double_dash_stays_there(words: list[str], behind: list[str]) -> None:
    before = [*words, "x", "--"]
    assert ROOT.hoist([*before, *behind])[len(before) :] == behind
