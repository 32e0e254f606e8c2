"""Retention, custodians and the end of a practice through the real command, and in a real terminal."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coachvault.practice import kinds
from coachvault.vault.keys import Part
from tests.cli.machine import CHEAP, Machine
from tests.cli.terminal import CTRL_C, ENTER, Terminal

pytestmark = pytest.mark.sampled(2)

Run = Callable[..., Terminal]
LONG = '[retention.notes]\nkeep = "100 years"\nbecause = "whatever the day of this test"\n'
SHORT = LONG + '[[retention.rule]]\nclass = "notes"\nwhen = {client = "linden"}\nkeep = "1 day"\nbecause = "agreed"\n'
"""What never ended counts from its last contact (R16), so that only the engagement of long ago is to be due."""


def custodian(machine: Machine, code: str, role: str) -> str:
    """Adds a custodian and returns the file with the words."""
    words = machine.data("custodian", "add", code, "--role", role)["custodian"]["words"]
    return str(machine.private(f"words-{code}", " ".join(words)))


def by(machine: Machine, *files: str) -> list[str]:
    return [part for file in files for part in ("--words-file", file)]


def test_what_is_due_is_listed_as_scripts_expect(practice: Machine) -> None:
    practice.data("retention", "policy", "set", "-", typed=SHORT)
    found = practice.data("retention", "due")
    assert found["due"] == [
        {
            "engagement": "E3",
            "client": "linden",
            "ended": "2025-12-31",
            "due": "2026-01-01",
            "rule": "notes: 1 day after the end (rule 1: client linden)",
            "because": "agreed",
            "held": False,
        }
    ]
    assert [(each["subject"], each["class"]) for each in found["others"]] == [("E3", "hours"), ("linden", "contacts")]
    practice.data("retention", "hold", "add", "E3", "--reason", "a claim")
    assert practice.data("retention", "due")["due"][0]["held"]
    assert practice.data()["day"]["due"][0]["engagement"] == "E3"
    assert "E3 (notes)" not in practice.run("status").out
    assert "due but held" in practice.run("status").out


def test_destroying_takes_the_code_and_stops_at_a_hold(practice: Machine) -> None:
    assert practice.fails("retention", "destroy", "E3") == (2, "usage")
    assert practice.fails("retention", "destroy", "E3", "--confirm", "heron") == (2, "usage")
    practice.data("retention", "hold", "add", "E3", "--reason", "a claim")
    assert practice.fails("retention", "destroy", "E3", "--confirm", "linden") == (16, "refused")
    practice.data("retention", "hold", "lift", "E3", "--reason", "settled")
    made = practice.data("retention", "destroy", "E3", "--confirm", "linden")["certificate"]
    assert made["state"] == "destroyed in every known copy"
    assert practice.data("retention", "certificate", "linden")["certificate"] == made
    assert practice.fails("note", "show", "linden/1", "--reason", "asked") == (15, "not_found")
    assert practice.fails("retention", "destroy", "E3", "--confirm", "linden") == (15, "not_found")
    assert practice.data("engagement", "show", "E3")["engagement"]["destroyed"] == made["at"][:10]
    for name in ("certificate.txt", "certificate.html"):
        practice.data("retention", "certificate", "E3", "--out", name)
        assert "key and rows" in (practice.home / name).read_text()
    assert practice.fails("retention", "certificate", "E3", "--out", "certificate.pdf") == (2, "usage")
    assert practice.data("check")["faults"] == []


@pytest.mark.needs_program("strace")
@pytest.mark.parametrize("name", ["vault", "copy"])
def test_a_machine_that_was_killed_tells_what_was_destroyed(name: str, practice: Machine) -> None:
    practice.data("retention", "destroy", "E3", "--class", "hours", "--confirm", "linden")
    copy = practice.data("backup", "create", "copies")["backup"]["path"]
    file = str(practice.vault) if name == "vault" else copy
    strace = ["strace", "-f", "-o", "/dev/null", "-P", file, "-e", "inject=pwrite64:signal=SIGKILL:when=1"]
    command = ["-m", "coachvault", "retention", "destroy", "E3", "--confirm", "linden"]
    killed = subprocess.run([*strace, sys.executable, *command], env=practice.environment, timeout=60, check=False)
    assert killed.returncode == -9
    said = practice.run("retention", "due").err
    assert ("nothing was destroyed" in said) == (name == "vault")
    assert ("is now finished" in said) == (name == "copy")
    assert bool(practice.data("engagement", "show", "E3")["engagement"]["destroyed"]) == (name == "copy")
    assert "destr" not in practice.run("retention", "due").err, "it is said once"


@pytest.mark.parametrize("lifted", [False, True])
def test_a_hold_whose_newest_revision_was_deleted_is_noticed(practice: Machine, *, lifted: bool) -> None:
    """Whoever can write the file could otherwise take a hold away, or bring a lifted one back."""
    practice.data("retention", "hold", "add", "E3", "--reason", "a claim")
    if lifted:
        practice.data("retention", "hold", "lift", "E3", "--reason", "settled")
    with practice.opened().vault.read() as snapshot:
        [item] = snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.HOLD)
    with closing(sqlite3.connect(practice.vault, isolation_level=None)) as file:
        delete = (
            "DELETE FROM record WHERE record_id = ?1"
            " AND revision = (SELECT max(revision) FROM record WHERE record_id = ?1)"
        )
        gone = file.execute(delete, (item.record_id,))
        assert gone.rowcount == 1
    before = practice.vault.read_bytes()
    assert practice.fails("retention", "hold", "list")[0] == 13
    assert practice.fails("retention", "destroy", "E3", "--confirm", "linden")[0] == 13
    assert practice.vault.read_bytes() == before
    assert practice.data("note", "list")["notes"]


def test_a_policy_that_cannot_be_meant_names_its_line(practice: Machine) -> None:
    answer = practice.run("retention", "policy", "set", "-", typed=LONG + "until = 3\n")
    assert answer.code == 17
    assert "line 4" in answer.err
    assert practice.data("retention", "policy", "show")["policy"]["is_default"]
    shown = practice.data("retention", "policy", "set", "-", "--dry-run", typed=SHORT)
    assert not shown["set"]
    assert {each["engagement"] for each in shown["moved"]} == {"E1", "E2", "E3", None}
    contacts = next(each for each in shown["moved"] if each["class"] == "contacts")
    assert (contacts["subject"], contacts["after"], contacts["ended"]) == ("linden", "2026-01-01", "2025-12-31")
    assert practice.data("retention", "policy", "show")["policy"]["is_default"]
    exported = practice.run("retention", "policy", "show").out
    assert practice.data("retention", "policy", "set", "-", typed=exported)["moved"] == []
    short = '[retention.register]\nkeep = "1 day"\nbecause = "why not"\n'
    assert "is kept as long as the vault" in practice.run("retention", "policy", "set", "-", typed=LONG + short).out


def test_the_end_says_until_when_and_writes_a_letter(practice: Machine) -> None:
    answer = practice.data("engagement", "end", "heron", "--letter", "letter.txt")
    assert answer["kept"]["rule"] == "notes: 7 years after the end"
    assert "Ada Marsh" in (practice.home / "letter.txt").read_text()
    assert practice.data()["day"]["readable_files"] == [str(practice.home / "letter.txt")]
    assert practice.fails("engagement", "letter", "E1", "letter.txt") == (17, "bad_input")


def test_custodians_open_what_they_may(practice: Machine) -> None:
    executor = custodian(practice, "maple", "executor")
    readers = [custodian(practice, code, "reader") for code in ("aspen", "birch", "cedar")]
    assert practice.data("custodian", "quorum", "2")["combinations"] == 3
    assert len(practice.data(*by(practice, executor), "client", "list")["clients"]) == 3
    assert practice.data(*by(practice, executor), "executor")["executor"]["clients"]
    for words in (("note", "show", "heron"), ("note", "list"), ("search", "weekly"), ("status",), ("brief", "heron")):
        code, _ = practice.fails(*by(practice, executor), *words)
        assert code == 16
    for words in (("engagement", "start", "linden"), ("client", "add", "jay"), ("backup", "create", "copies")):
        assert practice.fails(*by(practice, executor), *words) == (16, "refused")
        assert practice.fails(*by(practice, *readers), *words) == (16, "refused")
    assert practice.fails(*by(practice, executor), "retention", "policy", "set", "-", typed=SHORT) == (16, "refused")
    assert practice.fails(*by(practice, readers[0]), "note", "list") == (12, "locked")
    opened = practice.data(*by(practice, *readers[1:]), "custodian", "open", "E3", "--reason", "a court asks")
    assert len(opened["notes"]) == 2
    assert practice.fails(*by(practice, *readers[1:]), "custodian", "open", "E3") == (16, "refused")
    tested = practice.data(*by(practice, executor), "custodian", "test", "maple")["custodian"]
    assert tested["tested_on"] >= tested["added_on"]
    assert practice.fails(*by(practice, executor), "custodian", "test", "aspen") == (16, "refused")
    practice.data("custodian", "remove", "maple")
    assert practice.fails(*by(practice, executor), "client", "list") == (12, "locked")


def test_an_archive_is_opened_elsewhere_by_an_executor(practice: Machine, tmp_path: Path) -> None:
    executor = custodian(practice, "maple", "executor")
    made = practice.data("practice", "archive", "final.vault", "--letters", "letters")
    assert len(made["words"]) == 6
    assert len(made["letters"]) == 8
    assert Path(made["calendar"]).read_text().startswith("BEGIN:VCALENDAR")
    folder = tmp_path / "another machine"
    folder.mkdir()
    other = Machine.new(folder)
    (other.home / "final.vault").write_bytes((practice.home / "final.vault").read_bytes())
    (other.home / "final.vault").chmod(0o600)
    words = str(other.private("words", Path(executor).read_text()))
    plain = other.without_passphrase()
    answer = other.run("--vault", "final.vault", *by(other, words), "--json", "client", "list", environment=plain)
    assert [each["status"] for each in answer.data["clients"]] == ["ended"] * 3
    assert other.run("practice", "verify", "final.vault", environment=plain).code == 0


def test_a_practice_ends_and_takes_nothing_new(practice: Machine) -> None:
    shown = practice.data("practice", "retire", "--dry-run")
    assert (shown["retired"], shown["practice"]["open_engagements"]) == (False, ["E1", "E2"])
    assert practice.fails("practice", "retire") == (2, "usage")
    done = practice.data("practice", "retire", "--confirm", "retire", "--archive", "final.vault")
    assert done["retired"]
    assert {each["choice"] for each in done["practice"]["sealed"]} == {"keep"}
    assert practice.fails("note", "add", "heron", typed="New.") == (16, "refused")
    assert practice.fails("practice", "retire", "--confirm", "retire") == (16, "refused")
    assert practice.data()["day"]["retired_on"] == done["practice"]["retired_on"]


@pytest.mark.needs_terminal
def test_a_review_leads_through_what_is_due(practice: Machine, terminal: Run) -> None:
    practice.data("retention", "policy", "set", "-", typed=SHORT)
    session = terminal(practice, "retention", "review")
    session.unlocks()
    session.waits_for("E3 · linden · notes")
    session.answers("What now? [later]: ", "extend")
    session.answers("Until when?", "2099-01-01")
    session.answers("Why?", "")
    session.waits_for("takes a reason")
    session.answers("What now? [later]: ", "hand")
    session.answers("File to write [E3.txt]: ", "")
    session.waits_for("readable: hand")
    session.answers("What now? [later]: ", "destroy")
    session.answers("Type linden to go on: ", "linden")
    session.waits_for("Certificate of destruction")
    for _ in ("hours", "contacts"):
        session.answers("What now? [later]: ", "")
    assert session.ends() == 0
    assert "Sealed session 1." in (practice.home / "E3.txt").read_text()
    assert practice.data("engagement", "show", "E3")["engagement"]["destroyed"]


@pytest.mark.needs_terminal
def test_an_executors_menu_needs_the_sheet_alone(practice: Machine, terminal: Run) -> None:
    practice.data("practice", "handbook", "--from", "-", typed='helper = "Jo, 555"')
    words = Path(custodian(practice, "maple", "executor")).read_text().split()
    session = terminal(practice, "executor")
    for number, word in enumerate(words, start=1):
        session.answers(f"Word {number}: ", word[:4])
    session.answers("What would you like to do? [reach]: ", "")
    session.waits_for("Ada Marsh")
    session.answers("What would you like to do? [reach]: ", "know")
    session.waits_for("Jo, 555")
    session.answers("What would you like to do? [reach]: ", "destroy")
    session.answers("Which? (its id, such as E1)", "E3")
    session.waits_for("nothing before")
    session.answers("What would you like to do? [reach]: ", "leave")
    assert session.ends() == 0
    assert words[5] + " " + words[6] not in session.screen


RELEASES = ("R1", "R2")


def passes_what_is_missing(session: Terminal) -> None:
    session.unlocks()
    session.waits_for("missing")
    session.answers("Name an executor now? (Y/n): ", "n")
    session.answers("Name a reader now?", "")


@pytest.mark.needs_terminal
def test_a_practice_is_led_to_its_end(practice: Machine, terminal: Run) -> None:
    for _ in RELEASES:
        practice.data("release", "draft", "heron", typed="She led the meeting.")
    session = terminal(practice, "practice", "retire")
    passes_what_is_missing(session)
    session.waits_for("R2 for heron: draft")
    session.answers("What becomes of it? [leave]: ", "withdraw")
    session.waits_for("R2 is withdrawn")
    session.waits_for("R1 for heron: draft")
    session.answers("What becomes of it? [leave]: ", "")
    session.answers("Type retire to go on: ", "retire")
    for name in ("E1", "E2"):
        session.waits_for(name)
        session.answers("What becomes of its notes? [keep]: ", "")
    session.answers("What becomes of its notes? [keep]: ", "destroy")
    session.answers("Type linden to go on: ", "linden")
    session.answers("Where does the final archive go?", "")
    session.answers("End the practice without one? (y/N): ", "")
    session.answers("Where does the final archive go?", "final.vault")
    assert session.ends() == 0
    assert "has ended on" in session.screen
    shown = practice.data("practice", "show")["practice"]
    assert [each["choice"] for each in shown["sealed"]] == ["keep", "keep"]
    assert (practice.home / "final.vault").exists()
    assert practice.data("release", "show", "R2")["release"]["status"] == "withdrawn"


@pytest.mark.thorough
@pytest.mark.needs_terminal
def test_the_way_to_the_end_names_and_tries_custodians_and_can_be_taken_up_again(
    practice: Machine, terminal: Run
) -> None:
    session = terminal(practice, "practice", "retire")
    session.unlocks()
    session.answers("Name an executor now? (Y/n): ", "")
    session.answers("A neutral code (never a name) [", "maple")
    session.answers("Write a sheet to print to", "maple.txt")
    for question, answer in (("Name: ", "Dee Frost"), ("Phone: ", ""), ("Mail address: ", ""), ("Language of", "fr")):
        session.answers(question, answer)
    session.answers("It goes onto the sheet. (Y/n): ", "")
    for question in ("Where is the laptop", "Where are the backups", "Who helps", "Whom to call first"):
        session.answers(question, f"{question}: told")
    session.answers("disappears. ", "")
    session.answers("Name a reader now?", "")
    session.answers("Is the sheet of maple here", "y")
    sheet = (practice.home / "maple.txt").read_text()
    words = {int(number): word for number, word in re.findall(r"(\d+)\. ([a-z]+)", sheet)}
    for number in range(1, 25):
        session.answers(f"Word {number}: ", words[number][:4])
    session.waits_for("open what an executor may")
    session.waits_for("Type retire to go on: ")
    session.types(CTRL_C)
    assert session.ends() == 130
    assert "Ordinateur portable\xa0: Where is the laptop: told" in sheet
    assert practice.data("practice", "show")["practice"]["open_engagements"] == ["E1", "E2"]
    session = terminal(practice, "practice", "retire")
    session.unlocks()
    session.answers("Name a reader now?", "")
    session.answers("Type retire to go on: ", "retire")
    for _ in ("E1", "E2", "E3"):
        session.answers("What becomes of its notes? [keep]: ", "")
    session.answers("Where does the final archive go?", "")
    session.answers("End the practice without one? (y/N): ", "y")
    assert session.ends() == 0
    assert "No archive was made" in session.screen


@pytest.mark.needs_terminal
def test_a_custodians_words_are_shown_once(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "custodian", "add", "maple", "--role", "executor", "--sheet", "sheet.html")
    session.unlocks()
    session.answers("Name: ", "Dee Frost")
    session.answers("Phone: ", "123")
    session.answers("Mail address: ", "")
    session.answers("Language of what they read: en, de, fr, es [en]: ", "it")
    session.waits_for("There are no texts in that language. One of en, de, fr, es.")
    session.answers("Language of", "")
    session.answers("It goes onto the sheet. (Y/n): ", "n")
    session.waits_for("disappears. ")
    assert " 1. " in session.screen
    session.types(ENTER)
    assert session.ends() == 0
    assert " 1. " not in session.screen
    sheet = (practice.home / "sheet.html").read_text()
    assert "For the person who steps in" in sheet
    assert "Laptop" not in sheet


@pytest.mark.needs_terminal
def test_what_is_asked_for_the_sheet_leaves_the_advisers_alone(practice: Machine, terminal: Run) -> None:
    practice.data("practice", "handbook", "--from", "-", typed='[[advisers]]\nrole = "supervisor"\nphone = "555 1"')
    session = terminal(practice, "custodian", "add", "maple", "--role", "executor", "--sheet", "maple.txt")
    session.unlocks()
    for question in ("Name: ", "Phone: ", "Mail address: ", "Language of", "It goes onto the sheet. (Y/n): "):
        session.answers(question, "")
    for question in ("Where is the laptop", "Where are the backups", "Who helps", "Whom to call first"):
        session.answers(question, "told")
    session.answers("disappears. ", "")
    assert session.ends() == 0
    kept = practice.data("practice", "handbook")["handbook"]
    assert (kept["laptop"], kept["advisers"]) == ("told", [{"role": "supervisor", "name": "", "phone": "555 1"}])


def test_without_a_terminal_an_empty_handbook_is_warned_about(practice: Machine) -> None:
    add = ("custodian", "add", "--role", "executor")
    answer = practice.run(*add, "maple", "--sheet", "maple.txt")
    assert answer.code == 0
    assert "It is not written down where the laptop" in answer.err
    assert "Laptop" not in (practice.home / "maple.txt").read_text()
    practice.data("practice", "handbook", "--from", "-", typed='laptop = "in the drawer"')
    answer = practice.run(*add, "aspen", "--sheet", "aspen.txt")
    assert "It is not written down" not in answer.err
    assert "Laptop: in the drawer" in (practice.home / "aspen.txt").read_text()


def test_scripts_are_told_what_custodians_open(practice: Machine) -> None:
    key = str(practice.private("key", "07" * 32))
    assert not practice.data("custodian", "add", "maple", "--role", "executor", "--key", key)["has_page"]
    assert practice.data("custodian", "add", "alder", "--role", "executor")["has_page"]
    readers = {code: custodian(practice, code, "reader") for code in ("aspen", "birch")}
    assert practice.data("status")["status"]["readers_without_quorum"] == 2
    tried = ("custodian", "test", "aspen")
    assert practice.data("--words-file", readers["aspen"], *tried)["proven"] == "no quorum"
    practice.data("custodian", "quorum", "2")
    proven = {practice.data(*by(practice, file), "custodian", "test", code)["proven"] for code, file in readers.items()}
    assert proven == {"first seal", "words"}
    removed = practice.data("custodian", "remove", "birch")
    assert (removed["quorum"], removed["ends_quorum"]) == (None, True)


def test_the_questions_at_set_up_become_the_policy(machine: Machine) -> None:
    machine.private("passphrase", "plovers misread forty anvils")
    answer = machine.run("--json", "--no-input", "init", entry=CHEAP)
    assert answer.code == 0
    assert json.loads(machine.run("--json", "retention", "policy", "show").stdout)["data"]["policy"]["is_default"]
