"""The HTML of a mail: every line of it, and what it says as a whole answer.

Promised besides: two readings are the same; a paragraph before or behind all else is shown; nothing approves without
the code of the request.
"""

from __future__ import annotations

from datetime import UTC, datetime

from coachvault.mails.html_lines import html_lines
from coachvault.mails.mail import LARGEST_HTML_CHARACTERS, MailForm, MailReply
from coachvault.signoff.approval import judge
from tests.fuzz.judging import is_looked_at_again, require
from tests.fuzz.targets.mail import require_approved
from tests.unit.signoff.mails import ADDRESS, NAME, REQUEST

SENT = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
WISH = "xylophones"


def look(data: bytes) -> str:
    markup = data.decode(errors="replace")[:LARGEST_HTML_CHARACTERS]
    lines = html_lines(markup)
    if is_looked_at_again(data):
        require(html_lines(markup) == lines, "a page is read in one way")
        require_shown(markup)
    reply = MailReply(ADDRESS, SENT, (MailForm(tuple(lines), is_html=True),))
    verdict = judge(reply, REQUEST, (REQUEST.sent,), NAME)
    if not verdict.refusal:
        require_approved(reply)
    return "\n".join([verdict.refusal or "approves", *(f"{each.place}: {each.text}" for each in lines)])


def require_shown(markup: str) -> None:
    """Makes sure that a paragraph before or behind a page is shown, but for one that a style sheet has taken in."""
    said = f"<p>{WISH}</p>"
    for changed in (said + markup, *([] if "<style" in markup.lower() else [markup + said])):
        require(any(WISH in line.text for line in html_lines(changed)), "a paragraph around a page is shown")
