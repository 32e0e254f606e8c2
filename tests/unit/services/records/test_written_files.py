"""Readable files are written whole and private, and remembered; or nothing is written and nothing remembered."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coachvault.errors import BadInput
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.register import list_entries
from coachvault.services.records.written_files import (
    EVERYTHING,
    LOG,
    REGISTER,
    SEALED_COPY,
    paths,
    remember,
    require_suffix,
    still_readable,
    write,
    write_accounted,
)
from tests.fakes import NOON, filled_practice


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path / "here").open()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "files"
    found.mkdir(mode=0o700)
    return found


def known(opened: OpenVault, client: str = "") -> list[str]:
    with opened.vault.read() as snapshot:
        return [Path(each).name for each in paths(snapshot, client)]


def test_files_are_private_and_known_by_whom_they_are_about(opened: OpenVault, folder: Path) -> None:
    one, two = folder / "a.txt", folder / "b.txt"
    write(opened, {one: "é\n", two: "b"}, "letters", {one: "heron"})
    assert one.read_text() == "é\n"
    assert {stat.S_IMODE(each.stat().st_mode) for each in (one, two)} == {0o600}
    assert known(opened) == ["a.txt", "b.txt"]
    assert (known(opened, "heron"), known(opened, "wren")) == (["a.txt"], [])


def test_where_something_stands_nothing_is_written_nor_remembered(opened: OpenVault, folder: Path) -> None:
    (folder / "b.txt").write_text("mine")
    with pytest.raises(BadInput):
        write(opened, {folder / "a.txt": "a", folder / "b.txt": "b"}, "letters")
    assert (folder / "b.txt").read_text() == "mine"
    assert not (folder / "a.txt").exists()
    assert known(opened) == []
    with pytest.raises(BadInput):
        write(opened, {folder / "nowhere" / "a.txt": "a"}, "letters")


def test_what_is_of_everybody_is_about_each_and_the_register_tells(opened: OpenVault, folder: Path) -> None:
    entries = [RegisterEntry(Event.HOURS_EXPORTED, NOON, code, "") for code in ("heron", "wren")]
    write_accounted(opened, LOG, {folder / "log.csv": "x"}, *entries)
    write_accounted(opened, REGISTER, {folder / "heron.csv": "x"}, entries[0])
    assert known(opened, "heron") == ["log.csv", "heron.csv"]
    assert known(opened, "wren") == ["log.csv"]
    assert list_entries(opened)[-3:] == [*entries, entries[0]]


def test_an_encrypted_copy_is_remembered_and_no_readable_file(opened: OpenVault, folder: Path) -> None:
    with opened.vault.change("access give", NOON) as change:
        remember(change, folder / "copy.html", SEALED_COPY, NOON, "heron")
    assert known(opened) == []
    assert known(opened, "heron") == ["copy.html"]


def test_notes_are_still_readable_where_everything_was_written_out(opened: OpenVault, folder: Path) -> None:
    write(opened, {folder / "heron.md": "x"}, EVERYTHING, {folder / "heron.md": "heron"})
    write(opened, {folder / "register.csv": "x"}, EVERYTHING)
    write(opened, {folder / "letter.txt": "x"}, "a letter", {folder / "letter.txt": "heron"})
    with opened.vault.read() as snapshot:
        assert [Path(each).name for each in still_readable(snapshot, "heron")] == ["heron.md", "register.csv"]
        assert [Path(each).name for each in still_readable(snapshot, "wren")] == ["register.csv"]
        (folder / "heron.md").unlink()
        assert [Path(each).name for each in still_readable(snapshot, "heron")] == ["register.csv"]


def test_a_name_says_what_a_file_is() -> None:
    require_suffix(Path("a.CSV"), ".csv", ".txt")
    with pytest.raises(BadInput, match=r"\.csv or \.txt"):
        require_suffix(Path("a.pdf"), ".csv", ".txt")
