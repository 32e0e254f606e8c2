"""A mail that asks for a sign-off, as a file that a mail program opens as a draft, ready to be sent."""

from __future__ import annotations

from coachvault.signoff.letters import Asking, mail

SUFFIX = ".eml"


def mail_draft(asking: Asking) -> str:
    """Returns the mail of a request as an unsent message: the same receiver, subject and lines, and nothing else.

    `X-Unsent: 1` lets Outlook open it for writing, the type of a draft Apple Mail; there is neither a sender nor a
    date, which the program adds. Lines end with CR and LF, and all bytes are ASCII.
    """
    from email import policy  # loaded only where a draft is written
    from email.message import EmailMessage

    head, _, text = mail(asking).partition("\n\n")
    subject = head.partition("\nSubject: ")[2]
    draft = EmailMessage(policy.SMTP)
    if asking.request.sent_to:
        draft["To"] = asking.request.sent_to
    draft["Subject"] = subject
    draft["X-Unsent"] = "1"
    draft["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"
    draft.set_content(text, cte="quoted-printable")
    return draft.as_bytes().decode("ascii")
