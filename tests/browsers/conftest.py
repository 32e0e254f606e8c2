"""Each test runs in both browsers; where one is missing its half is skipped, and fails in .ci/run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browsers.browser import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.firefox import Firefox

CHROMIUM = pytest.param(Chromium, id="chromium", marks=pytest.mark.needs_program("chromium", "chromedriver"))
FIREFOX = pytest.param(Firefox, id="firefox", marks=pytest.mark.needs_program("firefox-esr"))


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Firefox]]:
    """Returns how a test gets the one Firefox, whose start takes longer than most tests; a new one if it crashed."""
    started: list[Firefox] = []

    def begun(downloads: Path) -> Firefox:
        if not started or not started[-1].is_running():
            started.append(Firefox(tmp_path_factory.mktemp("firefox")))
        started[-1].begin(downloads)
        return started[-1]

    yield begun
    for each in started:
        each.quit()


@pytest.fixture(params=[CHROMIUM, FIREFOX])
def browser(request: pytest.FixtureRequest, tmp_path: Path, firefox: Callable[[Path], Firefox]) -> Iterator[Browser]:
    (tmp_path / "browser").mkdir()
    if request.param is Firefox:
        yield firefox(tmp_path / "browser" / "downloads")
        return
    opened: Browser = request.param(tmp_path / "browser")
    try:
        yield opened
    finally:
        opened.quit()


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Chromium]:
    (tmp_path / "browser").mkdir()
    opened = Chromium(tmp_path / "browser")
    try:
        yield opened
    finally:
        opened.quit()
