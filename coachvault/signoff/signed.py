"""What a page sends back, opened and compared field by field with what was asked.

The transported bytes are verified first, then parsed, then written again and compared, so that two readers can never
read two things. Clauses are those of docs/spec/signoff-format.md, part 8.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b64decode
from binascii import Error
from datetime import datetime
from typing import Any

import msgspec

from coachvault.crypto import webcrypto
from coachvault.crypto.signatures import is_signed
from coachvault.crypto.words import fingerprint_words
from coachvault.errors import BadInput, IntegrityError, Refused
from coachvault.practice.agreed import approved_text
from coachvault.practice.paragraphs import BETWEEN, LARGEST_TEXT_CHARACTERS, MOST_PARAGRAPHS, parse_paragraphs
from coachvault.practice.signoff import Request, WrittenParagraph
from coachvault.signoff import canonical
from coachvault.signoff.block import Block
from coachvault.signoff.page import master_key, request_text, require_opening, require_terms

FORMAT = "coachvault-signoff-1"
SIGNED_WITH = b"CoachVault/v1 sign-off\0"
PRIVATE_WITH = b"CoachVault/v1 private\0"
REQUEST_WITH = b"CoachVault/v1 request\0"
WORDS_WITH = b"CoachVault/v1 words\0"
KEY_FOR_REPLY = b"CoachVault/v1 reply key\0"
LONGEST_NAME = 120
LONGEST_REMARK = 2_000
SALT_BYTES = 16
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed statement: what may be shown to the recipient, and what anybody can verify.

    Args:
        public_key: 32 bytes of Ed25519, base64.
        signature: 64 bytes, base64.
        statement: Canonical JSON.
    """

    public_key: str
    signature: str
    statement: str

    @property
    def words(self) -> tuple[str, ...]:
        """The six words of the signature (clause 8.8)."""
        signed = hashlib.sha256(SIGNED_WITH + self.statement.encode()).digest()
        return tuple(
            fingerprint_words(hashlib.sha256(WORDS_WITH + b64decode(self.public_key, validate=True) + signed).digest())
        )


class SignOff(msgspec.Struct, frozen=True):
    """What a person signed on the page.

    Args:
        approved: The numbers of the paragraphs, as the proposal counts them, rising.
        written: What the party wrote, in the order of the text; with nothing approved and nothing written it is a no.
        text: The text that was signed; empty for a signed no.
        name: The full name as it was typed.
        remark: What was written for the coach alone.
        signed_at: When, by the clock of that device; a claim.
        proof: What was signed.
    """

    approved: tuple[int, ...]
    written: tuple[WrittenParagraph, ...]
    text: str
    name: str
    remark: str
    signed_at: datetime
    proof: Proof


def open_sign_off(block: Block, vault_id: bytes, release_id: str, request: Request) -> SignOff:
    """Opens a block and compares everything in it with what was asked.

    Args:
        block: As it came in.
        vault_id: The vault's 16 bytes.
        release_id: The release's id, as `R7`.
        request: The request that it answers.

    Raises:
        Refused: It was made without the code, was changed, or says something else than was asked.
    """
    if block.code != request.code:
        raise Refused("The sign-off answers another request.")
    key = webcrypto.derive(master_key(require_opening(request)), KEY_FOR_REPLY + request.code.encode())
    try:
        opened = webcrypto.unseal(key, block.nonce, block.ciphertext, block.associated_data)
    except IntegrityError:
        raise Refused(
            "The sign-off was changed on its way, or was not made with the code of this request.",
            "Ask for the file that the page saves, attached to a mail.",
        ) from None
    body = _fields(opened.rstrip(b" "), {"private", "public_key", "signature", "statement"}, "sign-off")
    proof = Proof(
        _text(body["public_key"], "public key"),
        _text(body["signature"], "signature"),
        _text(body["statement"], "statement"),
    )
    statement = read_statement(proof)
    private = _text(body["private"], "private part")
    fields = _private(private, statement, request_text(vault_id, release_id, request), request)
    approved, written = _approved(fields["approved"], request), _written(fields["written"], request)
    text = _text_of(request, approved, written)
    _require_asked(statement, vault_id, release_id, request, text)
    return SignOff(
        approved=approved,
        written=written,
        text=text,
        name=statement["name"],
        remark=_typed(fields["remark"], LONGEST_REMARK, "remark"),
        signed_at=_moment(statement["signed_at"]),
        proof=proof,
    )


def read_statement(proof: Proof) -> dict[str, Any]:
    """Returns the fields of a signed statement, after its signature was verified over the bytes as they came.

    Raises:
        Refused: The signature does not fit, the statement is not in its one form, or its name holds what is not seen.
    """
    signed = SIGNED_WITH + proof.statement.encode(errors="surrogatepass")
    key, signature = _bytes(proof.public_key, "public key"), _bytes(proof.signature, "signature")
    if not is_signed(key, signed, signature):
        raise Refused("The signature does not fit what it is said to have signed.")
    fields = _fields(
        proof.statement.encode(errors="surrogatepass"),
        {"consent", "expires", "format", "name", "private_sha256", "purpose", "recipient", "release", "signed_at"}
        | {"text_sha256", "vault"},
        "statement",
    )
    if fields["format"] != FORMAT:
        raise Refused("The statement is of another format.", "Update CoachVault, then import it again.")
    for name, value in fields.items():
        _text(value, name)
    _typed(fields["name"], LONGEST_NAME, "name")
    return fields


def _require_asked(statement: dict[str, Any], vault_id: bytes, release_id: str, request: Request, text: str) -> None:
    """Makes sure that the statement is about exactly what was asked."""
    proposal = request.proposal
    asked = {
        "release": release_id,
        "vault": vault_id.hex(),
        "recipient": proposal.recipient.shown,
        "purpose": proposal.purpose,
        "expires": proposal.expires.isoformat(),
        "consent": require_terms(request).consent,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    for name, value in asked.items():
        if statement[name] != value:
            raise Refused(f"The sign-off is for another {_NAMES[name]} than was asked.", "Make a new request.")


def _private(private: str, statement: dict[str, Any], asked: bytes, request: Request) -> dict[str, Any]:
    """Returns the fields of the private part, after those were compared that say what it belongs to."""
    data = private.encode(errors="surrogatepass")
    if hashlib.sha256(PRIVATE_WITH + data).hexdigest() != statement["private_sha256"]:
        raise Refused("The sign-off's private part is not the one that was signed.")
    fields = _fields(data, {"approved", "paragraphs", "remark", "request_sha256", "salt", "written"}, "private part")
    if fields["request_sha256"] != hashlib.sha256(REQUEST_WITH + asked).hexdigest():
        raise Refused("The sign-off answers another text than the one that was asked about.", "Make a new request.")
    if len(_bytes(_text(fields["salt"], "salt"), "salt")) != SALT_BYTES:
        raise Refused("The sign-off holds what this version does not know.", "Update CoachVault, then import it again.")
    if type(fields["paragraphs"]) is not int or fields["paragraphs"] != len(request.shown):
        raise Refused("The sign-off is about another number of paragraphs.")
    return fields


def _approved(value: Any, request: Request) -> tuple[int, ...]:
    """Returns which paragraphs were approved, as the proposal counts them."""
    shown = request.shown
    if not isinstance(value, list):
        raise Refused("The sign-off is about another number of paragraphs.")
    numbers = [number for number in value if type(number) is int and 1 <= number <= len(shown)]
    if numbers != value or numbers != sorted(set(numbers)):
        raise Refused("The sign-off names paragraphs that the text does not have.")
    return tuple(shown[number - 1] for number in numbers)


def _written(value: Any, request: Request) -> tuple[WrittenParagraph, ...]:
    """Returns what the party wrote, in the order of the text (clause 8.5)."""
    if not isinstance(value, list) or not all(
        isinstance(each, dict) and set(each) == {"instead_of", "text"} and type(each["instead_of"]) is int
        for each in value
    ):
        raise Refused("What was written is not in the one form that a page writes.")
    written = tuple(WrittenParagraph(each["instead_of"], _text(each["text"], "text")) for each in value)
    last = len(request.shown)
    order = [each.instead_of or last + 1 for each in written]
    if order != sorted(set(order)) or not all(0 <= each.instead_of <= last for each in written):
        raise Refused("The sign-off puts words where the text has no paragraph.")
    if sum(len(each.text) for each in written) > request.may_write:
        raise Refused("More was written than was asked for.", "Make a new request that lets the client write more.")
    for each in written:
        _require_canonical(each)
    return written


def _require_canonical(written: WrittenParagraph) -> None:
    try:
        if parse_paragraphs(written.text) == written.paragraphs:
            return
    except BadInput:
        pass
    raise Refused("What was written is not in the one form that a page writes.")


def _text_of(request: Request, approved: tuple[int, ...], written: tuple[WrittenParagraph, ...]) -> str:
    """Returns the text that was signed; empty for a signed no."""
    text = approved_text(request.proposal, approved, written) if approved or written else ""
    if len(text) > LARGEST_TEXT_CHARACTERS or text.count(BETWEEN) >= MOST_PARAGRAPHS:
        raise Refused("The text that was signed is too long.", "Make a new request.")
    return text


def _fields(data: bytes, names: set[str], what: str) -> dict[str, Any]:
    """Returns the fields of canonical JSON with exactly these names."""
    try:
        value = canonical.decode(data)
    except ValueError:
        raise Refused(f"The {what} is not in the one form that a page writes.") from None
    if not isinstance(value, dict) or set(value) != names:
        raise Refused(f"The {what} has other fields than a page writes.")
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise Refused(f"The sign-off's {_NAMES.get(name, name)} is no text.")
    return value


def _bytes(text: str, name: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        raise Refused(f"The sign-off's {name} cannot be read.") from None


def _typed(value: Any, longest: int, name: str) -> str:
    """Returns what a person typed; what cannot be seen or turns the order of letters is refused, as on the page."""
    text = _text(value, name)
    hidden = any(mark != "\n" and mark not in _JOINERS and unicodedata.category(mark) in _UNSAFE for mark in text)
    if hidden or len(text) > longest or (name == "name" and (not text.strip() or "\n" in text)):
        raise Refused(f"The sign-off's {name} is empty, too long, or holds what cannot be seen.")
    return text


def _moment(text: str) -> datetime:
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise Refused("The sign-off says no moment at which it was signed.")


_NAMES = {
    "release": "release",
    "vault": "vault",
    "recipient": "recipient",
    "purpose": "purpose",
    "expires": "last day",
    "consent": "consent sentence",
    "text_sha256": "text",
}
