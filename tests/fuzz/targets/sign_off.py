"""A file that comes back: recognised, judged as `release import` judges it, and a sheet as `release verify` reads it.

Promised besides: what is signed is what was asked, nothing else; a signature that fits is written out as its program
takes it; what a file says besides stands in the evidence, or is asked about first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast
from unittest import mock

import msgspec

from coachvault.errors import CoachVaultError, Unread
from coachvault.practice.people import Client, Profile, SigningKey
from coachvault.practice.release import Release, ReleasePlace
from coachvault.practice.signoff import Evidence, Grade, SignoffMethod
from coachvault.services.records import releases, roster
from coachvault.services.releases.verification import Answer, Vouched, inspect_answer, judge
from coachvault.signoff.detached import as_text, parse_key, verify
from coachvault.signoff.evidence import verify_release
from coachvault.signoff.scan import media_type, require_scan
from coachvault.signoff.statement import sha256
from coachvault.vault.snapshot import Snapshot
from tests.fuzz.judging import require
from tests.vectors.test_stored_signoffs import REQUEST, STORED, VAULT

PLACE = ReleasePlace(int(STORED["release"][1:]), REQUEST.party, 1, bytes(16))
BY_PAGE = Release(PLACE, REQUEST.proposal, (msgspec.structs.replace(REQUEST, road=SignoffMethod.PAGE),))
BY_KEY = Release(PLACE, REQUEST.proposal, (msgspec.structs.replace(REQUEST, road=SignoffMethod.KEY),))
BY_PAPER = Release(PLACE, REQUEST.proposal, (msgspec.structs.replace(REQUEST, road=SignoffMethod.PAPER),))
BY_MESSAGE = Release(PLACE, REQUEST.proposal, (msgspec.structs.replace(REQUEST, road=SignoffMethod.MESSAGE),))
NOW = REQUEST.requested_at + timedelta(days=1)
KEYS = tuple(
    SigningKey(key.line, key.fingerprint, REQUEST.requested_at)
    for key in (parse_key(STORED[program]["key"]) for program in ("minisign", "ssh"))
)
CLIENT = Client(code=REQUEST.party, name="Ada Marsh", keys=KEYS)
VOUCHED = Vouched(seen_by="Kim", seen_on=NOW.date(), code=REQUEST.code, words=" ".join(STORED["words"]))
ROADS = {"page": BY_PAGE, "key": BY_KEY, "paper": BY_PAPER, "message": BY_MESSAGE}


class _Desk:
    """What is asked of a vault while an answer is judged."""

    vault_id = VAULT


DESK = cast("Snapshot", _Desk())


def look(data: bytes) -> str:
    people = mock.patch.multiple(roster, person=lambda *_: CLIENT, profile=lambda _: Profile(name="Kim Vale"))
    with people, mock.patch.multiple(releases, places=lambda _: ()):
        said = [f"{road}: {judged(data, release)}" for road, release in ROADS.items()]
    said += [said_of(media_type, data), said_of(require_scan, data), sheet(data)]
    said.append(said_of(lambda given: parse_key(given.decode(errors="replace")).line, data))
    return "\n".join(said)


def judged(data: bytes, release: Release) -> str:
    """Returns what an answer is worth, as somebody takes it who has read all that it says."""
    needs = said_of(lambda given: inspect_answer(DESK, release, given), data)
    first = worth(release, Answer(data, VOUCHED, sender_confirmed=True, reason="by telephone"))
    read = worth(release, Answer(data, VOUCHED, remarks_read=True, sender_confirmed=True, reason="by telephone"))
    if isinstance(read, Evidence):
        require_signed(read, data)
        require(isinstance(first, Unread) or first == read, "what was read changes nothing but that it was read")
        require(not isinstance(first, Unread) or bool(read.seen), "what was asked about stands in the evidence")
    return f"{needs}: {read!r}"


def worth(release: Release, answer: Answer) -> Evidence | CoachVaultError:
    try:
        return judge(DESK, release, answer, NOW)
    except CoachVaultError as error:
        return error


def require_signed(evidence: Evidence, data: bytes) -> None:
    """Makes sure that evidence is for what was asked, and that of what is signed nothing is another statement."""
    require(evidence.original_sha256 == sha256(data), "the evidence keeps its bytes")
    require(evidence.code == REQUEST.code, "the evidence answers the request")
    if evidence.grade is Grade.PAGE:
        require(list(evidence.approved) == STORED["approved"], "what was signed on the page is what was signed")
    if evidence.grade is Grade.KEY:
        require(evidence.statement_sha256 == sha256(STORED["statement_sheet"].encode()), "the sheet was signed")
        key = parse_key(evidence.key)
        if said_of(lambda given: verify(given, STORED["statement_sheet"].encode(), key), data) == "None":
            verify(as_text(data).encode("utf-8", "surrogateescape"), STORED["statement_sheet"].encode(), key)


def sheet(data: bytes) -> str:
    """Returns what a sheet that goes with a text proves."""
    said = []
    for text in (STORED["text"], STORED["whole_text"]):
        try:
            found = verify_release(text.encode(), data)
        except CoachVaultError as error:
            said.append(str(error))
            continue
        if any(each.is_signed for each in found.verdicts):
            asked = (found.evidence.recipient, found.evidence.purpose, found.evidence.release)
            proposal = REQUEST.proposal
            expected = (proposal.recipient.shown, proposal.purpose, STORED["release"])
            require(asked == expected, "a sheet is shown as it was signed")
        said.append(repr(found.verdicts))
    return "\n".join(said)


def said_of(reads: Callable[[bytes], Any], data: bytes) -> str:
    """Returns what something says of bytes, or with which of our errors it refuses them."""
    try:
        return str(reads(data))
    except CoachVaultError as error:
        return f"{type(error).__name__}: {error.message}"
