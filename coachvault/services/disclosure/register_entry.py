"""What the register says of a disclosure: enough to account for it by itself, and never the text."""

from __future__ import annotations

from coachvault.practice.disclosure import Disclosed, DisclosurePlace, Ground, RecipientKind
from coachvault.practice.register import Event, RegisterEntry


def entry_of(place: DisclosurePlace, made: Disclosed, named: tuple[str, ...]) -> RegisterEntry:
    """Returns the entry about a disclosure: when, to whom, what, on what ground, with what evidence.

    Args:
        place: Where it is.
        made: What was disclosed.
        named: By what the text says who the client is; nothing where it does not.
    """
    ground = made.ground
    how = f"said on {ground.said_at.replace('T', ' ')}" if made.spoken else "written"
    needs = ", ".join(_line(each.needed_because) for each in ground.passages)
    said_by_client = _line(ground.client_told)
    parts = [
        f"{how}, {len(ground.text.split())} words",
        f"needed for: {needs}" if needs else "",
        _naming(ground, named),
        f"advice: {_line(ground.advice) or 'none'}",
        f"told or asked beforehand: {said_by_client}" if said_by_client else "the client was not asked beforehand",
        _letter(ground),
    ]
    return RegisterEntry(
        event=Event.DISCLOSED,
        at=made.at,
        client=place.client,
        subject=place.id,
        why=_line(ground.danger),
        to=f"{ground.recipient} ({ground.kind.value})",
        what="; ".join(filter(None, parts)),
        sha256=made.text_sha256,
        evidence=_line(ground.evidence),
    )


def _naming(ground: Ground, named: tuple[str, ...]) -> str:
    why = _line(ground.name_needed_because)
    if not named and not why:
        return "under a pseudonym"
    by = f" ({', '.join(named)})" if named else ""
    urgent = "emergency services" if ground.kind is RecipientKind.EMERGENCY else ""
    return f"with the name{by}: {why or urgent}"


def _letter(ground: Ground) -> str:
    if ground.letter_due is None:
        return "the client is told at once"
    return f"the letter waits until {ground.letter_due}: {_line(ground.letter_delayed_because)}"


def _line(text: str) -> str:
    return " ".join(text.split())
