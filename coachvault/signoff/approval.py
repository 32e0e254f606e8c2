"""Whether the lines of a mail agree to exactly what was asked.

The grammar is strict where it says yes and plain where it says no: one whole line that approves, a quotation that is
whole if there is one, and nothing else that could set a condition, unless the coach has read it and judges that it
sets none. Decided in docs/adr/0016-mail-grammar.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.signoff import Request
from coachvault.signoff.codes import codes_in, plain_dashes
from coachvault.signoff.courtesies import is_courtesy, is_name, is_signature_line, is_signature_mark, is_signed_name
from coachvault.signoff.lines import Line, is_attribution, is_header_line, plain_lines
from coachvault.signoff.mail import Reply, read_reply
from coachvault.texts.languages import every_language, language_of
from coachvault.texts.languages.days import long_day

EARLIEST = timedelta(days=1)
SHOWN_WORDS = 12
_RESEMBLES_FROM = 4
_BLOCK_BEGINS, _BLOCK_ENDS = "BEGIN COACHVAULT", "END COACHVAULT"
_DECORATION = " \t\u00a0.!*_\"'“”„‘’»«"


class Approval(msgspec.Struct, frozen=True):
    """What a mail says.

    Args:
        code: The one code that it approves.
        quotes_text: Whether it repeats the text, whole and unchanged, and not only the code.
        remarks: What else the person wrote, line by line; nothing where there is only courtesy.
    """

    code: str
    quotes_text: bool
    remarks: str


def approved_code(reply: Reply) -> str:
    """Returns the one code that a mail approves.

    Raises:
        Refused: No whole line of its own approves a code, a line says something else about one, or several are named.
    """
    written = [line.text for line in reply.lines if not line.quoted]
    named = [line for line in written if codes_in(line)]
    other = [line for line in named if _approves(line) is None]
    if other:
        raise Refused(
            f"The answer says about the code: “{_cut(other[0])}”. That is not the line that approves.",
            "The line has to be as it was asked for, by itself. Ask again, or propose another text.",
        )
    codes = {code for line in named if (code := _approves(line))}
    if len(codes) > 1:
        raise Refused(
            f"The answer approves several codes: {', '.join(sorted(codes))}.", "Ask for one answer to each request."
        )
    if not codes:
        raise Refused(_none_because(reply), "Ask for an answer with the approving line on a line of its own.")
    return codes.pop()


def read_approval(reply: Reply, request: Request, name: str) -> Approval:
    """Returns what a mail says to a request.

    Args:
        reply: The mail.
        request: The request whose code it approves.
        name: The party's name, so that a signature is not mistaken for a remark.

    Raises:
        Refused: It quotes the text otherwise than it was proposed, or is older than the request.
    """
    if reply.dated < request.requested_at - EARLIEST:
        raise Refused(
            f"The answer is dated {reply.dated:%Y-%m-%d}, the request {request.requested_at:%Y-%m-%d}:"
            " it is older than what it answers.",
            "Ask for a new answer.",
        )
    quotes_text = _quotes_whole(reply, request)
    said = _squeezed(" ".join(line.text for line in reply.lines))
    others = [line for line in reply.others if _squeezed(line.text) not in said]
    remarks = [*_remarks(reply.lines, request, name), *_remarks(others, request, name)]
    return Approval(request.code, quotes_text, "\n".join(remarks))


def remarks_around(raw: bytes, request: Request, name: str) -> str:
    """Returns what a mail says besides a block that it carries: shown to the coach, who reads it before the call.

    Args:
        raw: The mail.
        request: The request that the block answers.
        name: The party's name.
    """
    try:
        lines = read_reply(raw).lines
    except BadInput:  # nothing but an attachment
        return ""
    kept, in_block = [], False
    for line in lines:
        in_block = in_block or _BLOCK_BEGINS in line.text
        if not (in_block or line.quoted):
            kept.append(line)
        in_block = in_block and _BLOCK_ENDS not in line.text
    return "\n".join(_remarks(kept, request, name))


def _approves(line: str) -> str | None:
    """Returns the code that a line approves, if approving it is all that the line does."""
    plain = _plain(line)
    codes = codes_in(plain)
    if len(codes) != 1:
        return None
    said = plain[: len(plain) - len(codes[0])].rstrip()
    return codes[0] if said in _APPROVING and plain[len(said) :].strip() and _ends_with_code(plain) else None


def _ends_with_code(plain: str) -> bool:
    return len(codes_in(plain.rsplit(" ", 1)[-1])) == 1


def _plain(text: str) -> str:
    visible = "".join(mark for mark in plain_dashes(text) if unicodedata.category(mark) != "Cf")
    folded = unicodedata.normalize("NFKC", visible).replace("’", "'").replace("‘", "'")
    return " ".join(folded.strip(_DECORATION).split()).casefold()


_APPROVING = frozenset(_plain(language.request.approve) for language in every_language())


def _none_because(reply: Reply) -> str:
    if any(codes_in(line.text) for line in reply.lines if line.quoted):
        return "The code is only in what the answer quotes; the answer itself does not approve it."
    return "The answer has no line that approves a code."


def _quotes_whole(reply: Reply, request: Request) -> bool:
    """Returns whether the text is quoted; a quotation that is not whole and unchanged is refused."""
    quoted = _squeezed("\n".join(line.text for line in reply.lines if line.quoted))
    text = _text_of(request)
    begin, end = f"[BEGIN {request.code}]", f"[END {request.code}]"
    marks = (quoted.count(begin), quoted.count(end), quoted.count(f"{begin} {text} {end}"))
    if text in quoted and len(set(marks)) == 1 and _quotes_terms(quoted, request):
        return True
    if not any(marks) and not _resembles(quoted, text):
        return False
    raise Refused(
        f"The answer quotes the text otherwise than it was proposed: {_first_difference(quoted, request)}.",
        "If the client wants another wording, `coachvault release edit` proposes it.",
    )


def _text_of(request: Request) -> str:
    """Returns the text on one line; lines of its own that begin with `>` lose that, as they do when they are quoted."""
    return _squeezed("\n".join(line.text for each in request.paragraphs for line in plain_lines(each)))


def _quotes_terms(quoted: str, request: Request) -> bool:
    """Returns whether recipient, purpose and last day are quoted as they were, where they are quoted."""
    named = language_of(request.language).request
    are_quoted = f"{named.expires}: " in quoted or f"{named.purpose}: " in quoted
    begin = f" [BEGIN {request.code}]" if f"[BEGIN {request.code}]" in quoted else ""
    return not are_quoted or any(_squeezed("\n".join(terms)) + begin in quoted for terms in _terms(request))


def _terms(request: Request) -> list[list[str]]:
    """Returns the lines of recipient, purpose and last day, in each form in which a request has said them.

    Today a day is written out; requests that went out before that said 2027-02-21, and are still answered.
    """
    language, proposal = language_of(request.language), request.proposal
    named = language.request
    return [
        [
            f"{named.recipient}: {proposal.recipient.shown}",
            f"{named.purpose}: {proposal.purpose}",
            f"{named.expires}: {day}",
        ]
        for day in (long_day(proposal.expires, language), proposal.expires.isoformat())
    ]


def _resembles(quoted: str, text: str) -> bool:
    """Returns whether a quotation repeats any few words of the text in a row, or half of its words anywhere."""
    words = text.split()
    length = min(_RESEMBLES_FROM, len(words))
    known, said = set(text.casefold().split()), set(quoted.casefold().split())
    return len(known & said) * 2 >= len(known) or any(
        " ".join(words[at : at + length]) in quoted for at in range(len(words) - length + 1)
    )


def _first_difference(quoted: str, request: Request) -> str:
    for number, paragraph in enumerate(request.paragraphs, start=1):
        if _squeezed("\n".join(line.text for line in plain_lines(paragraph))) not in quoted:
            return f"paragraph {number} is missing or changed"
    if not _quotes_terms(quoted, request):
        return "recipient, purpose or last day is another one"
    return "something was added to it, or its paragraphs changed places"


def _remarks(lines: Sequence[Line], request: Request, name: str) -> list[str]:
    """Returns what the person may have written that is neither the approving line nor courtesy, name or signature."""
    known = _known(request)
    found: list[str] = []
    in_signature = below_header = False
    for line in lines:
        text = line.text
        if not text or line.marked:
            continue
        if line.quoted and _squeezed(text) in known:
            below_header = True
            continue
        if line.quoted and not below_header and (is_header_line(text) or is_attribution(text)):
            continue
        in_signature = in_signature or is_signature_mark(text)
        meant_politely = is_courtesy(text) or is_name(text, name) or is_signature_mark(text)
        signed = is_signature_line(text) if in_signature else line.quoted and is_signed_name(text)
        if not (_approves(text) or meant_politely or signed):
            found.append(text)
    return found


def _known(request: Request) -> str:
    """Returns all that a request says, on one line, once in each form."""
    language = language_of(request.language)
    shared = language.request
    after = [
        f"[BEGIN {request.code}]",
        _text_of(request),
        f"[END {request.code}]",
        language.mail.answer,
        f"{shared.approve} {request.code}",
        shared.exactly,
        shared.rights,
    ]
    return _squeezed("\n".join(line for terms in _terms(request) for line in (shared.asks, *terms, *after)))


def _squeezed(text: str) -> str:
    """Returns a text on one line, as far as re-wrapping by mail programs can change it; no letter is folded."""
    return _BETWEEN_WIDE.sub("", " ".join(unicodedata.normalize("NFC", text).split()))


_BETWEEN_WIDE = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]) (?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)


def _cut(text: str) -> str:
    words = text.split()
    return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")
