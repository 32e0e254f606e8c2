"""`coachvault note`: write, find and change notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from coachvault.cli.command import Context, Reply, command, group
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.choices import choose_among, choose_client, parse_filter
from coachvault.cli.input.dates import read_held, require_date
from coachvault.cli.input.drafts import saving
from coachvault.cli.input.options import (
    ConfirmCode,
    Duration,
    Future,
    Id,
    Kind,
    Limit,
    ProBono,
    Since,
    Tags,
    TakeActions,
    Until,
    When,
    argument,
    option,
    reason_option,
)
from coachvault.cli.input.reading import read_body, read_reason, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.errors import Ended, NoWayIn
from coachvault.practice.dates import Meant, said_back
from coachvault.practice.note import NoteKind, parse_minutes
from coachvault.render.as_json import notes as notes_json
from coachvault.render.as_text import inbox as inbox_text
from coachvault.render.as_text import notes as notes_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes import actions, journal, listing
from coachvault.services.notes.journal import NoteDraft, NoteView

if TYPE_CHECKING:
    from coachvault.services.notes.autosave import DraftBox

app = group("Write, find and change notes.")

_WRITES_LOCKED = "Enter alone writes the note without unlocking; it is filed when the vault is next unlocked."


@command(app, "add")
def add(
    context: Context,
    client: Annotated[str, argument("The client's code or its start; `own` for your own notes.")] = "",
    date: When = "",
    duration: Duration = "",
    pro_bono: ProBono = None,
    kind: Kind = None,
    tag: Tags = None,
    future: Future = False,
    take_actions: TakeActions = False,
) -> Reply[notes_json.NoteSaved] | Reply[notes_json.NoteWaits] | None:
    """Write a note, at the prompt or from stdin; while the vault is locked, too."""
    if date:
        require_date(context, date, Meant.HELD)
    minutes = parse_minutes(duration) if duration else None
    draft = NoteDraft("", None, kind, minutes, pro_bono, tuple(tag or ()), takes_actions=take_actions)
    if not context.interactive:
        draft = msgspec.structs.replace(draft, body=read_body(context))
    try:
        opened = unlock(context, instead=_WRITES_LOCKED)
    except NoWayIn:
        from coachvault.cli.unlock.notes_while_locked import add_locked

        return add_locked(context, client, _dated(context, None, draft, date, future))
    draft = _dated(context, opened, draft, date, future)
    code = client or choose_among(context, opened, kind)
    try:
        box = _announce_note(context, opened, code, kind) if context.interactive else None
        with saving(context, box):
            if box is not None:
                draft = msgspec.structs.replace(draft, body=read_body(context, box=box))
            view = journal.add_note(opened, code, draft)
            if take_actions:
                actions.take_from_note(opened, view)
    except Ended:
        from coachvault.cli.unlock.notes_while_locked import add_after_the_end

        return add_after_the_end(context, opened, code, draft)
    reply = Reply(notes_json.saved(view), notes_text.saved(view, "saved"))
    if not context.interactive:
        return reply
    context.show(reply)  # before anything else is asked: it is saved
    from coachvault.cli.guides.actions import offer_new
    from coachvault.cli.guides.next_session import offer_next_session  # loaded only where a person types

    if not take_actions:
        offer_new(context, opened, view)
    offer_next_session(context, opened, view)
    return None


@command(app, "list", only_reads=True)
def list_some(
    context: Context,
    opened: OpenVault,
    client: Annotated[str, argument("A client's code, or `own`; all when left out.")] = "",
    since: Since = "",
    until: Until = "",
    tag: Tags = None,
    kind: Kind = None,
    limit: Limit = 0,
) -> Reply[notes_json.NoteList]:
    """List notes, the latest first."""
    found = listing.list_notes(opened, client or None, parse_filter(context, opened, (since, until), tag, kind, limit))
    if found.sealed:
        context.output.say(notes_text.sealed_line(found.sealed))
    return Reply(
        lambda: {"notes": [notes_json.NoteLineRecord.of(line) for line in found.notes], "sealed": found.sealed},
        lambda: notes_text.note_lines(found.notes),
    )


@command(app, "show", only_reads=True)
def show(
    context: Context,
    opened: OpenVault,
    which: Annotated[str, argument("A note's id; a client's code for the last note.", "ID|CLIENT")],
    reason: Annotated[str | None, reason_option("Why a sealed note is read; no names in it.")] = None,
) -> Reply[notes_json.NoteShown]:
    """Show a note; a sealed one requires a reason, which is recorded."""
    from coachvault.services.notes import sealed

    warn_of_names(context, opened, reason or "")
    if reason == "-" or (reason is None and context.interactive and sealed.is_sealed(opened, which)):
        reason = read_reason(context, reason)
    view = sealed.show_note(opened, which, reason or "")
    return Reply({"note": notes_json.NoteRecord.of(view)}, lambda: notes_text.note(view), is_secret=view.sealed)


@command(app, "edit")
def edit(
    context: Context,
    opened: OpenVault,
    note: Annotated[
        str, argument("A note's id; a code for the last note, nothing for the last of all.", "ID|CODE")
    ] = "",
    date: When = "",
    duration: Duration = "",
    pro_bono: ProBono = None,
    kind: Kind = None,
    tag: Tags = None,
    future: Future = False,
    take_actions: TakeActions = False,
) -> Reply[notes_json.NoteSaved]:
    """Write a new wording of a note; the earlier ones stay in its history."""
    from coachvault.services.notes import autosave, editing

    before = journal.read_history(opened, note)[-1] if "/" in note else journal.last_note(opened, note)
    fields: dict[str, Any] = {
        "held_on": read_held(context, opened, date, future=future) if date else None,
        "minutes": parse_minutes(duration) if duration else None,
        "pro_bono": pro_bono,
        "kind": kind,
        "tags": tuple(tag) if tag else None,
    }
    given = {name: value for name, value in fields.items() if value is not None}
    if "/" not in note:
        if not (given or context.interactive):
            raise UsageError("A new text requires the note's id.", f"The last note is {before.id}.")
        note = str(before.id)
        context.output.say(f"{note}, {said_back(before.note.held_on)}")
    box = autosave.for_wording(opened, note, before.revision) if context.interactive and not given else None
    with saving(context, box):
        if not given:
            given["body"] = read_body(context, before.note.body, box)
        if given.get("body") == before.note.body and len(given) == 1:
            view = before
        else:
            view = editing.edit_note(opened, note, before.revision, given)
    if take_actions:
        actions.take_from_note(opened, view)
    elif context.interactive and view is not before:
        from coachvault.cli.guides.actions import offer_new  # loaded only where a person types

        offer_new(context, opened, view)
    if view is before:
        return Reply(notes_json.saved(before), f"{before.id} is unchanged.")
    return Reply(notes_json.saved(view), notes_text.saved(view, "saved anew"))


@command(app, "move")
def move(
    context: Context, note: Id, client: Annotated[str, argument("The right client's code.")]
) -> Reply[notes_json.NoteMoved]:
    """Move a note to the right client, with its history."""
    from coachvault.services.notes import editing

    moved = editing.move_note(unlock(context), note, client)
    message = f"{moved.before} is {moved.after.id} now, and erased where it was."
    return Reply({"note": notes_json.NoteSavedRecord.of(moved.after), "moved_from": str(moved.before)}, message)


@command(app, "history", only_reads=True)
def history(context: Context, note: Id) -> Reply[notes_json.NoteHistory]:
    """Show every wording of a note, the oldest first."""
    views = journal.read_history(unlock(context), note)
    return Reply(
        lambda: {"id": str(views[0].id), "revisions": [notes_json.NoteRecord.of(view) for view in views]},
        lambda: notes_text.history(views),
        is_secret=views[0].sealed,
    )


@command(app, "erase")
def erase(
    context: Context,
    opened: OpenVault,
    note: Id,
    earlier: Annotated[bool, option("--earlier", "Only the earlier wordings.")] = False,
    confirm: ConfirmCode = "",
) -> Reply[notes_json.NoteErased]:
    """Erase a note, or only its earlier wordings."""
    from coachvault.services.notes import editing

    views = journal.read_history(opened, note)
    shown = views[-1]
    what = f"the {len(views) - 1} earlier wordings of {shown.id}" if earlier else f"{shown.id} and its whole history"
    context.output.say(notes_text.note(shown))
    context.output.say(f"\nThis erases {what} from this vault. Older copies of the vault may still contain them.")
    context.confirm_word(shown.id.code, confirm)
    if earlier:
        note_id, count = editing.erase_earlier(opened, note)
        message = f"{count} earlier wordings of {note_id} are erased here."
    else:
        note_id, count = editing.erase_note(opened, note), len(views)
        message = f"{note_id} is erased here; the register says so."
    return Reply({"id": str(note_id), "erased": count, "earlier_only": earlier}, message)


@command(app, "waiting", only_reads=True)
def waiting(context: Context) -> Reply[notes_json.WaitingList]:
    """List notes that were written while the vault was locked and could not be filed."""
    from coachvault.services.notes import inbox

    found = inbox.list_waiting(unlock(context))
    return Reply({"waiting": [notes_json.WaitingRecord.of(each) for each in found]}, inbox_text.waiting(found))


@command(app, "file")
def file_one(
    context: Context,
    opened: OpenVault,
    which: Annotated[str, argument("The id of a note that waits, such as w3.", "ID")],
    client: Annotated[str, argument("The right client's code; `own` for your own notes.")] = "",
    discard: Annotated[bool, option("--discard", "Throw the note away instead.")] = False,
    confirm: Annotated[str, option("--confirm ID", "The ID once more, to throw it away.")] = "",
) -> Reply[notes_json.NoteSaved] | Reply[notes_json.NoteDiscarded]:
    """File a note that waits under the right code, or throw it away."""
    from coachvault.services.notes import inbox

    if discard:
        context.confirm_word(which.strip().lower(), confirm)
        thrown = inbox.discard(opened, which)
        return Reply(notes_json.NoteDiscarded(discarded=thrown), f"{thrown} is thrown away; the register says so.")
    view = inbox.file_one(opened, which, client or choose_client(context, opened, own=True))
    return Reply(notes_json.saved(view), notes_text.saved(view, "filed"))


def _dated(context: Context, opened: OpenVault | None, draft: NoteDraft, date: str, future: bool) -> NoteDraft:
    """Returns a draft with the day that was typed, where one was."""
    return msgspec.structs.replace(draft, held_on=read_held(context, opened, date, future=future)) if date else draft


def _announce_note(context: Context, opened: OpenVault, given_code: str, kind: NoteKind | None) -> DraftBox:
    """Shows whose note it will be and the whole last note; returns where drafts of the new one are saved."""
    from coachvault.cli.guides.actions import ask_about_open
    from coachvault.services.notes import autosave  # loaded only where a person types

    target = journal.next_target(opened, given_code)
    _show_last(context, target.last)
    who = f"{target.code} · {target.name}" if target.name else target.code
    ask_about_open(context, opened, target.code)
    context.output.say(f"\nA {(kind or target.kind).value} note: {who}")
    return autosave.for_note(opened, given_code)


def _show_last(context: Context, last: NoteView | None) -> None:
    if last is None:
        context.output.say("This is the first note.")
    else:
        context.output.say(f"The last note:\n\n{notes_text.note(last)}")
