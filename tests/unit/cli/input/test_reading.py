"""What comes in: a text, a form, a file, a reason."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from coachvault.cli.input import reading
from coachvault.errors import BadInput, Refused
from coachvault.services.notes.autosave import for_note
from tests.unit.cli.scripted import Scripted


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_text_is_typed_or_piped_in_unchanged(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.read_body(coach.types("One.", "", "Two.")) == "One.\n\nTwo.\n"
    piped(monkeypatch, b"  One.\n\nTwo.")
    assert reading.read_body(coach.alone()) == "  One.\n\nTwo."
    for data in (b" \n", b"caf\xe9", b"a\0b"):
        piped(monkeypatch, data)
        with pytest.raises(BadInput):
            reading.read_body(coach.alone())


def test_a_text_that_was_not_saved_is_taken_up_again(coach: Scripted) -> None:
    box = for_note(coach.opened(), "heron")
    box.keep("Typed before.")
    assert reading.read_body(coach.types("y"), box=box) == "Typed before."


def test_a_file_that_came_in_is_read_as_it_is(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("answer.eml").write_bytes(b"\xff\x00raw")
    assert reading.read_file("answer.eml") == b"\xff\x00raw"
    piped(monkeypatch, b"\xff\x00raw")
    assert reading.read_file("-") == b"\xff\x00raw"
    for place in ("nowhere", "."):
        with pytest.raises(BadInput, match="no such file"):
            reading.read_file(place)


def test_a_form_is_utf8_and_not_without_end(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("form.toml").write_text('name = "Zoë"')
    assert reading.read_form("form.toml") == 'name = "Zoë"'
    piped(monkeypatch, b"x" * reading.LARGEST_FORM_BYTES)
    assert len(reading.read_form("-")) == reading.LARGEST_FORM_BYTES
    for data, why in ((b"x" * (reading.LARGEST_FORM_BYTES + 1), "256 KiB"), (b"\xe9", "UTF-8")):
        piped(monkeypatch, data)
        with pytest.raises(BadInput, match=why):
            reading.read_form("-")
    with pytest.raises(BadInput, match="cannot be read"):
        reading.read_form("nowhere")


def test_enter_keeps_what_is_known_and_a_mail_address_is_one(coach: Scripted) -> None:
    asked = (("name", "Name"), ("email", "Mail address"))
    found = reading.ask_fields(coach.types("", "nonsense", "ada@example.org"), asked, {"name": "Ada"})
    assert found == {"name": "Ada", "email": "ada@example.org"}


@pytest.mark.parametrize(("given", "reason"), [("the client asked", "the client asked"), ("", ""), (None, "")])
def test_a_reason_is_taken_as_it_was_given(coach: Scripted, given: str | None, reason: str) -> None:
    assert reading.read_reason(coach.alone(), given) == reason


def test_a_reason_is_asked_for_or_piped_in(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.read_reason(coach.types("the client asked"), None) == "the client asked"
    piped(monkeypatch, b" the client asked \nmore")
    assert reading.read_reason(coach.alone(), "-") == "the client asked"


def test_nothing_is_typed_for_nothing(coach: Scripted) -> None:
    context = coach.types("x", only_reads=True)
    with pytest.raises(Refused, match="read-only"):
        reading.read_reason(context, "-")
    with pytest.raises(Refused, match="read-only"):
        reading.read_body(context)


def test_a_name_on_the_command_line_is_warned_about(coach: Scripted) -> None:
    reading.warn_of_names(coach.alone(), coach.opened(), "the", "weekly meeting")
    assert coach.said() == ""
    reading.warn_of_names(coach.alone(), coach.opened(), "about", "Marsh")
    assert "stays in the shell's history" in coach.said()


def test_a_folder_of_a_cloud_service_is_named(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.cli.input.reading.has_time_machine", lambda: False)
    reading.report_cloud_copies(coach.alone(), Path("/home/ada/vaults/a.vault"))
    assert coach.said() == ""
    reading.report_cloud_copies(coach.alone(), Path("/home/ada/Dropbox/a.vault"))
    assert "Dropbox" in coach.said()
    monkeypatch.setattr("coachvault.cli.input.reading.has_time_machine", lambda: True)
    reading.report_cloud_copies(coach.alone(), Path("/home/ada/vaults/a.vault"))
    assert "Time Machine" in coach.said()
