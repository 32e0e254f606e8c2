"""What went is told to a computer by the vault itself, whoever did it where; then no copy from before shows it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import CoachVaultError, RolledBack
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.people import Profile
from coachvault.practice.retention import RecordClass
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, Setting, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements
from coachvault.services.keys.create_vault import found_practice
from coachvault.services.notes.editing import erase_earlier, erase_note
from coachvault.services.notes.journal import read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.people.directory import edit_client, list_clients, show_client
from coachvault.services.retention import due
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, filled_practice
from tests.oracle.watch import Watch

WORDING = "Session 2: the weekly meeting.\nShe spoke first."


def erases_wordings(practice: Practice) -> None:
    erase_earlier(practice.open(), "heron/2")


def erases_wordings_and_ends(practice: Practice) -> None:
    erase_earlier(practice.open(), "heron/2")
    end_engagement(practice.open(), "heron", NOON.date())


def erases_and_ends(practice: Practice) -> None:
    erase_note(practice.open(), "heron/2")
    end_engagement(practice.open(), "heron", NOON.date())


def destroys_hours(practice: Practice) -> None:
    destroy.destroy(practice.open(), Order("E3", RecordClass.HOURS))


def destroys_contacts(practice: Practice) -> None:
    destroy.destroy(practice.open(), Order("linden", RecordClass.CONTACTS))


def lifts(practice: Practice) -> None:
    due.lift_hold(practice.open(), "E2", "it was withdrawn")


def shows_the_wording(copy: Practice) -> bool:
    try:
        return WORDING in {each.note.body for each in read_history(copy.open(), "heron/2")}
    except CoachVaultError:
        return False


def shows_the_note(copy: Practice) -> bool:
    return "heron/2" in {str(each.id) for each in list_notes(copy.open(), None, Filter()).notes}


def shows_hours(copy: Practice) -> bool:
    return any(each.number == 3 and each.tally.paid_minutes for each in list_engagements(copy.open()))


def shows_contacts(copy: Practice) -> bool:
    shown = str(list_clients(copy.open())) + str(show_client(copy.open(), "linden"))
    return "Cy Doran" in shown


def knows_the_hold(copy: Practice) -> bool:
    with copy.open().vault.read() as snapshot:
        keys, known = snapshot.ledger_keys(), copy.open().vault.locked.anchors
    held = known.authentic(snapshot.vault_id, keys)
    return held is not None and bool(held.held)


ACTS = [
    (erases_wordings, shows_the_wording),
    (erases_wordings_and_ends, shows_the_wording),
    (erases_and_ends, shows_the_note),
    (destroys_hours, shows_hours),
    (destroys_contacts, shows_contacts),
    (lifts, knows_the_hold),
]


def here(practice: Practice, act: Callable[[Practice], None], _: str) -> None:
    act(practice)


def elsewhere(practice: Practice, act: Callable[[Practice], None], _: str) -> None:
    """Another computer does it; then the coach opens the vault here."""
    act(practice.on_another_machine(practice.path.parent.parent / "another"))


def after_an_executor(practice: Practice, act: Callable[[Practice], None], words: str) -> None:
    """Another computer does it, and an executor opens the vault here before the coach does."""
    elsewhere(practice, act, words)
    open_vault(practice.setting, Credentials(str, [words]))


WAYS = (here, elsewhere, after_an_executor)
SHORT = ((here, erases_wordings), (after_an_executor, erases_wordings), (elsewhere, destroys_contacts))
CASES = [
    pytest.param(way, *each, id=f"{way.__name__}, {each[0].__name__}", marks=marks)
    for way, each in product(WAYS, ACTS)
    for marks in [() if (way, each[0]) in SHORT else (pytest.mark.thorough,)]
]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def of_copy(practice: Practice, copy: Path) -> Practice:
    return Practice(msgspec.structs.replace(practice.setting, vault_path=copy), practice.clock)


@pytest.mark.parametrize(("way", "act", "shows"), CASES)
def test_no_copy_from_before_shows_what_went(
    way: Callable[..., None],
    act: Callable[[Practice], None],
    shows: Callable[[Practice], bool],
    practice: Practice,
    tmp_path: Path,
    oracle: Watch,
) -> None:
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost"}).words)
    due.add_hold(practice.open(), "E2", "a claim was announced")
    backups.create(practice.open(), tmp_path / "copy.vault")
    away = (tmp_path / "copy.vault").rename(tmp_path / "unplugged")
    assert shows(of_copy(practice, away))
    way(practice, act, words)
    practice.open()
    assert not shows(of_copy(practice, away))


def test_contact_data_that_are_entered_after_they_came_back_without_them_are_shown(
    practice: Practice, tmp_path: Path
) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    away = (tmp_path / "copy.vault").rename(tmp_path / "unplugged")
    for number in range(3):
        edit_client(practice.open(), "linden", {"phone": f"+49 30 {number}"})
    destroys_contacts(practice)
    practice.path.unlink()
    practice.clock.pass_days(1)
    restore(practice.setting, RestoreOrder(away, True, None, TESTING), Credentials(str, [WORDS]))
    assert not show_client(practice.open(), "linden")[0].name
    edit_client(practice.open(), "linden", {"name": "Cy Doran, once more"})
    assert show_client(practice.open(), "linden")[0].name == "Cy Doran, once more"


@pytest.mark.parametrize("content", ["{", '{"more":1}', '{"copies":[]}'])
def test_a_damaged_memory_stops_no_restore_and_is_told(content: str, practice: Practice, tmp_path: Path) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    end_engagement(practice.open(), "heron", NOON.date())
    (known,) = (practice.setting.state_folder / "known").glob("*.json")
    known.write_text(content)
    with pytest.raises(CoachVaultError, match="damaged"):
        practice.open()
    practice.clock.pass_days(1)
    order = RestoreOrder(tmp_path / "copy.vault", True, None, TESTING)
    done = restore(practice.setting, order, Credentials(str, [WORDS]))
    assert (done.forgot, done.seen_newer, done.compared) == (True, True, True)
    assert known.with_suffix(".damaged").read_text() == content
    assert [each.id for each in list_engagements(practice.open()) if each.ended] == ["E3", "E1"]
    practice.open()


@pytest.mark.parametrize("is_of_that_place", [False, True])
def test_a_damaged_memory_of_one_practice_stops_no_other(
    is_of_that_place: bool, practice: Practice, tmp_path: Path
) -> None:
    practice.open()
    path = practice.path if is_of_that_place else tmp_path / "other" / "practice.vault"
    if is_of_that_place:
        practice.path.rename(tmp_path / "elsewhere.vault")
    other = Practice(Setting(path, tmp_path / "another", practice.clock), practice.clock)
    found_practice(other.setting, Profile(name="Lakeside"), PASSPHRASE, WORDS.split(), TESTING)
    (known,) = (practice.setting.state_folder / "known").glob("*.json")
    known.write_text(known.read_text() + "}")
    here = other.on_another_machine(practice.setting.state_folder)
    if is_of_that_place:
        with pytest.raises(RolledBack):
            here.open()
    else:
        here.open()
