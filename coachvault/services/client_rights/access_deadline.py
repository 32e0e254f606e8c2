"""The clock of a client's request for a copy: it is answered within a month."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coachvault.errors import Refused
from coachvault.practice import kinds
from coachvault.practice.access import AccessRequest
from coachvault.practice.ids import Code
from coachvault.practice.register import Event
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.vault.change import Change
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def request(opened: OpenVault, given_code: str, asked_on: date) -> AccessRequest:
    """Starts the clock of a request; `status` shows it until it is answered.

    Raises:
        NotFound: Nobody has that code.
        Refused: One is waiting already.
        BadInput: The day is to come.
    """
    with opened.vault.change("access request", opened.now()) as change:
        code = roster.client_code(change, given_code)
        asked = AccessRequest(code, asked_on)
        asked.require_past(opened.now().date())
        if any(each.client == code for each in waiting(change)):
            raise Refused(f"A request of {code} is waiting already.", f"`coachvault access {code} --out FILE`")
        change.insert(change.part(Part.SCHEDULE), kinds.ACCESS, asked, {"client": code})
        record(change, Event.ACCESS_ASKED, code, "", opened.now(), what=f"on {asked_on}; due {asked.due}")
    return asked


def waiting(snapshot: Snapshot) -> list[AccessRequest]:
    """Returns the requests that were not answered yet, the longest first."""
    found = [asked for _, asked in _waiting(snapshot)]
    return sorted(found, key=lambda each: each.due)


def answer(change: Change, code: Code, at: datetime) -> None:
    """Writes down that a client's request was answered, where one waits."""
    for item, asked in _waiting(change):
        if asked.client == code:
            answered = msgspec.structs.replace(asked, answered_at=at)
            change.replace(change.part(Part.SCHEDULE), item.record_id, answered, item.listing)


def _waiting(snapshot: Snapshot) -> list[tuple[HeadItem, AccessRequest]]:
    known = roster.stored(snapshot, Part.SCHEDULE, kinds.ACCESS, AccessRequest)
    return [(item, asked) for item, asked in known if asked.answered_at is None]
