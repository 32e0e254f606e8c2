"""A new vault has two ways in, an own place, and a passphrase that is weighed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import BadInput, CoachVaultError, VaultExists
from coachvault.practice.people import Profile, Role
from coachvault.services.keys.create_vault import (
    draw_questions,
    found_practice,
    judge_passphrase,
    parse_profile,
    require_no_vault,
    with_tested_recovery,
)
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, empty_practice


@pytest.mark.parametrize("kind", ["vault", "file", "folder", "link to nowhere"])
def test_what_stands_there_is_never_replaced(tmp_path: Path, kind: str) -> None:
    practice = empty_practice(tmp_path) if kind == "vault" else Practice.at(tmp_path)
    practice.path.parent.mkdir(exist_ok=True)
    if kind == "file":
        practice.path.write_text("a diary")
    elif kind == "folder":
        practice.path.mkdir()
    elif kind == "link to nowhere":
        practice.path.symlink_to(tmp_path / "nowhere")
    before = practice.path.read_bytes() if practice.path.is_file() else None
    with pytest.raises(VaultExists):
        require_no_vault(practice.setting)
    with pytest.raises(VaultExists):
        found_practice(practice.setting, Profile(), PASSPHRASE, WORDS.split(), TESTING)
    assert [file.name for file in practice.path.parent.iterdir()] == ["practice.vault"]
    assert (practice.path.read_bytes() if practice.path.is_file() else None) == before
    assert not (tmp_path / "nowhere").exists()


def test_what_fails_while_a_vault_is_made_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = Practice.at(tmp_path)

    def fail(*_: object) -> None:
        raise BadInput("no")

    monkeypatch.setattr("coachvault.vault.vault.publish_new", fail)
    with pytest.raises(CoachVaultError):
        found_practice(practice.setting, Profile(), PASSPHRASE, WORDS.split(), TESTING)
    assert list(practice.path.parent.iterdir()) == []


@pytest.mark.parametrize(("passphrase", "words"), [("", WORDS), (PASSPHRASE, "abandon " * 24), (PASSPHRASE, "")])
def test_no_vault_is_made_without_both_ways_in(tmp_path: Path, passphrase: str, words: str) -> None:
    practice = Practice.at(tmp_path)
    with pytest.raises(BadInput):
        found_practice(practice.setting, Profile(), passphrase, words.split(), TESTING)
    assert not practice.path.exists()


def test_a_form_of_a_practice_is_taken(tmp_path: Path) -> None:
    assert parse_profile('name = "Riverside"\nrole = "mentor"') == Profile("Riverside", Role.MENTOR)
    assert with_tested_recovery(Profile(), tested=True).recovery_tested


@pytest.mark.parametrize(
    "text", ['role = "Ada Marsh"', 'name = "Ada Marsh', "name = 'Ada Marsh' x", "Marsh = 1", "name = 3"]
)
def test_a_form_that_cannot_be_taken_is_not_repeated(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_profile(text)
    assert "Ada" not in f"{caught.value.message} {caught.value.hint}"


def test_a_form_does_not_say_whether_words_were_tested() -> None:
    with pytest.raises(BadInput):
        parse_profile("recovery_tested = true")


def test_four_different_words_are_asked_back() -> None:
    for _ in range(20):
        asked = draw_questions()
        assert asked == sorted(set(asked))
        assert len(asked) == 4
        assert asked[0] >= 1
        assert asked[-1] <= 24


def test_a_passphrase_is_proposed_to_who_has_none() -> None:
    proposals = {judge_passphrase("")[0] for _ in range(5)}
    assert len(proposals) == 5
    for told in proposals:
        assert judge_passphrase(told.partition(": ")[2])[1]
    assert not judge_passphrase("")[1]


def test_the_name_of_the_practice_makes_a_weak_passphrase() -> None:
    assert not judge_passphrase("riverside1", "Riverside Coaching")[1]
    assert judge_passphrase("seven grey stones under a quiet bridge", "Riverside Coaching")[1]


def test_a_verdict_never_repeats_the_passphrase() -> None:
    for typed in ("qwertyuiop", "riverside", "seven grey stones under a quiet bridge"):
        assert typed not in judge_passphrase(typed, "Riverside Coaching")[0]


@pytest.mark.parametrize("text", ['[watch_words]\nx = ["y"]', 'backup_folder = "x"'])
def test_a_form_of_a_practice_says_its_name_and_role_and_no_more(text: str) -> None:
    with pytest.raises(BadInput, match="not known"):
        parse_profile(text)
