"""The README: short, and its session is what the program prints, apart from codes that are drawn by chance."""

from __future__ import annotations

import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from coachvault.cli.app import main
from coachvault.cli.commands import tour
from coachvault.cli.surroundings import Surroundings
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.overview.sample import fill_with_sample
from coachvault.services.people.directory import show_client
from coachvault.services.releases import proposals
from tests.cli.machine import ROOT
from tests.fakes import PASSPHRASE, TESTING, FakeClock

README = (ROOT / "README.md").read_text()
LARGEST_BYTES = 7_000
SESSION = README.partition("```console\n")[2].partition("\n```")[0]
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
THEN = datetime(2026, 11, 23, 9, 36, tzinfo=UTC)
MADE = {"note.txt": tour._NOTE, "report.txt": tour._REPORT}
REMARKS = {"answer.eml": ", but leave out the last part", "second-answer.eml": ""}


class Coach:
    """Somebody who types what the README shows, into the practice of the tour.

    Args:
        folder: Where the vault is, and where what is typed is looked for and written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._clock = folder, FakeClock(THEN)
        self._passphrase_file = folder / "passphrase"
        self._passphrase_file.touch(0o600)
        self._passphrase_file.write_text(PASSPHRASE)
        self._surroundings = Surroundings(folder / "state", folder / "practice.vault", self._clock, TESTING)
        self.types("coachvault init --no-input")
        fill_with_sample(self._opened())
        for name, text in MADE.items():
            (folder / name).write_text(text)

    def types(self, line: str) -> str:
        """Returns what stands on the screen after a command."""
        words, _, source = line.partition(" < ")
        self._answers(words)
        shown, stdin = BytesIO(), sys.stdin
        screen = TextIOWrapper(shown, encoding="utf-8")
        sys.stdin = TextIOWrapper(BytesIO((self._folder / source).read_bytes() if source else b""))
        try:
            with redirect_stdout(screen), redirect_stderr(screen):
                options = ["--passphrase-file", str(self._passphrase_file)]
                main([*options, *shlex.split(words)[1:]], self._surroundings)
        finally:
            sys.stdin = stdin
        screen.flush()
        return shown.getvalue().decode()

    def _answers(self, words: str) -> None:
        """Writes the mail that a command takes: the client's, about the request that is out."""
        for name in REMARKS.keys() & set(words.split()):
            opened = self._opened()
            request, client = proposals.show(opened, "R1").requests[-1], show_client(opened, "heron")[0]
            line = f"I approve {request.code}{REMARKS[name]}"
            mail = tour._ANSWER.format(
                name=client.name, address=request.sent_to, date="Mon, 23 Nov 2026 09:36:00 +0000", line=line
            )
            (self._folder / name).write_text(mail)

    def _opened(self) -> OpenVault:
        world = self._surroundings
        return open_vault(
            Setting(world.default_vault, world.state_folder, world.clock), Credentials(lambda: PASSPHRASE)
        )


def blocks(session: str) -> list[tuple[str, str]]:
    """Returns each command of a session with what is shown below it."""
    parts = re.split(r"^\$ (.*)\n", session, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def fits(shown: str, printed: str) -> bool:
    """Tells whether what is shown was printed; a line with `…` alone stands for lines that are left out."""
    pieces = CODE.sub("CODE", shown.strip("\n")).split("\n…")
    pattern = r"(?:\n.*)*".join(re.escape(piece) for piece in pieces)
    return re.fullmatch(pattern, CODE.sub("CODE", printed).strip("\n")) is not None


def test_the_readme_is_short() -> None:
    assert len(README.encode()) <= LARGEST_BYTES


def test_the_session_is_what_the_program_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHVAULT_AGENT", "off")
    monkeypatch.chdir(tmp_path)
    coach = Coach(tmp_path)
    for line, shown in blocks(SESSION):
        printed = coach.types(line)
        assert fits(shown, printed), f"$ {line}\n{printed}"


def test_the_session_notes_searches_seals_and_releases() -> None:
    shown = [line for line, _ in blocks(SESSION)]
    for words in ("note add", "search", "engagement end", "note show", "release export"):
        assert any(line.startswith(f"coachvault {words}") for line in shown)


@pytest.mark.parametrize(
    ("shown", "printed", "does"),
    [
        ("Saved.\n", "Saved.\n", True),
        ("Saved.\n", "Saved.\nMore.\n", False),
        ("Saved.\n…\n", "Saved.\nMore.\n", True),
        ("Saved.\n…\nLast.\n", "Saved.\nMore.\nLast.\n", True),
        ("Saved.\n…\nLast.\n", "Saved.\nMore.\n", False),
        ("Code AAAA-1111\n", "Code BBBB-2222\n", True),
        ("Code AAAA-1111\n", "Code none\n", False),
    ],
)
def test_what_was_not_printed_does_not_fit(shown: str, printed: str, does: bool) -> None:
    assert fits(shown, printed) is does
