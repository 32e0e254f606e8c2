"""The ways into a vault, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.keys"


def test_locking_says_what_was_and_names_no_backup_where_none_is_made(ask: Ask) -> None:
    assert ask(MODULE, "lock") == {"locked": True, "was_unlocked": False, "backup": None}


def test_words_are_tried_and_then_new_ones_given_once(ask: Ask) -> None:
    assert ask(MODULE, "recovery", "test") == {"recovery_tested": True}
    renewed = ask(MODULE, "recovery", "renew")
    assert (len(renewed["recovery_words"]), renewed["recovery_tested"]) == (24, False)
