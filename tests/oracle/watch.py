"""Looks, after each destruction and each erasure of a test, whether what went is gone from every file that is there.

What takes something away is wrapped once, for all tests; what went is found by comparing the vault before and after,
so that no test has to say what it looks for.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

from coachvault.services.client_rights import erasure
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.engagements import lifecycle
from coachvault.services.notes import editing, inbox
from coachvault.services.retirement import retire
from coachvault.vault.change import Change
from coachvault.vault.keys import DayKeys
from tests.fakes import PASSPHRASE, WORDS
from tests.oracle.raw import File, Plain, Ring, Thief, read_file, vault_files
from tests.oracle.search import (
    Hit,
    Told,
    readable_files,
    require_named,
    search,
    told_by_certificates,
    told_by_list,
)

SHORTEST = 6
_KEPT_KINDS = frozenset(
    {"keyring", "backup", "profile", "counters", "certificate", "register-entry", "engagement", "ledger", "custodian"}
)
_NO_TEXT = re.compile(r"[a-z-]+|[\w+/]{21,43}={1,2}|\d{4}-\d\d-\d\d(T[\d:.]+([+-]\d\d:\d\d|Z))?|[A-Za-z0-9+/=]{60,}")
_VAULT = b"\1"

Thing = tuple[str, str]


class Gone(NamedTuple):
    """What went in one act.

    Args:
        texts: Its texts.
        boxes: The boxes that they were in, each with a text.
        things: What was destroyed, if it has certificates.
        readable: The files that had left readable before.
        hours: The engagements whose hours were destroyed, by the ids of their records.
    """

    texts: frozenset[str]
    boxes: dict[bytes, str]
    things: frozenset[Thing]
    readable: frozenset[Path] = frozenset()
    hours: frozenset[bytes] = frozenset()


class Lent(NamedTuple):
    """What an agent holds, the texts that it reads in the vault by that, and the steps of both keys."""

    ring: Ring
    texts: frozenset[str]
    steps: tuple[int, int]


@dataclass
class Watch:
    """What one test did away with, and with which keys it worked.

    Args:
        base: The folder in which tests have theirs.
        roots: Every root key that was used.
        gone: What went, in the order in which it did.
        unknown: Files, or folders of files, of which no vault could know: a test that makes one says so.
        looked: How often it was looked.
        depth: Whether something that is watched is under way.
        faults: What was found that nobody was told of: a command makes an exit code of what is raised in it.
    """

    base: Path
    roots: set[bytes] = field(default_factory=set)
    gone: list[Gone] = field(default_factory=list)
    unknown: set[Path] = field(default_factory=set)
    looked: int = 0
    depth: int = 0
    faults: list[str] = field(default_factory=list)

    def ring(self) -> Ring:
        """Returns every key there is: whoever has it all opens whatever can be opened."""
        return Ring((PASSPHRASE,), (WORDS,), tuple(self.roots))

    def folder_of(self, home: Path) -> Path:
        """Returns the folder of a test: all that is in it is looked at."""
        place = home.resolve()
        for base in (self.base.resolve(), Path(tempfile.gettempdir()).resolve()):
            if place.is_relative_to(base):
                return base / place.relative_to(base).parts[0]
        return place.parent

    def plains(self, home: Path) -> list[Plain]:
        """Returns all that is in a vault."""
        file = read_file(home)
        return Thief(self.ring(), [file]).plains(file)

    def look(self, home: Path, gone: Gone, told: Callable[[Thief], Told] | None = None) -> list[Hit]:
        """Looks for what went, and makes sure that what is left of it is where somebody was told that it is."""
        self.looked += 1
        hits = self.hits(home, gone)
        if hits:
            file = read_file(home)
            thief = Thief(self.ring(), [file])
            named = told(thief) if told else _named(thief, home, gone)
            try:
                require_named(hits, named, gone.readable)
            except AssertionError as error:
                self.faults.append(str(error))
                raise
        return hits

    def lent(self, home: Path) -> Lent:
        """Returns what an agent can read of a vault, and at which step of the keys."""
        file = read_file(home)
        ring = Thief(self.ring(), [file]).lent(file)
        texts = {text for plain in Thief(ring, [file]).plains(file) for text in _of(plain)}
        return Lent(ring, frozenset(texts), (file.step(), file.step("duty_step")))

    def look_for_keys(self, home: Path, before: Lent) -> None:
        """Makes sure that what an agent holds after a step of the keys reads nowhere what was taken from it."""
        now = self.lent(home)
        if now.steps[0] <= before.steps[0] and now.steps[1] <= before.steps[1]:
            return
        left = "\n".join(now.texts)
        taken = [text for text in before.texts if text not in left]
        copy_id = read_file(home).copy_id

        def goes_on(file: File) -> bool:
            """Tells whether it is another vault, whose keys take steps of their own from the same start."""
            return file.header.get("role") == _VAULT and file.copy_id != copy_id

        found = search([self.folder_of(home)], {"what an agent holds": now.ring}, taken, but=goes_on)
        if found := [hit for hit in found if hit.key != "nobody" and hit.place not in _KEPT_KINDS]:
            self.faults.append("taken from the keys, and yet opened by them:\n" + "\n".join(map(str, found)))
            raise AssertionError(self.faults[-1])

    def hits(self, home: Path, gone: Gone) -> list[Hit]:
        """Returns where it is found, but for files of which no vault could know."""
        found = search([self.folder_of(home)], {"every key": self.ring()}, gone.texts, gone.boxes)
        found += self._hours(home, gone.hours)
        return [hit for hit in found if not any(hit.path.is_relative_to(each) for each in self.unknown)]

    def _hours(self, home: Path, gone: frozenset[bytes]) -> list[Hit]:
        """Returns where hours can be read that were destroyed: a number is no text that could be looked for."""
        if not gone:
            return []
        files = [read_file(path) for path in vault_files([self.folder_of(home)])]
        thief = Thief(self.ring(), files)
        return [
            Hit(file.path, file.copy_id, "every key", "hours", f"{_minutes(plain)} minutes")
            for file in files
            for plain in thief.plains(file)
            if plain.place == "engagement" and plain.row[1] in gone and _has_hours(plain)
        ]


def _minutes(plain: Plain) -> int:
    counted = plain.value["tally"]
    return int(counted.get("paid_minutes", 0) + counted.get("pro_bono_minutes", 0))


def _has_hours(plain: Plain) -> bool:
    return _minutes(plain) > 0 and not plain.value.get("hours_destroyed")


def _named(thief: Thief, home: Path, gone: Gone) -> Told:
    file = read_file(home)
    return told_by_certificates(thief, file, set(gone.things)) if gone.things else told_by_list(thief, file)


def went(before: list[Plain], after: list[Plain]) -> Gone:
    """Returns what stood in a vault before and does not stand there any more, and what has a certificate since then."""
    left = "\n".join(text for plain in after for text in plain.texts())
    texts: set[str] = set()
    boxes: dict[bytes, str] = {}
    for plain in before:
        for text in _of(plain):
            if text not in left:
                texts.add(text)
                boxes[plain.box] = text
    destroyed = {each.row[1] for each in after if each.place == "engagement" and each.value.get("hours_destroyed")}
    hours = {
        each.row[1]: each.box
        for each in before
        if each.place == "engagement" and each.row[1] in destroyed and _has_hours(each)
    }
    boxes |= dict.fromkeys(hours.values(), "hours")
    certified = {each.row[1] for each in before if each.place == "certificate"}
    new = [each.value for each in after if each.place == "certificate" and each.row[1] not in certified]
    things = frozenset((each["subject"], each["series"]) for each in new)
    return Gone(frozenset(texts), boxes, things, readable_files(before), frozenset(hours))


def _of(plain: Plain) -> Iterator[str]:
    """Yields the texts that somebody wrote: no ids, days, codes, or what is written by the program."""
    if plain.place not in _KEPT_KINDS:
        yield from (text for text in plain.texts() if len(text) >= SHORTEST and not _NO_TEXT.fullmatch(text))


_current: list[Watch] = []


def newest() -> Watch:
    """Returns the watch of the test that runs."""
    return _current[-1]


@contextmanager
def watching(base: Path) -> Iterator[Watch]:
    """Watches what is done in a block.

    Args:
        base: The folder in which tests have theirs.
    """
    watch = Watch(base)
    _current.append(watch)
    try:
        yield watch
    finally:
        _current.remove(watch)


def _watched(real: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(real)
    def watched(opened: OpenVault, *arguments: Any, **named: Any) -> Any:
        watch = _current[-1] if _current else None
        if watch is None or watch.depth:
            return real(opened, *arguments, **named)
        home, watch.depth = opened.vault.path, 1
        try:
            before, open_before = watch.plains(home), watch.lent(home)
            answer = real(opened, *arguments, **named)
        finally:
            watch.depth = 0
        gone = went(before, watch.plains(home))
        if gone.texts or gone.hours:
            watch.gone.append(gone)
            watch.look(home, gone)
        watch.look_for_keys(home, open_before)
        if real.__name__ == "clean":
            for each in watch.gone:
                if each.things or opened.opener is Opener.COACH:  # custodians have no key to what was erased
                    watch.look(home, each, None if each.things else _not_cleaned(answer))
        return answer

    return watched


def _not_cleaned(answer: Any) -> Callable[[Thief], Told]:
    """Returns the copies that cleaning says it did not clean."""
    left = [each.backup for each in answer if each.why]
    told = Told({each.copy_id for each in left}, {Path(each.path) for each in left})
    return lambda _: told


WATCHED = (
    destroy.destroy,
    erasure.erase,
    editing.erase_note,
    editing.erase_earlier,
    inbox.discard,
    clean_copies.clean,
    lifecycle.end_engagement,
    retire.stop_all,
)


NOT_WATCHED = frozenset(
    {
        *("restore", "archive", "backup clean"),  # of a copy; what becomes of it is looked at by what has it done
        *("custodian add", "custodian quorum", "custodian remove"),  # of the ways in, and of no text
        *("passphrase change", "recovery renew", "keys rotate"),
        "note move",  # what goes in one place is there in another
    }
)
"""Kinds of changes that take something away of which nobody says that it is gone."""


def _tell_what_is_not_watched() -> None:
    """Makes each change a fault that takes something away by a service that is not among those that are watched."""
    finish = Change.finish

    @wraps(finish)
    def told(change: Change, kind: str, *arguments: Any, **named: Any) -> Any:
        watch = _current[-1] if _current else None
        if watch and not watch.depth and change.takes_away and kind not in NOT_WATCHED and _is_by_service():
            watch.faults.append(f"`{kind}` takes something away, and nobody looks whether it is gone")
        return finish(change, kind, *arguments, **named)

    setattr(Change, "finish", told)  # noqa: B010


def _is_by_service() -> bool:
    """Returns whether a service is at work, and not a test that changes rows by itself."""
    frame = sys._getframe()
    while frame.f_back is not None and not frame.f_globals["__name__"].startswith("tests.unit."):
        frame = frame.f_back
        if frame.f_globals["__name__"].startswith("coachvault.services."):
            return True
    return False


def install() -> None:
    """Wraps whatever takes something away, wherever it was imported to, and remembers each root key that is used."""
    for real in WATCHED:
        wrapped = _watched(real)
        for module in list(sys.modules.values()):
            for name, value in list(vars(module).items()):
                if value is real:
                    setattr(module, name, wrapped)
    _tell_what_is_not_watched()
    from_root = DayKeys.from_root

    def noted(root: Any) -> DayKeys:
        for watch in _current:
            watch.roots.add(bytes(root))
        return from_root(root)

    setattr(DayKeys, "from_root", staticmethod(noted))  # noqa: B010
