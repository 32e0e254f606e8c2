"""Whatever is done in whatever order: what is exported are the approved paragraphs of a signed request, or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from coachvault.errors import CoachVaultError, Refused
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.engagements.lifecycle import Start, end_engagement, reopen_engagement, start
from coachvault.services.people.directory import add_client, add_sponsor
from coachvault.services.records.register import list_entries
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export, withdraw
from coachvault.services.releases.proposals import Form, draft, edit, list_releases, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from tests.fakes import empty_practice, mail

TEXTS = ["She leads.", "She leads!", "He leads.\n\nHe asks.", "Caf\xe9 \u58f0\n\n\u0416\n\nEnd."]
PEOPLE = {"heron": "ada@example.org", "wren": "bea@example.org"}
texts, people, recipients = st.sampled_from(TEXTS), st.sampled_from(list(PEOPLE)), st.sampled_from(["otter", "raven"])
MOST = 2
Terms = tuple[str, str, date, frozenset[str]]


class Asked(msgspec.Struct, frozen=True):
    """A request as the test remembers it: which release, who, and exactly what for."""

    release: str
    party: str
    code: str
    terms: Terms


class ReleaseMachine(RuleBasedStateMachine):
    """A model beside the product: it knows what was agreed to, and judges every file."""

    releases = Bundle("releases")
    requests = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.practice = empty_practice(Path(self.folder.name))
        self.terms: dict[str, Terms] = {}
        self.agreed: dict[str, dict[str, Terms]] = {}
        self.withdrawn: set[str] = set()
        self.left: set[str] = set()
        self.files = 0

    @initialize()
    def meet(self) -> None:
        self.opened = self.practice.open()
        for code in ("otter", "raven"):
            add_sponsor(self.opened, code, {"name": code.title()})
        for code, email in PEOPLE.items():
            add_client(self.opened, code, {"name": code.title(), "email": email})
            start(self.opened, Start(code, "otter", self.today, {}))

    @property
    def today(self) -> date:
        return self.practice.clock.now().date()

    @precondition(lambda self: len(self.terms) < MOST)
    @rule(target=releases, client=people, text=texts, to=recipients, days=st.integers(0, 3), both=st.booleans())
    def draft(self, client: str, text: str, to: str, days: int, both: bool) -> str:
        others = tuple(each for each in PEOPLE if each != client) if both else ()
        form = Form(text, "report", to, self.today + timedelta(days=days), others)
        release = draft(self.opened, client, form)
        assert release.id not in self.terms
        self.terms[release.id] = (text, to, release.proposal.expires, frozenset({client, *others}))
        self.agreed[release.id] = {}
        return release.id

    @rule(name=releases, text=texts, to=recipients, days=st.integers(0, 3))
    def edit(self, name: str, text: str, to: str, days: int) -> None:
        expires = self.today + timedelta(days=days)
        try:
            edit(self.opened, name, Form(text, to=to, expires=expires))
        except CoachVaultError:
            return
        assert name not in self.withdrawn | self.left
        self.terms[name] = (text, to, expires, self.terms[name][3])
        self.agreed[name] = {}

    @rule(target=requests, name=releases, party=people)
    def request(self, name: str, party: str) -> Asked:
        try:
            made = request(self.opened, name, Ask(SignoffMethod.EMAIL, party)).request
        except CoachVaultError:
            return Asked(name, party, "K7QM-3FZP", ("", "", self.today, frozenset()))
        return Asked(name, party, made.code, self.terms[name])

    @rule(name=releases)
    def ask_everybody_and_be_answered(self, name: str) -> None:
        for party in sorted(self.terms[name][3]):
            self.answer(self.request(name, party))

    @rule(asked=requests, name=releases, sender=people)
    def answer_elsewhere(self, asked: Asked, name: str, sender: str) -> None:
        """An answer to another release, from another person, or to an old version: refused, and nothing changes."""
        stale = self.terms.get(name) != asked.terms
        if name == asked.release and sender == asked.party and not stale:
            return
        with pytest.raises(CoachVaultError):
            import_answer(self.opened, name, self.reply(asked, sender))

    @rule(asked=requests)
    def say_no(self, asked: Asked) -> None:
        with pytest.raises(CoachVaultError):
            import_answer(self.opened, asked.release, Answer(mail(f"I do NOT approve {asked.code}")))

    @rule(asked=requests)
    def answer(self, asked: Asked) -> None:
        try:
            import_answer(self.opened, asked.release, self.reply(asked, asked.party))
        except CoachVaultError:
            return
        assert self.terms[asked.release] == asked.terms
        assert asked.release not in self.withdrawn
        self.agreed[asked.release][asked.party] = asked.terms

    @rule(name=releases)
    def withdraw(self, name: str) -> None:
        try:
            withdraw(self.opened, name)
        except CoachVaultError:
            return
        self.withdrawn.add(name)

    @rule(name=releases, named=st.booleans())
    def export(self, name: str, named: bool) -> None:
        recipient = self.terms[name][1]
        with pytest.raises(CoachVaultError):
            export(
                self.opened, name, Path(self.folder.name) / "wrong.txt", "raven" if recipient == "otter" else "otter"
            )
        self.files += 1
        out = Path(self.folder.name) / f"{self.files}.txt"
        try:
            export(self.opened, name, out, recipient if named else "")
        except CoachVaultError:
            assert not out.exists()
            assert not self.may_leave(name)
            return
        assert self.may_leave(name)
        assert out.read_bytes() == f"{self.terms[name][0]}\n".encode()
        self.left.add(name)

    @rule(client=people)
    def end(self, client: str) -> None:
        try:
            end_engagement(self.opened, client, self.today)
        except Refused:
            reopen_engagement(self.opened, client, "once more")

    @rule(days=st.integers(1, 2))
    def wait(self, days: int) -> None:
        self.practice.clock.pass_days(days)

    @rule()
    def reopen(self) -> None:
        self.opened = self.practice.open()

    @invariant()
    def everything_that_left_is_in_the_register(self) -> None:
        exported = {entry.subject for entry in list_entries(self.opened) if entry.event == "release exported"}
        assert exported == self.left

    @invariant()
    def states_are_those_of_the_model(self) -> None:
        for line in list_releases(self.opened):
            if line.status in (ReleaseStatus.SIGNED, ReleaseStatus.EXPORTED):
                assert self.may_leave(line.place.id)
            if line.release:
                assert show(self.opened, line.place.id).status(self.today) is line.status

    def may_leave(self, name: str) -> bool:
        if name not in self.terms or name in self.withdrawn:
            return False
        _, _, expires, parties = self.terms[name]
        return set(self.agreed[name]) == parties and self.today <= expires

    def reply(self, asked: Asked, sender: str) -> Answer:
        now = self.practice.clock.now()
        return Answer(mail(f"I approve {asked.code}", sender=PEOPLE[sender], at=now))

    def teardown(self) -> None:
        assert self.practice.faults() == []
        self.folder.cleanup()


ReleaseMachine.TestCase.settings = settings(max_examples=6, stateful_step_count=30, deadline=None)
TestReleases = ReleaseMachine.TestCase


class ThoroughReleaseMachine(ReleaseMachine):
    """The same more often."""


ThoroughReleaseMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestReleasesThoroughly = pytest.mark.thorough(ThoroughReleaseMachine.TestCase)


class LongReleaseMachine(ReleaseMachine):
    """The same for longer."""


LongReleaseMachine.TestCase.settings = settings(max_examples=300, stateful_step_count=60, deadline=None)
TestReleasesForLong = pytest.mark.slow(LongReleaseMachine.TestCase)
