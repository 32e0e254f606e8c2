"""Releases: proposing a text, changing it, asking for the sign-off, and how far it all is."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from coachvault.errors import Ambiguous, BadInput, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.ids import Code, parse_release_number
from coachvault.practice.note import Note
from coachvault.practice.people import Client, Sponsor, lies_with
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.release import Release, ReleasePlace, Status, Step
from coachvault.practice.signoff import Proposal, Recipient, Request, Road, all_of, parse_paragraphs
from coachvault.services import engagements, register, release_store, roster
from coachvault.services.forms import parse_toml, to_value
from coachvault.services.opening import OpenVault
from coachvault.services.placing import expect_item, expect_open, find_note, note_id
from coachvault.signoff import letters
from coachvault.signoff.codes import draw_code
from coachvault.signoff.statement import fingerprint, statement, text_sha256
from coachvault.system.files import new_files
from coachvault.texts.signoff import LANGUAGES
from coachvault.vault.snapshot import Snapshot

USUAL_DAYS = 90
_MAIL_ADDRESS = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>()]+")
USUAL_PURPOSE = "progress report"


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a proposal says; what is left out keeps its usual value, or the one it had.

    Args:
        text: The text.
        purpose: What for.
        to: The recipient's code.
        expires: The last day on which it may leave.
        concerned: Codes of other clients or sponsors whom the text concerns.
        notes: Ids of notes whose text the proposal begins with.
    """

    text: str = ""
    purpose: str = ""
    to: str = ""
    expires: date | None = None
    concerned: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()


class Ask(msgspec.Struct, frozen=True):
    """How a party is asked.

    Args:
        road: By which road.
        party: The party's code; the first who has not agreed yet when left out.
        language: The language; the party's own when left out.
        reason: Why a mailbox in the sponsor's domain is used all the same.
        path: The file to write; nothing is written when left out.
    """

    road: Road
    party: str = ""
    language: str = ""
    reason: str = ""
    path: Path | None = None


class Asked(msgspec.Struct, frozen=True):
    """A request that was made.

    Args:
        release: The release, with it.
        request: The request.
        text: The mail, message or form.
        text_sha256: SHA-256 of the text that is asked about.
        words: The six words of what is asked.
    """

    release: Release
    request: Request
    text: str
    text_sha256: str
    words: tuple[str, ...]


class ReleaseLine(msgspec.Struct, frozen=True):
    """What a list shows of a release.

    Args:
        place: Where it is and whose.
        status: How far it is.
        release: Itself; None for a draft that was sealed with its engagement.
    """

    place: ReleasePlace
    status: Status
    release: Release | None


def parse_form(text: str) -> Form:
    """Parses the TOML of `release draft --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown or of the wrong type.
    """
    return to_value(parse_toml(text), Form)


def draft(opened: OpenVault, client: str, form: Form) -> Release:
    """Opens a proposal for a client.

    Raises:
        NotFound: Nobody has that code, or there is no engagement.
        Refused: Nobody is named who may receive it, or a chosen note is sealed.
        BadInput: The text or a field cannot be taken.
    """
    with opened.vault.change("release draft", opened.now()) as change:
        kept = engagements.find(change, client, prefer_open=True)
        engagement = kept.engagement
        today = opened.now().date()
        proposal = Proposal(
            version=1,
            paragraphs=parse_paragraphs(_text(change, form, engagement.client)),
            recipient=_recipient(change, form.to or engagement.sponsor or ""),
            purpose=(form.purpose or USUAL_PURPOSE).strip(),
            expires=_expect_future(form.expires or today + timedelta(days=USUAL_DAYS), today),
            concerned=_concerned(change, form.concerned or (), engagement.client),
        )
        return release_store.insert(change, engagement.client, engagement.number, proposal)


def edit(opened: OpenVault, typed: str, form: Form) -> Release:
    """Proposes something else; what was signed before is void, and asked for again.

    Raises:
        NotFound: There is no such release or recipient.
        Refused: It has left, was withdrawn, or nothing is different.
        BadInput: The text or a field cannot be taken.
    """
    today = opened.now().date()
    with opened.vault.change("release edit", opened.now()) as change:
        release = find(change, typed)
        release.expect(Step.EDIT, today)
        before = release.proposal
        said = form.text or form.notes
        proposal = msgspec.structs.replace(
            before,
            paragraphs=parse_paragraphs(_text(change, form, release.place.client)) if said else before.paragraphs,
            recipient=_recipient(change, form.to) if form.to else before.recipient,
            purpose=form.purpose.strip() or before.purpose,
            expires=_expect_future(form.expires, today) if form.expires else before.expires,
            concerned=before.concerned
            if form.concerned is None
            else _concerned(change, form.concerned, release.place.client),
        )
        if proposal == before:
            raise Refused("Nothing of it is different; the proposal stays as it is.")
        return release_store.replace_proposal(
            change, release, msgspec.structs.replace(proposal, version=before.version + 1)
        )


def request(opened: OpenVault, typed: str, ask: Ask) -> Asked:
    """Asks one party to agree to exactly what is proposed; the register tells that the text went to the party.

    Raises:
        NotFound: There is no such release or party.
        Refused: Its state does not allow it, or the mailbox is the sponsor's and no reason was given (R15).
        BadInput: There is no such language, or a file stands at the path.
    """
    now = opened.now()
    with ExitStack() as prepared:
        with opened.vault.change("release request", now) as change:
            asked = _ask(change, typed, ask, now)
            publish = prepared.enter_context(new_files({ask.path: asked.text.encode()} if ask.path else {}))
            release_store.add(change, asked.release.place, kinds.REQUEST, asked.request)
            register.write(change, _entry_of(asked))
        publish()
    return asked


def show(opened: OpenVault, typed: str) -> Release:
    """Returns a release with everything that happened to it.

    Raises:
        NotFound: There is none.
        Refused: It is a draft that was sealed together with its engagement.
    """
    with opened.vault.read() as snapshot:
        return find(snapshot, typed)


def list_releases(opened: OpenVault, client: str = "") -> list[ReleaseLine]:
    """Returns the releases of one client, or all, the newest first.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        return lines(snapshot, opened.now().date(), roster.client_code(snapshot, client) if client else None)


def lines(snapshot: Snapshot, today: date, client: Code | None = None) -> list[ReleaseLine]:
    """Returns the releases of one client, or all, the newest first."""
    found = []
    for place in reversed(release_store.places(snapshot, client)):
        sealed = release_store.is_sealed(snapshot, place)
        release = None if sealed else release_store.load(snapshot, place)
        found.append(ReleaseLine(place, release.status(today) if release else Status.DRAFT, release))
    return found


def find(snapshot: Snapshot, typed: str) -> Release:
    """Returns the release that was meant; raises as `show` does."""
    return release_store.load(snapshot, release_store.find_place(snapshot, parse_release_number(typed)))


def only(opened: OpenVault, what: str, statuses: Collection[Status]) -> str:
    """Returns the id of the only release in one of these states.

    Args:
        opened: The vault.
        what: What is to be done with it, for the message.
        statuses: The states in which that is possible.

    Raises:
        NotFound: There is none.
        Ambiguous: There are several.
    """
    with opened.vault.read() as snapshot:
        fitting = [line.place.id for line in lines(snapshot, opened.now().date()) if line.status in statuses]
    if not fitting:
        raise NotFound(f"No release can be {what} now.", "`coachvault release list` shows how far they are.")
    if len(fitting) > 1:
        raise Ambiguous(f"Several releases can be {what}: {', '.join(sorted(fitting))}.", "Name the one you mean.")
    return fitting[0]


def usual(opened: OpenVault, client: str, given: Form) -> Form:
    """Returns a form in which what was left out has its likeliest value, and chosen notes have become text.

    Raises:
        NotFound: Nobody has that code, or there is no engagement.
    """
    with opened.vault.read() as snapshot:
        engagement = engagements.find(snapshot, client, prefer_open=True).engagement
        return Form(
            text=_text(snapshot, given, engagement.client),
            purpose=given.purpose or USUAL_PURPOSE,
            to=given.to or engagement.sponsor or "",
            expires=given.expires or opened.now().date() + timedelta(days=USUAL_DAYS),
        )


def _ask(snapshot: Snapshot, typed: str, ask: Ask, now: datetime) -> Asked:
    release = find(snapshot, typed)
    release.expect(Step.REQUEST, now.date())
    if ask.path is not None and not ask.path.name:
        raise BadInput("That is no name for a file; nothing was changed.", "`--out request.txt`")
    party = _party(snapshot, release, ask.party)
    if party != release.place.client and release.evidence_of(release.place.client) is None:
        raise Refused(
            f"{release.place.client} has not agreed yet; nobody else sees the text before that (R1).",
            f"`coachvault release request {release.id} --party {release.place.client}` asks first.",
        )
    person = roster.person(snapshot, party)
    address = _address(person, ask.road)
    made = Request(
        code=draw_code(),
        party=party,
        road=ask.road,
        proposal=release.proposal,
        requested_at=now,
        language=_language(ask.language, person),
        sent_to=address,
        why=_guard_mailbox(snapshot, release, party, address, ask.reason) if isinstance(person, Client) else "",
        path=str(ask.path.absolute()) if ask.path else "",
    )
    return _asked(snapshot, release, made, person)


def _text(snapshot: Snapshot, form: Form, client: Code) -> str:
    texts = [_note_text(snapshot, note, client) for note in form.notes]
    return "\n\n".join([*texts, form.text] if form.text.strip() else texts)


def _note_text(snapshot: Snapshot, typed: str, client: Code) -> str:
    wanted = note_id(snapshot, typed)
    if wanted.code != client:
        raise Refused(f"{wanted} is no note about {client}; nothing of another client goes into this text.")
    place = find_note(snapshot, wanted)
    expect_open(place)
    return snapshot.read(place.compartment_id, expect_item(snapshot, place, wanted).record_id, Note).body


def _recipient(snapshot: Snapshot, typed: str) -> Recipient:
    if not typed:
        raise Refused(
            "A proposal says who may receive it (R4); this engagement has no sponsor.",
            "`coachvault sponsor add` adds who that is; then `--to CODE`.",
        )
    sponsor = roster.sponsor(snapshot, roster.sponsor_code(snapshot, typed))
    address = sponsor.email or " ".join(sponsor.address.split())
    return Recipient(sponsor.code, sponsor.name, sponsor.organisation, address)


def _concerned(snapshot: Snapshot, typed: tuple[str, ...], client: Code) -> tuple[Code, ...]:
    codes = dict.fromkeys(roster.person_code(snapshot, each) for each in typed)
    return tuple(code for code in codes if code != client)


def _expect_future(expires: date, today: date) -> date:
    if expires < today:
        raise BadInput("A sign-off cannot end before it begins.", "`--expires DATE` takes a day from today on.")
    return expires


def _party(snapshot: Snapshot, release: Release, typed: str) -> Code:
    if not typed:
        return next(iter(release.waits_for()), release.place.client)
    code = roster.person_code(snapshot, typed)
    if code not in release.parties:
        raise Refused(f"{code} is no party to {release.id}.", f"Parties: {', '.join(release.parties)}.")
    return code


def _address(person: Client | Sponsor, road: Road) -> str:
    private = person.private_channel if isinstance(person, Client) else ""
    if road is Road.EMAIL:
        return private if _MAIL_ADDRESS.fullmatch(private) else person.email
    if road is Road.PAPER:
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
    everything = all_of(made.proposal)
    words = tuple(fingerprint(statement(snapshot.vault_id, release.id, made.proposal, everything)))
    asking = letters.Asking(made, release.id, person.name, roster.profile(snapshot).name, words)
    written = {
        Road.EMAIL: letters.mail,
        Road.MESSAGE: letters.message,
        Road.PAPER: letters.paper_page if made.path.lower().endswith((".html", ".htm")) else letters.paper_form,
    }[made.road](asking)
    after = msgspec.structs.replace(release, requests=(*release.requests, made))
    return Asked(after, made, written, text_sha256(made.proposal, everything), words)


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
