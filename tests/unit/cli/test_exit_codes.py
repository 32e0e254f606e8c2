"""Every error has its exit code and its name."""

from __future__ import annotations

import inspect

import pytest

from coachvault import errors
from coachvault.cli.exit_codes import _TABLE, UsageError, code_of

CLASSES = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind is not errors.CoachVaultError]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_has_an_entry_of_its_own(kind: type[errors.CoachVaultError]) -> None:
    assert kind in _TABLE


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.NoVault, 10),
        (errors.VaultBusy, 11),
        (errors.Locked, 12),
        (errors.UnlockFailed, 12),
        (errors.IntegrityError, 13),
        (errors.RolledBack, 13),
        (errors.Diverged, 13),
        (errors.FormatError, 14),
        (errors.UnsupportedVersion, 14),
        (errors.NotFound, 15),
        (errors.Ambiguous, 15),
        (errors.Refused, 16),
        (errors.VaultExists, 16),
        (errors.BadInput, 17),
        (errors.StorageFailed, 1),
        (UsageError, 2),
    ],
)
def test_the_codes_are_those_of_the_contract(kind: type[errors.CoachVaultError], code: int) -> None:
    assert code_of(kind("No."))[0] == code


def test_ctrl_c_has_the_code_of_the_shell() -> None:
    assert code_of(KeyboardInterrupt()) == (130, "interrupted")


def test_a_new_kind_of_an_error_has_the_code_of_its_parent() -> None:
    class Torn(errors.IntegrityError):
        pass

    assert code_of(Torn("Torn.")) == (13, "integrity")


def test_anything_else_is_unexpected() -> None:
    assert code_of(ZeroDivisionError()) == (1, "unexpected")
    assert code_of(errors.CoachVaultError("?")) == (1, "unexpected")
