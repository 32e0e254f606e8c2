"""A practice behaves like a plain dictionary, whatever is done, and however often it is stopped or restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coachvault.errors import NotFound, Refused
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials
from coachvault.services.engagements.lifecycle import Start, end_engagement, list_engagements, reopen_engagement, start
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.people.directory import add_client
from coachvault.vault.change import Change
from coachvault.vault.known import Known
from tests.fakes import TESTING, WORDS, empty_practice

CLIENTS = ("heron", "wren")
DAY = date(2026, 11, 23)
bodies = st.text('ab \u00e9\u0436\u58f0"\\\n\r\u2019\x01', min_size=1, max_size=40).map("note ".__add__)
clients = st.sampled_from(CLIENTS)
numbers = st.integers(0, 30)


@dataclass
class Shelf:
    """One engagement as the model knows it: wordings by the note's number."""

    client: str
    is_open: bool = True
    is_prospect: bool = False
    notes: dict[int, list[str]] = field(default_factory=dict)


class Practising(RuleBasedStateMachine):
    """Does what a coach does, in the vault and in the model alike."""

    @initialize()
    def found(self) -> None:
        self.folder = TemporaryDirectory()
        self.practice = empty_practice(Path(self.folder.name))
        self.opened = self.practice.open()
        self.shelves: dict[int, Shelf] = {}
        self.last = dict.fromkeys(CLIENTS, 0)
        for client in CLIENTS:
            add_client(self.opened, client, {})

    def teardown(self) -> None:
        self.folder.cleanup()

    def of(self, client: str) -> list[Shelf]:
        return [shelf for shelf in self.shelves.values() if shelf.client == client]

    def current(self, client: str) -> Shelf | None:
        return next((shelf for shelf in self.of(client) if shelf.is_open), None)

    def pick(self, number: int) -> tuple[str, Shelf, int] | None:
        """Returns one of the open notes."""
        found = [
            (f"{shelf.client}/{each}", shelf, each)
            for shelf in self.shelves.values()
            if shelf.is_open
            for each in shelf.notes
        ]
        return found[number % len(found)] if found else None

    def writable(self, client: str) -> bool:
        return self.current(client) is not None or not self.of(client)

    def place(self, client: str) -> Shelf:
        """Returns where a client's next note goes, a new prospect's place where there is none."""
        shelf = self.current(client)
        if shelf is None:
            shelf = self.shelves[len(self.shelves) + 1] = Shelf(client, is_prospect=True)
        return shelf

    @rule()
    def reopen_the_vault(self) -> None:
        self.opened = self.practice.open()

    @rule(client=clients)
    def begin(self, client: str) -> None:
        current = self.current(client)
        attempt = partial(start, self.opened, Start(client, "", DAY, {}))
        if current is not None and not current.is_prospect:
            refused(attempt)
            return
        number = attempt().number
        if current is None:
            self.shelves[number] = Shelf(client)
        else:
            current.is_prospect = False

    @rule(client=clients, body=bodies)
    def write(self, client: str, body: str) -> None:
        attempt = partial(add_note, self.opened, client, NoteDraft(body))
        if not self.writable(client):
            refused(attempt)
            return
        self.last[client] += 1
        assert attempt().id.number == self.last[client]
        self.place(client).notes[self.last[client]] = [body]

    @rule(number=numbers, body=bodies)
    def edit(self, number: int, body: str) -> None:
        if found := self.pick(number):
            typed, shelf, each = found
            revision = show_note(self.opened, typed).revision
            assert edit_note(self.opened, typed, revision, {"body": body}).revision == revision + 1
            shelf.notes[each].append(body)

    @rule(number=numbers)
    def erase(self, number: int) -> None:
        if found := self.pick(number):
            typed, shelf, each = found
            erase_note(self.opened, typed)
            del shelf.notes[each]
            with pytest.raises((NotFound, Refused)):
                show_note(self.opened, typed)

    @rule(number=numbers)
    def forget_earlier(self, number: int) -> None:
        if found := self.pick(number):
            typed, shelf, each = found
            assert erase_earlier(self.opened, typed)[1] == len(shelf.notes[each]) - 1
            del shelf.notes[each][:-1]

    @rule(number=numbers)
    def move(self, number: int) -> None:
        if found := self.pick(number):
            typed, shelf, each = found
            client = next(code for code in CLIENTS if code != shelf.client)
            attempt = partial(move_note, self.opened, typed, client)
            if not self.writable(client):
                refused(attempt)
                return
            self.last[client] += 1
            assert attempt().after.id.number == self.last[client]
            self.place(client).notes[self.last[client]] = shelf.notes.pop(each)

    @rule(client=clients, body=bodies)
    def write_locked(self, client: str, body: str) -> None:
        """A note without a key: filed by the next opening, or left waiting where the engagement has ended."""
        inbox.settle(self.opened)
        if not self.writable(client):
            return
        inbox.write_locked(self.practice.setting, client, NoteDraft(body))
        self.opened = self.practice.open()
        (filed,) = inbox.settle(self.opened).filed
        self.last[client] += 1
        assert filed.id.number == self.last[client]
        self.place(client).notes[self.last[client]] = [body]

    @rule(client=clients, body=bodies, is_committed=st.booleans())
    def crash(self, client: str, body: str, is_committed: bool) -> None:
        """The program stops in the middle of a change, before the commit or right after it."""
        if not self.writable(client):
            return
        owner, name = (Known, "advance") if is_committed else (Change, "finish")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, name, stopped)
            with pytest.raises(KeyboardInterrupt):
                add_note(self.opened, client, NoteDraft(body))
        self.opened = self.practice.open()
        if is_committed:
            self.last[client] += 1
            self.place(client).notes[self.last[client]] = [body]

    @rule(number=numbers, client=clients, body=bodies)
    def restore_what_was_backed_up(self, number: int, client: str, body: str) -> None:
        """A copy brings back neither what was erased since nor what has ended; what was written since is not in it."""
        self.copies = getattr(self, "copies", 0) + 1
        copy = Path(self.folder.name) / f"copy-{self.copies}.vault"
        backups.create(self.opened, copy)
        if self.current(client) is not None:
            add_note(self.opened, client, NoteDraft(body))
            self.last[client] += 1  # its number is not given again
        self.erase(number)
        self.end(client)
        self.practice.clock.pass_days(1)
        wanted = RestoreOrder(copy, accept=True, new_passphrase=None, cost=TESTING)
        assert restore(self.practice.setting, wanted, Credentials(str, [WORDS])).compared
        self.opened = self.practice.open()

    @rule(client=clients)
    def end(self, client: str) -> None:
        if (current := self.current(client)) and not current.is_prospect:
            end_engagement(self.opened, client, DAY)
            current.is_open = False

    @rule(number=numbers)
    def take_back(self, number: int) -> None:
        ended = [each for each, shelf in self.shelves.items() if not shelf.is_open]
        if not ended:
            return
        chosen = ended[number % len(ended)]
        attempt = partial(reopen_engagement, self.opened, f"E{chosen}", "came back")
        if self.current(self.shelves[chosen].client) is not None:
            refused(attempt)
            return
        attempt()
        self.shelves[chosen].is_open = True

    @rule(number=numbers)
    def read_sealed(self, number: int) -> None:
        found = [
            (f"{shelf.client}/{each}", wordings)
            for shelf in self.shelves.values()
            if not shelf.is_open
            for each, wordings in shelf.notes.items()
        ]
        if found:
            typed, wordings = found[number % len(found)]
            refused(lambda: show_note(self.opened, typed))
            assert show_note(self.opened, typed, "asked").note.body == wordings[-1]

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        listed = list_notes(self.opened, None, Filter())
        kept = {
            f"{shelf.client}/{each}": wordings
            for shelf in self.shelves.values()
            if shelf.is_open
            for each, wordings in shelf.notes.items()
        }
        assert {str(line.id) for line in listed.notes} == set(kept)
        assert len(listed.notes) == len(kept)
        assert listed.sealed == sum(len(shelf.notes) for shelf in self.shelves.values() if not shelf.is_open)
        found = search_notes(self.opened, "note", None, Filter())
        assert {str(match.id) for match in found.matches} == set(kept)
        assert {each.number: each.tally.notes for each in list_engagements(self.opened)} == {
            number: len(shelf.notes) for number, shelf in self.shelves.items()
        }

    @rule()
    def every_wording_is_there(self) -> None:
        for shelf in self.shelves.values():
            for each, wordings in shelf.notes.items():
                if shelf.is_open:
                    history = read_history(self.opened, f"{shelf.client}/{each}")
                    assert [view.note.body for view in history] == wordings

    @rule()
    def nothing_is_wrong(self) -> None:
        assert self.practice.faults() == []


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


def refused(attempt: Callable[[], Any]) -> None:
    with pytest.raises(Refused):
        attempt()


Practising.TestCase.settings = settings(max_examples=3, stateful_step_count=30, deadline=None)
TestPractising = Practising.TestCase


class ThoroughlyPractising(Practising):
    """The same more often."""


ThoroughlyPractising.TestCase.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
TestPractisingThoroughly = pytest.mark.thorough(ThoroughlyPractising.TestCase)
