"""Backing up and bringing back through the real command."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from coachvault.services.notes.journal import read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from tests.cli.machine import CHEAP, Machine
from tests.fakes import WORDS

NEW = "quiet lantern over the harbour"


def every_note(machine: Machine) -> list[str]:
    """Each wording of each note, byte for byte: the open ones, and what is sealed."""
    opened = machine.opened()
    notes = sorted(str(line.id) for line in list_notes(opened, None, Filter()).notes)
    wordings = [view.note.body for note in notes for view in read_history(opened, note)]
    return wordings + [show_note(opened, each, "asked").note.body for each in ("linden/1", "linden/2")]


def test_a_restore_drill_with_the_backup_and_the_words_alone(practice: Machine, tmp_path: Path) -> None:
    notes = every_note(practice)
    assert len(set(notes)) == 8, "seven notes, one of them in two wordings"
    made = practice.data("backup", "create", str(practice.home / "copies"))["backup"]
    assert practice.data("backup", "verify", "B1")["backup"] == made
    assert practice.data("backup", "list")["backups"] == [made | {"is_there": True}]
    assert practice.data()["day"]["last_backup"] == made["made_at"]
    folder = tmp_path / "another machine"
    folder.mkdir()
    other = Machine.new(folder)
    other.private("passphrase", NEW)
    words = str(other.private("words", WORDS))
    restored = other.run("--json", "--words-file", words, "restore", made["path"], entry=CHEAP).data
    assert restored == {
        "path": str(other.vault),
        "kept_aside": None,
        "compared": False,
        "seen_newer": False,
        "remembered": False,
        "ways_in": "copy",
    }
    assert every_note(other) == notes
    assert other.data("note", "show", "linden/1", "--reason", "asked")["note"]["body"] == "Sealed session 1."
    assert other.data("check")["faults"] == []


def test_a_vault_is_replaced_on_purpose_only(practice: Machine) -> None:
    path = practice.data("backup", "create", str(practice.home / "copies"))["backup"]["path"]
    practice.data("note", "erase", "heron/3", "--confirm", "heron")
    assert practice.fails("restore", path) == (16, "refused")
    said = practice.data("restore", path, "--accept")
    assert said["compared"]
    assert Path(said["kept_aside"]).is_file()
    assert practice.fails("note", "show", "heron/3") == (15, "not_found")


def test_yesterdays_file_is_taken_on_purpose(practice: Machine) -> None:
    practice.data("note", "list")
    yesterday = practice.vault.read_bytes()
    practice.data("note", "add", "heron", typed="Today.")
    practice.vault.write_bytes(yesterday)
    assert practice.fails("note", "list") == (13, "rolled_back")
    said = practice.run("restore", str(practice.vault), "--accept")
    assert said.code == 0
    assert "cannot be known" in said.err
    assert len(practice.data("note", "list", "heron")["notes"]) == 3


def test_a_way_in_that_was_changed_is_written_anew_as_check_says(practice: Machine) -> None:
    notes = every_note(practice)
    with closing(sqlite3.connect(practice.vault, isolation_level=None)) as vault:
        vault.execute("UPDATE slot SET box = zeroblob(512) WHERE substr(box, 1, 1) = x'02'")
    refused = practice.run("--json", "note", "list")
    assert (refused.code, "`coachvault check`" in refused.error["hint"]) == (13, True)
    checked = practice.run("--json", "check")
    assert checked.code == 13
    assert "1 ways in of the kind recovery words, and there are 0" in checked.error["message"]
    assert f"`coachvault restore {practice.vault} --accept`" in checked.error["hint"]
    said = practice.run("restore", str(practice.vault), "--accept")
    assert said.code == 0
    assert "every way in was written anew" in said.out
    assert practice.data("check")["faults"] == []
    assert every_note(practice) == notes, "through the recovery words"


def test_two_vaults_that_went_different_ways_are_both_read(practice: Machine, tmp_path: Path) -> None:
    def notes(*options: str) -> list[str]:
        return [each["title"] for each in practice.data(*options, "note", "list", "heron")["notes"]][:-3]

    practice.data("note", "list")
    (tmp_path / "other").mkdir()
    elsewhere = Machine.new(tmp_path / "other")
    elsewhere.take(practice.vault)
    practice.data("note", "add", "heron", typed="Here.")
    for text in ("There.", "Further on."):
        elsewhere.data("note", "add", "heron", typed=text)
    conflict, other = practice.home / "conflict.vault", practice.home / "other.vault"
    shutil.copy2(elsewhere.vault, conflict)
    refused = practice.run("--json", "--vault", str(conflict), "note", "list")
    assert (refused.code, refused.error["code"]) == (13, "diverged")
    assert "`coachvault --vault FILE --read-only note list`" in refused.error["hint"]
    assert notes("--vault", str(conflict), "--read-only") == ["Further on.", "There."]
    answer = practice.run("--vault", str(other), "restore", str(conflict), entry=CHEAP)
    assert answer.code == 0, answer.err
    assert notes() == ["Here."]
    assert notes("--vault", str(other)) == ["Further on.", "There."]
    shutil.copy2(conflict, practice.vault)
    assert practice.fails("note", "list") == (13, "diverged")


def test_a_copy_by_hand_on_another_computer_says_once_that_it_is_one_of_its_own(
    practice: Machine, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    elsewhere = Machine.new(tmp_path / "other")
    elsewhere.take(practice.vault)
    assert "first change" not in elsewhere.run("note", "list", "heron").err
    assert elsewhere.data("backup", "list") == {"backups": []}
    said = elsewhere.run("note", "add", "heron", typed="There.")
    assert said.code == 0, said.err
    assert "it is B1 in `coachvault backup list`" in said.err
    assert "`coachvault backup forget B1`" in said.err
    again = elsewhere.run("note", "add", "heron", typed="Further on.")
    assert (again.code, "B1" in again.err) == (0, False)
    [line] = elsewhere.data("backup", "list")["backups"]
    assert (line["id"], line["path"], line["state"], line["is_origin"]) == ("B1", "", "unreachable", False)
    assert "the vault where it was before" in elsewhere.run("backup", "list").out
    done = elsewhere.run("retention", "destroy", "E3", "--reason", "-", "--confirm", "linden", typed="asked for")
    assert "B1, the vault where it was before, still contains it" in " ".join((done.out + done.err).split())
    assert elsewhere.fails("backup", "verify", "B1")[0] == 15
    assert "cannot be reached from here" in elsewhere.run("check", "--full").out
    assert elsewhere.run("backup", "forget", "B1").code == 0
    assert "destroyed in every known copy" in elsewhere.run("retention", "certificate", "E3").out


def test_a_copy_that_is_refused_is_read_as_it_stands(practice: Machine) -> None:
    conflict = practice.private("practice (conflict).vault", practice.vault.read_bytes())
    practice.data("note", "add", "heron", typed="Written since.")
    before = {path: path.read_bytes() for path in practice.files() if path.is_file()}
    there = ("--vault", str(conflict))
    assert practice.fails(*there, "note", "list", "heron") == (13, "rolled_back")
    answer = practice.run("--json", *there, "note", "list", "heron", "--read-only")
    assert "older" in answer.err
    assert "open read-only" in answer.err
    assert len(answer.data["notes"]) + 1 == len(practice.data("note", "list", "heron")["notes"])
    for words in (("note", "add", "heron"), ("restore", str(practice.vault), "--accept"), ("keys", "rotate")):
        refused = practice.run("--json", *there, "--read-only", *words, typed="text")
        assert refused.code == 16, refused.err
        assert "--read-only" in refused.error["message"] + refused.error["hint"]
    assert practice.run("--vault", str(practice.home / "new.vault"), "--read-only", "init").code != 0
    assert practice.fails(*there, "note", "list", "heron") == (13, "rolled_back")
    assert {path: path.read_bytes() for path in practice.files() if path.is_file()} == before


def test_a_copy_that_is_not_there(practice: Machine) -> None:
    assert practice.fails("restore", "nowhere.vault", "--accept") == (10, "no_vault")
    assert practice.fails("backup", "verify") == (15, "not_found")
    assert practice.fails("backup", "create") == (2, "usage")


def test_a_cloud_folder_is_noticed(practice: Machine) -> None:
    folder = practice.home / "Dropbox"
    folder.mkdir(mode=0o700)
    answer = practice.run("backup", "create", str(folder))
    assert (answer.code, "a folder of Dropbox" in answer.err) == (0, True)
    other = practice.run("backup", "create", str(practice.home / "copies"))
    assert (other.code, "looks like" in other.err) == (0, False)
    made = practice.founds("--vault", str(folder / "new.vault"))
    assert (made.code, "a folder of Dropbox" in made.err) == (0, True)


def test_a_full_check_says_which_backups_it_did_not_see_and_what_a_damaged_one_needs(practice: Machine) -> None:
    copy = practice.home / "copy.vault"
    practice.data("backup", "create", str(copy))
    whole = copy.read_bytes()
    copy.unlink()
    assert "1 backup was not checked: B1 is not where it was written." in practice.run("check", "--full").out
    assert practice.data("check", "--full")["backups_not_looked_at"] == ["B1 is not where it was written."]
    middle = len(whole) // 2
    copy.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    answer = practice.run("--json", "check", "--full")
    assert answer.code == 13
    assert answer.error["message"].startswith("B1: ")
    assert "backup create" in answer.error["hint"]
    assert "restore" not in answer.error["hint"]
