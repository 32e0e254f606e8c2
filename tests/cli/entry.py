"""The command line with a passphrase that is cheap to guess: where tests make vaults, the real command opens them."""

from __future__ import annotations

import sys

import msgspec

from coachvault.__main__ import main
from coachvault.cli import app
from coachvault.cli.surroundings import Surroundings
from tests.fakes import TESTING


def cheap() -> Surroundings:
    """Returns this machine, on which one guess at a new passphrase costs little."""
    return msgspec.structs.replace(Surroundings.real(), kdf_profile=TESTING)


def run() -> int:
    """Runs the command line of the process and returns its exit code."""
    real = app.main
    app.main = lambda args=None, surroundings=None: real(args, surroundings or cheap())
    return main()


if __name__ == "__main__":
    sys.exit(run())
