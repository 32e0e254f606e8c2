"""What holds for every test: a home of its own, no settings from outside, and nothing skipped where all is required."""

from __future__ import annotations

import compileall
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from nacl.bindings import crypto_pwhash_alg

from coachvault.crypto import kdf, webcrypto
from tests import programs
from tests.oracle import watch

REQUIRE_ALL = os.environ.get("COACHVAULT_REQUIRE_ALL") == "1"
_MEMORY = Path("/dev/shm")
_ROOM = 4 * 2**30
_XDG_FOLDERS = ("CACHE_HOME", "CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR", "STATE_HOME")

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)

settings.register_profile("calm", deadline=None, derandomize=REQUIRE_ALL, print_blob=True)
settings.load_profile("calm")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what root cannot show, and skips what needs a program that is not here; no test has two tiers."""
    _leave_to_thorough(items)
    for item in items:
        if item.get_closest_marker("thorough") and item.get_closest_marker("slow"):
            raise pytest.UsageError(f"{item.nodeid} is thorough and slow: it takes one tier")
    if os.geteuid() == 0:
        left_out = [item for item in items if item.get_closest_marker("unprivileged")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        missing = [name for name in _asked(item) if shutil.which(name) is None]
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"not installed: {', '.join(missing)}"))


def _asked(item: pytest.Item) -> list[str]:
    """Returns the programs that a test asks for."""
    return [name for marker in item.iter_markers("needs_program") for name in marker.args]


def _leave_to_thorough(items: list[pytest.Item]) -> None:
    """Leaves all but every so manieth case of a test with many to the thorough tier, where its file is `sampled`."""
    met = Counter[tuple[Path, str]]()
    for item in items:
        sampled = item.get_closest_marker("sampled")
        if sampled and isinstance(item, pytest.Function) and hasattr(item, "callspec"):
            test = (item.path, item.originalname)
            if met[test] % sampled.args[0] and not item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.thorough)
            met[test] += 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skipped test into a failed one where all is required."""
    return _without_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turns a skipped file into a failed one where all is required."""
    return _without_skips((yield))


def _without_skips(report: _Report) -> _Report:
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"COACHVAULT_REQUIRE_ALL=1 and yet: {reason}"
    return report


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compiles the package once, before the programs under test do so each for itself."""
    if not (hasattr(session.config, "workerinput") or sys.dont_write_bytecode):
        compileall.compile_dir(Path(__file__).parents[1] / "coachvault", quiet=2)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: many tests wait for a program that they have started."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Lets Ctrl-C reach the programs under test, also where the tests themselves run in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    _write_to_memory()
    watch.install()


def _write_to_memory() -> None:
    """Lets tests have their folders in memory where there is room: thousands of them wait for a disk otherwise."""
    if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the vaults, the settings and the terminal of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        for name in _XDG_FOLDERS:
            patch.delenv(f"XDG_{name}", raising=False)
        for name in [name for name in os.environ if name.startswith("COACHVAULT_")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def finding(tmp_path_factory: pytest.TempPathFactory) -> programs.Finding:
    """Finds what tests ask for."""
    return programs.Finding(tmp_path_factory.mktemp("programs"))


@pytest.fixture(autouse=True)
def what_it_asks_for(request: pytest.FixtureRequest, finding: programs.Finding) -> Iterator[None]:
    """Hides, from each test, the programs that it does not ask for: nothing drives one unsaid."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", finding.path_for(_asked(request.node)))
        yield


@pytest.fixture(autouse=True)
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[watch.Watch]:
    """Looks, after whatever takes something away, for what went: in every file of the test, with every key."""
    with watch.watching(tmp_path_factory.getbasetemp()) as watched:
        yield watched
    assert not watched.faults, "\n".join(watched.faults)


@pytest.fixture(scope="session", autouse=True)
def stretched_once() -> Iterator[None]:
    """Works out a key once for each passphrase or code, salt and cost: the same give the same, at a high price."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "crypto_pwhash_alg", cache(crypto_pwhash_alg))
        patch.setattr(webcrypto, "stretch", cache(webcrypto.stretch))
        yield
