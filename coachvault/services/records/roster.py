"""The roster and the schedule, as the other services look things up in them, and the records of a kind anywhere."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec

from coachvault.errors import IntegrityError, NotFound
from coachvault.practice import kinds
from coachvault.practice.engagement import Counters, Engagement
from coachvault.practice.ids import Code, match_code
from coachvault.practice.people import Client, Profile, Sponsor
from coachvault.practice.retirement import PracticeState
from coachvault.practice.signoff import Recipient
from coachvault.services.records.as_known import client_as_known, engagement_as_known, item_as_known
from coachvault.texts.languages import language_of
from coachvault.texts.languages.shapes import Language
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_T = TypeVar("_T")
_LONGEST_PARTICLE = 2


class StoredEngagement(msgspec.Struct, frozen=True):
    """An engagement and the record that keeps it."""

    record_id: RecordId
    engagement: Engagement

    @property
    def compartment_id(self) -> CompartmentId:
        """Where its notes are."""
        return CompartmentId(self.engagement.compartment_id)


def stored(snapshot: Snapshot, where: Part | CompartmentId, kind: str, as_type: type[_T]) -> list[tuple[HeadItem, _T]]:
    """Returns every record of a kind in a part or another compartment, each with its item in the head there."""
    compartment_id = snapshot.part(where) if isinstance(where, Part) else where
    items = list(snapshot.head(compartment_id).of_kind(kind))
    return [(item, snapshot.read(compartment_id, item.record_id, as_type)) for item in items]


def every(snapshot: Snapshot, where: Part | CompartmentId, kind: str, as_type: type[_T]) -> list[_T]:
    """Returns every record of a kind in a part or another compartment, in the order of the head."""
    return [value for _, value in stored(snapshot, where, kind, as_type)]


def only(snapshot: Snapshot, where: Part | CompartmentId, kind: str, as_type: type[_T]) -> _T | None:
    """Returns the one record of a kind in a part or another compartment; None where there is none."""
    return next(iter(every(snapshot, where, kind, as_type)), None)


def codes(snapshot: Snapshot, kind: str) -> dict[Code, RecordId]:
    """Returns the codes of all clients or of all sponsors, with their records."""
    head = snapshot.head(snapshot.part(Part.ROSTER))
    return {Code(item.listing["code"]): item.record_id for item in head.of_kind(kind)}


def client_code(snapshot: Snapshot, given_code: str) -> Code:
    """Returns the code of the client that was meant.

    Raises:
        NotFound: None fits; the nearest codes are named.
        Ambiguous: Several fit.
    """
    return match_code(given_code, list(codes(snapshot, kinds.CLIENT)), "client")


def sponsor_code(snapshot: Snapshot, given_code: str) -> Code:
    """Returns the code of the sponsor that was meant; raises as `client_code` does."""
    return match_code(given_code, list(codes(snapshot, kinds.SPONSOR)), "sponsor")


def person_code(snapshot: Snapshot, given_code: str) -> Code:
    """Returns the code of the client or sponsor that was meant; raises as `client_code` does."""
    return match_code(given_code, [*codes(snapshot, kinds.CLIENT), *codes(snapshot, kinds.SPONSOR)], "client")


def person(snapshot: Snapshot, code: Code) -> Client | Sponsor:
    """Returns a client or a sponsor; codes are given once for both."""
    return client(snapshot, code) if code in codes(snapshot, kinds.CLIENT) else sponsor(snapshot, code)


def client(snapshot: Snapshot, code: Code) -> Client:
    """Returns one client."""
    part = snapshot.part(Part.ROSTER)
    item = snapshot.head(part).item(codes(snapshot, kinds.CLIENT)[code])
    return client_as_known(snapshot, item, snapshot.read(part, item.record_id, Client))


def client_items(snapshot: Snapshot) -> list[HeadItem]:
    """Returns what the roster's head says of every client, as far as contact data are not known to be destroyed."""
    head = snapshot.head(snapshot.part(Part.ROSTER))
    return [item_as_known(snapshot, item) for item in head.of_kind(kinds.CLIENT)]


def barred_since(snapshot: Snapshot, code: Code) -> date | None:
    """Returns the day of a client's last signed agreement if it says that no executor reaches the client."""
    signed = [each.engagement for each in engagements(snapshot, code) if each.engagement.agreed_reports is not None]
    return signed[-1].executors_barred if signed else None


def client_for_custodians(snapshot: Snapshot, code: Code) -> Client:
    """Returns one client as custodians are shown one: only the code, where the client agreed to no more.

    The coach's own remark is not among what the duty takes.
    """
    known, since = client(snapshot, code), barred_since(snapshot, code)
    if since is None:
        return msgspec.structs.replace(known, remark="")
    return Client(code, language=known.language, remark=f"may not be reached; agreed on {since}")


def sponsor(snapshot: Snapshot, code: Code) -> Sponsor:
    """Returns one sponsor."""
    return snapshot.read(snapshot.part(Part.ROSTER), codes(snapshot, kinds.SPONSOR)[code], Sponsor)


def recipient_language(snapshot: Snapshot, recipient: Recipient) -> Language:
    """Returns the language of whoever gets a text; English where that is nobody in the roster any more."""
    known = recipient.code in codes(snapshot, kinds.SPONSOR)
    return language_of(sponsor(snapshot, recipient.code).language if known else "en")


def profile(snapshot: Snapshot) -> Profile:
    """Returns the practice's own profile."""
    return every(snapshot, Part.PRACTICE, kinds.PROFILE, Profile)[0]


def save_profile(change: Change, profile: Profile) -> None:
    """Writes the practice's own profile."""
    save_only(change, Part.PRACTICE, kinds.PROFILE, profile)


def save_only(
    change: Change, where: Part | CompartmentId, kind: str, value: object, *, with_history: bool = False
) -> None:
    """Writes the one record of a kind, new or in place of what was there."""
    compartment_id = change.part(where) if isinstance(where, Part) else where
    item = next(change.head(compartment_id).of_kind(kind), None)
    if item is None:
        change.insert(compartment_id, kind, value, {})
    elif with_history:
        change.revise(compartment_id, item.record_id, value, {})
    else:
        change.replace(compartment_id, item.record_id, value, {})


def state(snapshot: Snapshot) -> PracticeState:
    """Returns whether the practice goes on."""
    return only(snapshot, Part.SCHEDULE, kinds.PRACTICE_STATE, PracticeState) or PracticeState()


def counters(snapshot: Snapshot) -> Counters:
    """Returns the numbers that are never given twice."""
    return every(snapshot, Part.SCHEDULE, kinds.COUNTERS, Counters)[0]


def save_counters(change: Change, counters: Counters) -> None:
    """Writes the numbers that are never given twice."""
    save_only(change, Part.SCHEDULE, kinds.COUNTERS, counters)


def require_living(snapshot: Snapshot) -> None:
    """Makes sure that the practice goes on, before something new is written.

    Raises:
        Refused: It has ended, or this is an archive.
    """
    state(snapshot).require_living()


def engagements(snapshot: Snapshot, code: Code | None = None) -> list[StoredEngagement]:
    """Returns the engagements of one client, or of all, in the order of their numbers."""
    schedule = snapshot.part(Part.SCHEDULE)
    wanted = [
        item
        for item in snapshot.head(schedule).of_kind(kinds.ENGAGEMENT)
        if code is None or item.listing["client"] == code
    ]
    found = [_kept(snapshot, schedule, item) for item in wanted]
    return sorted(found, key=lambda kept: kept.engagement.number)


def undestroyed(snapshot: Snapshot, code: Code | None = None) -> list[StoredEngagement]:
    """Returns the engagements of which the notes were not destroyed."""
    return [kept for kept in engagements(snapshot, code) if kept.engagement.destroyed is None]


def engagement(snapshot: Snapshot, number: int) -> StoredEngagement:
    """Returns the engagement with a number.

    Raises:
        NotFound: There is none.
    """
    schedule = snapshot.part(Part.SCHEDULE)
    for item in snapshot.head(schedule).of_kind(kinds.ENGAGEMENT):
        if item.listing["number"] == number:
            return _kept(snapshot, schedule, item)
    raise NotFound(f"There is no engagement E{number}.", "`coachvault engagement list` shows those there are.")


def _kept(snapshot: Snapshot, schedule: CompartmentId, item: HeadItem) -> StoredEngagement:
    """Returns an engagement, after making sure that its notes are not where executors read.

    Raises:
        IntegrityError: Somebody who may write into the schedule pointed it at another part of the vault.
    """
    engagement = snapshot.read(schedule, item.record_id, Engagement)
    if engagement.tally.ahead and snapshot.today is not None:
        engagement = msgspec.structs.replace(engagement, tally=engagement.tally.by(snapshot.today))
    kept = StoredEngagement(item.record_id, engagement)
    if kept.compartment_id in snapshot.parts.values():
        raise IntegrityError(f"{kept.engagement.id} points at another part of the vault: it was changed.")
    return StoredEngagement(kept.record_id, engagement_as_known(snapshot, kept.record_id, kept.engagement))


def names_someone(snapshot: Snapshot, text: str) -> bool:
    """Returns whether a text holds a word of the name of a client, a sponsor or an organisation (rule R12)."""
    words = name_words(text)
    others = [item for item in snapshot.head(snapshot.part(Part.ROSTER)).items if item.kind != kinds.CLIENT]
    everybody = [item.listing for item in (*client_items(snapshot), *others)]
    known = " ".join(f"{each.get('name', '')} {each.get('organisation', '')}" for each in everybody)
    return any(word in words for word in known.casefold().split())


def name_words(text: str) -> set[str]:
    """Returns the words of a text that are long enough to be somebody's name, in lower case."""
    words = {word.strip(".,;:!?\"'()").casefold() for word in text.split()}
    return {word for word in words if len(word) > _LONGEST_PARTICLE}
