"""Copies for clients, as a person reads of them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.render.as_text.access import before, copied, flagged
from coachvault.services.client_rights import access
from coachvault.services.client_rights.access_review import CopyChoice
from coachvault.services.client_rights.third_parties import Flag
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, add_note

FLAG = Flag("heron/4", "2026-11-23", "person", "Perhaps the name of somebody else.", "boss Peter Gold was")


def test_what_was_found_is_shown_with_its_place() -> None:
    assert flagged([FLAG, msgspec.structs.replace(FLAG, title="heron/4", excerpt="")]).splitlines() == [
        "",
        "heron/4",
        "  person (2026-11-23): Perhaps the name of somebody else.",
        "      “boss Peter Gold was”",
        "  person: Perhaps the name of somebody else.",
    ]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (CopyChoice(), "left out: nothing."),
        (CopyChoice(("heron/1", "R1")), "left out: heron/1, R1."),
        (CopyChoice(("R1",), ("heron/2",)), "left out: R1. Kept all the same: heron/2."),
    ],
)
def test_before_it_is_written_it_says_what_was_decided(choice: CopyChoice, said: str) -> None:
    assert before("heron", Path("copy.txt"), choice).endswith(said)


def test_a_copy_on_paper_is_readable_and_names_what_to_look_at(opened: OpenVault, tmp_path: Path) -> None:
    add_note(opened, "heron", NoteDraft("Her boss Peter Gold was there."))
    made = access.copy(opened, "heron", access.WantedCopy(tmp_path / "copy.txt", ("heron/1",), "names others"))
    said = copied(made)
    assert "Anybody can read it" in said
    assert "Left out: heron/1." in said
    assert "  heron/4  person: Perhaps the name of somebody else." in said
    assert "2 sealed notes about others were not searched" in said


def test_a_page_has_a_code_that_goes_by_telephone(
    opened: OpenVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "ITERATIONS", 10)
    made = access.copy(opened, "heron", access.WantedCopy(tmp_path / "copy.html"))
    assert made.code in copied(made)
    assert "never in the same mail" in copied(made)
