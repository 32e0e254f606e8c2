"""Whoever opens the vault once knows what went and what has ended, whoever did it and however they were stopped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from coachvault.vault.vault import Vault
from tests.oracle.copies import EVENTS, Event, Place
from tests.oracle.watch import Watch
from tests.shards import thinned
from tests.unit.services.conftest import cheap_pages

pytestmark = pytest.mark.sampled(2)

__all__ = ["cheap_pages"]

PROBES = {
    "end": "note show heron/1",
    "erase": "note show heron/4",
    "destroy": "note show linden/1 --reason -",
    "withdraw": "release show R1",
}
CODES = {"end": 16, "erase": 15, "destroy": 15, "withdraw": 0}


def does(place: Place, event: Event) -> None:
    """Does it on this computer."""
    done = place.run("passphrase", event.words, event.typed)
    assert done.code == 0, done.text


def is_stopped(place: Place, event: Event) -> None:
    """Does it, and stops after it was committed, before anything of it is remembered."""
    assert place.run("passphrase", "note list").code == 0, "the list of copies is brought up to date"
    child = os.fork()
    if not child:
        with suppress(BaseException):
            setattr(Vault, "_remember_kept", lambda *_: os._exit(9))  # noqa: B010 - this process ends here
            place.run("passphrase", event.words, event.typed)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def loses_its_memory(place: Place, event: Event) -> None:
    """Does it; then the state folder is lost."""
    does(place, event)
    shutil.rmtree(place.state)


def remembers_yesterday(place: Place, event: Event) -> None:
    """Does it; then a copy of the state folder is put back that is from before."""
    before = place.folder / "state of yesterday"
    shutil.copytree(place.state, before, ignore=shutil.ignore_patterns("agent"))
    does(place, event)
    shutil.rmtree(place.state)
    before.rename(place.state)


def another_computer(place: Place, event: Event) -> None:
    """Does it on another computer, from where the file comes back."""
    here, place.state = place.state, place.folder / "state of another computer"
    does(place, event)
    place.state = here


WAYS: dict[str, Callable[[Place, Event], None]] = {
    each.__name__: each for each in (does, is_stopped, loses_its_memory, remembers_yesterday, another_computer)
}


@pytest.fixture
def place(tmp_path: Path, cheap_pages: None, oracle: Watch) -> Iterator[Place]:
    """A practice with every kind of copy, on one computer."""
    made = Place(tmp_path)
    made.build()
    oracle.unknown |= made.unknown
    yield made
    made.lock()


@pytest.mark.parametrize(("way", "event"), thinned([(way, event) for event in PROBES for way in WAYS], 5))
def test_a_copy_from_before_keeps_it_once_the_vault_was_opened(way: str, event: str, place: Place) -> None:
    stick = place.paths["away"].parent.rename(place.folder / "unplugged")
    WAYS[way](place, EVENTS[event])
    assert place.run("passphrase", "note list").code == 0
    stick.rename(place.paths["away"].parent)
    shown = place.run("passphrase", PROBES[event], "a court asked for it", copy="away")
    happened = EVENTS[event]
    assert shown.code == CODES[event], shown.text
    assert not [text for text in (*happened.gone, *happened.sealed) if text in shown.text]
    assert event != "withdraw" or "withdrawn" in shown.text
