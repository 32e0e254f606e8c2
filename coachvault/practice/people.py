"""The people of a practice: the coach's own profile, clients, sponsors, and how to reach them."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.dates import DateOrder
from coachvault.practice.ids import Code
from coachvault.practice.signoff import SignoffMethod
from coachvault.practice.text import require_line, require_text
from coachvault.texts.mail_providers import PUBLIC_MAIL

_LONGEST = 2_000
_LONGEST_PATH = 4096


class Role(StrEnum):
    """What the person who keeps the vault calls the work."""

    COACH = "coach"
    MENTOR = "mentor"


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The practice itself.

    Args:
        name: As letters print it; may be empty.
        role: Coach or mentor.
        recovery_tested: Whether recovery words were asked back at set-up.
        backup_folder: Where a copy is made whenever the vault is locked; empty for none.
        watch_words: The coach's own words to look out for in proposals, by category (`texts.watch_words`).
        date_order: How the coach writes 3/4/2026; None where that was not said.
    """

    name: str = ""
    role: Role = Role.COACH
    recovery_tested: bool = False
    backup_folder: str = ""
    watch_words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    date_order: DateOrder | None = None

    def __post_init__(self) -> None:
        require_line(self.name, longest=_LONGEST)
        require_line(self.backup_folder, longest=_LONGEST_PATH)


class EmergencyContact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to call when the client is in danger."""

    name: str = ""
    phone: str = ""
    relation: str = ""

    def __post_init__(self) -> None:
        require_line(self.name, self.phone, self.relation, longest=_LONGEST)


class SigningKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A public key of a client, known before anything is signed with it (rule R3).

    Args:
        line: The key in the one line of its program: minisign's base64, or `ssh-ed25519 ...`.
        fingerprint: As its program shows it.
        added_at: When the coach took it; it counts for requests made later.
    """

    line: str
    fingerprint: str
    added_at: datetime


class Client(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person who is coached.

    Args:
        code: The neutral word by which the client is addressed everywhere outside the vault.
        name: The client's name; may be empty.
        email: Where ordinary mail goes; it may be the sponsor's mailbox.
        phone: Where the client is called.
        address: A postal address.
        private_channel: The address or number for sign-offs, outside the sponsor's reach (rule R15).
        emergency_contact: Whom to call when the client is in danger.
        language: The client's language, as in `en`.
        remark: Anything else that is needed to reach the client.
        keys: Public keys with which the client signs; most have none.
        road: The road by which the client signs, once that is known.
        born: The birth date, where a keeping period runs from it.
    """

    code: Code
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    private_channel: str = ""
    emergency_contact: EmergencyContact = msgspec.field(default_factory=EmergencyContact)
    language: str = "en"
    remark: str = ""
    keys: tuple[SigningKey, ...] = ()
    road: SignoffMethod | None = None
    born: date | None = None

    def __post_init__(self) -> None:
        require_line(self.name, self.email, self.phone, self.private_channel, self.language, longest=_LONGEST)
        require_text(self.address, self.remark, longest=_LONGEST)
        require_mail_address(self.email)


class Sponsor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who pays, agrees objectives and may ask for a report.

    Args:
        code: The neutral word by which the sponsor is addressed.
        name: The person.
        organisation: The organisation.
        email: The person's address; its domain is the sponsor's (rule R15).
        phone: Where the person is called.
        address: A postal address.
        remark: Anything else.
        language: The language of what the sponsor reads, as in `en`.
    """

    code: Code
    name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    remark: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        require_line(self.name, self.organisation, self.email, self.phone, self.language, longest=_LONGEST)
        require_text(self.address, self.remark, longest=_LONGEST)
        require_mail_address(self.email)


def lies_with(address: str, sponsor: Sponsor) -> bool:
    """Returns whether a mail address lies in the sponsor's domain, in a part of it, or in what it is a part of (R15).

    A public mail provider's domain is not the sponsor's: there, only the sponsor's own address is.
    """
    return any(_lies_in(ours, theirs) for ours in _mailboxes(address) for theirs in _mailboxes(sponsor.email))


def is_same_house(one: Sponsor, other: Sponsor) -> bool:
    """Returns whether two sponsors are of one organisation, by its name or by a mail domain of its own."""
    if one.code == other.code:
        return True
    names = {_plain(each.organisation) for each in (one, other)}
    return (len(names) == 1 and names != {""}) or lies_with(one.email, other)


def _plain(organisation: str) -> str:
    return " ".join("".join(mark if mark.isalnum() else " " for mark in organisation.casefold()).split())


def has_mail_address(text: str) -> bool:
    """Returns whether a text contains a mail address."""
    return bool(_mailboxes(text))


def _mailboxes(text: str) -> list[tuple[str, str]]:
    """Returns what is before and after the `@` of every mail address in a text, whatever surrounds it."""
    visible = "".join(mark for mark in text.casefold() if mark.isprintable())
    found = re.findall(r"([^\s@,;:<>()\"']*)@([\w.-]+)", visible)
    return [(name, domain.strip(".-")) for name, domain in found if domain.strip(".-")]


def _lies_in(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    (_, our_domain), (_, their_domain) = ours, theirs
    if PUBLIC_MAIL & {our_domain, their_domain}:
        return ours == theirs
    return (
        our_domain == their_domain or our_domain.endswith(f".{their_domain}") or their_domain.endswith(f".{our_domain}")
    )


def require_mail_address(text: str) -> None:
    """Makes sure that a text is a mail address or empty.

    Raises:
        BadInput: It is neither.
    """
    if text and ("@" not in text.strip("@") or any(mark.isspace() for mark in text)):
        raise BadInput("A mail address looks like name@example.org.")
