"""Releases: proposing a text, changing it, and how far it all is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import msgspec

from coachvault.errors import Ambiguous, BadInput, NotFound, Refused
from coachvault.practice.agreed import signed_paragraphs
from coachvault.practice.ids import Code
from coachvault.practice.note import Note
from coachvault.practice.paragraphs import parse_paragraphs
from coachvault.practice.release import Release, ReleaseStatus, Step
from coachvault.practice.signoff import USUAL_WRITTEN, Proposal, Recipient
from coachvault.services.core.forms import LONGEST_TEXT, parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle, measures
from coachvault.services.records import releases, roster
from coachvault.services.records.note_places import find_note, note_id, require_item, require_open
from coachvault.services.records.releases import ReleaseLine, find_release, lines
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.templates import NO_OBJECTIVE, OBJECTIVE, OWN_WORDS, TEMPLATES, purpose_in, purpose_of
from coachvault.vault.snapshot import Snapshot

USUAL_DAYS = 90


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a proposal says; what is left out keeps its usual value, or the one it had.

    Args:
        text: The text.
        purpose: What for.
        to: The recipient's code.
        expires: The last day on which it may leave.
        concerned: Codes of other clients or sponsors whom the text concerns.
        notes: Ids of notes whose text the proposal begins with.
        template: The frame that it begins with (`texts.templates`).
        measures: Whether it goes on with what the client said over time, a paragraph each.
        client_may_write: How many characters the client may write on the page.
    """

    text: str = ""
    purpose: str = ""
    to: str = ""
    expires: date | None = None
    concerned: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    template: str = ""
    measures: bool = False
    client_may_write: int | None = None


def parse_form(text: str) -> Form:
    """Parses the TOML of `release draft --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown or of the wrong type.
    """
    return to_value(parse_toml(text, LONGEST_TEXT), Form)


def draft(opened: OpenVault, client: str, form: Form) -> Release:
    """Opens a proposal for a client.

    Raises:
        NotFound: Nobody has that code, or there is no engagement.
        Refused: Nobody is named who may receive it, or a chosen note is sealed.
        BadInput: The text or a field is not valid.
    """
    with opened.vault.change("release draft", opened.now()) as change:
        kept = lifecycle.find_engagement(change, client, prefer_open=True)
        engagement = kept.engagement
        today = opened.now().date()
        proposal = Proposal(
            version=1,
            paragraphs=parse_paragraphs(_text(change, form, engagement.client)),
            recipient=recipient_of(change, form.to or engagement.sponsor or ""),
            purpose=_purpose(change, form, engagement.client),
            expires=_require_future(form.expires or today + timedelta(days=USUAL_DAYS), today),
            concerned=_concerned(change, form.concerned or (), engagement.client),
            client_may_write=may_write(form),
        )
        return releases.insert(change, engagement.client, engagement.number, proposal)


def edit(opened: OpenVault, given_id: str, form: Form, *, as_signed: bool = False) -> Release:
    """Proposes something else; what was signed before is void, and asked for again.

    Args:
        opened: The vault.
        given_id: The release's id.
        form: What is different.
        as_signed: Proposes exactly what the client signed, so that others can be asked about it.

    Raises:
        NotFound: There is no such release or recipient.
        Refused: It has left, was withdrawn, or nothing is different.
        BadInput: The text or a field is not valid.
    """
    today = opened.now().date()
    with opened.vault.change("release edit", opened.now()) as change:
        release = find_release(change, given_id)
        release.expect(Step.EDIT, today)
        before = _as_signed(release) if as_signed else release.proposal
        said = form.text or form.notes or form.measures
        proposal = msgspec.structs.replace(
            before,
            paragraphs=parse_paragraphs(_text(change, form, release.place.client)) if said else before.paragraphs,
            recipient=recipient_of(change, form.to) if form.to else before.recipient,
            purpose=_purpose(change, form, release.place.client) if form.purpose.strip() else before.purpose,
            expires=_require_future(form.expires, today) if form.expires else before.expires,
            concerned=before.concerned
            if form.concerned is None
            else _concerned(change, form.concerned, release.place.client),
            client_may_write=before.client_may_write if form.client_may_write is None else form.client_may_write,
        )
        if proposal == release.proposal:
            raise Refused("Nothing of it is different; the proposal stays as it is.")
        return releases.replace_proposal(change, release, msgspec.structs.replace(proposal, version=before.version + 1))


def _purpose(snapshot: Snapshot, form: Form, client: Code) -> str:
    """Returns what for, in the client's language where it is a usual purpose: it becomes a part of what is signed."""
    language = language_of(roster.client(snapshot, client).language)
    given = form.purpose.strip()
    return purpose_in(given, language) if given else purpose_of(form.template, language)


def may_write(form: Form) -> int:
    """Returns how many characters a client may write, as a form says or as its template usually lets them."""
    if form.client_may_write is not None:
        return form.client_may_write
    return USUAL_WRITTEN if form.template == OWN_WORDS else 0


def show(opened: OpenVault, given_id: str) -> Release:
    """Returns a release with everything that happened to it.

    Raises:
        NotFound: There is none.
        Refused: It is a draft that was sealed together with its engagement.
    """
    with opened.vault.read() as snapshot:
        return find_release(snapshot, given_id)


def list_releases(opened: OpenVault, client: str = "") -> list[ReleaseLine]:
    """Returns the releases of one client, or all, the newest first.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        return lines(snapshot, opened.now().date(), roster.client_code(snapshot, client) if client else None)


def only(opened: OpenVault, what: str, statuses: Collection[ReleaseStatus]) -> str:
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
        engagement = lifecycle.find_engagement(snapshot, client, prefer_open=True).engagement
        return Form(
            text=_text(snapshot, given, engagement.client),
            purpose=_purpose(snapshot, given, engagement.client),
            to=given.to or engagement.sponsor or "",
            expires=given.expires or opened.now().date() + timedelta(days=USUAL_DAYS),
            client_may_write=may_write(given),
        )


def _as_signed(release: Release) -> Proposal:
    """Returns a proposal of exactly what the client signed, in which nothing is left to write."""
    evidence = release.evidence_of(release.place.client)
    if evidence is None or evidence.declines:
        raise Refused(
            f"{release.place.client} has signed nothing of {release.id} that could be proposed.",
            f"`coachvault release edit {release.id}` changes the text.",
        )
    paragraphs = tuple(paragraph for paragraph, _ in signed_paragraphs(release.proposal, evidence))
    return msgspec.structs.replace(release.proposal, paragraphs=paragraphs, client_may_write=0)


def _text(snapshot: Snapshot, form: Form, client: Code) -> str:
    texts = _template(snapshot, form.template, client) if form.template else []
    texts += [_note_text(snapshot, note, client) for note in form.notes]
    if form.measures and form.template != OWN_WORDS:
        texts += _measures(snapshot, client)
    return "\n\n".join([*texts, form.text] if form.text.strip() else texts)


def _measures(snapshot: Snapshot, client: Code) -> list[str]:
    kept = lifecycle.find_engagement(snapshot, client, prefer_open=True)
    return measures.paragraphs(snapshot, kept, roster.client(snapshot, client).language)


def _template(snapshot: Snapshot, name: str, client: Code) -> list[str]:
    """Returns a frame in the client's language, with the objectives of the engagement where they can be read."""
    if name not in TEMPLATES:
        raise BadInput("There is no such template.", f"There are: {', '.join(TEMPLATES)}.")
    kept = lifecycle.find_engagement(snapshot, client, prefer_open=True)
    is_shut = kept.engagement.destroyed is not None or snapshot.is_sealed(kept.compartment_id)
    objectives = () if is_shut else lifecycle.terms(snapshot, kept.compartment_id).objectives
    frame = by_name(language_of(roster.client(snapshot, client).language).frames)[name]
    listed = "\n".join(OBJECTIVE.format(objective=each) for each in objectives or [NO_OBJECTIVE])
    first, between, beginnings = frame.partition("\n\n")
    if name != OWN_WORDS:
        return [first.format(objectives=listed) + between + beginnings]
    return [*([first.format(objectives=listed)] if objectives else []), *_measures(snapshot, client), beginnings]


def _note_text(snapshot: Snapshot, given_id: str, client: Code) -> str:
    wanted = note_id(snapshot, given_id)
    if wanted.code != client:
        raise Refused(f"{wanted} is no note about {client}; nothing of another client goes into this text.")
    place = find_note(snapshot, wanted)
    require_open(place)
    return snapshot.read(place.compartment_id, require_item(snapshot, place, wanted).record_id, Note).body


def recipient_of(snapshot: Snapshot, given_code: str) -> Recipient:
    """Returns who may receive a text, as the roster knows them today.

    Raises:
        NotFound: No sponsor has that code.
        Refused: Nobody is named (rule R4).
    """
    if not given_code:
        raise Refused(
            "A proposal says who may receive it; this engagement has no sponsor.",
            "`coachvault sponsor add` adds who that is; then `--to CODE`.",
        )
    sponsor = roster.sponsor(snapshot, roster.sponsor_code(snapshot, given_code))
    address = sponsor.email or " ".join(sponsor.address.split())
    return Recipient(sponsor.code, sponsor.name, sponsor.organisation, address)


def _concerned(snapshot: Snapshot, given_codes: tuple[str, ...], client: Code) -> tuple[Code, ...]:
    codes = dict.fromkeys(roster.person_code(snapshot, each) for each in given_codes)
    return tuple(code for code in codes if code != client)


def _require_future(expires: date, today: date) -> date:
    if expires < today:
        raise BadInput("A sign-off cannot end before it begins.", "`--expires DATE` takes a day from today on.")
    return expires
