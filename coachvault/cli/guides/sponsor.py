"""How an engagement begins: who pays, nobody, a sponsor that is known, or a new one; and what is agreed."""

from __future__ import annotations

from functools import partial
from typing import Any

from coachvault.cli.context import Context
from coachvault.cli.input.reading import LANGUAGE, ask_fields
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people import directory

ASKED = (("name", "Name"), ("organisation", "Organisation"), ("email", "Mail address"), ("phone", "Phone"), LANGUAGE)
"""The fields of a sponsor, and the questions for them."""


def offer_sponsor(context: Context, opened: OpenVault) -> str:
    """Asks who pays: nobody, a sponsor that is known, or a new one; returns its code or nothing."""
    known = [(each.code, each.organisation or each.name) for each in directory.list_sponsors(opened)]
    answers = [("none", "nobody besides the client"), ("new", "somebody who is not in the vault yet"), *known]
    chosen = context.prompts.choose("Who pays?", answers)
    if chosen == "none":
        return ""
    if chosen != "new":
        return chosen
    free = partial(directory.free_code, opened)
    code = context.prompts.ask_checked("A neutral code for the sponsor", directory.offer_code(opened), free)
    return directory.add_sponsor(opened, code, ask_fields(context, ASKED, {})).code


def ask_terms(context: Context, *, with_sponsor: bool) -> dict[str, Any]:
    """Asks for objectives, one by one, and where there is a sponsor for what it may receive."""
    objectives: list[str] = []
    while objective := context.prompts.ask(f"Objective {len(objectives) + 1} (Enter when done)", ""):
        objectives.append(objective)
    if not with_sponsor:
        return {"objectives": objectives}
    received = context.prompts.ask("What may the sponsor receive? (Enter: nothing was agreed)", "")
    return {"objectives": objectives, "sponsor_may_receive": received}
