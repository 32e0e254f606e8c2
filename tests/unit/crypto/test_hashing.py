"""Derived keys, codes and digests are those of vault-format 3.1; the answers were made with libsodium's BLAKE2b."""

from __future__ import annotations

import pytest

from coachvault.crypto.hashing import Label, authenticate, derive_key, digest, is_authentic

KEY = bytes(range(32))
DERIVED = {
    Label.HEADER_KEY: "d495b2c3c4bff6a3e615c9bcd938cffea9a4cc9478b1f3fae7a7d6db37a219ea",
    Label.WRAPPING_KEY: "1248f59b9e5179eb6f778ce81a487dd072de830c3d0ee31401ae380514063932",
    Label.DUTY_KEY: "70bd8df0fab056c51444c619e20dbbc8d01df1559229bd2f45820ce95b739b74",
    Label.SEALING_KEY: "7f692cb57d32046bab6a8e603d81e7297426bc4f8e1e7919cb635038d8f1a160",
    Label.ANCHOR_KEY: "a966e95fca97cc64d62074efa6c757f9e7854f0f4d26e50a022c2bb3deefc6f8",
    Label.STATE_KEY: "cfe8aee6c7b45c46c7d8de221445a942533c1780f2270cbf831408bd42e5b543",
    Label.KEY_ID: "039873cc22fd4e125ef1a7920fd82172e3d9d1b6f0605d757325a2bcf3451280",
    Label.FORMER: "6a2ce33833d19d1001867af16020b7079a10d65c71aab36be72eda4771bebb39",
    Label.NEXT: "44b63fa00201725ab8f79e832124b3db2d20e340b296ed760f6409c8be7c9f97",
    Label.NEXT_DUTY: "01acc38656a9f2ff5b1f6c9a82e3d8632fbdae05070b3d6f16e75653682d38fa",
}
CODES = {
    Label.HEADER_MAC: "38639ae1a56f202851bdc683b3d44533fedfacfc3296aff3196bb82566f5c097",
    Label.ANCHOR_MAC: "9f43eae607338540a1b6ec0ac1b3cc5b4bd4487a991ec4160790a2491c5dafc0",
    Label.CAPTURE_MAC: "198ccbbddac666094289ad0ce89e33a2d12f060dee1f65fea594630864a26a12",
    Label.DRAFT: "fb6dd63e1db40191dd362dc56fe03b81ceafb0464ab01ff719069b3479e668eb",
    Label.STATE_ID: "84e0720060f1997f85797970c798c4bf9d4b0a027522821e18421bb256f4fb8e",
    Label.STATE_CODE: "5aa7e69416490080243cbafc324b7ec7f343fb8faa9a71c5b92cc80a37d18e22",
}
DIGESTS = {
    Label.LINK: "ade4995fe3b147140b1af60addeeb6702e4cd9a6cebaa4094b2ffd24f7ac5925",
    Label.ROW: "1d9e72fc8bad162f8b7ba70921768d1d974d416c083e6c83b44cf2136bfde834",
    Label.HEADS: "74f341a87c9711ee73f52c1bd05bef76e63aa2955ae64806056eae228b87d75e",
}


def test_every_label_has_a_known_answer() -> None:
    assert {*DERIVED, *CODES, *DIGESTS} == set(Label)


@pytest.mark.parametrize(("label", "expected"), DERIVED.items())
def test_derived_keys_are_those_of_the_format(label: Label, expected: str) -> None:
    assert derive_key(KEY, label).hex() == expected


@pytest.mark.parametrize(("label", "expected"), CODES.items())
def test_codes_are_those_of_the_format(label: Label, expected: str) -> None:
    assert authenticate(KEY, label, b"a note").hex() == expected


@pytest.mark.parametrize(("label", "expected"), DIGESTS.items())
def test_digests_are_those_of_the_format(label: Label, expected: str) -> None:
    assert digest(label, b"a note").hex() == expected


def test_labels_fit_the_field_and_no_two_are_alike() -> None:
    assert all(len(label.value) <= 16 and not label.value.endswith(b"\0") for label in Label)
    assert len({digest(label, b"") for label in Label}) == len(Label)


def test_a_code_fits_its_message_its_key_and_its_use_alone() -> None:
    code = authenticate(KEY, Label.HEADER_MAC, b"a note")
    assert is_authentic(KEY, Label.HEADER_MAC, b"a note", code)
    assert not is_authentic(KEY, Label.HEADER_MAC, b"a note.", code)
    assert not is_authentic(KEY, Label.ANCHOR_MAC, b"a note", code)
    assert not is_authentic(bytes(32), Label.HEADER_MAC, b"a note", code)
    assert not is_authentic(KEY, Label.HEADER_MAC, b"a note", code[:-1])


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        derive_key(bytes(length), Label.HEADER_KEY)
    with pytest.raises(ValueError, match="32 bytes"):
        authenticate(bytes(length), Label.HEADER_MAC, b"a note")
