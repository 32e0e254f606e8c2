"""Taking in what a party answered: recognised, judged against exactly what was asked, kept byte for byte, or refused.

A refusal is recorded, too; its message holds no word of the answer.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.release import Confirmation, Original, Release, Step
from coachvault.practice.signoff import Evidence
from coachvault.services.core.forms import parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import register, releases
from coachvault.services.records.releases import find_release
from coachvault.services.releases.verification import Answer, AnswerNeeds, Vouched, inspect_answer, judge

LONGEST_WHY = 300


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
            release.expect(Step.IMPORT, now.date())
            evidence = judge(change, release, answer, now)
            _require_new(release, evidence)
            after = release.add(evidence)
            releases.add(change, release.place, kinds.EVIDENCE, evidence)
            releases.add(change, release.place, kinds.ORIGINAL, Original(answer.data))
            register.write(change, _entry_of(after, evidence))
    except (Refused, BadInput) as error:
        _record_refusal(opened, given_id, error.message)
        raise
    return after, evidence


def to_confirm(opened: OpenVault, given_id: str) -> tuple[Release, Evidence]:
    """Returns the first signature on the page that has still to be compared by telephone.

    Raises:
        NotFound: There is no such release.
        Refused: Nothing of it waits for that.
    """
    with opened.vault.read() as snapshot:
        release = find_release(snapshot, given_id)
        return release, _unconfirmed(release, opened.now().date())


def confirm(opened: OpenVault, given_id: str, how: str, *, matches: bool = True) -> tuple[Release, Evidence]:
    """Records that the coach called, and read out the recipient, each paragraph and the six words.

    Args:
        opened: The vault.
        given_id: The release's id.
        how: How they spoke.
        matches: Whether all of it was the same; if not, the sign-off counts for nothing.

    Raises:
        NotFound: There is no such release.
        Refused: Nothing of it waits for that, or nothing is said of how.
    """
    now, why = opened.now(), parse_reason(how, "How did you compare it with the client? That is recorded.")
    with opened.vault.change("release confirm", now) as change:
        release = find_release(change, given_id)
        evidence = _unconfirmed(release, now.date())
        made = Confirmation(evidence.code, now, why, matches)
        releases.add(change, release.place, kinds.CONFIRMATION, made)
        event = Event.CONFIRMED if matches else Event.NOT_CONFIRMED
        register.record(change, event, release.place.client, release.id, now, why)
    return msgspec.structs.replace(release, confirmations=(*release.confirmations, made)), evidence


def _unconfirmed(release: Release, today: date) -> Evidence:
    release.expect(Step.CONFIRM, today)
    waiting = release.unconfirmed()
    if not waiting:
        raise Refused(
            f"Nothing of {release.id} waits for a telephone call: only what was signed on the page does.",
            f"`coachvault release show {release.id}` says what comes next.",
        )
    return waiting[0]


def _require_new(release: Release, evidence: Evidence) -> None:
    """Makes sure that an answer is not the same again, and not a second, different one."""
    before = next((each for each in release.evidence if each.code == evidence.code), None)
    same_bytes = any(each.original_sha256 == evidence.original_sha256 for each in release.evidence)
    if same_bytes or (before and before.words and before.statement_sha256 == evidence.statement_sha256):
        raise Refused("This very answer has already been recorded; nothing was changed.")
    if before and before.words:
        raise Refused(
            f"A second, different sign-off for the same request: its words are {' '.join(evidence.words)}; those of the"
            f" first are {' '.join(before.words)}. The first stays.",
            "Call the client: which words does the page show? If neither fits, make a new request.",
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
