"""The evidence that goes with a released text: what anybody can verify later, without a vault and without CoachVault.

One line of canonical JSON at the end of the companion sheet (part 10 of docs/spec/signoff-format.md). It holds what
was signed for the recipient to see, and never the private part. Nobody signs the line itself: what a reader is shown
of it is either covered by a signature in it, or called what it is.
"""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec

from coachvault.errors import BadInput, IntegrityError, Refused
from coachvault.practice.paragraphs import require_visible
from coachvault.practice.signoff import Grade
from coachvault.practice.text import require_line
from coachvault.signoff import canonical
from coachvault.signoff.detached import parse_key, verify
from coachvault.signoff.sheet import read_sheet
from coachvault.signoff.signed import Proof, read_statement

FORMAT = "coachvault-evidence-1"
LARGEST_EVIDENCE_BYTES = 2 * 1024 * 1024
LONGEST_SHOWN = 1_000
_BEGINS = '{"agreements":'
_SIGNED_FOR = {
    "release": "release",
    "vault": "vault",
    "recipient": "recipient",
    "purpose": "purpose",
    "expires": "last day",
    "text_sha256": "text",
}


class ShownAgreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one party's agreement rests on, as far as it may be shown.

    Args:
        grade: Its grade.
        public_key: Of the page, base64.
        signature: Of the page in base64, or the detached signature as its program wrote it.
        statement: What was signed on the page.
        sheet: What was signed with a key.
        key: The public key, in the one line of its program.
    """

    grade: Grade
    public_key: str = ""
    signature: str = ""
    statement: str = ""
    sheet: str = ""
    key: str = ""

    @property
    def holds(self) -> frozenset[str]:
        """Which parts of a proof there are."""
        return frozenset(name for name in self.__struct_fields__[1:] if getattr(self, name))


_PROOFS: dict[frozenset[str], tuple[Grade, ...]] = {
    frozenset({"public_key", "signature", "statement"}): (Grade.PAGE, Grade.ROOM),
    frozenset({"key", "sheet", "signature"}): (Grade.KEY,),
    frozenset(): (Grade.MESSAGE, Grade.EMAIL, Grade.PAPER),
}
"""Which grades go with which proof; the signature itself does not distinguish the page from the room."""


class CompanionEvidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a text was agreed to for, and on what that rests.

    Args:
        format: The format.
        release: The release's id.
        vault: The vault's id.
        recipient: Who may have it.
        purpose: What for.
        expires: The last day on which it could leave.
        text_sha256: SHA-256 of the text.
        agreements: One for each party.
    """

    format: str
    release: str
    vault: str
    recipient: str
    purpose: str
    expires: date
    text_sha256: str
    agreements: tuple[ShownAgreement, ...]

    def __post_init__(self) -> None:
        for shown in (self.release, self.recipient, self.purpose):
            require_line(shown, longest=LONGEST_SHOWN)
            require_visible(shown)

    @property
    def signed_for(self) -> dict[str, str]:
        """What each signature has to be for, by the names that a statement has."""
        fields = msgspec.to_builtins(self)
        return {name: fields[name] for name in _SIGNED_FOR}


class Verdict(msgspec.Struct, frozen=True):
    """What one agreement turned out to be.

    Args:
        grade: Its grade, which fits the kind of proof.
        is_signed: Whether a signature over exactly this text was verified; otherwise somebody vouches for it.
        by: Who signed, as far as the signature says: the name that was typed, or the key's fingerprint.
    """

    grade: Grade
    is_signed: bool
    by: str


class VerifiedRelease(msgspec.Struct, frozen=True):
    """A text that is the one that was agreed to.

    Args:
        evidence: What it was agreed to for.
        verdicts: One for each party.
    """

    evidence: CompanionEvidence
    verdicts: tuple[Verdict, ...]

    def is_over(self, today: date) -> bool:
        """Returns whether the last day is over."""
        return today > self.evidence.expires


def written(evidence: CompanionEvidence) -> str:
    """Returns the line at the end of a companion sheet."""
    return canonical.encode(msgspec.to_builtins(evidence)).decode()


def verify_release(text: bytes, sheet: bytes) -> VerifiedRelease:
    """Compares a text with the evidence that came with it, and verifies every signature.

    Args:
        text: The bytes of the text's file.
        sheet: The bytes of the companion sheet.

    Raises:
        BadInput: The sheet holds no evidence that can be read.
        IntegrityError: The text is not the one that was agreed to, or a signature does not fit; the message says what.
    """
    evidence = _read(sheet)
    digest = hashlib.sha256(text).hexdigest()
    if digest != evidence.text_sha256:
        raise IntegrityError(
            f"The file is not the text that was agreed to: its SHA-256 is {digest}, agreed was {evidence.text_sha256}.",
            "It was changed since, or it belongs to another sheet.",
        )
    try:
        _require_different(evidence)
        return VerifiedRelease(evidence, tuple(_verdict(evidence, text, each) for each in evidence.agreements))
    except (Refused, BadInput) as error:
        raise IntegrityError(error.message, _DO_NOT_RELY) from None


_DO_NOT_RELY = "Do not rely on it; ask the sender."


def _read(sheet: bytes) -> CompanionEvidence:
    if len(sheet) > LARGEST_EVIDENCE_BYTES:
        raise BadInput("The file is too large to be the sheet that goes with a text.")
    lines = [line for line in sheet.decode("utf-8", errors="replace").split("\n") if line.startswith(_BEGINS)]
    if len(lines) != 1:
        raise BadInput(
            "The file holds no evidence.", "It is the sheet that came with the text: its name ends in .about.txt."
        )
    evidence = _parsed(lines[0].removesuffix("\r"))
    if evidence.format != FORMAT or not evidence.agreements:
        raise BadInput("The evidence is of another format.", "A newer CoachVault may read it.")
    return evidence


def _parsed(line: str) -> CompanionEvidence:
    try:
        return msgspec.convert(canonical.decode(line.encode()), CompanionEvidence)
    except (ValueError, msgspec.ValidationError):
        raise BadInput("The evidence on the sheet was changed or cut; it cannot be read.") from None
    except BadInput:
        raise BadInput(
            "The evidence on the sheet holds what cannot be shown on one line: a line break, or what is not seen.",
            _DO_NOT_RELY,
        ) from None


def _require_different(evidence: CompanionEvidence) -> None:
    """Makes sure that no agreement is counted twice: what is signed names its request, or holds a salted hash."""
    signed = [each.statement or each.sheet for each in evidence.agreements if each.holds]
    if len(signed) != len(set(signed)):
        raise IntegrityError("The sheet shows one agreement twice.", _DO_NOT_RELY)


def _verdict(evidence: CompanionEvidence, text: bytes, shown: ShownAgreement) -> Verdict:
    _require_fitting(shown)
    if shown.statement:
        return Verdict(shown.grade, is_signed=True, by=_signed_on_page(evidence, shown))
    if shown.sheet:
        return Verdict(shown.grade, is_signed=True, by=_signed_by_key(evidence, text, shown))
    return Verdict(shown.grade, is_signed=False, by="")


def _require_fitting(shown: ShownAgreement) -> None:
    """Makes sure that an agreement is called what its proof is (rule R3)."""
    if shown.grade in _PROOFS.get(shown.holds, ()):
        return
    if not shown.holds:
        raise IntegrityError("The sheet says that the text was signed, and holds no signature.", _DO_NOT_RELY)
    raise IntegrityError(
        f"The sheet calls an agreement “{shown.grade}”, but what proves it is of another kind.", _DO_NOT_RELY
    )


def _signed_on_page(evidence: CompanionEvidence, shown: ShownAgreement) -> str:
    """Returns the name that was typed, after the signature was verified."""
    stated = read_statement(Proof(shown.public_key, shown.signature, shown.statement))
    _require_signed_for(evidence, stated)
    return str(stated["name"])


def _signed_by_key(evidence: CompanionEvidence, text: bytes, shown: ShownAgreement) -> str:
    """Returns the fingerprint of the key, after the signature was verified."""
    key = parse_key(shown.key)
    if key.line != shown.key:
        raise IntegrityError("The key on the sheet is not in the one line of its program.", _DO_NOT_RELY)
    verify(shown.signature.encode(), shown.sheet.encode(), key)
    stated = read_sheet(shown.sheet)
    _require_signed_for(evidence, stated)
    if stated["text"].encode() != text:
        raise IntegrityError("The signed sheet holds another text.", _DO_NOT_RELY)
    return key.fingerprint


def _require_signed_for(evidence: CompanionEvidence, stated: dict[str, str]) -> None:
    for name, value in evidence.signed_for.items():
        if stated[name] != value:
            raise IntegrityError(f"The signature is for another {_SIGNED_FOR[name]} than the sheet says.", _DO_NOT_RELY)
