"""The ways into a vault, for scripts."""

from __future__ import annotations

from pathlib import Path

from tests.fakes import WORDS
from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.keys"


def test_words_are_tried_and_renewed(ask: Ask) -> None:
    assert ask(MODULE, "recovery", "test", typed=WORDS) == {"recovery_tested": True}
    renewed = ask(MODULE, "recovery", "renew")
    assert (len(renewed["recovery_words"]), renewed["recovery_tested"]) == (24, False)
    assert renewed["recovery_words"] != WORDS.split()


def test_a_passphrase_is_changed(ask: Ask) -> None:
    path = Path("new")
    path.touch(0o600)
    path.write_text("seven grey stones under a quiet bridge")
    assert ask(MODULE, "passphrase", "change", "--new-passphrase-file", "new") == {"changed": True}


def test_a_vault_that_was_locked_already_says_so(ask: Ask) -> None:
    found = ask(MODULE, "lock")
    assert found == {"locked": True, "was_unlocked": False, "backup": None}
