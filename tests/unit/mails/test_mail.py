"""A raw mail is read as all texts in it, and refused where nobody could say what it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coachvault.errors import BadInput
from coachvault.mails.mail import (
    LARGEST_HEADER_BYTES,
    LARGEST_HTML_CHARACTERS,
    LARGEST_TEXT_CHARACTERS,
    MOST_PARTS,
    Mail,
    is_mail,
    read_reply,
)
from tests.unit.signoff.mails import ADA, ADDRESS, SUBJECT, YES, attached, head, multipart, nested, part, single

HTML = "text/html; charset=utf-8"


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
    return [line.text for form in read_reply(raw).forms if not form.beside for line in form.lines]


def beside(raw: bytes) -> list[tuple[str, str]]:
    forms = [form for form in read_reply(raw).forms if form.beside not in ("", "subject", "from")]
    return [(form.beside, line.text) for form in forms for line in form.lines]


def test_a_mail_has_a_sender_a_moment_and_lines() -> None:
    reply = read_reply(single(f"Hi\n{YES}\n", sender="From: Ada Marsh <Ada.Marsh@Example.org>"))
    assert reply.sender == ADDRESS
    assert reply.dated == datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
    assert [(form.beside, [line.text for line in form.lines]) for form in reply.forms] == [
        ("", ["Hi", YES]),
        ("subject", [SUBJECT]),
        ("from", ["Ada Marsh"]),
    ]


def test_two_forms_are_read_one_by_one_and_parts_one_after_the_other() -> None:
    found = read_reply(
        multipart("mixed", nested("alternative", part(YES), part("<p>b</p>", HTML), boundary="b"), part("c"))
    )
    spoken = [form for form in found.forms if not form.beside]
    assert [([line.text for line in form.lines], form.is_html) for form in spoken] == [
        ([YES, "c"], False),
        (["b", "c"], True),
    ]


def test_what_stands_beside_is_named_and_read() -> None:
    raw = multipart(
        "mixed",
        part(YES),
        part("Attached.", more=attached("a.txt")),
        part(b"%PDF-1.7", "application/pdf", "base64", attached("b.pdf")),
        part("odd", "text/plain; charset=x-none"),
    )
    assert texts(raw) == [YES, "odd"]
    assert beside(raw.replace(b"--=_0001\n", b"before\n--=_0001\n", 1) + b"after\n") == [
        ("outside the parts of the mail", "before"),
        ("outside the parts of the mail", "after"),
        ("attached", "a.txt (text/plain)"),
        ("in a.txt", "Attached."),
        ("attached", "b.pdf (application/pdf)"),
        ("how the mail is written", "unknown charset x-none"),
    ]


def test_an_attached_mail_is_read_beside() -> None:
    raw = multipart("mixed", part("Look."), part(single("Forwarded."), "message/rfc822"))
    assert texts(raw) == ["Look."]
    assert ("attached mail", "Forwarded.") in beside(raw)
    assert ("attached mail subject", SUBJECT) in beside(raw)
    assert "Forwarded." in Mail(raw).every_text()


def test_a_block_is_looked_for_in_files_of_every_kind() -> None:
    raw = multipart("mixed", part("Look."), part(b"a block", "application/octet-stream", "base64", attached("a.txt")))
    assert "a block" in Mail(raw).every_text()


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n", b" \r\n", b"1234\n"])
def test_what_programs_write_before_the_headers_is_passed_over(before: bytes) -> None:
    assert texts(before + single(YES)) == [YES]
    assert is_mail(before + single(YES))


def test_what_mail_writes_behind_an_emlx_is_no_part_of_the_mail() -> None:
    mail, settings = single(f"{YES}\n"), b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "x">\n<plist>z</plist>\n'
    assert texts(b"%d     \n" % len(mail) + mail + settings) == [YES]
    cut = b"%d\n" % (len(mail) - 3) + mail + settings
    assert YES in texts(cut)
    assert "<plist>z</plist>" in texts(cut)


def test_a_mail_whose_lines_end_at_cr_alone_is_read() -> None:
    assert texts(single(f"Hi\n{YES}\n").replace(b"\n", b"\r")) == ["Hi", YES]


def test_a_text_that_is_too_long_is_not_read() -> None:
    for raw in (single("x" * (LARGEST_TEXT_CHARACTERS + 1)), single("<p>" * LARGEST_HTML_CHARACTERS, HTML)):
        with pytest.raises(BadInput, match="too long"):
            read_reply(raw)


def test_a_header_without_end_is_not_read() -> None:
    raw = f"X-Long: {'x' * LARGEST_HEADER_BYTES}\nFrom: {ADA}\n\n{YES}".encode()
    for read in (read_reply, Mail):
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
