"""Retention as people read it: what is due, what a change of the policy moves, what would be destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coachvault.practice.backup import GoneBy
from coachvault.practice.certificate import Copy
from coachvault.practice.retention import Hold
from coachvault.render.as_text.day_notices import kept_until
from coachvault.render.as_text.layout import fields, table

if TYPE_CHECKING:
    from rich.table import Table

    from coachvault.services.destruction.plan import Plan
    from coachvault.services.retention.due import Due, DueItem
    from coachvault.services.retention.policy_change import PolicyOutlook


def due(value: Due, today: date) -> Table | str:
    """What is due, the longest first."""
    if not value.items:
        return "Nothing is due."
    rows = [
        (each.subject, each.client, each.record_class.value, _since(each, today), str(each.decision.rule))
        for each in value.items
    ]
    return table(("id", "client", "records", "due", "rule"), rows)


def schedule(values: list[DueItem], today: date) -> str:
    """Everything that is kept for a time, with the day on which it is due."""
    lines = [
        f"{each.subject:<10} {each.client:<14} {each.record_class.value:<9} {_since(each, today)}" for each in values
    ]
    return "\n".join(lines) or "Nothing is kept."


def moved(value: PolicyOutlook) -> str:
    """What a change of the policy moves, from when to when."""
    lines = [
        f"  {each.subject:<10} {each.client:<14} {each.record_class.value:<9} from {each.before or 'never'} to"
        f" {each.after or 'never'}{'' if each.ended else ', if no note is added'}  ({each.rule})"
        for each in value.moved
    ]
    nothing = (
        "It moves nothing." if value.is_known else "What it moves is not known: the previous policy cannot be read."
    )
    return "\n".join([*(["It moves:", *lines] if lines else [nothing]), *value.remarks])


def plan(value: Plan) -> str:
    """Exactly what would be destroyed."""
    item = value.item
    reach = [f"{line.backup.id} ({'can be reached' if line.is_there else 'not there now'})" for line in value.copies]
    pairs = [
        ("to be destroyed", f"{item.record_class.value} of {item.subject}, client {item.client}"),
        ("inclusive dates", f"{value.first_day} to {value.last_day}"),
        ("quantity", value.quantity),
        ("method", value.method.value),
        ("rule", kept_until(item.decision)),
        ("known copies", ", ".join(reach) or "none"),
        *(("still readable", path) for path in value.files),
    ]
    return f"{fields(pairs)}\n{value.stays}"


def hold(value: Hold) -> str:
    """A hold in a line."""
    review = f", to be reviewed on {value.review}" if value.review else ""
    lifted = f"; lifted on {value.lifted_at:%Y-%m-%d}: {value.lifted_because}" if value.lifted_at else ""
    return f"E{value.engagement}  held since {value.at:%Y-%m-%d}{review}: {value.reason}{lifted}"


def _since(each: DueItem, today: date) -> str:
    day = each.decision.due.isoformat() if each.decision.due else "for ever"
    if each.hold:
        return f"{day}, held"
    return day + (", overdue" if each.decision.is_overdue(today) else "")


def _iso(day: date) -> str:
    return f"{day:%Y-%m-%d}"


def copy_line(copy: Copy, day: Callable[[date], str] = _iso) -> str:
    """Returns what has become of a known copy.

    Args:
        copy: The copy.
        day: How a day is written; as 2026-11-23 when left out.
    """
    made = f"made {day(copy.made_at)}"
    what = "the vault that this copy was made from" if copy.is_origin else made if copy.path else copy.where
    named = f"{copy.id}, {what}"
    if copy.cleaned_at:
        return f"{named}: cleaned on {day(copy.cleaned_at)}"
    if copy.gone_at and copy.gone_by is GoneBy.PROGRAM and not copy.path:
        return f"{named}: replaced by this vault, as was seen on {day(copy.gone_at)}"
    if copy.gone_at and copy.gone_by is GoneBy.PROGRAM:
        return f"{named}: deleted on {day(copy.gone_at)}"
    if copy.gone_at:
        return f"{named}: declared gone by the coach on {day(copy.gone_at)}"
    return f"{named}, still contains it ({copy.why}): {copy.where}"
