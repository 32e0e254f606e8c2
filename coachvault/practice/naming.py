"""Finding people in a text: by their names, in any way they are written, and by their codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec

from coachvault.practice.wording import Reading, Word, joined, read
from coachvault.texts.name_words import GENERIC, LEGAL_FORMS, NOT_NAMES, ORDINARY

_SHORTEST = 3
_SHORTEST_JOINED = 6
_WIDEST_GAP = 4
_LONGEST_NAME = 8
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
"""Thai, Lao, Korean, Japanese and Chinese: words are not parted, or what follows a name is written onto it."""


class Name(msgspec.Struct, frozen=True):
    """A person's name, split into its parts.

    Args:
        parts: The parts that name, plain; without titles and particles.
        affixes: The titles and particles, plain.
        ways: Every way of writing one or more parts in one word, and the numbers of these parts.
        whole: The whole name without spaces, for scripts that have none; else empty.
    """

    parts: tuple[str, ...]
    affixes: frozenset[str]
    ways: dict[str, frozenset[int]]
    whole: str = ""

    def parts_in(self, word: Word) -> frozenset[int]:
        """Returns the numbers of the parts that a word writes out; none for another word."""
        return self.ways.get(word.plain) or self.ways.get(word.spread) or frozenset()

    def begun_by(self, word: Word) -> bool:
        """Returns whether a word is a capital letter with which a part begins, as in `A. Lindqvist`."""
        alone = len(word.plain) == 1 and word.capital and "'" not in (word.before[-1:], word.after)
        return alone and any(part.startswith(word.plain) for part in self.parts)

    def fits(self, words: Sequence[Word]) -> bool:
        """Returns whether words can all belong to this name."""
        return all(self.parts_in(word) or self.begun_by(word) or word.plain in self.affixes for word in words)


class Mention(msgspec.Struct, frozen=True):
    """A place in a text that names somebody.

    Args:
        who: The numbers of those who may be meant.
        start: Where it begins in the text.
        stop: Where it ends.
        thing: What was matched, plain, however it is written in this place.
        by_code: Whether it is a code.
    """

    who: tuple[int, ...]
    start: int
    stop: int
    thing: str
    by_code: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Where it is in the text."""
        return self.start, self.stop


def name_of(text: str) -> Name:
    """Returns a name, split into its parts; one without parts if nothing in it names."""
    reading = read(text)
    once = {word.plain: word for word in reading.words if word.plain not in NOT_NAMES and not word.plain.isdecimal()}
    naming = list(once.values()) if len("".join(once)) > 1 else []
    ways: dict[str, frozenset[int]] = {}
    for number, word in enumerate(naming):
        for way in (word.plain, word.spread):
            ways[way] = ways.get(way, frozenset()) | {number}
    ways = {**_in_one_word(naming), **ways}
    genitives = {f"{way}s": parts for way, parts in ways.items() if len(way) >= _SHORTEST}
    whole = "".join(word.plain for word in naming)
    return Name(
        parts=tuple(word.plain for word in naming),
        affixes=frozenset(word.plain for word in reading.words) & NOT_NAMES,
        ways={**{way: parts for way, parts in genitives.items() if way not in ORDINARY}, **ways},
        whole=whole if _WITHOUT_SPACES.search(whole) and len(whole) > 1 else "",
    )


class Roster:
    """People to be found in texts.

    Args:
        names: Their names, split into their parts.
        codes: Their codes, in the same order; none if they have none.
    """

    def __init__(self, names: Sequence[Name], codes: Sequence[str] = ()) -> None:
        self._names = names
        self._codes = [(code, [piece for piece in code.split("-") if piece]) for code in codes]
        self._bearers: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            for way in name.ways:
                self._bearers.setdefault(way, []).append(number)
        self._starting: dict[str, list[int]] = {}
        for number, (_, pieces) in enumerate(self._codes):
            self._starting.setdefault(pieces[0], []).append(number)

    def mentions(self, reading: Reading, known: Sequence[Name]) -> list[Mention]:
        """Returns where a text names somebody, by name or code.

        Args:
            reading: The text.
            known: Names that may occur there: what one of them explains is no mention.
        """
        return [*self._by_name(reading, known), *self._by_code(reading, known), *self._unspaced(reading, known)]

    def _by_name(self, reading: Reading, known: Sequence[Name]) -> Iterator[Mention]:
        lines: list[tuple[Sequence[Word], int]] = [(reading.words, place) for place in range(len(reading.words))]
        lines += [((word,), 0) for word in joined(reading.words)]
        seen: dict[tuple[int, int], Mention] = {}
        contexts: set[tuple[tuple[str, str, bool], ...]] = set()
        for words, place in lines:
            ways = {words[place].plain, words[place].spread}
            if not any(way in self._bearers for way in ways) or _repeats(words, place, contexts):
                continue
            for number in {number for way in ways for number in self._bearers.get(way, ())}:
                around = _around(words, place, self._names[number])
                mention = _mention(around, self._names[number], number)
                if mention and not any(name.fits(around) for name in known):
                    _keep(seen, mention)
        yield from seen.values()

    def _by_code(self, reading: Reading, known: Sequence[Name]) -> Iterator[Mention]:
        """Finds codes as whole words, in any case; with a capital, a part of a known name is no code."""
        for place, word in enumerate(reading.words):
            for number in self._starting.get(word.exact, ()):
                code, pieces = self._codes[number]
                run = reading.words[place : place + len(pieces)]
                whole = [each.exact for each in run] == pieces and all(each.before == "-" for each in run[1:])
                if whole and not (word.capital and any(name.fits(run) for name in known)):
                    yield Mention((number,), run[0].start, run[-1].stop, code, by_code=True)

    def _unspaced(self, reading: Reading, known: Sequence[Name]) -> Iterator[Mention]:
        """Finds names of scripts without spaces wherever they occur."""
        allowed = {name.whole for name in known}
        for number, name in enumerate(self._names):
            if name.whole and name.whole not in allowed:
                for match in re.finditer(r"\s*".join(map(re.escape, name.whole)), reading.plain):
                    yield Mention((number,), *reading.span(*match.span()), name.whole)


def organisations_in(reading: Reading, organisations: Sequence[str], *, in_full: bool = False) -> Iterator[Mention]:
    """Finds organisations in a text, by their name without its legal form.

    Args:
        reading: The text.
        organisations: Their names.
        in_full: Whether the first word of the name, with a capital, is not enough.
    """
    for number, organisation in enumerate(organisations):
        words = [word.plain for word in read(organisation).words]
        core = [word for word in words if word not in LEGAL_FORMS] or words
        telling = [word for word in core if word not in ORDINARY]
        short = bool(core) and not in_full and core[0] not in ORDINARY | GENERIC and len(core[0]) >= _SHORTEST
        for place, word in enumerate(reading.words):
            run = reading.words[place : place + len(core)]
            if core and len(run) == len(core) and all(map(_same, run, core)) and (telling or word.capital):
                yield Mention((number,), word.start, run[-1].stop, " ".join(core))
            elif short and word.capital and _same(word, core[0]):
                yield Mention((number,), word.start, word.stop, core[0])


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Returns mentions without those that lie inside a longer one, in order."""
    longest = sorted(mentions, key=lambda mention: (mention.start, -mention.stop))
    kept: list[Mention] = []
    reach = (-1, -1)
    for mention in longest:
        if mention.stop > reach[1] or (mention.start, mention.stop) == reach:
            kept.append(mention)
            reach = (mention.start, mention.stop)
    return kept


def _same(word: Word, wanted: str) -> bool:
    return word.plain in {wanted, f"{wanted}s"}


def _in_one_word(naming: Sequence[Word]) -> dict[str, frozenset[int]]:
    """Returns what a name makes when it is written in one word: `annalena`, `obrien`, `adalindqvist`."""
    pairs = list(pairwise(range(len(naming))))
    if len(naming) > 1:
        pairs += [(0, len(naming) - 1), (len(naming) - 1, 0)]
    spellings: tuple[Callable[[Word], str], ...] = (lambda word: word.plain, lambda word: word.spread)
    ways = {spell(naming[one]) + spell(naming[two]): frozenset({one, two}) for one, two in pairs for spell in spellings}
    return {way: parts for way, parts in ways.items() if len(way) >= _SHORTEST_JOINED}


def _around(words: Sequence[Word], place: int, name: Name) -> Sequence[Word]:
    """Returns the words about a place, without a gap, that all belong to a name."""
    start, stop = place, place + 1
    while start > max(0, place - _LONGEST_NAME) and _near(words[start].before) and name.fits(words[start - 1 : start]):
        start -= 1
    while (
        stop < min(len(words), place + _LONGEST_NAME)
        and _near(words[stop].before)
        and name.fits(words[stop : stop + 1])
    ):
        stop += 1
    while words[start].plain in name.affixes and not name.parts_in(words[start]):
        start += 1
    while words[stop - 1].plain in name.affixes and not name.parts_in(words[stop - 1]):
        stop -= 1
    return words[start:stop]


def _repeats(words: Sequence[Word], place: int, contexts: set[tuple[tuple[str, str, bool], ...]]) -> bool:
    """Returns whether a place reads as one before it in the text, as far as a name can reach; else remembers it."""
    first = max(0, place - _LONGEST_NAME)
    window = words[first : place + _LONGEST_NAME + 1]
    context = ((str(place - first), "", False), *((word.before, word.exact, word.capital) for word in window))
    known = context in contexts
    contexts.add(context)
    return known


def _near(between: str) -> bool:
    return len(between.replace(" ", "").replace("\n", "")) < _WIDEST_GAP and not set(between) & set("!?;:/()|")


def _mention(words: Sequence[Word], name: Name, number: int) -> Mention | None:
    """Returns the mention that words are, if they are enough to name somebody."""
    written = {part for word in words for part in name.parts_in(word)}
    begun = sum(1 for word in words if not name.parts_in(word))
    capital = any(word.capital for word in words if name.parts_in(word))
    long = [name.parts[part] for part in written if len(name.parts[part]) >= _SHORTEST]
    several = len(written) + begun >= 2
    alone = len(name.parts) == 1 and not any(part in ORDINARY for part in name.parts)
    if not (long or several or alone) or not (capital or any(part not in ORDINARY for part in long)):
        return None
    thing = " ".join([*(name.parts[part] for part in sorted(written)), *("." * begun)])
    return Mention((number,), words[0].start, words[-1].stop, thing)


def _keep(seen: dict[tuple[int, int], Mention], mention: Mention) -> None:
    place = (mention.start, mention.stop)
    if place in seen:
        who = tuple(sorted({*seen[place].who, *mention.who}))
        seen[place] = msgspec.structs.replace(seen[place], who=who)
    else:
        seen[place] = mention
