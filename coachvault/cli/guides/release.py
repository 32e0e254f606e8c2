"""`coachvault release` alone: leads from the proposal to the file; you can stop at every step and go on later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides import release_request, release_steps
from coachvault.cli.input.choices import choose_client
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_file
from coachvault.cli.unlock.open_vault import unlock
from coachvault.errors import Ambiguous, BadInput, NotFound, Refused
from coachvault.practice.release import ALLOWED, UNFINISHED, Release, ReleaseStatus, Step
from coachvault.render.as_text import layout
from coachvault.render.as_text import release as release_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import measures
from coachvault.services.notes.listing import Filter, NoteLine, list_notes
from coachvault.services.releases import proposals, requests
from coachvault.services.releases.proposals import Form
from coachvault.texts.templates import OWN_WORDS, TEMPLATES

_NEW, _NOTES, _EMPTY, _DONE = "new", "notes", "empty", "done"
_LATER = "`coachvault release` goes on with it."
_TYPED_WRONG = (Refused, BadInput, NotFound, Ambiguous, UsageError)


def guide(context: Context) -> None:
    """Continues what is under way, or begins a proposal, and goes as far as it can today."""
    context.setting.require_writing()
    context.need_person("a word such as `draft`, `request`, `import`, `confirm` or `export`")
    opened = unlock(context)
    release = _tried(context, lambda: _choose(context, opened))
    while release is not None:
        release = _tried(context, partial(_next, context, opened, release.id))


def _tried(context: Context, step: Callable[[], Release | None]) -> Release | None:
    """Returns the result of a step; after an error, which is shown, the same step is offered again."""
    while True:
        try:
            return step()
        except _TYPED_WRONG as error:
            context.output.say(f"\n{error.message}\n{error.hint}\n")
            if not context.prompts.confirm("Go on?", default=True):
                context.output.say(_LATER)
                return None


def _choose(context: Context, opened: OpenVault) -> Release | None:
    """Returns the release to go on with; a new one if none is under way, or if one is wanted."""
    today = opened.now().date()
    known = [
        (line.place.id, f"{line.place.client}, {release_text.status_line(line.release, today)}")
        for line in proposals.list_releases(opened)
        if line.release and line.status in UNFINISHED
    ]
    picked = context.prompts.choose("Which release?", [*known, (_NEW, "propose another text")]) if known else _NEW
    if picked == _NEW:
        return _begin(context, opened)
    release = proposals.show(opened, picked)
    context.output.say(release_text.release(release, today))
    return release


def _begin(context: Context, opened: OpenVault) -> Release:
    """Proposes a text that begins with a template, with notes, with what the client said over time, or with nothing."""
    client = choose_client(context, opened)
    beginnings = [
        *TEMPLATES.items(),
        (_NOTES, "the text of notes that you choose"),
        (_EMPTY, "begin with nothing"),
    ]
    picked = context.prompts.choose("What does it begin with?", beginnings)
    notes = _choose_notes(context, opened, client) if picked == _NOTES else ()
    measures = picked != OWN_WORDS and _wants_measures(context, opened, client)
    template = picked if picked in TEMPLATES else ""
    return release_steps.propose(context, opened, client, Form(template=template, notes=notes, measures=measures))


def _choose_notes(context: Context, opened: OpenVault, client: str) -> tuple[str, ...]:
    left = list_notes(opened, client, Filter()).notes
    chosen: list[NoteLine] = []
    while left:
        answers = [(str(each.id), f"{layout.when(each.summary.held_on)}  {each.summary.title}") for each in left]
        done = [(_DONE, "that is all")] if chosen else []
        picked = context.prompts.choose("Which note?", [*done, *answers])
        if picked == _DONE:
            break
        chosen += [each for each in left if str(each.id) == picked]
        left = [each for each in left if str(each.id) != picked]
    return tuple(str(each.id) for each in chosen)


def _wants_measures(context: Context, opened: OpenVault, client: str) -> bool:
    question = "Add what the client said over time, a paragraph for each measure?"
    return measures.are_there(opened, client) and context.prompts.confirm(question, default=False)


def _next(context: Context, opened: OpenVault, release_id: str) -> Release | None:
    """Does what comes next; returns None if it has to wait or is done."""
    release = proposals.show(opened, release_id)
    status = release.status(opened.now().date())
    if status not in UNFINISHED:
        return None
    if status is ReleaseStatus.SIGNED and not release.unconfirmed():
        release_steps.let_leave(context, opened, release.id)
        return None
    step = context.prompts.choose("What now?", _steps(release, ALLOWED[status]))
    if step in _STEPS and _STEPS[step](context, opened, release):
        return proposals.show(opened, release.id)
    context.output.say(_LATER)
    return None


def _steps(release: Release, allowed: frozenset[Step]) -> list[tuple[str, str]]:
    """Returns what can be done with a release now; what is likeliest comes first."""
    return [
        *_forward(release, allowed),
        *([("again", "ask again, by any method")] if release.open_requests and Step.REQUEST in allowed else []),
        *([] if release.exports else [_change_step(release)]),
        *(_call_step(release) if Step.REQUEST not in allowed and Step.CONFIRM in allowed else []),
        ("withdraw", "give it up, for good"),
        ("later", "leave it for now"),
    ]


def _change_step(release: Release) -> tuple[str, str]:
    return "change", "change the text" + ("; what was asked before is void" if release.open_requests else "")


def _forward(release: Release, allowed: frozenset[Step]) -> list[tuple[str, str]]:
    if Step.REQUEST not in allowed:
        return []
    if call := _call_step(release):
        return call
    to_ask = release.to_ask()
    asks = [("ask", f"ask {to_ask[0]} for the sign-off")] if to_ask else []
    if len(to_ask) == len(release.waits_for()):
        return asks
    return [("came", "the answer has come, as a file"), ("paste", "the answer has come, as a block to paste"), *asks]


def _call_step(release: Release) -> list[tuple[str, str]]:
    return [
        ("call", f"call {release.request(each.code).party} and compare what was signed")
        for each in release.unconfirmed()[:1]
    ]


def _call(context: Context, opened: OpenVault, release: Release) -> bool:
    return release_steps.compare(context, opened, release.id, None)


def _ask(context: Context, opened: OpenVault, release: Release) -> bool:
    party = requests.next_party(opened, release.id, release.to_ask()[0])
    road = release_request.choose_road(context, opened, party)
    release_request.ask(context, opened, release.id, requests.Ask(road, party), chosen=True)
    return True


def _ask_again(context: Context, opened: OpenVault, release: Release) -> bool:
    asked = dict.fromkeys(request.party for request in release.open_requests)
    party = context.prompts.choose("Whom?", [(each, "") for each in asked]) if len(asked) > 1 else next(iter(asked))
    road = release_request.choose_road(context, opened, party, anew=True)
    release_request.ask(context, opened, release.id, requests.Ask(road, party), chosen=True)
    return True


def _take_file(context: Context, opened: OpenVault, release: Release) -> bool:
    place = context.prompts.ask("The file with the answer (Enter: it has not come yet)", "")
    if place:
        _take(context, opened, release, read_file(str(path_of(place))))
    return True


def _take_block(context: Context, opened: OpenVault, release: Release) -> bool:
    context.output.say("Paste the block of the sign-off, all of it.")
    _take(context, opened, release, context.prompts.multiline("").encode(errors="surrogatepass"))
    return True


def _take(context: Context, opened: OpenVault, release: Release, data: bytes) -> None:
    from coachvault.services.releases.verification import Answer  # loads the parser of mails

    release_steps.take(context, opened, release.id, Answer(data))


def _change(context: Context, opened: OpenVault, release: Release) -> bool:
    release_steps.propose_anew(context, opened, release.id, Form())
    return True


def _withdraw(context: Context, opened: OpenVault, release: Release) -> bool:
    if context.prompts.confirm(f"Give {release.id} up, for good?", default=False):
        release_steps.withdraw(context, opened, release.id)
    return True


_STEPS: dict[str, Callable[[Context, OpenVault, Release], bool]] = {
    "call": _call,
    "ask": _ask,
    "again": _ask_again,
    "came": _take_file,
    "paste": _take_block,
    "change": _change,
    "withdraw": _withdraw,
}
