"""A change of the policy is shown before, and recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.retention import due, policy, policy_change
from coachvault.texts.policy import DEFAULT_POLICY
from tests.fakes import filled_practice

MINE = """\
# mine, with a remark
[retention.notes]
keep = "1 year"
because = "agreed"

[[retention.rule]]
class = "notes"
when = { client = "linden" }
keep = "for ever"
because = "a court asked"
"""


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path / "practice").open()


def test_what_the_coach_wrote_is_kept_word_for_word(opened: OpenVault) -> None:
    policy_change.set_policy(opened, MINE)
    assert policy.show_policy(opened).text == MINE
    assert not policy.show_policy(opened).is_default


def test_a_change_is_shown_before_and_recorded(opened: OpenVault) -> None:
    before = policy.show_policy(opened).text
    shown = policy_change.preview_policy(opened, MINE)
    assert policy.show_policy(opened).text == before, "a preview changes nothing"
    assert [(each.record_class, each.subject, each.ended, each.before, each.after) for each in shown.moved] == [
        (RecordClass.NOTES, "E1", None, date(2033, 11, 23), date(2027, 11, 23)),
        (RecordClass.HOURS, "E1", None, None, date(2027, 11, 23)),
        (RecordClass.NOTES, "E2", None, date(2033, 11, 23), date(2027, 11, 23)),
        (RecordClass.NOTES, "E3", date(2025, 12, 31), date(2032, 12, 31), None),
        (RecordClass.CONTACTS, "linden", date(2025, 12, 31), date(2032, 12, 31), None),
    ]
    assert shown.remarks == []
    assert policy_change.set_policy(opened, MINE) == shown
    entry = list_entries(opened)[-1]
    assert entry.event is Event.POLICY_SET
    assert "notes of E3 from 2032-12-31 to never" in entry.what


def test_a_preview_tells_every_day_that_moves(opened: OpenVault) -> None:
    """What a policy moves is what is kept until another day afterwards: compared for each class by itself."""
    draft(opened, "heron", Form(text="She leads."))
    for record_class in ("contacts", "releases", "hours", "notes"):
        text = DEFAULT_POLICY + f'[[retention.rule]]\nclass = "{record_class}"\nkeep = "1 day"\nbecause = "agreed"\n'
        before = {(each.record_class, each.subject): each.decision.due for each in due.list_kept(opened)}
        shown = policy_change.set_policy(opened, text)
        after = {(each.record_class, each.subject): each.decision.due for each in due.list_kept(opened)}
        moved = {(each.record_class, each.subject): (each.before, each.after) for each in shown.moved}
        assert moved == {thing: (before[thing], due) for thing, due in after.items() if due != before[thing]}
        assert {each.record_class.value for each in shown.moved} == {record_class}
        policy_change.set_policy(opened, DEFAULT_POLICY)


def test_a_register_that_would_end_is_told_to_stay(opened: OpenVault) -> None:
    text = DEFAULT_POLICY.replace('[retention.register]\nkeep = "for ever"', '[retention.register]\nkeep = "1 day"')
    assert text != DEFAULT_POLICY
    shown = policy_change.preview_policy(opened, text)
    assert shown.moved == []
    assert shown.remarks == [policy_change.REGISTER_STAYS]
