"""`coachvault sponsor`: who pays and may ask for a report."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coachvault.cli.context import Context
from coachvault.cli.input.reading import read_form
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.ids import parse_code
from coachvault.practice.people import expect_mail_address
from coachvault.render import human, records
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people import directory

app = typer.Typer(rich_markup_mode=None, help="Who pays and may ask for a report.", no_args_is_help=True)

Form = Annotated[str, typer.Option("--from", metavar="FILE|-", help="TOML: name, organisation, email, phone, ...")]

_ASKED = (("name", "Name"), ("organisation", "Organisation"), ("email", "Mail address"), ("phone", "Phone"))


@app.command("add")
def add(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="A neutral code; one is offered when left out.")] = "",
    form: Form = "",
) -> None:
    """Add a sponsor under a neutral code."""
    context: Context = ctx.obj
    fields = directory.parse_sponsor_form(read_form(form)) if form else {}
    opened = unlock(context)
    asking = context.interactive and not form
    if not code:
        code = directory.offer_code(opened)
        code = context.prompts.ask_checked("A neutral code (never a name)", code, parse_code) if asking else code
    if asking:
        fields = _ask_fields(context, {})
    sponsor = directory.add_sponsor(opened, code, fields)
    context.output.result("sponsor add", {"sponsor": records.sponsor(sponsor)}, f"{sponsor.code} is added.")


@app.command("list")
def list_all(ctx: typer.Context) -> None:
    """List the sponsors."""
    context: Context = ctx.obj
    sponsors = directory.list_sponsors(unlock(context))
    rows = [(each.code, each.organisation, each.name) for each in sponsors]
    data = {"sponsors": [records.sponsor(each) for each in sponsors]}
    context.output.result("sponsor list", data, lambda: human.table(("code", "organisation", "name"), rows))


@app.command("show")
def show(ctx: typer.Context, code: Annotated[str, typer.Argument(help="The sponsor's code or its start.")]) -> None:
    """Show a sponsor with contact data and the engagements it pays for."""
    context: Context = ctx.obj
    sponsor, paid = directory.show_sponsor(unlock(context), code)
    data = {"sponsor": records.sponsor(sponsor), "engagements": [records.engagement(each) for each in paid]}
    context.output.result("sponsor show", data, human.sponsor(sponsor, paid))


@app.command("edit")
def edit(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="The sponsor's code or its start.")],
    form: Form = "",
) -> None:
    """Change what is known of a sponsor."""
    context: Context = ctx.obj
    fields = directory.parse_sponsor_form(read_form(form)) if form else {}
    opened = unlock(context)
    if not form:
        known = records.sponsor(directory.show_sponsor(opened, code)[0])
        context.need_person("--from FILE|-")
        fields = _ask_fields(context, known)
    sponsor = directory.edit_sponsor(opened, code, fields)
    context.output.result("sponsor edit", {"sponsor": records.sponsor(sponsor)}, f"{sponsor.code} is changed.")


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
    return directory.add_sponsor(opened, code, _ask_fields(context, {})).code


def _ask_fields(context: Context, known: dict[str, Any]) -> dict[str, str]:
    checks = {"email": expect_mail_address}
    return {
        name: context.prompts.ask_checked(question, known.get(name, ""), checks.get(name, str))
        for name, question in _ASKED
    }
