"""What stands beside backups and archives for executors: whom to tell, for as long as somebody may know."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from coachvault.errors import StorageFailed
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.retention import RecordClass
from coachvault.services.client_rights import erasure
from coachvault.services.copies import backups, executor_page
from coachvault.services.copies.executor_page import Beside
from coachvault.services.core.open_vault import Credentials, Setting, open_vault
from coachvault.services.custody import custodians, duty
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements, set_next_session
from coachvault.services.people.directory import edit_client
from coachvault.services.records import certificates
from coachvault.services.retirement import archive, retire
from coachvault.texts.languages import language_of
from tests.executor_pages import shown
from tests.fakes import NOON, PASSPHRASE, TESTING, Practice, filled_practice

BOTH = (language_of("de"), language_of("fr"))
TOLD = [("Ada Marsh", "1 December 2026 at 10:00"), ("Bea Cole", "not known")]
KEPT = [("Ada Marsh", "2026-12-01T10:00+00:00"), ("Bea Cole", "")]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    practice = filled_practice(tmp_path / "here")
    set_next_session(practice.open(), "heron", "2026-12-01T10:00+00:00")
    return practice


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir(0o700)
    return folder


def executor(practice: Practice, code: str = "maple") -> str:
    return " ".join(custodians.add(practice.open(), code, CustodianRole.EXECUTOR, {}).words)


def remove(practice: Practice, code: str = "maple") -> None:
    custodians.remove(practice.open(), code, PASSPHRASE, TESTING)


def to_be_told(page: Path, words: str) -> list[tuple[str, str]]:
    clients = shown(page, words)["clients"]
    return [(each["name"], dict(each["facts"])["Next session"]) for each in clients]


def by_the_program(practice: Practice, archive: Path, words: str) -> list[tuple[str, str]]:
    """Whom `coachvault --vault FILE executor` names, on a machine that has seen nothing."""
    setting = Setting(archive, archive.parent / "state elsewhere", practice.clock)
    reach = duty.duty(open_vault(setting, Credentials(str, [words]))).reach
    return [(each.client.name, each.engagement.next_session) for each in reach]


def test_the_page_of_an_archive_names_whom_the_archive_names(practice: Practice, disk: Path) -> None:
    words = executor(practice)
    archive.archive(practice.open(), disk / "final.vault")
    assert to_be_told(disk / "executor.html", words) == TOLD
    assert by_the_program(practice, disk / "final.vault", words) == KEPT


@pytest.mark.parametrize("days", [0, 3])
def test_the_page_of_the_final_archive_names_who_was_a_client_to_the_end(
    days: int, practice: Practice, disk: Path
) -> None:
    """The way to the end can be left and taken up again days later; an archive is made before its last step."""
    words = executor(practice)
    retire.stop_all(practice.open())
    practice.clock.moment += timedelta(days=days)
    archive.archive(practice.open(), disk / "final.vault")
    retire.retire(practice.open())
    assert to_be_told(disk / "executor.html", words) == TOLD
    assert by_the_program(practice, disk / "final.vault", words) == KEPT
    backups.create(practice.open(), disk / "later.vault")
    assert to_be_told(disk / "executor.html", words) == TOLD
    assert {each.id: each.ended for each in list_engagements(practice.open())}["E1"] == NOON.date()


def test_whose_work_had_ended_before_is_not_called(practice: Practice, disk: Path) -> None:
    words = executor(practice)
    end_engagement(practice.open(), "wren", NOON.date())
    practice.clock.pass_days(1)
    retire.stop_all(practice.open())
    archive.archive(practice.open(), disk / "final.vault")
    assert to_be_told(disk / "executor.html", words) == TOLD[:1]


def test_without_an_executor_the_next_backup_takes_the_old_page_away(practice: Practice, disk: Path) -> None:
    executor(practice)
    backups.create(practice.open(), disk / "old.vault")
    remove(practice)
    assert backups.create(practice.open(), disk / "new.vault").page_path == ""
    assert {path.name for path in disk.iterdir()} == {"old.vault", "new.vault"}


@pytest.mark.parametrize("clears", ["archive", "clean"])
def test_so_does_an_archive_and_a_cleaning(clears: str, practice: Practice, disk: Path) -> None:
    executor(practice)
    backups.create(practice.open(), disk / "old.vault")
    remove(practice)
    if clears == "archive":
        archive.archive(practice.open(), disk / "final.vault")
    else:
        clean_copies.clean(practice.open())
    assert [path.name for path in disk.iterdir() if path.suffix != ".vault"] == []


def test_a_key_from_elsewhere_leaves_no_page_of_somebody_else(practice: Practice, disk: Path) -> None:
    executor(practice)
    backups.create(practice.open(), disk / "old.vault")
    custodians.add(practice.open(), "aspen", CustodianRole.EXECUTOR, {}, b"\7" * 32)
    remove(practice)
    backups.create(practice.open(), disk / "new.vault")
    assert not (disk / "executor.html").exists()


def test_a_page_that_nobody_here_wrote_is_left_alone(practice: Practice, disk: Path) -> None:
    (disk / "executor.html").write_text("mine")
    backups.create(practice.open(), disk / "new.vault")
    assert (disk / "executor.html").read_text() == "mine"


def test_a_page_that_cannot_be_removed_is_told_before_a_backup_is_made(practice: Practice, disk: Path) -> None:
    executor(practice)
    page = Path(backups.create(practice.open(), disk / "old.vault").page_path)
    remove(practice)
    page.unlink()
    (page / "in the way").mkdir(parents=True)
    with pytest.raises(StorageFailed, match="cannot be removed"):
        backups.create(practice.open(), disk / "new.vault")
    assert not (disk / "new.vault").exists()
    (problem,) = (each.page_problem for each in clean_copies.clean(practice.open()))
    assert "cannot be removed" in problem


def test_a_certificate_does_not_say_gone_while_the_page_stands(practice: Practice, disk: Path) -> None:
    executor(practice)
    page = Path(backups.create(practice.open(), disk / "old.vault").page_path)
    remove(practice)
    page.unlink()
    (page / "in the way").mkdir(parents=True)
    (disk / "old.vault").unlink()
    erasure.erase(practice.open(), "heron", NOON.date())
    left = certificates.find_certificate(practice.open(), "heron", RecordClass.CONTACTS).copies_left
    assert [copy.id for copy in left] == ["B1"]
    with pytest.raises(StorageFailed):
        backups.forget(practice.open(), "B1")
    assert [line.state for line in backups.list_backups(practice.open())] == ["unreachable"]


def test_the_page_is_forgotten_with_the_last_backup_that_has_it(practice: Practice, disk: Path) -> None:
    executor(practice)
    for name in ("old.vault", "new.vault"):
        backups.create(practice.open(), disk / name)
    (disk / "old.vault").unlink()
    backups.forget(practice.open(), "B1")
    assert (disk / "executor.html").exists(), "the newer one still has it"
    (disk / "new.vault").unlink()
    backups.forget(practice.open(), "B2")
    assert list(disk.iterdir()) == []


def test_a_page_written_anew_leads_to_a_backup_that_is_there(practice: Practice, disk: Path) -> None:
    executor(practice)
    for name in ("old.vault", "new.vault"):
        backups.create(practice.open(), disk / name)
    (disk / "new.vault").unlink()
    destroy.destroy(practice.open(), Order("E3", reason="asked"))
    assert "--vault old.vault executor" in (disk / "READ-ME-FIRST.txt").read_text()


def test_read_me_first_stands_beside_a_copy_and_names_its_file_alone(disk: Path) -> None:
    vault = disk / "copy.vault"
    page = executor_page.write_next_to(Beside("<html>", BOTH), vault)
    assert (page, page.read_text()) == (executor_page.page_next_to(vault), "<html>")
    read_me = (disk / executor_page.READ_ME).read_text()
    assert re.findall(r"--vault (\S+) executor", read_me) == ["copy.vault"] * 2
    assert read_me.index("BITTE ZUERST LESEN") < read_me.index("À LIRE EN PREMIER")
    assert executor_page.write_next_to(Beside("<html>2", BOTH), vault).read_text() == "<html>2"
    assert {each.stat().st_mode & 0o777 for each in disk.iterdir()} == {0o600}


def test_a_page_is_removed_with_what_leads_to_it(disk: Path) -> None:
    page = executor_page.write_next_to(Beside("<html>", BOTH), disk / "copy.vault")
    executor_page.remove([page])
    executor_page.remove([page])
    assert list(disk.iterdir()) == []
    page.mkdir()
    with pytest.raises(StorageFailed, match="cannot be removed") as caught:
        executor_page.remove([page])
    assert str(page) in caught.value.hint


def test_without_an_executor_there_is_no_page(practice: Practice, disk: Path) -> None:
    opened = practice.open()
    with opened.vault.read() as snapshot:
        assert executor_page.render(snapshot, opened.now()).html == ""
    assert executor_page.write_page(opened, disk / "copy.vault") == ""
    assert list(disk.iterdir()) == []
    executor(practice)
    opened = practice.open()
    assert executor_page.write_page(opened, disk / "copy.vault") == str(disk / executor_page.PAGE)


@pytest.mark.parametrize(
    "language", ["de", *(pytest.param(code, marks=pytest.mark.thorough) for code in ("en", "fr", "es"))]
)
def test_each_executor_is_shown_the_page_in_a_language_of_their_own(
    language: str, practice: Practice, disk: Path
) -> None:
    """What an executor is shown comes from the vault or is in their language: no day is 2026-12-01, no word English."""
    opened = practice.open()
    clients = {"phone": "1", "email": "a@b.example", "private_channel": "2", "address": "3", "language": language}
    edit_client(opened, "heron", clients | {"emergency_contact": {"name": "Dee", "phone": "4"}})
    edit_client(opened, "wren", {"name": "", "language": "it"})
    custodians.set_handbook(opened, 'laptop = "0"\nbackups = "0"\nhelper = "0"\ncall = "0"\nremark = "0"')
    own = custodians.add(opened, "maple", CustodianRole.EXECUTOR, {"language": language})
    other = custodians.add(opened, "aspen", CustodianRole.EXECUTOR, {"language": "fr"})
    custodians.add(opened, "birch", CustodianRole.READER, {})
    page = Path(backups.create(practice.open(), disk / "copy.vault").page_path)
    found = shown(page, " ".join(own.words))
    assert found["language"] == language
    assert shown(page, " ".join(other.words))["language"] == "fr"
    assert {each["language"] for each in texts_of(page)} == {language, "fr"}
    said = str(found)
    assert not re.search(r"\d{4}-\d\d-\d\d|\{\w+\}", said)
    facts = language_of(language).custodians.facts
    assert dict(found["clients"][1]["facts"])[facts.language] == "it"
    assert facts.language not in {name for name, value in found["clients"][0]["facts"] if value}
    assert [each["language"] for each in found["clients"]] == [language, "en"]
    ours = str([[name for name, _ in each["facts"]] for each in found["clients"]] + found["know"] + found["later"])
    if language != "en":
        ours = ours.replace("coachvault executor", "").casefold()
        assert not re.search(
            r"\b(mail|laptop|the|who|next|language|remark|not|others|finished)\b", unlike(language, ours)
        )


def unlike(language: str, text: str) -> str:
    """Returns a text without the words that a language has in common with English."""
    common = {"de": ("laptop", "mail"), "fr": ("mail",), "es": ()}
    return re.sub("|".join(common[language]) or "$^", "", text)


def texts_of(page: Path) -> list[dict[str, str]]:
    found = re.search(r'id="sealed">(.*?)</script>', page.read_text(), re.DOTALL)
    assert found is not None
    value: list[dict[str, str]] = json.loads(found[1])["texts"]
    return value
