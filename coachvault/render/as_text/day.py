"""The day, and the minute before a session, as a person reads them at a terminal."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from coachvault.practice.access import AccessRequest
from coachvault.practice.backup import OLD_AFTER
from coachvault.practice.dates import said_back
from coachvault.practice.engagement import Engagement
from coachvault.practice.text import counted
from coachvault.render.as_text import day_notices, release_state
from coachvault.render.as_text.actions import line as action_line
from coachvault.render.as_text.engagements import agreed_terms, period
from coachvault.render.as_text.layout import RULE
from coachvault.render.as_text.notes import notes

if TYPE_CHECKING:
    from coachvault.services.overview.day import Brief, Day
    from coachvault.services.records.releases import ReleaseLine


def brief(value: Brief, today: date) -> str:
    """The minute before a session."""
    head = f"{value.code}" + (f" · {value.name}" if value.name else "")
    if value.engagement:
        tally = value.engagement.tally
        head += f" · {value.engagement.id}, {period(value.engagement)}, {counted(tally.notes, 'note')}"
    if value.next_session:
        head += f"\nNext session: {said_back(value.next_session)}"
    if value.actions:
        head += "\n\n" + "\n".join(f"  {action_line(each)}" for each in value.actions)
    last = notes(value.notes) if value.notes else "No note yet."
    waiting = "".join(
        f"\n{line.place.id} {release_state.state(line.release, today)}" for line in value.releases if line.release
    )
    return f"{head}\n\n{agreed_terms(value.terms, value.sponsor)}\n{waiting}\n{RULE}\n{last}"


def day(value: Day, today: date) -> str:
    """What is open today, in a few lines."""
    title = value.profile.name or "Your practice"
    lines = [f"{title} · {today.strftime('%A, %d %B %Y')}", ""]
    coming = {each.client: each.at for each in value.next_sessions}
    for each in value.engagements:
        lines.append(
            f"  {each.id:<4} {each.client:<12} {_silence(each, today)}{_next(coming.get(each.client))}"
            f"{_to_do(value.open_actions.get(each.client, 0))}"
            f"{_offer(each, value.forgotten)}"
        )
    if not (value.engagements or value.ended):
        lines.append("  Nothing is open yet. `coachvault client add` begins.")
    lines += [f"  {line.place.id:<4} {line.place.client:<12} {_release_lines(line, today)}" for line in value.releases]
    if value.ended:
        lines += ["", f"  {counted(value.ended, 'engagement')} ended and sealed."]
    lines += day_notices.day_lines(value.due)
    if value.waiting:
        lines.append(f"  {counted(value.waiting, 'note')} to be filed: `coachvault note waiting` says why.")
    if value.readable_files:
        lines.append("  Readable files that were written and are still there; delete what has been sent:")
        lines += [f"    {path}" for path in value.readable_files]
    if value.engagements or value.ended:
        lines.append(f"  {_backed_up(value.last_backup, today)}")
    lines += _reminders(value, today)
    if (value.engagements or value.ended) and not value.state.retired_on:
        lines += ["", "Next: `coachvault note add`, `coachvault brief CODE`, `coachvault search`"]
    return "\n".join(lines)


def _reminders(value: Day, today: date) -> list[str]:
    """What should be done soon, and whether the practice has ended."""
    lines = day_notices.disclosure_lines(list(value.disclosures))
    lines += [
        f"  {each.client} asked on {each.asked_on} for a copy of everything: {_until(each, today)}."
        f" `coachvault access {each.client}`"
        for each in value.asked
    ]
    if value.untested:
        lines.append(f"  Not tried for a year: the words of {', '.join(value.untested)}. `coachvault custodian test`")
    if value.readers_without_quorum:
        lines.append(f"  {day_notices.no_quorum(value.readers_without_quorum)}")
    if value.state.retired_on:
        lines.append(f"  The practice has ended on {value.state.retired_on}: nothing new is written.")
    if not value.profile.recovery_tested:
        lines.append("  Recovery untested: the recovery words were never tried.")
    return lines


def _until(asked: AccessRequest, today: date) -> str:
    """When a copy is due, or for how long it has been overdue."""
    late = (today - asked.due).days
    return f"OVERDUE since {asked.due}, by {counted(late, 'day')}" if late > 0 else f"due on {asked.due}"


def _silence(value: Engagement, today: date) -> str:
    last = value.tally.last_contact
    if last is None:
        return f"{value.status.value}, no note yet"
    days = (today - last).days
    since = "today" if days == 0 else f"{counted(days, 'day')} ago" if days > 0 else f"on {last}"
    return f"{value.status.value}, last note {since}, {counted(value.tally.notes, 'note')}"


def _next(at: str | None) -> str:
    return f", next session {said_back(at)}" if at else ""


def _to_do(count: int) -> str:
    return f", {counted(count, 'open action')}" if count else ""


def _offer(value: Engagement, forgotten: list[str]) -> str:
    if value.id not in forgotten:
        return ""
    last = max(value.tally.last_contact or value.started, value.started)
    return f"\n       silent for six months: `coachvault engagement end {value.client} --on {last}` seals it"


def _backed_up(last: datetime | None, today: date) -> str:
    """When the last backup was made, with advice where that is long ago."""
    if last is None:
        return "No backup yet: `coachvault backup create FOLDER`, best on another disk."
    days = (today - last.date()).days
    advice = ": time for another, `coachvault backup create FOLDER`" if days > OLD_AFTER.days else ""
    return f"Last backup {last:%Y-%m-%d}{advice}."


def _release_lines(line: ReleaseLine, today: date) -> str:
    """What is open about a release; below it when its last day is near, and the next command."""
    release = line.release
    if release is None:
        return f"release {line.status.value}"
    command = release_state.next_command(release, today)
    below = [release_state.last_day(release, today), f"`{command}`" if command else ""]
    message = "; ".join(part for part in below if part)
    return release_state.state(release, today) + (f"\n       {message}" if message else "")
