"""Notes that are written while the vault is locked: writing them, and reporting what became of them."""

from __future__ import annotations

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.drafts import saving
from coachvault.cli.input.reading import read_body
from coachvault.cli.terminal.output import Reply
from coachvault.errors import CoachVaultError, VaultBusy
from coachvault.render.as_json import notes as notes_json
from coachvault.render.as_text import notes as notes_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes import autosave, inbox, journal
from coachvault.services.notes.autosave import DraftBox
from coachvault.services.notes.inbox import Filing, Waiting
from coachvault.services.notes.journal import NoteDraft
from coachvault.services.people import directory

_LEAVE = "leave it"


def add_locked(context: Context, client: str, draft: NoteDraft) -> Reply[notes_json.NoteWaits]:
    """Writes a note without any key of the vault.

    Raises:
        UsageError: No code was given: while the vault is locked, no client can be picked.
    """
    if not (client or context.interactive):
        raise UsageError("While the vault is locked, a note requires the client's code.", "`coachvault note add CODE`")
    code = client or context.prompts.ask("Client's code", "")
    inbox.require_writable(context.setting, code)
    waiting = _write(context, code, _with_body(context, draft))
    return _waits(waiting, f"Sealed. It is filed when the vault is next unlocked; {waiting} waiting.")


def add_after_the_end(
    context: Context, opened: OpenVault, given_code: str, draft: NoteDraft
) -> Reply[notes_json.NoteSaved] | Reply[notes_json.NoteWaits] | None:
    """Writes a note about an engagement that has ended: it waits, sealed, until the notes are next opened."""
    ended = journal.ended_engagement(opened, given_code)
    if ended is None:  # reopened meanwhile
        raise VaultBusy("The engagement was changed meanwhile; nothing was written.", "Try again.")
    question = f"{ended.id} with {ended.client} has ended. Write a note all the same?"
    if context.interactive and not context.prompts.confirm(question, default=False):
        context.output.say(f"Nothing was written. `coachvault engagement start {ended.client}` starts a new one.")
        return None
    inbox.require_writable(context.setting, ended.client)
    box = autosave.for_note(opened, ended.client) if context.interactive else None
    with saving(context, box):
        waiting = inbox.write_locked(context.setting, ended.client, _with_body(context, draft, box))
    filing = inbox.settle(opened)
    if filing.filed:  # the sealed notes are open for a while
        view = filing.filed[-1]
        return Reply(notes_json.saved(view), notes_text.saved(view, "saved"))
    message = f"Sealed. {ended.id} has ended: the note is filed when its notes are next opened; {waiting} waiting."
    return _waits(waiting, message)


def settle(context: Context, opened: OpenVault) -> None:
    """Files what was written while the vault was locked, and says what became of it."""
    filing = inbox.settle(opened)
    if filing.filed:
        context.output.say(f"Written while locked, filed now: {', '.join(str(view.id) for view in filing.filed)}.")
    for problem in _problems(filing):
        context.output.warn(problem)
    new = [each for each in filing.waiting if each.id in filing.new]
    for each in new:
        if each.asks and context.interactive:
            _ask_whose(context, opened, each)
    if new or any(each.asks for each in filing.waiting):
        _remind(context, inbox.list_waiting(opened))


def _problems(filing: Filing) -> list[str]:
    problems = []
    if filing.missing:
        problems.append(
            f"{filing.missing} of the notes that were written while the vault was locked are missing: something else"
            " removed them. The register says so."
        )
    if filing.foreign:
        problems.append(
            f"Among the notes that wait there are {filing.foreign} that were not written on your machine; they are"
            " not filed."
        )
    return problems


def _ask_whose(context: Context, opened: OpenVault, note: Waiting) -> None:
    """Asks whose note it is, and files it; where that is refused, it goes on waiting, and the vault is unlocked."""
    context.output.say(f"\nA note written while locked ({note.held_on[:10]}): {note.title}\n{note.why}")
    known = [(line.code, line.name) for line in directory.list_clients(opened)]
    code = context.prompts.choose("Whose note is it?", [("later", _LEAVE), *known, ("own", "your own notes")])
    if code != "later":
        try:
            context.output.say(notes_text.saved(inbox.file_one(opened, note.id, code), "filed"))
        except CoachVaultError as error:
            context.output.warn(f"{error.message} The note goes on waiting.")
        else:
            return
    context.output.say(f"It waits as {note.id}; `coachvault note file {note.id} CODE` files it.")


def _remind(context: Context, waiting: list[Waiting]) -> None:
    if waiting:
        count = len(waiting)
        waits = "1 note waits" if count == 1 else f"{count} notes wait"
        context.output.say(f"{waits} to be filed; `coachvault note waiting` says why.")


def _with_body(context: Context, draft: NoteDraft, box: DraftBox | None = None) -> NoteDraft:
    return draft if draft.body else msgspec.structs.replace(draft, body=read_body(context, box=box))


def _write(context: Context, given_code: str, draft: NoteDraft) -> int:
    """Writes a note. No draft of it can be sealed without a key, so that a person may try until it is saved."""
    while True:
        try:
            return inbox.write_locked(context.setting, given_code, draft)
        except CoachVaultError as error:
            if not context.interactive:
                raise
            context.output.say(f"{error.message} {error.hint}".strip())
            if not context.prompts.confirm("What you typed is not saved yet. Try again?", default=True):
                raise


def _waits(waiting: int, message: str) -> Reply[notes_json.NoteWaits]:
    return Reply({"inbox": {"waiting": waiting}}, message)
