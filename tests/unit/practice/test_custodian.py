"""Custodians and what they have to know can be kept, or are refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coachvault.errors import BadInput
from coachvault.practice.custodian import Adviser, Custodian, CustodianRole, Handbook
from coachvault.practice.ids import Code


def custodian(**fields: Any) -> Custodian:
    fields = {"public": bytes(32)} | fields
    return Custodian(Code("yew"), CustodianRole.EXECUTOR, added_on=date(2026, 1, 5), **fields)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_public_key_has_32_bytes(size: int) -> None:
    assert custodian().public == bytes(32)
    with pytest.raises(BadInput, match="32 bytes"):
        custodian(public=bytes(size))


@pytest.mark.parametrize("field", ["name", "phone", "email", "language"])
def test_what_a_custodian_is_reached_by_is_one_line(field: str) -> None:
    custodian(**{field: "x" * 2_000})
    for bad in ("two\nlines", "x" * 2_001, "a\0b"):
        with pytest.raises(BadInput):
            custodian(**{field: bad})


def test_a_remark_may_have_several_lines() -> None:
    assert custodian(remark="my brother\nknows the alarm").remark.count("\n") == 1
    with pytest.raises(BadInput):
        custodian(remark="x" * 2_001)


@pytest.mark.parametrize(
    ("adviser", "shown"),
    [
        (Adviser("supervisor", "Ida Berg", "030 1"), "supervisor, Ida Berg, 030 1"),
        (Adviser("insurer", phone="030 2"), "insurer, 030 2"),
        (Adviser("professional body"), "professional body"),
    ],
)
def test_an_adviser_is_shown_in_one_line(adviser: Adviser, shown: str) -> None:
    assert adviser.shown == shown
    with pytest.raises(BadInput):
        Adviser(f"{adviser.role}\n")


@pytest.mark.parametrize("field", ["laptop", "backups", "helper", "call", "remark"])
def test_a_chapter_of_the_handbook_has_2000_characters(field: str) -> None:
    chapter: dict[str, Any] = {field: "x\n" * 1_000}
    Handbook(**chapter)
    with pytest.raises(BadInput, match="2,000"):
        Handbook(**(chapter | {field: "x" * 2_001}))


def test_the_message_to_clients_may_be_longer() -> None:
    Handbook(message="x" * 20_000)
    with pytest.raises(BadInput, match="20,000"):
        Handbook(message="x" * 20_001)
