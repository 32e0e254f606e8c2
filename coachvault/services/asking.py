"""Asking one party to agree to exactly what is proposed: by mail, on paper, on the page, by key or by message."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import msgspec

from coachvault.crypto.aead import random_bytes
from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import expect_visible
from coachvault.practice.people import Client, Sponsor, lies_with
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.release import Release, Step
from coachvault.practice.signoff import Opening, Request, Road, Terms
from coachvault.services import agreements, engagements, linting, register, release_store, roster
from coachvault.services.opening import OpenVault
from coachvault.services.people import edit_client
from coachvault.services.releases import find, recipient_of
from coachvault.signoff import letters
from coachvault.signoff.codes import draw_code, draw_opening_code
from coachvault.signoff.page import ITERATIONS, SALT_BYTES, page
from coachvault.signoff.sheet import statement_sheet
from coachvault.signoff.statement import fingerprint, statement, text_sha256
from coachvault.system.files import new_files
from coachvault.texts.page import CONSENTS, WRITERS_CONSENTS
from coachvault.texts.signoff import LANGUAGES
from coachvault.texts.templates import TO_WRITE
from coachvault.vault.snapshot import Snapshot

_ON_SIGHT = (Road.PAGE, Road.ROOM, Road.KEY)
"""The roads on which the terms stand beside the text, and are signed with it."""

_MAIL_ADDRESS = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>()]+")


class Ask(msgspec.Struct, frozen=True):
    """How a party is asked.

    Args:
        road: By which road.
        party: The party's code; the first who has not agreed yet when left out.
        language: The language; the party's own when left out.
        reason: Why a mailbox in the sponsor's domain is used all the same.
        path: The file to write; nothing is written when left out.
        keep: Ids of warnings about the text that are left as they are, for the same reason.
    """

    road: Road
    party: str = ""
    language: str = ""
    reason: str = ""
    path: Path | None = None
    keep: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True):
    """A request that was made.

    Args:
        release: The release, with it.
        request: The request.
        text: The mail, message, form, page or sheet.
        text_sha256: SHA-256 of the text that is asked about.
        words: The six words of what is asked.
    """

    release: Release
    request: Request
    text: str
    text_sha256: str
    words: tuple[str, ...]


def request(opened: OpenVault, typed: str, ask: Ask) -> Asked:
    """Asks one party to agree to exactly what is proposed; the register tells that the text went to the party.

    Raises:
        NotFound: There is no such release or party.
        Refused: Its state does not allow it, a warning about the text was neither heeded nor kept, the mailbox is
            the sponsor's and no reason was given (R15), or the client's own answer does not count yet (R1).
        BadInput: There is no such language, or a file stands at the path.
    """
    now = opened.now()
    with ExitStack() as prepared:
        with opened.vault.change("release request", now) as change:
            asked = _ask(change, typed, ask, now)
            publish = prepared.enter_context(new_files({ask.path: asked.text.encode()} if ask.path else {}))
            release_store.add(change, asked.release.place, kinds.REQUEST, asked.request)
            register.write(change, _entry_of(asked))
            for each in asked.request.kept:
                if each.finding in ask.keep:
                    place = asked.release.place
                    register.record(change, Event.KEPT, place.client, place.id, now, f"{each.finding}: {each.why}")
        publish()
    return asked


def note_sponsors_wish(opened: OpenVault, typed: str, sponsor: str = "") -> str:
    """Records that a sponsor asked for a report, and returns what to answer.

    Args:
        opened: The vault.
        typed: The client's code.
        sponsor: Who asked; the engagement's sponsor when left out.

    Raises:
        NotFound: Nobody has that code, or there is no engagement.
        Refused: There is no sponsor, and nobody else was named.
    """
    now = opened.now()
    with opened.vault.change("release wish", now) as change:
        engagement = engagements.find(change, typed, prefer_open=True).engagement
        recipient = recipient_of(change, sponsor or engagement.sponsor or "")
        entry = RegisterEntry(
            event=Event.REPORT_ASKED,
            at=now,
            client=engagement.client,
            subject=engagement.id,
            why="answered: hear it from the client; a report takes a sign-off",
            to=", ".join(part for part in (recipient.code, recipient.shown) if part),
        )
        register.write(change, entry)
        return letters.answer_to_sponsor(recipient, roster.profile(change).name)


def usual_road(opened: OpenVault, typed: str) -> Road | None:
    """Returns the road that fits the client of a release; None where nobody was asked yet.

    Raises:
        NotFound: There is no such release.
    """
    with opened.vault.read() as snapshot:
        return roster.client(snapshot, find(snapshot, typed).place.client).road


def keep_road(opened: OpenVault, typed: str, road: Road) -> None:
    """Keeps the road that fits the client of a release; raises as `usual_road` does."""
    with opened.vault.read() as snapshot:
        code = find(snapshot, typed).place.client
    edit_client(opened, code, {"road": road.value})


def _ask(snapshot: Snapshot, typed: str, ask: Ask, now: datetime) -> Asked:
    release = find(snapshot, typed)
    release.expect(Step.REQUEST, now.date())
    if ask.path is not None and not ask.path.name:
        raise BadInput("That is no name for a file; nothing was changed.", "`--out request.txt`")
    _expect_written(release)
    agreements.expect_agreed(snapshot, release)
    party = _party(snapshot, release, ask.party)
    offered = release.offered_to(party)
    person = roster.person(snapshot, party)
    address = _address(person, ask.road)
    language = _language(ask.language, person)
    made = Request(
        code=draw_code(),
        party=party,
        road=ask.road,
        proposal=release.proposal,
        requested_at=now,
        language=language,
        sent_to=address,
        why=_guard_mailbox(snapshot, release, party, address, ask.reason) if isinstance(person, Client) else "",
        path=str(ask.path.absolute()) if ask.path else "",
        offered=offered,
        terms=_terms(snapshot, release, person, (language, ask.road)) if ask.road in _ON_SIGHT else None,
        kept=linting.kept(snapshot, release, ask.keep, ask.reason),
        opening=Opening(draw_opening_code(), random_bytes(SALT_BYTES), ITERATIONS) if ask.road.uses_page else None,
    )
    if made.road is Road.KEY:
        _expect_key(person)
    return _asked(snapshot, release, made, person)


def _expect_written(release: Release) -> None:
    """Makes sure that nothing of a template is left that is still to be written."""
    for number, paragraph in enumerate(release.proposal.paragraphs, start=1):
        left = next((each for each in TO_WRITE if each in paragraph), "")
        if left:
            raise Refused(
                f"Paragraph {number} still has {left} of the template: nobody is asked before it is written.",
                f"`coachvault release edit {release.id}` changes it.",
            )


def _terms(snapshot: Snapshot, release: Release, person: Client | Sponsor, asked: tuple[str, Road]) -> Terms:
    """Returns what is told besides the proposal, in the words of this day."""
    profile, proposal = roster.profile(snapshot), release.proposal
    language, road = asked
    for told in (profile.name, person.name):
        expect_visible(told)
    who, sentence = CONSENTS[language]
    if proposal.client_may_write and road.uses_page:
        sentence = WRITERS_CONSENTS[language]
    said = sentence.format(
        recipient=proposal.recipient.shown, purpose=proposal.purpose, expires=proposal.expires.isoformat()
    )
    return Terms(
        profile.name, profile.role.value, person.name, (who.format(name=person.name) if person.name else "") + said
    )


def _expect_key(person: Client | Sponsor) -> None:
    if not (isinstance(person, Client) and person.keys):
        raise Refused(
            f"No key of {person.code} is known: a signature counts only by a key that was known before (R3).",
            f"`coachvault client key add {person.code} FILE` takes a minisign or SSH public key.",
        )


def _party(snapshot: Snapshot, release: Release, typed: str) -> Code:
    if not typed:
        return next(iter(release.waits_for()), release.place.client)
    code = roster.person_code(snapshot, typed)
    if code not in release.parties:
        raise Refused(f"{code} is no party to {release.id}.", f"Parties: {', '.join(release.parties)}.")
    return code


def _address(person: Client | Sponsor, road: Road) -> str:
    private = person.private_channel if isinstance(person, Client) else ""
    if road in (Road.EMAIL, Road.PAGE, Road.KEY):
        return private if _MAIL_ADDRESS.fullmatch(private) else person.email
    if road in (Road.PAPER, Road.ROOM):
        return ""
    return private or person.phone


def _guard_mailbox(snapshot: Snapshot, release: Release, party: Code, address: str, reason: str) -> str:
    """Returns the reason why a mailbox of the sponsor's is used; nothing where it is not one (rule R15)."""
    paid_by = {kept.engagement.sponsor for kept in roster.engagements(snapshot, party)}
    codes = {release.proposal.recipient.code, *paid_by} - {None}
    sponsors: list[Sponsor] = [roster.sponsor(snapshot, Code(code)) for code in sorted(map(str, codes))]
    if not any(lies_with(address, sponsor) for sponsor in sponsors):
        return ""
    if not reason.strip():
        raise Refused(
            "The client's address lies in the sponsor's domain: the sponsor may read that mail (R15).",
            "Give the client a private channel (`coachvault client edit`), take --by paper, or give --reason.",
        )
    return parse_reason(reason, "Why is a mailbox used that the sponsor may read? That is recorded (R15).")


def _language(given: str, person: Client | Sponsor) -> str:
    if given and given not in LANGUAGES:
        raise BadInput("There is no wording in that language.", f"--language takes {', '.join(LANGUAGES)}.")
    own = person.language if isinstance(person, Client) else ""
    return given or (own if own in LANGUAGES else "en")


def _asked(snapshot: Snapshot, release: Release, made: Request, person: Client | Sponsor) -> Asked:
    words = tuple(fingerprint(statement(snapshot.vault_id, release.id, made.proposal, made.shown)))
    asking = letters.Asking(made, release.id, person.name, roster.profile(snapshot).name, words)
    after = msgspec.structs.replace(release, requests=(*release.requests, made))
    digest = text_sha256(made.proposal, made.shown)
    return Asked(after, made, _written(snapshot.vault_id, release.id, asking), digest, words)


def _written(vault_id: bytes, release_id: str, asking: letters.Asking) -> str:
    """Returns what goes to the party."""
    made = asking.request
    match made.road:
        case Road.EMAIL:
            return letters.mail(asking)
        case Road.MESSAGE:
            return letters.message(asking)
        case Road.PAPER if made.path.lower().endswith((".html", ".htm")):
            return letters.paper_page(asking)
        case Road.PAPER:
            return letters.paper_form(asking)
        case Road.KEY:
            return statement_sheet(vault_id, release_id, made)
    return page(vault_id, release_id, made)


def _entry_of(asked: Asked) -> RegisterEntry:
    made = asked.request
    return RegisterEntry(
        event=Event.REQUESTED,
        at=made.requested_at,
        client=asked.release.place.client,
        subject=asked.release.id,
        why=made.why or f"proposal to a party, by {made.road.value}",
        to=", ".join(part for part in (made.party, made.sent_to) if part),
        what=made.proposal.purpose,
        sha256=asked.text_sha256,
    )
