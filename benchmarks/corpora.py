"""Seeded corpora: the same notes for every program, on every machine, in every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks import prose

_CODES = """
    alder aspen badger beech birch bramble cedar clover condor coral crane curlew cypress dunlin elder falcon
    fern finch garnet grouse hazel heather heron holly ibis iris ivory jasper juniper kestrel larch laurel lilac
    linden magpie maple martin myrtle olive onyx osprey otter pebble pine plover quartz robin rowan sorrel
    willow
"""
CLIENTS = tuple(_CODES.split())
SEARCHED = "sabbatical"
_HIT_EVERY = 100
_SEARCHED_SENTENCE = f"A {SEARCHED} is on the table for the first time, six months from spring."
_NOTE_BYTES = 3000
_PARAGRAPH_SENTENCES = 5
_SHARE_WITH_OTHER_LETTERS = 0.15
_LATEST = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)
_BETWEEN_NOTES = timedelta(hours=8)
_LISTED = 20


@dataclass(frozen=True)
class Note:
    """A made-up note.

    Args:
        client: The client's code.
        held_at: When the session was.
        text: About 3 kB; the first line is a title.
    """

    client: str
    held_at: datetime
    text: str

    @property
    def title(self) -> str:
        """The first line."""
        return self.text.partition("\n")[0]


def make_notes(count: int) -> list[Note]:
    """Returns `count` notes about fifty clients in turn, from the earliest; the same ones for the same count.

    The last twenty are about the first client, so that lists are nearly as long in a small corpus as in a large one.
    One in seven mixes German, French or Greek sentences into English; one in a hundred holds the searched word.
    """
    random = Random(count)
    return [
        Note(
            client=CLIENTS[number % len(CLIENTS) if number < count - _LISTED else 0],
            held_at=_LATEST - (count - 1 - number) * _BETWEEN_NOTES,
            text=_text(random, holds_searched=number % _HIT_EVERY == _HIT_EVERY // 20),
        )
        for number in range(count)
    ]


def added_text() -> str:
    """Returns the text that every measured `add` writes."""
    return _text(Random(0), holds_searched=False)


def _text(random: Random, *, holds_searched: bool) -> str:
    sentences = list(_sentences(random))
    if holds_searched:
        sentences.insert(random.randrange(len(sentences)), _SEARCHED_SENTENCE)
    return f"{random.choice(prose.TITLES)}\n\n{_paragraphs(sentences)}"


def _sentences(random: Random) -> Iterator[str]:
    others: Sequence[str] = ()
    if random.random() < _SHARE_WITH_OTHER_LETTERS:
        others = random.choice((prose.GERMAN, prose.FRENCH, prose.GREEK))
    size = 0
    while size < _NOTE_BYTES:
        pool = others if others and random.random() < 0.5 else prose.ENGLISH
        sentence = random.choice(pool).format(topic=random.choice(prose.TOPICS), who=random.choice(prose.PEOPLE))
        size += len(sentence.encode()) + 1
        yield sentence


def _paragraphs(sentences: Sequence[str]) -> str:
    starts = range(0, len(sentences), _PARAGRAPH_SENTENCES)
    return "\n\n".join(" ".join(sentences[start : start + _PARAGRAPH_SENTENCES]) for start in starts)
