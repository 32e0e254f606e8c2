"""Choices that several commands offer: which client, which notes."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.choices import choose_among, choose_client, parse_filter
from coachvault.errors import BadInput
from coachvault.practice.note import NoteKind
from coachvault.services.notes.listing import Filter
from tests.unit.cli.scripted import Scripted


def test_what_is_asked_for_becomes_a_filter(coach: Scripted) -> None:
    context, opened = coach.alone(), coach.opened()
    assert parse_filter(context, opened, ("", ""), None, None) == Filter()
    found = parse_filter(context, opened, ("2026-01-05", "1 february 2026"), ["voice"], NoteKind.SESSION, 3)
    assert found == Filter(date(2026, 1, 5), date(2026, 2, 1), ("voice",), NoteKind.SESSION, 3)


def test_a_client_is_picked_by_code_or_name(coach: Scripted) -> None:
    assert choose_client(coach.types("cole"), coach.opened()) == "wren"
    assert choose_client(coach.types("own"), coach.opened(), own=True) == "own"
    with pytest.raises(KeyboardInterrupt):
        choose_client(coach.types("own"), coach.opened())


def test_nobody_is_picked_where_nobody_is_there(coach: Scripted, beginner: Scripted) -> None:
    with pytest.raises(UsageError, match="the client's code"):
        choose_client(coach.alone(), coach.opened())
    with pytest.raises(BadInput, match="no client yet"):
        choose_client(beginner.types(), beginner.opened())
    assert choose_client(beginner.types(""), beginner.opened(), own=True) == "own"


@pytest.mark.parametrize("kind", [NoteKind.SUPERVISION, NoteKind.REFLECTION])
def test_some_kinds_are_the_coachs_own(coach: Scripted, kind: NoteKind) -> None:
    assert choose_among(coach.alone(), coach.opened(), kind) == "own"


@pytest.mark.parametrize("kind", [None, NoteKind.SESSION, NoteKind.ADMIN])
def test_for_other_kinds_it_is_asked(coach: Scripted, kind: NoteKind | None) -> None:
    assert choose_among(coach.types("heron"), coach.opened(), kind) == "heron"
