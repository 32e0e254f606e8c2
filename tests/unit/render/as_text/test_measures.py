"""Charts are readable without colour at 60 columns, whatever the script."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from coachvault.practice.measures import Rating
from coachvault.render.as_text.measures import series as chart
from coachvault.services.engagements import agreements, measures
from tests.fakes import NOON, Practice, filled_practice
from tests.unit.services.engagements.test_measures import DAY


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_chart_is_readable_without_colour_at_60_columns(practice: Practice) -> None:
    opened = practice.open()
    long = "it is much easier than it was, though not yet in the large meetings, where I still hold back"
    measures.add(opened, "heron", Rating(DAY, {"objective-1": 3, "morale": 0}, {"objective-1": long}))
    measures.add(opened, "heron", Rating(NOON.date(), {"objective-1": 8, "morale": 10}))
    drawn = chart(measures.series(opened, "heron"))
    assert max(map(len, drawn.splitlines())) <= 60
    assert drawn.index("morale") < drawn.index("objective-1: speak up")
    assert "2026-03-01  ###.......   3 of 10" in drawn
    assert "2026-11-23  ##########  10 of 10" in drawn
    assert "since the first: +5" in drawn
    assert drawn.isascii()
    assert long in " ".join(drawn.split()), "the client's words are there in full"
    assert "Nothing was rated yet" in chart(measures.series(opened, "wren"))


def test_a_chart_of_wide_characters_is_no_wider(practice: Practice) -> None:
    opened = practice.open()
    agreements.propose(opened, "heron", {"objectives": ["会議で自分の意見をはっきりと述べられるようになること" * 2]})
    said = "大きな会議ではまだためらうことがありますが、以前よりずっと楽に話せるようになりました。" * 2
    measures.add(opened, "heron", Rating(DAY, {"objective-1": 3}, {"objective-1": said}))
    drawn = chart(measures.series(opened, "heron"))
    assert max(map(cell_len, drawn.splitlines())) == 60
    assert said in "".join(drawn.split())
