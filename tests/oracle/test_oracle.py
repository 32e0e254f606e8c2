"""The oracle finds what is left, wherever it is; and a copy that nobody was told of makes a test fail."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from coachvault.practice.custodian import CustodianRole
from coachvault.practice.retention import RecordClass
from coachvault.services.client_rights import erasure
from coachvault.services.copies import backups
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.notes import autosave, editing, inbox
from coachvault.services.notes.journal import NoteDraft
from tests.fakes import NOON, PASSPHRASE, WORDS, Practice, filled_practice
from tests.oracle.raw import DayChain, Ring, Thief, read_file, vault_files
from tests.oracle.search import search
from tests.oracle.watch import Watch
from tests.unit.services.conftest import cheap_pages

__all__ = ["cheap_pages"]

OPEN, SEALED = "Session 1: the weekly meeting.", "Sealed session 1."
UNNAMED = "nobody was told of"
Expects = Callable[[str], AbstractContextManager[Any]]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def expects(oracle: Watch) -> Expects:
    """Gives what expects a fault of some words, and takes it off the list on which each one makes a test fail."""

    @contextmanager
    def expected(words: str) -> Iterator[None]:
        with pytest.raises(AssertionError, match=words):
            yield
        assert len(oracle.faults) == 1
        oracle.faults.clear()

    return expected


def found(folder: Path, text: str, **ring: Any) -> set[tuple[str, str]]:
    """Returns in which files a text is, and in what."""
    hits = search([folder], {"a key": Ring(**ring)}, [text])
    return {(hit.path.name, hit.place) for hit in hits}


@pytest.mark.parametrize("ring", [{"passphrases": (PASSPHRASE,)}, {"words": (WORDS,)}], ids=["passphrase", "words"])
def test_any_name_of_a_file_is_looked_into(ring: dict[str, Any], practice: Practice, tmp_path: Path) -> None:
    for name in (".unfinished-0123", "photo.jpg", "practice-before-2026.vault"):
        shutil.copy(practice.path, tmp_path / name)
    names = {"practice.vault", ".unfinished-0123", "photo.jpg", "practice-before-2026.vault"}
    for text in (OPEN, SEALED):
        assert found(tmp_path, text, **ring) == {(name, "note") for name in names}
    assert found(tmp_path, OPEN, passphrases=("another one",)) == set()


def test_each_holder_reaches_no_further_than_the_keys_do(practice: Practice, tmp_path: Path) -> None:
    executor = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    readers = [
        " ".join(custodians.add(practice.open(), code, CustodianRole.READER, {}).words) for code in ("alder", "birch")
    ]
    custodians.set_quorum(practice.open(), 2)
    assert found(tmp_path, OPEN, words=(executor,)) == set()
    assert found(tmp_path, "Ada Marsh", words=(executor,)) == {("practice.vault", "client")}
    assert found(tmp_path, SEALED, words=tuple(readers)) == {("practice.vault", "note")}
    assert found(tmp_path, SEALED, words=(readers[0],)) == set()
    [root] = {chain.root for chain in Thief(Ring(words=(WORDS,)), [read_file(practice.path)]).chains}
    day = DayChain.of_root(root)._replace(root=b"")
    assert found(tmp_path, OPEN, day=(day,)) == {("practice.vault", "note")}
    assert found(tmp_path, SEALED, day=(day,)) == set()


def test_what_stands_beside_vaults_is_found(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    inbox.settle(opened)
    inbox.write_locked(practice.setting, "heron", NoteDraft("Typed while locked."))
    autosave.for_note(opened, "heron").keep("Typed, and not saved.")
    custodians.add(opened, "maple", CustodianRole.EXECUTOR, {})
    (tmp_path / "copies").mkdir(0o700)
    backups.create(opened, tmp_path / "copies" / "copy.vault")
    (tmp_path / "report.json").write_text('"She said \\u201cno\\u201d."')
    ring = {"passphrases": (PASSPHRASE,)}
    assert found(tmp_path, "Typed while locked.", **ring) >= {("practice.vault", "waiting")}
    assert {place for _, place in found(tmp_path, "Typed, and not saved.", **ring)} == {"draft"}
    assert ("executor.html", "page") in found(tmp_path, "Ada Marsh", **ring)
    assert found(tmp_path, "She said \u201cno\u201d.", **ring) == {("report.json", "in the clear")}


def test_half_a_file_is_read_as_far_as_it_goes(practice: Practice, tmp_path: Path) -> None:
    whole = practice.path.read_bytes()
    for parts in range(1, 8):
        (tmp_path / ".unfinished").write_bytes(whole[: len(whole) * parts // 8])
        assert {path.name for path in vault_files([tmp_path])} == {".unfinished", "practice.vault"}
        found(tmp_path, OPEN, words=(WORDS,))


ACTS: dict[str, Callable[[Practice], object]] = {
    "destroyed": lambda practice: destroy.destroy(practice.open(), Order("E3")),
    "destroyed contacts": lambda practice: destroy.destroy(practice.open(), Order("linden", RecordClass.CONTACTS)),
    "erased client": lambda practice: erasure.erase(practice.open(), "heron", NOON.date()),
    "erased note": lambda practice: editing.erase_note(practice.open(), "heron/2"),
    "destroyed hours": lambda practice: destroy.destroy(practice.open(), Order("E3", RecordClass.HOURS)),
    "erased wordings": lambda practice: editing.erase_earlier(practice.open(), "heron/2"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_copy_that_nobody_knows_of_makes_it_fail(
    act: Callable[[Practice], object], practice: Practice, tmp_path: Path, oracle: Watch, expects: Expects
) -> None:
    shutil.copy(practice.path, tmp_path / "photo.jpg")
    with expects(UNNAMED):
        act(practice)
    assert oracle.looked == 1


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_copy_that_is_known_does_not(
    act: Callable[[Practice], object], practice: Practice, tmp_path: Path, oracle: Watch
) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    (tmp_path / "copy.vault").rename(tmp_path / "away.vault")
    act(practice)
    assert oracle.looked == 1


def test_a_copy_that_cleaning_does_not_reach_makes_it_fail(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expects: Expects
) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    monkeypatch.setattr(
        clean_copies, "_clean_backup", lambda _opened, backup, _present: clean_copies.Cleaned(backup, 0)
    )
    with expects(UNNAMED):
        destroy.destroy(practice.open(), Order("E3"))


def test_a_cleaning_that_leaves_what_was_erased_makes_it_fail(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expects: Expects
) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    editing.erase_note(practice.open(), "heron/2")
    monkeypatch.setattr(
        clean_copies, "_clean_backup", lambda _opened, backup, _present: clean_copies.Cleaned(backup, 0)
    )
    with expects(UNNAMED):
        clean_copies.clean(practice.open())


def test_rows_that_are_left_on_a_page_make_it_fail(practice: Practice, tmp_path: Path, expects: Expects) -> None:
    """What is still sealed is no text to anybody; but who kept its key opens it."""
    before = practice.path.read_bytes()
    (tmp_path / "pages").write_bytes(before[4096:])
    with expects("still sealed"):
        destroy.destroy(practice.open(), Order("E3"))
