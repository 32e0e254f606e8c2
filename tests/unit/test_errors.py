"""Every way of saying no has a message that is safe to show, and may have a hint."""

from __future__ import annotations

import inspect

import pytest

from coachvault import errors

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_says_what_happened_and_which_way_is_open(kind: type[errors.CoachVaultError]) -> None:
    error = kind("It is not there.", "Look elsewhere.")
    assert (error.message, error.hint, str(error)) == ("It is not there.", "Look elsewhere.", "It is not there.")
    assert kind("It is not there.").hint == ""
    assert isinstance(error, errors.CoachVaultError)


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (errors.NoWayIn, errors.Locked),
        (errors.RolledBack, errors.IntegrityError),
        (errors.Diverged, errors.IntegrityError),
        (errors.UnsupportedVersion, errors.FormatError),
        (errors.Ended, errors.Refused),
        (errors.Unread, errors.Refused),
    ],
)
def test_an_error_is_caught_as_the_wider_one(kind: type[Exception], parent: type[Exception]) -> None:
    assert issubclass(kind, parent)
