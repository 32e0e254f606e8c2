"""Letting a signed text leave, byte for byte; taking the agreement back; and which readable files still exist."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from coachvault.errors import BadInput, IntegrityError, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.agreed import approved_text
from coachvault.practice.ids import Code
from coachvault.practice.people import Client
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.release import Export, Original, Release, Step, Withdrawal
from coachvault.practice.signoff import AcceptedWarning, Evidence, Remark
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import agreements
from coachvault.services.records import register, releases, roster
from coachvault.services.records.releases import find_release
from coachvault.services.records.written_files import change_and_publish
from coachvault.services.releases import linting
from coachvault.services.retention.clock_trust import ClockIsRight, today_for_sure
from coachvault.signoff import evidence as evidence_module
from coachvault.signoff import letters
from coachvault.signoff.companion import Companion, Sender, companion_sheet
from coachvault.signoff.evidence import ShownAgreement
from coachvault.signoff.statement import sha256
from coachvault.vault.codec import CompartmentId
from coachvault.vault.snapshot import Snapshot

SUFFIXES = (".txt", ".md", "")
REMOVED_KEY = "removed-key"
"""The warning that a text was signed with a key that was removed since."""
SHEET_SUFFIX, PAGE_SUFFIX = ".about.txt", ".print.html"


class Deliverer(StrEnum):
    """Who hands a text over to its recipient."""

    COACH = "coach"
    CLIENT = "client"


class Delivery(msgspec.Struct, frozen=True):
    """How a text leaves.

    Args:
        by: Who hands it over; the coach when left out.
        prints: Whether a page to print is written, too.
        keep: Ids of warnings about what the client wrote, or `REMOVED_KEY`, that are left as they are.
        reason: Why.
        remarks_read: The coach has read what an answer says that was never shown before, and it sets no condition.
        clock: The coach's word that the clock is right, where the vault was written on a later day, or long ago.
    """

    by: Deliverer | None = None
    prints: bool = False
    keep: tuple[str, ...] = ()
    reason: str = ""
    remarks_read: bool = False
    clock: ClockIsRight | None = None


class ExportedRelease(msgspec.Struct, frozen=True):
    """A text that was written.

    Args:
        release: The release, with it.
        path: The file, which holds the agreed text and nothing else.
        sheet_path: The companion sheet.
        sha256: SHA-256 of the file.
    """

    release: Release
    path: Path
    sheet_path: Path
    sha256: str


class Preview(msgspec.Struct, frozen=True):
    """What an export would write, for showing before it is confirmed.

    Args:
        release: The release.
        evidence: What it rests on, one for each party.
        text: The text.
        shown: What anybody can verify of that, one for each party.
        unread: What an answer by mail says that was never shown to the coach.
        without_key: Who signed with a key that was removed since.
        removed: Those keys, each in the one line of its program.
    """

    release: Release
    evidence: tuple[Evidence, ...]
    text: str
    shown: tuple[ShownAgreement, ...]
    unread: tuple[Remark, ...] = ()
    without_key: tuple[Code, ...] = ()
    removed: frozenset[str] = frozenset()


def preview_export(opened: OpenVault, given_id: str, to: str = "") -> Preview:
    """Returns what an export would write at this moment; raises as `export` does."""
    with opened.vault.read() as snapshot:
        return _verified(snapshot, opened.now().date(), given_id, to)


def export(
    opened: OpenVault, given_id: str, path: Path, to: str = "", delivery: Delivery | None = None
) -> ExportedRelease:
    """Writes exactly the bytes that all parties agreed to, and a sheet that says what they are.

    Args:
        opened: The vault.
        given_id: The release's id.
        path: The file, `.txt`, `.md` or without an ending; nothing may exist there yet.
        to: The code of the recipient that is meant, where one is named.
        delivery: Who hands it over, and whether a page to print is wanted, too.

    Raises:
        NotFound: There is no such release.
        ClockInDoubt: The clock cannot be trusted, and nobody said that it is right.
        Refused: It is not signed by all, has expired, was withdrawn, was signed for somebody else, an answer says
            what was never shown, a key was removed that signed it, or a warning about what the client wrote was not
            kept.
        BadInput: The file's name does not end as a text's does, or something already exists there.
        IntegrityError: The text is not the one that was signed.
    """
    if path.suffix not in SUFFIXES or not path.name:
        raise BadInput(
            "A released text is a plain file, as it was agreed to: its name ends in .txt or .md.",
            "`--out R1.txt --html` also writes a page to print, as a PDF, too.",
        )
    try:
        return _export(opened, given_id, path, to, delivery or Delivery())
    except Refused as error:
        with opened.vault.change("release export refused", opened.now()) as change:
            release = find_release(change, given_id)
            register.record(change, Event.NOT_EXPORTED, release.place.client, release.id, opened.now(), error.message)
        raise


def _export(opened: OpenVault, given_id: str, path: Path, to: str, delivery: Delivery) -> ExportedRelease:
    now = opened.now()
    sheet_path = path.with_name(path.stem + SHEET_SUFFIX)
    with change_and_publish(opened, "release export", now) as (change, prepare):
        find_release(change, given_id).agreed(now.date(), to)  # what cannot leave in any case asks nothing of the clock
        found = _verified(change, today_for_sure(change, opened, delivery.clock), given_id, to)
        if found.unread and not delivery.remarks_read:
            from coachvault.services.releases.by_mail import unread  # loads what reads mail

            raise unread(found.unread)
        kept = _kept(change, found, delivery)
        data = found.text.encode()
        digest = sha256(data)
        sheet = _sheet(change, found, digest, path, now.date())
        files = {path: data, sheet_path: sheet.text.encode()}
        page_path = path.with_name(path.stem + PAGE_SUFFIX) if delivery.prints else None
        if page_path:
            files[page_path] = letters.printed_page(
                found.text,
                sheet.about,
                found.release.id,
                roster.recipient_language(change, found.release.proposal.recipient).code,
            ).encode()
        prepare(files)
        written = Export(
            at=now,
            text_sha256=digest,
            path=str(path.absolute()),
            sheet_path=str(sheet_path.absolute()),
            delivered_by=(delivery.by or Deliverer.COACH).value,
            page_path=str(page_path.absolute()) if page_path else "",
            kept=kept,
            seen=found.unread,
        )
        releases.add(change, found.release.place, kinds.EXPORT, written)
        register.write(change, _entry_of(found, written))
        place = found.release.place
        for each in (each for each in kept if each.finding in delivery.keep):
            register.record(change, Event.KEPT, place.client, place.id, now, f"{each.finding}: {each.why}")
    after = msgspec.structs.replace(found.release, exports=(*found.release.exports, written))
    return ExportedRelease(after, path, sheet_path, digest)


def _kept(snapshot: Snapshot, found: Preview, delivery: Delivery) -> tuple[AcceptedWarning, ...]:
    """Returns the warnings that are left as they are: about a key that signed, and about what the client wrote."""
    others = [each for each in delivery.keep if each != REMOVED_KEY]
    of_key: tuple[AcceptedWarning, ...] = ()
    if found.without_key:
        if REMOVED_KEY not in delivery.keep:
            raise Refused(
                f"The key with which {', '.join(found.without_key)} signed {found.release.id} was removed since:"
                " whoever has it could have signed.",
                f"Ask {', '.join(found.without_key)}. If it was signed before the key was lost: --keep {REMOVED_KEY}"
                " --reason TEXT. If not, `coachvault release edit` or `withdraw`.",
            )
        why = parse_reason(delivery.reason, "How do you know that it was signed before the key was lost? Recorded.")
        of_key = (AcceptedWarning(REMOVED_KEY, why),)
    elif REMOVED_KEY in delivery.keep:
        raise NotFound(f"There is no warning {REMOVED_KEY}: every key that signed is known.")
    written = linting.kept_as_written(snapshot, found.release, found.evidence[0], others, delivery.reason)
    return (*of_key, *written)


def _without_key(snapshot: Snapshot, release: Release, evidence: tuple[Evidence, ...]) -> Iterator[tuple[Code, str]]:
    """Yields who signed with a key that was removed since, or was removed and added again, and that key."""
    for each in evidence:
        asked = release.request(each.code)
        person = roster.person(snapshot, asked.party)
        known = person.keys if isinstance(person, Client) else ()
        if each.key and not any(key.line == each.key and key.added_at <= asked.requested_at for key in known):
            yield asked.party, each.key


def _sheet(snapshot: Snapshot, found: Preview, digest: str, path: Path, day: date) -> Companion:
    """Returns the companion sheet, with what anybody can verify at its end."""
    release, proposal = found.release, found.release.proposal
    evidence = evidence_module.CompanionEvidence(
        format=evidence_module.FORMAT,
        release=release.id,
        vault=snapshot.vault_id.hex(),
        recipient=proposal.recipient.shown,
        purpose=proposal.purpose,
        expires=proposal.expires,
        text_sha256=digest,
        agreements=found.shown,
    )
    name, sheet_name = (shlex.quote(f"./{each}") for each in (path.name, path.stem + SHEET_SUFFIX))
    profile = roster.profile(snapshot)
    sender = Sender(profile.name, profile.role, day)
    language, names = roster.recipient_language(snapshot, release.proposal.recipient), (name, sheet_name)
    return companion_sheet(evidence, found.evidence, sender, names, language, found.removed)


def withdraw(opened: OpenVault, given_id: str) -> tuple[Release, str]:
    """Takes the agreement back, for good, and returns the letter to the recipient; empty where nothing had left.

    Raises:
        NotFound: There is no such release.
        Refused: It was withdrawn before.
    """
    now = opened.now()
    with opened.vault.change("release withdraw", now) as change:
        release = find_release(change, given_id)
        release.expect(Step.WITHDRAW, now.date())
        withdrawal = Withdrawal(now)
        releases.add(change, release.place, kinds.WITHDRAWAL, withdrawal)
        change.taking.withdraws(CompartmentId(release.place.compartment_id))
        why = "had left; the recipient is to be asked to stop" if release.exports else "had not left"
        register.record(change, Event.WITHDRAWN, release.place.client, release.id, now, why)
        sender = roster.profile(change).name
        language = roster.recipient_language(change, release.proposal.recipient)
    after = msgspec.structs.replace(release, withdrawal=withdrawal)
    return after, letters.withdrawal_letter(after, now.date(), sender, language) if after.exports else ""


def _verified(snapshot: Snapshot, today: date, given_id: str, to: str) -> Preview:
    """Derives the text anew from the signed request, and compares it with what the evidence was for."""
    from coachvault.services.releases.by_mail import never_shown  # loads what reads mail
    from coachvault.services.releases.verification import shown_of

    release = find_release(snapshot, given_id)
    evidence = release.agreed(today, to)
    agreements.require_agreed(snapshot, release)
    text = approved_text(release.proposal, evidence[0].approved, evidence[0].written)
    originals = _originals(snapshot, release)
    shown = []
    for each in evidence:
        try:
            shown.append(shown_of(snapshot, release, each, originals.get(each.original_sha256, b"")))
        except (Refused, BadInput):
            raise IntegrityError(f"The evidence for {release.id} does not belong to this text; nothing left.") from None
        if each.text_sha256 != sha256(text.encode()):
            raise IntegrityError(f"The evidence for {release.id} does not belong to this text; nothing left.")
    unread = () if release.exports else never_shown(snapshot, release, evidence, originals)
    gone = tuple(_without_key(snapshot, release, evidence))
    parties, removed = tuple(party for party, _ in gone), frozenset(key for _, key in gone)
    return Preview(release, evidence, text, tuple(shown), unread, parties, removed)


def _originals(snapshot: Snapshot, release: Release) -> dict[str, bytes]:
    found = roster.every(snapshot, CompartmentId(release.place.compartment_id), kinds.ORIGINAL, Original)
    return {sha256(each.data): each.data for each in found}


def _entry_of(found: Preview, written: Export) -> RegisterEntry:
    recipient = found.release.proposal.recipient
    grades = ", ".join(f"{each.grade.value}, {found.release.request(each.code).party}" for each in found.evidence)
    return RegisterEntry(
        event=Event.EXPORTED,
        at=written.at,
        client=found.release.place.client,
        subject=found.release.id,
        why="agreed to in writing by everybody concerned"
        + ("; the client hands it over" if written.delivered_by == Deliverer.CLIENT else ""),
        to=", ".join(part for part in (recipient.code, recipient.shown, recipient.address) if part),
        what=found.release.proposal.purpose,
        sha256=written.text_sha256,
        evidence=grades,
    )
