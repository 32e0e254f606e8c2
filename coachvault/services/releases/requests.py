"""Asking one party to agree to exactly what is proposed: by mail, on paper, on the page, by key or by message."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from coachvault.crypto.aead import random_bytes
from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import require_visible
from coachvault.practice.people import Client, Sponsor
from coachvault.practice.register import Event, RegisterEntry
from coachvault.practice.release import Release, Step
from coachvault.practice.signoff import AcceptedWarning, Opening, Proposal, Request, RequestTerms, SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import agreements, lifecycle
from coachvault.services.people import contact_channel
from coachvault.services.records import register, releases, roster
from coachvault.services.records.releases import find_release
from coachvault.services.records.written_files import change_and_publish
from coachvault.services.releases import linting
from coachvault.services.releases.proposals import recipient_of
from coachvault.signoff import letters
from coachvault.signoff.codes import draw_code, draw_opening_code
from coachvault.signoff.mail_draft import SUFFIX, mail_draft
from coachvault.signoff.page import ITERATIONS, SALT_BYTES, page
from coachvault.signoff.sheet import statement_sheet
from coachvault.signoff.statement import fingerprint, statement, text_sha256
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.templates import to_write
from coachvault.vault.snapshot import Snapshot

_ON_SIGHT = (SignoffMethod.PAGE, SignoffMethod.ROOM, SignoffMethod.KEY)
"""The roads on which the terms are shown with the text, and are signed with it."""


class Ask(msgspec.Struct, frozen=True):
    """How a party is asked.

    Args:
        road: By which road.
        party: The party's code; the first who has not agreed yet when left out.
        language: The language; the party's own when left out.
        reason: Why a mailbox in the sponsor's domain is used all the same.
        path: The file to write; nothing is written when left out.
        keep: Ids of warnings about the text that are left as they are, for the same reason.
        mailbox_reason: Why the sponsor's mailbox is used, where that is another reason.
    """

    road: SignoffMethod
    party: str = ""
    language: str = ""
    reason: str = ""
    path: Path | None = None
    keep: tuple[str, ...] = ()
    mailbox_reason: str = ""


class RequestPreview(msgspec.Struct, frozen=True):
    """What a request would come to, for showing before it is made.

    Args:
        party: Who is asked.
        offered: The numbers of the paragraphs that are shown, where the client left some out before; else empty.
        language: In which language.
        consent: The sentence that is signed; empty where a line with the code is written instead.
        mailbox: Where it goes, and who may read it there.
    """

    party: Code
    offered: tuple[int, ...]
    language: str
    consent: str
    mailbox: contact_channel.Mailbox


class Asked(msgspec.Struct, frozen=True):
    """A request that was made.

    Args:
        release: The release, with it.
        request: The request.
        text: The mail, message, form, page or sheet.
        text_sha256: SHA-256 of the text that is asked about.
        words: The six words of what is asked.
        not_compared: Sponsors of whom no mail address is known, so that the mailbox may be theirs (R15).
    """

    release: Release
    request: Request
    text: str
    text_sha256: str
    words: tuple[str, ...]
    not_compared: tuple[Code, ...] = ()


def request(opened: OpenVault, given_id: str, ask: Ask) -> Asked:
    """Asks one party to agree to exactly what is proposed; the register records that the text went to the party.

    Raises:
        NotFound: There is no such release or party.
        Refused: Its state does not allow it, a warning about the text was neither heeded nor kept, the mailbox is
            the sponsor's and no reason was given (R15), or the client's own answer does not count yet (R1).
        BadInput: There is no such language, or a file already exists at the path.
    """
    now = opened.now()
    with change_and_publish(opened, "release request", now) as (change, prepare):
        asked = _ask(change, given_id, ask, now)
        prepare({ask.path: asked.text.encode()} if ask.path else {})
        releases.add(change, asked.release.place, kinds.REQUEST, asked.request)
        register.write(change, _entry_of(asked))
        for each in asked.request.kept:
            if each.finding in ask.keep:
                place = asked.release.place
                register.record(change, Event.KEPT, place.client, place.id, now, f"{each.finding}: {each.why}")
    return asked


def note_sponsors_wish(opened: OpenVault, given_code: str, sponsor: str = "") -> str:
    """Records that a sponsor asked for a report, and returns what to answer.

    Args:
        opened: The vault.
        given_code: The client's code.
        sponsor: Who asked; the engagement's sponsor when left out.

    Raises:
        NotFound: Nobody has that code, or there is no engagement.
        Refused: There is no sponsor, and nobody else was named.
    """
    now = opened.now()
    with opened.vault.change("release wish", now) as change:
        engagement = lifecycle.find_engagement(change, given_code, prefer_open=True).engagement
        recipient = recipient_of(change, sponsor or engagement.sponsor or "")
        why = "answered: hear it from the client; a report takes a sign-off"
        to = ", ".join(part for part in (recipient.code, recipient.shown) if part)
        register.record(change, Event.REPORT_ASKED, engagement.client, engagement.id, now, why, to=to)
        language = roster.recipient_language(change, recipient)
        return letters.answer_to_sponsor(recipient, roster.profile(change).name, language)


def next_party(opened: OpenVault, given_party: str, party: str = "") -> Code:
    """Returns who is asked: the party that is named, or the first who has not agreed yet; raises as `outlook` does."""
    return outlook(opened, given_party, Ask(SignoffMethod.PAPER, party)).party


def outlook(opened: OpenVault, given_id: str, ask: Ask) -> RequestPreview:
    """Returns what a request would come to, before anything about it is decided.

    Raises:
        NotFound: There is no such release or party.
        Refused: Its state does not allow it, or the party may not see the text yet (R1).
        BadInput: There is no such language.
    """
    with opened.vault.read() as snapshot:
        return _outlook(snapshot, find_release(snapshot, given_id), ask, opened.now())


def preview_request(opened: OpenVault, given_id: str, ask: Ask) -> RequestPreview:
    """Returns what a request comes to if it is made now; raises as `request` does, but checks no file."""
    with opened.vault.read() as snapshot:
        release = find_release(snapshot, given_id)
        seen = _outlook(snapshot, release, ask, opened.now())
        _guard(snapshot, release, ask, seen.mailbox)
        return seen


def _outlook(snapshot: Snapshot, release: Release, ask: Ask, now: datetime) -> RequestPreview:
    release.expect(Step.REQUEST, now.date())
    party = _party(snapshot, release, ask.party)
    person = roster.person(snapshot, party)
    language = contact_channel.language_of(person, ask.language)
    return RequestPreview(
        party=party,
        offered=release.offered_to(party),
        language=language,
        consent=_consent(release.proposal, person.name, (language, ask.road)),
        mailbox=contact_channel.mailbox_of(snapshot, release, person, ask.road),
    )


def _guard(
    snapshot: Snapshot, release: Release, ask: Ask, mailbox: contact_channel.Mailbox
) -> tuple[str, tuple[AcceptedWarning, ...]]:
    """Makes sure that nothing about the text or the way stops it; returns the reasons why something does not."""
    _require_written(release)
    agreements.require_agreed(snapshot, release)
    why = mailbox.require_private(ask.mailbox_reason or ask.reason)
    return why, linting.accepted_warnings(snapshot, release, ask.keep, ask.reason)


def _ask(snapshot: Snapshot, given_id: str, ask: Ask, now: datetime) -> Asked:
    release = find_release(snapshot, given_id)
    seen = _outlook(snapshot, release, ask, now)
    if ask.path is not None and not ask.path.name:
        raise BadInput("That is no name for a file; nothing was changed.", "`--out request.txt`")
    why, kept = _guard(snapshot, release, ask, seen.mailbox)
    person = roster.person(snapshot, seen.party)
    made = Request(
        code=draw_code(),
        party=seen.party,
        road=ask.road,
        proposal=release.proposal,
        requested_at=now,
        language=seen.language,
        sent_to=seen.mailbox.address,
        why=why,
        path=str(ask.path.absolute()) if ask.path else "",
        offered=seen.offered,
        terms=_terms(snapshot, person, seen.consent) if ask.road in _ON_SIGHT else None,
        kept=kept,
        opening=Opening(draw_opening_code(), random_bytes(SALT_BYTES), ITERATIONS) if ask.road.uses_page else None,
    )
    if made.road is SignoffMethod.KEY:
        _require_key(person)
    if made.road in (SignoffMethod.EMAIL, SignoffMethod.MESSAGE, SignoffMethod.PAPER):
        made = msgspec.structs.replace(made, sent=_sent(snapshot, release, made, person))
    asked = _asked(snapshot, release, made, person)
    return msgspec.structs.replace(asked, not_compared=seen.mailbox.unknown)


def _require_written(release: Release) -> None:
    """Makes sure that nothing of a template is left that is still to be written."""
    for number, paragraph in enumerate(release.proposal.paragraphs, start=1):
        left = next((each for each in to_write() if each in paragraph), "")
        if left:
            raise Refused(
                f"Paragraph {number} still has {left} of the template: nobody is asked before it is written.",
                f"`coachvault release edit {release.id}` changes it.",
            )


def _terms(snapshot: Snapshot, person: Client | Sponsor, consent: str) -> RequestTerms:
    """Returns what is stated besides the proposal, in the words of this day."""
    profile = roster.profile(snapshot)
    for message in (profile.name, person.name):
        require_visible(message)
    return RequestTerms(profile.name, profile.role.value, person.name, consent)


def _consent(proposal: Proposal, name: str, asked: tuple[str, SignoffMethod]) -> str:
    """Returns the sentence that is signed; nothing on the roads on which a line with the code is written."""
    language, road = language_of(asked[0]), asked[1]
    if road in (SignoffMethod.EMAIL, SignoffMethod.MESSAGE):
        return ""
    if road is SignoffMethod.PAPER:
        return letters.paper_consent(proposal, name or "…", language)
    texts = language.page.consent
    by_page = texts.with_own_words if proposal.client_may_write else texts.sentence
    sentence = by_page if road.uses_page else texts.whole
    said = sentence.format(
        recipient=proposal.recipient.shown,
        purpose=proposal.purpose,
        expires=long_day(proposal.expires, language),
    )
    return f"{texts.name.format(name=name)} {said}" if name else said


def _require_key(person: Client | Sponsor) -> None:
    if not (isinstance(person, Client) and person.keys):
        raise Refused(
            f"No key of {person.code} is known: a signature counts only by a key that was known before.",
            f"`coachvault client key add {person.code} FILE` takes a minisign or SSH public key.",
        )


def _party(snapshot: Snapshot, release: Release, given_party: str) -> Code:
    if not given_party:
        return next(iter(release.waits_for()), release.place.client)
    code = roster.person_code(snapshot, given_party)
    if code not in release.parties:
        raise Refused(f"{code} is no party to {release.id}.", f"Parties: {', '.join(release.parties)}.")
    return code


def _asked(snapshot: Snapshot, release: Release, made: Request, person: Client | Sponsor) -> Asked:
    asking = _asking(snapshot, release, made, person)
    after = msgspec.structs.replace(release, requests=(*release.requests, made))
    digest = text_sha256(made.proposal, made.shown)
    return Asked(after, made, _written(snapshot.vault_id, release.id, asking), digest, asking.words)


def _asking(snapshot: Snapshot, release: Release, made: Request, person: Client | Sponsor) -> letters.Asking:
    words = tuple(fingerprint(statement(snapshot.vault_id, release.id, made.proposal, made.shown)))
    return letters.Asking(made, release.id, person.name, roster.profile(snapshot).name, words)


def _sent(snapshot: Snapshot, release: Release, made: Request, person: Client | Sponsor) -> str:
    """Returns what is kept of what went out, so that an answer is read by it alone; of a page to print its text."""
    plain = msgspec.structs.replace(made, path="")
    return _written(snapshot.vault_id, release.id, _asking(snapshot, release, plain, person))


def _written(vault_id: bytes, release_id: str, asking: letters.Asking) -> str:
    """Returns what goes to the party."""
    made = asking.request
    match made.road:
        case SignoffMethod.EMAIL:
            return mail_draft(asking) if made.path.lower().endswith(SUFFIX) else letters.mail(asking)
        case SignoffMethod.MESSAGE:
            return letters.message(asking)
        case SignoffMethod.PAPER if made.path.lower().endswith((".html", ".htm")):
            return letters.paper_page(asking)
        case SignoffMethod.PAPER:
            return letters.paper_form(asking)
        case SignoffMethod.KEY:
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
