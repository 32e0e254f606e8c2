"""Engagements: starting, ending and reopening them; ending seals the notes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, EngagementStatus, Tally, Terms, end, newest_open, reopen
from coachvault.practice.ids import Code, looks_like_engagement, parse_engagement_number
from coachvault.practice.register import Event, parse_reason
from coachvault.services.core.forms import parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.services.records.roster import StoredEngagement
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_TERMS = frozenset({"objectives", "sponsor_may_receive"})
_FORM = frozenset({"kind", "tags", "pro_bono", "session_minutes"}) | _TERMS
FORGOTTEN_AFTER = timedelta(days=183)
"""Six months without a note: the end date is offered (rule R16)."""


class Start(msgspec.Struct, frozen=True):
    """What is agreed when an engagement starts.

    Args:
        client: A client's code or the start of one.
        sponsor: A sponsor's code or the start of one; empty for none.
        on: The first day.
        fields: kind, tags, pro_bono, session_minutes, objectives, sponsor_may_receive.
    """

    client: str
    sponsor: str
    on: date
    fields: dict[str, Any]


def parse_form(text: str) -> dict[str, Any]:
    """Parses the TOML of `engagement start --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown or of the wrong type.
    """
    fields = parse_toml(text)
    _to_terms(fields)
    _to_engagement(fields, Code("heron"), 1, date(2000, 1, 1))
    return fields


def start(opened: OpenVault, agreed: Start) -> Engagement:
    """Starts an engagement; a prospect's chemistry notes become its first notes.

    Raises:
        NotFound: Nobody has that code.
        Refused: The client has an engagement already.
        BadInput: A field is not valid.
    """
    with opened.vault.change("engagement start", opened.now()) as change:
        roster.require_living(change)
        code = roster.client_code(change, agreed.client)
        known = roster.engagements(change, code)
        current = newest_open([kept.engagement for kept in known])
        if current is not None and current.status is EngagementStatus.ACTIVE:
            raise Refused(
                f"{code} has an engagement already: {current.id}.", f"`coachvault engagement end {code}` ends it first."
            )
        prospect = next((kept for kept in known if kept.engagement is current), None)
        engagement = _started(change, agreed, code, prospect.engagement if prospect else None)
        save_engagement(change, prospect.record_id if prospect else None, engagement)
        change.insert(CompartmentId(engagement.compartment_id), kinds.TERMS, _to_terms(agreed.fields), {})
    return engagement


def open_prospect(change: Change, code: Code, on: date) -> StoredEngagement:
    """Opens a place for notes before any engagement has started."""
    roster.require_living(change)
    number, last = _next_number(change), last_note_number(change, code)
    engagement = Engagement(
        number, code, change.new_compartment(), EngagementStatus.PROSPECT, on, tally=Tally(last_number=last)
    )
    return StoredEngagement(save_engagement(change, None, engagement), engagement)


def end_engagement(opened: OpenVault, given_id: str, on: date) -> Engagement:
    """Ends an engagement and seals its notes: from now on, reading one takes the passphrase and a reason.

    Args:
        opened: The vault.
        given_id: A client's code or an engagement's id.
        on: The last day.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended already.
    """
    from coachvault.services.records.releases import seal_drafts  # loaded only where an engagement ends

    with opened.vault.change("engagement end", opened.now()) as change:
        kept = find_engagement(change, given_id, prefer_open=True)
        ended = end(kept.engagement, on)
        for _ in change.scan({kept.compartment_id}):
            pass  # damage is reported now, not years later
        save_engagement(change, kept.record_id, ended)
        change.seal_compartment(kept.compartment_id)
        seal_drafts(change, ended.number)
        record(change, Event.ENDED, ended.client, ended.id, opened.now())
    return ended


def reopen_engagement(opened: OpenVault, given_id: str, reason: str) -> Engagement:
    """Takes the end of an engagement back; its notes are open again, and the register says why.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has not ended, the client has another one, or no reason was given.
    """
    from coachvault.services.records.releases import reopen_drafts  # loaded only where an end is reversed

    with opened.vault.read() as snapshot:
        reopen(find_engagement(snapshot, given_id, prefer_open=False).engagement)  # what has not ended takes no reason
    why = parse_reason(reason)
    with opened.vault.change("engagement reopen", opened.now(), why=why, sealing=opened.unseal()) as change:
        roster.require_living(change)
        kept = find_engagement(change, given_id, prefer_open=False)
        engagement = reopen(kept.engagement)
        others = [each.engagement for each in roster.engagements(change, engagement.client)]
        current = newest_open(others)
        if current is not None:
            raise Refused(f"{engagement.client} has another engagement by now: {current.id}.", "End that one first.")
        save_engagement(change, kept.record_id, engagement)
        change.reopen_compartment(kept.compartment_id)
        reopen_drafts(change, engagement.number)
        record(change, Event.REOPENED, engagement.client, engagement.id, opened.now(), why)
    return engagement


def set_next_session(opened: OpenVault, given_id: str, when: str) -> Engagement:
    """Writes down when the next session is; a person who steps in for the coach needs to know.

    Args:
        opened: The vault.
        given_id: A client's code or an engagement's id.
        when: A day or a moment, as ISO 8601 text; empty for none.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended.
        BadInput: It is no day or moment.
    """
    with opened.vault.change("engagement next", opened.now()) as change:
        kept = find_engagement(change, given_id, prefer_open=True)
        if kept.engagement.status is EngagementStatus.ENDED:
            raise Refused(f"{kept.engagement.id} has ended: there is no next session.")
        engagement = msgspec.structs.replace(kept.engagement, next_session=when)
        save_engagement(change, kept.record_id, engagement)
    return engagement


def list_engagements(opened: OpenVault, given_code: str = "") -> list[Engagement]:
    """Returns the engagements of one client, or of all, the newest first.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        code = roster.client_code(snapshot, given_code) if given_code else None
        return [kept.engagement for kept in reversed(roster.engagements(snapshot, code))]


def show_engagement(opened: OpenVault, given_id: str) -> tuple[Engagement, Terms | None]:
    """Returns an engagement with what was agreed; what was agreed is None while it is sealed.

    Raises:
        NotFound: There is no such client or engagement.
    """
    with opened.vault.read() as snapshot:
        kept = find_engagement(snapshot, given_id, prefer_open=True)
        if kept.engagement.destroyed or snapshot.is_sealed(kept.compartment_id):
            return kept.engagement, None
        return kept.engagement, terms(snapshot, kept.compartment_id)


def forgotten(engagement: Engagement, today: date) -> bool:
    """Returns whether an open engagement has had no note for six months (rule R16)."""
    last = engagement.tally.last_contact or engagement.started
    return engagement.status is not EngagementStatus.ENDED and today - last > FORGOTTEN_AFTER


def find_engagement(snapshot: Snapshot, given_id: str, *, prefer_open: bool) -> StoredEngagement:
    """Returns the engagement that was meant by an id such as `E3` or a client's code.

    Raises:
        NotFound: There is none.
    """
    if looks_like_engagement(given_id):
        return roster.engagement(snapshot, parse_engagement_number(given_id))
    code = roster.client_code(snapshot, given_id)
    known = roster.engagements(snapshot, code)
    if not known:
        raise NotFound(
            f"No engagement with {code} has started yet.", f"`coachvault engagement start {code}` starts one."
        )
    fitting = [kept for kept in known if (kept.engagement.status is EngagementStatus.ENDED) != prefer_open]
    return (fitting or known)[-1]


def terms(snapshot: Snapshot, compartment_id: CompartmentId) -> Terms:
    """Returns what was agreed; an empty agreement where nothing was written down."""
    return roster.only(snapshot, compartment_id, kinds.TERMS, Terms) or Terms()


def save_tally(change: Change, kept: StoredEngagement, tally: Tally) -> None:
    """Writes an engagement's new counts into the schedule."""
    save_engagement(change, kept.record_id, msgspec.structs.replace(kept.engagement, tally=tally))


def _started(change: Change, agreed: Start, code: Code, prospect: Engagement | None) -> Engagement:
    number = prospect.number if prospect else _next_number(change)
    first = min(agreed.on, prospect.started) if prospect else agreed.on
    return msgspec.structs.replace(
        _to_engagement(agreed.fields, code, number, first),
        compartment_id=prospect.compartment_id if prospect else change.new_compartment(),
        sponsor=roster.sponsor_code(change, agreed.sponsor) if agreed.sponsor else None,
        tally=prospect.tally if prospect else Tally(last_number=last_note_number(change, code)),
    )


def _to_engagement(fields: dict[str, Any], code: Code, number: int, on: date) -> Engagement:
    form = {name: value for name, value in fields.items() if name not in _TERMS}
    unknown = sorted(form.keys() - _FORM)
    if unknown:
        raise BadInput(
            "The form is not valid: there is a field that is not known; nothing was changed.",
            f"Fields: {', '.join(sorted(_FORM))}.",
        )
    fixed = {
        "number": number,
        "client": code,
        "compartment_id": "",
        "status": EngagementStatus.ACTIVE,
        "started": on.isoformat(),
    }
    return to_value({**form, **fixed}, Engagement)


def _to_terms(fields: dict[str, Any]) -> Terms:
    return to_value({name: value for name, value in fields.items() if name in _TERMS}, Terms)


def save_engagement(change: Change, record_id: RecordId | None, engagement: Engagement) -> RecordId:
    """Writes an engagement into the schedule, new or in place of what was there, and returns its record."""
    schedule = change.part(Part.SCHEDULE)
    listing = {"number": engagement.number, "client": engagement.client, "status": engagement.status}
    listing |= {"destroyed": engagement.destroyed} if engagement.destroyed else {}
    if record_id is None:
        return change.insert(schedule, kinds.ENGAGEMENT, engagement, listing)
    change.carry_out(CompartmentId(engagement.compartment_id))
    change.replace(schedule, record_id, engagement, listing)
    return record_id


def _next_number(snapshot: Snapshot) -> int:
    head = snapshot.head(snapshot.part(Part.SCHEDULE))
    given: list[int] = [item.listing["number"] for item in head.of_kind(kinds.ENGAGEMENT)]
    return max([roster.counters(snapshot).engagements, *given]) + 1


def last_note_number(snapshot: Snapshot, code: Code) -> int:
    """Returns the highest number ever given to a note of a client, in whichever engagement."""
    known = roster.engagements(snapshot, code)
    given = [kept.engagement.tally.last_number for kept in known]
    return max([roster.counters(snapshot).notes.get(code, 0), *given])


def last_action_number(snapshot: Snapshot, code: Code) -> int:
    """Returns the highest number ever given to an action of a client, in whichever engagement."""
    given = [kept.engagement.tally.last_action for kept in roster.engagements(snapshot, code)]
    return max([roster.counters(snapshot).actions.get(code, 0), *given])
