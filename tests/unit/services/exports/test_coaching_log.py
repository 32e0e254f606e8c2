"""The coaching log counts everybody and lists those who agreed, also when their notes are sealed or gone."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.services.client_rights import erasure
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements import agreements
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.exports import coaching_log
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people.directory import edit_client
from coachvault.services.records import written_files
from coachvault.services.records.register import list_entries
from coachvault.signoff.statement import sha256
from tests.fakes import NOON, Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def agrees(practice: Practice, client: str, *, listed: bool = True) -> None:
    agreements.propose(practice.open(), client, {"in_coaching_log": listed})
    agreements.sign(practice.open(), client, date(2026, 11, 1))


def written(practice: Practice, place: Path) -> list[list[str]]:
    coaching_log.export(practice.open(), place)
    return list(csv.reader(io.StringIO(place.read_bytes().decode(), newline="")))[1:]


def test_the_log_counts_what_is_open_and_what_is_sealed_and_no_prospect(practice: Practice) -> None:
    log = coaching_log.coaching_log(practice.open())
    assert [(each.engagement.id, each.minutes) for each in log.lines] == [("E3", 120), ("E1", 180)]
    assert (log.totals.clients, log.totals.paid_minutes, log.totals.pro_bono_minutes) == (2, 300, 0)
    add_note(practice.open(), "heron", NoteDraft("Given.", minutes=30, pro_bono=True))
    assert coaching_log.coaching_log(practice.open()).totals.pro_bono_minutes == 30


def test_nobody_is_listed_who_did_not_agree_in_writing(practice: Practice, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(Refused, match="Nobody agreed to be listed"):
            written(practice, tmp_path / "none.csv")
        agreements.propose(practice.open(), "heron", {"in_coaching_log": True})
    assert not (tmp_path / "none.csv").exists()
    agrees(practice, "heron")
    row = ["Ada Marsh", "ada@example.org", "Individual", "", "2026-11-23", "2026-11-23", "3", "0"]
    assert written(practice, tmp_path / "agreed.csv") == [row]
    agrees(practice, "heron", listed=False)
    with pytest.raises(Refused, match="Nobody agreed to be listed"):
        written(practice, tmp_path / "taken-back.csv")


def test_who_agreed_stays_listed_when_the_notes_are_sealed_and_destroyed(practice: Practice, tmp_path: Path) -> None:
    agrees(practice, "heron")
    end_engagement(practice.open(), "heron", date(2026, 11, 23))
    assert len(written(practice, tmp_path / "sealed.csv")) == 1
    practice.pass_years(8)
    destroy.destroy(practice.open(), Order("E1"))
    [row] = written(practice, tmp_path / "destroyed.csv")
    assert (row[0], row[6]) == ("Ada Marsh", "3")


def test_who_was_erased_is_left_off(practice: Practice, tmp_path: Path) -> None:
    agrees(practice, "heron")
    end_engagement(practice.open(), "heron", date(2026, 11, 23))
    erasure.erase(practice.open(), "heron", NOON.date())
    with pytest.raises(Refused, match="Nobody agreed to be listed"):
        written(practice, tmp_path / "log.csv")
    assert coaching_log.coaching_log(practice.open()).totals.clients >= 1, "the hours stay the coach's"


def test_the_register_tells_of_each_who_is_listed_and_status_of_the_file(practice: Practice, tmp_path: Path) -> None:
    agrees(practice, "heron")
    exported = coaching_log.export(practice.open(), tmp_path / "log.csv")
    [entry] = [each for each in list_entries(practice.open(), "heron") if each.event is Event.HOURS_EXPORTED]
    assert entry.sha256 == exported.sha256 == sha256((tmp_path / "log.csv").read_bytes())
    assert (entry.subject, entry.to) == ("E1", "a professional body")
    assert [each for each in list_entries(practice.open(), "linden") if each.event is Event.HOURS_EXPORTED] == []
    assert [each.engagement.client for each in exported.left_off.lines] == ["linden"]
    with practice.open().vault.read() as snapshot:
        assert written_files.paths(snapshot) == [str(tmp_path / "log.csv")]
    assert (tmp_path / "log.csv").stat().st_mode & 0o777 == 0o600


def test_a_name_is_no_formula(practice: Practice, tmp_path: Path) -> None:
    edit_client(practice.open(), "heron", {"name": "=HYPERLINK(1)", "email": ""})
    agrees(practice, "heron")
    assert written(practice, tmp_path / "log.csv")[0][:2] == ["'=HYPERLINK(1)", ""]


def test_nothing_is_written_over_a_file_or_under_another_name(practice: Practice, tmp_path: Path) -> None:
    agrees(practice, "heron")
    (tmp_path / "log.csv").write_text("mine")
    before = len(list_entries(practice.open()))
    for place in (tmp_path / "log.csv", tmp_path / "log.xlsx", tmp_path / "no" / "log.csv"):
        with pytest.raises(BadInput):
            coaching_log.export(practice.open(), place)
    assert (tmp_path / "log.csv").read_text() == "mine"
    assert len(list_entries(practice.open())) == before


def test_no_custodian_writes_it_out(practice: Practice, tmp_path: Path) -> None:
    agrees(practice, "heron")
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    executor = open_vault(practice.setting, Credentials(str, [words]))
    with pytest.raises(Refused, match="only the coach writes out the coaching log"):
        coaching_log.export(executor, tmp_path / "log.csv")
    assert not (tmp_path / "log.csv").exists()
