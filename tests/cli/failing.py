"""The command line in which something fails that nobody expected, with a secret in every value within reach.

python -m tests.cli.failing coachvault.services.notes.journal:add_note SECRET note add heron
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, NoReturn

from tests.cli.entry import run


class Unforeseen(Exception):
    """Nothing that the program knows."""


def break_down(place: str, secret: str) -> None:
    """Makes a function fail, named as `module:function` or `module:Class.method`."""
    module, _, path = place.partition(":")
    holder: Any = import_module(module)
    *classes, name = path.split(".")
    for each in classes:
        holder = getattr(holder, each)

    def fail(*arguments: Any, **named: Any) -> NoReturn:
        held = (secret, arguments, named)
        try:
            raise OSError(5, secret, f"/{secret}")
        except OSError as error:
            error.add_note(secret)
            raise Unforeseen(held) from error

    setattr(holder, name, fail)


if __name__ == "__main__":
    break_down(sys.argv[1], sys.argv[2])
    del sys.argv[1:3]
    sys.exit(run())
