"""Saves drafts of a text while it is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

EVERY_SECONDS = 2.0


@contextmanager
def autosaved(read: Callable[[], str], keep: Callable[[str], None] | None) -> Iterator[None]:
    """Saves a draft every two seconds while a block runs, whenever the text has changed, and once more at the end.

    Args:
        read: Returns the text as it is now.
        keep: Saves a draft; None to save nothing.
    """
    if keep is None:
        yield
        return
    ended, seen = Event(), [read()]

    def save_change() -> None:
        text = read()
        if text != seen[-1] and text.strip():
            keep(text)
            seen[-1] = text

    def watch() -> None:
        while not ended.wait(EVERY_SECONDS):
            save_change()

    watching = Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        ended.set()
        watching.join()
        save_change()
