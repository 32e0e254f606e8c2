"""A text leaves word for word as it was signed, or nothing leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import BadInput, IntegrityError, Refused
from coachvault.practice import kinds
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.overview.day import today
from coachvault.services.releases.export import export, preview_export, withdraw
from coachvault.services.releases.proposals import Form, edit, show
from coachvault.services.releases.requests import Ask, request
from coachvault.vault.codec import CompartmentId
from tests.fakes import NOON, Practice, filled_practice
from tests.unit.services.releases.test_proposals import events, signed


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()


def test_nothing_is_overwritten_and_nothing_else_is_written(opened: OpenVault, tmp_path: Path) -> None:
    signed(opened)
    (tmp_path / "a.txt").write_text("a letter")
    for name, error in (("a.txt", "already"), ("a.pdf", "plain file")):
        with pytest.raises(BadInput, match=error):
            export(opened, "R1", tmp_path / name)
    (tmp_path / "b.about.txt").write_text("another letter")
    with pytest.raises(BadInput, match="already"):
        export(opened, "R1", tmp_path / "b.txt")
    assert (tmp_path / "a.txt").read_text() == "a letter"
    assert not (tmp_path / "b.txt").exists()
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []
    assert show(opened, "R1").exports == ()


def test_a_record_that_is_not_kept_lets_nothing_out(
    opened: OpenVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(opened)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coachvault.services.releases.export.register.write", fail)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(KeyboardInterrupt):
        export(opened, "R1", out / "a.txt")
    assert list(out.iterdir()) == []


def test_the_last_day_and_a_withdrawal_are_checked_at_the_export(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    signed(opened)
    practice.clock.pass_days(90)
    export(opened, "R1", tmp_path / "last.txt", "otter")
    with pytest.raises(Refused, match="nobody else"):
        export(opened, "R1", tmp_path / "else.txt", "raven")
    practice.clock.pass_days(1)
    with pytest.raises(Refused, match="expired"):
        export(opened, "R1", tmp_path / "late.txt")
    practice.clock.pass_days(-10)
    release, letter = withdraw(opened, "R1")
    assert release.status(NOON.date()) is ReleaseStatus.WITHDRAWN
    assert "Rosalind Vance, Acme" in letter
    assert "stop using" in letter
    steps: list[Callable[[], object]] = [
        lambda: preview_export(opened, "R1"),
        lambda: withdraw(opened, "R1"),
        lambda: edit(opened, "R1", Form("x")),
    ]
    for step in steps:
        with pytest.raises(Refused, match="withdrawn"):
            step()


def test_a_withdrawal_before_the_export_needs_no_letter(opened: OpenVault) -> None:
    signed(opened)
    assert withdraw(opened, "R1")[1] == ""


def test_evidence_for_another_text_lets_nothing_out(opened: OpenVault, tmp_path: Path) -> None:
    release = signed(opened)
    compartment = CompartmentId(release.place.compartment_id)
    with opened.vault.change("test", NOON) as change:
        item = next(change.head(compartment).of_kind(kinds.EVIDENCE))
        forged = msgspec.structs.replace(release.evidence[0], statement_sha256="0" * 64)
        change.replace(compartment, item.record_id, forged, {})
    with pytest.raises(IntegrityError, match="does not belong"):
        export(opened, "R1", tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a" * 252 + ".txt", "a\nb.txt", "/"])
def test_a_name_that_is_none_changes_nothing(opened: OpenVault, tmp_path: Path, name: str) -> None:
    signed(opened)
    with pytest.raises(BadInput):
        export(opened, "R1", tmp_path / name)
    with pytest.raises(BadInput):
        request(opened, "R1", Ask(SignoffMethod.PAPER, path=tmp_path / name))
    assert show(opened, "R1").exports == ()
    assert today(opened).readable_files == []


def test_a_refused_export_is_recorded(opened: OpenVault, tmp_path: Path) -> None:
    signed(opened)
    with pytest.raises(Refused):
        export(opened, "R1", tmp_path / "a.txt", "raven")
    assert events(opened)[-1] == "export refused"
