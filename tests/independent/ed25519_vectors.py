"""`python -m tests.independent.ed25519_vectors FILE...`: what is verified here, against the vectors of others.

Takes Wycheproof's `ed25519_test.json` and CCTV's `ed25519vectors.json` (C2SP on GitHub), which are not kept here. A
signature that Wycheproof calls invalid must be refused, and one that it calls valid taken; of CCTV, only those may be
taken that it gives no mark: what verifiers judge differently is refused. Fails otherwise.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from coachvault.crypto.signatures import is_signed


class Vector(NamedTuple):
    """A signature, and whether it has to be taken."""

    name: str
    key: bytes
    message: bytes
    signature: bytes
    is_valid: bool


def vectors(read: Any) -> Iterator[Vector]:
    """Yields the vectors of a file in either form."""
    if isinstance(read, list):
        for each in read:
            key, signature = bytes.fromhex(each["key"]), bytes.fromhex(each["sig"])
            yield Vector(f"CCTV {each['number']}", key, each["msg"].encode(), signature, is_valid=not each["flags"])
        return
    for group in read["testGroups"]:
        key = bytes.fromhex(group["publicKey"]["pk"])
        for each in group["tests"]:
            name, is_valid = f"Wycheproof {each['tcId']}", each["result"] == "valid"
            yield Vector(name, key, bytes.fromhex(each["msg"]), bytes.fromhex(each["sig"]), is_valid)


def judged(read: Any) -> tuple[Counter[str], list[str]]:
    """Returns how many were taken and refused, and which were judged otherwise than their file says."""
    counts: Counter[str] = Counter()
    wrong = []
    for each in vectors(read):
        taken = is_signed(each.key, each.message, each.signature)
        counts["taken" if taken else "refused"] += 1
        wrong += [each.name] if taken != each.is_valid else []
    return counts, wrong


def main(files: list[str]) -> int:
    """Judges every file, and returns how the program ends."""
    all_right = bool(files)
    for file in files:
        counts, wrong = judged(json.loads(Path(file).read_text()))
        sys.stdout.write(f"{file}: {counts['taken']} taken, {counts['refused']} refused, {len(wrong)} otherwise\n")
        sys.stdout.write("".join(f"  {name}\n" for name in wrong))
        all_right = all_right and not wrong
    return 0 if all_right else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
