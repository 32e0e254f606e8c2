"""A record takes its keys from values, and from what is given for it."""

from __future__ import annotations

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


def test_what_is_unset_is_left_out_and_none_is_null() -> None:
    assert envelope("x", Sample("notes", None)).endswith('"data": {"class": "notes", "client": null}}')
    assert envelope("x", {"all": [Sample("a", "b", [])]}).endswith('[{"class": "a", "client": "b", "words": []}]}}')
