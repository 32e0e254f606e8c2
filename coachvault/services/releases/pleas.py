"""What can be sent on to a client whose answer cannot count: one sentence that says what to do, in their language."""

from __future__ import annotations

from coachvault.practice.signoff import Request, SignoffMethod
from coachvault.signoff.approval import CHANGED, MAY_BE_HIDDEN, TOO_MUCH
from coachvault.texts.languages import language_of


def plea_of(request: Request) -> str:
    """Returns the sentence that asks to answer a request once more, by the method by which it was asked."""
    language = language_of(request.language)
    match request.road:
        case SignoffMethod.PAPER:
            return language.anew.scan
        case SignoffMethod.PAGE | SignoffMethod.ROOM:
            return language.anew.page
        case SignoffMethod.KEY:
            return language.anew.signature
    return language.mail.once_more.format(line=_line(request))


def plea_after(request: Request, refusal: str, *, is_on_top: bool) -> str:
    """Returns the sentence after a mail that was refused.

    Args:
        request: What it answers.
        refusal: Why it was refused (`signoff.approval`).
        is_on_top: Whether its line that approves comes first, so that all else can be deleted below it.
    """
    texts = language_of(request.language).mail
    sentence = texts.in_plain_text if refusal == MAY_BE_HIDDEN else texts.once_more
    if refusal in (CHANGED, TOO_MUCH) and is_on_top:
        sentence = texts.delete_below
    return sentence.format(line=_line(request))


def other_form(request: Request) -> str:
    """Returns the sentence that asks to sign the form of the present text."""
    return language_of(request.language).anew.form


def _line(request: Request) -> str:
    return f"{language_of(request.language).request.approve} {request.code}"
