"""The browsers, as values of the fixture `browser`: a test is skipped where one, or what drives it, is missing."""

from __future__ import annotations

import pytest

from tests.browsers.chromium import Chromium
from tests.browsers.firefox import Firefox

CHROMIUM = pytest.param(Chromium, id="chromium", marks=pytest.mark.needs_program("chromium", "chromedriver"))
FIREFOX = pytest.param(Firefox, id="firefox", marks=pytest.mark.needs_program("firefox-esr"))

in_both = pytest.mark.parametrize("browser", [CHROMIUM, FIREFOX], indirect=True)
"""For everybody in both browsers."""
