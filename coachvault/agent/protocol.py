"""The messages between a command and the agent: a length of four bytes, then one MessagePack value.

Every message begins with the version of the program. An agent that is asked by another version answers nothing and
ends: what it holds may mean something else by now.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec

from coachvault import __version__

READY = b"ready\n"
"""What the agent writes to its output once it listens."""
ALREADY_RUNS, NO_SOCKETS = 3, 4
"""Exit codes of an agent that does not listen: another one does, or nothing can listen there."""
LENGTH_BYTES = 4
LARGEST_BYTES = 64 * 1024
LONGEST_SECONDS = 24 * 60 * 60

Id = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Secret = Annotated[bytes, msgspec.Meta(min_length=1, max_length=4096)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=LONGEST_SECONDS)]
Epoch = Annotated[int, msgspec.Meta(ge=0, le=2**32 - 1)]
Steps = tuple[Epoch, Epoch]
"""How far a secret went: two numbers, of which neither ever falls."""
Place = tuple[bytes, bytes, int]
"""Of which vault, copy and epoch a secret is."""

_T = TypeVar("_T")


class Keep(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="keep"):
    """Hold this secret for a copy of a vault, until nobody has asked for it for a while, or for so long in all."""

    vault: Id
    copy: Id
    epoch: Epoch
    steps: Steps
    secret: Secret
    idle_seconds: Seconds
    total_seconds: Seconds

    def __repr__(self) -> str:
        """Shows no secret."""
        return "Keep(...)"


class Advance(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="advance"):
    """Hold this later secret of a copy in place of the earlier one that is held; limits and windows stay."""

    vault: Id
    copy: Id
    epoch: Epoch
    steps: Steps
    secret: Secret

    def __repr__(self) -> str:
        """Shows no secret."""
        return "Advance(...)"


class Rename(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="rename"):
    """Hold for a copy of a vault what is held for another one, which it was until now; limits and windows stay."""

    vault: Id
    copy: Id
    epoch: Epoch
    becomes: Id


class Lend(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="lend"):
    """Return what is held for a copy of a vault."""

    vault: Id
    copy: Id
    epoch: Epoch


class OpenWindow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="window"):
    """Hold one more secret of a vault that is held, for a while; for no seconds, drop it."""

    vault: Id
    copy: Id
    epoch: Epoch
    name: Annotated[str, msgspec.Meta(max_length=64, pattern=r"\A[ -~]*\Z")]
    secret: Annotated[bytes, msgspec.Meta(max_length=64)]
    seconds: Seconds

    def __repr__(self) -> str:
        """Shows no secret."""
        return "OpenWindow(...)"


class ListHeld(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="tell"):
    """Ask what is held, without the secrets."""


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="lock"):
    """Forget everything and end."""


Request = Keep | Advance | Rename | Lend | OpenWindow | ListHeld | Lock


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how long a copy of a vault is still held, and which windows are open for how long; all in seconds."""

    vault: bytes
    copy: bytes
    epoch: int
    idle_left: int
    total_left: int
    windows: dict[str, int]


class Lent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="lent"):
    """What is held for a vault: its secret, and those of its open windows by name."""

    secret: bytes
    windows: dict[str, bytes]

    def __repr__(self) -> str:
        """Shows no secret."""
        return "Lent(...)"


class HeldList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="told"):
    """What is held, and whether the system keeps the agent's memory out of swap.

    Args:
        held: Copy by copy.
        memory_locked: Whether that is so as long as the machine runs; hibernation writes all memory down.
    """

    held: list[Held]
    memory_locked: bool = False


class Done(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="done"):
    """It was done."""


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="nothing"):
    """Nothing is held for this vault and epoch, or the request was none."""


Reply = Lent | HeldList | Done | Nothing


class _Envelope(msgspec.Struct, frozen=True, array_like=True):
    version: str
    body: msgspec.Raw


class OtherVersion(Exception):
    """The other side is of another version of the program."""


def encode(message: Request | Reply) -> bytes:
    """Returns a message as it goes over the wire."""
    body = msgspec.msgpack.encode(_Envelope(__version__, msgspec.Raw(msgspec.msgpack.encode(message))))
    return len(body).to_bytes(LENGTH_BYTES, "little") + body


def decode_length(data: bytes) -> int:
    """Returns how many bytes follow.

    Raises:
        ValueError: More than any message has.
    """
    length = int.from_bytes(data, "little")
    if length > LARGEST_BYTES:
        raise ValueError("larger than any message")
    return length


def decode_request(data: bytes) -> Request:
    """Returns what is asked.

    Raises:
        OtherVersion: By another version of the program.
        ValueError: It is no message.
    """
    return _decode(data, Request)  # type: ignore[arg-type]


def decode_reply(data: bytes) -> Reply:
    """Returns what is answered; raises as `decode_request` does."""
    return _decode(data, Reply)  # type: ignore[arg-type]


def _decode(data: bytes, kind: type[_T]) -> _T:
    try:
        envelope = msgspec.msgpack.decode(data, type=_Envelope)  # its errors are ValueErrors
        if envelope.version != __version__:
            raise OtherVersion
        return msgspec.msgpack.decode(envelope.body, type=kind)
    except RecursionError:
        raise ValueError("nested deeper than any message") from None
