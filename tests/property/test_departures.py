"""Random steps over everything between an answer and a departure: what leaves is agreed to by everybody, at that time.

The model (`departure_model`) shares no code with the product. No answer that says no is lost, whatever happens, and
the register holds one entry for each departure under every party. 10,000 steps and more, of one's own choice:

    COACHVAULT_WALKS=100 python -m pytest -q -m slow tests/property/test_departures.py
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from nacl.signing import SigningKey

from coachvault.errors import CoachVaultError
from coachvault.practice.retention import RecordClass
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.client_rights import erasure
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements import agreements
from coachvault.services.engagements.lifecycle import Start, end_engagement, reopen_engagement, start
from coachvault.services.keys.credentials import rotate_keys
from coachvault.services.people.directory import add_client, add_sponsor
from coachvault.services.people.signing_keys import add_key, remove_key
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import confirm, import_answer
from coachvault.services.releases.export import REMOVED_KEY, Delivery, export, withdraw
from coachvault.services.releases.proposals import Form, draft, edit, show
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer, Vouched
from coachvault.services.retention.clock_trust import ClockIsRight
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, empty_practice, mail
from tests.independent import signoff, ssh
from tests.oracle.watch import Watch
from tests.property import departure_model as model

CLIENTS = {"heron": 1, "wren": 2, "linden": 3}
ROADS = ["email", "email", "page", "page", "room", "paper", "key", "key"]
TEXTS = [("She leads.", "She asks.", "She rests."), ("He leads.", "He asks."), ("They lead.",)]
PURPOSES = ["progress report", "attendance"]
MOST_RELEASES = 4
STEPS_A_WALK = 120


class Walk:
    """One practice, and the model beside it."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance, self.folder = Random(seed), folder  # noqa: S311 - the same walks each time
        self.practice = Practice.at(folder / "practice")
        self.practice.path.parent.mkdir(parents=True, mode=0o700)
        self.practice.path.touch(0o600)
        self.practice.path.write_bytes(beginning())
        self.opened = self.practice.open()
        self.world = model.World(self.practice.clock.now())
        self.world.wrote(in_register=False)
        self.asked: list[tuple[str, Asked, model.Request]] = []
        self.copies: list[tuple[Path, datetime | None]] = []
        self.files = self.keys = self.scans = 0
        self.trace: list[str] = []
        self.done = Counter[str]()

    def go(self, steps: int) -> None:
        names, weights = zip(*STEPS.items(), strict=True)
        self.draft()
        for name in self.chance.choices(names, weights, k=steps):
            self.trace.append(f"{name} at {self.world.now:%m-%d}")
            try:
                getattr(self, name)()
            except CoachVaultError as error:
                self.trace[-1] += f": {error.message}"
                self.world.tried()
        self.see_that_the_register_tells_it()
        assert self.practice.faults() == []

    # -- choosing

    def some(self) -> tuple[str, model.Release]:
        return self.chance.choice(list(self.world.releases.items()))

    def often(self, share: float = 0.85) -> bool:
        return self.chance.random() < share

    @property
    def stamp(self) -> str:
        return f"{self.world.now:%Y-%m-%dT%H:%M:%SZ}"

    # -- proposing and asking

    def draft(self) -> None:
        if len(self.world.releases) >= MOST_RELEASES * (1 + len(self.trace) // 60):
            return
        client = self.chance.choice([each for each in CLIENTS if each not in self.world.erased] or ["heron"])
        others = [each for each in (*CLIENTS, "raven") if each != client and each not in self.world.erased]
        concerned = tuple(self.chance.sample(others, min(len(others), self.chance.choice([0, 0, 0, 1, 1, 2]))))
        texts, to = self.chance.choice(TEXTS), self.chance.choice(["otter", "otter", "raven"])
        purpose = self.chance.choice(PURPOSES)
        last = self.world.now + timedelta(days=self.chance.choice([0, 5, 30, 90, 200]))
        form = Form("\n\n".join(texts), purpose, to, last.date(), concerned)
        made = draft(self.opened, client, form)
        self.world.releases[made.id] = model.Release(client, made.place.engagement, texts, to, purpose, last, concerned)
        self.world.wrote(in_register=False)

    def edit(self) -> None:
        name, release = self.some()
        if release.said(release.client) and self.often():
            return
        texts, last = self.chance.choice(TEXTS), self.world.now + timedelta(days=self.chance.choice([5, 60]))
        edit(self.opened, name, Form("\n\n".join(texts), expires=last.date()))
        assert not release.departures
        release.paragraphs, release.last_day = texts, last
        release.version += 1
        self.world.wrote(in_register=False)

    def ask(self) -> None:
        name, release = self.some()
        waiting = [each for each in release.parties if not release.said(each)]
        party = self.chance.choice(waiting if waiting and self.often(0.6) else release.parties)
        self.ask_party(name, release, party)

    def ask_party(self, name: str, release: model.Release, party: str, road: str = "") -> None:
        road = road or self.chance.choice([each for each in ROADS if each != "key" or party in self.world.keys])
        made = request(self.opened, name, Ask(SignoffMethod(road), party, reason="asked before"))
        shown = tuple(range(1, len(release.paragraphs) + 1))
        if party != release.client:
            said = release.said(release.client)
            assert said, "nobody else sees the text before the client has answered"
            assert all(each.counts for each in said)
            shown = said[0].approved
        asked = model.Request(party, release.version, road, shown, self.world.now)
        release.requests.append(asked)
        self.asked.append((name, made, asked))
        self.world.wrote(in_register=True)

    # -- answers

    def answer(self) -> None:
        """Mostly the newest request, by which everybody agrees; sometimes an older one, or of another version."""
        waiting = [each for each in self.asked if not each[2].was_answered and self.is_open(*each)]
        if self.asked:
            name, made, asked = self.chance.choice(waiting if waiting and self.often() else self.asked)
            approved = asked.shown
            if asked.road in ("page", "room") and not self.often(0.65):
                approved = tuple(each for each in asked.shown if self.chance.random() < 0.6)
            self.import_of(name, made, asked, approved)

    def is_open(self, name: str, _: Asked, asked: model.Request) -> bool:
        release = self.world.releases[name]
        return asked.version == release.version and release.is_there and not release.is_withdrawn

    def agree(self) -> None:
        """Everybody is asked and answers, so far as it goes."""
        name, release = self.some()
        for party in release.parties:
            if not release.said(party):
                self.ask_party(name, release, party)
                _, made, asked = self.asked[-1]
                self.import_of(name, made, asked, asked.shown)
                if asked.road == "page":
                    self.compare(name, release)

    def agree_by_key(self) -> None:
        """A client signs with a key, which may be lost afterwards."""
        name, release = self.some()
        if release.client not in self.world.keys:
            self.change_key(release.client)
        self.ask_party(name, release, release.client, "key")
        _, made, asked = self.asked[-1]
        self.import_of(name, made, asked, asked.shown)
        if self.often(0.7):
            self.change_key(release.client)

    def answer_differently(self) -> None:
        """The client answers twice, the second time to less."""
        name, release = self.some()
        for shown in (slice(None), slice(1)):
            self.ask_party(name, release, release.client, "room")
            _, made, asked = self.asked[-1]
            self.import_of(name, made, asked, asked.shown[shown])

    def say_no(self) -> None:
        pages = [each for each in self.asked if each[2].road in ("page", "room")]
        if pages:
            self.import_of(*self.chance.choice(pages[-6:]), ())

    def import_of(self, name: str, made: Asked, asked: model.Request, approved: tuple[int, ...]) -> None:
        release = self.world.releases[name]
        data, key = self.data_of(made, asked, approved)
        vouched = None
        if asked.road == "paper":
            vouched = Vouched("the coach", self.world.now.date(), made.request.code, " ".join(made.words))
        word = ClockIsRight(self.world.now.date(), "the battery was empty") if not self.often() else None
        is_now = asked.version == release.version and asked.party in release.parties
        try:
            import_answer(self.opened, name, Answer(data, vouched, clock=word))
        except CoachVaultError:
            if release.is_there:
                self.world.wrote(in_register=True)
            assert approved or not (is_now and release.is_there), "a no was lost"
            raise
        assert is_now, "an answer to another version was taken"
        if not release.is_objection(approved):
            assert not release.is_withdrawn
            assert not self.world.is_behind() or word, "a yes was taken while the clock was set back"
            assert not self.world.is_over(release, surely=True) or word
            if word:
                self.world.said_that_the_clock_is_right()
        assert not (approved and asked.was_answered), "a second answer replaced the first"
        asked.was_answered = True
        release.answers.append(model.Answer(asked.party, asked.version, approved, asked.road, key))
        self.world.wrote(in_register=True)
        self.done["no" if not approved else "yes"] += 1

    def data_of(self, made: Asked, asked: model.Request, approved: tuple[int, ...]) -> tuple[bytes, int | None]:
        if asked.road == "email":
            sender = "raven@bolt.example" if asked.party == "raven" else f"{asked.party}@example.org"
            return mail(f"I approve {made.request.code}", sender=sender, at=self.world.now), None
        if asked.road == "paper":
            self.scans += 1
            return f"%PDF-1.7 form {self.scans}".encode(), None
        if asked.road == "key":
            number = self.world.keys.get(asked.party, (0, None))[0]
            return ssh.signed(key_of(number), made.text.encode()), number
        assert made.request.opening is not None
        page = signoff.open_page(made.text, made.request.opening.code)
        places = tuple(asked.shown.index(each) + 1 for each in approved)
        return signoff.signed(page, places, signed_at=self.stamp)[0].encode(), None

    def call(self) -> None:
        waiting = [
            (name, release)
            for name, release in self.world.releases.items()
            if release.is_there and any(each.road == "page" and not each.counts for each in release.answers)
        ]
        name, release = self.chance.choice(waiting) if waiting else self.some()
        self.compare(name, release)

    def compare(self, name: str, release: model.Release) -> None:
        evidence = confirm(self.opened, name, "by telephone")[1]
        party = show(self.opened, name).request(evidence.code).party
        pages = [each for each in release.said(party) if each.road == "page" and not each.compared]
        assert evidence.approved in {each.approved for each in pages}
        next(each for each in pages if each.approved == evidence.approved).compared = True
        self.world.wrote(in_register=True)

    def call_differs(self) -> None:
        signed = [
            (name, release, each.party)
            for name, release in self.world.releases.items()
            for each in release.answers
            if each.road == "page" and not each.is_void and each.version == release.version
        ]
        name, release = self.some()
        party = self.chance.choice(release.parties)
        if signed and self.often():
            name, release, party = self.chance.choice(signed)
        pages = [each for each in release.said(party) if each.road == "page"]
        try:
            confirm(self.opened, name, "by telephone", matches=False, party=party)
        except CoachVaultError:
            assert not (pages and release.is_there), "what was not theirs is recorded at any time"
            raise
        assert pages
        for each in release.said(party):
            each.is_void = True
        self.world.wrote(in_register=True)
        self.done["differs"] += 1

    # -- leaving

    def export(self) -> None:
        agreed = [each for each in self.world.releases.items() if each[1].agreed()]
        name, release = self.chance.choice(agreed) if agreed and self.often() else self.some()
        word = ClockIsRight(self.world.now.date(), "the battery was empty") if not self.often() else None
        asks_about_key = self.world.lost_key(release)
        keeps = asks_about_key and self.often(0.5)
        delivery = Delivery(keep=(REMOVED_KEY,) if keeps else (), reason="asked" if keeps else "", clock=word)
        self.files += 1
        out = self.folder / f"{self.files}.txt"
        try:
            export(self.opened, name, out, delivery=delivery)
        except CoachVaultError:
            assert not out.exists()
            must = self.world.may_leave(release, surely_over=False, word=False) and self.world.is_trusted()
            assert not (must and keeps >= asks_about_key), "what everybody agreed to was refused"
            if release.is_there:
                self.world.wrote(in_register=True)
            raise
        assert self.world.may_leave(release, surely_over=True, word=word is not None), "this was not to leave"
        assert keeps >= asks_about_key, "nobody was asked about a key that was removed"
        assert out.read_text() == release.text()
        if word:
            self.world.said_that_the_clock_is_right()
        release.departures += 1
        release.left = release.agreed()
        self.world.wrote(in_register=True)
        self.done["departures"] += 1

    def withdraw(self) -> None:
        name, release = self.some()
        withdraw(self.opened, name)
        assert not release.is_withdrawn
        release.is_withdrawn = True
        self.world.wrote(in_register=True)

    # -- the clock

    def wait(self) -> None:
        self.moves(self.chance.choice([1, 1, 2, 5, 20, 40, 95]))

    def set_back(self) -> None:
        self.moves(-self.chance.choice([1, 1, 3, 30, 80]))

    def moves(self, days: int) -> None:
        hours = self.chance.choice([0, 0, 7])
        self.practice.clock.moment += timedelta(days=days, hours=hours)
        self.world.now = self.practice.clock.now()

    # -- the end of things

    def end(self) -> None:
        client, number = self.chance.choice(list(CLIENTS.items()))
        if number in self.world.ended:
            reopen_engagement(self.opened, f"E{number}", "once more")
            self.world.ended.discard(number)
        else:
            end_engagement(self.opened, client, self.world.now.date())
            self.ends(number)
        if number not in self.world.ended:
            for release in self.of_engagement(number):
                release.is_sealed = False
        self.world.wrote(in_register=True)

    def ends(self, number: int) -> None:
        self.world.ended.add(number)
        for release in self.of_engagement(number):
            if not (release.was_asked() or release.departures or release.is_withdrawn):
                release.is_sealed = not release.is_gone

    def of_engagement(self, number: int) -> list[model.Release]:
        return [each for each in self.world.releases.values() if each.engagement == number]

    def destroy_release(self) -> None:
        name, release = self.some()
        destroy.destroy(self.opened, Order(name, RecordClass.RELEASES, "the client asked"))
        release.is_gone = True
        self.world.wrote(in_register=True)

    def destroy_engagement(self) -> None:
        number = self.chance.choice([*CLIENTS.values()])
        destroy.destroy(self.opened, Order(f"E{number}", reason="the client asked"))
        self.world.destroyed.add(number)
        for release in self.of_engagement(number):
            release.is_gone |= release.is_sealed
        self.world.wrote(in_register=True)

    def erase(self) -> None:
        client = self.chance.choice([*CLIENTS])
        if client in self.world.erased or len(self.world.erased) == 2:
            return
        erasure.erase(self.opened, client, self.world.now.date())
        self.world.erased.add(client)
        self.world.keys.pop(client, None)
        self.ends(CLIENTS[client])
        for release in self.of_engagement(CLIENTS[client]):
            release.is_gone |= not release.departures
        self.world.wrote(in_register=True)

    # -- keys, agreements, copies

    def change_key(self, client: str = "") -> None:
        client = client or self.chance.choice([*CLIENTS])
        if client in self.world.keys:
            number, _ = self.world.keys[client]
            remove_key(self.opened, client, self.fingerprint(number))
            del self.world.keys[client]
        else:
            self.keys += 1
            self.prints = getattr(self, "prints", {})
            self.prints[self.keys] = add_key(self.opened, client, ssh.public_line(key_of(self.keys)))[1].fingerprint
            self.world.keys[client] = (self.keys, self.world.now)
        self.world.wrote(in_register=True)

    def fingerprint(self, number: int) -> str:
        return str(self.prints[number])

    def agree_on_reports(self) -> None:
        client, number = self.chance.choice(list(CLIENTS.items()))
        reports = self.chance.sample(PURPOSES, self.chance.choice([1, 2, 2]))
        agreements.propose(self.opened, client, {"reports": reports})
        agreements.sign(self.opened, client, self.world.now.date())
        self.world.reports[number] = set(reports)
        self.world.wrote(in_register=True)

    def back_up(self) -> None:
        if len(self.copies) < 2:
            place = self.folder / f"copies-{len(self.copies)}"
            copy = Path(backups.create(self.opened, place).path)
            self.copies.append((copy, self.world.newest))
            self.world.wrote(in_register=True)

    def restore(self) -> None:
        if self.copies:
            source, newest = self.chance.choice(self.copies)
            restore(self.practice.setting, RestoreOrder(source, True, None, TESTING), Credentials(str, [WORDS]))
            self.opened = self.practice.open()
            self.world.was_restored(newest)
            self.world.wrote(in_register=True)
            self.done["restores"] += 1

    def rotate(self) -> None:
        rotate_keys(self.opened, PASSPHRASE, TESTING)
        self.opened = self.practice.open()
        self.world.wrote(in_register=False)

    # -- what has to be true

    def see_that_the_register_tells_it(self) -> None:
        for code in CLIENTS:
            told = Counter(each.subject for each in list_entries(self.opened, code) if each.event == "release exported")
            left = {name: each for name, each in self.world.releases.items() if each.departures}
            assert told == {name: each.departures for name, each in left.items() if code in each.parties}
        told = Counter(each.subject for each in list_entries(self.opened) if each.event == "release exported")
        assert told == {name: each.departures for name, each in self.world.releases.items() if each.departures}


STEPS = {
    "draft": 8,
    "edit": 2,
    "ask": 10,
    "answer": 12,
    "agree": 10,
    "agree_by_key": 4,
    "answer_differently": 2,
    "say_no": 2,
    "call": 4,
    "call_differs": 3,
    "export": 16,
    "withdraw": 0.5,
    "wait": 4,
    "set_back": 2,
    "end": 1.5,
    "destroy_release": 0.5,
    "destroy_engagement": 0.3,
    "erase": 0.3,
    "change_key": 3,
    "agree_on_reports": 1,
    "back_up": 1,
    "restore": 0.7,
    "rotate": 0.3,
    "see_that_the_register_tells_it": 1,
}


@cache
def key_of(number: int) -> SigningKey:
    return SigningKey(number.to_bytes(32, "big"))


@cache
def beginning() -> bytes:
    """Three clients with an engagement each, and two sponsors."""
    with TemporaryDirectory() as folder:
        practice = empty_practice(Path(folder))
        opened = practice.open()
        add_sponsor(opened, "otter", {"name": "Kim", "organisation": "Acme", "email": "otter@example.org"})
        add_sponsor(opened, "raven", {"name": "Lou", "organisation": "Bolt", "email": "raven@bolt.example"})
        for code in CLIENTS:
            add_client(opened, code, {"name": "", "email": f"{code}@example.org"})
            start(opened, Start(code, "otter", practice.clock.now().date(), {}))
        return practice.path.read_bytes()


def walked(seed: int, steps: int, folder: Path) -> Counter[str]:
    with patch("coachvault.services.releases.requests.ITERATIONS", 1):
        walk = Walk(seed, folder)
        try:
            walk.go(steps)
        except (AssertionError, CoachVaultError, StopIteration) as error:
            raise AssertionError("\n".join([f"seed {seed}, {steps} steps", *walk.trace])) from error
    return walk.done


def test_nothing_leaves_that_is_not_agreed_to(tmp_path: Path) -> None:
    assert walked(4, 40, tmp_path)["departures"]


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(2, 20))
def test_nothing_leaves_that_is_not_agreed_to_whatever_happens(seed: int, tmp_path: Path) -> None:
    walked(seed, STEPS_A_WALK, tmp_path)


@pytest.mark.slow
def test_nothing_leaves_that_is_not_agreed_to_in_many_walks(oracle: Watch) -> None:
    seen = Counter[str]()
    for seed in range(100, 100 + int(os.environ.get("COACHVAULT_WALKS", "84"))):
        oracle.gone.clear()  # each walk is a practice of its own, whose texts are those of the others
        with TemporaryDirectory() as folder:
            seen += walked(seed, STEPS_A_WALK, Path(folder))
    assert all(seen[each] for each in ("departures", "no", "yes", "differs", "restores"))
