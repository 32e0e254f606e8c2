"""Taking in what a party answered: recognised, judged against exactly what was asked, kept byte for byte, or refused.

A refusal is recorded, too, without the words of the answer.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.release import Original, Release, Step
from coachvault.practice.signoff import Evidence, Grade, Request, Road, all_of
from coachvault.practice.text import expect_line
from coachvault.services import register, release_store, roster
from coachvault.services.forms import parse_toml, to_value
from coachvault.services.opening import OpenVault
from coachvault.services.releases import find
from coachvault.signoff.approval import EARLIEST, approved_code, read_approval
from coachvault.signoff.codes import codes_in
from coachvault.signoff.mail import read_reply
from coachvault.signoff.scan import MAIL, PDF, media_type
from coachvault.signoff.statement import fingerprint, sha256, statement, text_sha256
from coachvault.vault.snapshot import Snapshot

LONGEST_WHY = 300
_QUOTED = re.compile("“.*”", re.DOTALL)


class Vouched(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the coach says of a scan or a screenshot; a program cannot read one.

    Args:
        seen_by: Who saw the signed sheet, or the message on the telephone.
        seen_on: When.
        code: The code that stands on it; needed for a screenshot, and where several people were asked.
        words: The six words that stand on a form, where they were compared.
    """

    seen_by: str
    seen_on: date
    code: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        expect_line(self.seen_by, self.code, self.words, longest=200)
        if not self.seen_by.strip():
            raise BadInput("Somebody has to have seen the original: `seen_by` is empty.")


class Answer(msgspec.Struct, frozen=True):
    """What came in, with what the coach says of it.

    Args:
        data: The bytes of the file.
        vouched: Who saw the original; for scans and screenshots.
        remarks_read: The coach has read what else the answer says, and it sets no condition.
        sender_confirmed: The coach asked the party, by another way than mail, whether the address is theirs.
        reason: How that was confirmed.
    """

    data: bytes
    vouched: Vouched | None = None
    remarks_read: bool = False
    sender_confirmed: bool = False
    reason: str = ""


class Finding(msgspec.Struct, frozen=True):
    """What an answer needs before it can be taken, for asking the coach beforehand.

    Args:
        is_mail: Whether it is a mail; otherwise somebody has to vouch for it.
        sender: The address that it came from, where that is not the one that was asked.
        remarks: What else it says.
        open_codes: The codes of the requests that it may answer.
        words: The six words that a signed form shows.
    """

    is_mail: bool
    sender: str = ""
    remarks: str = ""
    open_codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def parse_vouched(text: str) -> Vouched:
    """Parses the TOML of `release import --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown, missing or of the wrong type.
    """
    return to_value(parse_toml(text), Vouched)


def vouched(fields: dict[str, Any]) -> Vouched:
    """Returns what the coach says of a scan, from fields; raises as `parse_vouched` does."""
    return to_value(fields, Vouched)


def look_at(opened: OpenVault, typed: str, data: bytes) -> Finding:
    """Looks at an answer without taking it; what would be refused in any case is found when it is taken.

    Raises:
        NotFound: There is no such release.
    """
    with opened.vault.read() as snapshot:
        release = find(snapshot, typed)
        try:
            return _finding(snapshot, release, data)
        except (Refused, BadInput):
            return Finding(is_mail=True)


def import_answer(opened: OpenVault, typed: str, answer: Answer) -> tuple[Release, Evidence]:
    """Takes an answer as evidence, with its grade and its bytes, or refuses it; either is recorded.

    Raises:
        NotFound: There is no such release.
        Refused: It does not agree to exactly what was asked, or was answered before by something else.
        BadInput: It cannot be read.
    """
    now = opened.now()
    try:
        with opened.vault.change("release import", now) as change:
            release = find(change, typed)
            release.expect(Step.IMPORT, now.date())
            evidence = _judge(change, release, answer, opened)
            if any(each.original_sha256 == evidence.original_sha256 for each in release.evidence):
                raise Refused("This very answer has been taken already; nothing was changed.")
            after = release.add(evidence)
            release_store.add(change, release.place, kinds.EVIDENCE, evidence)
            release_store.add(change, release.place, kinds.ORIGINAL, Original(answer.data))
            register.write(change, _entry_of(after, evidence))
    except (Refused, BadInput) as error:
        _record_refusal(opened, typed, error.message)
        raise
    return after, evidence


def _finding(snapshot: Snapshot, release: Release, data: bytes) -> Finding:
    if media_type(data) != MAIL:
        waiting = _unanswered(release)
        words = tuple(_words(snapshot, release, waiting[0])) if len(waiting) == 1 else ()
        return Finding(is_mail=False, open_codes=tuple(each.code for each in waiting), words=words)
    reply = read_reply(data)
    request = release.request(approved_code(reply))
    approval = read_approval(reply, request, roster.person(snapshot, request.party).name)
    return Finding(
        is_mail=True,
        sender="" if reply.sender == request.sent_to.strip().lower() else reply.sender,
        remarks=approval.remarks,
    )


def _judge(snapshot: Snapshot, release: Release, answer: Answer, opened: OpenVault) -> Evidence:
    kind = media_type(answer.data)
    if kind == MAIL:
        return _judge_mail(snapshot, release, answer, opened)
    if answer.vouched is None:
        raise Refused(
            "A scan or a screenshot counts only if somebody saw the original (R3).",
            "`--from -` takes TOML: seen_by and seen_on; for a screenshot also code.",
        )
    return _judge_scan(snapshot, release, answer, opened, kind)


def _judge_mail(snapshot: Snapshot, release: Release, answer: Answer, opened: OpenVault) -> Evidence:
    reply = read_reply(answer.data)
    request = release.request(approved_code(reply))
    why = _confirmed_sender(reply.sender, request, answer)
    approval = read_approval(reply, request, roster.person(snapshot, request.party).name)
    if approval.remarks and not answer.remarks_read:
        raise Refused(
            f"The answer also says: “{approval.remarks}”. Does that set a condition?",
            "If it does, propose another text. If it does not, say so with --remarks-read.",
        )
    return msgspec.structs.replace(
        _evidence(snapshot, release, request, answer, opened),
        grade=Grade.EMAIL,
        signed_on=reply.dated.isoformat(),
        vouched_by=reply.sender,
        media_type=MAIL,
        quotes_text=approval.quotes_text,
        remarks=approval.remarks,
        why=why,
    )


def _confirmed_sender(sender: str, request: Request, answer: Answer) -> str:
    """Returns how another sender's address was confirmed; nothing where it is the one that was asked."""
    if request.sent_to and sender == request.sent_to.strip().lower():
        return ""
    if not answer.sender_confirmed:
        asked = f"the request went to {request.sent_to}" if request.sent_to else "no address was known"
        raise Refused(
            f"The answer comes from {sender}, and {asked}.",
            "Telephone the client. If the address is theirs: --sender-confirmed --reason TEXT.",
        )
    return parse_reason(answer.reason, "How was the sender's address confirmed? That is recorded.")


def _judge_scan(snapshot: Snapshot, release: Release, answer: Answer, opened: OpenVault, kind: str) -> Evidence:
    vouched = answer.vouched
    if vouched is None:  # `_judge` has seen to it
        raise Refused("A scan or a screenshot counts only if somebody saw the original (R3).")
    request = _vouched_request(release, vouched)
    grade = Grade.PAPER if request.road is Road.PAPER else Grade.MESSAGE
    if grade is Grade.MESSAGE and (kind == PDF or not vouched.code):
        raise Refused(
            "A screenshot of a message is a picture (JPEG, PNG) that shows the code; which code does it show?",
            'Add a line to the form: code = "...". A signed form is asked for with --by paper.',
        )
    _expect_between(vouched.seen_on, request, opened.now().date())
    if vouched.words and vouched.words.lower().split() != _words(snapshot, release, request):
        raise Refused("The six words on the form are not those of this text: another version was signed.")
    return msgspec.structs.replace(
        _evidence(snapshot, release, request, answer, opened),
        grade=grade,
        signed_on=vouched.seen_on.isoformat(),
        vouched_by=vouched.seen_by.strip(),
        media_type=kind,
        quotes_text=grade is Grade.PAPER,
    )


def _vouched_request(release: Release, vouched: Vouched) -> Request:
    if vouched.code:
        codes = codes_in(vouched.code)
        if len(codes) != 1:
            raise BadInput("A code looks like K7QM-3FZP.")
        return release.request(codes[0])
    waiting = _unanswered(release)
    if len(waiting) == 1:
        _expect_told_apart(release, waiting[0], vouched)
        return waiting[0]
    if not waiting:
        raise Refused(f"No request of {release.id} waits for an answer.", f"`coachvault release show {release.id}`")
    codes = [each.code for each in waiting]
    raise Refused(
        f"Several requests wait for an answer: {', '.join(codes)}.", 'Add the code on the form: code = "...".'
    )


def _expect_told_apart(release: Release, request: Request, vouched: Vouched) -> None:
    """Makes sure that a form of an earlier request is not taken for the one that waits."""
    asked = [each for each in release.requests if each.party == request.party]
    if len(asked) > 1 and not vouched.words:
        raise Refused(
            f"{request.party} was asked {len(asked)} times: which form was signed?",
            'Add the code or the six words that stand on it: code = "...", words = "...".',
        )


def _unanswered(release: Release) -> list[Request]:
    answered = {each.code for each in release.evidence}
    waiting = [each for each in release.open_requests if each.code not in answered]
    return [each for each in waiting if each.road is not Road.EMAIL] or waiting


def _expect_between(seen_on: date, request: Request, today: date) -> None:
    if not request.requested_at.date() - EARLIEST <= seen_on <= today:
        raise Refused(
            f"It was seen on {seen_on}; the request was made on {request.requested_at.date()}, and today is {today}.",
            "The day lies between the two.",
        )


def _evidence(snapshot: Snapshot, release: Release, request: Request, answer: Answer, opened: OpenVault) -> Evidence:
    """Returns what every evidence holds: which request, which text, which bytes; the roads add the rest."""
    everything = all_of(request.proposal)
    return Evidence(
        code=request.code,
        grade=Grade.MESSAGE,
        approved=everything,
        statement_sha256=sha256(statement(snapshot.vault_id, release.id, request.proposal, everything)),
        text_sha256=text_sha256(request.proposal, everything),
        received_at=opened.now(),
        signed_on="",
        vouched_by="",
        original_sha256=sha256(answer.data),
        media_type="",
    )


def _words(snapshot: Snapshot, release: Release, request: Request) -> list[str]:
    return fingerprint(statement(snapshot.vault_id, release.id, request.proposal, all_of(request.proposal)))


def _entry_of(release: Release, evidence: Evidence) -> RegisterEntry:
    return RegisterEntry(
        event=Event.SIGNED,
        at=evidence.received_at,
        client=release.place.client,
        subject=release.id,
        why=evidence.why,
        what=release.proposal.purpose,
        sha256=evidence.text_sha256,
        evidence=f"{evidence.grade.value}, {release.request(evidence.code).party}",
    )


def _record_refusal(opened: OpenVault, typed: str, message: str) -> None:
    with opened.vault.change("release import refused", opened.now()) as change:
        release = find(change, typed)
        why = _QUOTED.sub("“…”", message)[:LONGEST_WHY]
        register.record(change, Event.NOT_SIGNED, release.place.client, release.id, opened.now(), why)
