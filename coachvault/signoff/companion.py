"""The sheet that goes with a text: who released it to whom, what for, on what evidence, and how to verify it.

It says nothing of what was left out, and names nobody who did not sign with a name: docs/adr/0028-companion-sheet.md.
It is in the recipient's language; what a program reads in it, the last line, is the same in each.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from textwrap import fill

import msgspec

from coachvault.practice.people import Role
from coachvault.practice.signoff import Evidence
from coachvault.signoff import evidence as shown_evidence
from coachvault.signoff.by_hand import verify_agreement, verify_text
from coachvault.signoff.detached import KeyKind, parse_key
from coachvault.signoff.evidence import ShownAgreement
from coachvault.texts.languages import by_name
from coachvault.texts.languages.companion_shapes import CompanionTexts
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language

_WIDTH = 100


class Companion(msgspec.Struct, frozen=True):
    """A companion sheet.

    Args:
        about: What a person reads: what the text is for, and on what that rests.
        text: The whole sheet, with how to verify it and what a program reads.
    """

    about: str
    text: str


class Sender(msgspec.Struct, frozen=True):
    """Who released a text.

    Args:
        name: The practice's; may be empty.
        role: What it does.
        day: When it was released.
    """

    name: str
    role: Role
    day: date


def companion_sheet(
    line: shown_evidence.CompanionEvidence,
    evidence: tuple[Evidence, ...],
    sender: Sender,
    names: tuple[str, str],
    language: Language,
    removed: Collection[str] = (),
) -> Companion:
    """Returns the sheet of an exported text, with what anybody can verify in its last line.

    Args:
        line: What can be verified.
        evidence: What the text rests on, one for each of the line's agreements.
        sender: Who released it, and when.
        names: How the files of the text and of this sheet are called, as a shell reads them.
        language: The recipient's.
        removed: The keys that signed and were removed since, each in the one line of its program.
    """
    (file, sheet), texts = names, language.companion
    about = [
        texts.title.format(file=file),
        "\n".join([_rows(line, len(evidence), sender, language), *_numbered(evidence, texts, removed)]),
        _wrapped(texts.exactly),
        *([] if all(shown.holds for shown in line.agreements) else [_wrapped(texts.no_name)]),
    ]
    checks = [
        texts.digest.format(digest=line.text_sha256),
        _wrapped(texts.how),
        _indented(verify_text(line.text_sha256, file)),
        _wrapped(texts.says_ok),
        *(_by_hand(shown, number, file, texts) for number, shown in enumerate(line.agreements, start=1) if shown.holds),
        _wrapped(texts.in_one_step),
        _indented(f"coachvault release verify {file} {sheet}"),
        _wrapped(texts.explained),
        shown_evidence.written(line),
    ]
    return Companion("\n\n".join(about), "\n\n".join([*about, *checks]) + "\n")


def _rows(line: shown_evidence.CompanionEvidence, count: int, sender: Sender, language: Language) -> str:
    texts = language.companion
    does = by_name(texts.works)[sender.role.value]
    pairs = [
        (texts.released, long_day(sender.day, language)),
        (texts.purpose, line.purpose),
        (texts.recipient, line.recipient),
        (texts.sender, f"{sender.name}, {does}" if sender.name else does),
        (texts.until, long_day(line.expires, language)),
        (texts.release, line.release),
        (texts.agreed_by, texts.one_person if count == 1 else texts.people.format(count=count)),
    ]
    return "\n".join(texts.field.format(name=name, value=value) for name, value in pairs)


def _numbered(evidence: tuple[Evidence, ...], texts: CompanionTexts, removed: Collection[str]) -> list[str]:
    """Returns a line for each agreement; that of a key that was removed since says so."""
    said = [_agreement(each, texts) for each in evidence]
    gone = [bool(each.key) and each.key in removed for each in evidence]
    told = [texts.key_given_up.format(said=one) if is_gone else one for one, is_gone in zip(said, gone, strict=True)]
    return [f"  {number}. {one}" for number, one in enumerate(told, start=1)]


def _agreement(evidence: Evidence, texts: CompanionTexts) -> str:
    grade = by_name(texts.grades)[evidence.grade.value]
    if evidence.name:
        return texts.signed_as.format(grade=grade, name=evidence.name)
    return texts.with_key.format(grade=grade, key=evidence.vouched_by) if evidence.key else str(grade)


def _by_hand(shown: ShownAgreement, number: int, file: str, texts: CompanionTexts) -> str:
    tool, said = _tool(shown)
    return "\n\n".join(
        [
            _wrapped(texts.by_hand.format(number=number, tool=tool)),
            _indented(verify_agreement(shown, number, file)),
            texts.says.format(said=said),
        ]
    )


def _wrapped(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _tool(shown: ShownAgreement) -> tuple[str, str]:
    """Returns the program that verifies an agreement, and what it says where the signature fits."""
    if shown.statement:
        return "OpenSSL 3", "Signature Verified Successfully"
    if parse_key(shown.key).kind is KeyKind.MINISIGN:
        return "minisign", "Signature and comment signature verified"
    return "ssh-keygen", 'Good "coachvault-signoff" signature'


def _indented(lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines.split("\n"))
