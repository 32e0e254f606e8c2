"""An answer is laid out with our lines folded away and the client's in full."""

from __future__ import annotations

from coachvault.practice.signoff import Remark
from coachvault.render.as_text.answer import laid_out


def test_places_stand_above_what_is_said_there_and_ours_are_folded_away() -> None:
    view = [
        Remark("Hi Kim,", "above the line", known=True),
        Remark("Not to Acme.", "above the line", known=False),
        Remark("I approve K7QM-3FZP", "the line that approves", known=True),
        Remark("", "your text, unchanged", known=True),
    ]
    assert list(laid_out(view)) == [
        ("above the line:", True),
        ("    Hi Kim,", True),
        ("    Not to Acme.", False),
        ("the line that approves:", True),
        ("    I approve K7QM-3FZP", True),
        ("(your text, unchanged)", True),
        ("", False),
    ]
