"""How a party is reached: by which road, at which address, in which language, and whose mailbox that is (R15)."""

from __future__ import annotations

import re

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.ids import Code
from coachvault.practice.people import Client, Sponsor, has_mail_address, lies_with
from coachvault.practice.register import parse_reason
from coachvault.practice.release import Release
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import edit_client
from coachvault.services.records import roster
from coachvault.texts.languages import LANGUAGES
from coachvault.vault.snapshot import Snapshot

_MAIL_ADDRESS = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>()]+")


class Mailbox(msgspec.Struct, frozen=True):
    """Where a request goes, and whether a sponsor may read it there.

    Args:
        address: The address or number; empty where none is known or needed.
        sponsors: The sponsors in whose domain it lies.
        unknown: The sponsors of whom no mail address is known, so that it could not be compared.
    """

    address: str
    sponsors: tuple[Code, ...] = ()
    unknown: tuple[Code, ...] = ()

    def require_private(self, reason: str) -> str:
        """Returns the reason why a mailbox of the sponsor's is used; nothing where it is not one.

        Raises:
            Refused: It is one, and no reason is given.
        """
        if not self.sponsors:
            return ""
        if not reason.strip():
            raise Refused(
                "The client's address lies in the sponsor's domain: the sponsor may read that mail.",
                "Give the client a private channel (`coachvault client edit`), take --by paper, or give --reason.",
            )
        return parse_reason(reason, "Why is a mailbox used that the sponsor may read? That is recorded.")


def usual_road(opened: OpenVault, party: str) -> SignoffMethod | None:
    """Returns the road that fits a party; None for a sponsor, and where that is not known yet.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        person = roster.person(snapshot, roster.person_code(snapshot, party))
    return person.road if isinstance(person, Client) else None


def is_client(opened: OpenVault, party: str) -> bool:
    """Returns whether a party is a client; raises as `usual_road` does."""
    with opened.vault.read() as snapshot:
        return isinstance(roster.person(snapshot, roster.person_code(snapshot, party)), Client)


def save_method(opened: OpenVault, client: str, road: SignoffMethod) -> None:
    """Keeps the road that fits a client; raises as `usual_road` does."""
    edit_client(opened, client, {"road": road.value})


def save_private_address(opened: OpenVault, client: str, address: str) -> None:
    """Keeps a mail address of a client's own for sign-offs (R15).

    Raises:
        NotFound: Nobody has that code.
        BadInput: It is no mail address.
    """
    require_private_address(address)
    edit_client(opened, client, {"private_channel": address})


def require_private_address(address: str) -> None:
    """Makes sure that a text is a mail address.

    Raises:
        BadInput: It is not.
    """
    if not _MAIL_ADDRESS.fullmatch(address):
        raise BadInput("A mail address looks like name@example.org.")


def mailbox_of(snapshot: Snapshot, release: Release, person: Client | Sponsor, road: SignoffMethod) -> Mailbox:
    """Returns where a party is asked by a road, and which sponsors may read it there."""
    address = _address(person, road)
    if isinstance(person, Sponsor) or not has_mail_address(address):
        return Mailbox(address)
    paid_by = {kept.engagement.sponsor for kept in roster.engagements(snapshot, person.code)}
    codes = {release.proposal.recipient.code, *paid_by} - {None}
    sponsors = [roster.sponsor(snapshot, Code(code)) for code in sorted(map(str, codes))]
    return Mailbox(
        address,
        tuple(each.code for each in sponsors if lies_with(address, each)),
        tuple(each.code for each in sponsors if not has_mail_address(each.email)),
    )


def language_of(person: Client | Sponsor, given: str = "") -> str:
    """Returns the language in which a party is asked: the one that is given, the party's own, or English.

    Raises:
        BadInput: There is no wording in the one that is given.
    """
    if given and given not in LANGUAGES:
        raise BadInput("There is no wording in that language.", f"--language takes {', '.join(LANGUAGES)}.")
    return given or (person.language if person.language in LANGUAGES else "en")


def _address(person: Client | Sponsor, road: SignoffMethod) -> str:
    private = person.private_channel if isinstance(person, Client) else ""
    if road in (SignoffMethod.EMAIL, SignoffMethod.PAGE, SignoffMethod.KEY):
        return private if _MAIL_ADDRESS.fullmatch(private) else person.email
    if road in (SignoffMethod.PAPER, SignoffMethod.ROOM):
        return ""
    return private or person.phone
