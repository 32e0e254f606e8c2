"""Judging what a party answered: recognised, compared with exactly what was asked, graded, or refused.

What an answer needs from the coach is asked before (`look`); what it is worth is decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import product
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from coachvault.errors import BadInput, Refused, Unread, Unusable
from coachvault.mails.lines import plain_lines
from coachvault.mails.mail import Mail, MailForm
from coachvault.practice.people import Client, SigningKey
from coachvault.practice.register import parse_reason
from coachvault.practice.release import Release, Superseded
from coachvault.practice.signoff import Evidence, Grade, Remark, Request, SignoffMethod
from coachvault.practice.text import require_line
from coachvault.services.records import roster
from coachvault.services.releases.by_mail import BY_LINE, around_block, read_mail, request_by_line, unread
from coachvault.services.releases.pleas import other_form
from coachvault.services.releases.same_scan import known_ones
from coachvault.services.retention.clock_trust import ClockIsRight
from coachvault.signoff.approval import EARLIEST, approved_codes
from coachvault.signoff.block import Block, find_blocks, holds_block
from coachvault.signoff.codes import bare, read_alike, with_hyphen
from coachvault.signoff.detached import KeyKind, as_text, comments_of, detached_kind, parse_key, verify
from coachvault.signoff.evidence import ShownAgreement
from coachvault.signoff.scan import MAIL, PDF, SIGN_OFF, SIGNATURES, media_type, scan_kind, text_of_file
from coachvault.signoff.sheet import statement_sheet
from coachvault.signoff.signed import SignOff, open_sign_off
from coachvault.signoff.statement import fingerprint, sha256, statement, text_sha256
from coachvault.vault.snapshot import Snapshot


class Vouched(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the coach says of a scan or a screenshot; a program cannot read one.

    Args:
        seen_by: Who saw the signed sheet, or the message on the telephone.
        seen_on: When.
        code: The code on it; needed for a screenshot, and where several people were asked.
        words: The six words on a form; what was signed on paper needs them.
    """

    seen_by: str
    seen_on: date
    code: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        require_line(self.seen_by, self.code, self.words, longest=200)
        if not self.seen_by.strip():
            raise BadInput("Somebody has to have seen the original: `seen_by` is empty.")


class EarlierNo(Superseded):
    """A signed no to an earlier version, which is not proposed any more."""


class Answer(msgspec.Struct, frozen=True):
    """What came in, with what the coach says of it.

    Args:
        data: The bytes of the file.
        vouched: Who saw the original; for scans and screenshots.
        remarks_read: The coach has read what else the answer says, and it sets no condition.
        sender_confirmed: The coach asked the party, by another way than mail, whether the address is theirs.
        reason: How that was confirmed.
        clock: The coach's word that the clock is right, where the vault was written on a later day, or long ago.
    """

    data: bytes
    vouched: Vouched | None = None
    remarks_read: bool = False
    sender_confirmed: bool = False
    reason: str = ""
    clock: ClockIsRight | None = None


class _Came(NamedTuple):
    """What came in, read once.

    Args:
        kind: What the file is.
        blocks: The sign-offs in it, wherever they are.
        mail: Itself, where it is a mail.
        text: Its text, where it is a text.
    """

    kind: str
    blocks: list[Block]
    mail: Mail | None
    text: str

    @property
    def forms(self) -> tuple[MailForm, ...]:
        """All that it says."""
        return self.mail.forms if self.mail else (MailForm(tuple(plain_lines(self.text))),)


class AnswerNeeds(msgspec.Struct, frozen=True):
    """What an answer needs before it can be accepted, for asking the coach beforehand.

    Args:
        is_vouched: Whether somebody has to vouch for it: a scan or a screenshot.
        sender: The address that it came from, where that is not the one that was asked.
        view: All of a mail in its order, the request's own lines folded away.
        remarks: What it says besides, which the coach has to read.
        agrees: Whether it agrees to what was asked, if none of that sets a condition.
        open_codes: The codes of the requests that it may answer.
        words: The six words that a signed form shows, for each code that a form has.
    """

    is_vouched: bool
    sender: str = ""
    view: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    agrees: bool = True
    open_codes: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


def inspect_answer(snapshot: Snapshot, release: Release, data: bytes) -> AnswerNeeds:
    """Returns what an answer needs from the coach before it can be accepted.

    Raises:
        Refused: It would be refused in any case.
        BadInput: It cannot be read.
    """
    came = _read(data)
    if came.blocks:
        remarks = _to_read(snapshot, release, came)
        return AnswerNeeds(is_vouched=False, view=remarks, remarks=remarks)
    kind, files = _taken_as(release, came, data)
    if kind == MAIL and came.mail:
        mail = read_mail(snapshot, release, came.mail)
        sender = "" if mail.sender == mail.request.sent_to.strip().lower() else mail.sender
        return AnswerNeeds(
            is_vouched=False, sender=sender, view=mail.view, remarks=mail.remarks, agrees=not mail.refusal
        )
    if kind in SIGNATURES.values():
        request = _asked_by_key(release)[0]
        said = (*_around(snapshot, request, came), *_comments(request, release.id, files[0]))
        return AnswerNeeds(is_vouched=False, view=said, remarks=said)
    if kind == SIGN_OFF:
        return AnswerNeeds(is_vouched=False)
    waiting = _unanswered(release)
    forms = [each for each in waiting if each.road is SignoffMethod.PAPER]
    words = {each.code: tuple(_words(snapshot, release, each)) for each in forms}
    said = (*_around(snapshot, waiting[0], came), *known_ones(snapshot, release, data)) if waiting and came.mail else ()
    codes = tuple(each.code for each in waiting)
    return AnswerNeeds(is_vouched=True, view=said, remarks=said, open_codes=codes, words=words)


def judge(snapshot: Snapshot, release: Release, answer: Answer, now: datetime) -> Evidence:
    """Returns what an answer is worth.

    Raises:
        Refused: It does not agree to exactly what was asked; the message says what differs.
        BadInput: It cannot be read.
    """
    came = _read(answer.data)
    if came.blocks:
        return _judge_blocks(snapshot, release, answer, came, now)
    kind, files = _taken_as(release, came, answer.data)
    if kind == MAIL and came.mail:
        return _judge_mail(snapshot, release, answer, came.mail, now)
    if kind in SIGNATURES.values():
        return _judge_signature(snapshot, release, answer, (came, files), now)
    _require_scan_asked(release, kind)
    if answer.vouched is None:
        raise Refused(
            "A scan or a screenshot counts only if somebody saw the original.",
            "`--from -` takes TOML: seen_by and seen_on; for a screenshot also code.",
        )
    return _judge_scan(snapshot, release, answer, (came, kind), answer.vouched, now)


def asked_of(release: Release, data: bytes) -> Request | None:
    """Returns the request that an answer is most likely to, though it cannot count; none where nobody was asked."""
    answered = {each.code for each in release.evidence}
    waiting = [each for each in release.open_requests if each.code not in answered] or list(release.open_requests)
    with suppress(Refused, BadInput):
        sender = Mail(data).sender if media_type(data) == MAIL else ""
        waiting = [each for each in waiting if sender and each.sent_to.strip().lower() == sender] or waiting
    with suppress(Refused, BadInput):
        codes = {block.code for block in _read(data).blocks}
        waiting = [each for each in waiting if each.code in codes] or waiting
    return waiting[-1] if waiting else None


def shown_of(snapshot: Snapshot, release: Release, evidence: Evidence, original: bytes) -> ShownAgreement:
    """Returns what may be shown of an evidence, after it was found anew in the bytes that came in.

    What a person judged (a mail, a scan) is compared by its hashes; what was signed is verified again.

    Raises:
        Refused: It is not what was signed.
        BadInput: It cannot be read any more.
    """
    request, grade = release.request(evidence.code), evidence.grade
    if evidence.original_sha256 != sha256(original):
        raise Refused("The bytes of the answer are not those that were recorded.")
    kept = (evidence.statement_sha256, evidence.approved, evidence.written)
    if request.road.uses_page:
        signed = _opened(snapshot, release, _read(original).blocks)[1]
        stated = sha256(signed.proof.statement.encode())
        _require_same(kept, (stated, signed.approved, signed.written))
        proof = signed.proof
        return ShownAgreement(grade, public_key=proof.public_key, signature=proof.signature, statement=proof.statement)
    if request.road is SignoffMethod.KEY:
        sheet = statement_sheet(snapshot.vault_id, release.id, request)
        signature = _fitting(_read(original), original, sheet.encode(), evidence.key)
        _require_same(kept, (sha256(sheet.encode()), request.shown, ()))
        return ShownAgreement(grade, signature=as_text(signature), sheet=sheet, key=evidence.key)
    asked = statement(snapshot.vault_id, release.id, request.proposal, evidence.approved)
    _require_same(kept, (sha256(asked), request.shown, ()))
    return ShownAgreement(grade)


def _require_same(kept: object, derived: object) -> None:
    if kept != derived:
        raise Refused("The record of the answer is not what the answer says.")


def _read(data: bytes) -> _Came:
    """Returns what a file is, and the blocks that it holds, wherever they are."""
    kind = media_type(data)
    mail = Mail(data) if kind == MAIL else None
    text = text_of_file(data) if kind == SIGN_OFF else ""
    found: list[Block] = []
    damaged: Refused | None = None
    for each in mail.every_text() if mail else [text]:
        try:
            found += find_blocks(each) if holds_block(each) else []
        except Refused as error:  # the same block may be whole in another part
            damaged = error
    if damaged and not found:
        raise damaged
    return _Came(kind, list(dict.fromkeys(found)), mail, text)


def _to_read(snapshot: Snapshot, release: Release, came: _Came) -> tuple[Remark, ...]:
    """Returns what the coach has to read before a sign-off counts that no call follows: a yes in the room."""
    request, signed, blocks = _opened(snapshot, release, came.blocks)
    if request.road is not SignoffMethod.ROOM or not signed.text:
        return ()
    remark = tuple(Remark(line, "the remark on the page", known=False) for line in signed.remark.splitlines() if line)
    return (*remark, *around_block(snapshot, request, came.forms, blocks))


def _taken_as(release: Release, came: _Came, data: bytes) -> tuple[str, list[bytes]]:
    """Returns as what an answer counts, and its bytes: of a mail that approves nothing, what is attached to it."""
    if came.mail is None:
        return came.kind, [data]
    approved = set(approved_codes(came.mail.forms))
    if approved & {bare(each.code) for each in release.requests if each.road in BY_LINE}:
        return MAIL, [data]
    files = came.mail.files()
    signatures = [each for each in files if detached_kind(each)]
    if signatures and any(each.road is SignoffMethod.KEY for each in release.requests):
        return SIGNATURES[detached_kind(signatures[0]) or KeyKind.MINISIGN], signatures
    scans = [each for each in files if scan_kind(each)]
    roads = {each.road for each in _unanswered(release)}
    if scans and not approved and roads & {SignoffMethod.PAPER, SignoffMethod.MESSAGE}:
        kinds = [scan_kind(each) for each in scans]
        return next((kind for kind in kinds if kind != PDF), PDF), scans
    return MAIL, [data]


def _around(snapshot: Snapshot, request: Request, came: _Came) -> tuple[Remark, ...]:
    """Returns what a mail says in which a signature or a scan came; nothing where it came alone."""
    return around_block(snapshot, request, came.mail.forms) if came.mail else ()


def _comments(request: Request, release_id: str, signature: bytes) -> tuple[Remark, ...]:
    """Returns what a signature says in words."""
    name = f"{PurePath(request.path).name} {release_id}.sheet.txt"
    return tuple(Remark(each, "in the signature", known=False) for each in comments_of(signature, name))


def _fitting(came: _Came, data: bytes, sheet: bytes, key: str) -> bytes:
    """Returns the signature over a sheet: the file itself, or one that is attached to a mail."""
    signatures = [each for each in came.mail.files() if detached_kind(each)] if came.mail else [data]
    refusal = Refused("The mail holds no signature.")
    for each in signatures:
        try:
            verify(each, sheet, parse_key(key))
        except Refused as error:
            refusal = error
        else:
            return each
    raise refusal


def _judge_blocks(snapshot: Snapshot, release: Release, answer: Answer, came: _Came, now: datetime) -> Evidence:
    request, signed, blocks = _opened(snapshot, release, came.blocks)
    if signed.approved or signed.written:  # a no counts, whatever the clock says of the device on which it was signed
        _require_possible(signed.signed_at, request, now)
    around = around_block(snapshot, request, came.forms, blocks)
    to_read = _to_read(snapshot, release, came)
    if to_read and not answer.remarks_read:
        raise unread(to_read)
    return Evidence(
        code=request.code,
        grade=Grade.ROOM if request.road is SignoffMethod.ROOM else Grade.PAGE,
        approved=signed.approved,
        statement_sha256=sha256(signed.proof.statement.encode()),
        text_sha256=sha256(signed.text.encode()),
        received_at=now,
        signed_on=signed.signed_at.isoformat(),
        vouched_by="",
        original_sha256=sha256(answer.data),
        media_type=came.kind,
        remarks="\n".join(part for part in (signed.remark, *(each.text for each in around)) if part),
        seen=to_read or around,
        name=signed.name,
        words=signed.proof.words,
        written=signed.written,
    )


def _opened(snapshot: Snapshot, release: Release, blocks: list[Block]) -> tuple[Request, SignOff, list[Block]]:
    """Returns the one sign-off that blocks hold, the request that it answers, and the blocks themselves."""
    known = {each.code for each in release.requests}
    ours = [block for block in blocks if block.code in known] or blocks[:1]
    if not any(block.code in known for block in ours):
        raise Refused(
            f"The sign-off has the code of no request of {release.id}.",
            f"`coachvault release show {release.id}` lists its requests.",
        )
    found = []
    for block in ours:
        request = _request_of(block, snapshot, release)
        if request.opening is None:
            raise Refused(f"{block.code} was not asked on the page: a block does not answer it.")
        found.append((request, _signed_on_page(block, snapshot, release, request)))
    if len({signed.proof.statement for _, signed in found}) != 1:
        raise Unusable(
            "The answer holds several different sign-offs; nobody can say which counts.", "Ask for one file."
        )
    return (*found[0], ours)


def _signed_on_page(block: Block, snapshot: Snapshot, release: Release, request: Request) -> SignOff:
    """Returns the sign-off in a block; one that nothing else is said about has to be made anew."""
    try:
        return open_sign_off(block, snapshot.vault_id, release.id, request)
    except Refused as error:
        if error.hint and not isinstance(error, Unusable):
            raise
        raise Unusable(error.message, error.hint or "Ask for the file that the page saves.") from None


def _request_of(block: Block, snapshot: Snapshot, release: Release) -> Request:
    """Returns the open request that a block answers; of an earlier version, says whether it was a no."""
    try:
        return release.request(block.code)
    except Refused as error:
        earlier = next((each for each in release.requests if each.code == block.code and each.opening), None)
        if earlier is not None:
            signed = open_sign_off(block, snapshot.vault_id, release.id, earlier)
            if not (signed.approved or signed.written):
                raise EarlierNo(f"{error.message} It is a no to all of that.", error.hint) from None
        raise


def _require_possible(said_at: datetime, request: Request, now: datetime) -> None:
    """Makes sure that an answer claims no day before the request or after today; a day is forgiven either way."""
    asked_at = request.requested_at
    if said_at < asked_at - EARLIEST:
        raise Unusable(
            f"The answer is dated {said_at:%Y-%m-%d}, the request {asked_at:%Y-%m-%d}: it is older than what it"
            " answers.",
            "If that computer's clock was wrong, have it set right; then ask for a new answer.",
        )
    if said_at > now + EARLIEST:
        raise Unusable(
            f"The answer is dated {said_at:%Y-%m-%d}, and today is {now:%Y-%m-%d}: that day is still to come.",
            "If this computer's clock is right, ask for a new answer from a device whose clock is right, too.",
        )


def _judge_signature(
    snapshot: Snapshot, release: Release, answer: Answer, given: tuple[_Came, list[bytes]], now: datetime
) -> Evidence:
    """Finds the request whose sheet was signed; the newest is tried first."""
    came, files = given
    refusals: list[Refused] = []
    for request, signature in product(_asked_by_key(release), files):
        try:
            key = _signed_with(snapshot, release, request, signature)
        except Refused as error:
            refusals.append(error)
            continue
        sheet = statement_sheet(snapshot.vault_id, release.id, release.request(request.code))
        said = (*_around(snapshot, request, came), *_comments(request, release.id, signature))
        if said and not answer.remarks_read:
            raise unread(said)
        return msgspec.structs.replace(
            _evidence(snapshot, release, request, answer, now),
            grade=Grade.KEY,
            statement_sha256=sha256(sheet.encode()),
            signed_on=now.isoformat(),
            vouched_by=key.fingerprint,
            key=key.line,
            media_type=came.kind,
            remarks="\n".join(each.text for each in said),
            seen=said,
        )
    raise refusals[0]


def _asked_by_key(release: Release) -> list[Request]:
    """Returns the requests that were made by key, the newest first; raises `Refused` where none was."""
    asked = [each for each in reversed(release.requests) if each.road is SignoffMethod.KEY]
    if not asked:
        raise Refused(
            f"No request of {release.id} was made by key: what was signed is unknown.",
            f"`coachvault release request {release.id} --by key` makes the sheet to sign.",
        )
    return asked


def _signed_with(snapshot: Snapshot, release: Release, request: Request, signature: bytes) -> SigningKey:
    """Returns the key, known before the request, with which the sheet of a request was signed."""
    person = roster.person(snapshot, request.party)
    known = [key for key in (person.keys if isinstance(person, Client) else ()) if key.added_at <= request.requested_at]
    kind = detached_kind(signature)
    fitting = [key for key in known if parse_key(key.line).kind is kind]
    if not fitting:
        raise Refused(
            f"{request.party} has no key of that kind that was known when the request was made and still is.",
            "Add the key with `coachvault client key add`, then make a new request.",
        )
    sheet = statement_sheet(snapshot.vault_id, release.id, request).encode()
    refusals: list[Refused] = []
    for key in fitting:
        try:
            verify(signature, sheet, parse_key(key.line))
        except Refused as error:
            refusals.append(error)
        else:
            return key
    raise Unusable(refusals[-1].message, refusals[-1].hint)


def _judge_mail(snapshot: Snapshot, release: Release, answer: Answer, came: Mail, now: datetime) -> Evidence:
    mail = read_mail(snapshot, release, came)
    mail.require_agreed()
    _require_possible(mail.dated, mail.request, now)
    why = _confirmed_sender(mail.sender, mail.request, answer)
    if mail.remarks and not answer.remarks_read:
        raise unread(mail.remarks)
    return msgspec.structs.replace(
        _evidence(snapshot, release, mail.request, answer, now),
        grade=Grade.EMAIL,
        signed_on=mail.dated.isoformat(),
        vouched_by=mail.sender,
        media_type=MAIL,
        quotes_text=mail.quotes_text,
        remarks="\n".join(each.text for each in mail.remarks),
        why=why,
        seen=mail.remarks,
    )


def _confirmed_sender(sender: str, request: Request, answer: Answer) -> str:
    """Returns how another sender's address was confirmed; nothing where it is the one that was asked."""
    if request.sent_to and sender == request.sent_to.strip().lower():
        return ""
    if not answer.sender_confirmed:
        raise Unread(
            f"The answer comes from another address, and the request went to {request.sent_to}."
            if request.sent_to
            else "The answer comes by mail, and the request was sent to no address: nobody knows whose it is.",
            "Telephone the client. If the address is theirs: --sender-confirmed --reason TEXT.",
            msgspec.to_builtins((Remark(sender, "from", known=False),)),
        )
    return parse_reason(answer.reason, "How was the sender's address confirmed? That is recorded.")


def _judge_scan(
    snapshot: Snapshot, release: Release, answer: Answer, given: tuple[_Came, str], vouched: Vouched, now: datetime
) -> Evidence:
    came, kind = given
    request = _vouched_request(release, vouched)
    grade = Grade.PAPER if request.road is SignoffMethod.PAPER else Grade.MESSAGE
    if grade is Grade.MESSAGE and kind == PDF:
        raise Refused(
            f"{request.code} was asked by {request.road.value}: a PDF shows no message; a screenshot is a picture.",
            "Take a screenshot of the message on its telephone. A signed form is asked for with --by paper.",
        )
    if grade is Grade.MESSAGE and not vouched.code:
        raise Refused(
            "A screenshot of a message counts by the code that it shows; which code does it show?",
            'Add a line to the form: code = "...".',
        )
    _require_between(vouched.seen_on, request, now.date())
    if grade is Grade.PAPER and not vouched.words.strip():
        raise Refused(
            "Which six words does the form show? They say which text was signed.",
            'Compare them with those of the request, and add a line: words = "...".',
        )
    if vouched.words.strip() and vouched.words.lower().split() != _words(snapshot, release, request):
        raise Refused(
            "The six words on the form are not those of this text: they were mistyped, or another version was signed.",
            f"Compare them again. If another version was signed, send on: “{other_form(request)}”",
        )
    said = (*_around(snapshot, request, came), *(known_ones(snapshot, release, answer.data) if came.mail else ()))
    if said and not answer.remarks_read:
        raise unread(said)
    return msgspec.structs.replace(
        _evidence(snapshot, release, request, answer, now),
        grade=grade,
        signed_on=vouched.seen_on.isoformat(),
        vouched_by=vouched.seen_by.strip(),
        media_type=came.kind,
        quotes_text=grade is Grade.PAPER,
        remarks="\n".join(each.text for each in said),
        seen=said,
    )


def _require_scan_asked(release: Release, kind: str) -> None:
    """Makes sure that a scan or a screenshot can answer something, before anybody is asked who saw it."""
    if _unanswered(release) or not release.open_requests:
        return
    answered = {each.code for each in release.evidence}
    waiting = [each for each in release.open_requests if each.code not in answered]
    if waiting:
        raise Refused(
            f"{waiting[-1].code} was asked by {waiting[-1].road.value}: only a signature answers it, no"
            f" {'document' if kind == PDF else 'picture'}.",
            f"`coachvault release request {release.id} --by paper` makes a form to sign by hand.",
        )


def _vouched_request(release: Release, vouched: Vouched) -> Request:
    if vouched.code:
        code = read_alike(vouched.code)
        if len(code) != len("K7QM3FZP"):
            raise BadInput("A code looks like K7QM-3FZP.")
        return request_by_line(release, with_hyphen(code))
    waiting = _unanswered(release)
    if len(waiting) == 1:
        return waiting[0]
    if not waiting:
        raise Refused(f"No request of {release.id} waits for an answer.", f"`coachvault release show {release.id}`")
    codes = [each.code for each in waiting]
    raise Refused(
        f"Several requests wait for an answer: {', '.join(codes)}.", 'Add the code on the form: code = "...".'
    )


def _unanswered(release: Release) -> list[Request]:
    answered = {each.code for each in release.evidence}
    waiting = [each for each in release.open_requests if each.code not in answered and each.road in BY_LINE]
    return [each for each in waiting if each.road is not SignoffMethod.EMAIL] or waiting


def _require_between(seen_on: date, request: Request, today: date) -> None:
    if not request.requested_at.date() - EARLIEST <= seen_on <= today:
        raise Refused(
            f"It was seen on {seen_on}; the request was made on {request.requested_at.date()}, and today is {today}.",
            "The day lies between the two.",
        )


def _evidence(snapshot: Snapshot, release: Release, request: Request, answer: Answer, now: datetime) -> Evidence:
    """Returns what every evidence holds: which request, which text, which bytes; the roads add the rest."""
    return Evidence(
        code=request.code,
        grade=Grade.MESSAGE,
        approved=request.shown,
        statement_sha256=sha256(statement(snapshot.vault_id, release.id, request.proposal, request.shown)),
        text_sha256=text_sha256(request.proposal, request.shown),
        received_at=now,
        signed_on="",
        vouched_by="",
        original_sha256=sha256(answer.data),
        media_type="",
    )


def _words(snapshot: Snapshot, release: Release, request: Request) -> list[str]:
    return fingerprint(statement(snapshot.vault_id, release.id, request.proposal, request.shown))
