"""Until when something is kept, and what the day says of what is due and of disclosures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.disclosure import DisclosurePlace
from coachvault.practice.retention import Decision

if TYPE_CHECKING:
    from coachvault.services.retention.due import Due

_SHOWN = 6


def kept_until(decision: Decision) -> str:
    """Until when something is kept, by which rule and why."""
    until = f"kept until {decision.due}" if decision.due else "kept for ever"
    remark = f" ({decision.remark})" if decision.remark else ""
    return f"{until}: {decision.rule}, because: {decision.rule.because}{remark}"


def day_lines(value: Due) -> list[str]:
    """What the day says of it: what is due, which holds are to be reviewed, and whether the clock cannot be trusted."""
    lines = [f"  {value.clock}"] if value.clock else []
    if value.items:
        free = [each for each in value.items if not each.hold]
        held = len(value.items) - len(free)
        message = ", ".join(f"{each.subject} ({each.record_class.value})" for each in free[:_SHOWN])
        more = f" and {len(free) - _SHOWN} more" if len(free) > _SHOWN else ""
        parts = [f"Due for review: {message}{more}" if free else "", f"{held} due but held" if held else ""]
        lines.append(f"  {'; '.join(filter(None, parts))}. `coachvault retention review` leads through it.")
    lines += [
        f"  The hold on E{each.engagement} has been due for review since {each.review}." for each in value.reviews
    ]
    return lines


def disclosure_lines(places: list[DisclosurePlace]) -> list[str]:
    """What the day says of disclosures: what has still to be written down, and who has still to be notified."""
    lines = [
        f"  {place.id} with {place.client} was begun on {place.begun_at:%Y-%m-%d %H:%M}: write it down today,"
        f" `coachvault disclose {place.id}`; or, if nothing was disclosed, `--nothing`."
        for place in places
        if place.is_begun
    ]
    lines += [
        f"  {place.client} has still to be notified of {place.id}: `coachvault disclose {place.id} --letter FILE`."
        for place in places
        if place.owes_letter
    ]
    return lines


def no_quorum(readers: int) -> str:
    """What is to be done about readers who cannot open anything together."""
    who = f"{readers} readers, but no quorum" if readers > 1 else "One reader, and no quorum"
    step = "quorum 2" if readers > 1 else "add CODE --role reader"
    return f"{who}: nobody can open notes together. `coachvault custodian {step}`"
