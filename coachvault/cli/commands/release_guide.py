"""`coachvault release` alone: leads from the proposal to the file; every step can be left and taken up again."""

from __future__ import annotations

from pathlib import Path

from coachvault.cli import release_steps
from coachvault.cli.commands.note import choose_client
from coachvault.cli.context import Context
from coachvault.cli.intake import read_file
from coachvault.cli.unlocking import unlock
from coachvault.errors import Refused
from coachvault.practice.release import Release, Status
from coachvault.render import human_release
from coachvault.services import asking, releases
from coachvault.services.opening import OpenVault
from coachvault.services.releases import Form
from coachvault.texts.templates import TEMPLATES

_NEW = "new"
_UNDER_WAY = (Status.DRAFT, Status.REQUESTED, Status.SIGNED)
_LATER = "`coachvault release` takes it up again."


def guide(context: Context) -> None:
    """Takes up what is under way, or begins a proposal, and goes on as far as it can today."""
    context.need_person("a word such as `draft`, `request`, `import`, `confirm` or `export`")
    opened = unlock(context)
    release = _choose(context, opened)
    while release is not None:
        try:
            release = _next(context, opened, release)
        except Refused as error:  # said, and the same step is offered again
            context.output.say(f"\n{error.message}\n{error.hint}\n")
            if not context.prompts.confirm("Go on?", default=True):
                context.output.say(_LATER)
                return


def _choose(context: Context, opened: OpenVault) -> Release | None:
    """Returns the release that is led through; a new one where none is under way, or one is wanted."""
    today = opened.now().date()
    lines = [line for line in releases.list_releases(opened) if line.release and line.status in _UNDER_WAY]
    if lines:
        known = [(line.place.id, f"{line.place.client}, {line.status.value}") for line in lines]
        picked = context.prompts.choose("Which release?", [*known, (_NEW, "propose another text")])
        if picked != _NEW:
            release = releases.show(opened, picked)
            context.output.say(human_release.release(release, today))
            return release
    client = choose_client(context, opened)
    kinds = [*((name, told) for name, told in TEMPLATES.items()), ("empty", "begin with nothing")]
    template = context.prompts.choose("What does it begin with?", kinds)
    return release_steps.propose(context, opened, client, Form(template="" if template == "empty" else template))


def _next(context: Context, opened: OpenVault, release: Release) -> Release | None:
    """Does what comes next; None where it has to wait or is done."""
    status = release.status(opened.now().date())
    if status is Status.DRAFT or (status is Status.REQUESTED and _somebody_was_not_asked(release)):
        return _ask(context, opened, release)
    if status is Status.SIGNED and release.unconfirmed():
        now = context.prompts.confirm("Can you call the client now?", default=True)
        if not (now and release_steps.compare(context, opened, release.id, None)):
            context.output.say(_LATER)
            return None
    elif status is Status.REQUESTED:
        return _take(context, opened, release)
    elif status is Status.SIGNED:
        release_steps.let_leave(context, opened, release.id)
        return None
    else:
        return None
    return releases.show(opened, release.id)


def _ask(context: Context, opened: OpenVault, release: Release) -> Release | None:
    party = next(iter(_not_asked(release)), release.place.client)
    steps = [
        ("ask", f"ask {party} for the sign-off"),
        ("change", "change the text"),
        ("later", "leave it for now"),
    ]
    step = context.prompts.choose("What now?", steps)
    if step == "change":
        return release_steps.propose_anew(context, opened, release.id, Form())
    if step == "later":
        context.output.say(_LATER)
        return None
    road = release_steps.choose_road(context, opened, release.id)
    release_steps.ask(context, opened, release.id, asking.Ask(road, party))
    return releases.show(opened, release.id)


def _take(context: Context, opened: OpenVault, release: Release) -> Release | None:
    typed = context.prompts.ask("The file with the answer (Enter: it has not come yet)", "")
    if not typed:
        context.output.say(_LATER)
        return None
    from coachvault.services.judging import Answer  # loads what reads mail

    release_steps.take(context, opened, release.id, Answer(read_file(str(Path(typed).expanduser()))))
    return releases.show(opened, release.id)


def _somebody_was_not_asked(release: Release) -> bool:
    return bool(_not_asked(release)) and release.evidence_of(release.place.client) is not None


def _not_asked(release: Release) -> list[str]:
    asked = {request.party for request in release.open_requests}
    return [party for party in release.waits_for() if party not in asked]
