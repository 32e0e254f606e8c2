"""A machine that stopped while it destroyed something goes on at its next start."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import Refused, VaultBusy
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import certify, clean_copies, destroy, in_progress
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.records import certificates
from coachvault.services.retention import due
from coachvault.vault.store import Store
from tests.fakes import NOON, Practice, filled_practice
from tests.unit.services.destruction.test_destroy import LINDEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.mark.parametrize("stop", ["clean_copies", "strike_off"])
def test_a_machine_that_stopped_goes_on_at_its_next_start(
    stop: str, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    backups.create(practice.open(), practice.path.parent / "copies")
    with monkeypatch.context() as patched:
        patched.setattr(clean_copies if stop == "clean_copies" else certificates, stop, stops)
        with suppress(KeyboardInterrupt):
            destroy.destroy(practice.open(), LINDEN)
    opened = practice.open()
    assert in_progress.is_begun(opened)
    assert certificates.find_certificate(opened, "E3").state == "destroyed here", "never told before it is done"
    destroy.finish(opened)
    assert certificates.find_certificate(opened, "E3").state == "destroyed in every known copy"
    assert not in_progress.is_begun(opened)


def begin(practice: Practice) -> None:
    """Marks that something is being destroyed, destroys nothing, and stops."""
    opened = practice.open()
    with opened.vault.change(destroy.BEGUN, opened.now()) as change, in_progress.begun(opened, change):
        raise KeyboardInterrupt


def test_a_destruction_that_a_rule_forbids_takes_no_other_mark_away(practice: Practice) -> None:
    with suppress(KeyboardInterrupt):
        begin(practice)
    add_note(practice.open(), "wren", NoteDraft("Written since."))
    due.add_hold(practice.open(), "E3", "a claim was announced")
    with pytest.raises(Refused, match="held"):
        destroy.destroy(practice.open(), LINDEN)
    assert in_progress.is_begun(practice.open()), "another process may still be at it"
    destroy.finish(practice.open())
    assert not in_progress.is_begun(practice.open())


def test_what_began_since_goes_on(practice: Practice) -> None:
    opened = practice.open()
    with opened.vault.read() as snapshot:
        before = snapshot.last.seq if snapshot.last else 0
    destroy.destroy(opened, LINDEN)
    with suppress(KeyboardInterrupt):
        begin(practice)
    in_progress.end(opened, before + 1)
    assert in_progress.begun_after(opened) > before + 1


def test_a_mark_is_not_taken_away_while_another_process_writes(practice: Practice) -> None:
    opened = practice.open()
    with opened.vault.change(destroy.BEGUN, opened.now()) as change:
        up_to = change.last.seq if change.last else 0
        with in_progress.begun(opened, change):
            with pytest.raises(VaultBusy):
                in_progress.end_unless_under_way(opened, up_to)
            in_progress.end(opened, up_to)
            assert in_progress.begun_after(opened) == up_to


def test_the_file_is_written_anew_after_a_second_stop_and_another_write(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: Any) -> None:
        raise KeyboardInterrupt

    real, written = Store.write_anew, list[bool]()

    def write_anew(store: Store) -> None:
        real(store)
        written.append(True)

    monkeypatch.setattr(Store, "write_anew", write_anew)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "write_anew", stops)
        with suppress(KeyboardInterrupt):
            destroy.destroy(practice.open(), LINDEN)
        with suppress(KeyboardInterrupt):
            destroy.finish(practice.open())
    add_note(practice.open(), "wren", NoteDraft("Written since."))
    destroy.finish(practice.open())
    assert written == [True]
    assert not in_progress.is_begun(practice.open())


def test_two_destructions_at_once_are_certified_each_for_itself(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is destroyed here while the copies are cleaned of the first, whose result is written afterwards."""
    backups.create(practice.open(), practice.path.parent / "copies")
    cleaning = clean_copies.clean_copies

    def clean(opened: OpenVault, **given: Any) -> Any:
        found = cleaning(opened, **given)
        if len(certificates.list_certificates(opened)) == 1:
            with (
                opened.vault.change(destroy.BEGUN, opened.now()) as change,
                in_progress.begun(opened, change),
            ):
                certify.destroy_in(change, opened, Order("E2", reason="the client asked"))
        return found

    end_engagement(practice.open(), "wren", NOON.date())
    monkeypatch.setattr(clean_copies, "clean_copies", clean)
    destroy.destroy(practice.open(), LINDEN)
    states = {each.subject: each.state for each in certificates.list_certificates(practice.open())}
    assert states == {"E3": "destroyed in every known copy", "E2": "destroyed here"}
    assert in_progress.is_begun(practice.open()), "the second is not at its end"
    destroy.finish(practice.open())
    states = {each.subject: each.state for each in certificates.list_certificates(practice.open())}
    assert set(states.values()) == {"destroyed in every known copy"}
    assert not in_progress.is_begun(practice.open())
