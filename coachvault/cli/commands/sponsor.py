"""`coachvault sponsor`: who pays and may ask for a report."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.guides.sponsor import ask_sponsor_fields
from coachvault.cli.input.reading import read_form
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.ids import parse_code
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import people as people_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import people as people_text
from coachvault.services.people import directory

app = typer.Typer(rich_markup_mode=None, help="Who pays and may ask for a report.", no_args_is_help=True)

Form = Annotated[str, typer.Option("--from", metavar="FILE|-", help="TOML: name, organisation, email, phone, ...")]


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
        fields = ask_sponsor_fields(context, {})
    sponsor = directory.add_sponsor(opened, code, fields)
    context.output.result("sponsor add", {"sponsor": people_json.sponsor(sponsor)}, f"{sponsor.code} is added.")


@app.command("list")
def list_all(ctx: typer.Context) -> None:
    """List the sponsors."""
    context: Context = ctx.obj
    sponsors = directory.list_sponsors(unlock(context))
    rows = [(each.code, each.organisation, each.name) for each in sponsors]
    data = {"sponsors": [people_json.sponsor(each) for each in sponsors]}
    context.output.result("sponsor list", data, lambda: layout.table(("code", "organisation", "name"), rows))


@app.command("show")
def show(ctx: typer.Context, code: Annotated[str, typer.Argument(help="The sponsor's code or its start.")]) -> None:
    """Show a sponsor with contact data and the engagements it pays for."""
    context: Context = ctx.obj
    sponsor, paid = directory.show_sponsor(unlock(context), code)
    data = {
        "sponsor": people_json.sponsor(sponsor),
        "engagements": [engagements_json.engagement(each) for each in paid],
    }
    context.output.result("sponsor show", data, people_text.sponsor(sponsor, paid))


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
        known = people_json.sponsor(directory.show_sponsor(opened, code)[0])
        context.need_person("--from FILE|-")
        fields = ask_sponsor_fields(context, known)
    sponsor = directory.edit_sponsor(opened, code, fields)
    context.output.result("sponsor edit", {"sponsor": people_json.sponsor(sponsor)}, f"{sponsor.code} is changed.")
