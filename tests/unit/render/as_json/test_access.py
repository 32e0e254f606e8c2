"""Copies for clients, for scripts."""

from __future__ import annotations

from pathlib import Path

from coachvault.services.notes.journal import NoteDraft, add_note
from tests.fakes import Practice
from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.access"


def test_a_request_says_until_when_it_is_to_be_answered(ask: Ask) -> None:
    assert ask(MODULE, "access", "request", "heron", "--on", "2026-11-20")["request"] == {
        "client": "heron",
        "asked_on": "2026-11-20",
        "due": "2026-12-20",
        "answered_at": None,
    }


def test_a_copy_says_what_is_in_it_and_what_to_look_at(ask: Ask, practice: Practice) -> None:
    add_note(practice.open(), "heron", NoteDraft("Her boss Peter Gold was there."))
    copy = ask(MODULE, "access", "heron", "--out", "copy.txt")["copy"]
    assert (copy["path"], copy["code"], copy["left_out"], copy["redacted"]) == (
        str(Path("copy.txt")),
        None,
        [],
        [],
    )
    assert (len(copy["sha256"]), copy["named_in"], copy["sealed_not_searched"]) == (64, [], 2)
    assert copy["items"] > 5
    assert ("heron/4", "person") in {(each["id"], each["kind"]) for each in copy["warnings"]}
