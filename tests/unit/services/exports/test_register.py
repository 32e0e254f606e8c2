"""The register alone accounts for all that left about a client, also once everything else about the client is gone."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.disclosure import Ground
from coachvault.practice.register import Event, RegisterEntry
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.client_rights import access, erasure, hand_over
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import agreements
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.exports import register as written_out
from coachvault.services.records import written_files
from coachvault.services.records.register import list_entries, numbered, show
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.signoff.statement import sha256
from tests.fakes import NOON, Practice, filled_practice, mail
from tests.independent.vaults import ground

LEFT = [Event.EXPORTED, Event.DISCLOSED, Event.ACCESS_GIVEN, Event.ATTENDANCE, Event.HANDED_OVER]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def accounting(opened: OpenVault) -> list[RegisterEntry]:
    """What left about heron: from the register, and from nothing else."""
    return [entry for entry in list_entries(opened, "heron") if entry.event in LEFT]


def let_all_leave(practice: Practice, folder: Path) -> Ground:
    """Lets something about heron leave by each of five roads."""
    opened = practice.open()
    release = draft(opened, "heron", Form(text="She leads.", to="otter"))
    import_answer(
        opened,
        release.id,
        Answer(mail(f"I approve {request(opened, release.id, Ask(SignoffMethod.EMAIL)).request.code}")),
    )
    export(opened, release.id, folder / "report.txt")
    said = ground(client_told="she asked me not to", said_at="2026-11-22 21:30")
    disclose.disclose(opened, "heron", said, None)
    access.copy(opened, "heron", access.WantedCopy(folder / "copy.txt"))
    agreements.propose(opened, "heron", {"attendance": True})
    agreements.sign(opened, "heron", date(2026, 11, 1))
    agreements.attendance(opened, "heron")
    end_engagement(opened, "heron", NOON.date())
    hand_over.hand_over(practice.open(), "heron", folder / "notes.txt")
    return said


def test_an_accounting_is_complete_and_outlives_the_client(practice: Practice, tmp_path: Path) -> None:
    said = let_all_leave(practice, tmp_path)
    before = accounting(practice.open())
    assert [entry.event for entry in before] == LEFT
    hashes = {name: sha256((tmp_path / name).read_bytes()) for name in ("report.txt", "copy.txt", "notes.txt")}
    exported, disclosed, copied, attended, handed = before
    for entry in before:
        assert entry.at == NOON
        assert all((entry.to, entry.what, entry.why, entry.sha256)), entry
    assert [entry.sha256 for entry in (exported, copied, handed)] == list(hashes.values())
    assert "Rosalind Vance" in exported.to
    assert "Crisis team, 555 911" in disclosed.to
    assert disclosed.sha256 == sha256(f"{said.text}\n".encode())
    assert (disclosed.why, disclosed.evidence) == (said.danger, said.evidence)
    for told in ("said on 2026-11-22 21:30", "under a pseudonym", said.advice, said.client_told, "told at once"):
        assert told in disclosed.what
    assert attended.to == "otter"
    erasure.erase(practice.open(), "heron", NOON.date())
    assert accounting(practice.open()) == before
    assert practice.faults() == []


@pytest.mark.parametrize("name", ["register.csv", "register.json"])
def test_the_register_written_out_says_what_the_register_says(practice: Practice, tmp_path: Path, name: str) -> None:
    let_all_leave(practice, tmp_path)
    known, place = numbered(practice.open(), "heron"), tmp_path / name
    entries, digest = written_out.export(practice.open(), place, "heron", "the insurer asked")
    assert entries == known
    assert digest == sha256(place.read_bytes())
    if name.endswith(".json"):
        read = json.loads(place.read_text())["entries"]
        assert [each["number"] for each in read] == [each.number for each in known]
    else:
        read = list(csv.DictReader(io.StringIO(place.read_bytes().decode(), newline="")))
        read = [{title.lower(): cell for title, cell in row.items()} for row in read]
    for row, (_, entry) in zip(read, known, strict=True):
        assert (row["event"], row["client"], row["subject"]) == (entry.event, "heron", entry.subject)
        assert (row["what"].lstrip("'"), row["sha256"]) == (entry.what, entry.sha256)
    with practice.open().vault.read() as snapshot:
        assert str(place) in written_files.paths(snapshot, "heron")
        assert str(place) not in written_files.paths(snapshot, "linden"), "it is about one client"
    newest = list_entries(practice.open(), "heron")[-1]
    assert (newest.event, newest.why, newest.sha256) == (Event.REGISTER_EXPORTED, "the insurer asked", digest)


def test_the_register_leaves_for_a_reason_and_by_the_coach_alone(practice: Practice, tmp_path: Path) -> None:
    before = list_entries(practice.open())
    with pytest.raises(Refused, match="for a reason"):
        written_out.export(practice.open(), tmp_path / "all.csv", "", "")
    with pytest.raises(BadInput):
        written_out.export(practice.open(), tmp_path / "all.txt", "", "the insurer asked")
    assert list_entries(practice.open()) == before
    words = " ".join(custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words)
    executor = open_vault(practice.setting, Credentials(str, [words]))
    with pytest.raises(Refused, match="only the coach writes out the register"):
        written_out.export(executor, tmp_path / "all.csv", "", "the insurer asked")
    assert list(tmp_path.glob("all.*")) == []


def test_an_entry_is_shown_by_its_number_and_no_other(practice: Practice) -> None:
    known = numbered(practice.open())
    assert [each.number for each in known] == list(range(1, len(known) + 1))
    assert show(practice.open(), known[-1].number) == known[-1]
    for number in (0, len(known) + 1):
        with pytest.raises(NotFound, match=str(number)):
            show(practice.open(), number)
