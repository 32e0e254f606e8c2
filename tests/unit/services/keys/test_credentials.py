"""Ways in: a new one opens, the old one does not, and the others stay as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.crypto.words import encode_words
from coachvault.errors import BadInput, CoachVaultError, IntegrityError, UnlockFailed
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.keys.credentials import change_passphrase, renew_recovery, require_recovery
from coachvault.services.notes.sealed import show_note
from coachvault.services.records import roster
from coachvault.vault.slots import SlotKind
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice

NEW = "another pass phrase for tests"
NEW_WORDS = encode_words(bytes(range(1, 33)))


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def open_with_words(practice: Practice, words: list[str]) -> OpenVault:
    return open_vault(practice.setting, Credentials(str, [" ".join(words)]))


def kinds_of_slots(practice: Practice) -> list[int]:
    return sorted(row[0][0] for row in practice.rows("SELECT box FROM slot"))


def reads(opened: OpenVault) -> None:
    assert show_note(opened, "heron/1").note.body.startswith("Session 1")
    assert show_note(opened, "linden/1", "asked").note.body == "Sealed session 1."


@pytest.mark.parametrize("by_words", [False, True])
def test_a_changed_passphrase_opens_and_the_old_one_does_not(practice: Practice, by_words: bool) -> None:
    opened = practice.open() if by_words else practice.open_with(PASSPHRASE)
    before = {row[0] for row in practice.rows("SELECT slot_id FROM slot")}
    change_passphrase(opened, NEW, TESTING)
    reads(practice.open_with(NEW))
    with pytest.raises(UnlockFailed):
        practice.open_with(PASSPHRASE)
    reads(practice.open())
    reads(opened)
    assert kinds_of_slots(practice) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert len({row[0] for row in practice.rows("SELECT slot_id FROM slot")} & before) == 1
    assert practice.faults() == []


@pytest.mark.parametrize("passphrase", ["", "\ud800"])
def test_what_is_no_passphrase_changes_nothing(practice: Practice, passphrase: str) -> None:
    before = practice.path.read_bytes()
    with pytest.raises(BadInput):
        change_passphrase(practice.open(), passphrase, TESTING)
    assert practice.path.read_bytes() == before


def test_new_words_open_and_the_old_ones_do_not(practice: Practice) -> None:
    opened = practice.open()
    renew_recovery(opened, NEW_WORDS, tested=True)
    reads(open_with_words(practice, NEW_WORDS))
    with pytest.raises(UnlockFailed):
        practice.open()
    reads(practice.open_with(PASSPHRASE))
    with opened.vault.read() as snapshot:
        assert roster.profile(snapshot).recovery_tested
    assert kinds_of_slots(practice) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]


def test_trying_the_words_is_kept(practice: Practice) -> None:
    opened = practice.open_with(PASSPHRASE)
    for wrong in (" ".join(NEW_WORDS), WORDS + " abandon", "abandon " * 24):
        with pytest.raises(CoachVaultError):
            require_recovery(opened, wrong)
    require_recovery(opened, WORDS)
    with opened.vault.read() as snapshot:
        assert roster.profile(snapshot).recovery_tested


def test_a_slot_that_was_put_back_is_noticed(practice: Practice) -> None:
    old = practice.rows("SELECT slot_id, box FROM slot")
    change_passphrase(practice.open(), NEW, TESTING)
    practice.tamper("DELETE FROM slot")
    for slot_id, box in old:
        practice.tamper("INSERT INTO slot (slot_id, box) VALUES (?, ?)", slot_id, box)
    with pytest.raises(IntegrityError):
        show_note(practice.open_with(PASSPHRASE), "heron/1")


def test_a_session_that_was_open_goes_on(practice: Practice) -> None:
    first, second = practice.open(), practice.open()
    change_passphrase(first, NEW, TESTING)
    reads(second)
    renew_recovery(second, NEW_WORDS, tested=False)
    reads(first)
    reads(practice.open_with(NEW))
