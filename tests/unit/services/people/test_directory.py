"""Clients and sponsors are added, changed and found under neutral codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, CoachVaultError, NotFound, Refused
from coachvault.services.engagements.lifecycle import Start, end_engagement, start
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people.directory import (
    ClientStatus,
    add_client,
    add_sponsor,
    edit_client,
    edit_sponsor,
    list_clients,
    list_sponsors,
    names_someone,
    offer_code,
    parse_client_form,
    parse_sponsor_form,
    show_client,
    show_sponsor,
)
from coachvault.texts.code_words import CODE_WORDS
from tests.fakes import empty_practice, filled_practice


def test_a_client_comes_back_as_added(tmp_path: Path) -> None:
    practice = empty_practice(tmp_path)
    fields = {"name": "Zoë Ørsted", "address": "1 Quiet Street\nRiverside", "emergency_contact": {"phone": "+44 1"}}
    added = add_client(practice.open(), "Heron", fields)
    found, engagements = show_client(practice.open(), "her")
    assert found == added
    assert (found.code, found.name, found.emergency_contact.phone) == ("heron", "Zoë Ørsted", "+44 1")
    assert engagements == []


@pytest.mark.parametrize("code", ["heron", "HERON", "otter"])
def test_a_code_is_given_once(tmp_path: Path, code: str) -> None:
    opened = filled_practice(tmp_path).open()
    for add in (add_client, add_sponsor):
        with pytest.raises(Refused, match="in use"):
            add(opened, code, {})


def test_editing_changes_what_was_named_and_nothing_else(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    before, _ = show_client(opened, "heron")
    edit_client(opened, "her", {"phone": "+44 2", "code": "wren"})
    after, _ = show_client(opened, "heron")
    assert (after.code, after.name, after.email, after.phone) == ("heron", before.name, before.email, "+44 2")
    edit_sponsor(opened, "otter", {"organisation": "Zenith"})
    found, paid = show_sponsor(opened, "ot")
    assert (found.organisation, found.name, [each.id for each in paid]) == ("Zenith", "Rosalind Vance", ["E1"])
    assert list_sponsors(opened) == [found]


@pytest.mark.parametrize(
    "fields",
    [{"name": 5}, {"surname": "Marsh"}, {"name": None}, {"email": "marsh"}, {"name": "a\nb"}, {"name": "\ud800"}],
)
def test_a_field_that_cannot_be_taken_changes_nothing(tmp_path: Path, fields: dict[str, object]) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    for change in (
        lambda: add_client(opened, "newcode", fields),
        lambda: edit_client(opened, "heron", fields),
        lambda: add_sponsor(opened, "newcode", fields),
        lambda: edit_sponsor(opened, "otter", fields),
    ):
        with pytest.raises(BadInput) as caught:
            change()
        assert "marsh" not in f"{caught.value.message} {caught.value.hint}".lower().replace("`surname`", "")
    assert practice.path.read_bytes() == before


def test_nobody_is_told_without_repeating_what_was_typed(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    for look in (show_client, show_sponsor):
        with pytest.raises(NotFound) as caught:
            look(opened, "marsh")
        assert "marsh" not in f"{caught.value.message} {caught.value.hint}"


def test_the_list_says_how_far_each_client_is(tmp_path: Path) -> None:
    lines = {str(line.code): line for line in list_clients(filled_practice(tmp_path).open())}
    assert {code: line.status for code, line in lines.items()} == {
        "heron": ClientStatus.ACTIVE,
        "wren": ClientStatus.PROSPECT,
        "linden": ClientStatus.ENDED,
    }
    assert (lines["heron"].notes, lines["heron"].engagement, lines["heron"].last_contact) == (3, "E1", "2026-11-23")
    assert (lines["linden"].notes, lines["linden"].last_contact) == (2, "2025-03-02")


def test_the_latest_contact_comes_first(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    practice.clock.pass_days(1)
    opened = practice.open()
    add_client(opened, "robin", {})
    add_note(opened, "wren", NoteDraft("Second call."))
    assert [line.code for line in list_clients(opened)] == ["wren", "heron", "linden", "robin"]


def test_a_client_is_active_again_in_a_new_engagement(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    start(opened, Start("linden", "", date(2026, 1, 5), {}))
    assert [line.status for line in list_clients(opened) if line.code == "linden"] == [ClientStatus.ACTIVE]
    end_engagement(opened, "linden", date(2026, 2, 5))
    assert [line.status for line in list_clients(opened) if line.code == "linden"] == [ClientStatus.ENDED]


def test_an_offered_code_is_free_and_drawn_at_random(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    offered = {offer_code(opened) for _ in range(8)}
    assert len(offered) > 1
    assert offered <= set(CODE_WORDS) - {"heron", "wren", "linden", "otter"}


def test_when_all_words_are_taken_numbers_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.people.directory.CODE_WORDS", ("heron", "wren"))
    opened = filled_practice(tmp_path).open()
    assert offer_code(opened) == "heron-2"
    add_client(opened, "heron-2", {})
    assert offer_code(opened) == "wren-2"


@pytest.mark.parametrize(
    ("text", "found"),
    [("ask Ada about it", True), ("MARSH?", True), ("the acme report", True), ("a swamp", False), ("", False)],
)
def test_a_name_in_a_text_is_noticed(tmp_path: Path, text: str, found: bool) -> None:
    assert names_someone(filled_practice(tmp_path).open(), text) is found


def test_forms_are_taken_and_faults_named_by_field(tmp_path: Path) -> None:
    assert parse_client_form('name = "Ada"\n[emergency_contact]\nphone = "1"')["name"] == "Ada"
    assert parse_sponsor_form('organisation = "Acme"') == {"organisation": "Acme"}
    for text in ('nmae = "Ada"', "name = 1", 'name = "Ada', "[emergency_contact]\nname = 1"):
        for parse in (parse_client_form, parse_sponsor_form):
            with pytest.raises(CoachVaultError) as caught:
                parse(text)
            assert "Ada" not in f"{caught.value.message} {caught.value.hint}"
