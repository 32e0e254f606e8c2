"""What a client reads about keeping: until when, and why, in the client's language and in nobody else's."""

from __future__ import annotations

from coachvault.practice.retention import Decision, Rule
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.texts.policy import USUAL_REASON

_WRITTEN_IN = "en"
"""The language of a policy's reason that names none."""


def kept_until(decision: Decision, language: Language) -> str:
    """Returns until when something is kept, as whole sentences: until a day, or with no end date.

    Args:
        decision: What the policy decides.
        language: The client's language.
    """
    texts = language.kept
    return texts.until.format(until=long_day(decision.due, language)) if decision.due else texts.for_ever


def reason_in(rule: Rule, language: Language) -> str:
    """Returns why something is kept, to stand after a colon and before a full stop.

    The coach's own words stand there only in the language in which they were written; a ready sentence otherwise.

    Args:
        rule: The rule of the policy.
        language: The client's language.
    """
    own = dict(rule.because_in).get(language.code, "")
    if not own and rule.because == USUAL_REASON:
        return language.reasons.usual
    if not own and language.code == _WRITTEN_IN and not rule.because_in:
        own = rule.because
    return own.rstrip(" .") or language.reasons.own
