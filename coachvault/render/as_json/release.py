"""Releases as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from coachvault.practice.agreed import changes
from coachvault.practice.linter import Finding
from coachvault.practice.release import Export, Release
from coachvault.practice.signoff import Evidence, Grade, Request

if TYPE_CHECKING:
    from coachvault.services.records.releases import ReleaseLine
    from coachvault.services.releases.received import VerifiedRelease
    from coachvault.services.releases.requests import Asked

Json = dict[str, Any]
_LONG = frozenset({"paragraphs", "changes", "requests", "exports", "evidence"})


def release(value: Release, today: date) -> Json:
    """A release with its text and everything that happened to it."""
    proposal = value.proposal
    agreed = [found for party in value.parties if (found := value.evidence_of(party))]
    signed = len(agreed) == len(value.parties)
    return {
        "id": value.id,
        "status": value.status(today).value,
        "client": value.place.client,
        "engagement": f"E{value.place.engagement}",
        "recipient": proposal.recipient.code,
        "recipient_name": proposal.recipient.shown,
        "purpose": proposal.purpose,
        "expires": proposal.expires.isoformat(),
        "version": proposal.version,
        "paragraphs": list(proposal.paragraphs),
        "approved": list(agreed[0].approved) if signed else [],
        "client_may_write": proposal.client_may_write,
        "changes": _changes(value),
        "parties": list(value.parties),
        "waits_for": list(value.waits_for()),
        "requests": [_request(each, current=each in value.open_requests) for each in value.requests],
        "evidence": [evidence(value, each) for each in value.evidence],
        "exports": [_export(each) for each in value.exports],
        "withdrawn_at": value.withdrawal.at.isoformat() if value.withdrawal else None,
        "sealed": False,
    }


def line(value: ReleaseLine, today: date) -> Json:
    """A release as lists show it; of a sealed draft no more than that it is there."""
    if value.release is None:
        place = value.place
        known = {"id": place.id, "client": place.client, "engagement": f"E{place.engagement}"}
        return known | {"status": value.status.value, "sealed": True}
    shown = release(value.release, today)
    return {name: shown[name] for name in shown if name not in _LONG}


def request(asked: Asked) -> Json:
    """A request that was made."""
    made = asked.request
    return _request(made, current=True) | {
        "text_sha256": asked.text_sha256,
        "words": list(asked.words),
        "text": asked.text,
    }


def evidence(of: Release, value: Evidence) -> Json:
    """An agreement as it was taken in."""
    party = next((each.party for each in of.requests if each.code == value.code), None)
    return {
        "party": party,
        "code": value.code,
        "grade": value.grade.value,
        "approved": list(value.approved),
        "written": [{"instead_of": each.instead_of or None, "text": each.text} for each in value.written],
        "text_sha256": value.text_sha256,
        "received_at": value.received_at.isoformat(),
        "signed_on": value.signed_on,
        "vouched_by": value.vouched_by,
        "quotes_text": value.quotes_text,
        "name": value.name,
        "words": list(value.words),
        "confirmed": None if value.grade is not Grade.PAGE else not of.is_unconfirmed(value),
        "remarks": value.remarks,
        "why": value.why,
        "media_type": value.media_type,
        "original_sha256": value.original_sha256,
    }


def verified(value: VerifiedRelease, today: date) -> Json:
    """What came of verifying a text that was received."""
    evidence = value.evidence
    return {
        "release": evidence.release,
        "recipient": evidence.recipient,
        "purpose": evidence.purpose,
        "expires": evidence.expires.isoformat(),
        "is_over": value.is_over(today),
        "sha256": evidence.text_sha256,
        "agreements": [{"grade": each.grade, "signed": each.is_signed, "by": each.by} for each in value.verdicts],
    }


def finding(value: Finding) -> Json:
    """A warning about a proposal, without a word of it."""
    return {
        "id": value.id,
        "kind": value.kind.value,
        "paragraph": value.paragraph,
        "stops": value.stops,
        "message": value.message,
    }


def _request(value: Request, *, current: bool) -> Json:
    return {
        "by": value.road.value,
        "code": value.opening.code if value.opening else value.code,
        "request": value.code,
        "party": value.party,
        "offered": list(value.offered),
        "kept": [{"finding": each.finding, "why": each.why} for each in value.kept],
        "version": value.proposal.version,
        "current": current,
        "requested_at": value.requested_at.isoformat(),
        "sent_to": value.sent_to or None,
        "language": value.language,
        "path": value.path or None,
    }


def _export(value: Export) -> Json:
    return {
        "at": value.at.isoformat(),
        "path": value.path,
        "sheet": value.sheet_path,
        "sha256": value.text_sha256,
        "delivered_by": value.delivered_by,
        "kept": [{"finding": each.finding, "why": each.why} for each in value.kept],
    }


def _changes(value: Release) -> list[Json]:
    """What the client made of what is proposed now, paragraph by paragraph; empty as long as they have not answered."""
    answer = value.evidence_of(value.place.client)
    return [
        {
            "paragraph": each.number or None,
            "fate": each.fate.value,
            "proposed": each.proposed or None,
            "signed": each.signed or None,
        }
        for each in (changes(value.proposal, answer) if answer else ())
    ]
