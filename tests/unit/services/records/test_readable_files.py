"""Readable files are listed while they exist, also what a machine that stopped left beside them (rule R1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice.ids import Code
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.disclosure import disclose
from coachvault.services.records import written_files
from coachvault.services.records.readable_files import files_about, readable_files
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from tests.fakes import filled_practice
from tests.independent.vaults import ground


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path / "here").open()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "files"
    found.mkdir(mode=0o700)
    return found


def listed(opened: OpenVault, client: str = "") -> list[str]:
    with opened.vault.read() as snapshot:
        found = files_about(snapshot, Code(client)) if client else readable_files(snapshot, opened.now().date())
    return [Path(each).name for each in found]


def test_every_kind_of_file_is_listed_until_it_is_deleted(opened: OpenVault, folder: Path) -> None:
    assert listed(opened) == []
    written_files.write(opened, {folder / "a.txt": "a"}, "a letter", {folder / "a.txt": "wren"})
    disclose.disclose(opened, "heron", ground(), folder / "b.txt")
    release = draft(opened, "heron", Form(text="She leads."))
    request(opened, release.id, Ask(SignoffMethod.EMAIL, path=folder / "c.txt"))
    assert listed(opened) == ["a.txt", "b.txt", "c.txt"]
    assert listed(opened, "heron") == ["b.txt", "c.txt"]
    assert listed(opened, "wren") == ["a.txt"]
    (folder / "b.txt").unlink()
    assert listed(opened) == ["a.txt", "c.txt"]


def test_what_was_left_unfinished_beside_a_file_is_listed(opened: OpenVault, folder: Path) -> None:
    written_files.write(opened, {folder / "a.txt": "a"}, "a letter")
    (folder / ".unfinished-1").touch()
    (folder / "a.txt").unlink()
    assert listed(opened) == [".unfinished-1"]


def test_a_name_that_the_system_does_not_take_is_no_file(opened: OpenVault, folder: Path) -> None:
    with opened.vault.change("document written", opened.now()) as change:
        written_files.remember(change, folder / ("x" * 5_000), "a letter", opened.now())
    assert listed(opened) == []
