"""Bringing an older copy of the vault up to today: what is gone goes, what must be known is known there, too.

What each kind of record takes over is a table (`rules`), and each table of the file has its step here. A copy gets the
vault's rows with the vault's own revisions, in the order of what had seen what (`histories`); so doing it twice changes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time

import msgspec

from coachvault.errors import IntegrityError, NotFound
from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.practice.engagement import Engagement, EngagementStatus, end, joined, tally, without_hours
from coachvault.practice.ids import Code
from coachvault.practice.people import Client
from coachvault.practice.release import ReleasePlace, Withdrawal
from coachvault.practice.retention import Hold
from coachvault.services.copies.histories import Histories
from coachvault.services.copies.merge_lists import merge_list
from coachvault.services.copies.numbers import numbers_given
from coachvault.services.copies.rules import RULES, CopyRule, Takes
from coachvault.services.engagements import lifecycle
from coachvault.services.notes.inbox import throw_away
from coachvault.services.records import disclosures, releases, roster
from coachvault.services.records.note_places import summaries
from coachvault.services.records.roster import counters, save_counters
from coachvault.services.retention import policy
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.header import HeaderRole
from coachvault.vault.heads import HeadItem
from coachvault.vault.inbox import InboxItem, items, reseal
from coachvault.vault.keys import Part
from coachvault.vault.known import Remembered
from coachvault.vault.ledger import FIRST_LINK, Seen
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.taken import CONTACTS, HOURS, WORDING, mark_of

_COPIES = (HeaderRole.BACKUP, HeaderRole.ARCHIVE)
"""Roles of files whose inbox holds what the vault's held, and nothing else."""


def catch_up(change: Change, now: Snapshot, role: HeaderRole | None, *, takes_its_place: bool = False) -> int:
    """Brings a copy up to the vault.

    What is sealed is left as it is where the key to it is not at hand; what was destroyed goes in any case.

    Args:
        change: A copy of the vault.
        now: The vault as it is now.
        role: For what the copy was there.
        takes_its_place: Whether the copy takes the vault's place, and not only is cleaned.

    Returns:
        How many notes were erased or lost earlier wordings, and engagements and releases were destroyed.
    """
    is_closed = roster.state(change).is_archive
    work = _Work(change, now, role, Histories.of(change, now), takes_its_place, is_closed)
    count = sum(bring_up(work) for bring_up in TABLES.values())
    if not is_closed:
        keep_numbers(change, now, takes_its_place=takes_its_place)
    seal_again(change, now)
    return count


def keep_numbers(change: Change, now: Snapshot, *, takes_its_place: bool) -> None:
    """Makes sure that a copy gives no number that was given in the vault.

    Args:
        change: The copy.
        now: The vault as it is now.
        takes_its_place: Whether the copy takes the vault's place, and not only is cleaned.
    """
    mine, theirs = counters(change), numbers_given(now)
    found = mine.or_higher(theirs)
    if takes_its_place:
        newest = max(mine.inbox, theirs.inbox)
        there = {item.counter for item in _authentic(change)}
        waiting = tuple(sorted(number for number in there if number <= newest))
        found = msgspec.structs.replace(found, inbox=newest, waiting=waiting)
    else:
        found = msgspec.structs.replace(found, inbox=theirs.inbox, waiting=theirs.waiting)
    if found != mine:
        save_counters(change, found)


def seen_of(now: Snapshot) -> Seen:
    """Returns the newest entry of a vault's ledger, to be written into that of a copy that was brought up to it."""
    last = now.last
    return Seen(now.header.copy_id, last.seq if last else 0, last.link if last else FIRST_LINK)


class _Work(msgspec.Struct, frozen=True):
    """A copy that is brought up to the vault.

    Args:
        change: The copy.
        now: The vault.
        role: For what the copy was there.
        histories: What each wrote since.
        takes_its_place: Whether the copy takes the vault's place.
        is_closed: Whether the copy is an archive: it stays closed, however the vault goes on.
    """

    change: Change
    now: Snapshot
    role: HeaderRole | None
    histories: Histories
    takes_its_place: bool
    is_closed: bool

    def compartment(self, compartment_id: CompartmentId) -> int:
        """Brings one compartment up to the vault; returns how many notes were erased or lost earlier wordings."""
        change, count = self.change, 0
        try:
            before, after = change.head(compartment_id), self.now.head(compartment_id)
        except IntegrityError:
            if not self.takes_its_place:
                raise
            return 0
        for record_id in after.erased:
            if record_id in before.by_id:
                kind = before.by_id[record_id].kind
                (change.remove if kind == kinds.BACKUP else change.erase)(compartment_id, record_id)
                count += kind == kinds.NOTE
            else:
                change.remember_gone(compartment_id, record_id)
        for item in after.items:
            try:
                count += self._record(compartment_id, before.by_id.get(item.record_id), item)
            except IntegrityError:  # of a vault whose place is taken, what can still be read counts
                if not self.takes_its_place:
                    raise
        return count

    def _record(self, compartment_id: CompartmentId, mine: HeadItem | None, item: HeadItem) -> int:
        """Brings one record up to the vault; returns whether it is a note that lost earlier wordings."""
        rule = RULES[item.kind]
        if not (rule.when_cleaned or self.takes_its_place):
            return 0
        if mine is None:
            self._add(compartment_id, item, rule)
        elif rule.takes is Takes.ABSENCE:
            return self._forget_wordings(compartment_id, mine, item)
        elif rule.takes is Takes.WORDING and self._differs(compartment_id, mine, item):
            self._take_over(compartment_id, mine, item)
        elif item.kind == kinds.BACKUP:
            self._take_line(compartment_id, mine, item)
        return 0

    def _add(self, compartment_id: CompartmentId, item: HeadItem, rule: CopyRule) -> None:
        """Adds a record that the copy does not know, if it has to know it and did not erase it."""
        is_wanted = rule.is_brought if self.takes_its_place else rule.is_added
        is_wanted |= item.kind == kinds.NOTE and (compartment_id, item.record_id) in self.histories.theirs.moved
        if rule.takes is Takes.LINES or not is_wanted or item.record_id in self.change.head(compartment_id).erased:
            return
        if item.kind in (kinds.HOLD, kinds.EXTENSION) and not self.takes_its_place:
            known = {kept.engagement.number for kept in roster.engagements(self.change)}
            if item.listing["engagement"] not in known:
                return
        self._take(compartment_id, item)

    def _take(self, compartment_id: CompartmentId, item: HeadItem) -> None:
        self.change.take(compartment_id, item, values_of(self.now, compartment_id, item))

    def _differs(self, compartment_id: CompartmentId, mine: HeadItem, theirs: HeadItem) -> bool:
        """Returns whether a record has other rows, or another listing, in the vault than in the copy."""
        if [row.revision for row in mine.rows] != [
            row.revision for row in theirs.rows
        ] or mine.listing != theirs.listing:
            return True
        if [row.tag for row in mine.rows] == [row.tag for row in theirs.rows]:
            return False
        return values_of(self.change, compartment_id, mine) != values_of(self.now, compartment_id, theirs)

    def _take_over(self, compartment_id: CompartmentId, mine: HeadItem, theirs: HeadItem) -> None:
        """Gives a record the vault's wording, unless the copy alone wrote it since, or has what outlasts it."""
        place = (compartment_id, mine.record_id)
        wrote_mine = place in self.histories.mine.records
        if wrote_mine and place not in self.histories.theirs.records:
            return
        if mine.kind == kinds.ENGAGEMENT:
            self._take_engagement(compartment_id, mine, theirs, wrote_mine=wrote_mine)
        elif mine.kind == kinds.RELEASE:
            self._take_place(compartment_id, mine, theirs)
        elif not (RULES[mine.kind].is_closed and self.is_closed) and not self._outlasts(compartment_id, mine, theirs):
            if theirs.listing.get("erased") and not mine.listing.get("erased"):
                self.change.renew_key(compartment_id)
            self._take(compartment_id, theirs)

    def _outlasts(self, compartment_id: CompartmentId, mine: HeadItem, theirs: HeadItem) -> bool:
        """Returns whether what the copy wrote outlasts what the vault wrote at the same time."""
        if mine.listing.get("erased") and not theirs.listing.get("erased"):
            return True
        if (compartment_id, mine.record_id) not in self.histories.mine.records:
            return False
        if mine.kind == kinds.HOLD:
            return not self.now.read(compartment_id, theirs.record_id, Hold).is_on
        return not theirs.listing.get("erased")

    def _take_engagement(
        self, compartment_id: CompartmentId, item: HeadItem, other: HeadItem, *, wrote_mine: bool
    ) -> None:
        change = self.change
        mine = change.read(compartment_id, item.record_id, Engagement)
        theirs = self.now.read(compartment_id, other.record_id, Engagement)
        has_ended = theirs.status is EngagementStatus.ENDED
        if self.is_closed and not has_ended:
            return
        if theirs.hours_destroyed and mine.hours_destroyed != theirs.hours_destroyed:
            change.renew_key(compartment_id)
        notes = CompartmentId(mine.compartment_id)
        is_sealed = notes in change.compartment_ids() and change.is_sealed(notes)
        if wrote_mine or (mine.destroyed and not theirs.destroyed):
            found = joined(mine, theirs)
            if found != mine:
                lifecycle.save_engagement(change, item.record_id, found)
            return
        if is_sealed and not has_ended:  # it goes on in the vault
            if change.sealing is None or not change.day.may_read:
                return
            change.reopen_compartment(notes)
        self._take(compartment_id, other)

    def _take_place(self, compartment_id: CompartmentId, item: HeadItem, other: HeadItem) -> None:
        mine = self.change.read(compartment_id, item.record_id, ReleasePlace)
        theirs = self.now.read(compartment_id, other.record_id, ReleasePlace)
        if (mine.destroyed and not theirs.destroyed) or (self.is_closed and not theirs.destroyed):
            return
        draft = CompartmentId(mine.compartment_id)
        if mine.sealed and not (theirs.sealed or theirs.destroyed):
            if self.change.sealing is None or not self.change.day.may_read:
                return
            if draft in self.change.compartment_ids() and self.change.is_sealed(draft):
                self.change.reopen_compartment(draft)
        self._take(compartment_id, other)

    def _take_line(self, compartment_id: CompartmentId, mine: HeadItem, theirs: HeadItem) -> None:
        """Takes a line of the list as it is in the vault, but for what only says how far the copy is cleaned."""
        before = self.change.read(compartment_id, mine.record_id, Backup)
        after = self.now.read(compartment_id, theirs.record_id, Backup)
        if msgspec.structs.replace(before, anew=after.anew) != after and not before.is_gone:
            self._take(compartment_id, theirs)

    def _forget_wordings(self, compartment_id: CompartmentId, mine: HeadItem, theirs: HeadItem) -> int:
        """Erases wordings that were erased in the vault; where none is left, the copy gets the present one."""
        there = {row.revision for row in theirs.rows}
        placed = {row.revision: (compartment_id, mine.record_id, row.revision) for row in mine.rows}
        own, erased = self.histories.mine.rows, self.histories.theirs.erased
        gone = {each for each, row in placed.items() if each not in there and (row in erased or row not in own)}
        if not gone:
            return 0
        self.change.renew_key(compartment_id)
        left = tuple(row for row in mine.rows if row.revision not in gone)
        if left:
            kept = HeadItem(mine.record_id, mine.kind, left, mine.listing)
            self.change.take(compartment_id, kept, values_of(self.change, compartment_id, kept))
        else:
            self._take(compartment_id, theirs)
        return int(mine.kind == kinds.NOTE)


def _of_header(work: _Work) -> int:
    """The copy's own; a step of its keys ends where the vault's are now: the vault's next one leaves it behind."""
    if work.now.header.has_keys_of(work.change.header):
        work.change.go_past(work.now.header.step - 1, work.now.header.duty_step - 1)
    return 0


def _of_compartments(work: _Work) -> int:
    """Destroyed where the vault's is; what is sealed there is sealed once all of it was taken over (`seal_again`)."""
    return _destroy_again(work.change, work.now)


def _of_records(work: _Work) -> int:
    """By the kind: `rules.RULES`."""
    change, now, count = work.change, work.now, 0
    for compartment_id in shared(change, now):
        if change.is_readable(compartment_id) and now.is_readable(compartment_id):
            count += work.compartment(compartment_id)
    if work.takes_its_place:
        _bring_compartments(change, now)
    merge_list(change, now)
    return count


def _of_inbox(work: _Work) -> int:
    """What was filed, erased or thrown away in the vault leaves; a copy that takes its place gets what waits."""
    _empty_inbox(work.change, work.now, work.role)
    if work.takes_its_place:
        _bring_inbox(work.change, work.now)
    return 0


def stays(_: _Work) -> int:
    """Leaves a table as it is: it is the copy's own."""
    return 0


def follows(_: _Work) -> int:
    """Leaves a table to whatever writes or deletes its compartment's row: that writes or deletes these, too."""
    return 0


TABLES: dict[str, Callable[[_Work], int]] = {
    "header": _of_header,
    "slot": stays,
    "compartment": _of_compartments,
    "record": _of_records,
    "ledger": stays,
    "inbox": _of_inbox,
    "digest": follows,
    "search": follows,
}
"""What brings every table of a copy's file up to the vault, in this order; each returns how much it took out."""


def _destroy_again(change: Change, now: Snapshot) -> int:
    """Destroys in a copy what was destroyed in the vault; the schedule records what that was."""
    there, count = set(change.compartment_ids()), 0
    gone = [kept.compartment_id for kept in roster.engagements(now) if kept.engagement.destroyed]
    gone += [CompartmentId(place.compartment_id) for place in releases.places(now) if place.destroyed]
    for compartment_id in there.intersection(gone):
        change.destroy_compartment(compartment_id)
        count += 1
    return count


def _bring_compartments(change: Change, now: Snapshot) -> None:
    """Brings what a copy does not have that takes the vault's place: engagements, releases and disclosures since."""
    for compartment_id in _named(change):
        if compartment_id in change.compartment_ids():
            continue
        change.add_compartment(compartment_id)
        with suppress(IntegrityError, NotFound):  # damaged in the vault: what can still be read of it counts
            head = now.head(compartment_id)
            for item in head.items:
                with suppress(IntegrityError):
                    change.take(compartment_id, item, values_of(now, compartment_id, item))
            for record_id in head.erased:
                change.remember_gone(compartment_id, record_id)


def _named(change: Change) -> list[CompartmentId]:
    """Returns the compartments that the schedule of a copy names."""
    named = [kept.compartment_id for kept in roster.undestroyed(change)]
    named += [CompartmentId(place.compartment_id) for place in releases.places(change) if not place.destroyed]
    return [*named, *(CompartmentId(place.compartment_id) for place in disclosures.places(change))]


def _empty_inbox(change: Change, now: Snapshot, role: HeaderRole | None) -> None:
    """Takes out of a copy's inbox what was filed, erased or thrown away in the vault."""
    there = {item_id for item_id, _ in now.store.inbox()}
    waiting = [item_id for item_id, _ in change.store.inbox() if item_id not in there]
    if not waiting:
        return
    handled = set() if role in _COPIES else _handled(now)
    for item_id in waiting:
        if role in _COPIES or item_id in handled:
            throw_away(change, item_id)


def _handled(now: Snapshot) -> set[bytes]:
    """Returns the ids of all records that are there or were erased: what was filed has the id that it had waiting."""
    heads = [now.head(each) for each in now.compartment_ids() if now.is_readable(each)]
    return {record_id for head in heads for record_id in (*head.by_id, *head.erased)}


def _bring_inbox(change: Change, now: Snapshot) -> None:
    """Brings what waits in the vault to be filed: nothing that was written while it was locked is lost."""
    there, theirs, mine = {item_id for item_id, _ in change.store.inbox()}, now.keyring(), change.keyring()
    handled, known = _handled(change), counters(now)
    taken = {item.counter for item in _authentic(change)}
    for item in _authentic(now):
        is_waiting = item.counter > known.inbox or item.counter in known.waiting
        if is_waiting and item.item_id not in there | handled:
            number = item.counter if item.counter not in taken else max(taken) + 1
            taken.add(number)
            renumbered = msgspec.structs.replace(item, counter=number)
            renewed = reseal(renumbered, theirs, (change.header.inbox_public, mine.capture_key), change.vault_id)
            change.store.put_inbox(item.item_id, renewed.encode())


def _authentic(snapshot: Snapshot) -> list[InboxItem]:
    """Returns what waits in an inbox and was written on a machine that had unlocked the vault."""
    key = snapshot.keyring().capture_key
    return [item for item in items(snapshot.store.inbox()) if item.is_authentic(key, snapshot.vault_id)]


def delete_remembered(change: Change, remembered: Remembered, today: date) -> bool:
    """Removes from a copy what this computer remembers as removed, where the vault itself is not at hand.

    Args:
        change: The copy.
        remembered: What this computer knows.
        today: Stands for the days on which it was removed, which are not known.

    Returns:
        Whether anything of it was there.
    """
    before = change.compartment_ids()
    did = any(
        [
            *(_destroy_remembered(change, each, today) for each in before if remembered.is_gone(each)),
            *(_end_remembered(change, each, today) for each in before if remembered.is_sealed(each)),
            *(_withdraw_remembered(change, each, today) for each in before if remembered.is_withdrawn(each)),
            *(_erase_remembered(change, each, remembered) for each in change.compartment_ids()),
            *(_forget_wordings(change, each, remembered) for each in change.compartment_ids()),
            _forget_contacts(change, remembered),
            _destroy_hours(change, remembered, today),
            _throw_away_again(change, remembered),
            *(_hold_remembered(change, each, today) for each in before if remembered.is_held(each)),
        ]
    )
    if did or len(change.compartment_ids()) != len(before):
        recount(change)
    return did


def _destroy_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    if compartment_id not in change.compartment_ids():
        return False
    change.destroy_compartment(compartment_id)
    for kept in roster.engagements(change):
        if kept.compartment_id == compartment_id:
            ended = _ended(kept.engagement, day)
            tally = msgspec.structs.replace(ended.tally, notes=0)
            lifecycle.save_engagement(
                change, kept.record_id, msgspec.structs.replace(ended, destroyed=day, tally=tally)
            )
    for place in releases.places(change):
        if place.compartment_id == compartment_id:
            releases.replace_place(change, msgspec.structs.replace(place, destroyed=day))
    return True


def _end_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    if compartment_id not in change.compartment_ids() or change.is_sealed(compartment_id):
        return False
    change.seal_compartment(compartment_id)
    for kept in roster.engagements(change):
        if kept.compartment_id == compartment_id:
            lifecycle.save_engagement(change, kept.record_id, _ended(kept.engagement, day))
    for place in releases.places(change):
        if place.compartment_id == compartment_id:
            releases.replace_place(change, msgspec.structs.replace(place, sealed=True))
    return True


def _withdraw_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    if compartment_id not in change.compartment_ids() or not change.is_readable(compartment_id):
        return False
    if any(True for _ in change.head(compartment_id).of_kind(kinds.WITHDRAWAL)):
        return False
    at = datetime.combine(day, time(), UTC)
    change.insert(compartment_id, kinds.WITHDRAWAL, Withdrawal(at), {})
    return True


def _erase_remembered(change: Change, compartment_id: CompartmentId, remembered: Remembered) -> bool:
    if not change.is_readable(compartment_id):
        return False
    there = remembered.erased_in(compartment_id, change.head(compartment_id).by_id)
    for record_id in there:
        change.erase(compartment_id, record_id)
    return bool(there)


def _forget_wordings(change: Change, compartment_id: CompartmentId, remembered: Remembered) -> bool:
    """Erases wordings that are remembered as erased; where nothing else is left of a record, the record goes."""
    if not change.is_readable(compartment_id):
        return False
    did = False
    for item in list(change.head(compartment_id).items):
        marks = {mark_of(WORDING, item.record_id, row.revision): row for row in item.rows}
        gone = {marks[each].revision for each in remembered.erased_in(compartment_id, marks)}
        left = tuple(row for row in item.rows if row.revision not in gone)
        if gone and left:
            change.renew_key(compartment_id)
            kept = HeadItem(item.record_id, item.kind, left, item.listing)
            change.take(compartment_id, kept, values_of(change, compartment_id, kept))
        elif gone:
            change.erase(compartment_id, item.record_id)
        did = did or bool(gone)
    return did


def _forget_contacts(change: Change, remembered: Remembered) -> bool:
    part, did = change.part(Part.ROSTER), False
    for item in list(change.head(part).of_kind(kinds.CLIENT)):
        code, newest = Code(item.listing["code"]), item.newest
        while _is_marked(remembered, part, CONTACTS, item.record_id, newest.revision):
            change.replace(part, item.record_id, Client(code), {"code": code, "name": "", "erased": True})
            change.renew_key(part)
            newest, did = change.head(part).item(item.record_id).newest, True  # past all that went: what follows is new
    return did


def _destroy_hours(change: Change, remembered: Remembered, day: date) -> bool:
    part, did = change.part(Part.SCHEDULE), False
    for kept in roster.engagements(change):
        if kept.engagement.hours_destroyed is None and _is_marked(remembered, part, HOURS, kept.record_id):
            lifecycle.save_engagement(change, kept.record_id, without_hours(kept.engagement, day))
            change.renew_key(part)
            did = True
    return did


def _throw_away_again(change: Change, remembered: Remembered) -> bool:
    waiting = [RecordId(item_id) for item_id, _ in change.store.inbox()]
    gone = remembered.erased_in(change.part(Part.SCHEDULE), waiting)
    for item_id in gone:
        throw_away(change, item_id)
    return bool(gone)


def _is_marked(
    remembered: Remembered, compartment_id: CompartmentId, what: str, record_id: RecordId, revision: int = 0
) -> bool:
    return bool(remembered.erased_in(compartment_id, [mark_of(what, record_id, revision)]))


def _hold_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    schedule = change.part(Part.SCHEDULE)
    held = {each.engagement for each in policy.holds(change) if each.is_on}
    for kept in roster.engagements(change):
        number = kept.engagement.number
        if kept.compartment_id == compartment_id and number not in held and kept.engagement.destroyed is None:
            hold = Hold(number, datetime.combine(day, time(), UTC), LOST_REASON)
            change.insert(schedule, kinds.HOLD, hold, {"engagement": number})
            return True
    return False


LOST_REASON = "put on after the copy that was brought back; the reason was lost with the vault"


def _ended(engagement: Engagement, day: date) -> Engagement:
    if engagement.status is EngagementStatus.ENDED:
        return engagement
    return end(engagement, max(day, engagement.started))


def seal_again(change: Change, now: Snapshot) -> None:
    """Seals what is sealed now."""
    for compartment_id in shared(change, now):
        if now.is_sealed(compartment_id) and not change.is_sealed(compartment_id):
            change.seal_compartment(compartment_id)


def recount(change: Change) -> None:
    """Counts every engagement's notes anew; the highest number ever given stays."""
    there = set(change.compartment_ids())
    for kept in roster.undestroyed(change):
        if kept.compartment_id not in there or not change.is_readable(kept.compartment_id):
            continue
        engagement = kept.engagement
        notes = [summary for _, summary, _ in summaries(change, kept.compartment_id)]
        known = engagement.tally
        counted = tally(notes, known.last_number, engagement.hours_destroyed, frozenset(known.ahead).__contains__)
        counted = msgspec.structs.replace(counted, last_action=known.last_action)
        if counted != engagement.tally:
            lifecycle.save_tally(change, kept, counted)


def shared(change: Change, now: Snapshot) -> list[CompartmentId]:
    """Returns the compartments that both have."""
    known = set(change.compartment_ids())
    return [compartment_id for compartment_id in now.compartment_ids() if compartment_id in known]


def values_of(snapshot: Snapshot, compartment_id: CompartmentId, item: HeadItem) -> dict[int, bytes]:
    """Returns each wording of a record that is left, by its revision."""
    record_id = RecordId(item.record_id)
    return {row.revision: snapshot.read_bytes(compartment_id, record_id, row.revision) for row in item.rows}
