"""A request by mail as a draft: what a mail program reads in it is the mail, and nothing was sent yet."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import msgspec
import pytest

from coachvault.signoff.letters import mail
from coachvault.signoff.mail_draft import mail_draft
from coachvault.texts.languages import LANGUAGES
from tests.unit.signoff.mails import CODE, REQUEST
from tests.unit.signoff.test_letters import asking


def opened(text: str) -> EmailMessage:
    message = message_from_bytes(text.encode("ascii"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_the_mail_and_was_not_sent(language: str) -> None:
    draft = opened(mail_draft(asking(language)))
    head, _, text = mail(asking(language)).partition("\n\n")
    assert head == f"To: {draft['To']}\nSubject: {draft['Subject']}"
    assert CODE in draft["Subject"]
    assert draft.get_content().replace("\r\n", "\n").rstrip() == text.rstrip()
    assert draft["X-Unsent"] == "1"
    assert draft["From"] is draft["Date"] is draft["Message-ID"] is None


def test_a_draft_for_an_address_that_is_not_known_has_none() -> None:
    draft = opened(mail_draft(asking(request=msgspec.structs.replace(REQUEST, sent_to=""))))
    assert draft["To"] is None
