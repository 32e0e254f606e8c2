"""How often a command opens the vault's file: each opening reads and verifies all of it anew, so there are few.

A command that only reads opens it twice: to look at the ways in, and to read one snapshot. One that changes it opens it
again to write and to read back what was written, and once more where something is taken away, for the file is written
anew then. `pytest -s` shows the table. Meanwhile nobody is asked, no editor runs, and nothing else writes.
"""

from __future__ import annotations

import ast
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coachvault.cli.app import main
from coachvault.cli.context import Context
from coachvault.cli.input import editor
from coachvault.cli.surroundings import Surroundings
from coachvault.cli.terminal.output import Output
from coachvault.cli.terminal.passphrase import PassphraseSource
from coachvault.cli.terminal.prompts import Prompts
from coachvault.practice.measures import Rating
from coachvault.services.core.open_vault import Unlocked
from coachvault.services.engagements.measures import add
from coachvault.services.keys import agent
from coachvault.texts.policy import DEFAULT_POLICY
from coachvault.vault.header import Header
from coachvault.vault.store import Store
from tests.commands import commands
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice, mail
from tests.faults.operations import KEY, OPERATIONS

pytestmark = pytest.mark.sampled(3)

CLI = Path(__file__).parents[2] / "coachvault" / "cli"


class Case(NamedTuple):
    """A command to be counted.

    Args:
        most: How often it opens the vault's file at most.
        words: The command, with `{}` for the folder of the vault.
        prepare: Brings the vault to where it can be run.
        typed: What comes in on stdin.
        by: Global options that open the vault; it is unlocked when left out, as during a coach's day.
    """

    most: int
    words: str
    prepare: Callable[[Practice], object] = lambda _: None
    typed: str = ""
    by: str = ""


def before(name: str) -> Callable[[Practice], object]:
    """Returns what brings the vault to where an operation can be done."""
    return OPERATIONS[name].prepare


def after(name: str) -> Callable[[Practice], object]:
    """Returns what does an operation, with what has to come before it."""

    def do(practice: Practice) -> None:
        OPERATIONS[name].prepare(practice)
        OPERATIONS[name].act(practice)

    return do


def _answered(practice: Practice) -> None:
    OPERATIONS["release import"].prepare(practice)
    code = (practice.path.parent / "code").read_text()
    (practice.path.parent / "answer.eml").write_bytes(mail(f"I approve {code}"))


def _measured(practice: Practice) -> None:
    add(practice.open(), "heron", Rating(date(2026, 11, 1), {"morale": 4}))


SPOKEN = """
danger = "the client said that they would end their life tonight"
evidence = "said twice in the session, with a plan and the means"
advice = "called my supervisor at 14:00, who agreed"
recipient = "Crisis team, 555 911"
recipient_kind = "emergency"
text = "A person whom I coach may harm themselves tonight."
"""

READING = [
    Case(2, "status"),
    Case(2, "brief heron"),
    Case(2, "client list"),
    Case(2, "client show heron"),
    Case(2, "sponsor list"),
    Case(2, "sponsor show otter"),
    Case(2, "engagement list"),
    Case(2, "engagement show heron"),
    Case(2, "note list"),
    Case(2, "note list heron --tag voice"),
    Case(2, "note show heron/1"),
    Case(2, "note history heron/2"),
    Case(2, "note waiting"),
    Case(2, "search weekly"),
    Case(2, "measure show heron", _measured),
    Case(2, "action list heron"),
    Case(2, "release list", before("release edit")),
    Case(2, "release show R1", before("release edit")),
    Case(2, "release words"),
    Case(2, "retention due"),
    Case(2, "retention policy show"),
    Case(2, "retention policy set - --dry-run", typed=DEFAULT_POLICY + "# mine\n"),
    Case(2, "retention hold list", after("retention hold add")),
    Case(2, "retention certificate", after("retention destroy")),
    Case(2, "retention certificate E3", after("retention destroy")),
    Case(2, "register list"),
    Case(2, "register show 1", after("note show, sealed")),
    Case(2, "hours list"),
    Case(2, "backup list", after("backup create")),
    Case(2, "backup verify", after("backup create")),
    Case(2, "check"),
    Case(2, "check --full", after("backup create")),
    Case(2, "custodian list", after("custodian add")),
    Case(2, "executor", before("custodian test"), by="--words-file {}/maple"),
    Case(2, "practice show"),
    Case(2, "practice handbook"),
    Case(2, "practice retire --dry-run"),
    Case(2, "practice calendar {}/dates.ics"),
    Case(0, "practice verify {}/final.vault", after("practice archive")),
]

CHANGING = [
    Case(4, "measure edit heron --on 2026-11-01 --from -", _measured, typed="[values]\nmorale = 5"),
    Case(3, "action add heron", typed="Ask the insurer."),
    Case(3, "action done heron/a1", before("action done")),
    Case(3, "action drop heron/a1", before("action done")),
    Case(3, "client add jay --from -", typed='name = "Eve Frost"'),
    Case(3, "client edit heron --from -", typed='phone = "1"'),
    Case(10, "client erase heron --asked-on 2026-11-23 --confirm heron", before("client erase")),
    Case(3, "client key add heron -", typed=KEY),
    Case(3, "sponsor add raven --from -", typed='name = "Kim"'),
    Case(3, "sponsor edit otter --from -", typed='name = "Kim"'),
    Case(3, "engagement start linden"),
    Case(5, "engagement end heron"),
    Case(4, "engagement letter E3 {}/letter.txt"),
    Case(4, "engagement reopen E3 --reason -", typed="a slip"),
    Case(4, "engagement open E3 --reason -", typed="a follow-up"),
    Case(3, "engagement agreement heron --from -", typed='reports = ["progress report"]\nattendance = true'),
    Case(
        4,
        "engagement agreement heron --signed-on 2026-11-01 --confirm heron",
        before("engagement agreement --signed-on"),
    ),
    Case(5, "engagement attendance heron --out {}/days.txt", before("engagement attendance")),
    Case(3, "engagement next heron 2027-01-04"),
    Case(3, "engagement sponsor wren otter", before("engagement sponsor")),
    Case(3, "note add heron", typed="A new note."),
    Case(4, "note edit heron/1", typed="Anew."),
    Case(4, "note move heron/2 wren"),
    Case(5, "note erase heron/2 --confirm heron"),
    Case(5, "note erase heron/2 --earlier --confirm heron"),
    Case(4, "note show linden/1 --reason -", typed="the client asked"),
    Case(5, "note file w1 heron", before("note file")),
    Case(6, "note file w1 --discard --confirm w1", before("note file")),
    Case(3, "measure add heron --from -", typed="values.morale = 3"),
    Case(4, "import markdown {}/diary.md --client heron"),
    Case(4, "export {}/all --reason - --confirm export", typed="to another program"),
    Case(4, "hours export --out {}/hours.csv", before("hours export")),
    Case(4, "register export --out {}/register.csv --reason -", typed="an insurer asked"),
    Case(4, "release draft heron", typed="She leads."),
    Case(4, "release edit R1", before("release edit"), typed="She asks."),
    Case(3, "release request R1 --by email", before("release request")),
    Case(5, "release import R1 {}/answer.eml", _answered),
    Case(4, "release confirm R1 --how -", before("release confirm"), typed="by telephone"),
    Case(4, "release export R1 --out {}/report.txt", before("release export")),
    Case(3, "release withdraw R1", before("release withdraw")),
    Case(3, "release wish heron"),
    Case(3, "release words --from -", typed='health = ["zumba"]'),
    Case(4, "retention policy set -", typed=DEFAULT_POLICY + "# mine\n"),
    Case(3, "retention extend E3 --until 2050-01-01 --reason -", typed="the client asked for it"),
    Case(3, "retention hold add E3 --reason -", typed="a claim was announced"),
    Case(3, "retention hold lift E3 --reason -", before("retention hold lift"), typed="it was settled"),
    Case(8, "retention destroy E3 --reason - --confirm linden", typed="the client asked for it"),
    Case(8, "retention destroy E3 --reason requested --witness Bea --confirm linden"),
    Case(
        8,
        "retention destroy E3 --reason - --confirm linden",
        before("retention destroy"),
        typed="the client asked for it",
    ),
    Case(4, "access heron --out {}/copy.txt --reason -", typed="about others"),
    Case(3, "access request heron --on 2026-11-20"),
    Case(3, "access heron --correct", typed="It was in May."),
    Case(3, "disclose heron --now"),
    Case(5, "disclose D1 --spoken --confirm heron --from -", before("disclose --spoken"), typed=SPOKEN),
    Case(4, "disclose D1 --letter {}/letter.txt", before("disclose --letter")),
    Case(3, "disclose D1 --told -", before("disclose --told"), typed="by telephone"),
    Case(3, "disclose D1 --nothing --reason -", before("disclose --nothing"), typed="it was a joke"),
    Case(7, "backup create {}/copy.vault"),
    Case(8, "backup create {}/copy.vault --move"),
    Case(3, "backup auto {}"),
    Case(5, "backup clean", before("backup clean")),
    Case(5, "backup forget B1", before("backup forget")),
    Case(4, "restore {}/copy.vault --accept", before("restore"), by="--passphrase-file {}/pass"),
    Case(5, "custodian add maple --role executor"),
    Case(4, "custodian quorum 2", before("custodian quorum")),
    Case(3, "custodian test maple", before("custodian test"), by="--passphrase-file {}/pass --words-file {}/maple"),
    Case(5, "custodian remove maple", before("custodian remove"), by="--passphrase-file {}/pass"),
    Case(
        3,
        "custodian open E3 --reason -",
        before("custodian open"),
        "a court",
        "--words-file {}/alder --words-file {}/birch",
    ),
    Case(3, "practice set date_order dmy"),
    Case(4, "practice handbook --from -", typed='helper = "Jo"'),
    Case(8, "practice archive {}/final.vault"),
    Case(10, "practice archive {}/final.vault --letters {}/letters"),
    Case(16, "practice retire --confirm retire", before("practice retire")),
    Case(4, "practice hand-over heron --to otter --out {}/hand-over.txt", before("practice hand-over")),
    Case(4, "passphrase change --new-passphrase-file {}/new", by="--passphrase-file {}/pass"),
    Case(3, "recovery test", by="--words-file {}/words"),
    Case(4, "recovery renew", by="--passphrase-file {}/pass"),
    Case(4, "keys rotate", by="--passphrase-file {}/pass"),
]

NOT_COUNTED = {
    "client key remove": "as `client key add`",
    "init": "makes the vault",
    "lock": "opens the vault to make a backup by itself alone, as `backup create` does",
    "passphrase forgot": "as `passphrase change`",
    "release verify": "opens no vault",
    "retention policy edit": "as `retention policy set`, in the editor",
    "retention review": "asks in a terminal, and calls what `retention` extend, hold and destroy call",
    "tour": "has a vault of its own",
    "unlock": "keeps a process of its own",
}


class Spy:
    """Counts openings of vault files, and sees which are open at a moment."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault
        self.openings: Counter[str] = Counter()
        self.faults: list[str] = []
        self._open: list[Store] = []

    def is_open(self) -> bool:
        """Tells whether the vault's file is open now."""
        return any(store.is_open and store.path == self.vault for store in self._open)

    def asked(self, question: str) -> None:
        """Notes a question during which the vault's file is open."""
        if self.is_open():
            self.faults.append(f"asked while the vault is read: {question}")

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watches the place where vault files are opened and written, and whatever waits for a person."""
        opens, transaction = Store.open, Store.transaction

        def spied_open(path: Path) -> Store:
            self.openings["vault" if path == self.vault else "copies"] += 1
            store = opens(path)
            self._open.append(store)
            return store

        def spied_transaction(store: Store, *, write: bool) -> Any:
            if write and any(each.is_open and each.path == store.path for each in self._open if each is not store):
                self.faults.append("written while the same file is open elsewhere")
            return transaction(store, write=write)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Store, "open", spied_open)
            patch.setattr(Store, "transaction", spied_transaction)
            for place, name in WAITING:
                patch.setattr(place, name, self._watched(name, getattr(place, name)))
            yield

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            self.asked(name)
            return real(*arguments, **named)

        return watched


WAITING = [
    *((Prompts, name) for name in ("ask", "ask_secret", "ask_word", "choose", "confirm", "multiline")),
    *((PassphraseSource, name) for name in ("passphrase", "new_passphrase", "words")),
    *((Output, name) for name in ("aside", "show", "show_once")),
    (editor, "edit"),
]
"""What waits for a person, or for another program."""


class Desk:
    """A practice on a machine, on which commands are run within the test."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.practice = filled_practice(folder)
        self.beside, self._patch = self.practice.path.parent, patch
        around = self.practice
        self._surroundings = Surroundings(around.setting.state_folder, around.path, around.clock, TESTING)
        for name, text in (
            ("pass", PASSPHRASE),
            ("words", WORDS),
            ("new", "quartz badgers mislaid it"),
            ("diary.md", "She spoke."),
        ):
            (self.beside / name).write_text(text)
        patch.setenv("COACHVAULT_PASSPHRASE_FILE", str(self.beside / "pass"))
        self.unlock()
        assert self.run("status") == 0, "what this machine has never seen is remembered"

    def unlock(self) -> None:
        """Holds the day keys, as the agent does."""
        day = self.practice.open().vault.day

        def lend(_: object, header: Header) -> Unlocked:
            """Gives the keys of today: an agent has them handed over with each step."""
            return Unlocked(day.at(header.step, header.duty_step))

        self._patch.setattr(agent, "lend", lend)

    def run(self, words: str, typed: str = "", options: str = "--json") -> int:
        for file in filter(Path.is_file, self.beside.iterdir()):
            file.chmod(0o600)
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        return main([*options.split(), *words.replace("{}", str(self.beside)).split()], self._surroundings)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


@pytest.mark.parametrize("case", [*READING, *CHANGING], ids=lambda case: case.words)
def test_a_command_opens_the_vault_no_more_often_than_it_has_to(case: Case, desk: Desk) -> None:
    case.prepare(desk.practice)
    desk.unlock()
    spy = Spy(desk.practice.path)
    words = f"{case.by} {case.words}"
    with spy.watching():
        code = desk.run(words, case.typed)
    print(f"\n{case.words}: {spy.openings['vault']} of the vault, {spy.openings['copies']} of copies")  # noqa: T201
    assert code == 0
    assert spy.openings["vault"] <= case.most
    assert spy.faults == []


def test_a_command_that_reads_opens_it_twice() -> None:
    assert [case.words for case in READING if case.most > 2] == []


def test_a_destruction_opens_it_eight_times() -> None:
    assert {case.most for case in CHANGING if case.words.startswith("retention destroy")} == {8}


def test_every_command_is_counted() -> None:
    counted = {name for name in commands() for case in [*READING, *CHANGING] if f"{case.words} ".startswith(f"{name} ")}
    assert set(commands()) - counted == set(NOT_COUNTED)


ANSWERS = {
    "Which words?": "weekly",
    "Type heron to go on": "heron",
    "Type linden to go on": "linden",
    "Which client?": "heron",
    "What now?": "later",
    "When is the next session? (Enter skips)": "",
}
REASON = "the client asked for it"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("search", {"ask"}),
        ("note add", {"choose", "multiline"}),
        ("note edit heron/1", {"multiline"}),
        ("note show linden/1", {"ask", "show", "passphrase"}),
        ("note erase heron/2", {"ask"}),
        ("engagement open E3", {"ask", "show", "passphrase"}),
        ("retention destroy E3", {"ask"}),
        ("retention review", {"choose"}),
        ("client erase heron", {"ask"}),
        ("release", {"choose", "multiline"}),
    ],
)
def test_nobody_is_asked_while_the_vault_is_read(
    words: str, expected: set[str], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person may think for an hour, and what another program writes meanwhile must not wait for it."""
    asked: set[str] = set()
    desk.practice.clock.pass_days(7000 if "review" in words else 0)
    desk.unlock()
    spy = Spy(desk.practice.path)

    def answering(name: str, answer: Callable[..., Any]) -> None:
        def answered(_: Any, *arguments: Any, **named: Any) -> Any:
            asked.add(name)
            return answer(*arguments, **named)

        monkeypatch.setattr(Prompts, name, answered)

    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(editor, "usable_editor", lambda _: None)
    answering("ask", lambda question, default: ANSWERS.get(question, default or REASON))
    answering("choose", lambda question, answers, **_: ANSWERS.get(question, answers[0][0]))
    answering("confirm", lambda question, default: default)
    answering("multiline", lambda *_: "What was said.")
    for place, name in ((Output, "show"), (PassphraseSource, "passphrase")):
        real = getattr(place, name)

        def noted(*arguments: Any, name: str = name, real: Callable[..., Any] = real, **named: Any) -> Any:
            asked.add(name)
            return real(*arguments, **named)

        monkeypatch.setattr(place, name, noted)
    with spy.watching():
        assert desk.run(words, options="") == 0
    assert expected <= asked
    assert spy.faults == []


def test_a_question_while_the_vault_is_read_is_found_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The spy sees what it looks for."""
    monkeypatch.setattr(Prompts, "ask", lambda *_: "heron")
    spy, prompts = Spy(desk.practice.path), Prompts(Output())
    opened = desk.practice.open()
    with spy.watching():
        prompts.ask("Before?", "")
        with opened.at_one_moment():
            prompts.ask("Meanwhile?", "")
        prompts.ask("Afterwards?", "")
    assert len(spy.faults) == 1


def _moments(tree: ast.AST) -> Iterator[ast.With]:
    """Yields the blocks in which a snapshot of the vault is held."""
    for block in ast.walk(tree):
        if isinstance(block, ast.With) and any(
            isinstance(each, ast.Attribute) and each.attr in ("at_one_moment", "read")
            for item in block.items
            for each in ast.walk(item.context_expr)
        ):
            yield block


def test_no_block_of_the_terminal_asks_while_it_holds_a_moment() -> None:
    """Whatever asks, shows or edits needs the context of the command; a warning alone does not wait for anybody."""
    blocks = [(path, block) for path in sorted(CLI.rglob("*.py")) for block in _moments(ast.parse(path.read_text()))]
    assert len(blocks) >= 6
    for path, block in blocks:
        calls = [each for part in block.body for each in ast.walk(part) if isinstance(each, ast.Call)]
        harmless = {
            argument
            for call in calls
            if isinstance(call.func, ast.Name) and call.func.id == "warn_of_names"
            for argument in call.args
        }
        names = [each for part in block.body for each in ast.walk(part) if isinstance(each, ast.Name)]
        asking = [name.lineno for name in names if name.id == "context" and name not in harmless]
        assert asking == [], path
