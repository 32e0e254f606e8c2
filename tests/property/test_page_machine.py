"""Pages, mails and calls in any order: what leaves is what every answer to the present text approved, or nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from coachvault.errors import CoachVaultError
from coachvault.practice.paragraphs import parse_paragraphs, text_of
from coachvault.practice.signoff import Road
from coachvault.services.asking import Ask, Asked, request
from coachvault.services.engagements import Start, end_engagement, reopen_engagement, start
from coachvault.services.exporting import export, withdraw
from coachvault.services.judging import Answer
from coachvault.services.people import add_client, add_sponsor
from coachvault.services.releases import Form, draft, edit
from coachvault.services.signing import confirm, import_answer
from tests.fakes import empty_practice, mail
from tests.independent import signoff

TEXTS = ["She leads.\n\nShe asks.\n\nShe rests.", "She leads!\n\nShe asks.", "Caf\xe9 \u58f0\n\n\u0416"]
roads = st.sampled_from([Road.PAGE, Road.ROOM, Road.EMAIL])
numbers = st.sets(st.integers(1, 3)).map(sorted)


class PageMachine(RuleBasedStateMachine):
    """One release; the model keeps what was answered to the present text, and by what."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.practice = empty_practice(Path(self.folder.name))
        self.quick = patch("coachvault.services.asking.ITERATIONS", 1)
        self.quick.start()
        self.text, self.files = TEXTS[0], 0
        self.asked: list[Asked] = []
        self.answers: dict[str, tuple[Road, tuple[int, ...], bool | None]] = {}
        self.left = self.withdrawn = False

    @initialize()
    def meet(self) -> None:
        self.opened = self.practice.open()
        add_sponsor(self.opened, "otter", {"name": "Kim"})
        add_client(self.opened, "heron", {"name": "Ada Marsh", "email": "ada@example.org"})
        today = self.practice.clock.now().date()
        start(self.opened, Start("heron", "otter", today, {}))
        draft(self.opened, "heron", Form(self.text))

    @rule(text=st.sampled_from(TEXTS))
    def change(self, text: str) -> None:
        try:
            edit(self.opened, "R1", Form(text))
        except CoachVaultError:
            return
        assert not self.left
        assert not self.withdrawn
        self.text, self.asked, self.answers = text, [], {}

    @rule(road=roads)
    def ask(self, road: Road) -> None:
        try:
            self.asked.append(request(self.opened, "R1", Ask(road)))
        except CoachVaultError:
            return

    @precondition(lambda self: self.asked)
    @rule(which=st.integers(0, 5), approved=numbers)
    def answer(self, which: int, approved: list[int]) -> None:
        asked = self.asked[which % len(self.asked)]
        count = len(asked.request.paragraphs)
        chosen = tuple(number for number in approved if number <= count)
        if asked.request.road is Road.EMAIL:
            chosen = tuple(range(1, count + 1))
            data = mail(f"I approve {asked.request.code}", at=self.practice.clock.now())
        else:
            assert asked.request.opening is not None
            page = signoff.open_page(asked.text, asked.request.opening.code)
            data = signoff.signed(page, chosen)[0].encode()
        try:
            import_answer(self.opened, "R1", Answer(data))
        except CoachVaultError:
            return
        assert asked.request.code not in self.answers
        self.answers[asked.request.code] = (asked.request.road, chosen, None)

    @rule(matches=st.booleans())
    def call(self, matches: bool) -> None:
        try:
            evidence = confirm(self.opened, "R1", "by telephone", matches=matches)[1]
        except CoachVaultError:
            return
        road, approved, before = self.answers[evidence.code]
        assert (road, before) == (Road.PAGE, None)
        self.answers[evidence.code] = (road, approved, matches)

    @rule()
    def export(self) -> None:
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

    @rule()
    def withdraw(self) -> None:
        try:
            withdraw(self.opened, "R1")
        except CoachVaultError:  # it was withdrawn before, or is a draft that was sealed with its engagement
            return
        assert not self.withdrawn
        self.withdrawn = True

    @rule()
    def end(self) -> None:
        try:
            end_engagement(self.opened, "heron", self.practice.clock.now().date())
        except CoachVaultError:
            reopen_engagement(self.opened, "heron", "once more")

    def expected(self) -> str | None:
        """The text that may leave now; None for nothing."""
        theirs = [(road, chosen, called) for road, chosen, called in self.answers.values() if called is not False]
        counts = any(road is not Road.PAGE or called for road, _, called in theirs)
        approved = {chosen for _, chosen, _ in theirs}
        if self.withdrawn or not counts or len(approved) != 1 or () in approved:
            return None
        paragraphs = parse_paragraphs(self.text)
        return text_of(tuple(paragraphs[number - 1] for number in approved.pop()))

    def teardown(self) -> None:
        self.quick.stop()
        assert self.practice.faults() == []
        self.folder.cleanup()


@pytest.mark.parametrize("runs", [40])
def test_what_leaves_is_what_every_answer_approved(runs: int) -> None:
    run_state_machine_as_test(PageMachine, settings=settings(max_examples=runs, stateful_step_count=25, deadline=None))


@pytest.mark.slow
def test_what_leaves_is_what_every_answer_approved_in_long_runs() -> None:
    run_state_machine_as_test(PageMachine, settings=settings(max_examples=1_000, stateful_step_count=60, deadline=None))
