"""A raw mail (`.eml`) as the lines a person wrote and the lines that are quoted.

What lives here: MIME, headers, charsets. What must not: how mail programs quote (`signoff.lines`), and whether the
lines agree to anything (`signoff.approval`). The grammar is decided in docs/adr/0016-mail-grammar.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError, InvalidHeaderDefect, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import msgspec

from coachvault.errors import BadInput
from coachvault.signoff.html_lines import html_lines
from coachvault.signoff.lines import Line, flowed_lines, plain_lines, with_quotations

LARGEST_MAIL_BYTES = 20 * 1024 * 1024
LARGEST_TEXT_CHARACTERS = 1024 * 1024
LARGEST_HEADER_BYTES = 128 * 1024
MOST_PARTS = 100
_MOST_BOUNDARIES = 30  # every line is compared with every boundary


class MailReply(msgspec.Struct, frozen=True):
    """A mail as it was read.

    Args:
        sender: The one address in `From`, in small letters.
        dated: The moment in `Date`, which is the sender's claim.
        lines: What it says.
        others: What it says in another form (HTML along with plain text), which should be the same.
    """

    sender: str
    dated: datetime
    lines: tuple[Line, ...]
    others: tuple[Line, ...] = ()


def read_reply(raw: bytes) -> MailReply:
    """Reads a mail.

    Args:
        raw: Its bytes as they were saved, at most 20 MiB.

    Raises:
        BadInput: It is too large, nested too deeply, no mail, or in a charset that cannot be read.
    """
    if len(raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]) > LARGEST_HEADER_BYTES:
        raise BadInput(*_BROKEN)
    message = _parse(raw)
    try:
        sender, dated, body = _sender(message), _date(message), _body(message)
    except RecursionError:
        raise BadInput(*_BROKEN) from None
    return MailReply(sender, dated, tuple(with_quotations(body.lines)), tuple(with_quotations(body.others)))


def all_texts(raw: bytes) -> list[str]:
    """Returns every text of a mail, attached and forwarded ones too: a block is genuine by itself, wherever it is.

    Raises:
        BadInput: As `read_reply`, but for what only an approving line needs.
    """
    if len(raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]) > LARGEST_HEADER_BYTES:
        raise BadInput(*_BROKEN)
    try:
        return [_any_text(part) for part in _parse(raw).walk()]
    except RecursionError:
        raise BadInput(*_BROKEN) from None


def is_mail(raw: bytes) -> bool:
    """Returns whether bytes begin as a mail does: with header lines, one of them `From`."""
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
    """Returns a header that occurs exactly once; of two, a program may show either."""
    try:
        values = [str(value) for value in message.get_all(name, [])]
    except (HeaderParseError, ValueError, IndexError, AttributeError, TypeError):
        raise BadInput(*_BROKEN) from None
    if len(values) > 1:
        raise BadInput(f"The mail has more than one line `{name}:`; nobody can say which is true.")
    return values[0] if values else ""


def _sender(message: EmailMessage) -> str:
    """Returns the one address in `From`; a header in which another could be read names none."""
    value, header = _header(message, "From"), message["From"]
    addresses: Sequence[Address] = getattr(header, "addresses", ())
    grouped = any(group.display_name is not None for group in getattr(header, "groups", ()))
    unsure = any(type(defect) is InvalidHeaderDefect for defect in getattr(header, "defects", ()))
    if not value or len(addresses) != 1 or "@" not in addresses[0].addr_spec or grouped or unsure:
        raise BadInput("The mail does not name one sender.", "It must be the raw mail that the client sent.")
    return str(addresses[0].addr_spec).strip().lower()


def _date(message: EmailMessage) -> datetime:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        raise BadInput(
            "The mail has no date that can be read.", "It must be the raw mail that the client sent."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Texts(NamedTuple):
    """What a part shows, and what it would show in another form."""

    lines: list[Line]
    others: list[Line]


def _body(message: EmailMessage) -> _Texts:
    """Returns what a person sees, never what is attached or forwarded."""
    found = _texts(message)
    if not any(line.text for line in (*found.lines, *found.others)):
        raise BadInput(
            "The mail holds no text of its own.",
            "An answer inside a forwarded or attached mail does not count: save that mail itself.",
        )
    return found


def _texts(part: EmailMessage) -> _Texts:
    if part.get_content_maintype() == "multipart":
        inner = [_texts(each) for each in part.iter_parts() if isinstance(each, EmailMessage)]
        if part.get_content_type() == "multipart/alternative":
            return _chosen(inner)
        return _Texts([line for each in inner for line in each.lines], [line for each in inner for line in each.others])
    if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
        return _Texts([], [])
    return _Texts(_html(part) if part.get_content_type() == "text/html" else _plain(part), [])


def _chosen(alternatives: list[_Texts]) -> _Texts:
    """Takes the first form that says something, which is the plain one, and keeps the others for comparison."""
    spoken = [each for each in alternatives if any(line.text for line in each.lines)]
    if not spoken:
        return _Texts([], [])
    first, *rest = spoken
    return _Texts(first.lines, [*first.others, *(line for each in rest for line in each.lines)])


def _plain(part: EmailMessage) -> list[Line]:
    text = _decoded(part)
    if str(part.get_param("format", "")).lower() == "flowed":
        return flowed_lines(text, joined=str(part.get_param("delsp", "")).lower() == "yes")
    return plain_lines(text)


def _html(part: EmailMessage) -> list[Line]:
    return html_lines(_decoded(part))


def _any_text(part: EmailMessage) -> str:
    """Returns what a part says, without marks of quoting; nothing for what is no text."""
    if part.is_multipart():
        return ""
    try:
        lines = _html(part) if part.get_content_type() == "text/html" else _plain(part)
    except BadInput:  # a picture, or a part that only its own program reads
        return ""
    return "\n".join(line.text for line in lines)


def _decoded(part: EmailMessage) -> str:
    """Returns the text of a part; what its charset cannot read may still be UTF-8, and nothing is guessed."""
    data = part.get_payload(decode=True)
    charset = part.get_content_charset("us-ascii")
    for candidate in (charset, "utf-8"):
        try:
            text = (data if isinstance(data, bytes) else b"").decode(candidate).removeprefix("\ufeff")
        except (LookupError, ValueError):
            continue
        if len(text) > LARGEST_TEXT_CHARACTERS:
            raise BadInput("The mail's text is too long to be an answer.", "Ask for a short answer.")
        return text
    raise BadInput(
        "The mail's text is in a charset that cannot be read.", "Ask for the answer once more, as plain text."
    )
