"""What holds for the tests of services: an executor's words are stretched cheaply, as passphrases are."""

from __future__ import annotations

import pytest

from coachvault.services.copies import executor_page
from coachvault.services.custody import custodians


@pytest.fixture(autouse=True)
def cheap_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches the words for the executor's page a thousand times; the tests in browsers pay the real price."""
    for module in (custodians, executor_page):
        monkeypatch.setattr(module, "PAGE_ITERATIONS", 1000)
