"""What a vault's file gives to whoever holds a key, by cryptography alone: the format's rules are not asked.

The independent reader refuses a file for whatever is wrong with it. A thief does not: half a copy, a row that no head
names, or a step that was never taken is read here as far as any key reaches.
"""

from __future__ import annotations

import json
import sqlite3
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from nacl import bindings

from coachvault.crypto.words import parse_words
from tests.independent.reader import (
    APPLICATION_ID,
    OBJECTS,
    BoxRefused,
    Deviation,
    Field,
    code,
    open_box,
    open_sealed,
)

MAGIC = b"SQLite format 3\0"
MOST_STEPS = 131_072
KINDS = tuple(name for name, form in OBJECTS.items() if form.places)
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Ring:
    """What somebody holds: it opens files, or parts of files, of any practice.

    Args:
        passphrases: Passphrases.
        words: Words of any kind: the coach's, an executor's, readers'.
        roots: Root keys.
        day: Header keys, keys of what is open and duty keys at a step, as an agent holds them; `b""` for none.
        compartments: Keys of compartments, by their ids, as an open window holds them.
    """

    passphrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    roots: tuple[bytes, ...] = ()
    day: tuple[DayChain, ...] = ()
    compartments: tuple[tuple[bytes, bytes], ...] = ()


class DayChain(NamedTuple):
    """The two chains from a step on; each goes forward only."""

    header: bytes
    wrap: bytes
    duty: bytes
    step: int = 0
    duty_step: int = 0
    root: bytes = b""

    @classmethod
    def of_root(cls, root: bytes) -> DayChain:
        """Returns what a root key comes to, at step 0."""
        wrap = code("cv1/wrap", key=root)
        return cls(code("cv1/header", key=root), wrap, code("cv1/duty", key=wrap), root=root)

    def at(self, step: int, duty_step: int) -> DayChain:
        """Returns the chains further on, without the root key."""
        wrap = _along(self.wrap, "cv2/next", step - self.step)[0]
        duty = _along(self.duty, "cv2/next-duty", duty_step - self.duty_step)[0]
        return DayChain(self.header, wrap, duty, step, duty_step)


@dataclass(frozen=True)
class File:
    """One file, as rows."""

    path: Path
    header: dict[str, bytes] = field(default_factory=dict)
    slots: tuple[Row, ...] = ()
    compartments: tuple[Row, ...] = ()
    records: tuple[Row, ...] = ()
    inbox: tuple[Row, ...] = ()
    ledger: tuple[Row, ...] = ()
    search: tuple[Row, ...] = ()

    @property
    def vault_id(self) -> bytes:
        return self.header.get("vault_id", b"")

    @property
    def copy_id(self) -> bytes:
        return self.header.get("copy_id", b"")

    @property
    def epoch(self) -> int:
        return int.from_bytes(self.header.get("epoch", b""), "little")

    def step(self, name: str = "step") -> int:
        return min(int.from_bytes(self.header.get(name, b""), "little"), MOST_STEPS)


class Plain(NamedTuple):
    """Something that was opened."""

    place: str
    value: dict[str, Any]
    box: bytes = b""
    row: tuple[bytes, bytes, int] = (b"", b"", 0)

    def texts(self) -> Iterator[str]:
        """Yields every text in it."""
        yield from leaves(self.value)


def leaves(value: Any) -> Iterator[str]:
    """Yields every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)


def vault_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yields every file with the vault's application id, whatever its name; a file with two names once."""
    seen: set[tuple[int, int]] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            with suppress(OSError):
                status = path.stat()
                if path.is_file() and (status.st_dev, status.st_ino) not in seen and is_vault(path):
                    seen.add((status.st_dev, status.st_ino))
                    yield path


def is_vault(path: Path) -> bool:
    """Tells whether a file begins as a vault does."""
    with path.open("rb") as file:
        start = file.read(100)
    return start.startswith(MAGIC) and start[68:72] == APPLICATION_ID.to_bytes(4)


def read_file(path: Path) -> File:
    """Reads the rows of a file from its bytes, as far as they go; nothing is written or locked."""
    data = bytearray(path.read_bytes())
    data[18:20] = b"\1\1"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(bytes(data))
        rows = {name: tuple(_rows(database, query)) for name, query in _QUERIES.items()}
    header = {name: value for name, value in rows.pop("header") if isinstance(value, bytes)}
    return File(path, header, **rows)


_QUERIES = {
    "header": "SELECT name, value FROM header",
    "slots": "SELECT slot_id, box FROM slot",
    "compartments": "SELECT compartment_id, generation, wrapped_key, head FROM compartment",
    "records": "SELECT compartment_id, record_id, revision, generation, box FROM record",
    "inbox": "SELECT item_id, box FROM inbox",
    "ledger": "SELECT seq, box FROM ledger",
    "search": "SELECT compartment_id, segment, generation, box FROM search",
}


def _rows(database: sqlite3.Connection, query: str) -> Iterator[Row]:
    with suppress(sqlite3.Error):  # no such table, or the end of what can be read
        for row in database.execute(query):
            yield tuple(b"" if value is None else value for value in row)


class Thief:
    """Opens files with all that a ring holds, and with what the files themselves give away, one for another.

    Args:
        ring: What is held.
        files: All files there are.
    """

    def __init__(self, ring: Ring, files: Iterable[File]) -> None:
        self.files = list(files)
        self._ring = ring
        self._keys: dict[bytes, set[bytes]] = {}
        for compartment_id, key in ring.compartments:
            self._keys.setdefault(compartment_id, set()).add(key)
        self._inboxes: set[bytes] = set()
        self.page_keys: set[bytes] = set()
        self._chains = [chain for file in self.files for chain in self._chains_of(file)]
        self._chains = list(dict.fromkeys([*self._chains, *self._former()]))
        for file in self.files:
            self._take_keys(file)
        for file in self.files:
            self._take_rings(file)

    def plains(self, file: File) -> list[Plain]:
        """Returns all that opens in a file."""
        return [*self._records(file), *self._waiting(file), *self._entries(file), *self._segments(file)]

    @property
    def keys(self) -> Iterator[tuple[bytes, bytes]]:
        """The keys of compartments that were found, with the compartments' ids."""
        return ((compartment_id, key) for compartment_id, found in self._keys.items() for key in found)

    @property
    def chains(self) -> list[DayChain]:
        """What opens the wrapped keys."""
        return self._chains

    def lent(self, file: File) -> Ring:
        """Returns what an agent holds while a file is unlocked: the two chains at its steps, and no root key."""
        roots = [chain for chain in self._chains if list(_sealing_key(chain, file))]
        return Ring(day=tuple(chain.at(file.step(), file.step("duty_step")) for chain in roots))

    # --- keys ---

    def _chains_of(self, file: File) -> Iterator[DayChain]:
        yield from self._ring.day
        yield from map(DayChain.of_root, self._ring.roots)
        for passphrase in self._ring.passphrases:
            yield from map(DayChain.of_root, _roots_by_passphrase(passphrase, file))
        yield from _chains_by_words(self._ring.words, file)

    def _former(self) -> Iterator[DayChain]:
        for file in self.files:
            for chain in self._chains if file.header.get("former") else ():
                with suppress(Deviation, ValueError, KeyError, TypeError):
                    ad = ("former", file.vault_id, file.epoch)
                    plain = open_box("former", code("cv2/former", key=chain.root), file.header["former"], *ad)
                    for each in json.loads(plain):
                        yield DayChain.of_root(_base64(each["root"]))

    def _take_keys(self, file: File) -> None:
        sealing = [private for chain in self._chains for private in _sealing_key(chain, file)]
        for compartment_id, generation, wrapped, _ in file.compartments:
            ad = ("wrapped-key", file.vault_id, file.epoch, compartment_id, generation)
            for key in self._wrapping_keys(file):
                with suppress(Deviation):
                    message = open_box("4.3", key, wrapped, *ad)
                    found = [message[1:33]] if message[0] != 2 else _unsealed(message[1:], sealing)
                    self._keys.setdefault(compartment_id, set()).update(found)
                    break

    def _wrapping_keys(self, file: File) -> Iterator[bytes]:
        """Yields the keys that may have wrapped others: those of the file's step first, then of each one before."""
        for chain in self._chains:
            if chain.wrap:
                yield from _along(chain.wrap, "cv2/next", file.step() - chain.step)
            yield from _along(chain.duty, "cv2/next-duty", file.step("duty_step") - chain.duty_step)

    def _take_rings(self, file: File) -> None:
        for plain in self._records(file):
            if plain.place == "keyring":
                self._inboxes.add(_base64(plain.value.get("inbox_private", "")))
                custodians = plain.value.get("custodians", [])
                self.page_keys |= {_base64(each.get("page_key", "")) for each in custodians} - {b""}

    # --- what they open ---

    def _records(self, file: File) -> Iterator[Plain]:
        kinds = self._kinds(file)
        for compartment_id, record_id, revision, generation, box in file.records:
            for kind in kinds.get(record_id, KINDS):
                ad = ("record", file.vault_id, compartment_id, generation, kind, record_id, revision)
                if (value := self._open(compartment_id, box, *ad)) is not None:
                    yield Plain(kind, value, box, (compartment_id, record_id, revision))
                    break

    def _kinds(self, file: File) -> dict[bytes, tuple[str, ...]]:
        found: dict[bytes, tuple[str, ...]] = {}
        for compartment_id, generation, _, head in file.compartments:
            ad = ("head", file.vault_id, compartment_id, generation)
            if value := self._open(compartment_id, head, *ad):
                for item in value.get("items", []):
                    found[_base64(item["record_id"])] = (item["kind"],)
        return found

    def _waiting(self, file: File) -> Iterator[Plain]:
        for item_id, box in file.inbox:
            for private in self._inboxes:
                with suppress(Deviation):
                    if (value := _value(open_sealed("11.1", box[40:], private))) is not None:
                        yield Plain("waiting", value, box, (b"", item_id, 1))

    def _entries(self, file: File) -> Iterator[Plain]:
        for seq, box in file.ledger:
            for compartment_id in {row[0] for row in file.compartments}:
                if value := self._open(compartment_id, box, "ledger", file.vault_id, seq):
                    yield Plain("ledger", {"why": value.get("why", "")}, box)

    def _segments(self, file: File) -> Iterator[Plain]:
        for compartment_id, segment, generation, box in file.search:
            for key in self._keys.get(compartment_id, ()):
                with suppress(Deviation):
                    ad = ("search", file.vault_id, compartment_id, segment, generation)
                    yield Plain("search", {"text": open_box("search", key, box, *ad).decode(errors="replace")}, box)

    def _open(self, compartment_id: bytes, box: bytes, *associated: Field) -> dict[str, Any] | None:
        for key in self._keys.get(compartment_id, ()):
            if (message := _message(key, box, associated)) is not None:
                return _value(message)
        return None


@lru_cache(50_000)
def _message(key: bytes, box: bytes, associated: tuple[Field, ...]) -> bytes | None:
    """Opens a box if it opens: the same boxes stand in every copy, and are tried at every look."""
    with suppress(Deviation):
        return open_box("box", key, box, *associated)
    return None


def _along(start: bytes, person: str, steps: int) -> list[bytes]:
    """Returns a chain up to so many steps on, the last one first; nothing behind its start."""
    found = [start] if steps >= 0 else []
    for _ in range(steps):
        found.append(code(person, key=found[-1]))
    return found[::-1]


def _value(message: bytes) -> dict[str, Any] | None:
    with suppress(ValueError):
        value = json.loads(message.rstrip(b"\0").removesuffix(b"\x80"))
        return value if isinstance(value, dict) else None
    return None


def _base64(text: str) -> bytes:
    return b64decode(text)


def _unsealed(box: bytes, privates: list[bytes]) -> list[bytes]:
    found = []
    for private in privates:
        with suppress(BoxRefused):
            found.append(open_sealed("4.3", box, private))
    return found


def _sealing_key(chain: DayChain, file: File) -> Iterator[bytes]:
    if chain.root:
        with suppress(Deviation):
            key = code("cv1/sealing", key=chain.root)
            yield open_box("4.4", key, file.header.get("sealing", b""), "sealing-key", file.vault_id, file.epoch)


@cache
def _stretched(passphrase: str, salt: bytes, opslimit: int, memlimit: int) -> bytes:
    algorithm = bindings.crypto_pwhash_ALG_ARGON2ID13
    key: bytes = bindings.crypto_pwhash_alg(32, passphrase.encode(), salt, opslimit, memlimit, algorithm)
    return key


def _roots_by_passphrase(passphrase: str, file: File) -> Iterator[bytes]:
    for slot_id, slot in file.slots:
        if slot[:2] == b"\1\1":
            opslimit, memlimit = int.from_bytes(slot[2:6], "little"), int.from_bytes(slot[6:14], "little")
            salt, box = slot[14:30], slot[30:134]
            ad = ("passphrase-slot", file.vault_id, file.epoch, slot_id, 1, opslimit, memlimit, salt)
            with suppress(Deviation):
                yield open_box("6.2", _stretched(passphrase, salt, opslimit, memlimit), box, *ad)


@cache
def _pair(words: str) -> tuple[bytes, bytes]:
    public, private = bindings.crypto_box_seed_keypair(parse_words(words))
    return public, private


def _chains_by_words(words: tuple[str, ...], file: File) -> Iterator[DayChain]:
    pairs = [_pair(each) for each in words]
    for _, slot in file.slots:
        for _, private in pairs if slot[0] in (2, 3) else ():
            with suppress(BoxRefused):
                if slot[0] == 2:
                    yield DayChain.of_root(open_sealed("6.3", slot[1:101], private)[20:])
                else:
                    message = open_sealed("6.4", slot[1:133], private)
                    yield DayChain(message[20:52], b"", message[52:84])
        for together in combinations(sorted(pairs), slot[1]) if slot[0] == 4 else ():
            with suppress(BoxRefused):
                box = slot[2 : 54 + 48 * slot[1]]
                for _, private in together:
                    box = open_sealed("6.5", box, private)
                yield DayChain.of_root(box[20:])
