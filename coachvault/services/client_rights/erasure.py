"""A client's request to be erased: everything about the person, what must stay and why, and a letter in reply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from coachvault.errors import NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.certificate import Certificate
from coachvault.practice.engagement import Engagement, EngagementStatus, end
from coachvault.practice.finding import Query
from coachvault.practice.ids import Code, parse_release_number
from coachvault.practice.note import Note
from coachvault.practice.people import Client
from coachvault.practice.register import Event, RegisterEntry
from coachvault.practice.release import ReleasePlace
from coachvault.practice.retention import RecordClass
from coachvault.services.copies import copy_list
from coachvault.services.copies.copy_list import BackupLine
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction import certify, destroy, in_progress, plan
from coachvault.services.destruction.plan import Order
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import lifecycle
from coachvault.services.notes import autosave
from coachvault.services.records import certificates, readable_files, releases, roster
from coachvault.services.records.backups import all_backups
from coachvault.services.records.note_places import every_place, sealed_notes
from coachvault.services.records.register import entries_about, record
from coachvault.services.records.written_files import still_readable
from coachvault.services.retention import due
from coachvault.services.retention.clock_trust import ClockIsRight, record_word
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day
from coachvault.vault.change import Change
from coachvault.vault.snapshot import Snapshot

_SHORTEST_NAME = 3


class Scope(msgspec.Struct, frozen=True):
    """What would go, what stays, and where else the person is named.

    Args:
        client: The client.
        engagements: Those whose notes go; one that is open is ended first.
        releases_gone: Releases that never left.
        releases_kept: Releases that left: with their evidence they prove the client's consent.
        as_party: Releases of other clients that hold what this one was asked or signed, with the address.
        as_party_may_go: Those among them that never left, of engagements that have ended: they could be destroyed, too.
        as_party_gone: Those among these that are to be.
        disclosures: How many disclosures were made; they are accounted for, and stay.
        mentions: Ids of other notes that contain a word of the name.
        sealed: How many sealed notes of others could not be searched.
        copies: The known copies.
        files: Readable files about the person that were written and still exist here; only the coach can delete them.
        written_out: Those among them that hold everything and were written to leave.
        notes: How many notes go with each engagement, by its id; what waits to be filed is among them.
        was_asked: Whether the register holds an address to which a request to the client went.
        sealed_drafts: How many texts that never left are sealed with the notes, and go with them.
    """

    client: Client
    engagements: list[Engagement]
    releases_gone: list[ReleasePlace]
    releases_kept: list[ReleasePlace]
    as_party: list[ReleasePlace]
    as_party_may_go: list[ReleasePlace]
    as_party_gone: list[ReleasePlace]
    disclosures: int
    mentions: list[str]
    sealed: int
    copies: list[BackupLine]
    files: list[str]
    written_out: list[str]
    notes: dict[str, int]
    was_asked: bool
    sealed_drafts: int

    @property
    def texts_gone(self) -> int:
        """How many texts go that never left, sealed ones among them."""
        return len(self.releases_gone) + len(self.as_party_gone) + self.sealed_drafts


class ErasureOutcome(msgspec.Struct, frozen=True):
    """What was erased.

    Args:
        scope: As it was before.
        certificates: One for each engagement, release, and the contact data.
        letter: The reply, in the client's language.
    """

    scope: Scope
    certificates: list[Certificate]
    letter: str


def scope_of(opened: OpenVault, given_code: str, with_releases: Iterable[str] = ()) -> Scope:
    """Returns what would go, what stays, and where else the person is named.

    Args:
        opened: The vault.
        given_code: The client's code.
        with_releases: Ids of other clients' releases that are to be destroyed, too.

    Raises:
        NotFound: Nobody has that code, or one of the releases is none to which the client is a party.
        Refused: Something of the client's is held (R7), or one of the releases has left.
    """
    with opened.vault.read() as snapshot:
        return _look(opened, snapshot, roster.client_code(snapshot, given_code), with_releases)


def erase(
    opened: OpenVault,
    given_code: str,
    asked_on: date,
    clock: ClockIsRight | None = None,
    with_releases: Iterable[str] = (),
) -> ErasureOutcome:
    """Erases a client at the client's request; all of it, or nothing.

    Args:
        opened: The vault.
        given_code: The client's code.
        asked_on: The day on which the client asked.
        clock: The coach's word that the clock is right, where the vault was written on a later day.
        with_releases: Ids of other clients' releases that are destroyed, too; they never left.

    Raises:
        NotFound: Nobody has that code, or one of the releases is none to which the client is a party.
        Refused: Something of the client's is held (R7), an executor asks, one of the releases has left, or the clock
            cannot be trusted.
        BadInput: The coach's word about the clock names another day.
    """
    opened.require_coach("erases a client at the client's request")
    copy_list.settle_if_stopped(opened)  # the certificates name every copy that was met
    reason = f"the client asked for it on {asked_on}"
    changing = opened.vault.change(destroy.BEGUN_BY_CLIENT, opened.now(), why=reason)
    with changing as change, in_progress.begun(opened, change):
        scope = _look(opened, change, roster.client_code(change, given_code), with_releases)
        record_word(change, opened, clock)
        unsaved = autosave.of_client(opened, change, scope.client.code)
        for engagement in scope.engagements:
            _end(change, engagement, opened.now().date())
        orders = [Order(each.id, RecordClass.NOTES, reason) for each in scope.engagements]
        orders += [
            Order(each.id, RecordClass.RELEASES, reason) for each in (*scope.releases_gone, *scope.as_party_gone)
        ]
        if roster.engagements(change, scope.client.code):
            orders.append(Order(scope.client.code, RecordClass.CONTACTS, reason))
        orders = [msgspec.structs.replace(order, clock=clock) for order in orders]
        made = [certify.destroy_in(change, opened, order) for order in orders]
        certify.forget_person(change, scope.client.code)
        code = scope.client.code
        record(change, Event.PERSON_ERASED, code, code, opened.now(), reason, what=_extent(scope))
        practice = roster.profile(change).name
        copies = copy_list.lines_at(opened, change)
    for draft in unsaved:
        draft.discard()
    known = destroy.finish_begun(opened, copies)
    done = [certificates.newest_of(known, each.thing) for each in made]
    return ErasureOutcome(scope, done, _letter(scope, done, (asked_on, opened.now().date()), practice))


def _look(opened: OpenVault, snapshot: Snapshot, code: Code, with_releases: Iterable[str]) -> Scope:
    due.require_client_not_held(snapshot, code)
    client = roster.client(snapshot, code)
    places = [place for place in releases.places(snapshot, code) if place.destroyed is None]
    legible = [place for place in places if not releases.is_sealed(snapshot, place)]
    left = [place for place in legible if releases.load(snapshot, place).exports]
    as_party = _as_party(snapshot, code)
    open_places = [place for place in every_place(snapshot) if place.code != code]
    engagements = [kept.engagement for kept in roster.undestroyed(snapshot, code)]
    waiting = {each.id: plan.waiting_notes(snapshot, opened.opener, each) for each in engagements}
    return Scope(
        client,
        engagements,
        [place for place in legible if place not in left],
        left,
        as_party,
        [place for place in as_party if _may_go(snapshot, place)],
        [_destroyed_too(snapshot, as_party, each) for each in dict.fromkeys(with_releases)],
        sum(1 for place in disclose.places(snapshot) if place.client == code and place.nothing_at is None),
        mentions(snapshot, client),
        sealed_notes(open_places),
        [copy_list.line(opened, each) for each in all_backups(snapshot)],
        sorted({*readable_files.files_about(snapshot, code), *_asked_in(snapshot, as_party, code)}),
        still_readable(snapshot, code),
        {each.id: each.tally.notes + waiting[each.id] for each in engagements},
        any(_went_to(entry, code) for entry in entries_about(snapshot, None)),
        sum(len(plan.sealed_drafts(snapshot, each)) for each in engagements),
    )


def _went_to(entry: RegisterEntry, code: Code) -> bool:
    """Returns whether an entry names the address to which a request to the client went; its `to` is `code, address`."""
    return entry.event is Event.REQUESTED and entry.to.startswith(f"{code}, ")


def _asked_in(snapshot: Snapshot, as_party: list[ReleasePlace], code: Code) -> list[str]:
    """Returns the files that still exist in which a client was asked to sign a text about somebody else."""
    asked = (each for place in as_party for each in releases.load(snapshot, place).requests if each.party == code)
    return [each.path for each in asked if each.path and Path(each.path).is_file()]


def _as_party(snapshot: Snapshot, code: Code) -> list[ReleasePlace]:
    """Returns the releases of other clients that name a client as a party, now or in an earlier version."""
    found = []
    for place in releases.places(snapshot):
        if place.client == code or place.destroyed is not None or releases.is_sealed(snapshot, place):
            continue
        release = releases.load(snapshot, place)
        if code in release.parties or any(each.party == code for each in release.requests):
            found.append(place)
    return found


def _destroyed_too(snapshot: Snapshot, as_party: list[ReleasePlace], given_id: str) -> ReleasePlace:
    number = parse_release_number(given_id)
    place = next((each for each in as_party if each.number == number), None)
    if place is None:
        raise NotFound(f"R{number} is no release of another client that this one was asked to sign.")
    if not _may_go(snapshot, place):
        raise Refused(
            f"{place.id} stays: it has left and proves that {place.client} agreed, or E{place.engagement} goes on.",
            f"`coachvault release withdraw {place.id}` ends it; `coachvault retention destroy` destroys it later.",
        )
    return place


def _may_go(snapshot: Snapshot, place: ReleasePlace) -> bool:
    has_ended = roster.engagement(snapshot, place.engagement).engagement.status is EngagementStatus.ENDED
    return has_ended and not releases.load(snapshot, place).exports


def mentions(snapshot: Snapshot, client: Client) -> list[str]:
    """Returns the open notes of others that contain a word of the client's name."""
    words = [word for word in client.name.split() if len(word) >= _SHORTEST_NAME]
    places = {each.compartment_id: each for each in every_place(snapshot) if not each.has_ended}
    queries, found = [Query(word) for word in words], []
    for row in snapshot.scan(set(places)) if words else ():
        if row.item.kind == kinds.NOTE and places[row.compartment_id].code != client.code:
            note = snapshot.decoded(row.data, Note)
            if any(query.places(note.body) for query in queries):
                found.append(f"{places[row.compartment_id].code}/{note.number}")
    return sorted(found)


def _end(change: Change, engagement: Engagement, today: date) -> None:
    if engagement.status is not EngagementStatus.ENDED:
        kept = lifecycle.find_engagement(change, engagement.id, prefer_open=True)
        day = max(today, engagement.started)
        lifecycle.save_engagement(change, kept.record_id, end(engagement, day))


def _extent(scope: Scope) -> str:
    left = [each.id for each in scope.as_party if each not in scope.as_party_gone]
    still = f"; {', '.join(left)} of other clients still hold what was signed there" if left else ""
    return f"{sum(scope.notes.values())} notes, {scope.texts_gone} releases that never left, the contact data{still}"


def _letter(scope: Scope, done: list[Certificate], days: tuple[date, date], practice: str) -> str:
    language = language_of(scope.client.language)
    texts = language.erasure
    notes = [each for each in done if each.series is RecordClass.NOTES]
    gone = [
        texts.erased_notes.format(
            first=long_day(each.first_day, language),
            last=long_day(each.last_day, language),
            count=scope.notes[each.subject],
        )
        for each in notes
    ]
    if scope.texts_gone:
        gone.append(texts.erased_releases.format(count=scope.texts_gone))
    copies = {(copy.copy_id, copy.path) for each in done for copy in each.copies_left}
    counted = [
        (texts.kept_releases, len(scope.releases_kept)),
        (texts.kept_as_party, len(scope.as_party) - len(scope.as_party_gone)),
        (texts.kept_disclosures, scope.disclosures),
        (texts.kept_mentions, len(scope.mentions)),
    ]
    stay = [said.of(count) for said, count in counted if count]
    if any(each.tally.sessions for each in scope.engagements):
        stay.append(texts.kept_hours)
    held = [texts.kept_address] if scope.was_asked else []
    held += [texts.kept_ground] if scope.disclosures else []
    elsewhere = [texts.copies_left.of(len(copies)) if copies else texts.copies_clean]
    elsewhere += [texts.files_left.of(len(scope.files))] if scope.files else []
    return texts.letter.format(
        name=scope.client.name or scope.client.code,
        asked=long_day(days[0], language),
        done=long_day(days[1], language),
        erased="\n".join([*gone, texts.erased_contacts]),
        stays="\n".join([*stay, texts.kept_register, *held]),
        copies="\n".join([*elsewhere, texts.by_hand]),
        coach=practice,
    )
