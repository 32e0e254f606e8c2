"""Ratings: kept with the notes of their engagement, under its key."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement
from coachvault.practice.measures import HIGHEST, Measure, Rating
from coachvault.services.core.forms import parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, require_in_sight, require_open
from coachvault.services.records.roster import StoredEngagement
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.vault.heads import HeadItem
from coachvault.vault.snapshot import Snapshot


class Series(msgspec.Struct, frozen=True):
    """What a client said over time.

    Args:
        engagement: In which engagement.
        objectives: What was agreed, so that `objective-1` can be named.
        ratings: The oldest first.
    """

    engagement: Engagement
    objectives: tuple[str, ...]
    ratings: list[Rating]


class Rated(msgspec.Struct, frozen=True):
    """A rating that can be changed.

    Args:
        engagement: In which engagement.
        rating: What the client said.
        revision: The wording that is changed.
    """

    engagement: Engagement
    rating: Rating
    revision: int


def parse_form(text: str, today: date) -> Rating:
    """Parses the TOML of `measure add --from`: `on`, `[values]`, `[words]`.

    Raises:
        BadInput: It is no TOML, or a field is not valid.
    """
    fields: dict[str, Any] = {"on": today, **parse_toml(text)}
    return to_value(fields, Rating)


def add(opened: OpenVault, given_id: str, rating: Rating) -> Engagement:
    """Keeps what a client said.

    Raises:
        NotFound: There is no such client or engagement.
        Ended: It has ended.
        BadInput: The day is to come, or an objective is named that was not agreed.
    """
    if rating.on > opened.now().date():
        raise BadInput("Nobody has said that yet.", "`on` is a day up to today.")
    with opened.vault.change("measure add", opened.now()) as change:
        roster.require_living(change)
        kept = _open_engagement(change, given_id)
        _require_agreed(change, kept, rating)
        change.insert(kept.compartment_id, kinds.RATING, rating, {"on": rating.on})
    return kept.engagement


def rated_on(opened: OpenVault, given_id: str, day: date) -> Rated:
    """Returns what a client said on a day, of several the one that was written down last.

    Raises:
        NotFound: There is no such client or engagement, or nothing was rated on that day.
        Ended: It has ended.
    """
    with opened.vault.read() as snapshot:
        kept = _open_engagement(snapshot, given_id)
        item = _item_of(snapshot, kept, day)
        rating = snapshot.read(kept.compartment_id, item.record_id, Rating)
        return Rated(kept.engagement, rating, item.newest.number)


def edit(opened: OpenVault, given_id: str, based_on: Rated, form: dict[str, Any]) -> Rated:
    """Writes what a client said on a day anew; the earlier wording stays in the vault's history.

    Args:
        opened: The vault.
        given_id: A client's code or an engagement's id.
        based_on: What is changed.
        form: `values` and `words` by measure: those that are named change; `without` names those that are left out.

    Raises:
        NotFound: There is no such client or engagement, or nothing was rated on that day.
        Ended: It has ended.
        Refused: It was changed meanwhile.
        BadInput: A field is not valid, or nothing is left.
    """
    if form.keys() - {"values", "words", "without"}:
        raise BadInput("The form has a field that is not known.", "Fields: values, words, without.")
    known, out = based_on.rating, set(form.get("without", []))
    values = {name: value for name, value in {**known.values, **form.get("values", {})}.items() if name not in out}
    words = {name: said for name, said in {**known.words, **form.get("words", {})}.items() if name in values and said}
    rating = to_value({"on": known.on, "values": values, "words": words}, Rating)
    with opened.vault.change("measure edit", opened.now()) as change:
        roster.require_living(change)
        kept = _open_engagement(change, given_id)
        item = _item_of(change, kept, known.on)
        if item.newest.number != based_on.revision:
            raise Refused("It was changed meanwhile; nothing was saved.", "Edit its newest wording.")
        _require_agreed(change, kept, rating)
        revision = change.revise(kept.compartment_id, item.record_id, rating, {"on": rating.on})
    return Rated(kept.engagement, rating, revision)


def _open_engagement(snapshot: Snapshot, given_id: str) -> StoredEngagement:
    kept = lifecycle.find_engagement(snapshot, given_id, prefer_open=True)
    require_open(NotePlace(kept.engagement.client, kept.compartment_id, kept))
    return kept


def _item_of(snapshot: Snapshot, kept: StoredEngagement, day: date) -> HeadItem:
    items = list(snapshot.head(kept.compartment_id).of_kind(kinds.RATING))
    found = [each for each in items if str(each.listing["on"]) == day.isoformat()]
    if not found:
        raise NotFound(
            f"{kept.engagement.client} rated nothing on {day}.", f"`coachvault measure show {kept.engagement.client}`"
        )
    return found[-1]


def _require_agreed(snapshot: Snapshot, kept: StoredEngagement, rating: Rating) -> None:
    known = len(lifecycle.terms(snapshot, kept.compartment_id).objectives)
    numbers = [int(name.rpartition("-")[2]) for name in rating.values if name.startswith("objective-")]
    if any(number > known for number in numbers):
        raise BadInput(f"{kept.engagement.id} has {known} objectives.", "`coachvault brief CODE` shows them.")


def series(opened: OpenVault, given_id: str) -> Series:
    """Returns what a client said over time.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has ended and is sealed, and is not open for a while.
    """
    with opened.vault.read() as snapshot:
        kept = lifecycle.find_engagement(snapshot, given_id, prefer_open=True)
        require_in_sight(snapshot, NotePlace(kept.engagement.client, kept.compartment_id, kept))
        return series_of(snapshot, kept)


def series_of(snapshot: Snapshot, kept: StoredEngagement) -> Series:
    """Returns what a client said over time, from a vault in which that can be read."""
    objectives = lifecycle.terms(snapshot, kept.compartment_id).objectives
    return Series(kept.engagement, objectives, ratings(snapshot, kept))


def are_there(opened: OpenVault, given_id: str) -> bool:
    """Returns whether a client said anything over time that can be read.

    Raises:
        NotFound: There is no such client or engagement.
    """
    with opened.vault.read() as snapshot:
        return bool(paragraphs(snapshot, lifecycle.find_engagement(snapshot, given_id, prefer_open=True), "en"))


def paragraphs(snapshot: Snapshot, kept: StoredEngagement, language: str) -> list[str]:
    """Returns what a client said over time as text: a paragraph for each measure, so that each can be left out.

    Args:
        snapshot: The vault.
        kept: The engagement; of one that is sealed nothing is shown.
        language: The language of the sentences; the client's words stay as they are.
    """
    if kept.engagement.destroyed is not None or snapshot.is_sealed(kept.compartment_id):
        return []
    found = ratings(snapshot, kept)
    objectives = lifecycle.terms(snapshot, kept.compartment_id).objectives
    wanted = language_of(language)
    named = titles(found, objectives, by_name(wanted.measures.names))
    return [_paragraph(wanted, found, name, title) for name, title in named]


def titles(found: list[Rating], objectives: tuple[str, ...], names: dict[str, str]) -> list[tuple[str, str]]:
    """Returns what was rated and how it is called, in one order: the five measures, then the objectives."""
    rated = {name for rating in found for name in rating.values}
    measures = [(each.value, names[each]) for each in Measure if each.value in rated]
    numbered = [(f"objective-{number}", text) for number, text in enumerate(objectives, start=1)]
    return measures + [(name, text) for name, text in numbered if name in rated]


def _paragraph(language: Language, message: list[Rating], name: str, title: str) -> str:
    rated = [rating for rating in message if name in rating.values]
    words, first, last = language.measures, rated[0], rated[-1]
    said = (words.over_time if len(rated) > 1 else words.once).format(
        name=title.rstrip(" .:"),
        first=first.values[name],
        last=last.values[name],
        highest=HIGHEST,
        since=long_day(first.on, language),
        until=long_day(last.on, language),
    )
    quoted = last.words.get(name, "")
    return f"{said} {words.quoted.format(words=quoted)}" if quoted else said


def ratings(snapshot: Snapshot, kept: StoredEngagement) -> list[Rating]:
    """Returns the ratings of an engagement, the oldest first."""
    found = roster.every(snapshot, kept.compartment_id, kinds.RATING, Rating)
    return sorted(found, key=lambda each: each.on)
