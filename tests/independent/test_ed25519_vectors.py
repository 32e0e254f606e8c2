"""The vectors of others are read in both of their forms, and what is judged otherwise than they say is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey

from tests.independent.ed25519_vectors import judged, main

KEY = SigningKey(bytes(range(32)))
PUBLIC, SIGNATURE = bytes(KEY.verify_key).hex(), KEY.sign(b"message").signature.hex()
CHANGED = SIGNATURE[:-2] + "00"


def wycheproof(*cases: tuple[str, str]) -> Any:
    message = b"message".hex()
    tests = [{"tcId": at, "msg": message, "sig": sig, "result": said} for at, (sig, said) in enumerate(cases)]
    return {"testGroups": [{"publicKey": {"pk": PUBLIC}, "tests": tests}]}


def cctv(*cases: tuple[str, list[str] | None]) -> Any:
    return [
        {"number": at, "key": PUBLIC, "sig": sig, "msg": "message", "flags": f} for at, (sig, f) in enumerate(cases)
    ]


@pytest.mark.parametrize(
    ("read", "counts", "wrong"),
    [
        (wycheproof((SIGNATURE, "valid"), (CHANGED, "invalid"), (SIGNATURE[:-2], "invalid")), (1, 2), []),
        (wycheproof((SIGNATURE, "invalid"), (CHANGED, "valid")), (1, 1), ["Wycheproof 0", "Wycheproof 1"]),
        (cctv((SIGNATURE, None), (CHANGED, ["low_order_R"])), (1, 1), []),
        (cctv((SIGNATURE, ["low_order_A"]), (CHANGED, None)), (1, 1), ["CCTV 0", "CCTV 1"]),
    ],
)
def test_what_is_judged_otherwise_is_named(
    read: Any, counts: tuple[int, int], wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, named = judged(read)
    assert ((found["taken"], found["refused"]), named) == (counts, wrong)
    file = tmp_path / "vectors.json"
    file.write_text(json.dumps(read))
    assert main([str(file)]) == bool(wrong)
    assert f"{counts[0]} taken, {counts[1]} refused, {len(wrong)} otherwise" in capsys.readouterr().out


def test_without_a_file_nothing_is_shown_to_be_right() -> None:
    assert main([]) == 1
