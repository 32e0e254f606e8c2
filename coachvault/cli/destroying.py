"""Destroying at the terminal: the exact scope is shown, and the client's code typed."""

from __future__ import annotations

import msgspec

from coachvault.cli.clock import said_to_be_right
from coachvault.cli.context import Context
from coachvault.practice.certificate import Certificate
from coachvault.render import human_retention
from coachvault.services import destroying, scope, unlocking
from coachvault.services.opening import OpenVault
from coachvault.services.scope import Order


def destroy_confirmed(context: Context, opened: OpenVault, order: Order, confirm: str = "") -> Certificate:
    """Shows exactly what would be destroyed, has the client's code typed, and destroys it."""
    if order.clock is None:
        order = msgspec.structs.replace(order, clock=said_to_be_right(context, opened, "", ""))
    planned = scope.plan(opened, order)
    if context.interactive:
        context.output.say(human_retention.plan(planned))
        if not planned.item.decision.is_due(opened.now().date()):
            context.output.warn("It is not due yet.")
            if not order.reason:
                why = context.prompts.ask("Why is it destroyed before that? (goes onto the certificate)", "")
                order = msgspec.structs.replace(order, reason=why)
    context.confirm_word(planned.item.client, confirm)
    unlocking.close_windows(context.setting, opened)
    return destroying.destroy(opened, order)
