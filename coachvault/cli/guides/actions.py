"""Actions around a note: the open ones are asked about before it is written, new ones are offered once it is saved."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.practice.actions import ActionStatus
from coachvault.render.as_text.actions import line
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes import actions
from coachvault.services.notes.actions import ActionView
from coachvault.services.notes.journal import NoteView, is_own

_SETTLED = {"d": ActionStatus.DONE, "x": ActionStatus.DROPPED}


def ask_about_open(context: Context, opened: OpenVault, code: str) -> None:
    """Asks what became of each action that is open; Enter leaves it open."""
    if is_own(code):
        return
    found = [each for each in actions.list_actions(opened, code) if each.status is ActionStatus.OPEN]
    if found:
        context.output.say("\nWhat became of these? d: done, x: dropped, Enter: still open.")
    for each in found:
        answer = context.prompts.ask(line(each), "").lower()[:1]
        if answer in _SETTLED:
            actions.settle_action(opened, each.id, _SETTLED[answer])


def offer_new(context: Context, opened: OpenVault, view: NoteView) -> list[ActionView]:
    """Offers the lines of a note that look like actions and were not taken before; returns those that were taken."""
    lines = actions.new_lines(opened, view)
    if not lines:
        return []
    context.output.say("\nThese lines look like actions:")
    for offered in lines:
        context.output.say(f"  {offered}")
    if not context.prompts.confirm("Keep them as actions?", default=True):
        return []
    taken = actions.take_from_note(opened, view)
    for each in taken:
        context.output.say(f"→ {line(each)}")
    return taken
