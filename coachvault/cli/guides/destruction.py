"""Destroys at the terminal: the exact scope is shown, and the client's code has to be typed."""

from __future__ import annotations

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.input.clock_word import said_to_be_right
from coachvault.cli.input.reading import warn_of_history
from coachvault.cli.unlock.open_vault import say_that_copies_ask
from coachvault.practice.certificate import Certificate
from coachvault.render.as_text import retention as retention_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import destroy, plan
from coachvault.services.destruction.plan import Order
from coachvault.services.keys import agent
from coachvault.services.people import directory
from coachvault.services.retention.clock_trust import ClockInDoubt


def destroy_confirmed(
    context: Context, opened: OpenVault, order: Order, confirm: str = "", free_text: str = ""
) -> Certificate:
    """Shows exactly what would be destroyed, has the client's code typed, and destroys it.

    Args:
        context: The command's context.
        opened: The vault.
        order: What is to be destroyed.
        confirm: The value of `--confirm`.
        free_text: Text from the command line that may contain a name.
    """
    is_named = False
    try:
        with opened.at_one_moment() as moment:
            is_named = directory.names_someone(moment, free_text)
            planned = plan.plan(moment, order)
    except ClockInDoubt:
        if order.clock is not None:
            raise
        order = msgspec.structs.replace(order, clock=said_to_be_right(context, opened, "", ""))
        planned = plan.plan(opened, order)
    finally:
        if is_named:
            warn_of_history(context)
    if context.interactive:
        context.output.say(retention_text.plan(planned))
        if not planned.item.decision.is_due(opened.now().date()):
            context.output.warn("It is not due yet.")
            if not order.reason:
                why = context.prompts.ask("Why is it destroyed before that? (goes onto the certificate)", "")
                order = msgspec.structs.replace(order, reason=why)
    context.confirm_word(planned.item.client, confirm)
    agent.close_windows(context.setting, opened)
    say_that_copies_ask(context)
    return destroy.destroy(opened, order)
