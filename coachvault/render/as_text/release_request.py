"""What a person reads before and after somebody is asked for a sign-off."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING

from coachvault.practice.release import Release

if TYPE_CHECKING:
    from coachvault.practice.signoff import SignoffMethod
    from coachvault.services.releases.requests import Asked, RequestPreview

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}


def language_name(code: str) -> str:
    """What the coach's terminal calls a language; its code where it has no name here."""
    return _LANGUAGES.get(code, code)


def before_asking(seen: RequestPreview, road: SignoffMethod) -> str:
    """What a party will read besides the text, and where it goes, before the request is made."""
    language = language_name(seen.language)
    where = f", at {seen.mailbox.address}" if seen.mailbox.address else ""
    said = f"“{seen.consent}”" if seen.consent else "one line, which approves, with the code of this text"
    verb = "signs" if seen.consent else "answers with"
    unknown = [not_compared(seen.mailbox.unknown)] if seen.mailbox.unknown else []
    return "\n".join(
        ["", f"{seen.party} is asked by {road.value} in {language}{where}, and {verb}:", said, *unknown, ""]
    )


def not_compared(sponsors: Iterable[str]) -> str:
    """The sentence if it is not known whose mailbox it is."""
    return (
        f"No mail address of {', '.join(sponsors)} is known: whether the client's mailbox is the sponsor's could not be"
        " compared."
    )


def shared_mailbox(seen: RequestPreview) -> str:
    """The sentence if the sponsor may read the client's mail."""
    return (
        f"\n{seen.mailbox.address} is in the domain of {', '.join(seen.mailbox.sponsors)}: the sponsor may read that"
        " mail."
    )


def signs_too(value: Release, code: str) -> str:
    """The sentence after somebody else became a party."""
    return (
        f"{value.id} is proposed anew, as version {value.proposal.version}: {code} signs, too, and is asked after"
        f" {value.place.client}; earlier sign-offs are void."
    )


def advice(asked: Asked, message: str) -> str:
    """What the coach does next, after a request was made."""
    made = asked.request
    sheet = PurePath(made.path).name or f"{asked.release.id}.sheet.txt"
    return message.format(release=asked.release.id, code=made.opening.code if made.opening else "", sheet=sheet)
