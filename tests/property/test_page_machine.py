"""Pages, mails and calls of one or two parties in any order: what leaves is what every answer agreed to, or nothing.

Nobody but the client is shown anything before it is settled what the client agreed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from coachvault.errors import CoachVaultError
from coachvault.practice.paragraphs import text_of
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.engagements.lifecycle import Start, end_engagement, reopen_engagement, start
from coachvault.services.people.directory import add_client, add_sponsor
from coachvault.services.releases.answers import confirm, import_answer
from coachvault.services.releases.export import export, withdraw
from coachvault.services.releases.proposals import Form, draft, edit
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer
from coachvault.signoff.statement import sha256
from tests.fakes import empty_practice, mail
from tests.independent import signoff

TEXTS = ["She leads.\n\nShe asks.\n\nShe rests.", "She leads!\n\nShe asks.", "Caf\xe9 \u58f0\n\n\u0416"]
CLIENT, OTHER = "heron", "otter"
SENDERS = {CLIENT: "Ada <ada@example.org>", OTHER: "Kim <kim@example.com>"}
roads = st.sampled_from([SignoffMethod.PAGE, SignoffMethod.ROOM, SignoffMethod.EMAIL])
parties = st.sampled_from([CLIENT, CLIENT, OTHER])
numbers = st.sampled_from([[1, 2, 3]] * 6 + [[1], [2, 3], [1, 3], []])
places = st.sampled_from([None, None, 0, 1])
rarely = st.sampled_from([False] * 4 + [True])


@dataclass
class Given:
    """What a party answered to the present text: by what, agreeing to which text, and what came of the call."""

    code: str
    party: str
    road: SignoffMethod
    text: str
    called: bool | None = None

    @property
    def counts(self) -> bool:
        return self.road is not SignoffMethod.PAGE or self.called is True


class PageMachine(RuleBasedStateMachine):
    """One release; the model keeps what was answered to the present text, and by what."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.practice = empty_practice(Path(self.folder.name))
        self.quick = patch("coachvault.services.releases.requests.ITERATIONS", 1)
        self.quick.start()
        self.files = self.wrote = 0
        self.asked: list[Asked] = []
        self.answers: dict[str, Given] = {}
        self.shared = self.left = self.withdrawn = self.has_ended = False

    @initialize(shared=st.booleans())
    def meet(self, shared: bool) -> None:
        self.opened = self.practice.open()
        add_sponsor(self.opened, OTHER, {"name": "Kim", "email": "kim@example.com"})
        add_client(self.opened, CLIENT, {"name": "Ada Marsh", "email": "ada@example.org"})
        today = self.practice.clock.now().date()
        start(self.opened, Start(CLIENT, OTHER, today, {}))
        self.shared = shared
        draft(
            self.opened,
            CLIENT,
            Form(TEXTS[0], concerned=(OTHER,) if shared else (), client_may_write=0 if shared else 100),
        )

    @rule(really=rarely, text=st.sampled_from(TEXTS), shared=st.booleans(), writes=st.booleans())
    def change(self, really: bool, text: str, shared: bool, writes: bool) -> None:
        if self.answers and not really:
            return
        concerned = (OTHER,) if shared else ()
        try:
            edit(self.opened, "R1", Form(text, concerned=concerned, client_may_write=100 if writes else 0))
        except CoachVaultError:
            return
        assert not (shared and writes)
        self.begins_anew(shared)

    @precondition(lambda self: self.answers)
    @rule(shared=st.booleans())
    def propose_as_signed(self, shared: bool) -> None:
        try:
            release = edit(self.opened, "R1", Form(concerned=(OTHER,) if shared else ()), as_signed=True)
        except CoachVaultError:
            return
        assert text_of(release.proposal.paragraphs) in {each.text for each in self.said_by(CLIENT)}
        assert release.proposal.client_may_write == 0
        self.begins_anew(shared)

    def begins_anew(self, shared: bool) -> None:
        assert not self.left
        assert not self.withdrawn
        self.shared, self.asked, self.answers = shared, [], {}

    @rule(road=roads, party=parties)
    def ask(self, road: SignoffMethod, party: str) -> None:
        try:
            asked = request(self.opened, "R1", Ask(road, party))
        except CoachVaultError:
            return
        if party != CLIENT:
            said = self.said_by(CLIENT)
            assert self.shared
            assert said, "nobody else sees the text before the client has answered"
            assert all(each.counts for each in said)
            assert {sha256(each.text.encode()) for each in said} == {asked.text_sha256}
        self.asked.append(asked)

    @rule(road=roads, party=parties, approved=numbers, instead_of=places)
    def ask_and_answer(self, road: SignoffMethod, party: str, approved: list[int], instead_of: int | None) -> None:
        before = len(self.asked)
        self.ask(road, party)
        if len(self.asked) > before:
            self.answer(before, approved, instead_of)

    @rule(road=roads, approved=numbers, instead_of=places)
    def agree(self, road: SignoffMethod, approved: list[int], instead_of: int | None) -> None:
        """Goes with every party as far as it leads: to the end, unless something else came in between."""
        for party, chosen in ((CLIENT, approved), (OTHER, [1, 2, 3])):
            self.ask_and_answer(road, party, chosen, instead_of)
            self.call(matches=True)

    @precondition(lambda self: self.asked)
    @rule(which=st.integers(0, 5), approved=numbers, instead_of=places)
    def answer(self, which: int, approved: list[int], instead_of: int | None) -> None:
        made = (asked := self.asked[which % len(self.asked)]).request
        chosen = tuple(number for number in approved if number <= len(made.paragraphs))
        if made.road is SignoffMethod.EMAIL:
            text = text_of(made.paragraphs)
            data = mail(f"I approve {made.code}", at=self.practice.clock.now(), sender=SENDERS[made.party])
        else:
            assert made.opening is not None
            page = signoff.open_page(asked.text, made.opening.code)
            written = self.written(instead_of) if made.may_write and instead_of is not None else []
            chosen = tuple(number for number in chosen if not written or number != instead_of)
            text = signoff.approved_text(page, chosen, written) if chosen or written else ""
            data = signoff.signed(page, chosen, written=written)[0].encode()
        try:
            evidence = import_answer(self.opened, "R1", Answer(data))[1]
        except CoachVaultError:
            assert text, "a no is never too late"
            return
        assert not text or made.code not in {each.code for each in self.answers.values()}
        self.answers[evidence.original_sha256] = Given(made.code, made.party, made.road, text)

    def written(self, instead_of: int) -> list[dict[str, Any]]:
        """What a client writes; never the same twice, so that equal texts are equal answers."""
        self.wrote += 1
        return [{"instead_of": instead_of, "text": f"In my words, {self.wrote}."}]

    @precondition(lambda self: self.answers)
    @rule(matches=st.sampled_from([True, True, True, False]))
    def call(self, matches: bool) -> None:
        try:
            evidence = confirm(self.opened, "R1", "by telephone", matches=matches)[1]
        except CoachVaultError:
            return
        given = self.answers[evidence.original_sha256]
        assert given.road is SignoffMethod.PAGE
        assert given.called is None or not matches
        for each in [given] if matches else self.said_by(given.party):
            each.called = matches

    @precondition(lambda self: self.answers)
    @rule(really=rarely)
    def export(self, really: bool) -> None:
        if not (really or self.left):
            return
        self.files += 1
        out = Path(self.folder.name) / f"{self.files}.txt"
        try:
            export(self.opened, "R1", out)
        except CoachVaultError:
            assert not out.exists()
            assert self.expected() is None
            return
        assert out.read_text() == self.expected()
        self.left = True

    @rule(really=rarely)
    def withdraw(self, really: bool) -> None:
        if not really:
            return
        try:
            withdraw(self.opened, "R1")
        except CoachVaultError:  # it was withdrawn before, or is a draft that was sealed with its engagement
            return
        assert not self.withdrawn
        self.withdrawn = True

    @rule(really=rarely)
    def end(self, really: bool) -> None:
        if not really and not self.has_ended:
            return
        self.has_ended = not self.has_ended
        if self.has_ended:
            end_engagement(self.opened, CLIENT, self.practice.clock.now().date())
        else:
            reopen_engagement(self.opened, CLIENT, "once more")

    def said_by(self, party: str) -> list[Given]:
        """What a party answered, but for what was not theirs."""
        return [each for each in self.answers.values() if each.party == party and each.called is not False]

    def expected(self) -> str | None:
        """The text that may leave now; None for nothing."""
        said = [self.said_by(party) for party in ([CLIENT, OTHER] if self.shared else [CLIENT])]
        texts = {each.text for by_party in said for each in by_party}
        agreed = all(any(each.counts for each in by_party) for by_party in said)
        return texts.pop() if agreed and len(texts) == 1 and "" not in texts and not self.withdrawn else None

    def teardown(self) -> None:
        self.quick.stop()
        assert self.practice.faults() == []
        self.folder.cleanup()


@pytest.mark.parametrize("runs", [8, pytest.param(40, marks=pytest.mark.thorough)])
def test_what_leaves_is_what_every_answer_approved(runs: int) -> None:
    run_state_machine_as_test(PageMachine, settings=settings(max_examples=runs, stateful_step_count=25, deadline=None))


@pytest.mark.slow
def test_what_leaves_is_what_every_answer_approved_in_long_runs() -> None:
    run_state_machine_as_test(PageMachine, settings=settings(max_examples=1_000, stateful_step_count=60, deadline=None))
