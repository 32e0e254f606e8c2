"""Notes written while the vault is locked: sealing them, filing them at the next opening, and those that must wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from coachvault.crypto.sealing import key_pair_from_private
from coachvault.errors import Ambiguous, BadInput, CoachVaultError, IntegrityError, NotFound, Refused
from coachvault.practice.clock import Clock
from coachvault.practice.engagement import Counters, Engagement
from coachvault.practice.ids import OWN, Code, parse_code
from coachvault.practice.note import OWN_KINDS, Note, NoteKind, day_of, title_of
from coachvault.practice.opening import Place, Purpose, Standing, Who, judge
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.dates import moment_now
from coachvault.services.core.open_vault import OpenVault, Setting, facts_of, look
from coachvault.services.notes import actions
from coachvault.services.notes.journal import NoteDraft, NoteView, put_note
from coachvault.services.notes.numbering import writing_place
from coachvault.services.notes.readings import parse_reading
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, place_of_own, places_of
from coachvault.services.records.register import record, write
from coachvault.vault.change import Change
from coachvault.vault.codec import RecordId, decode, encode
from coachvault.vault.inbox import InboxItem, append, items, require_open
from coachvault.vault.keys import Keyring, Part
from coachvault.vault.pins import Pin, Pins
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.vault import LockedVault


class Captured(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A note as it is in the inbox; what is None comes from the engagement when it is filed.

    Args:
        client: The client's code as it was typed, or `own`.
        body: The text, exactly as it came.
        held_on: The day, or the moment with its offset, as ISO 8601 text.
        zone: The time zone's name in which that was said.
        written_at: When it was written.
        kind: What it is about.
        minutes: How long the session was.
        pro_bono: Whether it was given and not paid.
        tags: Words for finding it again.
        actions: Whether its lines that look like actions are taken as such when it is filed.
    """

    client: str
    body: str
    held_on: str
    zone: str
    written_at: datetime
    kind: NoteKind | None = None
    minutes: int | None = None
    pro_bono: bool | None = None
    tags: tuple[str, ...] = ()
    actions: bool = False

    @property
    def draft(self) -> NoteDraft:
        """The note without the code."""
        return NoteDraft(
            self.body,
            self.held_on,
            self.kind,
            self.minutes,
            self.pro_bono,
            self.tags,
            self.zone,
            self.written_at,
            self.actions,
        )


class Waiting(msgspec.Struct, frozen=True):
    """A note that waits.

    Args:
        id: What it is called while it waits, as `w3`.
        client: The code as it was typed.
        held_on: The day or moment.
        title: Its first line.
        why: Why it could not be filed.
        asks: Whether naming the client would file it.
    """

    id: str
    client: str
    held_on: str
    title: str
    why: str
    asks: bool


class Filing(msgspec.Struct, frozen=True):
    """What became of the notes in the inbox.

    Args:
        filed: Those that are filed now.
        waiting: Those that wait.
        new: Ids of those among them that were not known to wait.
        missing: How many are gone that were written here.
        foreign: How many were not written on a machine that had unlocked this vault; they are left where they are.
    """

    filed: tuple[NoteView, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    new: tuple[str, ...] = ()
    missing: int = 0
    foreign: int = 0


def write_locked(setting: Setting, given_code: str, draft: NoteDraft) -> int:
    """Seals a note into the inbox, without any key of the vault; returns how many wait.

    Args:
        setting: Where the vault is.
        given_code: The client's code, or `own`.
        draft: The note.

    Raises:
        NoVault: Nothing is there.
        RolledBack: The vault is older than the state this machine has seen.
        Locked: This machine has never unlocked it, or its inbox has another key.
        Refused: The inbox is full, nothing new is written into this vault, or it is open read-only.
        BadInput: The code is none, or a detail is not valid.
    """
    setting.require_writing()
    captured = _captured(_code(given_code), draft, setting.clock)
    _require_vault(setting)
    return append(setting.vault_path, Pins(setting.state_folder), encode(captured))


def require_writable(setting: Setting, given_code: str) -> None:
    """Makes sure that a note about a client can be written while the vault is locked; raises as `write_locked` does."""
    setting.require_writing()
    _code(given_code)
    _require_vault(setting)
    require_open(setting.vault_path, Pins(setting.state_folder))


def count_waiting(setting: Setting) -> int:
    """Returns how many notes wait in the inbox of a locked vault; raises as `write_locked` does."""
    return look(setting, setting.purpose).waiting


def _require_vault(setting: Setting) -> None:
    """Makes sure that notes may be put into this file; whether this computer can is known by what it has pinned."""
    locked = LockedVault.at(setting.vault_path, setting.state_folder)
    ruling = judge(facts_of(locked, Purpose.WRITE, Who.AGENT))
    if ruling.standing not in (Standing.NEW_HERE, Standing.UNKNOWN) or locked.sight.place is Place.ELSEWHERE:
        ruling.require_open()


def settle(opened: OpenVault) -> Filing:
    """Files what waits, as far as it can be filed, and pins what the next locked writing needs.

    Raises:
        IntegrityError: The vault is not what was last written here.
    """
    locked = opened.vault.locked
    pins = Pins(locked.anchors.state_folder)
    pin = pins.read(locked.header)
    written = pin.counter if pin else 0
    with opened.vault.read() as snapshot:
        found, keyring = _Inbox.read(snapshot, written), snapshot.keyring()
        header = snapshot.header
        _require_own_key(header.inbox_public, keyring)
        filing = found.unfiled(snapshot)
        is_news = found.is_news(snapshot) and not snapshot.is_moved_away
        closed = _why_closed(snapshot)
    if is_news:
        with opened.vault.change("note file", opened.now()) as change:
            filing = _file(change, opened.clock, _Inbox.read(change, written))
        with opened.vault.read() as snapshot:  # with another key, where a step was owed
            header, keyring = snapshot.header, snapshot.keyring()
    pin = Pin(header.inbox_public, keyring.capture_key, found.newest, found.newest, bool(filing.waiting), closed)
    pins.keep(header, pin)
    return filing


def _why_closed(snapshot: Snapshot) -> str:
    """Returns why nothing new is written into a vault, for anyone who has no key to it; empty while it goes on."""
    if snapshot.is_moved_away:
        return "This vault was moved to another machine: nothing is written here any more."
    try:
        roster.require_living(snapshot)
    except Refused as ended:
        return ended.message
    return ""


def file_what_opens(change: Change, clock: Clock) -> None:
    """Files what waits for engagements that have ended, as part of a change that has the key to what is sealed.

    Args:
        change: The change.
        clock: The time.
    """
    found = _Inbox.read(change, 0)
    if found.is_news(change):
        _file(change, clock, found)


def waiting_for(snapshot: Snapshot, engagement: Engagement) -> list[InboxItem]:
    """Returns the notes that wait to be filed with an engagement: those about its client, if it is the last one."""
    last = roster.engagements(snapshot, engagement.client)[-1].engagement
    if last.number != engagement.number:
        return []
    entries = _Inbox.read(snapshot, 0).entries
    return [each.item for each in entries if each.captured and each.captured.client == engagement.client]


def throw_away(change: Change, item_id: bytes) -> None:
    """Throws away what waits; its id remains, so that no copy of the vault has it wait again."""
    change.erase_item(item_id)
    schedule = change.part(Part.SCHEDULE)
    change.remember_gone(schedule, RecordId(item_id))
    change.taking.erases(schedule, RecordId(item_id))


def discard_for(change: Change, engagement: Engagement) -> None:
    """Throws the notes away that wait to be filed with an engagement, which is being destroyed."""
    gone = waiting_for(change, engagement)
    for item in gone:
        throw_away(change, item.item_id)
    numbers = {item.counter for item in gone}
    known = roster.counters(change)
    left = tuple(number for number in known.waiting if number not in numbers)
    roster.save_counters(change, msgspec.structs.replace(known, inbox=max([known.inbox, *numbers]), waiting=left))


def list_waiting(opened: OpenVault) -> list[Waiting]:
    """Returns the notes that wait, in the order in which they were written."""
    with opened.vault.read() as snapshot:
        return [entry.state(snapshot) for entry in _Inbox.read(snapshot, 0).entries]


def file_one(opened: OpenVault, given_id: str, client: str) -> NoteView:
    """Files a note that waits, as a note about another client than the one whose code was typed.

    Args:
        opened: The vault.
        given_id: What the note is called while it waits, as `w3`.
        client: The right client's code, or `own`.

    Raises:
        NotFound: No such note waits, or nobody has that code.
        Refused: The client's engagement has ended.
        BadInput: A detail is not valid.
    """
    with opened.vault.change("note file", opened.now()) as change:
        entry, found = _find(change, given_id)
        captured = msgspec.structs.replace(entry.captured_or_refuse(), client=client)
        view = _put(change, opened.clock, entry.item, captured)
        _forget(change, found, entry)
    return view


def discard(opened: OpenVault, given_id: str) -> str:
    """Throws a note away that waits, with an entry in the register; returns what it was called.

    Raises:
        NotFound: No such note waits.
    """
    with opened.vault.change("note discard", opened.now()) as change:
        entry, found = _find(change, given_id)
        throw_away(change, entry.item.item_id)
        _forget(change, found, entry)
        record(change, Event.DISCARDED, "", entry.id, opened.now())
    return entry.id


def _require_own_key(public: bytes, keyring: Keyring) -> None:
    """Makes sure, before it is pinned, that what is written while locked is sealed to a key of the coach's.

    Raises:
        IntegrityError: Somebody who holds the header key, such as an executor, put another one there.
    """
    if key_pair_from_private(keyring.inbox_private).public != public:
        raise IntegrityError(
            "The key to which notes are sealed while the vault is locked is not yours: it was changed.",
            "`coachvault keys rotate` draws new ones. Who could have changed the file?",
        )


_A_READING = "a reading of sealed notes in another copy, for the register"


@dataclass(frozen=True)
class _Entry:
    """An authentic item that is neither filed nor thrown away: a note or a reading; neither where it cannot be read."""

    item: InboxItem
    captured: Captured | None
    reading: RegisterEntry | None = None

    @property
    def id(self) -> str:
        return f"w{self.item.counter}"

    def captured_or_refuse(self) -> Captured:
        if self.captured is None:
            raise BadInput("That note cannot be read.", "A newer CoachVault may have written it.")
        return self.captured

    def state(self, snapshot: Snapshot) -> Waiting:
        if self.reading is not None:
            return Waiting(self.id, self.reading.client, f"{self.reading.at:%Y-%m-%d}", _A_READING, "", asks=False)
        if self.captured is None:
            return Waiting(self.id, "", "", "", "It cannot be read: a newer CoachVault wrote it.", asks=False)
        why, asks = _obstacle(snapshot, self.captured.client, self.captured.written_at.date())
        return Waiting(self.id, self.captured.client, self.captured.held_on, title_of(self.captured.body), why, asks)


@dataclass(frozen=True)
class _Inbox:
    """The inbox at one moment, separated into what is ours and what is not."""

    known: Counters
    entries: list[_Entry]
    replayed: list[InboxItem]
    missing: int
    foreign: int
    newest: int

    @classmethod
    def read(cls, snapshot: Snapshot, written: int) -> _Inbox:
        """Reads the inbox; `written` is the number of the last note that this machine knows to have written."""
        known, keyring = roster.counters(snapshot), snapshot.keyring()
        rows = items(snapshot.store.inbox())
        ours = {item.counter: item for item in rows if item.is_authentic(keyring.capture_key, snapshot.vault_id)}
        newest = max([known.inbox, written, *ours])
        fresh = [number for number in ours if number > known.inbox]
        still = [number for number in known.waiting if number in ours]
        return cls(
            known,
            [_entry(ours[number], keyring) for number in sorted([*still, *fresh])],
            [item for number, item in ours.items() if number <= known.inbox and number not in known.waiting],
            newest - known.inbox - len(fresh) + len(known.waiting) - len(still),
            len(rows) - len(ours),
            newest,
        )

    def is_news(self, snapshot: Snapshot) -> bool:
        """Returns whether there is anything to write down."""
        return (
            self.newest != self.known.inbox
            or bool(self.missing or self.replayed)
            or not all(entry.state(snapshot).why for entry in self.entries)
        )

    def unfiled(self, snapshot: Snapshot) -> Filing:
        """Returns what there is to report when nothing is filed."""
        return Filing(waiting=tuple(entry.state(snapshot) for entry in self.entries), foreign=self.foreign)


def _file(change: Change, clock: Clock, found: _Inbox) -> Filing:
    filed, waiting, new = [], [], []
    for item in found.replayed:
        change.store.delete_inbox(item.item_id)
    for entry in found.entries:
        state = entry.state(change)
        if entry.reading is not None:
            write(change, entry.reading)
            change.store.delete_inbox(entry.item.item_id)
            continue
        if entry.captured is not None and not state.why:
            filed.append(_put(change, clock, entry.item, entry.captured))
            continue
        waiting.append((entry.item.counter, state))
        if entry.item.counter > found.known.inbox:
            new.append(state.id)
    if found.missing:
        record(change, Event.LOST, "", "", clock.now(), what=f"{found.missing} of them")
    numbers = tuple(number for number, _ in waiting)
    roster.save_counters(change, msgspec.structs.replace(roster.counters(change), inbox=found.newest, waiting=numbers))
    return Filing(tuple(filed), tuple(state for _, state in waiting), tuple(new), found.missing, found.foreign)


def _put(change: Change, clock: Clock, item: InboxItem, captured: Captured) -> NoteView:
    """Files one note under the id that it has, so that filing it twice changes nothing."""
    roster.require_living(change)
    place = _place(change, captured)
    view = put_note(change, clock, place, captured.draft, RecordId(item.item_id))
    if captured.actions and place.kept:
        actions.take_within(change, view, clock.now())
    if place.has_ended:
        record(change, Event.ADDED, place.code, str(view.id), clock.now())
    change.store.delete_inbox(item.item_id)
    return view


def _place(change: Change, captured: Captured) -> NotePlace:
    if captured.client == OWN:
        return place_of_own(change)
    code = roster.client_code(change, captured.client)
    places = places_of(change, code)
    if places and all(place.has_ended for place in places) and change.is_readable(places[-1].compartment_id):
        return places[-1]
    return writing_place(change, code, day_of(captured.held_on))


def _obstacle(snapshot: Snapshot, given_code: str, written_on: date) -> tuple[str, bool]:
    """Returns why a note is not filed now, and whether naming the client would help; nothing when it can be."""
    if (state := roster.state(snapshot)).retired_on is not None:
        return f"The practice has ended on {state.retired_on}: nothing new is filed.", False
    if given_code == OWN:
        return "", False
    try:
        code = roster.client_code(snapshot, given_code)
    except (NotFound, Ambiguous) as error:
        return error.message, True
    places = places_of(snapshot, code)
    if not places and (gone := _destroyed_since(snapshot, code, written_on)):
        return gone, True
    last = places[-1].kept if places else None
    if last is None or any(snapshot.is_readable(place.compartment_id) for place in places):
        return "", False
    return f"{last.engagement.id} has ended: it is filed when the notes are next opened.", False


def _destroyed_since(snapshot: Snapshot, code: Code, written_on: date) -> str:
    """Says of a note that it would have been destroyed with its engagement, had the custodian been able to read it."""
    for kept in reversed(roster.engagements(snapshot, code)):
        if kept.engagement.destroyed is not None and kept.engagement.destroyed >= written_on:
            message = (
                f"The notes of {kept.engagement.id} were destroyed on {kept.engagement.destroyed}, after it was written"
            )
            return f"{message}; `--discard` throws this one away, too."
    return ""


def _find(change: Change, given_id: str) -> tuple[_Entry, _Inbox]:
    found = _Inbox.read(change, 0)
    entry = next((entry for entry in found.entries if entry.id == given_id.strip().lower()), None)
    if entry is None:
        raise NotFound("No note of that name waits.", "`coachvault note waiting` shows those that do.")
    return entry, found


def _forget(change: Change, found: _Inbox, entry: _Entry) -> None:
    left = tuple(number for number in found.known.waiting if number != entry.item.counter)
    roster.save_counters(change, msgspec.structs.replace(roster.counters(change), waiting=left))


def _code(given_code: str) -> Code:
    return Code(OWN) if given_code.strip().lower() == OWN else parse_code(given_code)


def _captured(code: Code, draft: NoteDraft, clock: Clock) -> Captured:
    """Returns a note as it goes into the inbox, once it is sure that it can be filed one day."""
    held_on, zone, now = draft.held_on or moment_now(clock), clock.zone(), clock.now()
    usual = NoteKind.REFLECTION if code == OWN else NoteKind.SESSION
    Note(1, draft.body, held_on, zone, draft.kind or usual, now, draft.minutes or 0, tags=draft.tags)
    if code == OWN and draft.kind not in (None, *OWN_KINDS):
        raise BadInput(f"A {draft.kind} note belongs to a client.", "Name the client's code instead of `own`.")
    details = (draft.kind, draft.minutes, draft.pro_bono, draft.tags, draft.takes_actions)
    return Captured(code, draft.body, held_on, zone, now, *details)


def _entry(item: InboxItem, keyring: Keyring) -> _Entry:
    try:
        data = item.open(keyring)
        reading = parse_reading(data)
        return _Entry(item, None if reading else decode(data, Captured), reading)
    except CoachVaultError:
        return _Entry(item, None)
