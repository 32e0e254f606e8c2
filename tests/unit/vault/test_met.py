"""What was met of copies is sealed in the state folder, and comes back with the keys of the vault alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.crypto.aead import random_key
from coachvault.vault.codec import VaultId
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.met import MetCopies, MetCopy

VAULT = VaultId(bytes(16))
COPY = MetCopy(bytes(16), "/media/disk/of Ada Marsh.vault", "backup", 7)


@pytest.fixture
def keys() -> list[CompartmentKey]:
    return [CompartmentKey(random_key()), CompartmentKey(random_key())]


def test_what_was_met_comes_back_once_for_each_place(tmp_path: Path, keys: list[CompartmentKey]) -> None:
    met = MetCopies(tmp_path, VAULT)
    assert (met.is_there(), met.read(keys)) == (False, [])
    met.add(COPY, keys)
    met.add(COPY, [CompartmentKey(random_key()), *keys])
    met.add(MetCopy(COPY.copy_id, "/media/other.vault", "backup", 9), keys)
    assert [each.path for each in met.read(keys)] == [COPY.path, "/media/other.vault"]
    met.forget(met.read(keys), keys)
    assert not met.is_there()


def test_it_says_nothing_without_the_keys_and_nothing_in_the_clear(tmp_path: Path, keys: list[CompartmentKey]) -> None:
    met = MetCopies(tmp_path, VAULT)
    met.add(COPY, keys)
    assert met.read([CompartmentKey(random_key())]) == []
    assert MetCopies(tmp_path, VaultId(bytes([1]) * 16)).read(keys) == []
    assert b"Ada" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    (tmp_path / "met" / VAULT.hex()).write_bytes(b"damaged")
    assert met.read(keys) == []
