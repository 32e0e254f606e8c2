"""Canaries on the roads that take an answer, a key or words, which a list of commands cannot give beforehand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.canaries import AGREED, BODY, FORM, NAME, NOTE, PHRASE, REASON, WIRED, Watch, Wire
from tests.cli.machine import CHEAP, PROGRAM, Answer, Machine
from tests.cli.test_leaks import STORY
from tests.commands import commands
from tests.faults.operations import KEY
from tests.independent import signoff

ELSEWHERE = {
    "init": "tests/cli/test_leaks.py, test_a_new_vault_writes_no_secret",
    "retention policy edit": "tests/cli/test_editors.py: the same editor as for a note",
    "retention review": "asks in a terminal, and calls what `retention` extend, hold and destroy call",
    "tour": "a vault of its own, with a practice that nobody has",
    "unlock": "tests/cli/test_agent.py: it keeps a process of its own",
}
NEW = "quartz badgers mislaid the ledger"
TEXT = f"She leads {AGREED}.\n\n{NAME} stays."


class Watched:
    """Runs commands, and looks after each of them what it left behind."""

    def __init__(self, machine: Machine, watch: Watch, folder: Path, *, is_wired: bool) -> None:
        self.machine, self.watch, self.folder, self.is_wired = machine, watch, folder, is_wired
        self.wire = Wire(folder.with_name("calls"))
        self.done: set[str] = set()
        folder.mkdir()

    def outside(self, name: str) -> str:
        """A place for what is meant to be readable: a file that leaves."""
        return str(self.folder / name)

    def does(self, *words: str, typed: str = "", by: tuple[str, ...] = (), entry: tuple[str, ...] = PROGRAM) -> Answer:
        under = self.wire.under if self.is_wired else ()
        answer = self.machine.run("--json", *by, *words, typed=typed, entry=entry, under=under)
        assert answer.code == 0, (words, answer.err)
        if self.is_wired:
            [started] = self.wire.calls()
            assert started.startswith(b"execve("), "it starts no program, and talks to nobody"
            assert not self.watch.sees(started), words
        assert not self.watch.sees(answer.stderr), words
        assert self.watch.sees_in_files(self.machine.files()) == [], words
        self.done |= {name for name in COMMANDS if list(words[: len(name.split())]) == name.split()}
        return answer


COMMANDS = set(commands())
TOLD = {each.removeprefix("locked: ").removeprefix("gone: ") for each, _ in STORY}
IN_STORY = {name for name in COMMANDS if any(each == name or each.startswith(f"{name} ") for each in TOLD)}


@pytest.fixture(params=WIRED)
def canary(request: pytest.FixtureRequest, watched: tuple[Machine, Watch], tmp_path: Path) -> Watched:
    machine, watch = watched
    return Watched(machine, watch, tmp_path / "outside", is_wired=request.param)


def _a_release(it: Watched) -> None:
    it.does("client", "add", "heron", "--from", "-", typed=FORM)
    it.does("sponsor", "add", "otter", "--from", "-", typed=f'name = "{NAME}"')
    it.does("engagement", "start", "heron", "--sponsor", "otter")
    it.does("note", "add", "heron", typed=BODY)
    it.does("release", "draft", "heron", typed=TEXT)
    asked = it.does("release", "request", "R1", "--by", "page").data["request"]
    page = signoff.open_page(asked["text"], asked["code"])
    block, _ = signoff.signed(page, (1,), name=NAME, remark=f"Not {NAME}.", signed_at=signoff.now())
    it.does("release", "import", "R1", "-", typed=block)
    it.does("release", "confirm", "R1", "--how", "-", typed=REASON)
    sent = it.does("release", "export", "R1", "--out", it.outside("R1.txt")).data
    it.does("release", "verify", sent["path"], sent["sheet"])
    it.does("release", "withdraw", "R1")


def _an_agreement(it: Watched) -> None:
    terms = f'objectives = ["{AGREED}"]\nattendance = true\nin_coaching_log = true\nreports = ["hand-over"]'
    it.does("engagement", "agreement", "heron", "--from", "-", typed=terms)
    it.does("engagement", "agreement", "heron", "--signed-on", "2026-11-01", "--confirm", "heron")
    it.does("engagement", "attendance", "heron", "--out", it.outside("days.txt"))
    it.does("hours", "export", "--out", it.outside("hours.csv"))
    (it.folder / "diary.md").write_text(f"She said {NOTE}.")
    it.does("import", "markdown", it.outside("diary.md"), "--client", "heron")
    it.does("export", it.outside("everything"), "--reason", "-", "--confirm", "export", typed=REASON)
    it.does("register", "export", "--out", it.outside("register.json"), "--reason", "-", typed=REASON)
    it.does("client", "key", "add", "heron", "-", typed=KEY)
    key = it.does("client", "show", "heron").data["client"]["keys"][0]["fingerprint"]
    it.does("client", "key", "remove", "heron", key)


def _a_hand_over(it: Watched) -> None:
    form = f'text = "She leads {AGREED}."\nto = "otter"\npurpose = "hand-over"'
    it.does("release", "draft", "heron", "--from", "-", typed=form)
    code = it.does("release", "request", "R2", "--by", "message").data["request"]["code"]
    today = datetime.now(UTC).date()  # noqa: TID251 - the command asks the real clock
    seen = f'seen_by = "{NAME}"\nseen_on = {today}\ncode = "{code}"'
    picture = it.folder / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + code.encode())
    it.does("release", "import", "R2", str(picture), "--from", "-", typed=seen)
    it.does("practice", "hand-over", "heron", "--to", "otter", "--out", it.outside("successor.txt"))
    it.does("engagement", "end", "heron")
    it.does("engagement", "letter", "heron", it.outside("letter.txt"))


def _custodians(it: Watched) -> None:
    sheets = []
    for code in ("alder", "birch"):
        added = it.does("custodian", "add", code, "--role", "reader").data["custodian"]
        sheets.append(it.machine.private(code, " ".join(added["words"])))
    it.does("custodian", "quorum", "2")
    it.does("custodian", "test", "alder", by=("--words-file", str(sheets[0])))
    both = tuple(each for sheet in sheets for each in ("--words-file", str(sheet)))
    it.does("custodian", "open", "E1", "--reason", "-", by=both, typed=REASON)


def _ways_in(it: Watched, words: list[str]) -> None:
    sheet = str(it.machine.private("words", " ".join(words)))
    it.does("recovery", "test", by=("--words-file", sheet))
    it.does("backup", "auto", str(it.folder))
    new = str(it.machine.private("new", NEW))
    it.does("passphrase", "change", "--new-passphrase-file", new, entry=CHEAP)
    it.machine.private("passphrase", PHRASE)
    it.does("passphrase", "forgot", by=("--words-file", sheet), entry=CHEAP)


@pytest.mark.thorough
def test_no_answer_key_or_word_is_left_behind(canary: Watched) -> None:
    words = canary.does("recovery", "renew").data["recovery_words"]
    _a_release(canary)
    _an_agreement(canary)
    _a_hand_over(canary)
    _custodians(canary)
    _ways_in(canary, words)
    assert COMMANDS - IN_STORY - canary.done == set(ELSEWHERE), "every command is watched"
