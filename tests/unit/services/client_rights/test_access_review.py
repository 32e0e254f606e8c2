"""What goes into a copy is looked over, and decided thing by thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.measures import Rating
from coachvault.practice.register import Event
from coachvault.services.client_rights import access, access_deadline, access_review
from coachvault.services.client_rights.access import WantedCopy
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import agreements, measures
from coachvault.services.people.directory import edit_client
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import Form, draft
from tests.fakes import Practice, filled_practice
from tests.independent.vaults import ground


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_looking_over_what_is_sealed_is_recorded(practice: Practice) -> None:
    opened = practice.open()
    before = len(list_entries(opened))
    assert access_review.lint_copy(opened, "heron")[0] == "heron"
    assert len(list_entries(opened)) == before, "nothing was sealed"
    access_review.lint_copy(opened, "linden")
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.subject, entry.what) == (Event.OPENED, "E3", "looked over for a copy")


def test_every_kind_of_thing_can_be_left_out_by_its_id(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    draft(opened, "heron", Form(text="She compares herself with Bea Cole."))
    disclose.disclose(opened, "heron", ground(evidence="Bea Cole rang me twice about it"), None)
    measures.add(opened, "heron", Rating(date(2026, 3, 1), {"morale": 4}, {"morale": "as Bea Cole has it"}))
    agreements.propose(opened, "heron", {"objectives": ["speak as Bea Cole does"]})
    edit_client(opened, "heron", {"remark": "a friend of Bea Cole"})
    ids = ("contact", "e1", "RATING-1", "r1", "d1")
    with pytest.raises(Refused, match="contact, E1, rating-1, R1, D1"):
        access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    for left in ids:
        others = tuple(each for each in ids if each != left)
        with pytest.raises(Refused, match=f"(?i)named in {left}:"):
            access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt", others, "about somebody else"))
    made = access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt", ids, "about somebody else"))
    assert made.left_out == ("D1", "E1", "R1", "contact", "rating-1")
    assert "Bea" not in (tmp_path / "copy.txt").read_text()
    assert made.redacted, "the register named her as evidence"
    access.copy(opened, "heron", WantedCopy(tmp_path / "kept.txt", ids[:-1], "no other Bea is meant", ("d1",)))
    assert "Bea Cole rang me" in (tmp_path / "kept.txt").read_text()
    assert "kept: d1" in list_entries(opened)[-1].what


def test_lines_of_the_register_can_be_left_out_as_well(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    access_deadline.request(opened, "heron", date(2026, 11, 1))
    made = access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt", ("entry-1",), "told by word of mouth"))
    assert made.left_out == ("entry-1",)
    assert "copy asked for" not in (tmp_path / "copy.txt").read_text()
