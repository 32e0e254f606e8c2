"""The entry of the program: a hardened process, our own last words on an unexpected error, then the command line."""

from __future__ import annotations

import sys
from types import TracebackType

from coachvault import __version__


def main() -> int:
    """Runs the command line and returns its exit code."""
    if sys.argv[1:] == ["--version"]:  # nothing is loaded for it
        sys.stdout.write(f"{__version__}\n")
        return 0
    from coachvault.system.process import harden

    harden()
    sys.excepthook = _last_words
    from coachvault.cli.app import main as run

    return run()


def _last_words(kind: type[BaseException], _value: BaseException, _where: TracebackType | None) -> None:
    """Names the kind of an error that nothing else caught; never a value, a line or a note."""
    code = "Stopped." if issubclass(kind, KeyboardInterrupt) else f"Something unexpected happened ({kind.__name__})."
    sys.stderr.write(f"coachvault: error: {code}\n")


if __name__ == "__main__":
    sys.exit(main())
