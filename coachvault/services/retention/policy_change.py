"""Another retention policy: what it would move, of every class, and setting it."""

from __future__ import annotations

from datetime import date

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.ids import Code
from coachvault.practice.register import Event
from coachvault.practice.retention import Policy, PolicyText, RecordClass, Rule
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.register import record
from coachvault.services.retention.due import DueItem, kept_records
from coachvault.services.retention.policy import Deciding, parse_policy, save_text
from coachvault.vault.snapshot import Snapshot

REGISTER_STAYS = (
    "The register is kept as long as the vault, no matter what a policy says: it accounts for what left and what was"
    " destroyed. Your text is kept as it is, and nothing follows from it."
)

UNKNOWN = "; what it moves cannot be told, since the policy before it could not be read"


class MovedDueDate(msgspec.Struct, frozen=True):
    """Something that would be due on another day.

    Args:
        record_class: What it is.
        subject: Which, by id: `E3`, `R7` or a client's code.
        client: Whose, by code.
        ended: The last day of its engagement; None where that was never ended, so that each note moves it on (R16).
        before: The day under the present policy; None for never.
        after: The day under the other one.
        rule: The rule that then applies.
    """

    record_class: RecordClass
    subject: str
    client: Code
    ended: date | None
    before: date | None
    after: date | None
    rule: Rule


class PolicyOutlook(msgspec.Struct, frozen=True):
    """The effects of another policy.

    Args:
        moved: What it moves.
        remarks: What it says and what nothing follows from.
        is_known: Whether the policy before it could be read, so that it is known what moves.
    """

    moved: list[MovedDueDate]
    remarks: list[str]
    is_known: bool = True


def preview_policy(opened: OpenVault, text: str) -> PolicyOutlook:
    """Returns what another policy would move.

    Raises:
        BadInput: It is not valid.
    """
    policy = parse_policy(text)
    with opened.vault.read() as snapshot:
        return _outlook(snapshot, policy)


def set_policy(opened: OpenVault, text: str) -> PolicyOutlook:
    """Takes another policy, word for word, records it, and returns what it moved.

    Raises:
        BadInput: It is not valid.
        Refused: A custodian asks (R6).
    """
    policy = parse_policy(text)
    with opened.vault.change("retention policy", opened.now()) as change:
        found = _outlook(change, policy)
        save_text(change, PolicyText(text, opened.now()))
        moves = [
            f"{each.record_class.value} of {each.subject} from {each.before or 'never'} to {each.after or 'never'}"
            for each in found.moved
        ]
        what = f"{len(policy.rules)} rules" + (
            f"; moves {', '.join(moves)}" if moves else "; moves nothing" if found.is_known else UNKNOWN
        )
        record(change, Event.POLICY_SET, "", "", opened.now(), what=what)
    return found


def _outlook(snapshot: Snapshot, policy: Policy) -> PolicyOutlook:
    after = {_thing(each): each for each in kept_records(snapshot, Deciding(snapshot, policy))}
    ends = any(each.record_class is RecordClass.REGISTER and not each.keep.for_ever for each in policy.rules)
    remarks = [REGISTER_STAYS] if ends else []
    try:
        before = Deciding(snapshot)
    except BadInput:
        return PolicyOutlook([], remarks, is_known=False)
    both = [(each, after[_thing(each)]) for each in kept_records(snapshot, before)]
    return PolicyOutlook([_moved(was, then) for was, then in both if was.decision.due != then.decision.due], remarks)


def _thing(item: DueItem) -> tuple[RecordClass, str]:
    return item.record_class, item.subject


def _moved(was: DueItem, then: DueItem) -> MovedDueDate:
    decision = then.decision
    return MovedDueDate(
        was.record_class, was.subject, was.client, then.ended, was.decision.due, decision.due, decision.rule
    )
