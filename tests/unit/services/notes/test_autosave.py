"""What was typed and not saved: who can open it, and that it goes with what it belongs to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError
from coachvault.practice.custodian import CustodianRole
from coachvault.services.client_rights import erasure
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.custody import custodians
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.notes import autosave
from coachvault.services.notes.autosave import DraftBox
from coachvault.services.notes.editing import erase_note, move_note
from coachvault.services.people.directory import add_client
from tests.fakes import NOON, Practice, filled_practice

TYPED = "She is afraid of him."


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def kept(practice: Practice) -> list[Path]:
    return list((practice.setting.state_folder / "drafts").glob("*.draft"))


def typed_into(box: DraftBox) -> DraftBox:
    box.keep(TYPED)
    draft = box.found()
    assert draft is not None
    assert draft.text == TYPED
    return box


@pytest.mark.parametrize("code", ["wren", "linden", "jay"], ids=["a prospect", "after the end", "nothing yet"])
@pytest.mark.parametrize("what", ["note", "release"])
def test_an_executor_opens_no_draft(practice: Practice, code: str, what: str) -> None:
    opened = practice.open()
    add_client(opened, "jay", {"name": "Eve Frost"})
    box = autosave.for_note(opened, code) if what == "note" else autosave.for_release(opened, code, "new")
    typed_into(box)
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    duty = open_vault(practice.setting, Credentials(str, [words]))
    try:
        found = (autosave.for_note(duty, code) if what == "note" else autosave.for_release(duty, code, "new")).found()
    except CoachVaultError:
        found = None
    assert found is None
    with duty.vault.read() as snapshot:
        held = [compartment for compartment in snapshot.compartment_ids() if snapshot.is_readable(compartment)]
    assert box.place[1] not in held


@pytest.mark.parametrize("gone", [erase_note, lambda opened, note: move_note(opened, note, "wren")])
def test_the_draft_of_a_note_goes_with_the_note(practice: Practice, gone: object) -> None:
    typed_into(autosave.for_wording(practice.open(), "heron/1", 1))
    typed_into(autosave.for_wording(practice.open(), "heron/3", 1))
    gone(practice.open(), "heron/1")  # type: ignore[operator]
    assert len(kept(practice)) == 1


def test_every_draft_about_a_client_goes_when_the_client_is_erased(practice: Practice) -> None:
    opened = practice.open()
    for code in ("heron", "wren"):
        typed_into(autosave.for_note(opened, code))
        typed_into(autosave.for_release(opened, code, "new"))
    typed_into(autosave.for_wording(opened, "heron/2", 2))
    end_engagement(opened, "heron", date(2026, 11, 23))
    typed_into(autosave.for_note(practice.open(), "heron"))
    erasure.erase(practice.open(), "wren", NOON.date())
    assert len(kept(practice)) == 4
    erasure.erase(practice.open(), "heron", NOON.date())
    opened = practice.open()
    with pytest.raises(CoachVaultError):
        autosave.for_wording(opened, "heron/2", 2)
    assert all(autosave.for_note(opened, code).found() is None for code in ("heron", "wren"))
