"""A vault is made once, opens with its passphrase or its words, and with nothing else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coachvault.errors import BadInput, CoachVaultError, Locked, NoVault, UnlockFailed, VaultExists
from coachvault.practice.people import Profile, Role
from coachvault.services.core.open_vault import Credentials, Setting, open_vault
from coachvault.services.keys.create_vault import (
    draw_questions,
    draw_recovery_words,
    found_practice,
    judge_passphrase,
    parse_profile,
    require_no_vault,
    with_tested_recovery,
)
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client
from tests.fakes import PASSPHRASE, TESTING, WORDS, FakeClock, Practice, empty_practice, filled_practice


def test_a_new_vault_opens_with_its_passphrase_and_its_words(tmp_path: Path) -> None:
    practice = Practice.at(tmp_path)
    words = draw_recovery_words()
    founded = found_practice(practice.setting, Profile("Riverside", Role.MENTOR), PASSPHRASE, words, TESTING)
    assert today(founded.opened).profile == Profile("Riverside", Role.MENTOR)
    for opened in (
        practice.open_with(PASSPHRASE),
        open_vault(practice.setting, Credentials(lambda: pytest.fail("asked"), [" ".join(words)])),
    ):
        assert opened.vault.locked.header.vault_id.hex() == founded.vault_id
        assert today(opened).profile.name == "Riverside"
    assert practice.path.parent.exists()
    assert [file.name for file in practice.path.parent.iterdir()] == ["practice.vault"]


@pytest.mark.parametrize("typed", ["", "A pass phrase for tests", PASSPHRASE + " ", PASSPHRASE[:-1], "x" * 10_000])
def test_another_passphrase_opens_nothing(tmp_path: Path, typed: str) -> None:
    with pytest.raises(UnlockFailed) as caught:
        empty_practice(tmp_path).open_with(typed)
    assert not typed or typed not in caught.value.message


def test_a_passphrase_opens_however_its_accents_were_typed(tmp_path: Path) -> None:
    practice = Practice.at(tmp_path)
    found_practice(practice.setting, Profile(), "caf\u00e9 au lait", WORDS.split(), TESTING)
    assert practice.open_with("cafe\u0301 au lait").now() == practice.clock.now()


def test_words_of_another_vault_open_nothing(tmp_path: Path) -> None:
    practice = empty_practice(tmp_path)
    with pytest.raises(UnlockFailed):
        open_vault(practice.setting, Credentials(str, [" ".join(draw_recovery_words())]))
    with pytest.raises(UnlockFailed):
        open_vault(practice.setting, Credentials(str, [WORDS, WORDS]))


def test_without_a_way_in_the_vault_stays_locked(tmp_path: Path) -> None:
    def nothing() -> str:
        raise Locked("No way in.")

    with pytest.raises(Locked):
        open_vault(empty_practice(tmp_path).setting, Credentials(nothing))


def test_nothing_is_asked_where_there_is_no_vault(tmp_path: Path) -> None:
    setting = Setting(tmp_path / "none.vault", tmp_path / "state", FakeClock())
    with pytest.raises(NoVault):
        open_vault(setting, Credentials(lambda: pytest.fail("asked")))
    assert list(tmp_path.iterdir()) == []


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


def test_a_machine_says_once_that_it_has_never_seen_a_vault(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    assert [practice.open().first_seen for _ in range(3)] == [True, False, False]


@pytest.mark.unprivileged
def test_everything_that_is_kept_is_private(tmp_path: Path) -> None:
    practice = Practice.at(tmp_path)
    found_practice(practice.setting, Profile(), PASSPHRASE, WORDS.split(), TESTING)
    add_client(practice.open(), "heron", {})
    kept = [*practice.path.parent.rglob("*"), *practice.setting.state_folder.rglob("*")]
    for each in (practice.path.parent, practice.setting.state_folder, *kept):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each


def test_every_vault_has_keys_ids_and_boxes_of_its_own(tmp_path: Path) -> None:
    files = []
    for name in "ab":
        practice = Practice.at(tmp_path / name)
        found_practice(practice.setting, Profile(), PASSPHRASE, WORDS.split(), TESTING)
        rows = practice.rows("SELECT value FROM header WHERE name NOT IN ('epoch')")
        rows += practice.rows("SELECT box FROM slot")
        rows += practice.rows("SELECT wrapped_key FROM compartment") + practice.rows("SELECT box FROM record")
        files.append(set(rows))
    assert len(files[0]) == len(files[1]) > 15
    assert not files[0] & files[1]


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


@pytest.mark.parametrize("text", ['[watch_words]\nx = ["y"]', 'backup_folder = "x"'])
def test_a_form_of_a_practice_says_its_name_and_role_and_no_more(text: str) -> None:
    with pytest.raises(BadInput, match="not known"):
        parse_profile(text)


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
