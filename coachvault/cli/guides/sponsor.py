"""Who pays: nobody, a sponsor that is known, or a new one."""

from __future__ import annotations

from typing import Any

from coachvault.cli.context import Context
from coachvault.practice.ids import parse_code
from coachvault.practice.people import require_mail_address
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people import directory

_ASKED = (("name", "Name"), ("organisation", "Organisation"), ("email", "Mail address"), ("phone", "Phone"))


def offer_sponsor(context: Context, opened: OpenVault) -> str:
    """Asks who pays: nobody, a sponsor that is known, or a new one; returns its code or nothing."""
    known = [(each.code, each.organisation or each.name) for each in directory.list_sponsors(opened)]
    answers = [("none", "nobody besides the client"), ("new", "somebody who is not in the vault yet"), *known]
    chosen = context.prompts.choose("Who pays?", answers)
    if chosen == "none":
        return ""
    if chosen != "new":
        return chosen
    code = context.prompts.ask_checked("A neutral code for the sponsor", directory.offer_code(opened), parse_code)
    return directory.add_sponsor(opened, code, ask_sponsor_fields(context, {})).code


def ask_sponsor_fields(context: Context, known: dict[str, Any]) -> dict[str, str]:
    """Asks for the fields of a sponsor, with what is known ready as the answer."""
    checks = {"email": require_mail_address}
    return {
        name: context.prompts.ask_checked(question, known.get(name, ""), checks.get(name, str))
        for name, question in _ASKED
    }
