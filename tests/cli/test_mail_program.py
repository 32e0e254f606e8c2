"""In a real mail program, mutt: the draft is opened and sent as it was stored, and a reply to it is judged."""

from __future__ import annotations

import os
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pexpect
import pyte
import pytest

from coachvault.errors import Unread
from coachvault.practice.signoff import Grade, SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.releases.answers import import_answer, inspect_answer_file
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer
from coachvault.texts.languages import language_of
from tests.fakes import NOON, filled_practice

pytestmark = [pytest.mark.thorough, pytest.mark.needs_program("mutt")]
TEXT = "Sie führt das Team in Köln – „straff“, sagt sie.\n\nElle demande déjà un cœur à l'œuvre, chaque été."
ROWS, COLUMNS, SECONDS = 40, 100, 20
COACH, CLIENT = "Riverside <coach@example.net>", "Ada Marsh <ada@example.org>"
WISH = "Nur ohne den Satz über Köln."
_SETTINGS = """\
set sendmail="{home}/sendmail"
set editor="{home}/edit"
set from="{sender}"
set use_from=yes
set folder="{home}"
set postponed="{home}/postponed"
set charset="utf-8"
set autoedit=yes
set fast_reply=yes
set include=yes
set abort_unmodified=no
set copy=no
set mbox_type=mbox
"""


class Mutt:
    """A mail program in a home of its own, which sends into a file.

    Args:
        home: Its home.
        sender: Who writes.
        edits: What its editor does, as a line for a shell; the file is `$1`.
    """

    def __init__(self, home: Path, sender: str, edits: str = "true") -> None:
        self.home = home
        home.mkdir()
        for name, line in (("sendmail", 'cat > "$HOME/left.eml"'), ("edit", edits)):
            (home / name).write_text(f"#!/bin/sh\n{line}\n")
            (home / name).chmod(0o700)
        (home / ".muttrc").write_text(_SETTINGS.format(home=home, sender=sender))
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)

    def begins(self, *words: str) -> None:
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        self._child = pexpect.spawn(
            "mutt", list(words), cwd=str(self.home), env=environment, encoding="utf-8", dimensions=(ROWS, COLUMNS)
        )

    def answers(self, shown: str, key: str) -> str:
        """Waits until the screen shows something, types a key, and returns what the screen showed."""
        while shown not in "\n".join(self._screen.display):
            self._stream.feed(self._child.read_nonblocking(4096, timeout=SECONDS))
        screen = "\n".join(line.rstrip() for line in self._screen.display)
        self._child.send(key)
        return screen

    def left(self) -> EmailMessage:
        """Returns what was given to `sendmail`, once the program has ended."""
        self._child.expect(pexpect.EOF, timeout=SECONDS)
        self._child.close()
        sent = message_from_bytes((self.home / "left.eml").read_bytes(), policy=policy.default)
        assert isinstance(sent, EmailMessage)
        return sent


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path / "vault").open()


def asked(opened: OpenVault, folder: Path, language: str) -> Asked:
    release = draft(opened, "heron", Form(text=TEXT, purpose="Gespräch, à l'été"))
    return request(opened, release.id, Ask(SignoffMethod.EMAIL, language=language, path=folder / "R.eml"))


def sent(to: Asked, folder: Path) -> tuple[EmailMessage, str]:
    """Sends the draft, and returns what left and what the screen showed of it."""
    coach = Mutt(folder / "coach", COACH)
    coach.begins("-H", to.request.path)
    coach.answers("To: ada@example.org", "\r")
    head = coach.answers("y:Send", "\r")
    text = coach.answers("i:Exit", "i")
    coach.answers("y:Send", "y")
    return coach.left(), f"{head}\n{text}"


def replied(to: Asked, left: EmailMessage, folder: Path, edits: str) -> bytes:
    """Returns the answer that a client writes by replying, with the quotation that the program makes."""
    client = Mutt(folder / "client", CLIENT, edits)
    (client.home / "inbox").write_bytes(b"From coach Mon Nov 23 12:00:00 2026\n" + bytes(left) + b"\n")
    client.begins("-f", "inbox")
    client.answers(to.request.code, "r")
    client.answers("y:Send", "y")
    client.answers("Mail sent", "x")
    raw = bytes(client.left())
    return re.sub(rb"(?m)^Date: .*$", f"Date: {format_datetime(NOON)}".encode(), raw, count=1)


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_draft_leaves_as_it_was_stored(opened: OpenVault, tmp_path: Path, language: str) -> None:
    to = asked(opened, tmp_path, language)
    left, screen = sent(to, tmp_path)
    head, _, text = to.request.sent.partition("\n\n")
    assert f"To: {left['To']}\nSubject: {left['Subject']}" == head
    assert left.get_content() == text
    assert (left["From"], left["X-Unsent"]) == (COACH, "1")
    assert f"To: {left['To']}" in screen
    assert f"Subject: {left['Subject']}" in screen
    for line in (language_of(language).request.greeting.format(name="Ada Marsh"), TEXT.split("\n\n", maxsplit=1)[0]):
        assert line in screen


def test_a_reply_above_the_quotation_agrees_and_a_wish_within_it_is_shown(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened, tmp_path, "de")
    left, _ = sent(to, tmp_path)
    yes = f"Ich genehmige {to.request.code}"
    above = f"sed -i '1i {yes}\\n' \"$1\""
    answer = replied(to, left, tmp_path, f"{above}; sed -i '/Köln/a {WISH}' \"$1\"")
    assert WISH in [each.text for each in inspect_answer_file(opened, "R1", answer).remarks]
    with pytest.raises(Unread):
        import_answer(opened, "R1", Answer(answer))
    (tmp_path / "client").rename(tmp_path / "first")
    answer = replied(to, left, tmp_path, above)
    found = inspect_answer_file(opened, "R1", answer)
    assert (found.agrees, found.sender) == (True, "")
    assert all(each.known for each in found.remarks)
    evidence = import_answer(opened, "R1", Answer(answer, remarks_read=True))[1]
    assert (evidence.grade, evidence.quotes_text) == (Grade.EMAIL, True)
