"""The machine's clock and zone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coachvault.practice.clock import Clock
from coachvault.system.clock import SystemClock


@pytest.fixture
def zone_of_process() -> Iterator[pytest.MonkeyPatch]:
    """Lets a test set `TZ`, and tells the C library when it is over."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    time.tzset()


def clock_with(folder: Path, *, link: str = "", name: str = "") -> SystemClock:
    localtime, timezone = folder / "localtime", folder / "timezone"
    if link:
        localtime.symlink_to(link)
    if name:
        timezone.write_text(name)
    return SystemClock(localtime, timezone)


def test_now_is_the_present_in_whole_seconds_with_the_local_offset(zone_of_process: pytest.MonkeyPatch) -> None:
    zone_of_process.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    clock: Clock = SystemClock()
    earliest = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 — what else to compare it with
    now = clock.now()
    assert earliest <= now <= earliest + timedelta(seconds=60)
    assert now.microsecond == 0
    assert now.utcoffset() == timedelta(hours=5, minutes=45)


@pytest.mark.parametrize(
    ("setting", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("UTC", "UTC"),
        ("", "UTC"),
        ("Nowhere/Atall", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("CET-1", "Etc/GMT-1"),
        ("XXX+3", "Etc/GMT+3"),
        ("NPT-5:45", "UTC"),
    ],
)
def test_the_variable_names_the_zone(
    tmp_path: Path, zone_of_process: pytest.MonkeyPatch, setting: str, zone: str
) -> None:
    zone_of_process.setenv("TZ", setting)
    time.tzset()
    assert clock_with(tmp_path, link="/usr/share/zoneinfo/Asia/Tokyo", name="Asia/Seoul").zone() == zone


def test_a_zone_by_offset_has_the_offset_of_now(tmp_path: Path, zone_of_process: pytest.MonkeyPatch) -> None:
    zone_of_process.setenv("TZ", "XXX+3")
    time.tzset()
    clock = clock_with(tmp_path)
    assert clock.now().astimezone(ZoneInfo(clock.zone())).utcoffset() == clock.now().utcoffset()


@pytest.mark.parametrize(
    ("link", "name", "zone"),
    [
        ("/usr/share/zoneinfo/Europe/Paris", "", "Europe/Paris"),
        ("/var/db/timezone/zoneinfo/Europe/Paris", "Asia/Seoul\n", "Europe/Paris"),
        ("somewhere/else", "Asia/Seoul\n", "Asia/Seoul"),
        ("", "Asia/Seoul\n", "Asia/Seoul"),
    ],
)
def test_the_machine_names_the_zone(
    tmp_path: Path, zone_of_process: pytest.MonkeyPatch, link: str, name: str, zone: str
) -> None:
    zone_of_process.delenv("TZ", raising=False)
    assert clock_with(tmp_path, link=link, name=name).zone() == zone


def test_a_machine_that_names_none_is_told_by_its_offset(tmp_path: Path, zone_of_process: pytest.MonkeyPatch) -> None:
    zone_of_process.setenv("TZ", "UTC")
    time.tzset()
    zone_of_process.delenv("TZ")
    (tmp_path / "timezone").write_bytes(b"\xff\xfe")
    clock = clock_with(tmp_path)
    zone_of_process.setattr(SystemClock, "now", lambda _clock: datetime(2026, 1, 31, tzinfo=UTC))
    assert clock.zone() == "UTC"
