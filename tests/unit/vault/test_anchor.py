"""The anchor goes forwards only, and an older, diverged, forged or exchanged vault is noticed."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError, Diverged, IntegrityError, RolledBack
from coachvault.vault.anchor import Anchor, Anchors, require_authentic, require_not_older
from coachvault.vault.codec import CopyId, VaultId
from coachvault.vault.keys import CompartmentKey

IDS = (VaultId(b"v" * 16), CopyId(b"c" * 16))
OTHER_COPY = (IDS[0], CopyId(b"d" * 16))
OTHER_VAULT = (VaultId(b"w" * 16), IDS[1])
KEY = CompartmentKey(bytes(range(32)))
LINK, HEADER = b"l" * 32, b"h" * 32
VAULT_PATH = Path("/somewhere/practice.vault")


def seen(state: Path, seq: int = 5, ids: tuple[VaultId, CopyId] = IDS) -> Anchors:
    anchors = Anchors(state)
    anchors.advance(VAULT_PATH, ids, KEY, (seq, LINK, HEADER))
    return anchors


def anchor(state: Path) -> Anchor:
    found = Anchors(state).read(*IDS)
    assert found is not None
    return found


def test_a_machine_that_has_not_seen_a_vault_has_no_complaint(tmp_path: Path) -> None:
    assert Anchors(tmp_path).read(*IDS) is None
    Anchors(tmp_path).require_place(VAULT_PATH, *IDS)
    require_not_older(None, 0, lambda _: None)
    require_authentic(None, IDS, [KEY])


def test_what_was_seen_is_remembered_for_that_copy_alone(tmp_path: Path) -> None:
    anchors = seen(tmp_path)
    found = anchors.read(*IDS)
    assert found is not None
    assert (found.seq, found.link, found.header) == (5, LINK, HEADER)
    assert anchors.read(*OTHER_COPY) is None


def test_a_copy_that_was_announced_is_known_at_its_place_until_another_is_seen(tmp_path: Path) -> None:
    anchors = seen(tmp_path)
    anchors.announce(VAULT_PATH, *OTHER_COPY)
    for ids in (IDS, OTHER_COPY):
        assert anchors.require_place(VAULT_PATH, *ids)
    with pytest.raises(RolledBack):
        anchors.require_place(VAULT_PATH, *OTHER_VAULT)
    seen(tmp_path, 6)
    with pytest.raises(RolledBack):
        anchors.require_place(VAULT_PATH, *OTHER_COPY)


def test_nothing_is_announced_where_nothing_was_seen(tmp_path: Path) -> None:
    Anchors(tmp_path).announce(VAULT_PATH, *IDS)
    assert list(tmp_path.rglob("*.json")) == []


def test_the_anchor_never_goes_backwards(tmp_path: Path) -> None:
    seen(tmp_path, 5)
    for seq in (4, 0, 5):
        Anchors(tmp_path).advance(VAULT_PATH, IDS, KEY, (seq, b"x" * 32, HEADER))
        assert (anchor(tmp_path).seq, anchor(tmp_path).link) == (5, LINK)
    seen(tmp_path, 6)
    assert anchor(tmp_path).seq == 6


def test_an_older_vault_is_noticed(tmp_path: Path) -> None:
    seen(tmp_path, 5)
    with pytest.raises(RolledBack):
        require_not_older(anchor(tmp_path), 4, lambda _: LINK)


@pytest.mark.parametrize("link", [None, b"x" * 32])
def test_a_vault_that_went_another_way_is_noticed(tmp_path: Path, link: bytes | None) -> None:
    seen(tmp_path, 5)
    for seq in (5, 6):
        with pytest.raises(Diverged):
            require_not_older(anchor(tmp_path), seq, lambda _: link)


@pytest.mark.parametrize("seq", [5, 6, 1000])
def test_the_same_vault_further_on_is_no_complaint(tmp_path: Path, seq: int) -> None:
    seen(tmp_path, 5)
    require_not_older(anchor(tmp_path), seq, {5: LINK}.get)


def test_a_forged_anchor_is_noticed(tmp_path: Path) -> None:
    seen(tmp_path)
    require_authentic(anchor(tmp_path), IDS, [KEY])
    found = anchor(tmp_path)
    forged = [
        Anchor(found.seq - 1, found.link, found.header, found.mac),
        Anchor(found.seq, bytes(32), found.header, found.mac),
        Anchor(found.seq, found.link, bytes(32), found.mac),
        Anchor(found.seq, found.link, found.header, bytes(32)),
    ]
    for each in forged:
        with pytest.raises(IntegrityError):
            require_authentic(each, IDS, [KEY])


def test_an_anchor_fits_its_own_copy_and_key_alone(tmp_path: Path) -> None:
    seen(tmp_path)
    for ids, key in ((OTHER_COPY, KEY), (OTHER_VAULT, KEY), (IDS, CompartmentKey(bytes(32)))):
        with pytest.raises(IntegrityError):
            require_authentic(anchor(tmp_path), ids, [key])


@pytest.mark.parametrize("ids", [OTHER_COPY, OTHER_VAULT])
def test_another_vault_or_copy_at_a_known_path_is_noticed(tmp_path: Path, ids: tuple[VaultId, CopyId]) -> None:
    anchors = seen(tmp_path)
    anchors.require_place(VAULT_PATH, *IDS)
    anchors.require_place(VAULT_PATH.with_name("other.vault"), *ids)
    with pytest.raises(RolledBack):
        anchors.require_place(VAULT_PATH, *ids)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"seq":"5"}', "x" * 5000])
def test_a_damaged_anchor_is_told_and_not_passed_over(tmp_path: Path, content: str) -> None:
    seen(tmp_path)
    for file in tmp_path.rglob("*.json"):
        file.write_text(content)
    with pytest.raises(IntegrityError):
        Anchors(tmp_path).read(*IDS)
    with pytest.raises(IntegrityError):
        Anchors(tmp_path).require_place(VAULT_PATH, *IDS)


@pytest.mark.parametrize("seq", [-1, 2**64, 2**80])
def test_an_anchor_with_an_impossible_number_is_told(tmp_path: Path, seq: int) -> None:
    seen(tmp_path)
    [file] = (tmp_path / "anchors").glob("*.json")
    file.write_text(json.dumps(json.loads(file.read_text()) | {"seq": seq}))
    with pytest.raises(CoachVaultError):
        require_authentic(Anchors(tmp_path).read(*IDS), IDS, [KEY])


def test_a_linked_anchor_is_not_followed(tmp_path: Path) -> None:
    seen(tmp_path / "state")
    [file] = (tmp_path / "state" / "anchors").glob("*.json")
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IntegrityError):
        Anchors(tmp_path / "state").read(*IDS)


@pytest.mark.unprivileged
def test_what_is_remembered_is_private(tmp_path: Path) -> None:
    seen(tmp_path / "state")
    for each in (tmp_path / "state").rglob("*"):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each


def test_names_of_files_hold_no_path_of_the_vault(tmp_path: Path) -> None:
    seen(tmp_path)
    assert not any("practice" in each.name or "somewhere" in each.read_text() for each in tmp_path.rglob("*.json"))
