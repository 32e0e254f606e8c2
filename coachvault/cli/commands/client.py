"""`coachvault client`: the people you coach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.guides.people import Person
from coachvault.cli.guides.sponsor import ask_terms, offer_sponsor
from coachvault.cli.input.clock_word import ClockOption, said_to_be_right
from coachvault.cli.input.dates import read_day
from coachvault.cli.input.options import ClientCode, ConfirmCode, NewCode, argument, form_option, option, reason_option
from coachvault.cli.input.places import new_place
from coachvault.cli.input.reading import ask_fields, read_form, read_reason
from coachvault.cli.unlock.open_vault import say_that_copies_ask, unlock
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import people as people_json
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import people as people_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.keys import agent
from coachvault.services.people import directory
from coachvault.services.records import written_files

if TYPE_CHECKING:
    from coachvault.services.client_rights.erasure import Scope

app = group("The people you coach.")

Form = Annotated[str, form_option("TOML: name, email, phone, private_channel, ...")]

_ASKED = (
    ("name", "Name"),
    ("email", "Mail address"),
    ("phone", "Phone"),
    ("private_channel", "Private channel for sign-offs, outside the sponsor's reach"),
)
_CLIENT = Person(directory.parse_client_form, _ASKED, directory.show_client)
_EMERGENCY = (("name", "Emergency contact"), ("phone", "Their phone"), ("relation", "Their relation to the client"))


@command(app, "add", shows=people_json.ClientAnswer)
def add(context: Context, code: NewCode = "", form: Form = "") -> None:
    """Add a client under a neutral code."""
    asking = context.interactive and not form
    opened, code, fields = _CLIENT.newcomer(context, code, form)
    fields |= _ask_emergency(context) if asking else {}
    client = directory.add_client(opened, code, fields)
    context.show(Reply({"client": client}, f"{client.code} is added."))
    if asking and context.prompts.confirm("Start the engagement now?", default=True):
        _start(context, opened, client.code)


@command(app, "list", only_reads=True)
def list_all(context: Context) -> Reply[people_json.ClientList]:
    """List the clients, the latest contact first."""
    lines = directory.list_clients(unlock(context))
    rows = [
        (line.code, line.status.value, line.engagement, str(line.notes), line.last_contact, line.name) for line in lines
    ]
    columns = ("code", "status", "engagement", "notes", "last contact", "name")
    return Reply(
        lambda: {"clients": [people_json.ClientLineRecord.of(line) for line in lines]},
        lambda: layout.table(columns, rows),
    )


@command(app, "show", only_reads=True)
def show(context: Context, code: ClientCode) -> Reply[people_json.ClientShown]:
    """Show a client with contact data and engagements."""
    client, known = directory.show_client(unlock(context), code)
    engagements = [engagements_json.EngagementRecord.of(each) for each in known]
    return Reply({"client": client, "engagements": engagements}, people_text.client(client, known))


@command(app, "edit")
def edit(context: Context, code: ClientCode, form: Form = "") -> Reply[people_json.ClientAnswer]:
    """Change what is known about a client."""
    opened, fields = _CLIENT.changes(context, code, form)
    client = directory.edit_client(opened, code, fields)
    return Reply({"client": client}, f"{client.code} is changed.")


@command(app, "erase")
def erase(
    context: Context,
    opened: OpenVault,
    code: ClientCode,
    asked_on: Annotated[str, option("--asked-on DATE", "When the client asked; today if left out.")] = "",
    with_release: Annotated[
        list[str] | None,
        option("--with-release ID", "Also destroy this text of another client, which never left; repeatable."),
    ] = None,
    letter: Annotated[str, option("--letter FILE", "Write the reply to the client; .txt.")] = "",
    confirm: ConfirmCode = "",
    clock_is_right: ClockOption = "",
    reason: Annotated[str | None, reason_option("Why the clock was ahead.")] = None,
) -> Reply[retention_json.ClientErased]:
    """Erase a client at the client's request: notes, contact data, and texts that never left."""
    from coachvault.render.as_text import erasure as erasure_text
    from coachvault.services.client_rights import erasure
    from coachvault.services.disclosure import disclose

    place = new_place(letter)
    wanted = tuple(with_release or ())
    scope = erasure.scope_of(opened, code, wanted)
    for owed in disclose.owed(opened, scope.client.code):
        context.output.warn(
            f"{owed.client} has still to be notified of {owed.id}, and cannot be reached afterwards."
            f" `coachvault disclose {owed.id} --letter FILE` first."
        )
    clock = said_to_be_right(context, opened, clock_is_right, read_reason(context, reason) if reason else "")
    if context.interactive:
        context.output.say(erasure_text.scope(scope))
        wanted += _ask_as_party(context, scope)
    context.confirm_word(scope.client.code, confirm)
    agent.close_windows(context.setting, opened)
    asked = read_day(context, opened, asked_on) if asked_on else opened.now().date()
    say_that_copies_ask(context)
    outcome = erasure.erase(opened, scope.client.code, asked, clock, wanted)
    if place:
        written_files.write(opened, {place: outcome.letter}, "reply to a request to erase", {place: scope.client.code})
    message = erasure_text.outcome(outcome, place)
    return Reply(retention_json.erased(outcome, place), message)


def _ask_as_party(context: Context, scope: Scope) -> tuple[str, ...]:
    """Asks about each text of another client that holds what this one signed, and need not stay."""
    return tuple(
        each.id
        for each in scope.as_party_may_go
        if each not in scope.as_party_gone
        and context.prompts.confirm(
            f"{each.id} of {each.client} never left, and holds what {scope.client.code} signed. Destroy it, too?",
            default=False,
        )
    )


keys = group("Public keys with which a client signs.")
app.add_typer(keys, name="key")


@command(keys, "add")
def add_key(
    context: Context,
    code: ClientCode,
    file: Annotated[str, argument("The .pub file of minisign or ssh-keygen.", "FILE|-")],
) -> Reply[people_json.KeyAnswer]:
    """Add a client's public key, before anything is signed with it."""
    from coachvault.services.people.signing_keys import add_key as take

    text = read_form(file)
    client, key = take(unlock(context), code, text)
    message = (
        f"{client.code} signs with {key.fingerprint} from now on. Compare it with the client by telephone:"
        " whoever sent the file need not be the client."
    )
    return Reply({"client": client, "key": key}, message)


@command(keys, "remove")
def remove_key(
    context: Context,
    code: ClientCode,
    fingerprint: Annotated[str, argument("As `client show` shows it.")],
) -> Reply[people_json.KeyAnswer]:
    """Remove a client's key: it was lost, or somebody else has it."""
    from coachvault.services.people.signing_keys import remove_key as forget

    client, key = forget(unlock(context), code, fingerprint)
    message = f"{key.fingerprint} is no longer a key of {client.code}."
    return Reply({"client": client, "key": key}, message)


def _ask_emergency(context: Context) -> dict[str, Any]:
    name = context.prompts.ask(_EMERGENCY[0][1], "")
    if not name:
        return {}
    return {"emergency_contact": {"name": name} | ask_fields(context, _EMERGENCY[1:], {})}


def _start(context: Context, opened: OpenVault, code: str) -> None:
    sponsor = offer_sponsor(context, opened)
    fields = ask_terms(context, with_sponsor=bool(sponsor))
    start = lifecycle.Start(code, sponsor, opened.now().date(), fields)
    engagement = lifecycle.start(opened, start)
    context.output.say(f"{engagement.id} with {code} has started. `coachvault note add {code}` writes the first note.")
