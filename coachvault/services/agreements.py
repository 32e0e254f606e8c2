"""The three-way agreement before the first session: what it says, its printable text, and what may go beyond it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, Status, Terms
from coachvault.practice.people import Client, Profile, Sponsor
from coachvault.practice.register import Event, RegisterEntry
from coachvault.practice.release import Release
from coachvault.services import engagements, roster
from coachvault.services.forms import parse_toml, updated
from coachvault.services.opening import OpenVault
from coachvault.services.register import write
from coachvault.signoff.statement import sha256
from coachvault.texts.agreement import AGREEMENT, Words
from coachvault.vault.snapshot import Snapshot

_FORM = frozenset(
    {
        *("objectives", "sponsor_may_receive", "reports", "reports_when", "attendance", "limits", "in_coaching_log"),
        *("executor_may_reach", "notice"),
    }
)


class Agreement(msgspec.Struct, frozen=True):
    """An agreement as it stands.

    Args:
        engagement: Of which engagement.
        terms: What it says.
        text: The text to be signed, in the client's language.
    """

    engagement: Engagement
    terms: Terms
    text: str


def parse_form(text: str) -> dict[str, Any]:
    """Parses the TOML of `engagement agreement --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown.
    """
    fields = parse_toml(text)
    if fields.keys() - _FORM:
        told = "The form cannot be taken: there is a field that is not known; nothing was changed."
        raise BadInput(told, f"Fields: {', '.join(sorted(_FORM))}.")
    return fields


def show(opened: OpenVault, typed: str) -> Agreement:
    """Returns the agreement of an open engagement.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended: what was agreed is sealed with the notes.
    """
    with opened.vault.read() as snapshot:
        engagement = _open(snapshot, typed)
        terms = engagements.terms(snapshot, roster.engagement(snapshot, engagement.number).compartment_id)
        return Agreement(engagement, terms, _text(snapshot, engagement, terms))


def propose(opened: OpenVault, typed: str, fields: dict[str, Any]) -> Agreement:
    """Changes what is to be agreed; what was signed before does not cover it until it is signed again.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended.
        BadInput: A field cannot be taken.
    """
    with opened.vault.change("engagement agreement", opened.now()) as change:
        engagement = _open(change, typed)
        kept = roster.engagement(change, engagement.number)
        terms = updated(engagements.terms(change, kept.compartment_id), {**fields, "signed_on": None})
        item = next(change.head(kept.compartment_id).of_kind(kinds.TERMS), None)
        if item is None:
            change.insert(kept.compartment_id, kinds.TERMS, terms, {})
        else:
            change.revise(kept.compartment_id, item.record_id, terms, {})
        return Agreement(engagement, terms, _text(change, engagement, terms))


def sign(opened: OpenVault, typed: str, on: date) -> Agreement:
    """Records that client, sponsor and coach signed the agreement as it stands; from then on releases keep to it.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended.
        BadInput: The day is to come.
    """
    if on > opened.now().date():
        raise BadInput("An agreement is not signed in the future.", "`--signed-on DATE`")
    with opened.vault.change("engagement agreement signed", opened.now()) as change:
        engagement = _open(change, typed)
        kept = roster.engagement(change, engagement.number)
        terms = msgspec.structs.replace(engagements.terms(change, kept.compartment_id), signed_on=on)
        item = next(change.head(kept.compartment_id).of_kind(kinds.TERMS), None)
        if item is None:
            raise Refused(f"Nothing was agreed for {engagement.id} yet.", "`--from FILE` says what.")
        change.revise(kept.compartment_id, item.record_id, terms, {})
        agreed = msgspec.structs.replace(engagement, agreed_reports=terms.reports, attendance=terms.attendance)
        engagements.keep(change, kept.record_id, agreed)
        text = _text(change, agreed, terms)
        entry = RegisterEntry(Event.AGREED, opened.now(), agreed.client, agreed.id, what=f"signed on {on}")
        write(change, msgspec.structs.replace(entry, sha256=sha256(text.encode())))
        return Agreement(agreed, terms, text)


def expect_agreed(snapshot: Snapshot, release: Release) -> None:
    """Makes sure that a report to the sponsor is of a kind that was agreed, where there is a signed agreement.

    Raises:
        Refused: It is not: the agreement is amended in writing first.
    """
    engagement = roster.engagement(snapshot, release.place.engagement).engagement
    proposal = release.proposal
    if engagement.agreed_reports is None or proposal.recipient.code != engagement.sponsor:
        return
    if proposal.purpose.strip().casefold() not in {each.strip().casefold() for each in engagement.agreed_reports}:
        known = ", ".join(engagement.agreed_reports) or "no report at all"
        raise Refused(
            f"The agreement of {engagement.id} lets the sponsor have {known}; a {proposal.purpose} was never agreed.",
            f"`coachvault engagement agreement {engagement.id} --from FILE` amends it; then all three sign it.",
        )


def attendance(opened: OpenVault, typed: str) -> tuple[Engagement, str]:
    """Returns what a sponsor may have without any text of the client's: dates and number of sessions.

    The register tells that it was given.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: The signed agreement does not say so, or the notes are sealed.
    """
    with opened.vault.change("engagement attendance", opened.now()) as change:
        engagement = _open(change, typed)
        if not engagement.attendance:
            raise Refused(
                f"The agreement of {engagement.id} does not let the sponsor have dates and number of sessions.",
                f"`coachvault engagement agreement {engagement.id} --from FILE`: `attendance = true`, signed by all.",
            )
        kept = roster.engagement(change, engagement.number)
        days = sorted(
            item.listing["held_on"][:10]
            for item in change.head(kept.compartment_id).of_kind(kinds.NOTE)
            if item.listing["kind"] == "session"
        )
        text = f"Sessions held: {len(days)}\n" + "".join(f"{day}\n" for day in days)
        to = engagement.sponsor or ""
        entry = RegisterEntry(
            Event.ATTENDANCE, opened.now(), engagement.client, engagement.id, "the agreement says so", to
        )
        what = f"dates of {len(days)} sessions"
        write(change, msgspec.structs.replace(entry, what=what, sha256=sha256(text.encode())))
        return engagement, text


def _open(snapshot: Snapshot, typed: str) -> Engagement:
    engagement = engagements.find(snapshot, typed, prefer_open=True).engagement
    if engagement.status is Status.ENDED:
        raise Refused(
            f"{engagement.id} has ended: what was agreed is sealed with its notes (R6).",
            f"`coachvault engagement open {engagement.id}` shows it for a reason.",
        )
    return engagement


def _text(snapshot: Snapshot, engagement: Engagement, terms: Terms) -> str:
    client, profile = roster.client(snapshot, engagement.client), roster.profile(snapshot)
    sponsor = roster.sponsor(snapshot, engagement.sponsor) if engagement.sponsor else None
    words = AGREEMENT.get(client.language, AGREEMENT["en"])
    return _written(words, terms, (client, sponsor, profile))


def _written(words: Words, terms: Terms, parties: tuple[Client, Sponsor | None, Profile]) -> str:
    client, sponsor, profile = parties
    listed = "\n".join(f"- {each}" for each in terms.objectives) or f"- {words.open}"
    receives = "; ".join(filter(None, [", ".join(terms.reports), terms.sponsor_may_receive])) or words.nothing
    when = f" ({terms.reports_when})" if terms.reports_when else ""
    signed = [client.name or client.code, *([sponsor.name or sponsor.organisation] if sponsor else []), profile.name]
    return (
        "\n\n".join(
            [
                words.title,
                f"{words.objectives}\n{listed}",
                f"{words.sponsor}\n{receives}{when}. {words.only_signed}",
                words.attendance if terms.attendance else words.no_attendance,
                f"{words.limits}\n{terms.limits or words.usual_limits}",
                words.log if terms.in_coaching_log else words.no_log,
                words.executor if terms.executor_may_reach else words.no_executor,
                f"{words.notice}\n{terms.notice or words.usual_notice}",
                *(f"{words.signature}: ______________________  {name}" for name in signed),
            ]
        )
        + "\n"
    )
