"""A browser as a person uses it: everything is found by the name that a screen reader says, and typed key by key."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

SECONDS = 40
_PAUSE = 0.05
_CONTROLS = "a, button, input, textarea, select"


class Browser(ABC):
    """What both browsers do; an element is whatever their protocol calls one."""

    def __init__(self, downloads: Path) -> None:
        self.folder = downloads

    @abstractmethod
    def go(self, url: str) -> None:
        """Loads an address and waits until it is there."""

    @abstractmethod
    def elements(self, selector: str) -> list[Any]:
        """Returns the elements that a selector fits, in order."""

    @abstractmethod
    def name(self, element: Any) -> str:
        """Returns the accessible name, as the browser computes it."""

    @abstractmethod
    def is_shown(self, element: Any) -> bool: ...

    @abstractmethod
    def is_usable(self, element: Any) -> bool: ...

    @abstractmethod
    def press(self, element: Any) -> None:
        """Clicks on an element, which has to be where a mouse can reach it."""

    @abstractmethod
    def type(self, element: Any, keys: str) -> None: ...

    @abstractmethod
    def run(self, script: str, *values: Any) -> Any:
        """Runs the body of a function in the page; for looking, never for doing."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None: ...

    @abstractmethod
    def requests(self) -> list[str]:
        """Returns what the page tried to reach on a network."""

    @abstractmethod
    def quit(self) -> None: ...

    def open(self, path: Path) -> None:
        self.go(path.as_uri())

    def find(self, name: str, index: int = 0) -> Any:
        """Returns the control whose accessible name begins so, the nth of those that are shown."""
        fitting = (
            each for each in self.elements(_CONTROLS) if self.name(each).startswith(name) and self.is_shown(each)
        )
        wanted = next(islice(fitting, index, None), None)
        assert wanted is not None, f"{name!r} is not there; there are {self.names()}"
        return wanted

    def names(self) -> list[str]:
        """Returns the names of all controls that are shown, in order."""
        return [self.name(each) for each in self.elements(_CONTROLS) if self.is_shown(each)]

    def fill(self, name: str, text: str) -> None:
        self.type(self.find(name), text)

    def click(self, name: str, index: int = 0) -> None:
        self.press(self.find(name, index))

    def is_enabled(self, name: str) -> bool:
        return self.is_usable(self.find(name))

    def value(self, name: str) -> str:
        return str(self.run("return arguments[0].value", self.find(name)))

    def text(self) -> str:
        """Returns what can be read on the page."""
        return str(self.run("return document.body.innerText"))

    def overflow(self) -> int:
        """Returns by how many pixels the page is wider than the window."""
        return int(self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def wait(self, is_there: Callable[[], Any], what: str, seconds: float = SECONDS) -> Any:
        """Waits until something is there, and returns it."""
        until = time.monotonic() + seconds
        while True:
            found = is_there()
            if found:
                return found
            assert time.monotonic() < until, f"waited for {what}; the page says:\n{self.text()}"
            time.sleep(_PAUSE)

    def wait_for_text(self, text: str) -> None:
        self.wait(lambda: text in self.text(), repr(text))

    def download(self, pattern: str) -> Path:
        """Waits for a file that the page saved, and returns it."""

        def finished() -> Path | None:
            return next((path for path in self.folder.glob(pattern) if path.stat().st_size), None)

        found = self.wait(finished, f"the file {pattern}")
        assert isinstance(found, Path)
        return found
