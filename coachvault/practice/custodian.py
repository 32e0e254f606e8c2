"""Custodians: who steps in when the coach stops, falls ill or dies, and what they find then (rule R10)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.ids import Code
from coachvault.practice.text import require_line, require_text

_LONGEST = 2_000
_LONGEST_MESSAGE = 20_000
_PUBLIC_BYTES = 32


class CustodianRole(StrEnum):
    """What a custodian may do.

    An executor sees the roster and what is due, destroys it and certifies it, and reads no note. A reader opens sealed
    notes together with others, for a reason, and alone nothing.
    """

    EXECUTOR = "executor"
    READER = "reader"


class Custodian(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A custodian, as the roster knows one.

    Args:
        code: The neutral word by which the custodian is addressed.
        role: What the custodian may do.
        public: The public key behind the words on paper; 32 bytes.
        added_on: Since when.
        tested_on: When the words were last tried; None where they never were.
        name: The custodian's name; may be empty.
        phone: Where the custodian is called.
        email: The custodian's address.
        remark: Anything else, such as how they know each other.
        language: The language of what the custodian reads, as in `en`.
    """

    code: Code
    role: CustodianRole
    public: bytes
    added_on: date
    tested_on: date | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    remark: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        if len(self.public) != _PUBLIC_BYTES:
            raise BadInput("A custodian's public key has 32 bytes.")
        require_line(self.name, self.phone, self.email, self.language, longest=_LONGEST)
        require_text(self.remark, longest=_LONGEST)


class Adviser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody whom the coach asks before anything is disclosed (rule R11).

    Args:
        role: What they are, as `supervisor`, `insurer` or `professional body`.
        name: Their name.
        phone: Where they are called.
    """

    role: str
    name: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        require_line(self.role, self.name, self.phone, longest=_LONGEST)

    @property
    def shown(self) -> str:
        """Role, name and number in one line."""
        return ", ".join(filter(None, (self.role, self.name, self.phone)))


class Handbook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What custodians have to know besides the records; kept in the roster, and printed on their sheets.

    Args:
        laptop: Where the laptop is, and how it starts.
        backups: Where the backups are.
        helper: Who helps with the computer, with a number.
        call: Whom to call first: insurer, professional body, supervisor, lawyer.
        message: What clients read when the coach cannot write; `{name}` stands for the client's name.
        remark: Anything else.
        advisers: Whom the coach asks before a disclosure; `disclose` goes through them.
    """

    laptop: str = ""
    backups: str = ""
    helper: str = ""
    call: str = ""
    message: str = ""
    remark: str = ""
    advisers: tuple[Adviser, ...] = ()

    def __post_init__(self) -> None:
        require_text(self.laptop, self.backups, self.helper, self.call, self.remark, longest=_LONGEST)
        require_text(self.message, longest=_LONGEST_MESSAGE)


OLD_AFTER_DAYS = 365
"""After so many days without a rehearsal, `status` reminds of one."""
