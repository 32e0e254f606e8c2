"""`coachvault sponsor`: who pays and may ask for a report."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from coachvault.cli.command import command, group
from coachvault.cli.context import Context
from coachvault.cli.guides.sponsor import ask_sponsor_fields
from coachvault.cli.input.reading import read_form
from coachvault.cli.terminal.output import Reply
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.ids import parse_code
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import people as people_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import people as people_text
from coachvault.services.people import directory

app = group("Who pays and may ask for a report.")

Form = Annotated[str, typer.Option("--from", metavar="FILE|-", help="TOML: name, organisation, email, phone, ...")]


@command(app, "add")
def add(
    context: Context,
    code: Annotated[str, typer.Argument(help="A neutral code; one is offered when left out.")] = "",
    form: Form = "",
) -> Reply[people_json.SponsorAnswer]:
    """Add a sponsor under a neutral code."""
    fields = directory.parse_sponsor_form(read_form(form)) if form else {}
    opened = unlock(context)
    asking = context.interactive and not form
    if not code:
        code = directory.offer_code(opened)
        code = context.prompts.ask_checked("A neutral code (never a name)", code, parse_code) if asking else code
    if asking:
        fields = ask_sponsor_fields(context, {})
    sponsor = directory.add_sponsor(opened, code, fields)
    return Reply({"sponsor": sponsor}, f"{sponsor.code} is added.")


@command(app, "list", only_reads=True)
def list_all(context: Context) -> Reply[people_json.SponsorList]:
    """List the sponsors."""
    sponsors = directory.list_sponsors(unlock(context))
    rows = [(each.code, each.organisation, each.name) for each in sponsors]
    return Reply({"sponsors": sponsors}, lambda: layout.table(("code", "organisation", "name"), rows))


@command(app, "show", only_reads=True)
def show(
    context: Context, code: Annotated[str, typer.Argument(help="The sponsor's code or its start.")]
) -> Reply[people_json.SponsorShown]:
    """Show a sponsor with contact data and the engagements it pays for."""
    sponsor, paid = directory.show_sponsor(unlock(context), code)
    engagements = [engagements_json.engagement(each) for each in paid]
    return Reply({"sponsor": sponsor, "engagements": engagements}, people_text.sponsor(sponsor, paid))


@command(app, "edit")
def edit(
    context: Context,
    code: Annotated[str, typer.Argument(help="The sponsor's code or its start.")],
    form: Form = "",
) -> Reply[people_json.SponsorAnswer]:
    """Change what is known of a sponsor."""
    fields = directory.parse_sponsor_form(read_form(form)) if form else {}
    opened = unlock(context)
    if not form:
        known = msgspec.structs.asdict(directory.show_sponsor(opened, code)[0])
        context.need_person("--from FILE|-")
        fields = ask_sponsor_fields(context, known)
    sponsor = directory.edit_sponsor(opened, code, fields)
    return Reply({"sponsor": sponsor}, f"{sponsor.code} is changed.")
