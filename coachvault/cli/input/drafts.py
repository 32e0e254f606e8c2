"""Drafts: texts that were typed but not saved, and are offered again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachvault.cli.context import Context
from coachvault.errors import CoachVaultError

if TYPE_CHECKING:
    from coachvault.services.notes.autosave import DraftBox

_KEPT = "What you typed is kept as a sealed draft: the same command offers it again."


@contextmanager
def saving(context: Context, box: DraftBox | None) -> Iterator[None]:
    """Discards a draft once a block has saved the text; if the block fails, says that the draft is kept."""
    try:
        yield
    except CoachVaultError:
        if box is not None and box.found():
            context.output.say(_KEPT)
        raise
    if box is not None:
        box.discard()


def offered(context: Context, box: DraftBox | None, initial: str) -> str:
    """Returns the text to begin with: a draft that was not saved, if there is one and it is wanted."""
    draft = box.found() if box else None
    if box is None or draft is None or draft.text == initial:
        return initial
    first = next(line.strip() for line in draft.text.splitlines() if line.strip())
    context.output.say(f"A text of {draft.at.astimezone():%Y-%m-%d %H:%M} was not saved: {first[:60]}")
    if context.prompts.confirm("Go on with it?", default=True):
        return draft.text
    box.discard()
    return initial
