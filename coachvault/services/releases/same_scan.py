"""Whether a scan was taken before: a program cannot see which text it shows, so its bytes count for one release."""

from __future__ import annotations

from contextlib import suppress

from coachvault.errors import BadInput
from coachvault.mails.mail import Mail
from coachvault.practice import kinds
from coachvault.practice.release import Original, Release
from coachvault.practice.signoff import Evidence, Grade, Remark
from coachvault.services.records import releases, roster
from coachvault.signoff.scan import MAIL, media_type, scan_kind
from coachvault.signoff.statement import sha256
from coachvault.vault.codec import CompartmentId
from coachvault.vault.snapshot import Snapshot

_SEEN = (Grade.PAPER, Grade.MESSAGE)


def scans_in(data: bytes) -> frozenset[str]:
    """Returns the SHA-256 of each scan in an answer: of itself, or of what is attached to a mail.

    Args:
        data: The bytes of the answer.
    """
    with suppress(BadInput):
        files = Mail(data).files() if media_type(data) == MAIL else [data]
        return frozenset(sha256(each) for each in files if each is data or scan_kind(each))
    return frozenset()


def taken_for(snapshot: Snapshot, release: Release, scans: frozenset[str]) -> dict[str, str]:
    """Returns for which other release each of some scans was taken, by its SHA-256; alone or in whatever mail."""
    found: dict[str, str] = {}
    for place in releases.places(snapshot):
        if place.number == release.place.number or place.destroyed or releases.is_sealed(snapshot, place):
            continue
        found |= dict.fromkeys(scans & _kept(snapshot, CompartmentId(place.compartment_id)), place.id)
    return found


def kept_scans(snapshot: Snapshot, release: Release) -> frozenset[str]:
    """Returns the SHA-256 of each scan that a release rests on."""
    return _kept(snapshot, CompartmentId(release.place.compartment_id))


def known_ones(snapshot: Snapshot, release: Release, data: bytes) -> tuple[Remark, ...]:
    """Returns what somebody has to read where some of what is attached was taken before, as a logo may have been."""
    found = taken_for(snapshot, release, scans_in(data))
    told = (f"a file that was taken for {each} before" for each in sorted(set(found.values())))
    return tuple(Remark(each, "attached", known=False) for each in told)


def _kept(snapshot: Snapshot, compartment: CompartmentId) -> frozenset[str]:
    kept = roster.every(snapshot, compartment, kinds.EVIDENCE, Evidence)
    seen = {each.original_sha256 for each in kept if each.grade in _SEEN}
    originals = roster.every(snapshot, compartment, kinds.ORIGINAL, Original) if seen else []
    return frozenset(scan for each in originals if sha256(each.data) in seen for scan in scans_in(each.data))
