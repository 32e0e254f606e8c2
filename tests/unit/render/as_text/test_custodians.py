"""Custodians and the duty, as people read them."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from coachvault.practice.custodian import Adviser, Custodian, CustodianRole, Handbook
from coachvault.practice.ids import Code
from coachvault.render.as_text import custodians as text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody.custodians import Added, Removed
from coachvault.services.custody.duty import duty
from coachvault.services.custody.rehearsal import Rehearsal, RehearsalProof
from coachvault.services.engagements.lifecycle import set_next_session

DEE = Custodian(Code("maple"), CustodianRole.EXECUTOR, bytes(32), date(2026, 1, 5), name="Dee Frost", phone="030 2")
READER = msgspec.structs.replace(DEE, code=Code("aspen"), role=CustodianRole.READER, name="")


def test_without_custodians_it_says_how_to_name_one() -> None:
    assert "custodian add CODE" in str(text.custodians([], 0))


@pytest.mark.parametrize(("quorum", "role"), [(0, "reader, no number set"), (2, "reader, 2 open together")])
def test_a_reader_opens_together_with_others(quorum: int, role: str) -> None:
    assert text._role(READER, quorum) == role
    assert text._role(DEE, quorum) == "executor"


def test_whom_to_tell_is_shown_with_everything_that_reaches_them(opened: OpenVault) -> None:
    assert "nobody to notify" in text.reach([])
    set_next_session(opened, "heron", "2026-12-01T09:00+00:00")
    said = text.reach(duty(opened).reach)
    assert "heron  Ada Marsh" in said
    assert "ada@example.org" in said
    assert "2026-12-01 09:00" in said
    assert "none written down" in said, "of wren's next session"
    assert text.duty(duty(opened)) == "Clients to notify: 2. Ended and sealed: 1. Due: 0."


def test_the_handbook_names_the_others_and_the_advisers() -> None:
    book = Handbook(laptop="in the drawer", advisers=(Adviser("supervisor", "Ida Berg", "030 1"),))
    said = text.handbook(book, [DEE, READER])
    assert "supervisor, Ida Berg, 030 1" in said
    assert "Dee Frost, executor: 030 2" in said
    assert "aspen, reader: 030 2" in said
    assert text.handbook(Handbook(), []) == "Nothing was written down."


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        (RehearsalProof.DUTY, "no note"),
        (RehearsalProof.FIRST_SEAL, "In 3 of the combinations"),
        (RehearsalProof.WORDS, "another reader's words come first"),
        (RehearsalProof.NO_QUORUM, "they open nothing yet"),
    ],
)
def test_a_rehearsal_says_what_it_proved_and_what_not(proof: RehearsalProof, said: str) -> None:
    assert said in text.rehearsal(Rehearsal(DEE, proof, 3))


def test_an_executor_with_a_key_from_elsewhere_needs_the_program() -> None:
    assert "needs the program" in text.added(Added(DEE, [], "the duty"))
    assert "needs the program" not in text.added(Added(DEE, ["word"] * 24, "the duty", has_page=True))
    assert "needs the program" not in text.added(Added(READER, [], "nothing alone"))


@pytest.mark.parametrize(("readers", "said"), [(1, "Only one reader is left"), (0, "Only 0 readers are left")])
def test_a_removal_that_ends_the_quorum_says_so(readers: int, said: str) -> None:
    assert said in text.removed(Removed(READER, readers, 0, ends_quorum=True), "")
    assert "quorum" not in text.removed(Removed(READER, readers, 0, ends_quorum=False), "")
