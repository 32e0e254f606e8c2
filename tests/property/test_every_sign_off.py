"""Whatever stands around or within a sign-off, in a file or a mail: the coach is shown it, or it is refused."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import product

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.mails.folding import fold
from coachvault.mails.lines import plain_lines
from coachvault.mails.mail import Mail, MailForm
from coachvault.signoff.approval import said_around
from coachvault.signoff.block import find_blocks, holds_block
from coachvault.signoff.scan import text_of_file
from coachvault.signoff.signed import open_sign_off
from tests.independent.test_signoff import VAULT
from tests.property.answer_positions import SENTENCES
from tests.unit.signoff.mails import NAME, alternative, attached, divs, multipart, part, quote, single
from tests.unit.signoff.test_signed import BLOCK, REQUEST

HTML = "text/html; charset=utf-8"
BEGIN, *BODY, END = BLOCK.strip().splitlines()


def _lines(*above: str, body: list[str] = BODY, below: tuple[str, ...] = ()) -> str:
    return "\n".join([*above, BEGIN, *body, END, *below])


POSITIONS: dict[str, Callable[[str], str]] = {
    "above": lambda told: _lines(told, ""),
    "below": lambda told: _lines(below=("", told)),
    "on the first line, before it": lambda told: _lines().replace(BEGIN, f"{told} {BEGIN}"),
    "on the first line, behind it": lambda told: _lines().replace(BEGIN, f"{BEGIN} {told}"),
    "on the last line, before it": lambda told: _lines().replace(END, f"{told} {END}"),
    "on the last line, behind it": lambda told: _lines().replace(END, f"{END} {told}"),
    "first within": lambda told: _lines(body=[told, *BODY]),
    "within": lambda told: _lines(body=[*BODY[:2], told, *BODY[2:]]),
    "within a line": lambda told: _lines(body=[f"{BODY[0][:20]} {told} {BODY[0][20:]}", *BODY[1:]]),
    "within, quoted": lambda told: _lines(body=[*BODY[:2], f"> {told}", *BODY[2:]]),
    "last within": lambda told: _lines(body=[*BODY, told]),
    "within another block above": lambda told: f"{_lines(body=[told])}\n\n{_lines()}",
    "within another block below": lambda told: f"{_lines()}\n\n{_lines(body=[told])}",
    "in a block that does not end": lambda told: f"{BEGIN}\n{told}\n\n{_lines()}",
    "between two that are the same": lambda told: f"{_lines()}\n{told}\n{_lines()}",
    "in a link": lambda told: _lines(f"<https://a.example/{'-'.join(told.split())}/>"),
}


def _rtf(text: str) -> bytes:
    signs = "".join(sign if sign.isascii() else "".join(f"\\u{unit} ?" for unit in _units(sign)) for sign in text)
    return ("{\\rtf1\\ansi " + signs.replace("\n", "\\par\n") + "}").encode()


def _units(sign: str) -> list[int]:
    data = sign.encode("utf-16-le")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


FILES: dict[str, Callable[[str], bytes]] = {
    "a file": str.encode,
    "a file of Notepad": lambda text: text.encode("utf-16"),
    "a file of TextEdit": _rtf,
}
MAILS: dict[str, Callable[[str], bytes]] = {
    "a mail": single,
    "a quoted mail": lambda text: single(quote(text, 200)),
    "a mail in HTML": lambda text: single(divs(text), HTML),
    "a mail in both": lambda text: alternative(text, divs(text)),
    "an attached text": lambda text: multipart("mixed", part("Hi"), part(text, more=attached("a.txt"))),
    "an attached page": lambda text: multipart("mixed", part("Hi"), part(f"<pre>{escape(text)}</pre>", HTML)),
    "an attached mail": lambda text: multipart("mixed", part("Hi"), part(single(text), "message/rfc822")),
    "an encoded mail": lambda text: single(text, encoding="base64"),
}
Case = tuple[str, str, str]


def is_lost(case: Case) -> bool:
    """Returns whether the sentence of a case is neither shown nor refused."""
    carrier, position, sentence = case
    text = POSITIONS[position](sentence)
    try:
        if carrier in FILES:
            texts = [text_of_file(FILES[carrier](text))]
            forms: tuple[MailForm, ...] = (MailForm(tuple(plain_lines(texts[0]))),)
        else:
            mail = Mail(MAILS[carrier](text))
            texts, forms = mail.every_text(), mail.forms
        blocks = [block for each in texts if holds_block(each) for block in find_blocks(each)]
        open_sign_off(blocks[0], VAULT, "R7", REQUEST)
    except (Refused, BadInput):
        return False
    shown = "".join(fold(" ".join(line.text for line in said_around(forms, REQUEST, NAME)).replace("<", " ")))
    return "".join(fold(sentence)) not in shown


def every(step: int) -> list[Case]:
    whole = product((*FILES, *MAILS), POSITIONS, SENTENCES)
    return [case for number, case in enumerate(whole) if number % step == 0]


def test_every_carrier_can_be_taken() -> None:
    for carrier in (*FILES, *MAILS):
        text = _lines()
        texts = [text_of_file(FILES[carrier](text))] if carrier in FILES else Mail(MAILS[carrier](text)).every_text()
        found = [block for each in texts if holds_block(each) for block in find_blocks(each)]
        assert open_sign_off(found[0], VAULT, "R7", REQUEST).approved == (1, 3)


def test_no_wish_is_lost() -> None:
    assert [case for case in every(37) if is_lost(case)] == []


@pytest.mark.thorough
def test_no_wish_is_lost_anywhere() -> None:
    assert [case for case in every(1) if is_lost(case)] == []
