"""Each thing in a client's copy that may be about others is decided on before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.access_review import handed_out
from coachvault.cli.terminal.output import Reply
from coachvault.errors import Refused
from coachvault.render.as_json.access import CopyWritten
from coachvault.services.client_rights.access_review import CopyChoice
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.records.register import list_entries
from tests.unit.cli.scripted import Scripted

NAMED = "Bea Cole was there as well."
SAID = (Path("copy.txt"), CopyChoice(), None)


def left_out(reply: Reply[CopyWritten]) -> tuple[str, ...]:
    assert not callable(reply.data)
    return reply.data["copy"].left_out


def test_what_names_another_client_is_left_out_or_kept(coach: Scripted) -> None:
    add_note(coach.opened(), "heron", NoteDraft(NAMED))
    add_note(coach.opened(), "heron", NoteDraft(f"{NAMED} Again."))
    context = coach.types("leave", "keep", "they agreed to it", "heron")
    reply = handed_out(context, coach.opened(), "heron", *SAID)
    assert left_out(reply) == ("heron/4",)
    text = Path("copy.txt").read_text()
    assert f"{NAMED} Again." in text
    assert f"{NAMED}\n" not in text.replace(f"{NAMED} Again.", "")
    assert "copy.txt" in str(reply.text)
    assert "they agreed to it" in list_entries(coach.opened())[-1].why


def test_leaving_out_is_likeliest_where_another_client_is_named(coach: Scripted) -> None:
    add_note(coach.opened(), "heron", NoteDraft(NAMED))
    reply = handed_out(coach.types("", "names others", "heron"), coach.opened(), "heron", *SAID)
    assert left_out(reply) == ("heron/4",)


def test_what_was_decided_beforehand_is_not_asked_about(coach: Scripted) -> None:
    add_note(coach.opened(), "heron", NoteDraft(NAMED))
    choice = CopyChoice(leave_out=("HERON/4",))
    reply = handed_out(coach.types("heron"), coach.opened(), "heron", Path("copy.txt"), choice, "names others")
    assert left_out(reply) == ("heron/4",)


def test_another_word_writes_nothing(coach: Scripted) -> None:
    with pytest.raises(UsageError):
        handed_out(coach.types("wren"), coach.opened(), "heron", *SAID)
    assert not Path("copy.txt").exists()


def test_without_a_person_it_stops_where_somebody_would_have_been_asked(coach: Scripted) -> None:
    add_note(coach.opened(), "heron", NoteDraft(NAMED))
    with pytest.raises(Refused, match="heron/4"):
        handed_out(coach.alone(), coach.opened(), "heron", *SAID)
    assert not Path("copy.txt").exists()
