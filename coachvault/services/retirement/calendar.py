"""What a calendar should remind of: what becomes due, rehearsals, and a yearly look; without a name or a code."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from coachvault.errors import BadInput
from coachvault.exchange.calendar import CalendarEntry, calendar
from coachvault.practice.custodian import OLD_AFTER_DAYS
from coachvault.practice.note import day_of
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.records import roster
from coachvault.services.retention import due

_DUE = "Records: {count} to be looked at"
_REHEARSAL = "Records: rehearsal with whoever would step in"
_DUE_TEXT = "coachvault retention review (whoever steps in: coachvault executor)"


_SESSION = "Session"


def sessions(opened: OpenVault) -> str:
    """Returns a calendar file of the next sessions: when they begin, and nothing of whom they are with.

    Raises:
        BadInput: None is agreed.
    """
    with opened.vault.read() as snapshot:
        known = [kept.engagement for kept in roster.engagements(snapshot)]
    today = opened.now().date()
    coming = sorted((each.coming_session(today), each.session_minutes) for each in known if each.coming_session(today))
    if not coming:
        raise BadInput("No next session is agreed.", "`coachvault engagement next CODE` writes one down.")
    entries = [_session(when, minutes) for when, minutes in coming]
    return calendar(entries, f"sessions-{opened.vault_id}", opened.now())


def _session(when: str, minutes: int) -> CalendarEntry:
    begins = datetime.fromisoformat(when) if "T" in when else None
    return CalendarEntry(day_of(when), _SESSION, "", begins=begins, minutes=minutes)


def reminders(opened: OpenVault) -> str:
    """Returns a calendar file: days on which something becomes due, the next rehearsals, and a yearly look."""
    today = opened.now().date()
    with opened.at_one_moment() as moment:
        kept, known = due.list_kept(moment), custodians.list_custodians(moment)
    counts = Counter(max(each.decision.due, today) for each in kept if each.decision.due)
    entries = [CalendarEntry(day, _DUE.format(count=count), _DUE_TEXT) for day, count in sorted(counts.items())]
    rehearsals = {max((each.tested_on or each.added_on) + timedelta(days=OLD_AFTER_DAYS), today) for each in known}
    entries += [
        CalendarEntry(day, _REHEARSAL, "coachvault custodian test CODE", yearly=True) for day in sorted(rehearsals)
    ]
    entries.append(
        CalendarEntry(
            today + timedelta(days=365),
            "Records: yearly look",
            "coachvault check --full; backups; recovery words; whom to reach",
            yearly=True,
        )
    )
    return calendar(entries, opened.vault_id, opened.now())
