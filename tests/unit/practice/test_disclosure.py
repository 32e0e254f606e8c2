"""What an exceptional disclosure has to rest on (rule R11)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from coachvault.errors import BadInput, CoachVaultError, Refused
from coachvault.practice.disclosure import DisclosurePlace, Ground, Passage, RecipientKind, joined
from coachvault.practice.ids import Code
from tests.fakes import NOON

TODAY = NOON.date()
ENOUGH = Ground(
    danger="A colleague may be hurt tomorrow.",
    evidence="Two messages that were shown to me.",
    advice="My supervisor said: call them.",
    recipient="Police, 110",
    recipient_kind="government",
    text="Somebody may be hurt at the works tomorrow.",
)


def ground(**fields: Any) -> Ground:
    return msgspec.structs.replace(ENOUGH, **fields)


def test_what_says_everything_is_enough() -> None:
    ENOUGH.require_enough(TODAY)
    ground(letter_delayed_because="it would warn him", letter_due=TODAY + timedelta(days=1)).require_enough(TODAY)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"danger": ""}, "`danger`"),
        ({"danger": "12 34 56 78 90 . ! a bc"}, "`danger`"),
        ({"evidence": "   "}, "`evidence`"),
        ({"advice": ""}, "`advice`"),
        ({"advice": "asked"}, "`advice`"),
        ({"recipient": " "}, "recipient"),
        ({"recipient_kind": ""}, "allowed kind"),
        ({"recipient_kind": "press"}, "allowed kind"),
        ({"text": " \n"}, "says something"),
        ({"letter_delayed_because": "it would warn him"}, "needs a day"),
        ({"letter_due": TODAY + timedelta(days=1)}, "reason"),
        ({"letter_due": TODAY + timedelta(days=1), "letter_delayed_because": "-"}, "reason"),
        ({"letter_due": TODAY, "letter_delayed_because": "it would warn him"}, "day to come"),
    ],
)
def test_what_is_missing_is_named(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(CoachVaultError, match=why):
        ground(**fields).require_enough(TODAY)


def test_emergency_services_need_no_advice_and_empty_words_are_none() -> None:
    ground(recipient_kind="emergency", advice="").require_enough(TODAY)
    with pytest.raises(Refused, match="`advice`"):
        ground(recipient_kind="emergency", advice="asked").require_enough(TODAY)


@pytest.mark.parametrize("letters", ["abcdefghijkl", "a b c d e f g h i j k l"])
def test_twelve_letters_say_something(letters: str) -> None:
    ground(danger=letters).require_enough(TODAY)
    with pytest.raises(Refused):
        ground(danger=letters[:-1]).require_enough(TODAY)


def test_a_passage_says_what_it_is_needed_for() -> None:
    passages = (Passage("He said so.\n", "they have to know"), Passage("\nTwice.", "they have to believe it"))
    assert joined(passages) == "He said so.\n\nTwice."
    ground(passages=passages, text=joined(passages)).require_enough(TODAY)
    for bad in (Passage("He said so.", "-"), Passage(" ", "they have to know")):
        with pytest.raises(Refused):
            ground(passages=(bad,), text=joined((bad,))).require_enough(TODAY)


def test_a_text_and_passages_that_differ_are_refused() -> None:
    with pytest.raises(BadInput, match="differ"):
        Ground(text="Something else.", passages=(Passage("He said so.", "they have to know"),))


def test_every_kind_of_recipient_is_known_by_its_word() -> None:
    assert [ground(recipient_kind=str(kind)).kind for kind in RecipientKind] == list(RecipientKind)


@pytest.mark.parametrize(
    ("fields", "repeats"),
    [
        ({"text": "More.", "advice": "", "client_told": "nothing"}, True),
        ({"danger": ENOUGH.danger.upper() + "  "}, True),
        ({"danger": "Another danger altogether."}, False),
        ({"evidence": "A third message."}, False),
        ({"recipient": "Police, 112"}, False),
        ({"recipient_kind": "court"}, False),
    ],
)
def test_two_repeat_each_other_where_only_the_words_differ(fields: dict[str, Any], repeats: bool) -> None:
    assert ENOUGH.repeats(ground(**fields)) is repeats


def test_a_place_says_what_is_left_to_do() -> None:
    begun = DisclosurePlace(1, Code("heron"), bytes(16), NOON)
    assert (begun.id, begun.is_begun, begun.owes_letter) == ("D1", True, False)
    done = msgspec.structs.replace(begun, done_at=NOON)
    assert (done.is_begun, done.owes_letter) == (False, True)
    for way in ("letter_at", "told_at"):
        assert not msgspec.structs.replace(done, **{way: NOON}).owes_letter
    nothing = msgspec.structs.replace(begun, nothing_at=NOON)
    assert (nothing.is_begun, nothing.owes_letter) == (False, False)


def test_disclosures_are_numbered_from_1() -> None:
    with pytest.raises(BadInput):
        DisclosurePlace(0, Code("heron"), bytes(16), NOON)


def test_a_passed_day_is_no_day_for_a_letter() -> None:
    with pytest.raises(BadInput):
        ground(letter_due=date(2020, 1, 1), letter_delayed_because="it would warn him").require_enough(TODAY)
