"""How a signature is verified without CoachVault: lines for a shell that need nothing but the received text.

They put together what was signed around the received text itself, so that a signature fits that text or nothing.
Clauses are those of docs/spec/signoff-format.md: 8.6 for the page, 9.1 and 9.2 for keys.
"""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterable

from coachvault.practice.signoff import Grade
from coachvault.signoff.detached import NAMESPACE, KeyKind, parse_key
from coachvault.signoff.evidence import ShownAgreement
from coachvault.signoff.sheet import RULE, read_sheet

_PEM_OF_KEY = "MCowBQYDK2VwAyEA"
"""How every Ed25519 key begins in PEM (RFC 8410): twelve bytes in base64."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def verify_text(text_sha256: str, file: str) -> str:
    """Returns the line that compares a file with the SHA-256 that was agreed to.

    Args:
        text_sha256: The SHA-256.
        file: The file's name, as a shell reads it.
    """
    return f"printf '%s  %s\\n' {text_sha256} {file} | sha256sum -c"


def verify_agreement(shown: ShownAgreement, number: int, file: str) -> str:
    """Returns the lines that verify one agreement; empty where nothing in it is signed.

    Args:
        shown: The agreement.
        number: Which of them, from 1; the files that the lines write are called after it.
        file: The name of the text's file, as a shell reads it.
    """
    at = f"agreement-{number}"
    if shown.grade in (Grade.PAGE, Grade.ROOM):
        return _verify_page(shown, at, file)
    return _verify_key(shown, at, file) if shown.grade is Grade.KEY else ""


def _verify_page(shown: ShownAgreement, at: str, file: str) -> str:
    name = '"text_sha256":"'
    before, _, after = shown.statement.partition(name)
    digest = f'"$(openssl dgst -sha256 -r < {file} | cut -c 1-64)"'
    stated = f"{_quoted(before + name)} {digest} {_quoted(after[64:])}"
    key = _printed(["-----BEGIN PUBLIC KEY-----", _PEM_OF_KEY + shown.public_key, "-----END PUBLIC KEY-----"])
    return (
        f"(printf 'CoachVault/v1 sign-off\\000'; printf '%b' {stated}) > {at}.signed\n"
        f"{key} > {at}.pem\n"
        f"printf '%s' {shown.signature} | openssl base64 -d -A > {at}.signature\n"
        f"openssl pkeyutl -verify -pubin -inkey {at}.pem -rawin -in {at}.signed -sigfile {at}.signature"
    )


def _verify_key(shown: ShownAgreement, at: str, file: str) -> str:
    signature = shown.signature.removeprefix("\ufeff").strip().replace("\r\n", "\n").split("\n")
    if parse_key(shown.key).kind is KeyKind.MINISIGN:
        return (
            f"{_sheet(shown, at, file)}\n{_printed(signature)} > {at}.sheet.minisig\n"
            f"minisign -V -m {at}.sheet -P {shown.key}"
        )
    known = _printed([f'client namespaces="{NAMESPACE}" {shown.key}'])
    return (
        f"{_sheet(shown, at, file)}\n{_printed(signature)} > {at}.sheet.sig\n{known} > {at}.known\n"
        f"ssh-keygen -Y verify -f {at}.known -I client -n {NAMESPACE} -s {at}.sheet.sig < {at}.sheet"
    )


def _sheet(shown: ShownAgreement, at: str, file: str) -> str:
    text = read_sheet(shown.sheet)["text"]
    head = shown.sheet.removesuffix(f"{text}{RULE}\n").removesuffix("\n").split("\n")
    return f"({_printed(head)}\ncat {file}\n{_printed([RULE])}) > {at}.sheet"


def _printed(lines: Iterable[str]) -> str:
    return "printf '%b\\n' " + " \\\n    ".join(map(_quoted, lines))


def _quoted(text: str) -> str:
    """Returns a text as one word of a shell and of `%b`; what a terminal would act on, as a tab, is written as code."""
    return shlex.quote("".join(map(_escaped, text)))


def _escaped(mark: str) -> str:
    if mark == "\\":
        return "\\\\"
    if unicodedata.category(mark) in _UNSEEN:
        return "".join(f"\\0{byte:03o}" for byte in mark.encode())
    return mark
