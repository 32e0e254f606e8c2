"""What stands on a companion sheet, and that its lines verify the text with the real programs, as they are printed."""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
from datetime import date
from pathlib import Path

import msgspec
import pytest

from coachvault.practice.people import Role
from coachvault.practice.signoff import Evidence as Kept
from coachvault.practice.signoff import Grade
from coachvault.signoff import canonical
from coachvault.signoff.companion import Companion, Sender, companion_sheet
from coachvault.signoff.evidence import FORMAT, CompanionEvidence, ShownAgreement, verify_release
from coachvault.texts.languages import LANGUAGES, language_of
from tests.fakes import NOON
from tests.independent import signoff
from tests.unit.signoff.evidences import PUBLIC, on_page, with_minisign, with_ssh

TEXT = "She leads.\n\nShe \"asks\" \\ more; 100 % 'sure' $(touch planted) `touch planted`.\n\nŻółć 声 😀\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
VAULT = bytes(range(16)).hex()
NASTY = 'Kim O\'Hara \\c \\0101 $HOME $(touch planted) `touch planted` %s "!" 😀, Acme'
CONSENT = "I am Ada Ж Marsh's \\n self; I have read it\u200c."
STATEMENT = {
    "consent": CONSENT,
    "expires": "2027-02-21",
    "format": "coachvault-signoff-1",
    "name": "Ada Ж O'Marsh",
    "private_sha256": "00",
    "purpose": NASTY,
    "recipient": NASTY,
    "release": "R7",
    "signed_at": "2026-11-23T12:00:00Z",
    "text_sha256": DIGEST,
    "vault": VAULT,
}
SHEET = (
    f"CoachVault statement sheet, version 1\n\nRelease: R7\nVault: {VAULT}\nRequest: K7QM-3FZP\n"
    f"Recipient: {NASTY}\nPurpose: {NASTY}\nLast day: 2027-02-21\nText SHA-256: {DIGEST}\n\n{CONSENT}\n\n"
    f"{'-' * 72}\n{TEXT}{'-' * 72}\n"
)
KINDS = {
    "page": (on_page(STATEMENT), "Signature Verified Successfully"),
    "room": (on_page(STATEMENT, "room"), "Signature Verified Successfully"),
    "minisign": (with_minisign(SHEET), "Signature and comment signature verified"),
    "ssh": (with_ssh(SHEET), 'Good "coachvault-signoff" signature'),
}
FILES = ("./R1.txt", "'./my report, \"2\".txt'")
VOUCHED = (Grade.EMAIL, Grade.PAPER, Grade.MESSAGE)
APOSTROPHE = "\u2019"
TOOLS = pytest.mark.needs_program("minisign", "openssl", "sha256sum", "ssh-keygen")


def kept(shown: ShownAgreement) -> Kept:
    """The record in the vault that a shown agreement comes from."""
    name = "Ada Ж O'Marsh" if shown.statement else ""
    known = msgspec.json.encode(shown).decode()
    return Kept(
        "K7QM-3FZP", shown.grade, (1,), "", DIGEST, NOON, "", "ada@example.org", known, "", name=name, key=shown.key
    )


def companion(*agreements: ShownAgreement, file: str = "./R1.txt", language: str = "en", name: str = "R") -> Companion:
    line = CompanionEvidence(FORMAT, "R7", VAULT, NASTY, NASTY, date(2027, 2, 21), DIGEST, agreements)
    sender, names = Sender(name, Role.COACH, NOON.date()), (file, "./R1.about.txt")
    return companion_sheet(line, tuple(map(kept, agreements)), sender, names, language_of(language))


def sheet_about(*agreements: ShownAgreement, file: str = "./R1.txt", language: str = "en") -> str:
    return companion(*agreements, file=file, language=language).text


def shown(kind: str) -> ShownAgreement:
    return msgspec.convert(KINDS[kind][0], ShownAgreement)


def printed(sheet: str) -> str:
    """Returns the lines of a sheet that are there to be copied, but for those that need CoachVault."""
    copied = [line for line in sheet.split("\n") if line.startswith("    ")]
    return "\n".join(line for line in copied if "coachvault release" not in line)


def run(lines: str, folder: Path, shell: str = "bash") -> tuple[int, str]:
    steps = [shell, "-eu", "-c", lines]
    done = subprocess.run(steps, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@TOOLS
@pytest.mark.parametrize("shell", ["bash", "sh"])
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_lines_verify_this_text_and_no_other(tmp_path: Path, kind: str, file: str, shell: str) -> None:
    sheet = sheet_about(shown(kind), file=file)
    assert verify_release(TEXT.encode(), sheet.encode()).verdicts[0].is_signed
    received = tmp_path / shlex.split(file)[0]
    received.write_text(TEXT, encoding="utf-8")
    code, said = run(printed(sheet), tmp_path, shell)
    assert (code, "OK" in said, KINDS[kind][1] in said) == (0, True, True), said
    assert not list(tmp_path.glob("planted*"))
    assert run(printed(sheet_about(shown(kind), file=file).replace("2027-02-21", "2027-02-22")), tmp_path)[0] != 0
    received.write_text(TEXT.replace("leads", "led"), encoding="utf-8")
    assert run(printed(sheet), tmp_path, shell)[0] != 0
    alone = printed(sheet).partition("sha256sum -c\n")[2]
    assert run(alone, tmp_path, shell)[0] != 0, "the signature itself fits no other text"


@TOOLS
def test_two_agreements_have_lines_of_their_own(tmp_path: Path) -> None:
    sheet = sheet_about(shown("page"), ShownAgreement(Grade.EMAIL), shown("ssh"), shown("minisign"))
    (tmp_path / "R1.txt").write_text(TEXT, encoding="utf-8")
    code, said = run(printed(sheet), tmp_path)
    assert code == 0
    assert all(KINDS[kind][1] in said for kind in ("page", "ssh", "minisign"))
    assert "signature of agreement 2" not in sheet
    assert {path.name for path in tmp_path.glob("agreement-*")} >= {
        "agreement-1.signed",
        "agreement-3.sheet",
        "agreement-4.sheet",
    }


@TOOLS
def test_a_signature_that_came_with_line_ends_of_another_system_is_printed_as_it_should_be(tmp_path: Path) -> None:
    for kind in ("ssh", "minisign"):
        signature = "\ufeff" + shown(kind).signature.replace("\n", "\r\n")
        sheet = sheet_about(msgspec.structs.replace(shown(kind), signature=signature))
        assert verify_release(TEXT.encode(), sheet.encode()).verdicts[0].is_signed
        (tmp_path / "R1.txt").write_text(TEXT, encoding="utf-8")
        code, said = run(printed(sheet), tmp_path)
        assert (code, KINDS[kind][1] in said) == (0, True), said


@pytest.mark.parametrize("kind", KINDS)
def test_the_sheet_acts_on_no_terminal(kind: str) -> None:
    sheet = sheet_about(shown(kind))
    assert not set(sheet) & set(map(chr, [*range(10), *range(11, 32), 0x7F, *range(0x80, 0xA0)]))
    assert sheet.count('\n{"agreements":') == 1


def test_the_sheet_says_when_and_what_for_before_anything_else() -> None:
    lines = sheet_about(shown("page")).split("\n")
    assert lines[:7] == [
        "About the text in ./R1.txt",
        "",
        "Released on: 23 November 2026",
        f"Purpose: {NASTY}",
        f"To: {NASTY}",
        "From: R, coach",
        "May be passed on until: 21 February 2027",
    ]
    assert f"For your IT department: SHA-256 {DIGEST}" in lines
    assert "From: coach" in companion(shown("page"), name="").about


def test_a_name_stands_there_only_where_it_was_signed_with() -> None:
    signed = sheet_about(shown("page"), shown("ssh"))
    assert "1. signed in the client's own browser".replace("'", APOSTROPHE) in signed.replace("'", APOSTROPHE)
    assert "signed as Ada Ж O'Marsh" in signed
    assert "2. signed with a key" in signed
    assert "A name stands here only" not in signed
    vouched = sheet_about(ShownAgreement(Grade.EMAIL), ShownAgreement(Grade.PAPER), ShownAgreement(Grade.MESSAGE))
    assert "3 people, in writing" in vouched
    assert "Ada" not in vouched
    assert "ada@example.org" not in vouched
    assert "no program can verify that" in vouched.replace("\n", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_verified_in_every_language(language: str) -> None:
    """What a person reads is in the recipient's language; the lines to copy, and what a program reads, are the same."""
    everything = [shown(kind) for kind in KINDS] + [ShownAgreement(grade) for grade in VOUCHED]
    sheet, english = companion(*everything, language=language), companion(*everything)
    assert sheet.text.startswith(sheet.about)
    for kind in KINDS:
        one = companion(shown(kind), *everything[4:], language=language).text
        verdicts = verify_release(TEXT.encode(), one.encode()).verdicts
        assert [each.is_signed for each in verdicts] == [True, False, False, False]
    assert printed(sheet.text) == printed(english.text)
    assert sheet.text.split("\n")[-2] == english.text.split("\n")[-2]
    assert max(map(len, sheet.about.replace(NASTY, "").split("\n"))) <= 120
    ours = re.sub(r"(?m)^    .*|^\{.*", "", sheet.text)
    for data in (NASTY, "Ada Ж O'Marsh", *(line for _, line in KINDS.values()), "verify-a-release", DIGEST):
        ours = ours.replace(data, "")
    assert not re.search(r"\d{4}-\d\d-\d\d|\{\w*\}", ours)
    assert "4" in ours
    assert language_of(language).companion.people.format(count=7) in sheet.about
    assert language_of(language).companion.one_person in companion(everything[0], language=language).about
    if language != "en":
        assert not re.search(r"\b(the|with|and|of|signed|purpose|from|to|people|text was)\b", ours.casefold()), ours


def test_the_sheet_holds_what_is_shown_and_nothing_of_the_record() -> None:
    line = sheet_about(shown("page")).rstrip("\n").split("\n")[-1]
    agreement = canonical.decode(line.encode())["agreements"][0]
    assert agreement == KINDS["page"][0]
    assert agreement["public_key"] == signoff.b64(PUBLIC)
