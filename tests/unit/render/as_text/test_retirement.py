"""How a practice stands, and an archive, as a person reads them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from coachvault.practice.custodian import CustodianRole
from coachvault.practice.retirement import PracticeState, SealedChoice
from coachvault.render.as_text.retirement import archived, outlook
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.retirement import archive, letters, retire
from tests.fakes import NOON


def test_what_is_open_kept_and_missing_is_shown(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text="She leads."))
    found = retire.inspect_practice(opened)
    said = outlook(found)
    for part in ("goes on", "E1 heron", "E2 wren", "R1", "E3"):
        assert part in said
    assert said.count("missing") == len(found.missing) == 2
    engagement = found.sealed[0][0]
    ended = msgspec.structs.replace(
        found, state=PracticeState(NOON.date(), is_archive=True), sealed=[(engagement, SealedChoice.KEEP)], quorum=2
    )
    assert "ended on 2026-11-23, an archive" in outlook(ended)
    assert "E3 (keep)" in outlook(ended)
    assert "2 of 0" in outlook(ended)


def test_an_archive_is_named_with_its_words_and_what_goes_with_it(opened: OpenVault, tmp_path: Path) -> None:
    made = archive.archive(opened, tmp_path / "final.vault")
    said = archived(made, None)
    assert f"B1 is an archive, sealed and verified: {tmp_path / 'final.vault'}" in said
    assert " ".join(made.words) in said
    assert "executor's page" not in said
    custodians.add(opened, "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost"})
    folder = tmp_path / "later"
    folder.mkdir(mode=0o700)
    made = archive.archive(opened, folder / "final.vault")
    written = letters.write_letters(opened, made, folder / "letters")
    said = archived(made, written)
    assert "Next to it: READ-ME-FIRST.txt and the executor's page" in said
    assert f"{len(written.letters)} letters are in {folder / 'letters'}" in said
