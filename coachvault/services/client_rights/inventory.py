"""Everything that is held about one client, as things that can be shown, reviewed and left out (rule R1).

What the things are called is in a language that is asked for; texts of the coach's and the client's stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from coachvault.practice import kinds
from coachvault.practice.actions import Action, ActionId
from coachvault.practice.disclosure import Disclosed, DisclosurePlace
from coachvault.practice.engagement import Engagement, Terms
from coachvault.practice.ids import Code, NoteId
from coachvault.practice.note import Note
from coachvault.practice.paragraphs import text_of
from coachvault.practice.people import Client
from coachvault.practice.register import Event
from coachvault.practice.release import Release
from coachvault.practice.signoff import Evidence, Request
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import measures
from coachvault.services.records import releases, roster
from coachvault.services.records.note_places import NotePlace, places_of
from coachvault.services.records.register import entries_about
from coachvault.services.retention.policy import Deciding
from coachvault.texts.languages import LANGUAGES, by_name, language_of
from coachvault.texts.languages.copy_shapes import CopyLabels, CopyTexts
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.vault.codec import CompartmentId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_T = TypeVar("_T")
Facts = tuple[tuple[str, str], ...]
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
    """Things of one kind.

    Args:
        title: Its title.
        items: The things.
        is_register: Whether they are lines of the register, which are shown as they are kept.
    """

    title: str
    items: tuple[HeldRecord, ...]
    is_register: bool = False


def collect(snapshot: Snapshot, code: Code, language: Language | None = None) -> list[Section]:
    """Returns everything that is held about a client, from a vault in which it can be read.

    Args:
        snapshot: The vault.
        code: The client's code.
        language: In which the things are called what they are; English when left out, as the coach reviews them.
    """
    return _Collecting(snapshot, code, language or language_of("en")).sections()


def _wordings(snapshot: Snapshot, where: CompartmentId, item: HeadItem, as_type: type[_T]) -> Iterable[tuple[int, _T]]:
    """Yields every wording of a record, each with its number; 0 where there is one alone."""
    for row in item.rows:
        number = row.number if len(item.rows) > 1 else 0
        yield number, snapshot.read(where, item.record_id, as_type, row.revision)


class _Collecting(msgspec.Struct, frozen=True):
    """Collects what is held about a client, and calls it by its name in a language.

    Args:
        snapshot: The vault.
        code: The client's code.
        language: The language.
    """

    snapshot: Snapshot
    code: Code
    language: Language

    @property
    def texts(self) -> CopyTexts:
        """What there is to say."""
        return self.language.copy

    @property
    def labels(self) -> CopyLabels:
        """What the facts are called."""
        return self.language.copy.labels

    def sections(self) -> list[Section]:
        """Returns everything, by kind."""
        texts, places = self.texts, places_of(self.snapshot, self.code)
        known = roster.engagements(self.snapshot, self.code)
        found = [
            Section(texts.you, tuple(self._person())),
            Section(texts.work, tuple(item for kept in known for item in self._work(kept))),
            Section(texts.ratings, tuple(self._ratings(places))),
            Section(texts.actions, tuple(item for place in places for item in self._actions(place))),
            Section(texts.notes, tuple(item for place in places for item in self._notes(place))),
            Section(texts.texts, tuple(self._releases())),
            Section(texts.disclosures, tuple(self._disclosures())),
            Section(texts.register, tuple(self._entries()), is_register=True),
        ]
        return [section for section in found if section.items]

    def _titled(self, title: str, number: int) -> str:
        """Returns a thing's title, with the number of its wording where there are several."""
        return self.texts.wording.format(title=title, number=number) if number else title

    def _day(self, day: date) -> str:
        return long_day(day, self.language)

    def _moment(self, moment: datetime) -> str:
        return self.texts.at_time.format(day=self._day(moment), time=f"{moment:%H:%M}")

    def _written_day(self, text: str) -> str:
        """Returns a day, or a day and a time of ISO 8601, as the language writes it; another text as it is."""
        day, _, time = text[:16].replace(" ", "T").partition("T")
        try:
            said = self._day(date.fromisoformat(day))
        except ValueError:
            return text
        return self.texts.at_time.format(day=said, time=time) if time else said

    def _facts(self, plain: dict[str, Any]) -> Facts:
        """Returns the fields of a value by their names, so that a field that is added later is not forgotten."""
        known = by_name(self.labels)
        return tuple(
            (known.get(name, name.replace("_", " ")), self._as_text(value)) for name, value in plain.items() if value
        )

    def _as_text(self, value: Any) -> str:
        if isinstance(value, list | tuple):
            return "\n".join(map(self._as_text, value))
        if isinstance(value, dict):
            return "; ".join(self._as_text(each) for each in value.values() if each)
        if isinstance(value, date):
            return self._day(value)
        return self.texts.yes if value is True else str(value)

    def _person(self) -> Iterable[HeldRecord]:
        snapshot = self.snapshot
        item = next(each for each in roster.client_items(snapshot) if each.listing["code"] == self.code)
        if item.listing.get("erased"):
            wordings: Iterable[tuple[int, Client]] = [(0, roster.client(snapshot, self.code))]
        else:
            wordings = _wordings(snapshot, snapshot.part(Part.ROSTER), item, Client)
        for number, client in wordings:
            plain = msgspec.structs.asdict(client)
            emergency = ", ".join(filter(None, msgspec.to_builtins(plain.pop("emergency_contact")).values()))
            plain["keys"] = ", ".join(each.fingerprint for each in client.keys)
            plain["road"] = by_name(self.texts.ways)[client.road.value] if client.road else ""
            if client.language in LANGUAGES:
                plain["language"] = language_of(client.language).sealed_page.own_name
            facts = (*self._facts(plain), (self.labels.emergency_contact, emergency))
            yield HeldRecord("contact", self._titled(client.name or client.code, number), facts)

    def _work(self, kept: roster.StoredEngagement) -> Iterable[HeldRecord]:
        engagement = kept.engagement
        yield HeldRecord(engagement.id, engagement.id, self._course(engagement))
        if engagement.destroyed:
            return
        for item in self.snapshot.head(kept.compartment_id).of_kind(kinds.TERMS):
            for number, agreed in _wordings(self.snapshot, kept.compartment_id, item, Terms):
                title = self._titled(self.texts.agreed.format(id=engagement.id), number)
                yield HeldRecord(engagement.id, title, self._agreed(agreed))

    def _course(self, engagement: Engagement) -> Facts:
        tally, texts, labels = engagement.tally, self.texts, self.labels
        sponsor = roster.sponsor(self.snapshot, engagement.sponsor) if engagement.sponsor else None
        paid_by = ", ".join(filter(None, [sponsor.name, sponsor.organisation])) or sponsor.code if sponsor else ""
        hours = texts.hours.format(paid=f"{tally.paid_minutes / 60:g}", pro_bono=f"{tally.pro_bono_minutes / 60:g}")
        destroyed = engagement.destroyed
        return (
            (labels.begun, self._day(engagement.started)),
            (labels.until, self._day(engagement.ended) if engagement.ended else ""),
            (labels.kept_until, self._kept_until(engagement)),
            (labels.paid_by, paid_by),
            (labels.kind, engagement.kind),
            (labels.tags, ", ".join(engagement.tags)),
            (labels.next_session, self._written_day(engagement.next_session)),
            (labels.sessions, str(tally.sessions)),
            (labels.hours, hours),
            (labels.notes, texts.destroyed.format(day=self._day(destroyed)) if destroyed else str(tally.notes)),
        )

    def _kept_until(self, engagement: Engagement) -> str:
        """Returns until when the notes of an ended engagement are kept; nothing where work goes on or they are gone."""
        if not engagement.ended or engagement.destroyed:
            return ""
        due = Deciding(self.snapshot).decide(engagement).due
        return self._day(due) if due else self.texts.no_end

    def _agreed(self, terms: Terms) -> Facts:
        texts, labels, signed = self.texts, self.labels, self.texts.not_signed
        if terms.signed_on:
            said = texts.signed_scan if terms.scan_sha256 else texts.signed_word
            signed = said.format(day=self._day(terms.signed_on))
        plain = msgspec.structs.asdict(terms) | {"signed_on": "", "scan_sha256": ""}
        return (*self._facts(plain), (labels.signed, signed), (labels.scan, terms.scan_sha256))

    def _ratings(self, places: list[NotePlace]) -> Iterable[HeldRecord]:
        found = [rating for place in places if place.kept for rating in measures.ratings(self.snapshot, place.kept)]
        names = by_name(self.language.measures.names)
        for number, rating in enumerate(found, start=1):
            facts = tuple(
                (names.get(name, name), f"{value} {rating.words.get(name, '')}".strip())
                for name, value in rating.values.items()
            )
            yield HeldRecord(f"rating-{number}", self._day(rating.on), facts)

    def _actions(self, place: NotePlace) -> Iterable[HeldRecord]:
        labels, named = self.labels, by_name(self.texts.statuses)
        for item in self.snapshot.head(place.compartment_id).of_kind(kinds.ACTION):
            for number, action in _wordings(self.snapshot, place.compartment_id, item, Action):
                facts = ((labels.by, self._day(action.by) if action.by else ""), (labels.status, named[action.status]))
                title = self._titled(self._day(action.at.date()), number)
                yield HeldRecord(str(ActionId(place.code, action.number)), title, facts, action.text)

    def _notes(self, place: NotePlace) -> Iterable[HeldRecord]:
        labels, named = self.labels, by_name(self.texts.kinds)
        for item in self.snapshot.head(place.compartment_id).of_kind(kinds.NOTE):
            for number, note in _wordings(self.snapshot, place.compartment_id, item, Note):
                facts = (
                    (labels.kind, named[note.kind.value]),
                    (labels.minutes, str(note.minutes or "")),
                    (labels.tags, ", ".join(note.tags)),
                )
                title = self._titled(self._written_day(note.held_on[:10]), number)
                yield HeldRecord(str(NoteId(place.code, note.number)), title, facts, note.body)

    def _releases(self) -> Iterable[HeldRecord]:
        for place in releases.places(self.snapshot, self.code):
            if place.destroyed is not None:
                continue
            release = releases.load_opened(self.snapshot, place)
            concerned, now = release.proposal.concerned, release.proposal.paragraphs
            signed = tuple(each for each in concerned if not all(said.declines for said in release.answers_of(each)))
            yield HeldRecord(place.id, place.id, self._release(release), text_of(now), signed)
            earlier = {each.proposal.version: each for each in release.requests if each.proposal.paragraphs != now}
            for version, asked in sorted(earlier.items()):
                day = self._day(asked.requested_at)
                title = self.texts.proposed.format(id=place.id, day=day, version=version)
                yield HeldRecord(place.id, title, (), text_of(asked.proposal.paragraphs), signed)

    def _release(self, release: Release) -> Facts:
        proposal, labels, texts = release.proposal, self.labels, self.texts
        facts = [
            (labels.to, proposal.recipient.shown),
            (labels.address, proposal.recipient.address),
            (labels.purpose, proposal.purpose),
            (labels.last_day, self._day(proposal.expires)),
        ]
        for asked in release.requests:
            facts.append((labels.asked, self._asked(asked)))
            facts += [(labels.left_as_it_was, each.why) for each in asked.kept]
        own = {asked.code for asked in release.requests if asked.party == self.code}
        for each in release.evidence:
            facts += self._answer(each) if each.code in own else [(labels.other_answered, self._day(each.received_at))]
        compared = [each for each in release.confirmations if each.code in own]
        facts += [(labels.compared, f"{self._day(each.at)}: {each.how}") for each in compared]
        for left in release.exports:
            facts.append((labels.passed_on, texts.passed_on.format(day=self._day(left.at), digest=left.text_sha256)))
        facts += [(labels.taken_back, self._day(release.withdrawal.at))] if release.withdrawal else []
        return tuple(facts)

    def _asked(self, asked: Request) -> str:
        texts, way = self.texts, by_name(self.texts.ways)[asked.road.value]
        said = texts.asked_other
        if asked.party == self.code:
            said = texts.asked_at if asked.sent_to else texts.asked_you
        return said.format(day=self._day(asked.requested_at), way=way, address=asked.sent_to)

    def _answer(self, evidence: Evidence) -> list[tuple[str, str]]:
        labels, way = self.labels, by_name(self.texts.ways)[evidence.grade.value]
        approved = ", ".join(map(str, evidence.approved)) or self.texts.nothing
        signed = ", ".join(filter(None, [evidence.name, self._written_day(evidence.signed_on)]))
        return [
            (labels.your_answer, f"{way}, {self._day(evidence.received_at)}"),
            (labels.signed_as, signed),
            (labels.vouched_for, evidence.vouched_by),
            (labels.approved, approved),
            *((labels.wrote, each.text) for each in evidence.written),
            (labels.remarks, evidence.remarks),
            (labels.accepted, evidence.why),
            (labels.original, f"{evidence.media_type}, SHA-256 {evidence.original_sha256}"),
        ]

    def _disclosures(self) -> Iterable[HeldRecord]:
        for place in disclose.places(self.snapshot):
            if place.client == self.code and place.done_at:
                made = disclose.made(self.snapshot, place)
                yield HeldRecord(place.id, place.id, self._disclosure(place, made), made.ground.text)

    def _disclosure(self, place: DisclosurePlace, made: Disclosed) -> Facts:
        plain, labels = msgspec.structs.asdict(made.ground), self.labels
        kind = str(plain.pop("recipient_kind"))
        to = f"{plain.pop('recipient')} ({by_name(self.language.disclosure.recipients).get(kind, kind)})"
        plain.pop("text")
        plain["passages"] = msgspec.to_builtins(made.ground.passages)
        plain["said_at"] = self._written_day(made.ground.said_at)
        said = self.texts.spoken if made.spoken else self.texts.written
        return (
            (labels.to, to),
            (labels.on, said.format(when=self._moment(made.at))),
            *self._facts(plain),
            (labels.letter_written, self._day(place.letter_at) if place.letter_at else ""),
            (labels.digest, made.text_sha256),
        )

    def _entries(self) -> Iterable[HeldRecord]:
        labels = self.labels
        for number, entry in enumerate(entries_about(self.snapshot, self.code), start=1):
            what = entry.what.partition(LEFT_OUT)[0] if entry.event is Event.ACCESS_GIVEN else entry.what
            facts = (
                (labels.what, what),
                (labels.why, entry.why),
                (labels.to, entry.to),
                (labels.ground, entry.evidence),
                (labels.digest, entry.sha256),
            )
            subject = entry.subject.partition(" to ")[0]  # to whom a note was moved is another client's
            title = f"{self._moment(entry.at)} {entry.event.value} {subject}".strip()
            yield HeldRecord(f"entry-{number}", title, facts, subject=subject)
