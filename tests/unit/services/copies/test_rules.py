"""Every kind of record has a rule for what a copy takes over: one without fails here."""

from __future__ import annotations

from coachvault.practice import kinds
from coachvault.services.copies.rules import RULES, Takes
from coachvault.vault.snapshot import KEYRING_KIND


def test_every_kind_has_a_rule() -> None:
    known = {value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)}
    assert set(RULES) == known | {KEYRING_KIND}


def test_what_belongs_to_the_file_is_never_taken_over() -> None:
    assert [kind for kind, rule in RULES.items() if rule.takes is Takes.OWN] == [KEYRING_KIND]


def test_what_a_cleaned_copy_does_not_take_over_it_is_not_given_either() -> None:
    assert [kind for kind, rule in RULES.items() if rule.is_added and not rule.when_cleaned] == []
