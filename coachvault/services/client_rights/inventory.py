"""Everything that is held about one client, as things that can be shown, reviewed and left out (rule R1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from coachvault.practice import kinds
from coachvault.practice.actions import Action, ActionId
from coachvault.practice.disclosure import Disclosed, DisclosurePlace
from coachvault.practice.engagement import Engagement, Terms, grade_of
from coachvault.practice.ids import Code, NoteId
from coachvault.practice.note import Note
from coachvault.practice.paragraphs import text_of
from coachvault.practice.people import Client
from coachvault.practice.register import Event
from coachvault.practice.release import Release
from coachvault.practice.signoff import Evidence
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import measures
from coachvault.services.records import releases, roster
from coachvault.services.records.note_places import NotePlace, places_of
from coachvault.services.records.register import entries_about
from coachvault.vault.codec import CompartmentId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_T = TypeVar("_T")
Facts = tuple[tuple[str, str], ...]
REGISTER = "What the register says"
LEFT_OUT = "; left out: "
"""What follows it in the register, when a copy was given, may be what the client does not know yet."""


class HeldRecord(msgspec.Struct, frozen=True):
    """One thing that is held.

    Args:
        id: Which, for leaving it out; every wording of a thing has the same.
        title: Its title.
        facts: What is known of it, as pairs.
        text: Its text.
        parties: Codes of others whom it names with their agreement: they signed it, too (R5).
        subject: What a line of the register is about; empty for everything else.
    """

    id: str
    title: str
    facts: Facts = ()
    text: str = ""
    parties: tuple[Code, ...] = ()
    subject: str = ""


class Section(msgspec.Struct, frozen=True):
    """Things of one kind."""

    title: str
    items: tuple[HeldRecord, ...]


def collect(snapshot: Snapshot, code: Code) -> list[Section]:
    """Returns everything that is held about a client, from a vault in which it can be read."""
    places, known = places_of(snapshot, code), roster.engagements(snapshot, code)
    found = [
        Section("You", tuple(_person(snapshot, code))),
        Section("Our work", tuple(item for kept in known for item in _work(snapshot, kept))),
        Section("How you rated", tuple(_ratings(snapshot, places))),
        Section("What you wanted to do", tuple(_actions(snapshot, places))),
        Section("Notes", tuple(item for place in places for item in _notes(snapshot, place))),
        Section("Texts that were proposed or passed on", tuple(_releases(snapshot, code))),
        Section("Disclosed without your agreement", tuple(_disclosures(snapshot, code))),
        Section(REGISTER, tuple(_entries(snapshot, code))),
    ]
    return [section for section in found if section.items]


def _person(snapshot: Snapshot, code: Code) -> Iterable[HeldRecord]:
    item = next(each for each in roster.client_items(snapshot) if each.listing["code"] == code)
    if item.listing.get("erased"):
        wordings: Iterable[tuple[str, Client]] = [("", roster.client(snapshot, code))]
    else:
        wordings = _wordings(snapshot, snapshot.part(Part.ROSTER), item, Client)
    for number, client in wordings:
        plain = msgspec.to_builtins(client)
        emergency = ", ".join(filter(None, plain.pop("emergency_contact").values()))
        plain["keys"] = ", ".join(each.fingerprint for each in client.keys)
        facts = (*_facts(plain), ("emergency contact", emergency))
        yield HeldRecord("contact", (client.name or client.code) + number, facts)


def _wordings(snapshot: Snapshot, where: CompartmentId, item: HeadItem, as_type: type[_T]) -> Iterable[tuple[str, _T]]:
    """Yields every wording of a record, each with what it is called where there are several."""
    for row in item.rows:
        number = f", wording {row.number}" if len(item.rows) > 1 else ""
        yield number, snapshot.read(where, item.record_id, as_type, row.revision)


def _work(snapshot: Snapshot, kept: roster.StoredEngagement) -> Iterable[HeldRecord]:
    engagement = kept.engagement
    yield HeldRecord(engagement.id, engagement.id, _course(snapshot, engagement))
    if engagement.destroyed:
        return
    for item in snapshot.head(kept.compartment_id).of_kind(kinds.TERMS):
        for number, agreed in _wordings(snapshot, kept.compartment_id, item, Terms):
            yield HeldRecord(engagement.id, f"{engagement.id}, what was agreed{number}", _agreed(agreed))


def _course(snapshot: Snapshot, engagement: Engagement) -> Facts:
    tally = engagement.tally
    sponsor = roster.sponsor(snapshot, engagement.sponsor) if engagement.sponsor else None
    paid_by = ", ".join(filter(None, [sponsor.name, sponsor.organisation])) or sponsor.code if sponsor else ""
    return (
        ("from", str(engagement.started)),
        ("until", str(engagement.ended or "")),
        ("paid by", paid_by),
        ("kind", engagement.kind),
        ("tags", ", ".join(engagement.tags)),
        ("next session", engagement.next_session),
        ("sessions", str(tally.sessions)),
        ("hours", f"{tally.paid_minutes / 60:g} paid, {tally.pro_bono_minutes / 60:g} pro bono"),
        ("notes", f"destroyed on {engagement.destroyed}" if engagement.destroyed else str(tally.notes)),
    )


def _agreed(terms: Terms) -> Facts:
    signed = f"{terms.signed_on}, {grade_of(terms)}" if terms.signed_on else "not signed as it stands"
    plain = msgspec.to_builtins(terms) | {"signed_on": "", "scan_sha256": ""}
    return (*_facts(plain), ("signed", signed), ("SHA-256 of the scan", terms.scan_sha256))


def _ratings(snapshot: Snapshot, places: list[NotePlace]) -> Iterable[HeldRecord]:
    found = [rating for place in places if place.kept for rating in measures.ratings(snapshot, place.kept)]
    for number, rating in enumerate(found, start=1):
        facts = tuple((name, f"{value} {rating.words.get(name, '')}".strip()) for name, value in rating.values.items())
        yield HeldRecord(f"rating-{number}", str(rating.on), facts)


def _actions(snapshot: Snapshot, places: list[NotePlace]) -> Iterable[HeldRecord]:
    for place in places:
        for item in snapshot.head(place.compartment_id).of_kind(kinds.ACTION):
            for wording, action in _wordings(snapshot, place.compartment_id, item, Action):
                facts = (("by", str(action.by or "")), ("status", action.status.value))
                yield HeldRecord(
                    str(ActionId(place.code, action.number)), f"{action.at:%Y-%m-%d}{wording}", facts, action.text
                )


def _notes(snapshot: Snapshot, place: NotePlace) -> Iterable[HeldRecord]:
    for item in snapshot.head(place.compartment_id).of_kind(kinds.NOTE):
        for wording, note in _wordings(snapshot, place.compartment_id, item, Note):
            facts = (("kind", note.kind.value), ("minutes", str(note.minutes or "")), ("tags", ", ".join(note.tags)))
            yield HeldRecord(str(NoteId(place.code, note.number)), f"{note.held_on[:10]}{wording}", facts, note.body)


def _releases(snapshot: Snapshot, code: Code) -> Iterable[HeldRecord]:
    for place in releases.places(snapshot, code):
        if place.destroyed is not None:
            continue
        release = releases.load_opened(snapshot, place)
        concerned = release.proposal.concerned
        signed = tuple(each for each in concerned if not all(said.declines for said in release.answers_of(each)))
        yield HeldRecord(place.id, place.id, _release(release, code), text_of(release.proposal.paragraphs), signed)
        now = release.proposal.paragraphs
        earlier = {each.proposal.version: each for each in release.requests if each.proposal.paragraphs != now}
        for version, asked in sorted(earlier.items()):
            title = f"{place.id} as it was proposed on {asked.requested_at:%Y-%m-%d}, version {version}"
            yield HeldRecord(place.id, title, (), text_of(asked.proposal.paragraphs), signed)


def _release(release: Release, code: Code) -> Facts:
    proposal = release.proposal
    facts = [
        ("to", proposal.recipient.shown),
        ("address", proposal.recipient.address),
        ("purpose", proposal.purpose),
        ("last day", str(proposal.expires)),
    ]
    for asked in release.requests:
        whom = f"you, {asked.sent_to}".rstrip(", ") if asked.party == code else "somebody else whom it concerns"
        facts.append(("asked", f"{asked.requested_at:%Y-%m-%d} by {asked.road.value}: {whom}"))
        facts += [("left as it was, although it was warned about", each.why) for each in asked.kept]
    own = {asked.code for asked in release.requests if asked.party == code}
    for each in release.evidence:
        facts += _answer(each) if each.code in own else [("somebody else answered", f"{each.received_at:%Y-%m-%d}")]
    compared = [each for each in release.confirmations if each.code in own]
    facts += [("compared by telephone", f"{each.at:%Y-%m-%d} {each.how}") for each in compared]
    facts += [("passed on", f"{each.at:%Y-%m-%d}, text with SHA-256 {each.text_sha256}") for each in release.exports]
    facts += [("taken back", f"{release.withdrawal.at:%Y-%m-%d}")] if release.withdrawal else []
    return tuple(facts)


def _answer(evidence: Evidence) -> list[tuple[str, str]]:
    approved = ", ".join(map(str, evidence.approved)) or "none"
    return [
        ("your answer", f"{evidence.grade.value}, {evidence.received_at:%Y-%m-%d}"),
        ("signed", " ".join(filter(None, [evidence.name, evidence.signed_on]))),
        ("vouched for by", evidence.vouched_by),
        ("paragraphs you approved", approved),
        *(("what you wrote", each.text) for each in evidence.written),
        ("your remarks", evidence.remarks),
        ("accepted all the same, because", evidence.why),
        ("the answer itself is kept", f"{evidence.media_type}, SHA-256 {evidence.original_sha256}"),
    ]


def _disclosures(snapshot: Snapshot, code: Code) -> Iterable[HeldRecord]:
    for place in disclose.places(snapshot):
        if place.client == code and place.done_at:
            made = disclose.made(snapshot, place)
            yield HeldRecord(place.id, place.id, _disclosure(place, made), made.ground.text)


def _disclosure(place: DisclosurePlace, made: Disclosed) -> Facts:
    plain = msgspec.to_builtins(made.ground)
    to = f"{plain.pop('recipient')} ({plain.pop('recipient_kind')})"
    plain.pop("text")
    letter = f"{place.letter_at:%Y-%m-%d}" if place.letter_at else ""
    how = "said" if made.spoken else "written"
    return (
        ("to", to),
        ("on", f"{made.at:%Y-%m-%d %H:%M}, {how}"),
        *_facts(plain),
        ("letter to you written on", letter),
        ("SHA-256", made.text_sha256),
    )


def _entries(snapshot: Snapshot, code: Code) -> Iterable[HeldRecord]:
    for number, entry in enumerate(entries_about(snapshot, code), start=1):
        what = entry.what.partition(LEFT_OUT)[0] if entry.event is Event.ACCESS_GIVEN else entry.what
        facts = (
            ("what", what),
            ("why", entry.why),
            ("to", entry.to),
            ("on the ground of", entry.evidence),
            ("SHA-256", entry.sha256),
        )
        subject = entry.subject.partition(" to ")[0]  # to whom a note was moved is another client's
        title = f"{entry.at:%Y-%m-%d %H:%M} {entry.event.value} {subject}".strip()
        yield HeldRecord(f"entry-{number}", title, facts, subject=subject)


def _facts(plain: dict[str, Any]) -> Facts:
    """Returns the fields of a value by their names, so that a field that is added later is not forgotten."""
    return tuple((name.replace("_", " "), _as_text(value)) for name, value in plain.items() if value)


def _as_text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_as_text, value))
    if isinstance(value, dict):
        return "; ".join(_as_text(each) for each in value.values() if each)
    return "yes" if value is True else str(value)
