"""The three-way agreement before the first session: what it says, its printable text, and what may go beyond it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, EngagementStatus, Terms, grade_of
from coachvault.practice.ids import Code
from coachvault.practice.people import Client, Profile, Sponsor, is_same_house
from coachvault.practice.register import Event, RegisterEntry
from coachvault.practice.release import Original, Release
from coachvault.practice.signoff import Recipient
from coachvault.services.core.forms import parse_toml, updated
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, require_in_sight
from coachvault.services.records.register import record, write
from coachvault.signoff.statement import sha256
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.texts.templates import purpose_in, same_purpose
from coachvault.vault.snapshot import Snapshot

_FORM = frozenset(
    {
        *("objectives", "sponsor_may_receive", "reports", "reports_when", "attendance", "limits", "in_coaching_log"),
        *("executor_may_reach", "notice"),
    }
)


class Agreement(msgspec.Struct, frozen=True):
    """An agreement in its present state.

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
        message = "The form is not valid: there is a field that is not known; nothing was changed."
        raise BadInput(message, f"Fields: {', '.join(sorted(_FORM))}.")
    return fields


def show(opened: OpenVault, given_id: str) -> Agreement:
    """Returns the agreement of an engagement.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended and is not open for a while: what was agreed is sealed with the notes.
    """
    with opened.vault.read() as snapshot:
        kept = lifecycle.find_engagement(snapshot, given_id, prefer_open=True)
        require_in_sight(snapshot, NotePlace(kept.engagement.client, kept.compartment_id, kept))
        return as_agreed(snapshot, kept.engagement, lifecycle.terms(snapshot, kept.compartment_id))


def as_agreed(snapshot: Snapshot, engagement: Engagement, terms: Terms) -> Agreement:
    """Returns an agreement with its text in the client's language."""
    return Agreement(engagement, terms, _text(snapshot, engagement, terms))


def propose(opened: OpenVault, given_id: str, fields: dict[str, Any]) -> Agreement:
    """Changes what is to be agreed; what was signed before does not cover it until it is signed again.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended.
        BadInput: A field is not valid.
    """
    with opened.vault.change("engagement agreement", opened.now()) as change:
        engagement = _open(change, given_id)
        kept = roster.engagement(change, engagement.number)
        terms = updated(lifecycle.terms(change, kept.compartment_id), {**fields, "signed_on": None, "scan_sha256": ""})
        roster.save_only(change, kept.compartment_id, kinds.TERMS, terms, with_history=True)
        return Agreement(engagement, terms, _text(change, engagement, terms))


def add_sponsor(opened: OpenVault, given_id: str, given_sponsor: str) -> Agreement:
    """Adds a sponsor to an engagement that began without one; what was signed before waits to be signed by all three.

    Raises:
        NotFound: There is no such client, engagement or sponsor.
        Refused: It has ended, has not begun, or has a sponsor already.
    """
    with opened.vault.change("engagement sponsor", opened.now()) as change:
        engagement = _open(change, given_id)
        if engagement.status is EngagementStatus.PROSPECT:
            raise Refused(
                f"{engagement.id} has not begun yet.",
                f"`coachvault engagement start {engagement.client} --sponsor CODE` begins it with a sponsor.",
            )
        if engagement.sponsor is not None:
            raise Refused(
                f"{engagement.id} has a sponsor already: {engagement.sponsor}.",
                f"`coachvault engagement end {engagement.id}` ends it; the next one begins with another sponsor.",
            )
        kept = roster.engagement(change, engagement.number)
        known = lifecycle.terms(change, kept.compartment_id)
        terms = msgspec.structs.replace(known, signed_on=None, scan_sha256="")
        if terms != known:
            roster.save_only(change, kept.compartment_id, kinds.TERMS, terms, with_history=True)
        paid = msgspec.structs.replace(engagement, sponsor=roster.sponsor_code(change, given_sponsor))
        lifecycle.save_engagement(change, kept.record_id, paid)
        return as_agreed(change, paid, terms)


def sign(opened: OpenVault, given_id: str, on: date, scan: bytes = b"") -> Agreement:
    """Records that client, sponsor and coach signed the agreement as worded now; from then on releases keep to it.

    The coach vouches for it: the register says so, and names the scan where one is kept.

    Args:
        opened: The vault.
        given_id: A client's code or an engagement's id.
        on: The day on which it was signed.
        scan: The scan of the signed sheet; empty for none.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended, or nothing was agreed.
        BadInput: The day is to come, or the scan is none.
    """
    if on > opened.now().date():
        raise BadInput("An agreement is not signed in the future.", "`--signed-on DATE`")
    if scan:
        from coachvault.signoff.scan import require_scan  # loaded only where a scan comes in

        require_scan(scan)
    with opened.vault.change("engagement agreement signed", opened.now()) as change:
        engagement = _open(change, given_id)
        kept = roster.engagement(change, engagement.number)
        digest = sha256(scan) if scan else ""
        terms = msgspec.structs.replace(lifecycle.terms(change, kept.compartment_id), signed_on=on, scan_sha256=digest)
        item = next(change.head(kept.compartment_id).of_kind(kinds.TERMS), None)
        if item is None:
            raise Refused(f"Nothing was agreed for {engagement.id} yet.", "`--from FILE` says what.")
        change.revise(kept.compartment_id, item.record_id, terms, {})
        if scan:
            change.insert(kept.compartment_id, kinds.ORIGINAL, Original(scan), {})
        lifecycle.save_engagement(change, kept.record_id, agreed := _bound(engagement, terms))
        made = as_agreed(change, agreed, terms)
        write(change, _signed(opened, made))
    return made


def _bound(engagement: Engagement, terms: Terms) -> Engagement:
    """Returns an engagement that keeps to what was signed, also where its notes are sealed or cannot be read."""
    return msgspec.structs.replace(
        engagement,
        agreed_reports=terms.reports,
        attendance=terms.attendance,
        in_coaching_log=terms.in_coaching_log,
        executors_barred=None if terms.executor_may_reach else terms.signed_on,
    )


def _signed(opened: OpenVault, made: Agreement) -> RegisterEntry:
    scan = f"; scan with SHA-256 {made.terms.scan_sha256}" if made.terms.scan_sha256 else ""
    return RegisterEntry(
        Event.AGREED,
        opened.now(),
        made.engagement.client,
        made.engagement.id,
        what=f"signed on {made.terms.signed_on}{scan}",
        sha256=sha256(made.text.encode()),
        evidence=grade_of(made.terms),
    )


def require_agreed(snapshot: Snapshot, release: Release) -> None:
    """Makes sure that a report to the sponsor is of a kind that was agreed, where there is a signed agreement.

    Raises:
        Refused: It is not: the agreement is amended in writing first.
    """
    engagement = roster.engagement(snapshot, release.place.engagement).engagement
    proposal = release.proposal
    if engagement.agreed_reports is None or not _goes_to_sponsor(snapshot, engagement, proposal.recipient):
        return
    if same_purpose(proposal.purpose) not in {same_purpose(each) for each in engagement.agreed_reports}:
        known = ", ".join(engagement.agreed_reports) or "no report at all"
        raise Refused(
            f"The agreement of {engagement.id} lets the sponsor have {known}; a {proposal.purpose} was never agreed.",
            f"`coachvault engagement agreement {engagement.id} --from FILE` amends it; then all three sign it.",
        )


def _goes_to_sponsor(snapshot: Snapshot, engagement: Engagement, to: Recipient) -> bool:
    """Returns whether a recipient is the sponsor, or somebody else of the same organisation."""
    if engagement.sponsor is None or to.code == engagement.sponsor:
        return to.code == engagement.sponsor
    address = to.address if "@" in to.address and " " not in to.address.strip() else ""
    recipient = Sponsor(to.code, to.name, to.organisation, address.strip())
    known = [
        recipient,
        *([roster.sponsor(snapshot, to.code)] if to.code in roster.codes(snapshot, kinds.SPONSOR) else []),
    ]
    return any(is_same_house(each, roster.sponsor(snapshot, engagement.sponsor)) for each in known)


def attendance(opened: OpenVault, given_id: str) -> tuple[Engagement, str]:
    """Returns what a sponsor may have without any text of the client's: dates and number of sessions.

    The register records that it was given. After the end it takes the days of the notes, which are sealed with them.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: There is no sponsor, the signed agreement does not say so, or the notes are sealed.
    """
    with opened.vault.change("engagement attendance", opened.now()) as change:
        kept = lifecycle.find_engagement(change, given_id, prefer_open=True)
        engagement = kept.engagement
        to = _require_attendance_agreed(engagement)
        require_in_sight(change, NotePlace(engagement.client, kept.compartment_id, kept))
        days = sorted(
            item.listing["held_on"][:10]
            for item in change.head(kept.compartment_id).of_kind(kinds.NOTE)
            if item.listing["kind"] == "session"
        )
        language = language_of(roster.sponsor(change, to).language)
        dates = [long_day(date.fromisoformat(day), language) for day in days]
        text = "\n".join([language.attendance.held.format(count=len(days)), *dates, ""])
        why, what, digest = "the agreement says so", f"dates of {len(days)} sessions", sha256(text.encode())
        about = (engagement.client, engagement.id)
        record(change, Event.ATTENDANCE, *about, opened.now(), why, to=to, what=what, sha256=digest)
        return engagement, text


def _require_attendance_agreed(engagement: Engagement) -> Code:
    if not engagement.sponsor:
        raise Refused(f"{engagement.id} has no sponsor: there is nobody who could have dates and number of sessions.")
    if not engagement.attendance:
        raise Refused(
            f"The agreement of {engagement.id} does not let the sponsor have dates and number of sessions.",
            f"`coachvault engagement agreement {engagement.id} --from FILE`: `attendance = true`, signed by all.",
        )
    return engagement.sponsor


def _open(snapshot: Snapshot, given_id: str) -> Engagement:
    engagement = lifecycle.find_engagement(snapshot, given_id, prefer_open=True).engagement
    if engagement.status is EngagementStatus.ENDED:
        raise Refused(
            f"{engagement.id} has ended: what was agreed is sealed with its notes, and stays in force.",
            f"`coachvault engagement open {engagement.id}` shows it for a reason.",
        )
    return engagement


def _text(snapshot: Snapshot, engagement: Engagement, terms: Terms) -> str:
    client, profile = roster.client(snapshot, engagement.client), roster.profile(snapshot)
    sponsor = roster.sponsor(snapshot, engagement.sponsor) if engagement.sponsor else None
    return _written(_Parties(language_of(client.language), client, sponsor, profile), terms)


class _Parties(msgspec.Struct, frozen=True):
    """Who agrees, as the text names them."""

    language: Language
    client: Client
    sponsor: Sponsor | None
    profile: Profile

    @property
    def filled(self) -> dict[str, str]:
        """What is filled into sentences."""
        words, sponsor = self.language.agreement, self.sponsor
        names = {
            "client": self.client.name or self.client.code,
            "sponsor": (sponsor.name or sponsor.organisation or sponsor.code) if sponsor else "",
            "coach": self.profile.name or by_name(words.whoever)[self.profile.role.value],
        }
        return {**names, "rights": self.language.rights.theirs.format(**names)}

    def say(self, text: str) -> str:
        """Returns a sentence of ours with the names in it."""
        return text.format(**self.filled)

    def labelled(self, name: str, value: str) -> str:
        """Returns a field and its value."""
        return self.language.label.format(name=name, value=value)

    @property
    def lines(self) -> list[str]:
        """The parties by name, a line each."""
        words, sponsor, role = self.language.agreement, self.sponsor, self.profile.role.value
        house = ", ".join(filter(None, [sponsor.name, sponsor.organisation])) if sponsor else ""
        found = [(words.client, self.filled["client"])]
        found += [(words.sponsor, house or self.filled["sponsor"])] if sponsor else []
        found += [(by_name(words.coach)[role], self.profile.name)] if self.profile.name else []
        return [self.labelled(*each) for each in found]


def _written(parties: _Parties, terms: Terms) -> str:
    words, say = parties.language.agreement, parties.say
    names, blank = parties.filled, "______________________"
    signed = [names["client"], *([names["sponsor"]] if parties.sponsor else []), parties.profile.name]
    listed = "\n".join(f"- {each}" for each in terms.objectives) or f"- {words.open}"
    parts = [
        by_name(words.title)[parties.profile.role.value],
        "\n".join(parties.lines),
        f"{words.objectives}\n{listed}",
        *(_about_sponsor(parties, terms) if parties.sponsor else []),
        f"{words.limits}\n{terms.limits or words.usual_limits}",
        say(words.log if terms.in_coaching_log else words.no_log),
        say(words.executor if terms.executor_may_reach else words.no_executor),
        f"{words.notice}\n{terms.notice or say(words.usual_notice)}",
        *(parties.labelled(words.signature, f"{blank}  {name}".rstrip()) for name in signed),
    ]
    return "\n\n".join(parts) + "\n"


def _about_sponsor(parties: _Parties, terms: Terms) -> list[str]:
    words = parties.language.agreement
    reports = ", ".join(purpose_in(each, parties.language) for each in terms.reports)
    receives = "; ".join(filter(None, [reports, terms.sponsor_may_receive])) or words.nothing
    when = f" ({terms.reports_when})" if terms.reports_when else ""
    return [
        f"{words.receives}\n{receives}{when}. {parties.say(words.only_signed)}",
        parties.say(words.attendance if terms.attendance else words.no_attendance),
    ]
