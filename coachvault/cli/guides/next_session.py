"""The next session: asked for once a note is saved, and where it was left out."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.cli.input.dates import ask_when
from coachvault.practice.dates import said_back
from coachvault.practice.note import NoteKind
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.notes.journal import NoteView

_OF_SESSIONS = frozenset({NoteKind.SESSION, NoteKind.CHEMISTRY})


def offer_next_session(context: Context, opened: OpenVault, view: NoteView) -> None:
    """Asks when the next session is, after a note about one was saved; not where one that is to come is agreed."""
    if view.note.kind not in _OF_SESSIONS:
        return
    engagement, _ = lifecycle.show_engagement(opened, view.id.code)
    if engagement.ended or engagement.coming_session(opened.now().date()):
        return
    when = ask_when(context, opened, "When is the next session? (Enter skips)", "")
    if when is not None:
        lifecycle.set_next_session(opened, engagement.id, when)
        context.output.say(f"Written down: the next session with {view.id.code} is on {said_back(when)}.")


def ask_next_session(context: Context, opened: OpenVault, which: str) -> str:
    """Asks when the next session is; returns ISO 8601 text, empty for none.

    Raises:
        UsageError: Nobody can be asked.
    """
    context.need_person("WHEN")
    engagement, _ = lifecycle.show_engagement(opened, which)
    known = engagement.coming_session(opened.now().date())
    question = f"When is the next session with {engagement.client}? (Enter for {said_back(known) if known else 'none'})"
    return ask_when(context, opened, question, "") or known
