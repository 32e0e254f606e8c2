"""What goes out: the mail, the message and the form that ask for a sign-off, and the letters that follow.

Plain text first; the form also as a page to print, which loads nothing and runs nothing.
"""

from __future__ import annotations

from datetime import date
from html import escape

import msgspec

from coachvault.practice.paragraphs import text_of
from coachvault.practice.release import Release
from coachvault.practice.signoff import Recipient, Request
from coachvault.signoff.companion import HOW_TO_VERIFY
from coachvault.texts.signoff import LANGUAGES, Wording

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
    def wording(self) -> Wording:
        """The sentences in the party's language; in English where there are none."""
        return LANGUAGES.get(self.request.language, LANGUAGES["en"])

    @property
    def text(self) -> str:
        """The text that is asked about."""
        return text_of(self.request.paragraphs)

    @property
    def consent(self) -> str:
        """The sentence that is agreed to."""
        proposal = self.request.proposal
        return self.wording.consent.format(
            name=self.name or _LINE,
            recipient=proposal.recipient.shown,
            purpose=proposal.purpose,
            expires=proposal.expires.isoformat(),
        )

    @property
    def approving_line(self) -> str:
        """The line that says yes."""
        return f"{self.wording.approve} {self.request.code}"


def mail(asking: Asking) -> str:
    """Returns the mail that asks for a sign-off: receiver, subject, a blank line, then its text."""
    wording, code = asking.wording, asking.request.code
    head = f"To: {asking.request.sent_to or '(the private address)'}\nSubject: {wording.subject} ({code})\n"
    greeting = wording.greeting.format(name=asking.name).replace(" ,", ",").replace(" :", ":")
    parts = [
        greeting if asking.name else "",
        wording.asks,
        _terms(asking),
        f"[BEGIN {code}]\n\n{asking.text}\n[END {code}]",
        wording.answer,
        f"    {asking.approving_line}",
        wording.exactly,
        wording.rights,
        asking.sender,
    ]
    return head + "\n" + "\n\n".join(part for part in parts if part) + "\n"


def message(asking: Asking) -> str:
    """Returns the message that asks for a sign-off where there is no mail."""
    wording = asking.wording
    parts = [
        wording.greeting.format(name=asking.name) if asking.name else wording.hello,
        wording.asks,
        _terms(asking),
        asking.text.rstrip("\n"),
        wording.answer_message,
        asking.approving_line,
        wording.exactly,
        wording.rights,
        asking.sender,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def paper_form(asking: Asking) -> str:
    """Returns the form as plain text."""
    wording = asking.wording
    lines = [f"{_LINE}\n{named}" for named in (wording.signature, wording.printed_name, wording.place_and_date)]
    parts = [
        f"{wording.form} ({asking.release_id}, {asking.request.code})",
        _terms(asking),
        wording.text,
        "=" * SHEET_WIDTH + f"\n{asking.text}" + "=" * SHEET_WIDTH,
        f"{wording.fingerprint}: {' '.join(asking.words)}\n{wording.compare}",
        asking.consent,
        *[f"\n{line}" for line in lines],
        wording.rights,
    ]
    return "\n\n".join(parts) + "\n"


def paper_page(asking: Asking) -> str:
    """Returns the form as one HTML page to print; everything in it is escaped, nothing is loaded."""
    wording = asking.wording
    terms = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in _term_rows(asking))
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in asking.request.paragraphs)
    signed = (wording.signature, wording.printed_name, wording.place_and_date)
    lines = "".join(f'<div class="line">{escape(named)}</div>' for named in signed)
    return _PAGE.format(
        language=escape(asking.request.language),
        title=escape(wording.form),
        id=escape(f"{asking.release_id} · {asking.request.code}"),
        terms=terms,
        text=text,
        fingerprint=escape(wording.fingerprint),
        words=escape(" ".join(asking.words)),
        compare=escape(wording.compare),
        consent=escape(asking.consent),
        lines=lines,
        rights=escape(wording.rights),
    )


def printed_page(text: str, sheet: str, title: str) -> str:
    """Returns an exported text with its sheet as one HTML page to print; everything is escaped, nothing is loaded."""
    told = sheet.partition(HOW_TO_VERIFY)[0].strip()
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.rstrip("\n").split("\n\n"))
    return _PRINTED.format(title=escape(title), text=paragraphs, sheet=escape(told))


def withdrawal_letter(release: Release, on: date, sender: str) -> str:
    """Returns a letter that asks the recipient to stop using what was sent."""
    proposal = release.proposal
    days = ", ".join(dict.fromkeys(export.at.date().isoformat() for export in release.exports))
    digests = ", ".join(dict.fromkeys(export.text_sha256 for export in release.exports))
    return (
        f"{on.isoformat()}\n\nTo {proposal.recipient.shown}\n\n"
        f"On {days} you received a text for this purpose: {proposal.purpose}.\n"
        "The agreement to it has been taken back today. Please stop using the text, do not pass it on,\n"
        "and delete every copy that you have. Please tell whoever received it from you the same.\n\n"
        f"The text is the one whose SHA-256 is\n{digests}.\n\nPlease confirm this in writing.\n"
        + (f"\n{sender}\n" if sender else "")
    )


def answer_to_sponsor(recipient: Recipient, sender: str) -> str:
    """Returns what a sponsor is answered who asks for a report: hear it from the client; else, what a report takes."""
    return (
        f"To {recipient.shown}\n\n"
        "Thank you for asking. What is said in the sessions is confidential. I recommend that you ask your colleague\n"
        "directly: most have more to tell, and tell it better, than a report of mine could.\n\n"
        "If you would rather have a few lines in writing, I prepare them together with the person concerned. They\n"
        "leave only as that person has approved them, word by word; that takes a few days, and it may be that nothing\n"
        "is sent. "
        "What I can always confirm is what we agreed on at the start.\n" + (f"\n{sender}\n" if sender else "")
    )


def _term_rows(asking: Asking) -> list[tuple[str, str]]:
    wording, proposal = asking.wording, asking.request.proposal
    return [
        (wording.recipient, proposal.recipient.shown),
        (wording.purpose, proposal.purpose),
        (wording.expires, proposal.expires.isoformat()),
    ]


def _terms(asking: Asking) -> str:
    return "\n".join(f"{name}: {value}" for name, value in _term_rows(asking))


_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 12pt/1.5 Georgia, serif; color: #111; background: #fff }}
body {{ max-width: 42em; margin: 2em auto; padding: 0 1em }}
h1 {{ font-size: 1.4em; margin: 0 }}
.id, .hint {{ font-size: .85em; color: #444 }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em }}
dt {{ font-weight: bold }} dd {{ margin: 0 }}
.text {{ border: 1px solid #111; padding: .5em 1.2em; overflow-wrap: anywhere }}
.text p {{ white-space: pre-wrap }}
.words {{ display: block; font: bold 1.05em/1.6 ui-monospace, monospace }}
.line {{ border-top: 1px solid #111; margin-top: 3.2em; width: 22em; max-width: 100%; font-size: .85em }}
.sign {{ break-inside: avoid }}
@page {{ margin: 2cm }}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="id">{id}</p>
<dl>{terms}</dl>
<div class="text">{text}</div>
<p>{fingerprint}: <span class="words">{words}</span><span class="hint">{compare}</span></p>
<div class="sign">
<p>{consent}</p>
{lines}
</div>
<p class="hint">{rights}</p>
</body>
</html>
"""

_PRINTED = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 12pt/1.6 Georgia, serif; color: #111; background: #fff }}
body {{ max-width: 38em; margin: 2em auto; padding: 0 1em }}
p {{ white-space: pre-wrap; overflow-wrap: anywhere }}
pre {{ font: 9pt/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; color: #444 }}
pre {{ border-top: 1px solid #999; margin-top: 3em; padding-top: 1em; break-inside: avoid }}
@page {{ margin: 2.5cm }}
</style>
</head>
<body>
<main>{text}</main>
<pre>{sheet}</pre>
</body>
</html>
"""
