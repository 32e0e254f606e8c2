"""What custodians may change: every command that changes a vault, by an executor's words and by a quorum's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coachvault.errors import CoachVaultError, Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.duties import MAY_CHANGE
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements import lifecycle
from coachvault.services.keys import agent
from coachvault.services.retention import due, policy_change
from tests.fakes import Made, Practice, filled_practice, put_into
from tests.faults.operations import OPERATIONS

pytestmark = pytest.mark.sampled(4)

EXECUTOR, READER = CustodianRole.EXECUTOR, CustodianRole.READER
OF_THE_DUTY = {
    *("retention destroy", "retention destroy, on another computer", "retention extend", "backup clean"),
    *("engagement letter", "access request", "custodian test"),
}
ALLOWED = {EXECUTOR: OF_THE_DUTY, READER: OF_THE_DUTY | {"note show, sealed", "engagement open"}}
BY_OTHER_MEANS = {
    *("init", "restore", "restore, of a lost vault", "restore, of a changed way in", "note add, locked"),
    "note add, to a vault of format 1",
    "custodian open",
}
"""What opens no vault by the words of whoever acts, or brings its own."""
NOTHING_TO_DO = {"unlock, with notes that wait"}
"""What changes nothing where notes cannot be filed."""
SHORT = '[retention.notes]\nkeep = "1 day"\nbecause = "I want to"\n'


@dataclass(frozen=True)
class ByCustodians(Practice):
    """A practice that is opened by these words."""

    words: tuple[str, ...] = ()

    def open(self) -> OpenVault:
        return open_vault(self.setting, Credentials(str, list(self.words)))


@cache
def with_custodians() -> tuple[Made, dict[CustodianRole, tuple[str, ...]]]:
    """A filled vault with an executor and a quorum of two, and their words."""
    with TemporaryDirectory() as folder:
        practice = filled_practice(Path(folder))
        added = {
            code: " ".join(custodians.add(practice.open(), code, role, {}).words)
            for code, role in (("yew", EXECUTOR), ("elm", READER), ("oak", READER))
        }
        custodians.set_quorum(practice.open(), 2)
        return Made.of(practice), {EXECUTOR: (added["yew"],), READER: (added["elm"], added["oak"])}


def by(role: CustodianRole, practice: Practice) -> ByCustodians:
    return ByCustodians(practice.setting, practice.clock, with_custodians()[1][role])


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return put_into(with_custodians()[0], tmp_path / "here")


def test_nothing_is_allowed_that_is_no_command() -> None:
    assert ALLOWED[READER] | BY_OTHER_MEANS | NOTHING_TO_DO <= set(OPERATIONS)
    assert MAY_CHANGE[EXECUTOR] < MAY_CHANGE[READER]


@pytest.mark.parametrize("role", CustodianRole)
@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - BY_OTHER_MEANS - NOTHING_TO_DO))
def test_custodians_change_what_the_duty_takes_and_nothing_else(
    name: str, role: CustodianRole, practice: Practice
) -> None:
    OPERATIONS[name].prepare(practice)
    practice.pass_years(8)  # what could be due is due
    before = practice.path.read_bytes()
    there = set(practice.path.parent.rglob("*"))
    if name in ALLOWED[role]:
        OPERATIONS[name].act(by(role, practice))
        assert practice.path.read_bytes() != before
        assert practice.faults() == []
        return
    with pytest.raises(Refused):
        OPERATIONS[name].act(by(role, practice))
    assert practice.path.read_bytes() == before
    assert set(practice.path.parent.rglob("*")) == there


@pytest.mark.parametrize("role", CustodianRole)
def test_a_change_that_nobody_thought_of_is_refused(role: CustodianRole, practice: Practice) -> None:
    opened = by(role, practice).open()
    with pytest.raises(Refused, match="the coach changes the rest"), opened.vault.change("something new", opened.now()):
        pass
    with (
        pytest.raises(Refused, match="the coach changes the rest"),
        opened.reading_vault().change("something new", opened.now()),
    ):
        pass


@pytest.mark.parametrize("role", CustodianRole)
def test_what_the_coach_would_keep_is_not_destroyed_by_way_of_the_policy(
    role: CustodianRole, practice: Practice
) -> None:
    opened = by(role, practice).open()
    with pytest.raises(Refused, match="only the coach says how long") as caught:
        policy_change.set_policy(opened, SHORT)
    assert "retention extend" in caught.value.hint
    for engagement in ("E1", "E3"):
        with pytest.raises(Refused):
            destroy.destroy(opened, Order(engagement))
    assert not any(each.destroyed for each in lifecycle.list_engagements(practice.open()))


def test_an_executor_keeps_something_longer_and_holds_nothing(practice: Practice) -> None:
    opened = by(EXECUTOR, practice).open()
    with pytest.raises(Refused, match="only the coach puts a hold on") as caught:
        due.add_hold(opened, "E3", "a court wrote to me")
    assert "retention extend" in caught.value.hint
    _, decision = due.extend(opened, "E3", date(2040, 1, 1), "a court wrote to me")
    assert decision.due == date(2040, 1, 1)


@pytest.mark.parametrize("role", CustodianRole)
def test_a_vault_does_not_stay_unlocked_for_custodians(role: CustodianRole, practice: Practice) -> None:
    opened = by(role, practice).open()
    with pytest.raises(Refused, match="only the coach keeps the vault unlocked"):
        agent.keep_unlocked(practice.setting, opened, agent.Limits())
    with pytest.raises(CoachVaultError):
        agent.require_kept(practice.setting, opened)
