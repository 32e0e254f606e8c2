"""The register, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.register"


def test_an_entry_has_all_that_accounts_for_it(ask: Ask) -> None:
    (entry,) = ask(MODULE, "register", "list", "linden")["entries"]
    assert (entry["event"], entry["client"], entry["subject"]) == ("engagement ended", "linden", "E3")
    assert ask(MODULE, "register", "show", str(entry["number"]))["entry"] == entry
