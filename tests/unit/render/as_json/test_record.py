"""A record takes its keys from values, and from what is given for it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePath
from types import SimpleNamespace

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from coachvault.render.as_json.envelope import envelope
from coachvault.render.as_json.record import Record


class Sample(Record, frozen=True):
    """Three keys, one of them not always there."""

    record_class: str = msgspec.field(name="class")
    client: str | None
    words: list[str] | UnsetType = UNSET


def test_a_key_comes_from_the_first_value_that_has_it_unless_it_is_given() -> None:
    first, second = SimpleNamespace(client="heron"), SimpleNamespace(client="wren", record_class="notes")
    assert Sample.of(first, second) == Sample("notes", "heron")
    assert Sample.of(first, second, client=None, words=["a"]) == Sample("notes", None, ["a"])


def test_a_key_that_is_found_nowhere_is_an_error_unless_it_may_lack() -> None:
    with pytest.raises(TypeError, match="record_class"):
        Sample.of(SimpleNamespace(client="heron"))


class Inner(Record, frozen=True):
    """A record within another."""

    at: str


class Outer(Record, frozen=True):
    """A record with parts, a list, text of what is none, and what may be null."""

    parts = ("place", "place.code")

    id: str
    short: str
    key: str
    inner: list[Inner]
    path: str | None
    confirmed: bool | None


def test_what_is_within_follows_by_the_types_of_the_fields() -> None:
    place = SimpleNamespace(id=7, code=SimpleNamespace(short="h"))
    moment = datetime(2026, 11, 28, 19, 10, tzinfo=UTC)
    value = SimpleNamespace(place=place, key=b"\x01\xff", inner=(SimpleNamespace(at=moment),), path="", confirmed=False)
    inner = Inner("2026-11-28T19:10:00+00:00")
    assert Outer.of(value) == Outer("7", "h", "01ff", [inner], None, confirmed=False)
    assert Outer.of(value, inner=[inner], path=PurePath("a")).path == "a"


def test_what_is_unset_is_left_out_and_none_is_null() -> None:
    assert envelope("x", Sample("notes", None)).endswith('"data": {"class": "notes", "client": null}}')
    assert envelope("x", {"all": [Sample("a", "b", [])]}).endswith('[{"class": "a", "client": "b", "words": []}]}}')
