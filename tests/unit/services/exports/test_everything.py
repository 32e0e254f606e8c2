"""Leaving with everything: nothing is missing, no key is in it, and it never goes unrecorded."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, CoachVaultError, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.disclosure import RecipientKind
from coachvault.practice.register import Event
from coachvault.services.client_rights import erasure
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy, plan
from coachvault.services.destruction.plan import Order
from coachvault.services.disclosure import disclose
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.exports.everything import WHOLE, Left, export_everything
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft
from coachvault.services.records import written_files
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import Form, draft
from coachvault.signoff.statement import sha256
from coachvault.system import files
from coachvault.texts.languages import language_of
from coachvault.vault.snapshot import KEYRING_KIND
from tests.fakes import NOON, Practice, filled_practice
from tests.independent.vaults import ground

WHY = "moving to another program"


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def left(practice: Practice, folder: Path) -> tuple[Left, dict[str, Any]]:
    came = export_everything(practice.open(), folder, WHY)
    return came, json.loads((folder / WHOLE).read_text())


def wordings(held: dict[str, Any], part: str, kind: str) -> list[Any]:
    return [each["value"] for record in held[part] if record["kind"] == kind for each in record["wordings"]]


def test_every_record_in_every_wording_is_in_it_the_sealed_ones_too(practice: Practice, tmp_path: Path) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    said = ground(recipient_kind=RecipientKind.EMERGENCY.value, said_at="2026-11-22 21:30")
    disclose.disclose(practice.open(), "heron", said, None)
    erase_note(practice.open(), "heron/3")
    came, held = left(practice, tmp_path / "all")
    assert came.sha256 == sha256((tmp_path / "all" / WHOLE).read_bytes())
    rows = int(practice.rows("SELECT count(*) FROM record")[0][0])
    written = sum(len(record["wordings"]) for part in held.values() if isinstance(part, list) for record in part)
    own_traces = len(came.files) + 3 + 1  # files, an entry for each client, and one for all
    assert written == rows - own_traces - 1, "all but what the export itself wrote, and the ring of keys"
    bodies = [note["body"] for note in wordings(held, "E1", "note")]
    assert [body.partition(":")[0] for body in bodies] == ["Session 1", "Session 2", "Session 2"]
    assert [note["body"] for note in wordings(held, "E3", "note")] == ["Sealed session 1.", "Sealed session 2."]
    assert wordings(held, "R1", "proposal")[0]["paragraphs"] == ["She leads."]
    assert wordings(held, "D1", "disclosed")
    assert {each["name"] for each in wordings(held, "roster", "client")} == {"Ada Marsh", "Bea Cole", "Cy Doran"}


def test_no_key_is_in_it(practice: Practice, tmp_path: Path) -> None:
    with practice.open().vault.read() as snapshot:
        ring, root = snapshot.keyring(), practice.open().root()
    _, held = left(practice, tmp_path / "all")
    assert KEYRING_KIND not in {record["kind"] for part in held.values() if isinstance(part, list) for record in part}
    data = b"".join(path.read_bytes() for path in (tmp_path / "all").iterdir())
    for key in (ring.inbox_private, ring.capture_key, root):
        for form in (key, key.hex().encode(), b64encode(key), b64encode(key).rstrip(b"=")):
            assert form not in data


def test_the_notes_can_be_read_and_no_file_is_called_by_a_name(practice: Practice, tmp_path: Path) -> None:
    came, _ = left(practice, tmp_path / "all")
    assert set(came.files) == {"READ-ME.txt", WHOLE, "heron.md", "wren.md", "linden.md", "own.md"}
    assert came.notes == 7
    text = (tmp_path / "all" / "linden.md").read_text()
    assert text.startswith("# linden\n\n## linden/1 · 2025-03-01 · session · 60 min\n\nSealed session 1.\n")
    assert text.index("linden/1") < text.index("linden/2")
    assert "told again" in (tmp_path / "all" / "heron.md").read_text()
    for path in (tmp_path / "all").iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "all").stat().st_mode & 0o777 == 0o700


def test_the_register_and_status_tell_of_it(practice: Practice, tmp_path: Path) -> None:
    came, _ = left(practice, tmp_path / "all")
    for typed in ("", "heron", "wren", "linden"):
        entry = list_entries(practice.open(), typed)[-1]
        assert (entry.event, entry.why, entry.sha256) == (Event.ALL_EXPORTED, WHY, came.sha256)
    with practice.open().vault.read() as snapshot:
        assert set(written_files.paths(snapshot)) == {str(tmp_path / "all" / name) for name in came.files}


def test_a_note_that_waits_is_told_and_one_for_what_ended_is_in_it(practice: Practice, tmp_path: Path) -> None:
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "jay", NoteDraft("For nobody known."))
    inbox.write_locked(practice.setting, "linden", NoteDraft("After the end."))
    inbox.settle(practice.open())
    came, held = left(practice, tmp_path / "all")
    assert came.waiting == 1
    assert "After the end." in [note["body"] for note in wordings(held, "E3", "note")]


@pytest.mark.parametrize("why", ["", "x", "  "])
def test_it_takes_a_reason(practice: Practice, tmp_path: Path, why: str) -> None:
    before = practice.path.read_bytes()
    with pytest.raises(Refused):
        export_everything(practice.open(), tmp_path / "all", why)
    assert practice.path.read_bytes() == before
    assert not (tmp_path / "all").exists()


def test_no_custodian_takes_it_all(practice: Practice, tmp_path: Path) -> None:
    roles = {"maple": CustodianRole.EXECUTOR, "elm": CustodianRole.READER, "oak": CustodianRole.READER}
    words = {code: " ".join(custodians.add(practice.open(), code, role, {}).words) for code, role in roles.items()}
    custodians.set_quorum(practice.open(), 2)
    for by in ([words["maple"]], [words["elm"], words["oak"]]):
        with pytest.raises(Refused, match="only the coach writes everything out"):
            export_everything(open_vault(practice.setting, Credentials(str, by)), tmp_path / "all", WHY)
    assert not (tmp_path / "all").exists()


def test_nothing_is_written_where_something_stands(practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir(mode=0o700)
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "full")
    before = len(list_entries(practice.open()))
    for name in ("full", "file", "link"):
        with pytest.raises(CoachVaultError):
            export_everything(practice.open(), tmp_path / name, WHY)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert len(list_entries(practice.open())) == before


def test_what_fails_leaves_no_folder_and_no_record(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(list_entries(practice.open()))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files, "_write_new", full)
        with pytest.raises(CoachVaultError):
            export_everything(practice.open(), tmp_path / "all", WHY)
    assert not (tmp_path / "all").exists()
    assert len(list_entries(practice.open())) == before
    end_engagement(practice.open(), "heron", NOON.date())
    (tmp_path / "all").mkdir(mode=0o700)
    assert left(practice, tmp_path / "all")[0].notes == 7, "an empty folder of one's own is taken"


def test_what_is_destroyed_or_erased_later_is_said_to_stand_there_still(practice: Practice, tmp_path: Path) -> None:
    left(practice, tmp_path / "all")
    readable = {str(tmp_path / "all" / name) for name in (WHOLE, "linden.md")}
    practice.pass_years(8)
    assert set(plan.plan(practice.open(), Order("E3")).files) == readable
    assert "2 readable files" in destroy.destroy(practice.open(), Order("E3")).remark
    seen = erasure.scope_of(practice.open(), "wren")
    assert {str(tmp_path / "all" / "wren.md"), str(tmp_path / "all" / WHOLE)} <= set(seen.files)
    assert str(tmp_path / "all" / "heron.md") not in seen.files
    letter = erasure.erase(practice.open(), "wren", practice.clock.now().date()).letter
    assert "2 readable files, such as letters and forms, are still on my computer" in letter
    for path in (tmp_path / "all").iterdir():
        path.unlink()
    end_engagement(practice.open(), "heron", practice.clock.now().date())
    last = erasure.erase(practice.open(), "heron", practice.clock.now().date()).letter
    assert language_of("en").erasure.copies_clean in last
    assert "readable file" not in last


def test_the_folder_is_made_in_one_that_is_there(practice: Practice, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        export_everything(practice.open(), tmp_path / "no" / "all", WHY)
    assert not (tmp_path / "no").exists()
