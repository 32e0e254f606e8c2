"""How a practice stands, and its archive, for scripts."""

from __future__ import annotations

from pathlib import Path

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.retirement"


def test_the_practice_says_what_is_open_and_who_could_step_in(ask: Ask) -> None:
    found = ask(MODULE, "practice", "show")["practice"]
    assert (found["retired_on"], found["is_archive"], found["quorum"]) == (None, False, None)
    assert (sorted(found["open_engagements"]), found["open_releases"]) == (["E1", "E2"], [])
    assert found["sealed"] == [{"engagement": "E3", "client": "linden", "choice": None}]
    assert (found["executors"], found["readers"], len(found["missing"])) == ([], [], 2)


def test_an_archive_has_six_words(ask: Ask) -> None:
    made = ask(MODULE, "practice", "archive", "final.vault")
    assert Path("final.vault").is_file()
    assert len(made["words"]) == 6
    assert made["backup"]["id"] == "B1"
    assert (made["letters"], made["calendar"]) == ([], None)
