"""`coachvault retention`: how long records are kept, what is due, and destroying it with a certificate."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, given_with, group
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.destruction import destroy_confirmed
from coachvault.cli.guides.retention_review import go_through
from coachvault.cli.input.clock_word import ClockOption, said_to_be_right
from coachvault.cli.input.dates import read_day
from coachvault.cli.input.options import ConfirmCode, Reason, WhichEngagement, argument, option, out_option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_body, read_form, read_reason, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.certificate import Certificate
from coachvault.practice.dates import Meant
from coachvault.practice.retention import RecordClass
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import retention as retention_text
from coachvault.render.printed import certificate as certificates_shown
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction.plan import Order
from coachvault.services.keys import create_vault
from coachvault.services.records import certificates
from coachvault.services.retention import due, policy, policy_change

app = group("How long records are kept, what is due, and destroying it with a certificate.")
policies = group("The retention policy: show, edit, set.")
holds = group("Holds, which override every schedule.")
app.add_typer(policies, name="policy")
app.add_typer(holds, name="hold")

DryRun = Annotated[bool, option("--dry-run", "Only show which days would move.")]
WhichClass = Annotated[
    RecordClass | None, option("--class", "Which of the records: notes, contacts, hours; a release is named by its id.")
]


@command(policies, "show", only_reads=True)
def show_policy(context: Context) -> Reply[retention_json.PolicyShown]:
    """Show the policy, word for word; `policy show > FILE` exports it."""
    shown = policy.show_policy(unlock(context))
    if shown.fault:
        context.output.warn(f"{shown.fault}; it decides nothing until it is corrected.")
    rules = retention_json.policy(shown.policy) if shown.policy else []
    return Reply({"policy": {"text": shown.text, "is_default": shown.is_default, "rules": rules}}, shown.text)


@command(policies, "set", only_reads=given_with("dry_run"))
def set_policy(
    context: Context,
    file: Annotated[str, argument("The policy, as TOML.", "FILE|-")],
    dry_run: DryRun = False,
) -> Reply[retention_json.PolicySet]:
    """Set another policy; the days that it moves are shown and recorded."""
    return _set(context, unlock(context), read_form(file), dry_run=dry_run)


@command(policies, "edit")
def edit_policy(context: Context, dry_run: DryRun = False) -> Reply[retention_json.PolicySet]:
    """Change the policy in the editor; the days that it moves are shown before it is set."""
    context.need_person("a terminal (or `retention policy set FILE`)")
    opened = unlock(context)
    text = read_body(context, policy.show_policy(opened).text)
    return _set(context, opened, text, dry_run=dry_run)


def _set(context: Context, opened: OpenVault, text: str, *, dry_run: bool) -> Reply[retention_json.PolicySet]:
    found = policy_change.preview_policy(opened, text)
    if not dry_run and context.interactive:
        context.output.say(retention_text.moved(found))
        dry_run = not context.prompts.confirm("Set this policy?", default=True)
    if not dry_run:
        found = policy_change.set_policy(opened, text)
    moved = [retention_json.moved(each) for each in found.moved]
    data: retention_json.PolicySet = {"moved": moved, "remarks": found.remarks, "set": not dry_run}
    message = "The policy is set." if not dry_run else "Nothing was changed."
    return Reply(data, lambda: f"{message} {retention_text.moved(found)}")


@command(app, "due", only_reads=True)
def list_due(
    context: Context,
    opened: OpenVault,
    until: Annotated[str, option("--until DATE", "Also what becomes due by that day; today if left out.")] = "",
) -> Reply[retention_json.DueList]:
    """List what is due, the longest first."""
    found = due.list_due(opened, read_day(context, opened, until, Meant.FUTURE, say=False) if until else None)
    if found.clock:
        context.output.warn(found.clock)
    today = opened.now().date()
    return Reply(retention_json.due(found), lambda: retention_text.due(found, today))


@command(app, "review")
def review(context: Context) -> Reply[retention_json.Reviewed]:
    """Go through what is due, one by one: destroy, extend, hold, hand over, or leave it."""
    context.need_person("a terminal (or `retention destroy`, `extend`, `hold add`)")
    opened = unlock(context)
    done = go_through(context, opened)
    return Reply({"reviewed": done}, f"{done} reviewed.")


@command(holds, "add")
def add_hold(
    context: Context,
    opened: OpenVault,
    which: WhichEngagement,
    reason: Reason = None,
    review: Annotated[str, option("--review DATE", "When the hold is reviewed.")] = "",
) -> Reply[retention_json.HoldAnswer]:
    """Hold an engagement: nothing of it is destroyed until the hold is lifted."""
    why = _reason(context, opened, reason, "Why may nothing of it be destroyed?")
    day = read_day(context, opened, review, Meant.FUTURE) if review else None
    engagement, hold = due.add_hold(opened, which, why, day)
    message = f"{engagement.id} with {engagement.client} is held: nothing of it is destroyed until the hold is lifted."
    return Reply({"hold": retention_json.hold(hold)}, message)


@command(holds, "lift")
def lift_hold(
    context: Context, opened: OpenVault, which: WhichEngagement, reason: Reason = None
) -> Reply[retention_json.HoldAnswer]:
    """Lift the hold on an engagement."""
    why = _reason(context, opened, reason, "Why is it lifted?")
    engagement, hold = due.lift_hold(opened, which, why)
    message = f"The hold on {engagement.id} with {engagement.client} is lifted."
    return Reply({"hold": retention_json.hold(hold)}, message)


@command(holds, "list", only_reads=True)
def list_holds(context: Context) -> Reply[retention_json.HoldList]:
    """List every hold there was, the oldest first."""
    with unlock(context).vault.read() as snapshot:
        found = policy.holds(snapshot)
    message = "\n".join(map(retention_text.hold, found)) or "There is no hold."
    return Reply({"holds": [retention_json.hold(each) for each in found]}, message)


@command(app, "extend")
def extend(
    context: Context,
    opened: OpenVault,
    which: WhichEngagement,
    until: Annotated[str, option("--until DATE", "The day from which it is due again.")],
    reason: Reason = None,
) -> Reply[retention_json.DecisionRecord]:
    """Keep an engagement's records longer than the policy says."""
    why = _reason(context, opened, reason, "Why is it kept longer?")
    engagement, decision = due.extend(opened, which, read_day(context, opened, until, Meant.FUTURE), why)
    message = f"{engagement.id} with {engagement.client} is kept until {decision.due}."
    return Reply(retention_json.DecisionRecord.of(decision, engagement=engagement.id), message)


@command(app, "destroy")
def destroy(
    context: Context,
    opened: OpenVault,
    which: Annotated[str, argument("An engagement (E1), a release (R7) or a client's code.", "ID")],
    series: WhichClass = None,
    reason: Reason = None,
    witness: Annotated[str, option("--witness TEXT", "Who is present; on the certificate.")] = "",
    confirm: ConfirmCode = "",
    clock_is_right: ClockOption = "",
) -> Reply[retention_json.CertificateAnswer]:
    """Destroy what is due: key and rows, here and in every known copy that can be reached."""
    why = "" if reason is None else read_reason(context, reason)
    clock = said_to_be_right(context, opened, clock_is_right, why) if clock_is_right else None
    order = Order(which, series, why, witness, clock)
    value = destroy_confirmed(context, opened, order, confirm, f"{reason or ''} {witness}")
    return show_certificate(value, opened.vault_id)


@command(app, "certificate", only_reads=True)
def certificate(
    context: Context,
    opened: OpenVault,
    which: Annotated[str, argument("E1, R7 or a client's code; all when left out.", "ID")] = "",
    series: WhichClass = None,
    out: Annotated[str, out_option("Write it: .html to print, or .txt.")] = "",
) -> Reply[retention_json.CertificateList] | Reply[retention_json.CertificateAnswer]:
    """Show a certificate of destruction, as of today."""
    if not which:
        found = certificates.list_certificates(opened)
        data: retention_json.CertificateList = {
            "certificates": [retention_json.CertificateRecord.of(each) for each in found]
        }
        rows = [certificates_shown.line(each) for each in found]
        return Reply(data, lambda: layout.table(("date", "id", "records", "state"), rows))
    value = certificates.find_certificate(opened, which, series)
    if out:
        path = path_of(out)
        if path.suffix.lower() not in (".html", ".htm", ".txt"):
            raise UsageError("A certificate is written as .html (to print) or .txt.", "`--out certificate.html`")
        render = certificates_shown.text if path.suffix.lower() == ".txt" else certificates_shown.page
        create_vault.write_file(path, render(value, opened.vault_id))
    return show_certificate(value, opened.vault_id)


def show_certificate(value: Certificate, vault_id: str) -> Reply[retention_json.CertificateAnswer]:
    """Returns a certificate as the reply of a command."""
    return Reply(
        {"certificate": retention_json.CertificateRecord.of(value)}, lambda: certificates_shown.text(value, vault_id)
    )


def _reason(context: Context, opened: OpenVault, given: str | None, question: str) -> str:
    warn_of_names(context, opened, given or "")
    if given is None and context.interactive:
        return context.prompts.ask(f"{question} (goes into the register; keep names out of it)", "")
    return "" if given is None else read_reason(context, given)
