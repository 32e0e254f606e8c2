"""Certificates of destruction as they are kept: in the register, each with what has become of the known copies."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime

import msgspec

from coachvault.errors import NotFound
from coachvault.practice import kinds
from coachvault.practice.backup import Backup, GoneBy
from coachvault.practice.certificate import Certificate, Copy
from coachvault.practice.ids import looks_like_engagement, looks_like_release
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.vault.change import Change
from coachvault.vault.codec import RecordId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

Thing = tuple[str, RecordClass]
"""What can be destroyed: a subject, and which of its records."""


class CleaningOutcome(msgspec.Struct, frozen=True):
    """The result of cleaning one copy.

    Args:
        backup: The copy.
        problem: Why it could not be cleaned; nothing where it was.
        page_problem: Why the executor's page next to it, which names clients and nothing else, is from before.
        left: What could not be removed from it, and why.
    """

    backup: Backup
    problem: str = ""
    page_problem: str = ""
    left: dict[Thing, str] = {}

    def problem_of(self, thing: Thing) -> str:
        """Returns why something that was destroyed is still there; nothing where it is not."""
        of_page = self.page_problem if thing[1] is RecordClass.CONTACTS else ""
        return "; ".join(filter(None, [self.problem or self.left.get(thing, ""), of_page]))


def save_certificate(change: Change, certificate: Certificate) -> None:
    """Writes a certificate, in the transaction that destroys."""
    listing = {"subject": certificate.subject, "series": certificate.series.value}
    change.insert(change.part(Part.REGISTER), kinds.CERTIFICATE, certificate, listing)


def list_certificates(opened: OpenVault) -> list[Certificate]:
    """Returns every certificate of destruction, the oldest first."""
    with opened.vault.read() as snapshot:
        return all_certificates(snapshot)


def find_certificate(opened: OpenVault, given_id: str, series: RecordClass | None = None) -> Certificate:
    """Returns the certificate of a destruction.

    Args:
        opened: The vault.
        given_id: `E3`, `R7`, or a client's code for what was destroyed last of that client.
        series: Which of its records; the last that was destroyed when left out.

    Raises:
        NotFound: Nothing of it was destroyed.
    """
    wanted = given_id.strip()
    with opened.vault.read() as snapshot:
        known = all_certificates(snapshot)
        if looks_like_engagement(wanted) or looks_like_release(wanted):
            fitting = [each for each in known if each.subject == wanted.upper()]
        else:
            code = roster.client_code(snapshot, wanted)
            fitting = [each for each in known if each.client == code]
    fitting = [each for each in fitting if series in (None, each.series)]
    if not fitting:
        raise NotFound("Nothing of that was destroyed.", "`coachvault retention certificate` lists those there are.")
    return fitting[-1]


def newest_of(known: list[Certificate], thing: Thing) -> Certificate:
    """Returns the newest certificate of something that was destroyed.

    Args:
        known: Certificates, the oldest first; one of them is about it.
        thing: What was destroyed.
    """
    return [each for each in known if each.thing == thing][-1]


def strike_off(change: Change, now: datetime, outcomes: Iterable[CleaningOutcome], seen: Container[RecordId]) -> None:
    """Writes into certificates which copies are clean by now, and why others are not.

    Args:
        change: The change that it is part of.
        now: The present moment.
        outcomes: The result for each copy.
        seen: The records of the certificates that there were when the copies were cleaned; one that was written since
            tells of something that may still be in every copy.
    """
    known = list(outcomes)

    def struck(copy: Copy, thing: Thing) -> Copy:
        outcome = next((each for each in known if copy.is_of(each.backup)), None)
        if outcome is None or not copy.is_left:
            return copy
        if problem := outcome.problem_of(thing):
            return msgspec.structs.replace(copy, why=problem)
        return msgspec.structs.replace(copy, why="", cleaned_at=now)

    for item, before in _records(change):
        if item.record_id not in seen:
            continue
        copies = tuple(struck(copy, before.thing) for copy in before.copies)
        _revise(change, item, before, msgspec.structs.replace(before, copies=copies))
        for copy in copies:
            if copy.cleaned_at and copy not in before.copies:
                what = f"{before.series.value}, in {copy.id}"
                record(change, Event.DESTROYED_IN_COPY, before.client, before.subject, now, what=what)


def declare_gone(change: Change, now: datetime, backup: Backup, by: GoneBy) -> None:
    """Writes into every certificate that a copy is gone.

    Args:
        change: The change that it is part of.
        now: The present moment.
        backup: The copy.
        by: On whose word.
    """

    def declared(copy: Copy) -> Copy:
        gone = copy.is_of(backup) and copy.is_left
        return msgspec.structs.replace(copy, gone_at=now, gone_by=by) if gone else copy

    for item, before in _records(change):
        _revise(change, item, before, msgspec.structs.replace(before, copies=tuple(map(declared, before.copies))))


def follow(change: Change, backup: Backup, path: str) -> None:
    """Writes into every certificate that a copy stands at another place by now.

    Args:
        change: The change that it is part of.
        backup: The copy, as it was listed before.
        path: Where it is.
    """

    def followed(copy: Copy) -> Copy:
        if not copy.is_of(backup):
            return copy
        return msgspec.structs.replace(copy, path=path, copy_id=backup.copy_id)

    for item, before in _records(change):
        _revise(change, item, before, msgspec.structs.replace(before, copies=tuple(map(followed, before.copies))))


def _revise(change: Change, item: HeadItem, before: Certificate, after: Certificate) -> None:
    if after != before:
        change.replace(change.part(Part.REGISTER), item.record_id, after, item.listing)


def all_certificates(snapshot: Snapshot) -> list[Certificate]:
    """Returns every certificate of destruction, the oldest first."""
    return sorted((certificate for _, certificate in _records(snapshot)), key=lambda each: each.at)


def certificate_ids(snapshot: Snapshot) -> frozenset[RecordId]:
    """Returns the record of every certificate that there is."""
    return frozenset(item.record_id for item in snapshot.head(snapshot.part(Part.REGISTER)).of_kind(kinds.CERTIFICATE))


def _records(snapshot: Snapshot) -> list[tuple[HeadItem, Certificate]]:
    return roster.stored(snapshot, Part.REGISTER, kinds.CERTIFICATE, Certificate)
