"""The clock as the practice knows it: time is handed in, never asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Gives the present, and the zone in which the coach says what time it is."""

    def now(self) -> datetime:
        """Returns the present moment in whole seconds, with its offset."""
        ...

    def zone(self) -> str:
        """Returns the IANA name of the time zone, as `Europe/Berlin`; `UTC` where it is not known."""
        ...
