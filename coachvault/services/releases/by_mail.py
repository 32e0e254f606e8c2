"""Answers by mail: which request one answers, whether it agrees, and all that the coach has to read of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import msgspec

from coachvault.errors import Refused, Unread
from coachvault.mails.mail import Mail, MailForm, MailReply
from coachvault.practice.release import Release
from coachvault.practice.signoff import Evidence, Grade, Remark, Request, SignoffMethod
from coachvault.practice.text import counted
from coachvault.services.records import roster
from coachvault.services.releases.known import besides, remarks_of
from coachvault.services.releases.pleas import plea_after, plea_of
from coachvault.signoff.approval import NO_LINE, approved_codes, judge, said_around
from coachvault.signoff.block import Block
from coachvault.signoff.codes import bare
from coachvault.signoff.letters import Asking, went_out
from coachvault.signoff.scan import other_kind
from coachvault.signoff.statement import fingerprint, statement
from coachvault.vault.snapshot import Snapshot

BY_LINE = (SignoffMethod.EMAIL, SignoffMethod.PAPER, SignoffMethod.MESSAGE)
"""The roads whose answers a person reads; the others are verified."""


class AnswerByMail(msgspec.Struct, frozen=True):
    """What a mail says.

    Args:
        request: The request that it answers.
        sender: The address that it came from.
        dated: When it was sent, as it says itself.
        refusal: Why it does not agree; empty where it does, if nothing that it says besides sets a condition.
        view: All of it in its order, our own lines folded away.
        quotes_text: Whether it repeats the text and not only the code.
        plea: What can be sent on to the client where it does not agree: what to do, in their language.
    """

    request: Request
    sender: str
    dated: datetime
    refusal: str
    view: tuple[Remark, ...]
    quotes_text: bool
    plea: str

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What it says besides, which the coach has to read."""
        return besides(self.view)

    def require_agreed(self) -> None:
        """Makes sure that it agrees to what was asked.

        Raises:
            Refused: It does not.
        """
        if self.refusal:
            hint = f"If it wants another text, propose one. Otherwise send on: “{self.plea}”"
            raise Unread(self.refusal, hint, msgspec.to_builtins(self.remarks))


def read_mail(snapshot: Snapshot, release: Release, mail: Mail, code: str = "") -> AnswerByMail:
    """Returns what a mail says.

    Args:
        snapshot: What is read.
        release: The release.
        mail: The mail.
        code: That of the request, where it is known.

    Raises:
        Refused: It answers no request of this release, one of an earlier version, or one that a signature answers.
        BadInput: It cannot be read.
    """
    reply = mail.reply()
    request = release.request(code) if code else _answered(release, reply)
    if request.road not in BY_LINE:
        raise _unsigned(snapshot, request, mail)
    name, sender = roster.person(snapshot, request.party).name, roster.profile(snapshot).name
    words = tuple(fingerprint(statement(snapshot.vault_id, release.id, request.proposal, request.shown)))
    verdict = judge(reply, request, went_out(Asking(request, release.id, name, sender, words)), name)
    view = remarks_of(verdict.view, name, sender)
    refusal, plea = verdict.refusal, plea_after(request, verdict.refusal, is_on_top=verdict.is_on_top)
    attached = _not_taken(mail) if refusal == NO_LINE else ""
    if attached:
        refusal, plea = f"{refusal}{attached}", plea_of(request)
    return AnswerByMail(request, reply.sender, reply.dated, refusal, view, verdict.quotes_text, plea)


def around_block(
    snapshot: Snapshot, request: Request, forms: tuple[MailForm, ...], opened: Collection[Block] = ()
) -> tuple[Remark, ...]:
    """Returns what a mail or a file says besides the blocks that it carries and that were opened."""
    name = roster.person(snapshot, request.party).name
    return remarks_of(said_around(forms, request, name, opened), name, roster.profile(snapshot).name)


def never_shown(
    snapshot: Snapshot, release: Release, evidence: tuple[Evidence, ...], originals: Mapping[str, bytes]
) -> tuple[Remark, ...]:
    """Returns what mails say that were taken before all of that was shown, read anew.

    Args:
        snapshot: What is read.
        release: The release.
        evidence: What it rests on.
        originals: The bytes of the answers, by their SHA-256.

    Raises:
        Refused: One does not agree, as mails are read today.
        BadInput: One cannot be read any more.
    """
    found: list[Remark] = []
    for each in evidence:
        if each.grade is Grade.EMAIL and each.seen is None:
            answer = read_mail(snapshot, release, Mail(originals[each.original_sha256]), each.code)
            answer.require_agreed()
            found += answer.remarks
    return tuple(found)


def unread(remarks: tuple[Remark, ...]) -> Unread:
    """Returns the refusal where an answer says more than that it agrees, and nobody said that it was read."""
    return Unread(
        f"The answer says more than the line that approves ({counted(len(remarks), 'line')}). Does any of it set a"
        " condition?",
        "If it does, propose another text. If it does not, say so with --remarks-read.",
        msgspec.to_builtins(remarks),
    )


def _unsigned(snapshot: Snapshot, request: Request, mail: Mail) -> Unread:
    """Returns the refusal of a mail without a signature, where only one is waited for; what it says is shown."""
    made = "what the page makes" if request.road.uses_page else "the signature of the sheet"
    asked = f"{request.code} was asked by {request.road.value}, and only {made} answers it."
    message = f"The mail holds no sign-off. {asked}{_not_taken(mail)}"
    hint = f"If it wants another text, propose one. Otherwise send on: “{plea_of(request)}”"
    return Unread(message, hint, msgspec.to_builtins(around_block(snapshot, request, mail.forms)))


def _not_taken(mail: Mail) -> str:
    """Returns what is attached to a mail and is no answer, and what to do with it."""
    name, remedy = next((found for each in mail.files() if (found := other_kind(each))[0]), ("", ""))
    return f" Attached is {name}, which is not taken. {remedy}" if name else ""


def request_by_line(release: Release, code: str) -> Request:
    """Returns the request that a line or a picture answers; one by page or key is answered by a signature alone.

    Raises:
        Refused: There is no such request, or it was asked otherwise.
    """
    request = release.request(code)
    if request.road not in BY_LINE:
        raise Refused(
            f"{code} was asked by {request.road.value}: only a signature answers it.",
            f"`coachvault release request {release.id} --by email` asks by mail.",
        )
    return request


def _answered(release: Release, reply: MailReply) -> Request:
    """Returns the request that a mail answers: by its code, or else the newest that waits for a line."""
    approved, known = approved_codes(reply.forms), {bare(each.code): each.code for each in release.requests}
    ours = next((known[code] for code in approved if code in known), "")
    if ours:
        return release.request(ours)
    if approved:
        raise Refused(
            f"The line that approves has the code of no request of {release.id}.",
            f"`coachvault release show {release.id}` lists its requests.",
        )
    by_line = [each for each in release.open_requests if each.road in BY_LINE]
    waiting = by_line or release.open_requests
    if not waiting:
        raise Refused(f"No request of {release.id} waits for an answer.", f"`coachvault release show {release.id}`")
    return waiting[-1]
