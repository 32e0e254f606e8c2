"""A vault that was once written with a clock far ahead: the coach says, on the record, that the clock is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.system.clock import SystemClock
from tests.cli.machine import Machine
from tests.cli.terminal import Terminal
from tests.fakes import filled_practice


@pytest.fixture
def ahead(tmp_path: Path) -> Machine:
    """A machine with a vault that was last written in 2090."""
    written = filled_practice(tmp_path / "written")
    written.clock.moment = datetime(2090, 1, 1, tzinfo=UTC)
    add_note(written.open(), "wren", NoteDraft("In another year."))
    machine = Machine.new(tmp_path)
    machine.take(written.path)
    written.path.unlink()
    return machine


def today() -> str:
    return f"{SystemClock().now():%Y-%m-%d}"


def test_a_script_says_it_with_todays_date_and_a_reason(ahead: Machine) -> None:
    destroy = ("retention", "destroy", "E3", "--confirm", "linden")
    assert ahead.fails(*destroy) == (16, "refused")
    assert ahead.fails(*destroy, "--clock-is-right", today()) == (16, "refused")
    assert ahead.fails(*destroy, "--clock-is-right", "2090-01-01", "--reason", "it is") == (17, "bad_input")
    assert ahead.fails(*destroy, "--clock-is-right", "tomorrow", "--reason", "it is") == (2, "usage")
    right = ("--clock-is-right", today(), "--reason", "the battery was empty")
    made = ahead.data(*destroy, *right)["certificate"]
    assert f"the coach said that {today()} is right: the battery was empty" in made["remark"]
    assert "clock said to be right" in ahead.run("register", "list").out


def test_a_client_is_erased_by_the_same_word(ahead: Machine) -> None:
    erase = ("client", "erase", "heron", "--confirm", "heron")
    assert ahead.fails(*erase) == (16, "refused")
    right = ("--clock-is-right", today(), "--reason", "the battery was empty")
    for certificate in ahead.data(*erase, *right)["certificates"]:
        assert "the battery was empty" in certificate["remark"]


@pytest.mark.needs_terminal
def test_a_person_types_todays_date(ahead: Machine, terminal: Callable[..., Terminal]) -> None:
    session = terminal(ahead, "retention", "destroy", "E3")
    session.unlocks()
    session.waits_for("was ahead then")
    session.answers("type today's date (YYYY-MM-DD; Enter to leave it): ", today())
    session.answers("with a later date? (goes into the register): ", "the battery was empty")
    session.answers("(goes onto the certificate): ", "agreed")
    session.answers("Type linden to go on: ", "linden")
    session.waits_for("Certificate of destruction")
    assert session.ends() == 0
    session = terminal(ahead, "retention", "destroy", "E3")
    session.unlocks()
    session.waits_for("destroyed on")
    assert session.ends() == 15
