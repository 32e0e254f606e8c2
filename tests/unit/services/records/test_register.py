"""The register: entries in their order, numbered in the whole of it, and no more to custodians than was agreed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import NotFound
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.ids import Code
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.custody import custodians
from coachvault.services.engagements import lifecycle
from coachvault.services.records import register, roster
from tests.fakes import NOON, Practice, filled_practice

SENT = RegisterEntry(Event.EXPORTED, NOON, "heron", "R1", to="otter", what="sent to Ada Marsh, ada@example.org")


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """The end of E3 stands in its register; now an entry about heron, too, and one about nobody."""
    found = filled_practice(tmp_path)
    opened = found.open()
    with opened.vault.change("register", NOON) as change:
        register.write(change, SENT)
        register.record(change, Event.BACKED_UP, "", "B1", NOON, "monthly")
    return found


def test_entries_are_numbered_in_the_whole_register(practice: Practice) -> None:
    opened = practice.open()
    known = register.numbered(opened)
    assert [each.number for each in known] == list(range(1, len(known) + 1))
    assert [each.entry.subject for each in known][-3:] == ["E3", "R1", "B1"]
    ((number, entry),) = register.numbered(opened, "her")
    assert (number, entry) == (len(known) - 1, SENT)
    assert register.list_entries(opened, "wren") == []
    assert register.list_entries(opened)[-1] == RegisterEntry(Event.BACKED_UP, NOON, "", "B1", "monthly")
    with pytest.raises(NotFound):
        register.list_entries(opened, "nobody")


def test_one_entry_is_shown_by_its_number(practice: Practice) -> None:
    opened = practice.open()
    count = len(register.list_entries(opened))
    assert register.show(opened, count - 1).entry == SENT
    for number in (0, count + 1, -1):
        with pytest.raises(NotFound, match=f"no entry {number}"):
            register.show(opened, number)


def test_entries_about_one_client_or_all(practice: Practice) -> None:
    with practice.open().vault.read() as snapshot:
        assert register.entries_about(snapshot, Code("heron")) == [SENT]
        assert SENT in register.entries_about(snapshot, None)


@pytest.mark.parametrize("barred", [False, True])
def test_custodians_see_the_code_where_a_client_agreed_to_no_more(practice: Practice, barred: bool) -> None:
    opened = practice.open()
    if barred:
        with opened.vault.change("agreement signed", NOON) as change:
            kept = roster.engagement(change, 1)
            agreed = msgspec.structs.replace(kept.engagement, agreed_reports=(), executors_barred=date(2026, 1, 5))
            lifecycle.save_engagement(change, kept.record_id, agreed)
    words = " ".join(custodians.add(opened, "maple", CustodianRole.EXECUTOR, {}).words)
    executor = open_vault(practice.setting, Credentials(str, [words]))
    (entry,) = register.list_entries(executor, "heron")
    assert entry.what == ("sent to heron, heron" if barred else SENT.what)
    assert register.list_entries(practice.open(), "heron") == [SENT]
