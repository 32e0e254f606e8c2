"""The day shows what is open, forgotten and waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice import release
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.overview.day import brief, today
from coachvault.services.people.directory import add_client
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from tests.fakes import Practice, filled_practice
from tests.unit.services.releases.test_proposals import asked, yes


def test_the_day_shows_what_is_open_forgotten_and_ended(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    day = today(practice.open())
    assert ([each.id for each in day.engagements], day.forgotten, day.ended) == (["E1", "E2"], [], 1)
    practice.clock.pass_days(183)
    assert today(practice.open()).forgotten == []
    practice.clock.pass_days(1)
    assert today(practice.open()).forgotten == ["E1", "E2"]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


def test_the_day_tells_what_waits_and_which_files_are_left(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened, path=tmp_path / "request.txt")
    day = today(opened)
    assert [(line.place.id, line.status) for line in day.releases] == [("R1", release.ReleaseStatus.REQUESTED)]
    assert day.readable_files == [str(tmp_path / "request.txt")]
    import_answer(opened, "R1", yes(to))
    written = export(opened, "R1", tmp_path / "a.txt")
    (tmp_path / "request.txt").unlink()
    assert today(opened).readable_files == [str(written.sheet_path), str(written.path)]


def test_the_brief_shows_what_is_wanted_before_a_session(tmp_path: Path) -> None:
    found = brief(filled_practice(tmp_path).open(), "her")
    assert (found.name, found.terms.objectives, found.sponsor) == ("Ada Marsh", ("speak up",), "otter")
    assert [str(view.id) for view in found.notes] == ["heron/3", "heron/2"]
    assert found.notes[1].note.body.endswith("told again.")


def test_the_brief_of_a_new_client_is_empty(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_client(opened, "robin", {})
    found = brief(opened, "robin")
    assert (found.engagement, found.notes) == (None, [])
