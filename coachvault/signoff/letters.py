"""What goes out: the mail, the message and the form that ask for a sign-off, and the letters that follow.

Plain text first; the form also as a page to print, which loads nothing and runs nothing.
"""

from __future__ import annotations

from datetime import date
from html import escape

import msgspec

from coachvault.practice.paragraphs import text_of
from coachvault.practice.release import Release
from coachvault.practice.signoff import Proposal, Recipient, Request, SignoffMethod
from coachvault.signoff.page import asset
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import EarlierRequestTexts, Language, PaperTexts, RequestTexts
from coachvault.texts.templates import purpose_in

SHEET_WIDTH = 72
_LINE = "_" * 40


class Asking(msgspec.Struct, frozen=True):
    """A request as its words need it.

    Args:
        request: What is asked.
        release_id: The release's id.
        name: The party's name; may be empty.
        sender: The practice's name; may be empty.
        words: The six words of the statement.
    """

    request: Request
    release_id: str
    name: str
    sender: str
    words: tuple[str, ...]

    @property
    def language(self) -> Language:
        """The party's language; English where there are no texts in it."""
        return language_of(self.request.language)

    @property
    def text(self) -> str:
        """The text that is asked about."""
        return text_of(self.request.paragraphs)

    @property
    def consent(self) -> str:
        """The sentence that is signed on paper."""
        return paper_consent(self.request.proposal, self.name or _LINE, self.language)

    @property
    def approving_line(self) -> str:
        """The line that says yes."""
        return f"{self.language.request.approve} {self.request.code}"


def paper_consent(proposal: Proposal, name: str, language: Language) -> str:
    """Returns the sentence that is signed on paper.

    Args:
        proposal: What is proposed.
        name: The party's name, or what is used in its place.
        language: The party's language.
    """
    return _consent(proposal, name, language, language.paper)


def _consent(proposal: Proposal, name: str, language: Language, paper: PaperTexts) -> str:
    return paper.consent.format(
        name=name,
        recipient=proposal.recipient.shown,
        purpose=proposal.purpose,
        expires=long_day(proposal.expires, language),
    )


def mail(asking: Asking) -> str:
    """Returns the mail that asks for a sign-off: receiver, subject, a blank line, then its text."""
    language = asking.language
    return _head(asking, language.mail.subject) + _letter(asking, language.request, language.mail.answer)


def message(asking: Asking) -> str:
    """Returns the message that asks for a sign-off where there is no mail."""
    language = asking.language
    return _letter(asking, language.request, language.message.answer, is_message=True)


def went_out(asking: Asking) -> tuple[str, ...]:
    """Returns what was sent, from which alone it follows what in an answer is not the client's.

    Of a request that did not keep it yet, this is each form in which it may have gone out: with the last day in
    letters, or as 2027-02-21.
    """
    request = asking.request
    if request.sent:
        return (request.sent,)
    if request.road not in (SignoffMethod.EMAIL, SignoffMethod.MESSAGE):
        return (_paper(asking, asking.language.earlier, asking.language.earlier.paper),)
    earlier, by_mail = asking.language.earlier, request.road is SignoffMethod.EMAIL
    head = _head(asking, earlier.subject) if by_mail else ""
    text = head + _letter(
        asking, earlier, earlier.answer if by_mail else earlier.answer_message, is_message=not by_mail
    )
    terms = _terms(asking, earlier)
    day = request.proposal.expires
    return text, text.replace(terms, terms.removesuffix(long_day(day, asking.language)) + day.isoformat(), 1)


def _head(asking: Asking, subject: str) -> str:
    return f"To: {asking.request.sent_to or '(the private address)'}\nSubject: {subject} ({asking.request.code})\n\n"


def _letter(
    asking: Asking, wording: RequestTexts | EarlierRequestTexts, answer: str, *, is_message: bool = False
) -> str:
    """Returns what mail and message say; the mail marks where the text begins and ends.

    Both greet a person whose name is not known, too; the earlier mail did not.
    """
    code = asking.request.code
    hello = "" if isinstance(wording, EarlierRequestTexts) and not is_message else wording.hello
    parts = [
        wording.greeting.format(name=asking.name) if asking.name else hello,
        wording.asks,
        _terms(asking, wording),
        asking.text.rstrip("\n") if is_message else f"[BEGIN {code}]\n\n{asking.text}\n[END {code}]",
        answer,
        f"{'' if is_message else '    '}{wording.approve} {code}",
        wording.exactly,
        wording.rights,
        asking.sender,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def paper_form(asking: Asking) -> str:
    """Returns the form as plain text."""
    return _paper(asking, asking.language.request, asking.language.paper)


def _paper(asking: Asking, wording: RequestTexts | EarlierRequestTexts, paper: PaperTexts) -> str:
    lines = [f"{_LINE}\n{named}" for named in (paper.signature, paper.printed_name, paper.place_and_date)]
    parts = [
        f"{paper.title} ({asking.release_id}, {asking.request.code})",
        _terms(asking, wording),
        paper.text,
        "=" * SHEET_WIDTH + f"\n{asking.text}" + "=" * SHEET_WIDTH,
        f"{_labelled(asking, wording, paper.fingerprint, ' '.join(asking.words))}\n{paper.compare}",
        _consent(asking.request.proposal, asking.name or _LINE, asking.language, paper),
        *[f"\n{line}" for line in lines],
        wording.rights,
    ]
    return "\n\n".join(parts) + "\n"


def paper_page(asking: Asking) -> str:
    """Returns the form as one HTML page to print; everything in it is escaped, nothing is loaded."""
    paper = asking.language.paper
    terms = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        for name, value in _term_rows(asking, asking.language.request)
    )
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in asking.request.paragraphs)
    signed = (paper.signature, paper.printed_name, paper.place_and_date)
    lines = "".join(f'<div class="line">{escape(named)}</div>' for named in signed)
    title, language = escape(paper.title), escape(asking.request.language)
    body = asset("paper.html").format(
        title=title,
        id=escape(f"{asking.release_id} · {asking.request.code}"),
        terms=terms,
        text=text,
        fingerprint=escape(paper.fingerprint),
        words=escape(" ".join(asking.words)),
        compare=escape(paper.compare),
        consent=escape(asking.consent),
        lines=lines,
        rights=escape(asking.language.request.rights),
    )
    style = asset("paper.css")
    return asset("print.html").format(language=f' lang="{language}"', title=title, style=style, body=body)


def printed_page(text: str, about: str, title: str, language: str) -> str:
    """Returns an exported text with its sheet as one HTML page to print; everything is escaped, nothing is loaded.

    Args:
        text: The text.
        about: What the sheet says to a person.
        title: Of the window.
        language: Of the sheet, as in `en`; that of the text is not known.
    """
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.rstrip("\n").split("\n\n"))
    body = f'<main>{paragraphs}</main>\n<pre lang="{escape(language)}">{escape(about)}</pre>'
    return asset("print.html").format(language="", title=escape(title), style=asset("print.css"), body=body)


def withdrawal_letter(release: Release, on: date, sender: str, language: Language) -> str:
    """Returns a letter that asks the recipient to stop using what was sent.

    Args:
        release: The release, with what has left.
        on: The day on which the consent was taken back.
        sender: The coach's name; may be empty.
        language: The recipient's.
    """
    text = language.recipient.withdrawn.format(
        today=long_day(on, language),
        recipient=release.proposal.recipient.shown,
        days=", ".join(dict.fromkeys(long_day(export.at.date(), language) for export in release.exports)),
        purpose=purpose_in(release.proposal.purpose, language),
        digests=", ".join(dict.fromkeys(export.text_sha256 for export in release.exports)),
    )
    return text + _signed_by(sender)


def answer_to_sponsor(recipient: Recipient, sender: str, language: Language) -> str:
    """Returns what a sponsor is answered who asks for a report: hear it from the client; else, what a report takes.

    Args:
        recipient: Who asks.
        sender: The coach's name; may be empty.
        language: The recipient's.
    """
    return language.recipient.answer.format(recipient=recipient.shown) + _signed_by(sender)


def _signed_by(sender: str) -> str:
    return f"\n{sender}\n" if sender else ""


def _term_rows(asking: Asking, named: RequestTexts | EarlierRequestTexts) -> list[tuple[str, str]]:
    proposal = asking.request.proposal
    return [
        (named.recipient, proposal.recipient.shown),
        (named.purpose, proposal.purpose),
        (named.expires, long_day(proposal.expires, asking.language)),
    ]


def _terms(asking: Asking, named: RequestTexts | EarlierRequestTexts) -> str:
    return "\n".join(_labelled(asking, named, *row) for row in _term_rows(asking, named))


def _labelled(asking: Asking, named: RequestTexts | EarlierRequestTexts, name: str, value: str) -> str:
    """Returns a field and its value; French had no space before the colon earlier."""
    label = "{name}: {value}" if isinstance(named, EarlierRequestTexts) else asking.language.label
    return label.format(name=name, value=value)
