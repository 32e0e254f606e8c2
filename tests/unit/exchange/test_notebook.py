"""Notes as one text: each under a heading, word for word."""

from __future__ import annotations

from coachvault.exchange.notebook import Leaf, notebook


def test_each_note_stands_under_its_heading_word_for_word() -> None:
    leaves = [Leaf(("heron/1", "2026-01-05", "", "#voice"), "First.\n# hers\n"), Leaf(("heron/2",), "Second")]
    assert notebook("heron", leaves) == (
        "# heron\n\n## heron/1 · 2026-01-05 · #voice\n\nFirst.\n# hers\n\n## heron/2\n\nSecond\n"
    )
    assert notebook("own", []) == "# own\n"
