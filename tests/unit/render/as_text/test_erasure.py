"""A client's erasing: what goes, what stays and why, and what the coach still has to do."""

from __future__ import annotations

from pathlib import Path

from coachvault.render.as_text import erasure as text
from coachvault.services.client_rights import erasure
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.records import written_files
from coachvault.services.releases.proposals import Form, draft
from tests.fakes import NOON, Practice


def test_what_would_go_and_what_stays_is_shown(opened: OpenVault, tmp_path: Path) -> None:
    draft(opened, "heron", Form(text="She leads."))
    add_note(opened, "wren", NoteDraft("Marsh knows her."))
    backups.create(opened, tmp_path / "copy.vault")
    written_files.write(opened, {tmp_path / "a.txt": "x"}, "a letter", {tmp_path / "a.txt": "heron"})
    said = text.scope(erasure.scope_of(opened, "heron"))
    for part in ("3 notes of E1", "texts that never left: R1", "B1 (can be reached)", "wren/2: check these"):
        assert part in said
    assert "2 sealed notes of others were not checked" in said
    assert str(tmp_path / "a.txt") in said
    (tmp_path / "copy.vault").unlink()
    assert "B1 (not there now)" in text.scope(erasure.scope_of(opened, "heron"))


def test_what_is_left_is_named_after_it(practice: Practice, tmp_path: Path) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    (tmp_path / "copy.vault").unlink()
    outcome = erasure.erase(practice.open(), "linden", NOON.date())
    said = text.outcome(outcome, None)
    assert "notes of E3: destroyed here" in said
    assert "still in" in said
    assert "B1, made 2026-11-23, still contains it" in said
    assert said.endswith(outcome.letter)
    assert text.outcome(outcome, Path("reply.txt")).endswith("reply.txt is the reply: send it, then delete it.")
