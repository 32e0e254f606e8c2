"""Each test runs in both browsers; where one is missing its half is skipped, and fails in .ci/run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsers.browser import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.firefox import Firefox

CHROMIUM = pytest.param(Chromium, id="chromium", marks=pytest.mark.needs_program("chromium", "chromedriver"))
FIREFOX = pytest.param(Firefox, id="firefox", marks=pytest.mark.needs_program("firefox-esr"))


@pytest.fixture(params=[CHROMIUM, FIREFOX])
def browser(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Browser]:
    (tmp_path / "browser").mkdir()
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
