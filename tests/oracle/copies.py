"""A practice with every kind of copy beside it, what happens to it then, and how a command reads one of them."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from coachvault.cli.app import main
from coachvault.cli.surroundings import Surroundings
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.measures import Rating
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, Setting
from coachvault.services.custody import custodians
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import measures
from coachvault.services.notes import inbox
from coachvault.services.notes.actions import take_from_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.services.retirement import archive
from coachvault.vault import copying
from tests.commands import READING, commands
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice, mail

ERASED, DESTROYED, ENDED = "quicksilver morning", "Sealed session", "weekly meeting"
"""A word of what is erased, destroyed, and ended; each stands in the first line of its notes, which lists show."""

OPENERS = ("passphrase", "agent", "words", "executor", "quorum")
COPIES = {
    "home": "home/practice.vault",
    "linked": "links/hard.vault",
    "symlinked": "links/soft.vault",
    "before": "disk/before.vault",
    "away": "stick/away.vault",
    "after": "disk/after.vault",
    "moved away": "left/practice.vault",
    "archive": "disk/final.vault",
    "aside": "",
    "unfinished": "",
    "by hand": "hand/practice.vault",
    "elsewhere": "elsewhere/practice.vault",
}
"""Every kind of copy by where it is. `before` is reached by what happens, the stick is unplugged meanwhile."""

UNKNOWN = frozenset({"by hand"})
AT_HOME = frozenset({"home"})
"""A link to the vault is none of its names: SQLite would keep the journal of a change under the other one."""

NOT_ASKED = frozenset({"lock", "tour", "release verify", "practice verify"})
"""Commands that open no vault with a key, or end the agent."""


class Event(NamedTuple):
    """What happens to the practice after most of its copies were made.

    Args:
        words: The command, run while the vault is unlocked.
        typed: What comes in on stdin.
        gone: What nobody may be shown any more.
        sealed: What takes the passphrase and a reason.
        missing: Ids of notes that are not there any more.
        by_passphrase: Whether it takes the passphrase.
    """

    words: str
    typed: str = ""
    gone: tuple[str, ...] = ()
    sealed: tuple[str, ...] = (DESTROYED,)
    missing: tuple[str, ...] = ()
    by_passphrase: bool = False


EVENTS = {
    "end": Event("engagement end heron --on 2026-11-20", sealed=(DESTROYED, ENDED, ERASED)),
    "erase": Event("note erase heron/4 --confirm heron", gone=(ERASED,), missing=("heron/4",)),
    "destroy": Event(
        "retention destroy E3 --reason - --confirm linden",
        "the client asked for it",
        gone=(DESTROYED,),
        sealed=(),
        missing=("linden/1",),
    ),
    "withdraw": Event("release withdraw R1"),
    "rotate": Event("keys rotate", by_passphrase=True),
    "reopen": Event("engagement reopen E3 --reason -", "a slip", sealed=(), by_passphrase=True),
}

FURTHER: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("note show heron/4", ""),
    ("note show heron/1", ""),
    ("note show linden/1", ""),
    ("note show linden/1 --reason -", "the client asked"),
    ("note show heron/4 --reason -", "the client asked"),
    ("note history heron/4", ""),
    ("search session", ""),
    ("search quicksilver", ""),
    ("brief linden", ""),
    ("client show linden", ""),
    ("engagement show E3", ""),
    ("note list linden", ""),
    ("custodian open E3 --reason -", "a court asked for it"),
)
"""More ways to read than one for each command; the second is what comes in on stdin."""


_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL5c2emSYA23t5VrtNYiJd9ChQRmou12r20sgMIMPo4S"
CHANGING: tuple[tuple[str, str], ...] = (
    ("client add jay --from -", 'name = "Eve Frost"'),
    ("client key add heron -", _KEY),
    ("client key remove heron SHA256:none", ""),
    ("sponsor add raven --from -", 'name = "Kim"'),
    ("sponsor edit otter --from -", 'name = "Kim"'),
    ("engagement start linden", ""),
    ("engagement letter E3 letter.txt", ""),
    ("engagement attendance heron --out days.txt", ""),
    ("engagement next heron 2027-01-04", ""),
    ("engagement sponsor linden otter", ""),
    ("measure add heron --from -", "values.morale = 3"),
    ("measure edit heron --on 2026-11-23 --from -", "values.morale = 4"),
    ("action add heron", "Ask the insurer."),
    ("action done heron/a1", ""),
    ("action drop heron/a1", ""),
    ("practice set date_order dmy", ""),
    ("note file w1 heron", ""),
    ("release draft heron", "She leads."),
    ("release edit R1", "She asks."),
    ("release request R1 --by email", ""),
    ("release import R1 -", "I approve"),
    ("release confirm R1 --how -", "by telephone"),
    ("release wish heron", ""),
    ("retention extend E3 --until 2050-01-01 --reason -", "the client asked for it"),
    ("retention hold lift E3 --reason -", "it was settled"),
    ("hours export --out hours.csv", ""),
    ("backup auto .", ""),
    ("import markdown policy.toml --client heron", ""),
    ("custodian add cedar --role executor", ""),
    ("custodian test maple", ""),
    ("practice hand-over heron --to otter --out hand-over.txt", ""),
    ("passphrase change", ""),
    ("passphrase forgot", ""),
    ("recovery test", ""),
    ("note add heron", "A new note."),
    ("note edit heron/1", "Told anew."),
    ("note erase heron/1 --confirm heron", ""),
    ("note move heron/1 wren", ""),
    ("client edit heron --from -", 'phone = "1"'),
    ("engagement end heron", ""),
    ("engagement reopen E3 --reason -", "a slip"),
    ("engagement open E3 --for 30m --reason -", "a slip"),
    ("release export R1 --out report.txt", ""),
    ("release withdraw R1", ""),
    ("access heron --out copy.txt", ""),
    ("export all --reason - --confirm export", "to another program"),
    ("register export --out register.csv --reason -", "an insurer asked"),
    ("backup create copy.vault", ""),
    ("backup create copy.vault --move", ""),
    ("backup clean", ""),
    ("backup forget B3", ""),
    ("practice archive final.vault", ""),
    ("retention hold add E3 --reason -", "a claim"),
    ("retention destroy E3 --reason - --confirm linden", "the client asked"),
    ("client erase heron --asked-on 2026-11-23 --confirm heron", ""),
    ("custodian quorum 3", ""),
    ("custodian remove maple", ""),
    ("recovery renew", ""),
    ("keys rotate", ""),
)
"""Calls of every command that changes a vault, or lets something leave it: none of them is for a copy."""

NOT_TRIED = {
    "init": "makes a vault where none is",
    "restore": "takes the copy as a file",
    "unlock": "opens, and writes nothing",
    "custodian open": "reads, and is among the ways to read",
    "retention review": "leads through calls that are tried",
    "retention policy edit": "opens an editor, and is refused without a terminal",
}
"""Commands that change something and are not tried in copies."""

BY_ARCHIVES = frozenset(
    {
        *("release", "retention", "client erase", "backup clean", "engagement open", "register export"),
        *("engagement letter", "note file", "custodian test", "recovery test", "practice hand-over"),
    }
)
"""What an archive takes (vault-format 12.5): destruction, sign-offs and readings."""


def reading_commands() -> list[tuple[str, str]]:
    """Returns every call that only reads, of the commands that say so of themselves, with what is typed into it."""
    declared = [words for words, each in commands().items() if each.callback.only_reads]
    called = [" ".join([words, *READING[words]]) for words in declared if words not in NOT_ASKED]
    return [*((words, "") for words in called), *FURTHER]


class Cell(NamedTuple):
    """One command, by one way in, of one copy."""

    event: str
    copy: str
    opener: str
    words: str
    typed: str
    only_reads: bool

    def __str__(self) -> str:
        flag = " --read-only" if self.only_reads else ""
        return f"after {self.event}: {self.opener} in {self.copy}:{flag} {self.words or '(alone)'}"


class Said(NamedTuple):
    """What a command came to."""

    code: int
    text: str


class Place:
    """A folder with a practice and every kind of copy of it, and one computer's state folder.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.practice = Practice.at(folder)
        self.clock = self.practice.clock
        self.state = folder / "state"
        self.paths = {name: folder / place for name, place in COPIES.items()}
        self.home = self.paths["home"]
        self.words: dict[str, Path] = {}
        self._kept: dict[Path, bytes] = {}

    @property
    def unknown(self) -> set[Path]:
        """The copies of which the vault cannot know."""
        return {self.paths[name] for name in UNKNOWN}

    # --- the practice ---

    def setting(self, path: Path) -> Setting:
        return Setting(path, self.state, self.clock)

    def build(self) -> None:
        """Makes the practice, and every copy but the one from after; it stays locked."""
        for name in ("keys", "disk", "stick", "left", "hand", "links", "elsewhere", "home", "desk"):
            (self.folder / name).mkdir(mode=0o700)
        self._fill()
        moved = backups.move_away(self.practice.open(), self.folder / "disk" / "moved.vault")
        self.practice.path.rename(self.paths["moved away"])
        self._restore(Path(moved.path), self.home)
        self.practice = Practice(self.setting(self.home), self.clock)
        aside = backups.create(self.practice.open(), self.folder / "disk" / "again.vault")
        self.clock.pass_days(1)
        self.paths["aside"] = Path(self._restore(Path(aside.path), self.home))
        for name in ("before", "away"):
            backups.create(self.practice.open(), self.paths[name])
        archive.archive(self.practice.open(), self.paths["archive"])
        self._restore(self.paths["before"], self.paths["elsewhere"])
        inbox.settle(self.practice.open())
        self._stop_a_backup()
        shutil.copy(self.home, self.paths["by hand"])
        self.paths["linked"].hardlink_to(self.home)
        self.paths["symlinked"].symlink_to(self.home)

    def _fill(self) -> None:
        self.practice = filled_practice(self.folder / "filled")
        self.practice.setting.state_folder.rename(self.state)
        self.practice = Practice(Setting(self.practice.path, self.state, self.clock), self.clock)
        opened = self.practice.open()
        for name, text in (("passphrase", PASSPHRASE), ("words", WORDS)):
            self._private(name, text)
        add_note(opened, "heron", NoteDraft("A quicksilver morning; weekly meeting."))
        roles = {"maple": CustodianRole.EXECUTOR, "alder": CustodianRole.READER, "birch": CustodianRole.READER}
        for code, role in roles.items():
            self._private(code, " ".join(custodians.add(opened, code, role, {}).words))
        custodians.set_quorum(opened, 2)
        measures.add(opened, "heron", Rating(date(2026, 3, 1), {"morale": 4}, {"morale": "flat"}))
        take_from_note(opened, add_note(opened, "heron", NoteDraft("Agreed:\n- [ ] Ask the vermilion insurer.")))
        disclose.begin_now(opened, "wren")
        release = draft(opened, "heron", Form(text="She leads."))
        asked = request(opened, release.id, Ask(SignoffMethod.EMAIL))
        import_answer(opened, release.id, Answer(mail(f"I approve {asked.request.code}")))
        inbox.settle(opened)

    def _private(self, name: str, text: str) -> None:
        path = self.folder / "keys" / name
        path.touch(0o600)
        path.write_text(text)
        self.words[name] = path

    def _restore(self, source: Path, place: Path) -> str:
        order = RestoreOrder(source, accept=True, new_passphrase=None, cost=TESTING)
        return restore(self.setting(place), order, Credentials(str, [WORDS])).aside

    def _stop_a_backup(self) -> None:
        """Leaves what a machine leaves that stops before a backup has its name."""
        stick = self.paths["away"].parent
        before = set(stick.iterdir())
        child = os.fork()
        if not child:
            with suppress(BaseException):
                setattr(copying, "publish_new", lambda *_: os._exit(9))  # noqa: B010 - this process ends here
                backups.create(self.practice.open(), stick / "stopped.vault")
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        [self.paths["unfinished"]] = set(stick.iterdir()) - before

    def after(self, event: Event) -> None:
        """Lets something happen while one copy is unplugged, and makes a backup afterwards."""
        stick = self.paths["away"].parent.rename(self.folder / "unplugged")
        assert self.run("passphrase", "unlock --for 8h", may_keep=True).code == 0
        done = self.run("passphrase" if event.by_passphrase else "agent", event.words, event.typed)
        assert done.code == 0, done.text
        if event.by_passphrase:
            assert self.run("passphrase", "unlock --for 8h", may_keep=True).code == 0
        made = self.run("agent", f"backup create {self.paths['after']}")
        assert made.code == 0, made.text
        stick.rename(self.paths["away"].parent)

    # --- one state of it all, come back to ---

    def keep(self) -> None:
        """Remembers every file as it is."""
        self._kept = self._files()

    def come_back(self) -> list[Path]:
        """Puts every file back as it was kept, and returns those that had changed."""
        now = self._files()
        changed = [path for path in now.keys() | self._kept.keys() if now.get(path) != self._kept.get(path)]
        for path in changed:
            if path not in self._kept:
                path.unlink()
                continue
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.touch(0o600)
            path.write_bytes(self._kept[path])
        return changed

    def _files(self) -> dict[Path, bytes]:
        walked = (Path(folder, name) for folder, _, names in os.walk(self.folder) for name in names)
        return {
            path: path.read_bytes()
            for path in walked
            if path.parent.name != "agent" and not path.is_symlink() and path != self.paths["linked"]
        }

    # --- commands ---

    def run(
        self, opener: str, words: str, typed: str = "", *, copy: str = "home", flags: str = "", may_keep: bool = False
    ) -> Said:
        """Runs a command within the test.

        Args:
            opener: By which way in.
            words: The command.
            typed: What comes in on stdin.
            copy: Of which copy.
            flags: More options before the command.
            may_keep: Whether the vault may stay unlocked.
        """
        options = [*flags.split(), "--no-input", "--vault", str(self.paths[copy])]
        for name in {"words": ("words",), "executor": ("maple",), "quorum": ("alder", "birch")}.get(opener, ()):
            options += ["--words-file", str(self.words[name])]
        environment = {} if opener == "agent" or may_keep else {"COACHVAULT_AGENT": "off"}
        if opener == "passphrase":
            environment["COACHVAULT_PASSPHRASE_FILE"] = str(self.words["passphrase"])
        surroundings = Surroundings(self.state, self.home, self.clock, TESTING)
        with _surrounded(environment, typed, self.folder / "desk") as said:
            code = main([*options, *words.split()], surroundings)
        left = [path for path in (self.folder / "desk").rglob("*") if path.is_file() and path.suffix != ".vault"]
        written = [path.read_text(errors="replace") for path in sorted(left)]
        return Said(code, "\n".join([said.getvalue().decode(errors="replace"), *written]))

    def lock(self) -> None:
        """Ends the agent."""
        self.run("agent", "lock")


@contextmanager
def _surrounded(environment: dict[str, str], typed: str, desk: Path) -> Iterator[io.BytesIO]:
    """What a command has around it: variables, streams, and a folder to be in."""
    said, before = io.BytesIO(), Path.cwd()
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("COACHVAULT_")]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        stream = io.TextIOWrapper(said, write_through=True)
        patch.setattr(sys, "stdout", stream)
        patch.setattr(sys, "stderr", stream)
        os.chdir(desk)
        (desk / "policy.toml").write_text('[retention.notes]\nkeep = "1 year"\nbecause = "x"\n')
        try:
            yield said
        finally:
            os.chdir(before)
            stream.detach()
