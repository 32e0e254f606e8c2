"""An answer by mail as the coach reads it: the request's own lines folded away, everything else in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coachvault.practice.signoff import Remark


def laid_out(view: Iterable[Remark]) -> Iterator[tuple[str, bool]]:
    """Yields the lines of an answer below where they stand, and whether each is dimmed: it is written out of habit."""
    place = ""
    for each in view:
        if not each.text:
            yield f"({each.place})", True
        elif each.place != place:
            yield f"{each.place}:", True
        place = each.place
        if each.text:
            yield f"    {each.text}", each.known
    yield "", False
