"""The coaching log, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.hours"


def test_each_engagement_has_a_line_and_all_have_a_sum(ask: Ask) -> None:
    log = ask(MODULE, "hours", "list")
    lines = {each["engagement"]: each for each in log["hours"]}
    assert set(lines) == {"E1", "E3"}
    assert (lines["E1"]["sessions"], lines["E1"]["paid_minutes"], lines["E1"]["listed"]) == (3, 180, False)
    assert log["totals"] == {"clients": 2, "paid_minutes": 300, "pro_bono_minutes": 0}
    assert {each["name"]: each["is_reached"] for each in log["credentials"]} == {
        "ACC": False,
        "PCC": False,
        "MCC": False,
    }
