"""A change that custodians may not make is refused with the reason and the way that is open (rule R10)."""

from __future__ import annotations

import pytest

from coachvault.errors import Refused
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.duties import MAY_CHANGE, require_archive_takes, require_may_change

EXECUTOR, READER = CustodianRole.EXECUTOR, CustodianRole.READER


@pytest.mark.parametrize(
    ("role", "kind"), [(role, kind) for role, kinds in MAY_CHANGE.items() for kind in sorted(kinds)]
)
def test_a_duty_may_be_done(role: CustodianRole, kind: str) -> None:
    require_may_change(role, kind)


def test_readers_together_open_notes_and_an_executor_none() -> None:
    assert MAY_CHANGE[READER] - MAY_CHANGE[EXECUTOR] == {"engagement open", "note show"}
    for kind in ("engagement open", "note show"):
        with pytest.raises(Refused, match="executor"):
            require_may_change(EXECUTOR, kind)


@pytest.mark.parametrize("role", CustodianRole)
@pytest.mark.parametrize(
    ("kind", "why", "way"),
    [
        ("retention policy", "only the coach says how long", "retention extend"),
        ("hold add", "only the coach puts a hold on", "retention extend"),
        ("backup create", "only the coach makes backups", "backup list"),
        ("backup forget", "only the coach declares a copy gone", "backup clean"),
    ],
)
def test_a_refusal_says_why_and_names_the_way(role: CustodianRole, kind: str, why: str, way: str) -> None:
    with pytest.raises(Refused, match=why) as caught:
        require_may_change(role, kind)
    assert f"coachvault {way}" in caught.value.hint


@pytest.mark.parametrize(("role", "way"), [(EXECUTOR, "coachvault executor"), (READER, "coachvault custodian open")])
@pytest.mark.parametrize("kind", ["note add", "", "Document written"])
def test_what_no_rule_names_is_the_coachs(role: CustodianRole, way: str, kind: str) -> None:
    with pytest.raises(Refused, match="the coach changes the rest") as caught:
        require_may_change(role, kind)
    assert way in caught.value.hint


def test_an_archive_beside_the_vault_takes_nothing_new() -> None:
    for kind in ("retention destroy", "release confirm", "note show"):
        require_archive_takes(kind)
    for kind in ("client edit", "backup create", "keys rotate"):
        with pytest.raises(Refused, match="archive"):
            require_archive_takes(kind)
