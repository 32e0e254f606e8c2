"""A raw mail (`.eml`) as its sender, its date, and every text in it, wherever it stands.

What lives here: MIME, headers, parts. What must not: what is quoted from the request, and whether anything agrees
(`signoff.approval`). Decided in docs/adr/0041-what-is-not-ours-is-shown.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError, InvalidHeaderDefect, MessageError
from email.headerregistry import HeaderRegistry
from email.message import Message
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from functools import cached_property
from typing import Any

import msgspec

from coachvault.errors import BadInput, Unreadable
from coachvault.mails.charsets import LONGEST_NAME, decoded, is_readable
from coachvault.mails.lines import Line, plain_lines
from coachvault.mails.parts import content_of, is_as_it_is, last_line, names_in, require_single, said_in_words

LARGEST_MAIL_BYTES = 20 * 1024 * 1024
LARGEST_TEXT_CHARACTERS = 1024 * 1024
LARGEST_HTML_CHARACTERS = 512 * 1024
LARGEST_HEADER_BYTES = 128 * 1024
MOST_PARTS = 100
MOST_FORMS = 6
MOST_LINES, LONGEST_LINE = 20_000, 128 * 1024
_MOST_BOUNDARIES = 30  # every line is compared with every boundary
_BEFORE_HEADERS = re.compile(rb"\A(?:\xef\xbb\xbf|\s)*")
_COUNT = re.compile(rb"\A(\d{1,9})[ \t]*\r?\n(?=[!-9;-~]+:)")
_PLIST = re.compile(rb"\s*<\?xml [^>]*>\s*<!DOCTYPE plist")
_SAYING = ("Subject", "Thread-Topic", "From", "Sender", "Reply-To", "Organization", "Comments", "Keywords")
ADDRESSES = ("from", "sender", "reply-to")
_MAILS = ("message/rfc822", "message/global", "message/news")
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:@]+@[^\s<>()\[\]\",;:@]+")
_LONGEST_SENDER = 2_000
_PICTURES = re.compile(
    r"""(=\s*(["'])data:image/[a-z.+-]{1,20};base64,)(?:iVBORw0KGgo|/9j/|R0lGOD|UklGR|Qk)[A-Za-z0-9+/=\r\n]*+(?=\2)""",
    re.IGNORECASE,
)
"""A picture within HTML, by how its bytes begin: it is named, and no text is in it."""
OUTSIDE, WRITTEN = "outside the parts of the mail", "how the mail is written"
_BROKEN = (
    "The file cannot be read as a mail.",
    "It must be the raw mail (.eml), as the mail program saves it; .msg, .mbox and a copied text are not.",
)
_PLAIN = "Ask for a plain answer."
_TOO_LONG = ("The mail's text is too long to be an answer.", "Ask for an answer without what it quotes.")


class MailForm(msgspec.Struct, frozen=True):
    """One whole reading of a mail: its plain text, its HTML, or what stands beside both.

    Args:
        lines: What it says.
        is_html: Whether it is HTML, which is what people see where there is both.
        beside: What it is, where it stands beside what the mail says and approves nothing: a header field, a file.
    """

    lines: tuple[Line, ...]
    is_html: bool = False
    beside: str = ""


class MailReply(msgspec.Struct, frozen=True):
    """A mail as it was read.

    Args:
        sender: The one address in `From`, in small letters.
        dated: The moment in `Date`, which is the sender's claim.
        forms: Every text in it; first what it says, plain before HTML, then what stands beside.
    """

    sender: str
    dated: datetime
    forms: tuple[MailForm, ...]


class Mail:
    """A mail that was parsed, once for all that is asked of it.

    Args:
        raw: Its bytes as they were saved, at most 20 MiB.

    Raises:
        BadInput: It is too large, nested too deeply, or no mail.
    """

    def __init__(self, raw: bytes) -> None:
        self._message = _parse(raw)

    @cached_property
    def forms(self) -> tuple[MailForm, ...]:
        """Every text of the mail, whoever sent it; raises `BadInput` where one cannot be read."""
        beside = [MailForm((Line(value),), beside=name) for name, value in _fields(self._message)]
        try:
            forms = _forms(self._message, beside)
        except (RecursionError, HeaderParseError, ValueError, LookupError, AttributeError, TypeError):
            raise BadInput(*_BROKEN) from None
        if len(forms) > MOST_FORMS or len(beside) > 2 * MOST_PARTS:
            raise Unreadable("The mail says the same in too many forms; it was not read.", _PLAIN)
        return (*(form for form in forms if form.lines), *(form for form in beside if form.lines))

    @property
    def sender(self) -> str:
        """The one address in `From`, in small letters; raises `BadInput` where it names no one sender."""
        return _sender(self._message)

    def reply(self) -> MailReply:
        """Returns the mail as an answer; raises `BadInput` where it names no one sender and date."""
        return MailReply(self.sender, _date(self._message), self.forms)

    def every_text(self) -> list[str]:
        """Returns every text, whatever its kind, without marks: a block is genuine by itself, wherever it is."""
        parts = [part for part in self._message.walk() if not part.is_multipart()]
        return ["\n".join(line.text for line in _lines(part, _text(part)[0])) for part in parts]

    def files(self) -> list[bytes]:
        """Returns the bytes of all that is no text that is shown, wherever it is; a signature or a scan is one."""
        parts = [part for part in self._message.walk() if not part.is_multipart()]
        shown = ("text/plain", "text/html")
        return [
            content_of(part)[0]
            for part in parts
            if part.get_content_type() not in shown or part.get_content_disposition() == "attachment"
        ]


def read_reply(raw: bytes) -> MailReply:
    """Reads a mail as an answer; raises as `Mail` and its `reply` do."""
    return Mail(raw).reply()


def is_mail(raw: bytes) -> bool:
    """Returns whether bytes begin as a mail does: with header lines, one of them `From`."""
    head = _prepared(raw[: 64 * 1024]).replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return re.match(rb"(?:From |[!-9;-~]+[ \t]*:)", head) is not None and re.search(rb"(?mi)^from:", head) is not None


def _prepared(raw: bytes) -> bytes:
    """Returns a mail without what programs write around it: blank lines, and the count and the settings of an .emlx."""
    raw = _BEFORE_HEADERS.sub(b"", raw)
    count = _COUNT.match(raw)
    if count:
        raw = raw[count.end() :]
        raw = raw[: int(count[1])] if _PLIST.match(raw, int(count[1])) else raw
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _parse(raw: bytes) -> Message:
    if len(raw) > LARGEST_MAIL_BYTES:
        raise Unreadable(
            f"The mail is larger than {LARGEST_MAIL_BYTES // 2**20} MiB; it was not read.",
            "Ask for an answer without attachments.",
        )
    if raw.lower().count(b"boundary=") > _MOST_BOUNDARIES:
        raise Unreadable("The mail is made of too many nested parts; it was not read.", _PLAIN)
    raw = _prepared(raw)
    if len(raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]) > LARGEST_HEADER_BYTES:
        raise BadInput(*_BROKEN)
    try:
        message = message_from_bytes(raw)
        parts = sum(1 for _ in message.walk())
    except (RecursionError, MessageError, ValueError, AttributeError, IndexError):
        raise BadInput(*_BROKEN) from None
    if parts > MOST_PARTS:
        raise Unreadable(f"The mail has more than {MOST_PARTS} parts; it was not read.", _PLAIN)
    return message


def _only(message: Message, name: str) -> str:
    """Returns a header that occurs exactly once; of two, a program may show either."""
    values = message.get_all(name, [])
    if len(values) > 1:
        raise Unreadable(f"The mail has more than one line `{name}:`; nobody can say which is true.", _PLAIN)
    return "".join(str(values[0]).splitlines()) if values else ""


def _sender(message: Message) -> str:
    """Returns the one address in `From`; a header in which another could be read names none."""
    value = _only(message, "From")
    if len(value) > _LONGEST_SENDER:
        raise BadInput(*_BROKEN)
    try:
        header: Any = HeaderRegistry()("From", value)
        addresses = [each.addr_spec for each in header.addresses]
    except (HeaderParseError, ValueError, IndexError, AttributeError, TypeError, RecursionError):
        raise BadInput(*_BROKEN) from None
    grouped = any(group.display_name is not None for group in header.groups)
    unsure = any(type(defect) is InvalidHeaderDefect for defect in header.defects)
    if not value or len(addresses) != 1 or "@" not in addresses[0] or grouped or unsure:
        raise BadInput("The mail does not name one sender.", "It must be the raw mail that the client sent.")
    return str(addresses[0]).strip().lower()


def _date(message: Message) -> datetime:
    try:
        moment = parsedate_to_datetime(_only(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        raise BadInput(
            "The mail has no date that can be read.", "It must be the raw mail that the client sent."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _fields(message: Message) -> Iterator[tuple[str, str]]:
    """Yields the header fields in which a person could say something; the sender's address is compared elsewhere."""
    for name in _SAYING:
        for field, given in message.raw_items():
            if field.lower() == name.lower():
                value = said_in_words(given)
                yield name.lower(), _unaddressed(value) if name == "From" else value


def _unaddressed(value: str) -> str:
    """Returns what stands before the address in a `From`; all of it where it does not end with one."""
    said = value.strip()
    before, _, last = said[:-1].rpartition("<") if said.endswith(">") else ("", "", said)
    return before.strip() if _ADDRESS.fullmatch(last) else said


def _forms(part: Message, beside: list[MailForm], *, within: bool = False) -> list[MailForm]:
    """Returns the forms of a part: all of an alternative, of other parts one after the other."""
    require_single(part)
    for outside in filter(None, (part.preamble, part.epilogue)):
        said = decoded(outside.encode("utf-8", "surrogateescape"), "utf-8")[0]
        beside.append(MailForm(tuple(plain_lines(said)), beside=OUTSIDE))
    if not part.is_multipart():
        return _leaf(part, beside, within=within)
    children: list[Message] = part.get_payload()  # type: ignore[assignment]
    kind, names = part.get_content_type(), names_in(part, all_fields=within)
    attached = part.get_content_maintype() != "multipart"
    if attached or names:
        beside.append(MailForm((Line(" ".join((*names, f"({kind})" if names else kind))),), beside="attached"))
    if attached:  # a mail, or a report about one
        for child in _unwrapped(part, children):
            beside += _inner(child, is_mail=kind in _MAILS)
        return []
    found = [forms for child in children if (forms := _forms(child, beside, within=True))]
    if kind == "multipart/alternative":
        return [form for forms in found for form in forms]
    longest = [[forms[min(at, len(forms) - 1)] for forms in found] for at in range(max(map(len, found), default=0))]
    return [
        MailForm(tuple(x for form in row for x in form.lines), any(form.is_html for form in row)) for row in longest
    ]


def _unwrapped(part: Message, children: list[Message]) -> list[Message]:
    """Returns the mails in a part; one that is encoded as a whole is decoded."""
    if is_as_it_is(part):
        return children
    return [_parse(content_of(part, b"\n".join(child.as_bytes() for child in children))[0])]


def _inner(child: Message, *, is_mail: bool) -> list[MailForm]:
    """Returns what an attached mail says, or all fields of a report."""
    fields = _fields(child) if is_mail else ((name.lower(), said_in_words(given)) for name, given in child.raw_items())
    inner = [MailForm((Line(value),), beside=name) for name, value in fields]
    inner += _forms(child, inner)
    return [MailForm(each.lines, each.is_html, f"attached mail {each.beside}".strip()) for each in inner]


def _leaf(part: Message, beside: list[MailForm], *, within: bool) -> list[MailForm]:
    """Returns what a part says that holds no others; what is attached stands beside."""
    kind, name = part.get_content_type(), ", ".join(names_in(part, all_fields=within))
    attached = kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment"
    if attached or name:
        beside.append(MailForm((Line(f"{name or 'without a name'} ({kind})"),), beside="attached"))
    if part.get_content_maintype() not in ("text", "multipart", "message"):
        return []
    text, odd = _text(part)
    is_html = kind == "text/html"
    if len(text) > (LARGEST_HTML_CHARACTERS if is_html else LARGEST_TEXT_CHARACTERS):
        raise Unreadable(*_TOO_LONG)
    lines = _lines(part, text)
    if len(lines) > MOST_LINES or any(len(line.text) > LONGEST_LINE for line in lines):
        raise Unreadable(*_TOO_LONG)
    if odd:
        beside.append(MailForm(tuple(plain_lines(odd)), beside=WRITTEN))
    form = MailForm(tuple(lines), is_html)
    if not attached:
        return [form]
    beside.append(MailForm(form.lines, is_html, f"in {name or 'what is attached'}"))
    return []


def _text(part: Message) -> tuple[str, str]:
    """Returns the text of a part, without the pictures in it, and what is odd about how it is written."""
    charset = collapse_rfc2231_value(part.get_param("charset", "us-ascii"))
    data, others = content_of(part)
    if not is_readable(data, charset):
        raise Unreadable("A part of the mail is written in a charset that is not known; it was not read.", _PLAIN)
    text, odd = decoded(data, charset)
    others = others or (last_line(part) if odd else b"")
    long = charset if len(charset) > LONGEST_NAME else ""
    odd = "\n".join(
        filter(None, (odd, long, decoded(others, "utf-8" if charset.lower().startswith("utf-16") else charset)[0]))
    )
    return _PICTURES.sub(r"\1", text) if part.get_content_type() == "text/html" else text, odd


def _lines(part: Message, text: str) -> list[Line]:
    if part.get_content_type() == "text/html" and len(text) <= LARGEST_HTML_CHARACTERS:
        from coachvault.mails.html_lines import html_lines  # loads the parser

        return html_lines(text)
    flowed, joined = (str(part.get_param(key, "")).lower() for key in ("format", "delsp"))
    return plain_lines(text, flowed=flowed == "flowed", joined=joined == "yes")
