"""A release: from a proposal to exactly the bytes that all parties have agreed to, or to nothing.

The state is never stored: it follows from what happened, so that no record can claim a sign-off that is not there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.ids import Code
from coachvault.practice.signoff import AcceptedWarning, Evidence, Grade, Proposal, Remark, Request

NEARLY_OVER = timedelta(days=7)
"""So long before its last day a release is pointed out."""


class ReleaseStatus(StrEnum):
    """How far a release is."""

    DRAFT = "draft"
    REQUESTED = "requested"
    DECLINED = "declined"
    DIFFERING = "differing"
    SIGNED = "signed"
    EXPORTED = "exported"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DESTROYED = "destroyed"


class Step(StrEnum):
    """What can be done with a release."""

    EDIT = "changed"
    REQUEST = "sent for sign-off"
    IMPORT = "signed"
    CONFIRM = "confirmed"
    EXPORT = "exported"
    WITHDRAW = "withdrawn"


WAITING = frozenset({ReleaseStatus.DRAFT, ReleaseStatus.REQUESTED, ReleaseStatus.DIFFERING, ReleaseStatus.SIGNED})
"""The states in which a release waits for somebody, and nobody has declined it."""
UNFINISHED = WAITING | {ReleaseStatus.DECLINED}

_ANSWERABLE = frozenset({Step.EDIT, Step.REQUEST, Step.IMPORT, Step.CONFIRM, Step.WITHDRAW})

ALLOWED: dict[ReleaseStatus, frozenset[Step]] = {
    ReleaseStatus.DRAFT: frozenset({Step.EDIT, Step.REQUEST, Step.WITHDRAW}),
    ReleaseStatus.REQUESTED: _ANSWERABLE,
    ReleaseStatus.DECLINED: frozenset({Step.EDIT, Step.CONFIRM, Step.WITHDRAW}),
    ReleaseStatus.DIFFERING: _ANSWERABLE,
    ReleaseStatus.SIGNED: _ANSWERABLE | {Step.EXPORT},
    ReleaseStatus.EXPORTED: frozenset({Step.CONFIRM, Step.EXPORT, Step.WITHDRAW}),
    ReleaseStatus.EXPIRED: frozenset({Step.EDIT, Step.WITHDRAW}),
    ReleaseStatus.WITHDRAWN: frozenset(),
    ReleaseStatus.DESTROYED: frozenset(),
}
"""What each state allows; an answer that objects, and what was not theirs after all, are recorded in any of them."""
_TO_COMPARE = frozenset({ReleaseStatus.REQUESTED, ReleaseStatus.DIFFERING, ReleaseStatus.SIGNED})


class ReleasePlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a release is; kept in the schedule, without a word of it.

    Args:
        number: The number in `R7`; never given twice.
        client: Whose release it is, by code.
        engagement: The number of the engagement that it comes from.
        compartment_id: Where it is kept, under a key of its own; 16 bytes.
        destroyed: The day on which text and evidence were destroyed.
        sealed: Whether it was a draft when its engagement ended, and was sealed with it.
    """

    number: int
    client: Code
    engagement: int
    compartment_id: bytes
    destroyed: date | None = None
    sealed: bool = False

    def __post_init__(self) -> None:
        if self.number < 1:
            raise BadInput("Releases are numbered from 1.")

    @property
    def id(self) -> str:
        """The id as it is typed, `R7`."""
        return f"R{self.number}"


class Original(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The bytes of an evidence, exactly as they came in."""

    data: bytes


class Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The coach called the party and compared: recipient, paragraphs, and the six words of the signature.

    Args:
        code: Of the request whose answer was compared.
        at: When it was recorded.
        how: How they spoke, as the coach puts it.
        matches: Whether all of it was the same; if not, the party has to sign anew.
        answers: SHA-256 of the answers that it is about, as they came in: the one that was compared, and where
            something differed also all others of that party so far. Empty in older ones, which are about all of the
            request.
    """

    code: str
    at: datetime
    how: str
    matches: bool
    answers: tuple[str, ...] = ()

    def is_about(self, evidence: Evidence) -> bool:
        """Returns whether it is about an answer."""
        return evidence.original_sha256 in self.answers if self.answers else evidence.code == self.code


class Export(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The approved text was written into a file.

    Args:
        at: When.
        text_sha256: SHA-256 of the file.
        path: The file, so that it can be found again as long as it exists.
        sheet_path: The companion sheet next to it.
        delivered_by: Who hands it over: `coach` or `client`.
        page_path: The page to print, where one was wanted.
        kept: The warnings about what the client wrote that were left as they are, with the reasons.
        seen: What an answer says that the coach was first shown now, byte for byte.
    """

    at: datetime
    text_sha256: str
    path: str
    sheet_path: str
    delivered_by: str = "coach"
    page_path: str = ""
    kept: tuple[AcceptedWarning, ...] = ()
    seen: tuple[Remark, ...] = ()


class Withdrawal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The agreement was withdrawn; that is final."""

    at: datetime


class Superseded(Refused):
    """It answers an earlier version, which is not proposed any more."""


class Release(msgspec.Struct, frozen=True):
    """A release with everything that happened to it.

    Args:
        place: Where it is and whose.
        proposal: The newest version of what is proposed.
        requests: Who was asked, the oldest first.
        evidence: What came back, the oldest first.
        confirmations: What was compared by telephone, the oldest first.
        exports: What was written, the oldest first.
        withdrawal: Where it was withdrawn.
    """

    place: ReleasePlace
    proposal: Proposal
    requests: tuple[Request, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    exports: tuple[Export, ...] = ()
    withdrawal: Withdrawal | None = None

    @property
    def id(self) -> str:
        """The id as it is typed, `R7`."""
        return self.place.id

    @property
    def parties(self) -> tuple[Code, ...]:
        """Who has to agree: the client, and everybody else whom the text concerns (rule R5)."""
        return (self.place.client, *self.proposal.concerned)

    @property
    def open_requests(self) -> tuple[Request, ...]:
        """The requests for exactly what is proposed now; earlier versions are superseded."""
        return tuple(each for each in self.requests if each.proposal == self.proposal and each.party in self.parties)

    def answers_of(self, party: Code) -> tuple[Evidence, ...]:
        """Returns what one party said to exactly what is proposed now, but for what was not theirs after all."""
        codes = {each.code for each in self.open_requests if each.party == party}
        return tuple(each for each in self.evidence if each.code in codes and not self.is_disowned(each))

    def answers(self) -> tuple[Evidence, ...]:
        """Returns what all parties said to exactly what is proposed now, in the order of the parties."""
        return tuple(each for party in self.parties for each in self.answers_of(party))

    def evidence_of(self, party: Code) -> Evidence | None:
        """Returns what one party said to exactly what is proposed now: a no, or else the strongest agreement.

        Agreements that were compared by telephone, or need not be, come first.
        """
        return max(
            self.answers_of(party),
            key=lambda each: (each.declines, not self.is_unconfirmed(each), each.grade.strength),
            default=None,
        )

    def is_disowned(self, evidence: Evidence) -> bool:
        """Returns whether it counts for nothing, because something differed on the telephone."""
        return any(not each.matches and each.is_about(evidence) for each in self.confirmations)

    def is_unconfirmed(self, evidence: Evidence) -> bool:
        """Returns whether it was signed on the page and not compared by telephone: anyone who has the code can sign."""
        is_confirmed = any(each.matches and each.is_about(evidence) for each in self.confirmations)
        return evidence.grade is Grade.PAGE and not is_confirmed

    def unconfirmed(self) -> tuple[Evidence, ...]:
        """Returns the answers that have still to be compared by telephone before they count."""
        return tuple(filter(self.is_unconfirmed, self.answers()))

    def is_to_be_compared(self, today: date) -> bool:
        """Returns whether the next thing to do is a call: something was signed on the page that does not count yet."""
        return bool(self.unconfirmed()) and self.status(today) in _TO_COMPARE

    def disagrees(self) -> bool:
        """Returns whether its answers approve different paragraphs, or words."""
        return len({(each.approved, each.written) for each in self.answers()}) > 1

    def is_objection(self, evidence: Evidence) -> bool:
        """Returns whether an answer stops what has not left yet: a no, or another text than the one that has left."""
        return evidence.declines or any(each.text_sha256 != evidence.text_sha256 for each in self.exports)

    def waits_for(self) -> tuple[Code, ...]:
        """Returns the parties that have not agreed yet."""
        return tuple(party for party in self.parties if self.evidence_of(party) is None)

    def to_ask(self) -> tuple[Code, ...]:
        """Returns the parties that have not agreed and have to be asked: for the first time, or anew."""
        answered = {each.code for each in self.evidence}
        awaited = {each.party for each in self.open_requests if each.code not in answered}
        return tuple(party for party in self.waits_for() if party not in awaited)

    def is_nearly_over(self, today: date) -> bool:
        """Returns whether its last day is near, or today."""
        return timedelta(0) <= self.proposal.expires - today <= NEARLY_OVER

    def offered_to(self, party: Code) -> tuple[int, ...]:
        """Returns the numbers of the paragraphs that another party is shown; none to the client, who is shown all (R1).

        Raises:
            Refused: It is not settled yet what the client agreed to; nobody else sees the text before that.
        """
        client = self.place.client
        if party == client:
            return ()
        answers = self.answers_of(client)
        if any(map(self.is_unconfirmed, answers)):
            raise Refused(
                f"{client} signed on the page, and it was not compared by telephone whose signature that is;"
                " nobody else sees the text before that.",
                f"`coachvault release confirm {self.id}` leads through the call.",
            )
        if not answers:
            raise Refused(
                f"{client} has not agreed yet; nobody else sees the text before that.",
                f"`coachvault release request {self.id} --party {client}` asks first.",
            )
        if len({each.approved for each in answers}) > 1:
            raise Refused(
                f"{client} answered differently at different times; nobody else sees the text before that is settled.",
                f"`coachvault release edit {self.id}` proposes what was meant, for a new sign-off.",
            )
        return answers[0].approved

    def status(self, today: date) -> ReleaseStatus:
        """Returns how far it is on a day."""
        if self.place.destroyed is not None or self.withdrawal is not None:
            return ReleaseStatus.DESTROYED if self.place.destroyed is not None else ReleaseStatus.WITHDRAWN
        if today > self.proposal.expires:
            return ReleaseStatus.EXPIRED
        if any(each.declines for each in self.answers()):
            return ReleaseStatus.DECLINED
        if self.disagrees():
            return ReleaseStatus.DIFFERING
        if not self.waits_for():
            return ReleaseStatus.EXPORTED if self.exports else ReleaseStatus.SIGNED
        return ReleaseStatus.REQUESTED if self.open_requests else ReleaseStatus.DRAFT

    def expect(self, step: Step, today: date) -> None:
        """Makes sure that a step can be taken on a day.

        Raises:
            Refused: Its state does not allow it; the message says which state that is.
        """
        status = self.status(today)
        if step not in ALLOWED[status] or (step is Step.EDIT and self.exports):
            way_on = self._way_on(ReleaseStatus.EXPORTED if self.exports and step is Step.EDIT else status)
            raise Refused(f"{self.id} is {status.value}: it cannot be {step.value}.", way_on)

    def request(self, code: str) -> Request:
        """Returns the open request with a code.

        Raises:
            Refused: It was for an earlier version, or belongs to no request of this release.
        """
        for each in self.open_requests:
            if each.code == code:
                return each
        if any(each.code == code for each in self.requests):
            raise Superseded(
                f"{code} is for an earlier version of {self.id}, which was changed since: it agrees to another text.",
                f"`coachvault release request {self.id}` asks for the text as it is now.",
            )
        raise Refused(
            f"{code} is the code of no request of {self.id}.",
            f"`coachvault release show {self.id}` lists its requests.",
        )

    def add(self, evidence: Evidence) -> Release:
        """Returns the release with one more answer; a no is never too late.

        Raises:
            Refused: That request was answered before by something else: a conflict, never a silent replacement.
        """
        before = next((each for each in self.evidence if each.code == evidence.code), None)
        if before is not None and not evidence.declines:
            raise Refused(
                f"The request {evidence.code} has been answered already, by {before.grade.value};"
                " a second answer does not replace the first.",
                f"`coachvault release request {self.id}` makes a new request.",
            )
        return msgspec.structs.replace(self, evidence=(*self.evidence, evidence))

    def agreed(self, today: date, to: str = "") -> tuple[Evidence, ...]:
        """Returns the agreement of every party to what is proposed, at this moment.

        Args:
            today: The day on which it is to leave.
            to: The code of the recipient that is meant, where one is named.

        Raises:
            Refused: Something is missing: an agreement, the same paragraphs from all, time, or the right recipient.
        """
        self._require_signed(today)
        if to and to != self.proposal.recipient.code:
            raise Refused(
                f"{self.id} was signed for {self.proposal.recipient.code} and for nobody else.",
                "Another recipient takes a proposal and a sign-off of its own.",
            )
        found = tuple(evidence for party in self.parties if (evidence := self.evidence_of(party)))
        if any(map(self.is_unconfirmed, found)):
            raise Refused(
                f"{self.id} was signed on the page and not compared by telephone: anyone who has the code could have"
                " signed it.",
                f"`coachvault release confirm {self.id}` leads through the call.",
            )
        return found

    def _require_signed(self, today: date) -> None:
        status = self.status(today)
        if status in (ReleaseStatus.DRAFT, ReleaseStatus.REQUESTED):
            raise Refused(
                f"{self.id} has no sign-off of {', '.join(self.waits_for())}; nothing can leave without it.",
                self._way_on(status),
            )
        if status is ReleaseStatus.DIFFERING:
            raise Refused(
                "The answers approve different paragraphs; only what all of them approve can leave.",
                self._way_on(status),
            )
        self.expect(Step.EXPORT, today)

    def _way_on(self, status: ReleaseStatus) -> str:
        if self.exports and status in (ReleaseStatus.DECLINED, ReleaseStatus.DIFFERING):
            return f"`coachvault release withdraw {self.id}` writes the letter about what has left."
        return {
            ReleaseStatus.DRAFT: f"`coachvault release request {self.id} --by email` asks for the sign-off.",
            ReleaseStatus.REQUESTED: f"`coachvault release import {self.id} FILE` takes the answer.",
            ReleaseStatus.DECLINED: f"`coachvault release edit {self.id}` proposes something else.",
            ReleaseStatus.DIFFERING: (
                f"`coachvault release edit {self.id}` proposes what all of them approve, for a new sign-off."
            ),
            ReleaseStatus.SIGNED: f"`coachvault release export {self.id}` writes the text.",
            ReleaseStatus.EXPORTED: "What has left stays as it was signed; `coachvault release draft` begins anew.",
            ReleaseStatus.EXPIRED: (
                "`coachvault release draft` begins a new one."
                if self.exports
                else f"`coachvault release edit {self.id} --expires DATE` sets a new day; it takes a new sign-off."
            ),
            ReleaseStatus.WITHDRAWN: "A withdrawal is final; `coachvault release draft` begins a new one.",
            ReleaseStatus.DESTROYED: "Nothing brings it back; `coachvault release draft` begins a new one.",
        }[status]
