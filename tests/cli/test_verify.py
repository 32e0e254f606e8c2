"""Verifying a text that was received: without a vault, and by the documented steps with standard tools."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.machine import ROOT, Machine
from tests.independent import signoff
from tests.unit.signoff.test_detached import MINISIGN, SSH, Signer

pytestmark = pytest.mark.sampled(2)

TEXT = "She leads the weekly meeting now.\n\nShe had a hard winter.\n\nShe asks for a talk.\n"
PAGE = (ROOT / "docs" / "how-to" / "verify-a-release.md").read_text()
STEPS: list[str] = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
FIRST, WHICH, BY_PAGE, BY_MINISIGN, BY_SSH = STEPS
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
    block, _ = signoff.signed(
        signoff.open_page(asked["text"], asked["code"]), (1, 3), remark="Not the winter.", signed_at=signoff.now()
    )
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


def by_two(practice: Machine, signer: Signer) -> tuple[Path, Path]:
    """The client signs on the page and leaves a paragraph out; another, whom the text concerns, signs by key."""
    practice.data("release", "draft", "heron", "--concerns", "wren", typed=TEXT)
    asked = practice.data("release", "request", "R1", "--by", "page")["request"]
    block, _ = signoff.signed(signoff.open_page(asked["text"], asked["code"]), (1, 3), signed_at=signoff.now())
    practice.data("release", "import", "R1", "-", typed=block)
    practice.data("release", "confirm", "R1", "--how", "by telephone")
    signer.minisign_key()
    practice.data("client", "key", "add", "wren", "-", typed=(signer.folder / "key.pub").read_text())
    sheet = practice.data("release", "request", "R1", "--by", "key")["request"]["text"].encode()
    (signer.folder / "answer").write_bytes(signer.minisigned(data=sheet))
    practice.data("release", "import", "R1", str(signer.folder / "answer"))
    return left(practice)


def follow(steps: str, folder: Path) -> str:
    """Does what the documentation says, in the folder of the two files."""
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", steps], cwd=folder, capture_output=True, text=True)  # noqa: PLW1510
    return done.stdout if done.returncode == 0 else f"FAILED {done.stdout}{done.stderr}"


def documented(steps: str, number: int = 1) -> str:
    """Returns the documented steps for one of the agreements."""
    assert WHICH.count("n=1\n") == 1
    return FIRST + WHICH.replace("n=1\n", f"n={number}\n") + steps


def printed(sheet: Path) -> str:
    """Returns the lines that a sheet holds for a recipient without CoachVault."""
    copied = [line for line in sheet.read_text().split("\n") if line.startswith("    ") and line[4:].strip()]
    begin = next(at for at, line in enumerate(copied) if "sha256sum" in line)
    return "\n".join(line for line in copied[begin:] if "coachvault release" not in line)


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
def test_the_documented_steps_and_the_lines_on_the_sheet_verify_the_page(practice: Machine) -> None:
    text, sheet = by_page(practice)
    for steps in (documented(BY_PAGE), printed(sheet)):
        assert "Verified Successfully" in follow(steps, text.parent)
    copied, received = printed(sheet), text.read_text()
    text.write_text(received.replace("leads", "led"))
    for steps in (documented(BY_PAGE), copied):
        assert follow(steps, text.parent).startswith("FAILED")
    text.write_text(received)
    sheet.write_text(sheet.read_text().replace('"purpose":"', '"purpose":"another '))
    said = follow(documented(BY_PAGE), text.parent)
    assert said.startswith("FAILED")
    assert "another progress report" in said


@TOOLS
@pytest.mark.parametrize(
    ("program", "steps", "said"),
    [
        pytest.param("minisign", BY_MINISIGN, "comment signature verified", marks=MINISIGN),
        pytest.param("ssh", BY_SSH, 'Good "coachvault-signoff" signature', marks=SSH),
    ],
)
def test_the_documented_steps_and_the_lines_on_the_sheet_verify_a_key(
    practice: Machine, tmp_path: Path, program: str, steps: str, said: str
) -> None:
    signer = Signer(tmp_path / "client")
    signer.folder.mkdir()
    text, sheet = by_key(practice, signer, program)
    for each in (documented(steps), printed(sheet)):
        assert said in follow(each, text.parent)
    assert verify(practice, text, sheet)[0] == 0
    sheet.write_text(sheet.read_text().replace("She leads", "She led"))
    assert follow(documented(steps), text.parent).startswith("FAILED")
    code, told = verify(practice, text, sheet)
    assert (code, "does not fit" in told) == (13, True)


@TOOLS
@MINISIGN
def test_each_agreement_of_several_parties_is_verified_by_its_number(practice: Machine, tmp_path: Path) -> None:
    signer = Signer(tmp_path / "wren")
    signer.folder.mkdir()
    text, sheet = by_two(practice, signer)
    code, told = verify(practice, text, sheet)
    assert code == 0
    assert [line.split()[1] for line in told.splitlines() if line.startswith("agreed")] == ["page:", "key:"]
    listed = follow(documented(""), text.parent)
    assert listed == "1 page\n2 key\n"
    assert "Verified Successfully" in follow(documented(BY_PAGE, 1), text.parent)
    assert "comment signature verified" in follow(documented(BY_MINISIGN, 2), text.parent)
    assert follow(documented(BY_MINISIGN, 1), text.parent).startswith("FAILED")
    said = follow(printed(sheet), text.parent)
    assert all(each in said for each in ("R1.txt: OK", "Verified Successfully", "comment signature verified"))
    signature = json.loads(sheet.read_text().splitlines()[-1])["agreements"][1]["signature"].splitlines()[3]
    sheet.write_text(sheet.read_text().replace(signature, f"{'A' * 86}=="))
    assert "Verified Successfully" in follow(documented(BY_PAGE, 1), text.parent)
    assert follow(documented(BY_MINISIGN, 2), text.parent).startswith("FAILED")
    assert verify(practice, text, sheet)[0] == 13


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
    assert "known to the coach, who keeps the answer" in sheet.read_text()
