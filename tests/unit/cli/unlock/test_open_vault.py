"""From the options of a command to an unlocked vault, and what is said on the way."""

from __future__ import annotations

import pytest

from coachvault.cli.unlock.open_vault import credentials_of, open_if_unlocked, stay_unlocked, unlock, uses_agent
from coachvault.errors import Locked, NoVault, StorageFailed
from coachvault.services.core.open_vault import Unlocked
from coachvault.services.destruction import in_progress
from coachvault.services.keys import agent
from coachvault.services.notes import inbox
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from tests.unit.cli.scripted import Scripted


@pytest.mark.parametrize(("value", "uses"), [("off", False), ("OFF", False), ("", True), ("on", True)])
def test_a_variable_says_that_nothing_stays_unlocked(
    coach: Scripted, monkeypatch: pytest.MonkeyPatch, value: str, uses: bool
) -> None:
    monkeypatch.setenv("COACHVAULT_AGENT", value)
    assert uses_agent() is uses
    lends = credentials_of(coach.alone()).lend
    assert hasattr(lends, "func") is uses
    assert not hasattr(credentials_of(coach.alone(), anew=True).lend, "func")


def test_a_vault_is_opened_by_the_words_and_said_to_be_new_here(coach: Scripted) -> None:
    unlock(coach.alone())
    assert "for the first time" in coach.said()
    unlock(coach.alone())
    assert coach.said() == ""


def test_a_vault_that_is_only_read_says_what_differs(coach: Scripted) -> None:
    unlock(coach.alone())
    yesterday = coach.practice.path.read_bytes()
    add_note(coach.opened(), "heron", NoteDraft("Today."))
    coach.practice.path.write_bytes(yesterday)
    coach.said()
    unlock(coach.types(only_reads=True))
    assert "It is open read-only." in coach.said()


def test_what_was_written_while_it_was_locked_is_filed_first(coach: Scripted) -> None:
    inbox.settle(coach.opened())
    inbox.write_locked(coach.practice.setting, "heron", NoteDraft("While locked."))
    opened = unlock(coach.alone())
    assert show_note(opened, "heron/4").note.body == "While locked."
    assert "filed now: heron/4" in coach.said()


def test_a_destruction_that_stopped_is_gone_on_with(coach: Scripted) -> None:
    def stops() -> None:
        opened = coach.opened()
        with opened.vault.change("retention destroy", opened.now()) as change, in_progress.begun(opened, change):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stops()
    assert in_progress.is_begun(coach.opened())
    unlock(coach.alone())
    assert "nothing was destroyed" in coach.said()
    assert not in_progress.is_begun(coach.opened())


def test_nobody_is_asked_where_it_is_looked_whether_it_is_unlocked(
    coach: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_if_unlocked(coach.types("never asked")) is None
    monkeypatch.setenv("COACHVAULT_AGENT", "on")
    day = coach.opened().vault.with_keys_of_now().day
    monkeypatch.setattr(agent, "lend", lambda *_: Unlocked(day))
    found = open_if_unlocked(coach.alone())
    assert found is not None
    header = found.vault.locked.header
    assert found.vault.day == day.at(header.step, header.duty_step)


def test_without_a_way_in_it_stays_locked(coach: Scripted) -> None:
    context = coach.alone()
    context.passphrase_source.words_files = ()
    with pytest.raises(Locked):
        unlock(context)
    coach.practice.path.unlink()
    with pytest.raises(NoVault):
        unlock(coach.alone())
    assert open_if_unlocked(coach.alone()) is None


def test_that_nothing_can_stay_unlocked_here_is_a_warning(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StorageFailed("No agent can run here.", "Each command asks.")

    monkeypatch.setattr(agent, "keep_unlocked", fails)
    stay_unlocked(coach.alone(), coach.opened())
    assert "No agent can run here. Each command asks." in coach.said()
