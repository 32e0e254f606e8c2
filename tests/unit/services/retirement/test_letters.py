"""Letters for executors and clients promise what is so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput
from coachvault.practice.custodian import CustodianRole
from coachvault.services.core.open_vault import Credentials, Setting, open_vault
from coachvault.services.custody import custodians
from coachvault.services.engagements import agreements
from coachvault.services.overview.day import today
from coachvault.services.people.directory import edit_client
from coachvault.services.retention import due as retention_due
from coachvault.services.retirement import archive, letters
from coachvault.texts.languages import language_of
from tests.fakes import WORDS, Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir(0o700)
    return folder


def test_letters_for_executors_and_clients(practice: Practice, disk: Path) -> None:
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost", "phone": "123"})
    made = archive.archive(practice.open(), disk / "final.vault")
    written = letters.write_letters(practice.open(), made, disk / "letters")
    files = written.letters
    names = {path.name for path in files}
    assert names == {
        f"{each}.{kind}"
        for each in ("executor", "client-heron", "client-wren", "client-linden")
        for kind in ("txt", "html")
    }
    assert " ".join(made.words) in (disk / "letters" / "executor.txt").read_text()
    letter = (disk / "letters" / "client-heron.txt").read_text()
    assert "Dear Ada Marsh" in letter
    assert "kept until 23 November 2033" in letter
    assert "Archive made on 23 November 2026: " in (disk / "letters" / "executor.txt").read_text()
    assert "Dee Frost" in letter
    assert "{" not in letter
    assert set(map(str, files)) <= set(today(practice.open()).readable_files)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)
    with pytest.raises(BadInput):
        letters.write_letters(practice.open(), made, disk / "letters")


def a_letter(practice: Practice, disk: Path, code: str = "heron") -> str:
    made = archive.archive(practice.open(), disk / "final.vault")
    letters.write_letters(practice.open(), made, disk / "letters")
    return (disk / "letters" / f"client-{code}.txt").read_text()


LANGUAGES = ["en", "de", "fr", "es"]


ONLY_ME = {"en": "only I can", "de": "Das kann nur ich", "fr": "la seule personne", "es": "solo yo"}


NOT_BEFORE = {"en": "not before", "de": "nicht vorher", "fr": "pas avant", "es": "no antes"}


SIGNED_ON = {"en": "4 January 2026", "de": "4. Januar 2026", "fr": "4 janvier 2026", "es": "4 de enero de 2026"}
TOGETHER = {"en": "2 people whom", "de": "2 Personen", "fr": "2 personnes", "es": "2 personas"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_promises_of_an_executor_what_an_executor_may(language: str, practice: Practice, disk: Path) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"name": "Dee Frost", "phone": "123"})
    letter = a_letter(practice, disk)
    assert ONLY_ME[language] in letter
    assert "Dee Frost (123)" in letter.split(ONLY_ME[language])[1], "named for what comes later, not for a copy"
    assert NOT_BEFORE[language] in letter
    assert TOGETHER[language] not in letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_gives_no_code_for_a_name(language: str, practice: Practice, disk: Path) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {"phone": "123"})
    letter = a_letter(practice, disk)
    assert f"{language_of(language).farewell.somebody} (123)" in letter
    assert "maple" not in letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_keep_to_what_a_client_agreed_about_executors(language: str, practice: Practice, disk: Path) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"language": language})
    assert language_of(language).farewell.knows in a_letter(practice, disk)
    agreements.propose(opened, "heron", {"executor_may_reach": False})
    agreements.sign(opened, "heron", date(2026, 1, 4))
    (disk / "later").mkdir(0o700)
    letter = a_letter(practice, disk / "later")
    assert language_of(language).farewell.barred.format(since=SIGNED_ON[language]) in letter
    assert "heron" in letter
    assert not any("Ada" in path.read_text() for path in (disk / "later" / "letters").iterdir())
    assert (
        "Not to be reached: heron, agreed on 4 January 2026"
        in (disk / "later" / "letters" / "executor.txt").read_text()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_tells_of_readers_only_where_they_can_open(language: str, practice: Practice, disk: Path) -> None:
    edit_client(practice.open(), "heron", {"language": language})
    for code in ("aspen", "birch"):
        custodians.add(practice.open(), code, CustodianRole.READER, {})
    custodians.set_quorum(practice.open(), 2)
    letter = a_letter(practice, disk)
    assert TOGETHER[language] in letter
    assert language_of(language).farewell.nobody_later in letter
    assert "aspen" not in letter


def test_letters_and_calendar_count_from_the_end_that_the_archive_gives(practice: Practice, disk: Path) -> None:
    """The engagement goes on, and its last note is of today; in the archive it ends a day later, and with it counts."""
    practice.clock.pass_days(1)
    letter = a_letter(practice, disk)
    assert "kept until 24 November 2033" in letter
    opened = open_vault(Setting(disk / "final.vault", disk / "state", practice.clock), Credentials(str, [WORDS]))
    due = {each.subject: each.decision.due for each in retention_due.list_kept(opened) if each.record_class == "notes"}
    assert due["E1"] == date(2033, 11, 24)
    calendar = (disk / "letters" / "dates.ics").read_text()
    assert "DTSTART;VALUE=DATE:20331124" in calendar
    assert "heron" not in calendar
    assert "dates.ics" in (disk / "letters" / "executor.txt").read_text()


def test_letters_leave_a_calendar_that_is_there_alone(practice: Practice, disk: Path) -> None:
    made = archive.archive(practice.open(), disk / "final.vault")
    (disk / "letters").mkdir(0o700)
    (disk / "letters" / "dates.ics").write_text("mine")
    with pytest.raises(BadInput):
        letters.write_letters(practice.open(), made, disk / "letters")
    assert [path.name for path in (disk / "letters").iterdir()] == ["dates.ics"]


@pytest.mark.parametrize(
    "language", ["fr", *(pytest.param(code, marks=pytest.mark.thorough) for code in ("en", "de", "es"))]
)
def test_the_letter_to_whoever_steps_in_is_in_their_language(language: str, practice: Practice, disk: Path) -> None:
    """The names of files, commands and the six words are English in each; what the coach wrote stays as it is."""
    opened = practice.open()
    custodians.set_handbook(opened, 'laptop = "0 1"\nbackups = "0 2"\nhelper = "0 3"\ncall = "0 4"\nremark = "0 5"')
    agreements.propose(opened, "heron", {"executor_may_reach": False})
    agreements.sign(opened, "heron", date(2026, 1, 4))
    custodians.add(opened, "maple", CustodianRole.EXECUTOR, {"name": "D. Frost", "phone": "1", "language": language})
    custodians.add(opened, "birch", CustodianRole.READER, {"name": "K. Lee", "email": "k@x.example"})
    made = archive.archive(practice.open(), disk / "final.vault")
    letters.write_letters(practice.open(), made, disk / "letters")
    html = (disk / "letters" / "executor.html").read_text()
    letter = (disk / "letters" / "executor.txt").read_text()
    assert f'<html lang="{language}">' in html
    assert f"<title>{language_of(language).custodians.letter.title}</title>" in html
    assert SIGNED_ON[language] in letter
    assert f"D. Frost ({language_of(language).custodians.facts.executor}), 1" in letter
    for known in ("0 1", "0 2", "0 3", "0 4", "0 5", "K. Lee", "heron", " ".join(made.words)):
        assert known in letter
    assert letter.count("coachvault practice verify final.vault") == 1
    assert letter.count("coachvault --vault final.vault executor") == 1
    assert not re.search(r"\d{4}-\d\d-\d\d|[{}]", letter)
    if language != "en":
        ours = re.sub(r"coachvault .*|/\S+|READ-ME-FIRST|executor.html", "", letter).replace(" ".join(made.words), "")
        assert not re.search(r"\b(the|with|and|words|of|sheet|whom|laptop: the|letter)\b", ours.casefold())


def test_executors_of_two_languages_have_a_letter_each(practice: Practice, disk: Path) -> None:
    for code, language in (("maple", "fr"), ("aspen", "de"), ("birch", "fr")):
        custodians.add(practice.open(), code, CustodianRole.EXECUTOR, {"language": language})
    made = archive.archive(practice.open(), disk / "final.vault")
    letters.write_letters(practice.open(), made, disk / "letters")
    names = {path.name for path in (disk / "letters").glob("executor*")}
    assert names == {f"executor-{code}.{kind}" for code in ("fr", "de") for kind in ("txt", "html")}
    assert (disk / "letters" / "executor-de.txt").read_text().startswith("An die Person, die einspringt\n")
