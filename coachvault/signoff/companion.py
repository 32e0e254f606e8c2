"""The sheet that goes with a text: who released it to whom, what for, on what evidence, and how to verify it.

It says nothing of what was left out, and names nobody who did not sign with a name: docs/adr/0028-companion-sheet.md.
"""

from __future__ import annotations

from coachvault.practice.signoff import Evidence, Grade
from coachvault.signoff import evidence as shown_evidence
from coachvault.signoff.by_hand import verify_agreement, verify_text
from coachvault.signoff.detached import KeyKind, parse_key
from coachvault.signoff.evidence import ShownAgreement
from coachvault.texts.languages import language_of
from coachvault.texts.languages.days import long_day

HOW_TO_VERIFY = "To see that the file is the text that was agreed to"
_LABEL_WIDTH = 10

_MEANS: dict[Grade, str] = {
    Grade.MESSAGE: "a screenshot of a message that quotes the code; the coach vouches for it",
    Grade.EMAIL: "a mail that quotes the code; nobody has proved who sent it",
    Grade.ROOM: "signed on the coach's own device",
    Grade.PAPER: "a signed sheet of paper that shows the fingerprint of the text; kept as a scan",
    Grade.PAGE: "signed in the client's own browser and compared by telephone",
    Grade.KEY: "signed with a key that was known before",
}


def companion_sheet(
    line: shown_evidence.CompanionEvidence, evidence: tuple[Evidence, ...], sender: str, names: tuple[str, str]
) -> str:
    """Returns the sheet of an exported text, with what anybody can verify in its last line.

    Args:
        line: What can be verified.
        evidence: What the text rests on, one for each of the line's agreements.
        sender: Who released it.
        names: How the files of the text and of this sheet are called, as a shell reads them.
    """
    file, sheet = names
    parts = [
        f"About the text in {file}",
        _rows(line, evidence, sender),
        "The text was agreed to in writing, to the last character, for this recipient and purpose alone.\n"
        "Please do not pass it on. The agreement can be taken back at any time.",
        *_unsigned(line),
        f"{HOW_TO_VERIFY}, open a terminal in the folder of\nboth files and copy this line into it:",
        _indented(verify_text(line.text_sha256, file)),
        "It says OK. On macOS, write shasum -a 256 in place of sha256sum.",
        *(_by_hand(shown, number, file) for number, shown in enumerate(line.agreements, start=1) if shown.holds),
        "CoachVault verifies all of it in one step, and needs no vault for that:",
        _indented(f"coachvault release verify {file} {sheet}"),
        "Its documentation (verify-a-release) explains what this proves, and what only the coach can say.\n"
        "The last line is for programs.",
    ]
    return "\n\n".join(parts) + f"\n\n{shown_evidence.written(line)}\n"


def _rows(line: shown_evidence.CompanionEvidence, evidence: tuple[Evidence, ...], sender: str) -> str:
    people = "1 person" if len(evidence) == 1 else f"{len(evidence)} people"
    pairs = [
        ("Release", line.release),
        ("From", sender),
        ("To", line.recipient),
        ("Purpose", line.purpose),
        ("Last day", long_day(line.expires, language_of("en"))),
        ("Agreed by", f"{people}, in writing"),
        *(("", f"{number}. {_agreement(each)}") for number, each in enumerate(evidence, start=1)),
        ("SHA-256", line.text_sha256),
    ]
    return "\n".join(f"{name:<{_LABEL_WIDTH}} {value}" for name, value in pairs)


def _agreement(evidence: Evidence) -> str:
    said = f"{evidence.grade}: {_MEANS[evidence.grade]}"
    if evidence.name:
        return f"{said}; signed as {evidence.name}"
    return f"{said}; the key {evidence.vouched_by}" if evidence.key else said


def _unsigned(line: shown_evidence.CompanionEvidence) -> list[str]:
    if all(shown.holds for shown in line.agreements):
        return []
    return [
        "A name stands here only where somebody signed with it. Whoever answered by mail, on paper or by message\n"
        "is known to the coach, who keeps the answer and vouches for it; no program can verify that."
    ]


def _by_hand(shown: ShownAgreement, number: int, file: str) -> str:
    tool, said = _tool(shown)
    return (
        f"To verify the signature of agreement {number} with {tool}, copy these lines. They put together what was\n"
        "signed, with your copy of the text in it; the signature fits only if that is the text that was agreed to:\n\n"
        f"{_indented(verify_agreement(shown, number, file))}\n\nIt says: {said}"
    )


def _tool(shown: ShownAgreement) -> tuple[str, str]:
    """Returns the program that verifies an agreement, and what it says where the signature fits."""
    if shown.statement:
        return "OpenSSL 3", "Signature Verified Successfully"
    if parse_key(shown.key).kind is KeyKind.MINISIGN:
        return "minisign", "Signature and comment signature verified"
    return "ssh-keygen", 'Good "coachvault-signoff" signature'


def _indented(lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines.split("\n"))
