"""Keeping what is typed while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

EVERY_SECONDS = 2.0


@contextmanager
def autosaved(read: Callable[[], str], keep: Callable[[str], None] | None) -> Iterator[None]:
    """Keeps a text every two seconds while a block runs, whenever it has changed, and once more at the end.

    Args:
        read: Returns the text as it is now.
        keep: Keeps it; None to keep nothing.
    """
    if keep is None:
        yield
        return
    ended, seen = Event(), [read()]

    def look() -> None:
        text = read()
        if text != seen[-1] and text.strip():
            keep(text)
            seen[-1] = text

    def watch() -> None:
        while not ended.wait(EVERY_SECONDS):
            look()

    watching = Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        ended.set()
        watching.join()
        look()
