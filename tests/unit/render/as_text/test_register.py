"""The register, as a person reads it."""

from __future__ import annotations

import msgspec
import pytest

from coachvault.practice.register import Event, RegisterEntry
from coachvault.render.as_text.register import register_entry, register_line, register_lines
from coachvault.services.records.register import Numbered
from tests.fakes import NOON

SENT = RegisterEntry(
    Event.EXPORTED, NOON, "heron", "R1", "agreed", "otter, Acme", "progress report", "ab" * 32, "email, heron"
)


def test_an_entry_is_two_lines() -> None:
    first, second = register_line(SENT).splitlines()
    assert first == "2026-11-23 12:00  release exported       heron R1  by email"
    assert second == "      to otter, Acme; progress report; SHA-256 abababab…; agreed"


def test_an_entry_that_accounts_for_nothing_is_one_line() -> None:
    assert (
        register_line(RegisterEntry(Event.BACKED_UP, NOON, "", "B1")) == "2026-11-23 12:00  backup made            B1"
    )


@pytest.mark.parametrize(
    ("field", "name"), [("to", "to"), ("sha256", "SHA-256"), ("evidence", "evidence"), ("why", "why")]
)
def test_one_entry_shows_all_that_it_says(field: str, name: str) -> None:
    said = register_entry(Numbered(7, SENT)).splitlines()
    assert any(line.startswith(name) and line.endswith(getattr(SENT, field)) for line in said)
    without = register_entry(Numbered(7, msgspec.structs.replace(SENT, **{field: ""})))
    assert len(without.splitlines()) == len(said) - 1


def test_entries_have_their_numbers() -> None:
    lines = register_lines([Numbered(7, SENT), Numbered(120, SENT)]).splitlines()
    assert lines[0].startswith("   7  2026-11-23")
    assert lines[2].startswith(" 120  2026-11-23")
