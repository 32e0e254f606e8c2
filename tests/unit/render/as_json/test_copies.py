"""Backups and other copies of the vault, for scripts."""

from __future__ import annotations

from pathlib import Path

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.copies"


def test_a_backup_is_there_or_not_in_lists_alone(ask: Ask) -> None:
    made = ask(MODULE, "backup", "create", "copy.vault")["backup"]
    assert (made["id"], made["path"], made["is_origin"]) == ("B1", str(Path("copy.vault").absolute()), False)
    assert made["made_at"] == "2026-11-23T12:00:00+00:00"
    assert "is_there" not in made
    assert (made["place"], made["made"], made["state"]) == (made["path"], made["made_at"], "present")
    assert ask(MODULE, "backup", "list")["backups"] == [made | {"is_there": True}]
    Path("copy.vault").unlink()
    away = made | {"is_there": False, "state": "unreachable"}
    assert ask(MODULE, "backup", "list")["backups"] == [away]
    assert ask(MODULE, "backup", "forget", "B1")["backup"]["state"] == "gone"
    assert ask(MODULE, "backup", "list")["backups"] == [away | {"state": "gone"}]


def test_a_vault_that_is_whole_says_how_much_was_looked_at(ask: Ask) -> None:
    found = ask(MODULE, "check")
    assert (found["faults"], found["waiting"], found["backups_not_looked_at"]) == ([], 0, [])
    assert min(found["entries"], found["opened"], found["compared"]) > 0
