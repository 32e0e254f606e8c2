"""Each test runs in both browsers; where one is missing its half is skipped, and fails in .ci/run.

In Chromium for everybody, and in Firefox with the thorough tests, but for some that are for everybody in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browsers.browser import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.firefox import Firefox
from tests.browsers.kinds import CHROMIUM, FIREFOX

THOROUGH_FIREFOX = pytest.param(Firefox, id="firefox", marks=[*FIREFOX.marks, pytest.mark.thorough])
Either = Chromium | Firefox
Begin = Callable[[type[Either], Path], Either]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begin]:
    """Returns how a test gets the one browser of a kind, whose start takes longer than most tests.

    A new one where it crashed. Who asks for a kind is a parameter with a mark, so that a test is skipped where the
    browser, or what drives it, is not installed.
    """
    started: dict[type[Either], Either] = {}

    def begin(kind: type[Either], folder: Path) -> Either:
        if kind not in started or not started[kind].is_running():
            started[kind] = kind(tmp_path_factory.mktemp("browser"))
        started[kind].begin(folder / "downloads")
        return started[kind]

    yield begin
    for each in started.values():
        each.quit()


@pytest.fixture(params=[CHROMIUM, THOROUGH_FIREFOX])
def browser(request: pytest.FixtureRequest, tmp_path: Path, begun: Begin) -> Browser:
    return begun(request.param, tmp_path)


@pytest.fixture(params=[CHROMIUM])
def chromium(request: pytest.FixtureRequest, tmp_path: Path, begun: Begin) -> Either:
    return begun(request.param, tmp_path)
