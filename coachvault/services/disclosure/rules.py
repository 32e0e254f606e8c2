"""What a disclosure has to rest on, as far as it takes the vault to know: names, earlier ones, the clock (rule R11)."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.disclosure import Ground, RecipientKind
from coachvault.practice.ids import Code
from coachvault.practice.linter import Finding
from coachvault.practice.pseudonym import names_in, says_who
from coachvault.practice.signoff import AcceptedWarning
from coachvault.services.core.dates import moment_now, parse_when
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import disclosures, roster
from coachvault.services.releases import linting
from coachvault.vault.snapshot import Snapshot

_GATE = linting.Gate(
    "Nothing leaves",
    "Another wording is best: a disclosure about two people takes two disclosures",
    "Without --keep, the warnings are shown.",
)


class AcceptedFindings(msgspec.Struct, frozen=True):
    """Warnings that are left as they are.

    Args:
        findings: Their ids.
        reason: Why.
    """

    findings: tuple[str, ...] = ()
    reason: str = ""


def require_allowed(snapshot: Snapshot, opened: OpenVault, code: Code, ground: Ground) -> None:
    """Makes sure that a disclosure rests on enough; raises as `disclose.check` does, but for other clients' names."""
    ground.require_enough(opened.now().date())
    if ground.said_at:
        require_past(opened, ground.said_at)
    _require_new(snapshot, code, ground)
    named = says_who(ground.text, roster.client(snapshot, code))
    if named and ground.kind is not RecipientKind.EMERGENCY and not ground.name_needed_because.strip():
        raise Refused(
            f"The text names the client ({', '.join(named)}), and a disclosure goes under a pseudonym unless the name"
            " is needed.",
            'Say "the client" instead, or add name_needed_because = "...".',
        )


def _require_new(snapshot: Snapshot, code: Code, ground: Ground) -> None:
    for place, before in disclosures.made_about(snapshot, code):
        if before.ground.repeats(ground):
            raise Refused(
                f"{place.id} was made on this ground, to this recipient; another takes a ground of its own.",
                "Say in `danger` or `evidence` what is new.",
            )


def accepted_names(
    snapshot: Snapshot, code: Code, text: str, keep: AcceptedFindings | None
) -> tuple[AcceptedWarning, ...]:
    """Returns the warnings about other clients' names that are left as they are; raises as `linting.kept_of` does."""
    chosen = keep or AcceptedFindings()
    return linting.kept_of(_findings(snapshot, code, text), {}, chosen.findings, chosen.reason, _GATE)


def _findings(snapshot: Snapshot, code: Code, text: str) -> list[Finding]:
    return names_in(text, roster.client(snapshot, code), disclosures.other_clients(snapshot, code))


def with_moment(opened: OpenVault, ground: Ground, *, spoken: bool) -> Ground:
    """Returns a ground with the moment at which it was said; a file has none.

    Raises:
        BadInput: It is given for a file, or is no date.
    """
    if not spoken:
        if ground.said_at:
            raise BadInput("`said_at` is when it was said; a file has no such moment.", "Add --spoken.")
        return ground
    said = parse_when(ground.said_at, opened.clock) if ground.said_at else moment_now(opened.clock)
    return msgspec.structs.replace(ground, said_at=said)


def require_past(opened: OpenVault, given_day: str) -> None:
    """Makes sure that a day or a moment is not to come.

    Raises:
        BadInput: It is, or it is no date.
    """
    said = parse_when(given_day, opened.clock)
    is_day = len(said) == len("2026-01-31")
    later = date.fromisoformat(said) > opened.now().date() if is_day else datetime.fromisoformat(said) > opened.now()
    if later:
        raise BadInput("That is still to come; what was said was said before now.", "said_at")


def lint_disclosure(opened: OpenVault, given_code: str, text: str) -> list[Finding]:
    """Returns where a text names another client; it stops there until that is kept with a reason."""
    with opened.vault.read() as snapshot:
        return _findings(snapshot, disclosures.client_of(snapshot, given_code), text)


def require_new(opened: OpenVault, given_code: str, ground: Ground) -> None:
    """Makes sure that a ground is no second use of an earlier one.

    Raises:
        NotFound: Nobody has that code.
        Refused: Danger, evidence and recipient are those of a disclosure that was made.
    """
    with opened.vault.read() as snapshot:
        _require_new(snapshot, disclosures.client_of(snapshot, given_code), ground)
