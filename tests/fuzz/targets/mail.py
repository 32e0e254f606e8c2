"""An answer by mail: parsed, compared with the request, and all that it says besides.

Promised besides: two readings are the same; nothing approves without the code of the request; a line that is put into
a mail that approves is shown, or the mail is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from email import message_from_bytes

import msgspec

from coachvault.errors import BadInput
from coachvault.mails.folding import fold
from coachvault.mails.mail import Mail, MailReply
from coachvault.services.releases.known import besides, remarks_of
from coachvault.signoff.approval import judge
from coachvault.signoff.codes import bare, read_alike
from coachvault.signoff.scan import media_type
from tests.fuzz.judging import is_looked_at_again, require
from tests.unit.signoff.mails import CODE, NAME, REQUEST

OTHER_CODE = "3FZP-K7QM"
OTHER = msgspec.structs.replace(REQUEST, code=OTHER_CODE, sent=REQUEST.sent.replace(CODE, OTHER_CODE))
WISH = b"Only without xylophones"
_MOST_PLACES = 6
_OTHER_CHARSETS = re.compile(rb"charset\W{0,3}(?!\W{0,3}(?:utf-8|us-ascii|iso-8859-1)\b)", re.IGNORECASE)


def look(data: bytes) -> str:
    mail = Mail(data)
    said = [f"{len(mail.every_text())} texts, {len(mail.files())} files", kind_of(data)]
    reply = mail.reply()
    verdict = judge(reply, REQUEST, (REQUEST.sent,), NAME)
    if is_looked_at_again(data):
        require(Mail(data).reply() == reply, "a mail is read in one way")
        require(judge(reply, REQUEST, (REQUEST.sent,), NAME) == verdict, "a mail is judged in one way")
    if not verdict.refusal:
        require_approved(reply)
        require_shown(data)
    remarks = remarks_of(verdict.view, NAME, "Kim Vale")
    return "\n".join([verdict.refusal or "approves", *said, *(f"{each.place}: {each.text}" for each in remarks)])


def kind_of(data: bytes) -> str:
    try:
        return media_type(data)
    except BadInput as error:
        return error.message


def require_approved(reply: MailReply) -> None:
    """Makes sure that a line of the mail names the code, and that the same mail answers no request of another code."""
    lines = [line.text for form in reply.forms if not form.beside for line in form.lines]
    named = any(bare(CODE) in read_alike(unicodedata.normalize("NFKC", text)) for text in lines)
    require(named, "what approves names the code")
    require(judge(reply, OTHER, (OTHER.sent,), NAME).refusal != "", "one answer approves one request")


def require_shown(data: bytes) -> None:
    """Makes sure that a line is shown or refused wherever it is put, in a mail of plain text whose letters are ASCII's.

    In a page it may become a part of a tag, and in a file that is no text nobody looks for words.
    """
    for at in () if _OTHER_CHARSETS.search(data) else places(data):
        changed = b"\n".join((data[:at], WISH, data[at:].removeprefix(b"\n")))
        kinds = {part.get_content_type() for part in message_from_bytes(changed).walk()}
        if not all(kind in ("text/plain", "message/rfc822") or kind.startswith("multipart/") for kind in kinds):
            return
        try:
            verdict = judge(Mail(changed).reply(), REQUEST, (REQUEST.sent,), NAME)
        except BadInput:
            continue
        shown = "".join(fold(" ".join(line.text for line in besides(remarks_of(verdict.view, NAME, "Kim Vale")))))
        is_shown = "".join(fold(WISH.decode())) in shown
        require(verdict.refusal != "" or is_shown, f"what is put in at {at} is shown, or the mail is refused")


def places(data: bytes) -> Iterator[int]:
    """Yields some ends of lines below the header."""
    found = [each.start() for each in re.finditer(rb"\n", data) if each.start() > data.find(b"\n\n") >= 0]
    yield from found[:: max(1, len(found) // _MOST_PLACES)]
