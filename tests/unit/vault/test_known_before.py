"""What earlier programs kept in several files is read once, verified, and taken over."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.crypto.hashing import Label, authenticate, derive_key
from coachvault.errors import IntegrityError
from coachvault.system.files import private_folder
from coachvault.vault import known_before
from coachvault.vault.codec import CompartmentId, CopyId, RecordId, VaultId, associated_data, encode
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.known import CopySeen, Known, SealedNow, place_of

VAULT, COPY, OTHER = VaultId(b"v" * 16), CopyId(b"c" * 16), VaultId(b"w" * 16)
KEYS = [CompartmentKey(b"2" * 32), CompartmentKey(bytes(range(32)))]
LINK, HEADER = b"l" * 32, b"h" * 32
PATH = Path("/somewhere/practice.vault")
ONE, TWO, RECORD = CompartmentId(b"1" * 16), CompartmentId(b"2" * 16), RecordId(b"r" * 16)


def put(folder: Path, name: str, value: object) -> None:
    path = private_folder(folder) / name
    path.write_bytes(encode(value))
    path.chmod(0o600)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder as an earlier program left it: one anchor, its place, and what was taken away."""
    folder = tmp_path / "state"
    message = associated_data("anchor", VAULT, COPY, 5, LINK, HEADER)
    code = authenticate(derive_key(KEYS[0], Label.ANCHOR_KEY), Label.ANCHOR_MAC, message)
    anchor = {"seq": 5, "link": LINK, "header": HEADER, "mac": code}
    put(folder / "anchors", f"{VAULT.hex()}-{COPY.hex()}.json", anchor)
    put(folder / "places", f"{place_of(PATH)}.json", {"vault_id": VAULT, "copy_id": COPY})
    taken = {
        "destroyed": {ONE.hex(): "2026-11-23"},
        "sealed": {TWO.hex(): "2026-11-23"},
        "erased": [f"{TWO.hex()}/{RECORD.hex()}"],
    }
    put(folder / "taken", f"{VAULT.hex()}.json", taken)
    return folder


def test_it_is_read_as_what_is_known(state: Path) -> None:
    known = Known(state)
    found = known.authentic(VAULT, KEYS)
    assert found is not None
    (copy,) = found.copies
    assert (copy.copy_id, copy.seq, copy.link, copy.place, copy.role) == (COPY, 5, LINK, place_of(PATH), "")
    remembered = known.remembered(VAULT, KEYS)
    assert (remembered.is_gone(ONE), remembered.is_sealed(TWO), remembered.is_sealed(ONE)) == (True, True, False)
    assert remembered.erased_in(TWO, [RECORD]) == {RECORD}
    assert known.is_place_of_another(PATH, OTHER)
    assert not known.is_place_of_another(PATH, VAULT)


def test_it_is_taken_over_by_the_first_writing_and_removed(state: Path) -> None:
    known = Known(state)
    known.advance(PATH, (VAULT, COPY), KEYS, CopySeen(COPY, "vault", seq=6, link=LINK, header=HEADER))
    assert [path.name for path in sorted(state.iterdir())] == ["known"]
    assert known.remembered(VAULT, KEYS).is_gone(ONE)


@pytest.mark.parametrize("is_open", [False, True])
def test_what_was_sealed_then_and_reopened_since_is_as_the_vault_says(state: Path, is_open: bool) -> None:
    known = Known(state)
    found = SealedNow(frozenset() if is_open else frozenset([TWO]), frozenset([TWO]) if is_open else frozenset())
    seen = CopySeen(COPY, "vault", seq=5, link=LINK, header=HEADER)
    known.advance(PATH, (VAULT, COPY), KEYS, seen, None, lambda: found)
    remembered = known.remembered(VAULT, KEYS)
    assert remembered.is_sealed(TWO) is not is_open
    assert len(remembered.sealed_by(COPY)) == (0 if is_open else 1)


def test_what_is_of_another_vault_stays(state: Path) -> None:
    put(state / "taken", f"{OTHER.hex()}.json", {"erased": []})
    known_before.forget(state, VAULT)
    assert [path.name for path in sorted(state.rglob("*.json"))] == [f"{OTHER.hex()}.json"]
    assert known_before.read(state, VAULT) is None


def test_a_forged_anchor_is_noticed(state: Path) -> None:
    (file,) = (state / "anchors").glob("*.json")
    file.write_bytes(file.read_bytes().replace(b'"seq":5', b'"seq":4'))
    with pytest.raises(IntegrityError):
        Known(state).authentic(VAULT, KEYS)


@pytest.mark.parametrize("folder", ["anchors", "taken", "places"])
@pytest.mark.parametrize("content", ["", "[]", '{"more":1}', '{"destroyed":{"zz":"2026-11-23"}}'])
def test_what_is_damaged_is_not_passed_over(state: Path, folder: str, content: str) -> None:
    (file,) = (state / folder).glob("*.json")
    file.write_text(content)
    with pytest.raises(IntegrityError):
        Known(state).authentic(VAULT, KEYS)
