"""The evidence that goes with a released text: what anybody can verify later, without a vault and without CoachVault.

One line of canonical JSON at the end of the companion sheet (part 10 of docs/spec/signoff-format.md). It holds what
was signed for the recipient to see, and never the private part.
"""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec

from coachvault.errors import BadInput, IntegrityError, Refused
from coachvault.signoff import canonical
from coachvault.signoff.detached import parse_key, verify
from coachvault.signoff.signed import Proof, read_statement

FORMAT = "coachvault-evidence-1"
LARGEST_EVIDENCE_BYTES = 2 * 1024 * 1024
_RULE = "-" * 72


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one party's agreement rests on, as far as it may be shown.

    Args:
        grade: Its grade.
        public_key: Of the page, base64.
        signature: Of the page in base64, or the detached signature as its program wrote it.
        statement: What was signed on the page.
        sheet: What was signed with a key.
        key: The public key, in the one line of its program.
    """

    grade: str
    public_key: str = ""
    signature: str = ""
    statement: str = ""
    sheet: str = ""
    key: str = ""


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a text was agreed to for, and on what that rests.

    Args:
        format: The format.
        release: The release's id.
        vault: The vault's id.
        recipient: Who may have it.
        purpose: What for.
        expires: The last day on which it could leave, in ISO form.
        text_sha256: SHA-256 of the text.
        agreements: One for each party.
    """

    format: str
    release: str
    vault: str
    recipient: str
    purpose: str
    expires: str
    text_sha256: str
    agreements: tuple[Shown, ...]


class Verdict(msgspec.Struct, frozen=True):
    """What one agreement turned out to be.

    Args:
        grade: Its grade.
        is_signed: Whether a signature over exactly this text was verified; otherwise somebody vouches for it.
        by: Who signed, as far as the signature says: the name that was typed, or the key's fingerprint.
    """

    grade: str
    is_signed: bool
    by: str


class Verified(msgspec.Struct, frozen=True):
    """A text that is the one that was agreed to.

    Args:
        evidence: What it was agreed to for.
        verdicts: One for each party.
    """

    evidence: Evidence
    verdicts: tuple[Verdict, ...]

    def is_over(self, today: date) -> bool:
        """Tells whether the last day is over."""
        return today.isoformat() > self.evidence.expires


def written(evidence: Evidence) -> str:
    """Returns the line that stands at the end of a companion sheet."""
    return canonical.encode(msgspec.to_builtins(evidence)).decode()


def verify_release(text: bytes, sheet: bytes) -> Verified:
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
        return Verified(evidence, tuple(_verdict(evidence, text, each) for each in evidence.agreements))
    except (Refused, BadInput) as error:
        raise IntegrityError(error.message, "Do not rely on it; ask the sender.") from None


def _read(sheet: bytes) -> Evidence:
    if len(sheet) > LARGEST_EVIDENCE_BYTES:
        raise BadInput("The file is too large to be the sheet that goes with a text.")
    lines = [line for line in sheet.decode("utf-8", errors="replace").splitlines() if line.startswith('{"agreements":')]
    if len(lines) != 1:
        raise BadInput(
            "The file holds no evidence.", "It is the sheet that came with the text: its name ends in .about.txt."
        )
    try:
        evidence = msgspec.convert(canonical.decode(lines[0].encode()), Evidence)
    except (ValueError, msgspec.ValidationError):
        raise BadInput("The evidence on the sheet was changed or cut; it cannot be read.") from None
    if evidence.format != FORMAT or not evidence.agreements:
        raise BadInput("The evidence is of another format.", "A newer CoachVault may read it.")
    return evidence


def _verdict(evidence: Evidence, text: bytes, shown: Shown) -> Verdict:
    if shown.statement:
        return _verdict_on_statement(evidence, shown)
    if shown.sheet:
        return _verdict_on_sheet(evidence, text, shown)
    if shown.grade in ("page", "room", "key"):
        raise IntegrityError("The sheet says that the text was signed, and holds no signature.")
    return Verdict(shown.grade, is_signed=False, by="")


def _verdict_on_statement(evidence: Evidence, shown: Shown) -> Verdict:
    stated = read_statement(Proof(shown.public_key, shown.signature, shown.statement))
    for name in ("release", "vault", "recipient", "purpose", "expires", "text_sha256"):
        if stated[name] != getattr(evidence, name):
            raise IntegrityError(f"The signature is for another {name.replace('_', ' ')} than the sheet says.")
    return Verdict(shown.grade, is_signed=True, by=str(stated["name"]))


def _verdict_on_sheet(evidence: Evidence, text: bytes, shown: Shown) -> Verdict:
    key = parse_key(shown.key)
    verify(shown.signature.encode(), shown.sheet.encode(), key)
    fields = dict(line.split(": ", 1) for line in shown.sheet.split("\n\n")[1].split("\n") if ": " in line)
    asked = {
        "Release": evidence.release,
        "Vault": evidence.vault,
        "Recipient": evidence.recipient,
        "Purpose": evidence.purpose,
        "Last day": evidence.expires,
        "Text SHA-256": evidence.text_sha256,
    }
    for name, value in asked.items():
        if fields.get(name) != value:
            raise IntegrityError(f"The signed sheet is for another {name.lower()} than the sheet says.")
    if not shown.sheet.endswith(f"{_RULE}\n{text.decode('utf-8', errors='replace')}{_RULE}\n"):
        raise IntegrityError("The signed sheet holds another text.")
    return Verdict(shown.grade, is_signed=True, by=key.fingerprint)
