"""Whether a file of the practice may be opened, for what, by whom, and what of it stays closed: one pure function.

What lives here: the rules for every file and every opening, as a table of standings. What must not: keys, files, the
clock; who calls it finds the facts out, once without keys and once with them. `docs/adr/0037-opening.md` has the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, StrEnum
from typing import TypeVar

import msgspec

from coachvault.errors import (
    WRITTEN_BY_NEWER,
    CoachVaultError,
    Diverged,
    IntegrityError,
    NoWayIn,
    Refused,
    RolledBack,
    UnsupportedVersion,
)

_T = TypeVar("_T")


class Who(StrEnum):
    """By which way in somebody opens a file."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a name, no passphrase
    WORDS = "recovery words"
    AGENT = "agent"
    """Nobody gave anything: the agent lends what it holds."""
    EXECUTOR = "executor"
    QUORUM = "quorum"


class Purpose(StrEnum):
    """For what a file is opened."""

    READ = "read"
    AS_IT_STANDS = "as it stands"
    """To read it with `--read-only`, whatever this computer has seen: nothing is written anywhere."""
    WRITE = "write"
    VERIFY = "verify"
    CLEAN = "clean"
    RESTORE = "restore"


class CopyRole(StrEnum):
    """What a file of the practice is for."""

    VAULT = "vault"
    BACKUP = "backup"
    ARCHIVE = "archive"
    ASIDE = "aside"
    SNAPSHOT = "snapshot"


class Place(StrEnum):
    """What stands where this computer last saw this copy."""

    UNKNOWN = "unknown"
    """It has never seen this copy."""
    ELSEWHERE = "elsewhere"
    """It saw it elsewhere; what stands there is not known before a key is at hand."""
    NOTHING = "nothing"
    HERE = "here"
    TWIN = "twin"
    """Another file with the same copy id."""
    REPLACED = "replaced"
    """Another copy of the same vault."""


class Course(StrEnum):
    """How this file's chain goes on from the newest state of this copy that this computer has seen."""

    UNKNOWN = "unknown"
    ON = "on"
    OLDER = "older"
    FORKED = "forked"


class Home(StrEnum):
    """How this file stands to the copy that this computer works on."""

    NONE = "none"
    """It knows of none."""
    ITSELF = "itself"
    UNKNOWN = "unknown"
    """It is another copy; more is not known before a key is at hand."""
    COVERED = "covered"
    """It is another copy, which has seen all that is known of home."""
    COVERS = "covers"
    """Home has seen all that is in this copy."""
    APART = "apart"


class Memory(StrEnum):
    """What this computer remembers of this practice."""

    WHOLE = "whole"
    EMPTY = "empty"
    DAMAGED = "damaged"


class Facts(msgspec.Struct, frozen=True):
    """All that an opening is judged by.

    Args:
        who: The way in.
        purpose: For what.
        role: What the file is for; None before that is known, as in files of version 1 before a key is at hand.
        is_unfinished: Whether it was still being written: its name says so.
        is_moved_away: Whether its newest entry says that it goes on elsewhere.
        is_in_place_of_home: Whether this computer knows another copy, or another vault, at this very place.
        place: What stands where it was last seen.
        course: How it goes on from what was seen of it.
        home: How it stands to home.
        memory: What this computer remembers.
        is_newer: Whether a newer program wrote it, so that there may be kinds of records that this one does not know.
    """

    who: Who
    purpose: Purpose
    role: CopyRole | None = CopyRole.VAULT
    is_unfinished: bool = False
    is_moved_away: bool = False
    is_in_place_of_home: bool = False
    place: Place = Place.HERE
    course: Course = Course.ON
    home: Home = Home.ITSELF
    memory: Memory = Memory.WHOLE
    is_newer: bool = False


class Standing(StrEnum):
    """What a file is, seen from this computer; the first that applies."""

    UNFINISHED = "unfinished"
    SUCCESSOR = "successor"
    INSTEAD = "instead"
    OLDER = "older"
    FORKED = "forked"
    BACKUP = "backup"
    ASIDE = "aside"
    SNAPSHOT = "snapshot"
    ARCHIVE = "archive"
    MOVED_AWAY = "moved away"
    DUPLICATE = "duplicate"
    HOME = "home"
    NEW_HERE = "new here"
    UNKNOWN = "unknown"


class Allowed(Enum):
    """What may be done."""

    YES = 0
    """It may be done, also with what the agent lends."""
    OWN_WAY_IN = 1
    """It may be done by whoever gives a way in of their own; the agent lends nothing."""
    NO = 2


class Ruling(msgspec.Struct, frozen=True):
    """What may be done with a file.

    Args:
        standing: What it is.
        may_open: Whether it may be opened for the purpose that was named, by the way in that was named.
        may_write: Whether anything may be written into it then; never more than `may_open`.
        refusal: The error where it may not be opened, or not be written to.
        tells_apart: Whether what it says itself of what is sealed is newer than all that is known here.
    """

    standing: Standing
    may_open: Allowed
    may_write: Allowed
    refusal: CoachVaultError | None = None
    tells_apart: bool = False

    def require_open(self) -> None:
        """Makes sure that the file may be opened, by whoever gives a way in of their own.

        Raises:
            NoWayIn: It takes a way in of one's own, and the agent alone was there.
            RolledBack: It is older than what this computer has seen, or stands in the place of another file.
            Diverged: It went another way.
            IntegrityError: What this computer remembers is damaged.
            Refused: It may not be opened for that.
        """
        if self.may_open is not Allowed.YES and self.refusal is not None:
            raise self.refusal

    def require_write(self) -> None:
        """Makes sure that something may be written into the file; raises as `require_open` does."""
        if self.may_write is not Allowed.YES and self.refusal is not None:
            raise self.refusal


_BY_ROLE = {
    CopyRole.BACKUP: Standing.BACKUP,
    CopyRole.ASIDE: Standing.ASIDE,
    CopyRole.SNAPSHOT: Standing.SNAPSHOT,
}
_WAYS = {
    Course.OLDER: Standing.OLDER,
    Course.FORKED: Standing.FORKED,
}
_IN_PLACE_OF_HOME = {
    Home.COVERED: Standing.SUCCESSOR,
    Home.UNKNOWN: Standing.UNKNOWN,
    Home.APART: Standing.FORKED,
}
_WRITES = frozenset({Purpose.WRITE, Purpose.CLEAN})
_NEWEST = frozenset({Standing.HOME, Standing.SUCCESSOR, Standing.NEW_HERE})


def standing_of(facts: Facts) -> Standing:  # noqa: PLR0911 - the first that applies
    """Returns what a file is, seen from this computer; the first that applies.

    Args:
        facts: What is known of it.
    """
    if facts.is_unfinished:
        return Standing.UNFINISHED
    if facts.is_in_place_of_home:
        return _instead_of_home(facts)
    if facts.course in _WAYS:
        return _WAYS[facts.course]
    if facts.role is None:
        return Standing.UNKNOWN
    if facts.role in _BY_ROLE:
        return _BY_ROLE[facts.role]
    if facts.role is CopyRole.ARCHIVE and facts.home not in (Home.NONE, Home.ITSELF):
        return Standing.ARCHIVE
    if facts.is_moved_away:
        return Standing.MOVED_AWAY
    return _beside_home(facts)


def _instead_of_home(facts: Facts) -> Standing:
    """Returns what a copy in home's place is: a stranger, or what home became elsewhere, alone or while it went on."""
    if facts.role not in (CopyRole.VAULT, CopyRole.ARCHIVE) or facts.course in _WAYS:
        return Standing.INSTEAD
    return _IN_PLACE_OF_HOME.get(facts.home, Standing.INSTEAD)


def _beside_home(facts: Facts) -> Standing:
    if facts.place is Place.ELSEWHERE or facts.home is Home.UNKNOWN:
        return Standing.UNKNOWN
    if facts.place is Place.TWIN:
        return Standing.DUPLICATE
    if facts.place is Place.REPLACED or facts.home is Home.COVERS:
        return Standing.OLDER
    if facts.home is Home.APART:
        return Standing.FORKED
    if facts.place in (Place.HERE, Place.NOTHING):
        return Standing.HOME
    return Standing.NEW_HERE


_YES, _OWN, _NO = Allowed.YES, Allowed.OWN_WAY_IN, Allowed.NO

_OPENS: dict[Standing, dict[Purpose, Allowed]] = {
    standing: dict(zip(Purpose, answers, strict=True))
    for standing, answers in {
        # read, as it stands, write, verify, clean, restore
        Standing.UNFINISHED: (_NO, _OWN, _NO, _OWN, _NO, _OWN),
        Standing.SUCCESSOR: (_OWN, _OWN, _OWN, _OWN, _NO, _OWN),
        Standing.INSTEAD: (_NO, _OWN, _NO, _NO, _NO, _OWN),
        Standing.OLDER: (_NO, _OWN, _NO, _NO, _NO, _OWN),
        Standing.FORKED: (_NO, _OWN, _NO, _NO, _NO, _OWN),
        Standing.BACKUP: (_OWN, _OWN, _NO, _YES, _YES, _OWN),
        Standing.ASIDE: (_OWN, _OWN, _NO, _YES, _YES, _OWN),
        Standing.SNAPSHOT: (_OWN, _OWN, _NO, _YES, _YES, _OWN),
        Standing.ARCHIVE: (_OWN, _OWN, _OWN, _YES, _YES, _OWN),
        Standing.MOVED_AWAY: (_YES, _YES, _NO, _YES, _NO, _OWN),
        Standing.DUPLICATE: (_OWN, _OWN, _NO, _OWN, _NO, _OWN),
        Standing.HOME: (_YES, _YES, _YES, _YES, _YES, _OWN),
        Standing.NEW_HERE: (_OWN, _OWN, _OWN, _YES, _YES, _OWN),
        Standing.UNKNOWN: (_OWN, _OWN, _NO, _YES, _YES, _OWN),
    }.items()
}
"""What a file may be opened for, by its standing."""


def judge(facts: Facts) -> Ruling:
    """Returns what may be done with a file; for every combination of facts there is an answer.

    Who knows more is never allowed more by it, except in one way that cannot be helped: a computer that has never seen
    a copy cannot know that there is a newer one.

    Args:
        facts: What is known of it.
    """
    ruling = _judged_as_known(facts)
    if not facts.is_newer or ruling.may_write is _NO:
        return ruling
    opens = _NO if facts.purpose in _WRITES else ruling.may_open
    refusal = ruling.refusal if opens is _OWN else UnsupportedVersion(*WRITTEN_BY_NEWER)
    return msgspec.structs.replace(ruling, may_open=opens, may_write=_NO, refusal=refusal)


def _judged_as_known(facts: Facts) -> Ruling:
    """Returns what may be done with a file of which this program knows all kinds of records."""
    if facts.memory is Memory.DAMAGED and facts.purpose is not Purpose.RESTORE:
        return Ruling(standing_of(facts), _NO, _NO, IntegrityError(*DAMAGED))
    standing = standing_of(facts)
    opens = _by_whom(_OPENS[standing][facts.purpose], facts)
    writes = opens if facts.purpose in _WRITES else _written_after(standing, opens, facts)
    refusal = _refusal(standing, facts, opens if opens is not _YES else writes)
    return Ruling(standing, opens, writes, refusal, standing in _NEWEST)


def _by_whom(answer: Allowed, facts: Facts) -> Allowed:
    """Returns an answer as it is for this way in; a vault that was moved away is lent where it was used alone."""
    if facts.purpose is Purpose.RESTORE and facts.who in (Who.EXECUTOR, Who.QUORUM):
        return _NO
    if facts.who is not Who.AGENT:
        return _YES if answer is _OWN else answer
    is_elsewhere = facts.is_moved_away and facts.place not in (Place.HERE, Place.NOTHING)
    return _OWN if is_elsewhere and answer is _YES else answer


def _written_after(standing: Standing, opens: Allowed, facts: Facts) -> Allowed:
    """Returns whether a file that was opened to read it may be written to as well, as by a reading that is recorded."""
    if opens is not _YES or facts.purpose is not Purpose.READ:
        return _NO
    return _by_whom(_OPENS[standing][Purpose.WRITE], facts)


def _refusal(standing: Standing, facts: Facts, answer: Allowed) -> CoachVaultError | None:
    if answer is _YES:
        return None
    if answer is _OWN:
        return NoWayIn(*_ANOTHER_COPY)
    if facts.purpose is Purpose.RESTORE:
        return Refused(*_NOT_BY_CUSTODIANS)
    if facts.purpose is Purpose.AS_IT_STANDS:
        return Refused(*ONLY_READ)
    return refusal_of(standing)


def refusal_of(standing: Standing) -> CoachVaultError:
    """Returns the error that says what a file is, where that is in the way."""
    kind, message, hint = _TOLD[standing]
    return kind(message, hint)


def withheld(ruling: Ruling, sealed: Iterable[_T], sealed_by_itself: Iterable[_T]) -> frozenset[_T]:
    """Returns what is sealed in a file although the file is from before.

    Args:
        ruling: What may be done with it.
        sealed: What is known here to be sealed.
        sealed_by_itself: What of that this very copy was seen to have sealed: where it is the newest, its own word
            that it reopened that again counts.
    """
    return frozenset(sealed) - (frozenset(sealed_by_itself) if ruling.tells_apart else frozenset())


ONLY_READ = (
    "The vault is open read-only (--read-only): nothing was changed, and nothing is recorded.",
    "`coachvault --vault NEW.vault restore FILE` makes a copy of its own of it, to be written to as well.",
)
_ANOTHER_COPY = (
    "This is another copy of the vault: that the vault is unlocked does not open it.",
    "It takes the passphrase, or words.",
)
_NOT_BY_CUSTODIANS = (
    "A vault is brought back by the coach alone: by the passphrase, or by the recovery words.",
    "Custodians open a copy as it is: `coachvault --vault FILE executor`, `coachvault --vault FILE custodian open`.",
)
DAMAGED = (
    "What this computer remembers of this vault, in the state folder, is damaged or was changed.",
    "If the vault is certainly the newest one, remove the folder `known` in CoachVault's state folder: the record then"
    " begins anew.",
)
_TAKES_UP = "`coachvault restore FILE --accept` goes on with it; FILE may be the vault itself."
_RESTORES = "`coachvault restore FILE` makes a vault of it that can be written to."
_Kind = type[CoachVaultError]
_TOLD: dict[Standing, tuple[_Kind, str, str]] = {
    Standing.UNFINISHED: (
        Refused,
        "This file was still being written when this computer stopped: it is no copy that can be used.",
        "Delete it; if it is the only one left, `coachvault restore FILE` tries.",
    ),
    Standing.SUCCESSOR: (Refused, "This copy is not cleaned from here: it is the vault itself.", ""),
    Standing.INSTEAD: (
        RolledBack,
        "Another vault, or another copy of it, was put in the place of the one you used here.",
        "Put the newer file back. If the older one was put there on purpose, `coachvault restore FILE --accept` takes"
        " it; FILE may be the vault itself.",
    ),
    Standing.OLDER: (
        RolledBack,
        "This vault is older than the one you used last: an earlier copy was put in its place.",
        "Put the newer file back. If the older one was put there on purpose, `coachvault restore FILE --accept` takes"
        " it; FILE may be the vault itself. `--read-only` reads it as it is.",
    ),
    Standing.FORKED: (
        Diverged,
        "This vault went another way than the one you used last: a copy of it was changed elsewhere.",
        "`coachvault --vault FILE --read-only note list` reads this one as it is, and so does every command that only"
        " reads. `coachvault restore FILE --accept` goes on with this one instead; FILE may be the vault itself.",
    ),
    Standing.BACKUP: (Refused, "This is a backup: it is read, and nothing is written into it.", _RESTORES),
    Standing.ASIDE: (
        Refused,
        "This file was kept aside when another copy took its place: it is read, and nothing is written into it.",
        _RESTORES,
    ),
    Standing.SNAPSHOT: (Refused, "This is a snapshot for another computer: nothing is written into it.", ""),
    Standing.ARCHIVE: (Refused, "This is an archive: it is read here.", ""),
    Standing.MOVED_AWAY: (
        Refused,
        "This vault was moved to another machine: it is read here, and written there only.",
        "`coachvault restore FILE --accept`, with this very file, takes it up here again.",
    ),
    Standing.DUPLICATE: (
        RolledBack,
        "This is a second file of the vault that you use here: it is read, and nothing is written into it.",
        f"Write to the vault itself. {_TAKES_UP}",
    ),
    Standing.HOME: (Refused, *ONLY_READ),
    Standing.NEW_HERE: (Refused, *ONLY_READ),
    Standing.UNKNOWN: (
        NoWayIn,
        "What this file is for is not known before it was opened here once.",
        "Unlock it once: it takes the passphrase, or words.",
    ),
}
