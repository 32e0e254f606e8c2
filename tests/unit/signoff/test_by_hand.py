"""The lines for a shell: one word each, whatever a party wrote into a field."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
from pathlib import Path

import msgspec
import pytest

from coachvault.practice.signoff import Grade
from coachvault.signoff.by_hand import verify_agreement, verify_text
from coachvault.signoff.evidence import ShownAgreement
from tests.unit.signoff.evidences import on_page

TEXT = "She leads.\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
STATEMENT = {"purpose": "$(touch planted) 'x' \\0101 \u202e\t", "text_sha256": DIGEST, "vault": "00"}


@pytest.mark.parametrize("text", [TEXT, "She led.\n"])
def test_a_file_is_compared_with_what_was_agreed_to(tmp_path: Path, text: str) -> None:
    (tmp_path / "R1.txt").write_text(text)
    line = verify_text(DIGEST, "R1.txt")
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (text == TEXT), done.stdout + done.stderr


@pytest.mark.parametrize("grade", [grade for grade in Grade if grade not in {Grade.PAGE, Grade.ROOM, Grade.KEY}])
def test_what_is_not_signed_has_no_lines(grade: Grade) -> None:
    assert verify_agreement(ShownAgreement(grade), 1, "./R1.txt") == ""


@pytest.mark.needs_program("openssl")
def test_a_statement_is_put_together_around_the_text_itself(tmp_path: Path) -> None:
    shown = msgspec.convert(on_page(STATEMENT), ShownAgreement)
    lines = verify_agreement(shown, 3, "R1.txt")
    assert DIGEST not in lines
    (tmp_path / "R1.txt").write_text(TEXT)
    made = lines.partition("\n")[0]
    assert shlex.split(made)[-1] == "agreement-3.signed"
    subprocess.run(["bash", "-euc", made], cwd=tmp_path, check=True)
    signed = (tmp_path / "agreement-3.signed").read_bytes()
    assert signed == b"CoachVault/v1 sign-off\0" + shown.statement.encode()
    assert not (tmp_path / "planted").exists()


def test_nothing_in_the_lines_acts_on_a_terminal() -> None:
    lines = verify_agreement(msgspec.convert(on_page(STATEMENT), ShownAgreement), 1, "R1.txt")
    assert "\u202e" not in lines
    assert "\t" not in lines
