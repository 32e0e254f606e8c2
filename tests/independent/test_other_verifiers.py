"""Side by side with minisign and ssh-keygen on changed signatures, keys and files: nothing is taken that they refuse.

What a mail changes of a signature (line ends, a mark at the start, spaces at the end) is forgiven here and not there:
they are given what a companion sheet shows for others to verify, which is the program's own form.
"""

from __future__ import annotations

import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.signoff.detached import NAMESPACE, KeyKind, as_text, parse_key, verify

SHEET = "CoachVault statement sheet, version 1\n\nText: caf\xe9 \u58f0\n".encode()
QUICK, THOROUGH = 40, 600
PARTS = ("signature", "key", "sheet")


def run(folder: Path, *command: str, stdin: bytes = b"") -> bool:
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False).returncode == 0


def with_minisign(folder: Path) -> dict[str, bytes]:
    (folder / "sheet").write_bytes(SHEET)
    assert run(folder, "minisign", "-G", "-W", "-p", "k.pub", "-s", "k.key")
    assert run(
        folder, "minisign", "-S", "-s", "k.key", "-m", "sheet", "-x", "signature", "-t", "timestamp:1\tfile:sheet"
    )
    names = {"signature": "signature", "key": "k.pub", "sheet": "sheet"}
    return {part: (folder / name).read_bytes() for part, name in names.items()}


def with_ssh(folder: Path) -> dict[str, bytes]:
    (folder / "sheet").write_bytes(SHEET)
    assert run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", "id")
    assert run(folder, "ssh-keygen", "-q", "-Y", "sign", "-f", "id", "-n", NAMESPACE, "sheet")
    names = {"signature": "sheet.sig", "key": "id.pub", "sheet": "sheet"}
    return {part: (folder / name).read_bytes() for part, name in names.items()}


def minisign_takes(folder: Path, parts: dict[str, bytes]) -> bool:
    for name, data in parts.items():
        (folder / f"at.{name}").write_bytes(data)
    return run(folder, "minisign", "-V", "-q", "-m", "at.sheet", "-x", "at.signature", "-p", "at.key")


def ssh_takes(folder: Path, parts: dict[str, bytes]) -> bool:
    (folder / "at.signature").write_bytes(parts["signature"])
    (folder / "at.key").write_bytes(f'client namespaces="{NAMESPACE}" '.encode() + parts["key"])
    command = ("ssh-keygen", "-Y", "verify", "-f", "at.key", "-I", "client", "-n", NAMESPACE, "-s", "at.signature")
    return run(folder, *command, stdin=parts["sheet"])


def ours_takes(parts: dict[str, bytes]) -> bool:
    with suppress(Refused, BadInput):
        verify(parts["signature"], parts["sheet"], parse_key(parts["key"].decode("utf-8", "replace")))
        return True
    return False


def as_shown(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Returns what the sheet of a release shows of a signature and its key."""
    key = parse_key(parts["key"].decode("utf-8", "replace"))
    comment = "untrusted comment: key\n" if key.kind is KeyKind.MINISIGN else ""
    return parts | {"signature": as_text(parts["signature"]).encode(), "key": f"{comment}{key.line}\n".encode()}


Change = Callable[[bytes, Random], bytes]


def _at(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data))


def _flipped(data: bytes, chance: Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut(data: bytes, chance: Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + data[at + chance.choice((1, 2, 4, 80)) :]


def _put(data: bytes, chance: Random) -> bytes:
    at = chance.choice((0, len(data), _at(data, chance)))
    return data[:at] + chance.choice((b"\n", b" ", b"\r", b"=", b"A", b"\0", b"\t", b"\xef\xbb\xbf", b"#")) + data[at:]


def _lines(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at] if chance.random() < 0.5 else lines[other]
    return b"\n".join(lines)


def _within_base64(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    coded = [at for at, line in enumerate(lines) if len(line) > 40 and b" " not in line]
    if not coded:
        return _flipped(data, chance)
    at = chance.choice(coded)
    with suppress(ValueError):
        lines[at] = b64encode(_flipped(b64decode(lines[at] + b"=" * (-len(lines[at]) % 4)), chance))
    return b"\n".join(lines)


def _as_windows(data: bytes, _: Random) -> bytes:
    return data.replace(b"\n", b"\r\n")


CHANGES: tuple[Change, ...] = (_flipped, _cut, _put, _lines, _within_base64, _as_windows)


def changed(parts: dict[str, bytes], count: int) -> Iterator[dict[str, bytes]]:
    chance = Random(7)  # noqa: S311 - the same changes each time
    for number in range(count):
        part, change = PARTS[number % 7 % 3], CHANGES[number % len(CHANGES)]
        made = change(parts[part], chance)
        yield parts | {part: change(made, chance) if number % 11 == 0 and made else made}


SIDE = {
    KeyKind.MINISIGN: pytest.param(with_minisign, minisign_takes, marks=pytest.mark.needs_program("minisign")),
    KeyKind.SSH: pytest.param(with_ssh, ssh_takes, marks=pytest.mark.needs_program("ssh-keygen")),
}


@pytest.mark.parametrize("count", [QUICK, pytest.param(THOROUGH, marks=pytest.mark.thorough)])
@pytest.mark.parametrize(("sign", "theirs"), SIDE.values(), ids=SIDE)
def test_nothing_is_taken_that_the_other_program_refuses(
    sign: Callable[[Path], dict[str, bytes]],
    theirs: Callable[[Path, dict[str, bytes]], bool],
    count: int,
    tmp_path: Path,
) -> None:
    parts = sign(tmp_path)
    assert ours_takes(parts)
    assert theirs(tmp_path, parts)
    taken = [each for each in changed(parts, count) if ours_takes(each)]
    assert [each for each in taken if not theirs(tmp_path, as_shown(each))] == []
    assert 0 < len(taken) < count / 2
