"""What a calendar should remind of: what becomes due, rehearsals, and a yearly look; without a name or a code."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from coachvault.exchange.calendar import CalendarEntry, calendar
from coachvault.practice.custodian import OLD_AFTER_DAYS
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.retention import due

_DUE = "Records: {count} to be looked at"
_REHEARSAL = "Records: rehearsal with whoever would step in"
_DUE_TEXT = "coachvault retention review (whoever steps in: coachvault executor)"


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
