"""A clock that cannot be trusted: somebody says at the terminal, or by an option, that it is right."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.options import option
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.retention.clock_trust import ClockIsRight, doubt_now

ClockOption = Annotated[
    str,
    option(
        "--clock-is-right DATE",
        "Today's date: the clock is right, although the vault was last written on a later day, or long ago.",
    ),
]


def said_to_be_right(context: Context, opened: OpenVault, given_day: str, reason: str) -> ClockIsRight | None:
    """Returns somebody's word that the clock is right, from an option or asked for; None without it.

    Args:
        context: The command's context.
        opened: The vault.
        given_day: The date, if it was given as an option.
        reason: The reason, if one was given.

    Raises:
        UsageError: The date is not valid.
    """
    if not (given_day or context.interactive):
        return None
    doubt = doubt_now(opened)
    if doubt is None:
        return None
    may_say = doubt.is_ahead or opened.opener is Opener.COACH
    if not (given_day or may_say):
        return None
    if not given_day:
        context.output.warn(doubt.message)
        question = "If the clock is right now, type today's date (YYYY-MM-DD; Enter to leave it)"
        given_day = context.prompts.ask(question, "")
        if not given_day:
            return None
    if not (reason or doubt.is_ahead) and context.interactive:
        reason = context.prompts.ask("Why was the vault written with a later date? (goes into the register)", "")
    try:
        return ClockIsRight(date.fromisoformat(given_day), reason)
    except ValueError:
        raise UsageError("That is not a date.", "Today's date looks like 2026-11-23.") from None
