"""How far a release is, in a few words: on whom it waits, what the coach does next, and how near its last day is."""

from __future__ import annotations

from datetime import date

from coachvault.practice.release import Release, ReleaseStatus


def waits(value: Release) -> str:
    """On whom a release waits that was sent for sign-off: on a party, or on the coach, who has to ask."""
    to_ask = value.to_ask()
    on_the_way = [party for party in value.waits_for() if party not in to_ask]
    asked = {request.party for request in value.open_requests}
    anew = [party for party in to_ask if party in asked]
    message = [
        ("waits for", on_the_way),
        ("to be asked anew:", anew),
        ("still to be asked:", [party for party in to_ask if party not in asked]),
    ]
    return "; ".join(f"{what} {', '.join(parties)}" for what, parties in message if parties)


def state(value: Release, today: date) -> str:
    """What is open about a release."""
    status = value.status(today)
    if value.is_to_be_compared(today):
        return "release signed on the page, to be compared by telephone"
    if status is ReleaseStatus.REQUESTED:
        asked = max(request.requested_at for request in value.open_requests).date()
        return f"release asked for on {asked}, {waits(value)}"
    return {
        ReleaseStatus.DRAFT: "release drafted, nobody was asked yet",
        ReleaseStatus.DECLINED: "release declined: nothing of it may leave as it is",
        ReleaseStatus.DIFFERING: "release answered differently: nothing may leave before that is settled",
        ReleaseStatus.SIGNED: "release signed, not exported yet",
    }.get(status, f"release {status.value}")


def next_command(value: Release, today: date) -> str:
    """The next command for a release; empty if nothing has to be done."""
    status = value.status(today)
    if value.is_to_be_compared(today):
        return f"coachvault release confirm {value.id}"
    if status is ReleaseStatus.DRAFT:
        return f"coachvault release request {value.id}"
    if status is ReleaseStatus.REQUESTED:
        to_ask = value.to_ask()
        asks = f"coachvault release request {value.id} --party {to_ask[0]}" if to_ask else ""
        return asks or f"coachvault release import {value.id} FILE"
    settles = "withdraw" if value.exports else "edit"
    return {
        ReleaseStatus.DECLINED: f"coachvault release {settles} {value.id}",
        ReleaseStatus.DIFFERING: f"coachvault release {settles} {value.id}",
        ReleaseStatus.SIGNED: f"coachvault release export {value.id}",
    }.get(status, "")


def last_day(value: Release, today: date) -> str:
    """A notice if the last day is near; otherwise nothing."""
    if not value.is_nearly_over(today):
        return ""
    left = (value.proposal.expires - today).days
    when = "today" if not left else "tomorrow" if left == 1 else f"in {left} days"
    return f"its last day is {value.proposal.expires}, {when}"
