"""An answer by mail is read for one request; what cannot be taken says what the client should do."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.errors import Refused, Unread
from coachvault.mails.mail import Mail
from coachvault.practice import kinds
from coachvault.practice.release import Original
from coachvault.practice.signoff import Remark, SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import edit_client
from coachvault.services.records import releases
from coachvault.services.records.releases import find_release
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.by_mail import AnswerByMail, read_mail
from coachvault.services.releases.export import Delivery, export, preview_export
from coachvault.services.releases.proposals import Form, draft, edit, show
from coachvault.services.releases.requests import Ask, Asked, request
from coachvault.services.releases.verification import Answer, judge
from coachvault.texts.languages import LANGUAGES, language_of
from tests.fakes import filled_practice, mail

TEXT = "She leads the weekly meeting now.\n\nShe asks for a talk every month.\n\nNothing about Mondays."
WISH = "Only if you take out the sentence about Mondays."


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path).open()


def asked(opened: OpenVault) -> Asked:
    draft(opened, "heron", Form(text=TEXT))
    return request(opened, "R1", Ask(SignoffMethod.EMAIL))


def read(opened: OpenVault, text: str) -> AnswerByMail:
    with opened.vault.read() as snapshot:
        return read_mail(snapshot, find_release(snapshot, "R1"), Mail(mail(text)))


def with_a_wish_inside(to: Asked) -> str:
    """Returns an answer with a wish in the quotation, at its level, as programs write it."""
    quoted = "\n".join(f"> {line}" for line in to.request.sent.partition("\n\n")[2].splitlines())
    return f"I approve {to.request.code}\n\n{quoted.replace('> Nothing', f'> {WISH}' + chr(10) + '> Nothing')}"


def test_a_wish_within_the_quotation_is_refused_and_shown(opened: OpenVault) -> None:
    to = asked(opened)
    with pytest.raises(Unread, match="otherwise") as caught:
        import_answer(opened, "R1", Answer(mail(with_a_wish_inside(to)), remarks_read=True))
    assert WISH in [each["text"] for each in caught.value.remarks]
    assert WISH not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_has_a_sentence_to_send_on_in_the_language_of_the_client(opened: OpenVault, language: str) -> None:
    edit_client(opened, "heron", {"language": language})
    to = asked(opened)
    texts = language_of(language)
    line = f"{texts.request.approve} {to.request.code}"
    assert read(opened, "No.").plea == texts.mail.once_more.format(line=line)
    assert read(opened, f"{line}\n" + "x\n" * 500).plea == texts.mail.delete_below.format(line=line)


def test_without_a_line_it_answers_the_newest_request(opened: OpenVault) -> None:
    asked(opened)
    newer = request(opened, "R1", Ask(SignoffMethod.EMAIL)).request
    assert read(opened, "Thank you.").request == newer
    with pytest.raises(Refused, match="no request of R1"):
        read(opened, "I approve 2B3C-4D5E")


def test_a_code_for_an_earlier_version_is_refused(opened: OpenVault) -> None:
    old = asked(opened).request.code
    edit(opened, "R1", Form(text="Another text."))
    with pytest.raises(Refused, match="earlier version"):
        read(opened, f"I approve {old}")


def test_the_request_keeps_what_was_sent(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened)
    assert show(opened, "R1").requests[0].sent == to.text
    by_paper = request(opened, "R1", Ask(SignoffMethod.PAPER, path=tmp_path / "form.html"))
    assert "<html" in by_paper.text
    assert "<" not in by_paper.request.sent
    assert TEXT.split("\n", maxsplit=1)[0] in by_paper.request.sent


def taken_before(opened: OpenVault, text: str) -> None:
    """Records an answer as it was recorded when only a part of it was shown."""
    answer = Answer(mail(text), remarks_read=True)
    with opened.vault.change("release import", opened.now()) as change:
        release = find_release(change, "R1")
        evidence = msgspec.structs.replace(judge(change, release, answer, opened.now()), seen=None, remarks="")
        releases.add(change, release.place, kinds.EVIDENCE, evidence)
        releases.add(change, release.place, kinds.ORIGINAL, Original(answer.data))


def test_what_was_never_shown_is_shown_before_it_leaves(opened: OpenVault, tmp_path: Path) -> None:
    to = asked(opened)
    taken_before(opened, f"I approve {to.request.code}\n\n-- \n{WISH}")
    unread = (Remark(WISH, "below the line", known=False),)
    assert preview_export(opened, "R1").unread == unread
    with pytest.raises(Unread) as caught:
        export(opened, "R1", tmp_path / "R1.txt")
    assert [each["text"] for each in caught.value.remarks] == [WISH]
    assert not (tmp_path / "R1.txt").exists()
    left = export(opened, "R1", tmp_path / "R1.txt", delivery=Delivery(remarks_read=True)).release
    assert left.exports[0].seen == unread
    assert export(opened, "R1", tmp_path / "again.txt").release.exports[1].seen == ()
