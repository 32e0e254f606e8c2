"""`coachvault sponsor`: who pays and may ask for a report."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.guides.people import Person
from coachvault.cli.guides.sponsor import ASKED
from coachvault.cli.input.options import NewCode, argument, form_option
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import people as people_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import people as people_text
from coachvault.services.people import directory

app = group("Who pays and may ask for a report.")

_SPONSOR = Person(directory.parse_sponsor_form, ASKED, directory.show_sponsor)

Code = Annotated[str, argument("The sponsor's code or its start.")]
Form = Annotated[str, form_option("TOML: name, organisation, email, phone, ...")]


@command(app, "add")
def add(context: Context, code: NewCode = "", form: Form = "") -> Reply[people_json.SponsorAnswer]:
    """Add a sponsor under a neutral code."""
    sponsor = directory.add_sponsor(*_SPONSOR.newcomer(context, code, form))
    return Reply({"sponsor": sponsor}, f"{sponsor.code} is added.")


@command(app, "list", only_reads=True)
def list_all(context: Context) -> Reply[people_json.SponsorList]:
    """List the sponsors."""
    sponsors = directory.list_sponsors(unlock(context))
    rows = [(each.code, each.organisation, each.name) for each in sponsors]
    return Reply({"sponsors": sponsors}, lambda: layout.table(("code", "organisation", "name"), rows))


@command(app, "show", only_reads=True)
def show(context: Context, code: Code) -> Reply[people_json.SponsorShown]:
    """Show a sponsor with contact data and the engagements it pays for."""
    sponsor, paid = directory.show_sponsor(unlock(context), code)
    engagements = [engagements_json.EngagementRecord.of(each) for each in paid]
    return Reply({"sponsor": sponsor, "engagements": engagements}, people_text.sponsor(sponsor, paid))


@command(app, "edit")
def edit(context: Context, code: Code, form: Form = "") -> Reply[people_json.SponsorAnswer]:
    """Change what is known about a sponsor."""
    opened, fields = _SPONSOR.changes(context, code, form)
    sponsor = directory.edit_sponsor(opened, code, fields)
    return Reply({"sponsor": sponsor}, f"{sponsor.code} is changed.")
