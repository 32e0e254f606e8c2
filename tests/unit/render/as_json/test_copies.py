"""Copies of the vault, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.copies"
KEYS = {"id", "path", "made_at", "seq", "is_origin"}


def test_a_backup_is_made_listed_and_verified(ask: Ask) -> None:
    made = ask(MODULE, "backup", "create", "copy.vault")["backup"]
    assert set(made) == KEYS
    assert (made["id"], made["made_at"], made["is_origin"]) == ("B1", "2026-11-23T12:00:00+00:00", False)
    assert ask(MODULE, "backup", "list")["backups"] == [made | {"is_there": True}]
    verified = ask(MODULE, "backup", "verify", "B1")
    assert (verified["backup"], set(verified)) == (made, {"backup", "opened", "compared"})
    assert verified["compared"] > 0


def test_cleaning_says_what_was_taken_out_and_what_is_left(ask: Ask) -> None:
    ask(MODULE, "backup", "create", "copy.vault")
    ask(MODULE, "note", "erase", "heron/1", "--confirm", "heron")
    assert ask(MODULE, "backup", "clean") == {"cleaned": [{"id": "B1", "erased": 1}], "left": []}


def test_a_check_counts_what_it_looked_at(ask: Ask) -> None:
    found = ask(MODULE, "check")
    assert set(found) == {"faults", "entries", "opened", "compared", "waiting", "backups_not_looked_at"}
    assert (found["faults"], found["waiting"], found["backups_not_looked_at"]) == ([], 0, [])
    assert found["compared"] > 0
