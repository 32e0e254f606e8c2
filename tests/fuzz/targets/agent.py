"""The agent's protocol: what a server does with what it is asked, a client with what is answered, a new process with
what the one before held.

The first byte says which. Promised besides: an agent never answers more than a client takes; it lends a secret only for
the copy and the epoch that it was given for; whatever comes in an agent's place, a client has an answer or none.
"""

from __future__ import annotations

import asyncio
import socket
from asyncio import StreamReader, StreamWriter
from contextlib import suppress
from pathlib import Path
from typing import cast

from coachvault.agent import client, protocol
from coachvault.agent.keeper import Keeper, Moment
from coachvault.agent.protocol import Lend, Lent, OtherVersion, Reply
from coachvault.agent.server import Server
from tests.fuzz.judging import require

MOST_REQUESTS = 40
PLACE = (b"v" * 16, b"c" * 16, 1)
NOWHERE = Path("/nowhere/agent")
LOOP = asyncio.new_event_loop()
HERE, THERE = socket.socketpair()


class Written:
    """What a server writes to one client."""

    def __init__(self) -> None:
        self.data = b""

    def get_extra_info(self, name: str) -> object:
        return HERE if name == "socket" else None

    def write(self, data: bytes) -> None:
        self.data += data

    async def drain(self) -> None:
        """Waits for nobody."""

    def close(self) -> None:
        """Ends the connection."""


def look(data: bytes) -> str:
    side, rest = data[:1], data[1:]
    if side == b"c":
        return repr(answered(rest))
    if side == b"k":
        return held(rest)
    return "\n".join(LOOP.run_until_complete(served(rest)))


async def served(data: bytes) -> list[str]:
    """Returns what a server answers to one connection after the other."""
    server, said = Server(NOWHERE), list[str]()
    given: dict[bytes, set[object]] = {}
    for _ in range(MOST_REQUESTS):
        if not data:
            break
        length = protocol.LENGTH_BYTES + int.from_bytes(data[: protocol.LENGTH_BYTES], "little")
        message, data = data[:length], data[length:]
        reader, written = StreamReader(), Written()
        reader.feed_data(message)
        reader.feed_eof()
        await server._answer(reader, cast("StreamWriter", written))
        note_given(message, given)
        said.append(repr(reply_of(message, written.data, given)))
    return said


def note_given(message: bytes, given: dict[bytes, set[object]]) -> None:
    """Notes for which copy and epoch a secret was handed over."""
    with suppress(ValueError, OtherVersion):
        asked = protocol.decode_request(message[protocol.LENGTH_BYTES :])
        if isinstance(asked, protocol.Keep | protocol.Advance | protocol.OpenWindow):
            given.setdefault(asked.secret, set()).add((asked.vault, asked.copy, asked.epoch))


def reply_of(message: bytes, answer: bytes, given: dict[bytes, set[object]]) -> Reply | None:
    """Returns what was answered; it has to be what a client takes."""
    if not answer:
        return None
    length = protocol.decode_length(answer[: protocol.LENGTH_BYTES])
    require(length == len(answer) - protocol.LENGTH_BYTES, "an answer has the length that it says")
    reply = protocol.decode_reply(answer[protocol.LENGTH_BYTES :])
    asked = protocol.decode_request(message[protocol.LENGTH_BYTES :])
    if isinstance(reply, Lent):
        require(isinstance(asked, Lend), "a secret is lent to who asks for it")
        place = (asked.vault, asked.copy, asked.epoch) if isinstance(asked, Lend) else ()
        lent = (reply.secret, *reply.windows.values())
        require(all(place in given.get(each, ()) for each in lent), "a secret is lent for its place alone")
    return reply


def answered(data: bytes) -> Reply | None:
    """Returns what a client makes of what comes from the other end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        with suppress(BlockingIOError):
            theirs.send(data)
        theirs.shutdown(socket.SHUT_WR)
        with suppress(*client._TROUBLE):
            reply = client._exchange(ours, Lend(*PLACE))
            require(isinstance(reply, Reply), "an answer is one of those that there are")
            return reply
    return None


def held(data: bytes) -> str:
    """Returns what a new process goes on with."""
    now = Moment(1000.0, 1000.0)
    try:
        keeper = Keeper.resume(data)
    except ValueError:
        return "nothing"
    keeper.expire(now)
    return repr((keeper.held(now), keeper.lend(Lend(*PLACE), now), keeper.seconds_left(now)))
