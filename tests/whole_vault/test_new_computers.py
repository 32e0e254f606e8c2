"""Stories of the coach who brings the vault to another computer: what is named there, and what goes on as it was.

What went is looked for by the oracle in the files of both computers after each step: see `tests.oracle.watch`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import Diverged
from coachvault.practice.backup import Backup, CopyState, GoneBy
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.opening import Standing
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, reopen_engagement
from coachvault.services.notes import inbox
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from coachvault.services.records import certificates
from coachvault.services.records.backups import every_line
from coachvault.services.retirement import archive
from coachvault.vault.header import Header
from coachvault.vault.vault import Vault
from tests.fakes import NOON, TESTING, WORDS, Practice, filled_practice, say_that_the_clock_is_right

EVERYWHERE = "destroyed in every known copy"
ORDER = Order("E3", reason="the client asked for it")


@pytest.fixture
def here(tmp_path: Path) -> Practice:
    """The computer on which the vault was made."""
    practice = filled_practice(tmp_path / "here")
    write(practice)
    return practice


@pytest.fixture
def there(here: Practice, tmp_path: Path) -> Practice:
    """Another computer, to which the file was copied by hand, and nothing else."""
    return copied_to(here, tmp_path / "there")


def copied_to(practice: Practice, folder: Path) -> Practice:
    """A copy by hand on another computer."""
    setting = Setting(folder / "vault" / "practice.vault", folder / "state", practice.clock)
    setting.vault_path.parent.mkdir(mode=0o700, parents=True)
    carry(practice.path, setting.vault_path)
    return Practice(setting, practice.clock)


def carry(path: Path, place: Path) -> None:
    """Copies as a disk, or a service, does it: the file, and nothing else."""
    place.write_bytes(path.read_bytes())
    place.chmod(0o600)


def write(practice: Practice, opened: OpenVault | None = None) -> None:
    practice.clock.pass_days(1)
    add_note(opened or practice.open(), "heron", NoteDraft("One more."))


def copy_id(practice: Practice) -> bytes:
    return practice.open().vault.locked.header.copy_id


def lines(practice: Practice) -> list[Backup]:
    with practice.open().vault.read() as snapshot:
        return every_line(snapshot)


def left(practice: Practice) -> list[tuple[bytes, str]]:
    """What a certificate names that is written now."""
    return [(copy.copy_id, copy.path) for copy in destroy.destroy(practice.open(), ORDER).copies_left]


def told(practice: Practice) -> tuple[list[str], OpenVault]:
    """Opens a vault as the terminal does, and returns what the first write has it say."""
    said: list[str] = []

    def became(_before: Header, _after: Header, listed_as: str) -> None:
        said.append(listed_as)

    return said, open_vault(practice.setting, Credentials(str, [WORDS], became=became))


# --- a copy by hand ---


def test_the_first_write_elsewhere_makes_a_copy_of_its_own_that_names_the_other(
    here: Practice, there: Practice
) -> None:
    before = copy_id(here)
    for _ in range(2):  # that it was opened, or read, is not that it was written
        assert show_note(there.open(), "heron/1").note.body
        assert copy_id(there) == before
    said, opened = told(there)
    assert opened.ruling.standing is Standing.HOME
    write(there, opened)
    write(there, opened)
    assert said == ["B1"], "said once"
    assert copy_id(there) != before
    [line] = lines(there)
    assert (line.copy_id, line.path, line.role.value, line.state) == (before, "", "vault", CopyState.PRESENT)
    assert [each.state for each in backups.list_backups(there.open())] == [CopyState.UNREACHABLE]
    assert left(there) == [(before, "")]
    assert copy_id(here) == before
    assert lines(here) == []


def test_certificates_name_the_other_until_it_is_said_to_be_gone(there: Practice) -> None:
    certificate = destroy.destroy(there.open(), ORDER)  # the first write is the destruction itself
    assert certificate.state == "destroyed here"
    assert [copy.why for copy in certificate.copies_left] == [
        "B1 is a vault and no backup: it goes on by itself, if it is still there."
    ]
    backups.forget(there.open(), "b1")
    assert [each.state for each in certificates.list_certificates(there.open())] == [EVERYWHERE]
    assert [each.gone_by for each in lines(there)] == [GoneBy.COACH]


def test_what_is_read_back_at_home_after_that_is_another_copy(here: Practice, there: Practice) -> None:
    """Both went on: neither is taken for the other."""
    write(there)
    write(here)
    carry(there.path, here.path)
    with pytest.raises(Diverged):
        here.open()


def test_numbers_are_not_given_twice_where_the_first_write_is_not_kept(there: Practice) -> None:
    before = copy_id(there)
    with pytest.raises(ZeroDivisionError), there.open().vault.change("note add", NOON):
        raise ZeroDivisionError
    assert copy_id(there) == before
    assert lines(there) == []
    write(there)
    assert [each.id for each in lines(there)] == ["B1"]


def test_where_nothing_is_to_be_done_nothing_is_written(there: Practice) -> None:
    before = there.path.read_bytes()
    assert clean_copies.clean(there.open()) == []
    assert there.path.read_bytes() == before


def test_a_locked_note_goes_on_to_be_filed(there: Practice) -> None:
    inbox.settle(there.open())
    inbox.write_locked(there.setting, "heron", NoteDraft("While it was locked."))
    opened = there.open()
    assert [str(each.id) for each in inbox.settle(opened).filed] == ["heron/5"]  # which is the first write
    write(there)
    inbox.write_locked(there.setting, "heron", NoteDraft("And once more."))
    filing = inbox.settle(there.open())
    assert ([str(each.id) for each in filing.filed], filing.missing, filing.foreign) == (["heron/7"], 0, 0)
    assert len(list((there.setting.state_folder / "inbox").glob("*.json"))) == 1


@pytest.mark.thorough
def test_a_note_that_waits_before_the_first_write_is_counted_after_it(there: Practice) -> None:
    inbox.settle(there.open())
    inbox.write_locked(there.setting, "heron", NoteDraft("While it was locked."))
    write(there)
    inbox.write_locked(there.setting, "heron", NoteDraft("And once more."))
    filing = inbox.settle(there.open())
    assert (len(filing.filed), filing.missing, filing.foreign) == (2, 0, 0)


def test_a_command_that_had_opened_it_before_goes_on(there: Practice) -> None:
    waiting = there.open()  # as an editor that is open meanwhile
    write(there)
    write(there, waiting)
    assert [str(each.id) for each in lines(there)] == ["B1"]
    assert there.faults() == []


@pytest.mark.thorough
def test_what_was_sealed_before_is_reopened_by_the_copy_that_goes_on(there: Practice) -> None:
    end_engagement(there.open(), "heron", there.clock.now().date())
    reopen_engagement(there.open(), "E1", "ended by mistake")
    assert show_note(there.open(), "heron/1").note.body


@pytest.mark.thorough
def test_a_moved_vault_that_was_copied_by_hand_names_the_file_it_came_from(here: Practice, tmp_path: Path) -> None:
    moved = backups.move_away(here.open(), tmp_path / "moved.vault")
    source = Practice(Setting(Path(moved.path), here.setting.state_folder, here.clock), here.clock)
    there = copied_to(source, tmp_path / "there")
    write(there)
    assert {each.copy_id for each in lines(there)} == {copy_id(here), moved.copy_id}


@pytest.mark.thorough
def test_an_archive_keeps_its_id(here: Practice, tmp_path: Path) -> None:
    end_engagement(here.open(), "heron", here.clock.now().date())
    made = archive.archive(here.open(), tmp_path / "final.vault").backup
    taken = Practice(Setting(Path(made.path), tmp_path / "another state", here.clock), here.clock)
    taken.pass_years(1)
    assert copy_id(taken) == made.copy_id


@pytest.mark.parametrize("role", [CustodianRole.EXECUTOR, CustodianRole.READER])
def test_custodians_make_a_copy_of_its_own_as_the_coach_does(
    role: CustodianRole, here: Practice, tmp_path: Path
) -> None:
    count = 1 if role is CustodianRole.EXECUTOR else 2
    codes = ("yew", "elm")[:count]
    words = [" ".join(custodians.add(here.open(), code, role, {}).words) for code in codes]
    if count > 1:
        custodians.set_quorum(here.open(), count)
    there = copied_to(here, tmp_path / "there")
    there.clock.pass_days(8 * 366)
    say_that_the_clock_is_right(open_vault(there.setting, Credentials(str, words)))
    certificate = destroy.destroy(open_vault(there.setting, Credentials(str, words)), Order("E3"))
    assert [(copy.copy_id, copy.path) for copy in certificate.copies_left] == [(copy_id(here), "")]
    assert there.faults() == []


# --- what is no new computer ---


def test_a_folder_that_was_moved_goes_on(here: Practice, tmp_path: Path) -> None:
    before = copy_id(here)
    moved = Practice(
        msgspec.structs.replace(here.setting, vault_path=tmp_path / "moved" / "practice.vault"), here.clock
    )
    shutil.move(here.path.parent, moved.path.parent)
    write(moved)
    assert (copy_id(moved), lines(moved)) == (before, [])
    assert left(moved) == []


@pytest.mark.parametrize("with_state", [True, False])
def test_a_disk_image_goes_on_and_without_what_was_known_it_names_what_was_before(
    with_state: bool, here: Practice, tmp_path: Path
) -> None:
    before, folder = copy_id(here), here.path.parents[1]
    shutil.copytree(folder, tmp_path / "image")
    write(here)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "image", folder)
    shutil.rmtree(tmp_path / "image")
    if not with_state:
        shutil.rmtree(here.setting.state_folder)
    said, opened = told(here)
    write(here, opened)
    assert said == ([] if with_state else ["B1"])
    assert left(here) == ([] if with_state else [(before, "")])


def test_a_lost_state_folder_has_what_was_before_named_until_the_coach_says_otherwise(here: Practice) -> None:
    before = copy_id(here)
    shutil.rmtree(here.setting.state_folder)
    said, opened = told(here)
    write(here, opened)
    assert said == ["B1"]
    assert left(here) == [(before, "")]
    backups.forget(here.open(), "B1")
    assert [each.state for each in certificates.list_certificates(here.open())] == [EVERYWHERE]
    assert here.faults() == []


def test_what_is_brought_back_here_is_made_here(here: Practice, tmp_path: Path) -> None:
    copy = Path(backups.create(here.open(), tmp_path / "copy.vault").path)
    elsewhere = Setting(tmp_path / "there" / "practice.vault", tmp_path / "there" / "state", here.clock)
    restore(elsewhere, RestoreOrder(copy, False, None, TESTING), Credentials(str, [WORDS]))
    there = Practice(elsewhere, here.clock)
    before = copy_id(there)
    write(there)
    assert copy_id(there) == before


def test_a_backup_over_a_copy_that_was_only_met_names_the_vault_at_home_as_well(
    here: Practice, there: Practice, tmp_path: Path
) -> None:
    copy = Path(backups.create(here.open(), tmp_path / "copy.vault").path)
    there.open()
    there.clock.pass_days(1)
    restored = restore(there.setting, RestoreOrder(copy, True, None, TESTING), Credentials(str, [WORDS]))
    assert left(there) == [(copy_id(here), str(here.path))]
    assert restored.aside in {each.path for each in lines(there)}, "which was cleaned"


# --- one file, two computers ---


@pytest.fixture
def beside(here: Practice, tmp_path: Path) -> Practice:
    """Another computer to which the very file is synced."""
    return here.on_another_machine(tmp_path / "beside")


def in_turn(practices: list[Practice], turns: int) -> list[bytes]:
    """Lets computers write in turn into one file; returns the id after each turn."""
    found = []
    for turn in range(turns):
        practice = practices[turn % len(practices)]
        write(practice)
        found.append(copy_id(practice))
    return found


def test_one_synced_file_takes_one_new_id_for_each_computer_and_leaves_no_ghost(
    here: Practice, beside: Practice
) -> None:
    found = in_turn([here, beside], 6)
    assert found == [found[0], *[found[1]] * 5]
    assert [(each.id, each.state) for each in lines(beside)] == [("B1", CopyState.PRESENT)]
    assert left(here) == []
    assert [(each.state, each.gone_by) for each in lines(here)] == [(CopyState.GONE, GoneBy.PROGRAM)]
    assert [each.state for each in certificates.list_certificates(beside.open())] == [EVERYWHERE]


@pytest.mark.thorough
def test_three_computers_in_turn(here: Practice, beside: Practice, tmp_path: Path) -> None:
    found = in_turn([here, beside, here.on_another_machine(tmp_path / "third")], 9)
    assert found == [*found[:3], *[found[2]] * 6]
    assert len(set(found)) == 3


@pytest.mark.thorough
def test_a_certificate_from_between_is_true_and_is_settled_at_home(here: Practice, there: Practice) -> None:
    before = copy_id(here)
    assert left(there) == [(before, "")]
    carry(there.path, here.path)
    opened = here.open()
    assert (opened.ruling.standing, bool(opened.what_it_is)) == (Standing.SUCCESSOR, True)
    backups.list_backups(here.open())
    assert [each.state for each in certificates.list_certificates(here.open())] == [EVERYWHERE]


def test_a_conflicting_file_in_the_folder_is_named_by_its_place(here: Practice, there: Practice) -> None:
    before, conflict = copy_id(here), here.path.with_name("practice (conflicted copy).vault")
    assert left(there) == [(before, "")]
    here.path.rename(conflict)
    carry(there.path, here.path)
    here.open()
    backups.list_backups(here.open())
    [certificate] = certificates.list_certificates(here.open())
    assert [(copy.copy_id, copy.path) for copy in certificate.copies_left] == [(before, str(conflict))]
    assert [(each.path, each.state) for each in lines(here)] == [(str(conflict), CopyState.PRESENT)]


def test_a_computer_that_only_read_is_as_new_to_what_came_in_its_place(
    here: Practice, there: Practice, tmp_path: Path
) -> None:
    there.open()
    third = copied_to(here, tmp_path / "third")
    write(third)
    carry(third.path, there.path)
    assert there.open().ruling.standing is Standing.SUCCESSOR
    said, opened = told(there)
    write(there, opened)
    assert said
    assert {each.copy_id for each in lines(there)} == {copy_id(here), copy_id(third)}


@pytest.mark.thorough
def test_what_was_reopened_on_the_other_computer_is_open_at_home(here: Practice, there: Practice) -> None:
    end_engagement(here.open(), "heron", here.clock.now().date())
    carry(here.path, there.path)
    reopen_engagement(there.open(), "E1", "ended by mistake")
    carry(there.path, here.path)
    assert show_note(here.open(), "heron/1").note.body


# --- stopped in between ---


def stop_after_commit(there: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops the program when the first write is on the disk, and nothing else knows of it."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Vault, "keep", stopped)
        with pytest.raises(KeyboardInterrupt):
            write(there)


@pytest.mark.parametrize("act", [write, lambda practice: practice.open()])
def test_a_stop_after_the_first_write_is_made_good_by_the_next_command(
    act: Callable[[Practice], object], here: Practice, there: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.open()
    stop_after_commit(there, monkeypatch)
    opened = there.open()
    assert opened.ruling.standing is Standing.HOME
    after = copy_id(there)
    act(there)
    write(there)
    assert copy_id(there) == after != copy_id(here)
    assert left(there) == [(copy_id(here), "")]
