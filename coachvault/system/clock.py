"""The machine's clock: the only module that asks what time it is."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

_HOUR = timedelta(hours=1)


class SystemClock(msgspec.Struct, frozen=True):
    """The clock and the time zone of this machine.

    Args:
        localtime: The link that names the zone where `TZ` does not.
        timezone: The file that names the zone where neither does.
    """

    localtime: Path = Path("/etc/localtime")
    timezone: Path = Path("/etc/timezone")

    def now(self) -> datetime:
        """Returns the present moment in whole seconds, with the offset of the local zone."""
        return datetime.now(tz=UTC).replace(microsecond=0).astimezone()

    def zone(self) -> str:
        """Returns the IANA name of the local zone; where none is known, one with the present offset, or `UTC`."""
        return next((name for name in self._names() if _is_known(name)), None) or self._zone_by_offset()

    def _names(self) -> list[str]:
        if "TZ" in os.environ:  # it overrules the rest even where it names no zone, as in `CET-1CEST`
            return [_after_zoneinfo(os.environ["TZ"].removeprefix(":"))]
        names = []
        with suppress(OSError):
            names.append(_after_zoneinfo(str(self.localtime.readlink())))
        with suppress(OSError, UnicodeDecodeError):
            names.append(self.timezone.read_text(encoding="utf-8").strip())
        return names

    def _zone_by_offset(self) -> str:
        offset = self.now().utcoffset() or timedelta()
        if not offset or offset % _HOUR:
            return "UTC"
        return f"Etc/GMT{-(offset // _HOUR):+d}"  # these names count westwards


def _after_zoneinfo(text: str) -> str:
    return text.rpartition("zoneinfo/")[2]


def _is_known(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # loaded only where a zone is asked for

    try:
        return bool(name) and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def seconds_awake() -> float:
    """Returns for how long this machine has run, without the time it slept; nobody can set this clock."""
    return time.clock_gettime(getattr(time, "CLOCK_UPTIME_RAW", time.CLOCK_MONOTONIC))


def seconds_passed() -> float:
    """Returns for how long this machine has run, the time it slept included; nobody can set this clock.

    Source: clock_gettime(2). On macOS CLOCK_MONOTONIC goes on during sleep, on Linux only CLOCK_BOOTTIME does.
    """
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
