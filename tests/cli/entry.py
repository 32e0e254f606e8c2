"""The command line with a passphrase that is cheap to guess: where tests make vaults, the real command opens them."""

from __future__ import annotations

import sys
from collections.abc import Callable

import msgspec

from coachvault.__main__ import main
from coachvault.cli import app
from coachvault.cli.surroundings import Surroundings
from tests.fakes import TESTING

Main = Callable[[list[str] | None, Surroundings | None], int]


def cheap() -> Surroundings:
    """Returns this machine, on which one guess at a new passphrase costs little."""
    return msgspec.structs.replace(Surroundings.real(), kdf_profile=TESTING)


def cheaply(real: Main) -> Main:
    """Returns the command line as it is, on a machine of that kind where no other is given."""

    def run(args: list[str] | None = None, surroundings: Surroundings | None = None) -> int:
        return real(args, surroundings or cheap())

    return run


def run() -> int:
    """Runs the command line of the process and returns its exit code."""
    setattr(app, "main", cheaply(app.main))  # noqa: B010
    return main()


if __name__ == "__main__":
    sys.exit(run())
