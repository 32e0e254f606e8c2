"""A raw mail (`.eml`) as the lines a person wrote and the lines that are quoted.

What lives here: MIME, headers, charsets. What must not: how mail programs quote (`signoff.lines`), and whether the
lines agree to anything (`signoff.approval`). The grammar is decided in docs/adr/0016-mail-grammar.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError, MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

import msgspec

from coachvault.errors import BadInput
from coachvault.signoff.html_lines import html_lines
from coachvault.signoff.lines import Line, flowed_lines, plain_lines, with_quotations

LARGEST_MAIL_BYTES = 20 * 1024 * 1024
LARGEST_TEXT_CHARACTERS = 1024 * 1024
MOST_PARTS = 100
_MOST_BOUNDARIES = 100
_HEADERS_THAT_STAND_ONCE = ("From", "Date", "Subject")


class Reply(msgspec.Struct, frozen=True):
    """A mail as it was read.

    Args:
        sender: The one address in `From`, in small letters.
        dated: The moment in `Date`, which is the sender's claim.
        lines: What it says.
    """

    sender: str
    dated: datetime
    lines: tuple[Line, ...]


def read_reply(raw: bytes) -> Reply:
    """Reads a mail.

    Args:
        raw: Its bytes as they were saved, at most 20 MiB.

    Raises:
        BadInput: It is too large, nested too deeply, no mail, or in a charset that cannot be read.
    """
    message = _parse(raw)
    return Reply(sender=_sender(message), dated=_date(message), lines=tuple(with_quotations(_body(message))))


def is_mail(raw: bytes) -> bool:
    """Tells whether bytes begin as a mail does: with header lines, one of them `From`."""
    head = raw[: 64 * 1024].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return re.match(rb"(?:From |[!-9;-~]+[ \t]*:)", head) is not None and re.search(rb"(?mi)^from:", head) is not None


def _parse(raw: bytes) -> EmailMessage:
    if len(raw) > LARGEST_MAIL_BYTES:
        raise BadInput(
            f"The mail is larger than {LARGEST_MAIL_BYTES // 2**20} MiB; it was not read.",
            "Ask for an answer without attachments.",
        )
    if raw.lower().count(b"boundary=") > _MOST_BOUNDARIES:
        raise BadInput("The mail is made of too many nested parts; it was not read.", "Ask for a plain answer.")
    try:
        message = BytesParser(policy=policy.default.clone(max_line_length=None)).parsebytes(raw)
        parts = sum(1 for _ in message.walk())
    except (RecursionError, MessageError, ValueError, AttributeError, IndexError):
        raise BadInput(*_BROKEN) from None
    if parts > MOST_PARTS:
        raise BadInput(f"The mail has more than {MOST_PARTS} parts; it was not read.", "Ask for a plain answer.")
    return message


_BROKEN = (
    "The file cannot be read as a mail.",
    "It must be the raw mail (.eml), as the mail program saves it; .msg, .mbox and a copied text are not.",
)


def _header(message: EmailMessage, name: str) -> str:
    """Returns a header that stands exactly once; of two, a program may show either."""
    try:
        values = [str(value) for value in message.get_all(name, [])]
    except (HeaderParseError, ValueError, IndexError, AttributeError, TypeError):
        raise BadInput(*_BROKEN) from None
    if len(values) > 1:
        raise BadInput(f"The mail has more than one line `{name}:`; nobody can say which is true.")
    return values[0] if values else ""


def _sender(message: EmailMessage) -> str:
    value = _header(message, "From")
    header = message["From"]
    found = [each.addr_spec for each in getattr(header, "addresses", ()) if "@" in each.addr_spec]
    if len(found) != 1 or not value:
        raise BadInput("The mail does not name one sender.", "It must be the raw mail that the client sent.")
    return str(found[0]).strip().lower()


def _date(message: EmailMessage) -> datetime:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        raise BadInput(
            "The mail has no date that can be read.", "It must be the raw mail that the client sent."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _body(message: EmailMessage) -> list[Line]:
    """Returns what a person sees: plain text, otherwise HTML; never what is attached or forwarded."""
    for wanted, read in (("text/plain", _plain), ("text/html", _html)):
        for part in _shown_parts(message):
            if part.get_content_type() == wanted:
                lines = read(part)
                if any(line.text for line in lines):
                    return lines
    raise BadInput(
        "The mail holds no text of its own.",
        "An answer inside a forwarded or attached mail does not count: save that mail itself.",
    )


def _shown_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yields the parts that are shown as the mail's own text, in order; looks into no attached mail."""
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _shown_parts(part)
    elif message.get_content_maintype() == "text" and message.get_content_disposition() != "attachment":
        yield message


def _plain(part: EmailMessage) -> list[Line]:
    text = _decoded(part)
    if str(part.get_param("format", "")).lower() == "flowed":
        return flowed_lines(text, joined=str(part.get_param("delsp", "")).lower() == "yes")
    return plain_lines(text)


def _html(part: EmailMessage) -> list[Line]:
    return html_lines(_decoded(part))


def _decoded(part: EmailMessage) -> str:
    """Returns the text of a part; what its charset cannot read may still be UTF-8, and nothing is guessed."""
    data = part.get_payload(decode=True)
    charset = part.get_content_charset("us-ascii")
    for candidate in (charset, "utf-8"):
        try:
            text = (data if isinstance(data, bytes) else b"").decode(candidate)
        except (LookupError, ValueError):
            continue
        if len(text) > LARGEST_TEXT_CHARACTERS:
            raise BadInput("The mail's text is too long to be an answer.", "Ask for a short answer.")
        return text
    raise BadInput(
        "The mail's text is in a charset that cannot be read.", "Ask for the answer once more, as plain text."
    )
