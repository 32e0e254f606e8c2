"""Verifying a text that was received: without a vault, and by the documented steps with standard tools."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.machine import ROOT, Machine
from tests.independent import signoff
from tests.unit.signoff.test_detached import MINISIGN, SSH, Signer

TEXT = "She leads the weekly meeting now.\n\nShe had a hard winter.\n\nShe asks for a talk.\n"
PAGE = (ROOT / "docs" / "how-to" / "verify-a-release.md").read_text()
FIRST, BY_PAGE, BY_MINISIGN, BY_SSH = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
TOOLS = pytest.mark.needs_program("jq", "openssl", "sha256sum")


def left(practice: Machine) -> tuple[Path, Path]:
    """Exports the first release and returns the text and its sheet, in a folder of their own."""
    written = practice.data("release", "export", "R1", "--out", "R1.txt")
    folder = practice.home / "received"
    folder.mkdir()
    for path in (written["path"], written["sheet"]):
        shutil.move(path, folder)
    return folder / "R1.txt", folder / "R1.about.txt"


def by_page(practice: Machine) -> tuple[Path, Path]:
    practice.data("release", "draft", "heron", typed=TEXT)
    asked = practice.data("release", "request", "R1", "--by", "page")["request"]
    block, _ = signoff.signed(signoff.open_page(asked["text"], asked["code"]), (1, 3), remark="Not the winter.")
    practice.data("release", "import", "R1", "-", typed=block)
    practice.data("release", "confirm", "R1", "--how", "by telephone")
    return left(practice)


def by_key(practice: Machine, signer: Signer, program: str) -> tuple[Path, Path]:
    key = signer.ssh_key() if program == "ssh" else ""
    if program == "minisign":
        signer.minisign_key()
        key = (signer.folder / "key.pub").read_text()
    practice.data("client", "key", "add", "heron", "-", typed=key)
    practice.data("release", "draft", "heron", typed=TEXT)
    sheet = practice.data("release", "request", "R1", "--by", "key")["request"]["text"].encode()
    signature = signer.folder / "answer"
    signature.write_bytes(signer.ssh_signed(data=sheet) if program == "ssh" else signer.minisigned(data=sheet))
    practice.data("release", "import", "R1", str(signature))
    return left(practice)


def follow(steps: str, folder: Path) -> str:
    """Does what the documentation says, in the folder of the two files."""
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", steps], cwd=folder, capture_output=True, text=True)  # noqa: PLW1510
    return done.stdout if done.returncode == 0 else f"FAILED {done.stdout}{done.stderr}"


def verify(machine: Machine, text: Path, sheet: Path) -> tuple[int, str]:
    """Verifies without any vault."""
    answer = machine.run("--vault", "/nowhere/at/all.vault", "release", "verify", str(text), str(sheet))
    return answer.code, answer.out + answer.err


def test_what_was_signed_on_the_page_is_verified_without_a_vault(practice: Machine) -> None:
    text, sheet = by_page(practice)
    code, said = verify(practice, text, sheet)
    assert (code, "the signature fits, by Ada Marsh" in said) == (0, True)
    assert "only the coach can say" in said
    for told in ("hard winter", "Not the", "left out", "remark", "paragraph"):
        assert told not in sheet.read_text()
    data = practice.data("release", "verify", str(text), str(sheet))
    assert data["agreements"] == [{"grade": "page", "signed": True, "by": "Ada Marsh"}]
    assert data["is_over"] is False


@TOOLS
def test_the_documented_steps_verify_the_page(practice: Machine) -> None:
    text, _ = by_page(practice)
    assert "Verified Successfully" in follow(FIRST + BY_PAGE, text.parent)
    text.write_text(text.read_text().replace("leads", "led"))
    assert follow(FIRST + BY_PAGE, text.parent).startswith("FAILED")


@TOOLS
@pytest.mark.parametrize(
    ("program", "steps", "said"),
    [
        pytest.param("minisign", BY_MINISIGN, "comment signature verified", marks=MINISIGN),
        pytest.param("ssh", BY_SSH, 'Good "coachvault-signoff" signature', marks=SSH),
    ],
)
def test_the_documented_steps_verify_a_key(
    practice: Machine, tmp_path: Path, program: str, steps: str, said: str
) -> None:
    signer = Signer(tmp_path / "client")
    signer.folder.mkdir()
    text, sheet = by_key(practice, signer, program)
    assert said in follow(FIRST + steps, text.parent)
    assert verify(practice, text, sheet)[0] == 0
    sheet.write_text(sheet.read_text().replace("She leads", "She led"))
    assert follow(FIRST + steps, text.parent).startswith("FAILED")
    code, told = verify(practice, text, sheet)
    assert (code, "does not fit" in told) == (13, True)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"recipient":"', '"recipient":"Somebody else ', "for another recipient"),
        ('"expires":"2', '"expires":"3', "for another last day"),
        ('"purpose":"', '"purpose":"another ', "for another purpose"),
        ('"grade":"page",', "", "cannot be read"),
        ('"grade":"page"', '"grade":"key"', "is of another kind"),
        ('"grade":"page"', '"grade":"paper"', "is of another kind"),
        ('"grade":"page"', '"grade":"notarised by the court"', "cannot be read"),
        ('"grade":"page"', '"grade":"page: the signature fits\\nagreed    key"', "cannot be read"),
        ('"release":"R1"', '"release":"R2"', "for another release"),
        ('"agreements":', '"agreements": ', "holds no evidence|cannot be read"),
        ('\\"name\\":\\"Ada', '\\"name\\":\\"Eve', "signature does not fit"),
    ],
)
def test_a_changed_sheet_is_refused(practice: Machine, before: str, after: str, said: str) -> None:
    text, sheet = by_page(practice)
    line = sheet.read_text().splitlines()[-1]
    assert before in line
    place = line.rindex(before) if before in ('"recipient":"', '"expires":"2', '"purpose":"') else line.index(before)
    sheet.write_text(line[:place] + line[place:].replace(before, after, 1) + "\n")
    code, told = verify(practice, text, sheet)
    assert code in (13, 17)
    assert re.search(said, told)


def test_a_signature_that_was_taken_off_is_missed(practice: Machine) -> None:
    text, sheet = by_page(practice)
    line = sheet.read_text().splitlines()[-1]
    bare = re.sub(r'"agreements":\[.*?\]', '"agreements":[{"grade":"page"}]', line)
    sheet.write_text(bare)
    code, told = verify(practice, text, sheet)
    assert (code, "holds no signature" in told) == (13, True)


def test_another_text_and_no_sheet_say_so(practice: Machine) -> None:
    text, sheet = by_page(practice)
    text.write_bytes(text.read_bytes() + b"\n")
    code, told = verify(practice, text, sheet)
    assert (code, "not the text that was agreed to" in told) == (13, True)
    assert verify(practice, text, text)[0] == 17
    assert verify(practice, text, text.parent / "nowhere")[0] == 17


def test_what_is_only_vouched_for_is_called_that(practice: Machine) -> None:
    from tests.cli.test_release import answer

    practice.data("release", "draft", "heron", typed=TEXT)
    code = practice.data("release", "request", "R1", "--by", "email")["request"]["code"]
    practice.data("release", "import", "R1", str(answer(practice, f"I approve {code}")))
    text, sheet = left(practice)
    exit_code, said = verify(practice, text, sheet)
    assert (exit_code, "nothing in it is signed" in said) == (0, True)
    assert "Ada" not in sheet.read_text()
