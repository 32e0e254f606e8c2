"""Custodians: adding them, with words on paper; trying the words; ending their way in, which rotates the keys."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from coachvault.crypto import webcrypto
from coachvault.crypto.aead import random_bytes
from coachvault.crypto.kdf import KdfProfile
from coachvault.crypto.sealing import key_pair_from_seed
from coachvault.crypto.words import encode_words, parse_words, random_entropy
from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.custodian import OLD_AFTER_DAYS, Custodian, CustodianRole, Handbook
from coachvault.practice.ids import Code, match_code, parse_code
from coachvault.practice.register import Event
from coachvault.services.core.forms import LONGEST_TEXT, parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody.rehearsal import Rehearsal, rehearse
from coachvault.services.keys.credentials import rotate_keys
from coachvault.services.people import directory
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.texts.languages import LANGUAGES
from coachvault.vault.change import Change
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Keyholder, Keyring, Part, RootKey
from coachvault.vault.rotation import custodian_slots
from coachvault.vault.slots import FEWEST_READERS, MOST_EXECUTORS, MOST_READERS, SlotKind, boxes_of
from coachvault.vault.snapshot import KEYRING_KIND, Snapshot

LARGEST_QUORUM = 3
PAGE_ITERATIONS = 600_000
PAGE_SALT_BYTES = 16
_FORM = frozenset({"name", "phone", "email", "language", "remark"})
_HEX = re.compile(r"[0-9a-fA-F]{64}")
LEFT_OVER = (
    "Their words open nothing that is written from now on. Copies made before still open with them: to an executor the"
    " roster and the register as they were then, to a quorum everything; so does executor.html next to them, which"
    " names your clients. Make a new backup in the same place, which writes that page anew or removes it, and destroy"
    " the old backups."
)


class Added(msgspec.Struct, frozen=True):
    """A custodian who was added.

    Args:
        custodian: The custodian.
        words: The 24 words for paper, shown once; empty where a public key was given.
        opens: What the words open now.
        has_page: Whether they open a page next to backups: an executor's do, if they were drawn here.
    """

    custodian: Custodian
    words: list[str]
    opens: str
    has_page: bool = False


class Removed(msgspec.Struct, frozen=True):
    """A custodian who was removed.

    Args:
        custodian: The custodian.
        readers: How many readers are left.
        quorum: How many of them open together now; 0 for none.
        ends_quorum: Whether so many did before, and too few are left for it.
    """

    custodian: Custodian
    readers: int
    quorum: int
    ends_quorum: bool


def parse_form(text: str) -> dict[str, Any]:
    """Parses the TOML of `custodian add --from`: name, phone, email, language, remark.

    Raises:
        BadInput: It is no TOML, or a field is unknown or of the wrong type.
    """
    fields = parse_toml(text)
    if fields.keys() - _FORM:
        raise BadInput("The form is not valid: there is a field that is not known; nothing was changed.", _FIELDS)
    return fields


_FIELDS = f"Fields: {', '.join(sorted(_FORM))}."


def require_language(code: str) -> None:
    """Makes sure that there are texts for custodians in a language.

    Args:
        code: As in `en` (ISO 639-1).

    Raises:
        BadInput: There are none.
    """
    if code not in LANGUAGES:
        raise BadInput("There are no texts for custodians in that language.", f"One of {', '.join(LANGUAGES)}.")


def parse_public_key(text: str) -> bytes:
    """Parses a custodian's public key: 32 bytes as 64 hexadecimal digits or in base64.

    Raises:
        BadInput: It is none.
    """
    typed = text.strip()
    try:
        key = bytes.fromhex(typed) if _HEX.fullmatch(typed) else b64decode(typed, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise BadInput("A custodian's public key is 64 hexadecimal digits, or 44 characters of base64.", _KEY_HINT)
    return key


_KEY_HINT = "Without --key, words for paper are drawn here."


def add(opened: OpenVault, code: str, role: CustodianRole, fields: dict[str, Any], public: bytes = b"") -> Added:
    """Adds a custodian with a way in of their own; the passphrase is needed.

    Args:
        opened: The vault.
        code: A neutral code.
        role: Executor or reader.
        fields: name, phone, email, language, remark; all may be left out.
        public: A public key whose words are elsewhere; drawn here when left out.

    Raises:
        Refused: The code or the key is in use, or there are as many as there may be.
        BadInput: The code or a field is not valid.
    """
    opened.require_coach("adds custodians")
    root, words = opened.root(), [] if public else encode_words(random_entropy())
    known_key = public or key_pair_from_seed(parse_words(" ".join(words))).public
    require_language(fields.get("language", "en"))
    made = {**fields, "code": parse_code(code), "role": role.value, "added_on": opened.now().date()}
    custodian = to_value({**made, "public": known_key}, Custodian)
    with opened.vault.change("custodian add", opened.now()) as change:
        ring = change.keyring()
        _require_room(change, ring, custodian)
        salt = random_bytes(PAGE_SALT_BYTES)
        page_key = webcrypto.stretch(" ".join(words), salt, PAGE_ITERATIONS) if words else b""
        holder = Keyholder(custodian.code, role is CustodianRole.READER, known_key, page_key, salt)
        ring = msgspec.structs.replace(ring, custodians=(*ring.custodians, holder))
        save_ring(change, ring)
        change.open_for_duty()
        _renew_slots(change, ring, root)
        listing = {"code": custodian.code, "name": custodian.name, "role": role.value}
        change.insert(change.part(Part.ROSTER), kinds.CUSTODIAN, custodian, listing)
        _record(change, opened.now(), Event.CUSTODIAN_ADDED, custodian)
    return Added(custodian, words, _opens(ring, role), has_page=bool(page_key) and not holder.is_reader)


def set_quorum(opened: OpenVault, quorum: int) -> int:
    """Sets how many readers open sealed notes together, and returns how many combinations of them can.

    Raises:
        Refused: There are fewer readers, or nobody may open alone.
    """
    opened.require_coach("sets how many readers open together")
    root = opened.root()
    with opened.vault.change("custodian quorum", opened.now()) as change:
        ring = change.keyring()
        readers = sum(each.is_reader for each in ring.custodians)
        if not FEWEST_READERS <= quorum <= LARGEST_QUORUM:
            raise Refused("Two or three readers open together; nobody alone.", "`custodian quorum 2`")
        if readers < quorum:
            raise Refused(f"There are {readers} readers, fewer than {quorum}.", "`custodian add CODE --role reader`")
        ring = msgspec.structs.replace(ring, quorum=quorum)
        save_ring(change, ring)
        _renew_slots(change, ring, root)
        record(change, Event.QUORUM_SET, "", "", opened.now(), what=f"{quorum} of {readers} readers")
        return sum(1 for _ in boxes_of(SlotKind.READERS, change.store.slots()))


def remove(opened: OpenVault, given_code: str, passphrase: str, cost: KdfProfile) -> Removed:
    """Ends a custodian's way in: every key of the vault is drawn anew, and sealed to those who stay.

    Args:
        opened: The vault; it cannot be used afterwards.
        given_code: The custodian's code.
        passphrase: The present one.
        cost: The cost of one guess at it.

    Raises:
        NotFound: No custodian has that code.
        UnlockFailed: It is not the passphrase.
    """
    opened.require_coach("removes custodians")
    with opened.vault.read() as snapshot:
        custodian, _ = _find(snapshot, given_code)
        before = snapshot.keyring()
    left = ring_of(before, {each.code for each in before.custodians} - {custodian.code})

    def leave(change: Change) -> None:
        item = _find(change, custodian.code)[1]
        change.erase(change.part(Part.ROSTER), item.record_id)
        save_ring(change, ring_of(change.keyring(), {each.code for each in left.custodians}))
        _record(change, opened.now(), Event.CUSTODIAN_REMOVED, custodian)

    rotate_keys(opened, passphrase, cost, before=leave, kind="custodian remove")
    readers = sum(each.is_reader for each in left.custodians)
    return Removed(custodian, readers, left.quorum, ends_quorum=left.quorum != before.quorum)


def test(opened: OpenVault, given_code: str, words: str) -> Rehearsal:
    """Makes sure that a custodian's words are the right ones, and keeps that they were tried; nothing is read by them.

    An executor's words have to open the executor's way in as well, and neither recovery words nor anything else; a
    reader's, once a quorum is set, the first seal of each combination in which they come first.

    Raises:
        NotFound: No custodian has that code.
        BadInput: They are no words.
        Refused: They are another's, or the way in that they should have is not there.
    """
    entropy = parse_words(words)
    with opened.vault.change("custodian test", opened.now()) as change:
        custodian, item = _find(change, given_code)
        found = rehearse(change, opened, custodian, entropy)
        tested = msgspec.structs.replace(custodian, tested_on=opened.now().date())
        change.replace(change.part(Part.ROSTER), item.record_id, tested, item.listing)
        _record(change, opened.now(), Event.CUSTODIAN_TESTED, custodian)
    return msgspec.structs.replace(found, custodian=tested)


def list_custodians(opened: OpenVault) -> list[Custodian]:
    """Returns every custodian, in the order in which they were added."""
    with opened.vault.read() as snapshot:
        return custodians(snapshot)


def custodians(snapshot: Snapshot) -> list[Custodian]:
    """Returns every custodian, in the order in which they were added."""
    return roster.every(snapshot, Part.ROSTER, kinds.CUSTODIAN, Custodian)


def not_tried(snapshot: Snapshot, today: date) -> tuple[str, ...]:
    """Returns the codes of custodians whose words were not tried for a year."""
    long_ago = today - timedelta(days=OLD_AFTER_DAYS)
    return tuple(each.code for each in custodians(snapshot) if (each.tested_on or each.added_on) < long_ago)


def readers_without_quorum(snapshot: Snapshot) -> int:
    """Returns how many readers there are, where no number was set and they therefore open nothing."""
    ring = snapshot.keyring()
    return 0 if ring.quorum else sum(each.is_reader for each in ring.custodians)


def quorum(opened: OpenVault) -> int:
    """Returns how many readers open together; 0 where no number was set."""
    with opened.vault.read() as snapshot:
        return snapshot.keyring().quorum


def handbook(snapshot: Snapshot) -> Handbook:
    """Returns what custodians have to know; empty where nothing was written down."""
    return roster.only(snapshot, Part.ROSTER, kinds.HANDBOOK, Handbook) or Handbook()


def show_handbook(opened: OpenVault) -> Handbook:
    """Returns what custodians have to know; empty where nothing was written down."""
    with opened.vault.read() as snapshot:
        return handbook(snapshot)


def set_handbook(opened: OpenVault, text: str) -> Handbook:
    """Writes what custodians have to know: TOML with laptop, backups, helper, call, message, remark.

    Raises:
        BadInput: It is no TOML, or holds something else.
    """
    value = to_value(parse_toml(text, LONGEST_TEXT), Handbook)
    with opened.vault.change("practice handbook", opened.now()) as change:
        roster.save_only(change, Part.ROSTER, kinds.HANDBOOK, value)
    return value


def drop_removed(change: Change, root: RootKey) -> None:
    """Ends the ways in of custodians who are not in the roster any more: they were removed since a copy was made."""
    items = change.head(change.part(Part.ROSTER)).of_kind(kinds.CUSTODIAN)
    staying = {item.listing["code"] for item in items}
    ring = change.keyring()
    if all(each.code in staying for each in ring.custodians):
        return
    left = ring_of(ring, staying)
    save_ring(change, left)
    _renew_slots(change, left, root)


def ring_of(ring: Keyring, staying: Collection[str]) -> Keyring:
    """Returns a ring with these custodians alone; a quorum that they do not make is none."""
    left = tuple(each for each in ring.custodians if each.code in staying)
    readers = sum(each.is_reader for each in left)
    return msgspec.structs.replace(ring, custodians=left, quorum=ring.quorum if readers >= ring.quorum else 0)


def save_ring(change: Change, ring: Keyring) -> None:
    """Writes the vault's ring of keys."""
    roster.save_only(change, Part.PRACTICE, KEYRING_KIND, ring)


def _require_room(change: Change, ring: Keyring, custodian: Custodian) -> None:
    if custodian.code in {each.code for each in ring.custodians} | directory.taken(change):
        raise Refused(f"The code {custodian.code} is in use; nothing was changed.", "Take another code.")
    if custodian.public in {each.public for each in ring.custodians} | {ring.recovery_public}:
        raise Refused("That key is somebody's already: one pair of hands would count as two.", _KEY_HINT)
    readers = sum(each.is_reader for each in ring.custodians)
    many, most = (
        (readers, MOST_READERS)
        if custodian.role is CustodianRole.READER
        else (len(ring.custodians) - readers, MOST_EXECUTORS)
    )
    if many >= most:
        raise Refused(f"There are {most} {custodian.role.value}s; more would be too many keys to keep track of.")


def _renew_slots(change: Change, ring: Keyring, root: RootKey) -> None:
    """Puts the custodians' ways in in place of those that are there."""
    slots = custodian_slots(ring, root, change.vault_id, change.header.epoch)
    for kind in (SlotKind.EXECUTOR, SlotKind.READERS):
        change.replace_slots(kind, *(slot for slot in slots if slot[1][0] == kind))


def _opens(ring: Keyring, role: CustodianRole) -> str:
    if role is CustodianRole.EXECUTOR:
        return "roster, schedule, register; no note and no text"
    readers = sum(each.is_reader for each in ring.custodians)
    if ring.quorum:
        return f"nothing alone; any {ring.quorum} of the {readers} readers together open everything"
    return "nothing yet: `coachvault custodian quorum 2` sets how many readers open together"


def _find(snapshot: Snapshot, given_id: str) -> tuple[Custodian, HeadItem]:
    stored = roster.stored(snapshot, Part.ROSTER, kinds.CUSTODIAN, Custodian)
    known = {Code(custodian.code): (custodian, item) for item, custodian in stored}
    if not known:
        raise NotFound("There are no custodians yet.", "`coachvault custodian add CODE --role executor`")
    return known[match_code(given_id, list(known), "custodian")]


def _record(change: Change, now: datetime, event: Event, custodian: Custodian) -> None:
    record(change, event, "", custodian.code, now, what=custodian.role.value)
