"""`coachvault measure`: how clients rate themselves over time."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.dates import read_day
from coachvault.cli.input.options import ClientCode, form_option, option
from coachvault.cli.input.reading import read_form
from coachvault.cli.unlock.open_vault import unlock
from coachvault.errors import BadInput
from coachvault.practice.dates import said_back
from coachvault.practice.measures import Measure, Rating
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_text import measures as measures_text
from coachvault.services.core.forms import parse_toml
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import measures

app = group("How clients rate themselves over time, as small charts.")


@command(app, "add")
def add(
    context: Context,
    client: ClientCode,
    form: Annotated[str, form_option("TOML: on, [values] from 0 to 10, [words].")] = "",
    on: Annotated[str, option("--on DATE", "The day; today when left out.")] = "",
) -> Reply[engagements_json.RatingAdded]:
    """Write down how a client rates mindset, morale, confidence, commitment, ability and objectives."""
    text = read_form(form) if form else ""
    opened = unlock(context)
    if not form:
        context.need_person("--from FILE|-")
    day = read_day(context, opened, on) if on else opened.now().date()
    rating = measures.parse_form(text, day) if form else _ask(context, opened, client, day)
    if on and rating.on != day:
        raise UsageError("The form names another day than --on.", "Leave one of them out.")
    engagement = measures.add(opened, client, rating)
    message = f"{len(rating.values)} ratings of {engagement.client} are saved with the notes of {engagement.id}."
    return Reply({"engagement": engagement.id, "rating": rating}, message)


@command(app, "show", only_reads=True)
def show(context: Context, client: ClientCode) -> Reply[engagements_json.RatingsShown]:
    """Show what a client said over time, as small charts."""
    found = measures.series(unlock(context), client)
    data = engagements_json.RatingsShown.of(found, engagement=found.engagement.id)
    return Reply(data, measures_text.series(found))


@command(app, "edit")
def edit(
    context: Context,
    opened: OpenVault,
    client: ClientCode,
    on: Annotated[str, option("--on DATE", "The day on which the client said it.")],
    form: Annotated[str, form_option("TOML: [values], [words], without = [...], for what changes.")] = "",
) -> Reply[engagements_json.RatingAdded]:
    """Correct how a client rated on a day; the earlier wording stays in the vault."""
    if not form:
        context.need_person("--from FILE|-")
    fields = parse_toml(read_form(form)) if form else {}
    before = measures.rated_on(opened, client, read_day(context, opened, on))
    if not form:
        told = _ask(context, opened, client, before.rating.on, before.rating)
        known = [*before.rating.values]
        fields = {
            "values": told.values,
            "words": told.words,
            "without": [each for each in known if each not in told.values],
        }
    found = measures.edit(opened, client, before, fields)
    message = f"The rating of {found.engagement.client} on {said_back(str(found.rating.on))} is changed."
    return Reply({"engagement": found.engagement.id, "rating": found.rating}, message)


def _ask(context: Context, opened: OpenVault, client: str, day: date, known: Rating | None = None) -> Rating:
    """Asks for one measure after the other; what was said before is the default, and `-` leaves it out."""
    objectives = measures.series(opened, client).objectives
    names = [*((each.value, "") for each in Measure)]
    names += [(f"objective-{number}", f" ({objective})") for number, objective in enumerate(objectives, start=1)]
    before, said_before = (known.values, known.words) if known else ({}, {})
    values: dict[str, int] = {}
    words: dict[str, str] = {}
    for name, message in names:
        leaves = "- leaves it out" if name in before else "Enter leaves it out"
        default = str(before.get(name, ""))
        answer = context.prompts.ask_checked(f"{name}{message}, from 0 to 10 ({leaves})", default, _require_number)
        if answer not in ("", "-"):
            values[name] = int(answer)
            question = "In the client's words (Enter for none)" if name not in said_before else "In the client's words"
            if said := context.prompts.ask(question, said_before.get(name, "")):
                words[name] = said
    return Rating(day, values, words)


def _require_number(text: str) -> None:
    if text not in ("", "-") and not (text.isdecimal() and int(text) <= 10):
        raise BadInput("A rating is a number from 0 to 10.")
