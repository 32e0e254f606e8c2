"""A vault is made once, opens with its passphrase or its words, and with nothing else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coachvault.errors import Locked, NoVault, UnlockFailed
from coachvault.practice.people import Profile, Role
from coachvault.services.core.open_vault import Credentials, Setting, open_vault
from coachvault.services.keys.create_vault import (
    draw_recovery_words,
    found_practice,
)
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client
from tests.fakes import PASSPHRASE, TESTING, WORDS, FakeClock, Practice, empty_practice, filled_practice


def test_a_new_vault_opens_with_its_passphrase_and_its_words(tmp_path: Path) -> None:
    practice = Practice.at(tmp_path)
    words = draw_recovery_words()
    founded = found_practice(practice.setting, Profile("Riverside", Role.MENTOR), PASSPHRASE, words, TESTING)
    assert today(founded).profile == Profile("Riverside", Role.MENTOR)
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
        rows = practice.rows("SELECT value FROM header WHERE length(value) >= 16")
        rows += practice.rows("SELECT box FROM slot")
        rows += practice.rows("SELECT wrapped_key FROM compartment") + practice.rows("SELECT box FROM record")
        files.append(set(rows))
    assert len(files[0]) == len(files[1]) > 15
    assert not files[0] & files[1]
