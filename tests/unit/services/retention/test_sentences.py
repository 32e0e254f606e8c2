"""A letter says until when and why in whole sentences, and never in another language than the client's."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.errors import BadInput
from coachvault.practice.retention import Decision, RecordClass
from coachvault.services.retention.policy import parse_policy
from coachvault.services.retention.sentences import kept_until, reason_in
from coachvault.texts.languages import LANGUAGES, language_of
from coachvault.texts.policy import DEFAULT_POLICY

OWN = '[retention.notes]\nkeep = "7 years"\n'


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_reason_with_which_a_practice_begins_is_there_in_every_language(code: str) -> None:
    first = parse_policy(DEFAULT_POLICY).rules[0]
    assert (first.record_class, reason_in(first, language_of(code))) == (
        RecordClass.NOTES,
        language_of(code).reasons.usual,
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_coachs_own_words_stand_only_in_the_language_in_which_they_were_written(code: str) -> None:
    plain = parse_policy(f'{OWN}because = "the insurer asks for it."').rules[0]
    assert reason_in(plain, language_of(code)) == (
        "the insurer asks for it" if code == "en" else language_of(code).reasons.own
    )
    in_two = parse_policy(f'{OWN}because.de = "die Versicherung will es"\nbecause.en = "the insurer"').rules[0]
    known = {"de": "die Versicherung will es", "en": "the insurer"}
    assert reason_in(in_two, language_of(code)) == known.get(code, language_of(code).reasons.own)
    german = parse_policy(f'{OWN}because = {{ de = "so ist es" }}').rules[0]
    assert german.because == "so ist es"
    assert reason_in(german, language_of(code)) == ("so ist es" if code == "de" else language_of(code).reasons.own)


@pytest.mark.parametrize(
    "because", ["because = {}", 'because.it = "no"', 'because.de = ""', "because.de = 7", 'because."" = "x"']
)
def test_a_reason_names_a_language_that_there_is_and_says_something(because: str) -> None:
    with pytest.raises(BadInput, match="The policy is not valid: line"):
        parse_policy(OWN + because)


@pytest.mark.parametrize("code", LANGUAGES)
def test_until_when_is_said_in_whole_sentences(code: str) -> None:
    language, first = language_of(code), parse_policy(DEFAULT_POLICY).rules[0]
    due = kept_until(Decision(first, date(2026, 11, 20), date(2033, 11, 20), ""), language)
    for_ever = kept_until(Decision(first, date(2026, 11, 20), None, ""), language)
    assert "2033" in due
    assert for_ever == language.kept.for_ever
    assert {due[-1], for_ever[-1]} == {"."}
    assert not set("{}") & set(due + for_ever)
