"""`coachvault tour`: a practice on a throw-away vault, shown by running the real commands."""

from __future__ import annotations

import shlex
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single, without
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.options import option
from coachvault.cli.input.places import path_of
from coachvault.cli.surroundings import Surroundings
from coachvault.render.as_json import files as files_json
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.overview.sample import fill_with_sample, sample_secrets
from coachvault.services.people.directory import show_client
from coachvault.services.releases.proposals import show
from coachvault.system.files import atomic_write, private_folder

app = single()

_PASSPHRASE = "lanterns over a quiet harbour"  # noqa: S105 - of a vault that lives for seconds
_NOTE = """\
Focus: handing over the weekly planning.
Last time's actions: she asked the two leads for a plan each; both came, one better than her own.
In her words: "I do not need to delegate the work. I need to delegate the right to be wrong."
Actions: the leads run Monday's meeting without her, by the 1st.
Next session in two weeks.
"""
_REPORT = """\
We have worked on leading the merged team as one, and on handing work over.

In my words: I now chair less and decide faster. The leads run Monday's meeting without me.

I would like to keep one planning day a week. Your support for that would help.
"""
_ANSWER = """\
From: {name} <{address}>
To: coach@example.net
Date: {date}
Subject: Re: Your consent, please
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{line}
"""


@dataclass(frozen=True)
class TourStep:
    """One command of the tour.

    Args:
        thought: What a coach thinks at this point.
        words: The command's words; a word that begins with `~/` is a file in the tour's folder.
        stdin: What the command reads on stdin.
    """

    thought: str
    words: tuple[str, ...]
    stdin: str = ""


_SOURCES = {"note": "note.txt", "draft": "report.txt", "import": "answer.eml"}
_IMPORT = ("release", "import", "R1", "-")
_FOUNDING = TourStep("A coach makes a vault. Without a terminal nothing is asked.", ("init", "--no-input"))
_STEPS = (
    TourStep("The day: what is open, and since when it has been silent.", ()),
    TourStep(
        "After a session, a note. It comes from stdin here; in a terminal it is typed.", ("note", "add", "heron"), _NOTE
    ),
    TourStep("The minute before the next one.", ("brief", "heron")),
    TourStep("Who said that about delegating?", ("search", "delegate", "right", "wrong")),
    TourStep("A pro bono engagement at a glance.", ("note", "list", "linden", "--limit", "5")),
    TourStep("The work with wren is done. Ending it seals the notes.", ("engagement", "end", "wren")),
    TourStep("From now on nobody reads one in passing, not even the coach:", ("note", "show", "wren/2")),
    TourStep(
        "With a reason it opens, and the register keeps the reason.",
        ("note", "show", "wren/2", "--reason", "preparing a follow-up that was asked for"),
    ),
    TourStep("Heron's sponsor asks for a report. The coach proposes one.", ("release", "draft", "heron"), _REPORT),
    TourStep("Nothing leaves without the client. This is the mail:", ("release", "request", "R1", "--by", "email")),
)
_ANSWERED = (
    TourStep("She answers, with a wish. That is not a yes.", _IMPORT, "{line}, but leave out the last part"),
    TourStep("They talk; she is content after all, and answers with the line alone.", _IMPORT, "{line}"),
)
_ENDING = (
    TourStep(
        "Now exactly these words may go to exactly this recipient.", ("release", "export", "R1", "--out", "~/R1.txt")
    ),
    TourStep("Whoever gets it can verify it, without any vault.", ("release", "verify", "~/R1.txt", "~/R1.about.txt")),
    TourStep(
        "How long are records kept? A rule from the policy, and what becomes due.",
        ("retention", "due", "--until", "2099-12-31"),
    ),
    TourStep(
        "Wren asks to be forgotten. What goes, what stays and why, and a reply; in a terminal it is shown first.",
        ("client", "erase", "wren", "--confirm", "wren"),
    ),
    TourStep("What was read after the end and why; what left, to whom, on what evidence.", ("register", "list")),
    TourStep("Is everything there, and as it was written?", ("check",)),
)


@command(app, only_reads=without("keep"))
def tour(
    context: Context,
    keep: Annotated[str, option("--keep DIR", "Keep the vault in this new folder.")] = "",
) -> Reply[files_json.TourTaken]:
    """See a practice on a throw-away vault: real operations, real output."""
    with ExitStack() as stack:
        home = _new_folder(keep) if keep else Path(stack.enter_context(TemporaryDirectory(prefix="coachvault-")))
        stage = sys.stderr if context.as_json else sys.stdout
        stack.enter_context(redirect_stdout(stage))
        stack.enter_context(redirect_stderr(stage))
        codes = Tour(context, home).run(kept=keep)
    return Reply({"exit_codes": codes, "kept": keep or None}, "")


class Tour:
    """A tour in a folder of its own; nothing outside it is read or written."""

    def __init__(self, context: Context, home: Path) -> None:
        self._say, self._run = context.output.say, context.run
        self._vault = home / "practice.vault"
        self._passphrase_file = home / "passphrase"
        clock, cost = context.surroundings.clock, context.surroundings.kdf_profile
        self._surroundings = Surroundings(private_folder(home / "state"), self._vault, clock, cost)
        atomic_write(self._passphrase_file, _PASSPHRASE.encode())

    def run(self, *, kept: str) -> list[int]:
        """Shows every step, ends with what a thief would find, and returns the exit codes."""
        self._say("A made-up practice on a throw-away vault. Every command is really run; nobody in it exists.")
        codes = [self._show(_FOUNDING)]
        notes = fill_with_sample(self._open())
        self._say(f"\n# A year goes by: {notes} notes about four clients. One of them has a sponsor who pays.")
        codes += [self._show(step) for step in _STEPS]
        codes += [self._show(replace(step, stdin=self._answer(step.stdin))) for step in _ANSWERED]
        codes += [self._show(step) for step in _ENDING]
        self._say(
            f"\n# Of every name, code and sentence above, the vault's file contains {self._traces()} in the clear."
        )
        ways = f"--vault {shlex.quote(str(self._vault))} --passphrase-file {shlex.quote(str(self._passphrase_file))}"
        if_kept = f"The vault is kept. Look around in it:\n  coachvault {ways}"
        if_gone = "The vault and all that belongs to it are gone now. `coachvault init` makes yours."
        self._say(f"\n{if_kept if kept else if_gone}")
        return codes

    def _show(self, step: TourStep) -> int:
        seems = (f" < {name}" for word, name in _SOURCES.items() if word in step.words)
        source = next(seems) if step.stdin else ""
        shown = [word.removeprefix("~/") for word in step.words]
        self._say(f"\n# {step.thought}\n$ {shlex.join(('coachvault', *shown))}{source}")
        words = [str(self._vault.parent / word[2:]) if word.startswith("~/") else word for word in step.words]
        options = ["--vault", str(self._vault), "--passphrase-file", str(self._passphrase_file)]
        before, sys.stdin = sys.stdin, TextIOWrapper(BytesIO(step.stdin.encode()))
        try:
            return self._run([*options, *words], self._surroundings)
        finally:
            sys.stdin = before

    def _answer(self, said: str) -> str:
        """Returns the raw mail in which the client answers the open request."""
        from email.utils import format_datetime  # loads sockets

        opened = self._open()
        request, client = show(opened, "R1").requests[-1], show_client(opened, "heron")[0]
        line = said.format(line=f"I approve {request.code}")
        date = format_datetime(opened.now())
        return _ANSWER.format(name=client.name, address=request.sent_to, date=date, line=line)

    def _open(self) -> OpenVault:
        setting = Setting(self._vault, self._surroundings.state_folder, self._surroundings.clock)
        return open_vault(setting, Credentials(lambda: _PASSPHRASE))

    def _traces(self) -> int:
        """Counts how many of the words that occur only in sealed values can be found in the file."""
        data = self._vault.read_bytes()
        return sum(word.encode() in data for word in sample_secrets())


def _new_folder(keep: str) -> Path:
    home = path_of(keep)
    if home.exists():
        raise UsageError("--keep requires a folder that does not exist yet.", "Name another one.")
    return private_folder(home)
