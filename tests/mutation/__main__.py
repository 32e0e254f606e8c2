"""`python -m tests.mutation [MODULE ...]`: changes one thing at a time and sees that a test fails (docs/mutation.md).

Works in copies of the checkout and changes nothing in it. Fails for a mutant that lives and is not explained, and for
an explanation whose mutant does not live.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.mutation.copies import Copy
from tests.mutation.explained import PAGE, Change, explained, shown
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.scope import ROOT, TESTS

JOBS = 2


@contextmanager
def _copies() -> Iterator[SimpleQueue[Copy]]:
    copies: SimpleQueue[Copy] = SimpleQueue()
    with ExitStack() as stack:
        for _ in range(JOBS):
            copies.put(Copy(Path(stack.enter_context(TemporaryDirectory(prefix="mutation-")))))
        yield copies


def _results(files: list[str], copies: SimpleQueue[Copy]) -> Iterator[tuple[Change, bool]]:
    """Yields every change with whether it lives."""

    def lives(mutant: Mutant) -> tuple[Change, bool]:
        copy = copies.get()
        try:
            return mutant.change, copy.passes(mutant.change.file, mutant.code)
        finally:
            copies.put(copy)

    mutants = [mutant for file in files for mutant in mutants_of(file, (ROOT / file).read_text())]
    with ThreadPoolExecutor(JOBS) as pool:
        for count, result in enumerate(pool.map(lives, mutants), start=1):
            _show_progress(f"{count} of {len(mutants)}")
            yield result


def _require_tests_to_tell(files: list[str], copies: SimpleQueue[Copy]) -> None:
    """Makes sure that the tests pass as it is, and fail where a module is gone: what they say means something."""
    copy = copies.get()
    for file in files:
        if not copy.passes(file, (ROOT / file).read_text()):
            raise SystemExit(f"The tests of {file} fail as it is.")
        if copy.passes(file, ""):
            raise SystemExit(f"The tests of {file} pass without it.")
    copies.put(copy)


def _show_progress(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{text}\033[K")


def main(files: list[str]) -> int:
    """Returns 0 where exactly the mutants live that are explained."""
    if unknown := set(files) - set(TESTS):
        raise SystemExit(f"No tests are named for {', '.join(sorted(unknown))}; known are: {', '.join(TESTS)}.")
    files = files or list(TESTS)
    reasons = {change for change in explained(PAGE.read_text()) if change.file in files}
    with _copies() as copies:
        _require_tests_to_tell(files, copies)
        results = list(_results(files, copies))
    _show_progress("")

    living = {change for change, lives in results if lives}
    made, lived = (Counter(change.file for change, lives in results if kind(lives)) for kind in (lambda _: True, bool))
    for file in files:
        sys.stdout.write(f"{file}: {made[file]} mutants, {made[file] - lived[file]} killed, {lived[file]} alive\n")
    for title, changes in [
        ("Alive, and not explained", living - reasons),
        ("Explained, but killed or gone", reasons - living),
    ]:
        if changes:
            sys.stdout.write(f"\n{title}:\n\n{shown(changes)}")
    sys.stdout.write(f"\n{len(results)} mutants, {len(living)} alive, {len(reasons & living)} of them explained.\n")
    return 0 if living == reasons else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
