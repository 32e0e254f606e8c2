"""The client's own record: everything that is held about a client, collected for that client alone (rule R1)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from coachvault.crypto import webcrypto
from coachvault.crypto.aead import random_bytes
from coachvault.errors import NotFound, Refused
from coachvault.exchange.sealed_page import RECORD, PageKey, page
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement
from coachvault.practice.ids import Code, NoteId
from coachvault.practice.linter import Around, FindingKind, look
from coachvault.practice.note import Note, NoteKind
from coachvault.practice.paragraphs import text_of
from coachvault.practice.people import Client
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.retirement import Document
from coachvault.services import access_clock, disclosing, engagements, measuring, release_store, roster
from coachvault.services.journal import NoteDraft, NoteView, put_note
from coachvault.services.opening import OpenVault
from coachvault.services.placing import Place, places_of
from coachvault.services.register import entries_about, write
from coachvault.signoff.codes import bare, draw_opening_code
from coachvault.signoff.statement import sha256
from coachvault.system.files import new_files
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

ITERATIONS, SALT_BYTES = 1_000_000, 16
CORRECTION = "client-correction"
"""The tag of a note that holds what a client corrected."""

_WHY = "a copy for the client, who asked for it"


class Item(msgspec.Struct, frozen=True):
    """One thing that is held.

    Args:
        id: Which, for leaving it out; a note's id, or empty.
        title: Its title.
        facts: What is known of it, as pairs.
        text: Its text.
    """

    id: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""


class Section(msgspec.Struct, frozen=True):
    """Things of one kind."""

    title: str
    items: tuple[Item, ...]


class Wanted(msgspec.Struct, frozen=True):
    """How a copy is written.

    Args:
        path: The file: `.html` for an encrypted page, `.txt` for paper.
        leave_out: Ids of notes that are left out, because they are about others as well.
        reason: Why.
    """

    path: Path
    leave_out: tuple[str, ...] = ()
    reason: str = ""


class Copied(msgspec.Struct, frozen=True):
    """A copy that was written.

    Args:
        path: The file.
        code: What opens the page; empty on paper.
        sha256: Of the file.
        items: How many things it holds.
    """

    path: Path
    code: str
    sha256: str
    items: int


def copy(opened: OpenVault, typed: str, wanted: Wanted) -> Copied:
    """Writes everything that is held about a client into a file for that client; sealed notes are opened for it.

    Args:
        opened: The vault.
        typed: The client's code.
        wanted: How it is written.

    Raises:
        NotFound: Nobody has that code, or a note that is to be left out is not there.
        Refused: A text names another client and was not left out, or a custodian asks.
        BadInput: Something stands at the place.
    """
    opened.expect_coach("hands out a client's record", "R10")
    now = opened.now()
    why = parse_reason(wanted.reason, "Why is it left out? That is recorded.") if wanted.leave_out else ""
    with ExitStack() as prepared:
        with opened.vault.change("access", now, why=_WHY, sealing=opened.unseal()) as change:
            code = roster.client_code(change, typed)
            sections = _collected(change, code)
            left = _without(sections, wanted.leave_out)
            _expect_nobody_else(change, code, left)
            client = roster.client(change, code)
            about = _about(len(wanted.leave_out))
            data, opening = _written(client, left, about, wanted.path, f"{now:%Y-%m-%d}")
            publish = prepared.enter_context(new_files({wanted.path: data}))
            count = sum(len(section.items) for section in left)
            what = f"{count} things" + (f"; left out: {', '.join(wanted.leave_out)}" if wanted.leave_out else "")
            entry = RegisterEntry(Event.ACCESS_GIVEN, now, code, "", why or _WHY, "the client")
            write(change, msgspec.structs.replace(entry, what=what, sha256=sha256(data)))
            document = Document(str(wanted.path.absolute()), now, "a copy for the client", code)
            change.insert(change.part(Part.SCHEDULE), kinds.DOCUMENT, document, {})
            access_clock.answer(change, code, now)
        publish()
    return Copied(wanted.path, opening, sha256(data), count)


def correct(opened: OpenVault, typed: str, body: str) -> NoteView:
    """Adds what a client corrects as a note of the client's, beside what it corrects; sealed notes take it, too.

    Raises:
        NotFound: Nobody has that code, or nothing was ever written about the client.
        BadInput: The text cannot be taken.
    """
    opened.expect_coach("adds a client's correction", "R10")
    with opened.vault.change("access correct", opened.now(), sealing=opened.unseal()) as change:
        code = roster.client_code(change, typed)
        places = places_of(change, code)
        if not places:
            raise NotFound(f"Nothing was written about {code} yet.", "`coachvault client edit` changes contact data.")
        draft = NoteDraft(f"The client's correction\n\n{body}", kind=NoteKind.ADMIN, minutes=0, tags=(CORRECTION,))
        view = put_note(opened, change, places[-1], draft)
        write(change, RegisterEntry(Event.CORRECTED, opened.now(), code, str(view.id)))
    return view


def _collected(snapshot: Snapshot, code: Code) -> list[Section]:
    client = roster.client(snapshot, code)
    places = places_of(snapshot, code)
    found = [
        Section("You", (_person(client),)),
        Section("Our work", tuple(_work(snapshot, kept.engagement) for kept in roster.engagements(snapshot, code))),
        Section("How you rated", tuple(item for place in places for item in _ratings(snapshot, place))),
        Section("Notes", tuple(item for place in places for item in _notes(snapshot, place))),
        Section("Texts that were proposed or passed on", tuple(_releases(snapshot, code))),
        Section("Disclosed without your agreement", tuple(_disclosures(snapshot, code))),
        Section("What the register says", tuple(_entry(entry) for entry in entries_about(snapshot, code))),
    ]
    return [section for section in found if section.items]


def _person(client: Client) -> Item:
    plain = msgspec.to_builtins(client)
    emergency = ", ".join(filter(None, plain.pop("emergency_contact").values()))
    plain["keys"] = ", ".join(each.fingerprint for each in client.keys)
    facts = [(name.replace("_", " "), str(value)) for name, value in plain.items() if value]
    return Item("", client.name or client.code, (*facts, ("emergency contact", emergency)))


def _work(snapshot: Snapshot, engagement: Engagement) -> Item:
    tally = engagement.tally
    facts = [
        ("from", str(engagement.started)),
        ("until", str(engagement.ended or "")),
        ("paid by", engagement.sponsor or ""),
        ("sessions", str(tally.sessions)),
        ("hours", f"{tally.paid_minutes / 60:g} paid, {tally.pro_bono_minutes / 60:g} pro bono"),
        ("notes", f"destroyed on {engagement.destroyed}" if engagement.destroyed else str(tally.notes)),
    ]
    if engagement.destroyed:
        return Item("", engagement.id, tuple(facts))
    agreed = engagements.terms(snapshot, roster.engagement(snapshot, engagement.number).compartment_id)
    facts += [("objectives", "\n".join(agreed.objectives)), ("the sponsor may receive", agreed.sponsor_may_receive)]
    return Item("", engagement.id, tuple(facts))


def _notes(snapshot: Snapshot, place: Place) -> Iterable[Item]:
    for item in snapshot.head(place.compartment_id).of_kind(kinds.NOTE):
        for row in item.rows:
            note = snapshot.read(place.compartment_id, item.record_id, Note, row.revision)
            name = str(NoteId(place.code, note.number))
            wording = f", wording {row.revision}" if len(item.rows) > 1 else ""
            facts = (("kind", note.kind.value), ("minutes", str(note.minutes or "")), ("tags", ", ".join(note.tags)))
            yield Item(name, f"{note.held_on[:10]}{wording}", facts, note.body)


def _ratings(snapshot: Snapshot, place: Place) -> Iterable[Item]:
    for rating in measuring.ratings(snapshot, place.kept) if place.kept else ():
        facts = tuple((name, f"{value} {rating.words.get(name, '')}".strip()) for name, value in rating.values.items())
        yield Item("", str(rating.on), facts)


def _releases(snapshot: Snapshot, code: Code) -> Iterable[Item]:
    for place in release_store.places(snapshot, code):
        if place.destroyed is not None:
            continue
        release = release_store.load_opened(snapshot, place)
        proposal = release.proposal
        facts = [("to", proposal.recipient.shown), ("purpose", proposal.purpose)]
        facts += [("your answer", f"{each.grade.value}, {each.received_at:%Y-%m-%d}") for each in release.evidence]
        facts += [("passed on", f"{each.at:%Y-%m-%d}") for each in release.exports]
        yield Item("", place.id, tuple(facts), text_of(proposal.paragraphs))


def _disclosures(snapshot: Snapshot, code: Code) -> Iterable[Item]:
    for place in disclosing.places(snapshot):
        if place.client == code and place.done_at:
            made = disclosing.made(snapshot, place)
            facts = (("to", made.ground.recipient), ("because", made.ground.danger), ("on", f"{made.at:%Y-%m-%d}"))
            yield Item("", place.id, facts, made.ground.text)


def _entry(entry: RegisterEntry) -> Item:
    facts = (("what", entry.what), ("why", entry.why), ("to", entry.to))
    subject = entry.subject.partition(" to ")[0]  # to whom a note was moved is another client's
    return Item("", f"{entry.at:%Y-%m-%d %H:%M} {entry.event.value} {subject}".strip(), facts)


def _without(sections: list[Section], leave_out: tuple[str, ...]) -> list[Section]:
    known = {item.id for section in sections for item in section.items if item.id}
    wanted = {each.strip().lower() for each in leave_out}
    if unknown := wanted - known:
        raise NotFound(f"There is no note {', '.join(sorted(unknown))} in it.", "Notes are left out by id, as heron/3.")
    kept = [
        Section(section.title, tuple(each for each in section.items if each.id not in wanted)) for section in sections
    ]
    return [section for section in kept if section.items]


def _expect_nobody_else(snapshot: Snapshot, code: Code, sections: list[Section]) -> None:
    """Makes sure that no text names another client: third parties have rights in copies, too."""
    known = [roster.client(snapshot, each) for each in roster.codes(snapshot, kinds.CLIENT)]
    around = Around(
        client=roster.client(snapshot, code),
        parties=(),
        others=tuple(each for each in known if each.code != code),
        notes=(),
        words={},
    )
    named = []
    for section in sections:
        for item in section.items:
            said = "\n".join([item.title, *(f"{value}" for _, value in item.facts), item.text])
            if any(each.kind is FindingKind.OTHER_CLIENT for each in look([said], "", around)):
                named.append(item.id or f"{section.title}: {item.title}")
    if named:
        raise Refused(
            f"Another client is named in {', '.join(dict.fromkeys(named))}: that is not theirs to read.",
            "`--leave-out heron/3 --reason TEXT` leaves a note out; the copy says that something was left out.",
        )


def _about(left_out: int) -> str:
    told = "This is everything that is held about you, with every wording of each note."
    if left_out:
        told += f" {left_out} notes are left out, because they are about other people as well."
    return told + " If something is wrong, say so: your correction is added to it."


def _written(client: Client, sections: list[Section], about: str, path: Path, day: str) -> tuple[bytes, str]:
    title = f"What is held about {client.name or client.code}"
    if path.suffix.lower() in (".html", ".htm"):
        code, salt = draw_opening_code(), random_bytes(SALT_BYTES)
        key = PageKey(webcrypto.stretch(bare(code), salt, ITERATIONS), salt, ITERATIONS)
        shown: dict[str, Any] = {"title": title, "about": about, "made": day, "sections": msgspec.to_builtins(sections)}
        return page(RECORD, [key], shown).encode(), code
    lines = [title, day, "", about]
    for section in sections:
        lines += ["", "", section.title.upper()]
        for item in section.items:
            lines += ["", item.title, *(f"  {name}: {value}" for name, value in item.facts if value)]
            lines += ["", item.text.rstrip()] if item.text else []
    return ("\n".join(lines) + "\n").encode(), ""
