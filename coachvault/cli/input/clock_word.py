"""A clock that cannot be trusted: the coach says at the terminal, or by an option, that it is right."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.options import option
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.retention.clock_trust import ClockIsRight, fault_now

ClockOption = Annotated[
    str,
    option(
        "--clock-is-right DATE", "Today's date: the vault was last written with a clock that was ahead. Takes a reason."
    ),
]


def said_to_be_right(context: Context, opened: OpenVault, typed: str, reason: str) -> ClockIsRight | None:
    """Returns the coach's word that the clock is right, as it was given or as it is asked for; None without it.

    Args:
        context: The command's.
        opened: The vault.
        typed: The date, where it was given as an option.
        reason: The reason, where one was given.

    Raises:
        UsageError: What was typed is no date.
    """
    fault = fault_now(opened)
    if not fault or (not typed and (not context.interactive or opened.opener is not Opener.COACH)):
        return None
    if not typed:
        context.output.warn(fault)
        typed = context.prompts.ask("If the clock is right now, type today's date (YYYY-MM-DD; Enter to leave it)", "")
        if not typed:
            return None
    if not reason and context.interactive:
        reason = context.prompts.ask("Why was the vault written with a later date? (goes into the register)", "")
    try:
        return ClockIsRight(date.fromisoformat(typed), reason)
    except ValueError:
        raise UsageError("That is no date.", "Today's date looks like 2026-11-23.") from None
