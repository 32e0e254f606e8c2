"""Asks for a sign-off: by which method, what a person decides before it goes out, and what comes next."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.input.places import path_of
from coachvault.cli.terminal.output import Reply
from coachvault.practice.linter import Finding, FindingKind
from coachvault.practice.signoff import SignoffMethod
from coachvault.render.as_json import release as release_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import release as release_text
from coachvault.render.as_text import release_request as release_request_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people import contact_channel, directory
from coachvault.services.releases import linting, proposals, requests
from coachvault.services.releases.proposals import Form
from coachvault.texts.advice import ADVICE

_ROADS = (
    ("page", "a page for their own computer, decided paragraph by paragraph; you call to compare"),
    ("email", "a mail with a code; answered with one line, from a telephone, too"),
    ("paper", "a form to print and sign by hand"),
    ("room", "the same page, here and now on your own device"),
    ("key", "a sheet that the client signs with minisign or SSH; the strongest grade"),
    ("message", "a message to the telephone; the weakest grade"),
)
_NAMED = {
    SignoffMethod.PAGE: "{release}.html",
    SignoffMethod.ROOM: "{release}.html",
    SignoffMethod.KEY: "{release}.sheet.txt",
    SignoffMethod.EMAIL: "{release}.eml",
    SignoffMethod.PAPER: "{release}.html",
}
"""The names of files that are offered at a terminal: a page, a sheet, a draft for the mail program, a form to print."""
_READABLE = (SignoffMethod.EMAIL, SignoffMethod.PAPER)
_ON_SCREEN = "-"

_CHANGE, _KEEP, _SIGN = "change", "keep", "sign"
_ROAD, _ADDRESS, _REASON, _LEAVE = "road", "address", "reason", "leave"


def choose_road(context: Context, opened: OpenVault, party: str, *, anew: bool = False) -> SignoffMethod:
    """Returns the method by which a party is asked: the one that is saved for them, or another.

    Args:
        context: The command's context.
        opened: The vault.
        party: Who is asked, by code.
        anew: Whether the saved one is not offered.
    """
    known = None if anew else contact_channel.usual_road(opened, party)
    if known is not None and context.prompts.confirm(f"By {known.value}, as before?", default=True):
        return known
    return SignoffMethod(context.prompts.choose(f"How should {party} be asked?", _ROADS))


def ask(context: Context, opened: OpenVault, which: str, wanted: requests.Ask, *, chosen: bool = False) -> None:
    """Asks for a sign-off and says what comes next.

    Args:
        context: The command's context.
        opened: The vault.
        which: The release's id.
        wanted: How it is asked.
        chosen: Whether the method was chosen at a prompt, so that it may be saved for the party.
    """
    road = wanted.road
    if context.interactive:
        wanted = _ask_about_mailbox(context, opened, which, wanted)
        wanted = _ask_about_findings(context, opened, which, wanted)
        context.output.say(
            release_request_text.before_asking(requests.preview_request(opened, which, wanted), wanted.road)
        )
        if wanted.path is None and wanted.road in _NAMED:
            wanted = msgspec.structs.replace(wanted, path=_place_of(context, which, wanted.road))
    asked = requests.request(opened, which, wanted)
    _warn(context, asked)
    data = release_json.requested(asked, opened.now().date())
    context.show(Reply(data, f"Written to {wanted.path}." if wanted.path else asked.text))
    advice = release_request_text.advice(asked, ADVICE[wanted.road])
    context.output.say(f"\n{layout.RULE}\nFor you, not for the client:\n{advice}")
    if chosen or wanted.road is not road:
        _offer_to_keep(context, opened, asked)


def _place_of(context: Context, which: str, road: SignoffMethod) -> Path | None:
    """Asks for the file to write; what can be read on a screen may be shown there instead."""
    name, ending = _NAMED[road].format(release=which).split(".", 1)
    names = (f"{name}{f'-{number}' if number > 1 else ''}.{ending}" for number in count(1))
    free = next(each for each in names if not path_of(each).exists())
    question = "Write it to" + (f" ({_ON_SCREEN} shows it here)" if road in _READABLE else "")
    typed = context.prompts.ask(question, free)
    return None if typed == _ON_SCREEN and road in _READABLE else path_of(typed)


def _warn(context: Context, asked: requests.Asked) -> None:
    made = asked.request
    if made.proposal.client_may_write and not made.may_write:
        context.output.warn(
            f"By {made.road.value} the client can only accept the text as it is; the page lets them write."
        )
    if made.road is SignoffMethod.EMAIL and not made.sent_to:
        context.output.warn("No address of the client is known: whoever answers has to be confirmed by telephone.")
    if asked.not_compared:
        context.output.warn(release_request_text.not_compared(asked.not_compared))


def _offer_to_keep(context: Context, opened: OpenVault, asked: requests.Asked) -> None:
    """Offers to save the method for a client, once they have been asked by it."""
    party, road = asked.request.party, asked.request.road
    if not contact_channel.is_client(opened, party) or contact_channel.usual_road(opened, party) is road:
        return
    if context.prompts.confirm(f"Ask {party} by {road.value} from now on?", default=True):
        contact_channel.save_method(opened, party, road)


def _ask_about_mailbox(context: Context, opened: OpenVault, which: str, wanted: requests.Ask) -> requests.Ask:
    """Finds another way if the sponsor may read the client's mail (rule R15), or asks why that mailbox is used."""
    while not (wanted.reason.strip() or wanted.mailbox_reason.strip()):
        seen = requests.outlook(opened, which, wanted)
        if not seen.mailbox.sponsors:
            break
        context.output.say(release_request_text.shared_mailbox(seen))
        step = context.prompts.choose("What instead?", _ways_around(seen))
        if step == _LEAVE:
            seen.mailbox.require_private("")
        if step == _ROAD:
            wanted = msgspec.structs.replace(wanted, road=choose_road(context, opened, seen.party, anew=True))
        elif step == _ADDRESS:
            question = f"A mail address of {seen.party}'s own"
            typed = context.prompts.ask_checked(question, "", contact_channel.require_private_address)
            contact_channel.save_private_address(opened, seen.party, typed)
        else:
            why = context.prompts.ask("Why is that mailbox used? (recorded; no names)", "")
            wanted = msgspec.structs.replace(wanted, mailbox_reason=why)
    return wanted


def _ways_around(seen: requests.RequestPreview) -> list[tuple[str, str]]:
    return [
        (_ROAD, "another method, such as paper or the room"),
        (_ADDRESS, f"a private address of {seen.party}'s, saved for sign-offs"),
        (_REASON, "this mailbox all the same, for a reason that is recorded"),
        (_LEAVE, "nobody is asked now"),
    ]


def _ask_about_findings(context: Context, opened: OpenVault, which: str, wanted: requests.Ask) -> requests.Ask:
    """Shows what the text may give away, and asks about what stops."""
    found = linting.lint_release(opened, which)
    if found:
        context.output.say(release_text.findings(found))
    known = linting.kept_before(opened, which) | set(wanted.keep)
    for finding in found:
        if not finding.stops or finding.id in known:
            continue
        answer = _what_about(context, finding)
        if answer == _CHANGE:
            break  # the request is refused, and says how to change the text
        if answer == _SIGN:  # another text, in which everything is checked again
            _add_party(context, opened, which)
            return _ask_about_findings(context, opened, which, msgspec.structs.replace(wanted, keep=()))
        why = wanted.reason or context.prompts.ask("Why? (recorded; no names)", "")
        wanted = msgspec.structs.replace(wanted, keep=(*wanted.keep, finding.id), reason=why)
    return wanted


def _what_about(context: Context, finding: Finding) -> str:
    if finding.kind is not FindingKind.OTHER_CLIENT:
        return _KEEP if context.prompts.confirm(f"Keep {finding.id} as it is?", default=False) else _CHANGE
    answers = [
        (_CHANGE, "nobody is asked yet: the text is changed first"),
        (_SIGN, "it concerns them: they sign, too, after the client"),
        (_KEEP, "it stays as it is, for a reason that is recorded"),
    ]
    return context.prompts.choose(f"What about {finding.id}?", answers)


def _add_party(context: Context, opened: OpenVault, which: str) -> None:
    """Proposes the same text for somebody else to sign, too (rule R5)."""
    before = proposals.show(opened, which)
    others = [(each.code, each.name) for each in directory.list_clients(opened) if each.code not in before.parties]
    code = context.prompts.choose("Who signs, too?", others)
    release = proposals.edit(opened, which, Form(concerned=(*before.proposal.concerned, code)))
    context.output.say(release_request_text.signs_too(release, code))
