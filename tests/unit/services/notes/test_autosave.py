"""What was typed and not saved: who can open it, and that it goes with what it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.services.client_rights import erasure
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.notes import autosave
from coachvault.services.notes.autosave import DraftBox
from coachvault.services.notes.editing import erase_earlier, erase_note, move_note
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


@pytest.mark.parametrize("way", [erase_note, erase_earlier, lambda opened, wanted: move_note(opened, wanted, "wren")])
def test_a_draft_outlives_the_key_of_its_notes(practice: Practice, way: Callable[[OpenVault, str], object]) -> None:
    """Erasing gives the notes that stay another key: what was typed and not saved is sealed under it, too."""
    opened = practice.open()
    kinds: list[Callable[[], DraftBox]] = [
        lambda: autosave.for_note(practice.open(), "heron"),
        lambda: autosave.for_release(practice.open(), "heron", "new"),
        lambda: autosave.for_wording(practice.open(), "heron/1", 1),
    ]
    for kind in kinds:
        typed_into(kind())
    gone = autosave.for_wording(opened, "heron/3", 1)
    gone.keep("About the note that goes.")
    before = set(kept(practice))
    way(opened, "heron/3" if way is not erase_earlier else "heron/2")
    for kind in kinds:
        draft = kind().found()
        assert draft is not None
        assert draft.text == TYPED
    assert len(kept(practice)) == (4 if way is erase_earlier else 3)
    assert not before & set(kept(practice))


def test_a_draft_about_somebody_without_notes_outlives_the_key_of_the_own_notes(practice: Practice) -> None:
    opened = practice.open()
    add_client(opened, "jay", {"name": "Eve Frost"})
    for code in ("jay", "own"):
        typed_into(autosave.for_note(practice.open(), code))
    erase_note(practice.open(), "own/1")
    assert [autosave.for_note(practice.open(), code).found() is None for code in ("jay", "own")] == [False, False]


def test_an_erasing_that_fails_leaves_the_draft_as_it_was(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    typed_into(autosave.for_note(practice.open(), "heron"))

    def fails(*_: object) -> None:
        raise Refused("No.")

    monkeypatch.setattr("coachvault.services.notes.editing.record", fails)
    with pytest.raises(Refused):
        erase_note(practice.open(), "heron/3")
    draft = autosave.for_note(practice.open(), "heron").found()
    assert draft is not None
    assert draft.text == TYPED
