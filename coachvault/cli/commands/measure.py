"""`coachvault measure`: how clients rate themselves over time."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.input.options import ClientCode, form_option
from coachvault.cli.input.reading import read_form
from coachvault.cli.unlock.open_vault import unlock
from coachvault.errors import BadInput
from coachvault.practice.measures import Measure, Rating
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_text import measures as measures_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import measures

app = group("How clients rate themselves over time, as small charts.")


@command(app, "add")
def add(
    context: Context,
    client: ClientCode,
    form: Annotated[str, form_option("TOML: on, [values] from 0 to 10, [words].")] = "",
) -> Reply[engagements_json.RatingAdded]:
    """Write down how a client rates mindset, morale, confidence, commitment, ability and objectives."""
    text = read_form(form) if form else ""
    opened = unlock(context)
    if not form:
        context.need_person("--from FILE|-")
    rating = measures.parse_form(text, opened.now().date()) if form else _ask(context, opened, client)
    engagement = measures.add(opened, client, rating)
    message = f"{len(rating.values)} ratings of {engagement.client} are saved with the notes of {engagement.id}."
    return Reply({"engagement": engagement.id, "rating": rating}, message)


@command(app, "show", only_reads=True)
def show(context: Context, client: ClientCode) -> Reply[engagements_json.RatingsShown]:
    """Show what a client said over time, as small charts."""
    found = measures.series(unlock(context), client)
    data = engagements_json.RatingsShown.of(found, engagement=found.engagement.id)
    return Reply(data, measures_text.series(found))


def _ask(context: Context, opened: OpenVault, client: str) -> Rating:
    objectives = measures.series(opened, client).objectives
    names = [*((each.value, "") for each in Measure)]
    names += [(f"objective-{number}", f" ({objective})") for number, objective in enumerate(objectives, start=1)]
    values: dict[str, int] = {}
    words: dict[str, str] = {}
    for name, message in names:
        answer = context.prompts.ask_checked(
            f"{name}{message}, from 0 to 10 (Enter leaves it out)", "", _require_number
        )
        if answer:
            values[name] = int(answer)
            if said := context.prompts.ask("In the client's words (Enter for none)", ""):
                words[name] = said
    return Rating(opened.now().date(), values, words)


def _require_number(text: str) -> None:
    if text and not (text.isdecimal() and int(text) <= 10):
        raise BadInput("A rating is a number from 0 to 10.")
