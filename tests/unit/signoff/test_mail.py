"""A raw mail is read as the lines that a person sees, and refused where nobody could say what it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coachvault.errors import BadInput
from coachvault.signoff.mail import LARGEST_HEADER_BYTES, MOST_PARTS, all_texts, is_mail, read_reply
from tests.unit.signoff.mails import ADA, ADDRESS, YES, alternative, attached, head, multipart, part, single


@pytest.mark.parametrize(
    "sender",
    [
        f'"{ADDRESS}" <eve@evil.example>',
        f"{ADDRESS} <eve@evil.example>",
        f"<{ADDRESS}> <eve@evil.example>",
        f'"Ada <{ADDRESS}>" <eve@evil.example>',
        "=?utf-8?Q?ada.marsh=40example.org?= <eve@evil.example>",
        "=?utf-8?Q?Ada_=3Cada.marsh=40example.org=3E?= <eve@evil.example>",
        f"{ADDRESS};eve@evil.example",
        f"{ADDRESS} (Ada) eve@evil.example",
        f"{ADA}\n\teve@evil.example",
        f"{ADDRESS}\0@evil.example",
        f"{ADDRESS}.evil.example",
        "ada.marsh@ex\u0430mple.org",
        f"eve@evil.example ({ADDRESS})",
    ],
)
def test_a_forged_sender_is_not_the_client(sender: str) -> None:
    try:
        found = read_reply(single(YES, sender=f"From: {sender}")).sender
    except BadInput:
        return
    assert found != ADDRESS


def test_more_than_a_hundred_parts_are_not_read() -> None:
    for count in (MOST_PARTS + 1, 5_000):
        with pytest.raises(BadInput, match="100 parts"):
            read_reply(multipart("mixed", *[part("x")] * count))


def test_mails_within_mails_without_end_are_not_read() -> None:
    with pytest.raises(BadInput):
        read_reply(head("message/rfc822").encode() + b"Content-Type: message/rfc822\n\n" * 5_000)


def texts(raw: bytes) -> list[str]:
    return [line.text for line in read_reply(raw).lines]


def test_a_mail_has_a_sender_a_moment_and_lines() -> None:
    reply = read_reply(single(f"Hi\n{YES}\n", sender="From: Ada Marsh <Ada.Marsh@Example.org>"))
    assert reply.sender == ADDRESS
    assert reply.dated == datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
    assert [(line.text, line.quoted) for line in reply.lines] == [("Hi", False), (YES, False)]


def test_of_two_forms_the_plain_one_counts_and_the_other_is_kept() -> None:
    reply = read_reply(alternative(YES, "<p>Something else.</p>"))
    assert [line.text for line in reply.lines if line.text] == [YES]
    assert [line.text for line in reply.others if line.text] == ["Something else."]


def test_what_is_attached_is_not_what_a_person_says() -> None:
    raw = multipart("mixed", part(YES), part("Attached.", more=attached("a.txt")))
    assert [text for text in texts(raw) if text] == [YES]
    assert "Attached." in all_texts(raw)


def test_a_block_is_looked_for_in_forwarded_mails_too() -> None:
    raw = multipart("mixed", part("Look."), part(single("Forwarded."), "message/rfc822"))
    assert "Forwarded." not in texts(raw)
    assert any("Forwarded." in text for text in all_texts(raw))


def test_a_header_without_end_is_not_read() -> None:
    raw = f"X-Long: {'x' * LARGEST_HEADER_BYTES}\nFrom: {ADA}\n\n{YES}".encode()
    for read in (read_reply, all_texts):
        with pytest.raises(BadInput, match="cannot be read as a mail"):
            read(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"From: a@example.org\n\nx", True),
        (b"To: a@example.org\r\nfrom: b@example.org\r\n\r\nx", True),
        (b"From ada Mon Nov 23\nFrom: a@example.org\n\nx", True),
        (b"To: a@example.org\n\nFrom: below", False),
        (b"Hello there\nFrom: a@example.org\n", False),
        (b"", False),
    ],
)
def test_a_mail_begins_with_header_lines_and_a_sender(raw: bytes, expected: bool) -> None:
    assert is_mail(raw) is expected
