"""Day keys open what is open; what is sealed takes the sealing key, and the sealing key takes the root key."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coachvault.crypto.aead import seal
from coachvault.crypto.sealing import random_key_pair
from coachvault.errors import IntegrityError, Locked
from coachvault.vault.codec import CompartmentId, VaultId
from coachvault.vault.keys import (
    DayKeys,
    KeyPlace,
    RootKey,
    is_sealed,
    random_compartment_key,
    random_sealing_pair,
    rewrap,
    rewrap_duty,
    unwrap,
    unwrap_duty,
    unwrap_sealing_key,
    wrap_duty,
    wrap_open,
    wrap_sealed,
    wrap_sealing_key,
)

ROOT = RootKey(bytes(range(32)))
OTHER_ROOT = RootKey(bytes(range(1, 33)))
DAY = DayKeys.from_root(ROOT)
VAULT = VaultId(b"v" * 16)
PLACE = KeyPlace(VAULT, 1, CompartmentId(b"c" * 16), 1)
KEY = random_compartment_key()
SEALING = random_sealing_pair()


def test_day_keys_differ_from_the_root_key_and_from_each_other() -> None:
    assert len({ROOT, DAY.header, DAY.wrapping}) == 3


def test_keys_are_never_shown() -> None:
    assert DAY.header.hex() not in repr(DAY)
    assert repr(DAY.header) not in repr(DAY)


def test_day_keys_open_what_is_open() -> None:
    wrapped = wrap_open(DAY, PLACE, KEY)
    assert unwrap(DAY, PLACE, wrapped) == KEY
    assert not is_sealed(DAY, PLACE, wrapped)


def test_what_is_sealed_takes_the_sealing_key() -> None:
    wrapped = wrap_sealed(DAY, PLACE, KEY, SEALING.public)
    assert is_sealed(DAY, PLACE, wrapped)
    with pytest.raises(Locked):
        unwrap(DAY, PLACE, wrapped)
    with pytest.raises(IntegrityError):
        unwrap(DAY, PLACE, wrapped, random_key_pair())
    assert unwrap(DAY, PLACE, wrapped, SEALING) == KEY


def test_a_thief_of_the_file_cannot_tell_open_from_sealed() -> None:
    assert len(wrap_open(DAY, PLACE, KEY)) == len(wrap_sealed(DAY, PLACE, KEY, SEALING.public)) == 153


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, vault_id=VaultId(b"w" * 16)),
        replace(PLACE, epoch=2),
        replace(PLACE, compartment_id=CompartmentId(b"d" * 16)),
        replace(PLACE, generation=2),
    ],
)
def test_a_wrapped_key_opens_at_its_own_place_only(elsewhere: KeyPlace) -> None:
    for wrapped in (wrap_open(DAY, PLACE, KEY), wrap_sealed(DAY, PLACE, KEY, SEALING.public)):
        with pytest.raises(IntegrityError):
            unwrap(DAY, elsewhere, wrapped, SEALING)


def test_nobody_without_day_keys_can_plant_a_sealed_compartment() -> None:
    planted = wrap_sealed(DayKeys.from_root(OTHER_ROOT), PLACE, KEY, SEALING.public)
    with pytest.raises(IntegrityError):
        unwrap(DAY, PLACE, planted, SEALING)


@pytest.mark.parametrize(
    "form", [b"\x01" + bytes(79), b"\x01" + bytes(81), b"\x03" + bytes(80), b"\0" + bytes(80), b""]
)
def test_a_wrapped_key_of_another_form_is_refused(form: bytes) -> None:
    with pytest.raises(IntegrityError):
        unwrap(DAY, PLACE, seal(DAY.wrapping, form, PLACE.associated_data()), SEALING)


def test_the_sealing_key_takes_the_root_key_of_its_vault_and_epoch() -> None:
    box = wrap_sealing_key(ROOT, VAULT, 1, SEALING)
    assert unwrap_sealing_key(ROOT, VAULT, 1, box) == SEALING
    for root, vault, epoch in ((OTHER_ROOT, VAULT, 1), (ROOT, VaultId(b"w" * 16), 1), (ROOT, VAULT, 2)):
        with pytest.raises(IntegrityError):
            unwrap_sealing_key(root, vault, epoch, box)


@pytest.mark.parametrize("held", [DAY.header, DAY.wrapping])
def test_day_keys_do_not_stand_in_for_the_root_key(held: bytes) -> None:
    with pytest.raises(IntegrityError):
        unwrap_sealing_key(RootKey(held), VAULT, 1, wrap_sealing_key(ROOT, VAULT, 1, SEALING))


def test_a_step_is_derived_from_the_key_before() -> None:
    def following(key: bytes, person: bytes) -> bytes:
        return hashlib.blake2b(key=key, digest_size=32, person=person).digest()

    ahead = DAY.at(2, 1)
    assert ahead.wrapping == following(following(DAY.wrapping, b"cv2/next"), b"cv2/next")
    assert ahead.duty == following(DAY.duty, b"cv2/next-duty")
    assert (ahead.header, ahead.step, ahead.duty_step) == (DAY.header, 2, 1)


@given(*[st.integers(0, 60)] * 4)
def test_forward_leads_to_where_the_root_leads_and_nothing_leads_back(
    step: int, duty_step: int, more: int, more_duty: int
) -> None:
    held, ahead = DAY.at(step, duty_step), DAY.at(step + more, duty_step + more_duty)
    assert held.at(ahead.step, ahead.duty_step) == ahead
    assert DayKeys.parse(ahead.encode()) == ahead
    assert ahead.is_past(step, duty_step) is bool(more or more_duty)
    if more or more_duty:
        with pytest.raises(Locked, match="from before"):
            ahead.at(step, duty_step)
    executor = DayKeys.for_duty(DAY.header, DAY.duty)
    assert executor.at(step + more, duty_step + more_duty).duty == ahead.duty
    assert executor.at(step + more, duty_step).is_past(step, duty_step) is False, "it holds no wrapping key"


def test_a_key_of_one_step_is_wrapped_for_the_next_as_it_is() -> None:
    after = DAY.at(1, 1)
    for wrapped, sealing in (
        (wrap_open(DAY, PLACE, KEY), None),
        (wrap_sealed(DAY, PLACE, KEY, SEALING.public), SEALING),
    ):
        anew = rewrap(DAY, after, PLACE, wrapped)
        assert unwrap(after, PLACE, anew, sealing) == KEY
        assert is_sealed(after, PLACE, anew) is bool(sealing)
        with pytest.raises(IntegrityError):
            unwrap(DAY, PLACE, anew, sealing)
    duty = rewrap_duty(DAY, after, PLACE, wrap_duty(DAY, PLACE, KEY))
    assert unwrap_duty(after, PLACE, duty) == KEY
    with pytest.raises(IntegrityError):
        unwrap_duty(DAY, PLACE, duty)


@pytest.mark.parametrize("length", [0, 64, 103, 105])
def test_bytes_of_another_length_are_no_day_keys(length: int) -> None:
    with pytest.raises(IntegrityError, match="no keys of this vault"):
        DayKeys.parse(bytes(length))
