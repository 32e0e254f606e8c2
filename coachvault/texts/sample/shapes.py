"""The shapes of the made-up practice; plain values that know no rule of the real one."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class SampleClient:
    """A client who does not exist.

    Args:
        code: The code.
        name: The name.
        email: A mail address in a domain that is set aside for examples.
        private_channel: Where sign-offs would go.
        language: As in `en`.
        started_days_before: How many days before today the engagement began.
        ended_days_before: How many days before today it ended; None while it goes on.
        kind: As the coach calls it.
        session_minutes: How long a session usually is.
        pro_bono: Whether the sessions are given.
        sponsor: The sponsor's code, where there is one.
    """

    code: str
    name: str
    email: str
    private_channel: str
    language: str
    started_days_before: int
    ended_days_before: int | None = None
    kind: str = "individual"
    session_minutes: int = 60
    pro_bono: bool = False
    sponsor: str | None = None


@dataclass(frozen=True)
class SampleSponsor:
    """A sponsor who does not exist."""

    code: str
    name: str
    organisation: str
    email: str


@dataclass(frozen=True)
class SampleNote:
    """A note about nothing that happened.

    Args:
        client: The client's code; None for the coach's own notes.
        days_before_today: How long ago it was held, in days.
        time: When on that day, as `HH:MM`.
        minutes: How long it took; 0 where it does not apply.
        text: As it was written.
        kind: The kind of note.
        tags: The coach's own words for finding it again.
        pro_bono: Whether the session was given.
    """

    client: str | None
    days_before_today: int
    time: str
    minutes: int
    text: str
    kind: str = "session"
    tags: tuple[str, ...] = ()
    pro_bono: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", dedent(self.text).strip() + "\n")
