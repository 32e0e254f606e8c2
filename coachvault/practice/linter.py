"""What a coach should review before a text goes to a client: whom it names, how to reach them, and what it gives away.

It warns and decides nothing. What it does not find may still be there: a nickname, or a person who is only described.
What must not live here: files, the clock, and what to do about a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.contacts import contacts_in, digits_of
from coachvault.practice.finding import snippet
from coachvault.practice.naming import Mention, Roster, name_of, organisations_in, outermost
from coachvault.practice.people import Client, Sponsor
from coachvault.practice.wording import Reading, Word, read

FEWEST_WORDS = 8
"""So many words in a row as in a note are a copy."""

_EXCERPT_CHARACTERS = 60
_NAMED_CODES = 3
_CAPITAL, _WHOLE, _HARMLESS = "^", "!", "~"
_PIECE = re.compile(r"\S+")
_APOSTROPHES = re.compile("['’\u02bc]")

_Run = tuple[str, ...]


class FindingKind(StrEnum):
    """What a finding is about."""

    OTHER_CLIENT = "other-client"
    OUTSIDER = "outsider"
    CONTACT = "contact"
    HEALTH = "health"
    FAMILY = "family"
    VERBATIM = "verbatim"
    SPONSOR = "sponsor"


_STOPPING = frozenset({FindingKind.OTHER_CLIENT, FindingKind.OUTSIDER, FindingKind.CONTACT})
_WATCHED = (FindingKind.HEALTH, FindingKind.FAMILY)
_ORDER = list(FindingKind)


class Finding(msgspec.Struct, frozen=True):
    """Something in a text to review.

    Args:
        id: Short enough to type, as `contact-1b`; without a word of the text. It counts the different things of a kind
            in a paragraph, so it stays as long as what comes before it in the paragraph does.
        kind: What it is about.
        paragraph: The paragraph's number, from 1; 0 for the purpose.
        excerpt: A few words around the place; they are the text's own.
        message: What was found, without a name or a word of the text.
    """

    id: str
    kind: FindingKind
    paragraph: int
    excerpt: str
    message: str

    @property
    def stops(self) -> bool:
        """Whether the text stays here until the coach has said why it may go; else it is for information."""
        return self.kind in _STOPPING


class Around(msgspec.Struct, frozen=True):
    """What a text is held against.

    Args:
        client: Whose text it is.
        parties: The recipient and everybody whom the text concerns.
        others: Everybody else in the roster.
        notes: The bodies of the notes that are open.
        words: Watch words by category, `health` and `family` (`texts.watch_words`).
    """

    client: Client
    parties: tuple[Client | Sponsor, ...]
    others: tuple[Client | Sponsor, ...]
    notes: tuple[str, ...]
    words: Mapping[str, Sequence[str]]

    def __post_init__(self) -> None:
        if not set(self.words) <= set(_WATCHED):
            raise BadInput("Watch words are of health or of family; there is no other category.")


class _Place(msgspec.Struct, frozen=True):
    """A finding before it is counted."""

    kind: FindingKind
    start: int
    stop: int
    thing: str
    message: str


def lint(paragraphs: Sequence[str], purpose: str, around: Around) -> list[Finding]:
    """Returns what a coach should review, by paragraph, what stops first.

    Args:
        paragraphs: The text.
        purpose: The line that says what for.
        around: What it is held against.
    """
    readings = [read(text) for text in (purpose, *paragraphs)]
    people, watched, copies = _People(around), _Watched(around.words), _Copies(readings, around.notes)
    findings: list[Finding] = []
    for number, reading in enumerate(readings):
        places = [*people.places(reading), *watched.places(reading), *copies.places(reading)]
        if number:
            places += people.sponsor_places(reading)
        findings += _counted(places, number, reading.text)
    return findings


def _counted(places: Iterable[_Place], paragraph: int, text: str) -> Iterator[Finding]:
    """Gives each different thing its id, in the order in which they occur; the first place of a thing is shown."""
    first: dict[tuple[FindingKind, str], _Place] = {}
    for place in sorted(places, key=lambda place: (place.start, -place.stop, place.thing)):
        first.setdefault((place.kind, place.thing), place)
    for kind in _ORDER:
        of_kind = [place for place in first.values() if place.kind is kind]
        for count, place in enumerate(of_kind):
            excerpt = snippet(text, (place.start, place.stop), _EXCERPT_CHARACTERS)
            letters = _column(count) if count else ""  # `b` to `z` for the second and those after it, then `aa`
            yield Finding(f"{kind}-{paragraph}{letters}", kind, paragraph, excerpt, place.message)


def _column(count: int) -> str:
    ahead, last = divmod(count, 26)
    return (_column(ahead - 1) if ahead else "") + chr(ord("a") + last)


class _People:
    """Whom a text may name and whom not, and how they are reached."""

    def __init__(self, around: Around) -> None:
        mates: list[Client | Sponsor] = [around.client, *(each for each in around.parties if isinstance(each, Client))]
        sponsors = [party for party in around.parties if isinstance(party, Sponsor)]
        contact = around.client.emergency_contact
        self._known = [name_of(each.name) for each in (*mates, *sponsors)]
        self._known_mates = [name_of(mate.name) for mate in mates]
        self._own_codes = Roster([], [each.code for each in (*mates, *sponsors)])
        self._organisations = [sponsor.organisation for sponsor in sponsors]
        self._sponsors = _Group(sponsors, "the sponsor")
        self._others = {
            FindingKind.OTHER_CLIENT: _Group([o for o in around.others if isinstance(o, Client)], "another client"),
            FindingKind.OUTSIDER: _Group([o for o in around.others if isinstance(o, Sponsor)], "an outsider"),
        }
        self._emergency = Roster([name_of(contact.name)])
        numbers = [number for each in (around.client, *around.parties, *around.others) for number in _numbers(each)]
        self._numbers = frozenset(filter(None, map(digits_of, numbers)))

    def places(self, reading: Reading) -> Iterator[_Place]:
        """Returns where a text names those it must not, or says how to reach anybody."""
        found = [
            (kind, group.message(mention), mention)
            for kind, group in self._others.items()
            for mention in group.roster.mentions(reading, self._known)
        ]
        for mention in self._emergency.mentions(reading, self._known):
            found.append((FindingKind.OUTSIDER, "A name of the client's emergency contact.", mention))
        explained = self._own_codes.mentions(reading, ())
        explained += organisations_in(reading, self._organisations, in_full=True)
        shown = {each.place for each in outermost([*explained, *(mention for *_, mention in found)])}
        shown -= {each.place for each in explained}
        for kind, message, mention in found:
            if mention.place in shown:
                yield _Place(kind, *mention.place, mention.thing, message)
        for each in contacts_in(reading.plain, self._numbers):
            yield _Place(FindingKind.CONTACT, *reading.span(each.start, each.stop), each.thing, each.what)

    def sponsor_places(self, reading: Reading) -> Iterator[_Place]:
        """Returns where a text speaks of a sponsor who is a party."""
        mentions = self._sponsors.roster.mentions(reading, self._known_mates)
        mentions += organisations_in(reading, self._organisations)
        for mention in outermost(mentions):
            yield _Place(FindingKind.SPONSOR, *mention.place, mention.thing, self._sponsors.message(mention))


class _Group:
    """Some people of the roster, and what they are called together."""

    def __init__(self, people: Sequence[Client | Sponsor], called: str) -> None:
        self.roster = Roster([name_of(each.name) for each in people], [each.code for each in people])
        self._codes = [each.code for each in people]
        self._called = called

    def message(self, mention: Mention) -> str:
        """Says who may be meant, by code."""
        named = [self._codes[number] for number in mention.who[:_NAMED_CODES]]
        more = len(mention.who) - len(named)
        codes = ", ".join(named) + (f" and {more} more" if more else "")
        return f"{'The code' if mention.by_code else 'A name'} of {self._called}: {codes}."


def _numbers(person: Client | Sponsor) -> list[str]:
    if isinstance(person, Sponsor):
        return [person.phone]
    return [
        person.phone,
        person.emergency_contact.phone,
        "" if "@" in person.private_channel else person.private_channel,
    ]


class _Entry(msgspec.Struct, frozen=True):
    """A watch word, split into its parts; see `texts.watch_words` for the marks."""

    words: tuple[Word, ...]
    whole: bool
    capital: bool
    harmless: bool

    @property
    def accented(self) -> bool:
        """Whether it counts with its accents only."""
        return any(word.exact != word.plain for word in self.words)

    def spelt(self, word: Word) -> str:
        """Returns a word as it is compared with this entry."""
        return word.exact if self.accented else word.plain

    def begins(self, run: Sequence[Word]) -> bool:
        """Returns whether as many words as it has are it: all but the last whole, the last perhaps longer."""
        if len(run) < len(self.words) or (self.capital and not run[0].capital):
            return False
        written, wanted = [*map(self.spelt, run)], [*map(self.spelt, self.words)]
        last = written[-1] == wanted[-1] if self.whole else written[-1].startswith(wanted[-1])
        return last and written[:-1] == wanted[:-1]


class _Watched:
    """Words of health and family."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._starting: dict[str, list[tuple[FindingKind, _Entry]]] = {}
        for category, entries in words.items():
            for entry in filter(None, map(_entry, entries)):
                start = entry.spelt(entry.words[0])
                self._starting.setdefault(start, []).append((FindingKind(category), entry))
        self._longest = max(map(len, self._starting), default=0)

    def places(self, reading: Reading) -> Iterator[_Place]:
        """Returns where a text holds such words: of one kind in one place, the longest; each word is shown once."""
        reach: dict[FindingKind, int] = {}
        for place, word in enumerate(reading.words):
            best: dict[FindingKind, _Entry] = {}
            for kind, entry in self._candidates(word):
                run = reading.words[place : place + len(entry.words)]
                if entry.begins(run) and (kind not in best or _weight(entry) > _weight(best[kind])):
                    best[kind] = entry
            for kind, entry in best.items():
                if word.start < reach.get(kind, 0):
                    continue
                stop = reach[kind] = reading.words[place + len(entry.words) - 1].stop
                if entry.harmless:
                    continue
                thing = " ".join(map(entry.spelt, entry.words))
                yield _Place(kind, word.start, stop, thing, f"A word that may say something about {kind}.")

    def _candidates(self, word: Word) -> Iterator[tuple[FindingKind, _Entry]]:
        spellings = {word.plain, word.exact}
        for start in {spelling[:length] for spelling in spellings for length in range(1, self._longest + 1)}:
            yield from self._starting.get(start, ())


@lru_cache(maxsize=4096)  # the lists hold some hundreds of words, and are gone through for each text
def _entry(text: str) -> _Entry | None:
    typed = text.strip()
    words = read(typed.strip(_CAPITAL + _WHOLE + _HARMLESS)).words
    marks = (typed.endswith(_WHOLE), typed.startswith(_CAPITAL), typed.startswith(_HARMLESS))
    return _Entry(words, *marks) if words else None


def _weight(entry: _Entry) -> tuple[int, bool]:
    """Returns what decides between entries in one place: the longest, and of two as long the one that counts."""
    return sum(len(word.plain) for word in entry.words), not entry.harmless


class _Copies:
    """Runs of words that notes contain, too: the runs of the text are kept, and the notes are read once."""

    def __init__(self, readings: Sequence[Reading], notes: Sequence[str]) -> None:
        self._plain = _Plain()
        runs = {run for reading in readings for run in _runs(self._words(reading.text))}
        self._copied: set[_Run] = set()
        for note in notes if runs else ():
            self._copied |= runs.intersection(_runs(self._words(note)))

    def places(self, reading: Reading) -> Iterator[_Place]:
        """Returns where a text has such runs, as long as they are."""
        pieces = [piece for piece in _PIECE.finditer(reading.text) for _ in self._plain[piece[0]].split()]
        runs = list(_runs(self._words(reading.text)))
        copied = [number for number, run in enumerate(runs) if run in self._copied]
        firsts = copied[:1] + [after for before, after in pairwise(copied) if after != before + 1]
        lasts = [before for before, after in pairwise(copied) if after != before + 1] + copied[-1:]
        for first, last in zip(firsts, lasts, strict=True):
            start, stop = pieces[first].start(), pieces[first + FEWEST_WORDS - 1].end()
            message = f"{last - first + FEWEST_WORDS} words in a row that are in a note, too."
            yield _Place(FindingKind.VERBATIM, start, stop, " ".join(runs[first]), message)

    def _words(self, text: str) -> list[str]:
        return " ".join(map(self._plain.__getitem__, text.split())).split()


def _runs(words: Sequence[str]) -> Iterator[_Run]:
    return zip(*(words[ahead:] for ahead in range(FEWEST_WORDS)), strict=False)


class _Plain(dict[str, str]):
    """What is between spaces, as the words it holds without case, accents and apostrophes; worked out once each."""

    def __missing__(self, piece: str) -> str:
        self[piece] = plain = " ".join(word.plain for word in read(_APOSTROPHES.sub("", piece)).words)
        return plain
