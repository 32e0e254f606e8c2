"""What is destroyed in an archive is destroyed in the vault that it was made from, or that vault is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.render.printed import certificate as shown
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.archive_source import destroy_there
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.keys import credentials
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people import directory
from coachvault.services.records import certificates
from coachvault.services.records.certificates import list_certificates
from coachvault.services.records.register import list_entries
from coachvault.services.retention import due
from coachvault.services.retirement import archive as vault_archive
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice, say_that_the_clock_is_right
from tests.oracle.watch import Watch

pytestmark = pytest.mark.sampled(2)

EVERYWHERE = "destroyed in every known copy"


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


class Elsewhere:
    """An archive on another machine, opened by an executor or by the coach."""

    def __init__(self, practice: Practice, folder: Path) -> None:
        self._practice, self._folder = practice, folder
        self._words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
        folder.mkdir(0o700)
        vault_archive.archive(practice.open(), folder / "final.vault")
        practice.clock.pass_days(8 * 366)
        say_that_the_clock_is_right(self.open())

    def open(self, words: str = "") -> OpenVault:
        setting = Setting(self._folder / "final.vault", self._folder / "state", self._practice.clock)
        return open_vault(setting, Credentials(str, [words or self._words]))


@pytest.fixture
def archive(practice: Practice, tmp_path: Path) -> Elsewhere:
    return Elsewhere(practice, tmp_path / "elsewhere")


def destroyed(practice: Practice) -> set[str]:
    return {each.id for each in list_engagements(practice.open()) if each.destroyed}


def test_the_vault_is_named_where_it_cannot_be_reached(archive: Elsewhere, practice: Practice, tmp_path: Path) -> None:
    practice.path.rename(tmp_path / "laptop.vault")
    certificate = destroy.destroy(archive.open(), Order("E1"))
    (left,) = certificate.copies_left
    assert (left.path, left.is_origin, certificate.state) == (str(practice.path), True, "destroyed here")
    assert "the vault that this copy was made from, still contains it" in shown.text(certificate, "")
    assert "No copy of this vault is known" not in shown.text(certificate, "")
    (tmp_path / "laptop.vault").rename(practice.path)
    assert destroyed(practice) == set()
    clean_copies.clean(archive.open())
    assert certificates.find_certificate(archive.open(), "E1").state == EVERYWHERE
    assert destroyed(practice) == {"E1"}


def test_it_is_destroyed_there_with_a_certificate(archive: Elsewhere, practice: Practice, tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "executor.html").unlink()
    assert destroy.destroy(archive.open(), Order("E1", witness="Dee")).state == EVERYWHERE
    for order in (Order("E3"), Order("linden", RecordClass.CONTACTS)):
        assert destroy.destroy(archive.open(), order).state == EVERYWHERE
    assert destroy.destroy(archive.open(WORDS), Order("E3", RecordClass.HOURS)).state == EVERYWHERE
    found = certificates.list_certificates(practice.open())
    assert [each.thing for each in found] == [
        ("E1", RecordClass.NOTES),
        ("E3", RecordClass.NOTES),
        ("linden", RecordClass.CONTACTS),
        ("E3", RecordClass.HOURS),
    ]
    assert [each.performer.value for each in found] == ["an executor"] * 3 + ["the coach"]
    assert found[0].witness == "Dee"
    assert directory.show_client(practice.open(), "linden")[0].name == ""
    assert destroyed(practice) == {"E1", "E3"}
    assert practice.faults() == []


def test_the_rules_of_the_vault_itself_decide_there(archive: Elsewhere, practice: Practice) -> None:
    due.add_hold(practice.open(), "E3", "a claim was announced")
    add_note(practice.open(), "heron", NoteDraft("We went on."))
    state = {each: destroy.destroy(archive.open(), Order(each)) for each in ("E1", "E2", "E3")}
    assert [each.state for each in state.values()] == ["destroyed here", EVERYWHERE, "destroyed here"]
    assert "there: E1 has not ended" in state["E1"].copies_left[0].why
    assert "held since" in state["E3"].copies_left[0].why
    assert destroyed(practice) == {"E2"}
    assert practice.faults() == []


def test_a_word_on_the_clock_is_that_of_whoever_gave_it_in_the_copy(archive: Elsewhere, practice: Practice) -> None:
    assert destroy.destroy(archive.open(), Order("E3")).state == EVERYWHERE
    [there] = certificates.list_certificates(practice.open())
    assert "in a copy of this vault it was recorded on" in there.remark
    assert "; executor: maple said that 2034-11-29 is right" in there.remark
    told = [each for each in list_entries(practice.open()) if each.event is Event.CLOCK_CONFIRMED]
    assert len(told) == 1
    assert "; executor: maple said that 2034-11-29 is right" in told[0].what


@pytest.mark.parametrize("clock", ["nobody's word", "a word from long before", "written again and again"])
def test_where_nobody_said_that_the_clock_is_right_the_vault_is_named(
    practice: Practice, tmp_path: Path, clock: str
) -> None:
    setting = Setting(tmp_path / "copy.vault", tmp_path / "state", practice.clock)
    vault_archive.archive(practice.open(), setting.vault_path)
    copy = Practice(setting, practice.clock)
    practice.path.rename(tmp_path / "out of reach")
    destroy.destroy(copy.open(), Order("E3", reason="asked for by the client"))  # nothing is in doubt yet
    (tmp_path / "out of reach").rename(practice.path)
    if clock == "a word from long before":
        practice.clock.pass_days(100)
        say_that_the_clock_is_right(copy.open())
    for _ in range(5):
        practice.clock.pass_days(89)
        if clock == "written again and again":
            due.add_hold(copy.open(), "E1", "a claim was announced")
            due.lift_hold(copy.open(), "E1", "it was settled")
    with copy.open().vault.read() as present:
        _, left = destroy_there(copy.open(), practice.open().vault, present, "for a test")
    assert [each.partition(" clock")[0] for each in left.values()] == ["there: This machine's"]
    assert not [each for each in list_entries(practice.open()) if each.event is Event.CLOCK_CONFIRMED]
    assert destroyed(practice) == set()


def test_a_vault_with_other_keys_is_named(archive: Elsewhere, practice: Practice) -> None:
    credentials.rotate_keys(practice.open(), PASSPHRASE, TESTING)
    (left,) = destroy.destroy(archive.open(), Order("E1")).copies_left
    assert "others by now" in left.why
    with pytest.raises(Refused, match="B2 is not gone"):
        backups.forget(archive.open(WORDS), left.id)
    practice.path.rename(practice.path.with_name("elsewhere"))
    backups.forget(archive.open(WORDS), left.id)
    assert certificates.find_certificate(archive.open(), "E1").state == EVERYWHERE


def test_a_vault_that_was_left_behind_is_named(practice: Practice, tmp_path: Path) -> None:
    moved = backups.move_away(practice.open(), tmp_path / "moved.vault")
    there = Practice.at(tmp_path / "new laptop")
    restore(there.setting, RestoreOrder(Path(moved.path), False, None, TESTING), Credentials(str, [WORDS]))
    (left,) = destroy.destroy(there.open(), Order("E3")).copies_left
    assert (left.path, left.is_origin) == (str(practice.path), True)
    assert "left behind" in left.why
    practice.path.unlink()
    backups.forget(there.open(), left.id)
    assert certificates.find_certificate(there.open(), "E3").state == EVERYWHERE


def test_the_vault_counts_as_no_backup(archive: Elsewhere, practice: Practice) -> None:
    (line,) = backups.list_backups(archive.open(WORDS))
    assert (line.backup.is_origin, line.is_there, line.backup.path) == (True, True, str(practice.path))
    with archive.open(WORDS).vault.read() as snapshot:
        assert backups.last_made(snapshot) is None
    assert not any(each.backup.is_origin for each in backups.list_backups(practice.open()))


def test_cleaning_the_archive_from_the_vault_goes_on(archive: Elsewhere, practice: Practice, tmp_path: Path) -> None:
    say_that_the_clock_is_right(practice.open())
    assert destroy.destroy(practice.open(), Order("E3")).state == EVERYWHERE
    assert {each.id for each in list_engagements(archive.open()) if each.destroyed} == {"E3"}
    shutil.move(tmp_path / "elsewhere", tmp_path / "far away")
    assert destroy.destroy(practice.open(), Order("E1")).state == "destroyed here"


def test_the_page_beside_an_archive_is_a_copy_of_what_was_destroyed_in_it(archive: Elsewhere, tmp_path: Path) -> None:
    page = tmp_path / "elsewhere" / "executor.html"
    assert page.exists()
    destroy.destroy(archive.open(), Order("E3"))
    certificate = destroy.destroy(archive.open(), Order("linden", RecordClass.CONTACTS))
    assert any("executor.html is from before" in copy.why for copy in certificate.copies)
    page.unlink()
    clean_copies.clean(archive.open())
    told = certificates.list_certificates(archive.open())
    assert {each.state for each in told} == {EVERYWHERE}


def test_the_coach_has_the_page_beside_an_archive_written_anew(archive: Elsewhere, tmp_path: Path) -> None:
    page = tmp_path / "elsewhere" / "executor.html"
    before = page.read_bytes()
    destroy.destroy(archive.open(WORDS), Order("E3"))
    certificate = destroy.destroy(archive.open(WORDS), Order("linden", RecordClass.CONTACTS))
    assert certificate.state == EVERYWHERE
    assert page.read_bytes() != before


def test_the_page_beside_an_archive_without_an_executor_is_named(archive: Elsewhere, tmp_path: Path) -> None:
    custodians.remove(archive.open(WORDS), "maple", PASSPHRASE, TESTING)
    destroy.destroy(archive.open(WORDS), Order("E3"))
    certificate = destroy.destroy(archive.open(WORDS), Order("linden", RecordClass.CONTACTS))
    assert certificate.state != EVERYWHERE
    [cleaned] = clean_copies.clean(archive.open(WORDS))
    assert "no executor any more" in cleaned.page_problem
    (tmp_path / "elsewhere" / "executor.html").unlink()
    [cleaned] = clean_copies.clean(archive.open(WORDS))
    assert cleaned.page_problem == ""


def test_the_page_is_named_beside_a_vault_that_cannot_be_reached(
    archive: Elsewhere, practice: Practice, tmp_path: Path
) -> None:
    practice.path.unlink()
    destroy.destroy(archive.open(), Order("E3"))
    certificate = destroy.destroy(archive.open(), Order("linden", RecordClass.CONTACTS))
    [copy] = certificate.copies
    assert "cannot be reached" in copy.why
    assert "executor.html is from before" in copy.why


def test_a_vault_is_not_forgotten_while_the_page_beside_its_archive_names_somebody(
    archive: Elsewhere, practice: Practice, tmp_path: Path
) -> None:
    custodians.remove(archive.open(WORDS), "maple", PASSPHRASE, TESTING)
    practice.path.unlink()
    destroy.destroy(archive.open(WORDS), Order("E3"))
    destroy.destroy(archive.open(WORDS), Order("linden", RecordClass.CONTACTS))
    with pytest.raises(Refused, match="no executor any more"):
        backups.forget(archive.open(WORDS), "B2")
    (tmp_path / "elsewhere" / "executor.html").unlink()
    backups.forget(archive.open(WORDS), "B2")
    assert {each.state for each in certificates.list_certificates(archive.open(WORDS))} == {EVERYWHERE}


def test_each_thing_is_destroyed_there_or_named_with_the_reason(
    practice: Practice, tmp_path: Path, oracle: Watch
) -> None:
    copy = Practice(Setting(tmp_path / "copy.vault", tmp_path / "state", practice.clock), practice.clock)
    made = backups.create(practice.open(), tmp_path / "made.vault")
    oracle.unknown |= {practice.path, tmp_path / "made.vault"}  # of neither does a copy by hand know
    restore(copy.setting, RestoreOrder(Path(made.path), False, None, TESTING), Credentials(str, [WORDS]))
    due.add_hold(practice.open(), "E1", "a claim was announced")
    practice.clock.pass_days(8 * 366)
    say_that_the_clock_is_right(copy.open())
    for subject in ("E1", "E3"):
        destroy.destroy(copy.open(), Order(subject))
    opened = copy.open()
    with opened.vault.read() as present:
        count, left = destroy_there(opened, practice.open().vault, present, "for a test")
        assert count == 1
        ((thing, why),) = left.items()
        assert (thing, why[:7]) == (("E1", RecordClass.NOTES), "there: ")
        assert destroyed(practice) == {"E3"}
        assert [each.subject for each in list_certificates(practice.open())] == ["E3"]
        assert destroy_there(opened, practice.open().vault, present, "again") == (0, left)
