"""`coachvault executor`: a numbered menu for whoever steps in; it reads no note."""

from __future__ import annotations

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.guides.destruction import destroy_confirmed
from coachvault.cli.input.recovery_words import type_words
from coachvault.cli.unlock.open_vault import credentials_of, open_with
from coachvault.errors import CoachVaultError
from coachvault.render.as_json import custodians as custodians_json
from coachvault.render.as_text import custodians as custodians_text
from coachvault.render.as_text import register as register_text
from coachvault.render.as_text import retention as retention_text
from coachvault.render.printed import certificate
from coachvault.services.core.open_vault import Credentials, OpenVault
from coachvault.services.custody import duty
from coachvault.services.destruction.plan import Order
from coachvault.services.records import certificates, register
from coachvault.services.retention import due

app = single()

_MENU = [
    ("reach", "whom to notify: telephone numbers, next sessions, a ready message"),
    ("know", "what to know: laptop, backups, who helps, whom to call"),
    ("due", "what is due to be destroyed, and until when the rest is kept"),
    ("destroy", "destroy something that is due, with a certificate"),
    ("certificates", "what was destroyed before"),
    ("register", "what left, what was read and what was destroyed"),
    ("leave", "leave"),
]


@command(app, only_reads=True)
def executor(context: Context) -> Reply[custodians_json.DutyShown]:
    """For an executor: whom to reach, what is due, destroying it. Reads no note."""
    offered = credentials_of(context)
    if not offered.words and context.interactive:
        context.output.say("You need the sheet with 24 words. They open nothing but names, numbers and dates.")
        offered = Credentials(offered.passphrase, [type_words(context, "Word")])
    opened = open_with(context, offered)
    found = duty.duty(opened)
    if not context.interactive:
        return Reply({"executor": custodians_json.duty(found)}, custodians_text.duty(found))
    context.output.say(custodians_text.duty(found))
    while (answer := context.prompts.choose("What would you like to do?", _MENU)) != "leave":
        try:
            context.output.say(_answer(context, opened, answer))
        except CoachVaultError as error:
            context.output.say(f"{error.message} {error.hint}".strip())
    return Reply({"executor": custodians_json.duty(found)}, "Thank you.")


def _answer(context: Context, opened: OpenVault, answer: str) -> str:
    if answer == "reach":
        return custodians_text.reach(duty.duty(opened).reach)
    if answer == "know":
        known = duty.duty(opened)
        return custodians_text.handbook(known.handbook, known.custodians)
    if answer == "due":
        return retention_text.schedule(due.list_kept(opened), opened.now().date())
    if answer == "destroy":
        context.setting.require_writing()
        return _destroy(context, opened, context.prompts.ask("Which? (its id, such as E1)", ""))
    if answer == "certificates":
        known_certificates = certificates.list_certificates(opened)
        return "\n\n".join(certificate.text(each, opened.vault_id) for each in known_certificates) or "None yet."
    return register_text.register_lines(register.numbered(opened)) or "The register is empty."


def _destroy(context: Context, opened: OpenVault, given_id: str) -> str:
    if not given_id:
        return ""
    return certificate.text(destroy_confirmed(context, opened, Order(given_id)), opened.vault_id)
