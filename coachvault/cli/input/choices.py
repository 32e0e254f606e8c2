"""Choices that several commands offer: which client, which notes."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.cli.input.dates import read_day
from coachvault.errors import BadInput
from coachvault.practice.ids import OWN
from coachvault.practice.note import OWN_KINDS, NoteKind
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.listing import Filter


def parse_filter(
    context: Context,
    opened: OpenVault,
    days: tuple[str, str],
    tag: list[str] | None,
    kind: NoteKind | None,
    limit: int = 0,
) -> Filter:
    """Returns which notes are asked for.

    Args:
        context: The command's context.
        opened: The vault.
        days: The first and the last day, as they were typed; empty for any.
        tag: Words that they have.
        kind: What they are about.
        limit: How many at most; 0 for all.

    Raises:
        BadInput: A date is not valid.
    """
    since, until = days
    return Filter(
        since=read_day(context, opened, since, say=False) if since else None,
        until=read_day(context, opened, until, say=False) if until else None,
        tags=tuple(tag or ()),
        kind=kind,
        limit=limit,
    )


def choose_client(context: Context, opened: OpenVault, *, own: bool = False) -> str:
    """Returns the code of a client picked at the prompt, most recent first.

    Raises:
        BadInput: There is nobody to pick.
    """
    context.need_person("the client's code")
    from coachvault.services.people import directory  # loaded only where a client is picked

    known = [(line.code, line.name) for line in directory.list_clients(opened)]
    if own and not known:
        context.output.say("There is no client yet; `coachvault client add` adds one.")
    if own:
        known.append((OWN, "your own notes, without a client"))
    if not known:
        raise BadInput("There is no client yet.", "`coachvault client add` adds one.")
    return context.prompts.choose("Which client?", known)


def choose_among(context: Context, opened: OpenVault, kind: NoteKind | None) -> str:
    """Asks whose note of this kind it is, a client's or the coach's; returns the code."""
    if kind in OWN_KINDS and kind is not NoteKind.ADMIN:
        return OWN
    return choose_client(context, opened, own=True)
