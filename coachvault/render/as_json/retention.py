"""Retention as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.practice.certificate import Certificate
from coachvault.practice.retention import Decision, Hold, Policy, RecordClass, Rule

if TYPE_CHECKING:
    from pathlib import Path

    from coachvault.services.client_rights.erasure import Outcome
    from coachvault.services.destruction.plan import Plan
    from coachvault.services.retention.due import Due, DueItem
    from coachvault.services.retention.policy_change import MovedDueDate

Json = dict[str, Any]


def due(value: Due) -> Json:
    """What is due: engagements by their notes' rule, and everything else beside."""
    return {
        "due": [_due_notes(each) for each in value.notes],
        "others": [_due_other(each) for each in value.others],
        "holds_to_review": [hold(each) for each in value.reviews],
        "clock": value.clock or None,
    }


def decision(value: Decision) -> Json:
    """Until when something is kept, and by which rule."""
    return {
        "due": value.due.isoformat() if value.due else None,
        "rule": str(value.rule),
        "because": value.rule.because,
        "counted_from": value.counted_from.isoformat(),
        "remark": value.remark or None,
    }


def hold(value: Hold) -> Json:
    """A hold."""
    plain: Json = msgspec.to_builtins(value)
    return plain | {"engagement": f"E{value.engagement}"}


def policy(value: Policy) -> list[Json]:
    """The rules, as they are understood."""
    return [_rule(rule) for rule in value.rules]


def moved(values: list[MovedDueDate]) -> list[Json]:
    """What a change of the policy moves."""
    return [
        {
            "subject": each.subject,
            "class": each.record_class.value,
            "engagement": each.subject if each.record_class is RecordClass.NOTES else None,
            "client": each.client,
            "ended": each.ended.isoformat() if each.ended else None,
            "before": each.before.isoformat() if each.before else None,
            "after": each.after.isoformat() if each.after else None,
            "rule": str(each.rule),
        }
        for each in values
    ]


def certificate(value: Certificate) -> Json:
    """A certificate of destruction, with the two states that there are."""
    plain: Json = msgspec.to_builtins(value)
    copies = [
        {"id": copy.id, **{name: each for name, each in msgspec.to_builtins(copy).items() if name != "backup"}}
        | {"left": copy.is_left}
        for copy in value.copies
    ]
    here = [each.hex() for each in value.compartments]
    return plain | {"state": value.state, "copies": copies, "compartments": here}


def plan(value: Plan) -> Json:
    """What would be destroyed."""
    return {
        "subject": value.item.subject,
        "client": value.item.client,
        "series": value.item.record_class.value,
        "first_day": value.first_day.isoformat(),
        "last_day": value.last_day.isoformat(),
        "quantity": value.quantity,
        "method": value.method.value,
        **decision(value.item.decision),
    }


def erased(value: Outcome, letter: Path | None) -> Json:
    """What was erased at a client's request, and what stays."""
    return {
        "client": value.scope.client.code,
        "certificates": [certificate(each) for each in value.certificates],
        "releases_kept": [each.id for each in value.scope.releases_kept],
        "mentions": value.scope.mentions,
        "sealed_not_looked_at": value.scope.sealed,
        "files": value.scope.files,
        "letter": value.letter,
        "letter_path": str(letter.absolute()) if letter else None,
    }


def _due_notes(each: DueItem) -> Json:
    return {
        "engagement": each.subject,
        "client": each.client,
        "ended": each.ended.isoformat() if each.ended else None,
        "due": each.decision.due.isoformat() if each.decision.due else None,
        "rule": str(each.decision.rule),
        "because": each.decision.rule.because,
        "held": each.hold is not None,
    }


def _due_other(each: DueItem) -> Json:
    return {"subject": each.subject, "class": each.record_class.value, **_due_notes(each), "engagement": None}


def _rule(rule: Rule) -> Json:
    named = {name: getattr(rule, name) for name in ("client", "sponsor", "tag", "kind") if getattr(rule, name)}
    keep = {"class": rule.record_class.value, "keep": str(rule.keep), "from": rule.basis.value}
    return keep | {"because": rule.because, "when": named}
