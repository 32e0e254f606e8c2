"""The policy: taken word for word, faults named by their line, changes shown before and recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import BadInput
from coachvault.practice.retention import PolicyText, RecordClass
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.retention import due, policy, policy_change
from coachvault.texts.policy import DEFAULT_POLICY
from tests.fakes import filled_practice
from tests.unit.services.retention.test_policy_change import MINE


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path / "practice").open()


def test_a_new_practice_has_a_policy_that_says_where_it_comes_from(opened: OpenVault) -> None:
    shown = policy.show_policy(opened)
    assert (shown.text, shown.is_default) == (DEFAULT_POLICY, True)
    assert shown.policy
    assert {rule.record_class for rule in shown.policy.rules} == set(RecordClass)
    assert all(rule.because for rule in shown.policy.rules)


def test_the_questions_at_set_up_come_to_a_policy() -> None:
    text = policy.generate("5 years", 'the insurer\'s "terms"', "18 months")
    rules = {rule.record_class: rule for rule in policy.parse_policy(text).rules}
    assert str(rules[RecordClass.NOTES].keep) == "5 years"
    assert rules[RecordClass.NOTES].because == 'the insurer\'s "terms"'
    assert str(rules[RecordClass.CONTACTS].keep) == "1 year and 6 months"
    assert rules[RecordClass.REGISTER].keep.for_ever


NOTES = '[retention.notes]\nkeep = "1 year"\nbecause = "x"\n'


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "[retention]"),
        ("[other]\n", 1, "[retention]"),
        ('[retention.contacts]\nkeep = "1 year"\nbecause = "x"', 1, "notes"),
        ('[retention.notes]\nbecause = "x"', 1, "keep"),
        ('[retention.notes]\nkeep = "seven"\nbecause = "x"', 2, "looks like"),
        ('[retention.notes]\nkeep = "1 year"\n\nbecause = ""', 4, "because"),
        ('\n[retention.notes]\nkeep = 7\nbecause = "x"', 3, "keep"),
        (NOTES + 'from = "death"', 4, "last-contact"),
        (NOTES + 'when = { tag = "x" }', 4, "fields"),
        (NOTES + '[retention.diary]\nkeep = "1 year"\nbecause = "x"', 4, "classes"),
        (NOTES + '[[retention.rule]]\nclass = "diary"\nkeep = "1 year"\nbecause = "x"', 5, "classes"),
        (
            NOTES + '[[retention.rule]]\nclass = "notes"\nwhen = { name = "x" }\nkeep = "1 year"\nbecause = "x"',
            6,
            "can name",
        ),
        (NOTES + '[[retention.rule]]\nclass = "notes"\nwhen = "x"\nkeep = "1 year"\nbecause = "x"', 6, "looks like"),
        (NOTES + f'[[retention.rule]]\nclass = "notes"\nkeep = "1 year"\nbecause = "{"x" * 600}"', 6, "characters"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        policy.parse_policy(text)
    assert f"line {line}:" in caught.value.message
    assert told in caught.value.message


def test_the_second_rule_is_told_apart_from_the_first() -> None:
    rules = '[[retention.rule]]\nclass = "notes"\nkeep = "1 year"\nbecause = "x"\n' * 2
    with pytest.raises(BadInput, match="line 10:"):
        policy.parse_policy(NOTES + rules.replace("1 year", "2 yrs", 2).replace("2 yrs", "1 year", 1))


def test_what_is_no_toml_names_the_line() -> None:
    with pytest.raises(BadInput, match="line 2"):
        policy.parse_policy("[retention.notes]\nkeep = \n")


def rule_for(record_class: str, keep: str) -> str:
    return f'[[retention.rule]]\nclass = "{record_class}"\nwhen = {{ tag = "minor" }}\nkeep = "{keep}"\nbecause = "x"\n'


@pytest.mark.parametrize("record_class", ["hours", "contacts", "releases"])
def test_where_no_rule_of_a_class_fits_the_rule_for_notes_holds(record_class: str, opened: OpenVault) -> None:
    draft(opened, "heron", Form(text="She leads."))
    policy_change.set_policy(opened, NOTES + rule_for(record_class, "2 years"))
    found = {each.record_class.value: each.decision.rule for each in due.list_kept(opened)}
    assert str(found[record_class].keep) == "1 year"
    assert policy_change.set_policy(opened, MINE).is_known


def test_another_policy_is_taken_whatever_the_one_before_says(opened: OpenVault) -> None:
    with opened.vault.change("retention policy", opened.now()) as change:
        policy.save_text(change, PolicyText("[retention]\nnotes = 7\n", opened.now()))
    shown = policy.show_policy(opened)
    assert (shown.text, shown.policy) == ("[retention]\nnotes = 7\n", None)
    with pytest.raises(BadInput, match="until it is mended") as caught:
        due.list_due(opened)
    assert "policy edit" in caught.value.hint
    assert not policy_change.preview_policy(opened, MINE).is_known
    policy_change.set_policy(opened, MINE)
    assert "cannot be told" in list_entries(opened)[-1].what
    assert due.list_kept(opened)
