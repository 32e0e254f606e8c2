"""Taking in what a party answered: recognised, judged against exactly what was asked, kept byte for byte, or refused.

A refusal is recorded, too; its message holds no word of the answer.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from coachvault.errors import Ambiguous, BadInput, Refused, Unread, Unreadable, Unusable
from coachvault.practice import kinds
from coachvault.practice.ids import Code
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.release import Confirmation, Original, Release, ReleaseStatus, Step, Superseded
from coachvault.practice.signoff import Evidence, Grade
from coachvault.services.core.forms import parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import register, releases, roster
from coachvault.services.records.releases import find_release
from coachvault.services.releases.pleas import other_form, plea_of
from coachvault.services.releases.same_scan import kept_scans, scans_in, taken_for
from coachvault.services.releases.verification import (
    Answer,
    AnswerNeeds,
    EarlierNo,
    Vouched,
    asked_of,
    inspect_answer,
    judge,
)
from coachvault.services.retention.clock_trust import today_for_sure
from coachvault.signoff.statement import sha256
from coachvault.vault.change import Change
from coachvault.vault.snapshot import Snapshot

LONGEST_WHY = 300
_EACH_SIGNS = "Whoever else signs has a form of their own, with a code of its own."


def parse_vouched(text: str) -> Vouched:
    """Parses the TOML of `release import --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown, missing or of the wrong type.
    """
    return to_value(parse_toml(text), Vouched)


def vouched(fields: dict[str, Any]) -> Vouched:
    """Returns what the coach says of a scan, from fields; raises as `parse_vouched` does."""
    return to_value(fields, Vouched)


def inspect_answer_file(opened: OpenVault, given_id: str, data: bytes) -> AnswerNeeds:
    """Inspects an answer without accepting it; what would be refused in any case is found when it is recorded.

    Raises:
        NotFound: There is no such release.
    """
    with opened.vault.read() as snapshot:
        release = find_release(snapshot, given_id)
        try:
            return inspect_answer(snapshot, release, data)
        except (Refused, BadInput):
            return AnswerNeeds(is_vouched=False)


def import_answer(opened: OpenVault, given_id: str, answer: Answer) -> tuple[Release, Evidence]:
    """Takes an answer as evidence, with its grade and its bytes, or refuses it; either is recorded.

    Raises:
        NotFound: There is no such release.
        Refused: It does not agree to exactly what was asked, or was answered before by something else.
        BadInput: It cannot be read.
    """
    now = opened.now()
    try:
        with opened.vault.change("release import", now) as change:
            release = find_release(change, given_id)
            evidence = _judged(change, opened, release, answer)
            after = release.add(evidence)
            releases.add(change, release.place, kinds.EVIDENCE, evidence)
            releases.add(change, release.place, kinds.ORIGINAL, Original(answer.data))
            register.write(change, _entry_of(after, evidence))
    except (Refused, BadInput) as error:
        _record_refusal(opened, given_id, error.message)
        raise _to_send_on(opened, given_id, answer.data, error) from None
    return after, evidence


def _to_send_on(opened: OpenVault, given_id: str, data: bytes, error: Refused | BadInput) -> Refused | BadInput:
    """Returns a refusal with what can be sent on to the client, where their answer is what has to be made anew."""
    if not isinstance(error, Unusable | Unreadable):
        return error
    with opened.vault.read() as snapshot:
        asked = asked_of(find_release(snapshot, given_id), data)
    plea = f"Send on: “{plea_of(asked)}”" if asked else ""
    return type(error)(error.message, " ".join(part for part in (error.hint, plea) if part))


def _judged(change: Change, opened: OpenVault, release: Release, answer: Answer) -> Evidence:
    """Returns what an answer is worth: an objection at any time, an agreement only while it can still count."""
    now, closed = opened.now(), _refusal(release, opened.now().date())
    if any(each.original_sha256 == sha256(answer.data) for each in release.evidence):
        raise Refused("This very answer has already been recorded; nothing was changed.")
    try:
        evidence = judge(change, release, answer, now)
    except (Refused, BadInput) as error:
        known = _of_known_scan(change, release, answer.data, error)
        raise known or _truer(release, error, closed, now.date()) from None
    _require_new(release, evidence)
    if release.is_objection(evidence):
        return evidence
    if closed is not None:
        raise closed
    _require_only_here(change, release, evidence, answer.data)
    release.expect(Step.IMPORT, today_for_sure(change, opened, answer.clock))
    return evidence


def _truer(release: Release, error: Refused | BadInput, closed: Refused | None, today: date) -> Refused | BadInput:
    """Returns the refusal that says what is wrong: with the answer, or with the release, which takes none."""
    if closed is None:
        return error
    if isinstance(error, Superseded) and release.status(today) is ReleaseStatus.DRAFT:
        return error
    return EarlierNo(error.message, closed.hint) if isinstance(error, EarlierNo) else closed


def _refusal(release: Release, today: date) -> Refused | None:
    """Returns why nobody can agree to a release any more, or yet; None where they can."""
    try:
        release.expect(Step.IMPORT, today)
    except Refused as error:
        return error
    return None


def to_confirm(opened: OpenVault, given_id: str, party: str = "", *, matches: bool = True) -> tuple[Release, Evidence]:
    """Returns the signature on the page that is compared by telephone; raises as `confirm` does."""
    with opened.vault.read() as snapshot:
        release = find_release(snapshot, given_id)
        return release, _to_compare(snapshot, release, opened.now().date(), party, matches=matches)


def confirm(
    opened: OpenVault, given_id: str, how: str, *, matches: bool = True, party: str = ""
) -> tuple[Release, Evidence]:
    """Records that the coach called, and read out the recipient, each paragraph and the six words.

    Args:
        opened: The vault.
        given_id: The release's id.
        how: How they spoke.
        matches: Whether all of it was the same. If not, this sign-off and whatever else the party has answered count
            for nothing: they sign anew. That is recorded at any time, also of what was compared before.
        party: Whose signature, by code; the first that waits when left out.

    Raises:
        NotFound: There is no such release or party.
        Ambiguous: Several parties signed on the page, and none is named.
        Refused: Nothing of it waits for that, or nothing is said of how.
    """
    now, why = opened.now(), parse_reason(how, "How did you compare it with the client? That is recorded.")
    with opened.vault.change("release confirm", now) as change:
        release = find_release(change, given_id)
        evidence = _to_compare(change, release, now.date(), party, matches=matches)
        about = (evidence,) if matches else release.answers_of(release.request(evidence.code).party)
        made = Confirmation(evidence.code, now, why, matches, tuple(each.original_sha256 for each in about))
        releases.add(change, release.place, kinds.CONFIRMATION, made)
        event = Event.CONFIRMED if matches else Event.NOT_CONFIRMED
        register.record(change, event, release.place.client, release.id, now, why)
    return msgspec.structs.replace(release, confirmations=(*release.confirmations, made)), evidence


def _to_compare(snapshot: Snapshot, release: Release, today: date, party: str, *, matches: bool) -> Evidence:
    """Returns what was signed on the page and waits for a call; if it was not theirs, also what was compared before."""
    if matches:
        release.expect(Step.CONFIRM, today)
    whose = (roster.person_code(snapshot, party),) if party else release.parties
    signed = [each for each in release.answers() if each.grade is Grade.PAGE and _party_of(release, each) in whose]
    waiting = [each for each in signed if release.is_unconfirmed(each)]
    if waiting:
        return waiting[0]
    if matches or not signed:
        raise Refused(
            f"Nothing of {release.id} waits for a telephone call: only what was signed on the page does.",
            f"`coachvault release show {release.id}` says what comes next.",
        )
    if len({_party_of(release, each) for each in signed}) > 1:
        raise Ambiguous(f"Several parties signed {release.id} on the page.", "`--party CODE` says whose it is.")
    return signed[-1]


def _party_of(release: Release, evidence: Evidence) -> Code:
    return release.request(evidence.code).party


def _require_new(release: Release, evidence: Evidence) -> None:
    """Makes sure that an answer is not the same again, and not a second, different one; a no is never too late."""
    before = [each for each in release.evidence if each.code == evidence.code and each.words]
    if any(each.statement_sha256 == evidence.statement_sha256 for each in before):
        raise Refused("This very answer has already been recorded; nothing was changed.")
    if before and not evidence.declines:
        raise Refused(
            f"A second, different sign-off for the same request: its words are {' '.join(evidence.words)}; those of the"
            f" first are {' '.join(before[0].words)}. The first stays.",
            "Call the client: which words does the page show? If neither fits, make a new request.",
        )


def _of_known_scan(snapshot: Snapshot, release: Release, data: bytes, error: Exception) -> Unread | None:
    """Returns the refusal of a mail in which nothing agrees but a scan that is recorded; None where there is none."""
    scans = scans_in(data)
    if not isinstance(error, Unread) or not scans or not scans <= kept_scans(snapshot, release):
        return None
    return Unread("Nothing in the answer agrees but a scan that has already been recorded.", "", error.remarks)


def _require_only_here(snapshot: Snapshot, release: Release, evidence: Evidence, data: bytes) -> None:
    """Makes sure that a scan was not taken before, alone or in a mail: a program cannot see which text it shows."""
    if evidence.grade not in (Grade.PAPER, Grade.MESSAGE):
        return
    scans = scans_in(data)
    if scans <= kept_scans(snapshot, release):
        raise Refused("This very scan has already been recorded; nothing was changed.", _EACH_SIGNS)
    found = taken_for(snapshot, release, scans)
    if scans and found.keys() == scans:
        raise Refused(
            f"This very file was taken for {next(iter(found.values()))}: it cannot show the agreement to {release.id},"
            " too.",
            f"Scan the form of this one by itself, or send on: “{other_form(release.request(evidence.code))}”",
        )


def _entry_of(release: Release, evidence: Evidence) -> RegisterEntry:
    return RegisterEntry(
        event=Event.DECLINED if evidence.declines else Event.SIGNED,
        at=evidence.received_at,
        client=release.place.client,
        subject=release.id,
        why=evidence.why,
        what=release.proposal.purpose,
        sha256=evidence.text_sha256,
        evidence=f"{evidence.grade.value}, {release.request(evidence.code).party}",
    )


def _record_refusal(opened: OpenVault, given_id: str, message: str) -> None:
    with opened.vault.change("release import refused", opened.now()) as change:
        release = find_release(change, given_id)
        why = message[:LONGEST_WHY]
        register.record(change, Event.NOT_SIGNED, release.place.client, release.id, opened.now(), why)
