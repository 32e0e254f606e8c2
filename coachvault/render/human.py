"""Values as a person reads them at a terminal: plain lines for notes, tables for lists.

What is returned is text or a Rich renderable; control characters are taken out where it is written, not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from coachvault.practice.access import AccessRequest
from coachvault.practice.backup import OLD_AFTER
from coachvault.practice.engagement import Engagement, Terms
from coachvault.practice.people import Client, Sponsor
from coachvault.practice.register import RegisterEntry
from coachvault.practice.retention import Decision
from coachvault.practice.text import counted
from coachvault.render.as_text import day_notices, release_state
from coachvault.render.safe import clean_line

if TYPE_CHECKING:
    from rich.table import Table

    from coachvault.services.keys.agent import Holding
    from coachvault.services.notes.inbox import Waiting
    from coachvault.services.notes.journal import NoteView
    from coachvault.services.notes.listing import NoteLine
    from coachvault.services.overview.day import Brief, Day
    from coachvault.services.records.register import Numbered
    from coachvault.services.releases.proposals import ReleaseLine

RULE = "─" * 60


def note(view: NoteView) -> str:
    """A note: one line about it, a blank one, then its text."""
    value = view.note
    details = [str(view.id), when(value.held_on), value.kind.value]
    if value.minutes:
        details.append(f"{value.minutes} min" + (", pro bono" if value.pro_bono else ""))
    details += [f"#{tag}" for tag in value.tags]
    if view.revision > 1:
        details.append(f"wording {view.revision}")
    return " · ".join(details) + "\n\n" + value.body


def notes(views: Iterable[NoteView]) -> str:
    """Several notes, one under the other."""
    return f"\n\n{RULE}\n".join(note(view).rstrip("\n") for view in views)


def history(views: Iterable[NoteView]) -> str:
    """Every wording of a note, the oldest first."""
    return f"\n\n{RULE}\n".join(
        f"wording {view.revision}, written {view.note.written_at:%Y-%m-%d %H:%M}\n{note(view)}".rstrip("\n")
        for view in views
    )


def note_lines(lines: Iterable[NoteLine]) -> Table:
    """Notes as a list shows them: tags stand behind the first line."""
    rows = [
        (
            str(line.id),
            when(line.summary.held_on),
            line.summary.kind.value,
            "  ".join([line.summary.title, *(f"#{tag}" for tag in line.summary.tags)]),
        )
        for line in lines
    ]
    return table(("note", "when", "kind", "first line"), rows)


def matches(rows: Iterable[tuple[str, str, str, str]]) -> str:
    """What a search found: two lines a note."""
    return "\n".join(f"{note_id:<10} {day}  {title}\n{'':<10} {line}" for note_id, day, title, line in rows)


def saved(view: NoteView, verb: str) -> str:
    """The sentence that ends a command which wrote a note."""
    count = len(view.note.body.split())
    length = f", {view.note.minutes} min" if view.note.minutes else ""
    return f"{view.id} {verb}: {when(view.note.held_on)}, {view.note.kind.value}{length}, {counted(count, 'word')}."


def when(held_on: str) -> str:
    """A day or a moment, without seconds and offset."""
    return held_on[:16].replace("T", " ")


def fields(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values under each other; empty values are left out."""
    shown = [(name, value) for name, value in pairs if value]
    width = max((len(name) for name, _ in shown), default=0)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in shown)


def client(value: Client, engagements: list[Engagement]) -> str:
    """A client with all contact data and engagements."""
    emergency = value.emergency_contact
    urgent = ", ".join(part for part in (emergency.name, emergency.relation, emergency.phone) if part)
    pairs = [
        ("code", value.code),
        ("name", value.name),
        ("email", value.email),
        ("phone", value.phone),
        ("address", value.address),
        ("private channel", value.private_channel),
        ("emergency contact", urgent),
        ("language", value.language),
        ("remark", value.remark),
        ("signs by", value.road.value if value.road else ""),
        *(("signs with", f"{key.fingerprint}, known since {key.added_at:%Y-%m-%d}") for key in value.keys),
        *((each.id, period(each)) for each in engagements),
    ]
    return fields(pairs)


def sponsor(value: Sponsor, engagements: list[Engagement]) -> str:
    """A sponsor with all contact data and the engagements it pays for."""
    pairs = [
        ("code", value.code),
        ("name", value.name),
        ("organisation", value.organisation),
        ("email", value.email),
        ("phone", value.phone),
        ("address", value.address),
        ("remark", value.remark),
        *((each.id, f"{each.client}, {period(each)}") for each in engagements),
    ]
    return fields(pairs)


def engagement(value: Engagement, terms: Terms | None, decision: Decision | None = None) -> str:
    """An engagement with what was agreed, and until when it is kept."""
    tally = value.tally
    pairs = [
        ("engagement", f"{value.id} with {value.client}"),
        ("status", period(value)),
        ("sponsor", value.sponsor or "none"),
        ("kind", value.kind),
        ("tags", " ".join(f"#{tag}" for tag in value.tags)),
        ("notes", f"{tally.notes}, of {counted(tally.sessions, 'session')}"),
        ("hours", _hours(tally.paid_minutes, tally.pro_bono_minutes)),
        ("last contact", tally.last_contact.isoformat() if tally.last_contact else ""),
        ("next session", when(value.next_session)),
        ("notes are", _kept(value, decision) if decision else ""),
    ]
    shut = "destroyed" if value.destroyed else "sealed"
    return fields(pairs) + "\n\n" + (_agreed(terms) if terms else f"What was agreed is {shut} with the notes.")


def _kept(value: Engagement, decision: Decision) -> str:
    if value.destroyed:
        return f"destroyed: `coachvault retention certificate {value.id}`"
    if value.ended is None and not decision.rule.keep.for_ever:
        return f"kept for {decision.rule}, because: {decision.rule.because}"
    return day_notices.kept_until(decision)


def period(value: Engagement) -> str:
    """How far an engagement is, with its days."""
    if value.ended:
        notes = f"notes destroyed on {value.destroyed}" if value.destroyed else "notes sealed"
        return f"ended, {value.started} to {value.ended}, {notes}"
    return f"{value.status.value} since {value.started}"


def brief(value: Brief, today: date) -> str:
    """The minute before a session."""
    head = f"{value.code}" + (f" · {value.name}" if value.name else "")
    if value.engagement:
        tally = value.engagement.tally
        head += f" · {value.engagement.id}, {period(value.engagement)}, {counted(tally.notes, 'note')}"
    last = notes(value.notes) if value.notes else "No note yet."
    waiting = "".join(
        f"\n{line.place.id} {release_state.state(line.release, today)}" for line in value.releases if line.release
    )
    return f"{head}\n\n{_agreed(value.terms, value.sponsor)}\n{waiting}\n{RULE}\n{last}"


def day(value: Day, today: date) -> str:
    """What is open today, in a few lines."""
    title = value.profile.name or "Your practice"
    lines = [f"{title} · {today.strftime('%A, %d %B %Y')}", ""]
    for each in value.engagements:
        lines.append(f"  {each.id:<4} {each.client:<12} {_silence(each, today)}{_offer(each, value.forgotten)}")
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
    """What should be done one of these days, and whether the practice has ended."""
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
        lines.append("  Recovery untested: the recovery words were never asked back.")
    return lines


def _until(asked: AccessRequest, today: date) -> str:
    """Until when a copy is to be given, or for how long that is over."""
    late = (today - asked.due).days
    return f"OVERDUE since {asked.due}, by {counted(late, 'day')}" if late > 0 else f"due on {asked.due}"


def waiting(values: list[Waiting]) -> str:
    """Notes that wait to be filed, each with the reason."""
    if not values:
        return "No note waits."
    lines = [f"{each.id:<5} {each.client:<12} {each.held_on[:10]}  {each.title}\n      {each.why}" for each in values]
    return "\n".join([*lines, "", "`coachvault note file ID CODE` files one; `--discard` throws it away."])


def locked(waiting: int) -> str:
    """What can be told of a locked vault."""
    count = "No note waits" if not waiting else f"{counted(waiting, 'note')} {'waits' if waiting == 1 else 'wait'}"
    return f"Locked. {count} to be filed.\nNext: `coachvault` asks for the passphrase and shows the day."


def holding(value: Holding) -> str:
    """For how long the vault is still unlocked."""
    idle, total = _span(value.idle_left), _span(value.total_left)
    told = f"Unlocked for {total}" if idle == total else f"Unlocked: {idle} without use, {total} at most"
    windows = f"; {counted(len(value.windows), 'sealed engagement')} can be read" if value.windows else ""
    return f"{told}{windows}. `coachvault lock` locks it."


def _span(value: timedelta) -> str:
    minutes = -(-int(value.total_seconds()) // 60)
    return counted(minutes, "minute") if minutes < 120 else f"{minutes // 60} h {minutes % 60:02} min"


def register_lines(entries: Iterable[Numbered]) -> str:
    """The register, one entry under the other, with their numbers: what happened, then to whom, what and why."""
    return "\n".join(f"{number:>4}  {register_line(entry)}" for number, entry in entries)


def register_entry(of: Numbered) -> str:
    """One entry with all that it says."""
    number, entry = of
    pairs = [
        ("entry", str(number)),
        ("what happened", entry.event.value),
        ("when", entry.at.isoformat(sep=" ", timespec="minutes")),
        ("client", entry.client),
        ("about", entry.subject),
        ("to", entry.to),
        ("what", entry.what),
        ("SHA-256", entry.sha256),
        ("evidence", entry.evidence),
        ("why", entry.why),
    ]
    return fields(pairs)


def register_line(entry: RegisterEntry) -> str:
    """An entry in one line or two: what happened, then to whom, what and why."""
    about = " ".join(part for part in (entry.client, entry.subject) if part)
    grade = f"  by {entry.evidence.partition(',')[0]}" if entry.evidence else ""
    told = _accounted(entry)
    first = f"{entry.at:%Y-%m-%d %H:%M}  {entry.event.value:<22} {about}{grade}".rstrip()
    return f"{first}\n      {told}" if told else first


def _accounted(entry: RegisterEntry) -> str:
    """To whom something went, what it was, its fingerprint, and why."""
    digest = f"SHA-256 {entry.sha256[:8]}…" if entry.sha256 else ""
    to = f"to {entry.to}" if entry.to else ""
    return "; ".join(part for part in (to, entry.what, digest, entry.why) if part)


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """A table of plain text: only its last column gives way when there is little room, and nothing is ever cut off."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    cells = [tuple(map(clean_line, row)) for row in rows]
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), show_header=bool(cells))
    for index, column in enumerate(columns[:-1]):
        longest = max((cell_len(row[index]) for row in cells), default=0)
        made.add_column(column, width=max(longest, len(column)), no_wrap=True)
    made.add_column(columns[-1], overflow="fold")
    for row in cells:
        made.add_row(*map(Text, row))
    return made


def sealed_line(count: int) -> str:
    """Says that sealed notes were not looked at."""
    return f"{counted(count, 'sealed note')} not looked at: the engagement has ended. Reading one takes a reason."


def _agreed(terms: Terms, sponsor_code: str = "") -> str:
    objectives = "\n".join(f"  - {objective}" for objective in terms.objectives) or "  none written down"
    to_whom = f"The sponsor ({sponsor_code})" if sponsor_code else "A sponsor"
    received = terms.sponsor_may_receive or "nothing was agreed, so nothing"
    return f"Objectives\n{objectives}\n{to_whom} may receive\n  {received}"


def _silence(value: Engagement, today: date) -> str:
    last = value.tally.last_contact
    if last is None:
        return f"{value.status.value}, no note yet"
    days = (today - last).days
    since = "today" if days == 0 else f"{counted(days, 'day')} ago" if days > 0 else f"on {last}"
    return f"{value.status.value}, last note {since}, {counted(value.tally.notes, 'note')}"


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
    told = "; ".join(part for part in below if part)
    return release_state.state(release, today) + (f"\n       {told}" if told else "")


def _hours(paid: int, given: int) -> str:
    return f"{paid / 60:g} h paid, {given / 60:g} h pro bono" if paid or given else ""
