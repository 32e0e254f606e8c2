"""Whatever a form, a policy or an option puts into a vault, every command that reads goes on answering.

An answer is a result or a refusal that says why; never an error that nobody foresaw.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime, time
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from coachvault.cli.app import main
from coachvault.cli.surroundings import Surroundings
from coachvault.errors import BadInput
from coachvault.practice.disclosure import RecipientKind
from coachvault.practice.ids import Code
from coachvault.practice.people import Profile
from coachvault.practice.retention import Basis, Case, Extension, RecordClass
from coachvault.services.keys import create_vault
from coachvault.services.records import roster
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.retention.policy import parse_policy
from tests.commands import READING
from tests.fakes import NOON, TESTING, WORDS, Practice, filled_practice

EXAMPLES, THOROUGHLY = 2, 25
POLICIES = 40
UNEXPECTED = 1

ODD = [
    *("", " ", "\n", "a\nb", "a\rb", "\0", "\t", "\x1b[2J", "\x85", "\u2028", "\u202eabc", "\ufeff", "e\u0301"),
    *("{name}", "{", "}", "{0}", "{a.b}", "%s", "%", "\\", "[red]", "[/]", ":smile:", "<b>", "&", "=1+1", "'", '"'),
    *("a,b", "a;b", "a/b", "#", "~nobody-has-this-name/x", "heron", "E1", "R1", "own", "none", "-", "^", "!", "-!^"),
    *("(", "[", "*", "a+", "(?i)x", "a@b", "@", "a@b@c", "a@[", "a @b", "a@\u00e4.example", "+49 30 1", "\U0001f600"),
    *("9" * 30, "x" * 499, "x" * 2_000, "x y " * 600, "\u00e4" * 20_000, "a\n" * 9_000),
]
DAYS = st.one_of(st.sampled_from([date.min, date.max, date(1900, 2, 28), date(2024, 2, 29), NOON.date()]), st.dates())
LINES = st.sampled_from([each for each in ODD if len(each) <= 499 and not set(each) & set("\0\n\r")])
BLOCKS = st.sampled_from([each for each in ODD if len(each) <= 2_000 and "\0" not in each])
CODES = st.sampled_from(["otter", "wren", "linden", "heron", ""])
MAILS = st.sampled_from(["", "a@b", "a@[", "a@b@c", "a@\u00e4.example", "\u202ea@b"])
TAGS = st.sampled_from(["minor", "senior", "a", "\u00e4" * 40, "{name}", "\U0001f600", "[red]", "=1+1"])
COMING = st.sampled_from([date(2026, 12, 24), date.max])
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=12))
NUMBERS = st.one_of(st.sampled_from([-1, 0, 1, 10, 2**31, 2**63, 2**64, -(2**63) - 1, 10**30]), st.integers(0, 100))
STRANGE = st.one_of(
    TEXTS,
    NUMBERS,
    DAYS,
    st.sampled_from([0.5, float("nan"), float("inf"), True, [], [[]], {}, {"a": {"b": 1}}, time(1, 2), [1]]),
    st.sampled_from([datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC), NOON]),
)
LISTS = st.lists(LINES, max_size=3)
LANGUAGES = st.one_of(st.sampled_from(["en", "de", "fr", "es"]), TEXTS)
YES_OR_NO = st.booleans()


def table(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table with these fields, most of which can be taken; now and then one is missing, or holds anything."""
    right = st.fixed_dictionaries(fields)
    odd = st.tuples(st.integers(0, 3), st.sampled_from([*fields, "x"]), STRANGE)
    return st.builds(_with_odd, right, odd)


def _with_odd(right: dict[str, Any], odd: tuple[int, str, Any]) -> dict[str, Any]:
    chance, name, value = odd
    left = {each: kept for each, kept in right.items() if chance != 1 or each != name}
    return left | ({name: value} if chance == 2 else {})


PERSON = {"name": TEXTS, "email": TEXTS, "phone": TEXTS, "address": TEXTS, "remark": TEXTS}
CLIENT = table(
    **PERSON,
    private_channel=LINES,
    language=LANGUAGES,
    born=DAYS,
    road=st.sampled_from(["email", "page", "paper"]),
    emergency_contact=table(name=LINES, phone=LINES, relation=LINES),
)
TERMS = table(
    objectives=LISTS,
    sponsor_may_receive=BLOCKS,
    reports=LISTS,
    reports_when=LINES,
    attendance=YES_OR_NO,
    limits=BLOCKS,
    in_coaching_log=YES_OR_NO,
    executor_may_reach=YES_OR_NO,
    notice=BLOCKS,
)
RELEASE = table(
    text=BLOCKS,
    purpose=LINES,
    to=CODES,
    expires=COMING,
    concerned=st.lists(CODES, max_size=2),
    notes=st.lists(st.just("heron/1"), max_size=1),
    template=st.sampled_from(["own-words", "", ""]),
    measures=YES_OR_NO,
    client_may_write=st.sampled_from([0, 1, 2_000]),
)
NAMES = st.sampled_from(["mindset", "morale", "ability"])
GROUND = table(
    danger=BLOCKS,
    evidence=BLOCKS,
    advice=BLOCKS,
    recipient=LINES,
    recipient_kind=st.sampled_from([each.value for each in RecipientKind]),
    text=BLOCKS,
    name_needed_because=BLOCKS,
    letter_delayed_because=BLOCKS,
    letter_due=COMING,
    client_told=BLOCKS,
    said_at=st.sampled_from(["", "2026-11-20", "2026-11-20 14:00", "0001-01-01", "x"]),
)
KEEPS = st.one_of(
    st.sampled_from(["for ever", "0 days", "1 day", "150 years", "9999 years", "54900 days", "1 year and 1 month"]),
    st.integers(0, 9999).map(lambda count: f"{count} days"),
    LINES,
)
BASES = st.sampled_from([each.value for each in Basis])
RULE = {"keep": KEEPS, "because": st.one_of(st.just("agreed"), LINES)}
WHEN = st.fixed_dictionaries(
    {},
    optional={
        "client": st.sampled_from(["heron", "linden", "x"]),
        "sponsor": st.sampled_from(["otter", "x"]),
        "tag": st.sampled_from(["senior", "minor", "a,b"]),
        "kind": LINES,
    },
)
CLASSES = st.sampled_from([each.value for each in RecordClass])
RULES = st.lists(st.fixed_dictionaries(RULE | {"class": CLASSES}, optional={"from": BASES, "when": WHEN}), max_size=4)
POLICY = st.builds(
    lambda notes, own, rules: {"retention": own | {"notes": notes} | ({"rule": rules} if rules else {})},
    st.fixed_dictionaries(RULE, optional={"from": BASES}),
    st.dictionaries(CLASSES, st.fixed_dictionaries(RULE, optional={"from": BASES}), max_size=3),
    RULES,
)
PROFILE = table(
    name=TEXTS,
    role=st.sampled_from(["coach", "mentor"]),
)
FORMS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "client edit heron --from": CLIENT,
    "client edit linden --from": CLIENT,
    "client add jay --from": CLIENT,
    "sponsor edit otter --from": table(**PERSON, organisation=LINES),
    "sponsor add stoat --from": table(**PERSON, organisation=LINES),
    "engagement start jay --sponsor stoat --from": table(
        objectives=LISTS,
        sponsor_may_receive=BLOCKS,
        kind=LINES,
        tags=st.lists(TAGS, max_size=2),
        pro_bono=YES_OR_NO,
        session_minutes=st.sampled_from([1, 60, 1440, 1440]),
    ),
    "engagement agreement heron --from": TERMS,
    "measure add heron --from": table(
        on=st.sampled_from([date.min, date(2026, 11, 20), NOON.date()]),
        values=st.dictionaries(NAMES, st.integers(0, 10), min_size=1, max_size=2),
        words=st.just({}) | st.dictionaries(NAMES, LINES, max_size=1),
    ),
    "release draft heron --from": RELEASE,
    "release edit R1 --from": RELEASE,
    "release words --from": table(health=LISTS, family=LISTS),
    "custodian add robin --role reader --from": table(name=LINES, phone=LINES, email=MAILS, remark=BLOCKS),
    "custodian add finch --role executor --from": table(name=LINES, phone=LINES, email=MAILS, remark=BLOCKS),
    "practice handbook --from": table(
        laptop=BLOCKS,
        backups=BLOCKS,
        helper=BLOCKS,
        call=BLOCKS,
        message=BLOCKS,
        remark=BLOCKS,
        advisers=st.lists(table(role=LINES, name=LINES, phone=LINES), max_size=2),
    ),
    "disclose heron --spoken --confirm heron --from": GROUND,
    "retention policy set": POLICY,
}
WHENS = st.one_of(
    DAYS.map(date.isoformat), st.sampled_from(["0001-01-01 00:00", "9999-12-31 23:59", "now", "in 9999 years"])
)
WORDS_TYPED = TEXTS.filter(lambda text: "\0" not in text and len(text) < 3000)
OPTIONS: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "note add heron": {
        "--date": WHENS,
        "--tag": TAGS,
        "--duration": st.sampled_from(["60m", "1h30", "1m", "24h", "9999h", "0m"]),
    },
    "note add own": {"--date": WHENS, "--tag": TAGS},
    "engagement start wren": {"--on": WHENS, "--kind": WORDS_TYPED, "--tag": TAGS},
    "engagement end wren": {"--on": WHENS},
    "retention hold add E3": {"--reason": WORDS_TYPED, "--review": WHENS},
    "retention extend E3": {"--until": WHENS, "--reason": WORDS_TYPED},
    "release wish heron": {"--by": WORDS_TYPED},
    "access request linden": {"--on": WHENS},
    "engagement reopen E3": {"--reason": WORDS_TYPED},
    "retention destroy E3 --confirm linden": {"--reason": WORDS_TYPED},
}
FURTHER = [
    ("client", "show", "linden"),
    ("client", "show", "jay"),
    ("sponsor", "show", "stoat"),
    ("engagement", "show", "E3"),
    ("engagement", "show", "jay"),
    ("engagement", "agreement", "jay"),
    ("engagement", "open", "E3", "--reason", "asked"),
    ("register", "list", "heron"),
    ("release", "request", "R1", "--by", "email", "--reason", "asked"),
    ("release", "request", "R1", "--by", "message", "--reason", "asked"),
    ("access", "heron", "--out", "copy.txt"),
    ("access", "linden", "--out", "copy.html"),
    ("hours", "export", "--out", "hours.csv"),
    ("register", "export", "--out", "register.csv", "--reason", "asked"),
    ("export", "all", "--reason", "asked", "--confirm", "export"),
]
READ = [
    (*words.split(), *more)
    for words, more in READING.items()
    if words not in {"tour", "lock", "release verify", "practice verify", "backup verify", "retention policy set"}
]


class Desk:
    """A practice in a folder of its own, and its commands, run within the test."""

    def __init__(self, folder: Path) -> None:
        self.practice = filled_practice(folder / "practice")
        self._key = folder / "words"
        self._key.touch(0o600)
        self._key.write_text(WORDS)
        self._around = Surroundings(
            self.practice.setting.state_folder, self.practice.path, self.practice.clock, TESTING
        )

    def run(self, *words: str, typed: str = "", as_json: bool = True) -> int:
        """Runs a command; an error that nobody foresaw is one of the test."""
        told = TextIOWrapper(BytesIO(), encoding="utf-8")
        options = ["--debug", "--no-input", "--words-file", str(self._key), *(["--json"] if as_json else [])]
        with ExitStack() as stack:
            stack.enter_context(redirect_stdout(TextIOWrapper(BytesIO(), encoding="utf-8")))
            stack.enter_context(redirect_stderr(told))
            stack.enter_context(patch.object(sys, "stdin", TextIOWrapper(BytesIO(typed.encode()), encoding="utf-8")))
            code = main([*options, *words], self._around)
        told.seek(0)
        assert code != UNEXPECTED, (words, typed[:300], told.read())
        return code

    def reads(self, *further: tuple[str, ...], as_json: bool) -> None:
        """Has every command that reads answer, in turns for people and for scripts."""
        for each in [*READ, *further]:
            self.run(*each, as_json=as_json)
            as_json = not as_json
        assert self.practice.faults() == []


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk with a draft of a release on it."""
    before = Path.cwd()
    with TemporaryDirectory() as folder, patch.dict(os.environ, {"COACHVAULT_AGENT": "off"}):
        os.chdir(folder)
        try:
            made = Desk(Path(folder))
            draft(made.practice.open(), "heron", Form(text="She leads."))
            yield made
        finally:
            os.chdir(before)


def set_profile(practice: Practice, fields: dict[str, Any]) -> None:
    """Takes what `init --practice-from` would take, where it would."""
    try:
        profile = create_vault.parse_profile(tomli_w.dumps(fields))
        opened = practice.open()
        with opened.vault.change("init", opened.now()) as change:
            roster.save_profile(change, profile)
    except BadInput:
        pass


WHATEVER = given(
    forms=st.fixed_dictionaries(FORMS),
    profile=PROFILE,
    options=st.fixed_dictionaries({}, optional={words: st.fixed_dictionaries(more) for words, more in OPTIONS.items()}),
    next_session=WHENS,
    as_json=st.booleans(),
)


def every_reading_command_answers(
    forms: dict[str, dict[str, Any]],
    profile: dict[str, Any],
    options: dict[str, dict[str, str]],
    next_session: str,
    as_json: bool,
) -> None:
    with desk() as at:
        set_profile(at.practice, profile)
        for words, fields in forms.items():
            at.run(*words.split(), "-", typed=tomli_w.dumps(fields))
        at.run("engagement", "next", "heron", next_session)
        for words, more in options.items():
            given = [part for name, value in more.items() for part in (f"{name}={value}",)]
            at.run(*words.split(), *given, typed="Said.")
        at.reads(*FURTHER, as_json=as_json)


@pytest.mark.parametrize("examples", [EXAMPLES, pytest.param(THOROUGHLY, marks=pytest.mark.thorough)])
def test_whatever_a_form_or_an_option_holds(examples: int) -> None:
    settings(max_examples=examples, deadline=None)(WHATEVER(every_reading_command_answers))()


CASES = st.builds(
    Case,
    client=st.sampled_from([Code("heron"), Code("wren")]),
    started=DAYS,
    ended=st.none() | DAYS,
    last_contact=st.none() | DAYS,
    born=st.none() | DAYS,
    sponsor=st.sampled_from(["", "otter"]),
    kind=st.sampled_from(["", "a,b"]),
    tags=st.sampled_from([(), ("senior",), ("minor", "senior")]),
)


@settings(max_examples=POLICIES)
@given(policy=POLICY, case=CASES, until=DAYS)
def test_a_policy_that_is_taken_decides(policy: dict[str, Any], case: Case, until: date) -> None:
    try:
        taken = parse_policy(tomli_w.dumps(policy))
    except BadInput:
        return
    for record_class in RecordClass:
        for extension in (None, Extension(1, NOON, until, "asked")):
            decision = taken.decide(record_class, case, extension)
            assert decision.rule.record_class in {record_class, RecordClass.NOTES}
            assert decision.due is None or decision.due >= case.over
            assert str(decision.rule)
            decision.is_overdue(NOON.date())


_NOTES = '[retention.notes]\nkeep = "1 year"\nbecause = "agreed"\n'
_RULE = '[[retention.rule]]\nclass = "{}"\nwhen = {{ tag = "minor" }}\nkeep = "2 years"\nbecause = "agreed"\n'
FOUND: dict[str, list[tuple[str, str]]] = {
    "a policy with a condition alone": [
        ("retention policy set -", _NOTES + "".join(map(_RULE.format, ("hours", "contacts", "releases"))))
    ],
    "a period that ends after all days": [
        ("retention policy set -", _NOTES.replace("1 year", "149 years and 400 days")),
        ("engagement start wren --on 9849-01-01", ""),
    ],
}
"""What was taken once, and then could not be used: the command, and what came in."""


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_what_could_not_be_used_once(found: list[tuple[str, str]]) -> None:
    with desk() as at:
        for words, typed in found:
            at.run(*words.split(), typed=typed)
        at.reads(*FURTHER, as_json=True)


def test_a_profile_of_an_earlier_version_is_usable() -> None:
    """A form could once hold watch words of a category that nobody knows."""
    with desk() as at:
        opened = at.practice.open()
        with opened.vault.change("init", opened.now()) as change:
            roster.save_profile(change, Profile("Riverside", watch_words={"x": ("y",)}))
        assert at.run("release", "show", "R1") == 0
        assert at.run("release", "words") == 0
