"""Each test runs in both browsers; where one is missing its half is skipped, and fails in .ci/run.

One test of each page is for everybody, in Chromium; all others run with the thorough tests.
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
FOR_EVERYBODY = frozenset(
    {
        "test_page.py::test_a_client_signs_and_exactly_that_leaves[chromium]",
        "test_page.py::test_the_page_may_reach_nothing[chromium]",
        "test_page.py::test_a_page_that_reaches_out_is_seen[chromium]",
        "test_page_writing.py::test_what_a_client_writes_leaves_and_nothing_else[chromium]",
        "test_executor_page.py::test_each_executor_gets_to_the_first_call[0-chromium]",
        "test_executor_page.py::test_without_executors_nothing_is_written",
        "test_record_page.py::test_a_client_reads_everything[chromium]",
        "test_sheet_of_words.py::test_the_words_are_read_from_the_paper[chromium]",
    }
)
"""What the README's command runs; a browser takes longer to start than most tests take."""

Either = Chromium | Firefox
Begin = Callable[[type[Either], Path], Either]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves to the thorough tests what is not for everybody."""
    for item in items:
        name = item.nodeid.partition("tests/browsers/")[2]
        if name and name not in FOR_EVERYBODY and not item.get_closest_marker("thorough"):
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(scope="package")
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
